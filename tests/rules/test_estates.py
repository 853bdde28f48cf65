"""Estates: fees and service pull each other, pursuit and owners press."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit

from govsim.assumptions import assumptions
from govsim.policy import PolicyPath
from govsim.rules.estates import (
    OWNERS_VOTE,
    call_owners,
    firm_puts_in,
    firm_service_after,
    founded_share,
    hash_share,
    meet_owners,
    owners_terms,
    pay_fees,
    payment_probability,
    seen_service,
    set_price_of_not_paying,
)
from govsim.state import World


def pay(service: float = 0.5, pursued: float = 0.0, others: float = 0.75) -> float:
    return float(
        payment_probability(
            0.5,
            2.0,
            np.array([service]),
            np.array([pursued]),
            2.0,
            np.array([others]),
            1.5,
        )[0]
    )


def test_payment_by_hand() -> None:
    """Logit 0.5 + 2 · 0.1 + 2 · 0.3 + 1.5 · (−0.25) = 0.925: 0.7161."""
    assert pay(0.6, 0.3, 0.5) == pytest.approx(1 / (1 + np.exp(-0.925)))


def test_above_nine_tenths_only_with_pursuit_or_good_service() -> None:
    assert pay() < 0.9
    assert pay(pursued=1.0) > 0.9
    assert pay(service=1.0, others=0.95) < pay(service=1.0, pursued=0.6, others=0.95)


def test_firm_by_hand() -> None:
    """Income 0.8 · (0.75 + 0.3 · 0.5) = 0.72; a twentieth of the way from 0.5: 0.511."""
    put_in = firm_puts_in(np.array([0.5]), np.zeros(1), 0.75, 0.3, 0.1)
    assert put_in == pytest.approx(0.9)
    made = firm_service_after(np.array([0.5]), np.array([0.8]), put_in, 0.05)
    assert made == pytest.approx(0.511)


def test_sure_fines_and_owners_press_a_firm_up_to_all_it_gets() -> None:
    """0.75 + 0.1 · 0.5 = 0.80; with half of the owners 0.95; never more than 1."""
    fined, pressed = np.array([0.5, 0.5, 1.0]), np.array([0.0, 0.5, 1.0])
    made = firm_puts_in(pressed, fined, 0.75, 0.3, 0.1)
    assert made == pytest.approx([0.80, 0.95, 1.0])


@pytest.mark.parametrize(
    ("allowed", "organised", "helped", "told"),
    [
        (0.4, 0.0, 0.0, 0.2),
        (0.4, 0.25, 0.0, 0.3),
        (0.4, 0.0, 1.0, 0.4),
        (0.4, 9.0, 1.0, 0.4),
    ],
)
def test_owners_committees_stand_as_rules_and_help_allow(
    allowed: float, organised: float, helped: float, told: float
) -> None:
    made = founded_share(*(np.array([x]) for x in (allowed, organised, helped)))
    assert made == pytest.approx(told)


def test_no_fees_end_in_no_service() -> None:
    service = np.array([0.8])
    for _ in range(300):
        service = firm_service_after(service, np.zeros(1), np.ones(1), 0.05)
    assert service == pytest.approx(0.0, abs=1e-4)


def test_a_places_lot_is_its_own_for_good() -> None:
    assert hash_share("old-1") == hash_share("old-1") != hash_share("old-2")
    assert 0 <= hash_share("old-1") < 1


A = assumptions()
share = st.integers(0, 1000).map(lambda n: n / 1000)


@given(share, share, share)
def test_paying_is_a_chance_that_every_reason_raises(
    service: float, pursued: float, others: float
) -> None:
    base = pay(service, pursued, others)
    assert 0 < base < 1
    assert pay(service + 0.1, pursued, others) > base
    assert pay(service, pursued + 0.1, others) > base
    assert pay(service, pursued, others + 0.1) > base


@given(share, st.floats(0, 1.5), share, st.floats(0.6, 0.9), st.floats(0, 0.5), share)
def test_the_firms_service_stays_a_share(
    service: float,
    income: float,
    pressed: float,
    spends: float,
    press: float,
    rate: float,
) -> None:
    put_in = firm_puts_in(np.array([pressed]), np.zeros(1), spends, press, 0.1)
    made = firm_service_after(np.array([service]), np.array([income]), put_in, rate)
    assert -1e-12 <= made[0] <= 1 + 1e-12


def settled(pursued: float, pressed: float, start: float = 0.9) -> tuple[float, float]:
    """Collection and service after a century of pulling each other."""
    service, others = np.array([start]), np.array([0.75])
    for _ in range(1200):
        others = payment_probability(
            A.fee_base,
            A.fee_service,
            service,
            np.array([pursued]),
            A.fee_pursuit,
            others,
            A.fee_others,
        )
        put_in = firm_puts_in(
            np.array([pressed]), np.zeros(1), A.firm_spends, A.firm_press, A.fine_press
        )
        service = firm_service_after(service, others, put_in, A.firm_rate)
    return float(others[0]), float(service[0])


def test_fees_and_service_settle_together_and_better_where_owners_press() -> None:
    """At rest service = collection · (0.75 + 0.3 · pressed)."""
    for pursued, pressed in ((0.0, 0.0), (0.0, 0.6), (0.6, 0.0)):
        paid, service = settled(pursued, pressed)
        assert service == pytest.approx(paid * (0.75 + 0.3 * pressed), abs=1e-4)
    assert settled(0.0, 0.6)[1] > settled(0.0, 0.0)[1]
    assert settled(0.6, 0.0)[0] > settled(0.0, 0.0)[0]
    assert settled(0.0, 0.0, start=0.1)[1] == pytest.approx(
        settled(0.0, 0.0)[1], abs=0.02
    )


def test_strict_pursuit_leaves_arrears_of_a_few_per_cent() -> None:
    """Singapore's arrears of 3–9 % as the strict end."""
    paid, _ = settled(1.0, 0.3)
    assert 0.03 <= 1 - paid <= 0.09


