"""Compacts: who makes them, who watches, who pays, who gives up."""

import copy
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.assumptions import assumptions
from govsim.month import run_month
from govsim.policy import PolicyPath
from govsim.rules.compact import (
    DELIBERATE,
    IMPOSED,
    LEFT,
    NONE,
    VOLUNTEER,
    VOTED,
    agree,
    breach_seen,
    fine_due,
    in_force,
    keep,
    voice_in_rule,
)
from govsim.rules.cooperation import CONDITIONAL
from govsim.state import World
from govsim.vocabulary import CLAIMS

A = assumptions()
COMPACT = CLAIMS.index("compact")


def test_which_compact_is_in_force() -> None:
    """Imposed at once; voted by a majority at the general meeting, kept till the next."""
    due = np.array([True] * 4 + [False] * 2)
    law = np.array([IMPOSED, VOTED, VOTED, NONE, VOTED, VOTED])
    before = np.array([NONE, NONE, VOTED, VOTED, VOTED, NONE])
    present = np.array([10.0, 10.0, 10.0, 10.0, 10.0, 10.0])
    yes = np.array([0.0, 6.0, 5.0, 10.0, 0.0, 10.0])
    made = in_force(law, before, present, yes, due)
    assert made.tolist() == [IMPOSED, VOTED, NONE, NONE, VOTED, NONE]


def test_where_nobody_comes_nothing_is_voted() -> None:
    made = in_force(
        np.array([VOTED]), np.array([VOTED]), np.zeros(1), np.zeros(1), np.array([True])
    )
    assert made.tolist() == [NONE]


def test_voice_by_hand() -> None:
    """0.8 agreed · 3 / (3 + 3) = 0.4; none under an imposed rule."""
    rule = np.array([VOTED, IMPOSED, VOTED])
    made = voice_in_rule(
        rule, np.array([3.0, 3.0, 0.0]), 3.0, np.array([0.8, 0.8, 0.8])
    )
    assert made == pytest.approx([0.4, 0.0, 0.0])


def test_a_breach_is_seen_by_inspectors_or_neighbours() -> None:
    """1 − 0.75 · 0.9 = 0.325."""
    assert breach_seen(np.array([0.25]), np.array([0.1])) == pytest.approx(0.325)
    assert breach_seen(np.zeros(1), np.zeros(1)) == pytest.approx(0.0)
    assert breach_seen(np.zeros(1), np.array([3.0])) == pytest.approx(1.0)


def test_fines_are_graduated() -> None:
    """Nothing done: 20 yuan; half of what is due: 10; all: none; no rule: none."""
    keeps, due = np.array([0.0, 0.3, 0.6, 0.0]), np.array([0.6, 0.6, 0.6, 0.0])
    assert fine_due(keeps, due, np.full(4, 20.0)) == pytest.approx([20, 10, 0, 0])


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 100))
def test_a_fine_is_at_most_the_full_one(keeps: float, due: float, full: float) -> None:
    made = fine_due(np.array([keeps]), np.array([due]), np.array([full]))[0]
    assert 0.0 <= made <= full


def month_of(world: World, law: str, month: int = 6) -> World:
    """One month of the compact's two verbs."""
    world.month = world.draws.month = world.money.month = month
    agree(world, PolicyPath(world.size, {"compact": law}).at(month), A)
    keep(world, A)
    return world


def test_without_a_compact_nobody_owes_and_nobody_pays(world: World) -> None:
    belief, lean = world.residents.belief.copy(), world.residents.propensity.copy()
    before = world.money.balances.copy()
    w = month_of(world, "none")
    assert np.all(w.residents.fined == 0.0)
    assert np.array_equal(w.money.balances, before)
    assert np.array_equal(w.residents.belief, belief)
    assert np.array_equal(w.residents.propensity, lean)
    assert np.all(w.committees.claims[COMPACT] == 0.0)
    assert np.all(w.offers.duty_talk == 0.0)


def test_an_imposed_compact_is_inspected_and_fined(world: World) -> None:
    """0.01 hours an adult are claimed; fines go from households to the committee."""
    world.committees.hours[:] = 1000.0
    held = world.money.balance("committee").copy()
    w = month_of(world, "imposed")
    assert w.committees.claims[COMPACT] == pytest.approx(0.01 * w.communities.adults)
    assert w.offers.rule_watch == pytest.approx(0.25)
    fines = w.total(w.residents.fined)
    assert np.all(fines > 0)
    assert w.money.balance("committee") - held == pytest.approx(fines)
    assert np.all(w.offers.rule_voice == 0.0)


