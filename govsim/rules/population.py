"""Who moves in and out, grows older, dies; who is heard? (人口)"""

import numpy as np
from numpy.typing import NDArray

from govsim.assumptions import Assumptions
from govsim.declare import month_step
from govsim.inequality import gini
from govsim.people import NUMBERS_PER_PERSON, draw_people
from govsim.state import World
from govsim.vocabulary import ACTIONS

Floats = NDArray[np.float64]


def leaving_hazard(base: Floats, belonging: Floats, pull: float) -> Floats:
    """Monthly probability that a household moves out, eq. 18.1; belonging keeps it."""
    return np.minimum(base * np.exp(-pull * (belonging - 0.5)), 1.0)


def death_hazard(age: Floats) -> Floats:
    """Monthly probability of death, eq. 18.2: Gompertz, doubling every 8 years.

    One per cent a year at 65 (assumption near Chinese life tables).
    """
    return np.minimum(0.01 / 12.0 * np.exp2((age - 65.0) / 8.0), 1.0)


@month_step("18", "residents", "communities.next_slot")
def move(w: World, a: Assumptions) -> None:
    """Everybody grows a month older; homes are left and taken over, the dead replaced."""
    r = w.residents
    r.age = r.age + 1.0 / 12.0
    r.years_here = r.years_here + 1.0 / 12.0
    drawn = w.uniform("population", 2)
    rate = np.array([a.leave_owner, a.leave_renter, a.leave_migrant])[r.tenure]
    leaves = (drawn[0] < leaving_hazard(rate, r.belonging, a.belonging_stays))[
        r.household
    ]
    dies = drawn[1] < death_hazard(r.age)
    gone = np.flatnonzero(leaves | dies)
    if gone.size:
        places = r.community[gone]
        for place in np.unique(places):
            _replace(w, int(place), gone[places == place], dies, a)


def _replace(
    w: World,
    place: int,
    rows: NDArray[np.int64],
    dies: NDArray[np.bool_],
    a: Assumptions,
) -> None:
    """Newcomers, each with a slot of her own, take over the rows of those who left."""
    r, c = w.residents, w.communities
    slots = np.arange(c.next_slot[place], c.next_slot[place] + rows.size)
    c.next_slot[place] += rows.size
    numbers = np.stack(
        [
            w.draws.of_slot("newcomer", w.names[place], slot).random(NUMBERS_PER_PERSON)
            for slot in slots.tolist()
        ]
    ).T
    where = {row: at for at, row in enumerate(rows)}
    head = np.array([where.get(h, at) for at, h in enumerate(r.household[rows])])
    people = draw_people(w.profiles[place], numbers, head, a)
    heir = dies[rows] & np.array([h not in where for h in r.household[rows]])
    drawn = people["age"].astype(np.float64)
    people["age"] = np.where(heir, 18.0 + 0.3 * (drawn - 18.0), drawn)
    for name, values in people.items():
        column = getattr(r, name)
        column[..., rows] = values
    r.slot[rows] = slots
    settle_newcomers(w, rows, a)


def settle_newcomers(w: World, rows: NDArray[np.int64], a: Assumptions) -> None:
    """A newcomer starts with the place's mean views, no habits and little belonging."""
    r = w.residents
    where = r.community[rows]
    means = w.mean(r.trust)
    r.trust[:, rows] = np.clip(
        means[:, where] + r.trust_disposition[:, rows], 0.02, 0.98
    )
    r.habit[:, rows] = 0.0
    for name in ("satisfaction", "expectation", "belief"):
        getattr(r, name)[rows] = w.mean(getattr(r, name))[where]
    r.stake[rows] = 0.0
    r.efficacy[rows] = 0.0
    r.belonging[rows] = a.newcomer_belonging
    for name in ("complained", "asked", "voted", "paid_fee", "knows_head", "candidate"):
        getattr(r, name)[rows] = False
    r.acts[:, rows] = False
    r.answered[rows] = 0.0
    r.gift[rows] = 0.0
    r.activity[rows] = 0.0


@month_step(
    "5",
    "communities.voice",
    "communities.voice_needs",
    "communities.voices",
    "communities.needs",
    "communities.elite_needs",
    "communities.group_share",
    "communities.gini",
)
def hear(w: World, a: Assumptions) -> None:
    """Who came to decide this month is remembered for a year (eq. 5.7)."""
    r, c = w.residents, w.communities
    came = r.acts[ACTIONS.index("deliberate")]
    number = w.total(came)
    c.voices = c.voices + (100.0 * number / np.maximum(c.adults, 1.0) - c.voices) / 12.0
    if w.month % 12 == 0:
        take_stock(w)
    for group in range(c.voice.shape[1]):
        share = w.total(came & (r.access_group == group)) / np.maximum(number, 1.0)
        moved = c.voice[:, group] + a.voice_rate * (share - c.voice[:, group])
        c.voice[:, group] = np.where(number > 0, moved, c.voice[:, group])
    spoken = w.total(r.needs * came).T / np.maximum(number, 1.0)[:, None]
    moved = c.voice_needs + a.voice_rate * (spoken - c.voice_needs)
    c.voice_needs = np.where(number[:, None] > 0, moved, c.voice_needs)


def take_stock(w: World) -> None:
    """Once a year: needs, groups and inequality of each place as they are now."""
    r, c = w.residents, w.communities
    c.needs = w.mean(r.needs).T
    elite = r.access_group == 0
    number = w.total(elite)
    theirs = (w.total(r.needs * elite) / np.maximum(number, 1.0)).T
    c.elite_needs = np.where(number[:, None] > 0, theirs, c.needs)
    c.group_share = np.stack(
        [w.mean(r.access_group == group) for group in range(c.voice.shape[1])], axis=1
    )
    first = c.first
    c.gini = np.array([gini(r.income[first[i] : first[i + 1]]) for i in range(w.size)])
