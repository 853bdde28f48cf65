"""Giving: a match raises the response and no more; a levy is paid by those who can."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit

from govsim.assumptions import assumptions
from govsim.policy import PolicyPath
from govsim.rules.businesses import households
from govsim.rules.cooperation import give
from govsim.rules.giving import (
    COMMITTEE,
    honoured_after,
    levy_terms,
    matched_response,
    offer,
    pay_levy,
    pursue,
)
from govsim.state import World
from govsim.vocabulary import CLAIMS

A = assumptions()
LEVY = CLAIMS.index("levy")
share = st.integers(0, 1000).map(lambda n: n / 1000)


def at(world: World, **levers: float):  # type: ignore[no-untyped-def]
    return PolicyPath(world.size, levers).at(1)


def test_a_match_raises_the_response_by_a_fifth_whatever_its_ratio() -> None:
    """1.8 % becomes 2.2 %, at 1:1 as at 3:1 (the study's own figures)."""
    made = matched_response(0.018, np.array([0.0, 1.0, 3.0]), 0.22)
    assert made == pytest.approx([0.018, 0.02196, 0.02196])


@given(share, st.floats(0, 3), share)
def test_a_response_stays_a_share(base: float, ratio: float, lift: float) -> None:
    assert base <= matched_response(base, ratio, lift) <= 1.0


def test_what_the_street_honours_is_learnt() -> None:
    """Half paid: a sixth of the way from 1; nothing owed, nothing learnt."""
    made = honoured_after(np.ones(2), np.array([50.0, 0.0]), np.array([100.0, 0.0]))
    assert made == pytest.approx([1 - 0.5 / 6, 1.0])


def gifts(world: World, street: float) -> World:
    """One resident of each place gave 100 yuan last month; the street holds so much."""
    world.money.balances[:] = 0.0
    world.money.move("treasury", "street", np.full(world.size, street), "test")
    world.residents.gift[:] = 0.0
    world.residents.gift[world.communities.first[:-1]] = 100.0
    return world


def test_gifts_are_matched_out_of_the_streets_money(world: World) -> None:
    w = gifts(world, 1000.0)
    offer(w, at(w, matching_rule=3.0), A)
    assert w.money.flow("street", "chest", "match") == pytest.approx(300.0)
    assert w.offers.match_open == pytest.approx(1.0)


def test_a_promise_the_street_cannot_keep_is_worth_less(world: World) -> None:
    """150 of 300 paid: half a match honoured, a sixth of the way, month after month."""
    w = gifts(world, 150.0)
    offer(w, at(w, matching_rule=3.0), A)
    assert w.money.flow("street", "chest", "match") == pytest.approx(150.0)
    assert w.offers.match_open == pytest.approx(1 - 0.5 / 6)
    for _ in range(60):
        gifts(w, 150.0)
        offer(w, at(w, matching_rule=3.0), A)
    assert w.offers.match_open == pytest.approx(0.5, abs=1e-3)


@pytest.mark.parametrize(("rule", "street"), [(0.0, 1000.0), (1.0, 0.0)])
def test_without_a_rule_or_without_money_no_match_is_open(
    world: World, rule: float, street: float
) -> None:
    w = gifts(world, street)
    offer(w, at(w, matching_rule=rule), A)
    assert w.offers.match_open == pytest.approx(0.0)
    assert w.money.balance("chest") == pytest.approx(0.0)


def test_an_open_match_brings_a_fifth_more_who_answer(world: World) -> None:
    """Same luck: whoever gave still gives; of many asked, answers rise by 10 to 35 %."""
    r, o = world.residents, world.offers
    count = {0.0: 0, 1.0: 0}
    for month in range(1, 61):
        for open_ in count:
            world.draws.month, o.appeals[:], o.match_open[:] = month, 0.3, open_
            r.belief[:], r.pledge[:] = 0.15, 0.0
            give(world, A)
            count[open_] += int((r.gift > 0).sum())
    assert 1.10 <= count[1.0] / count[0.0] <= 1.35


# --- the levy --------------------------------------------------------------------------


def terms(**changed: float) -> dict[str, np.ndarray]:
    base = {
        "asked": 20.0,
        "income": 4000.0,
        "price": 5.0,
        "trust": 0.6,
        "fair": 0.1,
        "others": 0.7,
    }
    return levy_terms(*(np.array([x]) for x in {**base, **changed}.values()), A)


def test_reasons_to_pay_by_hand() -> None:
    """0.3 + 2 · 0.1 + 0.1 + 2 · 0.25 + 1.5 · 0.2 − 0.5 (half a per cent of income)."""
    made = {name: float(value[0]) for name, value in terms().items()}
    assert made == pytest.approx(
        {
            "base": 0.3,
            "trust": 0.2,
            "fairness": 0.1,
            "pursued": 0.5,
            "others": 0.3,
            "burden": -0.5,
        }
    )


def test_the_poor_are_hit_hardest() -> None:
    """20 yuan are 2 % of 1,000 and 0.2 % of 10,000; below 500 counts as 500."""
    poor, rich = terms(income=1000.0)["burden"], terms(income=10_000.0)["burden"]
    assert poor == pytest.approx(-2.0)
    assert rich == pytest.approx(-0.2)
    assert terms(income=0.0)["burden"] == pytest.approx(-4.0)
    assert terms(asked=0.0)["pursued"] == pytest.approx(0.0)


def test_bills_go_out_as_seats_are_filled_and_take_hours(world: World) -> None:
    """Four of five seats: 8 of 10 yuan; 0.02 h a home."""
    k = world.committees
    k.members[:], k.seats[:] = 4.0, 5.0
    offer(world, at(world, community_levy=10.0), A)
    assert world.offers.levy == pytest.approx(8.0)
    assert k.claims[LEVY] == pytest.approx(0.02 * households(world))
    offer(world, at(world), A)
    assert world.offers.levy == pytest.approx(0.0)
    assert k.claims[LEVY] == pytest.approx(0.0)


def test_pursuit_takes_effort(world: World) -> None:
    """Half enforced with 0.8 of the effort: 4 of 10 yuan expected; no effort, none."""
    world.offers.levy[:], world.committees.claims[:] = 10.0, 0.0
    world.committees.effort[:] = [0.8, 0.8, 0.8, 0.0]
    pursue(world, at(world, enforcement=0.5), A)
    assert world.offers.levy_price == pytest.approx([4.0, 4.0, 4.0, 0.0])


def test_a_month_of_levies_by_hand(world: World) -> None:
    """Owners owe 20, tenants 10; each home pays once, by its head's own luck."""
    w, r = world, world.residents
    w.money.balances[:] = 0.0
    w.offers.levy[:], w.offers.levy_price[:] = 20.0, 5.0
    r.income[:], r.trust[COMMITTEE], r.own_served[:] = 4000.0, 0.6, 0.1
    r.paid_levy[:] = True
    pay_levy(w, A)
    logit = 0.3 + 0.2 + 0.1 + 0.5 + 0.75
    owner = expit(logit - 0.5)
    tenant = expit(logit - 0.25)
    told = w.uniform("levy")[0] < np.where(r.tenure == 0, owner, tenant)
    assert np.array_equal(r.paid_levy, told[r.household])
    head = r.household == np.arange(r.household.size)
    due = np.where(r.tenure == 0, 20.0, 10.0) * head
    assert w.money.balance("committee") == pytest.approx(w.total(due * told))
    assert w.money.flow("households", purpose="levy") == pytest.approx(
        w.total(due * told)
    )


def test_where_nothing_is_asked_nobody_pays(world: World) -> None:
    world.money.balances[:], world.offers.levy[:] = 0.0, 0.0
    world.residents.paid_levy[:] = True
    pay_levy(world, A)
    assert not world.residents.paid_levy.any()
    assert world.money.balance("committee") == pytest.approx(0.0)


def test_poor_homes_pay_less_often_than_rich_ones(world: World) -> None:
    r = world.residents
    world.offers.levy[:], r.own_served[:], r.trust[COMMITTEE] = 40.0, 0.0, 0.5
    order = np.argsort(r.income)
    third = r.income.size // 3
    paid = np.zeros(r.income.size)
    for month in range(1, 25):
        world.draws.month = month
        pay_levy(world, A)
        paid += r.paid_levy
    assert paid[order[:third]].mean() < paid[order[-third:]].mean() - 2.0