def test_without_hands_nobody_inspects(world: World) -> None:
    """No hours: no inspection, and so only neighbours' reports find anything."""
    world.committees.hours[:] = 0.0
    world.committees.watchers[:] = 0.0
    w = month_of(world, "imposed")
    assert np.all(w.offers.rule_watch == 0.0)
    assert np.all(w.residents.fined == 0.0)


def test_residents_decide_and_may_refuse(world: World) -> None:
    """At the general meeting: a majority in favour puts it in force, one against drops it."""
    r = world.residents
    r.acts[DELIBERATE], r.for_compact[:] = True, True
    w = month_of(world, "voted")
    assert np.all(w.communities.compact == VOTED)
    assert np.all(w.offers.rule_voice > 0)
    assert np.all(w.offers.duty_talk == 1.0)
    r.for_compact[:] = False
    assert np.all(month_of(world, "voted", 7).communities.compact == VOTED)
    r.for_compact[:] = False
    assert np.all(month_of(world, "voted", 18).communities.compact == NONE)


def test_under_a_rule_more_is_kept(world: World) -> None:
    kept = [
        month_of(copy.deepcopy(world), law).communities.kept
        for law in ("none", "imposed")
    ]
    assert np.all(kept[1] > kept[0])


def test_a_voted_rule_earns_a_premium_that_may_be_nothing(world: World) -> None:
    """Law 3 (vi): with legitimacy_premium 0 and no crowding, voted equals imposed."""
    r = world.residents
    r.acts[DELIBERATE], r.for_compact[:] = True, True
    gains = []
    for premium in (0.0, 0.5):
        a = replace(A, legitimacy_premium=premium, rule_crowding=0.0)
        kept = []
        for law in ("imposed", "voted"):
            w = copy.deepcopy(world)
            w.month = w.draws.month = w.money.month = 6
            agree(w, PolicyPath(w.size, {"compact": law}).at(6), a)
            w.offers.rule_voice[:] = 1.0 if law == "voted" else 0.0
            keep(w, a)
            kept.append(w.communities.kept.mean())
        gains.append(kept[1] - kept[0])
    assert gains[0] == pytest.approx(0.0, abs=1e-12)
    assert gains[1] > 0.05


def test_fined_volunteers_give_up(world: World) -> None:
    """Law 3 (v): of regular volunteers fined, the share fined_leaves goes for good."""
    r = world.residents
    r.cooperation_type[:], r.belief[:], r.habit[VOLUNTEER] = CONDITIONAL, 0.0, 1.0
    world.committees.hours[:] = 1e6
    a = replace(A, fined_leaves=1.0, compact_check_reach=1.0, compact_fine_yuan=5.0)
    world.month = world.draws.month = world.money.month = 6
    agree(world, PolicyPath(world.size, {"compact": "imposed"}).at(6), a)
    keep(world, a)
    fined = r.fined > 0
    assert fined.mean() > 0.5
    assert np.all(r.propensity[VOLUNTEER][fined] <= LEFT)
    assert np.all(r.propensity[VOLUNTEER][~fined] > LEFT)


def test_sanctions_drive_volunteers_away_over_the_years(world: World) -> None:
    """Law 3 (v) in whole months: imposed, fines that do not deter but offend."""
    a = replace(A, fined_leaves=0.2, compact_fine_yuan=5.0, sanction_response=0.2)
    acts = []
    for law in ("none", "imposed"):
        w, joined = copy.deepcopy(world), 0.0
        path = PolicyPath(w.size, {"compact": law})
        for month in range(1, 37):
            w.month = month
            run_month(w, path, a)
            joined += w.residents.acts[VOLUNTEER].mean() if month > 12 else 0.0
        acts.append(joined / 24)
    assert acts[1] < 0.95 * acts[0]


def test_rules_that_work_make_themselves_superfluous(world: World) -> None:
    """Residents who come to believe that others do their part vote a compact down."""
    r = world.residents
    w = month_of(world, "imposed")
    few = r.for_compact.mean()
    r.belief[:] = 0.9
    month_of(w, "imposed", 7)
    assert r.for_compact.mean() < few


def test_common_duties_are_hours_in_the_ledger(world: World) -> None:
    """0.1 hours an adult and month, as far as residents do their part."""
    before = world.hours.now.sum()
    w = month_of(world, "imposed")
    done = 0.1 * w.residents.keeps.sum()
    assert w.hours.now.sum() - before == pytest.approx(done)
