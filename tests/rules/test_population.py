"""Population: belonging keeps people, newcomers take rows and get slots of their own."""

import copy

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.assumptions import assumptions
from govsim.rules.population import (
    argued,
    death_hazard,
    hear,
    leaving_hazard,
    migrants_coming,
    move,
    said_weight,
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
    world.residents.legal_awareness[:] = A.legal_usual
    world.month = 1
    hear(world, A)
    assert c.voice_needs == pytest.approx(0.08 * world.mean(world.residents.needs).T)


def test_migrants_come_as_often_as_they_leave_by_hand() -> None:
    """16 renters leaving at 0.012, 22 migrants at 0.018: 0.396 / 0.588 of those who come."""
    usual = migrants_coming((0.16, 0.22), (0.012, 0.018), 0.0)
    assert usual == pytest.approx(0.396 / 0.588)
    pressed = migrants_coming((0.16, 0.22), (0.012, 0.018), 0.5)
    assert pressed == pytest.approx(usual + 0.5 * (1 - usual))
    assert migrants_coming((0.0, 0.0), (0.012, 0.018), 0.0) == 0.0


def years(world: World, months: int) -> World:
    """Months in which nothing but moving happens."""
    for month in range(1, months + 1):
        world.month = world.draws.month = month
        move(world, A)
    return world


def test_the_place_keeps_its_mix_of_owners_and_tenants(world: World) -> None:
    """Ten years of moving: owned homes stay owned, migrants keep their part of the rest.

    150 homes are rented; four standard errors of a share of 0.6 among them are 0.16.
    """
    r = world.residents
    owners = world.mean(r.tenure == 0)
    years(world, 120)
    assert np.array_equal(world.mean(r.tenure == 0), owners)
    shares = np.array([profile.tenure_shares for profile in world.profiles])
    told = shares[:, 2].sum() / shares[:, 1:].sum()
    assert (r.tenure == 2).sum() / (r.tenure > 0).sum() == pytest.approx(told, abs=0.16)


def test_a_flood_of_migrants_changes_who_lives_here(world: World) -> None:
    before = (world.residents.tenure == 2).mean()
    world.conditions.arrivals[:] = 1.0
    after = (years(world, 36).residents.tenure == 2).mean()
    assert after > before + 0.1


def test_heirs_live_as_their_home_does(world: World) -> None:
    """Who takes the place of a dead mate has the tenure of the one who stays."""
    r = world.residents
    r.belonging[:] = 50.0  # nobody moves out
    r.age[:] = 30.0
    sizes = np.bincount(r.household, minlength=r.age.size)[r.household]
    r.age[(r.household != np.arange(r.age.size)) & (sizes == 2)] = 400.0
    homes, slots = r.tenure[r.household], r.slot.copy()
    world.draws.month = 2
    move(world, A)
    new = r.slot != slots
    assert new.sum() > 20
    assert np.array_equal(r.tenure[new], homes[new])


def test_ageing_makes_the_place_older(world: World) -> None:
    other = copy.deepcopy(world)
    other.conditions.ageing[:] = 1.0
    usual = years(world, 60).residents.age.mean()
    assert years(other, 60).residents.age.mean() > usual + 1.0


def test_ties_to_work_units_fade_and_break_when_units_withdraw(world: World) -> None:
    """0.999 of the tie after a month; 0.949 without the unit's support."""
    r = world.residents
    tie, slots = r.unit_tie.copy(), r.slot.copy()
    r.belonging[:] = 50.0
    world.conditions.unit_support[2:] = 0.0
    move(world, A)
    stayed = r.slot == slots
    kept = np.where(r.community < 2, 0.999, 0.949)
    assert r.unit_tie[stayed] == pytest.approx((kept * tie)[stayed])


def test_what_is_said_by_hand() -> None:
    """One who came counts 1; at home heads pass on 0.05 of an owner, 0.02 of a migrant."""
    came = np.array([True, False, False, False])
    made = said_weight(came, np.ones(4), np.array([2, 0, 1, 2]), 0.05)
    assert made == pytest.approx([1.0, 0.05, 0.035, 0.02])
    assert said_weight(came, np.zeros(4), np.zeros(4, int), 0.05).tolist() == [
        1.0,
        0.0,
        0.0,
        0.0,
    ]


def test_informed_talk_weighs_the_needs_of_all_by_hand() -> None:
    spoken, needs = np.array([[0.8, 0.2]]), np.array([[0.4, 0.6]])
    assert argued(spoken, needs, np.array([0.25])) == pytest.approx(
        np.array([[0.7, 0.3]])
    )
    assert argued(spoken, needs, np.array([-1.0])) == pytest.approx(spoken)
    assert argued(spoken, needs, np.array([9.0])) == pytest.approx(needs)


def test_building_heads_let_those_be_heard_who_do_not_come(world: World) -> None:
    """Nobody comes; with heads everywhere all are heard, owners more than migrants."""
    c, r = world.communities, world.residents
    r.acts[:], c.voices[:], c.voice[:] = False, 0.0, 0.0
    world.month = 1
    take_stock(world)
    world.offers.represented[:] = 1.0
    for _ in range(200):
        hear(world, A)
    assert np.all(c.voice[:, 1] > c.group_share[:, 1])
    assert np.all((c.voice[:, 3] > 0) & (c.voice[:, 3] < c.group_share[:, 3]))
    assert np.all((c.voices > 1.0) & (c.voices < 5.0))
