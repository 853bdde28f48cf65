"""W on columns, as govsim keeps its residents: a Mesa model, keyed draws, no objects.

Single precision, in place, nothing allocated that can be kept; incomes are ranked once
since they do not change.
"""

import mesa
import numpy as np

from benchmarks.workload import numbers as n
from benchmarks.workload.numbers import GROUPS, RECORDED, Month, Start
from govsim.randomness import Draws


class Columns(mesa.Model):
    """W with one array per attribute."""

    def __init__(self, start: Start) -> None:
        super().__init__(rng=start.seed)
        self.draws = Draws(start.seed, ("district",))
        self.chance = np.float32(start.chance)
        self.slices = [slice(*start.first[k : k + 2].tolist()) for k in range(GROUPS)]
        self.income = start.income.astype(np.float32)
        self.pull = (n.BASE - start.cost).astype(np.float32)
        self.trust = np.full(start.count, 0.5, dtype=np.float32)
        self.active = start.active.copy()
        self.acted = self.active.astype(np.float32)
        self.habit = self.acted.copy()
        self.ties = start.ties(np.float32)
        self.ties.data *= np.float32(n.BY_OTHERS)
        self.richer = np.argsort(start.income, kind="stable").astype(np.int32)
        self.ranked = start.income[self.richer]
        self.rank = np.arange(1.0, start.count + 1.0)
        self.one, self.two = np.empty((2, start.count), dtype=np.float32)
        self.month = Month(0.0, 0.0, 0.0, (0.0,) * GROUPS)
        self.datacollector = mesa.DataCollector(
            model_reporters={
                name: lambda m, k=k: m.month.row[k] for k, name in enumerate(RECORDED)
            }
        )

    def step(self) -> None:
        """One month."""
        self.draws.month = self.steps
        self.judge()
        self.decide()
        self.month = Month(
            share(self.active),
            float(self.trust.mean()),
            self.gini(),
            tuple(share(self.active[group]) for group in self.slices),
        )
        self.datacollector.collect(self)

    def judge(self) -> None:
        """Trust moves towards what the group's contributions bring."""
        gap, fall = self.one, self.two
        self.draws.at("noise", "district").standard_normal(dtype=np.float32, out=gap)
        gap *= np.float32(n.NOISE) * self.chance
        for group in self.slices:
            given = self.acted[group] @ self.income[group]
            gap[group] += np.float32(
                n.quality(n.GIVEN * given / (group.stop - group.start))
            )
        gap -= self.trust
        np.minimum(gap, 0.0, out=fall)
        fall *= np.float32(n.DOWN - n.UP)
        gap *= np.float32(n.UP)
        gap += fall
        self.trust += gap
        np.clip(self.trust, 0.0, 1.0, out=self.trust)

    def decide(self) -> None:
        """Who takes part this month, and what becomes of habits."""
        wish, spare = self.one, self.two
        self.draws.at("chance", "district").random(dtype=np.float32, out=wish)
        np.subtract(np.float32(1.0), wish, out=spare)
        wish /= spare
        with np.errstate(divide="ignore"):  # a draw of exactly 0 keeps her at home
            np.log(wish, out=wish)
        if self.chance == 0.0:
            wish[:] = 0.0
        wish += self.pull
        wish += self.ties @ self.acted
        np.multiply(self.trust, np.float32(n.BY_TRUST), out=spare)
        wish += spare
        wish += self.habit  # BY_HABIT is 1
        np.greater(wish, 0.0, out=self.active)
        np.copyto(self.acted, self.active)
        self.habit *= np.float32(n.KEPT)
        np.multiply(self.acted, np.float32(1.0 - n.KEPT), out=spare)
        self.habit += spare

    def gini(self) -> float:
        """Gini coefficient of contributions: those of the active, poorest first."""
        shares = self.ranked[self.active[self.richer]]
        total = float(shares.sum())
        if total <= 0:
            return 0.0
        count = self.active.size
        weighted = float(self.rank[count - shares.size :] @ shares)
        return 2.0 * weighted / (count * total) - (count + 1) / count


def share(flags: np.ndarray) -> float:
    """Share of flags that are set."""
    return float(np.count_nonzero(flags)) / flags.size
