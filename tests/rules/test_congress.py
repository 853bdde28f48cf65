"""The residents' congress: who calls it, what it may decide, who stands behind it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.assumptions import assumptions
from govsim.policy import LEVERS, PolicyPath
from govsim.rules.congress import (
    CALENDAR,
    COMMITTEE,
    DELIBERATE,
    OVERSEE,
    PETITION,
    PLANNING,
    PROCEDURE,
    STREET,
    SURVEY_MONTH,
    TRUSTED,
    accepts,
    call_meetings,
    decision_delay,
    duties_worth,
    influence_after,
    judge,
    kept_off,
    meetings_called,
    paper_work,
    set_agenda,
    signatures_after,
    signing,
    waiting,
)
from govsim.rules.decisions import STANDARD_PATTERN, USUAL_APPROVAL
from govsim.state import World

A = assumptions()
RIGHTS = LEVERS["convening_right"].choices


def test_the_rights_are_in_the_order_of_the_card() -> None:
    assert [RIGHTS.index(word) for word in ("street", "committee", "petition")] == [
        STREET,
        COMMITTEE,
        PETITION,
    ]
    assert RIGHTS[CALENDAR] == "calendar"
    assert LEVERS["agenda_approval"].default == USUAL_APPROVAL


def test_each_wider_right_adds_meetings_by_hand() -> None:
    """Street ¼; with a committee that calls ½: 1 − ¾ · ½ = 0.625; a petition: 1.

    By calendar a third more of what is left: 1 − ¾ · ½ · ⅔ = 0.75.
    """
    made = meetings_called(
        np.array([0.0, 1, 2, 2, 3]),
        0.25,
        np.full(5, 0.5),
        np.array([1.0, 1, 0, 1, 0]),
        1 / 3,
    )
    assert made == pytest.approx([0.25, 0.625, 0.625, 1.0, 0.75])


def test_the_street_keeps_off_what_it_must_agree_to_and_dislikes() -> None:
    """Half the distance 0.3, times 2, of the 0.8 that need consent: 0.48; like: none."""
    usual = np.array([0.5, 0.5, 0.0])
    wanted = np.array([[0.5, 0.2, 0.3], [0.5, 0.5, 0.0], [0.0, 0.0, 1.0]])
    made = kept_off(np.full(3, 0.8), wanted, usual, 2.0)
    assert made == pytest.approx([0.48, 0.0, 0.8])
    assert kept_off(np.zeros(3), wanted, usual, 2.0) == pytest.approx(0.0)


def test_waiting_by_hand() -> None:
    """A meeting in a month out of four: three months; every month: none; never: 12."""
    assert waiting(np.array([0.25, 1.0, 0.5, 0.0])) == pytest.approx([3, 0, 1, 12])


def test_delay_by_hand() -> None:
    """½ + 0.6 · 4 + 1 + 2 = 5.9 months; where nothing goes through them: ½."""
    made = decision_delay(
        0.5,
        np.array([0.6, 0.0]),
        np.full(2, 4.0),
        np.array([1.0, 0]),
        np.array([2.0, 0]),
    )
    assert made == pytest.approx([5.9, 0.5])


def test_signing_needs_a_collector_and_a_will() -> None:
    made = signing(np.array([0.5, 0.5, 0.0]), np.array([0.0, -50.0, 50.0]))
    assert made == pytest.approx([0.25, 0.0, 0.0])


def test_signatures_by_hand() -> None:
    """0.1 of which 0.8 count: 0.08, and a tenth of the other 0.92."""
    assert signatures_after(np.array([0.1]), np.array([0.1]), 0.8) == pytest.approx(
        0.172
    )


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_signatures_are_a_share(signed: float, new: float, kept: float) -> None:
    assert 0 <= signatures_after(np.array([signed]), np.array([new]), kept)[0] <= 1


def test_losers_accept_where_they_could_take_part_and_rules_were_kept() -> None:
    """Weights 0.4, 0.3, 0.3: a loser who was asked under kept rules 0.6; unasked 0.3."""
    weights = np.array([0.4, 0.3, 0.3])
    made = accepts(
        np.array([0.0, 0.0, 1.0]),
        np.array([1.0, 0.0, 0.0]),
        np.array([1.0, 1.0, 0.0]),
        weights,
    )
    assert made == pytest.approx([0.6, 0.3, 0.4])


def test_influence_fades_over_a_year() -> None:
    assert influence_after(np.array([120.0]), np.array([5.0])) == pytest.approx(115.0)


def test_worth_of_duties_by_hand() -> None:
    """Say ½ on half the duties, 0.1 h a month at 30 yuan: ¼ · 0.1 · 12 · 30 = 9 a year."""
    made = duties_worth(*(np.array([x]) for x in (0.5, 0.5, 0.1, 30.0)))
    assert made == pytest.approx(9.0)


def agenda(world: World, month: int = 5, **levers: float | str) -> World:
    world.month = month
    set_agenda(world, PolicyPath(world.size, levers).at(month), A)
    return world


def test_what_is_open_is_breadth_less_what_the_street_strikes(world: World) -> None:
    c = world.communities
    c.voice_needs[:] = STANDARD_PATTERN
    assert agenda(world, agenda_breadth=0.6, agenda_approval=1.0)
    assert c.agenda_open == pytest.approx(0.6)
    c.voice_needs[:] = np.eye(7)[5]  # far from the pattern: struck altogether
    agenda(world, agenda_breadth=0.6, agenda_approval=0.75)
    assert c.agenda_open == pytest.approx(0.15)
    agenda(world, agenda_breadth=0.6, agenda_approval=0.0)
    assert c.agenda_open == pytest.approx(0.6)


def test_a_listening_congress_delays_nothing(world: World) -> None:
    c = world.communities
    c.fund_spending[:], c.council_say[:] = 0.0, 0.0
    agenda(world, congress_power="listens", agenda_breadth=1.0)
    assert c.decision_delay == pytest.approx(A.delay_base)


def test_what_goes_through_the_congress_waits_for_it(world: World) -> None:
    """Half of the matters: a meeting every four months, full approval a month, no notice."""
    c = world.communities
    c.fund_spending[:], c.council_say[:], c.meeting_rate[:] = 0.0, 0.0, 0.25
    levers = {"congress_power": "decides", "agenda_breadth": 0.5}
    agenda(world, **levers, agenda_approval=1.0, procedure_fixed=0.0)
    assert c.decision_delay == pytest.approx(A.delay_base + 0.5 * (3.0 + 1.0))


def test_the_council_and_approval_steps_take_their_months(world: World) -> None:
    """Say 0.4 of a council that takes 2 months; half the free money is the fund's."""
    c = world.communities
    c.council_say[:], c.council_delay[:] = 0.4, 2.0
    c.fund_spending[:], c.free_spending[:] = 50.0, 100.0
    agenda(world, fund_rules=3.0)
    assert c.decision_delay == pytest.approx(A.delay_base + 0.8 + 0.5 * 3.0)


