"""Which inputs of a function matter? Morris' and Sobol's indices, worked out by SALib.

The function may be anything that takes a matrix of points in the unit cube and gives
numbers back; nothing here knows the model. Rows of the values are points; further columns
are worlds (the same at every point), whose mean is analysed and whose disagreement is
the noise.
"""

from collections.abc import Callable

import numpy as np
import pandas as pd

from govsim.columns import Floats, Rows
from govsim.studies.designs import USUAL, Design, design
from govsim.studies.sweeping.unit_cube import LEVELS, problem_of

RESAMPLES = 1000
DELTA = LEVELS / (2.0 * (LEVELS - 1.0))
"""Step of a Morris design, as a share of an input's range."""


def indices(asked: Design, values: Floats) -> pd.DataFrame:
    """Indices with 95 % intervals, one row a group of inputs, eq. 90.6 and eq. 90.7.

    Parameters
    ----------
    values : shape (points,) or (points, worlds)

    Returns
    -------
    Morris: `mu_star` (mean size of the change as the input crosses its range; for
    words, from one word to another), `mu` (with its sign; null for words and groups),
    `sigma` (how much the change depends on the rest; null for groups), each with
    `_low`, `_high` but for mu, and `noise` (what of an elementary effect is due to the
    worlds that were drawn, root mean square). Sobol: `s1` (share of the variance due to
    the input alone), `st` (with all that it does together with others), each with
    `_low`, `_high`, and `noise` (share of the variance that is due to worlds). Noise is
    null with one world. All are null where the values are not all known; a Sobol index
    is null where nothing moves.
    """
    table = values.reshape(len(values), -1)
    frame = pd.DataFrame({"name": asked.names})
    make = _morris if asked.method == "morris" else _sobol
    for name, column in make(asked, table).items():
        frame[name] = column
    return frame


def _morris(asked: Design, table: Floats) -> dict[str, Floats]:
    from SALib.analyze import morris

    mean = table.mean(axis=1)
    effects = elementary_effects(asked, table)
    scale = _word_scale(asked)
    made = morris.analyze(
        problem_of(asked.groups),
        asked.grid,
        mean,
        num_resamples=RESAMPLES,
        num_levels=LEVELS,
        seed=asked.seed,
    )
    star, half, sigma, mu = (
        np.ma.filled(np.ma.asarray(made[key], dtype=float), np.nan) * scale
        for key in ("mu_star", "mu_star_conf", "sigma", "mu")
    )
    spread = _resampled_sigma(effects.mean(axis=-1), asked.seed)
    signless = (scale != 1.0) | np.isnan(sigma)
    return {
        "mu_star": star,
        "mu_star_low": np.maximum(star - half, 0.0),
        "mu_star_high": star + half,
        "sigma": sigma,
        "sigma_low": np.where(np.isnan(sigma), np.nan, spread[0]),
        "sigma_high": np.where(np.isnan(sigma), np.nan, spread[1]),
        "mu": np.where(signless, np.nan, mu),
        "noise": _effect_noise(effects),
    }


def _word_scale(asked: Design) -> Floats:
    """What turns SALib's effect of a whole range into that of one word for another."""
    word = dict(zip(asked.groups, asked.words, strict=True))
    return np.array([DELTA if word[name] else 1.0 for name in asked.names])


def elementary_effects(asked: Design, table: Floats) -> Floats:
    """Elementary effects of a Morris design, shape (trajectories, groups, worlds).

    Change of the value over the step of the input, in whole ranges (in words: 1); with
    the sign of the step where an input moves alone and is a number.
    """
    steps = len(asked.names) + 1
    grid = asked.grid.reshape(-1, steps, asked.grid.shape[1])
    value = table.reshape(-1, steps, table.shape[1])
    place = {name: row for row, name in enumerate(asked.names)}
    scale = _word_scale(asked)
    made = np.empty((len(grid), len(asked.names), table.shape[1]))
    for row, (points, found) in enumerate(zip(grid, value, strict=True)):
        moved, change = np.diff(points, axis=0), np.diff(found, axis=0)
        for step, gain in zip(moved, change, strict=True):
            columns: Rows = np.flatnonzero(step)
            group = place[asked.groups[columns[0]]]
            sign = np.sign(step[columns[0]]) if columns.size == 1 else 1.0
            made[row, group] = sign * gain / DELTA * scale[group]
    return made


