"""NGOs: gifts against grants, drift, staff, learning, members, and the books of all."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.assumptions import assumptions
from govsim.policy import PolicyPath
from govsim.rules import founding, ngos
from govsim.rules.ngos import (
    BRIDGES,
    GROUP,
    HUB,
    NGO,
    ORGANISES,
    SERVICE,
    at_home,
    contracted,
    donations,
    drifted,
    finding_none,
    fundraising_after,
    gifts_raised,
    kept_going,
    learnt,
    live,
    ngo_count,
    posts_paid,
    public_share,
    shared,
    staff_after,
)
from govsim.state import World

A = assumptions()
PLACES = 11
share = st.integers(0, 1000).map(lambda n: n / 1000)


def one(x: float) -> np.ndarray:
    return np.array([x])


TEN = one(10.0), one(2.0)  # ten people with two years in post


# --- gifts and grants -----------------------------------------------------------------


def test_fundraising_falls_by_a_seventh_of_a_small_grant_and_never_below_nothing() -> (
    None
):
    """Of 5,000 a grant of 1,000 leaves 5,000 · e^(−0.141 / 5) = 4,861: 139 less."""
    after = fundraising_after(one(5000.0), one(1000.0), 0.141)
    assert after == pytest.approx(5000 * np.exp(-0.0282))
    assert 5000 - after[0] == pytest.approx(139.0, abs=0.1)
    assert fundraising_after(one(5000.0), one(1e7), 0.141) == pytest.approx(0.0)
    assert fundraising_after(one(0.0), one(1000.0), 0.141) == pytest.approx(0.0)


def test_bound_fundraising_does_not_fall() -> None:
    made = fundraising_after(one(5000.0), one(1000.0), 0.141, one(1.0))
    assert made == pytest.approx(5000.0)
    half = fundraising_after(one(5000.0), one(1000.0), 0.141, one(0.5))
    assert half == pytest.approx(0.5 * 5000 + 0.5 * 5000 * np.exp(-0.0282))


def test_gifts_follow_fundraising_less_than_in_proportion() -> None:
    """100 · 16 ^ 0.5 = 400; four times the spending brings twice the gifts."""
    assert donations(one(100.0), one(16.0), 0.5) == pytest.approx(400.0)
    assert donations(one(100.0), one(64.0), 0.5) == pytest.approx(800.0)
    assert donations(one(100.0), one(0.0), 0.62) == pytest.approx(0.0)


def test_a_grant_of_a_thousand_crowds_out_three_quarters_only_through_fundraising() -> (
    None
):
    """The study's own figures: 757 less where fundraising is free, about none if fixed."""
    usual, grant = one(43_500.0), one(1000.0)
    spent, before = gifts_raised(usual, one(0.0), 0.0, A)
    assert before == pytest.approx(43_500.0)
    assert spent == pytest.approx(5000.0)
    _, free = gifts_raised(usual, grant, 0.0, A)
    _, fixed = gifts_raised(usual, grant, 1.0, A)
    assert -850 <= free[0] - before[0] <= -100
    assert free[0] - before[0] == pytest.approx(-754, abs=3)
    assert fixed == pytest.approx(before)


@given(st.floats(0, 1e5), st.floats(0, 1e5), share)
def test_more_grant_never_raises_fundraising(
    usual: float, grant: float, fixed: float
) -> None:
    some = fundraising_after(one(usual), one(grant), 0.141, fixed)[0]
    more = fundraising_after(one(usual), one(grant + 100.0), 0.141, fixed)[0]
    assert 0 <= more <= some <= usual


def test_donors_are_shared() -> None:
    """Two have the usual, one one and a half times, eight a third each."""
    assert shared(np.array([2.0, 1.0, 8.0])) == pytest.approx([1.0, 1.5, 1 / 3])


# --- drift, learning, staff, members ---------------------------------------------------


def test_drift_by_hand() -> None:
    """Wholly public from 0.6: 0.6 − 0.6 · 0.1 / 12; without it back by 0.4 · 0.1 / 12."""
    made = drifted(np.array([0.6, 0.6]), np.array([1.0, 0.0]), 0.1)
    assert made == pytest.approx([0.6 - 0.005, 0.6 + 0.4 / 120])


@pytest.mark.parametrize("public", [0.0, 0.3, 0.8, 1.0])
def test_drift_rests_where_attention_is_what_is_not_public(public: float) -> None:
    mission = one(0.5)
    for _ in range(2000):
        mission = drifted(mission, one(public), 0.1)
    assert mission == pytest.approx(1.0 - public, abs=1e-3)


def test_learning_by_hand() -> None:
    """0.5 + 0.02 · 0.5 − 0.5 · 0.1 · (0.5 − 0.4) = 0.505; founders' skill is not lost."""
    made = learnt(np.array([0.5, 0.3]), np.array([0.02, 0.0]), one(0.1), one(0.4), 0.5)
    assert made == pytest.approx([0.505, 0.3])


