"""Work station, one-stop counter, grid: what they do, cost and leave to the committee."""

import copy

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.assumptions import assumptions
from govsim.month import run_month
from govsim.opening import settled_world
from govsim.policy import LEVERS, PolicyPath
from govsim.rules.problems import USUAL_EARLY
from govsim.rules.stations import (
    counter_speed,
    detection,
    fitted,
    grid_rounds,
    left_over,
    open_counter,
    patrol,
    waiting_hours,
    work_apart,
)
from govsim.scenarios import load
from govsim.state import World
from govsim.vocabulary import CLAIMS, HOUR_USES, WORKERS
from tests.conftest import small

A = assumptions()
share = st.integers(0, 1000).map(lambda n: n / 1000)
STATION = WORKERS.index("station")


def policy(world: World, **levers: float):  # type: ignore[no-untyped-def]
    return PolicyPath(world.size, levers).at(1)


# --- the counter ----------------------------------------------------------------------


def test_fitting_out_by_hand() -> None:
    """A stock of 0.5 wears to 0.49; wanted 1, builders reach 0.1: 0.59. Given up: 0.2."""
    stock, built = fitted(
        np.array([0.5, 0.5, 0.5]), np.array([1.0, 0.2, 0.5]), 0.02, np.full(3, 0.1)
    )
    assert stock == pytest.approx([0.59, 0.2, 0.5])
    assert built == pytest.approx([0.1, 0.0, 0.01])


@given(share, share, share, share)
def test_a_stock_never_exceeds_what_is_wanted(
    stock: float, wanted: float, wear: float, most: float
) -> None:
    made, built = fitted(np.array([stock]), np.array([wanted]), wear, np.array([most]))
    assert 0.0 <= made[0] <= wanted + 1e-12
    assert -1e-12 <= built[0] <= most + 1e-12


def test_a_counter_is_staffed_whether_anybody_comes_or_not() -> None:
    """Open 0.03 hours an adult, somebody there in 0.022: 0.008 wait; half a counter half."""
    counter = np.array([1.0, 0.5, 1.0, 1.0])
    visits = np.array([0.022, 0.022, 0.0, 0.05])
    made = waiting_hours(counter, 0.03, visits)
    assert made == pytest.approx([0.008, 0.004, 0.03, 0.0])


def test_a_counter_nobody_staffs_speeds_up_nothing() -> None:
    made = counter_speed(np.array([1.0, 1.0, 0.0]), np.array([0.8, 0.0, 1.0]), 0.25)
    assert made == pytest.approx([1.2, 1.0, 1.0])


def street_has(world: World, yuan: float) -> None:
    world.money.balances[:] = 0.0
    world.money.move("treasury", "street", np.full(world.size, yuan), "test")


def test_a_counter_is_built_as_far_as_money_reaches(world: World) -> None:
    """200 adults · 25 yuan = 5,000 for a full one; a fifth of 1,000 yuan builds 0.04."""
    street_has(world, 1000.0)
    open_counter(world, policy(world, one_stop=1.0), A)
    assert world.communities.counter == pytest.approx(0.04)
    assert world.money.balance("street") == pytest.approx(800.0)
    waiting = 0.04 * (0.03 - 0.022) * 200
    assert world.committees.claims[CLAIMS.index("counter")] == pytest.approx(waiting)
    street_has(world, 0.0)
    open_counter(world, policy(world, one_stop=1.0), A)
    assert world.communities.counter == pytest.approx(0.04 * 0.992)


def test_without_a_counter_nothing_is_paid_or_claimed(world: World) -> None:
    street_has(world, 1000.0)
    open_counter(world, policy(world), A)
    assert world.money.balance("street") == pytest.approx(1000.0)
    assert world.communities.counter_speed == pytest.approx(1.0)
    assert world.committees.claims[CLAIMS.index("counter")] == pytest.approx(0.0)


# --- the grid -------------------------------------------------------------------------


def test_rounds_by_hand() -> None:
    """600 households in grids of 300 and 35 hours a grid: 70 hours; half seen at 0.02."""
    assert grid_rounds(np.array([600.0]), np.array([300.0]), 35.0) == pytest.approx(
        70.0
    )
    made = detection(np.array([0.0, 0.02, 0.04]), 0.02)
    assert made == pytest.approx([0.0, 0.5, 0.75])


def test_small_grids_see_more_and_take_more_hours(world: World) -> None:
    row = CLAIMS.index("grid")
    seen, hours = [], []
    for size in (5000.0, 2000.0, 300.0, 150.0):
        patrol(world, policy(world, grid_households_per_worker=size), A)
        seen.append(world.communities.detected[0])
        hours.append(world.committees.claims[row, 0])
    assert np.all(np.diff(seen) > 0)
    assert np.all(np.diff(hours) > 0)


def test_a_grid_without_hands_sees_nothing(world: World) -> None:
    world.committees.hours[:], world.committees.station_hours[:] = 0.0, 0.0
    patrol(world, policy(world, grid_households_per_worker=150.0), A)
    assert world.communities.detected == pytest.approx(0.0)


def test_the_default_grid_is_what_is_usual(world: World) -> None:
    """A community of the usual kind: 0.476 homes an adult, effort 0.83."""
    hours = 0.83 * grid_rounds(
        np.array([0.476]),
        np.array([LEVERS["grid_households_per_worker"].default]),
        35.0,
    )
    assert detection(hours, 0.02)[0] == pytest.approx(USUAL_EARLY, abs=0.02)


# --- the work station -----------------------------------------------------------------


def ready(world: World) -> None:
    """Two workers; 200 hours from above, 100 hours for residents; no claims."""
    k = world.committees
    k.workers[:], k.claims[:], world.communities.bodies[:] = 2.0, 0.0, 1.0
    k.upward_load[:], k.service_load[:] = 200.0, 100.0


