"""How good is an evaluation design? Bias, coverage, wrong signs, false alarms, power."""

from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from govsim.columns import Floats

TABLE = (
    "outcome", "estimator", "truth", "estimate", "bias", "bias_low", "bias_high",
    "from_luck", "from_spilling", "from_weighting", "error_stated", "error_true",
    "coverage", "coverage_low", "coverage_high", "power", "wrong_sign", "wrong_found",
    "false_alarms", "false_alarms_low", "false_alarms_high", "worlds",
)  # fmt: skip


def judged(rows: pd.DataFrame) -> pd.DataFrame:
    """One row an outcome and estimator, from rows of single worlds; see `Trial.table`."""
    keys = ["outcome", "estimator"]
    made = [
        dict(zip(keys, name, strict=True)) | _judge(part)
        for name, part in rows.groupby(keys, sort=False)
    ]
    return pd.DataFrame(made, columns=list(TABLE))


def _judge(part: pd.DataFrame) -> dict[str, Any]:
    known = part[part["estimate"].notna()]
    gap = (known["estimate"] - known["truth"]).to_numpy(dtype=np.float64)
    low, high = mean_interval(gap)
    stated = known[known["low"].notna()]
    works = known["truth"] != 0.0
    right = np.sign(known["estimate"]) == np.sign(known["truth"])
    placebo = part[part["placebo_low"].notna()]
    covered = _share(
        (stated["low"] <= stated["truth"]) & (stated["truth"] <= stated["high"])
    )
    alarms = _share((placebo["placebo_low"] > 0) | (placebo["placebo_high"] < 0))
    finds = (known["low"] > 0) | (known["high"] < 0)
    has = known["low"].notna()
    return {
        "truth": known["truth"].mean(),
        "estimate": known["estimate"].mean(),
        "bias": gap.mean() if gap.size else np.nan,
        "bias_low": low,
        "bias_high": high,
        **{
            n: known[n].mean() for n in ("from_luck", "from_spilling", "from_weighting")
        },
        "error_stated": known["error"].mean(),
        "error_true": gap.std(ddof=1) if gap.size > 1 else np.nan,
        "coverage": covered[0],
        "coverage_low": covered[1],
        "coverage_high": covered[2],
        "power": _share((finds & right)[works & has])[0],
        "wrong_sign": _share(~right[works])[0],
        "wrong_found": _share((finds & ~right)[works & has])[0],
        "false_alarms": alarms[0],
        "false_alarms_low": alarms[1],
        "false_alarms_high": alarms[2],
        "worlds": len(known),
    }


def _share(hits: "pd.Series[bool]") -> tuple[float, float, float]:
    """A share with its 95 % interval (Wilson)."""
    if not len(hits):
        return np.nan, np.nan, np.nan
    found = stats.binomtest(int(hits.sum()), len(hits)).proportion_ci(method="wilson")
    return float(hits.mean()), float(found.low), float(found.high)


def mean_interval(values: Floats) -> tuple[float, float]:
    """95 % t-interval of a mean; null with fewer than two values."""
    known = values[~np.isnan(values)]
    if known.size < 2:
        return np.nan, np.nan
    half = stats.t.ppf(0.975, known.size - 1) * known.std(ddof=1) / np.sqrt(known.size)
    return float(known.mean() - half), float(known.mean() + half)


def event_table(rows: pd.DataFrame) -> pd.DataFrame:
    """One row an estimator and period since joining; see `Trial.event_study`."""
    made = []
    for (estimator, since), part in rows.groupby(["estimator", "since"], sort=False):
        known = part[part["estimate"].notna()]
        values = known["estimate"].to_numpy(dtype=np.float64)
        stated = known[known["low"].notna()]
        inside = (stated["low"] <= stated["truth"]) & (
            stated["truth"] <= stated["high"]
        )
        spread = np.quantile(values, [0.025, 0.975]) if values.size else [np.nan] * 2
        low, high = mean_interval(values)
        made.append(
            {
                "estimator": estimator,
                "since": since,
                "truth": known["truth"].mean(),
                "estimate": values.mean() if values.size else np.nan,
                "low": low,
                "high": high,
                "spread_low": spread[0],
                "spread_high": spread[1],
                "coverage": inside.mean() if len(inside) else np.nan,
                "worlds": len(known),
            }
        )
    return pd.DataFrame(made)
