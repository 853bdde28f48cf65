"""Many parties: talk among those who must agree, and a council that buys consent with time."""

import copy

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.assumptions import assumptions
from govsim.month import run_month
from govsim.opening import settled_world
from govsim.policy import PolicyPath
from govsim.rules.parties import (
    ADVICE,
    CONSENT,
    MAJORITY,
    coordinate,
    distance,
    pairs,
    rounds,
    sit,
    standing_behind,
    talk_factor,
    votes,
    word_needed,
)
from govsim.scenarios import load
from govsim.state import World
from govsim.vocabulary import CLAIMS
from tests.conftest import small

A = assumptions()
TALK = CLAIMS.index("coordination")
RULES = np.array([ADVICE, MAJORITY, CONSENT], dtype=np.float64)


def test_pairs_by_hand() -> None:
    """Four have six pairs, one has none, and so has half a body beside one."""
    assert pairs(np.array([4.0, 1.0, 0.5])) == pytest.approx([6.0, 0.0, 0.0])


def test_talk_by_hand() -> None:
    """Wholly unclear duties add 0.6; full coordination halves: 1.6 · 0.5 = 0.8."""
    made = talk_factor(np.array([1.0, 0.0, 0.0]), 0.6, np.array([0.0, 0.0, 1.0]), 0.5)
    assert made == pytest.approx([1.0, 1.6, 0.8])


SEATS = np.array([[2.0], [2.0], [3.0], [1.0], [0.0]]) * np.ones(3)


def test_votes_by_hand() -> None:
    """An obedient committee (hold 0.5) gives one of its two votes to the street.

    Blocs 3, 1, 3, 1: advice 3/8 for the street, majority 9/20, consent a quarter each.
    """
    made = votes(SEATS, np.full(3, 0.5), RULES)
    assert made[:, 0] == pytest.approx([0.375, 0.125, 0.375, 0.125, 0.0])
    assert made[:, 1] == pytest.approx([0.45, 0.05, 0.45, 0.05, 0.0])
    assert made[:, 2] == pytest.approx([0.25, 0.25, 0.25, 0.25, 0.0])


def test_a_majority_can_outvote_residents() -> None:
    """With an obedient committee three residents face four: 9 / 26 of the weight."""
    made = votes(SEATS, np.ones(3), RULES)
    assert made[2, 1] == pytest.approx(9 / 26)
    assert made[2, 1] < made[0, 1]
    assert made[2, 2] == pytest.approx(1 / 3)


some_seats = st.lists(st.floats(0, 15), min_size=5, max_size=5)


@given(some_seats, st.integers(0, 2), st.integers(0, 100))
def test_votes_add_up_to_one_or_nothing(
    seats: list[float], rule: int, hold: int
) -> None:
    made = votes(
        np.array(seats)[:, None], np.array([hold / 100]), np.array([float(rule)])
    )
    assert np.all(made >= 0)
    assert made.sum() == pytest.approx(1.0) or made.sum() == 0.0


def test_delay_rises_with_each_veto() -> None:
    """Five at the table: one round for advice, four before a vote, ten for consent."""
    assert rounds(np.full(3, 5.0), RULES) == pytest.approx([1.0, 4.0, 10.0])
    assert rounds(np.full(3, 1.0), RULES) == pytest.approx([1.0, 1.0, 1.0])


def test_how_far_apart_by_hand() -> None:
    """Six tenths against four tenths in one domain: a fifth of the money differs."""
    one, other = np.array([0.6, 0.4]), np.array([0.4, 0.6])
    assert distance(one, other) == pytest.approx(0.2)
    assert distance(one, one) == pytest.approx(0.0)


def test_standing_behind_by_hand() -> None:
    """A quarter of the money apart: e^(−1) = 0.3679; whose word was needed stands behind."""
    made = standing_behind(np.array([0.0, 0.5, 1.0]), np.full(3, 0.25), 0.25)
    assert made == pytest.approx([0.367879, 0.683940, 1.0], abs=1e-6)


def test_whose_word_is_needed() -> None:
    made = word_needed(np.full(3, 0.3), np.array([0.2, 0.5, 0.5]), RULES)
    assert made == pytest.approx([0.0, 0.15, 0.5])


def council(world: World, rule: str, seats: float = 8.0, **levers: float) -> World:
    """A council where residents, two NGOs and a firm come."""
    w = copy.deepcopy(world)
    w.communities.voices[:] = 3.0
    w.partners.firm_present[:], w.partners.active[:] = True, True
    path = PolicyPath(
        w.size, {"joint_council_seats": seats, "joint_council_rule": rule, **levers}
    )
    sit(w, path.at(1), A)
    coordinate(w, path.at(1), A)
    return w


def test_no_seats_no_council(world: World) -> None:
    c = council(world, "consent", 0.0).communities
    for column in (
        c.council_say,
        c.council_delay,
        c.council_accepts,
        c.council_parties,
    ):
        assert column == pytest.approx(0.0)


