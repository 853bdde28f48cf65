"""Delivery: complements, papers and inspections, a stock that wears."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.assumptions import PARAMETERS, assumptions
from govsim.rules.delivery import (
    CASE_WORK,
    CO_PRODUCTION,
    DECAY,
    PAPERS_AND_INSPECTIONS,
    deliver,
    done_first,
    facilities,
    papers_done,
    quality_after,
    service_flow,
    sorted_waste,
    technology,
    with_facilities,
)
from govsim.state import World

ONE = np.ones(1)
TECH = technology(assumptions())


def test_reference_inputs_give_flow_one() -> None:
    assert service_flow(np.ones((1, 7)), ONE, ONE, ONE, TECH) == pytest.approx(1.0)


def test_flow_by_hand() -> None:
    """Health, money 2, cases 0.5, own 1, nothing done upward: 2^.6 · .5^.2 · (1 − .35)."""
    made = service_flow(np.full((1, 7), 2.0), np.array([0.5]), ONE, np.zeros(1), TECH)
    assert made[0, 0] == pytest.approx(2**0.6 * 0.5**0.2 * 0.65)


def test_inputs_do_not_replace_each_other() -> None:
    nothing = service_flow(np.zeros((1, 7)), 5 * ONE, 5 * ONE, ONE, TECH)
    assert nothing == pytest.approx(0.0)


def test_quality_settles_at_half_for_flow_one() -> None:
    stock = np.full((1, 7), 0.9)
    for _ in range(600):
        stock = quality_after(stock, np.ones((1, 7)))
    assert stock == pytest.approx(0.5, abs=1e-4)


def test_facilities_wear_most_slowly() -> None:
    """Without service, utilities keep 0.95^12 of their quality in a year, safety 0.92^12."""
    stock = np.ones((1, 7))
    for _ in range(12):
        stock = quality_after(stock, np.zeros((1, 7)))
    assert stock[0, [4, 2]] == pytest.approx([0.95**12, 0.92**12])


def test_exponents_and_losses_are_shares() -> None:
    for numbers in (CASE_WORK, CO_PRODUCTION, DECAY, PAPERS_AND_INSPECTIONS):
        assert np.all((numbers >= 0) & (numbers < 1))


A = assumptions()
share = st.integers(0, 1000).map(lambda n: n / 1000)
some = st.floats(0, 5)


@given(some, some, some, st.floats(0, 1))
def test_flow_is_never_negative_and_no_input_lowers_it(
    money: float, cases: float, own: float, compliance: float
) -> None:
    def flow(m: float, c: float, o: float, u: float) -> np.ndarray:
        return service_flow(
            np.full((1, 7), m), np.array([c]), np.array([o]), np.array([u]), TECH
        )

    base = flow(money, cases, own, compliance)
    assert np.isfinite(base).all()
    assert np.all(base >= 0)
    for more in (
        flow(money + 1, cases, own, compliance),
        flow(money, cases + 1, own, compliance),
        flow(money, cases, own + 1, compliance),
        flow(money, cases, own, 1.0),
    ):
        assert np.all(more >= base - 1e-12)


def test_twice_the_money_buys_less_than_twice_the_service() -> None:
    """2^0.6 = 1.5157."""
    made = service_flow(np.full((1, 7), 2.0), ONE, ONE, ONE, TECH)
    assert made == pytest.approx(1.5157, abs=1e-4)


def test_each_input_is_needed() -> None:
    for inputs in ((0, 1, 1), (1, 0, 1), (1, 1, 0)):
        money, cases, own = (float(x) * ONE for x in inputs)
        made = service_flow(money[:, None] * np.ones((1, 7)), cases, own, ONE, TECH)
        assert made == pytest.approx(0.0)


def test_the_patterns_are_scaled_by_the_uncertain_numbers() -> None:
    """Co-production of the environment 0.25 · 0.5 = 0.125; of safety's papers 0.45 · 1.5."""
    made = technology(
        assumptions({"co_production_scale": 0.5, "papers_scale": 1.5}),
    )
    assert made.co_production[3] == pytest.approx(0.125)
    assert made.loss[2] == pytest.approx(0.675)
    assert made.returns == A.money_returns
    assert made.case_work == pytest.approx(A.case_work_scale * CASE_WORK)


def test_at_every_plausible_scale_missed_papers_leave_some_service() -> None:
    worst = {"papers_scale": PARAMETERS["papers_scale"].high}
    assert technology(assumptions(worst)).loss.max() < 1.0


@given(st.floats(0, 1), st.floats(0, 1e6))
def test_quality_stays_a_share(stock: float, flow: float) -> None:
    made = quality_after(np.full((1, 7), stock), np.full((1, 7), flow))
    assert np.all((made >= 0) & (made <= 1))


