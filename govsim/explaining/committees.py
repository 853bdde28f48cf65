"""A committee's month: whom it obeys, its hours, its money, its reports. Numbers."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from govsim.assumptions import Assumptions
from govsim.columns import Floats
from govsim.errors import BadInput, UnknownName, unknown
from govsim.explaining.replay import inside
from govsim.rules import bodies, workload
from govsim.state import World
from govsim.vocabulary import CLAIMS, HOUR_USES

if TYPE_CHECKING:
    from govsim.model import GovernanceModel

POTS = ("street", "committee", "fund", "purchase")
"""Accounts public money for services is paid from."""


@dataclass(frozen=True, slots=True)
class CommitteeMonth:
    """All that `explain_committee` tells, as numbers of one community and month."""

    name: str
    kind: str  # of place
    month: int
    hold: float  # street's hold in fact
    law_hold: float  # as the levers promise it
    residents_hold: float
    above: dict[str, float]  # support and help from above, 1 = as usual
    workers: float  # how far workers go along, ½ = as they are used to
    relations: dict[str, tuple[float, float]]  # share that runs to the street, weight
    claims: dict[str, float]  # what asked for hours beforehand [h]
    station_claims: float  # of that what a work station took over [h]
    office: float  # what the office itself takes [h]
    load: dict[str, float]  # upward, service, less what a work station did [h]
    station: float  # what a work station did of both [h]
    effort: float
    effort_parts: dict[str, float]  # floor, motive, above, below
    uses: dict[str, float]  # hours by use [h]
    pulls: dict[str, float]  # pull of each use of hours
    paid_from: dict[str, float]  # services paid from each account [yuan]
    diverted: float  # stolen on the way [yuan]
    decided_here: float  # programme money decided in the community [yuan]
    captured: float  # of that steered to the best-off [yuan]
    deciding: dict[str, float]  # residents' and council's say, delay, acceptance
    reports: dict[str, tuple[float, float]]  # reported, true

    @property
    def claims_met(self) -> float:
        """Share of what was claimed beforehand that there were hours for."""
        claimed = sum(self.claims.values()) - self.station_claims
        given = self.uses["overhead"] - self.office
        return min(given / claimed, 1.0) if claimed > 0.0 else 1.0


def month_of(model: "GovernanceModel", community: int | str) -> CommitteeMonth:
    """The last month of the committee of a community.

    Raises
    ------
    BadInput
        If there is no such community or no month to explain.
    """
    place = _place(model, community)
    seen = inside(model, LOOKS)
    end = seen["end"]
    facing = seen.get("workload.split_hours", end["facing"])
    columns = {**end, **facing}
    del columns["facing"]
    return CommitteeMonth(
        name=model.world.names[place],
        kind=model.world.types[place],
        month=model.steps,
        **{key: _at(value, place) for key, value in columns.items()},
    )


def _place(model: "GovernanceModel", community: int | str) -> int:
    """Row of a community by place or name."""
    names = model.world.names
    if isinstance(community, str):
        if community not in names:
            raise UnknownName(unknown("community", community, names))
        return names.index(community)
    whole = isinstance(community, (int, np.integer)) and not isinstance(community, bool)
    if not whole or not 0 <= community < len(names):
        raise BadInput(
            f"community {community!r}: give a place from 0 to {len(names) - 1} or a name."
        )
    return int(community)


def _at(value: Any, place: int) -> Any:
    """One community's part of a column, or of a dictionary of columns."""
    if isinstance(value, dict):
        return {key: _at(each, place) for key, each in value.items()}
    if isinstance(value, tuple):
        return tuple(_at(each, place) for each in value)
    return float(value[place])


def _facing(w: World, a: Assumptions) -> dict[str, Any]:
    """Just before hours are split: claims, loads, pulls and why it works as hard."""
    k = w.committees
    return {
        "claims": dict(zip(CLAIMS, k.claims.copy(), strict=True)),
        "station_claims": k.station_claims.copy(),
        "load": {
            "upward": np.maximum(k.upward_load - k.station_upward, 0.0),
            "service": np.maximum(k.service_load - k.station_counter, 0.0),
        },
        "station": k.station_upward + k.station_counter,
        "pulls": dict(zip(HOUR_USES[:3], workload.pulls(w, a), strict=True)),
        "effort": k.effort.copy(),
        "effort_parts": {
            name: np.array(part) for name, part in workload.effort_parts(w, a).items()
        },
    }


def _end(w: World, a: Assumptions) -> dict[str, Any]:
    """At the month's end: relations, hours used, money paid, what was reported."""
    k, c = w.committees, w.communities
    weights = bodies.relation_weights(a)
    relations = {
        name: (part, np.full(w.size, weight))
        for name, part, weight in zip(
            bodies.RELATIONS, k.hold_parts, weights, strict=True
        )
    }
    done = np.divide(
        k.compliance * k.upward_load,
        k.issued,
        out=np.ones(w.size),
        where=k.issued > 0,
    )
    return {
        "facing": _facing(w, a),  # if the committee's hours were switched off
        "hold": k.hold,
        "law_hold": k.law_hold,
        "residents_hold": k.residents_hold,
        "above": {"support": k.support, "help": k.help},
        "workers": k.acceptance_of_workers,
        "relations": relations,
        "uses": {use: w.hours.by_use(use) for use in HOUR_USES},
        "office": a.overhead * sum(w.hours.by_use(use) for use in HOUR_USES),
        "paid_from": {pot: _paid(w, pot, ("services", "contract")) for pot in POTS},
        "diverted": sum(_paid(w, pot, ("diversion",)) for pot in POTS),
        "decided_here": c.free_spending,
        "captured": c.captured,
        "deciding": {
            "residents": c.say,
            "council": c.council_say,
            "delay": c.decision_delay,
            "acceptance": c.acceptance,
        },
        "reports": {
            "tasks": (k.reported_compliance, done),
            "complaints": (k.reported_resolution, k.resolution),
            "turnout": (k.turnout_reported, k.turnout_true),
        },
    }


def _paid(w: World, pot: str, purposes: tuple[str, ...]) -> Floats:
    """What an account paid this month for these purposes [yuan]."""
    amounts = [
        amount
        for month, source, _, purpose, _, amount in w.money.entries
        if month == w.month and source == pot and purpose in purposes
    ]
    return sum(amounts, start=np.zeros(w.size))


LOOKS = {"workload.split_hours": _facing, "end": _end}
