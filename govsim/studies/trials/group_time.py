"""Effects by wave and period, each against communities that never join."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from govsim.columns import Floats
from govsim.studies.trials.cells import Cells
from govsim.studies.trials.two_way import LEVEL, NOTHING, Fit


@dataclass(frozen=True)
class GroupTime:
    """Group-time averages of Callaway & Sant'Anna 2021 (J. Econometrics 225:200).

    ATT(g, t) is the change of wave g from the period before it joined to t, less the
    change of those that never join. Averages over waves weight communities alike. No wave
    is ever compared with one that joined before it, so that effects may differ between
    waves and grow over time. Without covariates this is the interaction-weighted
    estimator of Sun & Abraham 2021 (J. Econometrics 225:175) with the same base.

    The standard error takes communities as drawn and waves as fixed; each wave's variance
    is that of its communities (n − 1), and t has Satterthwaite's degrees of freedom. For
    one wave this is Welch's test on changes. A wave of one community has no variance:
    the interval is null then.
    """

    cells: Cells

    def weights(self, chosen: Floats) -> Floats:
        """What each cell's value is multiplied with, shape (communities, periods).

        `chosen` marks the cells of joining communities whose effects are averaged.
        """
        share = chosen / chosen.sum()
        made = np.array(share)
        outside = ~self.cells.joins
        for wave in self.cells.waves:
            rows = np.array(self.cells.first) == wave
            made[rows, wave - 1] -= share[rows].sum(axis=1)
            made[outside] -= share[rows].sum(axis=0) / outside.sum()
            made[outside, wave - 1] += share[rows].sum() / outside.sum()
        return made

    def _estimate(self, values: Floats, chosen: Floats) -> Fit:
        weights = self.weights(chosen)
        used = weights != 0.0
        if not used.any() or np.isnan(values[used]).any():
            return NOTHING
        parts = np.where(used, weights * np.where(used, values, 0.0), 0.0).sum(axis=1)
        variances, freedom = [], []
        for wave in [*self.cells.waves, -1]:
            own = parts[np.array(self.cells.first) == wave]
            if not used[np.array(self.cells.first) == wave].any():
                continue
            variances.append(own.size * own.var(ddof=1) if own.size > 1 else np.nan)
            freedom.append(own.size - 1)
        return _fit(float(parts.sum()), np.array(variances), np.array(freedom))

    def overall(self, values: Floats) -> Fit:
        """Effect on the treated: mean over all cells under the pilot."""
        return self._estimate(values, self.cells.under.astype(np.float64))

    def at(self, values: Floats, since: int) -> Fit:
        """Effect so many periods after joining (before it: what should be nothing)."""
        cells = self.cells
        chosen = cells.joins[:, None] & (cells.since == since)
        if since == -1 or not chosen.any():
            return NOTHING
        return self._estimate(values, chosen.astype(np.float64))


def _fit(estimate: float, variances: Floats, freedom: Floats) -> Fit:
    """An estimate with Satterthwaite's interval."""
    total = float(variances.sum())
    if np.isnan(total):
        return Fit(estimate, np.nan, np.nan, np.nan)
    if total == 0.0:
        return Fit(estimate, 0.0, estimate, estimate)
    degrees = total**2 / float((variances**2 / freedom).sum())
    half = float(stats.t.ppf(0.5 + LEVEL / 2, degrees) * np.sqrt(total))
    return Fit(estimate, float(np.sqrt(total)), estimate - half, estimate + half)
