"""The government's reply: support, reach, allotments, equalisation, street offices."""

import copy

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.assumptions import assumptions
from govsim.policy import PolicyPath
from govsim.rules.budgets import pay_out
from govsim.rules.decisions import choose_spending
from govsim.rules.government import (
    allot,
    allotted,
    command_reach,
    departments_help,
    discretionary_support,
    entitlement,
    needs_weight,
    reply,
    sent_down,
    share_cut,
    shared_out,
    street_view,
)
from govsim.rules.staff import fill_posts
from govsim.state import World

ONE = np.array([1.0])
share = st.integers(0, 1000).map(lambda n: n / 1000)


def answered(world: World, month: int = 2, **levers: object) -> World:
    """A month's reply and allotment."""
    world.month = world.draws.month = world.money.month = month
    policy = PolicyPath(world.size, levers).at(month)
    reply(world, policy, assumptions())
    allot(world, policy, assumptions())
    return world


# --- autonomy costs support unless money is tied (B13) --------------------------------


def test_the_street_s_view_by_hand() -> None:
    """0.3 · (0.3 − 0.8) + 0.2 · (0.6 − 0.9) = −0.15 − 0.06 = −0.21."""
    made = street_view(np.array([0.3]), 0.8, np.array([0.6]), 0.9, np.array([0.3, 0.2]))
    assert made == pytest.approx(-0.21)


def test_support_by_hand() -> None:
    """A view of −0.2: 0.8 untied, 0.92 with 0.6 tied, 1 if all is tied."""
    tied = np.array([0.0, 0.6, 1.0])
    assert discretionary_support(np.full(3, -0.2), tied) == pytest.approx(
        [0.8, 0.92, 1.0]
    )


def test_autonomy_costs_support_only_where_money_is_not_tied(world: World) -> None:
    world.committees.hold[:] = np.array([0.8, 0.6, 0.4, 0.2])
    untied = answered(world, money_follows_task=0.0).committees.support.copy()
    assert np.all(np.diff(untied) < 0.0)
    tied = answered(world, money_follows_task=1.0).committees.support
    assert tied == pytest.approx(1.0)


def test_power_alone_ties_no_money(world: World) -> None:
    """Nothing comes along under power only, so nothing is tied."""
    world.committees.hold[:] = 0.2
    made = [
        answered(world, money_follows_task=1.0, transfer_mode=word).committees.support[
            0
        ]
        for word in ("power_only", "staff_only", "money_only")
    ]
    assert made[0] < made[1] == made[2]


def test_help_is_withdrawn_where_less_than_usual_is_done() -> None:
    """0.8 usual, 0.4 done, 0.15 a point: 1 − 0.06; more than usual wins nothing."""
    done = np.array([0.4, 0.8, 1.0])
    assert departments_help(done, 0.8, 0.15) == pytest.approx([0.94, 1.0, 1.0])


def test_departments_answer_what_is_done_and_not_what_is_reported(
    world: World,
) -> None:
    k = world.committees
    k.reported_compliance[:] = 1.0
    k.issued[:], k.upward_load[:] = 100.0, 80.0
    k.compliance[:] = np.array([0.0, 0.5, 1.0, 1.0])
    made = answered(world).committees.help
    assert made == pytest.approx([1 - 0.15 * 0.8, 1 - 0.15 * 0.4, 1.0, 1.0])


# --- a richer government reaches deeper (B14) -----------------------------------------


def test_reach_by_hand() -> None:
    """Twice the means, gain 0.3, no lists: 1 + 0.3 · ln 2 = 1.208; full lists: 1.

    Without a street office 0.75 of either.
    """
    none = np.zeros(1)
    free = command_reach(2 * ONE, none, 0.3, none, 0.25)
    assert free == pytest.approx(1.0 + 0.3 * np.log(2.0))
    assert command_reach(2 * ONE, ONE, 0.3, none, 0.25) == pytest.approx(1.0)
    assert command_reach(2 * ONE, none, 0.3, ONE, 0.25) == pytest.approx(0.75 * free)


@given(share.map(lambda x: 0.2 + 4 * x), share)
def test_lists_protect_against_growth_and_keep_reach_in_decline(
    means: float, clear: float
) -> None:
    none = np.zeros(1)
    bare = command_reach(means * ONE, none, 0.3, none, 0.25)
    listed = command_reach(means * ONE, clear * ONE, 0.3, none, 0.25)
    assert abs(listed[0] - 1.0) <= abs(bare[0] - 1.0) + 1e-12


def test_means_are_remembered(world: World) -> None:
    """Twice the grant: a 24th of the way in a month."""
    answered(world, fiscal_grant_per_resident=800.0)
    assert world.committees.means == pytest.approx(1.0 + 1.0 / 24.0, abs=1e-6)


# --- who gets how much ----------------------------------------------------------------


