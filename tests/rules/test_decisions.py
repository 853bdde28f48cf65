"""Who decides the money: information, presence, capture, hands."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.assumptions import assumptions
from govsim.policy import PolicyPath
from govsim.rules.decisions import (
    STANDARD_PATTERN,
    USUAL_OWN,
    affordable_part,
    by_domain,
    capture,
    choose_spending,
    deciding_hours,
    department_allocation,
    informed,
    memory_weight,
    mixed,
    presence,
    released,
    representation,
)
from govsim.state import World
from govsim.vocabulary import CLAIMS


def test_departments_know_the_district_and_no_single_place() -> None:
    needs = np.array([[1.0] + [0.0] * 6, [0.0] * 6 + [1.0]])
    made = department_allocation(needs, np.array([100.0, 300.0]), 1.0, shared=True)
    assert made[0] == pytest.approx(made[1])
    assert made[0][[0, 6]] == pytest.approx([0.25, 0.75])
    alone = department_allocation(needs, np.array([100.0, 300.0]), 1.0, shared=False)
    assert alone == pytest.approx(needs)
    blind = department_allocation(needs, np.array([1.0, 1.0]), 0.0, shared=True)
    assert blind[0] == pytest.approx(STANDARD_PATTERN)
    assert STANDARD_PATTERN.sum() == pytest.approx(1.0)


def test_presence_by_hand() -> None:
    assert presence(np.array([0.0, 3.0, 9.0]), 3.0) == pytest.approx([0, 0.5, 0.75])


def test_capture_by_hand() -> None:
    """0.8 · 0.4 · (1 − 0.5) · (1 − 0.25) = 0.12; none where all is seen or all are there."""
    made = capture(
        0.8,
        np.array([0.4, 0.4, 0.4, 0.0]),
        np.array([0.5, 1.0, 0.0, 0.0]),
        np.array([0.25, 0.0, 1.0, 0.0]),
    )
    assert made == pytest.approx([0.12, 0, 0, 0])


def test_a_group_nobody_speaks_for_loses_access() -> None:
    """Heard at half its number: 0.7 + 0.3 · 0.5 = 0.85; more than its number adds nothing."""
    voice = np.array([[0.1, 0.0, 0.4]])
    share = np.array([[0.2, 0.2, 0.2]])
    assert representation(voice, share, 0.7)[0] == pytest.approx([0.85, 0.7, 1.0])
    assert representation(voice, np.zeros((1, 3)), 0.7)[0] == pytest.approx(1.0)


def test_money_without_hands_stays_unspent() -> None:
    """10 hours at 200 yuan spend 2,000 of 8,000."""
    made = affordable_part(
        np.array([8000.0, 1000.0, 0.0]), np.array([10.0, 10.0, 0.0]), 200.0
    )
    assert made == pytest.approx([0.25, 1.0, 1.0])


def test_mixed_and_by_domain_keep_shares() -> None:
    one, other = np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]])
    assert mixed(one, other, np.array([0.3]))[0] == pytest.approx([0.3, 0.7])
    assert by_domain(np.array([10.0]), one)[0] == pytest.approx([10.0, 0.0])


def test_a_survey_tells_what_contact_did_not() -> None:
    """Knowing 0.4 and surveyed 0.5: 1 − 0.6 · 0.5 = 0.7; no survey, no gain."""
    made = informed(0.4, np.array([0.5, 0.0, 1.0]))
    assert made == pytest.approx([0.7, 0.4, 1.0])


def test_slow_decisions_hold_money_back() -> None:
    """Two months longer than usual: a third is ripe. As usual or faster: all of it."""
    assert released(np.array([2.5, 0.5, 0.2]), 0.5) == pytest.approx([1 / 3, 1, 1])


def test_a_month_of_much_is_remembered_more() -> None:
    """Usual months: a twelfth. Eleven times the mean: half. Nothing ever: a twelfth."""
    made = memory_weight(
        np.array([5.0, 55.0, 0.0, 0.0]), np.array([5.0, 5.0, 0.0, 5.0])
    )
    assert made == pytest.approx([1 / 12, 1 / 2, 1 / 12, 0.0])


share = st.integers(0, 1000).map(lambda n: n / 1000)
A = assumptions()


@given(st.lists(st.floats(0.01, 1), min_size=7, max_size=7), share, st.booleans())
def test_department_money_is_split_completely(
    needs: list[float], information: float, shared: bool
) -> None:
    rows = np.array([needs, needs[::-1]])
    rows /= rows.sum(axis=1, keepdims=True)
    made = department_allocation(rows, np.array([5.0, 9.0]), information, shared)
    assert made.sum(axis=1) == pytest.approx(1.0)
    assert np.all(made >= 0)


def test_departments_that_know_everything_still_miss_the_single_place() -> None:
    """Two places with opposite needs: half of each place's money goes wrong."""
    needs = np.array([[1.0] + [0.0] * 6, [0.0] * 6 + [1.0]])
    made = department_allocation(needs, np.array([1.0, 1.0]), 1.0, shared=True)
    assert np.minimum(made, needs).sum(axis=1) == pytest.approx(0.5)


