"""How is the work shared out, and what happens when a worker dies?"""

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from dataclasses import dataclass, field, replace
from typing import Any

from govsim.studies.sweeping.carrying import OneRun, Task, carry_out, failure
from govsim.studies.sweeping.crews import LOST, Crew
from govsim.studies.sweeping.tables import Made

TRIES = 2  # times a run may lose its worker before it is given up


class SweepStopped(RuntimeError):
    """The workers are gone; what is finished is kept."""


@dataclass
class _Open:
    """A part whose tasks are not all back."""

    left: int
    made: Made = field(default_factory=Made)


class Conductor:
    """Keeps the workers busy and lands each part when it is whole.

    Holds no more than the parts under way: a landed part is forgotten.

    Parameters
    ----------
    land : called with a part's number and what came of all its runs
    one : what to do for one run, if not the usual
    """

    def __init__(
        self,
        crew: Crew,
        land: Callable[[int, Made], None],
        one: OneRun | None = None,
    ) -> None:
        self.crew = crew
        self.land = land
        self.one = one
        self._again: deque[Task] = deque()
        self._flying: dict[Future[Any], Task] = {}
        self._open: dict[int, _Open] = {}

    def carry(self, tasks: Iterable[Task]) -> None:
        """Carry out all tasks, one a part.

        Raises
        ------
        SweepStopped
            If the executor is gone.
        """
        coming = iter(tasks)
        while True:
            while len(self._flying) < self.crew.room:
                task = self._again.popleft() if self._again else next(coming, None)
                if task is None:
                    break
                self._start(task)
            if not self._flying:
                return
            ended, _ = wait(self._flying, return_when=FIRST_COMPLETED)
            for future in ended:
                self._end(future, self._flying.pop(future))

    def _start(self, task: Task) -> None:
        task = replace(task, own=self.crew.own)
        self._open.setdefault(task.part, _Open(1))
        try:
            future = self.crew.submit(carry_out, task, self.one)
        except (BrokenExecutor, RuntimeError) as error:
            raise SweepStopped(_gone(error)) from error
        self._flying[future] = task

    def _end(self, future: "Future[Any]", task: Task) -> None:
        """Take in what came of a task."""
        try:
            made = future.result()
        except self.crew.broken as error:
            if not self.crew.mends:
                raise SweepStopped(_gone(error)) from error
            self.crew.done(future, died=True)
            self._without_worker(task)
        except LOST as error:
            raise SweepStopped(_gone(error)) from error
        except Exception as error:
            self.crew.done(future, died=False)
            raise SweepStopped(_gone(error)) from error
        else:
            self.crew.done(future, died=False)
            self._arrive(task, made)

    def _arrive(self, task: Task, made: Made) -> None:
        part = self._open[task.part]
        part.made.add(made)
        part.left -= 1
        if part.left == 0:
            del self._open[task.part]
            self._land(task.part, part.made)

    def _land(self, part: int, made: Made) -> None:
        try:
            self.land(part, made)
        except OSError as error:
            raise SweepStopped(
                f"Part {part} cannot be written: {error.strerror or error}"
            ) from error

    def _without_worker(self, task: Task) -> None:
        """Requeue the runs of a task whose worker died, one by one.

        A run that loses its worker twice when alone is the one to blame.
        """
        if len(task.specs) > 1:
            self._open[task.part].left += len(task.specs) - 1
            alone = [replace(task, specs=(spec,), tries=0) for spec in task.specs]
            self._again.extend(alone)
        elif task.tries + 1 < TRIES:
            self._again.append(replace(task, tries=task.tries + 1))
        else:
            text = (
                "the worker's process died: it was killed, ran out of memory, hung in "
                "compiled code past its limit, or crashed"
            )
            row = failure(task, task.specs[0], "died", text)
            self._arrive(task, Made(failures=[row]))


def _gone(error: BaseException) -> str:
    told = str(error).partition("\n")[0] or type(error).__name__
    return f"The workers cannot go on: {told}"