def test_the_price_of_not_paying_by_hand(world: World) -> None:
    """0.5 · 0.6 / (0.6 + 0.3) · 120 yuan = 40; no firm, no price."""
    p, o = world.partners, world.offers
    p.firm_quality[:], o.fee[:], p.firm_present[:] = 0.6, 120.0, True
    p.firm_present[0] = False
    path = PolicyPath(world.size, {"enforcement": 0.5})
    set_price_of_not_paying(world, path.at(1), A)
    assert o.fee_price == pytest.approx([0.0, 40.0, 40.0, 40.0])


@pytest.mark.parametrize("month", range(1, 13))
def test_owners_meet_in_the_sixth_month_and_only_where_there_is_a_committee(
    world: World, month: int
) -> None:
    world.month = world.draws.month = month
    world.partners.firm_present[:] = True
    call_owners(world, PolicyPath(world.size, {"owners_committee": 0.0}).at(1), A)
    assert not world.offers.owners_meeting.any()
    world.hours.enter("staff", "organising", 1e6 * np.ones(world.size))
    call_owners(world, PolicyPath(world.size, {"owners_committee": 1.0}).at(1), A)
    if month != 6:
        assert not world.offers.owners_meeting.any()
    world.partners.firm_present[:] = False
    call_owners(world, PolicyPath(world.size, {"owners_committee": 1.0}).at(1), A)
    assert not world.offers.owners_meeting.any()


def test_with_help_nearly_every_estate_meets_once(world: World) -> None:
    """All exist if helped; 95 % of meetings take place: 40 Junes of 4 places."""
    world.partners.firm_present[:] = True
    world.hours.enter("staff", "organising", 1e6 * np.ones(world.size))
    held = []
    for year in range(40):
        world.month = world.draws.month = 12 * year + 6
        call_owners(world, PolicyPath(world.size, {"owners_committee": 1.0}).at(1), A)
        held.append(world.offers.owners_meeting.mean())
    assert np.mean(held) == pytest.approx(0.95, abs=0.07)


def test_homes_pay_as_one_and_every_yuan_goes_into_the_estate(world: World) -> None:
    r, o, p = world.residents, world.offers, world.partners
    world.money.balances[:] = 0.0
    o.fee[:], p.firm_present[:] = 100.0, True
    p.owners_pressure[:], p.firm_fined[:] = 0.5, 0.0
    pay_fees(world, A)
    assert np.array_equal(r.paid_fee, r.paid_fee[r.household])
    heads = r.household == np.arange(r.household.size)
    paid = 100.0 * world.total(heads & r.paid_fee)
    assert world.money.balance("suppliers") == pytest.approx(0.9 * paid)
    assert world.money.balance("households") == pytest.approx(-paid)
    assert world.money.balance("property_firm") == pytest.approx(0.1 * paid)


