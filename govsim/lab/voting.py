"""Do votes pick what residents need, and do our rules pick what real votes did? (投票)"""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from govsim.assumptions import Assumptions, assumptions
from govsim.ballots import VOTING_RULES, winners
from govsim.columns import Flags, Floats, Rows
from govsim.errors import BadInput
from govsim.lab.field import towns
from govsim.lab.numbers import COLUMNS, Cells, Experiment, Parameters, Seed, generator
from govsim.rules.decisions import department_allocation, mixed
from govsim.rules.projects import approvals, proposed_costs

ELECTIONS = "participatory_budget_elections.csv"
PROJECTS = "participatory_budget_projects.csv"
NEEDED = {
    ELECTIONS: ("election", "budget", "vote_type", "rule"),
    PROJECTS: ("election", "cost", "votes", "selected"),
}


def ballots_of(folder: str | Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The two tables of participatory-budget ballots in a folder.

    Raises
    ------
    BadInput
        If a table or a column is missing.
    """
    tables, faults = [], []
    for name, columns in NEEDED.items():
        path = Path(folder) / name
        if not path.is_file():
            faults.append(f"{name} is not in {folder}.")
            continue
        frame = pd.read_csv(path)
        lacking = [column for column in columns if column not in frame.columns]
        faults += [f"{name} has no column {column}." for column in lacking]
        tables.append(frame)
    if faults:
        raise BadInput(*faults)
    return tables[0], tables[1]


def reproduced(
    folder: str | Path, *, rule: str = "greedy_stop", counted_by: str = "greedy-no-skip"
) -> pd.DataFrame:
    """One row per real approval ballot: whether the official winners come out.

    Parameters
    ----------
    folder : folder with Pabulib's tables of elections and projects (not shipped)
    rule : rule of `govsim.ballots` that counts the votes' totals
    counted_by : ballots taken, by the rule the source says they were counted by

    Returns
    -------
    columns election, projects, won (official), same (bool)
    """
    if rule not in VOTING_RULES[:3]:
        raise BadInput(f"rule = {rule!r}: one of {', '.join(VOTING_RULES[:3])}.")
    elections, projects = ballots_of(folder)
    taken = elections[
        (elections["vote_type"] == "approval") & (elections["rule"] == counted_by)
    ]
    budgets = dict(zip(taken["election"], taken["budget"], strict=True))
    listed = projects[projects["election"].isin(budgets) & (projects["cost"] > 0)]
    rows = []
    for election, own in listed.groupby("election"):
        official = own["selected"].to_numpy() == 1  # 2: paid from other money
        if not official.any():
            continue
        votes = own["votes"].to_numpy(dtype=np.float64)
        costs = own["cost"].to_numpy(dtype=np.float64)
        won = winners(costs, votes, float(budgets[election]), rule)
        rows.append(
            (election, len(own), int(official.sum()), bool((won == official).all()))
        )
    return pd.DataFrame(rows, columns=["election", "projects", "won", "same"])


def fund_vote(
    folder: str | Path, *, counted_by: str = "greedy-no-skip"
) -> pd.DataFrame:
    """A15: share of real ballots whose official winners each greedy rule reproduces.

    Takes the folder with the Pabulib tables, which are not shipped. Columns: outcome,
    condition (the rule), period, mean, low and high, n ballots. All ballots are counted,
    not a sample, so that low and high are the share itself.
    """
    rows = []
    for rule in VOTING_RULES[:3]:
        same = reproduced(folder, rule=rule, counted_by=counted_by)["same"]
        values = same.to_numpy(dtype=np.float64)
        if not values.size:
            raise BadInput(f"No approval ballot counted by {counted_by!r} in {folder}.")
        share = float(values.mean())
        rows.append(("winners reproduced", rule, 1, share, share, share, values.size))
    return pd.DataFrame(rows, columns=list(COLUMNS))


@Experiment
def committee_or_vote(
    *,
    rng: Seed = 1,
    sessions: int = 30,
    adults: int = 400,
    budget: float = 350_000.0,
    projects: int = 14,
    turnout: float = 0.05,
    rule: str = "greedy_skip",
    parameters: Parameters = None,
) -> Cells:
    """A committee's choice from a list of projects against a vote on the same list.

    Outcome "needs met": mean over all adults of their need of the domains the money went
    to, over what it would be if every domain got the same (1). The list is drawn from
    residents' needs. Conditions: "all vote"; "few vote", of those at random the part
    `turnout`; "committee", which ranks by what it knows of needs without contact and for
    the rest by departments' pattern; and "informed committee", which knows mean needs.
    """
    a = assumptions(parameters)
    gen = generator(rng)
    w = towns(gen, sessions, adults, a)
    c, needs = w.communities, w.residents.needs
    pattern = department_allocation(c.needs, c.adults, a.department_information, False)
    known = mixed(c.needs, pattern, np.full(w.size, a.committee_information))
    met: dict[tuple[str, str, int], list[float]] = {}
    for place in range(w.size):
        own = needs[:, c.first[place] : c.first[place + 1]]
        listed = _proposed(gen, own, projects, budget, a)
        few = gen.random(own.shape[1]) < turnout
        scores = {
            "all vote": listed.approved.sum(axis=0),
            "few vote": listed.approved[few].sum(axis=0),
            "committee": known[place, listed.domain],
            "informed committee": c.needs[place, listed.domain],
        }
        for arm, votes in scores.items():
            won = winners(listed.costs, votes, budget, rule)
            met.setdefault(("needs met", arm, 1), []).append(_met(own, listed, won))
    return {key: np.array(values) for key, values in met.items()}


class Proposed(NamedTuple):
    """Projects on a ballot: their domains and costs, and which resident likes which."""

    domain: Rows  # (project)
    costs: Floats  # (project) [yuan]
    approved: Flags  # (resident, project)


def _proposed(
    gen: np.random.Generator, own: Floats, projects: int, budget: float, a: Assumptions
) -> Proposed:
    """A list drawn from residents' needs (domain, resident), and their approvals."""
    who = gen.integers(own.shape[1], size=projects)
    wants = np.cumsum(own[:, who], axis=0)
    domain = (gen.random(projects) * wants[-1] >= wants[:-1]).sum(axis=0)
    costs = proposed_costs(
        gen.random(projects), budget, a.project_yuan, a.project_part, a.project_spread
    )
    appeal = np.exp(a.appeal_spread * gen.standard_normal(projects))
    taste = np.exp(a.ballot_noise * gen.standard_normal(own.T.shape))
    yes = approvals(own.T[:, domain], taste[:, domain], appeal, a.approve_need)
    return Proposed(domain, costs, yes)


def _met(own: Floats, listed: Proposed, won: Flags) -> float:
    """Mean need of the domains the money went to, 1 if all domains got the same."""
    spent = np.bincount(
        listed.domain[won], weights=listed.costs[won], minlength=len(own)
    )
    share = spent / max(spent.sum(), 1e-9)
    return float(share @ own.mean(axis=1)) * len(own)
