"""How a column of a table is declared: what it holds before the first month."""

from dataclasses import field, fields
from functools import cache
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray


@cache
def widths(table: type) -> dict[str, Any]:
    """Width each column of a table of very many rows keeps: floats have 24 bits there."""
    kept = {f.name: np.dtype(get_args(f.type)[0]) for f in fields(table)}
    return {
        name: np.dtype(np.float32) if kind.kind == "f" else kind
        for name, kind in kept.items()
    }


class Narrowed:
    """Table of very many rows: whatever a column is set to, it keeps its own width."""

    __slots__ = ()

    def __setattr__(self, name: str, values: NDArray[Any]) -> None:
        width = widths(self.__class__)[name]
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
    """A table of `size` rows: columns as given, all others as they open."""
    made = dict(given)
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
