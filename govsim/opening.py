"""Everybody's opening state: the steady state of the status quo.

Settling runs the status quo's levers on the scenario's own population, first with slow
memories sped up, then at their own pace. Its months are numbered below 1; the books
start afresh at month 0. People whom the user names by a table neither leave nor grow
older meanwhile: each comes when she moved in, and is there in month 0 as she is named.
"""

import copy
from dataclasses import replace

import numpy as np

from govsim.assumptions import Assumptions
from govsim.columns import Floats, Rows
from govsim.month import run_month
from govsim.policy import PolicyPath
from govsim.rules.participation import VOTE
from govsim.rules.population import settle_newcomers
from govsim.scenarios import Scenario
from govsim.state import World
from govsim.world import build

FAST_MONTHS = 60
OWN_PACE_MONTHS = 36
SPEED = 3.0
TERM = 36.0  # months between elections in the status quo …
FAST_TERM = 12.0  # … and while memories are sped up
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
    world.still = named(plan)
    came = months_of_coming(world)
    hurried = PolicyPath(size, {"term_months": FAST_TERM})
    normal = PolicyPath(size, {})
    for month in range(-FAST_MONTHS - OWN_PACE_MONTHS, 0):
        world.month = month
        fast = month < -OWN_PACE_MONTHS
        if month == -OWN_PACE_MONTHS:
            r = world.residents
            r.habit[VOTE] *= habit_of_years(r.years_here, a.habit_memory)
        run_month(world, hurried if fast else normal, quick if fast else a)
        if world.still is not None:
            settle_newcomers(world, np.flatnonzero(came == month), a)
    world.month = 0
    world.still = None
    world.draws.month = 0
    world.money.start()
    world.hours.start()
    world.residents.acts = world.residents.acts.copy()
    return world


def named(plan: Scenario) -> Floats | None:
    """1 for each community whose people are named by a table; None if there is none."""
    if not any(plan.people):
        return None
    return np.array([float(table is not None) for table in plan.people])


def months_of_coming(world: World) -> Rows:
    """Month of settling at whose end each resident of a still community comes.

    By her years here; a month of the fast part stands for SPEED months of slow memories.
    Those who have lived here longer are there from the start, and so are all whose
    communities are drawn (0: never).
    """
    months = np.round(12.0 * world.residents.years_here.astype(np.float64))
    before = np.round(np.maximum(months - OWN_PACE_MONTHS, 0.0) / SPEED)
    came = -np.clip(months, 1.0, OWN_PACE_MONTHS) - before
    still = world.spread(world.still) if world.still is not None else 0.0
    return (came * still).astype(np.int64)


def habit_of_years(years: Floats, memory: float) -> Floats:
    """What remains of a habit of voting built in a hurry, as a share (0–1).

    People live here as long as they do, but have met elections FAST_TERM apart for the
    fast months. One who meets n elections with turnout p has p · (1 − memoryⁿ) /
    (1 − memory) of habit (eq. 12.3, below its cap); only as many count as her years here
    [years] hold.
    """
    met = np.minimum(12.0 * years, FAST_MONTHS) / FAST_TERM
    held = 12.0 * years / TERM
    built = 1.0 - memory**met
    return np.divide(
        1.0 - memory**held, built, out=np.ones_like(years), where=built > 0
    )


def copies(world: World, count: int) -> list[World]:
    """The same opening world several times, so that set-ups start alike."""
    return [copy.deepcopy(world) for _ in range(count)]


def drift(before: np.ndarray, after: np.ndarray) -> float:
    """Largest change between two opening states, for tests."""
    return float(np.nanmax(np.abs(after - before)))
