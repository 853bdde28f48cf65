"""Participation: asked, able, willing; habit by occasion; stake by what was decided."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit

from govsim.assumptions import assumptions
from govsim.rules.participation import (
    COMMITTEE,
    DELIBERATE,
    GOVERNMENT,
    NEIGHBOURS,
    OVERSEE,
    VOLUNTEER,
    VOTE,
    act_probability,
    asked_probability,
    ballot_reached,
    be_asked,
    habit_after,
    left_by_act,
    met_chance,
    others_active,
    perceived_stake,
    take_part,
    vote,
    willing,
    wronged,
)
from govsim.rules.population import act_hours
from govsim.state import World


def test_asked_by_hand() -> None:
    """1 − exp(−(0.3 + 0.1) · 1.5) = 1 − exp(−0.6)."""
    made = asked_probability(np.array([0.3]), 0.1, np.array([1.5]))
    assert made == pytest.approx(1 - np.exp(-0.6))
    assert asked_probability(np.zeros(1), 0.0, np.ones(1)) == pytest.approx(0.0)


def test_acting_needs_an_open_door() -> None:
    """Logit 0 and asked: 0.5; unasked 5 % of that; nothing where nothing is open."""
    made = act_probability(
        np.zeros(3), np.array([True, False, True]), 0.05, np.array([1.0, 1.0, 0.0])
    )
    assert made == pytest.approx([0.5, 0.025, 0.0])


def test_habit_decays_by_occasion_and_not_by_month() -> None:
    habit = np.array([1.0, 1.0, 1.0, 2.0])
    occasion = np.array([False, True, True, True])
    act = np.array([False, False, True, True])
    assert habit_after(habit, occasion, act, 0.7, 1.0) == pytest.approx(
        [1.0, 0.7, 1.7, 2.0]
    )


@given(st.floats(0, 2), st.lists(st.booleans(), max_size=40))
def test_habit_stays_between_nothing_and_two(start: float, acts: list[bool]) -> None:
    habit = np.array([start])
    for act in acts:
        habit = habit_after(habit, np.array([True]), np.array([act]), 0.7, 1.0)
    assert 0 <= habit[0] <= 2


def test_one_induced_act_raises_the_next_by_5_to_15_points() -> None:
    """At bases of 30 to 50 % with habit at its mean (Coppock & Green 2016: 10)."""
    step = (
        assumptions().habit_act / 1.13
    )  # the coefficient for one person, not the spread
    for base in (0.3, 0.4, 0.5):
        logit = np.log(base / (1 - base))
        rise = 1 / (1 + np.exp(-(logit + step))) - base
        assert 0.05 <= rise <= 0.15


def test_stake_moves_to_what_was_decided() -> None:
    """50 yuan with half-point 50: towards 0.5, a tenth of the way from 0.1: 0.14."""
    made = perceived_stake(np.array([0.1]), np.array([50.0]), 50.0, np.array([0.1]))
    assert made == pytest.approx(0.14)
    assert perceived_stake(
        np.array([0.3]), np.zeros(1), 50.0, np.ones(1)
    ) == pytest.approx(0.0)


def rise(world: World, column: str, value: float, act: int) -> float:
    a = assumptions()
    before = willing(world, a)[act - DELIBERATE].mean()
    getattr(world.residents, column)[:] = value
    return float(willing(world, a)[act - DELIBERATE].mean() - before)


def test_grievance_mobilises_oversight_and_not_volunteering(world: World) -> None:
    assert rise(world, "satisfaction", 0.1, OVERSEE) > 0.1


def test_a_stake_brings_people_to_meetings(world: World) -> None:
    assert rise(world, "stake", 0.9, DELIBERATE) > 0.5


def test_pay_can_crowd_out(world: World) -> None:
    """1 yuan an hour brings 0.01 logits and takes 0.25 away."""
    a = assumptions()
    before = willing(world, a)[VOLUNTEER - DELIBERATE].mean()
    world.offers.volunteer_pay[:] = 1.0
    after = willing(world, a)[VOLUNTEER - DELIBERATE].mean()
    assert after - before == pytest.approx(0.01 - a.crowding_out, abs=1e-6)


A = assumptions()
share = st.integers(0, 1000).map(lambda n: n / 1000)


@given(st.floats(0, 50), share, st.floats(0, 3))
def test_being_asked_is_a_chance_that_rises_with_contacts(
    contacts: float, base: float, reach: float
) -> None:
    made = asked_probability(
        np.array([contacts, contacts + 1]), base, np.full(2, reach)
    )
    assert 0 <= made[0] <= made[1] <= 1


@given(st.floats(-30, 30), st.booleans(), share, share)
def test_acting_is_a_chance_never_above_the_open_door(
    logit: float, asked: bool, self_start: float, open_: float
) -> None:
    made = act_probability(
        np.array([logit]), np.array([asked]), self_start, np.array([open_])
    )
    assert 0 <= made[0] <= open_


def test_habit_by_a_regular_actor_hits_the_ceiling() -> None:
    """1 / (1 − 0.7) = 3.33 is cut to 2."""
    habit, yes = np.zeros(1), np.array([True])
    for _ in range(50):
        habit = habit_after(habit, yes, yes, 0.7, 1.0)
    assert habit[0] == 2.0


def test_habit_of_one_who_acts_every_other_time() -> None:
    """After an act h = 1 + 0.7² h: 1 / 0.51 = 1.9608; after the pause 0.7 of it."""
    habit, yes, no = np.zeros(1), np.array([True]), np.array([False])
    for _ in range(60):
        habit = habit_after(habit_after(habit, yes, no, 0.7, 1.0), yes, yes, 0.7, 1.0)
    assert habit[0] == pytest.approx(1 / 0.51)
    assert habit_after(habit, yes, no, 0.7, 1.0)[0] == pytest.approx(0.7 / 0.51)


def test_habit_waits_where_there_is_no_occasion() -> None:
    habit = np.array([1.3])
    for _ in range(36):
        habit = habit_after(habit, np.array([False]), np.array([False]), 0.7, 1.0)
    assert habit[0] == 1.3


@given(share, st.floats(0, 1e4), share)
def test_stake_stays_a_share(stake: float, decided: float, hears: float) -> None:
    made = perceived_stake(
        np.array([stake]), np.array([decided]), 50.0, np.array([hears])
    )
    assert -1e-12 <= made[0] <= 1


def test_who_hears_nothing_keeps_her_view() -> None:
    made = perceived_stake(np.array([0.3]), np.array([1e4]), 50.0, np.zeros(1))
    assert made[0] == 0.3


def test_others_active_by_hand(world: World) -> None:
    """A home of 0, 1, 2; all of 3's contacts but her own row were active."""
    r = world.residents
    r.household[:] = np.arange(r.household.size)
    r.household[:3] = 0
    r.neighbours[:] = 5
    r.neighbours[0, 3] = 0
    active = np.zeros(r.household.size, dtype=bool)
    active[[0, 5]] = True
    mate, around = others_active(world, active)
    assert mate[:4].tolist() == [0.0, 1.0, 1.0, 0.0]
    ties = len(r.neighbours)
    assert around[3] == pytest.approx(1.0)
    assert around[5] == pytest.approx(1.0)
    active[0] = False
    mate, around = others_active(world, active)
    assert mate[:3].tolist() == [0.0, 0.0, 0.0]
    assert around[3] == pytest.approx((ties - 1) / ties)
    nobody = others_active(world, np.zeros(active.size, dtype=bool))
    assert np.all(np.stack(nobody) == 0)


