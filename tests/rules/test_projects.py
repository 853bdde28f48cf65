"""The residents' fund: proposals, negative list, vote, approval."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.assumptions import assumptions
from govsim.policy import PolicyPath
from govsim.rules.decisions import choose_spending
from govsim.rules.projects import (
    MOST_PROPOSALS,
    MOST_STEPS,
    PAPERS,
    approval_months,
    approvals,
    by_project,
    hold_ballot,
    paper_hours,
    payments,
    proposals_made,
    proposed_costs,
    slipping,
    still_covered,
)
from govsim.state import World
from govsim.vocabulary import ACTIONS

A = assumptions()
DELIBERATE = ACTIONS.index("deliberate")


def test_proposals_by_hand() -> None:
    """Three of 100 come, half at 3: 24 · ½ = 12, but three people propose three."""
    assert proposals_made(30, 1000.0, 24.0, 3.0) == 12
    assert proposals_made(3, 100.0, 24.0, 3.0) == 3
    assert proposals_made(0, 100.0, 24.0, 3.0) == 0
    assert proposals_made(1, 1.0, 24.0, 3.0) == 1


def test_the_list_fills_with_the_share_who_come_not_with_their_number() -> None:
    assert proposals_made(60, 2000.0, 24.0, 3.0) == proposals_made(600, 20000.0, 24, 3)


@given(st.integers(0, 5000), st.integers(1, 5000))
def test_the_list_is_never_longer_than_it_may_be(came: int, adults: int) -> None:
    made = proposals_made(min(came, adults), float(adults), 30.0, 1.0)
    assert 0 <= made <= min(MOST_PROPOSALS, came)


def test_costs_by_hand() -> None:
    """Median lot: mean 48,000 less ½ · 0.8²: 48,000 · e^−0.32; never above the budget."""
    made = proposed_costs(np.array([0.5, 1 - 1e-7]), 400_000.0, 48_000.0, 0.14, 0.8)
    assert made[0] == pytest.approx(48_000 * np.exp(-0.32))
    assert made[1] == pytest.approx(400_000.0)


def test_a_small_fund_is_cut_into_small_projects() -> None:
    """0.14 of 10,000 instead of 48,000."""
    made = proposed_costs(np.array([0.5]), 10_000.0, 48_000.0, 0.14, 0.0)
    assert made == pytest.approx([1400.0])


def test_costs_have_the_mean_they_should() -> None:
    lots = (np.arange(20_000) + 0.5) / 20_000
    made = proposed_costs(lots, 1e9, 48_000.0, 0.14, 0.5)
    assert made.mean() == pytest.approx(48_000.0, rel=0.001)


def test_who_needs_it_approves() -> None:
    """Needs 0.3 and 0.1 against 0.18; twice the appeal wins the second over."""
    needs = np.array([[0.3], [0.1]])
    taste = np.ones((2, 1))
    assert approvals(needs, taste, np.array([1.0]), 0.18).ravel().tolist() == [
        True,
        False,
    ]
    assert approvals(needs, taste, np.array([2.0]), 0.18).all()


def test_each_step_catches_some_of_what_slipped_by() -> None:
    """0.4 at each: 1, 0.6, 0.36, …"""
    assert [slipping(n, 0.4) for n in (0, 1, 2)] == pytest.approx([1.0, 0.6, 0.36])


def test_approval_by_hand() -> None:
    """Lots 1 − 1/e wait one mean each: two steps of half a month take a month."""
    lots = np.full((1, MOST_STEPS), 1.0 - 1.0 / np.e)
    assert approval_months(lots, 2, 0.5) == pytest.approx([1.0])
    assert approval_months(lots, 0, 0.5) == pytest.approx([0.0])


@given(st.integers(0, MOST_STEPS - 1), st.integers(0, 10_000))
def test_one_step_more_never_takes_less(steps: int, seed: int) -> None:
    lots = np.random.default_rng(seed).random((5, MOST_STEPS))
    fewer = approval_months(lots, steps, 1.0)
    more = approval_months(lots, steps + 1, 1.0)
    assert np.all(more >= fewer)


def test_what_is_set_aside_covers_the_oldest_first() -> None:
    """100 cover 60 of month 2 and 30 of month 14, not 40 of month 15; nothing is empty."""
    made = still_covered(
        np.array([30.0, 40.0, 0.0, 60.0]), np.array([14, 15, 1, 2]), 100.0
    )
    assert made.tolist() == [True, False, False, True]


def test_papers_by_hand() -> None:
    """Six hours a step for 48,000 yuan: two steps of 24,000 take six."""
    made = paper_hours(np.array([24_000.0, 0.0]), np.array([2.0, 2.0]), 6.0, 48_000.0)
    assert made == pytest.approx([6.0, 0.0])


def test_projects_are_paid_in_the_order_they_were_voted() -> None:
    """Of 100: 30 to the oldest, 50 to the next, 20 of 40 to the last."""
    wanted = np.array([[50.0, 40.0, 30.0, 0.0]])
    voted = np.array([[14, 26, 2, 1]])
    made = payments(wanted, np.array([100.0]), voted)
    assert made[0] == pytest.approx([50.0, 20.0, 30.0, 0.0])


def test_those_voted_together_are_paid_in_the_order_of_the_list() -> None:
    made = payments(np.full((1, 3), 10.0), np.array([15.0]), np.full((1, 3), 2))
    assert made[0] == pytest.approx([10.0, 5.0, 0.0])


@given(
    st.lists(st.integers(0, 500), min_size=5, max_size=5),
    st.lists(st.integers(-50, 50), min_size=5, max_size=5),
    st.integers(0, 3000),
)
def test_payments_reach_as_far_as_the_money(
    wanted: list[int], voted: list[int], money: int
) -> None:
    asked = np.array([wanted], dtype=np.float64)
    made = payments(asked, np.array([float(money)]), np.array([voted]))
    assert np.all((made >= 0) & (made <= asked))
    assert made.sum() == pytest.approx(min(asked.sum(), money))


def test_payments_by_domain() -> None:
    made = by_project(np.array([[3.0, 4.0, 5.0]]), np.array([[1, 6, 1]]))
    assert made[0] == pytest.approx([0, 8, 0, 0, 0, 0, 4])


def ballot(world: World, came: int = 20, month: int = 14, **levers: object) -> World:
    """A vote in `month` at which the first `came` adults of each community are present."""
    world.month = world.draws.month = month
    world.residents.acts[DELIBERATE] = False
    for start in world.communities.first[:-1]:
        world.residents.acts[DELIBERATE, start : start + came] = True
    world.communities.project_left[:] = 0.0
    given: dict[str, object] = {"resident_fund_yuan": 240.0, "finance_rights": 1.0}
    path = PolicyPath(world.size, {**given, **levers})
    hold_ballot(world, path.at(month), A)
    return world


def test_a_vote_leaves_projects_worth_no_more_than_the_fund(world: World) -> None:
    """200 adults at 240 yuan, ten of twelve months to come, 0.92 net: 36,800."""
    c = ballot(world, fund_voting_rule="greedy_skip").communities
    total = c.project_left.sum(axis=1)
    assert np.all(total <= 36_800 * (1 + 1e-9))
    assert np.all(total > 0.5 * 36_800)
    assert np.all((c.project_left > 0).sum(axis=1) >= 3)


def test_money_in_the_fund_is_voted_on_as_well(world: World) -> None:
    first = ballot(world, came=40, fund_voting_rule="greedy_skip").communities
    small = first.project_left.sum(axis=1)
    world.communities.last_ballot[:] = -1000
    world.money.move("treasury", "fund", np.full(world.size, 1e5), "test")
    large = ballot(
        world, came=40, fund_voting_rule="greedy_skip"
    ).communities.project_left.sum(axis=1)
    assert np.all(large > small)


def test_without_fund_without_comers_or_out_of_season_there_is_no_vote(
    world: World,
) -> None:
    for case in ({"resident_fund_yuan": 0.0}, {"came": 0}, {"month": 13}):
        world.communities.last_ballot[:] = -1000
        assert not ballot(world, **case).communities.project_left.any()  # type: ignore[arg-type]


def test_one_vote_a_year_but_as_late_as_somebody_comes(world: World) -> None:
    ballot(world, came=0, month=14)
    assert np.all(world.communities.last_ballot == -1000)
    ballot(world, came=20, month=17)
    assert np.all(world.communities.last_ballot == 17)
    ballot(world, came=20, month=18)
    assert not world.communities.project_left.any()
    ballot(world, came=20, month=26)
    assert np.all(world.communities.last_ballot == 26)


def test_the_first_fiscal_year_has_a_vote_too(world: World) -> None:
    assert ballot(world, month=2).communities.project_left.any()


def test_projects_come_from_the_needs_of_those_who_come(world: World) -> None:
    """Where those present need one thing only, all that wins serves it."""
    world.residents.needs[:] = 0.0
    world.residents.needs[4] = 1.0
    world.communities.steered[:] = 0.0
    c = ballot(world, came=40, fund_rules=6.0).communities
    won = (c.project_left > 0) & ~c.project_steered
    assert won.any(axis=1).all()
    assert np.all(c.project_domain[won] == 4)


def test_proposers_are_those_who_came(world: World) -> None:
    c = ballot(world, came=20).communities
    for place, start in enumerate(c.first[:-1]):
        won = c.project_left[place] > 0
        there = world.residents.slot[start : start + 20]
        assert np.isin(c.project_proposer[place, won], there).all()


def test_a_captured_place_without_checks_serves_the_best_off(world: World) -> None:
    c = world.communities
    c.steered[:], c.elite_needs[:] = 1.0, np.eye(7)[6]
    ballot(world, came=40, fund_rules=0.0)
    won = c.project_left > 0
    assert np.all(c.project_steered[won])
    assert np.all(c.project_domain[won] == 6)


def steered_after(world: World, steps: float) -> float:
    c = world.communities
    c.last_ballot[:], c.steered[:] = -1000, 0.6
    made = []
    for month in range(14, 300, 12):
        ballot(world, came=60, month=month, fund_rules=steps)
        won = c.project_left > 0
        made.append((c.project_steered & won).sum() / won.sum())
    return float(np.mean(made))


def test_more_hands_find_more_of_what_is_against_the_list(world: World) -> None:
    """Off the list: 0.15 + 0.85 · 0.6 = 0.66 without check, a third of it after two."""
    free, two, six = (steered_after(world, steps) for steps in (0.0, 2.0, 6.0))
    assert free == pytest.approx(0.66, abs=0.06)
    assert six < two < free
    assert six < 0.1


def test_approval_takes_time_and_hours(world: World) -> None:
    c, k = world.communities, world.committees
    ballot(world, fund_rules=0.0)
    won = c.project_left > 0
    assert np.all(c.project_ready[won] == 15)
    assert k.claims[PAPERS] == pytest.approx(0.0)
    c.last_ballot[:] = -1000
    ballot(world, fund_rules=4.0)
    won = c.project_left > 0
    assert c.project_ready[won].mean() == pytest.approx(15 + 4.0, abs=1.5)
    told = 6.0 * 4 * c.project_yuan.sum(axis=1) / 48_000
    assert k.claims[PAPERS] == pytest.approx(told)
    ballot(world, month=15)
    assert k.claims[PAPERS] == pytest.approx(0.0)


def used_within_the_year(world: World, steps: float) -> float:
    """Share of a year's money used by its end, mean of 25 years, money there at once."""
    c, used = world.communities, []
    levers = {"resident_fund_yuan": 0.0001, "fund_rules": steps}
    c.steered[:] = 0.0
    for year in range(25):
        world.money.balances[:] = 0.0
        world.money.move("treasury", "fund", np.full(world.size, 50_000.0), "test")
        c.last_ballot[:] = -1000
        ballot(world, came=60, month=12 * year + 2, **levers)
        for month in range(12 * year + 3, 12 * year + 13):
            world.month = month
            world.hours.now[:] = 0.0
            world.hours.enter("staff", "service", np.full(world.size, 1e6))
            choose_spending(world, PolicyPath(world.size, levers).at(month), A)
        used.append(1.0 - world.money.balance("fund").mean() / 50_000)
    return float(np.mean(used))


