"""The district's figures of many set-ups in many worlds: the cells of a study.

Only figures travel from worker to study, so that tens of thousands of cells fit.
"""

import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from govsim.columns import Floats
from govsim.scenarios import Scenario
from govsim.studies.jobs import Job, available_cores, do, spread, world_seed
from govsim.studies.windows import figures

MOST_IN_A_JOB = 16
"""Cells that share one settling; further ones settle the same world again, to the bit."""

PILOT_MONTHS = 12
PILOTS = 2


@dataclass(frozen=True)
class Cell:
    """One run: a set-up in world number `world` under some assumptions."""

    scenario: Scenario
    world: int
    parameters: dict[str, float]


@dataclass(frozen=True)
class Length:
    """How long runs are and what a figure is the mean of [months]; seed of the study."""

    months: int
    window: int
    seed: int


def district_figures(job: Job) -> Floats:
    """The district's figures of every scenario of a job, shape (scenarios, outcomes)."""
    return np.stack([figures(run.outcomes, job.window)[-1] for run in do(job)])


def jobs_of(cells: Sequence[Cell], length: Length) -> list[Job]:
    """Neighbouring cells of one world and one set of assumptions, together in jobs."""
    made: list[Job] = []
    place = 0
    for _, same in groupby(cells, key=lambda cell: (cell.world, id(cell.parameters))):
        together = list(same)
        for start in range(0, len(together), MOST_IN_A_JOB):
            part = together[start : start + MOST_IN_A_JOB]
            made.append(
                Job(
                    place,
                    tuple(cell.scenario for cell in part),
                    length.months,
                    length.seed,
                    part[0].world,
                    part[0].parameters,
                    length.window,
                )
            )
            place += len(part)
    return made


def carry_out_cells(
    cells: Sequence[Cell],
    length: Length,
    workers: int | None = None,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Floats:
    """Figures of every cell, shape (cells, outcomes), for any number of workers alike.

    `progress` is called with runs done and runs in all; the rest is as for
    `jobs.carry_out`.
    """
    tell = progress or (lambda done, total: None)
    parts: dict[int, Floats] = {}
    done = 0
    for job, made in spread(
        district_figures, jobs_of(cells, length), workers, executor
    ):
        parts[job.place] = made
        done += len(made)
        tell(done, len(cells))
    return np.concatenate([parts[place] for place in sorted(parts)])


@dataclass(frozen=True, slots=True)
class Cost:
    """What a study will take."""

    runs: int
    minutes: float
    workers: int


def cost_of(cells: Sequence[Cell], length: Length, workers: int | None) -> Cost:
    """What the cells will take on this machine, from one settling and one short run."""
    from govsim.assumptions import assumptions
    from govsim.model import GovernanceModel
    from govsim.opening import settled_world

    first, jobs = cells[-1], jobs_of(cells, length)
    seed, numbers = world_seed(length.seed, first.world), first.parameters
    begun = time.perf_counter()
    opening = settled_world(first.scenario, seed, assumptions(numbers))
    settled = time.perf_counter() - begun
    months = min(PILOT_MONTHS, length.months)
    runs = []
    for _ in range(PILOTS):  # the quicker one: the machine may have been busy elsewhere
        begun = time.perf_counter()
        model = GovernanceModel(
            first.scenario, rng=seed, parameters=numbers, opening=opening
        )
        model.group_from = length.months + 1
        model.run_for(months)
        runs.append(time.perf_counter() - begun)
    run = min(runs) * length.months / months
    count = min(workers or available_cores(), len(jobs))
    seconds = (len(jobs) * settled + len(cells) * run) / count
    return Cost(len(cells), seconds / 60.0, count)


class CellStudy(ABC):
    """A study that is its cells: what they will take, and their figures."""

    length: Length

    @abstractmethod
    def cells(self) -> list[Cell]:
        """Every run; those that share an opening state stand side by side."""

    def cost(self, workers: int | None = None) -> Cost:
        """What it will take on this machine."""
        return cost_of(self.cells(), self.length, workers)

    def figures(
        self,
        workers: int | None = None,
        executor: Executor | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Floats:
        """Figures of every cell in order, shape (cells, outcomes)."""
        return carry_out_cells(self.cells(), self.length, workers, executor, progress)
