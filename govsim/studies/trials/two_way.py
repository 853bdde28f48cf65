"""Difference-in-differences as a regression with effects of community and period."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from govsim.columns import Flags, Floats
from govsim.studies.trials.cells import Cells

LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Fit:
    """An estimate, its standard error and its stated 95 % interval."""

    estimate: float
    error: float
    low: float
    high: float

    @property
    def finds(self) -> bool:
        """Whether the interval leaves out 0."""
        return bool(self.low > 0.0 or self.high < 0.0)

    def covers(self, truth: float) -> bool:
        """Whether the interval holds the truth."""
        return bool(self.low <= truth <= self.high)


NOTHING = Fit(np.nan, np.nan, np.nan, np.nan)


class TwoWay:
    """y = effect of community + effect of period + Σ βₖ · regressorₖ, by least squares.

    Standard errors are clustered by community (sandwich), with the factor
    G / (G − 1) · (n − 1) / (n − K) on the variance, where K counts the regressors and the
    effects of periods but not those of communities, which lie within clusters; intervals
    take t with G − 1 degrees of freedom. See Bertrand, Duflo & Mullainathan 2004 (QJE
    119:249) and Cameron & Miller 2015 (J. Human Resources 50:317).

    Parameters
    ----------
    regressors : shape (k, communities, periods)
    kept : cells the regression takes in; all by default
    """

    def __init__(self, regressors: Floats, kept: Flags | None = None) -> None:
        shape = regressors.shape[1:]
        self.kept = np.ones(shape, dtype=bool) if kept is None else kept
        community, period = np.nonzero(self.kept)
        self.community = community
        self.clusters = len(np.unique(community))
        effects = np.concatenate([_dummies(community), _dummies(period)[:, 1:]], axis=1)
        self.basis = np.linalg.qr(effects)[0]
        given = regressors[:, self.kept].T.astype(np.float64)
        self.x = given - self.basis @ (self.basis.T @ given)
        self.inverse = np.linalg.pinv(self.x.T @ self.x)
        n, columns = len(community), given.shape[1]
        free = n - columns - len(np.unique(period))
        g = self.clusters
        self.factor = g / (g - 1) * (n - 1) / free if g > 1 and free > 0 else np.nan

    def residual(self, values: Floats) -> Floats:
        """Values of the kept cells without the effects of community and period."""
        y = values[self.kept]
        return np.asarray(y - self.basis @ (self.basis.T @ y))

    def coefficients(self, values: Floats) -> Floats:
        """β, shape (k,)."""
        return np.asarray(self.inverse @ (self.x.T @ values[self.kept]))

    def by_cluster(self, rows: Floats) -> Floats:
        """Sums of rows by community, shape (communities, columns)."""
        size = self.kept.shape[0]
        made = np.zeros((size, rows.shape[1]))
        np.add.at(made, self.community, rows)
        return made

    def covariance(self, values: Floats, beta: Floats) -> Floats:
        """Clustered covariance of β."""
        left = self.residual(values) - self.x @ beta
        scores = self.by_cluster(self.x * left[:, None])
        return np.asarray(
            self.factor * self.inverse @ (scores.T @ scores) @ self.inverse
        )

    def fit(self, values: Floats) -> list[Fit]:
        """One estimate a regressor; null if a kept cell is."""
        if np.isnan(values[self.kept]).any():
            return [NOTHING] * self.x.shape[1]
        beta = self.coefficients(values)
        errors = np.sqrt(np.diag(self.covariance(values, beta)).clip(min=0.0))
        half = stats.t.ppf(0.5 + LEVEL / 2, self.clusters - 1) * errors
        return [
            Fit(float(b), float(e), float(b - h), float(b + h))
            for b, e, h in zip(beta, errors, half, strict=True)
        ]


def _dummies(codes: np.ndarray) -> Floats:
    """One column a value, in order."""
    _, place = np.unique(codes, return_inverse=True)
    return np.eye(int(place.max()) + 1)[place]


def static(cells: Cells) -> TwoWay:
    """One coefficient: the pilot is in force here now.

    Cells after a pilot's end are left out: they are neither with nor without.
    """
    return TwoWay(cells.under[None].astype(np.float64), ~cells.past)


def leads_and_lags(cells: Cells) -> tuple[TwoWay, list[int]]:
    """One coefficient for each number of periods since joining, but −1, the base."""
    low, high = cells.spans
    numbers = [k for k in range(low, high + 1) if k != -1]
    here = cells.joins[:, None]
    columns = np.stack([here & (cells.since == k) for k in numbers])
    return TwoWay(columns.astype(np.float64)), numbers