def test_a_dearer_fee_is_paid_less(world: World) -> None:
    """Half dearer takes half a logit off; the same luck, so nobody pays who did not."""
    r, c = world.residents, world.communities
    r.paid_fee[:] = True
    pay_fees(world, A)
    cheap = r.paid_fee.copy()
    r.paid_fee[:], c.fee_ratio[:] = True, 1.5
    pay_fees(world, A)
    assert r.paid_fee.sum() < cheap.sum()
    assert not np.any(r.paid_fee & ~cheap & (r.community > 0))


def test_where_no_firm_works_nobody_pays(world: World) -> None:
    world.partners.firm_present[:] = False
    world.money.balances[:] = 0.0
    pay_fees(world, A)
    assert not world.residents.paid_fee.any()
    assert world.offers.firm_service == pytest.approx(0.0)
    assert world.money.balances == pytest.approx(0.0)


def test_what_is_seen_depends_on_the_building(world: World) -> None:
    world.partners.firm_quality[:] = 0.5
    world.residents.place_access[:3] = [0.0, 1.0, 4.0]
    assert seen_service(world)[:3] == pytest.approx([0.0, 0.5, 1.0])


def test_only_owners_come_and_more_of_them_where_the_firm_does_badly(
    world: World,
) -> None:
    r, p = world.residents, world.partners
    world.draws.month = 6
    world.offers.owners_meeting[:] = True
    came = []
    for quality in (0.9, 0.1):
        p.firm_quality[:], r.habit[OWNERS_VOTE] = quality, 0.0
        meet_owners(world, A)
        assert not r.acts[OWNERS_VOTE][r.tenure != 0].any()
        came.append(p.owners_pressure.mean())
    assert came[1] > came[0] + 0.05
    assert np.all((p.owners_pressure >= 0) & (p.owners_pressure <= 1))


def test_without_a_meeting_pressure_stays_what_it_was(world: World) -> None:
    world.offers.owners_meeting[:] = False
    world.partners.owners_pressure[:] = 0.3
    world.residents.acts[OWNERS_VOTE] = True  # who came to the last meeting
    habit = world.residents.habit[OWNERS_VOTE].copy()
    meet_owners(world, A)
    assert not world.residents.acts[OWNERS_VOTE].any()
    assert np.array_equal(world.residents.habit[OWNERS_VOTE], habit)
    assert world.partners.owners_pressure == pytest.approx(0.3)


def test_names_are_spread_evenly() -> None:
    """Mean of 2,000 lots within four standard errors of one half."""
    lots = [hash_share(f"place-{n}") for n in range(2000)]
    assert np.mean(lots) == pytest.approx(0.5, abs=4 / np.sqrt(12 * 2000))


def test_a_month_of_fees_by_hand(world: World) -> None:
    """Logit 0.5 + 0.2 service + 0.6 pursued + 0.375 neighbours = 1.675.

    The firm gets the share of homes that pay and is pressed by half of the owners.
    """
    r, o, p = world.residents, world.offers, world.partners
    p.firm_quality[:], p.firm_present[:], p.owners_pressure[:] = 0.6, True, 0.5
    r.place_access[:], r.paid_fee[:] = 1.0, True
    o.fee[:], o.fee_price[:] = [50.0, 100.0, 150.0, 200.0], [15.0, 30.0, 45.0, 60.0]
    pay_fees(world, A)
    told = (world.uniform("fee")[0] < expit(1.675))[r.household]
    assert np.array_equal(r.paid_fee, told)
    heads = r.household == np.arange(told.size)
    income = world.total(heads & told) / world.total(heads)
    after = 0.6 + 0.05 * (np.minimum(income * (0.75 + 0.15), 1.0) - 0.6)
    assert p.firm_quality == pytest.approx(after)
    assert o.firm_service == pytest.approx(after)