@given(st.floats(0, 100), st.floats(1, 8))
def test_presence_is_a_share_that_rises(voices: float, half: float) -> None:
    made = presence(np.array([voices, voices + 1.0]), half)
    assert 0 <= made[0] < made[1] < 1


@given(st.floats(0, 1.5), share, share, share)
def test_capture_is_a_share_that_falls_with_light_and_presence(
    strength: float, gini: float, seen: float, present: float
) -> None:
    made = capture(
        strength,
        np.full(3, gini),
        np.array([seen, 1.0, seen]),
        np.array([present, present, 1.0]),
    )
    assert 0 <= made[0] <= 1
    assert made[1:] == pytest.approx(0.0)


heads = st.lists(st.integers(0, 500), min_size=4, max_size=4)


@given(heads, heads)
def test_representation_stays_between_floor_and_full(
    voice: list[int], number: list[int]
) -> None:
    made = representation(np.array([voice]) / 500, np.array([number]) / 500, 0.7)
    assert np.all((made >= 0.7 - 1e-12) & (made <= 1 + 1e-12))


@given(st.integers(0, 10**8), st.integers(0, 10**5), st.floats(60, 400))
def test_no_more_is_spent_than_is_held_or_hands_can(
    held: int, hours: int, price: float
) -> None:
    part = affordable_part(np.array([float(held)]), np.array([float(hours)]), price)[0]
    assert 0 <= part <= 1
    assert part * held <= hours * price * (1 + 1e-9)


@given(st.floats(0, 1e8), share)
def test_mixing_and_splitting_lose_nothing(amount: float, weight: float) -> None:
    one, other = STANDARD_PATTERN[None], np.eye(7)[:1]
    rows = mixed(one, other, np.array([weight]))
    assert rows.sum() == pytest.approx(1.0)
    assert by_domain(np.array([amount]), rows).sum() == pytest.approx(amount)


COMMON, HEARD, ELITE = 0, 1, 2
"""Domains that all adults, those who come, and the best-off want."""


def decide(
    world: World,
    *,
    voices: float = 0.0,
    contact: float = 0.0,
    gini: float = 0.0,
    posted: float = 0.0,
    hours: float = 1e6,
    fund: float = 0.0,
    agenda: float = 1.0,
    **levers: float | str,
) -> np.ndarray:
    """Shares of spending by domain where three groups want three different things."""
    c, k, one = world.communities, world.committees, np.eye(7)
    world.money.balances[:] = 0.0
    money = np.full(world.size, 1000.0)
    world.money.move("treasury", "committee", money, "test")
    world.money.move("treasury", "fund", np.full(world.size, fund), "test")
    c.needs[:], c.voice_needs[:], c.elite_needs[:] = one[COMMON], one[HEARD], one[ELITE]
    c.voices[:], c.gini[:], k.organising[:] = voices, gini, contact
    c.agenda_open[:], c.decision_delay[:] = agenda, A.delay_base
    c.department_knows[:], k.tied[:] = 0.4, 0.0
    world.offers.accounts_posted[:] = posted
    k.diversion[:] = 0.0
    world.hours.now[:] = 0.0
    world.hours.enter("staff", "service", np.full(world.size, hours))
    free: dict[str, float | str] = {"discretionary_share": 1.0, "decision_rights": 1.0}
    choose_spending(world, PolicyPath(world.size, {**free, **levers}).at(1), A)
    return c.spending / np.maximum(c.spending.sum(axis=1), 1e-9)[:, None]


