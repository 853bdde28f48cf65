"""How sure are we of a paired difference? Both intervals, and in words only what holds."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from govsim.columns import Floats

LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Difference:
    """Paired difference b − a of one outcome.

    `low` and `high` bound the mean difference given the assumptions drawn (seeds only);
    `low_wide` and `high_wide` bound the difference in one more world with one more
    plausible set of assumptions.
    """

    mean_a: float
    mean_b: float
    difference: float
    low: float
    high: float
    low_wide: float
    high_wide: float
    p_superior: float
    pairs: int
    variance_ratio: float
    p_value: float
    spread: float


def seed_variance(first: Floats, second: Floats) -> tuple[float, int]:
    """Variance between worlds at the same assumptions, eq. 90.1, with degrees of freedom.

    `first` and `second` are differences in two worlds under the same parameter set.
    """
    gaps = first - second
    gaps = gaps[~np.isnan(gaps)]
    if gaps.size == 0:
        return float("nan"), 0
    return float((gaps**2).mean() / 2.0), int(gaps.size)


def paired_difference(
    a: Floats, b: Floats, repeat_a: Floats, repeat_b: Floats, sign: int = 1
) -> Difference:
    """Difference b − a over pairs, eq. 90.2.

    Parameters
    ----------
    a, b : outcome in each pair (same world, same assumptions), shape (pairs,)
    repeat_a, repeat_b : the same for a second world at the first pairs' assumptions;
        empty if assumptions are not varied, then both intervals are seeds only
    sign : +1 if larger is better, −1 if smaller is
    """
    both = ~(np.isnan(a) | np.isnan(b))
    d = (b - a)[both]
    pairs = int(d.size)
    if pairs == 0:
        none = float("nan")
        return Difference(
            none, none, none, none, none, none, none, none, 0, none, none, none
        )
    mean = float(d.mean())
    total = float(d.var(ddof=1)) if pairs > 1 else float("nan")
    between, freedom = total, pairs - 1
    if repeat_a.size:
        size = repeat_a.size
        between, freedom = seed_variance((b - a)[:size], repeat_b - repeat_a)
    error = np.sqrt(between / pairs)
    narrow = _t(freedom) * error
    low_wide, high_wide = float(mean - narrow), float(mean + narrow)
    if repeat_a.size:
        low_wide, high_wide = next_draw(d)
    unpaired = (
        (a[both].var(ddof=1) + b[both].var(ddof=1)) if pairs > 1 else float("nan")
    )
    better = (sign * d > 0).mean() + 0.5 * (d == 0).mean()
    return Difference(
        mean_a=float(a[both].mean()),
        mean_b=float(b[both].mean()),
        difference=mean,
        low=float(mean - narrow),
        high=float(mean + narrow),
        low_wide=low_wide,
        high_wide=high_wide,
        p_superior=float(better),
        pairs=pairs,
        variance_ratio=float(total / unpaired) if unpaired > 0 else float("nan"),
        p_value=_p(mean, float(error), freedom),
        spread=float(np.sqrt(max(unpaired, 0) / 2)),
    )


ENOUGH_FOR_QUANTILES = 20


def next_draw(d: Floats) -> tuple[float, float]:
    """95 % interval for one more draw, eq. 90.3.

    From 20 draws on, the quantiles at 2.5 and 97.5 % with the draw of rank i standing at
    i / (n + 1), extended beyond the extremes by the last spacing: assumptions often make
    differences skewed, and this asks for no shape. With fewer, mean ± t · SD · √(1 + 1/n).
    """
    n = d.size
    if n < ENOUGH_FOR_QUANTILES:
        half = _t(n - 1) * np.sqrt(d.var(ddof=1) * (1.0 + 1.0 / n)) if n > 1 else np.nan
        return float(d.mean() - half), float(d.mean() + half)
    ranked = np.sort(d)
    return -_upper_tail(-ranked[::-1]), _upper_tail(ranked)


def _upper_tail(ranked: Floats) -> float:
    """Quantile at 97.5 % of sorted draws at plotting positions i / (n + 1)."""
    n = ranked.size
    place = (0.5 + LEVEL / 2) * (n + 1) - 1.0
    if place <= n - 1:
        return float(np.interp(place, np.arange(n), ranked))
    return float(ranked[-1] + (place - (n - 1)) * (ranked[-1] - ranked[-2]))


def _t(freedom: int) -> float:
    if freedom < 1:
        return float("nan")
    return float(stats.t.ppf(0.5 + LEVEL / 2, freedom))


def _p(mean: float, error: float, freedom: int) -> float:
    """Two-sided p-value of a mean of 0 (1 where nothing moved)."""
    if freedom < 1 or np.isnan(error):
        return float("nan")
    if error == 0.0:
        return 1.0 if mean == 0.0 else 0.0
    return float(2.0 * stats.t.sf(abs(mean) / error, freedom))


def holm(p_values: Floats) -> Floats:
    """Holm's step-down adjustment of p-values; nulls stay null."""
    adjusted = np.full(p_values.shape, np.nan)
    known = np.flatnonzero(~np.isnan(p_values))
    ranked = known[np.argsort(p_values[known], kind="stable")]
    worst = 0.0
    for place, row in enumerate(ranked):
        worst = max(worst, min(1.0, (ranked.size - place) * p_values[row]))
        adjusted[row] = worst
    return adjusted


SMALL_SPREAD, SMALL_LEVEL = 0.2, 0.01
"""A difference below a fifth of the spread between runs, or below a hundredth of the
level it starts from, is called small however sure it is (a convention, as in Cohen 1988)."""


def yardstick(spread: float, level: float) -> float:
    """Size below which a difference is called small, in the outcome's own unit.

    Parameters
    ----------
    spread : standard deviation of unpaired runs (null if not known)
    level : mean under the first set-up (null if not known)
    """
    sizes = (SMALL_SPREAD * spread, SMALL_LEVEL * abs(level))
    return max((size for size in sizes if not np.isnan(size)), default=0.0)


def is_small(difference: float, spread: float, level: float) -> bool:
    """Whether a difference is not 0 but below the yardstick."""
    return 0.0 < abs(difference) < yardstick(spread, level)


def verdict(
    difference: float, low_wide: float, high_wide: float, p_holm: float, sign: int
) -> str:
    """`b better`, `b worse` or `no difference found`.

    A difference counts as found if the wider interval leaves 0 out and the seeds-only
    test survives the correction over the headline outcomes.
    """
    if np.isnan(low_wide) or np.isnan(p_holm):
        return "no difference found"
    if low_wide <= 0.0 <= high_wide or p_holm >= 1.0 - LEVEL:
        return "no difference found"
    return "b better" if sign * difference > 0 else "b worse"
