"""Sweeps of one test are of one engine; the workbench is imported once."""

import os
from collections.abc import Iterator

import pytest

from govsim.studies.sweeping.engine import STATED


@pytest.fixture(scope="package", autouse=True)
def one_engine() -> Iterator[None]:
    """State the fingerprint."""
    os.environ[STATED] = "under-test"
    yield
    del os.environ[STATED]
