"""Who lives in the communities before the first month?"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from govsim.assumptions import Assumptions
from govsim.columns import Floats, Rows, opened
from govsim.people import (
    NUMBERS_PER_PERSON,
    Profile,
    act_hours,
    draw_people,
    places_of,
    retired_or,
)
from govsim.randomness import Draws
from govsim.rules.ties import HOMES_PER_BUILDING, contacts
from govsim.state import Residents
from govsim.vocabulary import TENURES

People = dict[str, NDArray[np.generic]]
Table = dict[str, tuple[float | str, ...]]

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
    count = profile.adults
    draws.month = 0
    numbers = draws.at("people", profile.name).random((count, NUMBERS_PER_PERSON)).T
    lots = draws.at("homes", profile.name).random((count, TIES + 2)).T
    head = _homes(lots[0]) if table is None else _given_homes(table)
    here = places_of((profile,)).of(np.zeros(count, dtype=np.int64))
    people = draw_people(here, numbers, head, a)
    if table is not None:
        _take_over(people, table)
    people["act_hours"] = act_hours(lots[-1], a.act_hours_spread)
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


def _take_over(people: People, table: Table) -> None:
    """Use the columns of a population table instead of drawn ones."""
    people["age"] = np.array(table["age"], dtype=np.float64)
    people["woman"] = np.array(table["woman"], dtype=np.float64) > 0
    people["education"] = np.array(table["education"], dtype=np.float64).astype(
        np.int64
    )
    people["tenure"] = np.array([TENURES.index(str(word)) for word in table["tenure"]])
    people["party"] = np.array(table["party"], dtype=np.float64) > 0
    people["employment"] = retired_or(
        people["employment"].astype(np.int64),
        people["age"].astype(np.float64),
        people["woman"].astype(np.bool_),
    )
    people["income"] = np.array(table["income"], dtype=np.float64)
    income = people["income"].astype(np.float64)
    elite = (income > np.quantile(income, 0.9)) & (people["tenure"] == 0)
    people["access_group"] = np.where(elite, 0, people["tenure"] + 1)
