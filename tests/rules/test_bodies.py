"""Whom the committee obeys: computed from four relations, not from its name."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.assumptions import assumptions
from govsim.policy import LEVERS, PolicyPath
from govsim.rules.bodies import (
    DEPARTMENT,
    PARTY,
    RELATIONS,
    RESIDENTS,
    STREET,
    TABLE,
    USUAL_CHAIR,
    attention,
    chaired,
    note_law,
    obedience,
    relation_weights,
    relations_up,
    seen_from_above,
    street_hold,
)
from govsim.state import World
from govsim.vocabulary import BODIES


def test_weights_add_up_to_one() -> None:
    """0.25, 0.30, 0.30, 0.15 add up to 1 as they stand."""
    assert relation_weights(assumptions()) == pytest.approx([0.25, 0.3, 0.3, 0.15])


def test_attention_by_hand() -> None:
    """2 who deliberate and 2 who inspect per 100 adults, half at 4: 4 / 8."""
    assert attention(np.array([2.0]), np.array([2.0]), 4.0) == pytest.approx(0.5)
    assert attention(np.zeros(1), np.zeros(1), 4.0) == pytest.approx(0.0)


def test_obedience_by_hand() -> None:
    """All relations to the street: 1 under command, 0.5 under guidance; half of them 0.5."""
    weights = np.array([0.25, 0.3, 0.3, 0.15])
    above = np.array([[1.0, 1.0, 0.5]] * 4)
    made = obedience(above, weights, np.array([1.0, 0.0, 1.0]), 0.5)
    assert made == pytest.approx([1.0, 0.5, 0.5])


def test_autonomous_in_law_but_paid_and_graded_by_the_street_obeys(
    world: World,
) -> None:
    """An elected committee whose pay and grades come from above is held all the same."""
    k = world.committees
    k.contested[:], k.members[:], k.own_account[:] = 1.0, k.seats, 0.0
    path = PolicyPath(
        world.size, {"command_intensity": 1.0, "assessment_weight_residents": 0.0}
    )
    street_hold(world, path.at(1), assumptions())
    assert np.all(k.hold >= 0.6)
    k.own_account[:] = 1.0
    street_hold(world, path.at(1), assumptions())
    assert np.all(k.hold < 0.5)


def test_residents_who_do_not_look_hold_nobody(world: World) -> None:
    world.communities.voices[:] = 0.0
    world.committees.watchers[:] = 0.0
    world.committees.contested[:] = 0.0
    path = PolicyPath(
        world.size, {"assessment_weight_residents": 1.0, "supervision_rights": 1.0}
    )
    street_hold(world, path.at(1), assumptions())
    assert world.committees.residents_hold == pytest.approx(0.0)


share = st.integers(0, 1000).map(lambda n: n / 1000)
A = assumptions()


@given(
    st.floats(0.10, 0.40),
    st.floats(0.15, 0.45),
    st.floats(0.15, 0.45),
    st.floats(0.05, 0.30),
)
def test_weights_are_shares_whatever_their_scale(
    appoints: float, pays: float, grades: float, supervises: float
) -> None:
    made = relation_weights(
        assumptions(
            {
                "weight_appoints": appoints,
                "weight_pays": pays,
                "weight_grades": grades,
                "weight_supervises": supervises,
            }
        )
    )
    assert made.sum() == pytest.approx(1.0)
    assert made[0] / made[1] == pytest.approx(appoints / pays)


@given(st.floats(0, 100), st.floats(0, 100), st.floats(2, 10))
def test_attention_is_a_share_that_rises_with_each_watcher(
    voices: float, watchers: float, half: float
) -> None:
    made = attention(np.array([voices, voices + 1]), np.array([watchers] * 2), half)
    assert 0 <= made[0] < made[1] < 1


@given(st.lists(share, min_size=4, max_size=4), share, share)
def test_obedience_is_a_share_and_rises_with_command(
    above: list[float], command: float, guided: float
) -> None:
    weights = np.array([0.25, 0.3, 0.3, 0.15])
    parts = np.array(above)[:, None] * np.ones(2)
    made = obedience(parts, weights, np.array([command, 1.0]), guided)
    assert 0 <= made[0] <= made[1] + 1e-12 <= 1 + 1e-9


def test_law_by_hand(world: World) -> None:
    """One candidate, default rights: 0.25 · 0.7 + 0.3 · 0.9 + 0.3 · 0.8 + 0.15 · 0.9.

    = 0.82, of which command 0.8 leaves 0.5 + 0.5 · 0.8 = 0.9: 0.738.
    """
    note_law(world, PolicyPath(world.size, {}).at(1), A)
    assert world.committees.law_hold == pytest.approx(0.738)


def test_law_runs_from_all_to_nothing(world: World) -> None:
    rights = ("finance_rights", "assessment_weight_residents", "supervision_rights")
    for rule, right, hold in (("appointed", 0.0, 1.0), ("direct", 1.0, 0.0)):
        levers = dict.fromkeys(rights, right)
        path = PolicyPath(
            world.size, {**levers, "election_rule": rule, "command_intensity": 1.0}
        )
        note_law(world, path.at(1), A)
        assert world.committees.law_hold == pytest.approx(hold)


def free_committee(world: World) -> None:
    """All four relations run to residents, half of whom voted and half are seen."""
    k = world.committees
    k.contested[:], k.members[:], k.own_account[:] = 1.0, k.seats, 1.0
    k.turnout_true[:], k.watchers[:] = 0.5, 0.0
    world.communities.voices[:] = A.attention_half
    world.offers.oversight_open[:] = 1.0
    world.communities.detected[:] = 0.0
    k.tenured[:], k.upward_kept[:], k.errands_kept[:] = 0.0, 1.0, 1.0


def test_residents_hold_by_hand(world: World) -> None:
    """Look 0.5, turnout 0.5: 0.25 · 0.5 + 0.75 · 0.5 = 0.5, which is full: 0.7 seen."""
    free_committee(world)
    path = PolicyPath(world.size, {"assessment_weight_residents": 1.0})
    street_hold(world, path.at(1), A)
    assert world.committees.residents_hold == pytest.approx(0.5)
    assert world.committees.watched_below == pytest.approx(0.7)
    assert world.committees.hold == pytest.approx(0.0)
    assert world.committees.watched_above == pytest.approx(0.0)
    assert world.committees.upward_weight == pytest.approx(A.upward_duty)


def test_empty_seats_fall_back_to_the_street(world: World) -> None:
    """With every seat empty the street has the quarter that appointing weighs."""
    free_committee(world)
    world.committees.members[:] = 0.0
    levers = {"assessment_weight_residents": 1.0, "command_intensity": 1.0}
    street_hold(world, PolicyPath(world.size, levers).at(1), A)
    assert world.committees.hold == pytest.approx(0.25)


def test_freeing_one_relation_alone_does_not_free_the_committee(world: World) -> None:
    """Each relation weighs less than half, so lists or elections alone change little."""
    weights = relation_weights(A)
    assert weights.max() < 0.5
    levers = {"assessment_weight_residents": 0.0, "command_intensity": 1.0}
    for relation in ("contested", "own_account"):
        k = world.committees
        k.contested[:], k.own_account[:], k.members[:] = 0.0, 0.0, k.seats
        world.offers.oversight_open[:] = 0.0
        getattr(k, relation)[:] = 1.0
        street_hold(world, PolicyPath(world.size, levers).at(1), A)
        assert np.all(k.hold >= 0.69)


def test_residents_who_vote_and_look_away_watch_a_little(world: World) -> None:
    """Only the ballot is left: 0.25 · 0.5 = 0.125, a quarter of full: 0.7 · 0.25."""
    free_committee(world)
    world.communities.voices[:] = 0.0
    levers = {"assessment_weight_residents": 1.0}
    street_hold(world, PolicyPath(world.size, levers).at(1), A)
    assert world.committees.watched_below == pytest.approx(0.175)


# --- every body the same way ----------------------------------------------------------

FOUND_HALF = np.full((4, 1), 0.5)


def test_every_body_has_four_relations_and_a_chinese_name() -> None:
    assert tuple(TABLE) == BODIES
    for body in TABLE.values():
        assert body.chinese
        assert all(getattr(body, relation) for relation in RELATIONS)


def test_what_runs_to_whom_by_hand() -> None:
    """Owners' committee: only its supervision runs to the street; the committee: as found."""
    owners = TABLE["owners_committee"]
    assert relations_up(owners, STREET, FOUND_HALF)[:, 0].tolist() == [0, 0, 0, 1]
    assert relations_up(owners, RESIDENTS, FOUND_HALF)[:, 0].tolist() == [1, 1, 1, 0]
    committee = TABLE["residents_committee"]
    assert relations_up(committee, STREET, FOUND_HALF)[:, 0].tolist() == [0.5] * 4
    branch = TABLE["party_branch"]
    assert relations_up(branch, PARTY, FOUND_HALF)[:, 0].tolist() == [1, 0, 1, 1]
    police = TABLE["police_office"]
    assert relations_up(police, STREET, FOUND_HALF).sum() == 0
    assert relations_up(police, DEPARTMENT, FOUND_HALF).sum() == 4


