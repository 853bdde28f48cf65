"""Firms: losses drive property firms out, somebody replaces them, sponsors like to be seen."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.assumptions import assumptions
from govsim.policy import PolicyPath
from govsim.rules.businesses import (
    NEW_QUALITY,
    come_and_go,
    fee_asked,
    fees_due,
    help_out,
    households,
    keep_firms,
    leaving_hazard,
    margin,
    replaced,
    sponsor,
    sponsorship,
)
from govsim.state import World
from govsim.vocabulary import CLAIMS

A = assumptions()
PLACES = 11
share = st.integers(0, 1000).map(lambda n: n / 1000)


def one(x: float) -> np.ndarray:
    return np.array([x])


def at(world: World, **levers: float):  # type: ignore[no-untyped-def]
    return PolicyPath(world.size, levers).at(1)


def test_margin_by_hand() -> None:
    """A quarter of 0.76 is left after upkeep: 0.19 − 0.10 − 0.02 = 0.07."""
    assert margin(one(0.19), 0.10, one(0.02)) == pytest.approx(0.07)


def test_only_losses_drive_a_firm_out() -> None:
    """A loss of a tenth of the fees: 1 − e^−0.1 a month; profits keep it."""
    assert leaving_hazard(one(-0.1), 1.0) == pytest.approx(1 - np.exp(-0.1))
    assert leaving_hazard(np.array([0.0, 0.2]), 1.0) == pytest.approx(0.0)


def test_replacement_by_hand() -> None:
    """Owners 0.25, street 0.06, both 1 − 0.75 · 0.94; half of the firms shy halves it."""
    owners, street = (
        np.array([True, False, True, False]),
        np.array([False, True, True, False]),
    )
    made = replaced(owners, street, 0.25, 0.06, np.zeros(4))
    assert made == pytest.approx([0.25, 0.06, 0.295, 0.0])
    assert replaced(owners, street, 0.25, 0.06, np.full(4, 0.5)) == pytest.approx(
        made / 2
    )


def test_sponsorship_by_hand() -> None:
    """1 % of 10,000 half seen: 50; half of it back doubles it; unseen nothing."""
    assert sponsorship(one(1e4), 0.01, one(0.5), one(0.0), 1.0) == pytest.approx(50.0)
    assert sponsorship(one(1e4), 0.01, one(0.5), one(0.5), 1.0) == pytest.approx(100.0)
    assert sponsorship(one(1e4), 0.01, one(0.0), one(0.5), 1.0) == pytest.approx(0.0)


@given(share, share)
def test_rewards_cost_more_than_they_bring_at_an_elasticity_of_one(
    seen: float, back: float
) -> None:
    """The giver's own outlay stays the same: the increase is paid by the public purse."""
    given_ = sponsorship(one(1e4), 0.01, one(seen), one(back), 1.0)
    own = given_ * (1 - min(back, 0.9))
    assert own == pytest.approx(sponsorship(one(1e4), 0.01, one(seen), one(0.0), 1.0))


def test_a_new_firm_asks_a_tenth_more_unless_capped_and_never_without_end() -> None:
    assert fee_asked(one(1.0), 0.1, one(0.0), 1.5) == pytest.approx(1.1)
    assert fee_asked(one(1.0), 0.1, one(1.0), 1.5) == pytest.approx(1.0)
    assert fee_asked(one(1.45), 0.1, one(0.0), 1.5) == pytest.approx(1.5)


# --- property firms in the world --------------------------------------------------------


def estate(world: World, left: float = 0.2, quality: float = 0.5) -> World:
    """A firm in each place that has so much of its fees left after upkeep."""
    p, o = world.partners, world.offers
    world.money.balances[:] = 0.0
    o.fee[:], world.communities.fee_ratio[:] = 100.0, 1.0
    o.owners_meeting[:] = False
    p.firm_present[:], p.firm_leaving[:], p.custodian[:] = True, False, False
    p.firm_quality[:], p.firm_margin[:], p.firm_fined[:] = quality, 0.05, 0.0
    world.money.move("households", "property_firm", left * fees_due(world), "test")
    return world


def test_a_profitable_month_by_hand(world: World) -> None:
    """0.2 left, 0.07 of overhead: a profit of 0.13 of the fees, a twelfth of the way."""
    w = estate(world)
    keep_firms(w, at(w), A)
    due = households(w) * 100.0
    assert w.money.flow("property_firm", "businesses", "profit") == pytest.approx(
        0.13 * due
    )
    assert w.money.flow("property_firm", "workers") == pytest.approx(0.07 * due)
    assert w.partners.firm_margin == pytest.approx(0.05 + 0.08 / 12)
    assert w.money.balance("property_firm") == pytest.approx(0.0)
    assert w.partners.firm_present.all()


