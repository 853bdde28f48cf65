"""Where does the money come from, through whose hands, and where does it end?"""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib import patheffects
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from govsim.errors import BadInput
from govsim.figures.layout import BAR, LAST, Layout, lay_out, node_amounts
from govsim.figures.style import QUIET, look, new_figure, usable_language
from govsim.figures.words import account_word, words, wrapped
from govsim.wording import number

COLOURS = {
    "treasury": "#4d4d4d",
    "households": "#009e73",
    "businesses": "#cc79a7",
    "street": "#0072b2",
    "committee": "#d55e00",
    "fund": "#d55e00",
    "purchase": "#8a6d00",
    "ngo": "#8a6d00",
    "property_firm": "#cc79a7",
    "chest": "#009e73",
    "department_offices": "#4d4d4d",
    "workers": "#4d4d4d",
    "suppliers": "#4d4d4d",
    "rewards": "#009e73",
    "profits": "#cc79a7",
    "returned": "#999999",
    "diverted": "#b00020",
}
BACK = {"treasury": "returned", "households": "rewards", "businesses": "profits"}
"""Money that comes back to where it came from ends in a place of its own."""

LOST = ("diverted", "returned")
LEAVING = (
    "street", "department_offices", "workers", "suppliers", "committee", "fund",
    "purchase", "ngo", "property_firm", "chest", "rewards", "profits", "returned",
    "diverted",
)  # fmt: skip
"""Order from the top in which money leaves an account, so that few ribbons cross."""

SMALLEST = 0.3  # yuan per adult and year; thinner ribbons are not drawn
HALO = [patheffects.withStroke(linewidth=3, foreground="white")]


def plot_flows(
    ledgers: Mapping[str, pd.DataFrame],
    lang: str = "en",
    per_adult: float | None = None,
    runs: int | None = None,
) -> Figure:
    """Flows of money under each set-up: the same thickness is the same money everywhere.

    Accounts stand at the same places in every panel. What of the grant lapses and
    what residents are paid is drawn at the right end, not backwards.

    Parameters
    ----------
    ledgers : by the set-up's name as shown: source, destination, purpose, amount in yuan
        per adult and year
    per_adult : divides the amounts first (adults times years), if they are sums in yuan
    runs : number of runs the amounts are means of, for the note
    """
    lang = usable_language(lang)
    if not ledgers:
        raise BadInput("There is no ledger to draw.")
    tables = {name: between(frame, per_adult or 1.0) for name, frame in ledgers.items()}
    plan = lay_out(list(tables.values()))
    columns = min(len(tables), 2)
    rows = -(-len(tables) // columns)
    with look(lang):
        figure = new_figure(8.2 * columns, 6.6 * rows + 0.4, lang)
        panels = figure.subplots(rows, columns, squeeze=False).ravel()
        for axes in panels:
            axes.axis("off")
        for axes, (name, table) in zip(panels, tables.items(), strict=False):
            _panel(axes, table, plan, lang)
            axes.set_title(wrapped(name, 62), fontsize=13)
        figure.supxlabel(_note(runs, lang), fontsize=10, color=QUIET)
    return figure


def between(frame: pd.DataFrame, divisor: float = 1.0) -> pd.DataFrame:
    """Amounts between accounts, all purposes together: source, destination, amount."""
    kept = frame.assign(
        amount=frame["amount"] / divisor,
        destination=frame["destination"].replace(BACK),
    )
    table = kept.groupby(["source", "destination"], as_index=False)["amount"].sum()
    return table[table["amount"] > 0]


def _panel(axes: Any, table: pd.DataFrame, plan: Layout, lang: str) -> None:
    """Ribbons in the order of their ends, then nodes and names on top."""
    out, into = dict(plan.tops), dict(plan.tops)
    order = table.assign(
        a=table["source"].map(plan.tops), b=table["destination"].map(LEAVING.index)
    ).sort_values(["a", "b"])
    for row in order.itertuples():
        width = row.amount * plan.scale
        start = (plan.right(row.source), out[row.source])
        end = (plan.left(row.destination), into[row.destination])
        out[row.source] += width
        into[row.destination] += width
        if row.amount >= SMALLEST:
            key = row.destination if row.destination in LOST else row.source
            axes.add_patch(_ribbon(start, end, width, COLOURS[key]))
    for name, amount in node_amounts(table).items():
        if amount > 0:
            _node(axes, name, amount, plan, lang)
    axes.set_xlim(-0.01, 1.26)
    axes.set_ylim(1.01, -0.1)


def _node(axes: Any, name: str, amount: float, plan: Layout, lang: str) -> None:
    left, top = plan.left(name), plan.tops[name]
    height = max(amount * plan.scale, 0.004)
    axes.add_patch(Rectangle((left, top), BAR, height, color=COLOURS[name], lw=0))
    last = plan.columns[name] == LAST
    place = (left + BAR, top + min(height / 2, 0.045)) if last else (left, top)
    offset, ups = (6, (2, -12)) if last else (0, (18, 5))
    lines = (account_word(name, lang), number(amount, 100 if amount >= 10 else 10))
    for text, up in zip(lines, ups, strict=True):
        axes.annotate(
            text,
            place,
            xytext=(offset, up),
            textcoords="offset points",
            fontsize=10.5,
            color=COLOURS[name] if name == "diverted" else "black",
            path_effects=HALO,
            zorder=5,
        )


def _ribbon(
    start: tuple[float, float], end: tuple[float, float], width: float, colour: str
) -> PathPatch:
    """A band of constant width (measured upright) from one node to another."""
    (x0, y0), (x1, y1) = start, end
    middle = (x0 + x1) / 2
    edge = [(x0, y0), (middle, y0), (middle, y1), (x1, y1)]
    back = [(x, y + width) for x, y in reversed(edge)]
    codes = [
        Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY
    ]  # fmt: skip
    return PathPatch(
        Path([*edge, *back, edge[0]], codes),
        facecolor=colour,
        alpha=0.38,
        edgecolor="white",
        lw=0.4,
    )


def _note(runs: int | None, lang: str) -> str:
    many = words(lang, f", mean of {runs} runs", f"，{runs} 次运行的均值") if runs else (
        words(lang, ", mean over all runs and years", "，所有运行与年份的均值")
    )  # fmt: skip
    return words(
        lang,
        f"yuan per adult and year{many}; the same thickness is the same money in every "
        "panel",
        f"元/成年人·年{many}；各图比例相同，同样粗细即同样金额",
    )
