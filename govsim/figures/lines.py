"""How do outcomes move over time under each set-up?"""

from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from scipy import stats

from govsim.figures.spacing import spread_labels
from govsim.figures.style import (
    COLOURS,
    DASHES,
    QUIET,
    look,
    new_figure,
    usable_language,
)
from govsim.figures.words import (
    legend_columns,
    outcome_card,
    outcome_title,
    words,
    wrapped,
)
from govsim.wording import unit_word

YEAR = 12
ROUGH = 0.05  # mean change from month to month, as a share of the level


def plot_outcome(
    runs: pd.DataFrame,
    outcome: str,
    ax: Any = None,
    lang: str = "en",
    titles: Mapping[str, str] | None = None,
) -> Figure:
    """One outcome over time: mean over runs, band = 95 % interval of that mean.

    Outcomes that jump from month to month are drawn as running means of 12 months, with
    the single months as hairlines.

    Parameters
    ----------
    runs : scenario, replicate, month, community and the outcomes; only the district
        (community −1) from month 1 on is drawn
    outcome : name of a column
    ax : axes to draw on; a new figure if not given
    titles : names to show for scenarios
    """
    lang = usable_language(lang)
    with look(lang):
        figure = ax.figure if ax is not None else new_figure(7.6, 4.4, lang)
        axes = ax if ax is not None else figure.subplots()
        count = _draw(axes, runs, outcome, lang, titles or {}, large=True)
        axes.set_xlabel(words(lang, "years", "年") + _note(count, lang), fontsize=9.5)
    return figure


