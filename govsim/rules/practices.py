"""Do ways of working spread from community to community? (经验扩散)"""

import numpy as np
from numpy.typing import NDArray

from govsim.assumptions import Assumptions
from govsim.columns import Floats, Rows
from govsim.declare import month_step
from govsim.state import World
from govsim.vocabulary import ACTIONS

DELIBERATE = ACTIONS.index("deliberate")


def learnt_by_doing(
    practice: Floats, hours: Floats, half: float, rate: float
) -> Floats:
    """Craft after a month of one's own organising, eq. 32.1 (0–1; ½ at `half` hours)."""
    return practice + rate * (hours / (hours + half) - practice)


def copied(
    practice: Floats, met: Rows, better: NDArray[np.bool_], rate: float
) -> Floats:
    """Craft after a look at the committee met this month, eq. 32.2 (0–1).

    Where the other is doing better its way is copied a little, whether or not the way is
    the reason for its doing better.
    """
    return practice + rate * better * (practice[met] - practice)


def standing(trust: Floats, deliberating: Floats, weight: float) -> Floats:
    """How well a committee is seen to do, eq. 32.3: trust, and who comes to its meetings."""
    return trust + weight * deliberating


@month_step("32", "communities.practice")
def spread(w: World, a: Assumptions) -> None:
    """Committees learn by organising and, if the district's pools are shared, from each other."""
    c, r = w.communities, w.residents
    c.practice = learnt_by_doing(
        c.practice, w.committees.organising, a.practice_half, a.practice_rate
    )
    if not w.shared or w.size < 2:
        return
    lot = w.draws.per_community("committees meet")[:, 0]
    place = np.arange(w.size)
    met = (place + 1 + np.floor(lot * (w.size - 1)).astype(np.int64)) % w.size
    came = w.mean(r.acts[DELIBERATE])
    seen = standing(w.mean(r.trust_committee), came, a.standing_meetings)
    c.practice = copied(c.practice, met, seen[met] > seen, a.copy_rate)
