"""Which parameters are likely, given the targets? Rejection with regression adjustment.

Points of the plausible space get a made observation: the foretold mean, the emulator's
error, chance, error of measurement and discrepancy (Wilkinson 2013). Those nearest to the
targets are kept, and the straight-line effect of what distance is left is taken off
(Beaumont, Zhang & Balding 2002), on a scale on which a range has no ends.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from govsim.columns import Floats
from govsim.studies.calibrating.plausible import Matcher, Space, excess, space_of

KEPT = 1000
POINTS = 2000
SWEEPS = 10
EDGE = 1e-4


@dataclass(frozen=True)
class Posterior:
    """Equally likely parameter sets.

    `unit` are places in the unit cube, shape (sets, parameters); `tolerance` is how far
    the kept points lay from the targets, in spreads of the targets over the space.
    """

    unit: Floats
    space: Space
    tolerance: float
    kept: int


def posterior_of(
    matcher: Matcher,
    width: int,
    rng: np.random.Generator,
    *,
    points: int = POINTS,
    sweeps: int = SWEEPS,
    kept: int = KEPT,
) -> Posterior:
    """The posterior of parameters that are equally likely over their ranges before."""
    space = space_of(matcher.worst, width, matcher.cutoff, rng, points, sweeps)
    mean, variance = matcher.foretold(space.unit)
    luck = rng.standard_normal(mean.shape)
    seen = mean + luck * np.sqrt(variance + matcher.errors**2)
    missed = excess(seen, matcher.low, matcher.high)
    spread = seen.std(axis=0)
    scaled = np.divide(missed, spread, out=np.zeros_like(missed), where=spread > 0)
    distance = np.sqrt((scaled**2).sum(axis=1))
    count = min(kept, len(distance))
    bar = float(np.sort(distance)[count - 1])
    near = distance <= bar if bar > 0 else distance == 0.0
    weights = _weights(distance[near], bar)
    moved = adjusted(space.unit[near], scaled[near], weights)
    rows = drawn(weights, kept, rng)
    return Posterior(moved[rows], space, bar, int(near.sum()))


def _weights(distance: Floats, bar: float) -> Floats:
    """Epanechnikov's: less for what lies further off; alike if nothing does."""
    if bar == 0.0:
        return np.ones(len(distance))
    return np.asarray(np.maximum(1.0 - (distance / bar) ** 2, 1e-6))


def adjusted(unit: Floats, scaled: Floats, weights: Floats) -> Floats:
    """The points as they would lie if nothing were missed (weighted least squares).

    Parameters
    ----------
    unit : places in the unit cube, shape (points, parameters)
    scaled : what each misses, shape (points, targets)
    """
    inside = np.clip(unit, EDGE, 1.0 - EDGE)
    free = np.log(inside) - np.log1p(-inside)
    design = np.column_stack([np.ones(len(scaled)), scaled])
    root = np.sqrt(weights)[:, None]
    slopes = np.linalg.lstsq(root * design, root * free, rcond=None)[0]
    moved = free - scaled @ slopes[1:]
    return np.asarray(1.0 / (1.0 + np.exp(-moved)))


def drawn(weights: Floats, count: int, rng: np.random.Generator) -> NDArray[np.int_]:
    """Rows drawn in proportion to their weights, evenly spaced (systematic resampling)."""
    edges = np.cumsum(weights) / weights.sum()
    places = (np.arange(count) + rng.random()) / count
    rows = np.minimum(np.searchsorted(edges, places), len(weights) - 1)
    return np.asarray(rng.permutation(rows))
