"""Shocks: in force from their month, for their months, in their places."""

import numpy as np
import pytest

from govsim.assumptions import assumptions
from govsim.rules.shocks import (
    EMERGENCY,
    grown,
    left_by_units,
    ready_share,
    respond,
    still_open,
    strike,
)
from govsim.scenarios import SHOCKS, Shock
from govsim.scenarios.shocks import LASTING, LONGEST, usual_months
from govsim.state import World

A = assumptions()


def struck(world: World, month: int, *shocks: Shock) -> World:
    world.month, world.shocks = month, shocks
    world.communities.unit_usual[:] = 0.0  # nothing that units did falls away
    strike(world, A)
    return world


def test_without_shocks_nothing_happens(world: World) -> None:
    now = struck(world, 5).conditions
    for column in (now.grant, now.mandate, now.needs, now.purchase, now.gatherings):
        assert np.all(column == 1.0)
    for column in (now.emergency, now.scandal, now.arrivals, now.firm_leaves):
        assert np.all(column == 0.0)


@pytest.mark.parametrize(
    ("kind", "column", "value"),
    [
        ("budget-cut", "grant", 0.7),
        ("new-mandate", "mandate", 1.3),
        ("needs-surge", "needs", 1.3),
    ],
)
def test_a_shock_lasts_its_months(
    world: World, kind: str, column: str, value: float
) -> None:
    """Month 5 for 3 months is 5, 6 and 7."""
    shock = Shock(month=5, kind=kind, size=0.3, months=3)
    for month in range(3, 10):
        told = value if month in (5, 6, 7) else 1.0
        made = getattr(struck(world, month, shock).conditions, column)
        assert made == pytest.approx(told), month


def test_a_shock_hits_its_places_only(world: World) -> None:
    shock = Shock(month=5, kind="budget-cut", size=1.0, months=1, community=(1,))
    assert struck(world, 5, shock).conditions.grant.tolist() == [1.0, 0.0, 1.0, 1.0]


def test_shocks_of_a_kind_multiply(world: World) -> None:
    """Half of a half."""
    cut = Shock(month=5, kind="budget-cut", size=0.5, months=2)
    assert struck(world, 5, cut, cut).conditions.grant == pytest.approx(0.25)


def test_a_list_is_cut_once(world: World) -> None:
    """81 of 387 items struck: 0.7907 of the list is left, and stays so next month."""
    world.communities.listed_tasks[:] = 1.0
    shock = Shock(month=5, kind="task-list-cut", size=81 / 387, months=0)
    for month in (4, 5, 6, 7):
        struck(world, month, shock)
        told = 1.0 if month < 5 else 0.7907
        assert world.communities.listed_tasks == pytest.approx(told, abs=1e-4)


def test_an_epidemic_by_hand(world: World) -> None:
    """Severity 1: 0.4 hours an adult at once, then 0.1 a month; needs 1.3, gatherings 0.3."""
    world.communities.emergency[:] = 0.0
    shock = Shock(month=5, kind="epidemic", size=1.0, months=3, community=(1,))
    for month, told in ((4, 0.0), (5, 0.4), (6, 0.1), (7, 0.1), (8, 0.0)):
        now = struck(world, month, shock).conditions
        assert now.emergency == pytest.approx([0.0, told, 0.0, 0.0])
        force = 5 <= month <= 7
        assert now.needs[1] == pytest.approx(1.3 if force else 1.0)
        assert now.gatherings[1] == pytest.approx(0.3 if force else 1.0)
    assert world.communities.emergency == pytest.approx([0.0, 0.6, 0.0, 0.0])


def test_even_the_gravest_epidemic_leaves_some_gatherings(world: World) -> None:
    shock = Shock(month=5, kind="epidemic", size=3.0, months=3)
    assert struck(world, 5, shock).conditions.gatherings == pytest.approx(0.05)


@pytest.mark.parametrize(
    ("kind", "size", "column", "told"),
    [
        ("migrant-flood", 0.4, "arrivals", 0.4),
        ("scandal", 0.6, "scandal", 0.6),
        ("firm-leaves", 1.0, "firm_leaves", 1.0),
        ("purchase-stop", 0.75, "purchase", 0.25),
        ("ageing", 0.5, "ageing", 0.5),
        ("unit-withdraws", 0.7, "unit_support", 0.3),
        ("expectations-trend", 0.06, "expectations", 0.005),
    ],
)
def test_each_kind_sets_its_condition_while_it_lasts(
    world: World, kind: str, size: float, column: str, told: float
) -> None:
    quiet = getattr(struck(world, 1).conditions, column).copy()
    shock = Shock(month=5, kind=kind, size=size, months=2)
    for month in range(4, 8):
        made = getattr(struck(world, month, shock).conditions, column)
        assert made == pytest.approx(told if month in (5, 6) else quiet), month


