"""Which columns of residents become which attributes, and one attribute as a column."""

from collections.abc import Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.twin.person import Person
from govsim.state import Residents
from govsim.vocabulary import ACTIONS, INSTITUTIONS

Column = NDArray[Any]
BY_WORD: dict[str, tuple[str, tuple[str, ...]]] = {
    "trust": ("trust_", INSTITUTIONS),
    "trust_disposition": ("leaning_", INSTITUTIONS),
    "habit": ("habit_", ACTIONS),
    "acts": ("did_", ACTIONS),
    "propensity": ("lean_", ACTIONS),
}
"""Columns with one row a word, and how the attributes of these words begin."""

OTHERS = ("community", "household", "building", "neighbours")
"""Columns that hold rows of others; objects hold the others."""

PLAIN = tuple(
    column.name
    for column in fields(Residents)
    if column.name not in (*BY_WORD, *OTHERS, "needs")
)
"""Columns that are one attribute each."""


def attributes(r: Residents) -> dict[str, Column]:
    """Every attribute that comes from a column, with its values by resident."""
    values = {name: getattr(r, name) for name in PLAIN}
    for name, (prefix, words) in BY_WORD.items():
        rows = getattr(r, name)
        values |= {prefix + word: row for word, row in zip(words, rows, strict=True)}
    return values | {"needs": r.needs.T}


def gathered(residents: Sequence[Person], name: str) -> Column:
    """One attribute of all residents as an array."""
    return np.array(list(map(attrgetter(name), residents)))


def rows_of_neighbours(residents: Sequence[Person]) -> Column:
    """Whom residents meet, as rows, shape (tie, resident)."""
    return np.array([[other.row for other in r.neighbours] for r in residents]).T
