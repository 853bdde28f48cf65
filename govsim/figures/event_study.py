"""How does an estimated effect unfold around a pilot's start, beside the true one?"""

from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from govsim.figures.style import (
    COLOURS,
    DASHES,
    MARKERS,
    QUIET,
    look,
    new_figure,
    usable_language,
)
from govsim.figures.words import outcome_card, outcome_title, words
from govsim.wording import unit_word

NAMES = {
    "leads_lags": ("leads and lags (two-way effects)", "前后期回归（双向固定效应）"),
    "group_time": ("by wave and period", "分批次分时期估计"),
}
VISIBLE = 0.01  # share of the effect below which a line would lie on 0
SHIFT = 0.13  # by which the estimators stand apart, in periods
TRUE_COLOUR = COLOURS[0]


def plot_event_study(
    table: pd.DataFrame,
    effects: pd.DataFrame,
    outcome: str,
    *,
    period: int = 1,
    length: int | None = None,
    ax: Any = None,
    lang: str = "en",
) -> Figure:
    """Estimates by time since joining, with the truth as a line.

    Dots are means over worlds; thick bars hold the middle 95 % of the estimates of single
    worlds, which is what one evaluation may find.

    Parameters
    ----------
    table : as `Trial.event_study` gives it
    effects : true effects by month, as `Trial.effects` gives them
    outcome : what it is about
    period : months of a period
    length : months after which the pilot ends, if it does
    """
    lang = usable_language(lang)
    with look(lang):
        figure = ax.figure if ax is not None else new_figure(7.8, 4.6, lang)
        axes = ax if ax is not None else figure.subplots()
        _truth(axes, effects, lang)
        for place, name in enumerate(NAMES):
            shift = SHIFT * (2 * place - 1)
            rows = table[table["estimator"] == name]
            _estimates(axes, rows, place, shift, period, lang)
        _marks(axes, period, length, lang)
        card = outcome_card(outcome)
        axes.set_title(outcome_title(outcome, lang))
        axes.set_ylabel(
            words(lang, "effect, ", "效应，") + unit_word(card.unit, lang),
            fontsize=10,
            color=QUIET,
        )
        axes.set_xlabel(_below(table, lang), fontsize=9.5)
        if ax is None:
            figure.legend(loc="outside lower center", ncols=2, fontsize=9)
        else:
            axes.legend(loc="best", fontsize=9)
    return figure


def _truth(axes: Any, effects: pd.DataFrame, lang: str) -> None:
    """True effects by month: on those that joined, and on the others if there is any."""
    inside, outside = (effects[effects["who"] == w] for w in ("joined", "outside"))
    axes.plot(
        inside["month"],
        inside["effect"],
        color=TRUE_COLOUR,
        lw=2.2,
        label=words(lang, "true effect on the treated", "对试点社区的真实效应"),
        zorder=3,
    )
    size = float(inside["effect"].abs().max())
    if float(outside["effect"].abs().max()) > VISIBLE * size:
        axes.plot(
            outside["month"],
            outside["effect"],
            color=TRUE_COLOUR,
            lw=1.4,
            ls=DASHES[0],
            label=words(
                lang,
                "true effect on the others (since the first start)",
                "对其余社区的真实效应（自首批开始）",
            ),
        )


def _estimates(
    axes: Any, rows: pd.DataFrame, place: int, shift: float, period: int, lang: str
) -> None:
    known = rows[rows["estimate"].notna()]
    at = (known["since"] + shift) * period + (period - 1) / 2
    colour = COLOURS[place + 1]
    axes.vlines(
        at, known["spread_low"], known["spread_high"], color=colour, lw=2.2, alpha=0.45
    )
    axes.plot(
        at,
        known["estimate"],
        MARKERS[place],
        color=colour,
        ms=5.5,
        label=words(lang, *NAMES[str(rows["estimator"].iloc[0])]),
        zorder=4,
    )
    if not place and (known["since"] < 0).any():
        axes.plot(-(period + 1) / 2, 0.0, "o", mfc="white", mec=QUIET, ms=6, zorder=5)


def _marks(axes: Any, period: int, length: int | None, lang: str) -> None:
    """No effect, the start, the end."""
    axes.axhline(0.0, color=QUIET, lw=0.8)
    dates = [(0.0, words(lang, "start", "开始"))]
    if length:
        dates.append((float(length), words(lang, "end", "结束")))
    for month, name in dates:
        axes.axvline(month - 0.5, color=QUIET, lw=0.8, ls=":")
        axes.annotate(
            name,
            (month - 0.5, 1.0),
            xycoords=("data", "axes fraction"),
            xytext=(3, -3),
            textcoords="offset points",
            va="top",
            fontsize=9,
            color=QUIET,
        )


def _below(table: pd.DataFrame, lang: str) -> str:
    worlds = int(table["worlds"].max())
    return words(
        lang,
        f"months since joining\ndots: mean of {worlds} worlds; bars: the middle 95 % of "
        "single evaluations; open dot: the base",
        f"加入试点后的月数\n点：{worlds} 个世界的均值；竖条：单次评估结果的中间 95 %；"
        "空心点：基期",
    )
