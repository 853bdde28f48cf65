"""Is a design sound?"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from govsim.errors import BadInput
from govsim.scenarios import Scenario, load
from govsim.scenarios.scenario import whole

if TYPE_CHECKING:
    from govsim.studies.sweeping.design import Design

type Scenarios = Sequence[str | Path | Scenario] | str | Path | Scenario
PARAMETERS = ("default", "plausible")


def loaded(scenarios: Scenarios) -> tuple[Scenario, ...]:
    """The scenarios themselves; every name that cannot be read in one error."""
    if isinstance(scenarios, (str, Path, Scenario)):
        scenarios = [scenarios]
    made: list[Scenario] = []
    faults: list[str] = []
    for each in scenarios:
        try:
            made.append(each if isinstance(each, Scenario) else load(each))
        except BadInput as error:
            faults.append(error.report())
    if not made and not faults:
        faults.append("a design needs one scenario at least.")
    if faults:
        raise BadInput(*faults)
    return tuple(made)


def cut(
    scenarios: tuple[Scenario, ...], months: int
) -> tuple[tuple[Scenario, ...], list[str]]:
    """The scenarios at the design's length, and dates that lie past it."""
    made, faults = [], []
    for plan in scenarios:
        try:
            made.append(plan.replace(months=months))
        except BadInput as error:
            faults += [f"{plan.name}: {problem}" for problem in error.problems]
    return tuple(made) or scenarios, faults


def head_faults(design: "Design") -> list[str]:
    """Everything wrong with the numbers and names of the head."""
    found: list[str] = []
    for label, names in (
        ("scenario", [plan.name for plan in loaded(design.scenarios)]),
        ("pilot", [pilot.name for pilot in design.pilots]),
    ):
        twice = sorted({name for name in names if names.count(name) > 1})
        found += [f"{label} {name} is named twice; rename one." for name in twice]
    for key, least in (("replicates", 1), ("window", 1), ("runs_per_part", 1)):
        value = getattr(design, key)
        if (value is not None or key != "runs_per_part") and (
            not whole(value) or value < least
        ):
            found.append(f"{key} = {value!r}: a whole number from {least} is needed.")
    if not whole(design.seed):
        found.append(f"seed = {design.seed!r}: a whole number is needed.")
    if design.parameters not in PARAMETERS:
        found.append(
            f"parameters = {design.parameters!r}: allowed are {', '.join(PARAMETERS)}."
        )
    if not design.points:
        found.append("a design needs one point at least.")
    parts: list[dict[str, str]] = [design.keep.faults(), design.limits.faults()]
    if design.stop is not None:
        parts.append(design.stop.faults(design.replicates))
    return found + [fault for part in parts for fault in part.values()]
