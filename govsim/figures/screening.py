"""Which factors move an outcome, and do they do so alike everywhere?"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from govsim.errors import BadInput
from govsim.figures.spacing import spaced
from govsim.figures.style import (
    GAIN,
    NEUTRAL,
    QUIET,
    UNSURE,
    look,
    new_figure,
    usable_language,
)
from govsim.figures.words import outcome_card, words, wrapped
from govsim.wording import number, unit_word

NAMED = 10  # points of the plane that get a name


def _is_morris(table: pd.DataFrame) -> bool:
    return "mu_star" in table


def _check(table: pd.DataFrame) -> None:
    if not len(table) or table["outcome"].nunique() != 1:
        raise BadInput("A chart of indices shows the factors of one outcome.")


def _subject(table: pd.DataFrame, titles: Sequence[str], lang: str) -> str:
    """What was looked at: an outcome of one set-up, or a difference of two."""
    name = outcome_card(table["outcome"].iloc[0]).label(lang)
    if len(titles) == 1:
        return words(lang, f"{name} under {titles[0]}", f"{titles[0]}的{name}")
    a, b = titles
    return words(lang, f"{name}, {b} less {a}", f"{name}：{b}减{a}")


def plot_indices(
    table: pd.DataFrame,
    labels: Mapping[str, str],
    lang: str = "en",
    titles: Sequence[str] = ("",),
    top: int = 15,
    ax: Any = None,
) -> Figure:
    """The largest indices with 95 % intervals; a tick marks what luck alone leaves.

    Parameters
    ----------
    table : rows of one outcome as `Sensitivity.table` gives them
    labels : factor → what to call it
    titles : the set-up, or the two whose difference is looked at
    top : factors shown
    """
    lang = usable_language(lang)
    _check(table)
    rows = list(table.head(top).itertuples())
    with look(lang):
        if ax is None:
            figure = new_figure(10.0, 0.42 * len(rows) + 2.2, lang)
            ax = figure.subplots()
        for place, row in enumerate(rows):
            _bar(ax, row, place)
        names = [wrapped(labels.get(row.factor, row.factor), 40) for row in rows]
        ax.set_yticks(range(len(rows)), names)
        ax.tick_params(axis="y", length=0)
        ax.set_ylim(len(rows) - 0.4, -0.8)
        ax.set_xlim(left=0.0)
        found = int(table["stands_out"].sum())
        ax.set_title(
            _bars_title(_subject(table, titles, lang), found, len(table), lang)
        )
        ax.set_xlabel(_bars_note(table, lang), fontsize=9.5)
    drawn: Figure = ax.figure
    return drawn


def _bar(ax: Any, row: Any, place: int) -> None:
    """One factor: its main index, for Sobol also what it does alone."""
    colour = GAIN if row.stands_out else UNSURE
    if hasattr(row, "mu_star"):
        value, low, high = row.mu_star, row.mu_star_low, row.mu_star_high
    else:
        value, low, high = row.st, max(row.st_low, 0.0), row.st_high
    if not np.isfinite(value):
        return
    face = colour if row.stands_out else "white"
    faint = 0.5 if row.stands_out else 1.0
    ax.barh(
        place, value, height=0.56, color=face, alpha=faint, edgecolor=colour, lw=1.2
    )
    ax.plot([low, high], [place] * 2, color=colour, lw=2.0, solid_capstyle="butt")
    if hasattr(row, "s1"):
        ax.plot(max(row.s1, 0.0), place, "D", color=NEUTRAL, ms=5)
    if np.isfinite(row.noise):
        ax.plot([row.noise] * 2, [place - 0.36, place + 0.36], color="black", lw=1.6)


def _bars_title(subject: str, found: int, count: int, lang: str) -> str:
    return words(
        lang,
        f"{subject[:1].upper()}{subject[1:]}\n{found} of {count} factors stand out",
        f"{subject}\n{count} 个因素中 {found} 个突出",
    )


def _bars_note(table: pd.DataFrame, lang: str) -> str:
    """What bars, lines, ticks and colours mean."""
    unit = unit_word(outcome_card(table["outcome"].iloc[0]).figure_unit, lang)
    if _is_morris(table):
        axis = words(
            lang,
            f"mean size of the change as the factor crosses its range (μ*), {unit}",
            f"因素跨越其取值范围时变化幅度的均值（μ*），{unit}",
        )
        marks = words(lang, "lines: 95 %", "线：95 %")
    else:
        axis = words(
            lang,
            "share of the variance with all that goes through the factor (total index)",
            "与该因素有关的方差占比（总效应指数）",
        )
        marks = words(
            lang,
            "lines: 95 %; diamond: the factor by itself (first-order index)",
            "线：95 %；菱形：仅该因素自身（一阶指数）",
        )
    luck = words(
        lang,
        "black tick: what luck alone leaves; hollow grey: does not stand out",
        "黑色短线：仅随机波动的水平；空心灰：不突出",
    )
    if table["noise"].isna().all():
        luck = words(
            lang, "one world: luck is not told apart", "只有一个世界：无法区分随机波动"
        )
    join = words(lang, "; ", "；")
    return f"{axis}\n{marks}{join}{luck}"


def plot_plane(
    table: pd.DataFrame,
    labels: Mapping[str, str],
    lang: str = "en",
    titles: Sequence[str] = ("",),
    ax: Any = None,
) -> Figure:
    """Morris' plane: μ* across, σ up; above the line effects change sign or size a lot.

    Parameters are those of `plot_indices`.
    """
    lang = usable_language(lang)
    _check(table)
    if not _is_morris(table) or table["sigma"].isna().all():
        raise BadInput(
            "Morris' plane needs Morris' method and factors that move alone; "
            "use plot() for the indices."
        )
    shown = table[table["mu_star"].notna() & table["sigma"].notna()]
    with look(lang):
        if ax is None:
            ax = new_figure(9.5, 6.6, lang).subplots()
        _dots(ax, shown)
        _plane_frame(ax, shown, titles, lang)
        _names(ax, shown.head(NAMED), labels)
    drawn: Figure = ax.figure
    return drawn


def _dots(ax: Any, shown: pd.DataFrame) -> None:
    for row in shown.itertuples():
        colour = GAIN if row.stands_out else UNSURE
        face = colour if row.stands_out else "white"
        ax.plot(row.mu_star, row.sigma, "o", color=colour, mfc=face, ms=6, mew=1.3)
        if not row.stands_out:
            continue
        ends = [row.mu_star_low, row.mu_star_high]
        ax.plot(ends, [row.sigma] * 2, color=colour, lw=1.0, alpha=0.6)
        ends = [row.sigma_low, row.sigma_high]
        ax.plot([row.mu_star] * 2, ends, color=colour, lw=1.0, alpha=0.6)


def _names(ax: Any, rows: pd.DataFrame, labels: Mapping[str, str]) -> None:
    """Names of the largest, beside the plane, so that none covers another."""
    ordered = rows.sort_values("sigma", kind="stable")
    top = float(ax.get_ylim()[1])
    size = 0.05 * top  # of a label
    wanted = (ordered["sigma"] - size / 2).tolist()
    starts = spaced(wanted, [size] * len(ordered), 0.012 * top, 0.0, top)
    for row, start in zip(ordered.itertuples(), starts, strict=True):
        ax.annotate(
            wrapped(labels.get(row.factor, row.factor), 46),
            (row.mu_star, row.sigma),
            xytext=(1.03, start + size / 2),
            textcoords=ax.get_yaxis_transform(),
            va="center",
            fontsize=9,
            color=GAIN if row.stands_out else QUIET,
            arrowprops={
                "arrowstyle": "-",
                "color": QUIET,
                "lw": 0.5,
                "alpha": 0.6,
                "relpos": (0, 0.5),
            },
            annotation_clip=False,
        )


def _plane_frame(
    ax: Any, shown: pd.DataFrame, titles: Sequence[str], lang: str
) -> None:
    """Axes, the line on which both are equal, and what it all means."""
    sure = shown[shown["stands_out"]]
    across = [shown["mu_star"].max(), sure["mu_star_high"].max(), 1e-12]
    up = [shown["sigma"].max(), sure["sigma_high"].max(), 1e-12]
    reach, top = (1.08 * float(np.nanmax(ends)) for ends in (across, up))
    ax.plot([0, reach], [0, reach], color=QUIET, lw=0.8, ls="--")
    ax.set_xlim(0, reach)
    ax.set_ylim(0, top)
    end = min(reach, top)
    ax.annotate("σ = μ*", (0.6 * end, 0.6 * end), ha="right", va="bottom", color=QUIET)
    unit = unit_word(outcome_card(shown["outcome"].iloc[0]).figure_unit, lang)
    mean = words(lang, "mean size of the change, μ*", "变化幅度的均值 μ*")
    hint = words(
        lang,
        "far right: matters; above the line: size or sign depends on the other factors\n"
        "blue with 95 % intervals: stands out; hollow grey: does not",
        "越靠右越重要；虚线以上：大小或方向取决于其他因素\n"
        "蓝色（带 95 % 区间）：突出；空心灰：不突出",
    )
    ax.set_xlabel(f"{mean} ({unit})\n{hint}", fontsize=9.5)
    ax.set_ylabel(
        words(lang, f"spread of the change, σ ({unit})", f"变化的离散度 σ（{unit}）")
    )
    subject = _subject(shown, titles, lang)
    found, first = int(shown["stands_out"].sum()), shown.iloc[0]
    largest = number(first["mu_star"])
    ax.set_title(
        words(
            lang,
            f"{subject[:1].upper()}{subject[1:]}\n{found} of {len(shown)} factors stand out; "
            f"largest μ* {largest}",
            f"{subject}\n{len(shown)} 个因素中 {found} 个突出；最大 μ* 为 {largest}",
        )
    )
