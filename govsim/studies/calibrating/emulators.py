"""What would the model come to at a point nobody ran? One Gaussian process a target.

A straight line in every parameter plus a smooth surface (Matérn 5/2 with a length for each
parameter); the noise between worlds is known where points have more than one, else it is
fitted. Rasmussen & Williams 2006; in this use Vernon, Goldstein & Bower 2010 and
Andrianakis et al. 2015.
"""

import warnings
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.linalg import cho_solve, solve_triangular

from govsim.columns import Floats
from govsim.studies.calibrating.evaluating import Batch, noise_of
from govsim.studies.jobs import spread
from govsim.studies.sweeping.extras import need

LENGTHS = (0.2, 50.0)  # in ranges of half a parameter
SIZES = (1e-6, 1e3)  # of the line and of the surface, in variances of the target
LEAST_NOISE = 1e-8
FEWER = 150  # points up to which the fit is begun from a second place
TUNED = 250  # points, spread over all, that lengths and sizes are fitted to
APART = 100  # points from which targets are fitted in processes of their own
CHUNK = 2000  # points predicted at once


@dataclass(frozen=True)
class Lesson:
    """What an emulator learns from: points with a mean over some worlds each."""

    name: str
    unit: Floats
    mean: Floats
    count: Floats
    noise: float  # variance between worlds; null if unknown


@dataclass(frozen=True)
class Emulator:
    """A target's mean over worlds as a function of the parameters, with its error."""

    name: str
    noise: float  # variance of the target between worlds
    centre: float
    scale: float
    process: Any  # None for a target that does not move
    explained: (
        float  # share of the points' variance it foretells, each left out in turn
    )
    within: float  # share of the points left out that lie within two of its errors
    points: int

    def predict(self, unit: Floats) -> tuple[Floats, Floats]:
        """Mean and variance of the target's mean over worlds, shape (points,) each."""
        starts = range(0, len(unit), CHUNK)
        parts = [self._predict(unit[start : start + CHUNK]) for start in starts]
        mean, variance = (np.concatenate(part) for part in zip(*parts, strict=True))
        return mean, variance

    def _predict(self, unit: Floats) -> tuple[Floats, Floats]:
        mean, ties = self.mean(unit)
        return mean, self.variance(unit, ties)

    def mean(self, unit: Floats) -> tuple[Floats, Floats]:
        """Mean at some points, and their ties to the points that were run.

        The ties, shape (points, points run), are what `variance` goes on from, which
        costs far more.
        """
        if self.process is None:
            return np.full(len(unit), self.centre), np.zeros((len(unit), 0))
        ties = self.process.kernel_(2.0 * unit - 1.0, self.process.X_train_)
        return self.centre + self.scale * (ties @ self.process.alpha_), ties

    def variance(self, unit: Floats, ties: Floats) -> Floats:
        """Variance of the foretold mean over worlds, from what `mean` gave."""
        if self.process is None:
            return np.full(len(unit), self.noise / max(self.points, 1))
        known = solve_triangular(self.process.L_, ties.T, lower=True)
        before = self.process.kernel_.diag(2.0 * unit - 1.0) - _white(self.process)
        left = np.maximum(before - (known**2).sum(axis=0), 0.0)
        return np.asarray(self.scale**2 * left)


def _white(process: Any) -> float:
    """Variance of fitted noise, which is no part of the mean over worlds."""
    found = process.kernel_.get_params().get("k2__noise_level")
    return float(found) if found is not None else 0.0


def fit(lesson: Lesson) -> Emulator:
    """The emulator of one target; one thread, so that it is the same on any machine."""
    need("sklearn", "analysis", "Calibrations")
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):
        return _fit(lesson)


