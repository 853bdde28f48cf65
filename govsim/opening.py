"""Everybody's opening state: the steady state of the status quo.

Settling runs the status quo's levers on the scenario's own population, first with slow
memories sped up, then at their own pace. Its months are numbered below 1; the books
start afresh at month 0.
"""

import copy
from dataclasses import replace

import numpy as np

from govsim.assumptions import Assumptions
from govsim.month import run_month
from govsim.policy import PolicyPath
from govsim.scenarios import Scenario
from govsim.state import World
from govsim.world import build

FAST_MONTHS = 60
OWN_PACE_MONTHS = 36
SPEED = 3.0
SLOW = (
    "trust_up",
    "stake_rate",
    "belonging_rate",
    "duties_rate",
    "access_rate",
    "voice_rate",
    "firm_rate",
    "learn_head",
    "forget_head",
    "facility_wear",
    "practice_rate",
    "used_rate",
)


def settled_world(plan: Scenario, seed: int, a: Assumptions) -> World:
    """A world at month 0 under the status quo, for this seed and these numbers."""
    world = build(plan.profiles, seed, plan.shared, a, plan.people)
    quick = replace(a, **{name: SPEED * getattr(a, name) for name in SLOW})
    size = len(plan.profiles)
    hurried = PolicyPath(size, {"term_months": 6})
    normal = PolicyPath(size, {})
    for month in range(-FAST_MONTHS - OWN_PACE_MONTHS, 0):
        world.month = month
        fast = month < -OWN_PACE_MONTHS
        run_month(world, hurried if fast else normal, quick if fast else a)
    world.month = 0
    world.draws.month = 0
    world.money.start()
    world.hours.start()
    world.residents.acts = world.residents.acts.copy()
    return world


def copies(world: World, count: int) -> list[World]:
    """The same opening world several times, so that set-ups start alike."""
    return [copy.deepcopy(world) for _ in range(count)]


def drift(before: np.ndarray, after: np.ndarray) -> float:
    """Largest change between two opening states, for tests."""
    return float(np.nanmax(np.abs(after - before)))
