"""Participation: asked, able, willing; habit by occasion; stake by what was decided."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.assumptions import assumptions
from govsim.rules.participation import (
    DELIBERATE,
    OVERSEE,
    VOLUNTEER,
    act_probability,
    asked_probability,
    habit_after,
    perceived_stake,
    willing,
)
from govsim.state import World


def test_asked_by_hand() -> None:
    """1 − exp(−(0.3 + 0.1) · 1.5) = 1 − exp(−0.6)."""
    made = asked_probability(np.array([0.3]), 0.1, np.array([1.5]))
    assert made == pytest.approx(1 - np.exp(-0.6))
    assert asked_probability(np.zeros(1), 0.0, np.ones(1)) == pytest.approx(0.0)


def test_acting_needs_an_open_door() -> None:
    """Logit 0 and asked: 0.5; unasked 5 % of that; nothing where nothing is open."""
    made = act_probability(
        np.zeros(3), np.array([True, False, True]), 0.05, np.array([1.0, 1.0, 0.0])
    )
    assert made == pytest.approx([0.5, 0.025, 0.0])


def test_habit_decays_by_occasion_and_not_by_month() -> None:
    habit = np.array([1.0, 1.0, 1.0, 2.0])
    occasion = np.array([False, True, True, True])
    act = np.array([False, False, True, True])
    assert habit_after(habit, occasion, act, 0.7) == pytest.approx([1.0, 0.7, 1.7, 2.0])


@given(st.floats(0, 2), st.lists(st.booleans(), max_size=40))
def test_habit_stays_between_nothing_and_two(start: float, acts: list[bool]) -> None:
    habit = np.array([start])
    for act in acts:
        habit = habit_after(habit, np.array([True]), np.array([act]), 0.7)
    assert 0 <= habit[0] <= 2


def test_one_induced_act_raises_the_next_by_5_to_15_points() -> None:
    """At bases of 30 to 50 % with habit at its mean (Coppock & Green 2016: 10)."""
    step = (
        assumptions().habit_act / 1.13
    )  # the coefficient for one person, not the spread
    for base in (0.3, 0.4, 0.5):
        logit = np.log(base / (1 - base))
        rise = 1 / (1 + np.exp(-(logit + step))) - base
        assert 0.05 <= rise <= 0.15


def test_stake_moves_to_what_was_decided() -> None:
    """50 yuan with half-point 50: towards 0.5, a tenth of the way from 0.1: 0.14."""
    made = perceived_stake(np.array([0.1]), np.array([50.0]), 50.0, np.array([0.1]))
    assert made == pytest.approx(0.14)
    assert perceived_stake(
        np.array([0.3]), np.zeros(1), 50.0, np.ones(1)
    ) == pytest.approx(0.0)


def rise(world: World, column: str, value: float, act: int) -> float:
    a = assumptions()
    before = willing(world, a)[act - DELIBERATE].mean()
    getattr(world.residents, column)[:] = value
    return float(willing(world, a)[act - DELIBERATE].mean() - before)


def test_grievance_mobilises_oversight_and_not_volunteering(world: World) -> None:
    assert rise(world, "satisfaction", 0.1, OVERSEE) > 0.1


def test_a_stake_brings_people_to_meetings(world: World) -> None:
    assert rise(world, "stake", 0.9, DELIBERATE) > 0.5


def test_pay_can_crowd_out(world: World) -> None:
    """1 yuan an hour brings 0.01 logits and takes 0.25 away."""
    a = assumptions()
    before = willing(world, a)[VOLUNTEER - DELIBERATE].mean()
    world.offers.volunteer_pay[:] = 1.0
    after = willing(world, a)[VOLUNTEER - DELIBERATE].mean()
    assert after - before == pytest.approx(0.01 - a.crowding_out)
