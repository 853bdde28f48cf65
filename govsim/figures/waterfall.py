"""By which steps does one set-up's figure become the other's?"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from govsim.errors import BadInput
from govsim.figures.style import (
    GAIN,
    LOSS,
    NEUTRAL,
    QUIET,
    UNSURE,
    look,
    new_figure,
    usable_language,
)
from govsim.figures.words import direction, outcome_card, outcome_title, words, wrapped
from govsim.wording import number, signed, unit_word

TOTAL = "total"
NOT_FOUND = "no difference found"


def plot_waterfall(
    table: pd.DataFrame,
    lang: str = "en",
    titles: Sequence[str] = ("A", "B"),
    parts: Mapping[str, str] | None = None,
    ax: Any = None,
) -> Figure:
    """One outcome from the first set-up to the second, part by part, largest first.

    A bar begins where the one before ended, so that the bars end at the second set-up.
    The lines at a bar's end are its intervals; a hollow grey bar is one whose sign is
    not found.

    Parameters
    ----------
    table : rows of one outcome as `Explanation.table` gives them, `total` among them
    titles : names of both set-ups
    parts : name of a part → what to call it
    """
    lang = usable_language(lang)
    if not len(table) or table["outcome"].nunique() != 1:
        raise BadInput("A waterfall shows the parts of one outcome.")
    total = table[table["part"] == TOTAL].iloc[0]
    order = table["contribution"].abs().sort_values(ascending=False, kind="stable")
    rows = list(table.loc[order.index][lambda t: t["part"] != TOTAL].itertuples())
    with look(lang):
        if ax is None:
            figure = new_figure(10.5, 0.46 * (len(rows) + 2) + 1.9, lang)
            ax = figure.subplots()
        _bars(ax, rows, total)
        _row_words(ax, rows, total, titles, parts or {}, lang)
        _frame(ax, rows, total, titles, lang)
    drawn: Figure = ax.figure
    return drawn


def _colour(row: Any) -> str:
    """Better or worse for residents, or not found."""
    if row.verdict == NOT_FOUND:
        return UNSURE
    if direction(row.outcome) == 0:
        return NEUTRAL
    return GAIN if row.verdict == "b better" else LOSS


def _bars(ax: Any, rows: list[Any], total: Any) -> None:
    """The steps with their intervals, and both ends."""
    ax.use_sticky_edges = False  # room beside a bar that ends at the axis' end
    level = total.mean_a
    for place, row in enumerate(rows, start=1):
        end, colour = level + row.contribution, _colour(row)
        hollow = colour == UNSURE
        ax.barh(
            place,
            row.contribution,
            left=level,
            height=0.56,
            color="white" if hollow else colour,
            alpha=1.0 if hollow else 0.55,
            edgecolor=colour,
            lw=1.2,
        )
        _interval(ax, row, level, place, colour)
        ax.plot([end, end], [place, place + 1], color=QUIET, lw=0.8, ls=":")
        level = end
    ax.plot([total.mean_a] * 2, [0, 1], color=QUIET, lw=0.8, ls=":")
    for place, value in ((0, total.mean_a), (len(rows) + 1, total.mean_b)):
        ax.plot(value, place, "D", color=NEUTRAL, ms=7)
    ax.axvline(total.mean_a, color=NEUTRAL, lw=0.6, alpha=0.6, zorder=0)


def _interval(ax: Any, row: Any, start: float, place: int, colour: str) -> None:
    """The two intervals of where a bar ends."""
    wide = (start + row.low_wide, start + row.high_wide)
    close = (start + row.low, start + row.high)
    below = place + 0.18
    ax.plot(wide, [below] * 2, color=colour, lw=1.3, solid_capstyle="butt")
    ax.plot(close, [below] * 2, color=colour, lw=4.5, solid_capstyle="butt")


def _row_words(
    ax: Any,
    rows: list[Any],
    total: Any,
    titles: Sequence[str],
    parts: Mapping[str, str],
    lang: str,
) -> None:
    """What each row is on the left, its number on the right."""
    side = ax.get_yaxis_transform()
    scale = max(abs(total.mean_a), abs(total.mean_b))
    labels = [titles[0], *(parts.get(r.part, r.part) for r in rows), titles[1]]
    ax.set_yticks(range(len(labels)), [wrapped(str(text), 34) for text in labels])
    ax.tick_params(axis="y", length=0)
    right: dict[str, Any] = {"transform": side, "va": "center", "fontsize": 10}
    for place, row in enumerate(rows, start=1):
        bounds = ", ".join(signed(v, scale) for v in (row.low_wide, row.high_wide))
        text = f"{signed(row.contribution, scale)}  [{bounds}]"
        colour = _colour(row)
        shade = QUIET if colour == UNSURE else colour
        ax.text(1.03, place, text, color=shade, **right)
    ends = ((0, total.mean_a), (len(rows) + 1, total.mean_b))
    for place, value in ends:
        ax.text(1.03, place, number(value, scale), **right)
    head = words(lang, "part  [thin line]", "贡献  [细线]")
    ax.text(1.03, -0.62, head, color=QUIET, **(right | {"fontsize": 9.5}))


def _frame(
    ax: Any, rows: list[Any], total: Any, titles: Sequence[str], lang: str
) -> None:
    """Title, axis and what bars, lines and colours mean."""
    unit = unit_word(outcome_card(total.outcome).figure_unit, lang)
    name = outcome_title(total.outcome, lang)
    ax.set_ylim(len(rows) + 1.6, -0.95)
    ax.set_title(_finding(rows, total, titles, lang))
    same = np.allclose(
        [[r.low, r.high] for r in rows],
        [[r.low_wide, r.high_wide] for r in rows],
        equal_nan=True,
    )
    lines = words(
        lang,
        "lines: 95 %, seeds only"
        if same
        else "thick line: 95 %, seeds only; thin line: 95 %, seeds and assumptions",
        "线：95 %（仅随机种子）"
        if same
        else "粗线：95 %（仅随机种子）；细线：95 %（种子与假设）",
    )
    colours = words(
        lang,
        "blue: for residents' better, orange: for worse, hollow grey: sign not found",
        "蓝：对居民更好；橙：更差；空心灰：方向未定",
    )
    count = words(lang, f"{total.worlds} worlds", f"{total.worlds} 个世界")
    join = words(lang, "; ", "；")
    ax.set_xlabel(f"{name}, {unit}\n{count}{join}{lines}\n{colours}", fontsize=9.5)


def _finding(rows: list[Any], total: Any, titles: Sequence[str], lang: str) -> str:
    """The title: whether there is a difference, and how many parts have a sign."""
    a, b = titles
    found = sum(row.verdict != NOT_FOUND for row in rows)
    name = outcome_card(total.outcome).label(lang)
    scale = max(abs(total.mean_a), abs(total.mean_b))
    sure = total.verdict != NOT_FOUND
    return words(
        lang,
        f"{name[:1].upper()}{name[1:]} from {a} to {b}: {signed(total.contribution, scale)}"
        + ("" if sure else " (no difference found)")
        + f"\n{found} of {len(rows)} parts with a sign that holds",
        f"{name}，从{a}到{b}：{signed(total.contribution, scale)}"
        + ("" if sure else "（未发现差异）")
        + f"\n{len(rows)} 部分中 {found} 部分方向成立",
    )
