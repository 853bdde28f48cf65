"""What does an analyst find in one world, and what is true there?"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from govsim.columns import Floats
from govsim.studies.trials.cells import NEVER, Cells
from govsim.studies.trials.group_time import GroupTime
from govsim.studies.trials.two_way import Fit, TwoWay, leads_and_lags, static
from govsim.studies.trials.wild import Wild

ESTIMATORS = ("did", "did_wild", "group_time", "did_elsewhere")
EVENT_ESTIMATORS = ("leads_lags", "group_time")


@dataclass(frozen=True, slots=True)
class World:
    """One outcome in one world, by community and period.

    Parameters
    ----------
    without, piloted : the same world without the pilot and with it
    elsewhere : another district, drawn anew, without a pilot
    """

    cells: Cells
    without: Floats
    piloted: Floats
    elsewhere: Floats

    @property
    def effect(self) -> Floats:
        """The true effect on every cell."""
        return self.piloted - self.without


@dataclass(frozen=True, slots=True)
class Found:
    """What one estimator says in one world, beside the truth.

    The estimate less the truth is exactly `from_luck` + `from_spilling` +
    `from_weighting`: estimators are linear in the outcomes.
    """

    estimator: str
    truth: float
    fit: Fit
    placebo: Fit  # the same analysis of the world without the pilot
    from_luck: float  # what is found where nothing was done: luck, trends, selection
    from_spilling: float  # the effect on those who never joined
    from_weighting: float  # the effect on those who joined, averaged otherwise


type Linear = Callable[[Floats], float]


def found_in(world: World) -> list[Found]:
    """Every estimator in one world."""
    cells = world.cells
    regression = static(cells)
    wild, waves = Wild(regression), GroupTime(cells)
    bare = regression.fit(world.piloted)[0], regression.fit(world.without)[0]
    slope: Linear = lambda y: float(regression.coefficients(y)[0])  # noqa: E731
    made = [
        _found(world, "did", slope, *bare),
        _found(
            world,
            "did_wild",
            slope,
            wild.fit(world.piloted, bare[0]),
            wild.fit(world.without, bare[1]),
        ),
        _found(
            world,
            "group_time",
            lambda y: waves.overall(y).estimate,
            waves.overall(world.piloted),
            waves.overall(world.without),
        ),
    ]
    return [*made, _elsewhere(world)]


def _found(world: World, name: str, slope: Linear, fit: Fit, placebo: Fit) -> Found:
    """An estimate beside the truth, taken apart."""
    effect, joins = world.effect, world.cells.joins[:, None]
    truth = world.cells.truth(effect)
    inside = slope(np.where(joins, effect, 0.0))
    return Found(
        name,
        truth,
        fit,
        placebo,
        from_luck=slope(world.without),
        from_spilling=slope(np.where(joins, 0.0, effect)),
        from_weighting=inside - truth,
    )


def _elsewhere(world: World) -> Found:
    """Two-way effects with another district for comparison, where nothing spills over."""
    cells, joins = world.cells, world.cells.joins
    first = np.array(cells.first)[joins].tolist()
    both = Cells((*first, *[NEVER] * len(world.elsewhere)), cells.periods, cells.length)
    regression: TwoWay = static(both)
    there = world.elsewhere
    piloted = np.concatenate([world.piloted[joins], there])
    without = np.concatenate([world.without[joins], there])
    inside = float(regression.coefficients(piloted - without)[0])
    truth = cells.truth(world.effect)
    return Found(
        "did_elsewhere",
        truth,
        regression.fit(piloted)[0],
        regression.fit(without)[0],
        from_luck=float(regression.coefficients(without)[0]),
        from_spilling=0.0,
        from_weighting=inside - truth,
    )


def event_study_in(world: World) -> dict[tuple[str, int], tuple[float, Fit]]:
    """Truth and estimate by estimator and periods since joining; −1 is the base."""
    cells, effect = world.cells, world.effect
    regression, numbers = leads_and_lags(cells)
    waves = GroupTime(cells)
    made = {
        ("leads_lags", k): (cells.truth_at(effect, k), fit)
        for k, fit in zip(numbers, regression.fit(world.piloted), strict=True)
    }
    for k in numbers:
        made["group_time", k] = cells.truth_at(effect, k), waves.at(world.piloted, k)
    return made
