"""W as a beginner's Mesa model: residents are objects. Also the plainest W to read."""

from math import log

import mesa
import numpy as np

from benchmarks.workload import numbers as n
from benchmarks.workload.numbers import GROUPS, RECORDED, Month, Start


class Resident(mesa.Agent):
    """Trusts, looks at her neighbours, takes part, gives."""

    def __init__(
        self, model: "PlainMesa", group: int, income: float, cost: float, active: bool
    ) -> None:
        super().__init__(model)
        self.group, self.income, self.cost = group, income, cost
        self.active = self.was_active = active
        self.trust, self.habit = 0.5, float(active)
        self.contribution = n.GIVEN * income * active
        self.neighbours: list[Resident] = []

    def look(self) -> None:
        """Remember what she did, since all decide at once."""
        self.was_active = self.active

    def live(self) -> None:
        """One month of her."""
        model = self.model
        noise = model.random.gauss(0.0, n.NOISE) * model.chance
        gap = model.quality[self.group] + noise - self.trust
        self.trust += (n.UP if gap > 0 else n.DOWN) * gap
        self.trust = min(max(self.trust, 0.0), 1.0)
        draw = model.random.random()
        luck = log(draw / (1.0 - draw)) * model.chance if draw > 0 else -99.0
        around = sum([other.was_active for other in self.neighbours])
        wish = (
            n.BASE + n.BY_TRUST * self.trust + n.BY_HABIT * self.habit - self.cost + luck
            + n.BY_OTHERS * around / len(self.neighbours)
        )  # fmt: skip
        self.active = wish > 0
        self.habit = n.KEPT * self.habit + (1.0 - n.KEPT) * self.active
        self.contribution = n.GIVEN * self.income if self.active else 0.0


class PlainMesa(mesa.Model):
    """W with one object per resident."""

    def __init__(self, start: Start) -> None:
        super().__init__(rng=start.seed)
        self.chance = start.chance
        columns = (start.group, start.income, start.cost, start.active)
        made = [Resident(self, *row) for row in zip(*map(np.ndarray.tolist, columns))]  # noqa: B905
        begins, ties = start.tie_from.tolist(), start.tie_to.tolist()
        for row, one in enumerate(made):
            one.neighbours = [made[k] for k in ties[begins[row] : begins[row + 1]]]
        self.quality = [0.0] * GROUPS
        self.month = Month(0.0, 0.0, 0.0, (0.0,) * GROUPS)
        self.datacollector = mesa.DataCollector(
            model_reporters={
                name: lambda m, k=k: m.month.row[k] for k, name in enumerate(RECORDED)
            }
        )

    def step(self) -> None:
        """One month."""
        self.quality = [
            n.quality(x) for x in means(self.agents, "group", "contribution")
        ]
        self.agents.do("look")
        self.agents.do("live")
        self.month = month_of(self.agents)
        self.datacollector.collect(self)


def means(people: "mesa.agent.AgentSet", by: str, what: str) -> list[float]:
    """Mean of an attribute in each group."""
    total, count = [0.0] * GROUPS, [0] * GROUPS
    for one in people:
        total[getattr(one, by)] += getattr(one, what)
        count[getattr(one, by)] += 1
    return [t / c for t, c in zip(total, count, strict=True)]


def month_of(people: "mesa.agent.AgentSet") -> Month:
    """What is recorded, from objects with the attributes of `Resident`."""
    given = np.sort([one.contribution for one in people])
    size = len(given)
    return Month(
        sum(one.active for one in people) / size,
        sum(one.trust for one in people) / size,
        n.gini_of_ranked(given[given > 0], size),
        tuple(means(people, "group", "active")),
    )
