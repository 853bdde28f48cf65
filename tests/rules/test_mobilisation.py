"""Mobilisation: what organising hours open and whom they reach."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.assumptions import assumptions
from govsim.policy import PolicyPath
from govsim.rules.mobilisation import (
    campaign_hours,
    channel_hours,
    claims_met,
    convene,
    hours_given,
    let_in,
    paid_by_holders,
    saturating,
    set_aside,
)
from govsim.state import World
from govsim.vocabulary import CLAIMS


def test_saturating_by_hand() -> None:
    """Half at the half-point, three quarters at twice it, nothing at none."""
    assert saturating(np.array([0.0, 0.02, 0.04]), 0.02) == pytest.approx(
        [0, 0.5, 0.75]
    )


def test_campaigns_by_hand() -> None:
    """8 % of 200 upward hours over 1,000 adults: 0.016 hours each; nobody, no division."""
    assert campaign_hours(np.array([200.0]), np.array([1000.0]), 0.08) == pytest.approx(
        0.016
    )
    assert np.isfinite(campaign_hours(np.array([200.0]), np.zeros(1), 0.08)).all()


def test_without_hours_levers_offer_nothing(world: World) -> None:
    """Recognition, online meetings and pay are worth what hours and money stand behind."""
    k = world.committees
    k.organising[:] = 0.0
    world.hours.now[:] = 0.0
    world.money.balances[:] = 0.0
    world.communities.ngo_organising[:] = 0.0
    levers = {"recognition": 1.0, "platform_quality": 1.0}
    convene(world, PolicyPath(world.size, levers).at(1), assumptions())
    o = world.offers
    for offered in (o.seen, o.online, o.meetings, o.contacts, o.volunteer_work):
        assert offered == pytest.approx(0.0)


A = assumptions()


@given(st.floats(0, 10), st.floats(0.01, 0.04))
def test_what_hours_open_is_a_share_that_rises(hours: float, half: float) -> None:
    made = saturating(np.array([hours, hours + 0.001]), half)
    assert 0 <= made[0] <= made[1] <= 1


def test_no_upward_work_no_campaign() -> None:
    assert campaign_hours(np.zeros(1), np.ones(1), 0.08) == pytest.approx(0.0)
    assert campaign_hours(np.ones(1), np.ones(1), 0.0) == pytest.approx(0.0)


def opened(world: World, account: float, **levers: float | str) -> World:
    """Half-point organising hours and so much money in each committee's account."""
    k, policy = world.committees, PolicyPath(world.size, levers).at(1)
    k.organising[:], k.effort[:], k.claims[:] = A.meeting_half, 1.0, 0.0
    world.communities.practice[:] = 0.5
    world.money.balances[:] = 0.0
    world.money.move("treasury", "committee", np.full(world.size, account), "test")
    set_aside(world, policy, A)
    all_hours_given(world)
    convene(world, policy, A)
    return world


def all_hours_given(world: World, share: float = 1.0) -> None:
    """The ledger of a month in which the share of the hours claimed was there.

    Overhead = the office's 0.12 of all hours and what claims got, so that all = given / 0.88.
    """
    given = share * world.committees.claims.sum(axis=0)
    world.hours.now[:] = 0.0
    office = A.overhead / (1 - A.overhead) * given
    world.hours.enter("staff", "overhead", given + office)


def test_half_point_hours_open_half_of_the_meetings(world: World) -> None:
    """3 adults an hour · 0.02 hours = 0.06 contacts; 0.15 of them ask for a gift."""
    world.communities.ngo_organising[:] = 0.0
    world.places = world.places._replace(gated=np.zeros(world.size))
    o = opened(world, 0.0, recognition=0.4).offers
    assert o.meetings == pytest.approx(0.5)
    assert o.seen == pytest.approx(0.2)
    assert o.contacts == pytest.approx(0.06)
    assert o.appeals == pytest.approx(0.009)


