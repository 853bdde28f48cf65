"""How do other tools ask govsim? The Exploratory Modeling Workbench and SALib."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from govsim.columns import Floats
from govsim.errors import BadInput, unknown
from govsim.outcomes import HEADLINE, OUTCOMES
from govsim.policy import LEVERS
from govsim.scenarios import Scenario
from govsim.scenarios.scenario import whole
from govsim.studies.boxes import workbench
from govsim.studies.comparison_table import better_sign
from govsim.studies.jobs import world_seed
from govsim.studies.sweeping.carrying import carry_out_one, shared_of
from govsim.studies.sweeping.design import Design
from govsim.studies.sweeping.plan import Spec
from govsim.studies.sweeping.points import Point, Ranges, card, plain, range_fault
from govsim.studies.sweeping.result import Sweep

# --- the workbench ------------------------------------------------------------------


@dataclass(frozen=True)
class Ask:
    """A function of levers and parameters: means of outcomes over the same worlds.

    It can be pickled, so that evaluators with several processes take it.
    """

    design: Design
    outcomes: tuple[str, ...]

    def __call__(self, **values: Any) -> dict[str, float]:
        """Means over worlds; with a second scenario, its mean less the first's."""
        point = {name: _plain(value) for name, value in values.items()}
        design = self.design.replace(points=[point])
        figures = np.array(
            [
                [self._run(design, s, k) for s in range(len(design.scenarios))]
                for k in range(design.replicates)
            ]
        )
        means = figures.mean(axis=0)
        made = means[0] if len(means) == 1 else means[1] - means[0]
        return {n: float(v) for n, v in zip(self.outcomes, made, strict=True)}

    def _run(self, design: Design, scenario: int, replicate: int) -> list[float]:
        """Figures of one run: the same as in a sweep at this point."""
        values = design.points[0]
        seed = world_seed(design.seed, replicate)
        spec = Spec(0, "", scenario, 0, 0, values, replicate, seed)
        made = carry_out_one(shared_of(design, tuple(values)), spec)
        row = made.tables["outcomes"][0].slice(0, 1).to_pylist()[0]
        return [np.nan if row[n] is None else row[n] for n in self.outcomes]


def _plain(value: Any) -> Any:
    """A value as govsim takes it; the workbench's categories are unwrapped."""
    return plain(getattr(value, "value", value))


def to_ema_model(
    scenario: str | Path | Scenario,
    *,
    uncertainties: Ranges | None = None,
    levers: Ranges | None = None,
    outcomes: Sequence[str] | None = None,
    versus: str | Path | Scenario | None = None,
    replicates: int = 1,
    months: int | None = None,
    seed: int = 1,
    name: str = "govsim",
) -> Any:
    """A model of the Exploratory Modeling Workbench, ready for `perform_experiments`.

    Parameters
    ----------
    scenario : what everything else is as in
    uncertainties, levers : name → [low, high], or words of a lever; either may hold
        levers and parameters of govsim, as the study sees them
    outcomes : outcomes' names; the ten headline outcomes by default. An optimiser is
        told which direction is better where the card says so
    versus : if given, outcomes are differences: this scenario less the first
    replicates : worlds that outcomes are means over, the same at every point
    months, seed : as for a sweep
    name : a Python name for the model

    Returns
    -------
    ema_workbench.Model

    Raises
    ------
    BadInput
        With everything that is wrong, or if the workbench is not installed.
    """
    unsure, chosen = dict(uncertainties or {}), dict(levers or {})
    names = list(HEADLINE) if outcomes is None else list(outcomes)
    faults = [f for n, r in {**unsure, **chosen}.items() if (f := range_fault(n, r))]
    faults += [f"{n} is an uncertainty and a lever." for n in unsure if n in chosen]
    faults += [unknown("outcome", n, OUTCOMES) for n in names if n not in OUTCOMES]
    if not unsure and not chosen:
        faults.append("give uncertainties or levers: name = [low, high].")
    if not isinstance(name, str) or not name.isidentifier():
        faults.append(f"name = {name!r}: a Python name is needed.")
    if faults:
        raise BadInput(*faults)
    scenarios = [scenario] if versus is None else [scenario, versus]
    design = Design.list(
        scenarios, [{}], replicates=replicates, months=months, seed=seed
    )
    bench = workbench()
    model = bench.Model(name, function=Ask(design, tuple(names)))
    model.uncertainties = [_parameter(bench, n, r) for n, r in unsure.items()]
    model.levers = [_parameter(bench, n, r) for n, r in chosen.items()]
    model.outcomes = [bench.ScalarOutcome(n, kind=_way(bench, n)) for n in names]
    return model


