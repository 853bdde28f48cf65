"""Does a resident give when asked, and what does she believe of others? (捐赠与合作)"""

import numpy as np
from numpy.typing import NDArray

from govsim.assumptions import Assumptions
from govsim.declare import month_step
from govsim.state import World
from govsim.vocabulary import ACTIONS, INSTITUTIONS

Floats = NDArray[np.float64]
DONATE = ACTIONS.index("donate")


def belief_after(belief: Floats, observed: Floats, weight: float) -> Floats:
    """Belief about what share others give, eq. 13.1 (Fischbacher & Gächter 2010)."""
    return (1.0 - weight) * belief + weight * observed


def contribution(
    kind: NDArray[np.int64], slope: Floats, belief: Floats, shift: Floats, draw: Floats
) -> Floats:
    """Share of an endowment given, eq. 13.2 (0–1).

    Conditional cooperators (0) give `slope` of what they believe others give plus a
    `shift`; free riders (1) nothing; others (2) any share.
    """
    conditional = np.clip(slope * belief + shift, 0.0, 1.0)
    return np.where(kind == 0, conditional, np.where(kind == 1, 0.0, draw))


@month_step(
    "13",
    "residents.acts",
    "residents.habit",
    "residents.belief",
    "residents.gift",
    "money",
)
def give(w: World, a: Assumptions) -> None:
    """Residents asked for a gift give a share of a small sum; the chest pays for help."""
    r, o = w.residents, w.offers
    drawn = w.uniform("gift", 3)
    appeal = drawn[0] < 1.0 - np.exp(-w.spread(o.appeals))
    trust = r.trust[INSTITUTIONS.index("committee")] - a.trust_centre_point
    shift = a.gift_shift + a.gift_trust * trust + a.gift_belonging * (r.belonging - 0.5)
    shift = shift + a.gift_noise * (2.0 * drawn[2] - 1.0)
    share = contribution(
        r.cooperation_type, r.cooperation_slope, r.belief, shift, drawn[1]
    )
    share = np.where(appeal, share, 0.0)
    r.gift = share * a.gift_endowment * r.income
    r.acts[DONATE] = share > a.gift_counts
    seen = w.total(share) / np.maximum(w.total(appeal), 1.0)
    told = w.spread(np.where(w.total(appeal) > 0, seen, 0.0))
    any_appeal = w.spread((w.total(appeal) > 0).astype(np.float64))
    weight = a.belief_weight * any_appeal * appeal
    r.belief = r.belief + weight * (told - r.belief)
    w.money.move("households", "chest", w.total(r.gift), "gifts")
    w.money.move("chest", "suppliers", w.money.balance("chest").copy(), "mutual help")