def plot_outcomes(
    runs: pd.DataFrame,
    outcomes: Sequence[str],
    lang: str = "en",
    titles: Mapping[str, str] | None = None,
) -> Figure:
    """Several outcomes over time, small multiples with one legend; see `plot_outcome`."""
    lang = usable_language(lang)
    with look(lang):
        columns = 2 if len(outcomes) > 1 else 1
        rows = -(-len(outcomes) // columns)
        figure = new_figure(10.5, 2.3 * rows + 1.0, lang)
        panels = np.atleast_1d(figure.subplots(rows, columns, sharex=True)).ravel()
        counts = [
            _draw(axes, runs, outcome, lang, titles or {}, large=False)
            for axes, outcome in zip(panels, outcomes, strict=False)
        ]
        for axes in panels[len(outcomes) :]:
            axes.set_visible(False)
        for axes in panels[max(len(outcomes) - columns, 0) : len(outcomes)]:
            axes.tick_params(labelbottom=True)
            axes.set_xlabel(words(lang, "years", "年"))
        handles, labels = panels[0].get_legend_handles_labels()
        figure.legend(
            handles,
            labels,
            loc="outside upper center",
            ncols=legend_columns(labels, 110),
            handlelength=3.2,
        )
        note = _note(max(counts, default=(1, 1)), lang).strip()
        figure.supxlabel(note, fontsize=9, color=QUIET)
    return figure


def _draw(
    axes: Any,
    runs: pd.DataFrame,
    outcome: str,
    lang: str,
    titles: Mapping[str, str],
    large: bool,
) -> tuple[int, int]:
    """Draw one panel; returns the least and largest number of runs of a set-up."""
    card = outcome_card(outcome)
    tables = _tables(runs, outcome)
    rough = any(is_rough(wide) for wide in tables.values())
    ends = []
    for place, (name, wide) in enumerate(tables.items()):
        colour = COLOURS[place % len(COLOURS)]
        dash = DASHES[place % len(DASHES)] if len(tables) > 1 else "-"
        label = titles.get(name, name)
        if rough and large:
            axes.plot(
                wide.index / YEAR, wide.mean(axis=1), color=colour, lw=0.5, alpha=0.5
            )
        shown = running_year(wide) if rough else wide
        mean, half = mean_and_half_width(shown)
        years = shown.index / YEAR
        axes.fill_between(
            years, mean - half, mean + half, color=colour, alpha=0.14, lw=0
        )
        axes.plot(years, mean, color=colour, ls=dash, lw=2.2, label=label)
        if mean.notna().any():
            ends.append((float(mean.dropna().iloc[-1]), label, colour))
    more = _running(lang, large) if rough else ""
    axes.set_title(outcome_title(outcome, lang) + more)
    unit = unit_word(card.unit, lang)
    axes.set_ylabel(wrapped(unit, 40 if large else 20), fontsize=10, color=QUIET)
    axes.margins(x=0.01)
    if not ends:
        nothing = words(lang, "no values in these runs", "这些运行中没有数值")
        axes.text(0.5, 0.5, nothing, transform=axes.transAxes, ha="center", color=QUIET)
    elif large:
        _label_ends(axes, ends)
    counts = [wide.shape[1] for wide in tables.values()]
    return min(counts, default=0), max(counts, default=0)


def _tables(runs: pd.DataFrame, outcome: str) -> dict[str, pd.DataFrame]:
    """The district's values by set-up: months in rows, runs in columns."""
    frame = runs[(runs["community"] == -1) & (runs["month"] > 0)]
    return {
        str(name): part.pivot(index="month", columns="replicate", values=outcome)
        for name, part in frame.groupby("scenario", sort=False)
    }


def is_rough(wide: pd.DataFrame) -> bool:
    """Whether single months jump so much that a line of them cannot be read."""
    mean = wide.mean(axis=1)
    change, level = mean.diff().abs().mean(), mean.abs().mean()
    return bool(len(mean) >= 3 * YEAR and change > ROUGH * level)


def running_year(wide: pd.DataFrame) -> pd.DataFrame:
    """Each run's mean over the past 12 months, from the first full year on."""
    return wide.rolling(YEAR, min_periods=YEAR // 2).mean().iloc[YEAR - 1 :]


def mean_and_half_width(wide: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Mean over runs and half the width of its 95 % t-interval, by month."""
    count = wide.count(axis=1)
    error = wide.std(axis=1) / np.sqrt(count)
    return wide.mean(axis=1), error * stats.t.ppf(0.975, (count - 1).clip(lower=1))


def _label_ends(axes: Any, ends: list[tuple[float, str, str]]) -> None:
    """Names at the lines' ends, pushed apart where they would collide."""
    low, high = axes.get_ylim()
    heights = [(value - low) / (high - low) for value, _, _ in ends]
    names = [wrapped(label, 24) for _, label, _ in ends]
    gap = 0.07 * max(1 + name.count("\n") for name in names)
    places = spread_labels(heights, gap)
    for place, name, (_, _, colour) in zip(places, names, ends, strict=True):
        axes.annotate(
            name,
            (1.0, place),
            xytext=(6, 0),
            xycoords="axes fraction",
            textcoords="offset points",
            color=colour,
            va="center",
            annotation_clip=False,
            fontweight=mpl.rcParams["axes.titleweight"],
        )


def _running(lang: str, large: bool) -> str:
    """Says in the title that a line is a running mean."""
    if large:
        return words(
            lang, ", 12-month mean (hairlines: months)", "，12 个月均值（细线为单月）"
        )
    return words(lang, ", 12-month mean", "，12 个月均值")


def _note(count: tuple[int, int], lang: str) -> str:
    low, high = count
    if high <= 1:
        return words(lang, " (one run)", "（一次运行）")
    many = str(high) if low == high else f"{low}–{high}"
    return words(
        lang,
        f"\nmean of {many} runs per set-up; band: 95 % interval of that mean.\n"
        "The same worlds run under each set-up: bands may overlap where "
        "the paired difference is clear.",
        f"\n每个方案 {many} 次运行的均值；色带为均值的 95 % 区间。\n"
        "各方案使用同样的世界：色带重叠时，配对差异仍可能很明确。",
    )