def test_posts_follow_contracts_by_hand() -> None:
    """0.6 of 9,000 a month and of 18,000 a year at 4,500: 1.2 + 0.2 posts."""
    made = posts_paid(np.array([9000.0, 0.0]), np.array([18000.0, 0.0]), 0.6, 4500.0)
    assert made == pytest.approx([1.4, 0.0])


def test_staff_by_hand() -> None:
    """Ten at 0.19 a year lose 0.157; of 10.157 more posts a quarter are filled: 12.382."""
    gone = 10 * (1 - np.exp(-0.19 / 12))
    staff, years, left, freed = staff_after(*TEN, one(20.0), one(0.19), 0.25, 0.25)
    hired = 0.25 * (20 - 10 + gone)
    assert left == pytest.approx(gone)
    assert freed == pytest.approx(0.0)
    assert staff == pytest.approx(10 - gone + hired)
    told = (10 - gone) * (2 + 1 / 12) / (10 - gone + hired)
    assert years == pytest.approx(told)


def test_unpaid_posts_are_given_up_by_hand() -> None:
    """Of 9.843 who stay seven too many are let go at a quarter: 1.711; years run on."""
    staff, years, left, freed = staff_after(*TEN, one(3.0), one(0.19), 0.25, 0.25)
    assert freed == pytest.approx(0.25 * (10.0 - left[0] - 3.0))
    assert freed == pytest.approx(1.711, abs=5e-4)
    assert staff == pytest.approx(10.0 - left - freed)
    assert years == pytest.approx(2 + 1 / 12)
    nobody, years, *_ = staff_after(one(0.0), one(2.0), one(0.0), one(0.19), 0.25, 0.25)
    assert nobody == years == pytest.approx(0.0)


def test_who_is_let_go_finds_a_post_where_somebody_hires() -> None:
    """Four let go and three hired: a quarter finds none; nobody let go, nobody lost."""
    made = finding_none(np.array([4.0, 2.0, 0.0]), np.array([3.0, 5.0, 0.0]))
    assert made == pytest.approx([0.25, 0.0, 0.0])


def test_steady_staff_stay_five_years_and_fast_growing_staff_less_than_three() -> None:
    """1 / 0.19 = 5.3 years in post at rest; three years after posts treble less."""
    staff, tenure = one(10.0), one(0.0)
    for _ in range(600):
        staff, tenure, *_ = staff_after(staff, tenure, one(10.0), one(0.19), 0.25, 0.25)
    assert tenure == pytest.approx(1 / 0.19, abs=0.15)
    means = []
    for _ in range(36):
        staff, tenure, *_ = staff_after(staff, tenure, one(30.0), one(0.19), 0.25, 0.25)
        means.append(tenure[0])
    assert np.mean(means) < 3.0


def test_a_contract_keeps_all_going_else_members_do() -> None:
    """No members nothing, four of four half."""
    made = kept_going(np.array([0.0, 4.0, 0.0]), np.array([False, False, True]), 4.0)
    assert made == pytest.approx([0.0, 0.5, 1.0])


# --- a month in the world --------------------------------------------------------------


def two_each(w: World) -> World:
    """Two service NGOs without contracts in each place, at rest."""
    p = w.partners
    p.active[:] = False
    for row in range(2):
        p.active[row::PLACES] = True
    p.kind[p.is_ngo], p.contract_with[:] = SERVICE, -1
    for name in ("contract_income", "incubation", "public_income", "own_income"):
        getattr(p, name)[:] = 0.0
    p.income[:], p.reserves[:], p.short[:], p.mission[:] = 0.0, 0.0, 0.0, 0.8
    w.money.balances[:] = 0.0
    w.offers.match_open[:] = 0.0
    return w


def test_a_month_of_gifts_and_bills_by_hand(world: World) -> None:
    """Trust ½: 4 yuan an adult and year come in; 3 of upkeep and 4 / 8.7 of fundraising."""
    w = two_each(world)
    w.residents.trust[NGO] = 0.5
    live(w, A)
    adults, p = w.communities.adults, w.partners
    got, due = 4.0 / 12 * adults, (3.0 + 4.0 / 8.7) / 12 * adults
    for row in range(2):
        assert p.reserves[row::PLACES] == pytest.approx(got - due)
        assert p.own_income[row::PLACES] == pytest.approx(got)
        assert np.all(p.short[row::PLACES] == 0.0)
    assert w.money.balance("ngo") == pytest.approx(2 * (got - due))
    assert w.money.balance("households") == pytest.approx(-2 * got)
    assert w.money.balance("suppliers") == pytest.approx(2 * due)


