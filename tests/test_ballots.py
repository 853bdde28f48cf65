"""Fund votes by hand, and what must hold whatever is voted on."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from govsim.ballots import (
    VOTING_RULES,
    bought_by_shares,
    equal_shares,
    greedy_skipping,
    greedy_stopping,
    votes_per_cost,
    winners,
)

COSTS = np.array([50.0, 60.0, 30.0, 20.0])
VOTES = np.array([40.0, 30.0, 20.0, 18.0])


def test_stopping_at_the_first_project_that_does_not_fit() -> None:
    """100: the first costs 50; the second, 60, does not fit, and there it ends."""
    assert greedy_stopping(COSTS, VOTES, 100.0).tolist() == [True, False, False, False]


def test_skipping_goes_on_down_the_list() -> None:
    """100: 50, not 60, then 30 and 20."""
    assert greedy_skipping(COSTS, VOTES, 100.0).tolist() == [True, False, True, True]


def test_votes_per_cost_prefers_the_cheap() -> None:
    """Votes per unit 0.8, 0.5, 0.67, 0.9; of 70: 20, then 50; nothing is left for 30."""
    assert votes_per_cost(COSTS, VOTES, 70.0).tolist() == [True, False, False, True]


def test_ties_go_to_the_cheaper_then_to_the_one_listed_first() -> None:
    even = np.full(3, 10.0)
    made = greedy_stopping(np.array([30.0, 20.0, 20.0]), even, 20.0)
    assert made.tolist() == [False, True, False]


def test_a_project_nobody_votes_for_never_wins() -> None:
    for rule in VOTING_RULES:
        votes = np.array([[True, False]])
        assert winners(np.array([5.0, 5.0]), votes, 100.0, rule).tolist() == [
            True,
            False,
        ]


TWO_CAMPS = np.array([[1, 1, 0, 0]] * 6 + [[0, 0, 1, 1]] * 4, dtype=bool)
"""Six want projects 0 and 1, four want 2 and 3; each costs 40 and there are 80."""


def test_greedy_gives_all_to_the_larger_camp() -> None:
    costs = np.full(4, 40.0)
    for rule in ("greedy_stop", "greedy_skip", "per_cost"):
        assert winners(costs, TWO_CAMPS, 80.0, rule).tolist() == [
            True,
            True,
            False,
            False,
        ]


def test_equal_shares_by_hand() -> None:
    """8 each. Six pay 40/6 = 6.67 for project 0 and have 1.33 left; four have 32 < 40.

    Nobody's money reaches further; the 40 left over go to the most votes: project 1.
    With 100 each has 10: four reach for 40 and get project 2.
    """
    costs = np.full(4, 40.0)
    shared, purses = bought_by_shares(costs, TWO_CAMPS, 80.0)
    assert shared.tolist() == [True, False, False, False]
    assert purses == pytest.approx([8 - 40 / 6] * 6 + [8.0] * 4)
    assert equal_shares(costs, TWO_CAMPS, 80.0).tolist() == [True, True, False, False]
    shared, purses = bought_by_shares(costs, TWO_CAMPS, 100.0)
    assert shared.tolist() == [True, False, True, False]
    assert purses == pytest.approx([10 - 40 / 6] * 6 + [0.0] * 4)


def test_who_has_too_little_pays_what_she_has() -> None:
    """12: each of three has 4. Voters 0 and 1 pay 3 each for project 0 (6, ρ = ½).

    For project 1 (8) voters 1 and 2 then hold 1 + 4 = 5. With 18 each has 6; after
    project 0 they hold 3 + 6 = 9: voter 1 pays her 3 and voter 2 the other 5.
    """
    approvals = np.array([[1, 0], [1, 1], [0, 1]], dtype=bool)
    costs = np.array([6.0, 8.0])
    assert bought_by_shares(costs, approvals, 12.0)[0].tolist() == [True, False]
    won, purses = bought_by_shares(costs, approvals, 18.0)
    assert won.tolist() == [True, True]
    assert purses == pytest.approx([3.0, 0.0, 1.0])


def test_the_rule_must_exist_and_the_arrays_must_fit() -> None:
    with pytest.raises(ValueError, match="no voting rule"):
        winners(COSTS, VOTES, 1.0, "borda")
    with pytest.raises(ValueError, match="approvals"):
        winners(COSTS, VOTES, 1.0, "equal_shares")
    with pytest.raises(ValueError, match="4 projects"):
        winners(COSTS, VOTES[:2], 1.0, "greedy_stop")
    with pytest.raises(ValueError, match="cost something"):
        winners(np.array([0.0]), np.array([1.0]), 1.0, "greedy_stop")


def test_no_money_no_projects_and_no_voters_no_winners() -> None:
    nobody = np.zeros((0, 4), dtype=bool)
    for rule in VOTING_RULES:
        assert not winners(COSTS, TWO_CAMPS, 0.0, rule).any()
        assert not winners(COSTS, nobody, 100.0, rule).any()
        assert winners(np.zeros(0), np.zeros((3, 0)), 100.0, rule).size == 0


Case = tuple[np.ndarray, np.ndarray, float]


@st.composite
def ballots(draw: DrawFn) -> Case:
    projects, voters = draw(st.integers(1, 8)), draw(st.integers(1, 12))
    costs = draw(st.lists(st.integers(1, 50), min_size=projects, max_size=projects))
    cells = draw(
        st.lists(st.booleans(), min_size=projects * voters, max_size=projects * voters)
    )
    budget = float(draw(st.integers(0, 150)))
    approvals = np.array(cells).reshape(voters, projects)
    return np.array(costs, dtype=np.float64), approvals, budget


@given(ballots(), st.sampled_from(VOTING_RULES))
def test_never_over_budget_and_never_without_a_vote(case: Case, rule: str) -> None:
    costs, approvals, budget = case
    won = winners(costs, approvals, budget, rule)
    assert costs[won].sum() <= budget + 1e-6
    assert approvals.any(axis=0)[won].all()


@given(ballots())
def test_totals_are_enough_for_the_greedy_rules(case: Case) -> None:
    costs, approvals, budget = case
    for rule in VOTING_RULES[:3]:
        one = winners(costs, approvals, budget, rule)
        other = winners(costs, approvals.sum(axis=0), budget, rule)
        assert one.tolist() == other.tolist()


@given(ballots())
def test_skipping_never_funds_fewer_than_stopping(case: Case) -> None:
    costs, approvals, budget = case
    stopped = winners(costs, approvals, budget, "greedy_stop")
    skipped = winners(costs, approvals, budget, "greedy_skip")
    assert skipped[stopped].all()


@given(ballots())
def test_after_skipping_nothing_wanted_fits_any_more(case: Case) -> None:
    costs, approvals, budget = case
    for rule in VOTING_RULES[1:]:
        won = winners(costs, approvals, budget, rule)
        left = budget - costs[won].sum()
        open_ = ~won & approvals.any(axis=0)
        assert (costs[open_] > left - 1e-6).all()


@given(ballots())
def test_equal_shares_overdraw_nobody_and_pay_in_full(case: Case) -> None:
    costs, approvals, budget = case
    won, purses = bought_by_shares(costs, approvals, budget)
    assert (purses >= 0).all()
    assert purses.sum() + costs[won].sum() == pytest.approx(budget, abs=1e-6)
    # whoever approves of nothing that was bought has paid nothing
    untouched = ~(approvals & won).any(axis=1)
    assert purses[untouched] == pytest.approx(budget / len(approvals))


@given(ballots())
def test_equal_shares_stop_only_when_no_supporters_can_pay(case: Case) -> None:
    costs, approvals, budget = case
    won, purses = bought_by_shares(costs, approvals, budget)
    for place in np.flatnonzero(~won):
        assert purses[approvals[:, place]].sum() <= costs[place] + 1e-6


@given(ballots())
def test_equal_shares_serve_every_cohesive_group(case: Case) -> None:
    """Who want the same project and together hold its cost do not all go without.

    Justified representation for one project: a group whose parts of the budget reach for
    a project all of them approve has a member with a winner she approves.
    """
    costs, approvals, budget = case
    won, _ = bought_by_shares(costs, approvals, budget)
    happy = (approvals & won).any(axis=1)
    for place in range(costs.size):
        group = approvals[:, place] & ~happy
        assert group.sum() * budget / len(approvals) < costs[place] + 1e-6


@given(ballots(), st.randoms(use_true_random=False))
def test_the_order_of_voters_does_not_matter(case: Case, random: object) -> None:
    costs, approvals, budget = case
    order = list(range(len(approvals)))
    random.shuffle(order)  # type: ignore[attr-defined]
    for rule in VOTING_RULES:
        one = winners(costs, approvals, budget, rule)
        other = winners(costs, approvals[order], budget, rule)
        assert one.tolist() == other.tolist()


def share_by_halving(cost: float, held: np.ndarray) -> float:
    """Least ρ with Σ min(held, ρ · cost) = cost, by bisection; infinite if too little."""
    if held.sum() < cost - 1e-9:
        return np.inf
    low, high = 0.0, 1.0
    for _ in range(100):
        middle = (low + high) / 2
        enough = np.minimum(held, middle * cost).sum() >= cost
        low, high = (low, middle) if enough else (middle, high)
    return high


def test_equal_shares_against_a_slow_twin() -> None:
    """The plain method without remembered bounds on 60 drawn ballots."""
    rng = np.random.default_rng(5)
    for _ in range(60):
        projects, voters = rng.integers(1, 7), rng.integers(1, 15)
        costs = rng.uniform(5, 40, projects)
        approvals = rng.random((voters, projects)) < 0.4
        budget = float(rng.uniform(10, 120))
        purse, bought = np.full(voters, budget / voters), set()
        while True:
            shares = {
                (
                    round(share_by_halving(costs[p], purse[approvals[:, p]]), 9),
                    costs[p],
                    p,
                )
                for p in set(range(projects)) - bought
            }
            least, cost, place = min(shares, default=(np.inf, 0.0, -1))
            if np.isinf(least):
                break
            payers = approvals[:, place]
            purse[payers] -= np.minimum(purse[payers], least * cost)
            bought.add(place)
        made = bought_by_shares(costs, approvals, budget)[0]
        assert set(np.flatnonzero(made)) == bought
