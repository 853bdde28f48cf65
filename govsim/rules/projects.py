"""Which projects does the residents' fund pay for, and when? (居民议事资金的项目)

Once a fiscal year those who come propose projects, proposals are held against a negative
list, those who come vote, and what won goes through the steps of approval. Payment
follows in `decisions.choose_spending`, as money and hands allow.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from govsim.arithmetic import between
from govsim.assumptions import Assumptions
from govsim.ballots import VOTING_RULES, winners
from govsim.columns import Flags, Floats, Rows
from govsim.declare import month_step
from govsim.policy import Policy
from govsim.state import World
from govsim.vocabulary import ACTIONS, CLAIMS, DOMAINS

YEAR = 12
BALLOT_MONTH = 2  # month of the fiscal year from which the vote may be held
MOST_PROPOSALS = 30
MOST_STEPS = 6
LOTS = 6 + MOST_STEPS  # numbers drawn for each proposal
DELIBERATE = ACTIONS.index("deliberate")
PAPERS = CLAIMS.index("projects")


def proposals_made(came: int, adults: float, full: float, half: float) -> int:
    """Number of projects proposed, eq. 26.1.

    The list fills with the share of adults who come, not with their number:
    full · v / (v + half) with v who came per 100 adults; nobody proposes two.
    """
    per_100 = 100.0 * came / max(adults, 1.0)
    wanted = full * per_100 / (per_100 + half) if came else 0.0
    return int(min(np.ceil(wanted), came, MOST_PROPOSALS))


def proposed_costs(
    lots: Floats, budget: float, usual: float, part: float, spread: float
) -> Floats:
    """What projects would cost, eq. 26.2 [yuan].

    Lognormal with mean min(usual, part · budget): a small fund is cut into smaller
    projects, a large one into more. Nobody proposes more than there is.
    """
    mean = min(usual, part * budget)
    spreads = np.exp(spread * ndtri(between(lots, 1e-6, 1 - 1e-6)) - spread**2 / 2)
    return np.minimum(mean * spreads, budget)


def approvals(needs: Floats, taste: Floats, appeal: Floats, least: float) -> Flags:
    """Whom each voter approves of, eq. 26.3 (voter, project).

    She approves where her need of the project's domain (`needs`), as she weighs it that
    day (`taste`), times the project's `appeal` reaches `least`.
    """
    return needs * taste * appeal >= least


def slipping(steps: int, catch: float) -> float:
    """Chance that a project against the rules gets through, eq. 26.4: (1 − catch)^steps."""
    return float((1.0 - catch) ** steps)


def approval_months(lots: Floats, steps: int, months: float) -> Floats:
    """Time the approval of each project takes, eq. 26.5 [months].

    One exponential wait of mean `months` for each step; `lots` has shape
    (projects, MOST_STEPS), so that one step more only adds to what was.
    """
    waits = -months * np.log1p(-np.minimum(lots, 1.0 - 1e-9))
    return waits[:, :steps].sum(axis=1)


def still_covered(left: Floats, voted: Rows, money: float) -> Flags:
    """Open projects the money set aside still reaches for, oldest first, eq. 26.6."""
    order = np.argsort(voted, kind="stable")
    kept = np.zeros(left.size, dtype=np.bool_)
    kept[order] = np.cumsum(left[order]) <= money * (1.0 + 1e-9)
    return kept & (left > 0)


def paper_hours(yuan: Floats, steps: Floats, hours: float, usual: float) -> Floats:
    """Committee hours that approval papers take, eq. 26.7 [h].

    `hours` for a step of a project of `usual` size; larger ones take more.
    """
    return hours * steps * yuan / usual


def payments(wanted: Floats, money: Floats, voted: Rows) -> Floats:
    """What each project gets this month, eq. 26.8 [yuan] (community, project).

    Older ones first, those voted together in the order of the list, until the money
    is gone.
    """
    made = np.zeros(wanted.shape)
    if not wanted.any():
        return made
    places, order = np.arange(len(voted))[:, None], voted.argsort(axis=1, kind="stable")
    queue = wanted[places, order]
    before = queue.cumsum(axis=1) - queue
    made[places, order] = np.minimum(np.maximum(money[:, None] - before, 0.0), queue)
    return made


def by_project(paid: Floats, domain: Rows) -> Floats:
    """Payments for projects summed by domain [yuan] (community, domain)."""
    if not paid.any():
        return np.zeros((len(paid), len(DOMAINS)))
    serves = domain[:, None, :] == np.arange(len(DOMAINS))[:, None]
    return (paid[:, None, :] * serves).sum(axis=2)


def carry_out(w: World, paid: Floats) -> tuple[Floats, Floats]:
    """Projects are paid for and finished; worth of those kept and those broken [yuan].

    A project is promised for the fiscal year; one that is not finished when a year ends
    is a promise broken, each year again.
    """
    c = w.communities
    if not c.project_left.any():
        c.projects_done = np.zeros(w.size)
        return np.zeros(w.size), np.zeros(w.size)
    open_, left = c.project_left > 0, c.project_left - paid
    done = open_ & (left <= 1e-6 * c.project_yuan)
    c.project_left = np.where(done, 0.0, left)
    c.projects_done = done.sum(axis=1).astype(np.float64)
    kept = (c.project_yuan * done).sum(axis=1)
    if w.month % YEAR > 0:
        return kept, np.zeros(w.size)
    return kept, (c.project_yuan * (c.project_left > 0)).sum(axis=1)


@dataclass(frozen=True, slots=True)
class Proposals:
    """What stands on one community's list this year, one row each."""

    cost: Floats  # [yuan]
    domain: Rows
    proposer: Rows  # place among those who came
    appeal: Floats
    steered: Flags  # serves the best-off, if nobody notices
    struck: Flags  # found against the negative list
    months: Floats  # time its approval takes


