"""Which points does a design hold? Values of levers and parameters, listed or drawn."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from govsim.assumptions import PARAMETERS
from govsim.columns import Floats
from govsim.declare import Card
from govsim.errors import BadInput
from govsim.policy import LEVERS
from govsim.scenarios.reading import card_fault, hint
from govsim.scenarios.scenario import whole
from govsim.studies.sweeping.unit_cube import (
    latin_hypercube,
    morris_grid,
    powers_of_two,
    saltelli_matrix,
    shares,
    sobol_sequence,
    within,
)

type Value = float | str
type Point = dict[str, Value]
type Ranges = Mapping[str, Sequence[Any]]

METHODS = ("latin_hypercube", "sobol", "morris", "saltelli")
MOST = 1_000_000


@dataclass(frozen=True)
class Sample:
    """How points were drawn: enough to draw them again and to analyse them."""

    method: str
    points: int
    ranges: dict[str, tuple[Value, ...]]
    seed: int


def card(name: str) -> Card | None:
    """The card of a lever or parameter."""
    return LEVERS.get(name) or PARAMETERS.get(name)


def plain(value: object) -> Any:
    """The value as plain Python; whole numbers become floats, as the cards have it."""
    made = value.item() if hasattr(value, "item") else value
    return float(made) if whole(made) else made


def value_fault(name: str, value: object) -> str | None:
    """Why `name = value` cannot stand in a point."""
    found = card(name)
    if found is None:
        words = f"{name} is neither a lever nor a parameter."
        return f"{words} {hint(name, {**LEVERS, **PARAMETERS})}".rstrip()
    return card_fault(found, value)


def grid_faults(values: Mapping[str, Any]) -> dict[str, list[str]]:
    """Name → sentences for a full factorial's lists."""
    found = {}
    for name, listed in values.items():
        if not isinstance(listed, (list, tuple, np.ndarray, range)):
            found[name] = [f"{name} = {listed!r}: write a list of values, [a, b]."]
        elif not len(listed):
            found[name] = [f"{name} = []: at least one value is needed."]
        else:
            plains = [plain(value) for value in listed]
            faults = [fault for v in plains if (fault := value_fault(name, v))]
            if card(name) is None:
                faults = faults[:1]
            twice = sorted({str(v) for v in plains if plains.count(v) > 1})
            faults += [f"{name}: {value} is listed twice." for value in twice]
            found[name] = faults
    return {name: faults for name, faults in found.items() if faults}


def grid_points(values: Mapping[str, Sequence[Any]]) -> tuple[Point, ...]:
    """Every combination of the listed values; the last name varies fastest.

    Raises
    ------
    BadInput
        With every unknown name and value out of range.
    """
    faults = [fault for found in grid_faults(values).values() for fault in found]
    if faults:
        raise BadInput(*faults)
    count = int(np.prod([len(listed) for listed in values.values()], dtype=object))
    if count > MOST:
        raise BadInput(f"the grid has {count:,} points; at most {MOST:,} are allowed.")
    combined = product(*([plain(v) for v in listed] for listed in values.values()))
    return tuple(dict(zip(values, each, strict=True)) for each in combined)


def listed_points(points: Iterable[Mapping[str, Any]]) -> tuple[Point, ...]:
    """The points as given, checked."""
    made, faults = [], []
    for number, point in enumerate(points, start=1):
        made.append({name: plain(value) for name, value in point.items()})
        for name, value in made[-1].items():
            if fault := value_fault(name, value):
                faults.append(f"point {number}: {fault}")
    if faults:
        raise BadInput(*faults)
    if not made:
        raise BadInput("the list of points is empty; give at least one.")
    return tuple(made)


def range_fault(name: str, given: Any) -> str | None:
    """Why `given` is not a range to draw `name` from."""
    found = card(name)
    if found is None:
        return value_fault(name, given)
    if not isinstance(given, (list, tuple)):
        return f"{name} = {given!r}: write [low, high], or a list of words."
    faults = [fault for v in given if (fault := card_fault(found, plain(v)))]
    if faults:
        return faults[0]
    if found.choices:
        several = len(given) >= 2 and len(set(given)) == len(given)
        return None if several else f"{name}: list two different words or more."
    if len(given) != 2 or not given[0] < given[1]:
        return f"{name} = {list(given)!r}: write [low, high], low below high."
    return None


def count_fault(method: str, points: object, width: int) -> str | None:
    """Why a method cannot draw so many points over `width` ranges."""
    if not whole(points) or not 1 <= points <= MOST:
        return f"points = {points!r}: a whole number from 1 to {MOST:,} is needed."
    step, power = {
        "sobol": (1, True),
        "morris": (width + 1, False),
        "saltelli": (width + 2, True),
    }.get(method, (1, False))
    blocks = points / step
    if power:
        near = powers_of_two(blocks)
    else:
        down = max(int(blocks), 2 if method == "morris" else 1)
        near = down, down + 1
    if blocks == near[0]:
        return None
    what = {
        "sobol": "a Sobol sequence is balanced at powers of two only",
        "morris": f"{width} ranges make trajectories of {step} points, at least two",
        "saltelli": f"{width} ranges take {step} times a power of two",
    }[method]
    return f"points = {points}: {what}; take {near[0] * step} or {near[1] * step}."


def sample_faults(method: object, points: object, ranges: Ranges) -> dict[str, str]:
    """Key of [sample] or name of a range → sentence."""
    found = {name: f for name, each in ranges.items() if (f := range_fault(name, each))}
    if not ranges:
        found["ranges"] = "ranges are missing: give lever = [low, high]."
    if method not in METHODS:
        found["method"] = f"method = {method!r}: allowed are {', '.join(METHODS)}."
    elif ranges and (fault := count_fault(str(method), points, len(ranges))):
        found["points"] = fault
    return found


def drawn(sample: Sample) -> tuple[Point, ...]:
    """The points of a sample, the same for the same seed.

    Numbers lie between the ends of their range; words share it in equal parts.

    Raises
    ------
    BadInput
        For whatever is wrong, or if a package is missing that the method needs.
    """
    faults = sample_faults(sample.method, sample.points, sample.ranges)
    if faults:
        raise BadInput(*faults.values())
    unit = _unit(sample)
    columns = {
        name: _scaled(card(name), given, unit[:, place])
        for place, (name, given) in enumerate(sample.ranges.items())
    }
    return tuple(
        {name: column[row] for name, column in columns.items()}
        for row in range(len(unit))
    )


def _scaled(found: Card | None, given: Sequence[Any], unit: Floats) -> list[Value]:
    """Numbers from 0 to 1 as values of one lever or parameter."""
    if found is not None and found.choices:
        return [str(given[row]) for row in shares(unit, len(given)).tolist()]
    return [*within(unit, float(given[0]), float(given[1]))]


def _unit(sample: Sample) -> Floats:
    """Points in the unit cube, shape (points, ranges)."""
    width, seed = len(sample.ranges), sample.seed
    if sample.method == "latin_hypercube":
        return latin_hypercube(sample.points, width, seed)
    if sample.method == "sobol":
        return sobol_sequence(sample.points, width, seed)
    if sample.method == "morris":
        return morris_grid(sample.points // (width + 1), list(sample.ranges), seed)
    return saltelli_matrix(sample.points // (width + 2), width, seed)
