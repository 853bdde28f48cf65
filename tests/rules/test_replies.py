"""Replies: hours answer complaints, gaming answers the ranking."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.assumptions import assumptions
from govsim.policy import PolicyPath
from govsim.rules.replies import answer, dressed_up, rank_complaints, reply_rate
from govsim.state import World


def test_reply_rate_by_hand() -> None:
    """0.36 at the reference, 1 − 0.64² = 0.5904 with twice the hours, none without."""
    made = reply_rate(np.array([0.0, 1.0, 2.0]), 0.36)
    assert made == pytest.approx([0.0, 0.36, 0.5904])


def test_dressed_up_by_hand() -> None:
    """0.4 + 0.5 · 0.6 · (1 − 0.2) = 0.64; nothing to gain where all is done or checked."""
    made = dressed_up(
        np.array([0.4, 1.0, 0.4]), np.array([0.5, 0.5, 0.5]), np.array([0.2, 0.0, 1.0])
    )
    assert made == pytest.approx([0.64, 1.0, 0.4])


def test_reported_is_never_below_true() -> None:
    true = np.linspace(0, 1, 11)
    assert np.all(dressed_up(true, np.full(11, 0.7), np.full(11, 0.3)) >= true)


share = st.integers(0, 1000).map(lambda n: n / 1000)
A = assumptions()


@given(st.floats(0, 100), share)
def test_the_reply_rate_is_a_share_that_rises_with_hours(
    ratio: float, base: float
) -> None:
    made = reply_rate(np.array([ratio, ratio + 1]), base)
    assert 0 <= made[0] <= made[1] <= 1


def test_about_a_third_of_requests_are_answered_at_the_reference() -> None:
    """Chen, Pan & Xu 2016: about a third."""
    assert 0.30 <= reply_rate(np.ones(1), A.reply_base)[0] <= 0.43


@given(share, share, share)
def test_a_reported_share_lies_between_the_truth_and_full(
    true: float, gaming: float, checked: float
) -> None:
    made = dressed_up(np.array([true]), np.array([gaming]), np.array([checked]))[0]
    assert true - 1e-12 <= made <= 1 + 1e-12


def test_ranking_is_felt_only_by_those_the_street_holds(world: World) -> None:
    """0.4 · 0.5 · 0.6 = 0.12."""
    world.committees.hold[:] = [0.6, 0.0, 0.6, 0.0]
    path = PolicyPath(world.size, {"ranking_pressure": 0.5})
    rank_complaints(world, path.at(1), A)
    assert world.committees.ranking_weight == pytest.approx([0.12, 0.0, 0.12, 0.0])


def replied(world: World, hours: float, skill: float = 1.0) -> World:
    """Everybody complained; the committee has so many service hours per adult."""
    world.draws.month = 3
    k = world.committees
    world.residents.complained[:] = True
    world.hours.now[:] = 0.0
    world.hours.enter("staff", "service", hours * world.communities.adults)
    k.skill[:], k.ranking_weight[:] = skill, 0.0
    answer(world, A)
    return world


def test_without_hours_every_complaint_is_ignored(world: World) -> None:
    w = replied(world, 0.0)
    assert w.committees.reply_rate == pytest.approx(0.0)
    assert np.all(w.residents.answered == -1.0)


def test_with_plenty_of_skilled_hours_every_complaint_is_resolved(world: World) -> None:
    w = replied(world, 100.0)
    assert w.committees.resolution == pytest.approx(1.0)
    assert np.all(w.residents.answered == 1.0)


def test_resolution_by_hand(world: World) -> None:
    """Reference hours, skill 0.5: 0.36 · (0.4 + 0.6 · 0.5) = 0.252."""
    w = replied(world, A.reference_reply_hours, 0.5)
    assert w.committees.reply_rate == pytest.approx(0.36)
    assert w.committees.resolution == pytest.approx(0.252)
    # four standard errors of a share over 800 residents
    assert (w.residents.answered == 1).mean() == pytest.approx(0.252, abs=0.062)
    assert (w.residents.answered == -1).mean() == pytest.approx(0.64, abs=0.068)


def test_who_does_not_complain_gets_no_answer(world: World) -> None:
    world.residents.complained[:] = False
    answer(world, A)
    assert np.all(world.residents.answered == 0.0)


def test_checked_committees_report_the_truth_and_free_ones_have_no_reason_to_lie(
    world: World,
) -> None:
    k = world.committees
    for hold, checked, honest in (
        (1.0, 1.0, True),
        (0.0, 0.0, True),
        (1.0, 0.0, False),
    ):
        k.hold[:], k.diversion_checked[:] = hold, checked
        w = replied(world, A.reference_reply_hours, 0.5)
        told = w.committees.reported_resolution - w.committees.resolution
        assert np.allclose(told, 0.0) == honest
        assert np.all(told >= -1e-12)


def test_ranked_complaints_go_first_by_hand(world: World) -> None:
    """Weight 0.4 makes 1.2 of the hours: 1 − 0.64^1.2 = 0.4147."""
    world.hours.now[:] = 0.0
    hours = A.reference_reply_hours * world.communities.adults
    world.hours.enter("staff", "service", hours)
    world.committees.ranking_weight[:] = 0.4
    answer(world, A)
    assert world.committees.reply_rate == pytest.approx(0.4147, abs=1e-4)


def test_reported_work_by_hand(world: World) -> None:
    """Half done, hold 0.8: gaming 0.4, checked 0.5: 0.5 + 0.4 · 0.5 · 0.5 = 0.6."""
    k = world.committees
    k.issued[:], k.hold[:], k.ranking_weight[:] = 20.0, 0.8, 0.0
    k.diversion_checked[:] = 0.5
    k.compliance[:], k.upward_load[:] = 0.5, 20.0
    answer(world, A)
    assert k.reported_compliance == pytest.approx(0.6)
