"""What hits the place this month? (冲击)"""

import numpy as np

from govsim.assumptions import Assumptions
from govsim.declare import month_step
from govsim.state import World


@month_step(
    "20",
    "conditions.grant",
    "conditions.mandate",
    "conditions.needs",
    "communities.listed_tasks",
)
def strike(w: World, a: Assumptions) -> None:
    """Shocks of the scenario are in force or not (eq. 20.1)."""
    now = w.conditions
    now.grant, now.mandate, now.needs = (np.ones(w.size) for _ in range(3))
    for shock in w.shocks:
        if not shock.month <= w.month < shock.month + max(shock.months, 1):
            continue
        rows = slice(None) if shock.community is None else list(shock.community)
        if shock.kind == "budget-cut":
            now.grant[rows] *= 1.0 - shock.size
        elif shock.kind == "new-mandate":
            now.mandate[rows] *= 1.0 + shock.size
        elif shock.kind == "needs-surge":
            now.needs[rows] *= 1.0 + shock.size
        elif shock.kind == "task-list-cut" and shock.month == w.month:
            kept = w.communities.listed_tasks.copy()
            kept[rows] *= 1.0 - shock.size
            w.communities.listed_tasks = kept
