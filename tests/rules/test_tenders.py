"""Tenders: price by competition, quality by what can be verified."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.assumptions import assumptions
from govsim.policy import PolicyPath
from govsim.rules.tenders import (
    BIDDERS,
    CONTRACT_DOMAINS,
    asked_for,
    bids,
    contract_quality,
    failed_share,
    fitting,
    let_contracts,
    price_paid,
    price_renewed,
    set_aside,
    slackened,
    taken_over,
    usual_domain,
    winner,
)
from govsim.state import World
from govsim.vocabulary import CLAIMS, DOMAINS, NGO_KINDS

MONITORING = CLAIMS.index("monitoring")


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
    world.communities.spending[:], world.communities.ngo_bridge[:] = 0.0, 0.0
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
    assert np.all(w.partners.contract_months == 12)
    assert w.money.balance("purchase") == pytest.approx(0.0)
    assert w.money.balance("diverted") == pytest.approx(150.0)
    assert w.money.balance("suppliers") == pytest.approx(850.0)
    assert w.communities.contracted.sum(axis=1) == pytest.approx(1000.0)


def test_open_tenders_are_cheaper_than_closed_ones(world: World) -> None:
    """A dozen able bidders pay about 1 + 0.3 · (4 / 13 − 1) = 0.79; few pay the reserve."""
    world.partners.active[:], world.partners.kind[world.partners.is_ngo] = False, 0
    world.partners.active[::4] = True
    w = tender(world, 1000.0, 1.0, quality_weight=0.0)
    assert 0.70 <= w.partners.contract_price.mean() <= 0.90


def test_a_running_contract_is_not_tendered_again(world: World) -> None:
    w = tender(world, 1000.0, 1.0)
    held = w.partners.contract_with.copy()
    closed = PolicyPath(w.size, {"tender_competition": 0.0})
    let_contracts(w, closed.at(6), A)
    assert np.array_equal(w.partners.contract_with, held)
    assert np.all(w.partners.contract_months == 11)


def test_a_contract_by_hand(world: World) -> None:
    """The cheapest wins and is watched with 0.5 · (1 · 0.8) = 0.4.

    Corners are cut on the saving against the usual price, by an NGO half as much; in
    its own field an NGO true to its members loses nothing more.
    """
    p = world.partners
    world.committees.claims[:], world.committees.effort[:] = 0.0, 0.8
    p.active[:], p.kind[p.is_ngo], p.domain[:] = (
        True,
        0,
        DOMAINS.index("elderly_welfare"),
    )
    tender(world, 1000.0, 1.0, quality_weight=0.0)
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
    """1,000 yuan a month is 12,000 a year: a twelfth of the way from nothing.

    In month 3 of 12 a firm of capability 0.9 watched with 0.5 · 0.8 has slackened by
    0.003 · 3 · 0.6 = 0.0054.
    """
    p = tender(world, 0.0, 0.0).partners
    firms = np.flatnonzero(~p.is_ngo)[:4]
    p.contract_with[:], p.contract_months[:], p.contract_length[:] = firms, 10, 12
    p.contract_price[:], p.capability[:], p.reputation[:] = 1.0, 0.9, 0.5
    world.committees.claims[:], world.committees.effort[:] = 0.0, 0.8
    p.contract_income[:] = 0.0
    money = np.full(world.size, 1000.0)
    world.money.move("treasury", "purchase", money, "test")
    let_contracts(world, PolicyPath(world.size, {}).at(6), A)
    others = np.setdiff1d(np.arange(p.home.size), firms)
    assert p.contract_income[firms] == pytest.approx(1000.0)
    assert p.contract_income[others] == pytest.approx(0.0)
    quality = 0.9 - A.slack_rate * 3 * 0.6
    assert p.contract_quality == pytest.approx(quality)
    assert p.reputation[firms] == pytest.approx(
        0.5 + A.reputation_rate * (quality - 0.5)
    )
    assert p.reputation[others] == pytest.approx(0.5)


# --- what a contract is worth over its months ------------------------------------------


def test_the_sitting_contractor_wins_a_tie_and_no_more_than_its_bonus() -> None:
    """Half price, half reputation: 0.30 + 0.05 against 0.34 and against 0.36."""
    costs, name = np.array([0.7, 0.66]), np.array([0.3, 0.34])
    assert winner(costs, name, 0.5) == 1
    assert winner(costs, name, 0.5, np.array([0.05, 0.0])) == 0
    assert winner(costs, np.array([0.3, 0.40]), 0.5, np.array([0.05, 0.0])) == 1


def test_savings_wear_off_where_few_bid() -> None:
    """A price of 0.8 with two bidders after three years: 0.8 + 0.2 · (1 − e^−0.3)."""
    told = 0.8 + 0.2 * (1 - np.exp(-0.3))
    assert price_renewed(0.8, 3.0, 2, 0.1) == pytest.approx(told)
    assert price_renewed(0.8, 3.0, 3, 0.1) == 0.8
    assert price_renewed(1.2, 3.0, 1, 0.1) == 1.2  # nothing was saved


def test_drifting_fits_funded_work_and_its_own_field_fits_any_ngo() -> None:
    """0.6 · (1 − 0.15 · 0.8 · 0.5) = 0.564."""
    made = fitting(
        np.full(3, 0.6), np.array([0.8, 0.0, 0.8]), np.array([0.5, 0.5, 1.0]), 0.15
    )
    assert made == pytest.approx([0.564, 0.6, 0.6])


def test_effort_slackens_until_the_next_tender_unless_watched() -> None:
    """0.5 − 0.003 · 20 · 0.5 = 0.47."""
    made = slackened(
        np.full(3, 0.5), np.array([0.0, 20.0, 20.0]), np.array([0.5, 0.5, 1.0]), 0.003
    )
    assert made == pytest.approx([0.5, 0.47, 0.5])


def test_only_more_than_the_usual_shortfall_is_a_failure() -> None:
    """Of 0.6 promised 0.36 delivered: 0.4 − 0.2 over 0.8 = 0.25."""
    made = failed_share(np.array([0.36, 0.5, 0.7, 0.0]), np.full(4, 0.6), 0.2)
    assert made == pytest.approx([0.25, 0.0, 0.0, 1.0])
    assert failed_share(np.zeros(1), np.zeros(1), 0.2) == pytest.approx(0.0)


def test_needs_carried_upward_change_what_is_bought() -> None:
    needs = np.full((1, 7), 1 / 7)
    assert asked_for(needs, np.zeros(1))[0] == pytest.approx(CONTRACT_DOMAINS)
    assert asked_for(needs, np.ones(1)) == pytest.approx(needs)
    half = asked_for(needs, np.full(1, 0.5))[0]
    assert half == pytest.approx(0.5 * CONTRACT_DOMAINS + 0.5 / 7)


def test_fields_are_drawn_as_contracts_are_spread() -> None:
    """Quarters for health and culture, then elderly from 0.5 and mediation from 0.8."""
    drawn = usual_domain(np.array([0.0, 0.24, 0.26, 0.51, 0.79, 0.81, 0.999]))
    names = [DOMAINS[row] for row in drawn]
    assert names[:3] == ["health", "health", "education_culture"]
    assert names[3:5] == ["elderly_welfare"] * 2
    assert names[5:] == ["mediation_legal"] * 2


def test_residents_groups_and_advocates_do_not_bid(world: World) -> None:
    assert [NGO_KINDS[k] for k in np.flatnonzero(BIDDERS)] == [
        "service",
        "hub",
        "cooperative",
    ]
    p = world.partners
    p.active[:], p.kind[p.is_ngo] = p.is_ngo, NGO_KINDS.index("mutual_aid")
    assert np.all(tender(world, 1000.0, 1.0).partners.contract_with == -1)


def test_nobody_bids_from_an_empty_place(world: World) -> None:
    world.partners.active[:] = False
    assert np.all(tender(world, 1000.0, 1.0).partners.contract_with == -1)


def test_penalties_keep_firms_from_bidding(world: World) -> None:
    """With firms alone, open tenders: all win without penalties, about half bid under them."""
    p = world.partners
    p.active[:] = ~p.is_ngo
    assert np.all(tender(world, 1000.0, 1.0).partners.contract_with >= 0)
    drawn = world.draws.at("tender", world.names[0]).random((p.home.size, 2))[:, 0]
    let_in = np.flatnonzero(p.active & (drawn < 1.0 - A.firm_shy))
    w = tender(world, 1000.0, 1.0, firm_penalty=1.0)
    assert w.partners.contract_with[0] in let_in
    assert let_in.size < (~p.is_ngo).sum()


@pytest.mark.parametrize("months", [3.0, 12.0, 60.0])
def test_the_lever_sets_how_long_a_contract_runs(world: World, months: float) -> None:
    w = tender(world, 1000.0, 1.0, contract_months=months)
    assert np.all(w.partners.contract_months == months)
    assert np.all(w.partners.contract_length == months)
    assert np.all(w.partners.contract_held == 0)


def test_whoever_wins_again_has_held_it_longer(world: World) -> None:
    w = tender(world, 1000.0, 1.0)
    p = w.partners
    p.active[:] = False
    p.active[p.contract_with] = True  # nobody else is left to bid
    p.contract_months[:], p.contract_held[:] = 1, 30
    held = p.contract_with.copy()
    w.money.move("treasury", "purchase", np.full(w.size, 1000.0), "test")
    let_contracts(w, PolicyPath(w.size, {"tender_competition": 1.0}).at(5), A)
    again = p.contract_with == held
    assert np.all(p.contract_held[again] == 31)
    assert np.all(p.contract_held[~again] == 0)


def test_contracts_and_tenders_and_ngos_claim_hours(world: World) -> None:
    """0.5 h per 1,000 yuan of 4,000 = 2; a tender due 8; three NGOs one each: 13 h."""
    p, c = world.partners, world.communities
    c.contracted[:] = 0.0
    c.contracted[:, 0] = 4000.0
    p.active[:] = False
    p.active[[n + 11 * place for place in range(4) for n in range(3)]] = True
    p.contract_months[:], c.purchase_offer[:] = [1, 2, 1, 9], [16.0, 16.0, 0.0, 16.0]
    set_aside(world, A)
    assert world.committees.claims[MONITORING] == pytest.approx([13.0, 5.0, 5.0, 5.0])


def test_a_broken_promise_is_handed_on_as_failure(world: World) -> None:
    """Capability 0.3 where the name promised 0.6: (0.5 − 0.2) / 0.8 = 0.375 in month 0."""
    p = world.partners
    world.committees.claims[:] = 0.0
    p.active[:], p.capability[:], p.reputation[:] = ~p.is_ngo, 0.3, 0.6
    w = tender(world, 1000.0, 0.9, quality_weight=1.0)
    priced = p.contract_price >= 1.0
    assert w.communities.contract_failure[priced] == pytest.approx(0.375)
    assert np.all(w.communities.contract_failure[~priced] >= 0.375)
    tender(world, 0.0, 1.0)
    assert w.communities.contract_failure == pytest.approx(0.0)


def test_fined_firms_cut_fewer_corners_and_ngos_as_before(world: World) -> None:
    p = world.partners
    p.active[:], p.kind[p.is_ngo], p.domain[:] = (
        True,
        0,
        DOMAINS.index("elderly_welfare"),
    )
    world.committees.claims[:] = 0.0
    free = tender(
        world, 1000.0, 1.0, quality_weight=0.0
    ).partners.contract_quality.copy()
    is_ngo = p.is_ngo[p.contract_with]
    assert not is_ngo.all()
    p.firm_fined[:] = 1.0
    fined = tender(world, 1000.0, 1.0, quality_weight=0.0).partners.contract_quality
    assert np.all(fined[~is_ngo] > free[~is_ngo])
    assert fined[is_ngo] == pytest.approx(free[is_ngo])


def test_staff_stay_in_their_posts_when_a_contract_changes_hands(world: World) -> None:
    """Three quarters of the posts 15,000 yuan a month pay: 0.75 · 0.6 · 15,000 / 4,500 = 1.5."""
    p = world.partners
    world.money.balances[:] = 0.0
    money = np.full(world.size, 15000.0)
    world.money.move("treasury", "street", money, "test")
    world.money.move("street", "purchase", money, "test")
    p.staff[:], p.tenure[:] = 0.0, 0.0
    idle = np.flatnonzero(~p.active)[:4]  # gone: whoever wins, it is another
    p.contract_with[:], p.contract_months[:] = idle, 1
    p.staff[idle], p.tenure[idle] = [3.0, 3.0, 3.0, 1.0], 2.0
    path = PolicyPath(world.size, {"tender_competition": 1.0})
    world.month = world.draws.month = 5
    let_contracts(world, path.at(5), A)
    assert p.staff[idle] == pytest.approx([1.5, 1.5, 1.5, 0.0])
    assert p.staff.sum() == pytest.approx(10.0)
    winners = np.unique(p.contract_with)
    assert p.staff[winners].sum() == pytest.approx(5.5)
    assert p.tenure[winners] == pytest.approx(2.0)


def test_a_new_contractor_takes_over_by_hand() -> None:
    """Two of three with four years join one with one year: (1 + 8) / 3 = 3 years."""
    staff, years = taken_over(np.array([3.0, 1.0]), np.array([4.0, 1.0]), 2.0)
    assert staff == pytest.approx([1.0, 3.0])
    assert years == pytest.approx([4.0, 3.0])
    staff, _ = taken_over(np.array([0.5, 0.0]), np.array([4.0, 1.0]), 2.0)
    assert staff == pytest.approx([0.0, 0.5])
    staff, years = taken_over(np.zeros(2), np.zeros(2), 2.0)
    assert not staff.any()
    assert not years.any()
