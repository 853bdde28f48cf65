"""When is something the case? A small language of names, numbers and comparisons.

    participation_rate[self-governing] < participation_rate[administration-led]
    satisfaction >= 0.6 and not (overload > 1.2 or trust_up < 0.02)
    election_rule == "appointed"

A name may carry a scenario in brackets. Text is read by the reader below and never run
as code; what cannot be read is answered with its place and what would be allowed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govsim.errors import nearest

NUMBER, TRUTH, WORD = "number", "truth", "word"

type Values = NDArray[Any]
type Known = NDArray[np.bool_]
type Lookup = Callable[[str, str | None], Values]

COMPARE: dict[str, Callable[[Values, Values], Values]] = {
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "==": np.equal,
    "!=": np.not_equal,
}
COUNT: dict[str, Callable[[Values, Values], Values]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
}


@dataclass(frozen=True)
class Node:
    """A part of a condition: what it does, with which parts."""

    does: str  # name, number, text, a sign, and, or, not, negative
    parts: tuple["Node", ...] = ()
    value: Any = None
    scenario: str | None = None
    place: int = 0


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a condition, with its scenario if it has one."""

    name: str
    scenario: str | None
    place: int


@dataclass(frozen=True)
class Condition:
    """A condition, read and sound in form; names are checked by who knows them."""

    text: str
    root: Node = field(repr=False)

    @property
    def names(self) -> tuple[Named, ...]:
        """Every name in it, in order."""
        return tuple(_names(self.root))

    def holds(self, lookup: Lookup) -> tuple[Known, Known]:
        """Where it holds, and where that is known (no name or sum in it is null).

        Parameters
        ----------
        lookup : of a name and a scenario (or None) the values, one per case
        """
        with np.errstate(all="ignore"):
            values, known = _worked_out(self.root, lookup)
        return np.asarray(values, dtype=bool) & known, known

    def compared(self) -> tuple[str, str, str] | None:
        """(outcome, a, b) if it compares one outcome under two scenarios, else None."""
        parts = self.root.parts
        if self.root.does not in COMPARE or [p.does for p in parts] != ["name"] * 2:
            return None
        first, second = parts
        same = first.value == second.value and first.scenario != second.scenario
        if not same or first.scenario is None or second.scenario is None:
            return None
        return str(first.value), first.scenario, second.scenario


def mixed_up(root: Node, words_of: Callable[[Node], tuple[str, ...]]) -> Iterator[str]:
    """Sentences for numbers and words that are mixed up.

    Parameters
    ----------
    words_of : of a name the words it may be, () if it is a number
    """
    for part in root.parts:
        yield from mixed_up(part, words_of)
    if root.does in COMPARE:
        yield from _unlike(root, words_of)
    elif root.does in COUNT or root.does == "negative":
        for part in root.parts:
            if part.does == "name" and words_of(part):
                yield f"{part.value} is a word ({', '.join(words_of(part))}), not a number."


def _unlike(node: Node, words_of: Callable[[Node], tuple[str, ...]]) -> Iterator[str]:
    """Sentences for a comparison of unlike things."""
    names = [part for part in node.parts if part.does == "name"]
    words = [part for part in names if words_of(part)]
    texts = [part for part in node.parts if part.does == "text"]
    if not words:
        for name in names:
            if texts:
                yield f"{name.value} is a number; {texts[0].value!r} is a word."
        return
    allowed = words_of(words[0])
    told = f"{words[0].value} is a word; compare it with == or != and one of: "
    if node.does not in ("==", "!=") or len(words) + len(texts) != 2:
        yield told + ", ".join(allowed) + "."
    for text in texts:
        if text.value not in allowed:
            yield f"{words[0].value} is never {text.value!r}. {nearest(text.value, allowed)}"


def _names(node: Node) -> Iterator[Named]:
    if node.does == "name":
        yield Named(node.value, node.scenario, node.place)
    for part in node.parts:
        yield from _names(part)


def _worked_out(node: Node, lookup: Lookup) -> tuple[Values, Known]:
    """Values of a node and where they are known."""
    if node.does == "name":
        values = np.asarray(lookup(node.value, node.scenario))
        return values, _is_known(values)
    if node.does in ("number", "text"):
        return np.asarray(node.value), np.asarray(True)
    made = [_worked_out(part, lookup) for part in node.parts]
    known = np.asarray(
        np.logical_and.reduce(np.broadcast_arrays(*(k for _, k in made)))
    )
    values = _combined(node.does, [v for v, _ in made])
    return values, known & _is_known(values)


def _is_known(values: Values) -> Known:
    if values.dtype.kind == "f":
        return np.asarray(np.isfinite(values))
    if values.dtype.kind == "O":
        return np.asarray(pd.notna(values))
    return np.ones(values.shape, dtype=bool)


def _combined(does: str, parts: list[Values]) -> Values:
    if does in COMPARE:
        return np.asarray(COMPARE[does](*parts), dtype=bool)
    if does in COUNT:
        first, second = (part.astype(np.float64) for part in parts)
        return COUNT[does](first, second)
    if does == "negative":
        return -parts[0].astype(np.float64)
    if does == "not":
        return np.logical_not(parts[0])
    return (np.logical_and if does == "and" else np.logical_or)(*parts)
