"""Where does each account stand on the chart of money, in every panel alike?"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from govsim.figures.spacing import spaced
from govsim.figures.words import ACCOUNTS

# accounts by column, from the top; the last column is where money ends
COLUMNS = (
    ("treasury", "households", "businesses"),
    ("street",),
    ("committee", "fund", "purchase", "property_firm", "chest"),
    ("ngo",),
    (
        "department_offices",
        "workers",
        "suppliers",
        "rewards",
        "profits",
        "returned",
        "diverted",
    ),
)
LEFT = (0.0, 0.17, 0.43, 0.68, 1.0)  # of each column; 1 = left edge of the last
LAST = len(COLUMNS) - 1
BAR = 0.03  # width of a node
GAP = 0.085  # room for two lines of words above a node


@dataclass(frozen=True)
class Layout:
    """Tops of the nodes, their columns, and the height of one yuan."""

    tops: dict[str, float]
    columns: dict[str, int]
    scale: float

    def left(self, name: str) -> float:
        """Left edge of a node."""
        return LEFT[self.columns[name]]

    def right(self, name: str) -> float:
        """Right edge of a node."""
        return self.left(name) + BAR


def node_amounts(table: pd.DataFrame) -> dict[str, float]:
    """What passes through each account: the larger of what comes in and goes out."""
    out = table.groupby("source")["amount"].sum()
    into = table.groupby("destination")["amount"].sum()
    return {n: float(max(out.get(n, 0.0), into.get(n, 0.0))) for n in ACCOUNTS}


def lay_out(tables: Sequence[pd.DataFrame]) -> Layout:
    """Places that fit every panel: each node has room for its largest amount."""
    amounts = [node_amounts(table) for table in tables]
    most = {n: max((a[n] for a in amounts), default=0.0) for n in ACCOUNTS}
    used = [[n for n in column if most[n] > 0] for column in COLUMNS]
    direct = max((_direct(table) for table in tables), default=0.0)
    needs = [(sum(most[n] for n in column), max(len(column) - 1, 0)) for column in used]
    needs[2] = (needs[2][0] + direct, needs[2][1] + 1)
    scale = min(
        ((1.0 - GAP * gaps) / total for total, gaps in needs if total > 0), default=1.0
    )
    sizes = {n: most[n] * scale for n in ACCOUNTS}
    tops = _column(
        used[2], {used[2][0]: direct * scale + GAP} if used[2] else {}, sizes
    )
    tops |= _column(
        used[0],
        {"households": tops.get("property_firm", 0.6), "businesses": 1.0},
        sizes,
    )
    tops |= _column(used[1], {}, sizes)
    tops |= _column(used[3], {"ngo": tops.get("purchase", 0.5)}, sizes)
    ends = used[LAST]
    free = 1.0 - sum(sizes[n] for n in ends) - GAP * max(len(ends) - 1, 0)
    step = min(max(free, 0.0) / max(len(ends) - 1, 1), 0.06)
    tops |= _column(ends, {}, sizes, GAP + step)
    columns = {n: place for place, column in enumerate(COLUMNS) for n in column}
    return Layout(tops, columns, scale)


def _direct(table: pd.DataFrame) -> float:
    """Money that goes from the street to its end without passing another account."""
    ends = ("department_offices", "workers", "suppliers")
    straight = (table["source"] == "street") & table["destination"].isin(ends)
    return float(table.loc[straight, "amount"].sum())


def _column(
    names: Sequence[str],
    wanted: dict[str, float],
    sizes: dict[str, float],
    gap: float = GAP,
) -> dict[str, float]:
    tops = spaced(
        [wanted.get(n, 0.0) for n in names], [sizes[n] for n in names], gap, 0.0, 1.0
    )
    return dict(zip(names, tops, strict=True))