def test_each_step_leaves_less_of_the_fund_used_within_the_year(world: World) -> None:
    made = [used_within_the_year(world, float(steps)) for steps in range(7)]
    assert np.all(np.diff(made) < 0), made


def test_projects_whose_money_lapsed_are_given_up(world: World) -> None:
    c = world.communities
    c.project_left[:, 0], c.project_yuan[:, 0], c.project_voted[:, 0] = 500.0, 500.0, 2
    world.month = world.draws.month = 14
    world.money.balances[:] = 0.0
    world.residents.acts[DELIBERATE] = True
    path = PolicyPath(world.size, {"resident_fund_yuan": 60.0})
    hold_ballot(world, path.at(14), A)
    assert not (c.project_voted[c.project_left > 0] == 2).any()


def test_projects_with_money_set_aside_go_on(world: World) -> None:
    c = world.communities
    c.project_left[:, 0], c.project_yuan[:, 0], c.project_voted[:, 0] = 500.0, 500.0, 2
    world.month = world.draws.month = 14
    world.money.balances[:] = 0.0
    world.money.move("treasury", "fund", np.full(world.size, 1000.0), "test")
    world.residents.acts[DELIBERATE] = True
    path = PolicyPath(world.size, {"resident_fund_yuan": 60.0})
    hold_ballot(world, path.at(14), A)
    assert c.project_left[:, 0] == pytest.approx(500.0)
    assert np.all(c.project_voted[:, 0] == 2)