def test_a_contract_pays_upkeep_and_crowds_gifts_out(world: World) -> None:
    """20 yuan an adult and year: a fee of 2 leaves 1 of upkeep to pay."""
    w = two_each(world)
    w.residents.trust[NGO] = 0.5
    p, adults = w.partners, w.communities.adults
    p.contract_income[0::PLACES] = 20.0 * adults
    live(w, A)
    spent = 4.0 / 8.7 * np.exp(-0.141 * 2.0 * 8.7 / 4.0)
    gift = 4.0 * np.exp(-0.141 * 2.0 * 8.7 / 4.0) ** 0.62
    assert p.own_income[0::PLACES] == pytest.approx(gift / 12 * adults)
    assert p.own_income[1::PLACES] == pytest.approx(4.0 / 12 * adults)
    told = (gift - spent - 1.0) / 12 * adults
    assert p.reserves[0::PLACES] == pytest.approx(told)
    assert public_share(w)[0] == pytest.approx(20.0 / (20.0 + gift / 12))


def test_matched_gifts_keep_fundraising_up(world: World) -> None:
    w = two_each(world)
    w.residents.trust[NGO], w.offers.match_open[:] = 0.5, 1.0
    w.partners.contract_income[0::PLACES] = 20.0 * w.communities.adults
    live(w, A)
    told = 4.0 / 12 * w.communities.adults
    assert w.partners.own_income[0::PLACES] == pytest.approx(told)


def test_nobody_trusts_nobody_pays_and_the_months_are_counted(world: World) -> None:
    """At no trust 2 yuan come in against 3.46 due: it pays what it has and falls short."""
    w = two_each(world)
    w.residents.trust[NGO] = 0.0
    for month in (1.0, 2.0):
        live(w, A)
        assert np.all(w.partners.short[0::PLACES] == month)
        assert w.partners.reserves == pytest.approx(0.0)


def test_more_than_a_years_upkeep_is_used(world: World) -> None:
    w = two_each(world)
    w.residents.trust[NGO] = 0.5
    wealth = np.full(w.size, 9.0 * w.communities.adults)
    w.money.move("treasury", "ngo", 2 * wealth, "test")
    w.partners.reserves[:] = 0.0
    for row in range(2):
        w.partners.reserves[row::PLACES] = wealth
    live(w, A)
    assert w.partners.reserves[0::PLACES] == pytest.approx(3.0 * w.communities.adults)
    assert w.money.flow("ngo", purpose="NGOs' activities") == pytest.approx(
        2 * (6.0 + (4.0 - 3.0 - 4.0 / 8.7) / 12) * w.communities.adults
    )


def test_reserves_add_up_to_the_account_over_years(world: World) -> None:
    """Foundings, incubation, exits and bills: what NGOs hold is what the ledger says."""
    w, p = world, world.partners
    policy = PolicyPath(w.size, {"ngo_incubation_yuan": 8.0, "ngo_entry_barrier": 0.0})
    for month in range(1, 61):
        w.month = w.draws.month = w.money.month = month
        w.money.move("treasury", "street", np.full(w.size, 1e4), "test")
        founding.found(w, policy.at(month), A)
        ngos.live(w, A)
        founding.close(w, A)
        assert at_home(w, p.reserves) == pytest.approx(w.money.balance("ngo"), abs=1e-3)


def test_members_come_to_what_they_trust_and_is_still_theirs(world: World) -> None:
    """A tenth of the way to 5 · (½ + luck) · mission · (½ + trust) · volunteers' share."""
    w = two_each(world)
    p, c = w.partners, w.communities
    w.residents.trust[NGO], p.luck[:], p.members[:] = 0.5, 0.7, 2.0
    live(w, A)
    mission, wide = p.mission[0], c.volunteering / A.volunteer_usual
    told = 2.0 + 0.1 * (5.0 * 1.2 * mission * wide - 2.0)
    assert p.members[0::PLACES] == pytest.approx(told)
    assert np.all(p.members[~p.active] == 0.0)


def test_only_an_ngo_with_neither_contract_nor_members_sleeps(world: World) -> None:
    w = two_each(world)
    p = w.partners
    p.members[:], w.communities.volunteering[:] = 0.0, 0.0
    w.residents.acts[:] = False
    p.contract_with[:] = -1
    p.contract_with[0] = 0
    live(w, A)
    assert p.dormant[1::PLACES].all()
    assert not p.dormant[0]
    assert p.dormant[PLACES]
    assert not p.dormant[~p.active].any()
    w.communities.volunteering[:], p.members[:] = 0.03, 20.0
    live(w, A)
    assert not p.dormant.any()


