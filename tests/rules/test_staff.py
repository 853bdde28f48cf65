"""Workers: pay, tenure and entry decide who comes, stays and goes along."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.assumptions import PARAMETERS, assumptions
from govsim.policy import LEVERS, PolicyPath
from govsim.rules.staff import (
    USUAL_STANDARD,
    accepted,
    carried,
    craft_in,
    employer_cost,
    entrants,
    fill_posts,
    filling,
    judge_terms,
    pay_benefits,
    quit_hazard,
    reward_an_hour,
    unwatched,
)
from govsim.state import World
from govsim.vocabulary import CLAIMS, DOMAINS

A = assumptions()
share = st.integers(0, 1000).map(lambda n: n / 1000)


def test_quit_hazard_by_hand() -> None:
    """0.01 · exp(1.5 · 0.2) · 5500 / 11000 = 0.01 · 1.34986 / 2."""
    made = quit_hazard(0.01, 1.5, np.array([1.2]), np.array([11000.0]))
    assert made == pytest.approx(0.0067493, rel=1e-4)


def test_quits_rise_with_load_and_fall_with_pay() -> None:
    loads = quit_hazard(0.01, 1.5, np.array([0.5, 1.0, 2.0]), np.full(3, 5500.0))
    pays = quit_hazard(0.01, 1.5, np.ones(3), np.array([4000.0, 5500.0, 8000.0]))
    assert np.all(np.diff(loads) > 0)
    assert np.all(np.diff(pays) < 0)


def test_entry_skill_by_hand() -> None:
    """0.45 at base pay; twice the pay adds 0.3 · ln 2 = 0.2079."""
    made = entrants(0.45, 0.3, np.array([5500.0, 11000.0]), 0.25, np.full(2, 0.3))
    assert made == pytest.approx([0.45, 0.6579], abs=1e-4)


@given(st.floats(0, 1e6), st.floats(0, 20_000))
def test_quits_stay_between_nothing_and_three_in_ten(load: float, pay: float) -> None:
    made = quit_hazard(0.01, 1.5, np.array([load]), np.array([pay]))
    assert 0.0 < made[0] <= 0.3


def test_quits_do_not_explode_with_hopeless_load() -> None:
    """Load is felt up to two and a half times the hours: 0.01 · exp(1.5 · 1.5)."""
    made = quit_hazard(0.01, 1.5, np.array([2.5, 50.0]), np.full(2, 5500.0))
    assert made == pytest.approx(0.01 * np.exp(2.25))


def test_a_fifth_of_staff_leave_in_a_year_somewhat_above_full_load() -> None:
    """Published: about one fifth of new staff; here 0.12 at load 1, 0.23 at 1.5."""
    a = assumptions()
    hazard = quit_hazard(
        a.quit_base, a.quit_steepness, np.array([1.0, 1.5]), np.full(2, 5500.0)
    )
    year = 1.0 - (1.0 - hazard) ** 12
    assert year[0] < 0.20 < year[1]


def test_entry_skill_is_a_share_at_every_pay_a_lever_allows() -> None:
    """At 1,500 yuan: 0.45 + 0.3 · ln(1500 / 5500) = 0.45 − 0.3898 = 0.0602."""
    pay = np.array([LEVERS["pay_yuan"].low, LEVERS["pay_yuan"].high])
    for base in (PARAMETERS["entry_skill"].low, PARAMETERS["entry_skill"].high):
        for effect in (PARAMETERS["pay_skill"].low, PARAMETERS["pay_skill"].high):
            made = entrants(base, effect, pay, 0.25, np.full(2, 0.3))
            assert 0.05 <= made[0] <= made[1] <= 0.95
    assert entrants(0.45, 0.3, pay, 0.25, np.full(2, 0.3))[0] == pytest.approx(
        0.0602, abs=1e-4
    )


def test_posts_follow_the_lever_and_vacancies_fill_slowly(world: World) -> None:
    """18 per 10,000 residents, 200 adults: 18e-4 · 200 / 0.81 = 0.4444 posts.

    From none, 15 % of the vacancies are filled: 0.0667; all of them are new.
    """
    a, k = assumptions(), world.committees
    k.workers[:], k.skill[:] = 0.0, 0.9
    fill_posts(world, PolicyPath(world.size, {"training": 0.0}).at(1), a)
    assert k.posts == pytest.approx(0.4444, abs=1e-4)
    assert k.workers == pytest.approx(0.15 * 0.4444, abs=1e-4)
    assert k.quits == pytest.approx(0.0)
    # all are new: entry skill 0.45, less 0.004 of the 0.9 that fades
    assert k.skill == pytest.approx(0.45 - 0.004 * 0.9)


def test_without_posts_nobody_works(world: World) -> None:
    fill_posts(world, PolicyPath(world.size, {"worker_per_10k": 0.0}).at(1), A)
    assert world.committees.workers == pytest.approx(0.0)
    assert np.isfinite(world.committees.skill).all()


def test_better_pay_keeps_people_and_training_teaches(world: World) -> None:
    def after(levers: dict[str, float]) -> tuple[float, float]:
        k = world.committees
        k.workers[:], k.skill[:] = 0.4, 0.5
        fill_posts(world, PolicyPath(world.size, levers).at(1), A)
        return float(k.quits.sum()), float(k.skill.mean())

    base = after({})
    assert after({"pay_yuan": 8000.0})[0] < base[0]
    assert after({"training": 1.0})[1] > base[1]


def test_a_month_of_posts_by_hand(world: World) -> None:
    """No load: 0.01 · e^(−1.5) of 0.2 workers quit, 0.199554 stay.

    0.15 · (0.444444 − 0.199554) = 0.036734 are new, 0.15546 of all. Skill 0.5 − 0.15546
    · 0.05 + 0.02 · 0.5 learnt − 0.004 · 0.5 forgotten = 0.500227.
    """
    k = world.committees
    k.workers[:], k.skill[:], k.upward_load[:], k.service_load[:] = 0.2, 0.5, 0.0, 0.0
    fill_posts(world, PolicyPath(world.size, {"training": 1.0}).at(1), A)
    assert k.quits == pytest.approx(0.2 * 0.00223130)
    assert k.workers == pytest.approx(0.236288, abs=1e-6)
    assert k.skill == pytest.approx(0.500227, abs=1e-6)


def test_all_work_counts_as_load(world: World) -> None:
    """60 + 140 hours asked of 100: load 2, 0.01 · e^1.5 of 0.2 workers quit."""
    k = world.committees
    k.workers[:], k.hours[:], k.upward_load[:], k.service_load[:] = 0.2, 100, 60, 140
    fill_posts(world, PolicyPath(world.size, {}).at(1), A)
    assert k.quits == pytest.approx(0.2 * 0.01 * np.exp(1.5))


def test_the_usual_standard_is_the_default_lever() -> None:
    assert LEVERS["entry_standard"].default == USUAL_STANDARD


def test_a_high_standard_brings_skill_and_honesty_and_specialists() -> None:
    """0.45 + 0.25 · 0.7 = 0.625 at a full standard and base pay; 0.375 at none."""
    pay, standard = np.full(2, 5500.0), np.array([1.0, 0.0])
    assert entrants(0.45, 0.3, pay, 0.25, standard) == pytest.approx([0.625, 0.375])
    assert entrants(0.08, 0.15, pay, 0.30, standard)[0] == pytest.approx(0.29)


def test_posts_fill_slower_behind_a_high_standard_and_faster_for_good_pay() -> None:
    """0.15 · e^(−0.7) = 0.07449; four times the pay: 0.15 · 2 = 0.3 at the usual standard."""
    pay = np.array([5500.0, 22_000.0])
    made = filling(0.15, pay, 0.5, np.array([1.0, 0.3]), 1.0)
    assert made == pytest.approx([0.0744878, 0.3], abs=1e-6)
    assert filling(0.15, np.array([1e9]), 1.0, np.zeros(1), 1.0) == pytest.approx(1.0)


def test_a_tenured_post_costs_social_insurance() -> None:
    assert employer_cost(
        np.full(2, 6000.0), np.array([0.0, 1.0]), 0.25
    ) == pytest.approx([6000.0, 7500.0])


def test_specialists_matter_where_they_are_trained_for() -> None:
    """A tenth is usual. With 0.3: mediation 1 + 0.2 · 1.0, health 1 + 0.2 · 0.8, safety 1."""
    made = craft_in(np.array([0.3, 0.1]), 1.0)
    assert made[0, DOMAINS.index("mediation_legal")] == pytest.approx(1.2)
    assert made[0, DOMAINS.index("health")] == pytest.approx(1.16)
    assert made[0, DOMAINS.index("safety")] == pytest.approx(1.0)
    assert made[1] == pytest.approx(1.0)


def test_workers_judge_a_reform_by_pay_per_hour_and_load() -> None:
    """As used: ½. A tenth more load at 0.7, pull 4: expit(−0.28) = 0.4305.

    Paid for by e^0.07 of pay per hour it is accepted as before.
    """
    used = (np.full(3, 40.0), np.ones(3))
    reward = np.array([40.0, 40.0, 40.0 * np.exp(0.07)])
    load = np.array([1.0, 1.1, 1.1])
    made = accepted(reward, load, used, 0.7, 4.0)
    assert made == pytest.approx([0.5, 0.430453, 0.5], abs=1e-6)


@given(st.floats(0, 1e4), st.floats(0, 50), st.floats(0, 1e4), st.floats(0, 50))
def test_acceptance_is_a_share(
    reward: float, load: float, pay: float, used: float
) -> None:
    made = accepted(
        np.array([reward]),
        np.array([load]),
        (np.array([pay]), np.array([used])),
        0.7,
        4.0,
    )
    assert 0.0 < made[0] < 1.0


def test_what_a_worker_gets_for_an_hour() -> None:
    """5,500 + 500 + 825 yuan over 136.5 hours: 50."""
    made = reward_an_hour(*(np.array([x]) for x in (5500.0, 500.0, 825.0, 136.5)))
    assert made == pytest.approx(50.0)


def test_members_get_as_far_as_workers_go_along() -> None:
    made = carried(np.full(4, 0.6), np.array([0.0, 0.25, 0.5, 1.0]))
    assert made == pytest.approx([0.0, 0.3, 0.6, 1.0])
    floor = unwatched(0.5, np.array([0.0, 0.5, 1.0]), 0.5)
    assert floor == pytest.approx([0.25, 0.5, 0.75])


def unburdened(world: World) -> None:
    """0.4 workers, no load: 0.01 · e^(−1.5) of them would leave."""
    k = world.committees
    k.workers[:], k.tenured[:], k.benefits[:] = 0.4, 0.0, 0.0
    k.upward_load[:], k.service_load[:], k.hours[:] = 0.0, 0.0, 100.0
    k.integrity[:], k.specialists[:], k.skill[:] = 0.5, 0.1, 0.5


def test_tenure_binds_people_and_is_dearer(world: World) -> None:
    """All tenured after a while: 0.4 of those who would leave do, at 1.25 of the pay."""
    k = world.committees
    unburdened(world)
    fill_posts(world, PolicyPath(world.size, {}).at(1), A)
    free = k.quits.copy()
    unburdened(world)
    k.tenured[:] = 1.0
    fill_posts(world, PolicyPath(world.size, {"staff_status": "tenured"}).at(1), A)
    assert k.quits == pytest.approx(0.4 * free)
    assert k.wage == pytest.approx(1.25 * 5500.0)
    assert k.pay == pytest.approx(5500.0)


def test_posts_change_status_little_by_little(world: World) -> None:
    unburdened(world)
    fill_posts(world, PolicyPath(world.size, {"staff_status": "tenured"}).at(1), A)
    assert world.committees.tenured == pytest.approx(0.03)


def test_benefits_keep_people_better_than_they_draw_the_able(world: World) -> None:
    """1,100 yuan of benefits count 1,430 for staying and 550 for coming.

    Quits fall by 5,500 / 6,930; those who come have 0.45 + 0.3 · ln 1.1 = 0.4786 skill.
    """
    k = world.committees
    unburdened(world)
    fill_posts(world, PolicyPath(world.size, {}).at(1), A)
    without = k.quits.copy()
    unburdened(world)
    k.benefits[:], k.workers[:], k.skill[:] = 1100.0, 0.0, 0.9
    fill_posts(world, PolicyPath(world.size, {"training": 0.0}).at(1), A)
    assert k.skill == pytest.approx(0.478593 - 0.004 * 0.9, abs=1e-5)
    unburdened(world)
    k.benefits[:] = 1100.0
    fill_posts(world, PolicyPath(world.size, {}).at(1), A)
    assert k.quits == pytest.approx(without * 5500 / 6930)


def test_benefits_are_paid_as_far_as_money_reaches(world: World) -> None:
    """0.4 workers at 1,000 yuan want 400; the street has 100: 250 each."""
    k, money = world.committees, world.money
    k.workers[:] = 0.4
    money.balances[:] = 0.0
    money.move("treasury", "street", np.full(world.size, 100.0), "test")
    path = PolicyPath(world.size, {"staff_benefits_yuan": 1000.0})
    pay_benefits(world, path.at(1), A)
    assert k.benefits == pytest.approx(250.0)
    assert money.balance("street") == pytest.approx(0.0)
    assert money.entries[-1][3] == "benefits"
    k.workers[:] = 0.0
    pay_benefits(world, path.at(1), A)
    assert k.benefits == pytest.approx(0.0)


def test_training_takes_working_hours_and_makes_specialists(world: World) -> None:
    """A full course takes 80 hours a year: 80 / 12 · 0.4 = 2.667 a month; none without."""
    unburdened(world)
    fill_posts(world, PolicyPath(world.size, {"training": 1.0}).at(1), A)
    k = world.committees
    row = CLAIMS.index("training")
    assert k.claims[row] == pytest.approx(80 / 12 * k.workers)
    with_course = k.specialists.copy()
    unburdened(world)
    fill_posts(world, PolicyPath(world.size, {"training": 0.0}).at(1), A)
    assert k.claims[row] == pytest.approx(0.0)
    assert with_course - k.specialists == pytest.approx(0.0012 * 0.9)


def test_workers_get_used_to_new_terms(world: World) -> None:
    """Twice the load is resisted at first; after ten years it is what they are used to."""
    k = world.committees
    k.upward_load[:], k.service_load[:], k.hours[:] = 100.0, 100.0, 100.0
    k.used_load[:], k.acceptance_of_workers[:], k.benefits[:] = 1.0, 0.5, 0.0
    k.effort[:], k.pay[:], k.used_reward[:] = 0.8, 5500.0, 5500 / (165 * 0.8)
    lowest = 0.5
    for month in range(240):
        judge_terms(world, A)
        lowest = min(lowest, float(k.acceptance_of_workers.max()))
        if month == 11:
            assert np.all(k.acceptance_of_workers < 0.3)
    assert lowest < 0.25
    assert k.acceptance_of_workers == pytest.approx(0.5, abs=0.01)


def test_a_list_cut_on_paper_wins_no_worker(world: World) -> None:
    """A reform that changes neither pay nor load leaves them where they were."""
    k = world.committees
    k.acceptance_of_workers[:], k.used_reward[:], k.used_load[:] = 0.5, 0.0, 0.0
    for _ in range(12):
        judge_terms(world, A)
    assert k.acceptance_of_workers == pytest.approx(0.5)
