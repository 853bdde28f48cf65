"""What does it cost that many must agree, and what does it bring? (多方主体与共治议事会)"""

import numpy as np

from govsim.assumptions import Assumptions
from govsim.columns import Floats
from govsim.declare import month_step
from govsim.policy import LEVERS, Policy
from govsim.rules.decisions import department_allocation, presence
from govsim.state import World
from govsim.vocabulary import BODIES, CLAIMS

TALK = CLAIMS.index("coordination")
SUPERVISION, STATION, BRANCH, GRID, OWNERS, COUNCIL = map(
    BODIES.index,
    (
        "supervision_committee",
        "work_station",
        "party_branch",
        "grid",
        "owners_committee",
        "joint_council",
    ),
)
ADVICE, MAJORITY, CONSENT = range(len(LEVERS["joint_council_rule"].choices))
SITS = ("street", "committee", "residents", "ngos", "firms")
OWN_SEATS = 2.0
"""Seats of the street and of the committee at a joint council, each (assumption)."""
SHARES = np.array([0.5, 0.25, 0.25])
"""Of the other seats: residents', NGOs' and firms' share (assumption)."""
FIRMS_WANT = np.array([0.0, 0.0, 0.3, 0.4, 0.3, 0.0, 0.0])
"""What firms at the table want money for: order, green and upkeep (assumption)."""


def pairs(parties: Floats) -> Floats:
    """Pairs of bodies that must agree, eq. 24.1."""
    return np.maximum(parties * (parties - 1.0) / 2.0, 0.0)


def talk_factor(
    clarity: Floats, unclear: float, coordination: Floats, saves: float
) -> Floats:
    """How much talk a pair needs, eq. 24.2 (1: clear duties and nobody coordinates above)."""
    return (1.0 + unclear * (1.0 - clarity)) * (1.0 - saves * coordination)


def votes(seats: Floats, obeys: Floats, rule: Floats) -> Floats:
    """Weight of each party in what the council wants, eq. 24.3, (parties, communities).

    An obedient committee votes with the street. Advice counts heads, a majority gives
    the larger blocs more than their share, consent gives everybody at the table alike.
    """
    blocs = seats.copy()
    blocs[0] += obeys * seats[1]
    blocs[1] *= 1.0 - obeys
    weight = blocs
    if (rule != ADVICE).any():
        weight = np.where(rule == CONSENT, np.minimum(blocs, 1.0), blocs)
        weight = np.where(rule == MAJORITY, blocs**2, weight)
    total = weight.sum(axis=0)
    return np.divide(weight, total, out=np.zeros(weight.shape), where=total > 0)


def rounds(parties: Floats, rule: Floats) -> Floats:
    """Rounds a council needs to decide, eq. 24.4.

    One for advice, one for each party to be heard before a vote, one for each pair if
    each may say no.
    """
    heard = np.where(rule == CONSENT, pairs(parties), parties - 1.0)
    return np.where(rule == ADVICE, 1.0, np.maximum(heard, 1.0))


def distance(one: Floats, other: Floats) -> Floats:
    """Share of the money two allocations put to different domains, eq. 24.5 (0–1)."""
    return 0.5 * np.abs(one - other).sum(axis=-1)


def standing_behind(needed: Floats, apart: Floats, quarrel: float) -> Floats:
    """How far a party stands behind what is done, eq. 24.6 (0–1).

    In full as far as its own word was `needed` for it; else the less, the farther what
    is done lies from what it wants (`apart`, eq. 24.5).
    """
    return needed + (1.0 - needed) * np.exp(-apart / quarrel)


def word_needed(weight: Floats, say: Floats, rule: Floats) -> Floats:
    """How far nothing is done without a party's word, eq. 24.7 (0–1).

    By advice never, by majority with its weight in the vote, by consent always; and
    only as far as the council decides (`say`).
    """
    needed = np.where(rule == CONSENT, 1.0, weight)
    return say * np.where(rule == ADVICE, 0.0, needed)


