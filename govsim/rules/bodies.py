"""Whom does each body obey? Computed from who appoints, pays, grades, supervises it."""

from dataclasses import dataclass

import numpy as np

from govsim.assumptions import Assumptions
from govsim.columns import Floats
from govsim.declare import month_step
from govsim.policy import ELECTION_RULES, Policy
from govsim.state import World
from govsim.vocabulary import BODIES

RELATIONS = ("appoints", "pays", "grades", "supervises")
APPOINTED_IN_LAW = np.array([1.0, 0.7, 0.3, 0.0])
"""Street's say in choosing the committee as the rule reads, by election rule."""
assert APPOINTED_IN_LAW.size == len(ELECTION_RULES)
STREET, DEPARTMENT, RESIDENTS, PARTY, NOBODY = (
    "street",
    "line department",
    "residents",
    "Party line",
    "nobody",
)
FOUND = "as found"  # counted each month from elections, accounts and rights
USUAL_CHAIR = 0.4
"""How far secretary and director were one person in 2015 (assumption, as the lever's)."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body inside a community: to whom each of its four relations runs."""

    chinese: str
    appoints: str
    pays: str
    grades: str
    supervises: str


TABLE: dict[str, Body] = {
    "residents_committee": Body("居民委员会", FOUND, FOUND, FOUND, FOUND),
    "supervision_committee": Body("居务监督委员会", FOUND, NOBODY, FOUND, FOUND),
    "work_station": Body("社区工作站", STREET, STREET, STREET, STREET),
    "party_branch": Body("社区党组织", PARTY, STREET, PARTY, PARTY),
    "grid": Body("网格", STREET, STREET, STREET, STREET),
    "owners_committee": Body("业主委员会", RESIDENTS, RESIDENTS, RESIDENTS, STREET),
    "joint_council": Body("共治议事会", STREET, NOBODY, NOBODY, RESIDENTS),
    "police_office": Body("警务室", DEPARTMENT, DEPARTMENT, DEPARTMENT, DEPARTMENT),
    "health_station": Body(
        "卫生服务站", DEPARTMENT, DEPARTMENT, DEPARTMENT, DEPARTMENT
    ),
}
"""All bodies alike: from who appoints, pays, grades and supervises them in practice."""
assert tuple(TABLE) == BODIES
COMMITTEE, GRID = BODIES.index("residents_committee"), BODIES.index("grid")


def relation_weights(a: Assumptions) -> Floats:
    """Weight of the four relations, adding up to 1, eq. 3.1."""
    raw = np.array(
        [a.weight_appoints, a.weight_pays, a.weight_grades, a.weight_supervises]
    )
    return raw / raw.sum()


def relations_up(body: Body, principal: str, found: Floats) -> Floats:
    """Share of each relation of a body that runs to `principal`, eq. 3.4.

    1 where the table names the principal, what was `found` this month where it says so,
    else 0. Shape (relations, communities).
    """
    named = [getattr(body, relation) for relation in RELATIONS]
    fixed = np.array([float(whose == principal) for whose in named])[:, None]
    counted = np.array([whose == FOUND for whose in named])[:, None]
    return np.where(counted, found, fixed)


NONE, ALL = np.zeros((len(RELATIONS), 1)), np.ones((len(RELATIONS), 1))
TO_STREET = np.array([relations_up(body, STREET, NONE) for body in TABLE.values()])
"""1 where the table names the street; shape (bodies, relations, 1)."""
COUNTED = np.array([relations_up(b, STREET, ALL) for b in TABLE.values()]) - TO_STREET
"""1 where a relation is as found in the month; the same shape."""


def chaired(own: Floats, chair: Floats, usual: float, weight: float) -> Floats:
    """What of a relation stays with residents if the secretary chairs, eq. 3.5 (一肩挑).

    The chair is the share `weight` of the committee; as far as one person holds both
    offices (`chair`, 0–1), that share answers to the Party line. `own` is the residents'
    share at the `usual` level of the status quo.
    """
    return np.minimum(own * (1.0 - weight * chair) / (1.0 - weight * usual), 1.0)


