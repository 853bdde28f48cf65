"""Who carries out the tasks? Processes of the sweep's own, or an executor that was lent."""

import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from typing import Any, Protocol

from govsim.studies.jobs import available_cores
from govsim.studies.sweeping.extras import need

LIBRARIES = ("OMP", "OPENBLAS", "MKL", "NUMBA")
ONE_THREAD = {f"{library}_NUM_THREADS": "1" for library in LIBRARIES}
WATCH = 1.0  # seconds between a worker's looks whether the sweep still lives
PATIENCE = "20s"  # for a scheduler to answer
ASK = 5.0  # seconds a cluster's size is taken as known


class Crew(Protocol):
    """Workers, whoever they are."""

    own: bool  # whether the processes are the sweep's own
    broken: tuple[type[BaseException], ...]  # what says that a worker died
    mends: bool  # whether work goes on after that

    @property
    def room(self) -> int:
        """Tasks that may be under way at once."""

    def submit(self, work: Callable[..., Any], *args: Any) -> "Future[Any]":
        """Give a task to a worker."""

    def done(self, future: "Future[Any]", died: bool) -> None:
        """Take note that a task has ended, perhaps with its worker."""

    def close(self) -> None:
        """Send the workers home; what they are at is lost."""


def begin(parent: int) -> None:
    """What a worker's process does first: leave Ctrl+C to the sweep, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "getppid") and os.name == "posix":
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(WATCH)
    os._exit(3)


class Processes:
    """Processes of one's own, each in a pool of its own.

    If one dies, only its own task is lost, and it is known which; a fresh process takes
    its place.
    """

    own = True
    mends = True
    broken: tuple[type[BaseException], ...] = (BrokenExecutor,)

    def __init__(self, count: int) -> None:
        self.count = count
        self._idle: list[Any] = []
        self._busy: dict[Future[Any], Any] = {}

    @property
    def room(self) -> int:
        """As many tasks as processes."""
        return self.count

    def submit(self, work: Callable[..., Any], *args: Any) -> "Future[Any]":
        """Give a task to an idle process, a new one if need be."""
        pool = self._idle.pop() if self._idle else _process()
        future: Future[Any] = pool.submit(work, *args)
        self._busy[future] = pool
        return future

    def done(self, future: "Future[Any]", died: bool) -> None:
        """The process is idle again, or gone."""
        pool = self._busy.pop(future)
        if died:
            pool.shutdown(kill_workers=True)
        else:
            self._idle.append(pool)

    def close(self) -> None:
        """End all processes."""
        for pool in [*self._idle, *self._busy.values()]:
            pool.shutdown(kill_workers=True)
        self._idle, self._busy = [], {}


def _process() -> Any:
    """A pool of one process that works from scripts without a main guard and notebooks."""
    import warnings

    from loky import ProcessPoolExecutor

    # worlds come and go in a worker; loky may renew it, which changes no result
    warnings.filterwarnings("ignore", "A worker was restarted", UserWarning)
    return ProcessPoolExecutor(
        1, initializer=begin, initargs=(os.getpid(),), env=ONE_THREAD
    )


class Lent:
    """Any `concurrent.futures.Executor`; it stays open when the sweep ends."""

    own = False
    mends = False
    broken: tuple[type[BaseException], ...] = (BrokenExecutor,)

    def __init__(self, executor: Executor) -> None:
        self.executor = executor

    @property
    def room(self) -> int:
        """Twice the executor's workers, so that none waits."""
        return 2 * (getattr(self.executor, "_max_workers", None) or available_cores())

    def submit(self, work: Callable[..., Any], *args: Any) -> "Future[Any]":
        """Hand the task to the executor."""
        return self.executor.submit(work, *args)

    def done(self, future: "Future[Any]", died: bool) -> None:
        """Nothing to do: the executor looks after its workers."""

    def close(self) -> None:
        """Leave the executor as it is."""


class Dask(Lent):
    """A Dask cluster: tasks of a worker that dies go to another one."""

    mends = True

    def __init__(self, address: str) -> None:
        distributed = need("distributed", "cluster", "Clusters")
        try:
            self.client = distributed.Client(address, timeout=PATIENCE)
        except (OSError, ValueError, TimeoutError) as error:
            from govsim.errors import BadInput

            told = str(error).partition("\n")[0]
            raise BadInput(
                f"--dask {address}: no scheduler answers there ({told}). Start one with: "
                "dask scheduler"
            ) from None
        self.broken = (distributed.scheduler.KilledWorker,)
        self._size, self._asked = 1, 0.0
        super().__init__(self.client.get_executor(pure=False))

    @property
    def room(self) -> int:
        """Twice the cluster's threads; workers may join and leave."""
        if time.monotonic() - self._asked > ASK:
            self._size = max(1, sum(self.client.ncores().values()))
            self._asked = time.monotonic()
        return 2 * self._size

    def close(self) -> None:
        """Leave the cluster; it goes on."""
        self.executor.shutdown(wait=False)
        self.client.close()


class Here(Executor):
    """Carries out every task at once in this process: no parallel work, easy to debug."""

    _max_workers = 1

    def submit(
        self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any
    ) -> "Future[Any]":
        """Do it now."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


LOST = (CancelledError,)
"""What says that the executor itself is gone."""
