"""Killed at any moment, a sweep goes on as if nothing had happened."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from govsim.errors import BadInput
from govsim.studies.sweeping.conducting import SweepStopped
from govsim.studies.sweeping.crews import Here, Lent
from govsim.studies.sweeping.folder import SweepFolder
from govsim.studies.sweeping.locking import Lock
from govsim.studies.sweeping.result import Sweep
from govsim.studies.sweeping.study import How, conduct
from govsim.studies.sweeping.tables import Made
from tests.sweep.stubs import contents, quick_run, small_design

ROOT = Path(__file__).parents[2]


def begin(
    folder: Path, workers: int, runs: int, seconds: float
) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.sweep.killable",
            str(folder),
            str(workers),
            str(runs),
        ],
        cwd=ROOT,
        env={**os.environ, "STUB_SECONDS": str(seconds)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def parts(folder: Path) -> dict[str, int]:
    """Each finished part with the moment it was written."""
    found = folder.glob("outcomes/part-*.parquet")
    return {path.name: path.stat().st_mtime_ns for path in found}


def wait_for(folder: Path, count: int, process: "subprocess.Popen[str]") -> None:
    """Until so many parts are there."""
    until = time.monotonic() + 60.0
    while len(parts(folder)) < count and process.poll() is None:
        assert time.monotonic() < until
        time.sleep(0.02)


def wait_until_gone(workers: list[psutil.Process]) -> None:
    """Workers end by themselves when their sweep is gone."""
    until = time.monotonic() + 20.0
    while any(is_alive(worker) for worker in workers):
        assert time.monotonic() < until
        time.sleep(0.05)


def is_alive(worker: psutil.Process) -> bool:
    try:
        return worker.is_running() and worker.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def killed_and_resumed(
    folder: Path, kills: list[int], runs: int, seconds: float
) -> None:
    """Kill when so many parts are there, each time; then go on to the end."""
    seen: dict[str, int] = {}
    for count in kills:
        process = begin(folder, 2, runs, seconds)
        wait_for(folder, count, process)
        workers = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert not (folder / "manifest.json").exists()
        now = parts(folder)
        assert seen.items() <= now.items()  # no finished part was written again
        seen = now
        wait_until_gone(workers)
    last = begin(folder, 2, runs, seconds)
    told = last.communicate(timeout=300)
    assert last.returncode == 0, told
    assert seen.items() <= parts(folder).items()


def test_killed_and_resumed_it_is_the_same(tmp_path: Path) -> None:
    killed_and_resumed(tmp_path / "killed", [3], 60, 0.05)
    whole = SweepFolder(tmp_path / "whole")
    conduct(small_design(12, 5), whole, Lent(Here()), How(), one=quick_run)
    assert contents(tmp_path / "killed") == contents(whole.path)
    assert not list((tmp_path / "killed").rglob(".*.tmp"))


@pytest.mark.slow
def test_five_hundred_runs_killed_three_times_at_random(tmp_path: Path) -> None:
    chance = random.Random(20)
    kills = sorted(chance.sample(range(5, 95), 3))
    killed_and_resumed(tmp_path / "killed", kills, 500, 0.02)
    whole = SweepFolder(tmp_path / "whole")
    conduct(small_design(100, 5), whole, Lent(Here()), How(), one=quick_run)
    assert contents(tmp_path / "killed") == contents(whole.path)


def test_only_parts_under_way_are_repeated(tmp_path: Path) -> None:
    """Ctrl+C after some parts: what was landed is kept, the rest is done once."""
    done: list[int] = []
    again: list[None] = []

    def stopping(shared: object, spec: object) -> Made:
        done.append(spec.run)  # type: ignore[attr-defined]
        if spec.run == 12 and not again:  # type: ignore[attr-defined]
            raise KeyboardInterrupt
        return quick_run(shared, spec)  # type: ignore[arg-type]

    folder = SweepFolder(tmp_path / "s")
    design = small_design(5, 5)
    with pytest.raises(KeyboardInterrupt):
        conduct(design, folder, Lent(Here()), How(), one=stopping)
    assert Sweep(folder.path).progress() == (10, 25, 0)
    assert not Sweep(folder.path).complete
    assert done == list(range(13))
    again.append(done.clear())
    conduct(None, folder, Lent(Here()), How(), one=stopping)
    assert done == list(range(10, 25))


def test_a_second_resume_does_nothing(tmp_path: Path) -> None:
    folder = SweepFolder(tmp_path / "s")
    conduct(small_design(2, 5), folder, Lent(Here()), How(), one=quick_run)
    before = {path: path.stat().st_mtime_ns for _, path in folder.files()}

    def never(shared: object, spec: object) -> Made:
        raise AssertionError(spec)

    conduct(None, folder, Lent(Here()), How(resume=True), one=never)
    conduct(small_design(2, 5), folder, Lent(Here()), How(resume=True), one=never)
    assert before == {path: path.stat().st_mtime_ns for _, path in folder.files()}


def test_a_damaged_part_is_done_again(tmp_path: Path) -> None:
    folder = SweepFolder(tmp_path / "s")
    conduct(small_design(4, 5), folder, Lent(Here()), How(), one=quick_run)
    sound = contents(folder.path)
    part = folder.part("outcomes", 1)
    part.write_bytes(part.read_bytes()[:-100])
    conduct(None, folder, Lent(Here()), How(resume=True), one=quick_run)
    assert contents(folder.path) == sound
    assert "part-000001.parquet cannot be read" in (folder.path / "log.txt").read_text()


def test_two_sweeps_into_one_folder_are_refused(tmp_path: Path) -> None:
    process = begin(tmp_path / "s", 1, 60, 0.2)
    wait_for(tmp_path / "s", 1, process)
    with pytest.raises(BadInput, match=f"being written by process {process.pid} on"):
        conduct(None, SweepFolder(tmp_path / "s"), Lent(Here()), How(), one=quick_run)
    process.kill()
    process.wait()
    with Lock(tmp_path / "s" / "lock"):
        pass  # the system has freed it


def test_other_files_and_finished_results_are_not_touched(tmp_path: Path) -> None:
    design = small_design(1, 5)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "thesis.doc").write_text("mine")
    with pytest.raises(BadInput, match="holds other files"):
        conduct(
            design, SweepFolder(tmp_path / "other"), Lent(Here()), How(), one=quick_run
        )
    folder = SweepFolder(tmp_path / "s")
    conduct(design, folder, Lent(Here()), How(), one=quick_run)
    with pytest.raises(BadInput, match=r"finished result.*--overwrite"):
        conduct(design, folder, Lent(Here()), How(), one=quick_run)
    (folder.path / "manifest.json").unlink()
    with pytest.raises(BadInput, match="unfinished sweep; add --resume"):
        conduct(design, folder, Lent(Here()), How(), one=quick_run)
    other = small_design(2, 5)
    conduct(other, folder, Lent(Here()), How(overwrite=True), one=quick_run)
    assert len(Sweep(folder.path).runs()) == 10


def test_an_executor_that_ends_leaves_what_is_finished(tmp_path: Path) -> None:
    class Short(Here):
        left = 2

        def submit(self, *args: object, **kwargs: object):  # type: ignore[no-untyped-def,override]
            self.left -= 1
            if self.left < 0:
                raise RuntimeError("cannot schedule new futures after shutdown")
            return super().submit(*args, **kwargs)  # type: ignore[arg-type]

    folder = SweepFolder(tmp_path / "s")
    with pytest.raises(SweepStopped, match="cannot schedule"):
        conduct(small_design(5, 5), folder, Lent(Short()), How(), one=quick_run)
    assert Sweep(folder.path).progress()[0] in (5, 10)
