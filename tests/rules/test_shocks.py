"""Shocks: in force from their month, for their months, in their places."""

import numpy as np
import pytest

from govsim.assumptions import assumptions
from govsim.rules.shocks import strike
from govsim.scenarios import Shock
from govsim.state import World

A = assumptions()


def struck(world: World, month: int, *shocks: Shock) -> World:
    world.month, world.shocks = month, shocks
    strike(world, A)
    return world


def test_without_shocks_nothing_happens(world: World) -> None:
    now = struck(world, 5).conditions
    for column in (now.grant, now.mandate, now.needs):
        assert np.all(column == 1.0)


@pytest.mark.parametrize(
    ("kind", "column", "value"),
    [
        ("budget-cut", "grant", 0.7),
        ("new-mandate", "mandate", 1.3),
        ("needs-surge", "needs", 1.3),
    ],
)
def test_a_shock_lasts_its_months(
    world: World, kind: str, column: str, value: float
) -> None:
    """Month 5 for 3 months is 5, 6 and 7."""
    shock = Shock(month=5, kind=kind, size=0.3, months=3)
    for month in range(3, 10):
        told = value if month in (5, 6, 7) else 1.0
        made = getattr(struck(world, month, shock).conditions, column)
        assert made == pytest.approx(told), month


def test_a_shock_hits_its_places_only(world: World) -> None:
    shock = Shock(month=5, kind="budget-cut", size=1.0, months=1, community=(1,))
    assert struck(world, 5, shock).conditions.grant.tolist() == [1.0, 0.0, 1.0, 1.0]


def test_shocks_of_a_kind_multiply(world: World) -> None:
    """Half of a half."""
    cut = Shock(month=5, kind="budget-cut", size=0.5, months=2)
    assert struck(world, 5, cut, cut).conditions.grant == pytest.approx(0.25)


def test_a_list_is_cut_once(world: World) -> None:
    """81 of 387 items struck: 0.7907 of the list is left, and stays so next month."""
    world.communities.listed_tasks[:] = 1.0
    shock = Shock(month=5, kind="task-list-cut", size=81 / 387, months=0)
    for month in (4, 5, 6, 7):
        struck(world, month, shock)
        told = 1.0 if month < 5 else 0.7907
        assert world.communities.listed_tasks == pytest.approx(told, abs=1e-4)
