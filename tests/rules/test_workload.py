"""Hours and effort: conserved, split by pulls, idle where nobody looks."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.rules.workload import effort, entry_skill, quit_hazard, split

some = st.floats(0.0, 1000.0)


def test_quit_hazard_by_hand() -> None:
    """0.01 · exp(1.5 · 0.2) · 5500 / 11000 = 0.01 · 1.34986 / 2."""
    made = quit_hazard(0.01, 1.5, np.array([1.2]), np.array([11000.0]))
    assert made == pytest.approx(0.0067493, rel=1e-4)


def test_quits_rise_with_load_and_fall_with_pay() -> None:
    loads = quit_hazard(0.01, 1.5, np.array([0.5, 1.0, 2.0]), np.full(3, 5500.0))
    pays = quit_hazard(0.01, 1.5, np.ones(3), np.array([4000.0, 5500.0, 8000.0]))
    assert np.all(np.diff(loads) > 0)
    assert np.all(np.diff(pays) < 0)


def test_entry_skill_by_hand() -> None:
    """0.45 at base pay; twice the pay adds 0.3 · ln 2 = 0.2079."""
    made = entry_skill(0.45, 0.3, np.array([5500.0, 11000.0]))
    assert made == pytest.approx([0.45, 0.6579], abs=1e-4)


def test_effort_needs_motive_or_somebody_who_looks() -> None:
    """1 − 0.5 · 0.9 · 0.4 · 0.8 = 0.856; with nobody looking and no motive the floor."""
    made = effort(0.5, np.array([0.1, 0.0]), np.array([0.6, 0.0]), np.array([0.2, 0.0]))
    assert made == pytest.approx([0.856, 0.5])
    assert effort(0.5, np.zeros(1), np.ones(1), np.zeros(1)) == pytest.approx(1.0)


def test_split_by_hand() -> None:
    """100 hours, pulls 2 : 1 : 1 and exponent 1: 50, 25, 25; a load of 10 passes 40 on."""
    hours, pulls = np.array([100.0]), np.array([[2.0], [1.0], [1.0]])
    plenty = np.full((3, 1), 1000.0)
    assert split(hours, pulls, plenty, 1.0)[:, 0] == pytest.approx([50, 25, 25])
    loads = np.array([[10.0], [1000.0], [1000.0]])
    assert split(hours, pulls, loads, 1.0)[:, 0] == pytest.approx([10, 45, 45])


def test_a_watched_committee_serves_residents_and_a_commanded_one_the_street() -> None:
    loads = np.full((3, 2), 1000.0)
    pulls = np.array([[1.6, 0.4], [0.3, 0.8], [0.1, 0.4]])
    made = split(np.full(2, 100.0), pulls, loads, 1.2)
    assert made[0, 0] > made[1, 0]
    assert made[1, 1] > made[0, 1]


@given(some, st.lists(st.tuples(st.floats(0, 3), some), min_size=3, max_size=3))
def test_split_conserves_hours(hours: float, uses: list[tuple[float, float]]) -> None:
    pulls = np.array([[pull] for pull, _ in uses])
    loads = np.array([[load] for _, load in uses])
    made = split(np.array([hours]), pulls, loads, 1.2)
    assert np.all(made >= -1e-9)
    assert np.all(made <= loads + 1e-6)
    assert made.sum() == pytest.approx(min(hours, loads.sum()), rel=1e-6, abs=1e-6)
