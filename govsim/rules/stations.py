"""What do a work station, a one-stop counter and a grid do? (居站分设、一站式、网格)"""

import numpy as np

from govsim.arithmetic import per
from govsim.assumptions import Assumptions
from govsim.columns import Floats
from govsim.declare import month_step
from govsim.policy import Policy
from govsim.rules.workload import MOST_CLAIMED, effort, free_hours, split
from govsim.state import World
from govsim.vocabulary import BODIES, CLAIMS, WORKERS

STATION, STAFF = BODIES.index("work_station"), WORKERS.index("station")
COUNTER, ROUNDS = CLAIMS.index("counter"), CLAIMS.index("grid")
FOR_THE_STREET = [
    CLAIMS.index(word) for word in ("forms", "grid", "counter", "training", "emergency")
]
"""Claims that go with paid workers: a work station takes its share of them."""


def fitted(
    stock: Floats, wanted: Floats, wear: float, most: Floats
) -> tuple[Floats, Floats]:
    """Stock of a counter or system after a month and what was built, eq. 22.1 (0–1).

    It wears, is given up where no longer wanted, and is built and mended as far as money
    and builders reach (`most`, share of a full one a month).
    """
    kept = np.minimum(stock * (1.0 - wear), wanted)
    built = np.minimum(wanted - kept, most)
    return kept + built, built


def waiting_hours(counter: Floats, opening: float, visits: Floats) -> Floats:
    """Hours a staffed counter waits for somebody to come, eq. 22.2 [per adult and month].

    It opens whether anybody comes or not; `visits` is the time somebody is there.
    """
    return counter * np.maximum(opening - visits, 0.0)


def counter_speed(counter: Floats, staffed: Floats, gain: float) -> Floats:
    """Errands done in an hour against separate desks, eq. 22.3 (1 = separate desks)."""
    return 1.0 + gain * counter * staffed


def grid_rounds(households: Floats, per_worker: Floats, hours: float) -> Floats:
    """Hours that rounds and entries of all grids ask for, eq. 22.4 [h]."""
    return hours * households / per_worker


def detection(hours: Floats, half: float) -> Floats:
    """Share of new problems the grid sees early, eq. 22.5 (0–1); hours per adult done."""
    return 1.0 - np.exp2(-hours / half)


def left_over(load: Floats, done: Floats) -> Floats:
    """Share of a load that the station leaves to the committee, eq. 22.6 (1 if no load)."""
    return np.divide(load - done, load, out=np.ones(load.shape), where=load > 0)


@month_step(
    "22",
    "communities.counter",
    "communities.counter_speed",
    "committees.claims",
    "money",
)
def open_counter(w: World, policy: Policy, a: Assumptions) -> None:
    """One counter for all departments' business is fitted out and staffed."""
    c, k = w.communities, w.committees
    full = a.counter_yuan * np.maximum(c.adults, 1.0)
    budget = a.fit_money_share * w.money.balance("street")
    c.counter, built = fitted(
        c.counter,
        policy.one_stop,
        a.counter_wear,
        np.minimum(budget / full, a.fit_rate),
    )
    w.money.move("street", "suppliers", built * full, "one-stop counter")
    visits = a.counter_visits * w.conditions.needs
    waiting = waiting_hours(c.counter, a.opening_hours, visits)
    k.claims[COUNTER] = waiting * c.adults
    staffed = per(k.workers, k.posts)
    c.counter_speed = counter_speed(c.counter, np.minimum(staffed, 1.0), a.counter_gain)


@month_step("22", "communities.detected", "committees.claims")
def patrol(w: World, policy: Policy, a: Assumptions) -> None:
    """Grid workers make their rounds: problems are seen early, and so is idling."""
    c, k, r = w.communities, w.committees, w.residents
    households = w.total(r.household == np.arange(r.household.size))
    rounds = grid_rounds(households, policy.grid_households_per_worker, a.grid_hours)
    k.claims[ROUNDS] = rounds
    there = k.hours + k.station_hours
    done = np.minimum(rounds, MOST_CLAIMED * there) * k.effort
    c.detected = detection(done / np.maximum(c.adults, 1.0), a.grid_half)


@month_step(
    "22",
    "committees.station_workers",
    "committees.station_hours",
    "committees.station_claims",
    "committees.station_upward",
    "committees.station_counter",
    "committees.upward_kept",
    "committees.errands_kept",
    "hours.now",
)
def work_apart(w: World, policy: Policy, a: Assumptions) -> None:
    """A station under the street does upward work and residents' errands apart."""
    if not policy.separate_station.any():
        _stand_together(w)
        return
    k = w.committees
    k.station_workers = policy.separate_station * k.workers
    k.station_claims = policy.separate_station * k.claims[FOR_THE_STREET].sum(axis=0)
    hours = k.station_workers * a.hours_per_worker
    k.station_hours = free_hours(hours, a.overhead, k.station_claims)
    hold = w.communities.bodies[:, STATION]
    above = a.check_reach * hold
    worked = k.station_hours * effort(a.effort_floor, 0.0 * above, above, 0.0 * above)
    loads = np.array([k.upward_load, a.errand_share * k.service_load])
    orders = a.upward_duty + a.upward_pull * hold
    pulls = np.array([orders, np.full(w.size, a.counter_pull)])
    k.station_upward, k.station_counter = split(worked, pulls, loads, a.split_exponent)
    k.upward_kept = left_over(loads[0], k.station_upward)
    k.errands_kept = left_over(loads[1], k.station_counter)
    idle = k.station_hours - k.station_upward - k.station_counter
    taken = hours - k.station_hours
    w.hours.now[:, STAFF] = np.array(  # as HOUR_USES
        [k.station_upward, k.station_counter, 0.0 * taken, taken, idle]
    ).T


def _stand_together(w: World) -> None:
    """Where no place has a station, the committee keeps all work and all claims."""
    k = w.committees
    k.station_workers, k.station_claims, k.station_hours = np.zeros((3, w.size))
    k.station_upward, k.station_counter = np.zeros((2, w.size))
    k.upward_kept, k.errands_kept = np.ones((2, w.size))
    w.hours.now[:, STAFF] = 0.0
