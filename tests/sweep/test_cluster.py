"""On a real Dask cluster: a scheduler and workers of their own, some of them killed."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

import govsim
from govsim.errors import BadInput
from govsim.studies.sweeping.choices import Limits
from govsim.studies.sweeping.crews import Dask, Here, Lent
from govsim.studies.sweeping.design import Design
from govsim.studies.sweeping.folder import SweepFolder
from govsim.studies.sweeping.result import Sweep
from govsim.studies.sweeping.study import How, conduct
from tests.sweep.stubs import (
    DIES,
    HANGS,
    LEVER,
    RAISES,
    contents,
    poisoned_run,
    quick_run,
    small_design,
    tiny,
)

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.cluster


def start(program: str, *words: str, seconds: float = 0.0) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{program}", *words],
        cwd=ROOT,
        env={**os.environ, "STUB_SECONDS": str(seconds), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


class Cluster:
    """A scheduler and three workers on this machine."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{port}"
        self.folder = folder
        here = ("--host", "127.0.0.1", "--no-dashboard")
        self.scheduler = start("dask_scheduler", *here, "--port", str(port))
        self.workers = [self.worker() for _ in range(3)]

    def worker(self) -> "subprocess.Popen[bytes]":
        return start(
            "dask_worker", self.address, "--host", "127.0.0.1", "--nthreads", "1",
            "--no-dashboard", "--local-directory", str(self.folder), "--nworkers", "1",
            seconds=0.05,
        )  # fmt: skip

    def close(self) -> None:
        for process in (*self.workers, self.scheduler):
            if process.poll() is None:
                for child in psutil.Process(process.pid).children(recursive=True):
                    child.kill()
                process.kill()
            process.wait(timeout=30)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster(tmp_path)
    yield made
    made.close()


def kill_worker_process(cluster: Cluster) -> None:
    """Kill the process that does the work, under its nanny."""
    nanny = psutil.Process(cluster.workers[0].pid)
    for child in nanny.children(recursive=True):
        if "spawn_main" in " ".join(child.cmdline()):
            child.send_signal(signal.SIGKILL)
    cluster.workers[0].send_signal(signal.SIGKILL)


def test_a_worker_killed_in_mid_sweep_changes_nothing(
    cluster: Cluster, tmp_path: Path
) -> None:
    design = small_design(20, 10)  # 200 runs in 40 parts
    crew = Dask(cluster.address)
    folder = SweepFolder(tmp_path / "s")
    killed: list[int] = []

    def progress(done: int, total: int) -> None:
        if done >= 50 and not killed:
            killed.append(done)
            kill_worker_process(cluster)

    try:
        conduct(design, folder, crew, How(), progress, one=quick_run)
    finally:
        crew.close()
    assert killed
    assert Sweep(folder.path).failures().empty
    conduct(design, SweepFolder(tmp_path / "one"), Lent(Here()), How(), one=quick_run)
    assert contents(folder.path) == contents(tmp_path / "one")


def test_poison_costs_its_own_row(cluster: Cluster, tmp_path: Path) -> None:
    points = [{LEVER: value} for value in (0.1, RAISES, HANGS, DIES, 0.2)]
    design = Design.list(tiny(), points, replicates=1).replace(
        limits=Limits(seconds=1.0), runs_per_part=5
    )
    crew = Dask(cluster.address)
    try:
        conduct(design, SweepFolder(tmp_path / "s"), crew, How(), one=poisoned_run)
    finally:
        crew.close()
    result = Sweep(tmp_path / "s")
    assert result.failures()["kind"].tolist() == ["error", "time", "died"]
    assert result.frame()["run"].tolist() == [0, 4]


def test_real_worlds_from_python_and_the_command_line(
    cluster: Cluster, tmp_path: Path
) -> None:
    design = Design.grid(tiny(adults=40), {LEVER: [0.05, 0.5]}, replicates=2)
    govsim.sweep(design, dask=cluster.address, out=tmp_path / "s", progress=False)
    govsim.sweep(design, executor=Here(), out=tmp_path / "one", progress=False)
    assert contents(tmp_path / "s") == contents(tmp_path / "one")
    tiny(adults=40).replace(name="here").save(tmp_path / "here.toml")
    (tmp_path / "d.toml").write_text(
        'schema = 1\nscenarios = ["here.toml"]\nreplicates = 2\n', encoding="utf8"
    )
    words = ["sweep", "d.toml", "--dask", cluster.address, "--out", "c", "--yes"]
    made = subprocess.run(
        [sys.executable, "-m", "govsim", *words],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert made.returncode == 0, made.stderr
    assert "2 of 2 runs done, 0 failed" in made.stdout


def test_no_scheduler_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govsim.studies.sweeping.crews.PATIENCE", "1s")
    begun = time.monotonic()
    with pytest.raises(BadInput, match="no scheduler answers there"):
        Dask("tcp://127.0.0.1:9")
    assert time.monotonic() - begun < 30.0
