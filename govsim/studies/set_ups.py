"""Which set-ups and outcomes does a study of many runs look at? Checks they all share."""

from collections.abc import Iterable
from pathlib import Path

from govsim.errors import BadInput
from govsim.measures import MEASURES
from govsim.outcomes import HEADLINE
from govsim.scenarios import Scenario, load
from govsim.scenarios.scenario import months_fault
from govsim.studies.class_world import sized
from govsim.studies.paired_runs import chosen


def one_or_several(
    outcome: str | None, outcomes: Iterable[str] | None
) -> Iterable[str] | None:
    """Names of outcomes however they were given; None for all of the headline."""
    if outcome is not None and outcomes is not None:
        raise BadInput("outcome and outcomes exclude each other; give one of them.")
    return [outcome] if outcome is not None else outcomes


def outcome_names(asked: Iterable[str] | None) -> tuple[str, ...]:
    """Outcomes and measures asked for, known ones only; the headline if none."""
    return tuple(chosen(asked or tuple(HEADLINE), tuple(MEASURES)))


def refuse(months: int | None, *faults: str | None) -> None:
    """BadInput with all faults that are there, those of the months given at the end."""
    found = [*faults, months_fault(months) if months is not None else None]
    if any(found):
        raise BadInput(*filter(None, found))


def same_place(
    a: str | Path | Scenario,
    b: str | Path | Scenario,
    months: int | None,
    full_world: bool,
) -> tuple[Scenario, Scenario, tuple[str, ...]]:
    """Both scenarios in the same place, and what of the second is held as in the first."""
    one, other = (sized(plan_of(plan), full_world) for plan in (a, b))
    if one.name == other.name:
        raise BadInput(f"{one.name} is named twice; rename one of the scenarios.")
    if one.profiles != other.profiles or one.people != other.people:
        raise BadInput(
            f"{one.name} and {other.name} have different communities; explained "
            "scenarios must share population and opening state."
        )
    held = []
    if one.shared != other.shared:
        held.append("shared")
    length = months or one.months
    if months is None and other.months != length:
        held.append("months")
    one = one.replace(months=length)
    return one, other.replace(months=length, shared=one.shared), tuple(held)


def plan_of(plan: str | Path | Scenario) -> Scenario:
    """The scenario, loaded if it is a name or a file."""
    return plan if isinstance(plan, Scenario) else load(plan)
