"""Whom does a resident trust, after what happened to her this month? (信任)"""

import numpy as np
from numpy.typing import NDArray

from govsim.assumptions import Assumptions
from govsim.declare import month_step
from govsim.state import World
from govsim.vocabulary import ACTIONS, INSTITUTIONS

Floats = NDArray[np.float64]
CENTRE, GOVERNMENT, COMMITTEE, NGO, BUSINESS, NEIGHBOURS = range(len(INSTITUTIONS))


def answerable(known: Floats, duty: Floats) -> Floats:
    """Share of what she meets that she holds the committee answerable for, eq. 16.1.

    Where duties are known (权责清单), the committee answers for its share `duty`; else
    blame and praise are halved between committee and street.
    """
    return known * duty + (1.0 - known) * 0.5


def evidence(
    values: tuple[Floats, ...], weights: tuple[Floats, ...]
) -> tuple[Floats, Floats]:
    """Weighted mean of the events met and their total weight, eq. 16.2.

    Events that did not happen have weight 0; a month without events leaves trust alone.
    """
    total = sum(weights[1:], start=weights[0])
    summed = sum(
        (v * g for v, g in zip(values[1:], weights[1:], strict=True)),
        start=values[0] * weights[0],
    )
    mean = np.divide(summed, total, out=np.zeros_like(total), where=total > 0)
    return mean, total


def trust_after(
    trust: Floats, target: Floats, weight: Floats, up: float, ratio: float
) -> Floats:
    """Trust after the month's events, eq. 16.3: bad news moves it `ratio` times as fast.

    T ← T + α·w·(x − T) with α = up if x > T, else up · ratio (Kampen et al. 2006; sign
    firm, size not). `target` is cut to [0, 1].
    """
    gap = np.clip(target, 0.0, 1.0) - trust
    rate = np.where(gap > 0, up, up * ratio) * np.minimum(weight, 2.0)
    return trust + np.minimum(rate, 1.0) * gap


@month_step("16", "residents.trust")
def update(w: World, a: Assumptions) -> None:
    """Each institution is judged by what residents met of it."""
    r, o, k = w.residents, w.offers, w.committees
    lean = r.trust_disposition
    trust = r.trust
    answers = answerable(w.spread(o.duties_known), w.spread(o.committee_duty))
    outcome = r.satisfaction + a.experience_offset
    fair = 0.5 + a.fairness_gain * r.own_served
    complained = r.complained.astype(np.float64)
    reply = 0.5 + 0.5 * r.answered
    came = r.acts[ACTIONS.index("deliberate")].astype(np.float64)
    kept = w.spread(k.delivered * o.decided_yuan / (o.decided_yuan + a.stake_half))
    heard = r.asked | r.acts[ACTIONS.index("oversee")]
    theft = w.spread(o.theft_seen)
    told = heard * np.minimum(a.theft_weight * theft, 2.0)
    steady = np.ones_like(outcome)

    def judged(
        share: Floats, theft_share: float, meeting: float
    ) -> tuple[Floats, Floats]:
        return evidence(
            (outcome, fair, reply, kept, np.zeros_like(outcome)),
            (
                a.weight_outcome * share * 2.0,
                a.weight_fairness * share * 2.0,
                a.weight_reply * complained * share * 2.0,
                a.weight_voice * came * meeting,
                told * theft_share,
            ),
        )

    x, weight = judged(answers, 1.0, 1.0)
    committee = trust_after(
        trust[COMMITTEE], x + lean[COMMITTEE], weight, a.trust_up, a.trust_ratio
    )
    x, weight = judged(1.0 - answers, 0.5, 0.0)
    papers = w.spread(o.street_answers)
    x = x + a.papers_weight * (papers - a.papers_usual)
    street = trust_after(
        trust[GOVERNMENT],
        x + lean[GOVERNMENT] + a.street_lean,
        weight,
        a.trust_up,
        a.trust_ratio,
    )
    centre = trust_after(
        trust[CENTRE],
        a.centre_level + lean[CENTRE] + a.centre_pass * (street - 0.5),
        steady * 0.5,
        a.trust_up,
        a.trust_ratio,
    )
    bought = w.spread(w.partners.contract_quality * (w.partners.contract_with >= 0))
    met = w.spread((w.partners.contract_with >= 0).astype(np.float64)) * a.ngo_met
    ngo = trust_after(trust[NGO], bought + lean[NGO], met, a.trust_up, a.trust_ratio)
    firm = w.spread(o.firm_service) * r.place_access
    here = w.spread(w.partners.firm_present.astype(np.float64)) * a.firm_met
    business = trust_after(
        trust[BUSINESS], firm + lean[BUSINESS], here, a.trust_up, a.trust_ratio
    )
    together = (came + r.acts[ACTIONS.index("volunteer")]) > 0
    around = w.residents.gift > 0
    meeting_value = a.neighbour_base + a.neighbour_together * together + 0.1 * around
    neighbours = trust_after(
        trust[NEIGHBOURS],
        meeting_value + lean[NEIGHBOURS],
        a.neighbour_met * (0.3 + together),
        a.trust_up,
        a.trust_ratio,
    )
    r.trust = talked(
        np.stack([centre, street, committee, ngo, business, neighbours]),
        r.neighbours,
        a.social_learning,
        a.confidence_bound,
    )


def talked(
    trust: Floats, neighbours: NDArray[np.int64], weight: float, bound: float
) -> Floats:
    """Trust after talk with contacts whose view is near enough, eq. 16.4 (bad news × 2)."""
    moved = trust.copy()
    for place in (GOVERNMENT, COMMITTEE):
        gap = trust[place][neighbours].sum(axis=0) / len(neighbours) - trust[place]
        pull = np.where(gap < 0, 2.0 * weight, weight) * (np.abs(gap) < bound)
        moved[place] = trust[place] + pull * gap
    return moved