def test_a_council_by_hand(world: World) -> None:
    """Eight seats: four for residents, of which half come; two NGOs, two firms.

    Six of eight are filled: a binding council has 0.75 of the say, advice 0.35 of that.
    Ten seats in all are prepared: 0.005 hours an adult and month.
    """
    advice, consent = council(world, "advice"), council(world, "consent")
    assert consent.communities.council_say == pytest.approx(0.75)
    assert advice.communities.council_say == pytest.approx(0.75 * A.advice_weight)
    assert consent.communities.council_seats == pytest.approx(10.0)
    assert advice.communities.council_parties == pytest.approx(0.0)
    assert consent.communities.council_parties == pytest.approx(3.0)
    assert consent.communities.council_needs.sum(axis=1) == pytest.approx(1.0)


def test_consent_buys_acceptance_with_delay(world: World) -> None:
    made = [
        council(world, rule).communities for rule in ("advice", "majority", "consent")
    ]
    delays = [c.council_delay.mean() for c in made]
    accepts = [c.council_accepts.mean() for c in made]
    assert delays[0] < delays[1] < delays[2]
    assert accepts[0] < accepts[1] < accepts[2]


def test_empty_seats_stand_behind_nothing(world: World) -> None:
    full = council(world, "consent")
    empty = copy.deepcopy(world)
    empty.communities.voices[:] = 0.0
    empty.partners.firm_present[:] = False
    levers = {"joint_council_seats": 8.0, "joint_council_rule": "consent"}
    sit(empty, PolicyPath(empty.size, levers).at(1), A)
    assert np.all(empty.communities.council_say < full.communities.council_say)
    assert np.all(empty.communities.council_accepts < full.communities.council_accepts)


def test_advice_costs_hours_and_binds_nobody(world: World) -> None:
    without, with_it = council(world, "advice", 0.0), council(world, "advice", 8.0)
    more = with_it.committees.claims[TALK] - without.committees.claims[TALK]
    assert more == pytest.approx(10.0 * A.seat_hours * 200)
    assert with_it.communities.parties == pytest.approx(without.communities.parties)


def test_a_commanded_committee_needs_no_talk(world: World) -> None:
    """Bodies that the street holds are ordered; those of their own mind are talked to."""
    path = PolicyPath(world.size, {}).at(1)
    world.communities.bodies[:, 0] = 1.0
    coordinate(world, path, A)
    ordered = world.communities.parties.copy()
    world.communities.bodies[:, 0] = 0.0
    coordinate(world, path, A)
    assert world.communities.parties == pytest.approx(ordered + 1.0)


def test_one_person_in_both_offices_is_one_party_less(world: World) -> None:
    world.communities.bodies[:] = 0.0
    two, one = (
        council(world, "advice", 0.0, party_secretary_chairs=chair)
        for chair in (0.0, 1.0)
    )
    assert two.communities.parties - one.communities.parties == pytest.approx(1.0)
    assert np.all(one.committees.claims[TALK] < two.committees.claims[TALK])


def test_clear_duties_and_coordination_above_save_talk(world: World) -> None:
    hours = []
    for clarity, merged in ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0)):
        world.committees.clarity[:] = clarity
        path = PolicyPath(world.size, {"department_coordination": merged})
        coordinate(world, path.at(1), A)
        hours.append(world.committees.claims[TALK].mean())
    assert hours[0] > hours[1] > hours[2] > 0


@pytest.fixture(scope="module")
def place() -> World:
    """One old neighbourhood of the default size: members' hours are a sixth of all."""
    return settled_world(small(load("baseline"), 1500, 1), 7, A)


def test_many_parties_with_unclear_duties_do_worse_than_one(place: World) -> None:
    """Law 3 (ix): the same money and people; fewer hours are left for everybody's work.

    With clear duties and coordination above most of the loss is not there.
    """
    many: dict[str, float | str] = {
        "joint_council_seats": 15.0,
        "joint_council_rule": "consent",
    }
    cases: dict[str, dict[str, float | str]] = {
        "one": {"legal_clarity": 0.0, "department_coordination": 0.0},
        "many": {"legal_clarity": 0.0, "department_coordination": 0.0, **many},
        "many, clear": {"legal_clarity": 1.0, "department_coordination": 1.0, **many},
    }
    ends = {}
    for name, levers in cases.items():
        w = copy.deepcopy(place)
        path = PolicyPath(w.size, levers)
        for month in range(1, 37):
            w.month = month
            run_month(w, path, A)
        ends[name] = w
    for column in ("compliance", "organising"):
        one, bad, good = (getattr(ends[n].committees, column).mean() for n in cases)
        assert bad < one
        assert bad < good
    served = {name: w.hours.by_use("service").mean() for name, w in ends.items()}
    assert served["many"] < served["one"]
    assert served["many"] < served["many, clear"]


def test_a_station_all_have_left_is_no_body_of_its_own(world: World) -> None:
    """Workers may go before the station's are counted anew: no share of nobody."""
    k, path = world.committees, PolicyPath(world.size, {})
    k.workers[:], k.station_workers[:] = 0.0, 3.0
    coordinate(world, path.at(1), A)
    gone = world.communities.parties.copy()
    k.station_workers[:] = 0.0
    coordinate(world, path.at(1), A)
    assert gone.tolist() == world.communities.parties.tolist()
