"""What differs between two set-ups, which way, and how surely?"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from govsim.errors import BadInput
from govsim.figures.findings import finding, judged, note, sign_of
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
from govsim.figures.words import direction, outcome_card, words, wrapped
from govsim.wording import number, signed, unit_word

FARTHEST = 8.0  # spreads; intervals that reach farther end in an arrow
COLOUR = {"better": GAIN, "worse": LOSS, "differs": NEUTRAL, "none": UNSURE}


def plot_differences(
    table: pd.DataFrame,
    lang: str = "en",
    titles: Mapping[str, str] | None = None,
) -> Figure:
    """Paired differences with both intervals, one row per outcome, a panel per pair.

    Right is better for residents under the second set-up: outcomes of which less is
    better are turned round. Bars are in units of each outcome's spread between runs, so
    that rows can be compared; the numbers beside them are in the outcome's own unit.

    Parameters
    ----------
    table : scenario_a, scenario_b, outcome, mean_a, mean_b, difference, low, high,
        low_wide, high_wide, pairs, better (``"higher"`` or ``"lower"``); `spread` or
        `sd_a` is the outcome's standard deviation between runs (without it each row has
        its own scale); `verdict`, if there, says what counts as found, otherwise the
        wider interval does
    titles : names to show for scenarios
    """
    lang = usable_language(lang)
    if not len(table):
        raise BadInput("The table of differences has no rows to draw.")
    pairs = list(
        dict.fromkeys(zip(table["scenario_a"], table["scenario_b"], strict=True))
    )
    parts = [
        table[(table["scenario_a"] == a) & (table["scenario_b"] == b)] for a, b in pairs
    ]
    with look(lang):
        heights = [0.48 * len(part) + 2.0 for part in parts]
        figure = new_figure(11.0, sum(heights), lang)
        figure.set_layout_engine("constrained", h_pad=0.14)
        panels = figure.subplots(len(parts), 1, squeeze=False, height_ratios=heights)
        for axes, (a, b), part in zip(panels[:, 0], pairs, parts, strict=True):
            named = [(titles or {}).get(str(n), str(n)) for n in (a, b)]
            _forest(axes, part, named[0], named[1], lang)
    return figure


def _units(part: pd.DataFrame) -> tuple[list[float], bool]:
    """What one step of the axis is worth in each row, and whether that is the spread."""
    spread = next((name for name in ("spread", "sd_a") if name in part), None)
    if spread is not None:
        values = part[spread].to_numpy(dtype=float)
        return [v if v > 0 else np.nan for v in values], True
    reach = part[["difference", "low_wide", "high_wide"]].abs().max(axis=1)
    return [float(v) if v > 0 else np.nan for v in reach], False


def _forest(axes: Any, part: pd.DataFrame, a: str, b: str, lang: str) -> None:
    """One pair of set-ups."""
    units, common = _units(part)
    rows = list(part.itertuples())
    limits = _limits(rows, units)
    found = [judged(row) for row in rows]
    for place, (row, unit) in enumerate(zip(rows, units, strict=True)):
        _bar(axes, row, place, unit, limits, COLOUR[found[place]])
        _row_words(axes, row, place, found[place], lang)
    axes.axvline(0, color="black", lw=0.9, ymax=len(rows) / (len(rows) + 0.85))
    axes.set_ylim(len(rows) - 0.4, -1.25)
    axes.set_xlim(*limits)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    if not common:
        axes.set_xticks([0], ["0"])
    _heads(axes, a, b, lang)
    axes.set_xlabel(note(part, common, b, lang), fontsize=9.5)
    axes.set_title(wrapped(finding(found, a, b, lang), 90))


def _limits(rows: list[Any], units: list[float]) -> tuple[float, float]:
    """The axis: room for the intervals, up to a point, and for words on both sides."""
    ends = [0.0]
    for row, unit in zip(rows, units, strict=True):
        reached = (row.low, row.high, row.low_wide, row.high_wide, row.difference)
        ends += [sign_of(row) * v / unit for v in reached if np.isfinite(v / unit)]
    low, high = np.clip([min(ends), max(ends)], -FARTHEST, FARTHEST) * 1.06
    room = max(0.5 * (high - low), 0.5) * 0.8
    return float(min(low, -room)), float(max(high, room))


def _bar(
    axes: Any,
    row: Any,
    place: int,
    unit: float,
    limits: tuple[float, float],
    colour: str,
) -> None:
    """Both intervals and the mean; an arrow where an interval leaves the axis."""
    sign = sign_of(row)
    if np.isnan(unit):  # the same in every run: any difference is off the scale
        unit = abs(row.difference) / FARTHEST or 1.0
    thin = sorted((sign * row.low_wide / unit, sign * row.high_wide / unit))
    thick = sorted((sign * row.low / unit, sign * row.high / unit))
    middle = float(np.clip(sign * row.difference / unit, *limits))
    axes.plot(thin, [place] * 2, color=colour, lw=1.8, solid_capstyle="butt")
    axes.plot(thick, [place] * 2, color=colour, lw=11, alpha=0.5, solid_capstyle="butt")
    face = "white" if colour == UNSURE else colour
    axes.plot(middle, place, "o", color=colour, ms=4.5, mfc=face, mew=1.3)
    for end, limit, mark in zip(thin, limits, "<>", strict=True):
        if abs(end) > abs(limit) and end * limit > 0:
            axes.plot(limit, place, mark, color=colour, ms=7, clip_on=False)


def _row_words(axes: Any, row: Any, place: int, found: str, lang: str) -> None:
    """The outcome and its unit on the left, numbers in its own unit on the right."""
    card = outcome_card(row.outcome)
    less = words(lang, "less is better", "越低越好")
    neither = words(lang, "neither is better", "无好坏之分")
    unit = unit_word(card.figure_unit, lang)
    if direction(row.outcome) == 0:
        unit += f" · {neither}"
    elif row.better == "lower":
        unit += f" · {less}"
    side = axes.get_yaxis_transform()
    left: dict[str, Any] = {"transform": side, "ha": "right", "clip_on": False}
    axes.text(-0.02, place - 0.02, card.label(lang), va="bottom", fontsize=11, **left)
    axes.text(-0.02, place + 0.04, unit, va="top", fontsize=8.5, color=QUIET, **left)
    scale = max(abs(row.mean_a), abs(row.mean_b))
    bounds = ", ".join(signed(v, scale) for v in (row.low_wide, row.high_wide))
    axes.text(
        1.03, place, f"{number(row.mean_a, scale)} → {number(row.mean_b, scale)}",
        transform=side, va="center", fontsize=10, color=QUIET,
    )  # fmt: skip
    axes.text(
        1.23, place, f"{signed(row.difference, scale)}  [{bounds}]",
        transform=side, va="center", fontsize=10,
        color=QUIET if found == "none" else COLOUR[found],
    )  # fmt: skip


def _heads(axes: Any, a: str, b: str, lang: str) -> None:
    """What the two sides and the columns of numbers are."""
    side = axes.get_yaxis_transform()
    head: dict[str, Any] = {"va": "center", "fontsize": 9.5}
    left = words(lang, f"← {a} better", f"← {a}更好")
    right = words(lang, f"{b} better →", f"{b}更好 →")
    for ha, text, away in (("right", left, -8), ("left", right, 8)):
        axes.annotate(
            wrapped(text, 30),
            (0, -0.85),
            xytext=(away, 0),
            textcoords="offset points",
            ha=ha,
            **head,
        )
    head |= {"transform": side}
    axes.text(1.03, -0.85, words(lang, "means", "均值"), color=QUIET, **head)
    both = words(lang, "difference  [thin bar]", "差异  [细线]")
    axes.text(1.23, -0.85, both, color=QUIET, **head)
