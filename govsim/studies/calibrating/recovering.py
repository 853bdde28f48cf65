"""Would the method find parameters that are known? Calibrations of made observations.

Sets drawn from the ranges are run like any point; what comes out, with the errors that are
allowed for, takes the targets' place, and the emulators that are there answer. If all is
right, the 90 % intervals hold the truth nine times in ten over the ranges (Cook, Gelman &
Rubin 2006; Talts et al. 2018).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats
from scipy.stats import qmc

from govsim.columns import Floats
from govsim.studies.calibrating.approximate import posterior_of
from govsim.studies.calibrating.emulators import Emulator
from govsim.studies.calibrating.evaluating import Laboratory
from govsim.studies.calibrating.identifying import width_shares
from govsim.studies.calibrating.plan import Plan, Target
from govsim.studies.calibrating.plausible import Matcher
from govsim.studies.calibrating.waves import Matching, stream

POINTS, KEPT = 500, 500
COLUMNS = (
    "truth",
    "parameter",
    "true",
    "mean",
    "low",
    "high",
    "covered",
    "width_share",
)


@dataclass(frozen=True)
class Seen:
    """A made observation: what a target becomes, and the error it has."""

    low: float
    high: float
    error: float


def observed(
    target: Target, value: float, noise: float, worlds: int, rng: np.random.Generator
) -> Seen:
    """What would have been observed if `value` were true.

    Parameters
    ----------
    value : the figure's mean over `worlds` worlds
    noise : its variance between worlds

    Notes
    -----
    A band is laid so that the figure lies anywhere in it; of a band open to one side, it is
    seen on which side of its end the figure lies.
    """
    share = max(1.0 / target.worlds, 1.0 / worlds)
    own = target.sd**2 + target.discrepancy**2
    luck = np.sqrt(own + noise * (share - 1.0 / worlds))
    figure = value + luck * float(rng.standard_normal())
    error = float(np.sqrt(own + noise * share))
    place = float(rng.random())
    if not target.banded:
        return Seen(figure, figure, error)
    width = target.high - target.low
    if np.isfinite(width):
        low = figure - place * width
        return Seen(low, low + width, error)
    end = target.low if np.isfinite(target.low) else target.high
    return Seen(end, np.inf, error) if figure > end else Seen(-np.inf, end, error)


def recover(lab: Laboratory, matching: Matching) -> pd.DataFrame:
    """Calibrate against made observations.

    Returns
    -------
    One row a truth and parameter: truth, parameter, true, mean, low and high (90 %),
    covered, width_share
    """
    plan = lab.plan
    drawn = qmc.LatinHypercube(len(plan.free), rng=stream(plan.seed, "truths"))
    unit = np.asarray(drawn.random(plan.truths))
    batch = lab.run("truth", unit)
    frames = [
        _one(plan, matching.emulators, number, unit[number], batch.means[number])
        for number in range(plan.truths)
    ]
    known = [frame for frame in frames if len(frame)]
    return pd.concat(known or frames, ignore_index=True)


def _one(
    plan: Plan,
    emulators: Sequence[Emulator | None],
    number: int,
    true: Floats,
    values: Floats,
) -> pd.DataFrame:
    """One truth: what the method says of it. No rows if it left no figure."""
    rng = stream(plan.seed, f"truth {number}")
    given, seen = [], []
    for target, emulator, value in zip(plan.targets, emulators, values, strict=True):
        if emulator is not None and not np.isnan(value):
            given.append(emulator)
            seen.append(observed(target, value, emulator.noise, plan.replicates, rng))
    if not given:
        return pd.DataFrame(columns=list(COLUMNS))
    low, high, errors = (
        np.array([getattr(each, what) for each in seen])
        for what in ("low", "high", "error")
    )
    matcher = Matcher(given, low, high, errors)
    found = posterior_of(matcher, len(true), rng, points=POINTS, kept=KEPT).unit
    ends = np.quantile(plan.values(found), [0.05, 0.95], axis=0)
    at = plan.values(true)
    return pd.DataFrame(
        {
            "truth": number,
            "parameter": plan.names,
            "true": at,
            "mean": plan.values(found).mean(axis=0),
            "low": ends[0],
            "high": ends[1],
            "covered": (ends[0] <= at) & (at <= ends[1]),
            "width_share": width_shares(found),
        }
    )


def recovered(rows: pd.DataFrame) -> pd.DataFrame:
    """What the recovery study found, by parameter; the last row is over all.

    Returns
    -------
    parameter (``"all"`` last); truths; covered (share of 90 % intervals that hold the
    truth) with a 95 % interval covered_low, covered_high; rank_correlation of true and
    estimated; width_share
    """
    made = []
    for name, part in rows.groupby("parameter", sort=False):
        low, high = _binomial(int(part["covered"].sum()), len(part))
        moved = part["true"].nunique() > 1 and part["mean"].nunique() > 1
        ranked = stats.spearmanr(part["true"], part["mean"]).statistic
        made.append(
            {
                "parameter": name,
                "truths": len(part),
                "covered": float(part["covered"].mean()),
                "covered_low": low,
                "covered_high": high,
                "rank_correlation": float(ranked) if moved else np.nan,
                "width_share": float(part["width_share"].mean()),
            }
        )
    each = rows.groupby("truth")["covered"].mean().to_numpy(dtype=np.float64)
    return pd.DataFrame([*made, _over_all(rows, each, made)])


def _over_all(
    rows: pd.DataFrame, each: Floats, made: list[dict[str, object]]
) -> dict[str, object]:
    """Coverage over all parameters; its interval takes each truth as one observation."""
    count, rate = len(each), float(each.mean())
    half = np.nan
    if count > 1:
        error = float(each.std(ddof=1)) / np.sqrt(count)
        half = float(stats.t.ppf(0.975, count - 1)) * error
    ranks = pd.DataFrame(made)["rank_correlation"].dropna()
    return {
        "parameter": "all",
        "truths": count,
        "covered": rate,
        "covered_low": max(rate - half, 0.0),
        "covered_high": min(rate + half, 1.0),
        "rank_correlation": float(ranks.mean()) if len(ranks) else np.nan,
        "width_share": float(rows["width_share"].mean()),
    }


def _binomial(hits: int, count: int) -> tuple[float, float]:
    """Exact 95 % interval of a share (Clopper & Pearson 1934)."""
    found = stats.binomtest(hits, count).proportion_ci(0.95)
    return float(found.low), float(found.high)
