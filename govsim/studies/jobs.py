"""One job: a world, settled once, then run under each set-up. The unit of parallel work."""

import copy
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, as_completed
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from govsim.assumptions import assumptions
from govsim.columns import Floats
from govsim.opening import settled_world
from govsim.randomness import key
from govsim.scenarios import Scenario

type Flow = tuple[int, str, str, str, str]
"""Year, source, destination, purpose, domain."""


@dataclass(frozen=True, slots=True)
class Job:
    """What to run: every scenario on world `world`, with one set of parameters."""

    place: int
    scenarios: tuple[Scenario, ...]
    months: int
    seed: int
    world: int
    parameters: dict[str, float]
    window: int = 24


@dataclass(slots=True)
class Record:
    """What one run leaves behind."""

    outcomes: NDArray[np.float32]  # (months + 1, communities + 1, outcomes)
    groups: Floats  # (communities + 1, groups, grouped outcomes), mean of the window
    flows: dict[Flow, Floats]  # yearly sums per community [yuan]
    hours: Floats  # (years, communities, workers, uses) [h]
    adults: Floats


def world_seed(seed: int, world: int) -> int:
    """Seed of world number `world` of a study; never seed + number."""
    return int(key(seed, "world", world)[0] >> np.uint64(1))


def do(job: Job) -> list[Record]:
    """Settle the job's world and run every scenario on a copy of it."""
    from govsim.model import GovernanceModel

    seed = world_seed(job.seed, job.world)
    numbers = assumptions(job.parameters)
    opening = settled_world(job.scenarios[0], seed, numbers)
    records = []
    for scenario in job.scenarios:
        model = GovernanceModel(
            scenario,
            months=job.months,
            rng=seed,
            parameters=job.parameters,
            opening=opening,
        )
        model.group_from = job.months - job.window + 1
        model.run_for(job.months)
        records.append(record_of(model))
    return records


def record_of(model: "GovernanceModel") -> Record:  # type: ignore[name-defined]  # noqa: F821
    """The part of a finished run a study keeps."""
    kept = [v for month, v in model._groups.items() if month >= model.group_from]
    with np.errstate(invalid="ignore"):
        groups = mean_over(np.stack(kept))
    return Record(
        outcomes=np.stack(model._outcomes).astype(np.float32),
        groups=groups,
        flows=yearly_flows(model.world.money.entries),
        hours=yearly_hours(model.world.hours.history),
        adults=copy.copy(model.world.communities.adults),
    )


def mean_over(stack: Floats) -> Floats:
    """Mean over the first axis without nulls; null where all are."""
    known = ~np.isnan(stack)
    number = known.sum(axis=0)
    total = np.where(known, stack, 0.0).sum(axis=0)
    return np.divide(total, number, out=np.full(total.shape, np.nan), where=number > 0)


def yearly_flows(
    entries: Sequence[tuple[int, str, str, str, str, Floats]],
) -> dict[Flow, Floats]:
    """Ledger entries summed over the months of each year (year 1 = months 1–12)."""
    sums: dict[Flow, Floats] = {}
    for month, source, destination, purpose, domain, amount in entries:
        flow = ((month - 1) // 12 + 1, source, destination, purpose, domain)
        sums[flow] = sums[flow] + amount if flow in sums else amount
    return sums


def yearly_hours(history: Sequence[tuple[int, Floats]]) -> Floats:
    """Hours summed over the months of each year."""
    years = (history[-1][0] - 1) // 12 + 1
    total = np.zeros((years, *history[0][1].shape))
    for month, hours in history:
        total[(month - 1) // 12] += hours
    return total


def available_cores() -> int:
    """Cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def pool(workers: int) -> Any:  # a loky executor, which can also kill its workers
    """Worker processes that work from scripts without a main guard and from notebooks."""
    import warnings

    from loky import ProcessPoolExecutor

    # worlds come and go in a worker; loky may renew it, which changes no result
    warnings.filterwarnings("ignore", "A worker was restarted", UserWarning)
    return ProcessPoolExecutor(workers)


def carry_out(
    jobs: Sequence[Job],
    workers: int | None = None,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[tuple[Job, list[Record]]]:
    """Run the jobs and yield each with its records as it ends (in any order).

    Parameters
    ----------
    workers : processes; all cores by default; 1 runs in this process
    executor : any `concurrent.futures.Executor` to use instead
    progress : called with the number done and the number of jobs
    """
    yield from spread(do, jobs, workers, executor, progress)


def spread[Item, Made](
    work: Callable[[Item], Made],
    items: Sequence[Item],
    workers: int | None = None,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[tuple[Item, Made]]:
    """Do `work` on every item and yield each with what came of it (in any order).

    Parameters are those of `carry_out`; `work` must be a function of a module.
    """
    tell = progress or (lambda done, total: None)
    for done, pair in enumerate(_done(work, items, workers, executor), start=1):
        yield pair
        tell(done, len(items))


def _done[Item, Made](
    work: Callable[[Item], Made],
    items: Sequence[Item],
    workers: int | None,
    executor: Executor | None,
) -> Iterator[tuple[Item, Made]]:
    """Each item with what came of it: here, in a pool of its own, or where it is told."""
    count = min(workers or available_cores(), len(items))
    if executor is not None:
        yield from _submitted(work, items, executor)
    elif count <= 1:
        yield from ((item, work(item)) for item in items)
    else:
        own = pool(count)
        try:
            yield from _submitted(work, items, own)
        finally:
            own.shutdown(kill_workers=True)


def _submitted[Item, Made](
    work: Callable[[Item], Made], items: Sequence[Item], runner: Executor
) -> Iterator[tuple[Item, Made]]:
    """Items with what came of them, in the order in which they end."""
    waiting = {runner.submit(work, item): item for item in items}
    for future in as_completed(waiting):
        yield waiting[future], future.result()
