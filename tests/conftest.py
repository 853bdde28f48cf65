"""Small worlds for tests, settled once."""

import copy

import pytest

from govsim.assumptions import assumptions
from govsim.opening import settled_world
from govsim.scenarios import Scenario, load
from govsim.state import World


def small(
    plan: Scenario, adults: int = 200, communities: int | None = None
) -> Scenario:
    """The scenario with fewer adults in each of its (first) communities."""
    from dataclasses import replace

    profiles = plan.profiles[:communities]
    return plan.replace(profiles=tuple(replace(p, adults=adults) for p in profiles))


_openings: dict[object, World] = {}


def opening_of(
    plan: Scenario, seed: int, parameters: dict[str, float] | None = None
) -> World:
    """The opening state, settled once for all set-ups in one place; do not change it."""
    assert not any(table is not None for table in plan.people)
    numbers = parameters or {}
    key = (plan.profiles, plan.shared, seed, frozenset(numbers.items()))
    if key not in _openings:
        _openings[key] = settled_world(plan, seed, assumptions(numbers))
    return _openings[key]


@pytest.fixture(scope="session")
def plan() -> Scenario:
    """Four small communities under the status quo."""
    return small(load("baseline"))


@pytest.fixture(scope="session")
def _settled(plan: Scenario) -> World:
    return settled_world(plan, 7, assumptions())


@pytest.fixture
def world(_settled: World) -> World:
    """A copy of a small settled world."""
    return copy.deepcopy(_settled)
