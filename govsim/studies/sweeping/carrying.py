"""What does a worker do? It carries out the runs of one task and hands back their rows."""

import threading
import traceback
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from govsim.assumptions import PARAMETERS, assumptions
from govsim.policy import LEVERS
from govsim.randomness import key
from govsim.scenarios import Scenario
from govsim.studies.jobs import mean_over
from govsim.studies.sweeping.choices import Keep, Limits, Pilot
from govsim.studies.sweeping.engine import fingerprint
from govsim.studies.sweeping.limits import OutOfTime, limited
from govsim.studies.sweeping.plan import Spec, digest, place_hash
from govsim.studies.sweeping.points import Point
from govsim.studies.sweeping.rollout import Rollout
from govsim.studies.sweeping.tables import (
    Made,
    figures_table,
    groups_table,
    head_schema,
    series_table,
)

OPENINGS = 2  # settled worlds a worker remembers


@dataclass(frozen=True)
class Shared:
    """What all runs of a sweep have in common."""

    scenarios: tuple[Scenario, ...]
    places: tuple[str, ...]  # hash of each scenario's people
    pilots: tuple[Pilot, ...]
    names: tuple[str, ...]  # levers and parameters the points set
    months: int
    window: int
    parameters: str
    keep: Keep
    limits: Limits
    engine: str  # fingerprint of the code that is to compute them


@dataclass(frozen=True, slots=True)
class Task:
    """Some runs of one part, for one worker."""

    part: int
    specs: tuple[Spec, ...]
    shared: Shared = field(repr=False)
    own: bool = False  # whether the worker's process is the sweep's own
    tries: int = 0


def shared_of(design: Any, names: tuple[str, ...]) -> Shared:
    """What the runs of a design have in common."""
    return Shared(
        scenarios=design.scenarios,
        places=tuple(place_hash(plan) for plan in design.scenarios),
        pilots=design.pilots,
        names=names,
        months=design.months,
        window=design.window,
        parameters=design.parameters,
        keep=design.keep,
        limits=design.limits,
        engine=fingerprint(),
    )


type OneRun = Callable[[Shared, Spec], Made]


def carry_out(task: Task, one: "OneRun | None" = None) -> Made:
    """Every run of the task; one that fails costs its own row only."""
    if task.shared.engine != fingerprint():
        raise RuntimeError(
            f"a worker's govsim (engine {fingerprint()}) is not the sweep's (engine "
            f"{task.shared.engine}): its files were changed, or it is another version"
        )
    made = Made()
    limits = task.shared.limits
    for spec in task.specs:
        try:
            with limited(limits.seconds, limits.megabytes, task.own):
                made.add((one or carry_out_one)(task.shared, spec))
        except OutOfTime:
            text = f"took longer than {limits.seconds:g} seconds"
            made.failures.append(failure(task, spec, "time", text))
        except MemoryError:
            _openings().clear()
            text = f"needed more than {limits.megabytes:g} MB of memory"
            made.failures.append(failure(task, spec, "memory", text))
        except Exception as error:
            text = "".join(traceback.format_exception_only(error)).strip()
            told = traceback.format_exc()
            made.failures.append(failure(task, spec, "error", text, told))
    return made.compact()


def failure(
    task: Task, spec: Spec, kind: str, error: str, told: str = ""
) -> dict[str, Any]:
    """A row of failures."""
    return {
        "run": spec.run,
        "run_id": spec.run_id,
        "part": task.part,
        "scenario": task.shared.scenarios[spec.scenario].name,
        "point": spec.point,
        "replicate": spec.replicate,
        "kind": kind,
        "error": error,
        "traceback": told,
    }


def resolved(shared: Shared, spec: Spec) -> tuple[Scenario, dict[str, float]]:
    """The run's scenario with its point and pilot, and its parameters."""
    plan = shared.scenarios[spec.scenario]
    levers = {name: v for name, v in spec.values.items() if name in LEVERS}
    if shared.pilots:
        changes = (*plan.changes, *shared.pilots[spec.pilot].changes)
        plan = plan.replace(levers=levers, changes=changes)
    elif levers:
        plan = plan.replace(levers=levers)
    numbers: dict[str, float] = {}
    if shared.parameters == "plausible":
        numbers = plausible_set(spec.seed)
    numbers |= _parameters(spec.values)
    rollout = shared.pilots[spec.pilot].rollout if shared.pilots else None
    if rollout is not None:
        order = joining(shared, spec, plan, numbers, rollout)
        plan = plan.replace(changes=(*plan.changes, *rollout.changes(plan, order)))
    return plan, numbers


