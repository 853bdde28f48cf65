"""What came of a calibration: likely sets, what the targets say, and how well they are met."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from govsim.columns import Floats
from govsim.studies.calibrating import identifying
from govsim.studies.calibrating.approximate import Posterior
from govsim.studies.calibrating.evaluating import Batch, table_of
from govsim.studies.calibrating.plan import Plan
from govsim.studies.calibrating.plausible import excess
from govsim.studies.calibrating.recovering import recovered
from govsim.studies.calibrating.waves import Matching, one_thread

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from govsim.studies.calibrating.store import Store

MET, MISSED = 0.8, 0.1  # share of the sets run again that come to a target


class Calibration:
    """A finished calibration."""

    def __init__(
        self,
        plan: Plan,
        matching: Matching,
        found: Posterior,
        check: Batch,
        truths: pd.DataFrame | None,
        errors: list[tuple[str, int, int, str]],
        store: "Store",
    ) -> None:
        self.plan = plan
        self.matching = matching
        self.found = found
        self.check = check
        self.truths = truths
        self.errors = errors
        self._store = store

    # --- sets -------------------------------------------------------------------------

    def posterior(self) -> pd.DataFrame:
        """Equally likely parameter sets: one row a set, one column a parameter."""
        values = self.plan.values(self.found.unit[: self.plan.sets])
        return pd.DataFrame(values, columns=list(self.plan.names))

    def sets(self) -> list[dict[str, float]]:
        """The same as dictionaries, as `parameters=` takes them."""
        rows = self.posterior().to_dict("records")
        return [{str(name): float(v) for name, v in row.items()} for row in rows]

    @cached_property
    def _noise(self) -> Floats:
        emulators = self.matching.emulators
        return np.array([np.nan if e is None else e.noise for e in emulators])

    @cached_property
    def _points(self) -> pd.DataFrame:
        batches = [*self.matching.batches, self.check]
        frame = table_of(self.plan, batches)
        worst = [self.matching.matcher.worst(batch.unit) for batch in batches]
        frame["distance"] = np.concatenate([self.distance(each) for each in batches])
        frame["implausibility"] = np.concatenate(worst)
        frame["plausible"] = frame["implausibility"] <= self.matching.matcher.cutoff
        return frame

    def points(self) -> pd.DataFrame:
        """Every point that was run.

        Returns
        -------
        stage (``wave 1`` …, ``check``), point, failed (runs that ended in an error), one
        column a parameter, one a target (mean over its worlds), distance (root mean
        square over the targets of what is missed, in errors), implausibility (foretold,
        of the worst target) and whether that leaves it plausible
        """
        return self._points.copy()

    def distance(self, batch: Batch) -> Floats:
        """What each point missed, in errors, root mean square over the targets."""
        low, high = self.plan.bands()
        noise = np.nan_to_num(self._noise)
        count = np.maximum((~np.isnan(batch.runs)).sum(axis=1), 1)
        total = np.sqrt(self.plan.errors(noise) ** 2 + noise / count)
        missed = excess(batch.means, low, high)
        far = np.divide(
            missed, total, out=np.where(missed == 0, 0.0, np.inf), where=total > 0
        )
        far[np.isnan(missed)] = np.nan
        known = ~np.isnan(far)
        squares = np.where(known, far**2, 0.0).sum(axis=1)
        whole = known.sum(axis=1) == known.sum(axis=1).max()
        made = np.sqrt(squares / np.maximum(known.sum(axis=1), 1))
        return np.where(whole, made, np.nan)

    @cached_property
    def best_unit(self) -> Floats:
        """The point with the least distance, the most central of several, unit cube."""
        batches = [*self.matching.batches, self.check]
        unit = np.concatenate([batch.unit for batch in batches])
        far = self._points["distance"].to_numpy()
        if np.isnan(far).all():
            return np.asarray(self.found.unit.mean(axis=0))
        tied = np.flatnonzero(far <= np.nanmin(far))
        spread = np.maximum(self.found.unit.std(axis=0), 1e-6)
        off = ((unit[tied] - self.found.unit.mean(axis=0)) / spread) ** 2
        return np.asarray(unit[tied[int(off.sum(axis=1).argmin())]])

    def best(self) -> dict[str, float]:
        """The set that came nearest to the targets of all that were run."""
        return self.plan.set_at(self.best_unit)

    # --- what the targets say ---------------------------------------------------------

    @cached_property
    def _identifiability(self) -> pd.DataFrame:
        with one_thread():
            return identifying.identifiability(
                self.plan, self.found.unit, self.best_unit, self.matching.matcher
            )

    def identifiability(self) -> pd.DataFrame:
        """What the targets say about each parameter: see `identifying.identifiability`."""
        return self._identifiability.copy()

    def pairs(self) -> pd.DataFrame:
        """Every two parameters' correlation in the posterior, strongest first."""
        return identifying.pairs(self.plan, self.found.unit)

    @cached_property
    def _profile(self) -> pd.DataFrame:
        with one_thread():
            return identifying.profile(
                self.plan, self.matching.matcher, self.found.space, self.found.unit
            )

    def profile(self) -> pd.DataFrame:
        """How near one can come with a parameter held: see `identifying.profile`."""
        return self._profile.copy()

    # --- how it went ------------------------------------------------------------------

    def waves(self) -> pd.DataFrame:
        """One row a wave: wave, points, failed runs, share of the range left, reached.

        `reached` is how near the worst target came, in errors, where nothing is left.
        """
        rows = [
            {
                "wave": number,
                "points": len(wave.batch.unit),
                "failed": int(wave.batch.failed.sum()),
                "share": wave.space.share,
                "reached": wave.space.reached,
            }
            for number, wave in enumerate(self.matching.waves, start=1)
        ]
        return pd.DataFrame(rows)

    @property
    def empty(self) -> bool:
        """Whether no set within the ranges comes to all targets."""
        return self.found.space.empty

    @cached_property
    def _targets(self) -> pd.DataFrame:
        emulators = self.matching.emulators
        with one_thread():
            out = identifying.ruled_out(self.plan, self.matching.matcher).tolist()
        alone = [np.nan if e is None else out.pop(0) for e in emulators]
        return pd.DataFrame(
            [self._target(place, alone[place]) for place in range(len(emulators))]
        )

    def targets(self) -> pd.DataFrame:
        """One row a target: how the sets that were run again come to it.

        Returns
        -------
        target, low, high, error (standard deviation of all that parts the observation
        from the model's mean); got (median of the sets run again) with got_low and
        got_high (90 % of them); before_low and before_high (90 % of the first wave); met
        (share of the sets that come to it within 1.96 errors, the chance of their own
        worlds included); verdict (met, partly,
        too low, too high, not measured); rules_out (share of the range it rules out by
        itself); explained and within (how well its emulator foretells points left out)
        """
        return self._targets.copy()

    def _target(self, place: int, alone: float) -> dict[str, object]:
        target, emulator = self.plan.targets[place], self.matching.emulators[place]
        noise = 0.0 if emulator is None else emulator.noise
        error = target.error(noise)
        allowed = 1.96 * np.sqrt(error**2 + noise / self.plan.replicates)
        got = _known(self.check.means[:, place])
        before = _known(self.matching.waves[0].batch.means[:, place])
        missed = excess(got, np.array(target.low), np.array(target.high))
        met = float((np.abs(missed) <= allowed).mean()) if got.size else np.nan
        low, middle, high = _quantiles(got)
        first, _, last = _quantiles(before)
        return {
            "target": target.name,
            "low": target.low,
            "high": target.high,
            "error": error,
            "got": middle,
            "got_low": low,
            "got_high": high,
            "before_low": first,
            "before_high": last,
            "met": met,
            "verdict": _verdict(met, float(np.median(missed)) if got.size else np.nan),
            "rules_out": alone,
            "explained": np.nan if emulator is None else emulator.explained,
            "within": np.nan if emulator is None else emulator.within,
        }

    def recovery(self) -> pd.DataFrame | None:
        """What the recovery study found, or None: see `recovering.recovered`."""
        if self.truths is None or not len(self.truths):
            return None
        return recovered(self.truths)

    # --- what people look at ----------------------------------------------------------

    def plot_parameters(self, *, lang: str = "en") -> "Figure":
        """Each parameter before and after."""
        from govsim.figures.calibrated import plot_parameters

        return plot_parameters(
            self.identifiability(), self.profile(), self.labels(lang), lang
        )

    def plot_targets(self, *, lang: str = "en") -> "Figure":
        """Each target, and where the model comes to before and after."""
        from govsim.figures.calibrated import plot_targets

        names = {target.name: target.label(lang) for target in self.plan.targets}
        units = {target.name: target.unit for target in self.plan.targets}
        return plot_targets(self.targets(), names, units, lang)

    def labels(self, lang: str = "en") -> dict[str, str]:
        """Parameter → what people call it."""
        return {free.name: free.label(lang) for free in self.plan.free}

    def summary(self, lang: str = "en") -> str:
        """The calibration as a page in Markdown."""
        from govsim.report.calibration import summary

        return summary(self, lang)

    def lines(self, lang: str = "en") -> str:
        """The calibration as the terminal shows it."""
        from govsim.report.calibration import lines

        return lines(self, lang)

    def write(
        self, folder: str | Path, *, lang: str = "en", overwrite: bool = False
    ) -> Path:
        """Write tables, charts, summary and manifest into a folder of results."""
        from govsim.report.calibration_folder import write

        written = write(self, Path(folder), lang, overwrite)
        self._store.clear()
        return written

    def _repr_html_(self) -> str:
        from govsim.report.notebook_cells import calibration_html
        from govsim.wording import language

        return calibration_html(self, language())


def _known(values: Floats) -> Floats:
    return values[~np.isnan(values)]


def _quantiles(values: Floats) -> tuple[float, float, float]:
    if not values.size:
        return np.nan, np.nan, np.nan
    low, middle, high = np.quantile(values, [0.05, 0.5, 0.95]).tolist()
    return low, middle, high


def _verdict(met: float, missed: float) -> str:
    if np.isnan(met):
        return "not measured"
    if met >= MET:
        return "met"
    missed_by = "too high" if missed > 0 else "too low"
    return "partly" if met > MISSED else missed_by
