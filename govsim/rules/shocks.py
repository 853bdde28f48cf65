"""What hits the place this month, and how fast is emergency work done? (冲击与应急)"""

from typing import Any

import numpy as np

from govsim.assumptions import Assumptions
from govsim.columns import Floats, opened
from govsim.declare import month_step
from govsim.rules.mobilisation import hours_given
from govsim.rules.workload import pulls
from govsim.state import Conditions, World
from govsim.vocabulary import CLAIMS, HOUR_USES, WORKERS

EMERGENCY = CLAIMS.index("emergency")
UPWARD, HIRED = HOUR_USES.index("upward"), WORKERS.index("hired")
MOST_CLOSED = 0.95
"""Share of meetings and joint work that even the gravest epidemic can hold back."""


def grown(yearly: float, months: int) -> float:
    """Level after `months` of a trend, eq. 20.2 (1 before it begins)."""
    return float((1.0 + yearly) ** (months / 12.0))


def left_by_units(usual: Floats, tie: Floats, support: Floats, load: float) -> Floats:
    """What multiplies residents' needs as work units leave them, eq. 20.3.

    1 + load · (tie at the opening − tie now · what units still do); ties that have grown
    lower no needs.
    """
    return 1.0 + load * np.maximum(usual - tie * support, 0.0)


def ready_share(order: Floats, own: float) -> Floats:
    """Share of the committee's hours that can turn to an emergency, eq. 20.4 (0–1).

    Hours that follow orders turn at once: `order` is their share, the pull of upward
    tasks against all pulls. Of the other hours the share `own` turns unasked.
    """
    return order + (1.0 - order) * own


def still_open(waiting: Floats, done: Floats) -> Floats:
    """Emergency work still open after the month's work, eq. 20.5 [hours per adult]."""
    return np.maximum(waiting - done, 0.0)


@month_step(
    "20",
    *(f"conditions.{name}" for name in Conditions.__dataclass_fields__),
    "communities.listed_tasks",
    "communities.unit_usual",
    "communities.emergency",
    "committees.claims",
)
def strike(w: World, a: Assumptions) -> None:
    """Shocks and trends of the scenario are in force or not (eq. 20.1)."""
    if w.shocks:  # else conditions are as they opened, but for residents' needs
        w.conditions = opened(Conditions, w.size)
    w.conditions.needs = np.ones(w.size)
    for shock in w.shocks:
        since = w.month - shock.month
        rows = slice(None) if shock.community is None else list(shock.community)
        if since < 0:
            continue
        _trend(w.conditions, rows, shock, since)
        if since < max(shock.months, 1):
            _squeeze(w, rows, shock)
            _hit(w.conditions, rows, shock, since, a)
    w.conditions.needs = w.conditions.needs * _left_by_units(w, a)
    _alarm(w, a)


def _squeeze(w: World, rows: Any, shock: Any) -> None:
    """Shocks to money, tasks and needs."""
    now = w.conditions
    if shock.kind == "budget-cut":
        now.grant[rows] *= 1.0 - shock.size
    elif shock.kind == "purchase-stop":
        now.purchase[rows] *= 1.0 - shock.size
    elif shock.kind == "new-mandate":
        now.mandate[rows] *= 1.0 + shock.size
    elif shock.kind == "needs-surge":
        now.needs[rows] *= 1.0 + shock.size
    elif shock.kind == "task-list-cut" and shock.month == w.month:
        kept = w.communities.listed_tasks.copy()
        kept[rows] *= 1.0 - shock.size
        w.communities.listed_tasks = kept


def _hit(now: Conditions, rows: Any, shock: Any, since: int, a: Assumptions) -> None:
    """Shocks to people, to their trust and to those who serve them."""
    if shock.kind == "epidemic":
        outbreak = a.epidemic_outbreak if since == 0 else 1.0
        now.emergency[rows] += shock.size * a.epidemic_hours * outbreak
        now.needs[rows] *= 1.0 + a.epidemic_needs * shock.size
        closed = min(a.epidemic_closes * shock.size, MOST_CLOSED)
        now.gatherings[rows] *= 1.0 - closed
    elif shock.kind == "migrant-flood":
        now.arrivals[rows] = np.maximum(now.arrivals[rows], shock.size)
    elif shock.kind == "scandal":
        now.scandal[rows] = np.maximum(now.scandal[rows], shock.size)
    elif shock.kind == "firm-leaves":
        now.firm_leaves[rows] = np.maximum(now.firm_leaves[rows], shock.size)
    elif shock.kind == "ageing":
        now.ageing[rows] += shock.size
    elif shock.kind == "unit-withdraws":
        now.unit_support[rows] *= 1.0 - shock.size
    elif shock.kind == "expectations-trend":
        now.expectations[rows] += shock.size / 12.0


def _trend(now: Conditions, rows: Any, shock: Any, since: int) -> None:
    """Trends grow every month they last; what they have reached stays."""
    level = grown(shock.size, min(since + 1, shock.months))
    if shock.kind == "budget-trend":
        now.grant[rows] *= level
    elif shock.kind == "needs-trend":
        now.needs[rows] *= level


def _left_by_units(w: World, a: Assumptions) -> Floats:
    """Needs that work units no longer meet."""
    tie = w.mean(w.residents.unit_tie)
    if w.month < 1:  # before the opening the place's own needs allow for its units
        w.communities.unit_usual = tie
    return left_by_units(
        w.communities.unit_usual, tie, w.conditions.unit_support, a.unit_load
    )


def _alarm(w: World, a: Assumptions) -> None:
    """An emergency breaks out or goes on; hours are set aside for what waits."""
    c, k = w.communities, w.committees
    c.emergency = c.emergency + w.conditions.emergency
    k.claims[EMERGENCY] = 0.0
    if not c.emergency.any():
        return
    weight = np.maximum(pulls(w, a), 1e-12) ** a.split_exponent
    ready = ready_share(weight[0] / weight.sum(axis=0), a.own_emergency)
    staff = w.hours.now[:, :HIRED].sum(axis=(1, 2))  # hired hands have their own work
    k.claims[EMERGENCY] = np.minimum(c.emergency * c.adults, ready * staff)


@month_step("20", "communities.emergency")
def respond(w: World, a: Assumptions) -> None:
    """The hours set aside and volunteers work off what waits.

    The faster hand is whoever has more hours under order: the same stock of command
    hours and obedience that carries out other mandates. Volunteers help.
    """
    c = w.communities
    if not c.emergency.any():
        return
    done = hours_given(w, "emergency", a)
    volunteers = w.hours.now[:, -1, UPWARD]
    c.emergency = still_open(
        c.emergency, (done + volunteers) / np.maximum(c.adults, 1.0)
    )
