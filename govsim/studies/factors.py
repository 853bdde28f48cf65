"""What is varied in a sensitivity study: assumptions, levers, or rules' assumptions together?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from govsim.assumptions import PARAMETERS
from govsim.columns import Floats
from govsim.declare import Card
from govsim.errors import BadInput
from govsim.policy import LEVERS
from govsim.scenarios.reading import hint
from govsim.studies.sweeping.points import plain, range_fault
from govsim.studies.sweeping.unit_cube import shares, within

type Value = float | str
type Asked = str | Sequence[str] | Mapping[str, Sequence[Any] | None]

SETS = ("parameters", "levers", "rules")


@dataclass(frozen=True)
class Factor:
    """One number or word that is varied, and how far.

    `group` is its own name if it moves alone, else what it moves with.
    """

    name: str
    kind: str  # parameter | lever
    low: float
    high: float
    words: tuple[str, ...]
    group: str

    @property
    def card(self) -> Card:
        """Its card."""
        return (PARAMETERS if self.kind == "parameter" else LEVERS)[self.name]

    def values(self, unit: Floats) -> list[Value]:
        """The values at places between 0 and 1; words have equal shares."""
        if self.words:
            return [self.words[row] for row in shares(unit, len(self.words)).tolist()]
        return [*within(unit, *self.ends)]

    @property
    def ends(self) -> tuple[float, float]:
        """Both ends of its range."""
        return self.low, self.high

    def range_words(self) -> str:
        """The range as people read it."""
        if self.words:
            return " / ".join(self.words)
        return f"{self.low:g} … {self.high:g}"


def factors_of(asked: Asked) -> tuple[Factor, ...]:
    """The factors somebody asks for.

    Parameters
    ----------
    asked : ``"parameters"`` (every uncertain assumption), ``"levers"``, ``"rules"``
        (assumptions, those read by one rule file moving together), a list of names, or
        name → (low, high) or list of words

    Raises
    ------
    BadInput
        With every unknown name and every range that is not allowed.
    """
    if asked == "parameters":
        return _all(PARAMETERS, "parameter")
    if asked == "levers":
        return _all(LEVERS, "lever")
    if asked == "rules":
        return tuple(_factor(name, None, rule_of(name)) for name in _uncertain())
    if isinstance(asked, str):
        asked = [asked]
    ranges: dict[str, Any] = (
        dict(asked) if isinstance(asked, Mapping) else dict.fromkeys(asked)
    )
    faults = [fault for n, given in ranges.items() if (fault := _fault(n, given))]
    if not ranges:
        faults.append("factors are missing: name at least one lever or parameter.")
    if faults:
        raise BadInput(*faults)
    return tuple(_factor(name, given, name) for name, given in ranges.items())


def _uncertain() -> list[str]:
    """Assumptions with a range that a run reads (a few serve the laboratory alone)."""
    return [
        name
        for name, card in PARAMETERS.items()
        if card.high > card.low and not rule_of(name).startswith("lab.")
    ]


def _all(deck: Mapping[str, Card], kind: str) -> tuple[Factor, ...]:
    names = _uncertain() if kind == "parameter" else list(deck)
    return tuple(_factor(name, None, name) for name in names)


def rule_of(parameter: str) -> str:
    """The file of rules that reads a parameter, the first of several."""
    readers = PARAMETERS[parameter].read_by.split("; ")
    first = min(readers, key=lambda reader: reader.startswith("govsim.lab."))
    return first.rsplit(".", 1)[0].removeprefix("govsim.")


def _fault(name: object, given: Any) -> str | None:
    """Why this cannot be varied so."""
    deck = {**LEVERS, **PARAMETERS}
    if not isinstance(name, str) or name not in deck:
        words = f"{name} is neither a lever nor a parameter."
        sets = ", ".join(SETS)
        return f"{words} {hint(str(name), deck)} Or all of: {sets}.".replace("  ", " ")
    if given is not None:
        return range_fault(name, given)
    card = deck[name]
    return None if card.high > card.low else f"{name} has no range on its card."


def _factor(name: str, given: Any, group: str) -> Factor:
    kind = "lever" if name in LEVERS else "parameter"
    card = (LEVERS if kind == "lever" else PARAMETERS)[name]
    if card.choices:
        words = tuple(str(word) for word in given or card.choices)
        return Factor(name, kind, 0.0, len(words) - 1.0, words, group)
    low, high = (
        (plain(v) for v in given) if given is not None else (card.low, card.high)
    )
    return Factor(name, kind, float(low), float(high), (), group)


@dataclass(frozen=True)
class Point:
    """One row of a design as values."""

    levers: dict[str, Value]
    parameters: dict[str, float]


def points_of(factors: Iterable[Factor], matrix: Floats) -> list[Point]:
    """The rows of a design as values of levers and parameters."""
    made = [Point({}, {}) for _ in range(len(matrix))]
    for factor, unit in zip(factors, matrix.T, strict=True):
        for point, value in zip(made, factor.values(unit), strict=True):
            if factor.kind == "lever":
                point.levers[factor.name] = value
            else:
                point.parameters[factor.name] = float(value)
    return made