def test_a_survey_takes_hours_once_and_tells_as_far_as_they_were_there(
    world: World,
) -> None:
    c, k = world.communities, world.committees
    k.claims[:], c.surveyed[:] = 0.0, 0.0
    agenda(world, month=SURVEY_MONTH, needs_planning=0.5)
    assert k.claims[PLANNING] == pytest.approx(0.5 * A.survey_hours * c.adults)
    # next month all of it is booked as overhead beyond the office's own share
    world.hours.now[:], k.effort[:] = 0.0, 1.0
    world.hours.enter("staff", "overhead", k.claims.sum(axis=0) / (1 - A.overhead))
    agenda(world, month=SURVEY_MONTH + 1, needs_planning=0.5)
    assert c.surveyed == pytest.approx(0.5 * A.survey_tells)
    assert k.claims[PLANNING] == pytest.approx(0.0)


def test_a_survey_without_hands_tells_nothing(world: World) -> None:
    c, k = world.communities, world.committees
    k.claims[:], c.surveyed[:] = 0.0, 0.7
    agenda(world, month=SURVEY_MONTH, needs_planning=1.0)
    world.hours.now[:] = 0.0
    agenda(world, month=SURVEY_MONTH + 1, needs_planning=1.0)
    assert c.surveyed == pytest.approx(0.0)


def test_procedure_beyond_the_usual_takes_hours(world: World) -> None:
    """Full instead of 0.2: 0.8 · 0.004 h an adult; meetings beyond the street's, 0.006."""
    c, k = world.communities, world.committees
    c.meeting_rate[:] = A.street_calls
    agenda(world)
    assert k.claims[PROCEDURE] == pytest.approx(0.0)
    agenda(world, procedure_fixed=1.0)
    assert k.claims[PROCEDURE] == pytest.approx(0.8 * A.procedure_hours * c.adults)
    c.meeting_rate[:] = A.street_calls + 0.5
    agenda(world)
    assert k.claims[PROCEDURE] == pytest.approx(0.5 * A.meeting_hours * c.adults)


