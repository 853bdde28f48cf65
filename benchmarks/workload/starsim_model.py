"""W in Starsim: a module with states and distributions, on people without births."""

# mypy: disable-error-code="import-not-found, import-untyped"

import numpy as np
import starsim as ss

from benchmarks.workload import numbers as n
from benchmarks.workload.numbers import GROUPS, RECORDED, Month, Start

MONTHS = 2_000  # longest run the clock is set for


class Residents(ss.Module):
    """Trust, look at neighbours, take part, give."""

    def __init__(self, start: Start) -> None:
        super().__init__(name="residents")
        self.begin = start
        self.noise = ss.normal(loc=0.0, scale=n.NOISE, name="noise")
        self.luck = ss.random(name="luck")
        self.define_states(
            ss.FloatArr("trust", default=0.5),
            ss.FloatArr("habit", default=0.0),
            ss.FloatArr("acted", default=0.0),
            ss.FloatArr("income", default=0.0),
            ss.FloatArr("cost", default=0.0),
            ss.FloatArr("contribution", default=0.0),
        )
        self.ties = start.ties(np.float64)
        self.group, self.size = start.group, np.diff(start.first)
        self.richer = np.argsort(start.income, kind="stable")
        self.month = Month(0.0, 0.0, 0.0, (0.0,) * GROUPS)

    def init_post(self) -> None:
        """Opening values, once people exist."""
        super().init_post()
        acted = self.begin.active.astype(np.float64)
        self.acted[:] = acted
        self.habit[:] = acted
        self.income[:] = self.begin.income
        self.cost[:] = self.begin.cost
        self.contribution[:] = n.GIVEN * self.begin.income * acted

    def init_results(self) -> None:
        """The seven series."""
        super().init_results()
        self.define_results(*(ss.Result(name, dtype=float) for name in RECORDED))

    def step(self) -> None:
        """One month."""
        chance, everyone = self.begin.chance, self.sim.people.auids
        mean = np.bincount(self.group, self.contribution.values, GROUPS) / self.size
        quality = n.LEAST + n.SPAN * mean / (mean + n.HALF)
        trust, noise = self.trust.values, self.noise.rvs(everyone) * chance
        gap = quality[self.group] + noise - trust
        rate = np.where(gap > 0, n.UP, n.DOWN)
        self.trust[:] = np.clip(trust + rate * gap, 0.0, 1.0)
        draw = self.luck.rvs(everyone)
        with np.errstate(divide="ignore"):
            luck = np.log(draw / (1.0 - draw)) if chance else 0.0
        wish = n.BASE + n.BY_TRUST * self.trust.values + n.BY_HABIT * self.habit.values
        wish += luck - self.cost.values + n.BY_OTHERS * (self.ties @ self.acted.values)
        acted = (wish > 0).astype(np.float64)
        self.acted[:] = acted
        self.habit[:] = n.KEPT * self.habit.values + (1.0 - n.KEPT) * acted
        self.contribution[:] = n.GIVEN * self.income.values * acted

    def update_results(self) -> None:
        """Record the month."""
        super().update_results()
        acted, ranked = self.acted.values, self.contribution.values[self.richer]
        self.month = Month(
            float(acted.mean()),
            float(self.trust.values.mean()),
            n.gini_of_ranked(ranked[ranked > 0], ranked.size),
            tuple((np.bincount(self.group, acted, GROUPS) / self.size).tolist()),
        )
        for name, value in zip(RECORDED, self.month.row, strict=True):
            self.results[name][self.ti] = value


class Starsim:
    """W in Starsim behind the benchmark's interface."""

    def __init__(self, start: Start) -> None:
        self.sim = ss.Sim(
            n_agents=start.count, modules=Residents(start), rand_seed=start.seed,
            start=0, dur=MONTHS, dt=1, verbose=0,
        )  # fmt: skip
        self.sim.init()
        self.module = self.sim.get_module("residents")  # a copy of the one handed over

    def step(self) -> None:
        """One month."""
        self.sim.run_one_step()

    @property
    def month(self) -> Month:
        """What was recorded last."""
        return self.module.month
