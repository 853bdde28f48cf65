"""Does what came out lie inside the band, or off zero? The verdicts of `govsim validate`."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from govsim.columns import Floats

LEVEL = 0.95
MOST_REPLICATES = 480
"""A row that still straddles its band after so many replicates is unclear."""

PASS, FAIL, STRADDLES, UNCLEAR = "pass", "fail", "straddles", "unclear"
REPORTED, NOT_MEASURED = "reported", "not measured"


@dataclass(frozen=True, slots=True)
class Estimate:
    """Mean over replicates with its interval."""

    mean: float
    low: float
    high: float
    replicates: int


def estimate(values: Floats, level: float = LEVEL) -> Estimate:
    """Mean of the replicates and its t interval; replicates without a value are left out.

    Mean ± t(level, n − 1) · SD / √n. With one replicate the interval is unknown (null).
    """
    known = np.asarray(values, dtype=np.float64)
    known = known[~np.isnan(known)]
    count = int(known.size)
    if count == 0:
        return Estimate(np.nan, np.nan, np.nan, 0)
    mean = float(known.mean())
    if count == 1:
        return Estimate(mean, np.nan, np.nan, 1)
    error = float(known.std(ddof=1)) / np.sqrt(count)
    half = float(stats.t.ppf(0.5 + level / 2.0, count - 1)) * error
    return Estimate(mean, mean - half, mean + half, count)


def band_verdict(got: Estimate, low: float, high: float) -> str:
    """`pass` if the interval lies inside the band, `fail` if outside, else `straddles`.

    The band includes its ends; an end may be infinite.
    """
    if np.isnan(got.low):
        return STRADDLES
    if low <= got.low and got.high <= high:
        return PASS
    if got.high < low or got.low > high:
        return FAIL
    return STRADDLES


def step_levels(p_values: Sequence[float], level: float = LEVEL) -> Floats:
    """Level of each step's interval, so that it is off zero just if Holm rejects the step.

    The step with the smallest p-value is judged at 1 − α / m, the next at 1 − α / (m − 1),
    and so on up to the first that is not rejected; those after it share its level.
    """
    alpha = 1.0 - level
    p = np.asarray(p_values, dtype=np.float64)
    made = np.full(p.size, level)
    known = np.flatnonzero(~np.isnan(p))
    left, open_ = known.size, True
    for row in known[np.argsort(p[known], kind="stable")]:
        made[row] = 1.0 - alpha / max(left, 1)
        open_ = open_ and p[row] < alpha / max(left, 1)
        left -= open_
    return made


def p_of_zero(values: Floats) -> float:
    """Two-sided p-value of the replicates' mean being 0 (t; 1 where nothing moved)."""
    known = values[~np.isnan(values)]
    if known.size < 2:
        return float("nan")
    mean, error = (
        float(known.mean()),
        float(known.std(ddof=1)) / np.sqrt(known.size),
    )
    if error == 0.0:
        return 1.0 if mean == 0.0 else 0.0
    return float(2.0 * stats.t.sf(abs(mean) / error, known.size - 1))


def sign_verdict(got: Estimate, sign: int) -> str:
    """`pass` if the interval lies on the side of `sign`, `fail` if on the other."""
    if np.isnan(got.low) or got.low <= 0.0 <= got.high:
        return STRADDLES
    return PASS if (got.low > 0.0) == (sign > 0) else FAIL


def step_estimates(steps: Sequence[Floats]) -> list[Estimate]:
    """Each step's mean with its interval, Holm over the steps of a row."""
    levels = step_levels([p_of_zero(values) for values in steps])
    return [
        estimate(values, level) for values, level in zip(steps, levels, strict=True)
    ]


def row_verdict(parts: Sequence[str]) -> str:
    """A row passes if all its judged parts pass and fails if one of them fails."""
    judged = [word for word in parts if word != REPORTED]
    if not judged:
        return REPORTED
    for word in (FAIL, NOT_MEASURED, UNCLEAR, STRADDLES):
        if word in judged:
            return word
    return PASS