def test_a_congress_that_is_heard_needs_papers(world: World) -> None:
    """A meeting every other month on 0.6 of the agenda: 0.5 · 0.6 · 0.004 h an adult."""
    assert paper_work(
        np.array([0.6]), np.array([0.5]), np.ones(1), 0.004
    ) == pytest.approx(0.0012)
    c, k = world.communities, world.committees
    c.voice_needs[:], c.meeting_rate[:] = STANDARD_PATTERN, A.street_calls
    agenda(world, agenda_breadth=1.0)
    assert k.claims[PROCEDURE] == pytest.approx(0.0)
    hours = A.brief_hours * A.street_calls * c.adults
    for power in ("advises", "decides"):
        agenda(world, congress_power=power, agenda_breadth=1.0)
        assert k.claims[PROCEDURE] == pytest.approx(hours)
    agenda(world, congress_power="decides", agenda_breadth=0.0)
    assert k.claims[PROCEDURE] == pytest.approx(0.0)


def test_procedure_is_kept_by_those_who_work(world: World) -> None:
    c, k = world.communities, world.committees
    k.claims[:], k.effort[:] = 0.0, 0.5
    agenda(world, procedure_fixed=0.8)
    assert c.procedure_kept == pytest.approx(0.4)


def called(world: World, **levers: float | str) -> World:
    world.offers.meetings[:], world.offers.decided_yuan[:] = 0.4, 0.0
    call_meetings(world, PolicyPath(world.size, levers).at(5), A)
    return world


def test_the_status_quo_leaves_meetings_as_they_are(world: World) -> None:
    w = called(world)
    assert w.offers.meetings == pytest.approx(0.4)
    assert not w.communities.petitioned.any()


def test_a_committee_of_residents_mind_calls_more_than_an_obedient_one(
    world: World,
) -> None:
    k = world.committees
    k.orientation[:], k.hold[:] = 0.5, 1.0
    assert called(world, convening_right="committee").offers.meetings == pytest.approx(
        0.4
    )
    k.hold[:] = 0.2
    free = called(world, convening_right="committee").offers.meetings
    # 1 − ¾ · (1 − 0.5 · 0.5 · 0.8) = 0.4 meetings, so 1 + ½ · (1.6 − 1) = 1.3 times
    assert free == pytest.approx(0.52)


def test_enough_signatures_call_a_meeting_where_they_may(world: World) -> None:
    c = world.communities
    c.call_signatures[:] = 0.1
    w = called(world, convening_right="petition", petition_threshold=0.1)
    assert c.petitioned.all()
    # one meeting this month: 1 + ½ · (4 − 1) = 2.5 times
    assert w.offers.meetings == pytest.approx(1.0)
    called(world, convening_right="petition", petition_threshold=0.11)
    assert not c.petitioned.any()
    called(world, convening_right="committee", petition_threshold=0.1)
    assert not c.petitioned.any()


def test_meetings_told_in_time_are_easier_to_come_to(world: World) -> None:
    """0.3 · 0.8 · effort 0.5 = 0.12 more."""
    world.committees.claims[:], world.committees.effort[:] = 0.0, 0.5
    w = called(world, procedure_fixed=1.0)
    assert w.offers.meetings == pytest.approx(0.4 * 1.12)
    w = called(world, procedure_fixed=0.0)
    assert w.offers.meetings == pytest.approx(0.4 * 0.97)


def test_an_office_that_idles_tells_nobody_in_time(world: World) -> None:
    world.committees.claims[:], world.committees.effort[:] = 0.0, 0.0
    assert called(world, procedure_fixed=1.0).offers.meetings == pytest.approx(0.4)


def test_directed_work_counts_as_something_decided(world: World) -> None:
    """Say ½ on half the duties, 0.1 h an adult at 5,500 / 165 yuan: 10 yuan a year."""
    c, k = world.communities, world.committees
    c.say[:], k.duty[:], k.wage[:] = 0.5, 0.5, 5500.0
    world.hours.now[:] = 0.0
    world.hours.enter("staff", "service", 0.1 * c.adults)
    assert called(world).offers.decided_yuan == pytest.approx(10.0)
    c.say[:] = 0.0
    assert called(world).offers.decided_yuan == pytest.approx(0.0)


def test_the_rate_of_meetings_is_remembered_for_half_a_year(world: World) -> None:
    world.communities.meeting_rate[:] = 0.25
    c = called(world, convening_right="calendar").communities
    assert np.all((c.meeting_rate > 0.25) & (c.meeting_rate < 0.4))


def quiet(world: World) -> World:
    """A place where nothing happened this month."""
    r, c = world.residents, world.communities
    world.month = world.draws.month = 5
    r.acts[:], r.asked[:], r.invited[:], r.seat[:] = False, False, 0.0, False
    r.influence[:], r.own_served[:], r.stake[:] = 0.0, 0.0, 0.0
    c.free_spending[:], c.meeting_yuan[:], c.fund_spending[:] = 0.0, 0.0, 0.0
    c.call_signatures[:], c.recall_signatures[:], c.acceptance[:] = 0.0, 0.0, 0.0
    c.council_say[:], c.project_voted[:] = 0.0, -1000
    world.committees.last_election[:] = 0
    return world


