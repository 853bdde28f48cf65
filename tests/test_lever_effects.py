"""Every lever moves what its card names by 0.2 SD, and its cost shows in a ledger."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from govsim.outcomes import MEASURES
from govsim.policy import LEVERS
from govsim.studies.jobs import available_cores
from govsim.studies.lever_effects import lever_effects
from govsim.studies.movements import (
    Ends,
    _spread,
    clearness,
    extreme,
    movement,
    p_of_at_least,
)


def test_an_effect_must_exceed_the_least_in_its_direction() -> None:
    """Mean 1, SD 0.1, n 4: t = (1 − 0.8) / 0.05 = 4, one-sided p 0.0140."""
    change = 1.0 + 0.1 * np.array([-1.0, 1.0, -1.0, 1.0]) * np.sqrt(3 / 4)
    assert change.std(ddof=1) == pytest.approx(0.1)
    assert p_of_at_least(change, 0.8) == pytest.approx(0.0140, abs=1e-4)
    assert p_of_at_least(-change, 0.8) > 0.999
    assert p_of_at_least(change, 1.5) > 0.99
    assert p_of_at_least(np.zeros(4), 1e-9) == 1.0
    assert p_of_at_least(np.ones(4), 0.5) == 0.0
    assert p_of_at_least(np.ones(1), 0.0) == 1.0


def two_worlds(low: float, high: float, spread: float) -> Ends:
    """Ends at which all outcomes are `low` and `high` in both of two worlds."""
    size = len(MEASURES)
    each = np.ones((2, size))
    return Ends(low * each, high * each, np.full(size, spread), ({}, {}))


def test_a_movement_counts_from_a_fifth_of_the_spread_and_a_hundredth_of_the_level() -> (
    None
):
    assert movement(two_worlds(2.0, 2.5, 1.0), "x", "overload").least == 0.2
    small = movement(two_worlds(2.0, 2.5, 1e-5), "x", "overload")
    assert small.least == pytest.approx(0.025)
    assert small.size == pytest.approx(0.5e5)
    assert np.isnan(movement(two_worlds(2.0, 2.5, 0.0), "x", "overload").size)


def test_nothing_is_concluded_from_an_outcome_that_is_null_at_one_end() -> None:
    null = movement(two_worlds(np.nan, 0.3, 0.1), "x", "capture_index")
    assert null.change.size == 0
    assert clearness(null)[0] == 1.0


def test_rounding_is_no_spread() -> None:
    places = 0.1 + 1e-16 * np.arange(4)[:, None] * np.ones(len(MEASURES))
    assert (_spread([], places) == 0.0).all()
    places[:, 0] = [0.0, 0.0, 2.0, np.nan]
    assert _spread([], places)[0] == pytest.approx(np.sqrt(4 / 3))


def test_ends_are_what_users_type() -> None:
    assert extreme("election_rule", 0) == "appointed"
    assert extreme("election_rule", 1) == "direct"
    assert extreme("training", 1) == 1.0


SMALL: dict[str, Any] = {
    "explored": 2,
    "tested": (2, 3),
    "adults": (60,),
    "months": 13,
    "presets": ("co-governance",),
}


def test_one_lever_moves_skill_and_shows_its_cost() -> None:
    row = lever_effects(["training"], **SMALL).iloc[0]
    assert row["outcome"] == "staff_skill"
    assert row["change"] > 0.0
    assert row["cost_shows"]


@pytest.mark.slow
def test_numbers_do_not_depend_on_the_number_of_workers() -> None:
    names = ["training", "pay_yuan"]
    one, two = (lever_effects(names, **SMALL, workers=n) for n in (1, 2))
    assert one["lever"].tolist() == names
    pd.testing.assert_frame_equal(one, two, check_exact=True)


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return lever_effects(workers=available_cores())


@pytest.mark.full
def test_every_lever_moves_an_outcome_on_its_card(table: pd.DataFrame) -> None:
    """At least 0.2 SD in a preset, Holm over the levers: a false alarm in twenty tables."""
    assert len(table) == len(LEVERS)
    assert table.loc[~table["passes"], "lever"].tolist() == []


@pytest.mark.full
def test_every_lever_costs_somebody_something(table: pd.DataFrame) -> None:
    assert table.loc[~table["cost_shows"], "lever"].tolist() == []
