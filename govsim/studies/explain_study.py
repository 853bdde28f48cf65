"""How much of the difference between two set-ups does each group of levers bring?"""

from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from govsim.columns import Floats, Rows
from govsim.errors import BadInput, nearest
from govsim.model import Seed, as_seed
from govsim.randomness import key
from govsim.scenarios import Scenario
from govsim.scenarios.scenario import whole
from govsim.studies.cells import Cell, CellStudy, Length
from govsim.studies.comparing import assumption_sets, check_pairs
from govsim.studies.explanation import Explanation
from govsim.studies.lever_groups import Part, mixture, parts_of
from govsim.studies.set_ups import (
    one_or_several,
    outcome_names,
    plan_of,
    refuse,
    same_place,
)
from govsim.studies.shapley import EXACT_UP_TO, coalitions_of, drawn_orders
from govsim.studies.windows import WINDOW, check_window

KINDS = ("groups", "levers")
REPLICATES = 10
ORDERS = 10
"""Orders of joining drawn in each world where there are too many parts to try all."""


def explain(
    a: str | Path | Scenario,
    b: str | Path | Scenario,
    *,
    outcome: str | None = None,
    outcomes: Iterable[str] | None = None,
    by: str = "groups",
    replicates: int = REPLICATES,
    months: int | None = None,
    rng: Seed = 1,
    workers: int | None = None,
    parameters: str = "plausible",
    permutations: int | None = None,
    full_world: bool = False,
    window: int = WINDOW,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Explanation:
    """Share out the difference b − a among the groups of levers that make it.

    Every world is run under every mixture of the two set-ups: some groups of levers as
    in `b`, the others as in `a`. A group's part is its Shapley value: what it adds when
    it joins, on average over all orders of joining. Parts add up to the difference.

    Parameters
    ----------
    a, b : presets, scenario files or `Scenario` objects that share their communities
    outcome, outcomes : what to explain; the ten headline outcomes if not given
    by : ``"groups"`` of levers as on the cards, or single ``"levers"``
    replicates : worlds; world *k* uses, if plausible, parameter set *k*
    months : length of each run; the first scenario's own if not given
    rng : integer seed of the study
    workers : processes (all cores by default); results do not depend on it
    parameters : ``"plausible"`` draws them from the ranges on their cards, ``"default"``
        keeps the default set
    permutations : orders of joining drawn in each world; up to six parts all mixtures
        are tried unless this is given, beyond that ten orders are drawn
    full_world : the places as they are described; otherwise at most 1,500 adults in each
        community (`govsim.studies.class_world`)
    window : months a figure is the mean of (rates and stocks)
    executor : any `concurrent.futures.Executor`
    progress : called with runs done and runs in all

    Raises
    ------
    BadInput
        In sentences, for anything that cannot be explained.
    """
    study = explain_plan(
        a,
        b,
        outcomes=one_or_several(outcome, outcomes),
        by=by,
        replicates=replicates,
        months=months,
        rng=rng,
        parameters=parameters,
        permutations=permutations,
        full_world=full_world,
        window=window,
    )
    return study.carry_out(workers, executor, progress)


@dataclass(frozen=True)
class ExplainPlan(CellStudy):
    """What an explanation will run."""

    a: Scenario
    b: Scenario
    outcomes: tuple[str, ...]
    by: str
    parts: tuple[Part, ...]
    held: tuple[str, ...]
    pairs: int
    length: Length
    parameters: str
    sets: list[dict[str, float]]
    orders: tuple[Rows | None, ...]  # of every job; None where all mixtures are tried
    full_world: bool
    world: str = ""  # shipped world of the first scenario, before it was sized

    def coalitions(self, place: int) -> list[int]:
        """Mixtures that are run in world number `place`."""
        orders = self.orders[place]
        if orders is None:
            return list(range(1 << len(self.parts)))
        everybody = (1 << len(self.parts)) - 1
        alone = [1 << part for part in range(len(self.parts))]
        last = [everybody ^ one for one in alone]
        return sorted({*coalitions_of(orders), *alone, *last})

    def cells(self) -> list[Cell]:
        """Every run, world after world."""
        known: dict[int, Scenario] = {}
        made = []
        for place in range(len(self.orders)):
            for coalition in self.coalitions(place):
                if coalition not in known:
                    known[coalition] = mixture(self.a, self.b, self.parts, coalition)
                values = self.sets[place % self.pairs]
                made.append(Cell(known[coalition], place, values))
        return made

    def carry_out(
        self,
        workers: int | None = None,
        executor: Executor | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Explanation:
        """Run every mixture in every world."""
        made = self.figures(workers, executor, progress)
        return Explanation(self, self._by_coalition(made))

    def _by_coalition(self, figures: Floats) -> list[dict[int, Floats]]:
        """Figures of each world by mixture."""
        rows = iter(figures)
        return [
            {coalition: next(rows) for coalition in self.coalitions(place)}
            for place in range(len(self.orders))
        ]


def explain_plan(
    a: str | Path | Scenario,
    b: str | Path | Scenario,
    *,
    outcomes: Iterable[str] | None,
    by: str,
    replicates: int,
    months: int | None,
    rng: Seed,
    parameters: str,
    permutations: int | None,
    full_world: bool,
    window: int = WINDOW,
) -> ExplainPlan:
    """Everything `explain` checks and decides before the first run."""
    names = outcome_names(outcomes)
    check_pairs(replicates, parameters)
    _check(by, permutations, months)
    one, other, held = same_place(a, b, months, full_world)
    parts = parts_of(one, other, by)
    if not parts:
        raise BadInput(
            f"{one.name} and {other.name} differ in no lever, change or shock: there is "
            "no difference to explain. See: govsim diff A B"
        )
    seed = as_seed(rng)
    sets, repeats = assumption_sets(parameters, replicates, seed)
    length = Length(one.months, check_window(window, one.months), seed)
    orders = _orders(len(parts), permutations, replicates + repeats, seed)
    return ExplainPlan(
        one, other, names, by, parts, held, replicates, length, parameters, sets,
        orders, full_world, plan_of(a).world,
    )  # fmt: skip


def _orders(
    parts: int, permutations: int | None, worlds: int, seed: int
) -> tuple[Rows | None, ...]:
    """Orders of joining in every world, each world's its own; None for all mixtures."""
    if permutations is None and parts <= EXACT_UP_TO:
        return (None,) * worlds
    return tuple(
        drawn_orders(
            parts,
            permutations or ORDERS,
            np.random.default_rng(key(seed, "orders of joining", world)),
        )
        for world in range(worlds)
    )


def _check(by: str, permutations: int | None, months: int | None) -> None:
    many = permutations is None or (whole(permutations) and permutations >= 2)
    refuse(
        months,
        None
        if by in KINDS
        else f"by = {by!r} is not allowed. {nearest(str(by), KINDS)}",
        None
        if many
        else f"permutations = {permutations!r}: at least 2 orders are needed.",
    )
