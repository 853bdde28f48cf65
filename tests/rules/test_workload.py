"""Hours and effort: conserved, split by pulls, idle where nobody looks."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.assumptions import assumptions
from govsim.policy import PolicyPath
from govsim.rules.workload import (
    effort,
    face_the_work,
    free_hours,
    hire_hands,
    pulls,
    split,
    split_hours,
)
from govsim.state import World

A = assumptions()
some = st.floats(0.0, 1000.0)


def test_effort_needs_motive_or_somebody_who_looks() -> None:
    """1 − 0.5 · 0.9 · 0.4 · 0.8 = 0.856; with nobody looking and no motive the floor."""
    made = effort(0.5, np.array([0.1, 0.0]), np.array([0.6, 0.0]), np.array([0.2, 0.0]))
    assert made == pytest.approx([0.856, 0.5])
    assert effort(0.5, np.zeros(1), np.ones(1), np.zeros(1)) == pytest.approx(1.0)


def test_split_by_hand() -> None:
    """100 hours, pulls 2 : 1 : 1 and exponent 1: 50, 25, 25; a load of 10 passes 40 on."""
    hours, pulls = np.array([100.0]), np.array([[2.0], [1.0], [1.0]])
    plenty = np.full((3, 1), 1000.0)
    assert split(hours, pulls, plenty, 1.0)[:, 0] == pytest.approx([50, 25, 25])
    loads = np.array([[10.0], [1000.0], [1000.0]])
    assert split(hours, pulls, loads, 1.0)[:, 0] == pytest.approx([10, 45, 45])


def test_a_watched_committee_serves_residents_and_a_commanded_one_the_street() -> None:
    loads = np.full((3, 2), 1000.0)
    pulls = np.array([[1.6, 0.4], [0.3, 0.8], [0.1, 0.4]])
    made = split(np.full(2, 100.0), pulls, loads, 1.2)
    assert made[0, 0] > made[1, 0]
    assert made[1, 1] > made[0, 1]


@given(some, st.lists(st.tuples(st.floats(0, 3), some), min_size=3, max_size=3))
def test_split_conserves_hours(hours: float, uses: list[tuple[float, float]]) -> None:
    pulls = np.array([[pull] for pull, _ in uses])
    loads = np.array([[load] for _, load in uses])
    made = split(np.array([hours]), pulls, loads, 1.2)
    assert np.all(made >= -1e-9)
    assert np.all(made <= loads + 1e-6)
    assert made.sum() == pytest.approx(min(hours, loads.sum()), rel=1e-6, abs=1e-6)


share = st.integers(0, 1000).map(lambda n: n / 1000)


@given(share, share, share, share)
def test_effort_is_a_share_at_least_the_floor_and_rises_with_each_control(
    floor: float, motive: float, above: float, below: float
) -> None:
    given_ = [np.array([x]) for x in (motive, above, below)]
    made = effort(floor, *given_)[0]
    assert floor - 1e-12 <= made <= 1.0
    for place in range(3):
        more = [np.minimum(x + 0.1 * (k == place), 1.0) for k, x in enumerate(given_)]
        assert effort(floor, *more)[0] >= made - 1e-12


places = st.integers(1, 4).flatmap(
    lambda n: st.tuples(
        st.lists(some, min_size=n, max_size=n),
        st.lists(
            st.tuples(
                st.lists(st.floats(0, 3), min_size=n, max_size=n),
                st.lists(some, min_size=n, max_size=n),
            ),
            min_size=1,
            max_size=5,
        ),
    )
)


@given(places, st.floats(1.0, 1.5))
def test_split_never_exceeds_hours_or_loads_and_leaves_nothing_doable_undone(
    case: tuple[list[float], list[tuple[list[float], list[float]]]], exponent: float
) -> None:
    hours = np.array(case[0])
    pulls_ = np.array([pull for pull, _ in case[1]])
    loads = np.array([load for _, load in case[1]])
    made = split(hours, pulls_, loads, exponent)
    assert np.isfinite(made).all()
    assert np.all(made >= -1e-9)
    assert np.all(made <= loads + 1e-6)
    assert np.all(made.sum(axis=0) <= hours + 1e-6)
    idle, undone = hours - made.sum(axis=0), loads.sum(axis=0) - made.sum(axis=0)
    assert np.all(np.minimum(idle, undone) <= 1e-5)


def test_split_with_nothing_to_give_or_nothing_to_do_is_nothing() -> None:
    three = np.ones((3, 1))
    assert split(np.zeros(1), three, 10 * three, 1.2) == pytest.approx(0.0)
    assert split(np.ones(1), three, 0 * three, 1.2) == pytest.approx(0.0)


def test_where_nothing_pulls_all_uses_get_alike() -> None:
    made = split(np.array([30.0]), np.zeros((3, 1)), np.full((3, 1), 100.0), 1.2)
    assert made == pytest.approx(10.0)


def test_the_exponent_sharpens_the_split() -> None:
    """Pulls 2 : 1. Exponent 1: 2/3; exponent 1.5: 2.828 / 3.828 = 0.7388."""
    pulls_, plenty = np.array([[2.0], [1.0]]), np.full((2, 1), 1e6)
    for exponent, first in ((1.0, 2 / 3), (1.5, 0.738796)):
        made = split(np.array([1.0]), pulls_, plenty, exponent)
        assert made[0, 0] == pytest.approx(first, abs=1e-5)


def test_pulls_by_hand(world: World) -> None:
    """Own 0.2 + 0.6 · 0.5 = 0.5; service 0.5 + 0.1; organising 0.5 · 0.5."""
    k = world.committees
    k.residents_hold[:], k.orientation[:] = 0.2, 0.5
    k.acceptance_of_workers[:] = 0.5
    k.ranking_weight[:], k.upward_weight[:] = 0.1, 1.2
    made = pulls(world, assumptions())
    assert made == pytest.approx(np.array([[1.2], [0.6], [0.25]]) * np.ones(world.size))


def idle_money(world: World, yuan: float) -> None:
    world.money.balances[:] = 0.0
    world.money.move("treasury", "committee", np.full(world.size, yuan), "test")
    world.hours.now[:], world.committees.pay[:] = 0.0, 5500.0


def test_hired_hands_by_hand(world: World) -> None:
    """An hour costs 1.3 · 5500 / 165 = 43.33 yuan.

    100,000 yuan idle ask for 500 hours and a tenth of them pays 230; the limit is
    0.15 · 200 = 30 hours: 1,300 yuan.
    """
    idle_money(world, 100_000.0)
    hire_hands(world, PolicyPath(world.size, {"management_rights": 1.0}).at(1), A)
    assert world.committees.hired == pytest.approx(30.0)
    assert world.money.balance("committee") == pytest.approx(98_700.0)


def test_a_poor_committee_hires_what_a_tenth_of_its_account_buys(world: World) -> None:
    """0.1 · 4,333.33 / 43.333 = 10 hours (wanted: 4,333.33 / 200 = 21.7)."""
    idle_money(world, 4333.3333)
    hire_hands(world, PolicyPath(world.size, {"management_rights": 1.0}).at(1), A)
    assert world.committees.hired == pytest.approx(10.0, rel=1e-4)


def test_hands_are_hired_only_beyond_those_that_can_spend(world: World) -> None:
    """6,000 yuan keep 30 hours busy; half of 50 service hours see to 25 of them."""
    idle_money(world, 6000.0)
    world.hours.enter("staff", "service", np.full(world.size, 50.0))
    hire_hands(world, PolicyPath(world.size, {"management_rights": 1.0}).at(1), A)
    assert world.committees.hired == pytest.approx(5.0)
    world.hours.enter("staff", "service", np.full(world.size, 60.0))
    hire_hands(world, PolicyPath(world.size, {"management_rights": 1.0}).at(1), A)
    assert world.committees.hired == pytest.approx(0.0)


@pytest.mark.parametrize(("rights", "yuan"), [(0.0, 1e5), (1.0, 0.0)])
def test_no_right_or_no_money_no_hands(
    world: World, rights: float, yuan: float
) -> None:
    idle_money(world, yuan)
    hire_hands(world, PolicyPath(world.size, {"management_rights": rights}).at(1), A)
    assert world.committees.hired == pytest.approx(0.0)
    assert world.money.balance("committee") == pytest.approx(yuan)


def faced(world: World) -> World:
    """One worker, five members, ten hired hours; 0.4 of duties; ten complaints each."""
    k = world.committees
    k.workers[:], k.members[:], k.hired[:] = 1.0, 5.0, 10.0
    k.duty[:], world.offers.accounts_posted[:], k.claims[:] = 0.4, 0.5, 0.0
    world.residents.complained[:] = False
    for first in world.communities.first[:-1]:
        world.residents.complained[first : first + 10] = True
    face_the_work(world, A)
    return world


def test_the_work_to_face_by_hand(world: World) -> None:
    """Hours (1 · 165 + 5 · 20 + 10) · 0.94 = 258.5.

    Work 200 · (0.12 + 0.25 · 0.4 + 0.01 · 0.5) + 0.5 · 10 complaints = 45 + 5 = 50.
    """
    k = faced(world).committees
    assert k.hours == pytest.approx(258.5)
    assert k.service_load == pytest.approx(50.0)


def test_claims_come_off_before_the_hours_are_split_by_hand(world: World) -> None:
    """275 hours, of which 0.06 for the office: 258.5; claims of 40 leave 218.5.

    A station that takes 25 of them leaves 243.5. Claims of 1,000 leave 0.4 of the rest.
    """
    assert free_hours(np.array([275.0]), 0.06, np.array([40.0])) == pytest.approx(218.5)
    assert free_hours(np.array([275.0]), 0.06, np.array([1e3])) == pytest.approx(103.4)
    k = faced(world).committees
    k.claims[0, :], k.station_claims[:] = 40.0, 25.0
    face_the_work(world, A)
    assert k.hours == pytest.approx(243.5)


def test_workers_who_resist_hold_back_effort_and_residents_hours(world: World) -> None:
    """Effort with nobody looking: floor 0.5 · (1 − 0.5) = 0.25 under full resistance.

    With acceptance ½ it is 1 − 0.5 · (1 − 0.3 · 0.5) = 0.575; with 1 the floor is 0.75
    and the motive 0.3: 1 − 0.25 · 0.7 = 0.825. Own wish pulls 0, 0.3 and 0.6.
    """
    k = world.committees
    k.orientation[:], k.watched_above[:], k.watched_below[:] = 0.5, 0.0, 0.0
    k.residents_hold[:], k.ranking_weight[:] = 0.0, 0.0
    for acceptance, worked, pull in (
        (0.0, 0.25, 0.0),
        (0.5, 0.575, 0.3),
        (1, 0.825, 0.6),
    ):
        k.acceptance_of_workers[:] = acceptance
        face_the_work(world, A)
        assert k.effort == pytest.approx(worked)
        assert pulls(world, A)[1] == pytest.approx(pull)


def test_what_the_station_did_the_committee_need_not(world: World) -> None:
    """Upward 100, of it 70 at the station; with ample hours all is done: 30 by itself."""
    k = world.committees
    k.hours[:], k.effort[:], k.workers[:], k.members[:] = 1e4, 1.0, 100.0, 0.0
    k.upward_load[:], k.service_load[:] = 100.0, 50.0
    k.station_upward[:], k.station_counter[:] = 70.0, 20.0
    split_hours(world, A)
    assert k.compliance == pytest.approx(1.0)
    assert world.hours.by_use("upward") == pytest.approx(30.0)
    assert world.hours.by_use("service") == pytest.approx(30.0)


def shared_out(world: World, upward: float, hold: float, residents: float) -> World:
    """Hours split for an upward load, a pull from above and a hold of residents."""
    k = world.committees
    k.workers[:], k.members[:], k.hired[:] = 1.0, 5.0, 0.0
    k.hours[:], k.effort[:] = 265 * 0.88, 0.5
    k.upward_load[:], k.service_load[:] = upward, 100.0
    k.upward_weight[:], k.residents_hold[:] = hold, residents
    k.ranking_weight[:], k.orientation[:] = 0.0, 0.1
    split_hours(world, A)
    return world


def test_a_commanded_committee_serves_the_street_first(world: World) -> None:
    commanded = shared_out(world, 500.0, 1.7, 0.05).hours.now[0, :3, :2].sum(axis=0)
    assert commanded[0] > 2 * commanded[1]
    held = shared_out(world, 500.0, 0.3, 0.8).hours.now[0, :3, :2].sum(axis=0)
    assert held[1] > 2 * held[0]


def test_no_upward_work_is_full_compliance_and_no_hands_is_none(world: World) -> None:
    assert shared_out(world, 0.0, 1.0, 0.1).committees.compliance == pytest.approx(1.0)
    k = world.committees
    k.workers[:], k.members[:], k.hours[:] = 0.0, 0.0, 0.0
    k.upward_load[:], k.backlog[:] = 100.0, 10.0
    split_hours(world, A)
    assert k.compliance == pytest.approx(0.0)
    assert k.backlog == pytest.approx(0.8 * 10 + 100)
    assert world.hours.now[:, :3] == pytest.approx(0.0)


def test_every_hour_is_booked_once(world: World) -> None:
    """265 hours there are: 12 % overhead, half of the rest worked, half idle."""
    booked = shared_out(world, 1000.0, 1.0, 0.1).hours.now[:, :3].sum(axis=1)
    assert booked.sum(axis=1) == pytest.approx(265.0)
    assert booked[:, 3] == pytest.approx(0.12 * 265)
    assert booked[:, 4] == pytest.approx(0.88 * 265 / 2)
