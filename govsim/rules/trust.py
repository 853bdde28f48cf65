"""Whom does a resident trust, after what happened to her this month? (信任)"""

from functools import reduce
from operator import add

import numpy as np

from govsim.arithmetic import between, blocks, either, narrow, of_contacts, per, when
from govsim.assumptions import Assumptions
from govsim.columns import Flags, Floats, Rows
from govsim.declare import month_step
from govsim.rules.participation import Terms, added
from govsim.state import World
from govsim.vocabulary import ACTIONS, INSTITUTIONS, TENURES

CENTRE, GOVERNMENT, COMMITTEE, NGO, BUSINESS, NEIGHBOURS = range(len(INSTITUTIONS))
MIGRANT = TENURES.index("migrant")
USUAL_DELAY = 0.5
"""Months a decision takes in the status quo (as `communities.decision_delay` opens)."""

type Events = dict[str, tuple[Floats | None, Floats]]
"""What she met: value (None is 0, the worst there is) and weight."""


def answerable(known: Floats, duty: Floats) -> Floats:
    """Share of what she meets that she holds the committee answerable for, eq. 16.1.

    Where duties are known (权责清单), the committee answers for its share `duty`; else
    blame and praise are halved between committee and street.
    """
    return known * duty + (1.0 - known) * 0.5


def evidence(events: Events) -> tuple[Floats, Floats]:
    """Weighted mean of the events met and their total weight, eq. 16.2.

    Events that did not happen have weight 0; a month without events leaves trust alone.
    """
    total = reduce(add, (weight for _, weight in events.values()))
    worth = (value * weight for value, weight in events.values() if value is not None)
    return per(reduce(add, worth), total), total


def trust_after(
    trust: Floats, target: Floats, weight: Floats, up: float, ratio: float
) -> Floats:
    """Trust after the month's events, eq. 16.3: bad news moves it `ratio` times as fast.

    T ← T + α·w·(x − T) with α = up if x > T, else up · ratio (Kampen et al. 2006; sign
    firm, size not). `target` is cut to [0, 1].
    """
    gap = between(target, 0.0, 1.0) - trust
    slow, fast = (
        between(rate * weight, 0.0, min(2.0 * rate, 1.0)) for rate in (up, up * ratio)
    )
    return trust + slow * np.maximum(gap, 0.0) + fast * np.minimum(gap, 0.0)


def in_time(delay: Floats, hurts: float) -> Floats:
    """What is left of the worth of a decision that took `delay` months, eq. 16.6 (0–1)."""
    return np.exp(-hurts * np.maximum(delay - USUAL_DELAY, 0.0))


def strangers_after(
    trust: Floats, base: Floats, bridge: Floats, incident: Flags, rate: float
) -> Floats:
    """Trust in people she does not know, eq. 16.5 (0–1).

    Moves towards `base` plus what contacts across origins bring (`bridge`); an incident
    close by pulls it to nothing for the month.
    """
    target = either(incident, 0.0, between(base + bridge, 0.0, 1.0))
    return trust + rate * (target - trust)


@month_step(
    "16", "residents.trust", "residents.used_trust", "residents.trust_strangers"
)
def update(w: World, a: Assumptions) -> None:
    """Each institution is judged by what residents met of it, then neighbours talk."""
    r = w.residents
    views = np.empty(r.trust.shape, r.trust.dtype)
    for rows in blocks(r.age.size):
        for place, view in enumerate(judged(w.part(rows), a)):
            views[place, rows] = view
    for place in (GOVERNMENT, COMMITTEE):
        views[place] = talked(
            views[place], r.neighbours, a.social_learning, a.confidence_bound
        )
    r.trust = views
    migrant = r.tenure == MIGRANT
    met = of_contacts(migrant, r.neighbours)
    for rows in blocks(r.age.size):
        now = 0.5 * (views[GOVERNMENT, rows] + views[COMMITTEE, rows])
        r.used_trust[rows] += a.used_rate * (now - r.used_trust[rows])
        across = either(migrant[rows], 1.0 - met[rows], met[rows])
        r.trust_strangers[rows] = strangers_after(
            r.trust_strangers[rows],
            a.strangers_base + 0.5 * r.trust_disposition[NEIGHBOURS, rows],
            a.strangers_bridge * across,
            r.met_incident[rows],
            a.strangers_rate,
        )


def judged(w: World, a: Assumptions) -> list[Floats]:
    """Trust in each institution after the month's events, before anybody talks.

    Order as INSTITUTIONS; each by eq. 16.2 and eq. 16.3.
    """
    met = met_events(w, a)
    x, weight = evidence(met["government"])
    street = _after(w, GOVERNMENT, added({"met": x, **street_shifts(w, a)}), weight, a)
    others = [
        _after(w, INSTITUTIONS.index(name), *evidence(met[name]), a)
        for name in INSTITUTIONS[COMMITTEE:]
    ]
    x, weight = evidence(centre_events(street, a))
    return [_after(w, CENTRE, x, weight, a), street, *others]


