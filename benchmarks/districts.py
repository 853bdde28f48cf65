"""A district of any number of residents, as a model that can be built and stepped."""

import time
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np

from govsim.assumptions import assumptions
from govsim.model import GovernanceModel
from govsim.month import run_month
from govsim.opening import settled_world
from govsim.scenarios import Scenario, load
from govsim.state import World
from govsim.world import build

USUAL, FEWEST, MOST = 2_500, 4, 200  # adults of a community; communities of a district
TABLES = ("residents", "communities", "committees", "offers", "partners", "conditions")


def district(size: int, months: int = 120) -> Scenario:
    """The baseline's communities, repeated and resized to `size` adults in all."""
    plan = load("baseline").replace(months=months)
    count = min(max(size // USUAL, FEWEST), MOST)
    adults = [size // count + (place < size % count) for place in range(count)]
    kinds = plan.profiles
    return plan.replace(
        profiles=tuple(
            replace(kinds[k % len(kinds)], name=f"place {k}", adults=number)
            for k, number in enumerate(adults)
        )
    )


def class_size() -> Scenario:
    """One community of 600 residents, as a class would use."""
    plan = load("baseline")
    one = replace(plan.profiles[0], adults=600)
    return plan.replace(profiles=(one,), months=60)


def unsettled(size: int, seed: int = 1) -> World:
    """A world as built, before its opening months."""
    plan = district(size)
    return build(plan.profiles, seed, plan.shared, assumptions(), plan.people)


def state_bytes(world: World) -> int:
    """Memory of all columns [bytes]."""
    tables = [getattr(world, name) for name in TABLES]
    assert all(is_dataclass(table) for table in tables)
    columns = [getattr(t, column.name) for t in tables for column in fields(t)]
    return sum(column.nbytes for column in columns if isinstance(column, np.ndarray))


class District:
    """govsim's own model: settled opening, then its months."""

    settles = True

    @staticmethod
    def begin(size: int, seed: int, chance: float) -> tuple[int, int]:
        """What it is made from (there is no district without chance)."""
        return size, seed

    def __init__(self, begin: tuple[int, int]) -> None:
        size, seed = begin
        plan, numbers = district(size), assumptions()
        clock = [time.perf_counter()]
        world = build(plan.profiles, seed, plan.shared, numbers, plan.people)
        clock.append(time.perf_counter())
        if self.settles:
            world = settled_world(plan, seed, numbers)  # builds once more
        clock.append(time.perf_counter())
        self.model: Any = self.made(plan, seed, world)
        clock.append(time.perf_counter())
        built, settled, made = np.diff(clock).tolist()
        self.facts: Mapping[str, float] = {
            "built": built,
            "settled": settled - built if self.settles else 0.0,
            "made": made,
            "state_bytes": state_bytes(world),
        }

    def made(self, plan: Scenario, seed: int, world: World) -> Any:
        """The model, from its opening world."""
        return GovernanceModel(plan, rng=seed, opening=world)

    def step(self) -> None:
        """One month."""
        self.model.step()


class NewDistrict(District):
    """The same without the settling months: for sizes at which they take long."""

    settles = False


class BareMonth(District):
    """The month and nothing else: no outcomes measured, nothing collected."""

    def made(self, plan: Scenario, seed: int, world: World) -> World:
        """The opening world itself."""
        self.path, self.numbers = plan.policy_path(), assumptions()
        return world

    def step(self) -> None:
        """One month."""
        self.model.month += 1
        run_month(self.model, self.path, self.numbers)


class Twin(District):
    """The same month in plain Mesa."""

    def made(self, plan: Scenario, seed: int, world: World) -> Any:
        """Residents as objects, from the same opening world."""
        from benchmarks.twin import TwinModel

        return TwinModel(world, plan.policy_path(), assumptions())
