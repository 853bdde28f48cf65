"""Population: belonging keeps people, newcomers take rows and get slots of their own."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.assumptions import assumptions
from govsim.rules.population import (
    death_hazard,
    hear,
    leaving_hazard,
    move,
    settle_newcomers,
    take_stock,
)
from govsim.state import World
from govsim.vocabulary import ACTIONS


def test_leaving_by_hand() -> None:
    """0.01 · exp(−1 · 0.5) with full belonging, 0.01 at one half."""
    made = leaving_hazard(np.full(2, 0.01), np.array([1.0, 0.5]), 1.0)
    assert made == pytest.approx([0.01 * np.exp(-0.5), 0.01])


def test_death_doubles_every_eight_years() -> None:
    made = death_hazard(np.array([65.0, 73.0, 400.0]))
    assert made == pytest.approx([0.01 / 12, 0.02 / 12, 1.0])


def test_newcomers_get_new_slots_and_the_number_stays(world: World) -> None:
    world.month = world.draws.month = 1
    world.residents.belonging[:] = 0.0
    slots, next_slot = world.residents.slot.copy(), world.communities.next_slot.copy()
    for month in range(1, 13):
        world.draws.month = month
        move(world, assumptions())
    r = world.residents
    new = r.slot != slots
    assert 0 < new.sum() < new.size
    assert np.all(r.slot[new] >= next_slot[r.community[new]])
    for place in range(world.size):
        mine = r.slot[r.community == place]
        assert np.unique(mine).size == mine.size
    assert np.all(r.habit[:, new & (r.years_here < 0)] == 0)
    assert r.needs.sum(axis=0) == pytest.approx(1.0)


def test_everybody_grows_older(world: World) -> None:
    ages, slots = world.residents.age.copy(), world.residents.slot.copy()
    world.draws.month = 3
    move(world, assumptions())
    stayed = world.residents.slot == slots
    assert world.residents.age[stayed] == pytest.approx(ages[stayed] + 1 / 12)


def test_shares_of_groups_add_up(world: World) -> None:
    take_stock(world)
    assert world.communities.group_share.sum(axis=1) == pytest.approx(1.0)
    assert world.communities.needs.sum(axis=1) == pytest.approx(1.0)


A = assumptions()
DELIBERATE = ACTIONS.index("deliberate")


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 2))
def test_leaving_is_a_chance_that_belonging_lowers(
    base: float, belonging: float, pull: float
) -> None:
    made = leaving_hazard(np.full(2, base), np.array([belonging, 1.0]), pull)
    assert 0 <= made[1] <= made[0] + 1e-12 <= 1 + 1e-9


@given(st.floats(18, 120))
def test_death_is_a_chance_that_age_raises(age: float) -> None:
    made = death_hazard(np.array([age, age + 1.0]))
    assert 0 < made[0] <= made[1] <= 1


def test_one_in_a_hundred_dies_in_the_year_after_65() -> None:
    assert 12 * death_hazard(np.array([65.0]))[0] == pytest.approx(0.01)


def test_households_leave_together(world: World) -> None:
    world.residents.belonging[:] = 0.0
    slots, homes = world.residents.slot.copy(), world.residents.household.copy()
    world.residents.age[:] = 30.0  # next to nobody dies
    world.draws.month = 5
    move(world, A)
    new = world.residents.slot != slots
    for home in np.unique(homes[new]):
        assert new[homes == home].mean() in (1.0, 1 / (homes == home).sum())


def test_newcomers_bring_no_habits_and_the_places_mean_views(world: World) -> None:
    r = world.residents
    rows = np.array([0, 1])
    r.trust_disposition[:, rows], r.habit[:, rows], r.acts[:, rows] = 0.0, 1.5, True
    mean = world.mean(r.trust)[:, 0]
    settle_newcomers(world, rows, A)
    assert r.trust[:, rows] == pytest.approx(np.stack([mean, mean], axis=1))
    assert r.belonging[rows] == pytest.approx(A.newcomer_belonging)
    for column in (r.habit[:, rows], r.acts[:, rows], r.stake[rows], r.efficacy[rows]):
        assert np.all(column == 0)


def test_a_newcomers_trust_stays_inside_the_scale(world: World) -> None:
    world.residents.trust_disposition[:, :2] = np.array([9.0, -9.0])
    settle_newcomers(world, np.array([0, 1]), A)
    assert world.residents.trust[:, :2] == pytest.approx(np.array([[0.98, 0.02]] * 6))


def test_where_nobody_comes_the_last_voices_stand(world: World) -> None:
    c, r = world.communities, world.residents
    r.acts[:], c.voices[:] = False, 12.0
    voice, needs = c.voice.copy(), c.voice_needs.copy()
    world.month = 1
    hear(world, A)
    assert c.voices == pytest.approx(11.0)
    assert np.array_equal(c.voice, voice)
    assert np.array_equal(c.voice_needs, needs)


def test_voices_by_hand(world: World) -> None:
    """Everybody comes: 0 moves to 100 / 12; groups move 8 % of the way to their shares."""
    c, r = world.communities, world.residents
    r.acts[DELIBERATE], c.voices[:], c.voice[:] = True, 0.0, 0.0
    world.month = 1
    take_stock(world)
    hear(world, A)
    assert c.voices == pytest.approx(100 / 12)
    assert c.voice == pytest.approx(0.08 * c.group_share)


def test_voices_remember_who_always_comes(world: World) -> None:
    """If only owners come, owners are all that is heard in the end."""
    c, r = world.communities, world.residents
    r.acts[DELIBERATE] = r.access_group == 1
    world.month = 1
    for _ in range(200):
        hear(world, A)
    assert c.voice[:, 1] == pytest.approx(1.0, abs=1e-4)
    assert c.voice[:, [0, 2, 3]] == pytest.approx(0.0, abs=1e-4)


def test_a_place_without_a_best_off_tenth_has_no_needs_of_its_own_there(
    world: World,
) -> None:
    world.residents.access_group[:] = 2
    take_stock(world)
    assert world.communities.elite_needs == pytest.approx(world.communities.needs)
    assert np.all((world.communities.gini > 0) & (world.communities.gini < 1))


def test_years_in_the_place_grow_by_months(world: World) -> None:
    r = world.residents
    years, slots = r.years_here.copy(), r.slot.copy()
    move(world, A)
    stayed = r.slot == slots
    assert r.years_here[stayed] == pytest.approx(years[stayed] + 1 / 12)


def test_needs_of_those_who_come_by_hand(world: World) -> None:
    """Everybody comes: from nothing 8 % of the way to the mean needs."""
    c = world.communities
    world.residents.acts[DELIBERATE], c.voice_needs[:] = True, 0.0
    world.month = 1
    hear(world, A)
    assert c.voice_needs == pytest.approx(0.08 * world.mean(world.residents.needs).T)
