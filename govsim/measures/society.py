"""What do NGOs, sponsors and volunteers carry, and would it last without public money?"""

import numpy as np
from numpy.typing import NDArray

from govsim.columns import Floats
from govsim.measures.money import own_money, public_spending
from govsim.measures.parts import Measure, Parts, over, per_adult, summed
from govsim.state import World
from govsim.vocabulary import WORKERS

FULL_TIME = 165.0
"""Hours of a worker's month, for the worth of a volunteer's hour."""


def _ngos(w: World, weight: Floats | NDArray[np.bool_]) -> Floats:
    """Sum over the NGOs at home in each community."""
    p = w.partners
    here = p.is_ngo & p.active
    return np.bincount(p.home[here], weights=weight[here], minlength=w.size)


def _count(w: World) -> Floats:
    return _ngos(w, np.ones(w.partners.home.size))


def _self_sustaining(w: World) -> Parts:
    """What would go on without public money, eq. 19.3.

    Own money and volunteers' hours (at the workers' hourly wage) against these and the
    programme spending that own money did not pay for.
    """
    own = own_money(w)
    hourly = w.committees.wage / FULL_TIME
    worth = w.hours.now[:, WORKERS.index("volunteers")].sum(axis=1) * hourly
    return own + worth, own + worth + public_spending(w)


MEASURES: dict[str, Measure] = {
    "ngo_count": summed(_count),
    "ngo_capability": over(lambda w: _ngos(w, w.partners.capability), _count),
    "ngo_public_share": over(
        lambda w: _ngos(w, w.partners.public_income),
        lambda w: _ngos(w, w.partners.income),
    ),
    "ngo_dormant_share": over(
        lambda w: _ngos(w, w.partners.dormant) + w.communities.lapsed_ngos,
        lambda w: _count(w) + w.communities.lapsed_ngos,
    ),
    "sponsorship_per_resident": per_adult(
        lambda w: w.money.flow("businesses", purpose="sponsorship")
    ),
    "self_sustaining_share": _self_sustaining,
}