def joining(
    shared: Shared,
    spec: Spec,
    plan: Scenario,
    numbers: dict[str, float],
    rollout: Rollout,
) -> list[int]:
    """The order in which this world's communities join a pilot.

    A rule that looks at the world looks at the run without the pilot, up to the month
    before it begins; both runs are the same until then.
    """
    from govsim.model import GovernanceModel

    model = None
    if rollout.looks:
        opening = opening_of(shared, spec, plan, numbers)
        model = GovernanceModel(
            plan, rng=spec.seed, parameters=numbers, opening=opening
        )
        model.group_from = plan.months + 1
        model.run_for(rollout.decided)
    return rollout.order(len(plan.profiles), spec.seed, model)


def _parameters(point: Point) -> dict[str, float]:
    return {name: float(v) for name, v in point.items() if name in PARAMETERS}


def plausible_set(seed: int) -> dict[str, float]:
    """The parameters of one world, drawn from the ranges on their cards.

    Each world's set hangs on its own seed, so that more replicates change no set.
    """
    bits = np.random.Generator(np.random.Philox(key=key(seed, "parameters")))
    cards = [card for card in PARAMETERS.values() if card.high > card.low]
    unit = bits.random(len(cards))
    return {
        card.name: float(
            np.clip(card.low + u * (card.high - card.low), card.low, card.high)
        )
        for card, u in zip(cards, unit, strict=True)
    }


_memory = threading.local()


def _openings() -> "OrderedDict[tuple[Any, ...], Any]":
    """Settled worlds this worker's thread remembers, the newest last."""
    if not hasattr(_memory, "openings"):
        _memory.openings = OrderedDict()
    made: OrderedDict[tuple[Any, ...], Any] = _memory.openings
    return made


def opening_of(
    shared: Shared, spec: Spec, plan: Scenario, numbers: dict[str, float]
) -> Any:
    """The run's opening world, settled once for all runs that share it."""
    from govsim.opening import settled_world

    kept = _openings()
    name = (shared.places[spec.scenario], spec.seed, digest(sorted(numbers.items())))
    if name not in kept:
        while len(kept) >= OPENINGS:
            kept.popitem(last=False)
        kept[name] = settled_world(plan, spec.seed, assumptions(numbers))
    kept.move_to_end(name)
    return kept[name]


def carry_out_one(shared: Shared, spec: Spec) -> Made:
    """One run, as rows."""
    from govsim.model import GovernanceModel

    plan, numbers = resolved(shared, spec)
    model = GovernanceModel(
        plan,
        months=shared.months,
        rng=spec.seed,
        parameters=numbers,
        opening=opening_of(shared, spec, plan, numbers),
    )
    grouped = shared.keep.groups
    first = shared.months - shared.window + 1
    model.group_from = first if grouped else shared.months + 1
    model.run_for(shared.months)
    return rows_of(model, shared, spec)


def joined_of(model: Any, shared: Shared, spec: Spec) -> list[int | None] | None:
    """Month in which each place joined the pilot, the district last; None if no rule chose."""
    if not any(pilot.rollout for pilot in shared.pilots):
        return None
    size, rollout = len(model.plan.profiles), shared.pilots[spec.pilot].rollout
    if rollout is None:
        return [None] * (size + 1)
    return [*rollout.beginnings(model.plan.changes, size), None]


def rows_of(model: Any, shared: Shared, spec: Spec) -> Made:
    """What is kept of a finished run."""
    outcomes = np.stack(model._outcomes).astype(np.float32)
    head = {
        "run": spec.run,
        "scenario": shared.scenarios[spec.scenario].name,
        "point": spec.point,
        "replicate": spec.replicate,
        **spec.values,
    }
    if shared.pilots:
        head["pilot"] = shared.pilots[spec.pilot].name
    joined = joined_of(model, shared, spec)
    schema = head_schema(shared.names, bool(shared.pilots))
    keep = shared.keep
    made = {
        "outcomes": [
            figures_table(
                head, schema, outcomes, shared.window, keep.communities, joined
            )
        ]
    }
    if keep.series != "none":
        yearly = keep.series == "yearly"
        made["series"] = [
            series_table(head, schema, outcomes, yearly, keep.communities)
        ]
    if keep.groups:
        stack = np.stack([v for m, v in model._groups.items() if m >= model.group_from])
        groups = mean_over(stack)
        made["groups"] = [groups_table(head, schema, groups, keep.communities)]
    return Made(made)
