"""Are complaints answered, and what does the committee report? (接诉即办)"""

import numpy as np

from govsim.assumptions import Assumptions
from govsim.columns import Floats
from govsim.declare import month_step
from govsim.policy import Policy
from govsim.state import World


def reply_rate(hours_ratio: Floats, base: float) -> Floats:
    """Probability that a complaint is answered, eq. 8.1.

    1 − (1 − base)^ratio: `base` with the service hours of the status quo where nobody
    ranks the committee (about a third of requests are answered, Chen, Pan & Xu 2016, by
    counties that were not ranked either), none without hours.
    """
    return 1.0 - np.power(1.0 - base, np.maximum(hours_ratio, 0.0))


def dressed_up(true: Floats, gaming: Floats, checked: Floats) -> Floats:
    """Reported share, eq. 8.2: the gap to full is filled by gaming where nobody checks."""
    return true + gaming * (1.0 - true) * (1.0 - checked)


@month_step("8", "committees.ranking_weight")
def rank_complaints(w: World, policy: Policy, a: Assumptions) -> None:
    """The street ranks committees; those it has a hold on feel it."""
    w.committees.ranking_weight = (
        a.ranking_pull * policy.ranking_pressure * w.committees.hold
    )


@month_step(
    "8",
    "residents.answered",
    "committees.reply_rate",
    "committees.resolution",
    "committees.reported_resolution",
    "committees.reported_compliance",
)
def answer(w: World, a: Assumptions) -> None:
    """Complaints are answered and resolved as hours and skill allow; figures go up."""
    k, r = w.committees, w.residents
    ratio = (w.hours.by_use("service") + k.station_counter) / np.maximum(
        a.reference_reply_hours * w.communities.adults, 1e-9
    )
    ratio = ratio * (1.0 + a.ranking_priority * k.ranking_weight)
    ratio = ratio * w.communities.counter_speed
    k.reply_rate = reply_rate(ratio, a.reply_base)
    k.resolution = k.reply_rate * (a.resolve_base + (1.0 - a.resolve_base) * k.skill)
    drawn = w.uniform("reply")[0]
    resolved = r.complained & (drawn < w.spread(k.resolution))
    ignored = r.complained & (drawn >= w.spread(k.reply_rate))
    r.answered = np.subtract(resolved, ignored, dtype=np.float32)
    checked = k.diversion_checked
    gaming = np.minimum(a.gaming * (k.hold + k.ranking_weight), 1.0)
    k.reported_resolution = dressed_up(k.resolution, gaming, checked)
    true = np.divide(
        k.compliance * k.upward_load,
        k.issued,
        out=np.ones(w.size),
        where=k.issued > 0,
    )
    k.reported_compliance = dressed_up(true, gaming, checked)
