"""Where does the money go, and where do the hours go?"""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from govsim.figures.base import look, new_figure, usable_language, words
from govsim.vocabulary import CHINESE, HOUR_USES

NODES: dict[str, tuple[int, float, str, str, str]] = {
    # account: column, place from the top (0–1), English, Chinese, colour
    "treasury": (0, 0.02, "treasury", "财政", "#4d4d4d"),
    "households": (0, 0.76, "households", "居民", "#009e73"),
    "street": (1, 0.02, "street office", "街道", "#0072b2"),
    "fund": (2, 0.46, "residents' fund", "居民议事资金", "#d55e00"),
    "committee": (2, 0.14, "committee", "居委会", "#d55e00"),
    "purchase": (2, 0.66, "service purchase", "购买服务", "#8a6d00"),
    "ngo": (3, 0.66, "NGOs", "社会组织", "#8a6d00"),
    "property_firm": (2, 0.78, "property firm", "物业公司", "#cc79a7"),
    "chest": (2, 0.95, "gifts", "互助金", "#009e73"),
    "workers": (4, 0.02, "wages", "工资", "#4d4d4d"),
    "department_offices": (4, 0.28, "departments' offices", "部门行政", "#56708a"),
    "suppliers": (4, 0.46, "services and upkeep", "服务与维护", "#0072b2"),
    "diverted": (4, 0.97, "diverted", "流失", "#b00020"),
}  # fmt: skip
BAR = 0.045
SMALLEST = 0.3  # yuan per adult and year; thinner ribbons are not drawn


def plot_flows(flows: dict[str, pd.DataFrame], *, lang: str = "en") -> Figure:
    """Flows of money under each set-up; one scale, so thicker is more money everywhere.

    `flows` maps a set-up to source, destination, purpose, amount in yuan per adult and
    year. Nodes stand at the same places in every panel.
    """
    lang = usable_language(lang)
    with look(lang):
        figure = new_figure(8.0 * len(flows), 6.4)
        panels = np.atleast_1d(figure.subplots(1, len(flows)))
        tables = {name: _between(frame) for name, frame in flows.items()}
        most = max(
            (t.groupby("source")["amount"].sum().max() + t["amount"].sum() * 0.25)
            for t in tables.values()
        )
        scale = 0.62 / max(float(most), 1e-9)
        for axes, (name, table) in zip(panels, tables.items(), strict=True):
            _panel(axes, table, scale, lang)
            axes.set_title(name)
        figure.supxlabel(
            words(lang, "yuan per adult and year, mean of all runs; one scale in all panels",
                  "每名成年人每年(元),各次运行均值;各图比例相同"), fontsize=10,
        )  # fmt: skip
    return figure


def _between(frame: pd.DataFrame) -> pd.DataFrame:
    """Amounts between accounts, all purposes together; what lapses is left out."""
    kept = frame[frame["destination"] != "treasury"]
    table = kept.groupby(["source", "destination"], as_index=False)["amount"].sum()
    return table[table["amount"] >= SMALLEST]


def _heights(table: pd.DataFrame) -> dict[str, float]:
    out = table.groupby("source")["amount"].sum()
    into = table.groupby("destination")["amount"].sum()
    return {n: float(max(out.get(n, 0.0), into.get(n, 0.0))) for n in NODES}


def _tops(heights: dict[str, float], scale: float) -> dict[str, float]:
    """Top of each node: its fixed place, pushed down only where the one above reaches."""
    tops: dict[str, float] = {}
    for column in range(5):
        below = -1.0
        for name in sorted(
            (n for n in NODES if NODES[n][0] == column), key=lambda n: NODES[n][1]
        ):
            if heights[name] <= 0:
                continue
            tops[name] = max(NODES[name][1], below)
            below = tops[name] + heights[name] * scale + 0.075
    return tops