@month_step(
    "24",
    "communities.council_say",
    "communities.council_needs",
    "communities.council_delay",
    "communities.council_accepts",
    "communities.council_parties",
    "communities.council_seats",
)
def sit(w: World, policy: Policy, a: Assumptions) -> None:
    """Street, committee, residents, NGOs and firms sit down together, if they come."""
    c, k, rule = w.communities, w.committees, policy.joint_council_rule
    exists = policy.joint_council_seats > 0
    offered, seats = _seats(w, policy, a)
    wants = _wants(w)
    weight = votes(seats, k.hold, rule)
    c.council_needs = (weight[:, :, None] * wants).sum(axis=0)
    if not exists.any():
        _nobody_sits(w)
        return
    came = seats[2:].sum(axis=0) / np.maximum(policy.joint_council_seats, 1e-9)
    binds = np.where(rule == ADVICE, a.advice_weight, 1.0)
    c.council_say = np.where(exists, binds * came, 0.0)
    say = c.council_say[:, None]
    done = say * c.council_needs + (1.0 - say) * wants[0]
    needed = word_needed(weight, c.council_say, rule)
    behind = standing_behind(needed, distance(done, wants), a.quarrel)
    heads = np.maximum(offered.sum(axis=0), 1e-9)
    c.council_accepts = np.where(exists, (seats * behind).sum(axis=0) / heads, 0.0)
    _take_time(w, a, seats * exists, rule)


def _nobody_sits(w: World) -> None:
    """Without a council nothing is said in it, accepted or waited for."""
    c = w.communities
    c.council_say, c.council_accepts, c.council_delay = np.zeros((3, w.size))
    c.council_parties, c.council_seats = np.zeros((2, w.size))


def _take_time(w: World, a: Assumptions, seats: Floats, rule: Floats) -> None:
    """How long the council's decisions take, and whose consent they need."""
    c, k = w.communities, w.committees
    table = np.minimum(seats, 1.0)
    table[1] *= 1.0 - k.hold
    unclear = talk_factor(k.clarity, a.unclear_talk, np.zeros(w.size), 0.0)
    length = a.council_months * rounds(table.sum(axis=0), rule) * unclear
    c.council_seats = seats.sum(axis=0)
    c.council_delay = np.where(c.council_seats > 0, length, 0.0)
    c.council_parties = rule / CONSENT * table[2:].sum(axis=0)


def _seats(w: World, policy: Policy, a: Assumptions) -> tuple[Floats, Floats]:
    """Seats offered to each party and seats filled, (parties, communities)."""
    p = w.partners
    offered = np.zeros((len(SITS), w.size))
    offered[:2] = OWN_SEATS
    if not policy.joint_council_seats.any():
        return offered, offered
    offered[2:] = SHARES[:, None] * policy.joint_council_seats
    ngos = np.bincount(p.home[p.is_ngo & p.active], minlength=w.size)
    filled = offered.copy()
    filled[2] *= presence(w.communities.voices, a.voice_half)
    filled[3] = np.minimum(offered[3], ngos)
    filled[4] *= p.firm_present
    return offered, filled


def _wants(w: World) -> Floats:
    """What each party at the table wants the money for, (parties, communities, domains).

    The street what departments want; the committee that as far as it obeys, else what
    residents need; residents what those who come need; NGOs what their clients need.
    """
    c, hold = w.communities, w.committees.hold[:, None]
    street = department_allocation(
        c.needs, c.adults, c.department_knows[:, None], w.shared, c.told_apart[:, None]
    )
    wants = np.empty((len(SITS), *street.shape))
    wants[0], wants[1] = street, hold * street + (1.0 - hold) * c.needs
    wants[2], wants[3], wants[4] = c.voice_needs, c.needs, FIRMS_WANT
    return wants


@month_step("24", "communities.parties", "committees.claims")
def coordinate(w: World, policy: Policy, a: Assumptions) -> None:
    """Bodies that answer to different masters have to talk; a council has to be held."""
    c, k = w.communities, w.committees
    there = _bodies_there(w, policy)
    own_mind = (there * (1.0 - c.bodies)).sum(axis=1)
    c.parties = 1.0 + own_mind + c.council_parties
    factor = talk_factor(
        k.clarity, a.unclear_talk, policy.department_coordination, a.coordinated_talk
    )
    hours = a.pair_hours * pairs(c.parties) * factor + a.seat_hours * c.council_seats
    k.claims[TALK] = hours * c.adults


def _bodies_there(w: World, policy: Policy) -> Floats:
    """How far each body exists as one of its own, (communities, bodies)."""
    k, p = w.committees, w.partners
    there = np.ones((w.size, len(BODIES)))
    there[:, SUPERVISION] = w.offers.oversight_open
    there[:, STATION] = np.divide(  # of last month's station; all may have left since
        k.station_workers, k.workers, out=np.zeros(w.size), where=k.workers > 0
    )
    there[:, BRANCH] = 1.0 - policy.party_secretary_chairs
    there[:, GRID] = w.communities.detected
    there[:, OWNERS] = p.firm_present * p.owners_pressure
    there[:, COUNCIL] = 0.0  # its members are counted one by one
    return there