def _fit(lesson: Lesson) -> Emulator:
    centre, scale = float(lesson.mean.mean()), float(lesson.mean.std())
    known = 0.0 if np.isnan(lesson.noise) else lesson.noise
    points = len(lesson.mean)
    if scale < 1e-12 * max(abs(centre), 1e-6):
        return Emulator(lesson.name, known, centre, 1.0, None, np.nan, np.nan, points)
    y = (lesson.mean - centre) / scale
    process = _process(lesson, scale)
    places = 2.0 * lesson.unit - 1.0
    some = np.unique(np.linspace(0, points - 1, min(points, TUNED)).astype(int))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a length at the end of its range: no effect
        process.set_params(alpha=_part(process.alpha, some)).fit(places[some], y[some])
    if len(some) < points:
        process = _process(lesson, scale).set_params(
            kernel=process.kernel_, optimizer=None
        )
        process.fit(places, y)
    if np.isnan(lesson.noise):
        known = _white(process) * scale**2 * float(lesson.count.mean())
    explained, within = _left_out(process, y)
    return Emulator(
        lesson.name, known, centre, scale, process, explained, within, points
    )


def _part(alpha: Any, rows: Any) -> Any:
    """Noise of some of the points."""
    return alpha[rows] if isinstance(alpha, np.ndarray) else alpha


def _process(lesson: Lesson, scale: float) -> Any:
    """The process before it is fitted."""
    from sklearn.gaussian_process import GaussianProcessRegressor
    from sklearn.gaussian_process.kernels import (
        ConstantKernel,
        DotProduct,
        Matern,
        WhiteKernel,
    )

    width = lesson.unit.shape[1]
    line = ConstantKernel(0.5, SIZES) * DotProduct(1.0, "fixed")
    surface = ConstantKernel(0.3, SIZES) * Matern(np.full(width, 2.0), LENGTHS, nu=2.5)
    kernel: Any = line + surface
    alpha: Any = LEAST_NOISE
    if np.isnan(lesson.noise):
        kernel = kernel + WhiteKernel(0.1, (1e-6, 2.0))
    else:
        alpha = np.maximum(lesson.noise / lesson.count / scale**2, LEAST_NOISE)
    again = 1 if len(lesson.mean) <= FEWER else 0
    return GaussianProcessRegressor(
        kernel, alpha=alpha, n_restarts_optimizer=again, random_state=0
    )


def _left_out(process: Any, y: Floats) -> tuple[float, float]:
    """How well each point is foretold by all others (Rasmussen & Williams 2006, section 5.4.2)."""
    inverse = cho_solve((process.L_, True), np.eye(len(y)))
    variance = 1.0 / np.diag(inverse)
    missed = (inverse @ y) * variance
    explained = 1.0 - float((missed**2).sum() / ((y - y.mean()) ** 2).sum())
    return explained, float((np.abs(missed) <= 2.0 * np.sqrt(variance)).mean())


def lessons_of(batches: Sequence[Batch], names: Sequence[str]) -> list[Lesson | None]:
    """What each target's emulator learns from; None if too few points have a value."""
    unit = np.concatenate([batch.unit for batch in batches])
    runs = np.concatenate([batch.runs for batch in batches])
    means = np.concatenate([batch.means for batch in batches])
    counts = (~np.isnan(runs)).sum(axis=1)
    made: list[Lesson | None] = []
    for place, (name, noise) in enumerate(zip(names, noise_of(batches), strict=True)):
        known = counts[:, place] > 0
        enough = known.sum() >= unit.shape[1] + 2
        lesson = Lesson(
            name, unit[known], means[known, place], counts[known, place], float(noise)
        )
        made.append(lesson if enough else None)
    return made


def fit_all(
    batches: Sequence[Batch],
    names: Sequence[str],
    workers: int | None = None,
    executor: Executor | None = None,
) -> list[Emulator | None]:
    """The emulators of all targets; None for those that have too few values."""
    need("sklearn", "analysis", "Calibrations")
    lessons = lessons_of(batches, names)
    given = [lesson for lesson in lessons if lesson is not None]
    apart = sum(len(batch.unit) for batch in batches) >= APART
    count = workers if apart or executor is not None else 1
    made = {lesson.name: each for lesson, each in spread(fit, given, count, executor)}
    return [None if lesson is None else made[lesson.name] for lesson in lessons]
