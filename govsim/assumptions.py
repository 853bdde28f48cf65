"""Behavioural and cost numbers that nobody sets: uncertain, each with range and source.

The numbers stand in `assumptions.csv`, one row each, because a table is how people read
and correct them. `Assumptions` is a frozen record with one field per row.
"""

import csv
from collections.abc import Mapping
from dataclasses import asdict, make_dataclass
from importlib.resources import files
from typing import Any

from govsim.declare import Card, checked


def _read() -> dict[str, Card]:
    """Cards of all rows of the table."""
    text = files("govsim").joinpath("assumptions.csv").read_text(encoding="utf8")
    deck = {}
    for row in csv.DictReader(text.splitlines()):
        deck[row["name"]] = Card(
            name=row["name"],
            default=float(row["default"]),
            low=float(row["low"]),
            high=float(row["high"]),
            unit=row["unit"],
            english=row["english"],
            chinese=row["chinese"],
            about=row["english"],
            source=row["source"],
            read_by=row["read_by"],
        )
    return deck


PARAMETERS: dict[str, Card] = _read()

type Assumptions = Any  # a record with one float per row of the table

_Record = make_dataclass(
    "Assumptions",
    [(name, float, card.default) for name, card in PARAMETERS.items()],
    frozen=True,
    slots=True,
    namespace={"__module__": __name__},
)
globals()["_Record"].__qualname__ = "_Record"


def assumptions(values: Mapping[str, object] | None = None) -> Assumptions:
    """The default numbers with some replaced.

    Raises
    ------
    BadInput
        For unknown names and for values outside the plausible range on the card.
    """
    return _Record(**checked("parameter", PARAMETERS, values or {}))


def plausible_sets(count: int, seed: int) -> list[dict[str, float]]:
    """`count` sets drawn evenly over the ranges on the cards (Latin hypercube)."""
    from scipy.stats import qmc

    names = [name for name, card in PARAMETERS.items() if card.high > card.low]
    low = [PARAMETERS[name].low for name in names]
    high = [PARAMETERS[name].high for name in names]
    points = qmc.scale(
        qmc.LatinHypercube(len(names), rng=seed).random(count), low, high
    )
    return [dict(zip(names, map(float, point), strict=True)) for point in points]


def as_values(record: Assumptions) -> dict[str, float]:
    """Plain dictionary of a record."""
    return asdict(record)
