"""How do outcomes move over time under each set-up?"""

from collections.abc import Sequence
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from scipy import stats

from govsim.figures.base import (
    COLOURS,
    DASHES,
    look,
    new_figure,
    usable_language,
    words,
)
from govsim.outcomes import OUTCOMES


def plot_outcome(
    runs: pd.DataFrame, outcome: str, *, ax: Any = None, lang: str = "en",
    titles: dict[str, str] | None = None,
) -> Figure:  # fmt: skip
    """One outcome over time: mean over runs, band = 95 % interval of that mean.

    `runs` has the columns scenario, replicate, month, community and the outcomes; only
    the district (community −1) is drawn.
    """
    lang = usable_language(lang)
    with look(lang):
        figure = ax.figure if ax is not None else new_figure(7.2, 4.2)
        axes = ax if ax is not None else figure.subplots()
        number = _draw(axes, runs, outcome, lang, titles or {}, direct=True)
        axes.set_xlabel(_note(number, lang))
    return figure


def plot_outcomes(
    runs: pd.DataFrame, outcomes: Sequence[str], *, lang: str = "en",
    titles: dict[str, str] | None = None,
) -> Figure:  # fmt: skip
    """Several outcomes over time, small multiples with one legend."""
    lang = usable_language(lang)
    with look(lang):
        columns = 2 if len(outcomes) > 1 else 1
        rows = -(-len(outcomes) // columns)
        figure = new_figure(10.5, 2.5 * rows + 0.6)
        panels = np.atleast_1d(figure.subplots(rows, columns)).ravel()
        number = 1
        for axes, outcome in zip(panels, outcomes, strict=False):
            number = _draw(axes, runs, outcome, lang, titles or {}, direct=False)
        for axes in panels[len(outcomes) :]:
            axes.set_visible(False)
        handles, labels = panels[0].get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside upper center", ncols=len(labels))
        figure.supxlabel(_note(number, lang), fontsize=10)
    return figure


def _draw(
    axes: Any, runs: pd.DataFrame, outcome: str, lang: str, titles: dict[str, str],
    direct: bool,
) -> int:  # fmt: skip
    """Draw one panel; returns the number of runs per set-up."""
    card = OUTCOMES[outcome]
    frame = runs[(runs["community"] == -1) & (runs["month"] > 0)]
    ends, number = [], 1
    for place, (name, part) in enumerate(frame.groupby("scenario", sort=False)):
        wide = part.pivot_table(index="month", columns="replicate", values=outcome)
        if wide.empty:
            continue
        number = wide.shape[1]
        years, mean = wide.index / 12.0, wide.mean(axis=1)
        colour = COLOURS[place % len(COLOURS)]
        label = titles.get(str(name), str(name))
        axes.plot(
            years, mean, color=colour, ls=DASHES[place % len(DASHES)], lw=2, label=label
        )
        if number > 1:
            half = stats.t.ppf(0.975, number - 1) * wide.std(axis=1) / np.sqrt(number)
            axes.fill_between(
                years, mean - half, mean + half, color=colour, alpha=0.18, lw=0
            )
        ends.append((float(mean.iloc[-1]), label, colour, float(years[-1])))
    axes.set_title(card.label(lang))
    axes.set_ylabel(words(lang, _short(card.unit), ""), fontsize=9)
    if direct:
        _label_ends(axes, ends)
    return number


def _short(unit: str) -> str:
    return unit if len(unit) < 30 else unit[:28] + "…"


def _label_ends(axes: Any, ends: list[tuple[float, str, str, float]]) -> None:
    """Names at the lines' ends, pushed apart where they would collide."""
    low, high = axes.get_ylim()
    gap, last = 0.08 * (high - low), -np.inf
    for value, label, colour, year in sorted(ends):
        place = max(value, last + gap)
        last = place
        axes.annotate(
            label, (year, value), xytext=(1.02, (place - low) / (high - low)),
            textcoords="axes fraction", color=colour, va="center",
            fontweight=mpl.rcParams["axes.titleweight"],
        )  # fmt: skip


def _note(number: int, lang: str) -> str:
    if number == 1:
        return words(lang, "years (one run)", "年(一次运行)")
    return words(
        lang, f"years · mean of {number} worlds, band: 95 % interval of the mean",
        f"年 · {number} 个世界的均值,色带为均值的 95 % 区间",
    )  # fmt: skip
