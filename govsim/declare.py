"""How any number is declared: value, range, unit, both names, source, who reads it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from govsim.errors import BadInput, unknown

type Verb = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Card:
    """Everything a user may ask about one number.

    `choices` is set for levers that are words; then `low` and `high` bound the place
    of the word in the list. `moves` names the outcomes a lever claims to move, `ledger`
    the purpose of money or the use of hours where its cost shows.
    """

    default: float
    low: float
    high: float
    unit: str
    english: str
    chinese: str
    about: str
    source: str
    read_by: str
    choices: tuple[str, ...] = ()
    group: str = ""
    essay: str = ""
    payer: str = ""
    good: str = ""
    bad: str = ""
    moves: tuple[str, ...] = ()
    ledger: str = ""
    name: str = ""

    @property
    def default_word(self) -> str | float:
        """The default as users type it."""
        return self.choices[int(self.default)] if self.choices else self.default

    @property
    def range_words(self) -> str:
        """The allowed range as a sentence shows it."""
        if self.choices:
            return "one of " + ", ".join(self.choices)
        return f"{self.low:g} to {self.high:g}, {self.unit}"

    def problem(self, value: object) -> str | None:
        """Sentence saying why `value` is not allowed, or None."""
        if self.choices:
            if isinstance(value, str) and value in self.choices:
                return None
            return f"{self.name} = {value!r}: allowed is {self.range_words}."
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return f"{self.name} = {value!r} is not a number ({self.range_words})."
        if not self.low <= float(value) <= self.high:
            return f"{self.name} = {value:g} is out of range ({self.range_words})."
        return None

    def code(self, value: object) -> float:
        """The number the model computes with (a word becomes its place in the list)."""
        fault = self.problem(value)
        if fault:
            raise BadInput(fault)
        if self.choices:
            return float(self.choices.index(str(value)))
        return float(value)  # type: ignore[arg-type]


def card_of(name: str, keys: Mapping[str, Any], group: str = "") -> Card:
    """Card from a table of keys; the default of a lever with `choices` is a word."""
    words = dict(keys)
    choices = tuple(words.pop("choices", ()))
    if choices:
        words |= {"low": 0.0, "high": len(choices) - 1.0, "unit": "word"}
        words["default"] = choices.index(words["default"])
    for number in ("default", "low", "high"):
        words[number] = float(words[number])
    words["moves"] = tuple(words.pop("moves", ()))
    return Card(name=name, choices=choices, group=group, **words)


def checked(
    kind: str, deck: Mapping[str, Card], values: Mapping[str, object]
) -> dict[str, float]:
    """Codes of the given values; every unknown name and bad value in one error."""
    problems = [unknown(kind, name, deck) for name in values if name not in deck]
    problems += [
        fault
        for name, value in values.items()
        if name in deck and (fault := deck[name].problem(value))
    ]
    if problems:
        raise BadInput(*problems)
    return {name: deck[name].code(value) for name, value in values.items()}


def month_step(chapter: str, *writes: str) -> Callable[[Verb], Verb]:
    """Mark a verb of the month with its chapter in docs/model.md and what it writes.

    `writes` names columns as `table.column`; a test runs the month with all other
    columns read-only. The mark changes nothing at run time.
    """

    def mark(verb: Verb) -> Verb:
        verb.chapter = chapter  # type: ignore[attr-defined]
        verb.writes = writes  # type: ignore[attr-defined]
        return verb

    return mark
