"""W in AMBER, in its vectorised lane: columns in, arithmetic in NumPy, columns back."""

# mypy: disable-error-code="import-not-found, import-untyped"

import ambr as am
import numpy as np

from benchmarks.workload import numbers as n
from benchmarks.workload.numbers import GROUPS, RECORDED, Month, Start


class District(am.Model):
    """The model proper; all random numbers come from its own generator."""

    def setup(self) -> None:
        """Make residents and ties."""
        start: Start = self.start
        self.ties = start.ties(np.float64)
        self.group, self.size = start.group, np.diff(start.first)
        self.richer = np.argsort(start.income, kind="stable")
        acted = start.active.astype(np.float64)
        self.add_agents(
            start.count,
            income=start.income,
            cost=start.cost,
            trust=np.full(start.count, 0.5),
            acted=acted,
            habit=acted.copy(),
            contribution=n.GIVEN * start.income * acted,
        )

    def step_vectorized(self) -> None:
        """One month."""
        people, chance, count = self.agents, self.start.chance, self.start.count
        income, cost, trust, acted, habit, given = people.numpy(
            "income", "cost", "trust", "acted", "habit", "contribution"
        )
        mean = np.bincount(self.group, given, GROUPS) / self.size
        quality = n.LEAST + n.SPAN * mean / (mean + n.HALF)
        noise = self.rng.normal(0.0, n.NOISE, count) * chance
        gap = quality[self.group] + noise - trust
        trust = np.clip(trust + np.where(gap > 0, n.UP, n.DOWN) * gap, 0.0, 1.0)
        luck = self.rng.logistic(size=count) * chance
        wish = n.BASE + n.BY_TRUST * trust + n.BY_HABIT * habit - cost + luck
        acted = (wish + n.BY_OTHERS * (self.ties @ acted) > 0).astype(np.float64)
        given = n.GIVEN * income * acted
        people.set(
            trust=trust,
            acted=acted,
            habit=n.KEPT * habit + (1.0 - n.KEPT) * acted,
            contribution=given,
        )
        self.note(trust, acted, given)

    def note(self, trust: n.Floats, acted: n.Floats, given: n.Floats) -> None:
        """Record the month."""
        ranked = given[self.richer]
        self.month = Month(
            float(acted.mean()),
            float(trust.mean()),
            n.gini_of_ranked(ranked[ranked > 0], ranked.size),
            tuple((np.bincount(self.group, acted, GROUPS) / self.size).tolist()),
        )
        for name, value in zip(RECORDED, self.month.row, strict=True):
            self.record_model(name, value)


class Amber:
    """W in AMBER behind the benchmark's interface."""

    def __init__(self, start: Start) -> None:
        self.model = District({"seed": start.seed, "show_progress": False})
        self.model.start = start
        self.model.cpu(mode="vectorized")
        self.model.setup()
        self.model._setup_done = True  # as its run() does before the first step

    def step(self) -> None:
        """One month."""
        self.model.run_step()

    @property
    def month(self) -> Month:
        """What was recorded last."""
        return self.model.month