@month_step(
    "26",
    "communities.last_ballot",
    "communities.project_left",
    "communities.project_yuan",
    "communities.project_domain",
    "communities.project_ready",
    "communities.project_voted",
    "communities.project_proposer",
    "communities.project_steered",
    "committees.claims",
)
def hold_ballot(w: World, policy: Policy, a: Assumptions) -> None:
    """Once a year, when somebody comes: propose, screen, vote and hand to approval."""
    c, k = w.communities, w.committees
    k.claims[PAPERS] = 0.0
    came = w.total(w.residents.acts[DELIBERATE])
    year_end = (w.month - 1) // YEAR * YEAR + YEAR
    open_ = w.month > year_end - YEAR + BALLOT_MONTH - 1
    due = (c.last_ballot <= year_end - YEAR) & (policy.resident_fund_yuan > 0)
    due &= (came > 0) & open_
    if not due.any():
        return
    coming = policy.resident_fund_yuan / YEAR * c.adults * (year_end - w.month)
    money = (1.0 - a.community_overhead) * (w.money.balance("fund") + coming)
    taste = w.uniform("taste for projects", len(DOMAINS))
    for place in np.flatnonzero(due).tolist():
        budget = _settle_old(w, place, money[place], coming[place], a)
        if budget > 0:
            _vote(w, policy, a, place, budget, taste)
            c.last_ballot[place] = w.month
    new = (c.project_yuan * (c.project_voted == w.month)).sum(axis=1)
    k.claims[PAPERS] = paper_hours(
        new * due, np.floor(policy.fund_rules), a.step_hours, a.project_yuan
    )


def _settle_old(
    w: World, place: int, money: float, coming: float, a: Assumptions
) -> float:
    """Money for new projects, once old ones without money of their own are given up."""
    c = w.communities
    held = money - (1.0 - a.community_overhead) * coming
    kept = still_covered(c.project_left[place], c.project_voted[place], held)
    c.project_left[place, ~kept] = 0.0
    free = int((c.project_left[place] <= 0).sum())
    return float(money - c.project_left[place].sum()) if free else 0.0


def _vote(
    w: World,
    policy: Policy,
    a: Assumptions,
    place: int,
    budget: float,
    taste: Floats,
) -> None:
    """One community's list and ballot; winners take the empty places of its list."""
    c, r = w.communities, w.residents
    rows = slice(c.first[place], c.first[place + 1])
    voters = np.flatnonzero(r.acts[DELIBERATE, rows]) + int(c.first[place])
    steps = int(policy.fund_rules[place])
    made = _propose(w, a, place, voters, budget, steps)
    weighs = np.exp(a.ballot_noise * ndtri(between(taste[:, voters], 1e-6, 1 - 1e-6)))
    yes = approvals(
        r.needs[:, voters][made.domain].T,
        weighs[made.domain].T,
        made.appeal,
        a.approve_need,
    )
    rule = VOTING_RULES[int(policy.fund_voting_rule[place])]
    won = np.flatnonzero(winners(made.cost, yes & ~made.struck, budget, rule))
    spots = np.flatnonzero(c.project_left[place] <= 0)[: won.size]
    won = won[: spots.size]
    theirs = _elite_domains(w, place)
    c.project_left[place, spots] = c.project_yuan[place, spots] = made.cost[won]
    c.project_domain[place, spots] = np.where(
        made.steered[won], theirs[won], made.domain[won]
    )
    c.project_ready[place, spots] = w.month + 1 + made.months[won]
    c.project_voted[place, spots] = w.month
    c.project_proposer[place, spots] = r.slot[voters[made.proposer[won]]]
    c.project_steered[place, spots] = made.steered[won]


def _propose(
    w: World, a: Assumptions, place: int, voters: Rows, budget: float, steps: int
) -> Proposals:
    """Proposals of those who came, from their own needs; the list strikes some."""
    c = w.communities
    number = proposals_made(
        voters.size, float(c.adults[place]), a.proposals_full, a.voice_half
    )
    drawn = w.draws.at("proposals", w.names[place])
    lots = drawn.random((MOST_PROPOSALS, LOTS))[:number]
    who = (lots[:, 0] * voters.size).astype(np.int64)
    wants = np.cumsum(w.residents.needs[:, voters[who]], axis=0)
    domain = (lots[:, 1] * wants[-1] >= wants[:-1]).sum(axis=0)
    off = a.unfit_share + (1.0 - a.unfit_share) * c.steered[place]
    against = lots[:, 4] < off
    found = lots[:, 5] >= slipping(steps, a.step_catch)
    return Proposals(
        cost=proposed_costs(
            lots[:, 2], budget, a.project_yuan, a.project_part, a.project_spread
        ),
        domain=domain,
        proposer=who,
        appeal=np.exp(a.appeal_spread * ndtri(between(lots[:, 3], 1e-6, 1 - 1e-6))),
        steered=against & ~found,
        struck=against & found,
        months=approval_months(lots[:, 6:], steps, a.step_months),
    )


def _elite_domains(w: World, place: int) -> Rows:
    """Domains that projects steered to the best-off would serve, by their needs."""
    lots = w.draws.at("steered projects", w.names[place]).random(MOST_PROPOSALS)
    wants = np.cumsum(w.communities.elite_needs[place])
    return (lots[:, None] * wants[-1] >= wants[:-1]).sum(axis=1)
