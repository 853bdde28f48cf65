"""Workers die, runs go wrong: what is lost, and what is not."""

from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from govsim.studies.sweeping.carrying import Task, shared_of
from govsim.studies.sweeping.choices import Limits
from govsim.studies.sweeping.conducting import Conductor, SweepStopped
from govsim.studies.sweeping.crews import Here, Lent, Processes
from govsim.studies.sweeping.design import Design
from govsim.studies.sweeping.folder import SweepFolder
from govsim.studies.sweeping.plan import first_plan
from govsim.studies.sweeping.result import Sweep
from govsim.studies.sweeping.study import How, conduct
from govsim.studies.sweeping.tables import Made
from tests.sweep.stubs import (
    DIES,
    EATS,
    HANGS,
    LEVER,
    RAISES,
    contents,
    poisoned_run,
    quick_run,
    small_design,
    tiny,
)


class Frail:
    """Workers, at hand, that die of one run; says how much was under way at once."""

    own = False
    mends = True
    broken: tuple[type[BaseException], ...] = (BrokenExecutor,)
    room = 3

    def __init__(self, deadly: int, times: int = 99) -> None:
        self.deadly, self.times = deadly, times
        self.asked: list[int] = []

    def submit(self, work: Any, task: Task, one: Any) -> "Future[Any]":
        future: Future[Any] = Future()
        self.asked.append(len(task.specs))
        if self.times and any(spec.run == self.deadly for spec in task.specs):
            self.times -= 1
            future.set_exception(BrokenExecutor("a worker died"))
        else:
            future.set_result(work(task, one))
        return future

    def done(self, future: "Future[Any]", died: bool) -> None: ...

    def close(self) -> None: ...


def outcomes_of(made: Made) -> list[int]:
    """Runs that ended well."""
    tables = made.tables.get("outcomes", [])
    return [run for table in tables for run in table["run"].to_pylist()]


def carried(crew: Any, parts: int = 4) -> tuple[dict[int, Made], list[int]]:
    design = small_design(4, 5)
    plan = first_plan(design)
    shared = shared_of(design, (LEVER,))
    landed: dict[int, Made] = {}
    tasks = (Task(p, tuple(plan.specs_of(p)), shared) for p in range(parts))
    conductor = Conductor(crew, landed.__setitem__, quick_run)
    conductor.carry(tasks)
    return landed, [len(outcomes_of(made)) for made in landed.values()]


def test_a_run_that_kills_its_worker_costs_its_own_row() -> None:
    crew = Frail(deadly=7)
    landed, _ = carried(crew)
    assert sorted(landed) == [0, 1, 2, 3]
    assert [len(landed[p].failures) for p in range(4)] == [0, 1, 0, 0]
    row = landed[1].failures[0]
    assert (row["run"], row["kind"], row["part"]) == (7, "died", 1)
    assert sorted(outcomes_of(landed[1])) == [5, 6, 8, 9]
    assert crew.asked.count(5) == 4  # no other part was asked for twice
    assert crew.asked.count(1) == 6  # five runs alone, and the deadly one once more


def test_a_worker_lost_once_costs_nothing() -> None:
    landed, rows = carried(Frail(deadly=7, times=2))
    assert rows == [5, 5, 5, 5]
    assert not any(made.failures for made in landed.values())


def test_a_lent_executor_that_is_gone_stops_the_sweep_in_a_sentence() -> None:
    crew = Frail(deadly=7)
    crew.mends = False
    with pytest.raises(SweepStopped, match="workers cannot go on: a worker died"):
        carried(crew)


def test_a_worker_with_other_code_stops_the_sweep_in_a_sentence() -> None:
    design = small_design(1, 5)
    shared = replace(shared_of(design, (LEVER,)), engine="of last year")
    task = Task(0, tuple(first_plan(design).specs_of(0)), shared)
    with pytest.raises(SweepStopped, match=r"is not the sweep's \(engine of last year"):
        Conductor(Lent(Here()), lambda part, made: None, quick_run).carry([task])


def test_a_full_disk_stops_the_sweep_in_a_sentence() -> None:
    def full(part: int, made: Made) -> None:
        raise OSError(28, "No space left on device")

    design = small_design(1, 5)
    plan = first_plan(design)
    task = Task(0, tuple(plan.specs_of(0)), shared_of(design, (LEVER,)))
    with pytest.raises(SweepStopped, match="Part 0 cannot be written: No space left"):
        Conductor(Lent(Here()), full, quick_run).carry([task])


