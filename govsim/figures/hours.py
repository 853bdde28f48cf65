"""Where do the committee's hours go, and how much do volunteers add?"""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from govsim.figures.style import look, new_figure, usable_language
from govsim.figures.words import use_word, words, wrapped
from govsim.vocabulary import HOUR_USES, OWN_HANDS, WORKERS
from govsim.wording import number

USE_COLOURS = ("#0072b2", "#e69f00", "#009e73", "#999999", "#e3e3e3")
INK = ("white", "black", "black", "black", "black")
VOLUNTEERS = "#009e73"
NARROW = 0.03  # share of the axis; narrower parts have their number above them


def plot_hours(
    hours: Mapping[str, pd.DataFrame], lang: str = "en", runs: int | None = None
) -> Figure:
    """Hours of staff, members and hired hands by use, and volunteers' hours beside them.

    Parameters
    ----------
    hours : by the set-up's name as shown: worker, use, hours per 1,000 adults and
        month; without a column `worker` all hours are the committee's own
    runs : number of runs the hours are means of, for the note
    """
    lang = usable_language(lang)
    with look(lang):
        figure = new_figure(9.6, 1.05 * len(hours) + 1.9, lang)
        axes = figure.subplots()
        longest = max((_own(frame).sum() for frame in hours.values()), default=1.0)
        for place, frame in enumerate(hours.values()):
            _stack(axes, place, _own(frame), float(longest), lang)
            _given(axes, place, frame, float(longest), lang)
        axes.set_yticks(range(len(hours)), [wrapped(name, 20) for name in hours])
        axes.set_ylim(len(hours) - 0.4, -0.5)
        axes.set_xlim(0, longest * 1.09)
        many = words(lang, f"; mean of {runs} runs", f"；{runs} 次运行的均值")
        axes.set_xlabel(
            words(lang, "hours per 1,000 adults and month", "每千名成年人每月工时")
            + (many if runs else "")
        )
        axes.set_title(
            words(
                lang, "What the committee's hours go to, and what volunteers add",
                "居委会工时去向与志愿者工时",
            ),
            pad=46,
        )  # fmt: skip
        axes.legend(
            ncols=3,
            loc="lower left",
            bbox_to_anchor=(-0.01, 0.98),
            fontsize=9.5,
            columnspacing=1.4,
            handlelength=1.3,
        )
    return figure


def _own(frame: pd.DataFrame) -> "pd.Series[float]":
    """The committee's own hours by use: nobody seconded, at a station or volunteering."""
    own = WORKERS[:OWN_HANDS]
    kept = frame[frame["worker"].isin(own)] if "worker" in frame else frame
    sums = kept.groupby("use")["hours"].sum()
    return sums.reindex(list(HOUR_USES), fill_value=0.0)


def _stack(
    axes: Any, place: int, own: "pd.Series[float]", longest: float, lang: str
) -> None:
    left = 0.0
    for use, colour, ink in zip(HOUR_USES, USE_COLOURS, INK, strict=True):
        value = float(own[use])
        axes.barh(
            place,
            value,
            left=left,
            color=colour,
            height=0.42,
            edgecolor="white",
            lw=0.8,
            label=use_word(use, lang) if place == 0 else None,
        )
        narrow = value < NARROW * longest
        if value > 0:
            axes.text(
                left + value / 2,
                place - (0.23 if narrow else 0.0),
                number(value, 10 if 0 < value < 1 else 100),
                ha="center",
                va="bottom" if narrow else "center_baseline",
                color="black" if narrow else ink,
                fontsize=9 if narrow else 10.5,
            )
        left += value
    axes.text(
        left + 0.01 * longest,
        place,
        number(left, 100),
        va="center_baseline",
        fontsize=11,
    )


def _given(
    axes: Any, place: int, frame: pd.DataFrame, longest: float, lang: str
) -> None:
    """Volunteers' hours as a narrow hatched bar below the stack."""
    if "worker" not in frame:
        return
    value = float(frame.loc[frame["worker"] == "volunteers", "hours"].sum())
    axes.barh(
        place + 0.31,
        value,
        color="white",
        height=0.13,
        hatch="/////",
        edgecolor=VOLUNTEERS,
        lw=0.8,
        label=words(lang, "volunteers (not in the total)", "志愿者（不计入合计）")
        if place == 0
        else None,
    )
    axes.text(
        value + 0.01 * longest,
        place + 0.31,
        number(value, 100),
        va="center_baseline",
        fontsize=9.5,
    )