def test_a_trend_grows_and_what_it_has_reached_stays(world: World) -> None:
    """−10 % a year for two years from month 1: 0.81 of the money, for good."""
    assert grown(0.05, 24) == pytest.approx(1.1025)
    shock = Shock(month=1, kind="budget-trend", size=-0.1, months=24)
    for month, told in ((0, 1.0), (12, 0.9), (24, 0.81), (60, 0.81)):
        assert struck(world, month, shock).conditions.grant == pytest.approx(told)
    needs = Shock(month=1, kind="needs-trend", size=0.1, months=LONGEST)
    assert struck(world, 24, needs).conditions.needs == pytest.approx(1.21)


def test_trends_and_lasting_changes_go_on_if_the_file_does_not_say() -> None:
    """Twelve months for what passes, to the end for what does not, 0 for what happens once."""
    assert {kind for kind in SHOCKS if usual_months(kind) == LONGEST} == {
        "budget-trend",
        "needs-trend",
        "expectations-trend",
        "ageing",
        "unit-withdraws",
    }
    assert usual_months("epidemic") == 12
    assert usual_months("task-list-cut") == 0
    assert usual_months("nonsense") == 0
    assert set(LASTING) == set(SHOCKS) - {"task-list-cut"}


def test_work_that_units_leave_by_hand() -> None:
    """Tie 0.35 at the opening, half of it left, units withdrawn: 1 + 0.8 · 0.35; none lost."""
    one = np.ones(1)
    usual = 0.35 * one
    assert left_by_units(usual, 0.175 * one, 0 * one, 0.8) == pytest.approx(1.28)
    assert left_by_units(usual, 0.175 * one, one, 0.8) == pytest.approx(1.14)
    assert left_by_units(usual, 0.5 * one, one, 0.8) == pytest.approx(1.0)


def test_needs_fall_on_a_work_unit_estate_most(world: World) -> None:
    world.month = 0
    strike(world, A)  # before the opening: what units do is noted
    world.month = 5
    world.shocks = (Shock(month=5, kind="unit-withdraws", size=1.0, months=LONGEST),)
    strike(world, A)
    needs = world.conditions.needs
    assert needs.argmax() == world.types.index("work_unit")
    assert needs == pytest.approx(1.0 + 0.8 * world.communities.unit_usual)


def test_ready_and_still_open_by_hand() -> None:
    """Half of the hours under order, a quarter of the rest: 0.625. 0.4 − 0.1; never below 0."""
    assert ready_share(np.array([0.5]), 0.25) == pytest.approx(0.625)
    made = still_open(np.array([0.4, 0.1]), np.array([0.1, 0.4]))
    assert made == pytest.approx([0.3, 0.0])


def months_to_clear(world: World, upward: float, residents: float) -> int:
    """Months until an emergency of 0.5 hours an adult is worked off by hours alone."""
    c, k = world.communities, world.committees
    c.emergency[:], world.shocks = 0.5, ()
    k.upward_weight[:], k.residents_hold[:] = upward, residents
    k.effort[:], k.orientation[:], k.ranking_weight[:] = 1.0, 0.5, 0.0
    for month in range(1, 61):
        world.month = month
        k.claims[:] = 0.0
        world.hours.now[:] = 0.0
        world.hours.enter("staff", "idle", 0.3 * c.adults)
        strike(world, A)
        given = k.claims[EMERGENCY] / (1 - A.overhead)
        world.hours.now[:] = 0.0
        world.hours.enter("staff", "overhead", given)
        respond(world, A)
        if np.all(c.emergency < 0.01):
            return month
    return 60


def test_command_hours_clear_an_emergency_faster(world: World) -> None:
    """The same hours: a committee under orders turns nearly all of them, a free one fewer."""
    obedient = months_to_clear(world, upward=1.4, residents=0.05)
    free = months_to_clear(world, upward=0.3, residents=0.6)
    assert obedient < free


def test_volunteers_help_in_an_emergency(world: World) -> None:
    """200 adults, 20 hours volunteered: a tenth of an hour each."""
    c, k = world.communities, world.committees
    c.emergency[:], k.claims[:] = 0.3, 0.0
    world.hours.now[:] = 0.0
    world.hours.enter("volunteers", "upward", np.full(world.size, 20.0))
    respond(world, A)
    assert c.emergency == pytest.approx(0.2)


def test_nobody_is_set_aside_where_no_emergency_waits(world: World) -> None:
    world.communities.emergency[:] = 0.0
    struck(world, 5)
    assert np.all(world.committees.claims[EMERGENCY] == 0.0)
