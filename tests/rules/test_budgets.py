"""Money first: the grant, wages, the fund, what follows moved duties, what lapses."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

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


@given(st.floats(0, 1e9), st.floats(0, 1), st.floats(0, 1))
def test_what_moves_and_what_offices_keep_is_what_belongs_to_moved_duties(
    programme: float, duty: float, follows: float
) -> None:
    moved, kept = moved_money(*(np.array([x]) for x in (programme, duty, follows)))
    assert moved[0] >= 0
    assert kept[0] >= 0
    assert moved[0] + kept[0] == pytest.approx(programme * duty)


def test_without_moved_duties_nothing_moves() -> None:
    moved, kept = moved_money(np.array([1000.0]), np.zeros(1), np.ones(1))
    assert (moved[0], kept[0]) == (0.0, 0.0)
    moved, kept = moved_money(np.array([1000.0]), np.ones(1), np.ones(1))
    assert (moved[0], kept[0]) == (1000.0, 0.0)


def test_wages_by_hand_and_who_pays_them(world: World) -> None:
    """0.4 workers in 4 places at 5,500: 8,800 yuan, a quarter of it from own accounts."""
    world.money.balances[:] = 0.0
    world.committees.workers[:], world.committees.wage[:] = 0.4, 5500.0
    start = len(world.money.entries)
    pay(world, finance_rights=0.25)
    wages = [
        (source, destination, float(amount.sum()))
        for _, source, destination, purpose, _, amount in world.money.entries[start:]
        if purpose == "wages"
    ]
    assert wages == [
        ("street", "workers", pytest.approx(6600.0)),
        ("street", "committee", pytest.approx(2200.0)),
        ("committee", "workers", pytest.approx(2200.0)),
    ]
    assert world.committees.own_account == pytest.approx(0.25)


def test_short_money_pays_wages_first_and_the_fund_last(world: World) -> None:
    """200 · 120 / 12 = 2,000 yuan a place; wages want 2,200: all goes to 0.3636 workers."""
    world.money.balances[:] = 0.0
    world.committees.workers[:], world.committees.wage[:] = 0.4, 5500.0
    made = pay(world, fiscal_grant_per_resident=120.0, resident_fund_yuan=54.0)
    assert made["wages"] >= 4 * 2000.0 - 1e-6
    assert made["residents' fund"] == pytest.approx(0.0)
    assert made["operating costs"] == pytest.approx(0.0)
    assert world.committees.workers == pytest.approx(2000 / 5500)


def test_paying_out_neither_makes_nor_loses_money(world: World) -> None:
    before = world.money.balances.sum(axis=0)
    for month in (12, 13, 14):
        pay(world, month, money_follows_task=0.5, task_transfer=0.5)
    assert world.money.balances.sum(axis=0) == pytest.approx(before, abs=1e-6)
    assert world.money.balances[6:].min() >= 0.0


@pytest.mark.parametrize(("month", "lapses"), [(12, False), (13, True), (14, False)])
def test_money_lapses_once_a_year(world: World, month: int, lapses: bool) -> None:
    world.money.balances[:] = 0.0
    world.money.move("treasury", "fund", np.full(world.size, 100.0), "test")
    made = pay(world, month, finance_rights=0.0)
    assert made.get("lapsed", 0.0) == pytest.approx(400.0 if lapses else 0.0)


def test_a_community_that_holds_its_account_carries_money_over(world: World) -> None:
    world.money.balances[:] = 0.0
    world.money.move("treasury", "committee", np.full(world.size, 100.0), "test")
    assert pay(world, 13, finance_rights=1.0)["lapsed"] == pytest.approx(0.0)
    assert np.all(world.money.balance("committee") >= 100.0)


def test_a_full_budget_cut_leaves_what_is_held(world: World) -> None:
    world.money.balances[:] = 0.0
    world.conditions.grant[:] = 0.0
    assert sum(pay(world).values()) == pytest.approx(0.0)


def test_dearer_staff_leaves_less_for_programmes(world: World) -> None:
    """Public money is the same: what wages take, programmes lack."""
    left = []
    for wage in (5500.0, 9000.0):
        world.money.balances[:] = 0.0
        world.committees.workers[:], world.committees.wage[:] = 0.4, wage
        world.committees.duty[:] = 0.0
        pay(world)
        left.append(world.money.balance("street").sum())
    assert left[0] - left[1] == pytest.approx(4 * 0.4 * 3500)


def test_public_money_is_the_grant_less_what_lapsed(world: World) -> None:
    """200 · 400 / 12 = 6,666.67 less three quarters of 100."""
    world.money.balances[:] = 0.0
    world.money.move("treasury", "committee", np.full(world.size, 100.0), "test")
    pay(world, 13, finance_rights=0.25)
    assert world.committees.public_money == pytest.approx(200 * 400 / 12 - 75)
