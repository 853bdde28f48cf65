"""The sweep as people call it."""

import time
from concurrent.futures import Executor
from pathlib import Path

from govsim.errors import BadInput
from govsim.scenarios.scenario import whole
from govsim.studies.jobs import available_cores
from govsim.studies.sweeping.crews import Crew, Dask, Lent, Processes
from govsim.studies.sweeping.design import Design
from govsim.studies.sweeping.folder import SweepFolder
from govsim.studies.sweeping.progress import Bar, Progress, nothing
from govsim.studies.sweeping.result import Sweep
from govsim.studies.sweeping.study import How, conduct


def sweep(
    design: Design | str | Path,
    *,
    workers: int | None = None,
    executor: Executor | None = None,
    dask: str | None = None,
    out: str | Path | None = None,
    resume: bool = False,
    extend: bool = False,
    retry: bool = False,
    overwrite: bool = False,
    shard: tuple[int, int] | None = None,
    progress: bool | Progress = True,
) -> Sweep:
    """Run a design; safe to kill at any moment, and identical for any workers.

    Parameters
    ----------
    design : a `Design`, a design file, or the folder of a sweep
    workers : processes (all cores by default)
    executor : any `concurrent.futures.Executor` instead; it is left open
    dask : address of a Dask scheduler instead
    out : folder of the results; ``results/sweep-<time>`` if not given
    resume : go on with the sweep in `out`; no finished part is done again
    extend : also add the runs that this design has more (replicates or points)
    retry : also do failed runs again
    overwrite : replace what is in `out`
    shard : (i, n): only every n-th part, beginning with the i-th (from 1), for arrays of
        jobs that write into one folder; the last one to end brings them together
    progress : show a bar, or a function called with runs done and runs in all

    Returns
    -------
    Sweep
        The folder, read when asked.

    Raises
    ------
    BadInput
        In sentences, before anything is run.
    SweepStopped
        If an executor that was lent is gone; what is finished is kept.
    """
    asked = _asked(design)
    if out is None:
        new = f"results/sweep-{time.strftime('%Y%m%d-%H%M%S')}"
        out = new if isinstance(design, Design) or asked is not None else design
    folder = SweepFolder(Path(out))
    how = How(resume, extend, retry, overwrite, shard)
    check_shard(shard, asked)
    check_workers(workers)
    crew = _crew(workers, executor, dask)
    shown = Bar() if progress is True else progress or nothing
    try:
        conduct(asked, folder, crew, how, shown)
    finally:
        crew.close()
        if isinstance(shown, Bar):
            shown.close()
    return Sweep(folder.path)


def _asked(design: Design | str | Path) -> Design | None:
    """The design itself; None if a sweep's folder is to say what it is."""
    if isinstance(design, Design):
        return design
    if Path(design).is_dir():
        if not SweepFolder(Path(design)).begun:
            raise BadInput(f"{design} is a folder, and it holds no sweep.")
        return None
    return Design.from_toml(design)


def check_shard(shard: tuple[int, int] | None, design: Design | None) -> None:
    """BadInput unless the shard is one of several and the design can be shared out."""
    if shard is None:
        return
    number, count = shard
    if not whole(number) or not whole(count) or not 1 <= number <= count:
        raise BadInput(f"shard {number}/{count}: write i/n with i from 1 to n.")
    if design is not None and design.stop is not None:
        raise BadInput(
            "a design with [stop] cannot be cut into shards: the rule looks at all runs "
            "of a batch. Give a number of replicates, or use --workers or --dask."
        )


def check_workers(workers: object) -> None:
    """BadInput unless there is a worker at least."""
    if workers is not None and (not whole(workers) or workers < 1):
        raise BadInput(f"workers = {workers!r}: at least 1.")


def _crew(workers: int | None, executor: Executor | None, dask: str | None) -> Crew:
    if executor is not None and dask is not None:
        raise BadInput("executor and dask exclude each other; give one of them.")
    if dask is not None:
        return Dask(dask)
    if executor is not None:
        return Lent(executor)
    return Processes(workers or available_cores())
