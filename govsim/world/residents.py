"""Who lives in the communities before the first month?"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from govsim.assumptions import Assumptions
from govsim.columns import Floats, Rows, opened
from govsim.people import (
    NOTHING,
    NUMBERS_PER_PERSON,
    Known,
    Profile,
    draw_people,
    places_of,
)
from govsim.randomness import Draws
from govsim.rules.population import act_hours
from govsim.rules.ties import HOMES_PER_BUILDING, contacts
from govsim.state import Residents
from govsim.vocabulary import TENURES

People = dict[str, NDArray[np.generic]]
Values = tuple[float | str, ...]
Table = dict[str, Values]

TIES = 6  # contacts outside the home a resident has [assumption]
MATES = 0.53  # probability that the next adult shares the home: 2.1 adults a home
START_TRUST = (0.85, 0.62, 0.60, 0.52, 0.50, 0.62)


def opening_residents(
    profiles: Sequence[Profile],
    first: Rows,
    draws: Draws,
    a: Assumptions,
    tables: Sequence[Table | None],
) -> Residents:
    """Residents with opening views; the months before month 0 settle them.

    Parameters
    ----------
    profiles : one per community
    first : rows at which the communities begin, then the total
    draws : random numbers of the world
    a : behavioural numbers
    tables : for each community a population table, or None
    """
    parts = [
        _people(profile, draws, int(start), a, table)
        for profile, start, table in zip(profiles, first[:-1], tables, strict=True)
    ]
    people = {
        name: np.concatenate([part[name] for part in parts], axis=-1)
        for name in parts[0]
    }
    people["community"] = np.repeat(np.arange(len(profiles)), np.diff(first))
    trust = np.array(START_TRUST)[:, None] + people["trust_disposition"]
    return opened(
        Residents, people["age"].size, **people, trust=np.clip(trust, 0.05, 0.95)
    )


def _people(
    profile: Profile,
    draws: Draws,
    start: int,
    a: Assumptions,
    table: Table | None,
) -> People:
    """Columns of one community's opening residents; rows begin at `start`."""
    lots = _lots(profile, draws)
    head = _homes(lots[0]) if table is None else _given_homes(table)
    people = _drawn(profile, draws, head, a, _known(table))
    people["act_hours"] = act_hours(lots[-1], a.act_hours_spread)
    return _housed(people, head, lots, profile, draws, start)


def _housed(
    people: People,
    head: Rows,
    lots: Floats,
    profile: Profile,
    draws: Draws,
    start: int,
) -> People:
    """The people with their homes, buildings and neighbours; rows begin at `start`."""
    count = head.size
    home = (np.cumsum(head == np.arange(count)) - 1)[head]
    building = home // HOMES_PER_BUILDING
    first_row = np.unique(building, return_index=True)[1]
    people["building"] = first_row[building] + start
    access = draws.at("building access", profile.name).random(int(building.max()) + 1)
    people["place_access"] = 1.0 + 0.26 * (access[building] - 0.5)
    people["household"] = head + start
    people["slot"] = np.arange(count)
    offset = contacts(count, lots[1 : TIES + 1], profile.cohesion)
    people["neighbours"] = (np.arange(count) + offset) % count + start
    return people


def _lots(profile: Profile, draws: Draws) -> Floats:
    """Numbers that homes and ties are made of, shape (TIES + 2, adults)."""
    draws.month = 0
    return draws.at("homes", profile.name).random((profile.adults, TIES + 2)).T


def _drawn(
    profile: Profile, draws: Draws, head: Rows, a: Assumptions, known: Known
) -> dict[str, NDArray[Any]]:
    """Everything people bring along, as columns; what is known of them is not drawn."""
    draws.month = 0
    count = profile.adults
    numbers = draws.at("people", profile.name).random((count, NUMBERS_PER_PERSON)).T
    here = places_of((profile,)).of(np.zeros(count, dtype=np.int64))
    return draw_people(here, numbers, head, a, known=known)


def draw_homes(
    profile: Profile, a: Assumptions
) -> tuple[dict[str, NDArray[Any]], Rows]:
    """People of a community as it is described, the same at every call.

    Returns their columns, and for each the row of her household's first member.
    """
    draws = Draws(0, (profile.name,))
    head = _homes(_lots(profile, draws)[0])
    return _drawn(profile, draws, head, a, NOTHING), head


def _homes(lots: Floats) -> Rows:
    """Row of the first member of each adult's household, as chance puts them together."""
    begins = lots >= MATES
    begins[0] = True
    return np.maximum.accumulate(np.where(begins, np.arange(lots.size), 0))


def _given_homes(table: Table) -> Rows:
    """Row of the first member of each adult's household, as the table has them."""
    _, index = np.unique(np.array(table["household"]), return_inverse=True)
    firsts = np.full(index.max() + 1, index.size)
    np.minimum.at(firsts, index, np.arange(index.size))
    return firsts[index]


def _known(table: Table | None) -> Known:
    """The table's columns as the model holds them; its households are told apart."""
    if table is None:
        return NOTHING
    return {
        name: _READ.get(name, _floats)(values)
        for name, values in table.items()
        if name != "household"
    }


def _floats(values: Values) -> NDArray[Any]:
    return np.array(values, dtype=np.float64)


def _flags(values: Values) -> NDArray[Any]:
    return _floats(values) > 0


_READ: dict[str, Callable[[Values], NDArray[Any]]] = {
    "tenure": lambda words: np.array([TENURES.index(str(word)) for word in words]),
    "education": lambda values: _floats(values).astype(np.int64),
    "woman": _flags,
    "party": _flags,
    "state_sector": _flags,
}
