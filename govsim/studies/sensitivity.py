"""Which assumptions and levers move an outcome, or the difference of two set-ups?"""

from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from govsim.columns import Floats
from govsim.errors import BadInput
from govsim.model import Seed, as_seed
from govsim.scenarios import Scenario
from govsim.scenarios.scenario import whole
from govsim.studies.cells import Cell, CellStudy, Length
from govsim.studies.class_world import sized
from govsim.studies.designs import USUAL, Design, design
from govsim.studies.factors import Asked, Factor, Point, factors_of, points_of
from govsim.studies.sensitivity_result import Sensitivity
from govsim.studies.set_ups import (
    one_or_several,
    outcome_names,
    plan_of,
    refuse,
    same_place,
)
from govsim.studies.windows import WINDOW, check_window

REPLICATES = 2


def sensitivity(
    scenario: str | Path | Scenario,
    *,
    method: str = "morris",
    outcome: str | None = None,
    outcomes: Iterable[str] | None = None,
    factors: Asked = "parameters",
    versus: str | Path | Scenario | None = None,
    samples: int | None = None,
    replicates: int = REPLICATES,
    months: int | None = None,
    rng: Seed = 1,
    workers: int | None = None,
    full_world: bool = False,
    window: int = WINDOW,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Sensitivity:
    """Screen (Morris) or measure (Sobol) what an outcome depends on.

    Every point is run in the same worlds, so that what moves from point to point is the
    point's doing; what the worlds still disagree on is shown as noise.

    Parameters
    ----------
    scenario : preset, scenario file or `Scenario`
    method : ``"morris"`` (few runs; which factors matter at all) or ``"sobol"`` (many
        runs; shares of the variance)
    outcome, outcomes : what to look at; the ten headline outcomes if not given
    factors : ``"parameters"`` (every uncertain assumption, over the range on its card),
        ``"levers"`` (over the range on its card), ``"rules"`` (assumptions, those that
        one rule file reads moving together; Morris only), a list of names, or
        name → (low, high) or list of words
    versus : a second set-up; then the difference, second less first, is looked at.
        Levers that are varied are set alike in both
    samples : trajectories (10) or points of the Sobol sequence (64, a power of two)
    replicates : worlds in which every point is run
    months, rng, workers, full_world, window, executor : as for `explain`
    progress : called with runs done and runs in all

    Raises
    ------
    BadInput
        In sentences; with the line that installs SALib if it is missing.
    """
    study = sensitivity_plan(
        scenario,
        method=method,
        outcomes=one_or_several(outcome, outcomes),
        factors=factors,
        versus=versus,
        samples=samples,
        replicates=replicates,
        months=months,
        rng=rng,
        full_world=full_world,
        window=window,
    )
    return study.carry_out(workers, executor, progress)


@dataclass(frozen=True)
class SensitivityPlan(CellStudy):
    """What a sensitivity study will run."""

    scenarios: tuple[Scenario, ...]  # one, or two whose difference is looked at
    outcomes: tuple[str, ...]
    asked: Asked
    factors: tuple[Factor, ...]
    design: Design
    points: tuple[Point, ...]
    worlds: int
    length: Length
    full_world: bool
    world: str = ""  # shipped world of the first scenario, before it was sized

    def cells(self) -> list[Cell]:
        """Every run; those that share an opening state stand side by side."""
        return [
            Cell(scenario, world, parameters)
            for point, world in self._order()
            for scenario, parameters in self._runs(point)
        ]

    def _order(self) -> list[tuple[int, int]]:
        """(point, world) in the order of running."""
        places = [(p, w) for p in range(len(self.points)) for w in range(self.worlds)]
        if any(factor.kind == "parameter" for factor in self.factors):
            return places
        return sorted(places, key=lambda place: place[1])

    def _runs(self, point: int) -> list[tuple[Scenario, dict[str, float]]]:
        values = self.points[point]
        numbers = values.parameters or NONE
        return [
            (plan.replace(levers=values.levers) if values.levers else plan, numbers)
            for plan in self.scenarios
        ]

    def carry_out(
        self,
        workers: int | None = None,
        executor: Executor | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Sensitivity:
        """Run every point in every world."""
        made = self.figures(workers, executor, progress)
        sides = made.reshape(-1, len(self.scenarios), made.shape[1])
        runs = np.empty((len(self.points), self.worlds, *sides.shape[1:]))
        for (point, world), side in zip(self._order(), sides, strict=True):
            runs[point, world] = side
        return Sensitivity(self, runs)

    def values(self, runs: Floats) -> Floats:
        """What is looked at, shape (points, worlds, outcomes)."""
        if len(self.scenarios) == 1:
            return runs[:, :, 0]
        return np.asarray(runs[:, :, 1] - runs[:, :, 0])


NONE: dict[str, float] = {}
"""No assumption is varied: one object, so that cells can share a settled world."""


def sensitivity_plan(
    scenario: str | Path | Scenario,
    *,
    method: str,
    outcomes: Iterable[str] | None,
    factors: Asked,
    versus: str | Path | Scenario | None,
    samples: int | None,
    replicates: int,
    months: int | None,
    rng: Seed,
    full_world: bool,
    window: int = WINDOW,
) -> SensitivityPlan:
    """Everything `sensitivity` checks and decides before the first run."""
    names = outcome_names(outcomes)
    several = whole(replicates) and replicates >= 1
    few = f"replicates = {replicates!r}: at least 1 world is needed."
    refuse(months, None if several else few)
    plans = _plans(scenario, versus, months, full_world)
    varied = factors_of(factors)
    groups = [factor.group for factor in varied]
    if method == "sobol" and len(set(groups)) < len(groups):
        raise BadInput(
            "factors = 'rules' moves assumptions together, which Morris' method can do "
            "and Sobol's here cannot; take method = 'morris', or name the factors."
        )
    seed = as_seed(rng)
    drawn = design(
        method,
        samples if samples is not None else USUAL.get(method, 2),
        groups,
        [len(factor.words) for factor in varied],
        seed % 2**32,
    )
    length = Length(plans[0].months, check_window(window, plans[0].months), seed)
    points = tuple(points_of(varied, drawn.matrix))
    return SensitivityPlan(
        plans, names, factors, varied, drawn, points, replicates, length, full_world,
        plan_of(scenario).world,
    )  # fmt: skip


def _plans(
    scenario: str | Path | Scenario,
    versus: str | Path | Scenario | None,
    months: int | None,
    full_world: bool,
) -> tuple[Scenario, ...]:
    """The set-up, or the two whose difference is looked at."""
    if versus is not None:
        one, other, held = same_place(scenario, versus, months, full_world)
        if "shared" in held:
            raise BadInput(
                f"{one.name} and {other.name} differ in whether communities share "
                "auditors and bidders; the two sides must share their opening state."
            )
        return one, other
    plan = sized(plan_of(scenario), full_world)
    return (plan.replace(months=months) if months is not None else plan,)
