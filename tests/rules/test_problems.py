"""Problems: what arises, what is settled, what piles up and breaks out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.assumptions import assumptions
from govsim.policy import PolicyPath
from govsim.rules.problems import (
    broken_out,
    compounded,
    friction,
    new_problems,
    pile_up,
    screen,
    seen_early,
    settled,
)
from govsim.state import World
from govsim.vocabulary import CLAIMS, DOMAINS

A = assumptions()
SCREENING = CLAIMS.index("screening")


def test_friction_by_hand() -> None:
    """A quarter of migrants, trust 0.2: 2 · 0.25 · 0.75 · 0.8 = 0.3; one kind only: none."""
    made = friction(np.array([0.25, 0.0, 1.0]), np.array([0.2, 0.2, 0.2]))
    assert made == pytest.approx([0.3, 0.0, 0.0])


def test_what_arises_by_hand() -> None:
    """3 in the status quo; e^0.5 times as many when all three push; twice the needs."""
    one, none = np.ones(1), np.zeros(1)
    assert new_problems(3.0, none, none, none, one) == pytest.approx(3.0)
    pushed = new_problems(3.0, 0.2 * one, 0.2 * one, 0.1 * one, 2.0 * one)
    assert pushed == pytest.approx(6.0 * np.exp(0.5))


def test_seen_early_by_hand() -> None:
    """The grid sees a fifth, screening half of the rest: 1 − 0.8 · 0.5 = 0.6."""
    assert seen_early(np.array([0.2]), np.array([0.5])) == pytest.approx(0.6)


def test_settled_by_hand() -> None:
    """20 open, 8 of them ripe, capacity 8: 8 · (1 − 1/e) = 5.06; much capacity: 8."""
    made = settled(np.array([20.0, 20.0, 0.0]), np.array([8.0, 1e6, 5.0]), 0.4)
    assert made == pytest.approx([8 * (1 - np.exp(-1)), 8.0, 0.0])


@given(st.floats(0, 1e4), st.floats(0, 1e3))
def test_no_more_is_settled_than_is_ripe_or_can_be_taken_on(
    open_: float, capacity: float
) -> None:
    made = settled(np.array([open_]), np.array([capacity]), 0.4)[0]
    assert 0 <= made <= min(0.4 * open_, capacity) + 1e-9


def test_what_breaks_out_grows_faster_than_what_is_open_by_hand() -> None:
    """30 open: 0.05 · ½ · 30 = 0.75; 90 open: 0.05 · ¾ · 90 = 3.375, four and a half times."""
    one = np.ones(2)
    made = broken_out(np.array([30.0, 90.0]), 0.05, 30.0, one)
    assert made == pytest.approx([0.75, 3.375])
    assert broken_out(np.array([30.0]), 0.05, 30.0, np.array([0.5])) == pytest.approx(
        0.375
    )
    assert broken_out(np.zeros(1), 0.05, 30.0, np.ones(1)) == pytest.approx(0.0)


def test_what_is_left_draws_others_in() -> None:
    assert compounded(np.array([10.0]), 0.02) == pytest.approx(10.2)


def years(world: World, months: int = 120) -> np.ndarray:
    """Open problems after months in which everything else stays as it is."""
    for month in range(1, months + 1):
        world.draws.month = month
        pile_up(world, A)
    return world.communities.problems.copy()


def test_problems_settle_down_where_they_are_absorbed_and_pile_up_where_not(
    world: World,
) -> None:
    c, o = world.communities, world.offers
    world.residents.tenure[:] = 0  # of one kind: little friction
    c.services[:], o.duties_known[:] = 0.6, A.usual_known
    world.hours.now[:] = 0.0
    world.hours.enter("staff", "service", 2 * A.reference_case_hours * c.adults)
    calm = years(world)
    assert np.all(calm < 8.0)
    world.hours.now[:] = 0.0
    c.services[:], o.duties_known[:] = 0.3, 0.0
    boiling = years(world)
    assert np.all(boiling > 60.0)
    assert np.all(np.isfinite(years(world, 600)))  # what breaks out bounds the stock


def test_incidents_follow_the_stock_more_than_in_proportion(world: World) -> None:
    c = world.communities
    rates = []
    for stock in (5.0, 50.0):
        c.problems[:] = stock
        pile_up(world, A)
        rates.append(c.incidents.mean())
    assert rates[1] > 12.0 * rates[0]


def test_residents_meet_an_incident_in_their_building_only(world: World) -> None:
    """No incident, nobody; incidents everywhere, the share that notices one."""
    c, r = world.communities, world.residents
    c.problems[:], world.conditions.needs[:] = 0.0, 0.0
    pile_up(world, A)
    assert not r.met_incident.any()
    c.problems[:] = 1e6
    pile_up(world, A)
    assert r.met_incident.mean() == pytest.approx(A.incident_reach, abs=0.05)


def test_knowing_the_legal_way_keeps_disputes_from_breaking_out(world: World) -> None:
    c, r = world.communities, world.residents
    rates = []
    for aware in (0.35, 0.85):
        c.problems[:], r.legal_awareness[:] = 40.0, aware
        pile_up(world, A)
        rates.append(c.incidents.copy())
    assert rates[1] == pytest.approx(np.exp(-0.5) * rates[0])


def test_grid_and_screening_lower_what_has_to_be_carried_on(world: World) -> None:
    """Nothing seen early: 1 / 0.9; everything: 0.5 / 0.9 of the usual inflow."""
    c = world.communities
    inflow = []
    for detected in (0.0, 1.0):
        c.problems[:], c.detected[:], c.screened[:] = 0.0, detected, 0.0
        world.hours.now[:] = 0.0
        c.services[:], world.residents.belonging[:] = 0.0, 0.0
        pile_up(world, A)
        inflow.append((c.problems / (1 + A.problem_growth) + c.incidents).copy())
    assert inflow[1] == pytest.approx(0.5 * inflow[0])


def test_screening_finds_what_its_hours_allow(world: World) -> None:
    """0.012 hours an adult find half of the 0.6 that can be found; no hours, nothing."""
    k, c = world.committees, world.communities
    k.claims[:], k.effort[:] = 0.0, 1.0
    k.claims[SCREENING] = A.screening_half * c.adults
    policy = PolicyPath(world.size, {}).at(1)
    world.hours.now[:] = 0.0
    screen(world, policy, A)
    assert c.screened == pytest.approx(0.0)
    given_ = k.claims[SCREENING] / (1 - A.overhead)
    world.hours.enter("staff", "overhead", given_)
    screen(world, policy, A)
    assert c.screened == pytest.approx(0.3)


def test_legal_aid_is_worth_its_money_and_what_residents_know(world: World) -> None:
    """36 yuan a year, 3 a month: 1000 · 3 / 600 = 5 cases; half as aware: 2.5."""
    c, money = world.communities, world.money
    policy = PolicyPath(world.size, {"legal_service": 36.0}).at(1)
    for aware, told in ((A.legal_usual, 5.0), (0.5 * A.legal_usual, 2.5)):
        money.balances[:] = 0.0
        money.move("treasury", "street", 3.0 * c.adults, "test")
        world.residents.legal_awareness[:] = aware
        screen(world, policy, A)
        assert c.legal_aid == pytest.approx(told)
        assert money.balance("street") == pytest.approx(0.0)
    screen(world, policy, A)  # the money is gone
    assert c.legal_aid == pytest.approx(0.0)


def test_legal_aid_and_mediation_settle_more(world: World) -> None:
    c = world.communities
    left = []
    for aid, quality in ((0.0, 0.3), (5.0, 0.3), (0.0, 0.9)):
        c.problems[:], c.legal_aid[:] = 40.0, aid
        c.services[:, DOMAINS.index("mediation_legal")] = quality
        pile_up(world, A)
        left.append(c.problems.mean())
    assert left[1] < left[0]
    assert left[2] < left[0]
