"""A run past its time or memory is stopped inside its worker."""

import subprocess
import sys
import threading
import time
from contextlib import nullcontext

import numpy as np
import pytest

from govsim.studies.sweeping.limits import OutOfTime, limited, limits_memory

DEAF = """
from collections import deque
from itertools import repeat
from govsim.studies.sweeping.limits import limited
with limited(0.2, 1000.0, True):
    deque(repeat(0), maxlen=0)
"""


def endless() -> None:
    while True:
        time.sleep(0.001)


def test_time_ends_a_run_that_hangs() -> None:
    begun = time.monotonic()
    with pytest.raises(OutOfTime), limited(0.1, 1000.0, own=True):
        endless()
    assert time.monotonic() - begun < 5.0


def test_a_rule_that_catches_everything_does_not_catch_the_end() -> None:
    def stubborn() -> None:
        while True:
            try:
                endless()
            except Exception:
                continue

    with pytest.raises(OutOfTime), limited(0.1, 1000.0, own=True):
        stubborn()


def test_time_ends_a_run_in_a_thread_too() -> None:
    told: list[str] = []

    def work() -> None:
        try:
            with limited(0.1, 1000.0, own=False):
                endless()
        except OutOfTime:
            told.append("over")
        time.sleep(0.3)  # nothing comes after
        told.append("on")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(timeout=10.0)
    assert told == ["over", "on"]


def test_a_run_in_time_hears_nothing() -> None:
    ended = []
    for own in (True, False):
        with limited(0.2, 1000.0, own):
            pass
        time.sleep(0.3)  # the limit would strike here, had it not been lifted
        ended.append(own)
    assert ended == [True, False]


def test_memory_past_the_limit_is_refused_and_freed_after() -> None:
    def hoard() -> None:
        held = [np.empty(25_000_000) for _ in range(5)]  # 1 GB
        assert held

    holds = pytest.raises(MemoryError) if limits_memory() else nullcontext()
    with holds, limited(60.0, 300.0, own=True):
        hoard()
    hoard()
    with limited(60.0, 300.0, own=False):
        hoard()  # a process of others is not limited


def test_a_process_that_hears_nothing_is_ended() -> None:
    made = subprocess.run([sys.executable, "-c", DEAF], timeout=60, check=False)
    assert made.returncode == 1
