"""In which groups of levers do two scenarios differ, and what is a mixture of the two?"""

from collections.abc import Sequence
from dataclasses import dataclass

from govsim.policy import FILES, LEVERS
from govsim.scenarios import Scenario
from govsim.scenarios.scenario import Lever

CHANGES = ("changes", "dated changes", "分期变化")
SHOCKS = ("shocks", "shocks", "冲击")


@dataclass(frozen=True)
class Part:
    """What is taken over from the second scenario as one: levers, or dated items."""

    name: str
    english: str
    chinese: str
    levers: tuple[str, ...] = ()

    def label(self, lang: str = "en") -> str:
        """Name in a language."""
        return self.chinese if lang == "zh" else self.english


def group_names() -> dict[str, tuple[str, str]]:
    """Group of levers → its English and Chinese name, as on the cards."""
    titles = dict.fromkeys(card.group for card in LEVERS.values())
    made = {}
    for name, title in zip(FILES, titles, strict=True):
        english, _, chinese = title.partition(" (")
        made[name] = (english, chinese.rstrip(")"))
    return made


def value_of(plan: Scenario, lever: str) -> Lever:
    """A lever's value in force at the start."""
    return plan.levers.get(lever, LEVERS[lever].default_word)


def differing(a: Scenario, b: Scenario) -> tuple[str, ...]:
    """Levers with other values at the start, in the order of the cards."""
    return tuple(name for name in LEVERS if value_of(a, name) != value_of(b, name))


def parts_of(a: Scenario, b: Scenario, by: str = "groups") -> tuple[Part, ...]:
    """The parts in which two scenarios differ.

    Parameters
    ----------
    by : ``"groups"`` makes one part of each group of levers on the cards, ``"levers"``
        one of each lever; dated changes and shocks are parts of their own either way
    """
    levers = differing(a, b)
    if by == "levers":
        made = [_lever_part(name) for name in levers]
    else:
        title = {name: LEVERS[name].group for name in levers}
        groups = dict.fromkeys(card.group for card in LEVERS.values())
        names = zip(groups, group_names().items(), strict=True)
        made = [
            Part(name, *words, tuple(x for x in levers if title[x] == group))
            for group, (name, words) in names
            if group in title.values()
        ]
    dated = ((CHANGES, a.changes != b.changes), (SHOCKS, a.shocks != b.shocks))
    return (*made, *(Part(*words) for words, apart in dated if apart))


def _lever_part(name: str) -> Part:
    card = LEVERS[name]
    return Part(name, card.english, card.chinese, (name,))


def mixture(
    a: Scenario, b: Scenario, parts: Sequence[Part], coalition: int
) -> Scenario:
    """The first scenario with the parts of the coalition taken over from the second.

    Bit *i* of the coalition stands for part *i*; 0 is the first scenario, and all bits
    are the second in everything but its name.
    """
    taken = [part for place, part in enumerate(parts) if coalition >> place & 1]
    names = {part.name for part in taken}
    levers = {name: value_of(b, name) for part in taken for name in part.levers}
    return a.replace(
        name=f"{a.name}+{coalition}",
        levers=levers,
        changes=b.changes if CHANGES[0] in names else a.changes,
        shocks=b.shocks if SHOCKS[0] in names else a.shocks,
    )
