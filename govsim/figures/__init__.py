"""Charts: functions of tidy tables that return matplotlib figures and write nothing."""

from govsim.figures.base import chinese_font, save, usable_language
from govsim.figures.flows import plot_flows, plot_hours
from govsim.figures.forest import plot_differences, plot_groups, plot_tradeoffs
from govsim.figures.lines import plot_outcome, plot_outcomes

__all__ = [
    "chinese_font", "plot_differences", "plot_flows", "plot_groups", "plot_hours",
    "plot_outcome", "plot_outcomes", "plot_tradeoffs", "save", "usable_language",
]  # fmt: skip