def test_quality_by_hand() -> None:
    """Health at 0.4 with flow 3: 0.4 + 0.08 · (0.75 − 0.4) = 0.428."""
    made = quality_after(np.full((1, 7), 0.4), np.full((1, 7), 3.0))
    assert made[0, 0] == pytest.approx(0.428)


def test_without_money_services_only_wear(world: World) -> None:
    c = world.communities
    c.services[:], c.spending[:], c.contracted[:] = 0.5, 0.0, 0.0
    c.free_spending[:] = 0.0
    deliver(world, A)
    assert c.services == pytest.approx(0.5 * (1 - DECAY) * np.ones((world.size, 1)))
    assert c.units == pytest.approx(0.0)


def test_stolen_money_serves_nobody(world: World) -> None:
    c, k = world.communities, world.committees
    c.services[:] = 0.5
    k.exposed[:], k.diverted[:] = 100.0, 100.0
    deliver(world, A)
    assert c.units == pytest.approx(0.0)


def served(world: World, **values: float) -> float:
    """Units of service with some of the committee's and partners' columns changed."""
    k, p = world.committees, world.partners
    kept = {name: getattr(k, name).copy() for name in ("skill", "compliance")}
    quality = p.contract_quality.copy()
    for name, value in values.items():
        getattr(p if name == "contract_quality" else k, name)[:] = value
    deliver(world, A)
    made = float(world.communities.units.sum())
    k.skill, k.compliance, p.contract_quality = *kept.values(), quality
    return made


def test_skill_papers_and_honest_contractors_all_help(world: World) -> None:
    world.communities.contracted[:] = 0.5 * world.communities.spending
    for name in ("skill", "compliance", "contract_quality"):
        assert served(world, **{name: 0.9}) > served(world, **{name: 0.2})


def test_refused_tasks_are_missed_too() -> None:
    """60 let in, 0.8 of them done, 20 that residents need not done: 48 / 80 = 0.6."""
    load, missed = np.array([60.0, 0.0, 100.0]), np.array([20.0, 0.0, 0.0])
    made = papers_done(np.array([0.8, 1.0, 0.8]), load, missed)
    assert made == pytest.approx([0.6, 1.0, 0.8])


def reference(world: World) -> World:
    """Every input at its reference: flow 1 in all domains.

    15.6 yuan and 0.055 service hours an adult, 6 of 200 volunteered four hours, all
    upward work done; craft 0.6 + 0.4 · 0.475 = 0.79.
    """
    c, k = world.communities, world.committees
    c.needs[:], c.services[:], c.free_spending[:] = 1 / 7, 0.5, 0.0
    c.facility[:], c.greening[:], k.craft_by_domain[:] = 1.0, 0.0, 1.0
    sorting = round(A.usual_sorting * 200)  # 28 of 200 residents
    rows = np.arange(world.residents.sorts.size)
    world.residents.sorts[:] = rows % 200 < sorting
    c.spending[:] = 15.6 * 200 / 7
    c.contracted[:] = 0.0
    k.exposed[:], k.diverted[:], k.compliance[:] = 100.0, 0.0, 1.0
    k.missed[:], k.seconded[:] = 0.0, 0.0
    k.issued[:], k.upward_load[:] = 50.0, 50.0
    k.skill[:], k.competence[:] = 0.475, 0.475
    world.hours.now[:] = 0.0
    world.hours.enter("staff", "service", 0.055 * c.adults)
    world.hours.enter("volunteers", "service", 24.0 * np.ones(world.size))
    return world


def test_a_month_by_hand(world: World) -> None:
    """One unit for each adult; quality stays at a half."""
    deliver(reference(world), A)
    assert world.communities.units == pytest.approx(200.0)
    assert world.communities.services == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("what", "money"), [("stolen", 0.8), ("local", 0.85), ("bought", 1.5)]
)
def test_what_a_yuan_is_worth_by_hand(world: World, what: str, money: float) -> None:
    """A fifth stolen; all spent on small projects (−15 %); a contract 2 · 0.6 / 0.8.

    Facilities are what such money has built in the long run.
    """
    c, p = reference(world).communities, world.partners
    c.facility[:] = money
    if what == "stolen":
        world.committees.diverted[:] = 20.0
    elif what == "local":
        c.free_spending[:] = c.spending.sum(axis=1)
    else:
        c.contracted[:] = c.spending
        p.contract_quality[:], p.contract_price[:] = 0.6, 0.8
    deliver(world, A)
    assert c.units == pytest.approx(200 * money**0.6)


