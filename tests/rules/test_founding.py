"""Founding and closing: barriers filter, money and people draw, the weak close sooner."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.assumptions import assumptions
from govsim.policy import PolicyPath
from govsim.rules.founding import (
    FOUNDED,
    SPONSORED,
    admitted,
    close,
    closing_chance,
    exit_hazard,
    found,
    monthly,
    on_register,
    professional_pull,
)
from govsim.rules.ngos import NGO, ngo_count
from govsim.state import World
from govsim.vocabulary import NGO_KINDS

A = assumptions()
PLACES = 11
share = st.integers(0, 1000).map(lambda n: n / 1000)


def one(x: float) -> np.ndarray:
    return np.array([x])


def test_admission_by_hand() -> None:
    """Six tenths need a sponsor, a quarter of them find one: 1 − 0.6 · 0.75 = 0.55."""
    assert admitted(one(0.6), one(0.25)) == pytest.approx(0.55)
    assert admitted(one(0.0), one(0.0)) == pytest.approx(1.0)
    assert admitted(one(1.0), one(0.1)) == pytest.approx(0.1)


def test_barriers_turn_advocates_away_before_service_agencies() -> None:
    sponsors = np.minimum(A.sponsor_found * SPONSORED, 1.0)
    low, high = (admitted(np.full(5, b), sponsors) for b in (0.3, 0.9))
    fall = dict(zip(NGO_KINDS, high / low, strict=True))
    assert fall["advocacy"] < fall["service"] < fall["mutual_aid"]


def test_pull_by_hand() -> None:
    """Thrice the money 1 + 0.6 · 2 = 2.2; trust 0.6: 1.1; 0.6 pay, half of the rest helped."""
    made = professional_pull(one(3.0), 0.6, one(0.6), 0.6, one(0.5))
    assert made == pytest.approx(2.2 * 1.1 * 0.8)
    usual = professional_pull(one(1.0), 0.6, one(0.5), 0.6, one(1.0))
    assert usual == pytest.approx(1.0)
    assert professional_pull(one(0.0), 1.0, one(0.5), 0.6, one(1.0)) == pytest.approx(0)


def test_a_yearly_hazard_in_a_month() -> None:
    """2.8 % a year closes a fifth in eight years."""
    assert 1 - (1 - monthly(one(0.028))) ** 96 == pytest.approx(0.2, abs=0.002)


def hazard(
    age: float = 120.0,
    income: float = 1e9,
    public: float = 0.5,
    reserves: float = 0.0,
    short: float = 0.0,
) -> float:
    made = exit_hazard(*(one(x) for x in (age, income, public, reserves, short)), A)
    return float(made[0])


def test_the_old_large_and_mixed_close_at_the_studys_rate() -> None:
    assert hazard() == pytest.approx(0.028, rel=1e-6)


def test_who_closes_sooner_by_hand() -> None:
    """Young + 0.5 · half not public; no income + 0.5; one source + 0.8 · 0.5; …"""
    assert hazard(age=59) == pytest.approx(0.028 * np.exp(0.25), rel=1e-6)
    assert hazard(income=0) == pytest.approx(0.028 * np.exp(0.5))
    assert hazard(public=1) == pytest.approx(0.028 * np.exp(0.4), rel=1e-6)
    assert hazard(reserves=1) == pytest.approx(0.028 * np.exp(-0.5), rel=1e-6)
    assert hazard(short=6) == pytest.approx(0.028 * np.exp(1.0), rel=1e-6)


@given(share, share, st.floats(0, 3), st.integers(0, 12))
def test_hazards_stay_small(
    income: float, public: float, reserves: float, short: int
) -> None:
    assert 0.01 < hazard(10, income, public, reserves, float(short)) < 0.5


# --- in the world ----------------------------------------------------------------------


def founded_in(world: World, years: int = 20, **levers: float) -> np.ndarray:
    """Foundings per community-year under these levers, all places kept empty."""
    p = world.partners
    policy = PolicyPath(world.size, levers).at(1)
    count = np.zeros(len(NGO_KINDS))
    for month in range(1, 12 * years + 1):
        world.draws.month = world.money.month = month
        p.active[:] = ~p.is_ngo
        world.communities.purchase_offer[:] = A.purchase_usual / 3.0
        held = world.money.balance("street")
        world.money.move("street", "treasury", held.copy(), "test")
        world.money.move("treasury", "street", np.full(world.size, 1e5), "test")
        found(world, policy, A)
        new = p.kind[p.active & p.is_ngo]
        count += np.bincount(new, minlength=len(NGO_KINDS))
    return count / (years * world.size)


def test_fewer_are_founded_behind_a_barrier_and_hardly_an_advocate(
    world: World,
) -> None:
    world.residents.trust[NGO] = 0.5
    free = founded_in(world, ngo_entry_barrier=0.0)
    bound = founded_in(world, ngo_entry_barrier=1.0)
    assert bound.sum() < 0.6 * free.sum()
    assert bound[NGO_KINDS.index("advocacy")] < free[NGO_KINDS.index("advocacy")]


def test_the_rate_is_what_the_equations_say(world: World) -> None:
    """Direct registration, trust ½, usual money: 0.26 a year · (0.6 · 1.55 + group · pull).

    The offer settles a little below the usual, for nothing lies in escrow.
    """
    world.residents.trust[NGO] = 0.5
    world.communities.initiative[:] = A.initiative_usual
    world.money.balances[:] = 0.0
    made = founded_in(world, years=60, ngo_entry_barrier=0.0).sum()
    offer = 11.0 / 12.0
    pull = (1 + 0.6 * (offer - 1)) * 0.6
    others = FOUNDED.sum() - FOUNDED[NGO_KINDS.index("mutual_aid")]
    told = A.ngo_entry * (others * pull + FOUNDED[NGO_KINDS.index("mutual_aid")])
    # four standard errors of a count over 240 community-years
    assert made == pytest.approx(told, abs=4 * np.sqrt(told / 240))


def test_a_cap_of_none_lets_nobody_in_and_closes_nobody(world: World) -> None:
    before = ngo_count(world)
    policy = PolicyPath(world.size, {"ngo_cap": 0.0, "ngo_entry_barrier": 0.0})
    for month in range(1, 61):
        world.draws.month = month
        found(world, policy.at(month), A)
    assert ngo_count(world) == pytest.approx(before)


def test_places_are_never_more_than_eight(world: World) -> None:
    policy = PolicyPath(
        world.size, {"ngo_entry_barrier": 0.0, "ngo_incubation_yuan": 20.0}
    )
    for month in range(1, 600):
        world.draws.month = world.money.month = month
        world.communities.purchase_offer[:] = 1000.0
        found(world, policy.at(month), A)
    assert ngo_count(world) == pytest.approx(8.0)


def test_a_newcomer_starts_afresh_with_its_places_luck(world: World) -> None:
    p = world.partners
    p.active[:] = ~p.is_ngo
    holders = p.holders.copy()
    p.reserves[:], p.income[:], p.mission[:], p.age[:] = 9.0, 9.0, 0.2, 99.0
    policy = PolicyPath(world.size, {"ngo_entry_barrier": 0.0}).at(1)
    month = 0
    while not p.active[0]:
        month += 1
        world.draws.month = world.money.month = month
        found(world, policy, A)
    luck = world.draws.at("NGO place", world.names[0]).random((PLACES, 4))[0]
    assert p.capability[0] == pytest.approx(
        A.ngo_entry_capability + 0.3 * (luck[0] - 0.5)
    )
    assert p.founders[0] == p.reputation[0] == p.capability[0]
    assert p.luck[0] == luck[3]
    assert p.mission[0] == 1.0
    assert p.age[0] == p.income[0] == 0.0
    assert p.holders[0] == holders[0] + 1


def test_runs_that_share_a_seed_share_who_would_found(world: World) -> None:
    """What a low barrier founds comes on top: the same months found under a high one."""
    p = world.partners
    months = {}
    for barrier in (1.0, 0.0):
        months[barrier] = set()
        for month in range(1, 241):
            world.draws.month = month
            p.active[:] = ~p.is_ngo
            world.communities.purchase_offer[:] = 16.0
            policy = PolicyPath(world.size, {"ngo_entry_barrier": barrier}).at(1)
            found(world, policy, A)
            months[barrier] |= {
                (month, place) for place in p.home[p.active & p.is_ngo].tolist()
            }
    assert months[1.0] < months[0.0]


def test_incubation_pays_the_young_and_is_entered(world: World) -> None:
    """8 yuan an adult and year; of two young NGOs each can use 5: 8 / 12 in equal parts."""
    w, p = world, world.partners
    w.draws.month, w.money.balances[:] = 1, 0.0
    w.money.move("treasury", "street", np.full(w.size, 1e6), "test")
    p.active[:], p.age[:] = ~p.is_ngo, 30.0
    p.active[0::PLACES] = p.active[1::PLACES] = True
    p.age[1], p.reserves[:], p.incubation[:] = 90.0, 0.0, 0.0
    policy = PolicyPath(w.size, {"ngo_incubation_yuan": 8.0, "ngo_cap": 0.0}).at(1)
    found(w, policy, A)
    adults = w.communities.adults
    told = np.where(np.arange(4) == 0, 5.0, 8.0) / 12 * adults
    assert w.money.flow("street", "ngo", "incubation") == pytest.approx(told)
    assert p.reserves[0] == pytest.approx(5.0 / 12 * adults[0])
    assert p.reserves[1] == 0.0
    assert p.reserves[PLACES] == pytest.approx(4.0 / 12 * adults[1])
    assert p.incubation[PLACES] == pytest.approx(4.0 / 12 * adults[1])


def test_without_money_there_is_no_incubation(world: World) -> None:
    world.money.balances[:] = 0.0
    policy = PolicyPath(world.size, {"ngo_incubation_yuan": 20.0}).at(1)
    found(world, policy, A)
    assert world.money.flow("street") == pytest.approx(0.0)


def test_closing_breaks_contracts_off_and_leaves_the_reserves_to_the_chest(
    world: World,
) -> None:
    w, p = world, world.partners
    w.money.balances[:] = 0.0
    p.active[:] = ~p.is_ngo
    p.active[0::PLACES], p.kind[0::PLACES] = True, 0
    p.reserves[:] = 0.0
    p.reserves[0::PLACES], p.income[:], p.short[:] = 70.0, 0.0, 6.0
    p.contract_with[:], p.contract_months[:] = PLACES * np.arange(4), 9
    w.money.move("treasury", "ngo", np.full(w.size, 70.0), "test")
    month = 0
    while p.active[0]:
        month += 1
        w.draws.month = month
        chance = closing_chance(w, A)[0]
        close(w, A)
    assert 0 < chance < 0.02
    assert p.contract_with[0] == -1
    assert p.contract_months[0] == 1
    assert w.communities.contract_failure[0] == 1.0
    assert p.reserves[0] == 0.0
    assert w.money.balance("chest")[0] == pytest.approx(70.0)
    assert w.money.balance("ngo")[0] == pytest.approx(0.0)


def test_firms_and_empty_places_do_not_close(world: World) -> None:
    p = world.partners
    p.active[:] = ~p.is_ngo
    for month in range(1, 200):
        world.draws.month = month
        close(world, A)
    assert p.active[~p.is_ngo].all()


def test_the_register_forgets_slowly_by_hand() -> None:
    """Of two that gave up e^(−0.47 / 12) are still there a month later, and one more."""
    made = on_register(np.array([2.0, 0.0]), np.array([1.0, 0.0]), 0.47)
    assert made == pytest.approx([2.0 * np.exp(-0.47 / 12) + 1.0, 0.0])


def test_who_closes_still_stands_on_the_register(world: World) -> None:
    """Active and lapsed together are as many as before the month's closings."""
    p, c = world.partners, world.communities
    c.lapsed_ngos[:], closed = 0.0, 0
    before = (p.is_ngo & p.active).sum()
    for month in range(1, 40):
        world.draws.month = month
        kept = c.lapsed_ngos * np.exp(-A.struck_off / 12)
        had = np.bincount(p.home, p.is_ngo & p.active, world.size)
        close(world, A)
        now = np.bincount(p.home, p.is_ngo & p.active, world.size)
        assert c.lapsed_ngos == pytest.approx(kept + had - now)
        closed += (had - now).sum()
    assert closed == before - (p.is_ngo & p.active).sum()
