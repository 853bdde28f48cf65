"""Lever settings typed on the command line: `lever=value` and `month:lever=value`."""

from govsim.errors import BadInput, unknown
from govsim.policy import LEVERS
from govsim.scenarios import Change, Scenario


def parse(text: str) -> tuple[int | None, str, float | str]:
    """Month (None = from the start), lever and value of one setting.

    Raises
    ------
    BadInput
        If the text has another form, the lever is unknown or the value not allowed.
    """
    name, equals, value = text.partition("=")
    month_text, colon, lever = name.rpartition(":")
    if not equals or not value:
        raise BadInput(f"--set {text}: write lever=value or month:lever=value.")
    lever = lever.strip()
    if lever not in LEVERS:
        raise BadInput(f"--set {text}: " + unknown("lever", lever, LEVERS))
    if colon and not month_text.strip().isdigit():
        raise BadInput(f"--set {text}: the month must be a whole number from 1.")
    card = LEVERS[lever]
    made: float | str = value.strip()
    if not card.choices:
        try:
            made = float(value)
        except ValueError:
            raise BadInput(
                f"--set {text}: {value!r} is not a number ({card.range_words})."
            ) from None
    fault = card.problem(made)
    if fault:
        raise BadInput(f"--set {text}: {fault}")
    return (int(month_text) if colon else None), lever, made


def with_settings(plan: Scenario, settings: list[str]) -> Scenario:
    """The scenario with settings from the command line on top."""
    levers: dict[str, float | str] = {}
    changes = list(plan.changes)
    for text in settings:
        month, lever, value = parse(text)
        if month is None:
            levers[lever] = value
        elif not 1 <= month <= plan.months:
            raise BadInput(f"--set {text}: the month must lie in 1 to {plan.months}.")
        else:
            changes.append(Change(month=month, community=None, levers={lever: value}))
    return plan.replace(levers=levers, changes=tuple(changes))
