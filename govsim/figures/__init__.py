"""Charts: functions of tidy tables that return matplotlib figures and write nothing."""

from govsim.figures.calibrated import plot_parameters, plot_targets
from govsim.figures.clouds import plot_tradeoffs
from govsim.figures.flows import plot_flows
from govsim.figures.forest import plot_differences
from govsim.figures.groups import plot_groups
from govsim.figures.hours import plot_hours
from govsim.figures.lines import plot_outcome, plot_outcomes
from govsim.figures.screening import plot_indices, plot_plane
from govsim.figures.style import chinese_font, save, usable_language
from govsim.figures.waterfall import plot_waterfall

__all__ = [
    "chinese_font", "plot_differences", "plot_flows", "plot_groups", "plot_hours",
    "plot_indices", "plot_outcome", "plot_outcomes", "plot_parameters", "plot_plane",
    "plot_targets", "plot_tradeoffs", "plot_waterfall", "save", "usable_language",
]  # fmt: skip
