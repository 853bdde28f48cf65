"""Runs of one test are of one engine, whoever edits its files meanwhile."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import govsim
from govsim.studies.sweeping.crews import Here
from govsim.studies.sweeping.engine import STATED
from govsim.studies.trials import Trial, TrialDesign
from tests.sweep.stubs import tiny


@pytest.fixture(scope="package", autouse=True)
def one_engine() -> Iterator[None]:
    os.environ[STATED] = "under-test"
    yield
    del os.environ[STATED]


@pytest.fixture(scope="package")
def small() -> TrialDesign:
    """Two of five communities of thirty adults, for a quarter, seen in three others."""
    return TrialDesign(
        tiny(),
        {"audit_probability": 0.9, "task_admission": 0.9},
        start=4,
        treated=2,
        choose="worst",
        rank_by="overload",
        length=3,
        communities=5,
        adults=30,
        months=9,
        period=3,
        replicates=3,
        outcomes=["overload", "vote_turnout_true"],
    )


@pytest.fixture(scope="package")
def tried(
    small: TrialDesign, one_engine: None, tmp_path_factory: pytest.TempPathFactory
) -> Trial:
    """The small trial, run."""
    out: Path = tmp_path_factory.mktemp("trial") / "t"
    return govsim.trial(small, executor=Here(), out=out, progress=False)