def test_participation_rises_because_trust_fell(world: World) -> None:
    """Distrust brings people to inspect and keeps them from volunteering."""
    r = world.residents
    before = willing(world, A).mean(axis=1)
    r.trust[COMMITTEE] -= 0.2
    after = willing(world, A).mean(axis=1)
    change = after - before
    assert change[VOLUNTEER - DELIBERATE] == pytest.approx(-0.2 * A.trust_act, abs=1e-6)
    assert change[OVERSEE - DELIBERATE] > 0.2 * A.trust_act
    assert change[0] > 0.0


def test_a_fall_of_trust_mobilises_by_hand(world: World) -> None:
    """Used to 0.6, now 0.4 in the committee and 0.5 in the street: 0.15 lost.

    Inspecting 4 · 0.15 = 0.6, deliberating 2 · 0.15 = 0.3, volunteering nothing. A rise
    above what she is used to moves none of them.
    """
    r = world.residents
    r.trust[COMMITTEE], r.trust[GOVERNMENT] = 0.4, 0.5
    r.used_trust[:] = 0.3
    before = willing(world, A)
    r.used_trust[:] = 0.6
    change = willing(world, A) - before
    assert change[0] == pytest.approx(0.3, abs=1e-6)
    assert change[VOLUNTEER - DELIBERATE] == pytest.approx(0.0, abs=1e-6)
    assert change[OVERSEE - DELIBERATE] == pytest.approx(0.6, abs=1e-6)


