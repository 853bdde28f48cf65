"""What a calibration found: parameters before and after, targets and what is come to."""

from collections.abc import Mapping
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
from govsim.figures.words import words, wrapped
from govsim.wording import number

ACROSS = 4  # panels side by side
REACH = 4.0  # half-widths of the band that a row of targets shows
COLOURS = {
    "determined": GAIN,
    "narrowed": "#009e73",
    "tied": "#cc79a7",
    "nothing": UNSURE,
}
SAID = {
    "determined": ("determined", "可确定"),
    "narrowed": ("narrowed", "有所收窄"),
    "tied": ("only together", "只能一起确定"),
    "nothing": ("nothing said", "未提供信息"),
}
MET = {"met": GAIN, "partly": "#8a6d00", "too low": LOSS, "too high": LOSS}


def plot_parameters(
    table: pd.DataFrame,
    profile: pd.DataFrame,
    labels: Mapping[str, str],
    lang: str = "en",
) -> Figure:
    """Each parameter over its range: alike before, and how likely after.

    Parameters
    ----------
    table, profile : as `Calibration.identifiability` and `.profile` give them
    labels : parameter → what to call it
    """
    lang = usable_language(lang)
    if not len(table):
        raise BadInput("A chart of parameters needs one at least.")
    rows = list(table.sort_values("width_share", kind="stable").itertuples())
    down = -(-len(rows) // ACROSS)
    across = min(ACROSS, len(rows))
    with look(lang):
        figure = new_figure(max(3.1 * across, 6.5), 2.25 * down + 1.1, lang)
        panels = figure.subplots(down, across, squeeze=False).ravel()
        for ax, row in zip(panels, rows, strict=False):
            _panel(
                ax, row, profile[profile["parameter"] == row.parameter], labels, lang
            )
        for ax in panels[len(rows) :]:
            ax.set_visible(False)
        figure.suptitle(_parameters_title(table, lang), x=0.01, ha="left", fontsize=12)
        figure.supxlabel(_parameters_note(lang), fontsize=9, color=QUIET)
    return figure


def _panel(
    ax: Any, row: Any, bins: pd.DataFrame, labels: Mapping[str, str], lang: str
) -> None:
    """One parameter."""
    share = bins["share"].to_numpy() * len(bins)
    width = (row.high - row.low) / len(bins)
    ax.bar(bins["value"], share, width=0.92 * width, color=COLOURS[row.verdict], lw=0)
    ax.axhline(1.0, color=NEUTRAL, lw=1.0)
    if np.isfinite(row.default):
        ax.axvline(row.default, color="black", lw=1.2, ls=(0, (4, 2)))
    ax.plot(row.best, 0.0, "^", color="black", ms=7, clip_on=False, zorder=5)
    ax.set_xlim(row.low, row.high)
    ax.set_ylim(0.0, max(2.0, 1.08 * float(share.max())))
    ax.set_xticks([row.low, (row.low + row.high) / 2, row.high])
    ax.set_xticklabels([_tick(v) for v in ax.get_xticks()], fontsize=8.5)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    name = wrapped(labels.get(row.parameter, row.parameter), 30)
    ax.set_title(name, fontsize=9.5, fontweight="normal")
    ax.text(
        0.99, 0.97, words(lang, *SAID[row.verdict]), transform=ax.transAxes, ha="right",
        va="top", fontsize=8, color=QUIET,
    )  # fmt: skip


def _tick(value: float) -> str:
    return f"{value:.3g}".replace("-", "−")


def _parameters_title(table: pd.DataFrame, lang: str) -> str:
    counts = table["verdict"].value_counts()
    told = {
        "determined": ("determine {}", "可确定 {} 个"),
        "narrowed": ("narrow {}", "收窄 {} 个"),
        "tied": ("tie {} to others", "{} 个只能与其他参数一起确定"),
        "nothing": ("say nothing about {}", "对 {} 个未提供信息"),
    }
    parts = [
        words(lang, *pair).format(counts[word])
        for word, pair in told.items()
        if word in counts
    ]
    count, some = len(table), words(lang, ", ", "，").join(parts)
    return words(
        lang, f"The targets, on {count} parameters: {some}", f"{count} 个参数：{some}"
    )


def _parameters_note(lang: str) -> str:
    return words(
        lang,
        "bars: how likely after; line: before (all alike); dashed: default; "
        "triangle: the set that came nearest",
        "柱：校准后的可能性；横线：校准前（处处相同）；虚线：默认值；三角：最接近目标的一组",
    )


def plot_targets(
    table: pd.DataFrame,
    names: Mapping[str, str],
    units: Mapping[str, str],
    lang: str = "en",
) -> Figure:
    """Each target's band, and where the model comes to before and after.

    Every row has a scale of its own: the band fills the same width in all.

    Parameters
    ----------
    table : as `Calibration.targets` gives it
    names, units : target → what to call it, and its unit
    """
    lang = usable_language(lang)
    if not len(table):
        raise BadInput("A chart of targets needs one at least.")
    with look(lang):
        figure = new_figure(11.0, 0.40 * len(table) + 2.0, lang)
        ax = figure.subplots()
        for place, row in enumerate(table.itertuples()):
            _target(ax, row, place)
        labels = [wrapped(names.get(t, t), 44) for t in table["target"]]
        ax.set_yticks(range(len(table)), labels, fontsize=9)
        ax.tick_params(axis="y", length=0)
        ax.set_ylim(len(table) - 0.4, -0.6)
        ax.set_xlim(-REACH, REACH)
        ax.set_xticks([])
        ax.spines[["left", "bottom"]].set_visible(False)
        ax.set_title(_targets_title(table, lang))
        ax.set_xlabel(_targets_note(lang), fontsize=9)
    return figure


def _target(ax: Any, row: Any, place: int) -> None:
    """One target: band, before, after, and the figures in words."""
    middle, half, ends = _scale(row)
    ax.fill_betweenx([place - 0.34, place + 0.34], *ends, color="#d9e6d9", lw=0)
    before = [_at(v, middle, half) for v in (row.before_low, row.before_high)]
    after = [_at(v, middle, half) for v in (row.got_low, row.got_high)]
    colour = MET.get(row.verdict, UNSURE)
    ax.plot(before, [place + 0.14] * 2, color=UNSURE, lw=1.6, solid_capstyle="butt")
    ax.plot(after, [place - 0.08] * 2, color=colour, lw=4.0, solid_capstyle="butt")
    ax.plot(
        _at(row.got, middle, half), place - 0.08, "o", color=colour, ms=6.5, mec="white"
    )
    ax.text(
        1.01, place, f"{number(row.got)}   {_band_words(row)}",
        transform=ax.get_yaxis_transform(), va="center", fontsize=8.5, color=QUIET,
    )  # fmt: skip


def _scale(row: Any) -> tuple[float, float, tuple[float, float]]:
    """Middle and half-width of a row, and the ends of its band on that scale."""
    if np.isfinite(row.low) and np.isfinite(row.high):
        half = (row.high - row.low) / 2 or 1.96 * row.error or 1.0
        return (row.low + row.high) / 2, half, (-1.0, 1.0)
    ends = (row.before_low, row.before_high, row.got_low, row.got_high)
    seen = [end for end in ends if np.isfinite(end)] or [0.0]
    least, most = min(seen), max(seen)
    if np.isfinite(row.low):
        half = max((most - least) / 2, (most - row.low) / REACH, 1e-12)
        return row.low + half, half, (-1.0, REACH)
    half = max((most - least) / 2, (row.high - least) / REACH, 1e-12)
    return row.high - half, half, (-REACH, 1.0)


def _at(value: float, middle: float, half: float) -> float:
    """A value on a row's scale, held at the edge of what is shown."""
    return float(np.clip((value - middle) / half, -REACH, REACH))


def _band_words(row: Any) -> str:
    if np.isfinite(row.low) and np.isfinite(row.high):
        if row.low == row.high:
            return f"({number(row.low)} ± {number(1.96 * row.error, row.low)})"
        return f"({number(row.low)}–{number(row.high)})"
    if np.isfinite(row.low):
        return f"(> {number(row.low)})" if row.low else "(> 0)"
    return f"(< {number(row.high)})" if row.high else "(< 0)"


def _targets_title(table: pd.DataFrame, lang: str) -> str:
    met = int((table["verdict"] == "met").sum())
    return words(
        lang,
        f"{met} of {len(table)} targets are met by the sets that were run again",
        f"重新运行的参数组达到了 {len(table)} 个目标中的 {met} 个",
    )


def _targets_note(lang: str) -> str:
    return words(
        lang,
        "green: the band, or the value ± 1.96 errors; thick: 90 % of the likely sets, run again "
        "(blue: met, brown: partly, red: not); grey: 90 % before\n"
        "each row has its own scale; at the right the median and the target",
        "绿色：目标区间，或测量值 ± 1.96 个误差；粗线：重新运行的可能参数组的 90 %"
        "（蓝：达到，棕：部分，红：未达到）；灰线：校准前的 90 %\n各行刻度不同；右侧为中位数与目标",
    )