def test_losses_are_borne_by_owners_and_then_the_firm_leaves(world: World) -> None:
    """Nothing left: the loss of 0.07 is paid in; at a margin of −50 it is sure to go."""
    w = estate(world, left=0.0)
    keep_firms(w, at(w), A)
    due = households(w) * 100.0
    assert w.money.flow("businesses", "property_firm") == pytest.approx(0.07 * due)
    w.partners.firm_margin[:] = -50.0
    keep_firms(w, at(w), A)
    p = w.partners
    assert p.firm_leaving.all()
    assert p.firm_present.all()  # this month residents meet an absent firm
    assert w.offers.firm_service == pytest.approx(0.0)
    help_out(w, at(w), A)
    assert not p.firm_present.any()
    assert not p.firm_leaving.any()


def test_fines_for_shirking_by_hand(world: World) -> None:
    """Service 0.3 against 0.5, sure to half: 0.1 of the fees; 0.2 − 0.07 − 0.1 = 0.03 left."""
    w = estate(world, quality=0.3)
    w.partners.firm_fined[:] = 0.5
    keep_firms(w, at(w), A)
    due = households(w) * 100.0
    assert w.money.flow("property_firm", "treasury", "firms' fines") == pytest.approx(
        0.1 * due
    )
    assert w.partners.firm_margin == pytest.approx(0.05 + (0.03 - 0.05) / 12)


def test_the_shock_takes_a_firm_away_and_lets_none_in(world: World) -> None:
    w = estate(world)
    w.conditions.firm_leaves[:] = [1.0, 0.0, 0.0, 0.0]
    keep_firms(w, at(w), A)
    assert w.partners.firm_leaving.tolist() == [True, False, False, False]
    w.partners.owners_body[:] = True
    for month in range(2, 60):
        w.draws.month = month
        w.partners.firm_margin[:] = 0.05
        help_out(w, at(w), A)
        keep_firms(w, at(w), A)
        assert not w.partners.firm_present[0]
    w.conditions.firm_leaves[:] = 0.0
    month = 60
    while not w.partners.firm_present[0]:
        month += 1
        w.draws.month = month
        w.partners.firm_margin[:] = 0.05
        keep_firms(w, at(w), A)
    assert month < 120
    assert w.communities.fee_ratio[0] == pytest.approx(1.1)
    assert w.offers.fee == pytest.approx([110.0, 100.0, 100.0, 100.0])
    assert w.partners.firm_quality[0] == NEW_QUALITY


def test_the_street_keeps_an_abandoned_estate_up_while_it_can_pay(world: World) -> None:
    """A tenth of the fees due; without money in the street's account nobody does."""
    w = estate(world)
    w.partners.firm_present[:] = [False, False, True, True]
    cost = 0.1 * households(w) * 100.0
    w.money.move("treasury", "street", np.array([1.0, 0.0, 1.0, 0.0]) * cost, "test")
    help_out(w, at(w), A)
    assert w.partners.custodian.tolist() == [True, False, False, False]
    flow = w.money.flow("street", purpose="custodian of the estate")
    assert flow == pytest.approx(cost * [1, 0, 0, 0])
    keep_firms(w, at(w, firm_penalty=1.0), assumptions({"firm_shy": 0.8}))
    if not w.partners.firm_present[0]:
        assert w.offers.firm_service[0] == pytest.approx(A.custodian_quality)
    assert w.offers.firm_service[1] == 0.0 or w.partners.firm_present[1]


def test_owners_find_a_firm_sooner_than_the_street(world: World) -> None:
    """Months until a firm is found, mean of four places and many starts."""
    waits = {}
    for owners in (True, False):
        found = []
        for start in range(12):
            w = estate(world)
            p = w.partners
            p.firm_present[:], p.owners_body[:] = False, owners
            month = 1000 * start
            while not p.firm_present.all() and month < 1000 * start + 400:
                month += 1
                w.draws.month = month
                p.custodian[:] = ~p.firm_present
                keep_firms(w, at(w), A)
                found += [month - 1000 * start] * int(
                    (p.firm_present & (p.firm_margin == A.firm_hopes)).sum()
                )
                p.firm_margin[p.firm_present] = 0.05
        waits[owners] = np.mean(found)
    assert waits[True] == pytest.approx(1 / 0.295, rel=0.5)
    assert waits[True] < 0.5 * waits[False]


def test_owners_vote_a_bad_firm_out_only_with_a_quorum(world: World) -> None:
    w = estate(world, quality=0.3)
    p = w.partners
    w.offers.owners_meeting[:] = [True, True, True, False]
    p.owners_pressure[:] = [0.6, 0.4, 0.6, 0.6]
    p.firm_quality[2] = 0.45
    keep_firms(w, at(w), A)
    assert p.firm_quality == pytest.approx([NEW_QUALITY, 0.3, 0.45, 0.3])
    assert p.firm_present.all()


