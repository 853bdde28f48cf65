"""The model as a Mesa model: built once, then one month after the other."""

import copy
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import mesa
import numpy as np
import pandas as pd

from govsim import outcomes as measured
from govsim.agents import (
    NGO,
    Business,
    Government,
    Partner,
    Resident,
    ResidentsCommittee,
    gather,
    renew,
)
from govsim.assumptions import assumptions
from govsim.errors import BadInput, unknown
from govsim.month import INSTITUTION, MONTH, run_month, verb_name
from govsim.opening import settled_world
from govsim.policy import PolicyPath
from govsim.scenarios import Scenario, load
from govsim.state import World
from govsim.vocabulary import GROUPINGS

type Seed = int | np.integer | np.random.SeedSequence | np.random.Generator | None


def as_seed(rng: Seed) -> int:
    """One integer from any way of naming a seed."""
    if rng is None:
        rng = np.random.SeedSequence()
    if isinstance(rng, np.random.SeedSequence):
        return int(rng.generate_state(1, np.uint64)[0] >> 1)
    if isinstance(rng, np.random.Generator):
        return int(rng.integers(2**63 - 1))
    if isinstance(rng, bool) or not isinstance(rng, (int, np.integer)):
        raise BadInput(
            f"rng = {rng!r}: give an integer, a SeedSequence or a Generator."
        )
    return int(rng)


class GovernanceModel(mesa.Model):
    """A district of communities under a scenario's policy levers.

    Parameters
    ----------
    scenario : name of a preset, path of a scenario file, or a `Scenario`
    months : months `run_for` is meant for; dates in the scenario may not lie past it
    rng : seed; the same integer gives bit-identical frames in any process
    levers : lever = value for the whole run, on top of the scenario's
    parameters : behavioural numbers that replace the defaults, within their ranges
    without : names of rules switched off, such as ``("trust.update",)``
    opening : a settled world to start from (a copy is taken); made if not given
    **lever_values : levers by keyword, for `mesa.batch_run`

    Raises
    ------
    BadInput, UnknownName
        Subclasses of ValueError and KeyError that say what, where and how to mend it.

    Notes
    -----
    Months run 1…N; month 0 is the opening state, the steady state of the status quo.
    """

    def __init__(
        self,
        scenario: str | Path | Scenario = "baseline",
        *,
        months: int | None = None,
        rng: Seed = None,
        levers: Mapping[str, object] | None = None,
        parameters: Mapping[str, object] | None = None,
        without: Iterable[str] = (),
        opening: World | None = None,
        **lever_values: object,
    ) -> None:
        plan = scenario if isinstance(scenario, Scenario) else load(scenario)
        extra = {**(levers or {}), **lever_values}
        if months is not None:
            plan = plan.replace(months=months)
        if extra:
            plan = plan.replace(levers=extra)
        self.seed_number = as_seed(rng)
        super().__init__(rng=self.seed_number % (2**63))
        self.plan = plan
        self.months = plan.months
        self.parameters = assumptions(parameters)
        self.without = _known_verbs(without)
        self.path = PolicyPath(
            len(plan.profiles),
            plan.levers,
            [(c.month, c.community, c.levers) for c in plan.changes],
        )
        if opening is None:
            self.world = settled_world(plan, self.seed_number, self.parameters)
        else:
            self.world = copy.deepcopy(opening)
        self.world.shocks = plan.shocks
        self.opening = opening  # as given; a replay of the run starts from it
        self.group_from = 0
        self._outcomes = [measured.measure(self.world)]
        self._groups: dict[int, Any] = {0: measured.measure_groups(self.world)}
        self._met = False
        self.datacollector = mesa.DataCollector(
            model_reporters={
                name: partial(_last, place=place)
                for place, name in enumerate(measured.MEASURES)
            }
        )
        self.organisations: dict[int, Partner] = {}  # those that hold a place now
        gather(self)

    def step(self) -> None:
        """One month."""
        self.world.month = self.steps
        run_month(self.world, self.path, self.parameters, self.without)
        renew(self)
        self._outcomes.append(measured.measure(self.world))
        if self.steps >= self.group_from:
            self._groups[self.steps] = measured.measure_groups(self.world)
        self.datacollector.collect(self)
        self.running = self.steps < self.months  # for those who step until it ends

    # --- the actors ---------------------------------------------------------------

    def _meet_residents(self) -> None:
        """Make the residents' views the first time somebody asks for agents."""
        if not self._met:
            self._met = True
            for row in range(self.world.residents.age.size):
                Resident(self, row)

    @property
    def agents(self) -> Any:
        """All actors as Mesa agents; residents are views on the columns."""
        self._meet_residents()
        return super().agents

    @property
    def agents_by_type(self) -> Any:
        """Mesa's agent sets by class."""
        self._meet_residents()
        return super().agents_by_type

    # --- what happened ------------------------------------------------------------

    def outcomes(self, by: str | None = None) -> pd.DataFrame:
        """Outcomes by month (0 = opening) and community (−1 = district).

        Parameters
        ----------
        by : None, or ``"age"``, ``"tenure"``, ``"income"``, ``"origin"``, ``"party"``:
            the outcomes kept by group, with a column `group`

        Returns
        -------
        month, community, (group,) and one column per outcome; units in
        ``govsim list outcomes``; null only where a denominator is empty
        """
        if by is None:
            frame = measured.outcomes_frame(
                list(range(len(self._outcomes))), self._outcomes
            )
            return frame[frame["month"] > 0].reset_index(drop=True)
        if by not in GROUPINGS:
            raise BadInput(unknown("grouping", by, GROUPINGS))
        frame = self.groups()
        return frame[frame["by"] == by].drop(columns="by").reset_index(drop=True)

    def opening_outcomes(self) -> pd.DataFrame:
        """Outcomes of month 0, the opening state."""
        return measured.outcomes_frame([0], self._outcomes[:1])

    def groups(self) -> pd.DataFrame:
        """All grouped outcomes: month, community, by, group, one column each."""
        kept = {m: v for m, v in self._groups.items() if m > 0} or self._groups
        return measured.groups_frame(list(kept), list(kept.values()))

    def ledger(self) -> pd.DataFrame:
        """Every transfer [yuan]: month, community, source, destination, purpose, domain."""
        return self.world.money.frame()

    def balances(self) -> pd.DataFrame:
        """Balances [yuan] at each month's end: month (0 = opening), community, account."""
        return self.world.money.balances_frame()

    def hours(self) -> pd.DataFrame:
        """Hours worked: month, community, worker, use, hours."""
        return self.world.hours.frame()

    def residents(self) -> pd.DataFrame:
        """One row per resident now: attributes and state by column name."""
        from govsim.frames import residents_frame

        return residents_frame(self.world)


def _last(model: GovernanceModel, place: int) -> float:
    """Newest district value of the outcome at `place`."""
    return float(model._outcomes[-1][-1, place])


def _known_verbs(names: Iterable[str]) -> frozenset[str]:
    verbs = [verb_name(verb) for verb in MONTH]
    faults = [unknown("rule", name, verbs) for name in names if name not in verbs]
    if faults:
        raise BadInput(*faults)
    return frozenset(names)


__all__ = [
    "INSTITUTION",
    "MONTH",
    "NGO",
    "Business",
    "GovernanceModel",
    "Government",
    "Resident",
    "ResidentsCommittee",
    "as_seed",
    "verb_name",
]
