"""Where does money come from, what is it spent on, what is lost or left?"""

from collections.abc import Sequence

import numpy as np

from govsim.columns import Floats
from govsim.measures.parts import Measure, Parts, over, per_adult, spent, summed
from govsim.state import World

GIVERS, COMMON = ("households", "businesses"), ("committee", "fund", "chest", "ngo")
HELD = ("committee", "fund", "purchase")


def own_money(w: World) -> Floats:
    """Money from residents and firms for common purposes this month [yuan].

    Gifts, the levy, sponsorship, user charges, gifts to NGOs: all that comes from outside
    the public purse into an account of the community, except property fees.
    """
    return _given(w, COMMON)


def public_spending(w: World) -> Floats:
    """Programme spending that own money in the committee's account did not pay for."""
    return np.maximum(spent(w) - _given(w, COMMON[:1]), 0.0)


def _given(w: World, accounts: Sequence[str]) -> Floats:
    """Money from residents and firms into some accounts this month [yuan]."""
    flows = w.money.flows(GIVERS, accounts)
    return sum(flows.reshape(-1, w.size), start=np.zeros(w.size))


def _self_raised(w: World) -> Parts:
    own = own_money(w)
    return own, own + public_spending(w)


def _unspent(w: World) -> Parts:
    """Money held against it and a year's spending at this month's pace."""
    held = sum((w.money.balance(name) for name in HELD), start=np.zeros(w.size))
    return held, held + 12.0 * spent(w)


def _fees(w: World) -> Parts:
    r = w.residents
    head = (r.household == np.arange(r.household.size)) & (
        w.spread(w.partners.firm_present.astype(np.float64)) > 0
    )
    return w.total(r.paid_fee & head), w.total(head)


MEASURES: dict[str, Measure] = {
    "spending_total": summed(spent),
    "spending_per_resident": per_adult(spent),
    "fiscal_burden_per_resident": per_adult(lambda w: w.committees.public_money),
    "self_raised_share": _self_raised,
    "discretionary_share_used": over(lambda w: w.communities.free_spending, spent),
    "unspent_share": _unspent,
    "diversion_share": over(
        lambda w: w.committees.diverted, lambda w: w.committees.exposed
    ),
    "cost_per_service_unit": over(spent, lambda w: w.communities.units),
    "fee_collection_rate": _fees,
    "projects_count": summed(lambda w: w.communities.projects_done),
}