def _panel(axes: Any, table: pd.DataFrame, scale: float, lang: str) -> None:
    heights = _heights(table)
    tops = _tops(heights, scale)
    out, into = dict(tops), dict(tops)
    order = table.assign(
        a=table["source"].map(tops), b=table["destination"].map(tops)
    ).sort_values(["a", "b"])
    for row in order.itertuples():
        width = row.amount * scale
        x0, x1 = NODES[row.source][0] / 4 + BAR, NODES[row.destination][0] / 4
        _ribbon(
            axes,
            x0,
            out[row.source],
            x1,
            into[row.destination],
            width,
            NODES[row.source][4],
        )
        out[row.source] += width
        into[row.destination] += width
    for name, top in tops.items():
        column, _, english, chinese, colour = NODES[name]
        height = max(heights[name] * scale, 0.004)
        axes.add_patch(Rectangle((column / 4, top), BAR, height, color=colour, lw=0))
        text = words(lang, english, chinese) + f"  {heights[name]:.0f}"
        axes.text(column / 4, top - 0.008, text, fontsize=10, va="bottom", ha="left",
                  bbox={"facecolor": "white", "alpha": 0.7, "lw": 0, "pad": 0.6})  # fmt: skip
    axes.set_xlim(-0.02, 1.28)
    axes.set_ylim(1.12, -0.08)
    axes.axis("off")


def _ribbon(
    axes: Any, x0: float, y0: float, x1: float, y1: float, width: float, colour: str
) -> None:  # fmt: skip
    """A band of constant width from one node to another."""
    middle = (x0 + x1) / 2
    points = [
        (x0, y0), (middle, y0), (middle, y1), (x1, y1), (x1, y1 + width),
        (middle, y1 + width), (middle, y0 + width), (x0, y0 + width), (x0, y0),
    ]  # fmt: skip
    codes = [
        Path.MOVETO,
        *[Path.CURVE4] * 3,
        Path.LINETO,
        *[Path.CURVE4] * 3,
        Path.CLOSEPOLY,
    ]
    axes.add_patch(PathPatch(Path(points, codes), facecolor=colour, alpha=0.35, lw=0))


USE_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#8c8c8c", "#dddddd")


def plot_hours(hours: dict[str, pd.DataFrame], *, lang: str = "en") -> Figure:
    """The committee's hours by use, and volunteers' hours beside them.

    `hours` maps a set-up to worker, use, hours per 1,000 adults and month.
    """
    lang = usable_language(lang)
    with look(lang):
        figure = new_figure(9.0, 1.1 * len(hours) + 1.8)
        axes = figure.subplots()
        for place, frame in enumerate(hours.values()):
            left = 0.0
            own = frame[frame["worker"] != "volunteers"].groupby("use")["hours"].sum()
            for use, colour in zip(HOUR_USES, USE_COLOURS, strict=True):
                value = float(own.get(use, 0.0))
                label = words(lang, use, CHINESE[use]) if place == 0 else None
                axes.barh(
                    place, value, left=left, color=colour, label=label, height=0.45
                )
                if value > 12:
                    axes.text(left + value / 2, place, f"{value:.0f}", ha="center", va="center",
                              color="black" if use == "idle" else "white", fontsize=10)  # fmt: skip
                left += value
            given = float(frame.loc[frame["worker"] == "volunteers", "hours"].sum())
            axes.barh(place + 0.33, given, color="#009e73", height=0.14, hatch="///",
                      edgecolor="white", label=words(lang, "volunteers", "志愿者")
                      if place == 0 else None)  # fmt: skip
            axes.text(given + 3, place + 0.33, f"{given:.0f}", va="center", fontsize=9)
        axes.set_yticks(range(len(hours)), list(hours))
        axes.invert_yaxis()
        axes.set_xlabel(
            words(lang, "hours per 1,000 adults and month", "每千名成年人每月工时")
        )
        axes.set_title(
            words(lang, "What the committee's hours go to", "居委会工时去向"), pad=30
        )
        axes.legend(ncols=6, loc="lower left", bbox_to_anchor=(0, 1.0), fontsize=9,
                    columnspacing=1.0, handlelength=1.2)  # fmt: skip
    return figure
