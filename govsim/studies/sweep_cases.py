"""In which cases of a sweep does a condition hold? Cases are points in worlds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from govsim.assumptions import PARAMETERS
from govsim.errors import BadInput, nearest, unknown
from govsim.outcomes import OUTCOMES
from govsim.policy import LEVERS
from govsim.studies.condition_nodes import Condition, Named, Node, Values, mixed_up
from govsim.studies.sweeping.points import card
from govsim.studies.sweeping.result import Sweep

PLACES = ("scenario", "pilot")


@dataclass(frozen=True)
class Cases:
    """One row a case, with whether the condition holds in it.

    Attributes
    ----------
    table : replicate, point, one column for each name searched over, holds
    over : names searched over: levers, parameters, scenario, pilot
    left_out : cases in which something the condition names is null or did not run
    """

    table: pd.DataFrame
    over: tuple[str, ...]
    left_out: int

    @property
    def worlds(self) -> list[int]:
        """Replicates, in order."""
        return sorted(int(k) for k in self.table["replicate"].unique())


def opened(sweep: Sweep | str | Path) -> Sweep:
    """The sweep itself."""
    return sweep if isinstance(sweep, Sweep) else Sweep(sweep)


def cases_of(
    sweep: Sweep, condition: Condition, over: Sequence[str] | None = None
) -> Cases:
    """Every case of the sweep, and whether the condition holds in it.

    A case is a point in a world (and with a pilot, if there are some). If an outcome
    stands without a scenario in brackets, every scenario is a case of its own.

    Raises
    ------
    BadInput
        For unknown names, and if nothing varies.
    """
    check_names(sweep, condition)
    named = condition.names
    outcomes = list(dict.fromkeys(n.name for n in named if n.name in OUTCOMES))
    frame = plain_words(sweep.frame(outcomes))
    bare = any(n.scenario is None and n.name in (*OUTCOMES, "scenario") for n in named)
    keys = [key for key in ("pilot", "point", "replicate") if key in frame]
    units = frame if bare else frame.drop_duplicates(keys)
    chosen = searched(sweep, units, over, bare)
    units = _filled(sweep, units, chosen, bare)
    holds, known = condition.holds(
        lambda name, scenario: _values(frame, units, keys, name, scenario)
    )
    shape = len(units)
    holds, known = np.broadcast_to(holds, shape), np.broadcast_to(known, shape)
    columns = list(dict.fromkeys(["replicate", "point", *chosen]))
    table = units[columns].assign(holds=holds)[known].reset_index(drop=True)
    if not len(table):
        raise BadInput(
            f"{sweep.folder}: there is no case in which all the condition names is known."
        )
    return Cases(table, tuple(chosen), int(shape - known.sum()))


def plain_words(frame: pd.DataFrame) -> pd.DataFrame:
    """The table with words as words, not as codes."""
    words = [n for n in frame if isinstance(frame[n].dtype, pd.CategoricalDtype)]
    return frame.astype(dict.fromkeys(words, object))


def _values(
    frame: pd.DataFrame,
    units: pd.DataFrame,
    keys: list[str],
    name: str,
    scenario: str | None,
) -> Values:
    """Values of a name in every case; null where the run is not there."""
    if scenario is None:
        values: Values = units[name].to_numpy()
        return values
    there = frame[frame["scenario"] == scenario].set_index(keys)[name]
    wanted = pd.MultiIndex.from_frame(units[keys])
    return np.asarray(there.reindex(wanted).to_numpy())


# --- names ---------------------------------------------------------------------------


def check_names(sweep: Sweep, condition: Condition) -> None:
    """BadInput for every name that the sweep does not have."""
    have = names_of(sweep)
    faults = [fault for n in condition.names for fault in _name_faults(sweep, n, have)]
    if not faults:
        faults += mixed_up(condition.root, lambda node: _words_of(sweep, node))
    if not faults and not any(n.name in OUTCOMES for n in condition.names):
        faults.append("the condition names no outcome; see govsim list outcomes.")
    if faults:
        raise BadInput(*dict.fromkeys(faults))


def names_of(sweep: Sweep) -> list[str]:
    """Names the sweep varies: scenario, pilot, levers and parameters."""
    columns = list(sweep.runs().columns)
    set_here = columns[columns.index("seed") + 1 :]
    return ["scenario", *(["pilot"] if sweep.asked["pilots"] else []), *set_here]


def _name_faults(sweep: Sweep, named: Named, have: Sequence[str]) -> list[str]:
    where = f"at character {named.place}: "
    name, scenarios = named.name, sweep.asked["scenarios"]
    if named.scenario is not None:
        if name not in OUTCOMES:
            return [where + _no_outcome(name)]
        if named.scenario not in scenarios:
            return [
                where + unknown("scenario of this sweep", named.scenario, scenarios)
            ]
        return []
    if name in OUTCOMES or name in have:
        return []
    if name in LEVERS or name in PARAMETERS:
        kind = "lever" if name in LEVERS else "parameter"
        varied = ", ".join(have) or "nothing"
        return [f"{where}{name} is a {kind} that this sweep does not vary ({varied})."]
    return [where + _no_outcome(name, have)]


def _no_outcome(name: str, have: Sequence[str] = ()) -> str:
    """Sentence for a name that is no outcome, nor anything the sweep varies."""
    what = "an outcome, nor anything this sweep varies" if have else "an outcome"
    either = "neither " if have else "not "
    return f"{name!r} is {either}{what}. {nearest(name, [*OUTCOMES, *have])}".rstrip()


def _words_of(sweep: Sweep, node: Node) -> tuple[str, ...]:
    """Words a name may be; () if it is a number."""
    name = str(node.value)
    if name == "scenario":
        return tuple(sweep.asked["scenarios"])
    if name == "pilot":
        return tuple(pilot["name"] for pilot in sweep.asked["pilots"])
    found = card(name)
    return found.choices if found is not None else ()


# --- what is searched over --------------------------------------------------------------


def searched(
    sweep: Sweep, units: pd.DataFrame, over: Iterable[str] | None, bare: bool
) -> list[str]:
    """Names to search over: those asked for, or all that vary."""
    have = [n for n in names_of(sweep) if bare or n != "scenario"]
    drawn = list(PARAMETERS) if sweep.asked["parameters"] == "plausible" else []
    if over is None:
        chosen = [n for n in have if units[n].nunique(dropna=False) > 1]
        chosen = chosen or [n for n in drawn if PARAMETERS[n].low < PARAMETERS[n].high]
    else:
        chosen = list(dict.fromkeys([over] if isinstance(over, str) else over))
        allowed = [*have, *(n for n in drawn if n not in have)]
        faults = [
            f"over: {unknown('name this sweep varies', n, allowed)}"
            for n in chosen
            if n not in allowed
        ]
        if faults:
            raise BadInput(*faults)
    if not chosen:
        raise BadInput(
            f"{sweep.folder}: nothing varies over which conditions could be sought; a "
            'design with points, pilots, or parameters = "plausible" is needed.'
        )
    return chosen


def _filled(
    sweep: Sweep, units: pd.DataFrame, names: Sequence[str], bare: bool
) -> pd.DataFrame:
    """Cases with all values: those a point leaves out are the scenario's own."""
    units = units.copy()
    drawn = [n for n in names if n not in units]
    if drawn:
        sets = _parameter_sets(sweep)
        for name in drawn:
            units[name] = units["replicate"].map({k: s[name] for k, s in sets.items()})
    holes = [n for n in names if n not in PLACES and units[n].isna().any()]
    if not holes:
        return units
    own = {plan.name: plan for plan in sweep.design.scenarios}
    for name in holes:
        values = {s: own_value(plan, name) for s, plan in own.items()}
        if not bare and len(set(values.values())) > 1:
            raise BadInput(
                f"{name}: some points leave it as the scenarios have it, and they differ; "
                "leave it out with over, or set it at every point."
            )
        units[name] = units[name].where(
            units[name].notna(), units["scenario"].map(values)
        )
    return units


def own_value(plan: Any, name: str) -> Any:
    """What a scenario has where nobody sets it."""
    found = card(name)
    assert found is not None, name
    value = (
        plan.levers.get(name, found.default_word) if name in LEVERS else found.default
    )
    return value if isinstance(value, str) else float(value)


def _parameter_sets(sweep: Sweep) -> dict[int, dict[str, float]]:
    """Of every replicate the plausible parameters it was run with."""
    from govsim.studies.sweeping.carrying import plausible_set

    seeds = sweep.runs().drop_duplicates("replicate")
    pairs = zip(seeds["replicate"], seeds["seed"], strict=True)
    return {int(k): plausible_set(int(seed)) for k, seed in pairs}
