"""Money first: the grant, wages, the fund, what follows moved duties, what lapses."""

import numpy as np
import pytest

from govsim.assumptions import assumptions
from govsim.policy import PolicyPath
from govsim.rules.budgets import moved_money, pay_out
from govsim.state import World


def test_moved_money_by_hand() -> None:
    """Half of 1,000 yuan belongs to moved duties; 0.6 follows (300), 200 stays in offices."""
    moved, kept = moved_money(np.array([1000.0]), np.array([0.5]), np.array([0.6]))
    assert (moved[0], kept[0]) == pytest.approx((300.0, 200.0))


def pay(world: World, month: int = 2, **levers: float) -> dict[str, float]:
    world.month = world.money.month = month
    start = len(world.money.entries)
    pay_out(world, PolicyPath(world.size, levers).at(month), assumptions())
    made: dict[str, float] = {}
    for _, _, _, purpose, _, amount in world.money.entries[start:]:
        made[purpose] = made.get(purpose, 0.0) + float(amount.sum())
    return made


def test_the_grant_is_a_twelfth_of_the_year(world: World) -> None:
    """800 adults · 400 yuan / 12 = 26,666.67."""
    assert pay(world)["grant"] == pytest.approx(800 * 400 / 12)


def test_everything_comes_out_of_the_same_money(world: World) -> None:
    fund = pay(world, resident_fund_yuan=54.0)["residents' fund"]
    assert fund == pytest.approx(800 * 54 / 12)


def test_without_money_nobody_is_paid(world: World) -> None:
    world.money.balances[:] = 0.0
    made = pay(world, fiscal_grant_per_resident=0.0)
    assert made["wages"] == 0.0
    assert np.all(world.committees.workers == 0.0)


def test_money_the_street_holds_lapses_at_the_years_end(world: World) -> None:
    world.money.balances[:] = 0.0
    world.money.move("treasury", "committee", np.full(world.size, 100.0), "test")
    assert pay(world, month=13, finance_rights=0.25)["lapsed"] == pytest.approx(
        4 * 75.0
    )
