"""Who sits in the committee and who supervises it, between elections too? (委员与监督委员)"""

import numpy as np

from govsim.assumptions import Assumptions
from govsim.columns import Floats
from govsim.declare import month_step
from govsim.rules.elections import staying, willingness
from govsim.state import World
from govsim.vocabulary import ACTIONS, INSTITUTIONS

SUPERVISION_SEATS = 3
"""Members of a supervision committee (three to five; assumption)."""
LEARNING_MONTHS = 12  # in which new members come to know the work
OVERSEE = ACTIONS.index("oversee")
TRUSTED = INSTITUTIONS.index("committee")


def resigning(base: float, steepness: float, overload: Floats) -> Floats:
    """Monthly probability that a member gives up the seat, eq. 15.9.

    Members have a life and a job besides; they leave sooner where work piles up.
    """
    more = np.minimum(np.maximum(overload - 1.0, -1.0), 1.5)
    return base * np.exp(steepness * more)


def learnt(competence: Floats, talent: Floats) -> Floats:
    """Competence a month later, eq. 15.10: a twelfth of the way to the members' talent."""
    return competence + (talent - competence) / LEARNING_MONTHS


@month_step(
    "15",
    "residents.seat",
    "residents.supervises",
    "committees.members",
    "committees.supervisors",
    "committees.competence",
    "committees.vacant",
)
def take(w: World, a: Assumptions) -> None:
    """Seats are taken after a vote, given up between votes, and filled by the street."""
    r, k, o = w.residents, w.committees, w.offers
    k.competence = learnt(k.competence, k.talent)
    load = (k.upward_load + k.service_load) / np.maximum(k.hours, 1.0)
    hazard = w.spread(resigning(a.resign_base, a.resign_load, load))
    leaves = w.uniform("resign")[0] < hazard
    r.seat, r.supervises = r.seat & ~leaves, r.supervises & ~leaves
    _sit_down(w, a)
    _find_supervisors(w, a)
    _street_fills(w)
    held = np.minimum(w.total(r.seat), k.members)
    k.members = np.where(o.street_fills, k.members, held)
    elected = 1.0 - k.members / np.maximum(k.seats, 1.0)
    k.vacant = np.where(o.street_fills, k.vacant, elected)
    own = np.minimum(w.total(r.supervises) / SUPERVISION_SEATS, 1.0)
    k.supervisors = np.where(o.street_fills, 1.0, own)


def _sit_down(w: World, a: Assumptions) -> None:
    """After a vote: incumbents residents keep, then candidates, as many as were elected."""
    r, k, first = w.residents, w.committees, w.communities.first
    if not w.offers.election_due.any():
        return
    lots = w.uniform("seats")[0]
    judged = staying(w.mean(r.trust[TRUSTED]), a.judgement)
    keep = np.where(k.contested > 0, judged, a.appointed_stay)
    for place in np.flatnonzero(w.offers.election_due).tolist():
        rows = np.arange(first[place], first[place + 1])
        order = rows[np.argsort(lots[rows], kind="stable")]
        stay = order[r.seat[order] & (lots[order] < keep[place])]
        new = order[r.candidate[order] & ~np.isin(order, stay)]
        chosen = np.concatenate([stay, new])[: int(k.members[place])]
        r.seat[rows], r.supervises[rows] = False, False
        r.seat[chosen] = True


def _find_supervisors(w: World, a: Assumptions) -> None:
    """After a vote those who inspect anyway are asked to supervise, and some agree.

    They agree as candidates do (eq. 15.1), but for what supervising takes less.
    """
    r, due = w.residents, w.offers.election_due & (w.offers.vote_open > 0)
    if not due.any():
        return
    drawn = w.uniform("supervise", 2)
    agrees = drawn[0] < willingness(
        a.stand_base + a.supervise_ease,
        r.stake,
        a.stand_stake,
        r.free_time,
        a.stand_time,
        r.belonging,
        a.stand_belonging,
        r.propensity[OVERSEE],
    )
    likely = r.habit[OVERSEE] + r.belonging + a.search_noise * drawn[1]
    asks = int(a.asks_per_seat * SUPERVISION_SEATS)
    for place in np.flatnonzero(due).tolist():
        rows = np.arange(w.communities.first[place], w.communities.first[place + 1])
        order = rows[np.argsort(-(likely - 1e3 * r.seat)[rows], kind="stable")][:asks]
        willing = order[agrees[order] & ~r.seat[order]]
        r.supervises[willing[:SUPERVISION_SEATS]] = True


def _street_fills(w: World) -> None:
    """Where the street fills seats it finds Party members for all that are empty."""
    r, k, o = w.residents, w.committees, w.offers
    if not o.street_fills.any():
        return
    short = o.street_fills & (w.total(r.seat) < k.seats)
    short |= o.street_fills & (w.total(r.supervises) < SUPERVISION_SEATS)
    if not short.any():
        return
    lots = w.uniform("street's choice")[0]
    for place in np.flatnonzero(short).tolist():
        rows = np.arange(w.communities.first[place], w.communities.first[place + 1])
        free = rows[~r.seat[rows] & ~r.supervises[rows]]
        order = free[np.argsort(lots[free] - r.party[free], kind="stable")]
        seats = max(int(k.seats[place] - r.seat[rows].sum()), 0)
        watch = max(int(SUPERVISION_SEATS - r.supervises[rows].sum()), 0)
        r.seat[order[:seats]] = True
        r.supervises[order[seats : seats + watch]] = True
