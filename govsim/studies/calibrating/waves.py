"""Which points are run, wave by wave, and how much of the range is left after each?"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from scipy.stats import qmc

from govsim.columns import Floats
from govsim.errors import BadInput
from govsim.randomness import key
from govsim.studies.calibrating.emulators import Emulator, fit_all
from govsim.studies.calibrating.evaluating import Batch, Laboratory
from govsim.studies.calibrating.plan import Plan
from govsim.studies.calibrating.plausible import Matcher, Space, space_of
from govsim.studies.sweeping.extras import need

MOVED = 1000
"""Points that look for the space that is left, wave by wave."""


def stream(seed: int, what: str) -> np.random.Generator:
    """The random numbers of one part of a calibration."""
    words = key(seed, "calibrate", what).tolist()
    return np.random.default_rng(np.random.SeedSequence(words))


@contextmanager
def one_thread() -> Iterator[None]:
    """Linear algebra on one thread: its last digits hang on their number."""
    need("sklearn", "analysis", "Calibrations")
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):
        yield


@dataclass(frozen=True)
class Wave:
    """One wave: its points, and what its emulators leave of the range."""

    batch: Batch
    space: Space


@dataclass(frozen=True)
class Matching:
    """All waves, and the emulators learnt from all their points."""

    waves: tuple[Wave, ...]
    emulators: tuple[Emulator | None, ...]
    matcher: Matcher

    @property
    def batches(self) -> list[Batch]:
        """The points of all waves."""
        return [wave.batch for wave in self.waves]


def first_points(plan: Plan) -> Floats:
    """The points of the first wave: a Latin hypercube over the ranges."""
    drawn = qmc.LatinHypercube(len(plan.free), rng=stream(plan.seed, "wave 1"))
    return np.asarray(drawn.random(plan.points_a_wave))


def match(lab: Laboratory) -> Matching:
    """Run all waves; each draws its points from what the ones before have left.

    Raises
    ------
    BadInput
        If no target has a value at enough points to learn from.
    """
    plan = lab.plan
    names = [target.name for target in plan.targets]
    waves: list[Wave] = []
    unit = first_points(plan)
    for number in range(1, plan.waves + 1):
        batch = lab.run(f"wave {number}", unit)
        batches = [*(wave.batch for wave in waves), batch]
        emulators = fit_all(batches, names, lab.workers, lab.executor)
        if not any(emulators):
            raise BadInput(_nothing(lab))
        matcher = Matcher.of(plan, emulators)
        drawn = stream(plan.seed, f"space {number}")
        width = len(plan.free)
        space = space_of(matcher.worst, width, matcher.cutoff, drawn, MOVED)
        waves.append(Wave(batch, space))
        rows = drawn.permutation(len(space.unit))[: plan.points_a_wave]
        unit = space.unit[np.resize(rows, plan.points_a_wave)]
    return Matching(tuple(waves), tuple(emulators), matcher)


def _nothing(lab: Laboratory) -> str:
    told = f" The first run failed with {lab.errors[0][3]}" if lab.errors else ""
    return f"no target has a value at enough points to fit anything to.{told}"