def test_organising_and_bridging_by_hand(world: World) -> None:
    """One hub and one group without contract, four members of half four: half active."""
    w = two_each(world)
    p = w.partners
    p.kind[0::PLACES], p.kind[1::PLACES] = HUB, GROUP
    live(w, A)
    c = w.communities
    for place in range(w.size):
        rows = [PLACES * place, PLACES * place + 1]
        does = p.mission[rows] * p.members[rows] / (p.members[rows] + A.members_half)
        hours = A.ngo_organising * (ORGANISES[[HUB, GROUP]] * does).sum()
        missed = np.prod(1 - A.ngo_bridging * BRIDGES[[HUB, GROUP]] * does)
        assert c.ngo_organising[place] == pytest.approx(hours)
        assert c.ngo_bridge[place] == pytest.approx(1 - missed)


def test_without_ngos_nobody_organises_or_bridges(world: World) -> None:
    world.partners.active[:] = False
    live(world, A)
    assert world.communities.ngo_organising == pytest.approx(0.0)
    assert world.communities.ngo_bridge == pytest.approx(0.0)
    assert ngo_count(world) == pytest.approx(0.0)


def test_volunteers_who_know_each_other_are_noted(world: World) -> None:
    """Half of a month's volunteers know another: a twelfth of the way to it."""
    r, c = world.residents, world.communities
    c.volunteering[:], c.initiative[:] = 0.0, 0.0
    r.acts[:] = False
    pair = np.flatnonzero(r.community == 0)[:2]
    lone = int(np.flatnonzero(r.community == 1)[0])
    r.neighbours[:, pair[0]] = pair[1]
    r.neighbours[:, pair[1]] = r.neighbours[:, lone] = lone
    r.acts[ngos.VOLUNTEER, pair] = True
    live(world, A)
    adults = c.adults[0]
    assert c.volunteering[0] == pytest.approx(2 / adults / 12)
    assert c.initiative[0] == pytest.approx(1 / adults / 12)
    assert c.volunteering[1] == pytest.approx(0.0)


def test_contracts_teach_and_longer_ones_keep_staff(world: World) -> None:
    """Learning 0.008 · L / (L + 12) of the gap; quits 0.19 · (12 / L) ^ 0.25."""
    ends = []
    for length in (3, 12, 36):
        w = two_each(world)
        p = w.partners
        p.contract_with[:] = PLACES * np.arange(4)
        p.contract_length[:], p.capability[:], p.founders[:] = length, 0.5, 0.5
        p.staff[:], w.communities.contracted[:] = 2.0, 1e5
        live(w, A)
        told = 0.5 + 2 * A.ngo_learning * length / (length + 12) * 0.5
        assert p.capability[0] == pytest.approx(told)
        quits = A.ngo_quit * (12 / length) ** A.contract_security
        assert p.left[0] == pytest.approx(2 * (1 - np.exp(-quits / 12)))
        ends.append(p.capability[0])
        assert p.capability[1] == pytest.approx(0.5)
    assert ends[0] < ends[1] < ends[2]


def test_a_hub_teaches_the_others_and_incubation_the_young(world: World) -> None:
    w = two_each(world)
    p = w.partners
    p.capability[:] = p.founders[:] = 0.5
    p.kind[1] = HUB  # in the first place only
    p.incubation[PLACES] = 2.0 * w.communities.adults[1]
    p.contract_with[0] = 1  # the hub works
    live(w, A)
    assert p.capability[0] == pytest.approx(0.5 + 0.5 * A.hub_teaching)
    assert p.capability[PLACES] == pytest.approx(0.5 + 0.5 * A.ngo_training / 2)
    assert p.capability[2 * PLACES] == pytest.approx(0.5)


def test_who_holds_a_contract(world: World) -> None:
    world.partners.contract_with[:] = [3, -1, 3, 12]
    assert np.flatnonzero(contracted(world)).tolist() == [3, 12]


def test_posts_come_with_the_contract_and_go_with_it(world: World) -> None:
    """A contract of 18 yuan an adult and year, trust ½: posts at once, none when it ends."""
    w = two_each(world)
    p, adults = w.partners, w.communities.adults
    p.staff[:], p.contract_with[:] = 0.0, PLACES * np.arange(w.size)
    w.communities.contracted[:] = 0.0
    w.communities.contracted[:, 0] = 1.5 * adults
    live(w, A)
    posts = A.staff_share * (1.5 * adults + p.own_income[0::PLACES] / 12) / A.ngo_wage
    assert p.staff[0::PLACES] == pytest.approx(A.ngo_hire * posts)
    had = p.staff.copy()
    w.communities.contracted[:], p.contract_with[:] = 0.0, -1
    live(w, A)
    assert np.all(p.staff[0::PLACES] < (1.0 - 0.5 * A.ngo_release) * had[0::PLACES])
    assert np.all(p.left[0::PLACES] > 0.0)
