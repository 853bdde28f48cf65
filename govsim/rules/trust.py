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


def evidence(values: list[Floats], weights: list[Floats]) -> tuple[Floats, Floats]:
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
    r = w.residents
    answers = answerable(
        w.spread(w.offers.duties_known), w.spread(w.offers.committee_duty)
    )
    committee = _committee(w, answers, a)
    street = _street(w, 1.0 - answers, a)
    centre = _after(
        w,
        CENTRE,
        a.centre_level + a.centre_pass * (street - 0.5),
        np.full(street.size, 0.5),
        a,
    )
    judged = [centre, street, committee, _ngo(w, a), _business(w, a), _neighbours(w, a)]
    r.trust = talked(
        np.stack(judged), r.neighbours, a.social_learning, a.confidence_bound
    )


def _after(
    w: World, place: int, target: Floats, weight: Floats, a: Assumptions
) -> Floats:
    """Trust in one institution after the month, with the resident's lasting lean."""
    r = w.residents
    return trust_after(
        r.trust[place],
        target + r.trust_disposition[place],
        weight,
        a.trust_up,
        a.trust_ratio,
    )


def _services(
    w: World, share: Floats, a: Assumptions
) -> tuple[list[Floats], list[Floats]]:
    """Events all share in answering for: outcome, own need against others', replies."""
    r = w.residents
    values = [
        r.satisfaction + a.experience_offset,
        0.5 + a.fairness_gain * r.own_served,
        0.5 + 0.5 * r.answered,
    ]
    weights = [
        a.weight_outcome * share * 2.0,
        a.weight_fairness * share * 2.0,
        a.weight_reply * r.complained * share * 2.0,
    ]
    return values, weights


def _theft(w: World, a: Assumptions) -> Floats:
    """Weight of theft that became known, for those who heard of it."""
    r = w.residents
    heard = r.asked | r.acts[ACTIONS.index("oversee")]
    return heard * np.minimum(a.theft_weight * w.spread(w.offers.theft_seen), 2.0)


def _committee(w: World, share: Floats, a: Assumptions) -> Floats:
    """The committee: services, replies, what meetings decided and saw done, theft."""
    o = w.offers
    values, weights = _services(w, share, a)
    done = w.committees.delivered * o.decided_yuan / (o.decided_yuan + a.stake_half)
    came = w.residents.acts[ACTIONS.index("deliberate")]
    values += [w.spread(done), np.zeros_like(share)]
    weights += [a.weight_voice * came, _theft(w, a)]
    return _after(w, COMMITTEE, *evidence(values, weights), a)


def _street(w: World, share: Floats, a: Assumptions) -> Floats:
    """The street: services, replies, papers on time, half the blame for theft."""
    values, weights = _services(w, share, a)
    x, weight = evidence(
        [*values, np.zeros_like(share)], [*weights, 0.5 * _theft(w, a)]
    )
    papers = a.papers_weight * (w.spread(w.offers.street_answers) - a.papers_usual)
    return _after(w, GOVERNMENT, x + papers + a.street_lean, weight, a)


def _ngo(w: World, a: Assumptions) -> Floats:
    """NGOs: the contract work residents meet, if there is any."""
    runs = w.partners.contract_with >= 0
    quality = w.spread(np.where(runs, w.partners.contract_quality, 0.0))
    return _after(w, NGO, quality, a.ngo_met * w.spread(runs.astype(np.float64)), a)


def _business(w: World, a: Assumptions) -> Floats:
    """Firms: the property firm's service, where there is one."""
    here = w.spread(w.partners.firm_present.astype(np.float64))
    service = w.spread(w.offers.firm_service) * w.residents.place_access
    return _after(w, BUSINESS, service, a.firm_met * here, a)


def _neighbours(w: World, a: Assumptions) -> Floats:
    """Neighbours: everyday contact, and doing something together."""
    acts = w.residents.acts
    together = acts[ACTIONS.index("deliberate")] | acts[ACTIONS.index("volunteer")]
    met = a.neighbour_met * (0.3 + together)
    return _after(
        w, NEIGHBOURS, a.neighbour_base + a.neighbour_together * together, met, a
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
