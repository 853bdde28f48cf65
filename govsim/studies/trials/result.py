"""What came of a trial: estimates beside the truth, in many worlds."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from govsim.errors import BadInput, unknown
from govsim.outcomes import OUTCOMES
from govsim.studies.sweeping import Sweep
from govsim.studies.trials.analysing import Found, event_study_in, found_in
from govsim.studies.trials.design import TrialDesign
from govsim.studies.trials.judging import event_table, judged, mean_interval
from govsim.studies.trials.panels import Panels

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.figure import Figure


class Trial:
    """A pilot in many worlds, as its analyst would see it and as it was.

    Every table is made when asked, from the runs in the folder; any outcome may be asked
    for, also those that the design did not name.

    Parameters
    ----------
    design : what was tried
    sweep : its runs, each world without the pilot and with it
    """

    def __init__(self, design: TrialDesign, sweep: Sweep) -> None:
        self.design = design
        self.sweep = sweep
        self.panels = Panels(sweep, design.period, design.length or 0)
        self._rows: dict[str, pd.DataFrame] = {}
        self._events: dict[str, pd.DataFrame] = {}
        self._effects: dict[str, pd.DataFrame] = {}

    @property
    def outcomes(self) -> tuple[str, ...]:
        """What the design analyses."""
        return tuple(self.design.outcomes)

    @cached_property
    def worlds(self) -> int:
        """Worlds of which both runs are there."""
        return len(self.panels.worlds)

    # --- tables ------------------------------------------------------------------------

    def by_world(self, outcome: str) -> pd.DataFrame:
        """What each estimator says in each world, one row a world and estimator.

        Returns
        -------
        outcome, world, estimator, truth (effect on the treated), estimate, error, low,
        high (95 %), from_luck, from_spilling, from_weighting (they add up to estimate −
        truth), placebo, placebo_low, placebo_high (the same without the pilot); in the
        outcome's unit, a month for money and hours
        """
        self._check(outcome)
        if outcome not in self._rows:
            self._rows[outcome] = pd.DataFrame(
                [
                    _row(outcome, number, found)
                    for number, world in zip(
                        self.panels.worlds, self.panels.worlds_of(outcome), strict=True
                    )
                    for found in found_in(world)
                ]
            )
        return self._rows[outcome].copy()

    def table(self, outcomes: "Iterable[str] | None" = None) -> pd.DataFrame:
        """How good each estimator is, one row an outcome and estimator.

        Estimators: ``did`` (two-way fixed effects, errors clustered by community),
        ``did_wild`` (the same with the wild cluster bootstrap's interval), ``group_time``
        (Callaway & Sant'Anna), ``did_elsewhere`` (`did` against another district).

        Returns
        -------
        outcome, estimator
        truth, estimate : means over worlds; truth is the effect on the treated
        bias, bias_low, bias_high : mean of estimate − truth, its 95 % interval over worlds
        from_luck, from_spilling, from_weighting : what the bias is made of
        error_stated, error_true : mean standard error, and how far estimates scatter
            around the truth
        coverage, … : share of stated 95 % intervals that hold the truth of their world
        power : share whose interval leaves out 0 on the right side
        wrong_sign, wrong_found : share with the wrong sign; with an interval there, too
        false_alarms, … : share of placebo pilots whose interval leaves out 0
        worlds : number of worlds; shares come with Wilson's 95 % interval
        """
        names = self._chosen(outcomes)
        return judged(pd.concat([self.by_world(n) for n in names], ignore_index=True))

    def event_study(self, outcome: str | None = None) -> pd.DataFrame:
        """Estimates and truth by periods since joining, one row a period and estimator.

        Returns
        -------
        estimator (``leads_lags`` or ``group_time``), since (periods; −1 is the base),
        truth, estimate (means over worlds), low, high (95 % interval of that mean),
        spread_low, spread_high (the middle 95 % of single estimates), coverage, worlds
        """
        name = self._chosen(None if outcome is None else [outcome])[0]
        if name not in self._events:
            rows = [
                {
                    "estimator": estimator,
                    "since": since,
                    "truth": truth,
                    "estimate": fit.estimate,
                    "low": fit.low,
                    "high": fit.high,
                }
                for world in self.panels.worlds_of(name)
                for (estimator, since), (truth, fit) in event_study_in(world).items()
            ]
            self._events[name] = event_table(pd.DataFrame(rows))
        return self._events[name].copy()

    def effects(self, outcome: str | None = None) -> pd.DataFrame:
        """True effects by month, from the paired worlds.

        Returns
        -------
        who : ``joined`` or ``outside`` (communities that never join)
        month : since joining (0 the first); for those outside since the first wave began
        effect, low, high : mean over worlds with its 95 % interval
        spread_low, spread_high : the middle 95 % of worlds
        """
        name = self._chosen(None if outcome is None else [outcome])[0]
        if name not in self._effects:
            self._effects[name] = self._true_effects(name)
        return self._effects[name].copy()

    def _true_effects(self, name: str) -> pd.DataFrame:
        without, piloted = self.panels.monthly(name)
        gap, months = piloted - without, without.shape[-1]
        first = self.design.starts[0]
        sums: dict[tuple[str, int], list[float]] = {}
        for world in range(self.worlds):
            joined = self.panels.joined(world)
            inside: dict[int, list[float]] = {}
            for row, start in enumerate(joined):
                for at in range(months if start is not None else 0):
                    since = at + 1 - (start or 0)
                    inside.setdefault(since, []).append(gap[world, row, at])
            for since, values in inside.items():
                sums.setdefault(("joined", since), []).append(float(np.mean(values)))
            outside = gap[world, [start is None for start in joined]].mean(axis=0)
            for at, value in enumerate(outside):
                sums.setdefault(("outside", at + 1 - first), []).append(float(value))
        return pd.DataFrame(
            [
                _effect(who, month, values)
                for (who, month), values in sorted(sums.items())
            ]
        )

    def _check(self, outcome: str) -> None:
        if outcome not in OUTCOMES:
            raise BadInput(unknown("outcome", str(outcome), OUTCOMES))

    def _chosen(self, outcomes: "Iterable[str] | None") -> list[str]:
        names = (
            [outcomes] if isinstance(outcomes, str) else list(outcomes or self.outcomes)
        )
        for name in names:
            self._check(name)
        return names

    # --- what people look at -----------------------------------------------------------

    def plot(
        self, outcome: str | None = None, ax: Any = None, lang: str = "en"
    ) -> "Figure":
        """The event study with the true effect as a line."""
        from govsim.figures.event_study import plot_event_study

        name = self._chosen(None if outcome is None else [outcome])[0]
        return plot_event_study(
            self.event_study(name),
            self.effects(name),
            name,
            period=self.design.period,
            length=self.design.length,
            ax=ax,
            lang=lang,
        )

    def summary(self, lang: str = "en") -> str:
        """The trial in words, as a page of Markdown."""
        from govsim.report.trials import trial_summary

        return trial_summary(self, lang)

    def lines(self, lang: str = "en") -> str:
        """The trial on a terminal."""
        from govsim.report.trials import trial_lines

        return trial_lines(self, lang)

    def write(
        self, folder: str | Path, *, lang: str = "en", overwrite: bool = False
    ) -> Path:
        """Write tables, charts, the page in words and a manifest into a folder."""
        from govsim.report.trials_folder import write_trial

        return write_trial(self, Path(folder), lang, overwrite)

    def __repr__(self) -> str:
        return f"Trial({self.design.name!r}, {self.worlds} worlds)"

    def _repr_html_(self) -> str:
        from govsim.report.trials import trial_html
        from govsim.wording import language

        return trial_html(self, language())


def _row(outcome: str, world: int, found: Found) -> dict[str, Any]:
    return {
        "outcome": outcome,
        "world": int(world),
        "estimator": found.estimator,
        "truth": found.truth,
        "estimate": found.fit.estimate,
        "error": found.fit.error,
        "low": found.fit.low,
        "high": found.fit.high,
        "from_luck": found.from_luck,
        "from_spilling": found.from_spilling,
        "from_weighting": found.from_weighting,
        "placebo": found.placebo.estimate,
        "placebo_low": found.placebo.low,
        "placebo_high": found.placebo.high,
    }


def _effect(who: str, month: int, values: list[float]) -> dict[str, Any]:
    known = np.array(values, dtype=np.float64)
    known = known[~np.isnan(known)]
    low, high = mean_interval(known)
    spread = np.quantile(known, [0.025, 0.975]) if known.size else (np.nan, np.nan)
    return {
        "who": who,
        "month": month,
        "effect": known.mean() if known.size else np.nan,
        "low": low,
        "high": high,
        "spread_low": spread[0],
        "spread_high": spread[1],
    }
