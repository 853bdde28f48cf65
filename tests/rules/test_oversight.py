"""Oversight: audits deter, residents watch what they receive, auditors are few."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.assumptions import assumptions
from govsim.policy import PolicyPath
from govsim.rules.oversight import (
    ANSWERING,
    USUAL_RIGHTS,
    answering_hours,
    audit,
    audits_made,
    audits_with_data,
    diverted_share,
    find,
    in_such_hands,
    open_books,
)
from govsim.state import World
from govsim.vocabulary import ACTIONS


def test_diversion_by_hand() -> None:
    """0.02 + 0.18 · exp(−0.6 · 0.5) · 0.9 = 0.02 + 0.18 · 0.740818 · 0.9."""
    made = diverted_share(0.02, np.array([0.2]), 0.6, np.array([0.5]), np.array([0.1]))
    assert made == pytest.approx(0.1400125, rel=1e-5)


def test_a_sure_audit_cuts_diversion_by_four_to_twelve_points() -> None:
    """From 4 % to 100 % on community project money at the default numbers (Olken 2007: 8)."""
    a = assumptions()
    low, high = (
        diverted_share(
            a.least_diversion,
            np.array([a.exposure_community]),
            a.deterrence,
            np.array([p]),
            np.zeros(1),
        )[0]
        for p in (0.04, 1.0)
    )
    assert 0.04 <= low - high <= 0.12


def test_full_control_leaves_the_least() -> None:
    made = diverted_share(0.02, np.array([0.2]), 50.0, np.ones(1), np.zeros(1))
    assert made == pytest.approx(0.02)


def test_auditors_are_rationed() -> None:
    wanted = np.array([1.0, 0.6])
    assert audits_made(wanted, 0.4, shared=True) == pytest.approx([0.5, 0.3])
    assert audits_made(wanted, 0.4, shared=False) == pytest.approx([0.4, 0.4])
    assert audits_made(np.zeros(2), 0.4, shared=True) == pytest.approx([0.0, 0.0])


share = st.integers(0, 1000).map(lambda n: n / 1000)
A = assumptions()


@given(st.floats(0, 0.04), st.floats(0.04, 1), st.floats(0, 5), share, share)
def test_diversion_lies_between_the_least_and_the_exposed(
    least: float, exposed: float, deterrence: float, audited: float, watched: float
) -> None:
    made = diverted_share(
        least, np.array([exposed]), deterrence, np.array([audited]), np.array([watched])
    )[0]
    assert least - 1e-12 <= made <= exposed + 1e-12


def test_uncontrolled_money_loses_what_it_is_exposed_to() -> None:
    made = diverted_share(0.02, np.array([0.2]), 0.6, np.zeros(1), np.zeros(1))
    assert made == pytest.approx(0.2)


def test_the_first_audits_deter_most() -> None:
    """Steeper at low probability, as Brazil's lotteries suggest."""
    p = np.array([0.0, 0.2, 0.8, 1.0])
    made = diverted_share(0.02, np.full(4, 0.2), A.deterrence, p, np.zeros(4))
    assert made[0] - made[1] > made[2] - made[3] > 0


def test_audits_beat_residents_who_watch_what_they_receive() -> None:
    """Olken 2007: all watching reaches 0.35 of the money, a sure audit all of it.

    0.18 · 0.35 = 6.3 points against 0.18 · (e^(−0.024) − e^(−0.6)) = 7.7 points.
    """
    exposed = np.array([A.exposure_community])
    start, audited = (
        diverted_share(
            A.least_diversion, exposed, A.deterrence, np.array([p]), np.zeros(1)
        )[0]
        for p in (0.04, 1.0)
    )
    watched = diverted_share(
        A.least_diversion,
        exposed,
        A.deterrence,
        np.array([0.04]),
        np.array([A.received_share]),
    )[0]
    assert start - audited == pytest.approx(0.0769, abs=2e-4)
    assert 0 < start - watched < start - audited


@given(st.lists(share, min_size=1, max_size=6), st.floats(0.4, 1.0))
def test_shared_auditors_never_make_more_than_they_can(
    wanted: list[float], capacity: float
) -> None:
    made = audits_made(np.array(wanted), capacity, True)
    assert made.mean() <= capacity + 1e-12
    assert np.all(made <= np.array(wanted) + 1e-12)
    own = audits_made(np.array(wanted), capacity, False)
    assert np.all(own <= capacity)


def test_enough_auditors_do_all_that_is_wanted() -> None:
    wanted = np.array([0.5, 0.1])
    assert audits_made(wanted, 0.8, True) == pytest.approx(wanted)


def test_more_audits_elsewhere_mean_fewer_here(world: World) -> None:
    """All want one, 0.8 a place are to be had."""
    audit(world, PolicyPath(world.size, {"audit_probability": 1.0}).at(1), A)
    assert world.committees.diversion_checked == pytest.approx(0.8)


def books(world: World, hours: float, **levers: float) -> World:
    """Service hours against a load of 100, all seats filled."""
    k = world.committees
    k.service_load[:], k.members[:] = 100.0, k.seats
    world.hours.now[:] = 0.0
    world.hours.enter("staff", "service", np.full(world.size, hours))
    open_books(world, PolicyPath(world.size, levers).at(1), A)
    return world


