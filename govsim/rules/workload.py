"""How does the committee use its hours, and how hard does it work? (工时与努力)"""

import numpy as np

from govsim.arithmetic import per
from govsim.assumptions import Assumptions
from govsim.columns import Floats
from govsim.declare import month_step
from govsim.policy import Policy
from govsim.rules.staff import carried, unwatched
from govsim.state import World
from govsim.vocabulary import OWN_HANDS

MOST_CLAIMED = 0.6
"""Share of working hours that claims can take at most; the rest stays undone."""


def effort(
    floor: Floats | float, motive: Floats, above: Floats, below: Floats
) -> Floats:
    """Share of paid hours worked, eq. 2.3.

    Hours idle only where neither own motive nor control from above nor residents who
    watch hold them: 1 − (1 − floor)(1 − motive)(1 − above)(1 − below).
    """
    return 1.0 - (1.0 - floor) * (1.0 - motive) * (1.0 - above) * (1.0 - below)


def free_hours(available: Floats, overhead: float, claims: Floats) -> Floats:
    """Hours left after the office itself and all that claims hours, eq. 2.7 [h].

    The office takes the share `overhead`; coordination, training, forms and other claims
    come off the rest, but never more than MOST_CLAIMED of it.
    """
    rest = available * (1.0 - overhead)
    return rest - np.minimum(claims, MOST_CLAIMED * rest)


def split(hours: Floats, pulls: Floats, loads: Floats, exponent: float) -> Floats:
    """Working hours by use, eq. 2.4.

    Hours go to uses in proportion to pull ** exponent, no use gets more than its load,
    and what one cannot take goes to the others.

    Parameters
    ----------
    hours : hours worked, shape (communities,)
    pulls, loads : shape (uses, communities)

    Returns
    -------
    hours, shape (uses, communities); their sum may fall short of `hours` if all is done
    """
    weight = np.maximum(pulls, 1e-12) ** exponent
    given, full = np.zeros(loads.shape), loads - 1e-9
    for _ in range(len(pulls)):
        open_weight = weight * (given < full)
        left = hours - given.sum(axis=0)
        part = per(open_weight * left, open_weight.sum(axis=0))
        given = np.minimum(given + part, loads)
    return given


@month_step("2", "committees.hired", "money")
def hire_hands(w: World, policy: Policy, a: Assumptions) -> None:
    """The committee hires hands for money that would lie idle, if it may (eq. 2.5)."""
    k = w.committees
    price = a.hire_price * np.maximum(k.pay, 1.0) / a.hours_per_worker
    idle_money = w.money.balance("committee") + w.money.balance("fund")
    spending = a.project_hours_share * w.hours.by_use("service")  # last month's
    short = np.maximum(idle_money / a.yuan_per_hour - spending, 0.0)
    most = policy.management_rights * a.hire_limit * w.communities.adults
    afford = a.hire_money_share * w.money.balance("committee") / price
    k.hired = np.minimum(np.minimum(short, most), afford)
    w.money.move("committee", "workers", k.hired * price, "hired hands")


@month_step("2", "committees.hours", "committees.service_load", "committees.effort")
def face_the_work(w: World, a: Assumptions) -> None:
    """Hours there are, work residents' needs and duties make, and how hard to work."""
    k, c = w.committees, w.communities
    claims = k.claims.sum(axis=0) - k.station_claims
    k.hours = free_hours(_hands(w, a).sum(axis=0), a.overhead, claims)
    per_adult = (
        a.resident_demand * w.conditions.needs
        + a.duty_hours * k.duty
        + a.posting_hours * w.offers.accounts_posted
    )
    complaints = a.hours_per_complaint * w.total(w.residents.complained)
    k.service_load = per_adult * c.adults + complaints
    k.effort = effort(**effort_parts(w, a))


def effort_parts(w: World, a: Assumptions) -> dict[str, Floats]:
    """What keeps hours from idling, by name.

    Parts of eq. 2.3.
    """
    k = w.committees
    return {
        "floor": unwatched(a.effort_floor, k.acceptance_of_workers, a.resistance),
        "motive": a.motive * carried(k.orientation, k.acceptance_of_workers),
        "above": k.watched_above,
        "below": k.watched_below,
    }


@month_step(
    "2",
    "committees.compliance",
    "committees.backlog",
    "committees.organising",
    "hours.now",
)
def split_hours(w: World, a: Assumptions) -> None:
    """The committee splits its hours over what the work station does not do."""
    k, c = w.committees, w.communities
    left = np.maximum(k.upward_load - k.station_upward, 0.0)
    errands = np.maximum(k.service_load - k.station_counter, 0.0)
    loads = np.array([left, errands, a.organising_limit * c.adults])
    done = split(k.effort * k.hours, pulls(w, a), loads, a.split_exponent)
    upward, organising = done[0] + k.station_upward, done[2]
    k.compliance = np.divide(
        upward, k.upward_load, out=np.ones(w.size), where=k.upward_load > 0
    )
    k.backlog = a.backlog_kept * k.backlog + (k.upward_load - upward)
    k.organising = organising / np.maximum(c.adults, 1.0)
    idle = np.maximum(k.hours - done.sum(axis=0), 0.0)
    hands = _hands(w, a)
    total = hands.sum(axis=0)
    booked = np.array([*done, total - k.hours, idle])  # as HOUR_USES
    shares = np.divide(hands, total, out=np.zeros(hands.shape), where=total > 0)
    w.hours.now[:, :OWN_HANDS] = (shares[:, None] * booked).transpose(2, 0, 1)


def pulls(w: World, a: Assumptions) -> Floats:
    """Pull of upward tasks, residents' service and organising, eq. 2.6 (uses, places).

    Upward tasks pull by law and by the street's hold; service by residents' hold, own
    wish and ranked complaints; organising by the first two of these.
    """
    k = w.committees
    wish = carried(k.orientation, k.acceptance_of_workers)
    own = k.residents_hold + a.own_pull * wish
    return np.array([k.upward_weight, own + k.ranking_weight, a.organising_pull * own])


def _hands(w: World, a: Assumptions) -> Floats:
    """Hours of paid staff, elected members and hired hands this month, as WORKERS."""
    k = w.committees
    staff = (k.workers - k.station_workers) * a.hours_per_worker
    return np.array([staff, k.members * a.member_hours, k.hired])
