"""Rows R: a named scenario against the same place under other rules, in the same world."""

import dataclasses

import numpy as np

from govsim.outcomes import OUTCOMES
from govsim.scenarios import Scenario, load, scenario_names
from govsim.studies.patterns.cards import Against, Part, Pattern
from govsim.studies.patterns.places import NotMeasured, Place
from govsim.studies.patterns.traces import WINDOW, Trace
from govsim.vocabulary import HOUR_USES, WORKERS

OWN = [WORKERS.index(word) for word in ("staff", "members")]


def idle_share(run: Trace, first: int, last: int) -> float:
    """Idle hours in all hours of the committee's own staff and members."""
    worked = np.zeros(len(HOUR_USES))
    for month, hours in run.hours:
        if first <= month <= last:
            worked += hours[:, OWN].sum(axis=(0, 1))
    total = float(worked.sum())
    return float(worked[HOUR_USES.index("idle")]) / total if total > 0 else np.nan


def emergency_open(run: Trace, first: int, last: int) -> float:
    """Emergency work that waits, mean of the months [hours per adult]."""
    return _noted(run, "emergency", first, last)


def duty_kept(run: Trace, first: int, last: int) -> float:
    """Share of their time for common duties that residents give, mean of the months."""
    return _noted(run, "duty kept", first, last)


def steered_share(run: Trace, first: int, last: int) -> float:
    """Programme money steered to the best-off tenth, share of all programme money."""
    return run.mean("capture_index", first, last) * run.mean(
        "discretionary_share_used", first, last
    )


MEASURED = {
    "idle_share": idle_share,
    "emergency_open": emergency_open,
    "duty_kept": duty_kept,
    "steered_share": steered_share,
}
"""What rows R compare besides the outcomes."""


def _noted(run: Trace, name: str, first: int, last: int) -> float:
    if name not in run.noted:
        raise NotMeasured(f"the model does not have {name}")
    return float(run.noted[name][first - 1 : last].mean())


def measured(run: Trace, part: Part) -> float:
    """What a part compares, in one run."""
    end = len(run.outcomes) - 1
    first, last = part.months if part.months[1] else (max(end - WINDOW + 1, 1), end)
    if part.outcome in MEASURED:
        return MEASURED[part.outcome](run, first, last)
    if part.outcome not in OUTCOMES:
        raise NotMeasured(f"the model has no outcome {part.outcome}")
    return run.mean(part.outcome, first, last)


def other_side(plan: Scenario, against: Against) -> Scenario:
    """The same place under what the scenario is compared with."""
    levers = dict(load(against.levers_of).levers if against.levers_of else plan.levers)
    levers |= against.levers
    shocks = plan.shocks if against.shocks else ()
    bare = dataclasses.replace(plan, levers={}, shocks=shocks)
    return bare.replace(levers=levers)


def comparison(place: Place, pattern: Pattern) -> dict[str, float]:
    """Rows R: the scenario less what it is compared with, in the same world, part by part.

    A part may subtract the same difference with one rule switched off, which shows that
    the difference comes through that rule.
    """
    if pattern.scenario not in scenario_names():
        raise NotMeasured(f"there is no scenario {pattern.scenario}")
    plan = place.plan(pattern.scenario)
    other = other_side(plan, pattern.against)

    def gap(part: Part, without: tuple[str, ...] = ()) -> float:
        here, there = (place.trace(p, without=without) for p in (plan, other))
        return measured(here, part) - measured(there, part)

    return {
        part.name: gap(part)
        - (gap(part, (part.less_without,)) if part.less_without else 0.0)
        for part in pattern.parts
    }
