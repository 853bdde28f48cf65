"""What is looked at, and when, while a resident's month runs once more.

Each look asks the rule's own functions for their named parts, just before its verb acts.
"""

from typing import Any

import numpy as np

from govsim.assumptions import Assumptions
from govsim.columns import Floats
from govsim.rules import estates, participation, trust
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
        "doors": participation.doors(w),
        "drawn": w.uniform("acts", 3),
    }


def _voting(w: World, a: Assumptions) -> dict[str, Any]:
    return {
        "terms": participation.vote_terms(w, a),
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


def _giving(w: World, _: Assumptions) -> dict[str, Any]:
    return {"belief": w.residents.belief.copy()}


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
        "answered": w.residents.answered.copy(),
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
