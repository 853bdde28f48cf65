"""Task pressure: what departments hand down, what is let in, what grows back."""

import numpy as np
import pytest

from govsim.rules.tasks import blocked_share, issued_hours, regrown_list

ONE = np.array([1.0])


def test_issued_hours_by_hand() -> None:
    """0.3 · (0.7 · 0.5 · (1 − 0.2) + 0.3 · 2) = 0.3 · (0.28 + 0.6) = 0.264."""
    made = issued_hours(0.3, 0.7, np.array([0.2]), np.array([0.5]), np.array([2.0]))
    assert made == pytest.approx(0.264)


def test_an_obedient_committee_does_not_refuse() -> None:
    """0.5 · 0.6 · (1 − 0.5 · 1) = 0.15, a free one 0.30."""
    assert blocked_share(np.array([0.5]), 0.6, ONE, 0.5) == pytest.approx(0.15)
    assert blocked_share(np.array([0.5]), 0.6, 0 * ONE, 0.5) == pytest.approx(0.30)


def test_a_cut_list_grows_back_unless_departments_must_ask() -> None:
    """Half a list at 5 % a month: the gap shrinks to 0.5 · 0.95^24 = 0.146 in two years."""
    free, asked = np.array([0.5]), np.array([0.5])
    for _ in range(24):
        free = regrown_list(free, 0 * ONE, 0.05)
        asked = regrown_list(asked, ONE, 0.05)
    assert free == pytest.approx(1 - 0.5 * 0.95**24)
    assert asked == pytest.approx(0.5)
    assert regrown_list(ONE, 0 * ONE, 0.05) == pytest.approx(1.0)
