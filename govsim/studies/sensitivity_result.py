"""What came of a sensitivity study: indices with intervals, and how much is luck."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from govsim.columns import Floats
from govsim.measures import MEASURES
from govsim.studies.indices import indices, noise
from govsim.studies.paired_runs import chosen

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from govsim.studies.sensitivity import SensitivityPlan

MAIN = {"morris": "mu_star", "sobol": "st"}
"""The index factors are ordered by."""

NEGLIGIBLE = 0.01
"""Part of the largest index below which nothing stands out, however free from luck."""


class Sensitivity:
    """Indices of every factor and outcome, from runs at every point in every world."""

    def __init__(self, plan: "SensitivityPlan", runs: Floats) -> None:
        self.plan = plan
        self.runs = runs  # (points, worlds, sides, outcomes)
        self.outcomes = plan.outcomes
        self.method = plan.design.method
        self.worlds = plan.worlds

    # --- numbers ----------------------------------------------------------------------

    @cached_property
    def values(self) -> Floats:
        """What is looked at, shape (points, worlds, outcomes)."""
        return self.plan.values(self.runs)

    def known(self, outcome: str) -> Floats:
        """Its values in the worlds that have one at every point, (points, worlds)."""
        table = self.values[:, :, tuple(MEASURES).index(outcome)]
        return table[:, ~np.isnan(table).any(axis=0)]

    @cached_property
    def _table(self) -> pd.DataFrame:
        return pd.concat(
            [self._of_outcome(name) for name in self.outcomes], ignore_index=True
        )

    def _of_outcome(self, outcome: str) -> pd.DataFrame:
        """Indices of one outcome, largest first."""
        table = self.known(outcome)
        if not table.shape[1]:
            table = np.full((len(table), 1), np.nan)
        made = indices(self.plan.design, table)
        main = MAIN[self.method]
        made["stands_out"] = (made[f"{main}_low"] > made["noise"]) & (
            made[main] >= NEGLIGIBLE * made[main].max()
        )
        made.insert(0, "outcome", outcome)
        made = made.rename(columns={"name": "factor"})
        made.insert(2, "kind", [self.kind(name) for name in made["factor"]])
        made.insert(3, "range", [self.range_of(name) for name in made["factor"]])
        order = made[main].fillna(-1.0).sort_values(ascending=False, kind="stable")
        return made.loc[order.index]

    def kind(self, name: str) -> str:
        """`lever`, `parameter`, or `rule` for assumptions that move together."""
        members = [f for f in self.plan.factors if f.group == name]
        return members[0].kind if members[0].name == name else "rule"

    def range_of(self, name: str) -> str:
        """The range that was covered, in words."""
        members = [f for f in self.plan.factors if f.group == name]
        if members[0].name == name:
            return members[0].range_words()
        return f"{len(members)} assumptions"

    def table(self, outcomes: str | Iterable[str] | None = None) -> pd.DataFrame:
        """Indices, one row per outcome and factor, largest first.

        Returns
        -------
        outcome, factor, kind, range, then for Morris `mu_star`, `sigma` (unit of the
        outcome) and `mu`, for Sobol `s1` and `st` (shares of variance), with 95 %
        intervals `_low` and `_high`; `noise` (what luck alone leaves in the index, null
        with one world); `stands_out`: whether the interval of the main index lies above
        the noise, and the index is at least a hundredth of the largest
        """
        rows = self._table["outcome"].isin(chosen(outcomes, self.outcomes))
        return self._table[rows].reset_index(drop=True)

    def noise(self) -> pd.DataFrame:
        """How much of what moves is luck, one row per outcome.

        Returns
        -------
        outcome, worlds, mean, between_points, between_seeds, left, of_mean, share: see
        `govsim.studies.indices.noise`; worlds in which the outcome has no value
        somewhere are left out
        """
        rows = []
        for name in self.outcomes:
            table = self.known(name)
            mean = float(table.mean()) if table.size else float("nan")
            numbers = noise(table) if table.size else {}
            rows.append(
                {"outcome": name, "worlds": table.shape[1], "mean": mean, **numbers}
            )
        return pd.DataFrame(rows)

    def leaders(self, outcome: str) -> list[str]:
        """Factors that stand out and that the intervals cannot set behind the first."""
        main, rows = MAIN[self.method], self.table(outcome)
        rows = rows[rows["stands_out"]]
        best = rows[f"{main}_low"].max()
        return list(rows.loc[rows[f"{main}_high"] >= best, "factor"])

    def points(self) -> pd.DataFrame:
        """The design: one row a point, one column a factor, as values."""
        return pd.DataFrame(
            [{**point.levers, **point.parameters} for point in self.plan.points]
        )

    def figures(self) -> pd.DataFrame:
        """Every run: point, world, scenario, and all outcomes' figures."""
        points, worlds, sides, _ = self.runs.shape
        frame = pd.DataFrame(
            self.runs.reshape(-1, len(MEASURES)), columns=list(MEASURES)
        )
        names = [plan.name for plan in self.plan.scenarios]
        frame.insert(0, "scenario", np.tile(names, points * worlds))
        world = np.tile(np.repeat(np.arange(worlds), sides), points)
        frame.insert(0, "world", world)
        frame.insert(0, "point", np.repeat(np.arange(points), worlds * sides))
        return frame

    # --- charts, words, files ---------------------------------------------------------

    def label(self, name: str, lang: str = "en") -> str:
        """A factor's name in a language."""
        members = [f for f in self.plan.factors if f.group == name]
        if members[0].name != name:
            return f"{name.replace('.', '/')}.py"
        card = members[0].card
        return card.chinese if lang == "zh" else card.english

    def plot(
        self,
        outcome: str | None = None,
        *,
        top: int = 15,
        ax: Any = None,
        lang: str = "en",
    ) -> "Figure":
        """The largest indices of an outcome with intervals, and what luck alone leaves."""
        from govsim.figures.screening import plot_indices

        name = chosen([outcome or self.outcomes[0]], self.outcomes)[0]
        labels = {f: self.label(f, lang) for f in self.plan.design.names}
        titles = [plan.label(lang) for plan in self.plan.scenarios]
        return plot_indices(
            self.table(name), labels, lang=lang, titles=titles, top=top, ax=ax
        )

    def plot_plane(
        self, outcome: str | None = None, *, ax: Any = None, lang: str = "en"
    ) -> "Figure":
        """Morris' plane: how much a factor moves against how unevenly it does so."""
        from govsim.figures.screening import plot_plane

        name = chosen([outcome or self.outcomes[0]], self.outcomes)[0]
        labels = {f: self.label(f, lang) for f in self.plan.design.names}
        titles = [plan.label(lang) for plan in self.plan.scenarios]
        return plot_plane(self.table(name), labels, lang=lang, titles=titles, ax=ax)

    def summary(self, lang: str = "en") -> str:
        """The study in words, never stronger than the intervals."""
        from govsim.report.sensitivity import sensitivity_summary

        return sensitivity_summary(self, lang)

    def lines(self, lang: str = "en") -> str:
        """The study on the terminal."""
        from govsim.report.sensitivity import sensitivity_lines

        return sensitivity_lines(self, lang)

    def write(
        self, folder: str | Path, *, lang: str = "en", overwrite: bool = False
    ) -> Path:
        """Write tables, charts, summary and manifest into a folder of results."""
        from govsim.report.study_folders import write_sensitivity

        return write_sensitivity(self, Path(folder), lang, overwrite)

    def __repr__(self) -> str:
        names = [plan.name for plan in self.plan.scenarios]
        factors = len(self.plan.design.names)
        points = len(self.plan.points)
        return (
            f"Sensitivity({names}, {self.method!r}): {factors} factors, {points} points, "
            f"{self.worlds} worlds"
        )

    def _repr_html_(self) -> str:
        from govsim.report.sensitivity import sensitivity_html
        from govsim.wording import language

        return sensitivity_html(self, language())