def list_projects(
    world: World, *yuan: float, domain: int = HEARD, ready: float = 0.0
) -> None:
    """Projects in their last month of building, voted in month 1, approved at `ready`."""
    c = world.communities
    c.project_left[:, : len(yuan)] = yuan
    c.project_yuan[:, : len(yuan)] = A.build_months * np.array(yuan)
    c.project_domain[:, : len(yuan)] = domain
    c.project_ready[:, : len(yuan)] = ready
    c.project_voted[:, : len(yuan)] = 1


def test_tied_money_follows_the_departments(world: World) -> None:
    """0.4 of what they know (all want health) + 0.6 of the pattern: 0.4 + 0.6 · 0.12."""
    made = decide(world, congress_power="decides", voices=297.0, discretionary_share=0)
    assert made[:, COMMON] == pytest.approx(0.472)
    made = decide(world, congress_power="decides", voices=297.0, decision_rights=0.0)
    assert made[:, COMMON] == pytest.approx(0.472)


def test_a_deciding_congress_with_many_present_gets_its_way(world: World) -> None:
    """297 of 300 weigh 0.99."""
    made = decide(world, congress_power="decides", voices=297.0)
    assert made[:, HEARD] == pytest.approx(0.99 + 0.01 * 0.6 * 0.6 * 0.14, abs=1e-6)


def test_a_listening_congress_leaves_it_to_the_committee(world: World) -> None:
    """A committee in contact knows all needs; one without knows 0.4 of them."""
    made = decide(world, congress_power="listens", voices=297.0, contact=10.0)
    assert made[:, COMMON] == pytest.approx(1.0)
    made = decide(world, congress_power="listens", voices=297.0)
    assert made[:, COMMON] == pytest.approx(0.4 + 0.6 * 0.472)


def test_a_deciding_congress_to_which_nobody_comes_decides_nothing(
    world: World,
) -> None:
    made = decide(world, congress_power="decides", contact=10.0)
    assert made[:, COMMON] == pytest.approx(1.0)


def test_advice_weighs_a_third(world: World) -> None:
    """0.35 · 0.99 with a committee that knows the rest."""
    made = decide(world, congress_power="advises", voices=297.0, contact=10.0)
    assert made[:, HEARD] == pytest.approx(0.35 * 0.99)


def test_an_unequal_place_where_nobody_looks_is_captured(world: World) -> None:
    """0.8 · 0.5 = 0.4 of the money goes where the best-off want it; posting stops it."""
    made = decide(world, gini=0.5, contact=10.0)
    assert made[:, ELITE] == pytest.approx(0.4)
    assert world.communities.captured == pytest.approx(0.4 * 0.92 * 1000)
    made = decide(world, gini=0.5, contact=10.0, posted=1.0)
    assert made[:, ELITE] == pytest.approx(0.0)


def test_money_without_hours_stays_in_the_account(world: World) -> None:
    decide(world, hours=0.0)
    assert world.communities.spending == pytest.approx(0.0)
    assert world.money.balance("committee") == pytest.approx(1000.0)


def test_a_few_hours_spend_a_part(world: World) -> None:
    """Half of 5 service hours at 200 yuan: 500 of 1,000."""
    decide(world, hours=5.0)
    assert world.money.balance("committee") == pytest.approx(500.0)


