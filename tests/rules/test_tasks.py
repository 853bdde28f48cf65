"""Task pressure: what departments hand down, what is let in, what grows back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.assumptions import assumptions
from govsim.policy import PolicyPath
from govsim.rules.tasks import blocked_share, hand_down, issued_hours, regrown_list
from govsim.state import World

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


share = st.integers(0, 1000).map(lambda n: n / 1000)


def test_the_status_quo_issues_the_demand_and_an_empty_list_nothing() -> None:
    """Full list, nothing merged, usual mandate: 0.3; no list and no mandate: 0."""
    none, one = np.zeros(1), np.ones(1)
    assert issued_hours(0.3, 0.7, none, one, one) == pytest.approx(0.3)
    assert issued_hours(0.3, 0.7, none, none, none) == pytest.approx(0.0)
    assert issued_hours(0.3, 0.7, one, one, none) == pytest.approx(0.0)


def test_merging_saves_routine_work_only() -> None:
    """All routine work merged away leaves 0.3 · 0.3 · 1 = 0.09."""
    assert issued_hours(0.3, 0.7, ONE, ONE, ONE) == pytest.approx(0.09)


@given(share, share, share, share)
def test_no_more_is_blocked_than_must_ask_and_can_be_refused(
    admission: float, reach: float, obedience: float, evasion: float
) -> None:
    made = blocked_share(np.array([admission]), reach, np.array([obedience]), evasion)
    assert 0.0 <= made[0] <= admission * reach + 1e-12


@given(share, share, share)
def test_a_list_only_grows_and_never_beyond_full(
    listed: float, admission: float, rate: float
) -> None:
    made = regrown_list(np.array([listed]), np.array([admission]), rate)
    assert listed <= made[0] <= 1.0 + 1e-12


def test_hand_down_by_hand(world: World) -> None:
    """200 adults, full list, 0.3 · 0.4 of routine merged, no shock.

    Issued: 200 · 0.30 · (0.7 · (1 − 0.12) + 0.3) = 60 · 0.916 = 54.96 hours. All must
    ask, 0.6 can be refused: a free committee lets in 0.4, an obedient one 0.7.
    """
    world.communities.listed_tasks[:] = 1.0
    path = PolicyPath(
        world.size, {"task_admission": 1.0, "department_coordination": 0.3}
    )
    for hold, let_in in ((0.0, 0.4), (1.0, 0.7)):
        world.committees.hold[:] = hold
        hand_down(world, path.at(1), assumptions())
        assert world.committees.issued == pytest.approx(54.96)
        assert world.committees.upward_load == pytest.approx(54.96 * let_in)
    assert world.communities.listed_tasks == pytest.approx(1.0)


def test_without_admission_everything_comes_through(world: World) -> None:
    world.committees.hold[:] = 0.0
    hand_down(
        world, PolicyPath(world.size, {"task_admission": 0.0}).at(1), assumptions()
    )
    assert world.committees.upward_load == pytest.approx(world.committees.issued)
