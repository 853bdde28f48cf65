"""What is looked at, and when, while a resident's month runs once more.

Each look asks the rule's own functions for their named parts, just before its verb acts.
"""

from typing import Any

import numpy as np

from govsim.assumptions import Assumptions
from govsim.columns import Floats
from govsim.rules import cooperation, estates, participation, trust
from govsim.state import World

ALSO = (
    "complained",
    "fined",
    "sorts",
    "met_incident",
    "candidate",
    "seat",
    "supervises",
    "paid_levy",
)
"""Columns of residents that are told if they hold."""


def _start(w: World, _: Assumptions) -> dict[str, Any]:
    return {"slot": w.residents.slot.copy(), "trust": w.residents.trust.copy()}


def _asking(w: World, a: Assumptions) -> dict[str, Floats]:
    met = participation.met_chance(w, a)
    return {"met": met, "own": w.uniform("asked", 2)[0] < met}


def _acting(w: World, a: Assumptions) -> dict[str, Any]:
    shared = participation.shared_terms(w, a)
    lasting = participation.lasting_terms(w, a)
    terms = [
        {**own, **shared, **{name: each[place] for name, each in lasting.items()}}
        for place, own in enumerate(participation.own_terms(w, a))
    ]
    return {
        "terms": terms,
        "called": np.where(w.residents.asked, 1.0, a.self_start),
        "unasked": a.self_start,
        "first": _trusting(w, a),
        "doors": participation.doors(w),
        "ways": _ways_in(w),
        "drawn": w.uniform("acts", 3),
    }


def _ways_in(w: World) -> dict[str, Any]:
    """Whether a meeting online is the wider door, and whether gatherings are restricted."""
    online = w.spread(w.offers.online) * w.residents.digital
    return {
        "online": online > w.spread(w.offers.meetings),
        "restricted": w.spread(w.conditions.gatherings) < 1.0,
    }


def _trusting(w: World, a: Assumptions) -> dict[str, Any]:
    """Whether she trusts the committee: what that does to an act may have either sign."""
    trusts = w.residents.trust[participation.COMMITTEE] >= a.trust_centre_point
    return {"trust": trusts, "distrust": trusts}


def _voting(w: World, a: Assumptions) -> dict[str, Any]:
    return {
        "terms": participation.vote_terms(w, a),
        "first": _trusting(w, a),
        "called": participation.ballot_reached(w).astype(np.float64),
        "door": (w.spread(w.offers.vote_open) > 0).astype(np.float64),
        "drawn": w.uniform("vote")[0],
    }


def _owners(w: World, a: Assumptions) -> dict[str, Any]:
    return {
        "terms": estates.owners_terms(w, a),
        "called": (w.residents.tenure == 0).astype(np.float64),
        "door": w.spread(w.offers.owners_meeting).astype(np.float64),
        "drawn": w.uniform("owners' meeting")[0],
    }


def _giving(w: World, a: Assumptions) -> dict[str, Any]:
    return {
        "belief": w.residents.belief.copy(),
        "asked": cooperation.appealed(w, w.uniform("gift", 3)[0], a),
    }


def _judging(w: World, a: Assumptions) -> dict[str, Any]:
    judged = trust.judged(w, a)
    street = judged[trust.GOVERNMENT]
    met = {"centre": trust.centre_events(street, a), **trust.met_events(w, a)}
    return {
        "before": w.residents.trust.copy(),
        "judged": judged,
        "met": met,
        "shifts": {"government": trust.street_shifts(w, a)},
        "lean": w.residents.trust_disposition.copy(),
        "pace": (a.trust_up, a.trust_ratio),
        "facts": _facts(w, a),
    }


def _facts(w: World, a: Assumptions) -> dict[str, Any]:
    """What was the case, where the sign of an event's part does not say it."""
    r, o = w.residents, w.offers
    decided = {
        "little": o.decided_yuan / (o.decided_yuan + a.stake_half),
        "undone": w.committees.delivered,
        "late": trust.in_time(w.communities.decision_delay, a.delay_hurts),
    }
    return {
        "own_served": r.own_served.copy(),
        "answered": r.answered.copy(),
        "together": r.acts[participation.DELIBERATE] | r.acts[participation.VOLUNTEER],
        "scandal": w.spread(w.conditions.scandal),
        "decided": {name: w.spread(each) for name, each in decided.items()},
    }


def _last(w: World, _: Assumptions) -> dict[str, Any]:
    """Before people move: rows still belong to those who lived the month."""
    r = w.residents
    return {
        "trust": r.trust.copy(),
        "acts": r.acts.copy(),
        "gift": r.gift.copy(),
        "asked": r.asked.copy(),
        "answered": r.answered.copy(),
        "also": {
            **{name: getattr(r, name) > 0 for name in ALSO},
            "kept_away": r.afford < 1.0,
        },
    }


LOOKS = {
    "start": _start,
    "participation.be_asked": _asking,
    "participation.vote": _voting,
    "participation.take_part": _acting,
    "cooperation.give": _giving,
    "estates.meet_owners": _owners,
    "trust.update": _judging,
    "population.move": _last,
    "end": _last,
}