def test_a_fund_without_projects_stays(world: World) -> None:
    decide(world, fund=1000.0, voices=297.0)
    assert world.money.balance("fund") == pytest.approx(1000.0)


def test_the_fund_pays_projects_and_their_bookkeeping(world: World) -> None:
    """460 net are 500 from the fund; spending follows the project's domain."""
    list_projects(world, 460.0)
    decide(world, fund=1000.0, contact=10.0)
    c = world.communities
    assert world.money.balance("fund") == pytest.approx(500.0)
    assert c.spending[:, HEARD] == pytest.approx(460.0)
    assert c.fund_spending == pytest.approx(460.0)
    assert c.project_left == pytest.approx(0.0)
    assert c.projects_done == pytest.approx(1.0)


def test_a_project_waits_for_its_papers(world: World) -> None:
    world.month = 3
    list_projects(world, 460.0, ready=3.5)
    decide(world, fund=1000.0)
    assert world.money.balance("fund") == pytest.approx(1000.0)
    world.month = 4
    decide(world, fund=1000.0)
    assert world.communities.projects_done == pytest.approx(1.0)


def test_a_project_half_paid_is_not_done(world: World) -> None:
    """1,000 in the fund pay 920 net: the first project and 320 of the second."""
    list_projects(world, 600.0, 600.0)
    decide(world, fund=1000.0)
    c = world.communities
    assert c.projects_done == pytest.approx(1.0)
    assert c.project_left[:, :2].sum(axis=1) == pytest.approx(280.0)


def test_building_takes_its_months(world: World) -> None:
    """A project of 1,840 can use a quarter of it in a month."""
    list_projects(world, 460.0)
    world.communities.project_left[:, 0] = 1840.0
    decide(world, fund=1e5)
    assert world.communities.fund_spending == pytest.approx(460.0)
    assert world.communities.projects_done == pytest.approx(0.0)


def test_hands_go_first_to_what_has_a_date(world: World) -> None:
    """5 hours can spend 500: all on the project, nothing on the account; 10: 500 each."""
    list_projects(world, 460.0)
    decide(world, fund=1000.0, hours=5.0)
    assert world.money.balance("fund") == pytest.approx(500.0)
    assert world.money.balance("committee") == pytest.approx(1000.0)
    list_projects(world, 460.0)
    decide(world, fund=1000.0, hours=10.0)
    assert world.money.balance("committee") == pytest.approx(500.0)


def test_hands_limit_projects_as_well(world: World) -> None:
    list_projects(world, 460.0)
    decide(world, fund=1000.0, hours=2.5)
    assert world.money.balance("fund") == pytest.approx(750.0)
    assert world.communities.project_left[:, 0] == pytest.approx(230.0)


def test_money_waiting_for_papers_ties_up_no_hands(world: World) -> None:
    list_projects(world, 460.0, ready=1e6)
    decide(world, fund=1e6, hours=10.0)
    assert world.money.balance("committee") == pytest.approx(0.0)


def test_steered_projects_count_as_captured(world: World) -> None:
    list_projects(world, 460.0)
    world.communities.project_steered[:, 0] = True
    decide(world, fund=1000.0, decision_rights=0.0)
    assert world.communities.captured == pytest.approx(460.0)


def test_a_project_unfinished_at_the_years_end_is_a_broken_promise(
    world: World,
) -> None:
    """A project of 1,840 and nothing else: kept in month 5; broken in month 12."""
    k = world.committees
    for month, ready, told in ((5, 0.0, 1.0), (12, 1e6, 0.0)):
        world.month = month
        k.delivered[:], k.promised_yuan[:] = 0.5, 1840.0
        list_projects(world, 460.0, ready=ready)
        decide(world, fund=1000.0, decision_rights=0.0)
        assert k.delivered == pytest.approx(0.5 + (told - 0.5) / 12)