@pytest.mark.parametrize("rule", ["greedy_stop", "greedy_skip", "per_cost"])
def test_rules_fill_the_budget_differently(world: World, rule: str) -> None:
    """Skipping uses at least what stopping does; per cost funds at least as many."""
    c = world.communities
    ballot(world, came=60, fund_voting_rule="greedy_stop")
    stopped = c.project_left.sum(axis=1), (c.project_left > 0).sum(axis=1)
    c.last_ballot[:] = -1000
    ballot(world, came=60, fund_voting_rule=rule)
    assert np.all(c.project_left.sum(axis=1) >= stopped[0] * (rule == "greedy_skip"))
    if rule == "per_cost":
        assert (c.project_left > 0).sum() > stopped[1].sum()


def test_equal_shares_give_a_minority_its_project(world: World) -> None:
    """60 come, 40 want only utilities and 20 only mediation: both get something."""
    r, c = world.residents, world.communities
    r.needs[:] = 0.0
    for start in c.first[:-1]:
        r.needs[4, start : start + 40] = 1.0
        r.needs[6, start + 40 : start + 60] = 1.0
    c.steered[:] = 0.0
    ballot(world, came=60, fund_voting_rule="equal_shares", fund_rules=6.0)
    for place in range(world.size):
        won = c.project_left[place] > 0
        assert set(c.project_domain[place, won]) == {4, 6}


def test_a_full_list_takes_no_more(world: World) -> None:
    c = world.communities
    world.month = world.draws.month = 14
    c.project_left[:], c.project_yuan[:], c.project_voted[:] = 1.0, 1.0, 2
    world.money.move("treasury", "fund", np.full(world.size, 1e5), "test")
    world.residents.acts[DELIBERATE] = True
    path = PolicyPath(world.size, {"resident_fund_yuan": 60.0})
    hold_ballot(world, path.at(14), A)
    assert np.all(c.project_voted == 2)
