"""Under which conditions does something hold? Boxes found by PRIM, tried on held-out worlds."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from govsim.errors import BadInput
from govsim.studies.boxes import (
    Sides,
    found_again,
    found_box,
    inside,
    limit_p,
    quality,
    search_p,
    steady,
    workbench,
)
from govsim.studies.conditions import read_condition
from govsim.studies.discovery import (
    BOXES,
    DRAWS,
    SHUFFLES,
    THRESHOLD,
    Box,
    Discovery,
    Search,
    Split,
    shares_of,
)
from govsim.studies.sweep_cases import Cases, cases_of, opened
from govsim.studies.sweeping.result import Sweep
from govsim.studies.verdicts import Estimate, estimate

LEAST_POINTS = 10
HELD_OUT = 3  # every third world, or point if there is one world only

type Told = Callable[[int, int], None]


def discover(
    sweep: Sweep | str | Path,
    when: str,
    *,
    over: str | Sequence[str] | None = None,
    threshold: float = THRESHOLD,
    boxes: int = BOXES,
    shuffles: int = SHUFFLES,
    draws: int = DRAWS,
    rng: int = 1,
    progress: Told | None = None,
) -> Discovery:
    """Under which conditions does something hold?

    Parameters
    ----------
    sweep : a sweep, or its folder
    when : what is to hold, such as
        ``"satisfaction[self-governing] > satisfaction[administration-led]"``
    over : names to search over; all levers, parameters, pilots (and scenarios, if an
        outcome stands without one) that vary by default
    threshold : share of cases in a box that should be of interest
    boxes : most boxes to look for
    shuffles : searches over shuffled points, against which a box is held
    draws : searches over half of the points, to see which limits come again
    rng : seed of both
    progress : called with searches done and searches in all

    Returns
    -------
    Discovery
        Boxes in words with coverage, density and support; what they are worth on worlds
        (or points) that the search did not see.

    Raises
    ------
    BadInput
        If the condition cannot be read, names something unknown, or if the workbench is
        not installed.
    """
    condition = read_condition(when)
    search = Search(threshold, boxes, shuffles, draws, rng)
    workbench()
    there = opened(sweep)
    cases = cases_of(there, condition, over)
    split = split_of(cases, rng)
    return Discovery(
        there, condition, cases, split, boxes_of(split, search, progress), search
    )


def seconds_of(points: int, names: int, search: Search) -> float:
    """About how long a search takes at most, measured on a slow machine."""
    one = 0.1 + 0.012 * names + 2e-5 * points * names
    return search.boxes * (1 + search.shuffles + search.draws) * one


def split_of(cases: Cases, seed: int) -> Split:
    """Two thirds of the worlds to search on, the others held out.

    With one world, a third of the points, drawn by lot, is held out instead.
    """
    over, table, worlds = list(cases.over), cases.table, cases.worlds
    if len(worlds) > 1:
        by = "worlds"
        held = [k for n, k in enumerate(worlds) if n % HELD_OUT == HELD_OUT - 1]
        out = table["replicate"].isin(held or worlds[-1:]).to_numpy()
    else:
        by, place = "points", table.groupby(over, sort=True).ngroup().to_numpy()
        count = int(place.max()) + 1
        drawn = np.random.default_rng([seed, 3]).permutation(count)
        out = np.isin(place, drawn[: count // HELD_OUT])
    points, shares = shares_of(table[~out], over)
    if len(points) < LEAST_POINTS:
        raise BadInput(
            f"the sweep has {len(points)} points to search over, and {LEAST_POINTS} are "
            "needed at least; a Latin hypercube of 100 or more serves well."
        )
    return Split(by, points, shares, table[out].reset_index(drop=True))


def boxes_of(split: Split, search: Search, progress: Told | None = None) -> list[Box]:
    """Boxes one after the other, each on points that the ones before leave.

    It ends when a box is not found, or does not hold.
    """
    made: list[Box] = []
    free = np.ones(len(split.points), dtype=bool)
    for number in range(search.boxes):
        left, shares = split.points[free], split.shares[free]
        dull = len(left) < LEAST_POINTS or float(shares.max() - shares.min()) == 0.0
        sides, gain = ((), 0.0) if dull else found_box(left, shares, search.threshold)
        if not sides:
            break
        again = found_again(
            left, shares, sides, search.threshold, search.draws, search.seed
        )
        sides = steady(sides, again)
        if not sides:
            break
        p = search_p(left, shares, gain, search.shuffles, search.seed, progress)
        box = _box(split, sides, free, p)
        for column, place in (("again", 0), ("value_low", 1), ("value_high", 2)):
            box.limits[column] = [again[side][place] for side in sides]
        made.append(box)
        free &= ~inside(split.points, sides)
        if not box.holds or number == search.boxes - 1:
            break
    return made


def _box(split: Split, sides: Sides, free: np.ndarray, p: float) -> Box:
    """A box with all that is known of it but how often it comes again."""
    left, shares = split.points[free], split.shares[free]
    held, held_shares = split.held_points
    within = inside(held, sides)
    rest = held_shares[~within]
    return Box(
        sides=sides,
        fitted=quality(split.shares, inside(split.points, sides) & free),
        held=quality(held_shares, within),
        density=held_density(split, sides),
        outside=float(rest.mean()) if rest.size else float("nan"),
        p=p,
        limits=pd.DataFrame(
            {
                "name": [side.name for side in sides],
                "kind": [side.kind for side in sides],
                "value": pd.Series([side.value for side in sides], dtype=object),
                "quasi_p": [limit_p(left, shares, sides, side) for side in sides],
            }
        ),
    )


def held_density(split: Split, sides: Sides) -> Estimate:
    """Density of a box in the held-out part, with its interval over worlds, or points.

    Worlds are independent of one another, points within a world are not; with fewer than
    three worlds held out, the interval is over points.
    """
    within = split.held[inside(split.held, sides)]
    over = list(split.points.columns)
    by_world = within.groupby("replicate")["holds"].mean()
    if len(by_world) >= 3:
        return _clipped(estimate(by_world.to_numpy(dtype=np.float64)))
    return _clipped(estimate(within.groupby(over)["holds"].mean().to_numpy(np.float64)))


def _clipped(made: Estimate) -> Estimate:
    low, high = np.clip([made.low, made.high], 0.0, 1.0)
    return Estimate(made.mean, float(low), float(high), made.replicates)
