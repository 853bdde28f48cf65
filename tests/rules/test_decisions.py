"""Who decides the money: information, presence, capture, hands."""

import numpy as np
import pytest

from govsim.rules.decisions import (
    STANDARD_PATTERN,
    affordable_part,
    by_domain,
    capture,
    department_allocation,
    mixed,
    presence,
    representation,
)


def test_departments_know_the_district_and_no_single_place() -> None:
    needs = np.array([[1.0] + [0.0] * 6, [0.0] * 6 + [1.0]])
    made = department_allocation(needs, np.array([100.0, 300.0]), 1.0, shared=True)
    assert made[0] == pytest.approx(made[1])
    assert made[0][[0, 6]] == pytest.approx([0.25, 0.75])
    alone = department_allocation(needs, np.array([100.0, 300.0]), 1.0, shared=False)
    assert alone == pytest.approx(needs)
    blind = department_allocation(needs, np.array([1.0, 1.0]), 0.0, shared=True)
    assert blind[0] == pytest.approx(STANDARD_PATTERN)
    assert STANDARD_PATTERN.sum() == pytest.approx(1.0)


def test_presence_by_hand() -> None:
    assert presence(np.array([0.0, 3.0, 9.0]), 3.0) == pytest.approx([0, 0.5, 0.75])


def test_capture_by_hand() -> None:
    """0.8 · 0.4 · (1 − 0.5) · (1 − 0.25) = 0.12; none where all is seen or all are there."""
    made = capture(
        0.8,
        np.array([0.4, 0.4, 0.4, 0.0]),
        np.array([0.5, 1.0, 0.0, 0.0]),
        np.array([0.25, 0.0, 1.0, 0.0]),
    )
    assert made == pytest.approx([0.12, 0, 0, 0])


def test_a_group_nobody_speaks_for_loses_access() -> None:
    """Heard at half its number: 0.7 + 0.3 · 0.5 = 0.85; more than its number adds nothing."""
    voice = np.array([[0.1, 0.0, 0.4]])
    share = np.array([[0.2, 0.2, 0.2]])
    assert representation(voice, share, 0.7)[0] == pytest.approx([0.85, 0.7, 1.0])
    assert representation(voice, np.zeros((1, 3)), 0.7)[0] == pytest.approx(1.0)


def test_money_without_hands_stays_unspent() -> None:
    """10 hours at 200 yuan spend 2,000 of 8,000."""
    made = affordable_part(
        np.array([8000.0, 1000.0, 0.0]), np.array([10.0, 10.0, 0.0]), 200.0
    )
    assert made == pytest.approx([0.25, 1.0, 1.0])


def test_mixed_and_by_domain_keep_shares() -> None:
    one, other = np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]])
    assert mixed(one, other, np.array([0.3]))[0] == pytest.approx([0.3, 0.7])
    assert by_domain(np.array([10.0]), one)[0] == pytest.approx([10.0, 0.0])
