"""The chart of a result: workload W by framework, govsim's month by size, rules against C."""

from collections.abc import Sequence
from math import log10
from pathlib import Path
from typing import Any

from matplotlib.ticker import LogLocator

from benchmarks.notes import judged
from govsim.figures.spacing import spread_labels
from govsim.figures.style import COLOURS, MARKERS, QUIET, look, new_figure, save

type Series = list[tuple[int, float]]
FRAMEWORKS = ("engine", "AMBER", "Starsim", "Mesa", "AgentPy")
SIZES = {1e3: "1,000", 1e4: "10,000", 1e5: "100,000", 1e6: "1 million"}
TARGET = 3.0  # the target for rules: at most three times C


def draw(made: dict[str, Any], folder: Path, name: str = "performance") -> list[Path]:
    """Draw it and save PNG and SVG."""
    with look("en"):
        figure = new_figure(13.0, 4.4)
        left, middle, right = figure.subplots(1, 3, width_ratios=(1.3, 1.2, 1.0))
        workload(left, made["findings"])
        month(middle, made["findings"])
        rules(right, made["findings"])
        return save(figure, folder, name)


def series(findings: Sequence[dict[str, Any]], question: str, what: str) -> Series:
    """Sizes and nanoseconds of one contender over all sizes."""
    return sorted(
        (f["size"], judged(f)) for f in findings
        if (f["question"], f["what"]) == (question, what)
        and f["unit"] == "ns per resident-month"
    )  # fmt: skip


def lines(axes: Any, those: dict[str, Series], places: Sequence[int]) -> None:
    """Lines with their names at the right ends, moved apart where they would touch."""
    kept = {label: points for label, points in those.items() if points}
    ends = [log10(points[-1][1]) for points in kept.values()]
    tops = [log10(value) for points in kept.values() for _, value in points]
    gap = 0.055 * (max(tops) - min(tops)) if tops else 0.0
    for (label, points), place, at in zip(
        kept.items(), places, spread_labels(ends, gap), strict=False
    ):
        xs, ys = zip(*points, strict=True)
        colour = COLOURS[place]
        axes.plot(
            xs, ys, marker=MARKERS[place], color=colour, lw=2 if place == 2 else 1.3
        )
        axes.annotate(
            label, (xs[-1], 10.0**at), xytext=(8, 0), textcoords="offset points",
            va="center", color=colour, fontsize=9.5,
        )  # fmt: skip


def both_logarithmic(axes: Any, title: str) -> None:
    """Residents by nanoseconds, with numbers people read."""
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_title(title, fontsize=11)
    axes.set_xlabel("residents")
    axes.set_ylabel("nanoseconds per resident-month")
    axes.yaxis.set_major_locator(LogLocator(subs=(1.0, 3.0)))
    axes.yaxis.set_major_formatter(lambda y, _: f"{y:,.0f}")
    low, high = axes.get_xlim()
    axes.set_xlim(low, high * (high / low) ** 0.52)  # room for names
    ticks = {size: name for size, name in SIZES.items() if low <= size <= high}
    axes.set_xticks(list(ticks), list(ticks.values()))
    axes.minorticks_off()
    axes.tick_params(labelsize=8.5)
    axes.grid(visible=True, axis="y", color="#e6e6e6", lw=0.7)


def workload(axes: Any, findings: Sequence[dict[str, Any]]) -> None:
    """Frameworks on the same workload."""
    names = {"engine": "govsim's columns", "Mesa": "plain Mesa"}
    those = {names.get(k, k): series(findings, "peers", k) for k in FRAMEWORKS}
    lines(axes, those, (2, 1, 3, 0, 4))
    both_logarithmic(axes, "One workload in every framework")


def month(axes: Any, findings: Sequence[dict[str, Any]]) -> None:
    """Govsim's own month, and the same in plain Mesa."""
    own = series(findings, "scaling", "the month")
    twin = series(findings, "twin", "twin")
    lines(axes, {"govsim": own, "the same in\nplain Mesa": twin}, (2, 0))
    both_logarithmic(axes, "govsim's month, all rules")


def rules(axes: Any, findings: Sequence[dict[str, Any]]) -> None:
    """The hottest rules in times C."""
    those = [f for f in findings if f["unit"] == "times C"]
    words = [f"{f['what'].removesuffix(' against C')}\n{f['size']:,}" for f in those]
    rows = range(len(those), 0, -1)
    values = [judged(f) for f in those]
    axes.axvline(1.0, color=QUIET, lw=1)
    axes.axvline(TARGET, color=QUIET, lw=1, ls=":")
    axes.hlines(rows, 1.0, values, color=COLOURS[2], lw=1)
    axes.plot(values, rows, "o", color=COLOURS[2])
    for row, value in zip(rows, values, strict=True):
        axes.annotate(f"{value:.1f}", (value, row), xytext=(6, 4),
                      textcoords="offset points", fontsize=8.5)  # fmt: skip
    axes.set_yticks(list(rows), words, fontsize=8.5)
    axes.set_xlim(0, max([TARGET, *values]) * 1.15)
    axes.set_ylim(0.4, len(those) + 0.6)
    axes.set_xlabel("times as long as C (dotted: target)")
    axes.set_title("Hottest rules against C", fontsize=11)