def test_gates_keep_organisers_from_a_fifth_of_homes(world: World) -> None:
    """0.06 contacts where gates stand open, 0.06 · 0.8 behind them, 0.054 with half."""
    assert let_in(np.array([0.0, 0.5, 1.0]), 0.2) == pytest.approx([1.0, 0.9, 0.8])
    world.communities.ngo_organising[:] = 0.0
    world.places = world.places._replace(gated=np.array([0.0, 1.0, 0.5, 0.0]))
    o = opened(world, 0.0).offers
    assert o.contacts == pytest.approx([0.06, 0.048, 0.054, 0.06])


def test_orders_from_above_mobilise_but_open_no_meeting(world: World) -> None:
    """0.08 · 0.25 upward hours an adult = 0.02 hours: half of the volunteer work."""
    world.committees.organising[:] = 0.0
    world.communities.ngo_organising[:] = 0.0
    world.hours.now[:] = 0.0
    world.hours.enter("staff", "upward", 0.25 * world.communities.adults)
    convene(world, PolicyPath(world.size, {}).at(1), A)
    assert world.offers.volunteer_work == pytest.approx(0.5)
    assert world.offers.meetings == pytest.approx(0.0)


def test_a_platform_works_as_far_as_it_is_paid(world: World) -> None:
    """4 · 0.5 / 12 · 200 adults = 33.33 yuan a month; half of that runs half of it."""
    assert opened(world, 100.0, platform_quality=0.5).offers.online == pytest.approx(
        0.5
    )
    assert world.money.balance("committee") == pytest.approx(100 - 33.3333, abs=1e-3)
    half = opened(world, 33.3333 / 2, platform_quality=0.5)
    assert half.offers.online == pytest.approx(0.25, abs=1e-5)


def volunteers(world: World, account: float) -> World:
    """Ten hours were given last month and 20 yuan an hour are promised."""
    world.money.balances[:] = 0.0
    world.money.move("treasury", "committee", np.full(world.size, account), "test")
    world.hours.now[:] = 0.0
    world.hours.enter("volunteers", "service", np.full(world.size, 10.0))
    levers = {"payment_to_volunteers": 20.0, "platform_quality": 0.0}
    convene(world, PolicyPath(world.size, levers).at(1), A)
    return world


def test_volunteers_are_paid_as_far_as_the_account_reaches(world: World) -> None:
    """Ten hours at 20 yuan are 200; 90 yuan pay 9 an hour."""
    w = volunteers(world, 500.0)
    assert w.offers.volunteer_pay == pytest.approx(20.0)
    assert w.money.balance("committee") == pytest.approx(300.0)
    w = volunteers(world, 90.0)
    assert w.offers.volunteer_pay == pytest.approx(9.0)
    assert w.money.balance("committee") == pytest.approx(0.0)


def test_an_empty_account_offers_no_pay(world: World) -> None:
    o = opened(world, 0.0, payment_to_volunteers=20.0).offers
    assert o.volunteer_pay == pytest.approx(0.0)


def test_claims_met_by_hand(world: World) -> None:
    """100 hours claimed, 80 of 580 hours to the office, 50 given: half is met."""
    k = world.committees
    k.claims[:], k.effort[:] = 0.0, 0.8
    k.claims[CLAIMS.index("screening")] = 100.0
    all_hours = 50.0 / A.overhead
    world.hours.now[:] = 0.0
    world.hours.enter("staff", "overhead", np.full(world.size, 100.0))
    world.hours.enter("staff", "upward", np.full(world.size, all_hours - 100.0))
    assert claims_met(world, A) == pytest.approx(0.5)
    assert hours_given(world, "screening", A) == pytest.approx(0.8 * 0.5 * 100)
    k.claims[:] = 0.0
    assert claims_met(world, A) == pytest.approx(1.0)


def test_hours_are_set_aside_by_hand(world: World) -> None:
    """200 adults, half programmes: 3, 0.6, 0.4 and 0.8 hours."""
    half = dict.fromkeys(
        ("risk_screening", "civic_education", "recognition", "green_weight"), 0.5
    )
    set_aside(world, PolicyPath(world.size, half).at(1), A)
    told = {"screening": 3.0, "classes": 0.6, "recognition": 0.4, "greening": 0.8}
    for claim, hours in told.items():
        assert world.committees.claims[CLAIMS.index(claim)] == pytest.approx(hours)
    set_aside(world, PolicyPath(world.size, {}).at(1), A)
    for claim in told:
        assert np.all(world.committees.claims[CLAIMS.index(claim)] == 0.0)


