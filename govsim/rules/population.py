"""Who moves in and out, grows older, dies; who is heard? (人口)"""

import numpy as np
from scipy.special import ndtr, ndtri

from govsim.arithmetic import between, either, per, when
from govsim.assumptions import Assumptions
from govsim.columns import Flags, Floats, Rows
from govsim.declare import month_step
from govsim.inequality import gini
from govsim.people import NUMBERS_PER_PERSON, draw_people
from govsim.rules.ties import new_ties
from govsim.state import World
from govsim.vocabulary import ACTIONS, INSTITUTIONS

DELIBERATE = ACTIONS.index("deliberate")
HEADS_CARRY = np.array([1.0, 0.7, 0.4])
"""How far building heads pass on what owners, renters and migrants say [assumption]."""

FAR = 3.0  # standard deviations beyond which hours of an act are cut
GOVERNMENT, COMMITTEE = (INSTITUTIONS.index(n) for n in ("government", "committee"))


def leaving_hazard(base: Floats, belonging: Floats, pull: float) -> Floats:
    """Monthly probability that a household moves out, eq. 18.1; belonging keeps it."""
    return np.minimum(base * np.exp(-pull * (belonging - 0.5)), 1.0)


def death_hazard(age: Floats) -> Floats:
    """Monthly probability of death, eq. 18.2: Gompertz, doubling every 8 years.

    One per cent a year at 65 (assumption near Chinese life tables).
    """
    return np.minimum(0.01 / 12.0 * np.exp2((age - 65.0) / 8.0), 1.0)


def migrants_coming(
    stock: tuple[Floats, Floats], rates: tuple[float, float], pressure: Floats
) -> Floats:
    """Share of migrants among those who take a rented home, eq. 18.4 (0–1).

    Migrants leave more often than local renters, so that as many must come for the
    place to stay as it is: stock · rate of migrants over that of all who rent. `stock`
    and `rates` [per month] are of renters and migrants; `pressure` from arrivals (0–1)
    takes that share of what local renters would have had.
    """
    renters, migrants = (n * rate for n, rate in zip(stock, rates, strict=True))
    usual = per(migrants, renters + migrants)
    return usual + pressure * (1.0 - usual)


def act_hours(u: Floats, spread: float) -> Floats:
    """Hours of one volunteer act of each person against the usual, eq. 18.9.

    Lasting and lognormal with mean one, cut at three standard deviations; `u` are
    uniform numbers of their own, `spread` the standard deviation of the logarithm.
    """
    z = np.clip(ndtri(np.clip(u, 1e-9, 1 - 1e-9)), -FAR, FAR)
    within = ndtr(FAR - spread) - ndtr(-FAR - spread)
    cut = 2.0 * ndtr(-FAR) * np.cosh(spread * FAR)
    return np.exp(spread * z) / (np.exp(0.5 * spread**2) * within + cut)


@month_step("18", "residents", "communities.next_slot")
def move(w: World, a: Assumptions) -> None:
    """Everybody grows a month older; homes are left and taken over, the dead replaced."""
    r, now = w.residents, w.conditions
    moves = 1.0 if w.still is None else 1.0 - w.spread(w.still)
    r.age = r.age + moves / 12.0
    r.years_here = r.years_here + moves / 12.0
    fading = a.unit_fading + a.unit_withdrawn * (1.0 - w.spread(now.unit_support))
    r.unit_tie = r.unit_tie * (1.0 - fading * moves)
    drawn = w.uniform("population", 2)
    rate = np.array([a.leave_owner, a.leave_renter, a.leave_migrant])[r.tenure]
    arriving = w.spread(now.arrivals)
    rented = when(r.tenure > 0, a.flood_turnover * arriving)
    let = when(r.tenure == 0, a.flood_lets * arriving)
    young = when(r.age < 35.0, w.spread(now.ageing))
    leaves = drawn[0] < leaving_hazard(
        rate * (1.0 + rented + young) + let, r.belonging, a.belonging_stays
    )
    leaves = leaves[r.household]
    dies = drawn[1] < death_hazard(r.age)
    gone = np.flatnonzero((leaves | dies) & (moves > 0.0))
    if gone.size:
        _replace(w, gone, dies, a)


def _replace(w: World, rows: Rows, dies: Flags, a: Assumptions) -> None:
    """Newcomers, each with a slot of her own, take over the rows of those who left."""
    r, now = w.residents, w.conditions
    place = r.community[rows]
    head = np.searchsorted(rows, r.household[rows])
    moves_in = rows.take(head, mode="clip") == r.household[rows]  # with the whole home
    head = np.where(moves_in, head, np.arange(rows.size))
    heir = dies[rows] & ~moves_in
    own = len(r.neighbours)
    numbers = _new_slots(w, rows, NUMBERS_PER_PERSON + own + 1)
    of_act, ties = numbers[-1], numbers[-own - 1 : -1]
    here = w.places.of(place)._replace(tenure_shares=_next_tenures(w, rows, heir, a))
    older = now.ageing[place]
    people = draw_people(here, numbers[: -own - 1], head, a, older)
    youth = 0.3 + 0.7 * np.minimum(older, 1.0)
    drawn = people["age"].astype(np.float64)
    people["age"] = np.where(heir, 18.0 + youth * (drawn - 18.0), drawn)
    people["unit_tie"] = people["unit_tie"] * now.unit_support[place]
    people["act_hours"] = act_hours(of_act, a.act_hours_spread)
    for name, values in people.items():
        getattr(r, name)[..., rows] = values
    new_ties(w, rows, ties)
    settle_newcomers(w, rows, a)