def met_events(w: World, a: Assumptions) -> dict[str, Events]:
    """What each resident met of each institution but the centre this month.

    What eq. 16.2 weighs.
    """
    answers = answerable(narrow(w.offers.duties_known), narrow(w.offers.committee_duty))
    street, committee = _services(w, (1.0 - answers, answers), a)
    theft = _theft(w, a)
    return {
        "government": {**street, **_street(w, theft, a)},
        "committee": {**committee, **_committee(w, theft, a)},
        "ngo": _ngo(w, a),
        "business": _business(w, a),
        "neighbours": _neighbours(w, a),
    }


def centre_events(street: Floats, a: Assumptions) -> Events:
    """The centre is far: what she thinks of the street colours it.

    What eq. 16.2 weighs for the centre.
    """
    level = a.centre_level + a.centre_pass * (street - 0.5)
    return {"street": (level, np.full_like(level, 0.5))}


def street_shifts(w: World, a: Assumptions) -> Terms:
    """Papers on time or late, and the lean towards an office one seldom meets.

    Added to what eq. 16.2 gives for the street.
    """
    papers = a.papers_weight * (narrow(w.offers.street_answers) - a.papers_usual)
    return {
        "papers": w.spread(papers),
        "street_lean": w.spread(np.full_like(papers, a.street_lean)),
    }


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


def _services(w: World, shares: tuple[Floats, ...], a: Assumptions) -> list[Events]:
    """Events all share in answering for: outcome, own need against others', replies.

    One set for each of `shares`, what one of them answers for in each community (0–1).
    """
    r = w.residents
    served = r.satisfaction + a.experience_offset
    fair = 0.5 + a.fairness_gain * r.own_served
    replied = 0.5 + 0.5 * r.answered
    harm = when(r.met_incident, a.incident_weight)
    return [
        {
            "services": (served, w.spread(2.0 * a.weight_outcome * share)),
            "own_need": (fair, w.spread(2.0 * a.weight_fairness * share)),
            "reply": (
                replied,
                when(r.complained, w.spread(2.0 * a.weight_reply * share)),
            ),
            "incident": (None, harm),
        }
        for share in shares
    ]


def _theft(w: World, a: Assumptions) -> Floats:
    """Weight of theft that became known to those who heard of it; a scandal reaches all."""
    r = w.residents
    heard = r.asked | r.acts[ACTIONS.index("oversee")]
    known = when(heard, w.spread(w.offers.theft_seen)) + w.spread(w.conditions.scandal)
    return between(a.theft_weight * known, 0.0, 2.0)


def _committee(w: World, theft: Floats, a: Assumptions) -> Events:
    """The committee beside services: what meetings decided and saw done, theft."""
    o = w.offers
    done = w.committees.delivered * o.decided_yuan / (o.decided_yuan + a.stake_half)
    done = done * in_time(w.communities.decision_delay, a.delay_hurts)
    came = w.residents.acts[ACTIONS.index("deliberate")]
    return {
        "decided_and_done": (w.spread(done), when(came, a.weight_voice)),
        "theft": (None, theft),
    }


def _street(w: World, theft: Floats, a: Assumptions) -> Events:
    """The street beside services: half the blame for theft, failed contracts.

    Who buys a service is blamed for what the contractor fails to deliver.
    """
    failed = a.failure_weight * narrow(w.communities.contract_failure)
    return {
        "contract_failed": (None, w.spread(failed)),
        "theft": (None, 0.5 * theft),
    }


def _ngo(w: World, a: Assumptions) -> Events:
    """NGOs: the contract work residents meet, if there is any."""
    runs = w.partners.contract_with >= 0
    quality = w.spread(np.where(runs, w.partners.contract_quality, 0.0))
    return {"contract": (quality, w.spread(when(runs, a.ngo_met)))}


def _business(w: World, a: Assumptions) -> Events:
    """Firms: the property firm's service, where there is one."""
    service = w.spread(w.offers.firm_service) * w.residents.place_access
    return {"firm": (service, w.spread(when(w.partners.firm_present, a.firm_met)))}


def _neighbours(w: World, a: Assumptions) -> Events:
    """Neighbours: everyday contact, doing something together, incidents among them."""
    acts, incident = w.residents.acts, w.residents.met_incident
    together = acts[ACTIONS.index("deliberate")] | acts[ACTIONS.index("volunteer")]
    met = a.neighbour_met * either(together, 1.3, 0.3)
    felt = a.neighbour_base + when(together, a.neighbour_together)
    return {
        "contact": (felt, met),
        "incident": (None, when(incident, a.incident_neighbours)),
    }


def talked(trust: Floats, neighbours: Rows, weight: float, bound: float) -> Floats:
    """Trust after talk with contacts whose view is near enough, eq. 16.4 (bad news × 2)."""
    heard = of_contacts(trust, neighbours)
    for rows in blocks(trust.size):
        own = trust[rows]
        gap = heard[rows] - own
        news = gap + np.minimum(gap, 0.0)  # bad news counts twice
        heard[rows] = own + weight * news * (np.abs(gap) < bound)
    return heard
