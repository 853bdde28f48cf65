"""Whom the committee obeys: computed from four relations, not from its name."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.assumptions import assumptions
from govsim.policy import PolicyPath
from govsim.rules.bodies import (
    attention,
    note_law,
    obedience,
    relation_weights,
    street_hold,
)
from govsim.state import World


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
