"""How is a column declared: its kind, its width, what it holds before the first month?"""

from collections.abc import Hashable
from dataclasses import field, fields
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
Rows = NDArray[np.integer[Any]]  # numbers of rows, counts
Codes = NDArray[np.int8]  # rows in a short list of words
Flags = NDArray[np.bool_]
NARROW = {Floats: np.float32, Rows: np.int64, Codes: np.int8, Flags: np.bool_}
"""Width of a number of which there are very many: 24 bits say more than anybody knows."""


@cache
def widths(table: Hashable) -> dict[str, Any]:
    """Width that each column of a table of very many rows keeps."""
    return {column.name: NARROW[column.type] for column in fields(table)}  # type: ignore[arg-type, index]


class Narrowed:
    """Table of very many rows: whatever a column is set to, it keeps its own width."""

    __slots__ = ()

    def __setattr__(self, name: str, values: NDArray[Any]) -> None:
        width = widths(self.__class__)[name]  # type: ignore[arg-type]
        object.__setattr__(self, name, values.astype(width, copy=False))


def opens(value: float, *, before: int = 0, after: int = 0) -> Any:
    """Column that holds `value` before the first month.

    `before` and `after` give the length of a second dimension: (before, rows) or
    (rows, after). The kind of the value is the kind of the column.
    """
    return field(metadata={"opening": value, "before": before, "after": after})


def brought() -> Any:
    """Column whose opening values its maker brings."""
    return field()


def opened[Table](table: type[Table], size: int, **given: NDArray[Any]) -> Table:
    """A table of `size` rows: columns as given, all others as they open.

    Rows of a two-dimensional column lie one after the other, so that each is a column.
    """
    made = {name: np.ascontiguousarray(values) for name, values in given.items()}
    for column in fields(table):  # type: ignore[arg-type]
        if column.name in given:
            continue
        value, before, after = (
            column.metadata[key] for key in ("opening", "before", "after")
        )
        shape = (before, size) if before else (size, after) if after else (size,)
        kind = {bool: np.bool_, int: np.int64}.get(type(value), np.float64)
        made[column.name] = np.full(shape, value, dtype=kind)
    return table(**made)
