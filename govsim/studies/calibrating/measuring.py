"""What does the model come to at one point in one world, target by target?"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from govsim.assumptions import assumptions
from govsim.columns import Floats
from govsim.lab.rows import ROWS as BENCH
from govsim.measures import MEASURES
from govsim.model import GovernanceModel
from govsim.opening import settled_world
from govsim.outcomes import GROUPED, OUTCOMES
from govsim.randomness import key
from govsim.scenarios import Scenario
from govsim.state import World
from govsim.studies.calibrating.plan import Plan, Target
from govsim.studies.jobs import mean_over, world_seed
from govsim.studies.patterns.cards import PATTERNS
from govsim.studies.patterns.measuring import LABORATORY
from govsim.studies.patterns.places import NotMeasured, Place
from govsim.studies.patterns.rows import PROTOCOLS
from govsim.vocabulary import GROUPINGS

SESSIONS = 20
"""Sessions of a laboratory row whose mean is one measurement."""

GROUP_PLACES = {
    pair: place
    for place, pair in enumerate(
        (by, word) for by, words in GROUPINGS.items() for word in words
    )
}


@dataclass(frozen=True, slots=True)
class Task:
    """One point in one world."""

    stage: str
    point: int
    replicate: int
    world: int
    parameters: dict[str, float]


type Simulator = Callable[[Plan, Task], dict[str, float]]
"""Takes a task and gives a value for each target; null where there is none."""


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a task: values by target, or a sentence why there are none."""

    values: dict[str, float]
    error: str = ""


def attempt(simulate: Simulator, plan: Plan, task: Task) -> Made:
    """Carry a task out; a run that fails costs only its own row."""
    try:
        return Made(simulate(plan, task))
    except Exception as error:
        told = str(error).partition("\n")[0]
        return Made({}, f"{type(error).__name__}: {told}")


def work_for(simulate: Simulator, plan: Plan) -> Callable[[Task], Made]:
    """The work of one task as a function that can be sent to another process."""
    return partial(attempt, simulate, plan)


def measure(plan: Plan, task: Task) -> dict[str, float]:
    """Every target's figure at a point in one world."""
    made = _outcomes(plan, task) if plan.scenarios else {}
    return made | _patterns(plan, task)


# --- patterns --------------------------------------------------------------------------


def _patterns(plan: Plan, task: Task) -> dict[str, float]:
    """Figures of the rows of patterns; a row that has none here gives nulls."""
    seed = world_seed(plan.seed, task.world)
    place = Place(seed, plan.world, plan.adults, task.parameters)
    found = {row: _row(plan, task, place, row) for row in plan.rows}
    return {
        target.name: found[target.row].get(target.part, float("nan"))
        for target in plan.targets
        if target.row
    }


def _row(plan: Plan, task: Task, place: Place, row: str) -> dict[str, float]:
    if PATTERNS[row].world == LABORATORY:
        seed = np.random.SeedSequence(key(plan.seed, row, task.world).tolist())
        parts = BENCH[row](rng=seed, replicates=SESSIONS, parameters=task.parameters)
        return {name: float(np.mean(values)) for name, values in parts}
    try:
        return PROTOCOLS[row](place)
    except NotMeasured:
        return {}


# --- outcomes --------------------------------------------------------------------------


def sized(plan: Scenario, adults: int) -> Scenario:
    """The scenario with this many adults in each community; as it is if 0."""
    if not adults:
        return plan
    small = tuple(replace(profile, adults=adults) for profile in plan.profiles)
    return plan.replace(profiles=small)


def _outcomes(plan: Plan, task: Task) -> dict[str, float]:
    """Figures of outcomes; scenarios of one place share its settled world."""
    seed, numbers = world_seed(plan.seed, task.world), assumptions(task.parameters)
    openings: dict[object, World] = {}
    made: dict[str, float] = {}
    for number, scenario in enumerate(plan.scenarios):
        wanted = [t for t in plan.targets if t.outcome and t.scenario == number]
        if not wanted:
            continue
        tables = id(scenario.people) if any(scenario.people) else 0
        same = (scenario.profiles, tables, scenario.shared)
        if same not in openings:
            openings[same] = settled_world(scenario, seed, numbers)
        model = GovernanceModel(
            scenario, rng=seed, parameters=task.parameters, opening=openings[same]
        )
        grouped = [target.first for target in wanted if target.group]
        model.group_from = min(grouped, default=plan.months + 1)
        model.run_for(max(target.last for target in wanted))
        made |= {target.name: figure(model, target) for target in wanted}
    return made


def figure(model: GovernanceModel, target: Target) -> float:
    """Mean of an outcome over a target's months, of a community and group."""
    months = range(target.first, target.last + 1)
    if target.group:
        place = (
            target.community,
            GROUP_PLACES[target.by, target.group],
            GROUPED.index(target.outcome),
        )
        values = [model._groups[month][place] for month in months]
    else:
        column = tuple(MEASURES).index(target.outcome)
        values = [model._outcomes[m][target.community, column] for m in months]
    mean = float(mean_over(_column(values))[()])
    yearly = OUTCOMES[target.outcome].is_flow and not target.monthly
    return 12.0 * mean if yearly else mean


def _column(values: list[float]) -> Floats:
    return np.array(values, dtype=np.float64)
