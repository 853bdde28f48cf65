"""How sure is a comparison, and which assumptions does it hang on?"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govsim.assumptions import PARAMETERS
from govsim.outcomes import OUTCOMES
from govsim.report.handover.blocks import Prose, Section, foreign

if TYPE_CHECKING:
    from govsim.report.handover.comparing import Compared

ENOUGH_PAIRS, ENOUGH_YEARS = 20, 5
FEWEST = 10  # pairs from which on anything is asked of assumptions
HANGING = 4  # outcomes whose assumptions are named on the first pages


def sure(told_of: "Compared") -> Section:
    """How sure it is, in a paragraph."""
    opened, say = told_of.opened, told_of.say
    plausible = opened.manifest.get("parameters") == "plausible"
    pairs, years = opened.number("pairs"), opened.number("months") / 12
    names = told_of.names(*told_of.lead[0])
    key = "sure_plausible" if plausible else "sure_default"
    told = [say[key].format(pairs=pairs, parameters=len(PARAMETERS), a=names["a"])]
    if pairs < ENOUGH_PAIRS:
        told.append(say["few_pairs"].format(pairs=pairs))
    if years < ENOUGH_YEARS:
        told.append(say["short_run"].format(years=f"{years:g}"))
    return Section(say["sure_head"], [Prose(" ".join(told))])


def hanging(told_of: "Compared") -> Section:
    """Assumptions that the differences go with."""
    say, opened = told_of.say, told_of.opened
    a, b = told_of.lead[0]
    pairs = opened.number("pairs")
    fill = {"pairs": str(pairs), "a": _word(a), "b": _word(b)}
    if opened.manifest.get("parameters") != "plausible":
        text = say["hang_default"].format(**fill)
    elif "hangs_on.csv" not in opened.checksums:
        text = say["hang_untold"].format(**fill)
    elif pairs < FEWEST:
        text = say["hang_few"].format(**fill)
    else:
        lines = list(_hanging(told_of, a, b))
        text = "\n".join(lines[:HANGING]) or say["hang_none"].format(**fill)
    return Section(say["hang_head"], [Prose(text)])


def _hanging(told_of: "Compared", a: str, b: str) -> Iterator[str]:
    """A bullet for each outcome: up to two assumptions, strongest first."""
    table = told_of.opened.table("hangs_on.csv")
    if table is None:
        return
    table = table[(table["scenario_a"] == a) & (table["scenario_b"] == b)]
    for outcome, part in table.groupby("outcome", sort=False):
        items = [
            told_of.say["more" if row.rho > 0 else "less"].format(
                name=parameter(str(row.parameter), told_of.lang)
            )
            for row in part.head(2).itertuples()
        ]
        label = OUTCOMES[str(outcome)].label(told_of.lang)
        line = told_of.say["hang_row"].format(
            outcome=label, items=told_of.say["sep"].join(items)
        )
        yield f"- {line}"


def _word(name: str) -> str:
    """A scenario's name as it stands in a command inside a sentence."""
    return foreign(name, 60).replace("\\", "").replace("`", "")


def parameter(name: str, lang: str) -> str:
    """An assumption's name in a language; the name itself if it is no longer known."""
    card = PARAMETERS.get(name)
    if card is None:
        return foreign(name)
    return card.chinese if lang == "zh" else card.english
