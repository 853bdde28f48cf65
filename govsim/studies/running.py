"""One run of one scenario, kept with everything it leaves behind."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from govsim.model import GovernanceModel, Seed
from govsim.outcomes import MEASURES, OUTCOMES
from govsim.scenarios import Scenario
from govsim.studies.jobs import Record, record_of
from govsim.studies.windows import WINDOW, check_window, figures


@dataclass
class Run:
    """A finished run."""

    model: GovernanceModel
    seed: int
    window: int

    @property
    def scenario(self) -> Scenario:
        """What was run."""
        return self.model.plan

    def record(self) -> Record:
        """The run in the form studies keep."""
        return record_of(self.model)

    def figures(self) -> pd.DataFrame:
        """Figures by community (−1 = district): one column per outcome."""
        made = pd.DataFrame(
            figures(self.record().outcomes, self.window), columns=list(MEASURES)
        )
        made.insert(0, "community", [*range(len(made) - 1), -1])
        return made[["community", *OUTCOMES]]

    def summary(self, lang: str = "en") -> str:
        """The run in words."""
        from govsim.report.summary import run_summary

        return run_summary(self, lang)

    def lines(self, lang: str = "en") -> str:
        """The run on the terminal."""
        from govsim.report.terminal import run_lines

        return run_lines(self, lang)

    def write(
        self, folder: str | Path, *, lang: str = "en", overwrite: bool = False
    ) -> Path:
        """Write tables, charts, summary and manifest into a folder of results."""
        from govsim.report.folder import write_run

        return write_run(self, Path(folder), lang, overwrite)

    def __repr__(self) -> str:
        return (
            f"Run({self.scenario.name!r}, {self.model.months} months, seed {self.seed})"
        )

    def _repr_html_(self) -> str:
        from govsim.report.notebook_cells import run_html
        from govsim.wording import language

        return run_html(self, language())


def run(
    scenario: str | Path | Scenario,
    *,
    months: int | None = None,
    rng: Seed = 1,
    levers: Mapping[str, object] | None = None,
    parameters: Mapping[str, object] | None = None,
    window: int = WINDOW,
) -> Run:
    """Run one scenario once.

    Parameters
    ----------
    scenario : preset, scenario file or `Scenario`
    months : length; the scenario's own if not given
    rng : integer seed
    levers, parameters : values that replace the scenario's or the default ones
    window : months a figure is the mean of (rates and stocks)

    Raises
    ------
    BadInput
        In sentences.
    """
    model = GovernanceModel(
        scenario, months=months, rng=rng, levers=levers, parameters=parameters
    )
    window = check_window(window, model.months)
    model.group_from = model.months - window + 1
    model.run_for(model.months)
    return Run(model, model.seed_number, window)