def _parameter(bench: Any, name: str, given: Sequence[Any]) -> Any:
    """A range as the workbench has it."""
    found = card(name)
    if found is not None and found.choices:
        return bench.CategoricalParameter(name, [str(word) for word in given])
    return bench.RealParameter(name, float(given[0]), float(given[1]))


def _way(bench: Any, outcome: str) -> int:
    """Whether more is better, less is, or neither."""
    kinds = bench.ScalarOutcome
    if outcome not in HEADLINE and OUTCOMES[outcome].larger == "neither":
        return int(kinds.INFO)
    return int(kinds.MAXIMIZE if better_sign(outcome) > 0 else kinds.MINIMIZE)


# --- SALib ---------------------------------------------------------------------------


def salib_problem(ranges: Ranges) -> dict[str, Any]:
    """A problem for SALib's samplers and analyses: num_vars, names, bounds.

    Parameters
    ----------
    ranges : lever or parameter → [low, high]; a lever that is words → its words, which
        share the range from 0 to their number in equal parts

    Raises
    ------
    BadInput
        With every range that is wrong.
    """
    faults = [fault for n, given in ranges.items() if (fault := range_fault(n, given))]
    if not ranges:
        faults.append("give ranges: name = [low, high].")
    if faults:
        raise BadInput(*faults)
    bounds = [
        [0.0, float(len(given))] if _is_words(name) else [float(v) for v in given]
        for name, given in ranges.items()
    ]
    return {"num_vars": len(ranges), "names": list(ranges), "bounds": bounds}


def salib_points(ranges: Ranges, sample: Floats) -> list[Point]:
    """Rows of a SALib sample as points of a design, in order: `Design.list(…, points)`."""
    problem = salib_problem(ranges)
    table = np.asarray(sample, dtype=np.float64)
    if table.ndim != 2 or table.shape[1] != problem["num_vars"]:
        raise BadInput(
            f"the sample has shape {table.shape}; {problem['num_vars']} columns are needed."
        )
    columns = {
        name: _values(name, given, table[:, place])
        for place, (name, given) in enumerate(ranges.items())
    }
    return [
        {n: column[row] for n, column in columns.items()} for row in range(len(table))
    ]


def _is_words(name: str) -> bool:
    return name in LEVERS and bool(LEVERS[name].choices)


def _values(name: str, given: Sequence[Any], column: Floats) -> list[Any]:
    if not _is_words(name):
        return [float(v) for v in np.clip(column, float(given[0]), float(given[1]))]
    place = np.clip(np.floor(column).astype(int), 0, len(given) - 1)
    return [str(given[p]) for p in place]


def salib_answers(
    sweep: Sweep,
    outcome: str,
    scenario: str | None = None,
    versus: str | None = None,
    replicate: int | None = None,
) -> Floats:
    """Y for SALib: one number a point, in the design's order.

    Parameters
    ----------
    scenario : the sweep's first by default
    versus : if given, the difference: this scenario less the first one
    replicate : of one world; the mean over worlds by default

    Raises
    ------
    BadInput
        For unknown names, and if a point has no figure (SALib takes no nulls).
    """
    have: list[str] = sweep.asked["scenarios"]
    first = have[0] if scenario is None else scenario
    sides = [first] if versus is None else [first, versus]
    faults = [
        unknown("scenario of this sweep", s, have) for s in sides if s not in have
    ]
    if replicate is not None and not whole(replicate):
        faults.append(f"replicate = {replicate!r}: a whole number is needed.")
    if faults:
        raise BadInput(*faults)
    made = [_by_point(sweep, outcome, side, replicate) for side in sides]
    values = made[0] if len(made) == 1 else made[1] - made[0]
    if np.isnan(values).any():
        missing = ", ".join(map(str, np.flatnonzero(np.isnan(values))[:5]))
        raise BadInput(
            f"{outcome} is null at points {missing} …; SALib takes no nulls."
        )
    return values


def _by_point(
    sweep: Sweep, outcome: str, scenario: str, replicate: int | None
) -> Floats:
    """Mean of each point, by its number; null where there is none."""
    frame = sweep.frame([outcome])
    frame = frame[frame["scenario"] == scenario]
    if replicate is not None:
        frame = frame[frame["replicate"] == replicate]
    count = int(sweep.runs()["point"].max()) + 1
    means: Mapping[int, float] = frame.groupby("point")[outcome].mean()
    return np.array([means.get(p, np.nan) for p in range(count)], dtype=np.float64)