@given(st.floats(0, 1), st.integers(0, 100), st.floats(0, 1))
def test_papers_are_a_share_and_fewer_the_more_is_refused(
    compliance: float, let_in: int, matters: float
) -> None:
    load = np.array([float(let_in), 100.0])
    made = papers_done(np.full(2, compliance), load, matters * (100.0 - load))
    assert 0 <= made[0] <= 1 + 1e-12
    assert made[1] == pytest.approx(compliance)
    if let_in > 0:
        assert made[0] <= made[1] + 1e-9


def test_where_nothing_is_issued_nothing_is_missed() -> None:
    assert papers_done(ONE, 0 * ONE, 0 * ONE) == pytest.approx(1.0)


def test_facilities_wear_and_are_renewed_by_hand() -> None:
    """From 1 with no money 0.99; from 0.5 with the reference money 0.505."""
    made = facilities(np.array([1.0, 0.5]), np.array([0.0, 1.0]), 0.01)
    assert made == pytest.approx([0.99, 0.505])


def test_what_stands_softens_a_cut_by_hand() -> None:
    """Half the money, facilities as they were: utilities 0.5^0.4, mediation 0.5^0.95."""
    made = with_facilities(np.full((1, 7), 0.5), np.ones((1, 7)))
    assert made[0, [4, 6]] == pytest.approx([0.5**0.4, 0.5**0.95])
    even = with_facilities(np.full((1, 7), 0.5), np.full((1, 7), 0.5))
    assert even == pytest.approx(0.5)


def test_a_cut_is_felt_first_in_what_runs_and_last_in_what_stands(world: World) -> None:
    c = reference(world).communities
    c.spending *= 0.5
    kept = c.spending.copy()
    first = None
    for _ in range(240):
        c.spending = kept.copy()
        deliver(world, A)
        first = c.units.copy() if first is None else first
    assert np.all(c.units < 0.95 * first)
    assert c.facility == pytest.approx(0.5, abs=0.06)


def test_sorting_residents_keep_places_cleaner_by_hand(world: World) -> None:
    """All sort: 1 + 0.5 · (1 − 0.14) = 1.43 times the flow of the usual."""
    assert sorted_waste(np.array([0.14, 1.0]), A) == pytest.approx([1.0, 1.43])
    c = reference(world).communities
    world.residents.sorts[:] = True
    deliver(world, A)
    told = 0.5 + 0.06 * (1.43 / 2.43 - 0.5)
    assert c.services[:, 3] == pytest.approx(told)
    assert c.services[:, 2] == pytest.approx(0.5)


def test_greening_money_is_spent_on_the_environment(world: World) -> None:
    c = reference(world).communities
    c.greening[:] = 70.0
    before = c.spending.copy()
    deliver(world, A)
    assert (c.spending - before)[:, 3] == pytest.approx(70.0)
    assert (c.spending - before).sum(axis=1) == pytest.approx(70.0)


def test_volunteers_in_an_emergency_do_not_serve_twice(world: World) -> None:
    """Hours booked on the emergency are no longer residents' own work."""
    usual = reference(world)
    deliver(usual, A)
    units = usual.communities.units.copy()
    away = reference(world)
    away.hours.enter("volunteers", "service", np.zeros(away.size))
    away.hours.enter("volunteers", "upward", 24.0 * np.ones(away.size))
    deliver(away, A)
    assert np.all(away.communities.units < units)


def test_what_is_done_first_by_hand() -> None:
    """0.4 of all done, half of it assisted: sorted, 0.8 of that; half picked, lean ¾: 0.55."""
    made = done_first(
        np.full(4, 0.4),
        np.full(4, 0.5),
        np.array([0.3, 0.0, 0.3, 0.0]),
        np.array([0.1, 0.4, 0.0, 0.0]),
        0.5,
    )
    assert made == pytest.approx([0.4 + 0.5 * 0.75 * 0.4, 0.4, 0.6, 0.4])


@given(share, share, share, share, share)
def test_doing_first_never_does_less_nor_more_than_all(
    compliance: float, assisted: float, below: float, above: float, pick: float
) -> None:
    numbers = (np.array([x]) for x in (compliance, assisted, below, above))
    made = done_first(*numbers, pick)[0]
    assert compliance - 1e-12 <= made <= 1.0 + 1e-12


def test_whom_it_answers_to_decides_what_is_left_undone(world: World) -> None:
    """The same hours upward: more of what residents miss where residents hold it."""
    k = world.committees
    k.compliance[:], k.assisted[:], k.missed[:], k.upward_load[:] = 0.4, 0.5, 0.0, 50.0
    k.residents_hold[:], k.hold[:] = [0.0, 0.2, 0.4, 0.6], 0.4
    deliver(world, A)
    assert k.papers[0] == pytest.approx(0.4)
    assert np.all(np.diff(k.papers) > 0.0)
    deliver(world, replace(A, pick_first=0.0))
    assert k.papers == pytest.approx(0.4)
