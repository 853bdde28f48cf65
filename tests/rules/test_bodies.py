"""Whom the committee obeys: computed from four relations, not from its name."""

import numpy as np
import pytest

from govsim.assumptions import assumptions
from govsim.policy import PolicyPath
from govsim.rules.bodies import attention, obedience, relation_weights, street_hold
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