def test_nobody_signs_where_nobody_collects(world: World) -> None:
    judge(quiet(world), A)
    assert not world.communities.call_signatures.any()
    assert not world.communities.recall_signatures.any()


def signed(world: World, name: str, **columns: float) -> float:
    quiet(world)
    r = world.residents
    r.acts[OVERSEE, ::3] = True
    r.trust[TRUSTED] = columns.pop("trust", 0.5)
    for column, value in columns.items():
        getattr(r, column)[:] = value
    judge(world, A)
    return float(getattr(world.communities, name).mean())


def test_the_discontented_sign_for_a_meeting(world: World) -> None:
    calm = signed(world, "call_signatures", satisfaction=0.9, expectation=0.5)
    angry = signed(world, "call_signatures", satisfaction=0.1, expectation=0.9)
    assert angry > 2 * calm


def test_those_with_a_stake_sign_as_well(world: World) -> None:
    idle = signed(world, "call_signatures")
    keen = signed(world, "call_signatures", stake=1.0)
    assert keen > idle


def test_distrust_signs_for_a_recall_and_grievance_alone_does_not(world: World) -> None:
    trusted = signed(world, "recall_signatures", trust=0.8)
    distrusted = signed(world, "recall_signatures", trust=0.1)
    assert distrusted > 3 * trusted
    calm = signed(world, "recall_signatures", satisfaction=0.9)
    angry = signed(world, "recall_signatures", satisfaction=0.1)
    assert angry == pytest.approx(calm)


def test_a_petition_that_succeeded_and_a_vote_that_was_held_start_afresh(
    world: World,
) -> None:
    signed(world, "call_signatures")
    world.communities.petitioned[:] = True
    world.committees.last_election[:] = world.month
    judge(world, A)
    assert not world.communities.call_signatures.any()
    assert not world.communities.recall_signatures.any()


def test_acceptance_by_hand(world: World) -> None:
    """Served like others ½, asked, rules kept 0.5 · 0.8: (0.2 + 0.3 + 0.12) / 12."""
    quiet(world)
    world.residents.asked[:] = True
    world.communities.procedure_kept[:], world.committees.delivered[:] = 0.5, 0.8
    judge(world, A)
    assert world.communities.acceptance == pytest.approx(0.62 / 12)


def test_an_invitation_is_remembered_and_fades(world: World) -> None:
    quiet(world)
    world.residents.invited[:] = 0.6
    world.residents.asked[0] = True
    judge(world, A)
    assert world.residents.invited[0] == pytest.approx(1.0)
    assert world.residents.invited[1:] == pytest.approx(0.55)


def test_parties_at_a_council_stand_behind_part_of_it(world: World) -> None:
    """View 0.2 and half of a council's say at 0.8 of acceptance: 0.2 + 0.8 · 0.4."""
    quiet(world)
    c = world.communities
    c.procedure_kept[:], c.council_say[:], c.council_accepts[:] = 0.0, 0.5, 0.8
    judge(world, A)
    assert c.acceptance == pytest.approx((0.2 + 0.8 * 0.4) / 12)


def test_influence_goes_to_those_who_come_and_those_who_sit(world: World) -> None:
    """Of 100 yuan meetings decided 60: two came, 30 each; one sits in it: the other 40."""
    quiet(world)
    r, c = world.residents, world.communities
    first = c.first[:-1]
    r.acts[DELIBERATE, first], r.acts[DELIBERATE, first + 1] = True, True
    r.seat[first + 1] = True
    c.free_spending[:], c.meeting_yuan[:] = 100.0, 60.0
    judge(world, A)
    assert r.influence[first] == pytest.approx(30.0)
    assert r.influence[first + 1] == pytest.approx(70.0)
    assert r.influence.sum() == pytest.approx(100.0 * world.size)


def test_influence_of_a_vote_on_projects(world: World) -> None:
    """A project of 100 voted now: half to two voters, half to who proposed it."""
    quiet(world)
    r, c = world.residents, world.communities
    first = c.first[:-1]
    r.acts[DELIBERATE, first], r.acts[DELIBERATE, first + 1] = True, True
    c.project_yuan[:, 0], c.project_voted[:, 0] = 100.0, world.month
    c.project_proposer[:, 0] = r.slot[first]
    judge(world, A)
    assert r.influence[first] == pytest.approx(75.0)
    assert r.influence[first + 1] == pytest.approx(25.0)


def test_money_nobody_here_decides_gives_nobody_influence(world: World) -> None:
    judge(quiet(world), A)
    assert not world.residents.influence.any()
