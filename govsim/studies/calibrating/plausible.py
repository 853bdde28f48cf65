"""Where do parameters lie that are not ruled out yet, and how large is that space?

History matching: a point is implausible if its foretold figure lies further from a target
than all errors together allow (Craig et al. 1997; Vernon, Goldstein & Bower 2010). Small
spaces are reached by lowering the bar step by step (subset simulation, Au & Beck 2001),
which also gives their size as a product of shares.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy import stats
from scipy.stats import qmc

from govsim.columns import Floats
from govsim.studies.calibrating.emulators import Emulator
from govsim.studies.calibrating.plan import Plan

CUTOFF = 3.0
"""Errors beyond which a figure is implausible: under 5 % by any one-humped error
(Pukelsheim 1994)."""

ALL_KEPT = 0.99
STEP = 0.2  # share that passes each bar on the way
MOVES = 6  # of every point after a bar, at least; as many as there are parameters
SWEPT = 3  # moves between two points that are kept
BLOCK = 4  # parameters that move together
STEPS = (2.4, 0.8)  # sizes of a move, in spreads over the root of their number
LEVELS = 25
NEARBY = (
    1.5  # times the nearest that can be come: what counts as near to an empty space
)
STANDS = 1e-3  # part by which the bar must come down


@cache
def cutoff_for(targets: int) -> float:
    """The bar for the worst of several targets: 3, more for many.

    So high that normal errors of all targets stay under it together in 99 of 100 cases.
    """
    return max(CUTOFF, float(stats.norm.ppf(0.5 + 0.5 * ALL_KEPT ** (1.0 / targets))))


@dataclass(frozen=True)
class Matcher:
    """Foretells all targets and says how far each is off.

    `low`, `high` and `errors` belong to the targets that have an emulator, see
    `Plan.bands` and `Plan.errors`.
    """

    emulators: Sequence[Emulator]
    low: Floats
    high: Floats
    errors: Floats

    @classmethod
    def of(cls, plan: Plan, emulators: Sequence[Emulator | None]) -> "Matcher":
        """The matcher of a plan's own targets."""
        known = [place for place, each in enumerate(emulators) if each is not None]
        given = [each for each in emulators if each is not None]
        noise = np.array([0.0 if e is None else e.noise for e in emulators])
        low, high = plan.bands()
        errors = plan.errors(noise)
        return cls(given, low[known], high[known], errors[known])

    @property
    def cutoff(self) -> float:
        """The bar for the worst target."""
        return cutoff_for(len(self.emulators))

    def foretold(self, unit: Floats) -> tuple[Floats, Floats]:
        """Mean and variance of every target, shape (points, targets)."""
        parts = [each.predict(unit) for each in self.emulators]
        return (
            np.stack([mean for mean, _ in parts], axis=1),
            np.stack([variance for _, variance in parts], axis=1),
        )

    def implausibility(self, unit: Floats) -> Floats:
        """Distance of every target in errors, shape (points, targets); 0 in a band."""
        mean, variance = self.foretold(unit)
        missed = np.abs(excess(mean, self.low, self.high))
        total = np.sqrt(variance + self.errors**2)
        return np.divide(missed, total, out=_far(missed), where=total > 0)

    def worst(self, unit: Floats) -> Floats:
        """Implausibility of the worst target, shape (points,).

        Exact above the cutoff; below it an upper bound, which saves most of the work: a
        target that is near enough without the emulator's error is so with it.
        """
        made = np.zeros(len(unit))
        for place in range(len(self.emulators)):
            np.maximum(made, self._one(place, unit), out=made)
        return made

    def _one(self, place: int, unit: Floats) -> Floats:
        """Implausibility of one target, see `worst`."""
        emulator, error = self.emulators[place], float(self.errors[place])
        mean, ties = emulator.mean(unit)
        missed = np.abs(excess(mean, self.low[place], self.high[place]))
        open_ = missed > self.cutoff * error
        variance = np.zeros(len(unit))
        variance[open_] = emulator.variance(unit[open_], ties[open_])
        total = np.sqrt(variance + error**2)
        return np.divide(missed, total, out=_far(missed), where=total > 0)