def _resampled_sigma(effects: Floats, seed: int) -> Floats:
    """95 % bootstrap interval of sigma over trajectories, shape (2, groups)."""
    count = len(effects)
    rows = np.random.default_rng([seed, 2]).integers(count, size=(RESAMPLES, count))
    spread = effects[rows].std(axis=1, ddof=1)
    return np.asarray(np.quantile(spread, [0.025, 0.975], axis=0))


def _effect_noise(effects: Floats) -> Floats:
    """Root mean square of the error that drawn worlds leave in an elementary effect."""
    worlds = effects.shape[-1]
    if worlds < 2:
        return np.full(effects.shape[1], np.nan)
    return np.asarray(np.sqrt((effects.var(axis=-1, ddof=1) / worlds).mean(axis=0)))


def _sobol(asked: Design, table: Floats) -> dict[str, Floats]:
    from SALib.analyze import sobol

    mean = table.mean(axis=1)
    keys = ("s1", "s1_low", "s1_high", "st", "st_low", "st_high")
    share = noise(table)["share"]
    inputs = len(asked.groups)
    if np.isnan(mean).any() or np.ptp(mean) <= 1e-12 * np.abs(mean).max():
        return dict.fromkeys((*keys, "noise"), np.full(inputs, np.nan))
    made = sobol.analyze(
        problem_of(asked.groups),
        mean,
        calc_second_order=False,
        num_resamples=RESAMPLES,
        seed=asked.seed,
    )
    found: dict[str, Floats] = {}
    for key in ("S1", "ST"):
        middle, half = np.asarray(made[key]), np.asarray(made[f"{key}_conf"])
        found[key.lower()] = middle
        found[f"{key.lower()}_low"] = middle - half
        found[f"{key.lower()}_high"] = middle + half
    return found | {"noise": np.full(inputs, share)}


def noise(table: Floats) -> dict[str, float]:
    """How much of what moves is luck, for values of shape (points, worlds), eq. 90.8.

    Returns
    -------
    `between_points` (variance between points of the mean over worlds, less what worlds
    put into it), `between_seeds` (variance between worlds at a fixed point), `left` (the
    same once what worlds do to all points alike is taken out: common worlds cancel it),
    `of_mean` (left / worlds) and `share` (of_mean in the variance of the means, 0–1).
    Null with one world.
    """
    keys = ("between_points", "between_seeds", "left", "of_mean", "share")
    points, worlds = table.shape
    total = float(table.mean(axis=1).var(ddof=1)) if points > 1 else float("nan")
    if worlds < 2 or points < 2:
        return dict.fromkeys(keys, float("nan")) | {"between_points": total}
    seeds = float(table.var(axis=1, ddof=1).mean())
    apart = (
        table - table.mean(axis=1, keepdims=True) - table.mean(axis=0) + table.mean()
    )
    left = float((apart**2).sum() / ((points - 1) * (worlds - 1)))
    of_mean = left / worlds
    share = min(1.0, of_mean / total) if total > 0 else float("nan")
    numbers = (max(total - of_mean, 0.0), seeds, left, of_mean, share)
    return dict(zip(keys, numbers, strict=True))


def study(
    function: Callable[[Floats], Floats],
    method: str,
    inputs: int,
    samples: int | None = None,
    seed: int = 1,
) -> pd.DataFrame:
    """Indices of any function of points in the unit cube; see `design` and `indices`."""
    names = [f"x{place + 1}" for place in range(inputs)]
    asked = design(method, samples or USUAL.get(method, 2), names, seed=seed)
    return indices(asked, np.asarray(function(asked.matrix), dtype=np.float64))
