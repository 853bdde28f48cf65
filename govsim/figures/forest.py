"""What differs between two set-ups, how surely, and for whom?"""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from govsim.figures.base import (
    COLOURS,
    GAIN,
    LOSS,
    UNSURE,
    look,
    new_figure,
    usable_language,
    words,
)  # fmt: skip
from govsim.outcomes import OUTCOMES
from govsim.vocabulary import CHINESE

VERDICT_COLOURS = {"b better": GAIN, "b worse": LOSS, "no difference found": UNSURE}


def plot_differences(
    table: pd.DataFrame, *, lang: str = "en", titles: dict[str, str] | None = None
) -> Figure:
    """Paired differences with both intervals, one row per outcome, each on its own scale.

    Right is better for residents under the second set-up: outcomes of which less is
    better are turned round. Thick: seeds only; thin: seeds and assumptions.
    """
    lang = usable_language(lang)
    with look(lang):
        pairs = list(
            dict.fromkeys(zip(table["scenario_a"], table["scenario_b"], strict=True))
        )
        rows = max(len(table) // max(len(pairs), 1), 1)
        figure = new_figure(9.5, (0.44 * rows + 1.5) * len(pairs))
        panels = np.atleast_1d(figure.subplots(len(pairs), 1))
        for axes, (a, b) in zip(panels, pairs, strict=True):
            part = table[(table["scenario_a"] == a) & (table["scenario_b"] == b)]
            names = titles or {}
            _forest(
                axes, part, names.get(str(a), str(a)), names.get(str(b), str(b)), lang
            )
    return figure


def _forest(axes: Any, part: pd.DataFrame, a: str, b: str, lang: str) -> None:
    """One pair of set-ups; every row is scaled by the reach of its wider interval."""
    for place, row in enumerate(part.itertuples()):
        sign = -1.0 if row.better == "lower" else 1.0
        reach = max(abs(row.low_wide), abs(row.high_wide), 1e-12)
        colour = VERDICT_COLOURS[row.verdict]
        middle = sign * row.difference / reach
        axes.plot(
            [sign * row.low_wide / reach, sign * row.high_wide / reach], [place] * 2,
            color=colour, lw=1.6, solid_capstyle="butt",
        )  # fmt: skip
        axes.plot(
            [sign * row.low / reach, sign * row.high / reach], [place] * 2,
            color=colour, lw=7, alpha=0.55, solid_capstyle="butt",
        )  # fmt: skip
        axes.plot(middle, place, "o", color=colour, ms=6)
        card = OUTCOMES[row.outcome]
        text = f"{row.difference:+.3f}".replace("-", "−")
        axes.text(1.08, place, f"{text}  ({row.mean_a:.3f} → {row.mean_b:.3f})",
                  va="center", fontsize=10, color=colour)  # fmt: skip
        turned = words(lang, " (less is better)", "(越少越好)") if sign < 0 else ""
        axes.text(
            -1.06,
            place,
            card.label(lang) + turned,
            va="center",
            ha="right",
            fontsize=10,
        )
    axes.axvline(0, color="black", lw=0.8)
    axes.set_ylim(len(part) - 0.4, -0.6)
    axes.set_xlim(-1.05, 1.05)
    axes.set_yticks([])
    axes.set_xticks([-1, 0, 1])
    axes.set_xticklabels([
        words(lang, f"← better under {a}", f"← {a} 更好"), "0",
        words(lang, f"better under {b} →", f"{b} 更好 →"),
    ])  # fmt: skip
    axes.spines["left"].set_visible(False)
    pairs = int(part["pairs"].max()) if len(part) else 0
    axes.set_xlabel(words(
        lang,
        f"{pairs} pairs · thick: 95 % seeds only, thin: 95 % seeds and assumptions; each row "
        "has its own scale\nblue: better, orange: worse, grey: no difference found",
        f"{pairs} 对 · 粗线:95 % 仅随机种子,细线:95 % 种子与假设;各行比例不同\n"
        "蓝:更好,橙:更差,灰:未发现差异",
    ), fontsize=9)  # fmt: skip
    axes.set_title(words(lang, f"{b} minus {a}", f"{b} 减 {a}"))


def plot_groups(table: pd.DataFrame, *, lang: str = "en") -> Figure:
    """Who gains and who loses: paired difference by group with the wider interval.

    `table` has the columns outcome, by, group, difference, low and high (of one pair of
    set-ups and one outcome; the first of each if there are more).
    """
    lang = usable_language(lang)
    outcome = str(table["outcome"].iloc[0])
    part = table[table["outcome"] == outcome]
    part = part[
        (part["scenario_a"] == part["scenario_a"].iloc[0])
        & (part["scenario_b"] == part["scenario_b"].iloc[0])
    ]
    with look(lang):
        figure = new_figure(8.0, 0.3 * len(part) + 1.9)
        axes = figure.subplots()
        labels, place, ticks = [], 0.0, []
        for by, rows in part.groupby("by", sort=False):
            for row in rows.itertuples():
                sure = row.low > 0 or row.high < 0
                gain = (row.difference > 0) != (
                    getattr(row, "better", "higher") == "lower"
                )
                colour = (GAIN if gain else LOSS) if sure else UNSURE
                axes.plot([row.low, row.high], [place, place], color=colour, lw=2)
                axes.plot(
                    row.difference, place, "o" if sure else "s", color=colour, ms=6
                )
                name = CHINESE.get(str(row.group), str(row.group))
                labels.append(name if lang == "zh" else f"{row.group} ({by})")
                ticks.append(place)
                place += 1
            place += 0.6
        axes.axvline(0, color="black", lw=0.8)
        axes.set_yticks(ticks, labels, fontsize=9)
        axes.invert_yaxis()
        card = OUTCOMES[outcome]
        a, b = part["scenario_a"].iloc[0], part["scenario_b"].iloc[0]
        axes.set_title(words(
            lang, f"Who gains, who loses: {card.english}", f"谁得益,谁受损:{card.chinese}"
        ))  # fmt: skip
        axes.set_xlabel(words(
            lang, f"{b} minus {a} [{card.figure_unit}]\n95 % interval, seeds and assumptions; "
            "square, grey: no difference found",
            f"{b} 减 {a}\n95 % 区间(种子与假设);灰色方块:未发现差异",
        ), fontsize=9)  # fmt: skip
    return figure


def plot_tradeoffs(runs: pd.DataFrame, x: str, y: str, *, lang: str = "en") -> Figure:
    """Every run's figures on two outcomes, one colour and marker per set-up."""
    lang = usable_language(lang)
    with look(lang):
        figure = new_figure(6.4, 5.0)
        axes = figure.subplots()
        for place, (name, part) in enumerate(runs.groupby("scenario", sort=False)):
            colour, marker = COLOURS[place % len(COLOURS)], "os^Dv<"[place % 6]
            axes.scatter(
                part[x], part[y], color=colour, marker=marker, alpha=0.45, s=28
            )
            axes.scatter(part[x].mean(), part[y].mean(), color=colour, marker=marker, s=150,
                         edgecolor="white", lw=1.5, label=str(name))  # fmt: skip
        for axis, outcome in ((axes.set_xlabel, x), (axes.set_ylabel, y)):
            card = OUTCOMES[outcome]
            axis(f"{card.label(lang)}" + words(lang, f" [{card.figure_unit}]", ""))
        axes.set_title(
            words(lang, "Small: one world; large: mean", "小:一个世界;大:均值")
        )
        axes.legend()
    return figure
