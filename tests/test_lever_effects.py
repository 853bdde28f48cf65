"""Every lever moves what its card names by 0.2 SD, and its cost shows in a ledger."""

import numpy as np
import pandas as pd
import pytest

from govsim.policy import LEVERS
from govsim.studies.lever_effects import extreme, lever_effects, p_of_at_least


def test_an_effect_must_exceed_the_least_in_its_own_direction() -> None:
    """Mean 1, SD 0.1, n 4: t = (1 − 0.8) / 0.05 = 4, one-sided p 0.0140, doubled 0.0280."""
    change = 1.0 + 0.1 * np.array([-1.0, 1.0, -1.0, 1.0]) * np.sqrt(3 / 4)
    assert change.std(ddof=1) == pytest.approx(0.1)
    assert p_of_at_least(change, 0.8) == pytest.approx(0.0280, abs=1e-4)
    assert p_of_at_least(-change, 0.8) == pytest.approx(0.0280, abs=1e-4)
    assert p_of_at_least(change, 1.5) == 1.0
    assert p_of_at_least(np.zeros(4), 0.0) == 1.0


def test_ends_are_what_users_type() -> None:
    assert extreme("election_rule", 0) == "appointed"
    assert extreme("election_rule", 1) == "direct"
    assert extreme("training", 1) == 1.0


def test_one_lever_moves_skill_and_shows_its_cost() -> None:
    table = lever_effects(["training"], worlds=2, adults=60, months=24)
    row = table.iloc[0]
    assert row["outcome"] == "staff_skill"
    assert row["change"] > 0.0
    assert row["cost_shows"]


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return lever_effects()


@pytest.mark.full
def test_every_lever_moves_an_outcome_on_its_card(table: pd.DataFrame) -> None:
    """At least 0.2 SD in a preset, Holm over the levers: a false alarm in twenty tables."""
    assert len(table) == len(LEVERS)
    assert table.loc[~table["passes"], "lever"].tolist() == []


@pytest.mark.full
def test_every_lever_costs_somebody_something(table: pd.DataFrame) -> None:
    assert table.loc[~table["cost_shows"], "lever"].tolist() == []
