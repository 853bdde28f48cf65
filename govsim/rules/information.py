"""What do forms cost, and what do departments know of one another? (信息与填报)"""

import numpy as np

from govsim.assumptions import Assumptions
from govsim.columns import Floats
from govsim.declare import month_step
from govsim.policy import Policy
from govsim.rules.stations import fitted
from govsim.state import World
from govsim.vocabulary import CLAIMS

FORMS = CLAIMS.index("forms")


def form_hours(
    departments: float, hours: float, shared: Floats, counter: Floats
) -> Floats:
    """Hours that departments' forms take, eq. 23.1 [per adult and month].

    Every department asks for its own (多头填报). `shared` and `counter` are the shares of
    forms that one shared entry and one counter for all departments save.
    """
    return departments * hours / 1000.0 * (1.0 - shared) * (1.0 - counter)


def known_after(
    known: Floats, own: float, gain: float, told: Floats, rate: float
) -> Floats:
    """What departments know of needs after a month, eq. 23.2 (0–1).

    Moves towards what they know by themselves (`own`) and, of the rest, the share
    `gain` where others' knowledge is `told` in full; what is told goes out of date.
    """
    return known + rate * (own + (1.0 - own) * gain * told - known)


@month_step(
    "23",
    "communities.data_shared",
    "communities.department_knows",
    "communities.told_apart",
    "committees.claims",
    "money",
)
def connect(w: World, policy: Policy, a: Assumptions) -> None:
    """Forms are filled; shared data are built and kept up; departments tell one another."""
    c = w.communities
    adults = np.maximum(c.adults, 1.0)
    full = a.data_yuan * adults
    budget = a.fit_money_share * w.money.balance("street")
    c.data_shared, built = fitted(
        c.data_shared,
        policy.shared_data,
        a.data_wear,
        np.minimum(budget / full, a.fit_rate),
    )
    w.money.move("street", "suppliers", built * full, "shared data")
    asked = a.sharing_yuan / 12.0 * policy.information_sharing * adults
    paid = np.minimum(asked, a.fit_money_share * w.money.balance("street"))
    w.money.move("street", "department_offices", paid, "information sharing")
    told = paid / (a.sharing_yuan / 12.0 * adults)
    c.department_knows = known_after(
        c.department_knows,
        a.department_information,
        a.sharing_gain,
        told,
        a.sharing_rate,
    )
    c.told_apart = known_after(
        c.told_apart, 0.0, a.sharing_places, told, a.sharing_rate
    )
    hours = form_hours(
        a.departments,
        a.form_hours,
        a.shareable * c.data_shared,
        a.counter_forms * c.counter,
    )
    w.committees.claims[FORMS] = hours * c.adults