def test_being_seen_and_being_online_by_hand(world: World) -> None:
    """Half of acts seen: 0.41 · 0.5; online to one at home with it: 0.3."""
    o, r = world.offers, world.residents
    o.seen[:], o.online[:] = 0.0, 0.0
    r.digital[:] = 1.0
    before = willing(world, A)
    o.seen[:], o.online[:] = 0.5, 1.0
    change = willing(world, A) - before
    assert change[VOLUNTEER - DELIBERATE] == pytest.approx(0.205, abs=1e-6)
    assert change[0] == pytest.approx(0.3, abs=1e-6)
    assert change[OVERSEE - DELIBERATE] == pytest.approx(0.0, abs=1e-6)


def test_everybody_is_asked_by_many_and_hears_fastest(world: World) -> None:
    """All met: stake moves 6 % of the way to 50 / (50 + 50); hearsay 0.3 of that."""
    r, o = world.residents, world.offers
    r.stake[:], o.decided_yuan[:], o.contacts[:] = 0.0, 50.0, 1e3
    be_asked(world, A)
    assert r.asked.all()
    assert r.stake == pytest.approx(0.06 * 0.5)


def test_the_unasked_hear_by_the_grapevine(world: World) -> None:
    r, o = world.residents, world.offers
    r.stake[:], r.acts[:], o.decided_yuan[:], o.contacts[:] = 0.0, False, 50.0, 0.0
    be_asked(world, A)
    assert 0 < r.asked.mean() < 0.3
    assert r.stake[~r.asked] == pytest.approx(0.3 * 0.06 * 0.5)


def test_migrants_are_asked_less_often(world: World) -> None:
    """Reach is 0.6 of others': over 12 months and 800 people the shares differ."""
    r, o = world.residents, world.offers
    o.contacts[:] = 0.3
    told = []
    for month in range(12):
        world.draws.month = month
        be_asked(world, A)
        told.append([r.asked[r.tenure == 2].mean(), r.asked[r.tenure == 0].mean()])
    migrants, owners = np.mean(told, axis=0)
    assert migrants < owners


def test_closed_doors_keep_everybody_at_home(world: World) -> None:
    r, o = world.residents, world.offers
    for door in (o.meetings, o.online, o.volunteer_work, o.oversight_open):
        door[:] = 0.0
    r.asked[:] = False
    habit = r.habit.copy()
    take_part(world, A)
    assert not r.acts[DELIBERATE : OVERSEE + 1].any()
    assert np.array_equal(r.habit, habit)
    assert world.hours.now[:, 3] == pytest.approx(0.0)


