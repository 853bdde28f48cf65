"""Between columns and objects: agents made from a World, and columns made from agents.

Not part of the timed month.
"""

from collections.abc import Sequence
from itertools import pairwise

import mesa
import numpy as np

from benchmarks.twin.columns import (
    BY_WORD,
    PLAIN,
    Column,
    attributes,
    gathered,
    rows_of_neighbours,
)
from benchmarks.twin.community import Community
from benchmarks.twin.resident import Resident
from govsim.state import Residents, World


def people_of(model: mesa.Model, world: World) -> list[Community]:
    """Communities with their residents, as the columns of a world have them."""
    r, first = world.residents, world.communities.first.tolist()
    residents = [Resident(model) for _ in range(r.age.size)]
    columns = attributes(r)
    for row, resident in enumerate(residents):  # all of one resident lies together
        for name, column in columns.items():
            setattr(resident, name, column[row].tolist())
    places = [
        Community(model, row, residents[start:end])
        for row, (start, end) in enumerate(pairwise(first))
    ]
    for row, resident in enumerate(residents):
        resident.row = row
        resident.place = places[int(r.community[row])]
        resident.neighbours = [residents[other] for other in r.neighbours[:, row]]
    for place in places:
        place.homes = _together(place.residents, r.household)
        place.buildings = _together(place.residents, r.building)
    _move_in(places)
    return places


def _together(residents: Sequence[Resident], column: Column) -> list[list[Resident]]:
    """Those of the same home or building; the one whose row it bears comes first."""
    groups: dict[int, list[Resident]] = {}
    for resident in residents:
        groups.setdefault(int(column[resident.row]), []).append(resident)
    for group in groups.values():
        group.sort(key=lambda resident: int(column[resident.row]) != resident.row)
    return list(groups.values())


def _move_in(places: list[Community]) -> None:
    """Residents know their home, mates and building."""
    for place in places:
        for home in place.homes:
            for resident in home:
                resident.home = home
                resident.mates = [mate for mate in home if mate is not resident]
        for building in place.buildings:
            for resident in building:
                resident.building = building


def columns_of(places: list[Community]) -> Residents:
    """The residents of all places as columns."""
    residents = [resident for place in places for resident in place.residents]
    columns = {name: gathered(residents, name) for name in PLAIN}
    for name, (prefix, words) in BY_WORD.items():
        columns[name] = np.stack([gathered(residents, prefix + w) for w in words])
    columns["needs"] = gathered(residents, "needs").T
    columns["community"] = np.array([r.place.row for r in residents])
    columns["household"] = np.array([r.home[0].row for r in residents])
    columns["building"] = np.array([r.building[0].row for r in residents])
    columns["neighbours"] = rows_of_neighbours(residents)
    return Residents(**columns)
