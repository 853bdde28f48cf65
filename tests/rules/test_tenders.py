"""Tenders: price by competition, quality by what can be verified."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.assumptions import assumptions
from govsim.policy import PolicyPath
from govsim.rules.tenders import (
    CONTRACT_DOMAINS,
    bids,
    contract_quality,
    let_contracts,
    price_paid,
    winner,
)
from govsim.state import World


def test_bids_by_hand() -> None:
    """Cost 1, spread 0.3: 0.7 with the best luck, 1.3 with the worst."""
    assert bids(np.ones(3), np.array([0.0, 0.5, 1.0]), 0.3) == pytest.approx(
        [0.7, 1.0, 1.3]
    )


def test_price_is_the_second_lowest_cost() -> None:
    assert price_paid(np.array([0.9, 0.7, 1.1]), 1.3) == pytest.approx(0.9)
    assert price_paid(np.array([0.9]), 1.3) == 1.3
    assert price_paid(np.array([]), 1.3) == 0.0


@pytest.mark.parametrize("n", [2, 4, 7, 8])
def test_expected_price_follows_the_closed_form(n: int) -> None:
    """1 + w (4 / (n + 1) − 1), within five standard errors of 20,000 tenders."""
    rng = np.random.default_rng(n)
    prices = [
        price_paid(bids(np.ones(n), rng.random(n), 0.3), 1.3) for _ in range(20_000)
    ]
    expected = 1 + 0.3 * (4 / (n + 1) - 1)
    assert abs(np.mean(prices) - expected) < 5 * np.std(prices) / np.sqrt(20_000)


def test_beyond_seven_bidders_one_more_saves_two_per_cent_or_less() -> None:
    def expected(n: int) -> float:
        return 1 + 0.3 * (4 / (n + 1) - 1)

    assert all(1 - expected(n + 1) / expected(n) <= 0.02 for n in range(7, 30))
    assert 1 - expected(3) / expected(2) > 0.05


def test_quality_weight_decides_between_cheap_and_good() -> None:
    costs, reputation = np.array([0.7, 1.0]), np.array([0.3, 0.7])
    assert winner(costs, reputation, 0.0) == 0
    assert winner(costs, reputation, 1.0) == 1


def test_quality_by_hand() -> None:
    """Firm, price 0.8: 0.6 − 0.6 · 0.6 · 0.2 = 0.528; NGO 0.564; watched closely 0.6."""
    assert contract_quality(0.6, 0.8, False, 0.0, 0.6, 0.4) == pytest.approx(0.528)
    assert contract_quality(0.6, 0.8, True, 0.0, 0.6, 0.4) == pytest.approx(0.564)
    assert contract_quality(0.6, 0.8, False, 1.0, 0.6, 0.4) == pytest.approx(0.6)
    assert contract_quality(0.6, 1.2, False, 0.0, 0.6, 0.4) == pytest.approx(0.6)


def test_contract_domains_add_up() -> None:
    assert CONTRACT_DOMAINS.sum() == pytest.approx(1.0)


share = st.integers(0, 1000).map(lambda n: n / 1000)
A = assumptions()


@given(st.floats(0.5, 2), share, share)
def test_bids_stay_within_the_spread(cost: float, draw: float, spread: float) -> None:
    made = bids(np.array([cost]), np.array([draw]), spread)[0]
    assert cost * (1 - spread) - 1e-9 <= made <= cost * (1 + spread) + 1e-9


@given(st.lists(st.floats(0.5, 1.5), min_size=2, max_size=12))
def test_the_price_lies_between_the_lowest_cost_and_the_reserve(
    costs: list[float],
) -> None:
    made = price_paid(np.array(costs), 1.3)
    assert min(*costs, 1.3) <= made <= 1.3


@given(st.lists(st.floats(0.5, 1.5), min_size=1, max_size=8), st.floats(0.5, 1.5))
def test_one_more_bidder_never_raises_the_price(
    costs: list[float], more: float
) -> None:
    assert price_paid(np.array([*costs, more]), 1.3) <= price_paid(np.array(costs), 1.3)


def test_published_prices_of_the_closed_form() -> None:
    """1.10 with two bidders, 0.94 with four, 0.85 with seven, 0.83 with eight."""
    prices = [1 + 0.3 * (4 / (n + 1) - 1) for n in (2, 4, 7, 8)]
    assert prices == pytest.approx([1.10, 0.94, 0.85, 0.8333], abs=1e-4)


def test_a_monopolist_gets_the_reserve_price() -> None:
    assert price_paid(np.array([0.7]), A.reserve_price) == A.reserve_price


def test_winner_by_hand() -> None:
    """Weight 0.5: 0.5 · 0.3 + 0.5 · 0.3 = 0.30 against 0 + 0.5 · 0.7 = 0.35."""
    assert winner(np.array([0.7, 1.0]), np.array([0.3, 0.7]), 0.5) == 1
    assert winner(np.array([0.7, 1.0]), np.array([0.3, 0.5]), 0.5) == 0
    assert winner(np.array([1.0]), np.array([0.0]), 0.5) == 0


@given(share, st.floats(0.1, 2), st.booleans(), share, share, share)
def test_quality_is_a_share_and_never_above_what_the_partner_can(
    capability: float,
    price: float,
    is_ngo: bool,
    monitored: float,
    corner: float,
    contractible: float,
) -> None:
    made = contract_quality(capability, price, is_ngo, monitored, corner, contractible)
    assert 0 <= made <= capability
    firm = contract_quality(capability, price, False, monitored, corner, contractible)
    ngo = contract_quality(capability, price, True, monitored, corner, contractible)
    assert ngo >= firm


def test_a_contract_that_says_everything_leaves_nothing_to_cut() -> None:
    assert contract_quality(0.6, 0.5, False, 0.0, 1.0, 1.0) == pytest.approx(0.6)


def test_a_cheaper_price_buys_less_quality() -> None:
    made = [contract_quality(0.6, p, False, 0.0, 0.6, 0.4) for p in (1.0, 0.9, 0.7)]
    assert made[0] > made[1] > made[2]


def tender(world: World, escrow: float, competition: float, **levers: float) -> World:
    """All contracts have run out; the escrow holds so much in each place."""
    world.month = world.draws.month = 5
    world.money.balances[:] = 0.0
    money = np.full(world.size, escrow)
    world.money.move("treasury", "street", money, "test")
    world.money.move("street", "purchase", money, "test")
    world.partners.contract_with[:], world.partners.contract_months[:] = -1, 0
    world.communities.spending[:] = 0.0
    world.committees.exposed[:], world.committees.diverted[:] = 0.0, 0.0
    path = PolicyPath(world.size, {"tender_competition": competition, **levers})
    let_contracts(world, path.at(5), A)
    return world


@pytest.mark.parametrize(("escrow", "competition"), [(0.0, 1.0), (1000.0, 0.0)])
def test_no_money_or_no_bidder_no_contract(
    world: World, escrow: float, competition: float
) -> None:
    w = tender(world, escrow, competition)
    assert np.all(w.partners.contract_with == -1)
    assert w.money.balance("purchase") == pytest.approx(escrow)
    assert w.communities.contracted == pytest.approx(0.0)


def test_open_tenders_let_all_and_pay_the_escrow_out(world: World) -> None:
    """Of 1,000 yuan the diverted share is lost, the rest buys services in four domains."""
    world.committees.diversion[2] = 0.15
    w = tender(world, 1000.0, 1.0)
    assert np.all(w.partners.contract_with >= 0)
    assert np.all(w.partners.contract_months == int(A.contract_months))
    assert w.money.balance("purchase") == pytest.approx(0.0)
    assert w.money.balance("diverted") == pytest.approx(150.0)
    assert w.money.balance("suppliers") == pytest.approx(850.0)
    assert w.communities.contracted.sum(axis=1) == pytest.approx(1000.0)


def test_open_tenders_are_cheaper_than_closed_ones(world: World) -> None:
    """A dozen able bidders pay about 1 + 0.3 · (4 / 13 − 1) = 0.79; few pay the reserve."""
    w = tender(world, 1000.0, 1.0, quality_weight=0.0)
    assert 0.70 <= w.partners.contract_price.mean() <= 0.90


def test_a_running_contract_is_not_tendered_again(world: World) -> None:
    w = tender(world, 1000.0, 1.0)
    held = w.partners.contract_with.copy()
    closed = PolicyPath(w.size, {"tender_competition": 0.0})
    let_contracts(w, closed.at(6), A)
    assert np.array_equal(w.partners.contract_with, held)
    assert np.all(w.partners.contract_months == int(A.contract_months) - 1)


def test_a_contract_by_hand(world: World) -> None:
    """The cheapest wins and is watched with 0.5 · (1 · 0.8) = 0.4.

    Corners are cut on the saving against the usual price, by an NGO half as much.
    """
    world.committees.compliance[:], world.committees.effort[:] = 1.0, 0.8
    p = tender(world, 1000.0, 1.0, quality_weight=0.0).partners
    for place in range(world.size):
        row = p.contract_with[place]
        motive = 0.5 if p.is_ngo[row] else 1.0
        saving = 1.0 - p.contract_price[place]
        assert saving > 0
        cut = A.corner_cutting * (1 - A.contractible) * saving * motive * (1 - 0.4)
        told = p.capability[row] - cut
        # reputation has moved since, quality has not
        assert p.contract_quality[place] == pytest.approx(told)


def test_income_and_reputation_are_remembered_by_hand(world: World) -> None:
    """1,000 yuan a month is 12,000 a year: a twelfth of the way from nothing."""
    p = tender(world, 0.0, 0.0).partners
    p.contract_with[:], p.contract_months[:] = np.arange(4), 9
    p.contract_quality[:], p.reputation[:] = 0.9, 0.5
    p.public_income[:], p.income[:] = 0.0, 0.0
    money = np.full(world.size, 1000.0)
    world.money.move("treasury", "purchase", money, "test")
    let_contracts(world, PolicyPath(world.size, {}).at(6), A)
    assert p.public_income[:4] == pytest.approx(1000.0)
    assert p.public_income[4:] == pytest.approx(0.0)
    own = A.own_income * p.is_ngo / 12.0
    assert p.income == pytest.approx(p.public_income + own)
    assert p.reputation[:4] == pytest.approx(0.5 + A.reputation_rate * 0.4)
    assert p.reputation[4:] == pytest.approx(0.5)
