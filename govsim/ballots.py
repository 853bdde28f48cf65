"""Which projects win when residents vote on a sum of money? (参与式预算的计票规则)

Pure functions over costs, votes and a budget; they know nothing of communities. Projects
are told apart by their place in the arrays. Greedy rules need totals of votes only;
equal shares need each voter's approvals. Ties go to the cheaper project, then to the one
listed first. Rules and their names: Rey & Maly 2023 (survey of participatory budgeting);
equal shares: Peters, Pierczyński & Skowron 2021.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from govsim.columns import Flags, Floats, Rows

VOTING_RULES = ("greedy_stop", "greedy_skip", "per_cost", "equal_shares")
"""Words for the four rules, in the order of the lever's choices."""
TOLERANCE = 1e-9
"""Share of the budget by which rounding may exceed it."""


def winners(
    costs: Floats, votes: NDArray[np.generic], budget: float, rule: str
) -> Flags:
    """Projects that win under a rule.

    Parameters
    ----------
    costs : cost of each project, shape (projects,), all positive [money]
    votes : totals of votes, shape (projects,), or approvals, shape (voters, projects)
    budget : money there is
    rule : one of VOTING_RULES; `equal_shares` needs approvals

    Returns
    -------
    whether each project wins, shape (projects,); those without a vote never do

    Raises
    ------
    ValueError
        For an unknown rule, arrays that do not fit, costs that are not positive, and
        totals under `equal_shares`.
    """
    costs = np.asarray(costs, dtype=np.float64)
    given = np.asarray(votes)
    if rule not in VOTING_RULES:
        raise ValueError(f"{rule!r} is no voting rule; there are {VOTING_RULES}")
    if given.shape[-1:] != costs.shape or given.ndim not in (1, 2):
        raise ValueError(f"votes of shape {given.shape} for {costs.size} projects")
    if not (costs > 0).all():
        raise ValueError("every project must cost something")
    if rule == "equal_shares":
        if given.ndim == 1:
            raise ValueError("equal shares need approvals, not totals of votes")
        return equal_shares(costs, given.astype(np.bool_), budget)
    totals = given if given.ndim == 1 else given.sum(axis=0)
    return GREEDY[rule](costs, totals.astype(np.float64), budget)


def greedy_stopping(costs: Floats, votes: Floats, budget: float) -> Flags:
    """Most votes first; the first project that does not fit ends the list, eq. 26.9."""
    order = _ranked(votes, costs)
    fits = np.cumsum(costs[order]) <= _most(budget)
    fits &= votes[order] > 0
    won = np.zeros(costs.size, dtype=np.bool_)
    won[order] = np.logical_and.accumulate(fits)
    return won


def greedy_skipping(costs: Floats, votes: Floats, budget: float) -> Flags:
    """Most votes first; what does not fit is passed over, eq. 26.10."""
    return _fill(_ranked(votes, costs), costs, votes, budget)


def votes_per_cost(costs: Floats, votes: Floats, budget: float) -> Flags:
    """Most votes per unit of cost first; what does not fit is passed over, eq. 26.11."""
    return _fill(_ranked(votes / costs, costs), costs, votes, budget)


def equal_shares(costs: Floats, approvals: Flags, budget: float) -> Flags:
    """Method of equal shares with cost utilities, completed by greedy skipping, eq. 26.12.

    Every voter gets the same part of the budget. A project costs its supporters the same
    part ρ of its cost, or all that one has left if that is less; the project with the
    smallest ρ is bought next, until nobody's money reaches for another. What is left over
    then buys projects by number of votes, whoever's money it was.

    `approvals` has shape (voters, projects).
    """
    shared, _ = bought_by_shares(costs, approvals, budget)
    votes = approvals.sum(axis=0).astype(np.float64)
    left = budget - float(costs[shared].sum())
    rest = np.where(shared, 0.0, votes)
    return shared | greedy_skipping(costs, rest, left)


def bought_by_shares(
    costs: Floats, approvals: Flags, budget: float
) -> tuple[Flags, Floats]:
    """What equal shares alone buy, and the money each voter has left.

    A project's ρ never falls as money is spent, so an old one is a lower bound and only
    projects whose bound is smallest are looked at again.
    """
    voters, projects = approvals.shape
    won = np.zeros(projects, dtype=np.bool_)
    purse = np.full(voters, budget / voters if voters else 0.0)
    support = approvals.sum(axis=0)
    bound = np.where(support > 0, 1.0 / np.maximum(support, 1), np.inf)
    while (best := _cheapest_share(costs, approvals, purse, bound)) >= 0:
        payers = approvals[:, best]
        part = np.minimum(purse[payers], bound[best] * costs[best])
        purse[payers] -= part
        won[best], bound[best] = True, np.inf
    return won, purse


def _cheapest_share(
    costs: Floats, approvals: Flags, purse: Floats, bound: Floats
) -> int:
    """The affordable project with the smallest ρ, −1 if there is none.

    `bound` is brought up to date for the projects looked at.
    """
    best, least = -1, np.inf
    for place in _ranked(-bound, costs).tolist():
        if np.isinf(bound[place]) or bound[place] > least * (1.0 + TOLERANCE):
            break
        bound[place] = _share(costs[place], purse[approvals[:, place]])
        tied = bound[place] <= least * (1.0 + TOLERANCE)
        cheaper = best < 0 or (costs[place], place) < (costs[best], best)
        if bound[place] < least * (1.0 - TOLERANCE) or (tied and cheaper):
            best, least = place, float(bound[place])
    return best if np.isfinite(least) else -1


def _share(cost: float, purses: Floats) -> float:
    """Smallest ρ with Σ min(purse, ρ · cost) = cost; infinite if purses do not reach."""
    if purses.sum() < cost * (1.0 - TOLERANCE):
        return float(np.inf)
    held = np.sort(purses)
    spent = np.concatenate([[0.0], np.cumsum(held)[:-1]])
    price = (cost - spent) / np.arange(held.size, 0, -1)
    enough = np.flatnonzero(price <= held * (1.0 + TOLERANCE))
    place = enough[0] if enough.size else held.size - 1
    return float(price[place] / cost)


def _fill(order: Rows, costs: Floats, votes: Floats, budget: float) -> Flags:
    """Projects in this order as far as each still fits."""
    won = np.zeros(costs.size, dtype=np.bool_)
    left = _most(budget)
    for place in order:
        if votes[place] > 0 and costs[place] <= left:
            won[place] = True
            left -= costs[place]
    return won


def _ranked(value: Floats, costs: Floats) -> Rows:
    """Places by value from high to low; ties: cheaper, then listed first."""
    return np.lexsort((np.arange(costs.size), costs, -value))


def _most(budget: float) -> float:
    """The budget with room for rounding."""
    return budget * (1.0 + TOLERANCE)


type Rule = Callable[[Floats, Floats, float], Flags]

GREEDY: dict[str, Rule] = {
    "greedy_stop": greedy_stopping,
    "greedy_skip": greedy_skipping,
    "per_cost": votes_per_cost,
}
