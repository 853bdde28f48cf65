"""How is a comparison of set-ups shown, told and kept?"""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.errors import BadInput, unknown
from govsim.outcomes import HEADLINE, MEASURES
from govsim.studies.paired_runs import PairedRuns, chosen

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class Comparison(PairedRuns):
    """Paired runs of two or more set-ups, with tables, charts and words."""

    def pick(self, *names: str) -> "Comparison":
        """The same runs of two or more of the scenarios, in the order named.

        Raises
        ------
        BadInput
            For names that are not in the comparison, or fewer than two.
        """
        faults = [
            unknown("scenario here", n, self.names)
            for n in names
            if n not in self.names
        ]
        if len(set(names)) < 2 or len(set(names)) < len(names):
            faults.append("pick: name two different scenarios or more.")
        if faults:
            raise BadInput(*faults)
        places = [self.names.index(name) for name in names]
        return replace(
            self,
            scenarios=tuple(self.scenarios[place] for place in places),
            records=[[job[place] for place in places] for job in self.records],
        )

    def plot(self, outcome: str, *, ax: Any = None, lang: str = "en") -> "Figure":
        """The outcome over time under each scenario, with 95 % intervals of the mean."""
        from govsim.figures import plot_outcome

        chosen([outcome], tuple(MEASURES))
        titles = self.titles(lang)
        return plot_outcome(self.runs(), outcome, ax=ax, lang=lang, titles=titles)

    def plot_differences(self, *, lang: str = "en") -> "Figure":
        """Paired differences of the headline outcomes with both intervals."""
        from govsim.figures import plot_differences

        table = self.table(HEADLINE, details=True)
        return plot_differences(table, lang=lang, titles=self.titles(lang))

    def plot_flows(self, *, lang: str = "en") -> "Figure":
        """Flows of money under each scenario on one scale."""
        from govsim.figures import plot_flows

        titles = self.titles(lang)
        flows = {titles[name]: frame for name, frame in self.flows().items()}
        return plot_flows(flows, lang=lang, runs=self.pairs)

    def plot_hours(self, *, lang: str = "en") -> "Figure":
        """How the committee's hours are used under each scenario."""
        from govsim.figures import plot_hours

        frame, titles = self.hours(), self.titles(lang)
        return plot_hours(
            {titles[n]: frame[frame["scenario"] == n] for n in self.names}, lang=lang
        )

    def plot_groups(
        self, outcome: str = "satisfaction", *, lang: str = "en"
    ) -> "Figure":
        """Who gains and who loses, by group."""
        from govsim.figures import plot_groups

        table = self.group_table([outcome])
        return plot_groups(table, lang=lang, titles=self.titles(lang))

    def plot_tradeoffs(
        self,
        x: str = "mandate_compliance_true",
        y: str = "participation_rate",
        *,
        lang: str = "en",
    ) -> "Figure":
        """Every run's figures on two outcomes."""
        from govsim.figures import plot_tradeoffs

        chosen([x, y], tuple(MEASURES))
        frame = self.run_figures()
        frame = frame[frame["community"] == -1]
        return plot_tradeoffs(frame, x, y, lang=lang, titles=self.titles(lang))

    def summary(self, lang: str = "en") -> str:
        """The comparison in words."""
        from govsim.report.summary import comparison_summary

        return comparison_summary(self, lang)

    def lines(self, lang: str = "en") -> str:
        """The comparison on the terminal."""
        from govsim.report.terminal import comparison_lines

        return comparison_lines(self, lang)

    def write(
        self, folder: str | Path, *, lang: str = "en", overwrite: bool = False
    ) -> Path:
        """Write tables, charts, summary and manifest into a folder of results."""
        from govsim.report.folder import write_comparison

        return write_comparison(self, Path(folder), lang, overwrite)

    def __repr__(self) -> str:
        return f"Comparison({', '.join(self.names)}): {self.pairs} worlds"

    def _repr_html_(self) -> str:
        from govsim.report.notebook_cells import comparison_html
        from govsim.wording import language

        return comparison_html(self, language())