def test_holds_of_all_bodies_by_hand(world: World) -> None:
    """Full command: station and grid 1, owners' committee 0.15, council 0.25, police 0."""
    world.committees.reach[:] = 1.0
    street_hold(world, PolicyPath(world.size, {"command_intensity": 1.0}).at(1), A)
    holds = dict(zip(BODIES, world.communities.bodies[0], strict=True))
    assert holds["work_station"] == holds["grid"] == pytest.approx(1.0)
    assert holds["owners_committee"] == pytest.approx(0.15)
    assert holds["joint_council"] == pytest.approx(0.25)
    assert holds["party_branch"] == pytest.approx(0.30)
    assert holds["police_office"] == holds["health_station"] == 0.0
    assert holds["residents_committee"] == pytest.approx(world.committees.hold[0])


# --- one person in both offices -------------------------------------------------------


def test_the_usual_chair_is_the_default_lever() -> None:
    assert LEVERS["party_secretary_chairs"].default == USUAL_CHAIR


def test_a_chair_from_the_party_line_answers_to_residents_less() -> None:
    """Weight 0.4, usual 0.4: 0.84 left. Chair 1: 0.6 / 0.84; 0: 1 / 0.84; usual: as is."""
    made = chaired(np.full(3, 0.5), np.array([1.0, 0.0, 0.4]), 0.4, 0.4)
    assert made == pytest.approx([0.357143, 0.595238, 0.5], abs=1e-6)
    assert chaired(np.ones(1), np.zeros(1), 0.4, 0.4) == pytest.approx(1.0)


