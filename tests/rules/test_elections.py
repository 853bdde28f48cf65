"""Elections: candidates first; being elected by itself does nothing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.assumptions import assumptions
from govsim.policy import PolicyPath
from govsim.rules.elections import (
    call_vote,
    contested_share,
    count,
    organised,
    people_asked,
    stand,
    staying,
    unused,
    willingness,
)
from govsim.rules.participation import vote
from govsim.state import World
from govsim.vocabulary import CLAIMS


def test_willingness_by_hand() -> None:
    """Logit −2 + 1.5 · 0.4 + 2 · 0.1 + 1 · (−0.1) + 0.3 = −1."""
    made = willingness(
        -2.0,
        np.array([0.4]),
        1.5,
        np.array([0.45]),
        2.0,
        np.array([0.4]),
        1.0,
        np.array([0.3]),
    )
    assert made == pytest.approx(1 / (1 + np.e))


def test_contested_share_by_hand() -> None:
    """Five seats: 3 or 5 candidates leave none contested, 7 two of five, 20 all."""
    made = contested_share(np.array([3.0, 5.0, 7.0, 20.0]), np.full(4, 5.0))
    assert made == pytest.approx([0.0, 0.0, 0.4, 1.0])


def test_incumbents_are_judged_by_trust() -> None:
    made = staying(np.array([0.2, 0.5, 0.8]), 4.0)
    assert made[1] == pytest.approx(0.5)
    assert np.all(np.diff(made) > 0)


def hold(world: World, rule: str, candidates: int) -> None:
    """An election in month 12 in which the first `candidates` of each place stand."""
    a = assumptions()
    world.month = world.draws.month = 12
    world.committees.term_offset[:] = 0
    policy = PolicyPath(world.size, {"election_rule": rule, "term_months": 12}).at(12)
    call_vote(world, policy, a)
    stand(world, a)
    first = world.communities.first[:-1]
    world.residents.candidate[:] = False
    for place in first:
        world.residents.candidate[place : place + candidates] = True
    running = np.minimum(candidates, 5) if rule == "one_candidate" else candidates
    world.offers.vote_contest = contested_share(
        np.full(world.size, float(running)), world.committees.seats
    )
    count(world, a)


def test_without_candidates_direct_election_leaves_seats_empty(world: World) -> None:
    hold(world, "direct", 1)
    assert world.committees.vacant == pytest.approx(0.8)
    assert world.committees.contested == pytest.approx(0.0)
    assert world.committees.members == pytest.approx(1.0)


def test_a_one_candidate_list_is_never_contested(world: World) -> None:
    hold(world, "one_candidate", 30)
    assert world.committees.contested == pytest.approx(0.0)
    assert world.committees.vacant == pytest.approx(0.0)


def test_rivals_make_seats_contested(world: World) -> None:
    hold(world, "direct", 10)
    assert world.committees.contested == pytest.approx(1.0)


def test_the_search_asks_so_many_a_seat_whatever_the_size(world: World) -> None:
    a = assumptions()
    world.month = world.draws.month = 12
    world.committees.term_offset[:] = 0
    world.residents.stake[:] = 1.0
    world.residents.propensity[:] = 50.0  # everybody who is asked agrees
    policy = PolicyPath(world.size, {"election_rule": "direct", "term_months": 12}).at(
        12
    )
    call_vote(world, policy, a)
    stand(world, a)
    asked = a.asks_per_seat * world.committees.seats
    assert world.total(world.residents.candidate) == pytest.approx(asked)


A = assumptions()
share = st.integers(0, 1000).map(lambda n: n / 1000)


@given(share, share, share, st.floats(-3, 3))
def test_standing_is_a_chance_that_stake_raises(
    stake: float, time: float, belonging: float, lean: float
) -> None:
    def agrees(s: float) -> float:
        return float(
            willingness(
                A.stand_base,
                np.array([s]),
                A.stand_stake,
                np.array([time]),
                A.stand_time,
                np.array([belonging]),
                A.stand_belonging,
                np.array([lean]),
            )[0]
        )

    assert 0 < agrees(stake) < agrees(stake + 0.1) < 1


def test_few_agree_to_stand_even_if_asked() -> None:
    """Nothing at stake, usual time and belonging: 1 / (1 + e^4.6) = 1.0 %."""
    zero = np.zeros(1)
    made = willingness(A.stand_base, zero, 1.5, zero + 0.35, 2.0, zero + 0.5, 1.0, zero)
    assert made == pytest.approx(0.00995, abs=1e-5)


@given(st.integers(0, 200), st.integers(0, 20))
def test_contested_seats_are_a_share_that_rises_with_candidates(
    candidates: int, seats: int
) -> None:
    made = contested_share(
        np.array([candidates, candidates + 1.0]), np.full(2, float(seats))
    )
    assert 0 <= made[0] <= made[1] <= 1
    if candidates <= seats:
        assert made[0] == 0


@given(share, st.floats(2, 8))
def test_who_loses_trust_loses_as_much_as_who_wins_it_gains(
    trust: float, steepness: float
) -> None:
    made = staying(np.array([trust, 1 - trust]), steepness)
    assert made.sum() == pytest.approx(1.0)


def due(world: World, month: int, **levers: float | str) -> World:
    world.month = world.draws.month = month
    world.committees.term_offset[:] = 0
    call_vote(world, PolicyPath(world.size, levers).at(month), A)
    return world


def test_terms_end_when_they_end(world: World) -> None:
    for month, ends in ((35, False), (36, True), (37, False), (72, True)):
        assert np.all(due(world, month).offers.election_due == ends)


def test_a_direct_vote_nobody_organises_misses_homes(world: World) -> None:
    """0.98 · (1 − 0.15) = 0.833 without hours; 0.01 hours an adult mend it."""
    world.places = world.places._replace(gated=np.zeros(world.size))
    world.hours.now[:] = 0.0
    o = due(world, 36, election_rule="direct").offers
    assert o.ballot_reach == pytest.approx(0.833)
    world.hours.enter("staff", "organising", 0.01 * world.communities.adults)
    assert due(world, 36, election_rule="direct").offers.ballot_reach == pytest.approx(
        0.98
    )


def test_guards_keep_the_box_from_some_homes(world: World) -> None:
    """0.98 · (1 − 0.2 · gated): 0.784 behind gates, 0.882 with half of the homes there."""
    world.places = world.places._replace(gated=np.array([1.0, 0.5, 0.0, 1.0]))
    o = due(world, 36, election_rule="household").offers
    assert o.ballot_reach == pytest.approx([0.784, 0.882, 0.98, 0.784])


def test_no_election_no_candidates(world: World) -> None:
    due(world, 35, election_rule="direct")
    stand(world, A)
    assert not world.residents.candidate.any()


def test_in_the_status_quo_mood_too_few_stand_to_fill_the_seats(world: World) -> None:
    """Supply comes from stake: nothing decided, hardly anybody stands."""
    world.residents.stake[:] = 0.0
    due(world, 36, election_rule="direct")
    stand(world, A)
    idle = world.total(world.residents.candidate).sum()
    world.residents.stake[:] = 1.0
    stand(world, A)
    assert world.total(world.residents.candidate).sum() > 2 * idle
    assert idle < world.committees.seats.sum()


def test_the_street_fills_the_seats_of_an_appointed_committee(world: World) -> None:
    hold(world, "appointed", 30)
    k = world.committees
    assert k.members == pytest.approx(k.seats)
    assert k.contested == pytest.approx(0.0)


def test_the_street_chooses_its_own_kind(world: World) -> None:
    """Nobody stands under a list: keep 0.7, take 0.3 of what the appointed are like.

    At first they lack 0.1 of what they will be able to do.
    """
    k = world.committees
    k.competence[:], k.talent[:], k.orientation[:] = 0.9, 0.9, 0.9
    hold(world, "one_candidate", 0)
    assert k.talent == pytest.approx(0.7 * 0.9 + 0.3 * A.appointed_competence)
    told = 0.7 * 0.9 + 0.3 * (A.appointed_competence - 0.1)
    assert k.competence == pytest.approx(told)
    told = 0.7 * 0.9 + 0.3 * A.appointed_orientation
    assert world.committees.orientation == pytest.approx(told)


def test_distrusted_incumbents_are_replaced_where_there_is_a_choice(
    world: World,
) -> None:
    kept = []
    for trust in (0.2, 0.8):
        world.committees.orientation[:] = 0.0
        world.residents.trust[2] = trust
        world.residents.belonging[:], world.residents.trust[5] = 1.0, 1.0
        hold(world, "direct", 10)
        kept.append(1 - world.committees.orientation[0])
    # newcomers' orientation is 1, so 1 − orientation is what was kept
    assert kept == pytest.approx([1 / (1 + np.exp(1.2)), 1 / (1 + np.exp(-1.2))])


def test_being_elected_by_itself_changes_neither_trust_nor_services(
    world: World,
) -> None:
    trust, services = world.residents.trust.copy(), world.communities.services.copy()
    hold(world, "direct", 10)
    assert np.array_equal(world.residents.trust, trust)
    assert np.array_equal(world.communities.services, services)


def polled(world: World, rule: str, reach: float = 1.0) -> World:
    due(world, 36, election_rule=rule, term_months=12)
    world.offers.ballot_reach[:] = reach
    vote(world, A)
    count(world, A)
    return world


def test_a_direct_ballot_reports_who_came(world: World) -> None:
    k = polled(world, "direct").committees
    assert np.all(k.turnout_true > 0)
    assert k.turnout_reported == pytest.approx(k.turnout_true)


@pytest.mark.parametrize("rule", ["one_candidate", "household"])
def test_signing_for_the_home_reports_more_than_came(world: World, rule: str) -> None:
    k = polled(world, rule).committees
    assert np.all(k.turnout_reported > k.turnout_true)
    assert np.all(k.turnout_reported <= 1.0)


def test_a_box_that_stays_away_collects_no_signatures(world: World) -> None:
    k = polled(world, "household", reach=0.0).committees
    assert k.turnout_reported == pytest.approx(0.0)


def test_an_appointment_is_no_ballot_and_leaves_the_last_turnout(world: World) -> None:
    k = world.committees
    k.turnout_true[:], k.turnout_reported[:] = 0.4, 0.9
    polled(world, "appointed")
    assert k.turnout_true == pytest.approx(0.4)
    assert k.turnout_reported == pytest.approx(0.9)


def test_those_elected_by_hand(world: World) -> None:
    """Ability 0.35 + 0.25 + 0.1 for the choice = 0.7; care 0.4 + 0.3 = 0.7.

    Trust 0.5 keeps half of the incumbents, who are at 0.5: 0.6; new ones begin 0.1 lower.
    """
    r, k = world.residents, world.committees
    r.education[:], r.belonging[:], r.trust[:] = 3, 0.8, 0.5
    r.trust[5] = 0.6
    k.competence[:], k.talent[:], k.orientation[:] = 0.5, 0.5, 0.5
    hold(world, "direct", 10)
    assert k.talent == pytest.approx(0.6)
    assert k.competence == pytest.approx(0.55)
    assert k.orientation == pytest.approx(0.6)
    assert k.uncontested == pytest.approx(0.0)
    assert np.all(k.last_election == 12)


def test_two_candidates_for_five_seats_are_joined_by_three_of_the_streets(
    world: World,
) -> None:
    """One-candidate list: 0.4 · 0.6 + 0.6 · 0.55 = 0.57, keeping 0.7 of 0.5: 0.521."""
    r, k = world.residents, world.committees
    r.education[:], k.talent[:], k.seats[:] = 3, 0.5, 5.0
    hold(world, "one_candidate", 2)
    assert k.talent == pytest.approx(0.521)


def test_a_list_leaves_out_rivals(world: World) -> None:
    world.residents.propensity[:], world.residents.stake[:] = 50.0, 1.0
    for rule, contest in (("one_candidate", 0.0), ("direct", 1.0)):
        due(world, 36, election_rule=rule)
        stand(world, A)
        assert world.offers.vote_contest == pytest.approx(contest)


def test_half_the_hours_mend_half_of_the_reach(world: World) -> None:
    """0.98 · (1 − 0.15 · 0.5) = 0.9065."""
    world.places = world.places._replace(gated=np.zeros(world.size))
    world.hours.now[:] = 0.0
    world.hours.enter("staff", "organising", 0.005 * world.communities.adults)
    o = due(world, 36, election_rule="direct").offers
    assert o.ballot_reach == pytest.approx(0.9065)


def test_organised_by_hand() -> None:
    """Half of the hours, more than enough, none needed."""
    made = organised(np.array([5.0, 20.0, 0.0]), np.array([10.0, 10.0, 0.0]))
    assert made == pytest.approx([0.5, 1.0, 1.0])


def test_open_nomination_asks_more_a_seat() -> None:
    """Ten for each of five seats; fully open twice as many."""
    made = people_asked(np.full(3, 5.0), 10.0, np.array([0.0, 0.5, 1.0]), 1.0)
    assert made == pytest.approx([50.0, 75.0, 100.0])


def test_the_new_do_not_know_the_work_yet() -> None:
    assert unused(np.array([0.55, 0.05]), A) == pytest.approx([0.45, 0.0])


def test_the_streets_list_is_the_status_quo(world: World) -> None:
    o = due(world, 36).offers
    assert o.asks == pytest.approx(A.asks_per_seat * world.committees.seats)
    assert o.list_lean == pytest.approx(1.0)
    assert o.campaign == pytest.approx(0.0)
    assert o.street_fills.all()


def test_open_nomination_needs_hours_to_reach_people(world: World) -> None:
    world.hours.now[:] = 0.0
    o = due(world, 36, election_rule="direct", contestation=1.0).offers
    assert o.asks == pytest.approx(50.0)
    assert o.campaign == pytest.approx(0.0)
    world.hours.enter("staff", "organising", 0.01 * world.communities.adults)
    o = due(world, 36, election_rule="direct", contestation=1.0).offers
    assert o.asks == pytest.approx(100.0)
    assert o.list_lean == pytest.approx(1.0 - A.list_pull)
    assert o.campaign == pytest.approx(1.0)
    assert not o.street_fills.any()


def test_a_list_has_no_campaign_however_open(world: World) -> None:
    world.hours.enter("staff", "organising", 0.01 * world.communities.adults)
    o = due(world, 36, election_rule="one_candidate", contestation=1.0).offers
    assert o.campaign == pytest.approx(0.0)


def test_a_campaign_takes_hours_in_the_month_of_the_vote(world: World) -> None:
    row = CLAIMS.index("elections")
    k = due(world, 36, contestation=1.0).committees
    assert k.claims[row] == pytest.approx(A.campaign_hours * world.communities.adults)
    assert due(world, 37, contestation=1.0).committees.claims[row] == pytest.approx(0.0)
    assert due(world, 36).committees.claims[row] == pytest.approx(0.0)


def test_those_who_must_campaign_think_twice(world: World) -> None:
    world.residents.stake[:], world.residents.belonging[:] = 1.0, 1.0
    due(world, 36, election_rule="direct")
    number = []
    for campaign in (0.0, 1.0):
        world.offers.campaign[:] = campaign
        stand(world, A)
        number.append(world.residents.candidate.sum())
    assert number[1] < number[0]


def test_a_campaign_helps_to_choose_the_able(world: World) -> None:
    """0.35 + 0.25 + 0.1 · 2: choosing among known rivals adds twice as much."""
    r, k = world.residents, world.committees
    r.education[:], r.trust[:], k.talent[:] = 3, 0.5, 0.5
    hold(world, "direct", 10)
    plain = k.talent.copy()
    k.talent[:] = 0.5
    world.offers.campaign[:] = 1.0
    count(world, A)
    assert k.talent == pytest.approx(plain + 0.05)


def test_the_search_goes_on_where_seats_stay_empty_and_stops_when_they_fill(
    world: World,
) -> None:
    """Ten asked a seat; whoever is asked second is asked only for what is missing."""
    r = world.residents
    r.habit[:], r.party[:], r.belonging[:] = 0.0, False, 0.5
    r.propensity[:] = 50.0  # everybody who is asked agrees
    due(world, 36, election_rule="direct")
    world.offers.asks[:] = 3.0
    stand(world, A)
    assert world.total(r.candidate) == pytest.approx(5.0)
    world.offers.asks[:] = 2.0
    stand(world, A)
    assert world.total(r.candidate) == pytest.approx(4.0)
    due(world, 36, election_rule="one_candidate")
    world.offers.asks[:] = 3.0
    stand(world, A)
    assert world.total(r.candidate) == pytest.approx(3.0)


def test_a_list_looks_for_party_members_and_open_nomination_past_them(
    world: World,
) -> None:
    r = world.residents
    r.habit[:], r.belonging[:], r.propensity[:] = 0.0, 0.5, 50.0
    r.party[:] = False
    r.party[::5] = True
    due(world, 36, election_rule="household")
    world.offers.asks[:] = 20.0
    shares = []
    for lean in (2.0, 0.0):
        world.offers.list_lean[:] = lean
        stand(world, A)
        shares.append(r.party[r.candidate].mean())
    assert shares[0] == pytest.approx(1.0)
    assert shares[1] < 0.5


def test_enough_signatures_bring_an_early_vote(world: World) -> None:
    c, k = world.communities, world.committees
    c.recall_signatures[:], k.last_election[:] = 0.2, 20
    assert due(world, 35, recall=0.2).offers.election_due.all()
    assert not due(world, 35, recall=0.21).offers.election_due.any()
    assert not due(world, 25, recall=0.2).offers.election_due.any()


def test_without_the_right_no_signature_recalls(world: World) -> None:
    world.communities.recall_signatures[:] = 1.0
    world.committees.last_election[:] = 0
    assert not due(world, 35).offers.election_due.any()
