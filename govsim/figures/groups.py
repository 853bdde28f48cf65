"""Who gains and who loses, group by group?"""

from collections.abc import Mapping
from typing import Any

import matplotlib as mpl
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
from govsim.figures.words import (
    direction,
    group_word,
    grouping_word,
    outcome_card,
    outcome_title,
    words,
    wrapped,
)
from govsim.wording import unit_word

MARKS = {"gain": (GAIN, "^"), "loss": (LOSS, "v"), "differs": (NEUTRAL, "D"),
         "none": (UNSURE, "o")}  # fmt: skip
BETWEEN = 0.7  # rows left free between groupings


def plot_groups(
    table: pd.DataFrame,
    lang: str = "en",
    titles: Mapping[str, str] | None = None,
) -> Figure:
    """Paired difference by group, a panel per outcome, the same rows in each.

    Parameters
    ----------
    table : outcome, by, group, difference, low, high (second set-up minus first); the
        wider interval is drawn if low_wide and high_wide are there; with scenario_a and
        scenario_b only the first pair is drawn and named
    titles : names to show for scenarios
    """
    lang = usable_language(lang)
    if not len(table):
        raise BadInput("The table of groups has no rows to draw.")
    part, a, b = _first_pair(table, titles or {})
    outcomes = list(dict.fromkeys(part["outcome"].astype(str)))
    rows = _places(part)
    with look(lang):
        height = 0.28 * (max(rows.values(), default=0) + 1) + 2.0
        figure = new_figure(3.0 + 3.6 * len(outcomes), height, lang)
        panels = figure.subplots(1, len(outcomes), squeeze=False, sharey=True)[0]
        for axes, outcome in zip(panels, outcomes, strict=True):
            _panel(axes, part[part["outcome"] == outcome], rows, lang)
            axes.set_title(wrapped(outcome_title(outcome, lang), 34), fontsize=11)
            unit = unit_word(outcome_card(outcome).figure_unit, lang)
            axes.set_xlabel(_minus(a, b, lang) + f"\n[{unit}]", fontsize=10)
        _name_rows(panels[0], rows, lang)
        head = words(lang, "Who gains, who loses", "谁得益，谁受损")
        figure.suptitle(
            wrapped(head + _versus(a, b, lang), 40 + 40 * len(outcomes)),
            x=0.01,
            ha="left",
            fontsize=12,
            fontweight=mpl.rcParams["axes.titleweight"],
        )
        figure.supxlabel(_note(part, lang), fontsize=9, color=QUIET)
    return figure


def _first_pair(
    table: pd.DataFrame, titles: Mapping[str, str]
) -> tuple[pd.DataFrame, str, str]:
    """Rows of the first pair of set-ups, and both their names ("" if not given)."""
    if "scenario_a" not in table:
        return table, "", ""
    a, b = str(table["scenario_a"].iloc[0]), str(table["scenario_b"].iloc[0])
    part = table[(table["scenario_a"] == a) & (table["scenario_b"] == b)]
    return part, titles.get(a, a), titles.get(b, b)


def _places(part: pd.DataFrame) -> dict[tuple[str, str], float]:
    """Row of each group, with a gap between groupings."""
    made: dict[tuple[str, str], float] = {}
    place, before = 0.0, None
    keys = dict.fromkeys(
        zip(part["by"].astype(str), part["group"].astype(str), strict=True)
    )
    for by, group in keys:
        if before is not None and by != before:
            place += BETWEEN
        made[by, group] = place
        place, before = place + 1, by
    return made


def _panel(
    axes: Any, part: pd.DataFrame, rows: dict[tuple[str, str], float], lang: str
) -> None:
    wide = "low_wide" in part and "high_wide" in part
    for row in part.itertuples():
        low, high = (row.low_wide, row.high_wide) if wide else (row.low, row.high)
        colour, mark = MARKS[_kind(str(row.outcome), row.difference, low, high)]
        place = rows[str(row.by), str(row.group)]
        axes.plot([low, high], [place] * 2, color=colour, lw=2, solid_capstyle="butt")
        face = "white" if colour == UNSURE else colour
        axes.plot(row.difference, place, mark, color=colour, mfc=face, ms=7, mew=1.5)
    axes.axvline(0, color="black", lw=0.9)
    axes.locator_params(axis="x", nbins=5)
    axes.grid(axis="y", color="#eeeeee", lw=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)


def _kind(outcome: str, difference: float, low: float, high: float) -> str:
    """Gain, loss, a difference that is neither, or none found."""
    if not (low > 0 or high < 0):
        return "none"
    side = direction(outcome) * difference
    return "differs" if side == 0 else "gain" if side > 0 else "loss"


def _name_rows(axes: Any, rows: dict[tuple[str, str], float], lang: str) -> None:
    """Names of the groups; the grouping stands beside its first group."""
    seen: set[str] = set()
    labels = []
    for by, group in rows:
        head = "" if by in seen else grouping_word(by, lang) + words(lang, ": ", "：")
        seen.add(by)
        labels.append(head + group_word(group, lang))
    axes.set_yticks(list(rows.values()), labels, fontsize=10)
    axes.set_ylim(max(rows.values(), default=0) + 0.7, -0.7)


def _minus(a: str, b: str, lang: str) -> str:
    if not a:
        return words(lang, "difference", "差异")
    return "\n".join(
        wrapped(text, 36)
        for text in words(lang, f"{b}\nminus {a}", f"{b}减{a}").split("\n")
    )


def _versus(a: str, b: str, lang: str) -> str:
    return words(lang, f": {b} against {a}", f"：{b}与{a}相比") if a else ""


def _note(part: pd.DataFrame, lang: str) -> str:
    wide = "low_wide" in part
    kind = words(lang, ", seeds and assumptions", "（种子与假设）") if wide else ""
    pairs = ""
    if "pairs" in part and len(part):
        count = int(part["pairs"].max())
        pairs = words(lang, f"{count} pairs of runs; ", f"{count} 对运行；")
    return words(
        lang,
        f"{pairs}bar: 95 % interval{kind}\n▲ blue: gain, ▼ orange: loss, ○ grey: no "
        "difference found",
        f"{pairs}横线：95 % 区间{kind}\n▲ 蓝：得益；▼ 橙：受损；○ 灰：未发现差异",
    )