def test_accounts_are_posted_as_far_as_hands_reach(world: World) -> None:
    """Half of the service work is done: 0.8 · 0.5 = 0.4 posted.

    Open to questions: 0.5 · (0.3 + 0.7 · 0.4) = 0.29.
    """
    o = books(world, 50.0, transparency=0.8, supervision_rights=0.5).offers
    assert o.accounts_posted == pytest.approx(0.4)
    assert o.oversight_open == pytest.approx(0.29)


def test_no_hands_no_posted_accounts_and_no_right_nothing_open(world: World) -> None:
    o = books(world, 0.0, transparency=1.0, supervision_rights=0.0).offers
    assert o.accounts_posted == pytest.approx(0.0)
    assert o.oversight_open == pytest.approx(0.0)


def test_answering_by_hand(world: World) -> None:
    """20 inspections, full rights beyond the usual 0.1, a quarter of an hour each: 4.5 h."""
    made = answering_hours(np.array([20.0]), np.array([1.0]), 0.1, 0.25)
    assert made == pytest.approx(4.5)
    claims = world.committees.claims[ANSWERING]
    world.residents.acts[:] = False
    books(world, 50.0, supervision_rights=1.0)
    assert claims == pytest.approx(0.0)
    world.residents.acts[ACTIONS.index("oversee")] = True
    books(world, 50.0, supervision_rights=USUAL_RIGHTS)
    assert claims == pytest.approx(0.0)
    books(world, 50.0, supervision_rights=0.9)
    assert claims == pytest.approx(0.8 * 0.25 * world.communities.adults)


def test_an_empty_committee_has_nobody_to_question(world: World) -> None:
    books(world, 100.0)
    world.committees.members[:] = 0.0
    open_books(world, PolicyPath(world.size, {"supervision_rights": 1.0}).at(1), A)
    assert world.offers.oversight_open == pytest.approx(0.0)


def test_where_nobody_inspects_watchers_fade_and_only_audits_find(world: World) -> None:
    """12 watchers fade to 11 in a month; half of sure audits find 20 of 100 stolen."""
    k, o = world.committees, world.offers
    world.residents.acts[:] = False
    k.watchers[:], k.diversion_checked[:] = 12.0, 1.0
    o.oversight_open[:], o.accounts_posted[:] = 0.0, 1.0
    k.exposed[:], k.diverted[:] = 100.0, 20.0
    find(world, A)
    assert k.watchers == pytest.approx(11.0)
    assert o.theft_seen == pytest.approx(0.2 * 0.5)
    k.exposed[:], k.diverted[:] = 0.0, 0.0
    find(world, A)
    assert o.theft_seen == pytest.approx(0.0)


def test_department_money_is_watched_least(world: World) -> None:
    """Residents see 0.3 of what a street spends on them, half of a contract."""
    k, o = world.committees, world.offers
    k.watchers[:], k.diversion_checked[:], o.oversight_open[:] = 1e6, 0.0, 1.0
    find(world, A)
    parts = (k.diversion - A.least_diversion) / (
        np.array([A.exposure_street, A.exposure_community, A.exposure_contract])[
            :, None
        ]
        - A.least_diversion
    )
    told = 1 - A.received_share * np.array([[0.3], [1.0], [0.5]])
    assert parts == pytest.approx(told * np.ones(world.size), abs=1e-4)


def test_finding_by_hand(world: World) -> None:
    """12 / 11 watchers fade to 1, which is half: reach 0.5.

    Found 1 − (1 − 0.5 · 0.5) · 0.5 = 0.625; of a fifth stolen, rumour passes on 0.2.
    """
    k, o = world.committees, world.offers
    world.residents.acts[:] = False
    k.watchers[:], k.diversion_checked[:] = 12 / 11, 0.5
    o.oversight_open[:], o.accounts_posted[:] = 1.0, 0.0
    k.exposed[:], k.diverted[:] = 100.0, 20.0
    find(world, A)
    assert o.theft_seen == pytest.approx(0.2 * 0.625 * 0.2)
    told = 0.02 + 0.18 * np.exp(-0.3) * (1 - 0.35 * 0.5)
    assert k.diversion[1] == pytest.approx(told)


def test_honest_hands_leave_less_exposed_by_hand() -> None:
    """0.2 at an integrity of ½; at 0.7: 0.2 · 0.8; at 0.3: 0.2 · 1.2."""
    made = in_such_hands(np.full(3, 0.2), np.array([0.5, 0.7, 0.3]), 1.0)
    assert made == pytest.approx([0.2, 0.16, 0.24])


def test_only_community_money_depends_on_the_workers(world: World) -> None:
    found = []
    for integrity in (0.5, 0.8):
        world.committees.integrity[:], world.committees.watchers[:] = integrity, 0.3
        find(world, A)
        found.append(world.committees.diversion.copy())
    changed = found[1] - found[0]
    assert np.all(changed[1] < 0)
    assert changed[[0, 2]] == pytest.approx(0.0)


def test_audits_see_more_with_shared_data_by_hand() -> None:
    made = audits_with_data(np.array([0.1, 0.1, 0.9]), np.array([0.0, 1.0, 1.0]), 0.5)
    assert made == pytest.approx([0.1, 0.15, 1.0])