def test_a_station_by_hand(world: World) -> None:
    """One of two workers: 165 · 0.94 = 155.1 hours; effort 1 − 0.5 · 0.3 = 0.85.

    131.835 hours at pulls 1.7 and 0.5, exponent 1.2: 81.3 % to upward work.
    """
    ready(world)
    work_apart(world, policy(world, separate_station=0.5), A)
    k = world.committees
    assert k.station_workers == pytest.approx(1.0)
    assert k.station_hours == pytest.approx(155.1)
    upward = 1.7**1.2 / (1.7**1.2 + 0.5**1.2)
    assert k.station_upward == pytest.approx(131.835 * upward)
    assert k.station_counter == pytest.approx(131.835 * (1 - upward))
    assert k.upward_kept == pytest.approx(1 - 131.835 * upward / 200)
    assert k.errands_kept == pytest.approx(1 - 131.835 * (1 - upward) / 50)
    booked = world.hours.now[:, STATION]
    assert booked.sum(axis=1) == pytest.approx(165.0)
    assert booked[:, HOUR_USES.index("idle")] == pytest.approx(155.1 * 0.15)
    assert booked[:, HOUR_USES.index("organising")] == pytest.approx(0.0)


def test_no_station_no_hours(world: World) -> None:
    ready(world)
    work_apart(world, policy(world), A)
    k = world.committees
    assert world.hours.now[:, STATION] == pytest.approx(0.0)
    assert k.upward_kept == pytest.approx(1.0)
    assert k.errands_kept == pytest.approx(1.0)
    assert k.station_claims == pytest.approx(0.0)


def test_a_station_given_up_leaves_nothing_behind(world: World) -> None:
    """What stood in its columns last month is cleared; the committee keeps all work."""
    ready(world)
    k = world.committees
    work_apart(world, policy(world, separate_station=1.0), A)
    assert k.station_upward.min() > 0.0
    assert k.upward_kept.max() < 1.0
    work_apart(world, policy(world, separate_station=0.0), A)
    gone = (k.station_workers, k.station_claims, k.station_hours, k.station_upward)
    assert not np.any([*gone, k.station_counter])
    assert k.upward_kept.tolist() == k.errands_kept.tolist() == [1.0] * world.size
    assert not world.hours.now[:, STATION].any()


def test_no_load_is_left_as_it_is() -> None:
    made = left_over(np.array([0.0, 100.0]), np.array([0.0, 25.0]))
    assert made == pytest.approx([1.0, 0.75])


def test_forms_and_rounds_go_along_with_the_workers(world: World) -> None:
    ready(world)
    k = world.committees
    k.claims[CLAIMS.index("forms")], k.claims[CLAIMS.index("grid")] = 30.0, 10.0
    k.claims[CLAIMS.index("coordination")] = 50.0
    work_apart(world, policy(world, separate_station=0.5), A)
    assert k.station_claims == pytest.approx(20.0)


@pytest.fixture(scope="module")
def place() -> World:
    """One old neighbourhood of the default size: members' hours are a sixth of all."""
    return settled_world(small(load("baseline"), 1500, 1), 7, A)


def after(world: World, levers: dict[str, float | str], months: int = 36) -> World:
    w = copy.deepcopy(world)
    path = PolicyPath(w.size, levers)
    for month in range(1, months + 1):
        w.month = month
        run_month(w, path, A)
    return w


def test_a_station_split_off_leaves_the_committee_idle_and_unvisited(
    place: World,
) -> None:
    """Law 3 (viii), Zhang & Wang 2016: fewer hours, less effort, no more participation.

    Upward work is done as before and the committee's administrative share falls on paper.
    """

    def idle(w: World) -> float:
        own = w.hours.now[:, : WORKERS.index("seconded")].sum(axis=(0, 1))
        return float(own[HOUR_USES.index("idle")] / own.sum())

    usual, apart = after(place, {}), after(place, {"separate_station": 1.0})
    assert idle(apart) > 1.3 * idle(usual)
    assert np.all(apart.committees.effort < usual.committees.effort - 0.1)
    assert np.all(apart.committees.organising < usual.committees.organising)
    assert apart.communities.voices.mean() <= usual.communities.voices.mean() + 0.1
    assert apart.committees.hold.mean() == pytest.approx(
        usual.committees.hold.mean(), abs=0.05
    )


def test_with_money_and_rights_the_split_off_committee_works_again(
    place: World,
) -> None:
    rights: dict[str, float | str] = {
        "separate_station": 1.0,
        "election_rule": "direct",
        "term_months": 12.0,
        "congress_power": "decides",
        "decision_rights": 1.0,
        "management_rights": 1.0,
        "finance_rights": 1.0,
        "supervision_rights": 1.0,
        "discretionary_share": 1.0,
        "task_transfer": 0.5,
        "money_follows_task": 1.0,
        "resident_fund_yuan": 60.0,
        "assessment_weight_residents": 1.0,
        "transparency": 1.0,
    }
    bare, backed = after(place, {"separate_station": 1.0}), after(place, rights)
    assert backed.committees.effort.mean() > bare.committees.effort.mean() + 0.05
    assert backed.committees.organising.mean() > bare.committees.organising.mean()


def test_hours_of_the_station_and_the_committee_are_those_of_all_workers(
    world: World,
) -> None:
    w = after(world, {"separate_station": 0.4}, 3)
    k = w.committees
    own = w.hours.now[:, :3].sum(axis=(1, 2))
    everybody = k.workers * 165 + k.members * 20 + k.hired
    assert own + w.hours.now[:, STATION].sum(axis=1) == pytest.approx(everybody)
