"""What a run leaves behind, as rows of tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from govsim.columns import Floats
from govsim.measures import MEASURES
from govsim.outcomes import GROUPED, OUTCOMES
from govsim.studies.comparison_frames import GROUP_NAMES
from govsim.studies.sweeping.points import card
from govsim.studies.windows import figures

TABLES = ("outcomes", "series", "groups")
YEAR = 12
JOINED = "pilot_start"
"""Column with the month in which a place joined a pilot; null if it did not."""
WORD = pa.dictionary(pa.int32(), pa.string())
FAILURE = {
    "run": pa.int64(),
    "run_id": pa.string(),
    "part": pa.int32(),
    "scenario": pa.string(),
    "point": pa.int32(),
    "replicate": pa.int32(),
    "kind": pa.string(),
    "error": pa.string(),
    "traceback": pa.string(),
}
"""Columns of failed runs; `kind` is error, time, memory or died."""


@dataclass
class Made:
    """What came of some runs: tables of those that ended well, rows of the others."""

    tables: dict[str, list[pa.Table]] = field(default_factory=dict)
    failures: list[dict[str, Any]] = field(default_factory=list)

    def add(self, other: "Made") -> None:
        """Take in what came of other runs."""
        for name, tables in other.tables.items():
            self.tables.setdefault(name, []).extend(tables)
        self.failures += other.failures

    def compact(self) -> "Made":
        """The same with one table of a kind, which takes less room on its way."""
        whole = {
            name: [pa.concat_tables(tables).unify_dictionaries().combine_chunks()]
            for name, tables in self.tables.items()
        }
        return Made(whole, self.failures)


def head_schema(names: Sequence[str], piloted: bool) -> list[tuple[str, Any]]:
    """Columns that say which run a row belongs to, with what the point set."""
    columns: list[tuple[str, Any]] = [("run", pa.int64()), ("scenario", WORD)]
    if piloted:
        columns.append(("pilot", WORD))
    columns += [("point", pa.int32()), ("replicate", pa.int32())]
    for name in names:
        found = card(name)
        words = found is not None and bool(found.choices)
        columns.append((name, WORD if words else pa.float64()))
    return columns


def _table(
    head: Mapping[str, object],
    schema: Sequence[tuple[str, Any]],
    keys: Mapping[str, tuple[Any, Any]],
    names: Sequence[str],
    values: NDArray[np.floating],
) -> pa.Table:
    """A table: the run's head repeated, the keys of each row, one column an outcome.

    `keys` gives each key column's type and values; null stands for an empty denominator.
    """
    count = len(values)
    columns = {name: pa.array([head.get(name)] * count, kind) for name, kind in schema}
    columns |= {name: pa.array(list(each), kind) for name, (kind, each) in keys.items()}
    columns |= {
        name: pa.array(values[:, place], from_pandas=True)
        for place, name in enumerate(names)
    }
    return pa.table(columns)


def _outcome_order(values: NDArray[np.floating]) -> NDArray[np.floating]:
    """Columns of measures in the order of the list of outcomes."""
    places = {name: place for place, name in enumerate(MEASURES)}
    return values[..., [places[name] for name in OUTCOMES]]


def figures_table(
    head: Mapping[str, object],
    schema: Sequence[tuple[str, Any]],
    outcomes: NDArray[np.float32],
    window: int,
    communities: bool,
    joined: Sequence[int | None] | None = None,
) -> pa.Table:
    """The run's figures, one row for the district (−1) and, if wanted, each community.

    `joined` is the month in which each place joined a pilot, where a rule chose it.
    """
    made = _outcome_order(figures(outcomes, window))
    rows = _places(made.shape[0], communities)
    keys: dict[str, tuple[Any, Any]] = {"community": (pa.int32(), rows)}
    if joined is not None:
        keys[JOINED] = (pa.int32(), [joined[row] for row in rows])
    return _table(head, schema, keys, list(OUTCOMES), made[rows])


def no_outcomes(names: Sequence[str], piloted: bool, chosen: bool = False) -> pa.Table:
    """The table of outcomes of no run at all; `chosen` if a rule chooses for a pilot."""
    columns = [*head_schema(names, piloted), ("community", pa.int32())]
    columns += [(JOINED, pa.int32())] if chosen else []
    columns += [(name, pa.float64()) for name in OUTCOMES]
    return pa.schema(columns).empty_table()


def _places(count: int, communities: bool) -> list[int]:
    """Rows to keep: the district is the last (−1)."""
    return [*range(count - 1), -1] if communities else [-1]


def series_table(
    head: Mapping[str, object],
    schema: Sequence[tuple[str, Any]],
    outcomes: NDArray[np.float32],
    yearly: bool,
    communities: bool,
) -> pa.Table:
    """The course of all outcomes, by month 1…N or by year 1…; money and hours per period."""
    months = len(outcomes) - 1
    if yearly:
        steps = range(0, months, YEAR)
        made = np.stack(
            [figures(outcomes[at : at + YEAR + 1], YEAR) for at in steps]
        ).astype(np.float32)
    else:
        made = outcomes[1:]
    made = _outcome_order(made)
    rows = _places(made.shape[1], communities)
    count = len(made)
    keys = {
        "year" if yearly else "month": (
            pa.int32(),
            np.repeat(np.arange(1, count + 1), len(rows)),
        ),
        "community": (pa.int32(), rows * count),
    }
    flat = made[:, rows].reshape(count * len(rows), -1)
    return _table(head, schema, keys, list(OUTCOMES), flat)


def groups_table(
    head: Mapping[str, object],
    schema: Sequence[tuple[str, Any]],
    groups: Floats,
    communities: bool,
) -> pa.Table:
    """Figures by group; null where nobody belongs to it."""
    rows = _places(groups.shape[0], communities)
    width = len(GROUP_NAMES)
    keys = {
        "community": (pa.int32(), np.repeat(rows, width)),
        "by": (WORD, [by for by, _ in GROUP_NAMES] * len(rows)),
        "group": (WORD, [word for _, word in GROUP_NAMES] * len(rows)),
    }
    flat = groups[rows].reshape(len(rows) * width, -1)
    return _table(head, schema, keys, list(GROUPED), flat)
