"""In what do two set-ups differ, as people would say it, and who pays for it?"""

import re
from dataclasses import dataclass

from govsim.declare import Card
from govsim.policy import LEVERS
from govsim.report.handover.blocks import foreign
from govsim.report.handover.words import PAYERS, WORDS
from govsim.scenarios import Scenario, difference
from govsim.wording import choice_word, unit_word

_SCALE = re.compile(r"0 (.+?)(?: to |,)1 (.+)")


@dataclass(frozen=True, slots=True)
class Gap:
    """One lever that stands differently at the start."""

    card: Card
    a: float | str
    b: float | str

    @property
    def size(self) -> float:
        """How far apart, 0 to 1: of a share's range, of the larger amount; words wholly."""
        if self.card.choices:
            return 1.0
        a, b = float(self.a), float(self.b)
        unit = (self.card.low, self.card.high) == (0.0, 1.0)
        return abs(b - a) / (1.0 if unit else max(abs(a), abs(b)))


def gaps(a: Scenario, b: Scenario) -> list[Gap]:
    """Levers that stand differently at the start, in the order of the cards."""
    made = []
    for name, card in LEVERS.items():
        one = a.levers.get(name, card.default_word)
        other = b.levers.get(name, card.default_word)
        if one != other:
            made.append(Gap(card, one, other))
    return made


def widest(found: list[Gap], count: int) -> list[Gap]:
    """The widest gaps first; of equal ones the first card's."""
    return sorted(found, key=lambda gap: -gap.size)[:count]


def gap_words(gap: Gap, lang: str) -> str:
    """One lever: `b` instead of `a`, with its unit."""
    say, card = WORDS[lang], gap.card
    one, other = (value_words(card, value, lang) for value in (gap.a, gap.b))
    unit = _unit(card, lang)
    key = "gap_plain" if card.choices or not unit else "gap_unit"
    if lang == "en" and card.unit.startswith("share of ") and "(" not in card.unit:
        key, unit = "gap_share", card.unit.removeprefix("share of ").split(";")[0]
    if found := _SCALE.fullmatch(unit_word(card.unit, lang)):
        return say["gap_scale"].format(
            name=_name(card, lang), a=one, b=other, low=found[1], high=found[2]
        )
    return say[key].format(name=_name(card, lang), a=one, b=other, unit=unit)


def _name(card: Card, lang: str) -> str:
    return card.chinese if lang == "zh" else f"{card.english} ({card.chinese})"


def _unit(card: Card, lang: str) -> str:
    return "" if card.unit == "word" else unit_word(card.unit, lang)


def _is_share(card: Card) -> bool:
    words = ("share", "weight", "probability")
    return (card.low, card.high) == (0.0, 1.0) and any(w in card.unit for w in words)


def value_words(card: Card, value: float | str, lang: str) -> str:
    """A lever's value as people read it: words, per cent or a plain number."""
    if isinstance(value, str):
        return choice_word(value, lang)
    if _is_share(card):
        return f"{100 * value:.3g} %"
    return f"{value:,.4g}"


def gap_row(gap: Gap, lang: str) -> list[str]:
    """One lever as a row: name, both values, unit, who pays."""
    card = gap.card
    payer = card.payer if lang == "en" else PAYERS.get(card.payer, card.payer)
    return [
        f"{_name(card, lang)} `{card.name}`",
        *(value_words(card, value, lang) for value in (gap.a, gap.b)),
        _unit(card, lang) or "–",
        payer or "–",
    ]


def other_differences(a: Scenario, b: Scenario, lang: str) -> list[str]:
    """What differs besides the levers at the start: place, dated changes, shocks."""
    same = {gap.card.name: gap.b for gap in gaps(a, b)}
    return [foreign(text, 300) for text in difference(a.replace(levers=same), b, lang)]
