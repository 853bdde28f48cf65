"""What does an empty file for the user's own community look like?

The text loads as it is. Levers are listed from their cards, each switched off by #.
"""

import os
from pathlib import Path

from govsim.declare import Card
from govsim.policy import LEVERS
from govsim.scenarios.chinese import group as group_title
from govsim.scenarios.chinese import payer
from govsim.scenarios.loading import load
from govsim.scenarios.scenario import Lever, Scenario
from govsim.scenarios.shocks import SHOCKS
from govsim.scenarios.template_texts import CHINESE, ENGLISH
from govsim.scenarios.writing import value
from govsim.wording import choice_word, unit_word

COLUMN = 34
"""Where comments begin."""


def template(
    lang: str = "en", base: str | Path = "baseline", file: str | Path = "FILE"
) -> str:
    """A commented scenario file that loads as it is.

    Parameters
    ----------
    lang : language of the comments, `en` or `zh`
    base : preset or file it starts from; its levers are listed at their values there
    file : where the file will stand: for the commands in its head, and because a base
        that is a file is named from there

    Raises
    ------
    UnknownName, BadInput
        If there is no such base, or it has faults.
    """
    plan = load(base)
    named = plan.file and os.path.relpath(plan.file, Path(file).parent)
    name = named.replace("\\", "/") or plan.name
    text = CHINESE if lang == "zh" else ENGLISH
    return text.format(
        file=file,
        base=name,
        months=plan.months,
        gap=" " * max(COLUMN - len(f'base = "{name}"'), 1),
        gap_months=" " * max(COLUMN - len(f"months = {plan.months}"), 1),
        levers="\n".join(_levers(plan, lang)),
        shocks="\n".join(_shocks(lang)),
    )


def _levers(plan: Scenario, lang: str) -> list[str]:
    """Two commented lines per lever, by group: what it is, and its value in the base."""
    rows, group = [], ""
    for name, card in LEVERS.items():
        if card.group != group:
            group = card.group
            rows += ["", f"# --- {group_title(group, lang)} ---"]
        level: Lever = plan.levers.get(name, card.default_word)
        rows += [f"#   {_about(card, lang)}", f"# {name} = {_typed(level)}"]
    return rows[1:]


def _about(card: Card, lang: str) -> str:
    """Names, range, unit, usual value and who pays, in one line."""
    usual, pays = _typed(card.default_word), payer(card.payer, lang)
    if lang == "zh":
        return f"{card.chinese}:{_range(card, lang)};现状 {usual};承担者:{pays}"
    names = f"{card.english} ({card.chinese})"
    return f"{names}: {_range(card, lang)}; usual {usual}; pays: {pays}"


def _range(card: Card, lang: str) -> str:
    """What may be given."""
    if card.choices:
        words = [f"{word} ({choice_word(word, lang)})" for word in card.choices]
        return ("可选 " if lang == "zh" else "one of ") + ", ".join(words)
    if lang == "zh":
        return f"{card.low:g} 至 {card.high:g},{unit_word(card.unit, lang)}"
    return card.range_words


def _typed(level: Lever) -> str:
    """A value as the file has it."""
    return f"{level:g}" if isinstance(level, (int, float)) else value(level)


def _shocks(lang: str) -> list[str]:
    """One commented line per kind of shock."""
    return [
        f"#   {kind}".ljust(24)
        + f"{card.chinese if lang == 'zh' else card.english}: {_range(card, lang)}"
        for kind, card in SHOCKS.items()
    ]
