"""Sweeps of one test are of one engine, whoever edits its files meanwhile."""

import os
from collections.abc import Iterator

import pytest

from govsim.studies.sweeping.crews import Processes
from govsim.studies.sweeping.engine import STATED


@pytest.fixture(scope="package", autouse=True)
def one_engine() -> Iterator[None]:
    """State the fingerprint; processes inherit it."""
    os.environ[STATED] = "under-test"
    yield
    del os.environ[STATED]


@pytest.fixture(scope="package")
def processes(one_engine: None) -> Iterator[Processes]:
    """Two processes that all tests share; a process that dies is replaced."""
    crew = Processes(2)
    yield crew
    crew.close()