def test_honour_boards_need_their_hours(world: World) -> None:
    """Half of the hours claimed: acts are half as visible; none: nobody sees them."""
    policy = PolicyPath(world.size, {"recognition": 1.0}).at(1)
    opened(world, 0.0, recognition=1.0)
    full = world.offers.seen.copy()
    assert full == pytest.approx(0.5)
    for share in (0.5, 0.0):
        all_hours_given(world, share)
        convene(world, policy, A)
        assert world.offers.seen == pytest.approx(share * full)


def test_classes_need_money_and_hours(world: World) -> None:
    """A full programme costs 3 yuan a year: 50 yuan a month for 200 adults."""
    assert opened(world, 50.0, civic_education=1.0).offers.classes == pytest.approx(1.0)
    assert world.money.balance("committee") == pytest.approx(0.0)
    assert opened(world, 10.0, civic_education=1.0).offers.classes == pytest.approx(0.2)
    all_hours_given(world, 0.0)
    convene(world, PolicyPath(world.size, {"civic_education": 1.0}).at(1), A)
    assert world.offers.classes == pytest.approx(0.0)


def test_who_holds_the_money_pays_by_hand(world: World) -> None:
    """300 held by the street, 100 by the committee: of 80, 60 and 20; of 1,000, all."""
    world.money.balances[:] = 0.0
    for account, amount in (("street", 300.0), ("committee", 100.0)):
        world.money.move("treasury", account, np.full(world.size, amount), "test")
    paid = paid_by_holders(world, np.full(world.size, 80.0), "test")
    assert paid == pytest.approx(80.0)
    assert world.money.balance("street") == pytest.approx(240.0)
    assert world.money.balance("committee") == pytest.approx(80.0)
    assert paid_by_holders(world, np.full(world.size, 1e3), "x") == pytest.approx(320.0)
    assert paid_by_holders(world, np.full(world.size, 1e3), "x") == pytest.approx(0.0)


def test_one_more_channel_takes_hours_off_the_others() -> None:
    """Ten hours: all to meetings; 4 and 6 to heads; 5, 2.5 and 2.5 to all three."""
    parts = channel_hours(np.full(4, 10.0), np.arange(4.0))
    assert np.stack(parts, axis=1) == pytest.approx(
        np.array([[10, 0, 0], [4, 6, 0], [4, 0, 6], [5, 2.5, 2.5]])
    )


def test_channels_open_what_they_say(world: World) -> None:
    """Heads speak for homes, hosts enliven what the platform pays for, meetings shrink."""
    offers = {}
    for word in ("meeting", "representative", "online", "all"):
        o = opened(world, 1e3, channels=word, platform_quality=0.4).offers
        offers[word] = (o.meetings[0], o.represented[0], o.online[0])
    assert offers["meeting"] == pytest.approx((0.5, 0.0, 0.4))
    assert offers["representative"][1] > offers["all"][1] > 0.0
    assert offers["online"][2] > offers["all"][2] > 0.4
    assert offers["meeting"][0] > offers["all"][0] > offers["online"][0]


def test_held_back_gatherings_close_meetings_but_not_the_platform(world: World) -> None:
    world.conditions.gatherings[:] = 0.1
    o = opened(world, 1e3, platform_quality=0.4).offers
    assert o.meetings == pytest.approx(0.05)
    assert o.online == pytest.approx(0.4)


def test_craft_makes_hours_go_further(world: World) -> None:
    """Full craft: 1 + 0.4 · 0.5 = 1.2 times the contacts of the usual."""
    opened(world, 0.0)
    usual = world.offers.contacts.copy()
    world.communities.practice[:] = 1.0
    convene(world, PolicyPath(world.size, {}).at(1), A)
    assert world.offers.contacts == pytest.approx(1.2 * usual)
