"""How much is lost by staying with one set-up wherever another would do better?"""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from govsim.columns import Floats
from govsim.errors import BadInput, unknown
from govsim.outcomes import OUTCOMES
from govsim.scenarios.scenario import whole
from govsim.studies.comparison_table import better_sign
from govsim.studies.statistics import LEVEL
from govsim.studies.sweep_cases import names_of, opened, plain_words
from govsim.studies.sweeping.result import Sweep

DRAWS = 2000
PLACES = ("scenario", "pilot")


class Regret:
    """Shortfalls from the best set-up at every point.

    Parameters
    ----------
    values : figures, shape (points, worlds, scenarios); null where there is none
    scenarios : their names
    outcome : what they are ranked by
    points : each point's values, one row a point
    seed : of the resampling of worlds
    """

    def __init__(
        self,
        values: Floats,
        scenarios: Sequence[str],
        outcome: str,
        points: pd.DataFrame,
        seed: int = 1,
    ) -> None:
        self.values, self.scenarios = values, tuple(scenarios)
        self.outcome, self.points, self.seed = outcome, points, seed

    @cached_property
    def shortfalls(self) -> Floats:
        """Best mean less own mean, in the direction that is better, (points, scenarios)."""
        return _shortfalls(self.values, np.ones(self.values.shape[1]), self._sign)

    @property
    def _sign(self) -> int:
        return better_sign(self.outcome)

    @cached_property
    def _draws(self) -> Floats:
        """Largest and mean shortfall in resampled worlds, shape (draws, 2, scenarios)."""
        worlds = self.values.shape[1]
        rng = np.random.default_rng([self.seed, 4])
        weights = rng.multinomial(worlds, np.full(worlds, 1.0 / worlds), size=DRAWS)
        return np.stack(
            [_both(_shortfalls(self.values, w, self._sign)) for w in weights]
        )

    @cached_property
    def _table(self) -> pd.DataFrame:
        found = _both(self.shortfalls)
        low, high = np.full((2, *found.shape), np.nan)
        if self.values.shape[1] > 1:
            tails = [0.5 - LEVEL / 2, 0.5 + LEVEL / 2]
            low, high = np.quantile(self._draws, tails, axis=0)
        known = self.shortfalls[~np.isnan(self.shortfalls).any(axis=1)]
        worst = np.nanargmax(self.shortfalls, axis=0)
        return pd.DataFrame(
            {
                "outcome": self.outcome,
                "scenario": self.scenarios,
                "largest": found[0],
                "largest_low": low[0],
                "largest_high": high[0],
                "at_point": self.points["point"].to_numpy()[worst],
                "mean": found[1],
                "mean_low": low[1],
                "mean_high": high[1],
                "best_at": (known == 0.0).mean(axis=0),
            }
        )

    def table(self) -> pd.DataFrame:
        """One row a scenario.

        Returns
        -------
        outcome, scenario, largest (regret: the largest shortfall over the points, in the
        outcome's unit), largest_low, largest_high, at_point, mean (over the points),
        mean_low, mean_high, best_at (share of points at which it is the best). Intervals:
        95 %, worlds resampled; null with one world.
        """
        return self._table.copy()

    def by_point(self) -> pd.DataFrame:
        """Shortfalls, one row a point and scenario, with the point's values."""
        tall = self.points.loc[self.points.index.repeat(len(self.scenarios))]
        tall = tall.reset_index(drop=True)
        tall["scenario"] = list(self.scenarios) * len(self.points)
        tall["shortfall"] = self.shortfalls.ravel()
        return tall

    def summary(self, lang: str = "en") -> str:
        """Regret in words."""
        from govsim.report.flip_map import regret_words

        return regret_words(self, lang)

    def __repr__(self) -> str:
        least = self._table.loc[self._table["largest"].idxmin(), "scenario"]
        return f"Regret({self.outcome!r}): smallest largest shortfall under {least}"

    def _repr_html_(self) -> str:
        from govsim.report.notebook_cells import regret_html
        from govsim.wording import language

        return regret_html(self, language())


def _shortfalls(values: Floats, weights: Floats, sign: int) -> Floats:
    """Best weighted mean less own, shape (points, scenarios); null where one is unknown."""
    known = ~np.isnan(values).any(axis=2)  # a world counts at a point if all have it
    share = known * weights
    total = share.sum(axis=1, keepdims=True)
    sums = np.einsum("pw,pws->ps", share, np.where(known[..., None], values, 0.0))
    means = np.divide(sums, total, out=np.full(sums.shape, np.nan), where=total > 0)
    best = (sign * means).max(axis=1, keepdims=True)
    return np.asarray(best - sign * means)


def _both(shortfalls: Floats) -> Floats:
    """Largest and mean over the points at which they are known, shape (2, scenarios)."""
    known = shortfalls[~np.isnan(shortfalls).any(axis=1)]
    if not len(known):
        return np.full((2, shortfalls.shape[1]), np.nan)
    return np.stack([known.max(axis=0), known.mean(axis=0)])


def regret(
    sweep: Sweep | str | Path,
    outcome: str,
    *,
    scenarios: Sequence[str] | None = None,
    rng: int = 1,
) -> Regret:
    """Of each scenario the largest and the mean shortfall from the best at every point.

    Parameters
    ----------
    sweep : a sweep with two scenarios or more, or its folder
    outcome : what they are ranked by
    scenarios : those compared; all by default
    rng : seed of the resampling of worlds

    Raises
    ------
    BadInput
        For unknown names, and if there is nothing to compare.
    """
    there = opened(sweep)
    have = list(there.asked["scenarios"])
    names = have if scenarios is None else list(dict.fromkeys(scenarios))
    faults = [
        unknown("scenario of this sweep", s, have) for s in names if s not in have
    ]
    if outcome not in OUTCOMES:
        faults.append(unknown("outcome", outcome, OUTCOMES))
    if not faults and len(names) < 2:
        faults.append("regret compares two scenarios or more; the sweep has one.")
    if not whole(rng) or rng < 0:
        faults.append(f"rng = {rng!r}: a whole number from 0 is needed.")
    if faults:
        raise BadInput(*faults)
    frame = plain_words(there.frame([outcome]))
    keys = [key for key in ("point", "pilot") if key in frame]
    shown = [*keys, *(n for n in names_of(there) if n in frame and n not in PLACES)]
    table = frame.pivot(index=keys, columns=["replicate", "scenario"], values=outcome)
    worlds = sorted(frame["replicate"].unique())
    wide = table.reindex(columns=pd.MultiIndex.from_product([worlds, names]))
    values = wide.to_numpy(np.float64).reshape(len(wide), len(worlds), len(names))
    if np.isnan(values).any(axis=2).all():
        raise BadInput(f"{there.folder}: no point has {outcome} under all scenarios.")
    points = frame.drop_duplicates(keys)[shown].set_index(keys)
    points = points.reindex(wide.index).reset_index()
    return Regret(values, names, outcome, points, rng)