def test_an_owners_meeting_by_hand(world: World) -> None:
    """−1.5 + 0.6 stake + 2 · (0.5 − 0.6) + 0.49 habit + 0.1 time = −0.51.

    The stake is 150 / (150 + 50) · 0.8: fees of 150 yuan per adult and year. What the act
    leaves is 1 at usual belonging; habit 0.7 and the act.
    """
    r, p = world.residents, world.partners
    homes = world.total(r.household == np.arange(r.age.size))
    world.offers.fee = 150.0 / 12.0 * world.communities.adults / homes
    r.belonging[:] = A.belonging_usual
    world.offers.owners_meeting[:] = True
    p.firm_quality[:], r.place_access[:] = 0.6, 1.0
    r.habit[OWNERS_VOTE], r.free_time[:], r.propensity[OWNERS_VOTE] = 1.0, 0.45, 0.0
    meet_owners(world, A)
    owner = r.tenure == 0
    came = owner & (world.uniform("owners' meeting")[0] < expit(-0.51))
    assert np.array_equal(r.acts[OWNERS_VOTE], came)
    assert r.habit[OWNERS_VOTE][owner] == pytest.approx(0.7 + came[owner])
    assert np.all(r.habit[OWNERS_VOTE][~owner] == 1.0)
    assert p.owners_pressure == pytest.approx(world.total(came) / world.total(owner))


def test_owners_come_for_what_they_decide_on(world: World) -> None:
    """Without a fee nothing speaks for coming but grievance; a dear one adds up to 0.8."""
    world.offers.fee[:] = 0.0
    assert owners_terms(world, A)["stake"] == pytest.approx(0.0)
    world.offers.fee[:] = 1e6
    assert owners_terms(world, A)["stake"] == pytest.approx(A.stake_vote, abs=1e-3)


@pytest.mark.parametrize(("help_", "part"), [(0.0, 0.5), (0.25, 0.75), (9.0, 1.0)])
def test_help_founds_owners_committees(world: World, help_: float, part: float) -> None:
    """Half exist unaided; help of a quarter of 0.01 hours an adult adds a quarter."""
    world.month = world.draws.month = 6
    world.partners.firm_present[:] = True
    world.hours.now[:] = 0.0
    world.hours.enter("staff", "organising", help_ * 0.01 * world.communities.adults)
    call_owners(world, PolicyPath(world.size, {"owners_committee": 1.0}).at(6), A)
    lots = np.array([hash_share(name) for name in world.names])
    took_place = world.draws.per_community("owners' committee")[:, 0] < 0.95
    assert np.array_equal(world.offers.owners_meeting, (lots < part) & took_place)


def test_fines_reach_as_far_as_inspectors(world: World) -> None:
    """Half penalties, four fifths of the effort, all claimed hours given: 0.4."""
    world.committees.claims[:], world.committees.effort[:] = 0.0, 0.8
    path = PolicyPath(world.size, {"firm_penalty": 0.5})
    set_price_of_not_paying(world, path.at(1), A)
    assert world.partners.firm_fined == pytest.approx(0.4)
    set_price_of_not_paying(world, PolicyPath(world.size, {}).at(1), A)
    assert world.partners.firm_fined == pytest.approx(0.0)


def test_the_streets_help_brings_more_owners(world: World) -> None:
    """Notices add half a logit at full help; help without hours adds nothing."""
    world.committees.claims[:], world.committees.effort[:] = 0.0, 1.0
    world.partners.firm_present[:], world.offers.fee[:] = True, 100.0
    path = PolicyPath(world.size, {"owners_committee": 1.0})
    world.month = world.draws.month = 6
    came = []
    for help_, effort in ((0.0, 1.0), (1.0, 0.0), (1.0, 1.0)):
        world.communities.owners_help[:], world.committees.effort[:] = help_, effort
        world.residents.habit[OWNERS_VOTE] = 0.0
        call_owners(world, path.at(6), A)
        meet_owners(world, A)
        came.append(world.residents.acts[OWNERS_VOTE].sum())
    assert came[0] == came[1] < came[2]
    assert world.offers.owners_notice == pytest.approx(1.0)


def test_an_owners_committee_lasts_between_meetings(world: World) -> None:
    world.month = world.draws.month = 3
    world.hours.enter("staff", "organising", 1e6 * np.ones(world.size))
    world.offers.fee[:] = [0.0, 50.0, 50.0, 50.0]
    call_owners(world, PolicyPath(world.size, {"owners_committee": 1.0}).at(3), A)
    assert world.partners.owners_body.tolist() == [False, True, True, True]
    assert not world.offers.owners_meeting.any()