def test_volunteers_hours_are_booked(world: World) -> None:
    """Four hours an act of one whose acts are as long as usual, 12 of one of thrice that."""
    world.residents.act_hours[:] = 1.0
    world.residents.act_hours[0] = 3.0
    world.residents.asked[:] = True
    world.offers.volunteer_work[:] = 1.0
    world.residents.propensity[VOLUNTEER] = 50.0
    take_part(world, A)
    told = 4.0 * world.communities.adults + np.array([8.0, 0.0, 0.0, 0.0])
    assert world.hours.now[:, -1, 1] == pytest.approx(told)


def test_hours_of_an_act_by_hand() -> None:
    """Lognormal with 1.5, cut at 3 SD: the middle 1 / 2.996, most e^4.5 / 2.996 = 30.05.

    Mean one; with no spread all are alike.
    """
    made = act_hours(np.array([0.5, 1.0, 0.0]), 1.5)
    assert made == pytest.approx([0.33378, 30.0462, 0.003708], rel=1e-4)
    even = (np.arange(100_000) + 0.5) / 100_000
    assert act_hours(even, 1.5).mean() == pytest.approx(1.0, abs=1e-3)
    assert act_hours(even, 0.0) == pytest.approx(1.0)


def test_a_tenth_of_those_who_help_give_most_of_the_hours(world: World) -> None:
    """Φ(1.5 − 1.28) = 0.59 of them, less the cut; a tenth if acts are alike."""
    hours = np.sort(act_hours((np.arange(10_000) + 0.5) / 10_000, A.act_hours_spread))
    assert 0.5 < hours[-1000:].sum() / hours.sum() < 0.6
    drawn = world.residents.act_hours
    assert 0.4 < np.sort(drawn)[-drawn.size // 10 :].sum() / drawn.sum() < 0.75


def test_what_an_act_leaves_follows_belonging_by_hand() -> None:
    """At usual belonging 1; at half of it 1 − 0.5; none there 0; twice 2; off: always 1."""
    usual = A.belonging_usual
    felt = usual * np.array([1.0, 0.5, 0.0, 2.0])
    assert left_by_act(felt, usual, 1.0) == pytest.approx([1.0, 0.5, 0.0, 2.0])
    assert left_by_act(felt, usual, 1.5) == pytest.approx([1.0, 0.25, 0.0, 2.5])
    assert left_by_act(felt, usual, 0.0) == pytest.approx(1.0)


def test_those_at_home_here_form_habits_faster(world: World) -> None:
    """All act from habit 0.5: 0.35 and 1.2 with those at home, 0.6 with the others."""
    r, o = world.residents, world.offers
    at_home = np.arange(r.age.size) % 2 == 0
    r.belonging = A.belonging_usual * np.where(at_home, 1.2, 0.6)
    r.asked[:], o.volunteer_work[:], r.habit[VOLUNTEER] = True, 1.0, 0.5
    r.propensity[VOLUNTEER] = 50.0
    take_part(world, A)
    assert r.habit[VOLUNTEER][at_home] == pytest.approx(1.55)
    assert r.habit[VOLUNTEER][~at_home] == pytest.approx(0.95)


def ballot(world: World, open_: int, reach: float) -> World:
    o, r = world.offers, world.residents
    o.vote_open[:], o.ballot_reach[:], o.vote_contest[:] = open_, reach, 0.0
    r.propensity[VOTE] = 50.0
    world.draws.month = 12
    vote(world, A)
    return world


def test_no_election_nobody_votes(world: World) -> None:
    before = world.residents.voted.copy()
    w = ballot(world, 0, 1.0)
    assert not w.residents.acts[VOTE].any()
    assert np.array_equal(w.residents.voted, before)


def test_a_box_that_comes_nowhere_gets_no_votes_and_breaks_no_habit(
    world: World,
) -> None:
    habit = world.residents.habit[VOTE].copy()
    w = ballot(world, 3, 0.0)
    assert not w.residents.acts[VOTE].any()
    assert np.array_equal(w.residents.habit[VOTE], habit)
    assert ballot(world, 3, 1.0).residents.acts[VOTE].all()


def test_buildings_are_reached_or_missed_as_a_whole(world: World) -> None:
    world.offers.ballot_reach[:] = 0.5
    reached = ballot_reached(world)
    r = world.residents
    assert 0 < reached.mean() < 1
    for building in np.unique(r.building):
        assert np.unique(reached[r.building == building]).size == 1


def test_a_rival_on_the_ballot_brings_voters(world: World) -> None:
    o, r = world.offers, world.residents
    o.vote_open[:], o.ballot_reach[:], world.draws.month = 3, 1.0, 12
    kept, told = (r.voted.copy(), r.habit.copy()), []
    for contest in (0.0, 1.0):
        r.voted, r.habit = kept[0].copy(), kept[1].copy()
        o.vote_contest[:] = contest
        vote(world, A)
        told.append(r.acts[VOTE].mean())
    # 0.4 logits at about one half: some eight points
    assert 0.03 < told[1] - told[0] < 0.12


def test_one_house_call_raises_turnout_by_about_nine_points() -> None:
    """Gerber & Green 2000: +8.7; 0.39 logits, spread 0.9, at a base of 40 to 50 %."""
    rng = np.random.default_rng(1)
    lean = rng.normal(0.0, A.propensity_sd, 200_000)
    for base in (0.0, -0.4):
        before = (1 / (1 + np.exp(-(base + lean)))).mean()
        after = (1 / (1 + np.exp(-(base + lean + A.visit_vote)))).mean()
        assert 0.06 <= after - before <= 0.11


def one_kind_of_person(world: World) -> None:
    """Everybody alike: a little better off in everything than the middle."""
    r = world.residents
    r.stake[:], r.digital[:], r.efficacy[:], r.belonging[:] = 0.4, 0.5, 0.5, 0.7
    r.free_time[:], r.propensity[:], r.habit[:] = 0.45, 0.1, 1.0
    r.expectation[:], r.satisfaction[:], r.acts[:] = 0.6, 0.4, False
    r.trust[COMMITTEE], r.trust[NEIGHBOURS], r.voted[:] = 0.75, 0.7, False
    r.used_trust[:], r.pledge[:] = 0.0, 0.0  # nothing was lost or promised


def test_logits_by_hand(world: World) -> None:
    """All: 0.075 efficacy + 0.12 belonging + 0.1 time + 0.1 lean + 0.49 habit = 0.885.

    Deliberating −2.5 + 0.6 stake + 0.04 trust + 0.09 online;
    volunteering −2.5 + 0.04 + 0.1 neighbours + 0.205 seen + 0.1 pay − 0.25 for it;
    inspecting −2.2 − 0.04 + 0.3 grievance + 0.32 stake.
    """
    one_kind_of_person(world)
    o = world.offers
    o.online[:], o.seen[:], o.volunteer_pay[:] = 0.6, 0.5, 10.0
    told = np.array([[-1.77], [-2.305], [-1.62]]) + 0.885
    assert willing(world, A) == pytest.approx(told * np.ones(world.residents.age.size))


def test_a_mate_and_contacts_draw_along(world: World) -> None:
    """Everybody inspects: 0.3 for a mate, 0.2 for all contacts."""
    one_kind_of_person(world)
    world.residents.household[:] = 0
    before = willing(world, A)
    world.residents.acts[OVERSEE] = True
    assert willing(world, A) - before == pytest.approx(0.5)


def test_a_vote_by_hand(world: World) -> None:
    """−1.65 + 0.32 stake + 0.2 rival + 0.49 habit + 0.04 trust + 0.16 belonging + 0.3 years.

    + 0.15 time + 0.39 visit + 0.72 age + 0.4 knows the head + 0.1 lean = 1.62. The act
    leaves 0.7 / 0.41 of habit: cut at 2 with what was left.
    """
    one_kind_of_person(world)
    o, r = world.offers, world.residents
    o.vote_open[:], o.ballot_reach[:], o.vote_contest[:] = 3, 1.0, 0.5
    r.years_here[:], r.asked[:], r.age[:], r.knows_head[:] = np.e - 1, True, 65.0, True
    world.draws.month = 12
    vote(world, A)
    assert np.array_equal(r.acts[VOTE], world.uniform("vote")[0] < expit(1.62))
    assert np.array_equal(r.voted, r.acts[VOTE])
    assert r.habit[VOTE] == pytest.approx(np.where(r.acts[VOTE], 2.0, 0.7))


def test_requests_are_passed_on_at_home_by_hand(world: World) -> None:
    """Reach 0.55 + 0.45 = 1: asked with 1 − e^(−0.3); a mate passes 0.6 of it on."""
    r = world.residents
    rows = np.arange(r.age.size)
    r.household[:] = rows - rows % 2
    r.free_time[:], r.party[:], r.tenure[:] = 0.45, False, 0
    r.unit_tie[:] = A.unit_tie_usual
    world.offers.contacts[:] = 0.2
    be_asked(world, A)
    lots = world.uniform("asked", 2)
    own = lots[0] < 1 - np.exp(-0.3)
    assert np.array_equal(r.asked, own | (own[rows ^ 1] & (lots[1] < 0.6)))


def test_online_opens_meetings_to_those_at_home_with_it(world: World) -> None:
    """Three acts in a month add a quarter to the mean of twelve months."""
    r, o = world.residents, world.offers
    r.propensity[:], r.asked[:], r.digital[:] = 50.0, True, 1.0
    o.meetings[:], o.online[:] = 0.0, 1.0
    o.volunteer_work[:], o.oversight_open[:] = 1.0, 1.0
    r.acts[:], r.activity[:] = False, 0.0
    take_part(world, A)
    assert r.acts[DELIBERATE].all()
    assert r.activity == pytest.approx(3 / 12)


def test_half_of_volunteers_hours_go_to_an_emergency(world: World) -> None:
    """Half of four hours an act while emergency work waits, none without."""
    r, c = world.residents, world.communities
    r.asked[:], world.offers.volunteer_work[:] = True, 1.0
    r.propensity[VOLUNTEER] = 50.0
    r.act_hours[:], c.emergency[:] = 1.0, np.array([0.1, 0.0, 0.1, 0.0])
    take_part(world, A)
    told = 4.0 * c.adults * np.array([0.5, 0.0, 0.5, 0.0])
    assert world.hours.now[:, -1, 0] == pytest.approx(told)
    assert world.hours.now[:, -1, :2].sum(axis=1) == pytest.approx(4.0 * c.adults)


def test_lost_trust_is_never_negative() -> None:
    made = wronged(np.array([0.6, 0.4]), np.array([0.4, 0.6]))
    assert made == pytest.approx([0.2, 0.0])


def test_people_with_a_work_unit_are_asked_through_it(world: World) -> None:
    """0.1 · (1 + 2 · 0.5) = 0.2 at a tie half above the usual; 0.1 without support · 0."""
    r, now = world.residents, world.conditions
    r.free_time[:], r.party[:], r.tenure[:] = 0.45, False, 0  # reach 1
    world.offers.contacts[:] = 0.0
    r.unit_tie[:] = A.unit_tie_usual + 0.5
    assert met_chance(world, A) == pytest.approx(1 - np.exp(-0.2))
    now.unit_support[:] = 0.0
    alone = A.asked_base * (1 - A.asked_unit * A.unit_tie_usual)
    assert met_chance(world, A) == pytest.approx(1 - np.exp(-alone))


def test_building_heads_tell_their_homes_what_was_decided(world: World) -> None:
    """Hearsay 0.3 without heads, everything with heads everywhere."""
    r, o = world.residents, world.offers
    o.contacts[:], o.decided_yuan[:], r.acts[:] = 0.0, 50.0, False
    told = []
    for represented in (0.0, 1.0):
        r.stake[:], o.represented[:] = 0.0, represented
        be_asked(world, A)
        told.append(r.stake[~r.asked].mean())
    assert told == pytest.approx([0.06 * 0.3 * 0.5, 0.06 * 0.5])
