"""What does the page ask for, and what does a run of a set-up give it?"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from govsim.app.bands import bands
from govsim.app.remembering import Remembered
from govsim.assumptions import assumptions
from govsim.errors import BadInput, unknown
from govsim.model import GovernanceModel
from govsim.opening import settled_world
from govsim.outcomes import GROUPED, HEADLINE
from govsim.policy import LEVERS
from govsim.scenarios import Scenario, load
from govsim.state import World
from govsim.studies.windows import WINDOW
from govsim.vocabulary import GROUPINGS

CHARTED = (
    "participation_rate",
    "trust_committee",
    "service_quality",
    "mandate_compliance_true",
)
BY = ("tenure", "age")
MONTHS = 120
FEWEST, MOST = 12, 360
LARGEST_SEED = 2**31 - 1

WORLDS: Remembered[World] = Remembered(24)
RUNS: Remembered[dict[str, Any]] = Remembered(400)


@dataclass(frozen=True, slots=True)
class Asked:
    """One run: the levers that differ from the cards' defaults, a seed, a length."""

    levers: tuple[tuple[str, float | str], ...]
    seed: int
    months: int


@lru_cache(maxsize=1)
def place() -> Scenario:
    """The district both set-ups govern: that of the status quo."""
    return load("baseline")


def read_request(body: object) -> tuple[Asked, Asked]:
    """The runs A and B that a request asks for.

    Raises
    ------
    BadInput
        With every fault in one sentence each.
    """
    if not isinstance(body, Mapping):
        raise BadInput('Send an object such as {"a": {}, "b": {}, "seed": 1}.')
    allowed = ("a", "b", "seed", "months")
    problems = [
        unknown("part of a request", k, allowed) for k in body if k not in allowed
    ]
    seed, months = body.get("seed", 1), body.get("months", MONTHS)
    problems += _whole("seed", seed, 0, LARGEST_SEED)
    problems += _whole("months", months, FEWEST, MOST)
    levers = []
    for letter in ("a", "b"):
        given = body.get(letter, {})
        faults = _lever_faults(given)
        problems += [f"Set-up {letter.upper()}: {fault}" for fault in faults]
        levers.append(() if faults else _differing(given))
    if problems:
        raise BadInput(*problems)
    return Asked(levers[0], seed, months), Asked(levers[1], seed, months)


def _whole(name: str, value: object, low: int, high: int) -> list[str]:
    if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
        return []
    return [f"{name} = {value!r}: a whole number from {low} to {high} is needed."]


def _lever_faults(given: object) -> list[str]:
    if not isinstance(given, Mapping):
        return ["give its levers as lever = value pairs."]
    faults = [unknown("lever", name, LEVERS) for name in given if name not in LEVERS]
    for name, value in given.items():
        if name in LEVERS and (fault := LEVERS[name].problem(value)):
            faults.append(fault)
    return faults


def _differing(given: Mapping[str, Any]) -> tuple[tuple[str, float | str], ...]:
    """Levers that differ from the default, in order, so that equal set-ups look equal."""
    plain = {
        name: value if isinstance(value, str) else float(value)
        for name, value in given.items()
    }
    return tuple(
        (name, plain[name])
        for name in LEVERS
        if name in plain and plain[name] != LEVERS[name].default_word
    )


def result(asked: Asked) -> dict[str, Any]:
    """What the page shows of a run; worked out once per set-up, seed and length."""
    return RUNS.get(asked, lambda: _run(asked))


def _run(asked: Asked) -> dict[str, Any]:
    plan = place()
    levers = {name: card.default_word for name, card in LEVERS.items()}
    world = WORLDS.get(
        asked.seed, lambda: settled_world(plan, asked.seed, assumptions())
    )
    model = GovernanceModel(
        plan,
        months=asked.months,
        rng=asked.seed,
        levers=levers | dict(asked.levers),
        opening=world,
    )
    model.group_from = max(1, asked.months - WINDOW + 1)
    model.run_for(asked.months)
    return read(model, plan.adults)


def read(model: GovernanceModel, adults: int) -> dict[str, Any]:
    """What the page shows of a model that has run."""
    frame = model.outcomes()
    district = frame[frame["community"] == -1]
    last = district.tail(WINDOW)[list(HEADLINE)].mean()
    flows = yearly_flows(model.ledger(), model.months, adults)
    return {
        "series": {name: _plain(district[name]) for name in CHARTED},
        "window": {name: _number(last[name]) for name in HEADLINE},
        "flows": flows,
        "bands": bands(flows),
        "groups": {by: _groups(model.outcomes(by=by), by) for by in BY},
    }


def yearly_flows(
    ledger: pd.DataFrame, months: int, adults: int
) -> list[dict[str, Any]]:
    """Money a year and adult from account to account [yuan], by purpose."""
    summed = ledger.groupby(["source", "destination", "purpose"])["amount"].sum()
    scale = 12.0 / (months * adults)
    return [
        {
            "source": source,
            "destination": to,
            "purpose": why,
            "yuan": float(sum_ * scale),
        }
        for (source, to, why), sum_ in summed.items()
        if sum_ > 0
    ]


def _groups(frame: pd.DataFrame, by: str) -> dict[str, dict[str, float | None]]:
    """Window means of the grouped outcomes in the district, by group."""
    district = frame[frame["community"] == -1]
    means = district.groupby("group")[list(GROUPED)].mean()
    return {
        group: {name: _number(means.at[group, name]) for name in GROUPED}
        for group in GROUPINGS[by]
        if group in means.index
    }


def _plain(column: pd.Series) -> list[float | None]:
    return [_number(value) for value in column]


def _number(value: Any) -> float | None:
    """A number JSON can carry; null where a denominator was empty."""
    return round(float(value), 6) if np.isfinite(value) else None
