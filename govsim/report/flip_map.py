"""What does a flip map say in words? And regret?"""

from math import isnan
from typing import TYPE_CHECKING

from govsim.outcomes import OUTCOMES
from govsim.report.discovery import name_words
from govsim.report.discovery_words import WORDS
from govsim.studies.flip_map import NEITHER, UNKNOWN, A, B
from govsim.wording import number, unit_word

if TYPE_CHECKING:
    from govsim.studies.flip_map import FlipMap
    from govsim.studies.regret import Regret


def map_words(found: "FlipMap", lang: str = "en") -> str:
    """The map in a sentence, never stronger than its intervals."""
    count, table = found.counts(), found.table()
    label = OUTCOMES[found.outcome].label(lang)
    outcome = label[:1].upper() + label[1:]
    if count[UNKNOWN] == len(table):
        return WORDS[lang]["one_world"].format(outcome=outcome)
    first, second = found.titles(lang)
    return WORDS[lang]["flips" if found.flips else "stays"].format(
        outcome=outcome,
        x=name_words(found.over[0], lang),
        y=name_words(found.over[1], lang),
        a=first,
        b=second,
        ahead=count[B],
        behind=count[A],
        neither=count[NEITHER],
        points=len(table),
        worlds=int(table["pairs"].max()),
        sure=int(table["sure_together"].sum()),
    )


def regret_words(found: "Regret", lang: str = "en") -> str:
    """Largest and mean shortfall of every set-up, as a table in Markdown."""
    say, card = WORDS[lang], OUTCOMES[found.outcome]
    label = card.label(lang)
    head = say["regret"].format(
        outcome=label[:1].upper() + label[1:], unit=unit_word(card.figure_unit, lang)
    )
    made = [head, "", say["regret_head"], "|" + "---|" * 4]
    table = found.table()
    scale = float(table["largest"].max()) or 1.0
    for row in table.itertuples():
        most = _span(row.largest, row.largest_low, row.largest_high, scale)
        mean = _span(row.mean, row.mean_low, row.mean_high, scale)
        made.append(f"| {row.scenario} | {most} | {mean} | {row.best_at:.0%} |")
    return "\n".join(made)


def _span(value: float, low: float, high: float, scale: float) -> str:
    """A number with its interval, if there is one."""
    told = number(value, scale)
    if isnan(low):
        return told
    return f"{told} [{number(low, scale)}, {number(high, scale)}]"
