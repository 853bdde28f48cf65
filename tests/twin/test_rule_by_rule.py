"""Rule by rule: from the same state and draws, the twin's objects do what columns do."""

import copy
from collections.abc import Iterator
from dataclasses import fields, replace

import numpy as np
import pytest

from benchmarks.twin import TwinModel
from benchmarks.twin.model import TWINS
from govsim.month import INSTITUTION, MONTH, run_month, verb_name
from govsim.rules import trust
from govsim.state import World
from tests.twin.worlds import Case, case_of

TOLERANCE = 1e-6
"""Largest relative difference that narrow columns may make (float32; twins reckon in 64)."""

REGIMES = ("self-governing", "administration-led", "everything")
COMPARED = (1, 3, 4, 6, 12)  # 3: one place votes; 4: epidemic; 6: both vote; 12: stock
TABLES = ("residents", "communities", "committees", "offers", "partners", "conditions")

type Faults = dict[str, list[str]]


def columns(w: World) -> Iterator[tuple[str, np.ndarray]]:
    """Every column, account and hour of a world, by name."""
    for table in TABLES:
        held = getattr(w, table)
        for column in fields(held):
            yield f"{table}.{column.name}", getattr(held, column.name)
    yield "money", w.money.balances
    yield "hours", w.hours.now
    yield "entries", np.array([amount for *_, amount in w.money.entries])


def same(mine: np.ndarray, theirs: np.ndarray) -> bool:
    """Whether two columns agree within the tolerance."""
    if mine.shape != theirs.shape:
        return False
    if mine.dtype == np.bool_:
        return bool((mine == theirs).all())
    return bool((np.abs(mine - theirs) <= TOLERANCE * (1.0 + np.abs(mine))).all())


def differences(ours: World, twins: World) -> list[str]:
    """Names of columns in which two worlds differ."""
    pairs = zip(columns(ours), columns(twins), strict=True)
    found = [name for (name, mine), (_, theirs) in pairs if not same(mine, theirs)]
    booked = [[entry[1:5] for entry in w.money.entries] for w in (ours, twins)]
    return found + ["purposes of entries"] * (booked[0] != booked[1])


def both_ways(case: Case) -> tuple[Faults, set[str]]:
    """Faults by verb over the compared months, and the verbs that changed something."""
    faults: Faults = {verb_name(verb): [] for verb in MONTH}
    active: set[str] = set()
    w = copy.deepcopy(case.world)
    for month in range(1, max(COMPARED) + 1):
        w.month = month
        w.money.entries.clear()
        if month in COMPARED:
            compare_month(w, case, faults, active)
        else:
            run_month(w, case.path, case.parameters)
    return faults, active


def compare_month(w: World, case: Case, faults: Faults, active: set[str]) -> None:
    """One month of a world; before each verb a twin is made, and both act."""
    w.draws.month = w.money.month = w.month
    for verb in MONTH:
        name = verb_name(verb)
        w.money.entries.clear()
        before = copy.deepcopy(w)
        twin = TwinModel(w, case.path, case.parameters)
        if verb in INSTITUTION:
            verb(w, case.path.at(w.month), case.parameters)
        else:
            verb(w, case.parameters)
        twin.act(verb)
        wrong = differences(w, twin.as_world())
        faults[name] += [f"month {w.month}, {column}" for column in wrong]
        if name not in active and differences(w, before):
            active.add(name)
    w.money.close()
    w.hours.close(w.month)


@pytest.fixture(scope="module")
def compared() -> dict[str, tuple[Faults, set[str]]]:
    return {regime: both_ways(case_of(regime)) for regime in REGIMES}


@pytest.mark.parametrize("verb", [verb_name(verb) for verb in MONTH])
def test_the_twin_agrees_in_every_column(
    verb: str, compared: dict[str, tuple[Faults, set[str]]]
) -> None:
    found = {regime: faults[verb] for regime, (faults, _) in compared.items()}
    assert found == {regime: [] for regime in REGIMES}


@pytest.mark.parametrize("verb", TWINS)
def test_every_twin_had_something_to_do(
    verb: str, compared: dict[str, tuple[Faults, set[str]]]
) -> None:
    """An oracle that compares nothing with nothing would agree as well."""
    assert any(verb in active for _, active in compared.values())


def test_a_rule_that_is_wrong_by_a_hundredth_is_noticed() -> None:
    case = case_of("self-governing")
    w = copy.deepcopy(case.world)
    w.month = w.draws.month = 1
    wrong = replace(case.parameters, trust_up=1.01 * case.parameters.trust_up)
    twin = TwinModel(w, case.path, wrong)
    trust.update(w, case.parameters)
    twin.act(trust.update)
    assert differences(w, twin.as_world()) == [
        "residents.trust",
        "residents.used_trust",
    ]