def _new_slots(w: World, rows: Rows, k: int) -> Floats:
    """Give newcomers their lifelong slots; k numbers of each slot's own, (k, people)."""
    next_slot, came = (
        w.communities.next_slot,
        np.bincount(w.residents.community[rows], minlength=w.size),
    )
    numbers, begin = np.empty((k, rows.size)), 0
    for index, number in enumerate(came.tolist()):
        if number:
            slot, end = int(next_slot[index]), begin + number
            numbers[:, begin:end] = w.draws.of_slots(
                "newcomer", w.names[index], slot, number, k
            )
            w.residents.slot[rows[begin:end]] = np.arange(slot, slot + number)
            begin = end
    next_slot += came
    return numbers


def _next_tenures(w: World, rows: Rows, heir: Flags, a: Assumptions) -> Floats:
    """Shares of owners, renters and migrants by home, shape (3, people).

    An owned home is bought, or let to migrants if it was left under pressure from
    arrivals; a rented home is let again. One who joins a home lives there as its people do.
    """
    r, pressure = w.residents, w.conditions.arrivals
    _, renters, migrants = w.places.tenure_shares
    coming = migrants_coming(
        (renters, migrants), (a.leave_renter, a.leave_migrant), pressure
    )
    lets = a.flood_lets * pressure
    let = lets / np.maximum(a.leave_owner + lets, 1e-12)
    place, owned = r.community[rows], r.tenure[rows] == 0
    let, coming = let[place], coming[place]
    shares = np.stack(
        [
            np.where(owned, 1.0 - let, 0.0),
            np.where(owned, 0.0, 1.0 - coming),
            np.where(owned, let, coming),
        ]
    )
    shares[:, heir] = np.eye(3)[r.tenure[rows[heir]]].T
    return shares


def settle_newcomers(w: World, rows: Rows, a: Assumptions) -> None:
    """A newcomer starts with the place's mean views, no habits and little belonging."""
    r = w.residents
    where = r.community[rows]
    r.trust[:, rows] = between(
        w.mean(r.trust)[:, where] + r.trust_disposition[:, rows], 0.02, 0.98
    )
    r.habit[:, rows] = 0.0
    for name in (
        "satisfaction",
        "expectation",
        "belief",
        "trust_strangers",
    ):
        getattr(r, name)[rows] = w.mean(getattr(r, name))[where]
    r.stake[rows] = 0.0
    r.efficacy[rows] = 0.0
    r.belonging[rows] = a.newcomer_belonging
    r.used_trust[rows] = 0.5 * (r.trust[GOVERNMENT, rows] + r.trust[COMMITTEE, rows])
    for name in (
        "complained",
        "asked",
        "voted",
        "paid_fee",
        "knows_head",
        "candidate",
        "seat",
        "supervises",
        "sorts",
        "met_incident",
    ):
        getattr(r, name)[rows] = False
    r.acts[:, rows] = False
    r.answered[rows] = 0.0
    r.gift[rows] = 0.0
    r.influence[rows] = 0.0
    r.invited[rows] = 0.0
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
    came = r.acts[DELIBERATE]
    said = said_weight(came, w.spread(w.offers.represented), r.tenure, a.heads_say)
    weight = w.total(said)
    c.voices = c.voices + (100.0 * weight / np.maximum(c.adults, 1.0) - c.voices) / 12.0
    if w.month % 12 == 0:
        take_stock(w)
    heard = weight > 0
    whole = np.where(heard, weight, 1.0)
    for group in range(c.voice.shape[1]):
        share = w.total(said * (r.access_group == group)) / whole
        moved = c.voice[:, group] + a.voice_rate * (share - c.voice[:, group])
        c.voice[:, group] = np.where(heard, moved, c.voice[:, group])
    spoken: Floats = adding_up(w.total(r.needs * said).T)
    beyond = w.total((r.legal_awareness - a.legal_usual) * said) / whole
    spoken = argued(spoken, c.needs, a.informed_talk * beyond)
    moved = c.voice_needs + a.voice_rate * (spoken - c.voice_needs)
    c.voice_needs = np.where(heard[:, None], moved, c.voice_needs)


def said_weight(
    came: Flags, represented: Floats, tenure: Rows, heads_say: float
) -> Floats:
    """Weight of a resident's voice where it is decided, eq. 18.7.

    1 if she came; else what the head of her building, if there is one, passes on:
    less of what renters say than of owners, and least of migrants.
    """
    passed = heads_say * represented * HEADS_CARRY[tenure]
    return either(came, 1.0, passed)


def argued(spoken: Floats, needs: Floats, informed: Floats) -> Floats:
    """Needs that carry the meeting, eq. 18.8 (communities, domains).

    Informed talk weighs the needs of all, not only of those who speak: the share
    `informed` of the way (0 at usual legal awareness, never below).
    """
    return spoken + between(informed, 0.0, 1.0)[:, None] * (needs - spoken)


def adding_up(needs: Floats) -> Floats:
    """Summed needs (communities, domains) as shares that add up to 1 (or are all 0)."""
    return per(needs, needs.sum(axis=1)[:, None])


def take_stock(w: World) -> None:
    """Once a year: needs, groups and inequality of each place as they are now."""
    r, c = w.residents, w.communities
    c.needs = adding_up(w.total(r.needs).T)
    elite = r.access_group == 0
    theirs = adding_up(w.total(r.needs * elite).T)
    c.elite_needs = np.where(theirs.sum(axis=1)[:, None] > 0, theirs, c.needs)
    c.group_share = np.stack(
        [w.mean(r.access_group == group) for group in range(c.voice.shape[1])], axis=1
    )
    first = c.first
    c.gini = np.array([gini(r.income[first[i] : first[i + 1]]) for i in range(w.size)])
