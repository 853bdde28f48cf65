"""Money first: the grant, wages, the fund, what follows moved duties, what lapses."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.assumptions import assumptions
from govsim.ledger import OUTSIDE
from govsim.policy import PolicyPath
from govsim.rules.budgets import (
    arriving_share,
    charge_users,
    met_needs,
    moved_money,
    pay_out,
    seconded_hours,
    taken_back,
    use_of_charged,
)
from govsim.rules.government import allot
from govsim.rules.tasks import hand_down
from govsim.state import World
from govsim.vocabulary import CLAIMS


def test_moved_money_by_hand() -> None:
    """Half of 1,000 yuan belongs to moved duties; 0.6 follows (300), 200 stays in offices."""
    moved, kept = moved_money(np.array([1000.0]), np.array([0.5]), np.array([0.6]))
    assert (moved[0], kept[0]) == pytest.approx((300.0, 200.0))


def pay(
    world: World,
    month: int = 2,
    fixed: dict[str, float] | None = None,
    **levers: object,
) -> dict[str, float]:
    """Purposes of a month's payments; closed pools, all lines in the budget.

    `fixed` are parameters that differ from their defaults.
    """
    world.month = world.money.month = month
    world.shared = False
    numbers = assumptions(fixed)
    policy = PolicyPath(world.size, {"budget_line_stable": 1.0, **levers}).at(month)
    allot(world, policy, numbers)
    start = len(world.money.entries)
    pay_out(world, policy, numbers)
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
    assert world.money.balances[len(OUTSIDE) :].min() >= 0.0


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
        world.committees.duty[:], world.committees.returned[:] = 0.0, 0.0
        pay(world)
        left.append(world.money.balance("street").sum())
    assert left[0] - left[1] == pytest.approx(4 * 0.4 * 3500)


def test_public_money_is_the_grant_less_what_lapsed(world: World) -> None:
    """200 · 400 / 12 = 6,666.67 less three quarters of 100."""
    world.money.balances[:] = 0.0
    world.money.move("treasury", "committee", np.full(world.size, 100.0), "test")
    pay(world, 13, finance_rights=0.25)
    assert world.committees.public_money == pytest.approx(200 * 400 / 12 - 75)


# --- what comes with a moved duty -----------------------------------------------------


def test_what_arrives_by_hand() -> None:
    """Bargained: 1 + 0.5 · (−0.2 + 0.1) + 0.15 = 1.1; a fifth of the way to a standard 1.08."""
    view, need, luck = np.array([-0.2]), np.array([0.1]), np.array([0.15])
    made = [
        arriving_share(np.array([fixed]), view, need, luck, 0.5)[0]
        for fixed in (0.0, 0.2, 1.0)
    ]
    assert made == pytest.approx([1.1, 1.08, 1.0])


@given(st.floats(-2, 2), st.floats(-1, 1), st.floats(-1, 1))
def test_a_standard_knows_neither_favour_nor_need_nor_luck(
    view: float, need: float, luck: float
) -> None:
    made = arriving_share(
        np.ones(1), *(np.array([x]) for x in (view, need, luck)), sway=0.8
    )
    assert made == pytest.approx(1.0)


def test_seconded_hours_by_hand() -> None:
    """5,500 yuan buy 165 / 1.6 = 103.1 hours of department staff; nothing at no wage."""
    wage = np.array([5500.0, 0.0])
    made = seconded_hours(np.full(2, 5500.0), wage, 165.0, 1.6)
    assert made == pytest.approx([165 / 1.6, 0.0])


def test_hours_after_a_pattern_meet_what_it_shares_with_needs() -> None:
    """(0.6, 0.4) against needs of (0.2, 0.8): 0.2 + 0.4 = 0.6."""
    made = met_needs(np.array([[0.6, 0.4]]), np.array([[0.2, 0.8]]))
    assert made == pytest.approx(0.6)


def test_work_taken_back_by_hand() -> None:
    """33 hours refused: half as many, 1.6 times as dear, 5,500 / 165: 880 yuan."""
    made = taken_back(np.array([33.0]), np.array([5500.0]), 165.0, 1.6, 0.5)
    assert made == pytest.approx(880.0)


def moved(world: World, mode: str, **levers: object) -> dict[str, float]:
    """What a full transfer of all duties with all their money brings."""
    world.money.balances[:] = 0.0
    world.committees.duty[:] = 1.0
    world.committees.returned[:] = 0.0
    world.committees.help[:] = 1.0
    return pay(
        world,
        transfer_mode=mode,
        task_transfer=1.0,
        money_follows_task=1.0,
        **{"appropriation_standard": 1.0, **levers},
    )


def test_each_way_of_transfer_brings_what_it_says(world: World) -> None:
    made = {
        mode: moved(world, mode)
        for mode in ("money_only", "staff_only", "power_only", "staff_and_money")
    }
    money = {mode: flows["fees following tasks"] for mode, flows in made.items()}
    staff = {mode: flows["seconded staff"] for mode, flows in made.items()}
    kept = {mode: flows["kept by departments"] for mode, flows in made.items()}
    whole = money["money_only"]
    assert whole > 1000.0
    assert staff["staff_only"] == pytest.approx(whole)
    assert kept["power_only"] == pytest.approx(whole)
    assert money["staff_and_money"] == pytest.approx(0.5 * whole)
    assert staff["staff_and_money"] == pytest.approx(0.5 * whole)
    for flows in (money, staff, kept):
        assert min(flows.values()) >= 0.0
    for mode in made:
        assert money[mode] + staff[mode] + kept[mode] == pytest.approx(whole)


def test_seconded_staff_are_booked_apart_and_spare_the_committee(world: World) -> None:
    """They work at most what the duties take; what they do the committee need not."""
    moved(world, "staff_only")
    k, now = world.committees, world.hours.now
    worked = now[:, 3, 1]
    assert np.all(worked > 0.0)
    assert np.all(worked <= 0.25 * world.communities.adults + 1e-9)
    assert k.duty == pytest.approx(1.0 - worked / (0.25 * world.communities.adults))
    assert np.all(k.seconded <= worked)
    assert world.hours.by_use("service") == pytest.approx(now[:, :3, 1].sum(axis=1))
    paid = sum(
        amount
        for _, _, _, purpose, _, amount in world.money.entries
        if purpose == "seconded staff"
    )
    price = 1.6 * k.wage / 165.0
    assert paid / price == pytest.approx(worked + now[:, 3, 4])
    moved(world, "money_only")
    assert world.hours.now[:, 3].sum() == pytest.approx(0.0)
    assert k.duty == pytest.approx(1.0)


def test_money_with_staff_is_tied_to_the_departments_line(world: World) -> None:
    k = world.committees
    moved(world, "staff_and_money")
    assert k.tied == pytest.approx(1.0)
    world.money.move("treasury", "committee", world.money.balance("committee"), "gift")
    k.tied[:] = 0.5
    moved(world, "money_only")
    assert k.tied == pytest.approx(0.0)


def test_bargaining_takes_hours_and_pays_favourites(world: World) -> None:
    """200 adults, all duties moved: 0.02 · 200 = 4 hours; a standard takes none."""
    k = world.committees
    k.bargain_luck[:] = 0.0
    k.view[:] = np.array([0.2, -0.2, 0.0, 0.0])
    world.communities.need_index[:] = 1.0
    moved(world, "money_only", appropriation_standard=0.0)
    assert k.claims[CLAIMS.index("bargaining")] == pytest.approx(4.0)
    held = world.money.balance("committee").copy()
    assert held[1] < held[2]
    moved(world, "money_only", appropriation_standard=1.0)
    assert k.claims[CLAIMS.index("bargaining")] == pytest.approx(0.0)
    held = world.money.balance("committee")
    assert held == pytest.approx(held.mean(), rel=1e-3)


def test_departments_withdraw_help_where_mandates_lie_undone(world: World) -> None:
    """A tenth of what is left with the street goes elsewhere."""
    world.money.balances[:] = 0.0
    world.committees.help[:] = 0.9
    made = pay(world, task_transfer=0.0)
    left = world.money.balance("street").sum()
    assert made["help withdrawn"] == pytest.approx(left / 9.0)


# --- paid services --------------------------------------------------------------------


def test_use_of_what_is_charged_by_hand() -> None:
    """3 % of 2,000 is 60 yuan: half the use is left; at 120 a quarter; free: all."""
    income = np.full(4, 2000.0)
    made = use_of_charged(np.array([0.0, 60.0, 120.0, 1e9]), income, 0.03)
    assert made == pytest.approx([1.0, 0.5, 0.25, 0.0], abs=1e-9)


@given(st.floats(0, 500), st.floats(0, 20_000), st.floats(0, 20_000))
def test_the_poorer_use_less(price: float, one: float, other: float) -> None:
    low, high = sorted((one, other))
    made = use_of_charged(np.full(2, price), np.array([low, high]), 0.03)
    assert 0.0 <= made[0] <= made[1] <= 1.0


def charged(world: World, share: float) -> dict[str, float]:
    start = len(world.money.entries)
    moved(world, "money_only", paid_services=share)
    charge_users(world, assumptions())
    return {
        purpose: float(amount.sum())
        for _, source, _, purpose, _, amount in world.money.entries[start:]
        if source == "households"
    }


def test_users_pay_the_price_and_the_poor_stay_away(world: World) -> None:
    """Revenue is price · 0.25 of adults · their use; the poorest third loses most."""
    made = charged(world, 1.0)
    o, r = world.offers, world.residents
    uses = use_of_charged(world.spread(o.user_charge), r.income, 0.03)
    expected = (o.user_charge * 0.25 * world.total(uses)).sum()
    assert made["user charges"] == pytest.approx(expected)
    assert o.charged_share == pytest.approx(1.0)
    poor = r.income < np.quantile(r.income, 1 / 3)
    rich = r.income > np.quantile(r.income, 2 / 3)
    assert r.afford[poor].mean() < r.afford[rich].mean() - 0.1
    assert r.afford == pytest.approx(uses)


def test_the_price_is_what_delegated_services_cost_their_users(world: World) -> None:
    """All duties moved, half charged: half the programme money over a quarter of adults.

    Programme money is 400 yuan an adult and year less wages, 15 running costs and 16 for
    purchase.
    """
    moved(world, "power_only", paid_services=0.0)
    spent = world.committees.workers * 5500 + (15 + 16) * 200 / 12
    programme = 200 * 400 / 12 - spent
    moved(world, "power_only", paid_services=0.5)
    assert world.offers.user_charge == pytest.approx(0.5 * programme / 200 / 0.25)


def test_free_services_keep_nobody_away(world: World) -> None:
    assert charged(world, 0.0)["user charges"] == pytest.approx(0.0)
    assert world.residents.afford == pytest.approx(1.0)


def test_without_delegated_services_nothing_is_charged(world: World) -> None:
    world.committees.duty[:] = 0.0
    pay(world, paid_services=1.0)
    charge_users(world, assumptions())
    assert world.offers.user_charge == pytest.approx(0.0)
    assert world.residents.afford == pytest.approx(1.0)


def test_no_money_no_staff_no_charge(world: World) -> None:
    """Law 6: a street with nothing moves nothing, at any setting."""
    world.money.balances[:] = 0.0
    policy = PolicyPath(
        world.size,
        {
            "fiscal_grant_per_resident": 0.0,
            "task_transfer": 1.0,
            "transfer_mode": "by_domain",
            "money_follows_task": 1.0,
            "paid_services": 1.0,
            "layers": "abolished",
        },
    ).at(2)
    for verb in (allot, hand_down, pay_out):
        verb(world, policy, assumptions())
    charge_users(world, assumptions())
    assert world.money.balances == pytest.approx(0.0)
    assert world.committees.seconded == pytest.approx(0.0)
    assert world.residents.afford == pytest.approx(1.0)