def _far(missed: Floats) -> Floats:
    """Distances where nothing errs: none, or without end."""
    return np.where(missed > 0, np.inf, 0.0)


def excess(figures: Floats, low: Floats, high: Floats) -> Floats:
    """How far figures lie above (+) or below (−) a band; 0 inside."""
    return np.asarray(figures - np.clip(figures, low, high))


@dataclass(frozen=True)
class Space:
    """Points spread evenly over what is not ruled out.

    `share` is the part of the whole range it fills, 0 if it is empty; then the points are
    those nearest to it, and `reached` is how near that is (the cutoff if it is not empty).
    """

    unit: Floats
    share: float
    reached: float
    empty: bool


def space_of(
    worst: Callable[[Floats], Floats],
    width: int,
    cutoff: float,
    rng: np.random.Generator,
    count: int = 2000,
    sweeps: int = 1,
) -> Space:
    """Points spread evenly over the space in which `worst` stays under the cutoff.

    Parameters
    ----------
    worst : implausibility of points of the unit cube, shape (points, width) → (points,)
    count : points that are moved about
    sweeps : times they are kept: the space has `count` × `sweeps` points
    """
    unit = np.asarray(qmc.LatinHypercube(width, rng=rng).random(count))
    far = worst(unit)
    share, bar, moves = 1.0, np.inf, max(MOVES, width)
    for _ in range(LEVELS):
        wanted = max(cutoff, float(np.quantile(far, STEP)))
        if wanted >= bar * (1.0 - STANDS):
            break
        bar = wanted
        inside = far <= bar
        share *= float(inside.mean())
        unit, far = _walk(worst, unit[inside], far[inside], bar, rng, count, moves)
        if bar <= cutoff:
            break
    if bar > cutoff:
        near = space_of(worst, width, NEARBY * bar, rng, count, sweeps)
        return Space(near.unit, 0.0, bar, True)
    kept = [unit]
    for _ in range(sweeps - 1):
        unit, far = _walk(worst, unit, far, bar, rng, count, SWEPT)
        kept.append(unit)
    return Space(np.concatenate(kept), share, bar, False)


def _walk(
    worst: Callable[[Floats], Floats],
    unit: Floats,
    far: Floats,
    bar: float,
    rng: np.random.Generator,
    count: int,
    moves: int,
) -> tuple[Floats, Floats]:
    """`count` points moved about under the bar, which leaves them spread evenly.

    A move changes a few parameters (Metropolis), by turns along the spread of the points
    in them, or each for itself and thrown back from the ends of its range: in many
    dimensions a step in all would nearly always leave the cube.
    """
    rows = rng.permutation(np.resize(np.arange(len(unit)), count))
    spread = _spread(unit)
    unit, far = unit[rows], far[rows]
    for move in range(moves):
        block = rng.permutation(unit.shape[1])[:BLOCK]
        among = spread[np.ix_(block, block)]
        alone = bool(move % 2)
        root = np.diag(np.sqrt(np.diag(among))) if alone else np.linalg.cholesky(among)
        size = rng.choice(STEPS, (count, 1)) / np.sqrt(len(block))
        tried = unit.copy()
        tried[:, block] += size * (rng.standard_normal((count, len(block))) @ root.T)
        if alone:  # mirrored at both ends, which leaves steps there and back alike
            tried = 1.0 - np.abs(1.0 - tried % 2.0)
        allowed = ((tried >= 0.0) & (tried <= 1.0)).all(axis=1)
        found = np.full(count, np.inf)
        if allowed.any():
            found[allowed] = worst(tried[allowed])
        accepted = found <= bar
        unit[accepted], far[accepted] = tried[accepted], found[accepted]
    return unit, far


def _spread(unit: Floats) -> Floats:
    """The points' covariance, a little widened so that it has a root."""
    width = unit.shape[1]
    if len(unit) <= width:
        return 0.01 * np.eye(width)
    made = np.atleast_2d(np.cov(unit, rowvar=False))
    return np.asarray(made + 1e-8 * np.eye(width))