def test_needs_weight_by_hand() -> None:
    """A fifth old, a third poor, half more each: 1 + 0.1 + 1/6."""
    made = needs_weight(np.array([0.2]), np.array([1 / 3]), 0.5, 0.5)
    assert made == pytest.approx(1.1 + 1 / 6)


def test_shared_out_by_hand() -> None:
    """100 each; weights 1 and 0.6 by registration: 125 and 75; 1 and 1.5 by needs: 80, 120."""
    budgets = np.full(2, 100.0)
    counted, needed = np.array([1.0, 0.6]), np.array([1.0, 1.5])
    assert shared_out(budgets, counted, needed, 0.0) == pytest.approx([125.0, 75.0])
    assert shared_out(budgets, counted, needed, 1.0) == pytest.approx([80.0, 120.0])
    assert shared_out(budgets, counted, needed, 0.5) == pytest.approx([102.5, 97.5])


@given(
    st.lists(st.tuples(st.floats(0, 1e7), share, share), min_size=1, max_size=9), share
)
def test_sharing_out_neither_makes_nor_loses_money(
    places: list[tuple[float, float, float]], equal: float
) -> None:
    budgets, counted, needed = (
        np.array(column) for column in zip(*places, strict=True)
    )
    made = shared_out(budgets, counted, needed, equal)
    assert made.sum() == pytest.approx(budgets.sum())
    assert np.all(made >= 0.0)


def test_equalisation_moves_money_between_places_and_adds_none(world: World) -> None:
    """Relocation estate (most migrants, poor) gains, commodity estate (rich) loses."""
    before = answered(world, budget_line_stable=1.0).committees.grant.copy()
    after = answered(world, equalisation=1.0, budget_line_stable=1.0).committees.grant
    assert after.sum() == pytest.approx(before.sum())
    types = list(world.types)
    assert after[types.index("relocation")] > before[types.index("relocation")]
    assert after[types.index("commodity")] < before[types.index("commodity")]


def test_closed_pools_equalise_nothing(world: World) -> None:
    world.shared = False
    for equal in (0.0, 1.0):
        answered(world, equalisation=equal, budget_line_stable=1.0)
        assert world.committees.grant == pytest.approx(200 * 400 / 12)
        assert world.communities.need_index == pytest.approx(1.0)


def test_entitlement_by_hand() -> None:
    """Migrants 0.85, a quarter of adults, 0.6 rival; full equalisation.

    They gain 0.15; all others lose 0.6 · 0.15 · 0.25 = 0.0225; renters come from 0.97.
    """
    quarter = np.array([0.25])
    none = entitlement(0.85, 0 * ONE, quarter, 0.6)[0]
    full = entitlement(0.85, ONE, quarter, 0.6)[0]
    assert none == pytest.approx([1.0, 1.0, 0.97, 0.85])
    assert full == pytest.approx([0.9775, 0.9775, 0.9775, 1.0])


def test_doors_follow_what_departments_grant(world: World) -> None:
    """Nothing decided in the community: access moves a twentieth towards entitlement."""
    policy = PolicyPath(
        world.size, {"equalisation": 1.0, "discretionary_share": 0.0}
    ).at(2)
    answered(world, equalisation=1.0)
    access = world.communities.access.copy()
    choose_spending(world, policy, assumptions())
    expected = access + 0.05 * (world.communities.entitlement - access)
    assert world.communities.access == pytest.approx(expected)


# --- lines in the budget and lines that are not ---------------------------------------


def test_cuts_take_loose_lines_first() -> None:
    """The district saves 0.2, half its lines stable: loose lines lose 0.4.

    Nothing in the budget: 0.4; half: 0.2; all: 0. Of a cut by 0.7 all loose and 0.4 of
    stable lines go: half stable 0.7, all stable 0.4. With half the saving taken evenly
    it is half of that and half the saving.
    """
    stable, fifth = np.array([0.0, 0.5, 1.0]), np.full(3, 0.2)
    assert share_cut(fifth, stable, 0.5, 1.0) == pytest.approx([0.4, 0.2, 0.0])
    assert share_cut(3.5 * fifth, stable, 0.5, 1.0) == pytest.approx([1.0, 0.7, 0.4])
    assert share_cut(fifth, stable, 0.5, 0.5) == pytest.approx([0.3, 0.2, 0.1])
    assert share_cut(np.ones(3), stable, 0.5, 0.6) == pytest.approx(1.0)


@given(share, share)
def test_a_place_like_the_district_bears_its_share(cut: float, stable: float) -> None:
    made = share_cut(np.array([cut]), np.array([stable]), stable, 0.6)
    assert made[0] == pytest.approx(cut, abs=1e-8)


