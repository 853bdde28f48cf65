"""What do departments hand down to the committee? (任务交办与准入)"""

import numpy as np
from numpy.typing import NDArray

from govsim.assumptions import Assumptions
from govsim.declare import month_step
from govsim.policy import Policy
from govsim.state import World

Floats = NDArray[np.float64]


def issued_hours(
    demand: float, routine_share: float, merged: Floats, listed: Floats, mandate: Floats
) -> Floats:
    """Upward work departments want done (交办任务), eq. 1.1 [hours per adult and month].

    Parameters
    ----------
    demand : work wanted in the status quo [hours per adult and month]
    routine_share : share of it that stands on the task list, the rest is temporary
    merged : share of routine work saved by merging requests
    listed : size of the task list, 1 = full
    mandate : temporary work against the usual, 1 = usual
    """
    routine = routine_share * listed * (1.0 - merged)
    return demand * (routine + (1.0 - routine_share) * mandate)


def blocked_share(
    admission: Floats, reach: float, obedience: Floats, evasion: float
) -> Floats:
    """Share of requests that admission keeps out (准入制), eq. 1.2.

    An obedient committee does not refuse its superior: `obedience` (0–1) times
    `evasion` of the requests that must ask come through anyway.
    """
    return admission * reach * (1.0 - evasion * obedience)


def regrown_list(listed: Floats, admission: Floats, rate: float) -> Floats:
    """Task list after a month: cut items come back unless they must ask, eq. 1.3 (减负悖论)."""
    return listed + rate * (1.0 - admission) * (1.0 - listed)


@month_step(
    "1",
    "committees.issued",
    "committees.upward_load",
    "committees.duty",
    "committees.clarity",
    "communities.listed_tasks",
)
def hand_down(w: World, policy: Policy, a: Assumptions) -> None:
    """Departments issue tasks, admission lets some in, duties are assigned."""
    k, c = w.committees, w.communities
    k.issued = c.adults * issued_hours(
        a.upward_demand,
        a.routine_share,
        a.merge_reach * policy.department_coordination,
        c.listed_tasks,
        w.conditions.mandate,
    )
    blocked = blocked_share(policy.task_admission, a.admission_reach, k.hold, a.evasion)
    k.upward_load = k.issued * (1.0 - blocked)
    c.listed_tasks = regrown_list(c.listed_tasks, policy.task_admission, a.regrowth)
    k.duty = policy.task_transfer.copy()
    k.clarity = policy.legal_clarity.copy()