def test_estates_without_a_fee_have_no_firm_to_find(world: World) -> None:
    w = estate(world)
    w.offers.fee[:], w.partners.firm_present[:] = 0.0, False
    w.partners.owners_body[:] = True
    for month in range(1, 60):
        w.draws.month = month
        help_out(w, at(w), A)
        keep_firms(w, at(w), A)
    assert not w.partners.firm_present.any()
    assert not w.partners.custodian.any()
    assert w.offers.firm_service == pytest.approx(0.0)


# --- sponsors, owners' help, inspections -------------------------------------------------


def test_sponsors_give_to_the_committee_what_is_seen(world: World) -> None:
    """0.8 % of 8 % of 8 % of incomes, seen in half of the meetings and a fifth of accounts."""
    w = world
    w.money.balances[:] = 0.0
    w.offers.meetings[:], w.offers.accounts_posted[:] = 0.5, 0.2
    w.communities.rebate[:] = 0.0
    sponsor(w, A)
    told = 0.008 * 0.08 * 0.08 * w.total(w.residents.income) * 0.6
    assert w.communities.sponsorship == pytest.approx(told)
    assert w.money.balance("committee") == pytest.approx(told)
    assert w.money.balance("businesses") == pytest.approx(-told)


def test_the_street_pays_sponsors_back_and_they_learn_what_it_is_worth(
    world: World,
) -> None:
    """Half of 60 promised; 30 in the account pay all, 15 half: a sixth of the way."""
    w = estate(world)
    w.communities.sponsorship[:], w.communities.rebate[:] = 60.0, 0.0
    w.money.move("treasury", "street", np.array([30.0, 15.0, 0.0, 99.0]), "test")
    help_out(w, at(w, csr_incentive=0.5), A)
    assert w.money.flow("street", "businesses") == pytest.approx([30, 15, 0, 30])
    told = np.array([0.5, 0.25, 0.0, 0.5]) / 6
    assert w.communities.rebate == pytest.approx(told)


def test_help_for_owners_takes_money_and_hours_inspections_hours(world: World) -> None:
    """Half of 2 yuan a year and of 0.004 h an adult; full inspections 0.004 h an adult."""
    w = estate(world)
    adults = w.communities.adults
    w.money.move("treasury", "street", np.full(w.size, 1e6), "test")
    help_out(w, at(w, owners_committee_support=0.5, firm_penalty=1.0), A)
    assert w.money.flow("street", purpose="owners' help") == pytest.approx(adults / 12)
    claimed = w.committees.claims[CLAIMS.index("owners")]
    assert claimed == pytest.approx(0.006 * adults)
    assert w.communities.owners_help == pytest.approx(0.5)
    w.offers.fee[:] = 0.0
    help_out(w, at(w, owners_committee_support=0.5), A)
    assert w.communities.owners_help == pytest.approx(0.0)


def test_with_everything_off_the_street_pays_nothing(world: World) -> None:
    w = estate(world)
    w.money.move("treasury", "street", np.full(w.size, 1e6), "test")
    w.communities.sponsorship[:] = 60.0
    help_out(w, at(w), A)
    assert w.money.flow("street") == pytest.approx(0.0)
    assert w.committees.claims[CLAIMS.index("owners")] == pytest.approx(0.0)


# --- service firms -----------------------------------------------------------------------


def entries(world: World, **levers: float) -> float:
    """Firms founded in 100 years of four places, all places kept empty."""
    p = world.partners
    policy = at(world, **levers)
    count = 0
    for month in range(1, 1201):
        world.draws.month = month
        p.active[:] = False
        come_and_go(world, policy, A)
        count += int(p.active.sum())
    return count / 400


def test_open_tenders_draw_firms_and_penalties_keep_half_away(world: World) -> None:
    """0.07 · 2 a year in an empty place at usual money and openness: 0.14."""
    world.communities.purchase_offer[:] = 16.0
    usual = entries(world, tender_competition=0.3)
    assert usual == pytest.approx(0.14, abs=4 * np.sqrt(0.14 / 400))
    assert entries(world, tender_competition=0.9) > 2 * usual
    assert entries(world, tender_competition=0.3, firm_penalty=1.0) < 0.8 * usual
    world.communities.purchase_offer[:] = 0.0
    assert entries(world, tender_competition=1.0) == 0.0


def test_firms_without_work_leave_and_those_with_work_stay(world: World) -> None:
    p = world.partners
    firms = np.flatnonzero(~p.is_ngo)
    p.active[:] = ~p.is_ngo
    p.age[:], p.contract_with[:] = 60.0, firms[0::3]
    world.communities.purchase_offer[:] = 0.0
    for month in range(1, 601):
        world.draws.month = month
        come_and_go(world, at(world), A)
    assert p.active[firms[0::3]].all()
    assert p.active[firms].sum() < 8
