"""What do the targets say about each parameter, and what about two together?"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import qmc

from govsim.columns import Floats
from govsim.studies.calibrating.plan import Plan
from govsim.studies.calibrating.plausible import Matcher, Space
from govsim.studies.calibrating.waves import stream

LEVEL = 0.9
DETERMINED, NARROWED = 0.4, 0.85
"""Width of the 90 % interval after over before, up to which a parameter counts as so."""

TIED = 0.5
"""Correlation in size from which two parameters are known only together."""

BINS = 20
LOOKED = 4000
WORDS = ("determined", "narrowed", "tied", "nothing")
"""What the targets do to a parameter: `tied` is known only together with another."""


def width_shares(unit: Floats) -> Floats:
    """Width of each parameter's 90 % interval over its width before, (parameters,)."""
    low, high = np.quantile(unit, [0.5 - LEVEL / 2, 0.5 + LEVEL / 2], axis=0)
    return np.asarray((high - low) / LEVEL)


def word_for(share: float, correlation: float) -> str:
    """One of `WORDS`, from the width that is left and the strongest correlation."""
    if share <= NARROWED:
        return "determined" if share <= DETERMINED else "narrowed"
    return "tied" if abs(correlation) >= TIED else "nothing"


def correlations(unit: Floats) -> Floats:
    """Correlations of the parameters after, 0 where one does not vary."""
    width = unit.shape[1]
    spread = unit.std(axis=0)
    centred = (unit - unit.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    return np.asarray(centred.T @ centred / len(unit)).reshape(width, width)


def identifiability(
    plan: Plan, unit: Floats, best: Floats, matcher: Matcher
) -> pd.DataFrame:
    """One row a parameter.

    Parameters
    ----------
    unit : equally likely sets as places in the unit cube
    best : the best set, likewise

    Returns
    -------
    parameter; low, high and default of its card; best; mean, sd, q05, q50, q95 after;
    width_share (90 % interval after over before); verdict (one of `WORDS`); tied_to
    and correlation (the parameter it goes with most, after); informed_by and effect (the
    target it moves most: standardised slope)
    """
    values = plan.values(unit)
    quantiles = np.quantile(values, [0.05, 0.5, 0.95], axis=0)
    shares, with_ = width_shares(unit), correlations(unit) - np.eye(unit.shape[1])
    effects = slopes(plan, matcher)
    rows = []
    for place, free in enumerate(plan.free):
        tied = int(np.abs(with_[place]).argmax())
        moved = int(np.abs(effects[:, place]).argmax())
        rows.append(
            {
                "parameter": free.name,
                "low": free.low,
                "high": free.high,
                "default": free.default,
                "best": float(plan.values(best)[place]),
                "mean": float(values[:, place].mean()),
                "sd": float(values[:, place].std(ddof=1)),
                "q05": quantiles[0, place],
                "q50": quantiles[1, place],
                "q95": quantiles[2, place],
                "width_share": shares[place],
                "verdict": word_for(shares[place], with_[place, tied]),
                "tied_to": plan.names[tied] if len(plan.free) > 1 else "",
                "correlation": with_[place, tied],
                "informed_by": matcher.emulators[moved].name,
                "effect": effects[moved, place],
            }
        )
    return pd.DataFrame(rows)


def slopes(plan: Plan, matcher: Matcher) -> Floats:
    """Effect of each parameter on each target over the ranges, (targets, parameters).

    Slopes of a straight-line fit to the foretold figures, in spreads of both.
    """
    unit = over_ranges(plan)
    mean, _ = matcher.foretold(unit)
    design = np.column_stack([np.ones(len(unit)), unit - unit.mean(axis=0)])
    found = np.linalg.lstsq(design, mean, rcond=None)[0][1:].T
    spread = mean.std(axis=0)[:, None]
    whole = found * unit.std(axis=0)
    return np.divide(whole, spread, out=np.zeros_like(whole), where=spread > 0)


def over_ranges(plan: Plan) -> Floats:
    """Points spread evenly over all ranges."""
    drawn = qmc.LatinHypercube(len(plan.free), rng=stream(plan.seed, "ranges"))
    return np.asarray(drawn.random(LOOKED))


def ruled_out(plan: Plan, matcher: Matcher) -> Floats:
    """Share of the ranges that each target rules out by itself, (targets,)."""
    far = matcher.implausibility(over_ranges(plan))
    return np.asarray((far > matcher.cutoff).mean(axis=0))


def pairs(plan: Plan, unit: Floats) -> pd.DataFrame:
    """Every two parameters' correlation after, strongest first."""
    found, names = correlations(unit), plan.names
    rows = [
        (names[a], names[b], found[a, b])
        for a in range(len(names))
        for b in range(a + 1, len(names))
    ]
    frame = pd.DataFrame(rows, columns=["a", "b", "correlation"])
    order = frame["correlation"].abs().sort_values(ascending=False, kind="stable")
    return frame.loc[order.index].reset_index(drop=True)


def profile(
    plan: Plan, matcher: Matcher, space: Space, sets: Sequence[Floats] | Floats
) -> pd.DataFrame:
    """How near the targets one can come with a parameter held, bin by bin.

    Returns
    -------
    parameter; value (middle of the bin); implausibility (least of the worst target that
    was found in it; null where no point fell); share of the posterior in the bin
    """
    looked = np.concatenate([over_ranges(plan), space.unit[:LOOKED]])
    worst, after = matcher.implausibility(looked).max(axis=1), np.asarray(sets)
    middles = (np.arange(BINS) + 0.5) / BINS
    frames = []
    for place, free in enumerate(plan.free):
        bins = _bins(looked[:, place])
        least = [float(worst[bins == row].min(initial=np.inf)) for row in range(BINS)]
        counted = np.bincount(_bins(after[:, place]), minlength=BINS) / len(after)
        frames.append(
            pd.DataFrame(
                {
                    "parameter": free.name,
                    "value": free.low + middles * (free.high - free.low),
                    "implausibility": np.where(np.isfinite(least), least, np.nan),
                    "share": counted,
                }
            )
        )
    return pd.concat(frames, ignore_index=True)


def _bins(unit: Floats) -> NDArray[np.int_]:
    return np.minimum((unit * BINS).astype(np.int_), BINS - 1)