def test_one_person_in_both_offices_firms_the_line_and_calls_members(
    world: World,
) -> None:
    free_committee(world)
    k, o = world.committees, world.offers
    k.effort[:] = 0.8
    levers = {"assessment_weight_residents": 0.5}
    found = {}
    for chair in (0.0, 0.4, 1.0):
        path = PolicyPath(world.size, {**levers, "party_secretary_chairs": chair})
        street_hold(world, path.at(1), A)
        found[chair] = (float(k.hold[0]), float(o.party_call[0]))
    assert found[0.0][0] < found[0.4][0] < found[1.0][0]
    assert found[0.4][1] == pytest.approx(1.0)
    assert found[1.0][1] == pytest.approx(1.0 + 0.6 * 0.6 * 0.8)


# --- what the street sees -------------------------------------------------------------


def test_what_the_street_sees_by_hand() -> None:
    """0.6 · (1 − 0.4) · 1 = 0.36; a grid at 0.25: 1 − 0.64 · 0.75 = 0.52.

    Of a committee that does none of its work it sees what the grid reports.
    """
    made = seen_from_above(
        np.full(3, 0.6), np.array([0.4, 0.4, 0.0]), np.array([1.0, 1.0, 0.0]),
        np.array([0.0, 0.25, 0.25]),
    )  # fmt: skip
    assert made == pytest.approx([0.36, 0.52, 0.25])


def test_tenure_and_a_station_keep_the_street_from_looking(world: World) -> None:
    k = world.committees
    policy = PolicyPath(world.size, {}).at(1)
    world.communities.detected[:], k.tenured[:], k.upward_kept[:] = 0.0, 0.0, 1.0
    street_hold(world, policy, A)
    usual = k.watched_above.copy()
    k.tenured[:] = 1.0
    street_hold(world, policy, A)
    assert k.watched_above == pytest.approx(0.6 * usual)
    k.tenured[:], k.upward_kept[:] = 0.0, 0.0
    street_hold(world, policy, A)
    assert k.watched_above == pytest.approx(0.0)
    world.communities.detected[:] = 1.0
    street_hold(world, policy, A)
    assert k.watched_above == pytest.approx(0.25 * 0.9)


def test_residents_without_an_errand_look_less(world: World) -> None:
    """All errands gone: look falls by 0.3; what hangs on looking falls with it."""
    free_committee(world)
    levers = {"assessment_weight_residents": 1.0}
    world.committees.errands_kept[:] = 0.0
    street_hold(world, PolicyPath(world.size, levers).at(1), A)
    assert world.committees.residents_hold == pytest.approx(0.125 + 0.75 * 0.5 * 0.7)
