"""Whom does a resident meet, and how do ties change? (邻里网络)"""

import numpy as np

from govsim.assumptions import Assumptions
from govsim.columns import Floats, Rows
from govsim.declare import month_step
from govsim.state import World
from govsim.vocabulary import ACTIONS

DELIBERATE, VOLUNTEER = ACTIONS.index("deliberate"), ACTIONS.index("volunteer")
HOMES_PER_BUILDING = 30


def contacts(count: Rows | int, lots: Floats, near_share: Floats | float) -> Rows:
    """Whom people meet outside their home, eq. 18.5: offsets of rows, shape of `lots`.

    The share `near_share` of the ties (first axis) reaches neighbours within two
    buildings, the others anybody of the `count` adults of the place; never oneself.
    """
    ties = len(lots)
    near = np.arange(ties)[:, None] < np.round(ties * np.asarray(near_share))
    reach = np.minimum(np.where(near, 2 * HOMES_PER_BUILDING, count), count)
    offset = np.floor((lots - 0.5) * reach).astype(np.int64)
    return np.where(offset >= 0, offset + 1, offset)


def new_ties(w: World, rows: Rows, lots: Floats) -> None:
    """Newcomers meet people of their own; those who met their forerunners meet them.

    By eq. 18.5 from numbers `lots` of the newcomer's own slot.
    """
    r, place = w.residents, w.residents.community[rows]
    first, count = w.communities.first[place], w.counts[place]
    offset = contacts(count, lots, w.places.cohesion[place])
    r.neighbours[:, rows] = first + (rows - first + offset) % count


@month_step("18", "residents.neighbours")
def mix(w: World, a: Assumptions) -> None:
    """Doing something together makes acquaintances across old ties (eq. 18.6).

    One of her contacts gives way, with probability `rewire`, to somebody of the place
    who took part this month as well, whatever that person's origin.
    """
    r, first = w.residents, w.communities.first
    together = r.acts[DELIBERATE] | r.acts[VOLUNTEER]
    if not together.any():
        return
    drawn = w.uniform("acquaintance", 3)
    rows = np.flatnonzero(together & (drawn[0] < a.rewire))
    if not rows.size:
        return
    partners = np.flatnonzero(together)
    start = np.searchsorted(partners, first)
    place = r.community[rows]
    number = np.diff(start)[place]
    chosen = start[place] + (drawn[2, rows] * number).astype(np.int64)
    met = partners[chosen]
    tie = (drawn[1, rows] * len(r.neighbours)).astype(np.int64)
    known = met != rows  # meeting oneself changes nothing
    r.neighbours[tie[known], rows[known]] = met[known]