def test_an_open_project_is_no_broken_promise_before_the_year_ends(
    world: World,
) -> None:
    world.month = 11
    world.committees.delivered[:] = 1.0
    list_projects(world, 460.0, ready=1e6)
    decide(world, fund=1000.0)
    assert world.committees.delivered == pytest.approx(1.0)


def test_what_the_agenda_keeps_off_the_committee_decides(world: World) -> None:
    """Half of the affairs open: those who come weigh 0.5 · 0.99."""
    made = decide(
        world, congress_power="decides", voices=297.0, contact=10.0, agenda=0.5
    )
    assert made[:, HEARD] == pytest.approx(0.495)
    assert world.communities.say == pytest.approx(0.495)


def test_a_joint_council_weighs_against_those_who_come(world: World) -> None:
    c = world.communities
    c.council_say[:], c.council_needs[:] = 0.25, np.eye(7)[5]
    made = decide(world, congress_power="decides", voices=297.0, contact=10.0)
    assert made[:, 5] == pytest.approx(0.25)
    assert made[:, HEARD] == pytest.approx(0.75 * 0.99)


def test_a_plan_reaches_departments_as_far_as_they_heed_it(world: World) -> None:
    """Surveyed in full and heeded 0.4: 0.4 + 0.6 · 0.472 of department money."""
    world.communities.surveyed[:] = 1.0
    made = decide(world, decision_rights=0.0)
    assert made[:, COMMON] == pytest.approx(0.4 + 0.6 * 0.472)


def test_a_plan_tells_those_who_come_what_the_others_need(world: World) -> None:
    world.communities.surveyed[:] = 1.0
    made = decide(world, congress_power="decides", voices=297.0)
    assert made[:, HEARD] == pytest.approx(0.99 * 0.6)


def test_slow_decisions_leave_the_free_money_in_the_account(world: World) -> None:
    """All money free and decided here, two months later than usual: a third is spent."""
    decide(world)
    world.money.balances[:] = 0.0
    world.money.move("treasury", "committee", np.full(world.size, 900.0), "test")
    world.communities.decision_delay[:] = A.delay_base + 2.0
    levers = {"discretionary_share": 1.0, "decision_rights": 1.0}
    choose_spending(world, PolicyPath(world.size, levers).at(1), A)
    assert world.money.balance("committee") == pytest.approx(600.0)
    levers = {"discretionary_share": 1.0, "decision_rights": 0.0}
    choose_spending(world, PolicyPath(world.size, levers).at(1), A)
    assert world.money.balance("committee") == pytest.approx(0.0)


def test_deciding_oneself_takes_hours_beyond_the_usual(world: World) -> None:
    """Half an hour per 1,000 yuan: 3,000 decided, 1,000 of them as usual, take one."""
    made = deciding_hours(np.array([3000.0]), np.array([1000.0]), 0.5)
    assert made == pytest.approx(1.0)
    claims = world.committees.claims[CLAIMS.index("decisions")]
    decide(world)
    free = (1.0 - A.community_overhead) * 1000.0
    assert claims == pytest.approx(A.decide_hours * (1.0 - USUAL_OWN) * free / 1000.0)
    decide(world, discretionary_share=0.2, decision_rights=0.2)
    assert claims == pytest.approx(0.0)
    decide(world, discretionary_share=0.0)
    assert claims == pytest.approx(0.0)


def test_the_streets_look_at_agendas_removes_items_for_a_few(world: World) -> None:
    """0.8 · 0.5 = 0.4 as usual (0.8 of the agenda); all of it: · (1 − 0.4 · 0.2)."""
    decide(world, gini=0.5, agenda_approval=0.8)
    assert world.communities.steered == pytest.approx(0.4)
    decide(world, gini=0.5, agenda_approval=1.0)
    assert world.communities.steered == pytest.approx(0.4 * 0.92)
    decide(world, gini=0.5, agenda_approval=0.0)
    assert world.communities.steered == pytest.approx(0.4 * 1.32)