def test_poisoned_points_cost_their_own_rows(
    processes: Processes, tmp_path: Path
) -> None:
    """In real processes: raises, hangs, eats memory, kills its worker."""
    poison = [RAISES, HANGS, EATS, DIES]
    points = [{LEVER: value} for value in (0.1, *poison, 0.2)]
    design = Design.list(tiny(), points, replicates=1).replace(
        limits=Limits(seconds=1.0, megabytes=200.0), runs_per_part=6
    )
    folder = SweepFolder(tmp_path / "s")
    conduct(design, folder, processes, How(), one=poisoned_run)
    result = Sweep(folder.path)
    assert result.complete
    failures = result.failures()
    assert failures["kind"].tolist() == ["error", "time", "memory", "died"]
    assert failures["run"].tolist() == [1, 2, 3, 4]
    assert failures["error"][0] == "ValueError: this point is poisoned"
    assert "poisoned_run" in failures["traceback"][0]
    assert failures["replay"][3].endswith("s --replay 4")
    good = result.frame()
    assert good["run"].tolist() == [0, 5]
    alone = Design.list(tiny(), [points[0], points[-1]], replicates=1)
    other = SweepFolder(tmp_path / "alone")
    conduct(alone, other, Lent(Here()), How(), one=quick_run)
    expected = Sweep(other.path).frame()
    assert good["satisfaction"].tolist() == expected["satisfaction"].tolist()


def test_failed_runs_are_done_again_and_the_others_are_not(tmp_path: Path) -> None:
    points = [{LEVER: value} for value in (0.1, RAISES, 0.2)]
    design = Design.list(tiny(), points, replicates=2).replace(runs_per_part=3)
    folder = SweepFolder(tmp_path / "s")
    crew = Lent(Here())
    conduct(design, folder, crew, How(), one=poisoned_run)
    assert len(Sweep(folder.path).failures()) == 2
    done: list[int] = []

    def sound(shared: Any, spec: Any) -> Made:
        done.append(spec.run)
        return quick_run(shared, spec)

    conduct(None, folder, crew, How(retry=True), one=sound)
    assert done == [1, 4]
    again = Sweep(folder.path)
    assert again.complete
    assert again.failures().empty
    fresh = SweepFolder(tmp_path / "fresh")
    conduct(design, fresh, crew, How(), one=quick_run)
    assert contents(folder.path) == contents(fresh.path)


def test_a_part_may_fail_whole_and_again(tmp_path: Path) -> None:
    points = [{LEVER: RAISES}]
    design = Design.list(tiny(), points, replicates=2).replace(runs_per_part=2)
    folder, crew = SweepFolder(tmp_path / "s"), Lent(Here())
    conduct(design, folder, crew, How(), one=poisoned_run)
    first = contents(folder.path)
    conduct(None, folder, crew, How(retry=True), one=poisoned_run)
    assert contents(folder.path) == first
    assert Sweep(folder.path).progress() == (2, 2, 2)
    assert Sweep(folder.path).frame().empty
    conduct(None, folder, crew, How(retry=True), one=quick_run)
    assert Sweep(folder.path).frame()["run"].tolist() == [0, 1]


def test_any_number_of_workers_writes_the_same_bytes(
    processes: Processes, tmp_path: Path
) -> None:
    design = small_design(6, 5)
    conduct(design, SweepFolder(tmp_path / "2"), processes, How(), one=quick_run)
    conduct(design, SweepFolder(tmp_path / "1"), Lent(Here()), How(), one=quick_run)
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


def test_threads_are_an_executor_too(tmp_path: Path) -> None:
    points = [{LEVER: value} for value in (0.1, RAISES, HANGS, 0.2, 0.3)]
    design = Design.list(tiny(), points, replicates=2).replace(
        runs_per_part=2, limits=Limits(seconds=0.5)
    )
    folder = SweepFolder(tmp_path / "s")
    with ThreadPoolExecutor(3) as threads:
        conduct(design, folder, Lent(threads), How(), one=poisoned_run)
        assert threads.submit(len, "open").result() == 4
    kinds = Sweep(folder.path).failures()["kind"].tolist()
    assert kinds == ["error", "time"] * 2
    assert len(Sweep(folder.path).frame()) == 6


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 4])
def test_one_and_four_workers_write_the_same_bytes(
    workers: int, tmp_path: Path
) -> None:
    design = small_design(40, 5)
    crew = Processes(workers)
    try:
        conduct(design, SweepFolder(tmp_path / "n"), crew, How(), one=quick_run)
    finally:
        crew.close()
    conduct(design, SweepFolder(tmp_path / "1"), Lent(Here()), How(), one=quick_run)
    assert contents(tmp_path / "1") == contents(tmp_path / "n")
