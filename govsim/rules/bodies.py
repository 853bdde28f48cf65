"""Whom does the committee obey? Computed from who appoints, pays, grades, supervises it."""

import numpy as np
from numpy.typing import NDArray

from govsim.assumptions import Assumptions
from govsim.declare import month_step
from govsim.policy import ELECTION_RULES, Policy
from govsim.state import World

Floats = NDArray[np.float64]
RELATIONS = ("appoints", "pays", "grades", "supervises")
APPOINTED_IN_LAW = np.array([1.0, 0.7, 0.3, 0.0])
"""Street's say in choosing the committee as the rule reads, by election rule."""


def relation_weights(a: Assumptions) -> Floats:
    """Weight of the four relations, adding up to 1, eq. 3.1."""
    raw = np.array(
        [a.weight_appoints, a.weight_pays, a.weight_grades, a.weight_supervises]
    )
    return raw / raw.sum()


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
    return (weights[:, None] * above).sum(axis=0) * (guided + (1.0 - guided) * command)


@month_step(
    "3",
    "committees.hold",
    "committees.residents_hold",
    "committees.hold_parts",
    "committees.upward_weight",
    "committees.watched_above",
    "committees.watched_below",
)
def street_hold(w: World, policy: Policy, a: Assumptions) -> None:
    """Relations are counted as they are in fact, not as the law says."""
    k, o = w.committees, w.offers
    look = attention(w.communities.voices, k.watchers, a.attention_half)
    filled = k.members / np.maximum(k.seats, 1.0)
    chosen = k.contested * filled
    graded = policy.assessment_weight_residents
    above = np.stack(
        [1.0 - chosen, 1.0 - k.own_account, 1.0 - graded, 1.0 - o.oversight_open]
    )
    below = np.stack(
        [
            chosen * k.turnout_true,
            k.own_account * look,
            graded * look,
            o.oversight_open * look,
        ]
    )
    weights = relation_weights(a)
    k.hold_parts = above
    k.hold = obedience(above, weights, policy.command_intensity, a.guided)
    k.residents_hold = (weights[:, None] * below).sum(axis=0)
    k.upward_weight = a.upward_duty + a.upward_pull * k.hold
    k.watched_above = a.check_reach * k.hold
    k.watched_below = a.watch_reach * np.minimum(
        k.residents_hold / a.full_residents_hold, 1.0
    )


@month_step("3", "committees.law_hold")
def note_law(w: World, policy: Policy, a: Assumptions) -> None:
    """What the hold would be if the levers were the whole truth (for the gap only)."""
    rule = policy.election_rule.astype(np.int64)
    assert APPOINTED_IN_LAW.size == len(ELECTION_RULES)
    above = np.stack(
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