def test_duties_residents_direct_open_doors_to_those_heard(world: World) -> None:
    """No free money, say 0.99, half of the duties: 0.495 of access follows who is heard."""
    c = world.communities
    c.access[:], c.group_share[:], c.entitlement[:] = 1.0, 0.25, 1.0
    c.voice[:] = np.array([0.0, 1.0, 0.0, 0.0])
    world.committees.duty[:] = 0.5
    decide(world, voices=297.0, congress_power="decides", discretionary_share=0.0)
    assert c.access[:, 2] == pytest.approx(1 + 0.05 * 0.495 * (0.7 - 1.0))


def test_stolen_money_is_booked_and_not_spent_twice(world: World) -> None:
    """A tenth of 1,000 · 0.92 is diverted; what suppliers get is the rest."""
    decide(world)
    world.money.balances[:] = 0.0
    world.money.move("treasury", "committee", np.full(world.size, 1000.0), "test")
    world.committees.diversion[:] = 0.1
    path = PolicyPath(world.size, {})
    choose_spending(world, path.at(1), A)
    assert world.committees.diverted == pytest.approx(92.0)
    assert world.money.balance("diverted") == pytest.approx(92.0)
    assert world.money.balance("suppliers") == pytest.approx(908.0)


def test_groups_that_are_not_heard_lose_access_to_free_money(world: World) -> None:
    """All money free, only owners heard: others move a twentieth of the way to 0.7."""
    c = world.communities
    c.access[:], c.group_share[:] = 1.0, 0.25
    c.voice[:] = np.array([0.0, 1.0, 0.0, 0.0])
    decide(world)
    assert c.access[:, 1] == pytest.approx(1.0)
    assert c.access[:, 2:] == pytest.approx(1.0 + 0.05 * (0.7 - 1.0))


def test_departments_treat_migrants_by_the_register(world: World) -> None:
    """No free money: a twentieth of the way from 1 to 0.85 for migrants."""
    world.communities.access[:] = 1.0
    decide(world, discretionary_share=0.0)
    assert world.communities.access[:, 0] == pytest.approx(1.0)
    assert world.communities.access[:, 3] == pytest.approx(1 + 0.05 * (0.85 - 1))


def test_what_was_decided_is_remembered_by_hand(world: World) -> None:
    """920 yuan of the account, residents' say 0.99, and 460 of the fund, for 200 adults.

    (910.8 + 460) · 12 / 200 = 82.248 a year, a twelfth of it. Promised and kept: 920 and
    the finished project of 1,840.
    """
    k, c = world.committees, world.communities
    k.decided_yuan[:], k.delivered[:] = 0.0, 0.0
    k.promised_yuan[:] = 2760.0
    list_projects(world, 460.0)
    decide(world, congress_power="decides", voices=297.0, fund=1000.0)
    assert c.free_spending == pytest.approx(920.0 + 460.0)
    assert c.meeting_yuan == pytest.approx(910.8)
    assert k.decided_yuan == pytest.approx(82.248 / 12)
    assert k.delivered == pytest.approx(1 / 12)
    assert k.promised_yuan == pytest.approx(2760.0)


def test_a_years_spending_is_the_mean_of_its_months(world: World) -> None:
    c = world.communities
    c.year_spending[:], c.spending[:] = 0.0, 120.0
    decide(world)
    assert c.year_spending == pytest.approx(10.0)


def test_departments_lose_by_their_own_channel(world: World) -> None:
    """Of 1,000 yuan 200 are overhead; a tenth of the other 800 is diverted."""
    world.money.balances[:] = 0.0
    world.money.move("treasury", "street", np.full(world.size, 1000.0), "test")
    world.committees.diversion[:] = np.array([[0.1], [0.5], [0.5]])
    choose_spending(world, PolicyPath(world.size, {}).at(1), A)
    assert world.money.balance("department_offices") == pytest.approx(200.0)
    assert world.money.balance("diverted") == pytest.approx(80.0)
    assert world.money.balance("suppliers") == pytest.approx(720.0)
    assert world.committees.exposed == pytest.approx(800.0)