def test_allotted_by_hand() -> None:
    """1,000 yuan, 600 fixed, half of 400 loose; support 0.8, a good year 1.1: −24."""
    made = allotted(
        np.array([1000.0]), np.array([600.0]), np.array([0.5]), 0.8 * ONE, 1.1 * ONE
    )
    assert made == pytest.approx(1000.0 - 200.0 * 0.12)


def test_wages_are_never_left_to_the_street_s_favour() -> None:
    made = allotted(np.array([500.0]), np.array([600.0]), 0 * ONE, 0 * ONE, ONE)
    assert made == pytest.approx(500.0)


def test_loose_lines_vary_by_year_and_stay_within_it(world: World) -> None:
    seen = [
        answered(world, month).committees.line_luck.copy() for month in range(1, 26)
    ]
    assert all(np.array_equal(seen[0], seen[month]) for month in range(1, 12))
    assert not np.array_equal(seen[11], seen[12])
    assert np.abs(np.array(seen) - 1.0).max() <= 0.1


def test_a_stable_budget_knows_no_luck_favour_or_new_needs(world: World) -> None:
    """All lines in the budget: 400 a year whatever happens; none: surges bring money."""
    world.shared = False
    world.committees.hold[:] = 0.1
    world.conditions.needs[:] = 2.0
    answered(world, 1, budget_line_stable=1.0, money_follows_task=0.0)
    assert world.committees.grant == pytest.approx(200 * 400 / 12)
    world.committees.hold[:] = 0.81
    loose = answered(world, 1, budget_line_stable=0.0).committees.grant
    assert np.all(loose > 200 * 400 / 12)


def test_a_budget_cut_hits_the_unprotected(world: World) -> None:
    """A fifth cut: all lines stable, 0.4 · a fifth; usual lines, a fifth."""
    world.shared = False
    world.conditions.grant[:] = 0.8
    stable = answered(world, budget_line_stable=1.0).committees.grant.copy()
    assert stable == pytest.approx(0.92 * 200 * 400 / 12)
    world.committees.line_luck[:] = 1.0
    world.committees.hold[:] = 0.81
    world.committees.reported_compliance[:] = 0.89
    usual = answered(world).committees.grant
    assert usual == pytest.approx(0.8 * 200 * 400 / 12, rel=1e-6)


# --- without a street office ----------------------------------------------------------


def test_sent_down_by_hand() -> None:
    """1,000 yuan, 0.3 kept to span: 700 down; 0.6 of it with staff: 420 / 5,500 posts."""
    yes, wage = np.array([True, False]), np.full(2, 5500.0)
    money, posts = sent_down(np.full(2, 1000.0), yes, 0.3, 0.6, wage)
    assert money == pytest.approx([700.0, 0.0])
    assert posts == pytest.approx([420 / 5500, 0.0])


def treasury(world: World, start: int) -> float:
    return sum(
        float(amount.sum())
        for _, source, _, _, _, amount in world.money.entries[start:]
        if source == "treasury"
    )


def test_closing_the_street_office_costs_and_saves_the_treasury_nothing(
    world: World,
) -> None:
    """What the office cost goes down instead; only its place in the ledger changes."""
    spent = []
    for word in ("street", "abolished"):
        w, start = copy.deepcopy(world), len(world.money.entries)
        answered(w, layers=word)
        pay_out(w, PolicyPath(w.size, {"layers": word}).at(2), assumptions())
        spent.append(treasury(w, start))
    assert spent[0] == pytest.approx(spent[1], rel=1e-9)


def test_staff_sent_down_fill_posts_below(world: World) -> None:
    path = PolicyPath(world.size, {"layers": "abolished"})
    answered(world, layers="abolished")
    assert np.all(world.committees.sent_down > 0.0)
    fill_posts(world, path.at(2), assumptions())
    own = 18.0 / 1e4 * world.communities.adults / 0.81
    assert world.committees.posts == pytest.approx(own + world.committees.sent_down)


def test_orders_carry_less_far_without_a_street_office(world: World) -> None:
    answered(world, layers="abolished")
    assert world.committees.reach == pytest.approx(0.75, abs=1e-6)


# --- the status quo, and the corners --------------------------------------------------


def test_the_status_quo_is_the_point_of_rest(world: World) -> None:
    """At the defaults nobody is favoured, helped less or reached deeper than usual."""
    k = answered(world, 1).committees
    assert k.support == pytest.approx(1.0, abs=0.03)
    assert k.help == pytest.approx(1.0, abs=0.01)
    assert k.reach == pytest.approx(1.0, abs=1e-3)
    assert world.communities.entitlement[:, 3] == pytest.approx(0.85)


def test_without_money_nothing_is_allotted(world: World) -> None:
    for word in ("street", "abolished"):
        answered(world, fiscal_grant_per_resident=0.0, layers=word)
        assert world.committees.grant == pytest.approx(0.0)
        assert world.committees.sent_down == pytest.approx(0.0)
        assert np.all(np.isfinite(world.committees.reach))
