"""What is the price of more of one outcome in terms of another?"""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from govsim.figures.style import (
    COLOURS,
    MARKERS,
    look,
    new_figure,
    usable_language,
)
from govsim.figures.words import direction, legend_columns, outcome_card, words
from govsim.wording import unit_word


def plot_tradeoffs(
    runs: pd.DataFrame,
    x: str,
    y: str,
    lang: str = "en",
    ax: Any = None,
    titles: Mapping[str, str] | None = None,
) -> Figure:
    """Every run's figures on two outcomes, one colour and marker per set-up.

    Parameters
    ----------
    runs : scenario and the two outcomes, one row per run
    x, y : names of outcomes
    ax : axes to draw on; a new figure if not given
    titles : names to show for scenarios
    """
    lang = usable_language(lang)
    with look(lang):
        figure = ax.figure if ax is not None else new_figure(7.0, 5.6, lang)
        axes = ax if ax is not None else figure.subplots()
        parts = list(runs.groupby("scenario", sort=False))
        for place, (name, part) in enumerate(parts):
            title = (titles or {}).get(str(name), str(name))
            _cloud(axes, part[x], part[y], place, title)
        most = max((len(part) for _, part in parts), default=0)
        axes.set_xlabel(_axis(x, lang) + "\n" + _note(most, lang))
        axes.set_ylabel(_axis(y, lang))
        axes.set_title(_title(x, y, lang))
        handles, labels = axes.get_legend_handles_labels()
        look_of: dict[str, Any] = {"markerscale": 0.7, "handletextpad": 0.3}
        if ax is not None:
            axes.legend(**look_of)
        else:
            columns = legend_columns(labels, 85)
            figure.legend(
                handles, labels, loc="outside upper left", ncols=columns, **look_of
            )
    return figure


def _cloud(axes: Any, x: pd.Series, y: pd.Series, place: int, title: str) -> None:
    """The runs of one set-up, and their mean as a large mark."""
    colour, mark = COLOURS[place % len(COLOURS)], MARKERS[place % len(MARKERS)]
    axes.scatter(x, y, color=colour, marker=mark, alpha=0.4, s=30, lw=0)
    axes.scatter(
        x.mean(),
        y.mean(),
        color=colour,
        marker=mark,
        s=190,
        edgecolor="white",
        lw=1.8,
        zorder=3 + place,
        label=title,
    )


def _axis(outcome: str, lang: str) -> str:
    """Name, unit and which end is better."""
    card = outcome_card(outcome)
    better = {
        1: words(lang, ", better →", "，越高越好 →"),
        -1: words(lang, ", ← better", "，← 越低越好"),
        0: "",
    }[direction(outcome)]
    unit = unit_word(card.figure_unit, lang)
    return words(
        lang,
        f"{card.label(lang)} [{unit}]{better}",
        f"{card.label(lang)}[{unit}]{better}",
    )


def _title(x: str, y: str, lang: str) -> str:
    first, second = (outcome_card(name).label(lang) for name in (y, x))
    return words(
        lang, f"{first[:1].upper()}{first[1:]} against {second}", f"{first}与{second}"
    )


def _note(most: int, lang: str) -> str:
    if most <= 1:
        return words(lang, "one run per set-up", "每个方案一次运行")
    return words(
        lang,
        f"small: one run ({most} per set-up, the same worlds); large: mean",
        f"小：一次运行（每个方案 {most} 次，世界相同）；大：均值",
    )
