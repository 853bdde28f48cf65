"""Which points were run, and what came of each, world by world?"""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from govsim.columns import Floats
from govsim.studies.calibrating.measuring import Made, Simulator, Task, work_for
from govsim.studies.calibrating.plan import Plan
from govsim.studies.calibrating.store import Store
from govsim.studies.jobs import mean_over, spread

type Progress = Callable[[int, int], None] | None
FIRST_WORLD = {"wave": 0, "check": 1_000_000, "truth": 2_000_000}
"""Where each kind of stage begins to count worlds: none is used twice."""


@dataclass(frozen=True)
class Batch:
    """Points of one stage: where they lie and what came of every run."""

    stage: str
    unit: Floats  # (points, parameters), places in the unit cube
    runs: Floats  # (points, replicates, targets); null where there is no value
    failed: Floats  # (points,) runs that ended in an error

    @property
    def means(self) -> Floats:
        """Mean over the worlds, shape (points, targets)."""
        return mean_over(np.moveaxis(self.runs, 1, 0))


@dataclass
class Laboratory:
    """Runs points and keeps what came of them.

    Every point has worlds of its own, so that the noise of different points is
    independent and averages out over them.
    """

    plan: Plan
    simulate: Simulator
    store: Store = field(default_factory=Store)
    workers: int | None = None
    executor: Executor | None = None
    progress: Progress = None
    errors: list[tuple[str, int, int, str]] = field(default_factory=list)
    _worlds: int = 0
    _run: int = 0

    def tasks(self, stage: str, unit: Floats) -> list[Task]:
        """The tasks of a stage, replicates of a point side by side."""
        kind = stage.split(" ", maxsplit=1)[0]
        first = FIRST_WORLD[kind] + (self._worlds if kind == "wave" else 0)
        count = self.plan.replicates
        return [
            Task(stage, p, r, first + p * count + r, self.plan.set_at(unit[p]))
            for p in range(len(unit))
            for r in range(count)
        ]

    def pilot(self, unit: Floats) -> float:
        """Seconds of one run: the first that is left of the first wave, which is kept.

        If all are there, the first is done again for its time only.
        """
        tasks = self.tasks("wave 1", unit)
        left = [task for task in tasks if not self.store.has(task)]
        task = (left or tasks)[0]
        begun = time.perf_counter()
        made = work_for(self.simulate, self.plan)(task)
        seconds = time.perf_counter() - begun
        if left:
            self.store.add(task, made)
        return seconds

    def run(self, stage: str, unit: Floats) -> Batch:
        """Run all points of a stage that are not there yet."""
        tasks = self.tasks(stage, unit)
        if stage.startswith("wave"):
            self._worlds += len(tasks)
        left = [task for task in tasks if not self.store.has(task)]
        work = work_for(self.simulate, self.plan)
        self._tell(len(tasks) - len(left))
        for task, made in spread(work, left, self.workers, self.executor):
            self.store.add(task, made)
            self._tell(1)
        return self._batch(stage, unit, tasks)

    def _tell(self, done: int) -> None:
        self._run += done
        if self.progress is not None:
            self.progress(self._run, max(self.plan.runs, self._run))

    def _batch(self, stage: str, unit: Floats, tasks: Sequence[Task]) -> Batch:
        names = [target.name for target in self.plan.targets]
        runs = np.full((len(tasks), len(names)), np.nan)
        failed = np.zeros(len(tasks))
        for row, task in enumerate(tasks):
            made: Made = self.store.done[task.stage, task.point, task.replicate]
            runs[row] = [made.values.get(name, np.nan) for name in names]
            failed[row] = bool(made.error)
            if made.error:
                place = (task.stage, task.point, task.replicate)
                self.errors.append((*place, made.error))
        shape = (len(unit), self.plan.replicates)
        return Batch(
            stage, unit, runs.reshape(*shape, -1), failed.reshape(shape).sum(axis=1)
        )


def noise_of(batches: Sequence[Batch]) -> Floats:
    """Variance of each target between worlds at one point, pooled over points.

    Null for targets that no point has two values of.
    """
    runs = np.concatenate([batch.runs for batch in batches])
    known = ~np.isnan(runs)
    count = known.sum(axis=1)
    mean = mean_over(np.moveaxis(runs, 1, 0))
    squares = np.where(known, (runs - mean[:, None]) ** 2, 0.0).sum(axis=(0, 1))
    freedom = np.maximum(count - 1, 0).sum(axis=0)
    made = np.full(squares.shape, np.nan)
    return np.asarray(np.divide(squares, freedom, out=made, where=freedom > 0))


def table_of(plan: Plan, batches: Sequence[Batch]) -> pd.DataFrame:
    """One row a point: stage, point, failed, parameters, mean of every target."""
    frames = []
    for batch in batches:
        frame = pd.DataFrame(plan.values(batch.unit), columns=list(plan.names))
        frame.insert(0, "failed", batch.failed.astype(int))
        frame.insert(0, "point", np.arange(len(batch.unit)))
        frame.insert(0, "stage", batch.stage)
        named = [target.name for target in plan.targets]
        frames.append(
            pd.concat([frame, pd.DataFrame(batch.means, columns=named)], axis=1)
        )
    return pd.concat(frames, ignore_index=True)
