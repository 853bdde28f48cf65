"""Task pressure: what departments hand down, what is let in, what grows back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.assumptions import assumptions
from govsim.policy import PolicyPath
from govsim.rules.decisions import STANDARD_PATTERN
from govsim.rules.tasks import (
    ASSISTED,
    GOVERNMENT,
    KIND_OF_DOMAIN,
    MARKET,
    MODE_OF_DOMAIN,
    MODES,
    MONEY,
    POWER,
    SELF,
    SOCIETY,
    STAFF,
    TIED,
    assisted_left,
    blocked_share,
    hand_down,
    issued_hours,
    misplaced_work,
    off_list_share,
    refused,
    regrown_list,
    reloaded,
    taken_up,
    transfer_parts,
    unclear_share,
)
from govsim.state import World
from govsim.vocabulary import DOMAINS, TASK_KINDS

ONE = np.array([1.0])


def test_issued_hours_by_hand() -> None:
    """0.3 · (0.7 · 0.5 · (1 − 0.2) + 0.3 · 2) = 0.3 · (0.28 + 0.6) = 0.264."""
    made = issued_hours(0.3, 0.7, np.array([0.2]), np.array([0.5]), np.array([2.0]))
    assert made == pytest.approx(0.264)


def test_an_obedient_committee_does_not_refuse() -> None:
    """0.5 · 0.6 · (1 − 0.5 · 1) = 0.15, a free one 0.30."""
    assert blocked_share(np.array([0.5]), 0.6, ONE, 0.5) == pytest.approx(0.15)
    assert blocked_share(np.array([0.5]), 0.6, 0 * ONE, 0.5) == pytest.approx(0.30)


def test_a_cut_list_grows_back_unless_departments_must_ask() -> None:
    """Half a list at 5 % a month: the gap shrinks to 0.5 · 0.95^24 = 0.146 in two years."""
    free, asked = np.array([0.5]), np.array([0.5])
    for _ in range(24):
        free = regrown_list(free, 0 * ONE, 0.05)
        asked = regrown_list(asked, ONE, 0.05)
    assert free == pytest.approx(1 - 0.5 * 0.95**24)
    assert asked == pytest.approx(0.5)
    assert regrown_list(ONE, 0 * ONE, 0.05) == pytest.approx(1.0)


share = st.integers(0, 1000).map(lambda n: n / 1000)


def test_the_status_quo_issues_the_demand_and_an_empty_list_nothing() -> None:
    """Full list, nothing merged, usual mandate: 0.3; no list and no mandate: 0."""
    none, one = np.zeros(1), np.ones(1)
    assert issued_hours(0.3, 0.7, none, one, one) == pytest.approx(0.3)
    assert issued_hours(0.3, 0.7, none, none, none) == pytest.approx(0.0)
    assert issued_hours(0.3, 0.7, one, one, none) == pytest.approx(0.0)


def test_merging_saves_routine_work_only() -> None:
    """All routine work merged away leaves 0.3 · 0.3 · 1 = 0.09."""
    assert issued_hours(0.3, 0.7, ONE, ONE, ONE) == pytest.approx(0.09)


@given(share, share, share, share)
def test_no_more_is_blocked_than_must_ask_and_can_be_refused(
    admission: float, reach: float, obedience: float, evasion: float
) -> None:
    made = blocked_share(np.array([admission]), reach, np.array([obedience]), evasion)
    assert 0.0 <= made[0] <= admission * reach + 1e-12


@given(share, share, share)
def test_a_list_only_grows_and_never_beyond_full(
    listed: float, admission: float, rate: float
) -> None:
    made = regrown_list(np.array([listed]), np.array([admission]), rate)
    assert listed <= made[0] <= 1.0 + 1e-12


def test_hand_down_by_hand(world: World) -> None:
    """200 adults, full list, 0.3 · 0.4 of routine merged, no shock, duties clear.

    Wanted: 200 · 0.30 · (0.7 · (1 − 0.12) + 0.3) = 60 · 0.916 = 54.96 hours; where nothing
    is done twice, 54.96 / 1.1 = 49.96 are issued. All must ask, 0.6 can be refused: a
    free committee lets in 0.4, an obedient one 0.7.
    """
    world.communities.listed_tasks[:] = 1.0
    path = PolicyPath(
        world.size,
        {"task_admission": 1.0, "department_coordination": 0.3, "legal_clarity": 1.0},
    )
    for hold, let_in in ((0.0, 0.4), (1.0, 0.7)):
        world.committees.hold[:] = hold
        hand_down(world, path.at(1), assumptions())
        assert world.committees.issued == pytest.approx(54.96 / 1.1)
        assert world.committees.upward_load == pytest.approx(54.96 / 1.1 * let_in)
    assert world.communities.listed_tasks == pytest.approx(1.0)


def test_without_admission_everything_comes_through(world: World) -> None:
    world.committees.hold[:] = 0.0
    hand_down(
        world, PolicyPath(world.size, {"task_admission": 0.0}).at(1), assumptions()
    )
    assert world.committees.upward_load == pytest.approx(world.committees.issued)


# --- kinds of tasks, lists, and what falls between bodies -----------------------------


def test_every_domain_has_a_kind_and_a_way_of_coming_along() -> None:
    assert set(KIND_OF_DOMAIN) == set(MODE_OF_DOMAIN) == set(DOMAINS)
    assert set(KIND_OF_DOMAIN.values()) <= set(TASK_KINDS)
    assert set(MODE_OF_DOMAIN.values()) < set(MODES)


def test_assessment_brings_back_what_need_not_be_asked_for() -> None:
    """Half a list cut, graded by the street alone: 0 + 0.05 · 0.5 = 0.025 after a month.

    In the end all of the cut half is back as marks; graded by residents, none is.
    """
    half = np.array([0.5])
    assert reloaded(0 * ONE, half, ONE, 0.05) == pytest.approx(0.025)
    by_street, by_residents = 0 * ONE, 0 * ONE
    for _ in range(200):
        by_street = reloaded(by_street, half, ONE, 0.05)
        by_residents = reloaded(by_residents, half, 0 * ONE, 0.05)
    assert by_street == pytest.approx(0.5, abs=1e-4)
    assert by_residents == pytest.approx(0.0)


@given(share, share, share, share)
def test_list_and_marks_together_never_exceed_the_full_list(
    listed: float, graded: float, rate: float, part: float
) -> None:
    before = np.array([part * (1.0 - listed)])
    made = reloaded(before, np.array([listed]), np.array([graded]), rate)
    assert 0.0 <= made[0] <= 1.0 - listed + 1e-12


def test_with_lists_the_governments_own_work_is_refused_first() -> None:
    """0.6 refused, half of the requests government's own.

    Clear lists: all 0.5 of its own and 0.1 of the rest. No lists: half of each kind,
    0.3 and 0.3. Lists for a half: 0.4 and 0.2.
    """
    blocked = np.array([0.6])
    for clear, own, assisted in ((1.0, 0.5, 0.1), (0.0, 0.3, 0.3), (0.5, 0.4, 0.2)):
        made = refused(blocked, 0.5, np.array([clear]))
        assert [part[0] for part in made] == pytest.approx([own, assisted])


@given(share, share, share)
def test_refused_parts_add_up_and_fit_their_kind(
    blocked: float, own: float, clear: float
) -> None:
    of_own, assisted = refused(np.array([blocked]), own, np.array([clear]))
    assert of_own + assisted == pytest.approx(blocked)
    assert -1e-12 <= of_own[0] <= own + 1e-12
    assert -1e-12 <= assisted[0] <= 1.0 - own + 1e-12


def test_unclear_work_by_hand() -> None:
    """Two bodies, 0.6 and 0.5: nobody 0.4 · 0.5 = 0.2, both 0.3; a third with 0.5: 0.1.

    With three, exactly one has 0.6·0.25 + 2 · 0.4·0.25 = 0.35, so more than one 0.55.
    """
    nobody, several = taken_up(np.array([[0.6], [0.5]]))
    assert (nobody[0], several[0]) == pytest.approx((0.2, 0.3))
    nobody, several = taken_up(np.array([[0.6], [0.5], [0.5]]))
    assert (nobody[0], several[0]) == pytest.approx((0.1, 0.55))


@given(st.lists(share, min_size=1, max_size=6), share)
def test_one_more_body_leaves_less_undone_and_does_more_twice(
    chances: list[float], more: float
) -> None:
    """Too many parties: gaps close, work is doubled."""
    few = taken_up(np.array(chances)[:, None])
    many = taken_up(np.array([*chances, more])[:, None])
    assert many[0][0] <= few[0][0] + 1e-12
    assert many[1][0] >= few[1][0] - 1e-12
    assert 0.0 <= few[0][0] <= 1.0
    assert few[1][0] >= -1e-12


def test_lists_end_what_is_unclear_and_refuse_what_they_do_not_name() -> None:
    """0.25 grey, 0.3 clear: 0.175 unclear. Of 0.3 temporary 0.1 · 0.3 · 0.3 = 0.009 left."""
    clear = np.array([0.3])
    assert unclear_share(clear, 0.25) == pytest.approx(0.175)
    assert unclear_share(ONE, 0.25) == pytest.approx(0.0)
    assert off_list_share(clear, clear, 0.1) == pytest.approx(0.009)
    assert off_list_share(0 * ONE, ONE, 0.1) == pytest.approx(0.0)


def mode(word: str) -> np.ndarray:
    return transfer_parts(np.array([float(MODES.index(word))]), 0.5)[:, 0]


def test_what_comes_along_by_hand() -> None:
    """Money, staff, power, tied money; both: half each, the money tied."""
    assert mode("staff_only") == pytest.approx([0.0, 1.0, 0.0, 0.0])
    assert mode("money_only") == pytest.approx([1.0, 0.0, 0.0, 0.0])
    assert mode("power_only") == pytest.approx([0.0, 0.0, 1.0, 0.0])
    assert mode("staff_and_money") == pytest.approx([0.5, 0.5, 0.0, 0.5])


def test_by_domain_mixes_the_ways_by_their_money() -> None:
    """Both: health, safety, utilities 0.12 + 0.20 + 0.18 = 0.5 of money, so 0.25 staff.

    Money: education and the elderly 0.14 + 0.08, plus 0.25; power: 0.22 + 0.06.
    """
    made = mode("by_domain")
    assert STANDARD_PATTERN.sum() == pytest.approx(1.0)
    assert made[[MONEY, STAFF, POWER, TIED]] == pytest.approx([0.47, 0.25, 0.28, 0.25])


def down(world: World, month: int = 1, **levers: float | str) -> World:
    hand_down(world, PolicyPath(world.size, levers).at(month), assumptions())
    return world


def test_misplaced_work_by_hand() -> None:
    """10 hours, 0.4 in the right hands, a tenth undone: 10 · 0.6 · 0.9 = 5.4."""
    made = misplaced_work(np.array([[10.0]]), np.array([[0.4]]), np.array([0.1]))
    assert made == pytest.approx(5.4)


def test_whose_work_it_is_and_who_does_it(world: World) -> None:
    """200 adults; duties 0.25 · 200 = 50 h: 0.48 residents', 0.18 firms', 0.22 NGOs'.

    With 0.3 of duties moved, residents' own work is 0.7 · 24 h in departments' hands; no
    firm: 9 h of the market's; no contract: 11 h of society's. All let in and 0.8 done: 0.8
    of government's own half. Nothing unclear, temporary work 0.1 · 0.3 left.
    """
    k, p = world.committees, world.partners
    k.compliance[:], p.contract_with[:], p.firm_present[:] = 0.8, -1, False
    world.communities.listed_tasks[:], world.communities.assessed[:] = 1.0, 0.0
    down(
        world,
        task_transfer=0.3,
        task_admission=0.0,
        legal_clarity=1.0,
        department_coordination=0.0,
    )
    c = world.communities
    assert c.work[:, SELF] == pytest.approx(24.0)
    assert c.work[:, GOVERNMENT] == pytest.approx(30.0)
    assert c.work[:, ASSISTED] == pytest.approx(30.0 + 6.0)
    kept = 1.0 - 0.03
    assert c.misplaced[:, SELF] == pytest.approx(0.7 * 24.0 * kept)
    assert c.misplaced[:, MARKET] == pytest.approx(9.0 * kept)
    assert c.misplaced[:, SOCIETY] == pytest.approx(11.0 * kept)
    assert c.misplaced[:, GOVERNMENT] == pytest.approx(0.8 * 30.0 * kept)
    assert c.misplaced[:, ASSISTED] == pytest.approx(0.0)
    assert c.undone == pytest.approx(0.03 * 110.0)
    assert c.doubled == pytest.approx(0.0)


def test_staff_of_departments_keep_residents_work_in_their_hands(world: World) -> None:
    """All duties moved: under staff only they stay with departments, else not."""
    down(world, task_transfer=1.0, transfer_mode="staff_only")
    assert world.communities.misplaced[:, SELF].min() > 20.0
    down(world, task_transfer=1.0, transfer_mode="power_only")
    assert world.communities.misplaced[:, SELF] == pytest.approx(0.0)


def test_clear_duties_save_double_work(world: World) -> None:
    """No list: more issued than with lists, by the work done twice."""
    blurred = down(world, legal_clarity=0.0).committees.issued.copy()
    assert np.all(world.communities.doubled > 0.0)
    assert np.all(blurred > down(world, legal_clarity=1.0).committees.issued)


def test_lists_leave_a_sudden_mandate_undone(world: World) -> None:
    """No regime wins everywhere: with temporary work tenfold clear lists leave more."""
    world.conditions.mandate[:] = 10.0
    world.committees.effort[:] = 1.0
    world.committees.hours[:] = 1e4
    undone = [
        down(world, legal_clarity=x).communities.undone.mean() for x in (0.0, 1.0)
    ]
    assert undone[1] > undone[0]


def test_an_overloaded_committee_leaves_more_between_the_bodies(world: World) -> None:
    k = world.committees
    gaps = []
    for hours in (1e4, 1.0):
        k.hours[:], k.upward_load[:], k.service_load[:] = hours, 500.0, 500.0
        gaps.append(down(world, legal_clarity=0.0).communities.undone.mean())
    assert gaps[1] > 1.5 * gaps[0]


def test_refusing_with_lists_is_missed_less_and_costs_departments_more(
    world: World,
) -> None:
    """All must ask, a free committee: what lists sort out goes back to departments."""
    k = world.committees
    k.hold[:] = 0.0
    down(world, task_admission=1.0, legal_clarity=0.0)
    missed, back = k.missed.copy(), k.returned.copy()
    down(world, task_admission=1.0, legal_clarity=1.0)
    assert np.all(k.missed < missed)
    assert np.all(k.returned > back)


def test_a_cut_list_comes_back_by_request_or_by_marks(world: World) -> None:
    """Issued two years after a cut by half against before, all by hand from eq. 1.3–1.4.

    Neither asked nor graded from above it stays away; each road alone brings it back.
    """
    c, k = world.communities, world.committees

    def after(admission: float, graded: float) -> float:
        c.listed_tasks[:], c.assessed[:], k.hold_parts[2] = 0.5, 0.0, graded
        for month in range(1, 25):
            down(world, month, task_admission=admission, legal_clarity=1.0)
        return float((c.listed_tasks + c.assessed).mean())

    assert after(1.0, 0.0) == pytest.approx(0.5)
    assert after(0.0, 0.0) == pytest.approx(1.0 - 0.5 * 0.95**24)
    assert after(1.0, 1.0) == pytest.approx(0.5 + 0.5 * (1.0 - 0.95**24))


def test_without_a_street_office_tasks_come_unmerged(world: World) -> None:
    """0.4 · 1.0 of routine merged: 0.7 · 0.6 + 0.3 = 0.72 against 1."""
    world.communities.listed_tasks[:] = 1.0
    made = [
        down(
            world, layers=word, department_coordination=1.0, legal_clarity=1.0
        ).committees.issued.copy()
        for word in ("street", "abolished")
    ]
    assert made[0] / made[1] == pytest.approx(0.72)


def test_who_is_given_the_say_need_not_report(world: World) -> None:
    """Power over all duties: 0.3 of routine reporting ends, 0.7 · 0.7 + 0.3 = 0.79."""
    world.communities.listed_tasks[:] = 1.0
    world.communities.assessed[:] = 0.0
    made = [
        down(
            world,
            task_transfer=1.0,
            transfer_mode=word,
            department_coordination=0.0,
            legal_clarity=1.0,
        ).committees.issued.copy()
        for word in ("power_only", "money_only")
    ]
    assert made[0] / made[1] == pytest.approx(0.79)


def test_refusing_the_governments_own_work_leaves_assisted_work_by_hand() -> None:
    """Half own, 0.4 blocked: all of it own leaves 0.5 / 0.6; evenly, half as before."""
    made = assisted_left(0.5, np.array([0.4, 0.4, 1.0]), np.array([0.0, 0.2, 0.5]))
    assert made == pytest.approx([0.5 / 0.6, 0.5, 0.0])