def seen_from_above(
    check: Floats, shield: Floats, work: Floats, grid: Floats
) -> Floats:
    """Idle hours the street can see, eq. 3.6 (0–1).

    Its own checks `check` reach as far as tenure does not `shield` and as the committee
    still does the street's `work`; what is hidden from them the `grid` may report.
    """
    return 1.0 - (1.0 - check * (1.0 - shield) * work) * (1.0 - grid)


def attention(voices: Floats, watchers: Floats, half: float) -> Floats:
    """How much residents look at what the committee does, eq. 3.2 (0–1).

    Parameters
    ----------
    voices, watchers : residents who deliberate and who inspect, per 100 adults
    half : number per 100 adults at which half of what could be seen is seen
    """
    looking = voices + watchers
    return looking / (looking + half)


def obedience(above: Floats, weights: Floats, command: Floats, guided: float) -> Floats:
    """Street's hold over the committee, eq. 3.3 (事实上的上下级关系; 0–1).

    The share of its relations that run to the street, of which mere guidance leaves
    `guided` and full command all.
    """
    held = (weights[:, None] * above).sum(axis=-2)  # of one body, or of all
    return held * (guided + (1.0 - guided) * command)


@month_step(
    "3",
    "communities.bodies",
    "committees.hold",
    "committees.residents_hold",
    "committees.hold_parts",
    "committees.upward_weight",
    "committees.watched_above",
    "committees.watched_below",
    "offers.party_call",
)
def street_hold(w: World, policy: Policy, a: Assumptions) -> None:
    """Relations are counted as they are in fact, not as the law says."""
    k, c = w.committees, w.communities
    k.hold_parts, below = _relations(w, policy, a)
    weights = relation_weights(a)
    up = TO_STREET + COUNTED * k.hold_parts
    hold = obedience(up, weights, policy.command_intensity, a.guided)
    c.bodies[:] = np.minimum(hold * k.reach, 1.0).T
    k.hold = c.bodies[:, COMMITTEE].copy()
    k.residents_hold = (weights[:, None] * below).sum(axis=0)
    k.upward_weight = a.upward_duty + a.upward_pull * k.hold
    k.watched_above = seen_from_above(
        a.check_reach * k.hold,
        a.tenure_shield * k.tenured,
        k.upward_kept,
        a.grid_reach * c.bodies[:, GRID] * c.detected,
    )
    k.watched_below = a.watch_reach * np.minimum(
        k.residents_hold / a.full_residents_hold, 1.0
    )
    chair = policy.party_secretary_chairs - USUAL_CHAIR
    w.offers.party_call = 1.0 + a.party_call * chair * k.effort


def _relations(w: World, policy: Policy, a: Assumptions) -> tuple[Floats, Floats]:
    """The committee's four relations: what runs to the street, and what to residents."""
    k, o, chair = w.committees, w.offers, policy.party_secretary_chairs
    look = attention(w.communities.voices, k.watchers, a.attention_half)
    look = look * (1.0 - a.errands_seen * (1.0 - k.errands_kept))
    filled = k.members / np.maximum(k.seats, 1.0)
    chosen = chaired(k.contested * filled, chair, USUAL_CHAIR, a.chair_weight)
    graded = chaired(
        policy.assessment_weight_residents, chair, USUAL_CHAIR, a.chair_weight
    )
    own = np.array([chosen, k.own_account, graded, o.oversight_open])
    seen = np.array([k.turnout_true, look, look, look])
    return 1.0 - own, own * seen


@month_step("3", "committees.law_hold")
def note_law(w: World, policy: Policy, a: Assumptions) -> None:
    """What the hold would be if the levers were the whole truth (for the gap only)."""
    rule = policy.election_rule.astype(np.int64)
    above = np.array(
        [
            APPOINTED_IN_LAW[rule],
            1.0 - policy.finance_rights,
            1.0 - policy.assessment_weight_residents,
            1.0 - policy.supervision_rights,
        ]
    )
    w.committees.law_hold = obedience(
        above, relation_weights(a), policy.command_intensity, a.guided
    )
