"""W in AgentPy: residents are objects in an AgentList, as its manual shows."""

# mypy: disable-error-code="import-not-found, import-untyped"

from math import log

import agentpy as ap

from benchmarks.workload import numbers as n
from benchmarks.workload.numbers import GROUPS, RECORDED, Start
from benchmarks.workload.plain_mesa import means, month_of


class Resident(ap.Agent):
    """Trusts, looks at her neighbours, takes part, gives."""

    def begin(self, group: int, income: float, cost: float, active: bool) -> None:
        """Her opening state."""
        self.group, self.income, self.cost = group, income, cost
        self.active = self.was_active = active
        self.trust, self.habit = 0.5, float(active)
        self.contribution = n.GIVEN * income * active

    def look(self) -> None:
        """Remember what she did, since all decide at once."""
        self.was_active = self.active

    def live(self) -> None:
        """One month of her."""
        model = self.model
        noise = model.random.gauss(0.0, n.NOISE) * model.p.chance
        gap = model.quality[self.group] + noise - self.trust
        self.trust += (n.UP if gap > 0 else n.DOWN) * gap
        self.trust = min(max(self.trust, 0.0), 1.0)
        draw = model.random.random()
        luck = log(draw / (1.0 - draw)) * model.p.chance if draw > 0 else -99.0
        around = sum([other.was_active for other in self.neighbours])
        wish = (
            n.BASE + n.BY_TRUST * self.trust + n.BY_HABIT * self.habit - self.cost + luck
            + n.BY_OTHERS * around / len(self.neighbours)
        )  # fmt: skip
        self.active = wish > 0
        self.habit = n.KEPT * self.habit + (1.0 - n.KEPT) * self.active
        self.contribution = n.GIVEN * self.income if self.active else 0.0


class District(ap.Model):
    """The model proper."""

    def setup(self) -> None:
        """Make residents and ties."""
        start: Start = self.p.start
        self.residents = ap.AgentList(self, start.count, Resident)
        made = list(self.residents)
        columns = (start.group, start.income, start.cost, start.active)
        begins, ties = start.tie_from.tolist(), start.tie_to.tolist()
        for row, values in enumerate(zip(*(c.tolist() for c in columns), strict=True)):
            made[row].begin(*values)
            made[row].neighbours = [
                made[k] for k in ties[begins[row] : begins[row + 1]]
            ]

    def step(self) -> None:
        """One month."""
        given = means(self.residents, "group", "contribution")
        self.quality = [n.quality(x) for x in given]
        self.residents.look()
        self.residents.live()

    def update(self) -> None:
        """Record the month."""
        self.month = month_of(self.residents)
        for name, value in zip(RECORDED, self.month.row, strict=True):
            self.record(name, value)


class AgentPy:
    """W in AgentPy behind the benchmark's interface."""

    def __init__(self, start: Start) -> None:
        keys = {"start": start, "chance": start.chance, "seed": start.seed}
        self.model = District({**keys, "report_seed": False, "groups": GROUPS})
        self.model.sim_setup()

    def step(self) -> None:
        """One month."""
        self.model.sim_step()

    @property
    def month(self) -> n.Month:
        """What was recorded last."""
        return self.model.month
