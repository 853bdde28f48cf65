"""The sweep's own process holds no records: its memory does not grow with the runs."""

from pathlib import Path

import psutil
import pytest

from govsim.studies.sweeping.crews import Processes
from govsim.studies.sweeping.design import Design
from govsim.studies.sweeping.folder import SweepFolder
from govsim.studies.sweeping.study import How, conduct
from tests.sweep.stubs import LEVER, quick_run, tiny


def megabytes(crew: Processes, folder: Path, runs: int) -> float:
    """Most memory of this process after a part has landed."""
    values = [round(0.001 * n, 4) for n in range(1, runs // 10 + 1)]
    design = Design.grid(tiny(), {LEVER: values}, replicates=10)
    seen: list[float] = []
    me = psutil.Process()
    conduct(
        design.replace(runs_per_part=20),
        SweepFolder(folder),
        crew,
        How(),
        lambda done, total: seen.append(me.memory_info().rss / 1e6),
        one=quick_run,
    )
    return max(seen)


@pytest.mark.slow
def test_memory_is_flat_from_a_hundred_to_five_thousand_runs(
    processes: Processes, tmp_path: Path
) -> None:
    few = megabytes(processes, tmp_path / "few", 100)
    many = megabytes(processes, tmp_path / "many", 5000)
    assert many < 1.1 * few


def test_memory_is_flat_from_a_hundred_to_a_thousand_runs(
    processes: Processes, tmp_path: Path
) -> None:
    few = megabytes(processes, tmp_path / "few", 100)
    many = megabytes(processes, tmp_path / "many", 1000)
    assert many < 1.1 * few
