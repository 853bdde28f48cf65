"""In what do two scenarios differ, in words with units?"""

from collections.abc import Callable, Iterable
from pathlib import Path

from govsim.declare import Card
from govsim.people import Profile
from govsim.policy import LEVERS
from govsim.scenarios.community_keys import NUMBERS, SHARES
from govsim.scenarios.loading import load
from govsim.scenarios.records import Fit
from govsim.scenarios.scenario import Change, Lever, PeopleTable, Scenario
from govsim.scenarios.shocks import LASTING, LONGEST, SHOCKS, Shock
from govsim.vocabulary import CHINESE, DOMAINS
from govsim.wording import choice_word, unit_word

ENDLESS = "word"
"""Unit of levers that are words; it is not shown."""


def difference(
    a: Scenario | str | Path, b: Scenario | str | Path, lang: str = "en"
) -> list[str]:
    """Sentences on what the first has against what the second has; [] if nothing."""
    first = a if isinstance(a, Scenario) else load(a)
    second = b if isinstance(b, Scenario) else load(b)
    say = _Words(lang)
    return [
        *_frame(first, second, say),
        *_places(first, second, say),
        *_levers(first, second, say),
        *_dated(first, second, say),
    ]


def dated_words(scenario: Scenario, lang: str = "en") -> list[str]:
    """Sentences on a scenario's dated changes and shocks."""
    say = _Words(lang)
    return [*_changes(scenario, say), *_shocks(scenario, say)]


class _Words:
    """The few phrases the sentences are made of, in one language."""

    def __init__(self, lang: str) -> None:
        self.chinese = lang == "zh"

    def __call__(self, english: str, chinese: str) -> str:
        return chinese if self.chinese else english

    def against(self, name: str, one: object, other: object, unit: str = "") -> str:
        """Something: one against the other."""
        tail = self.unit(unit)
        if self.chinese:
            return f"{name}:{_short(one)} 对 {_short(other)}{tail}"
        return f"{name}: {_short(one)} against {_short(other)}{tail}"

    def unit(self, unit: str) -> str:
        """The unit as it follows a number; nothing where there is none."""
        told = unit_word(unit, "zh" if self.chinese else "en")
        return "" if unit in {"", ENDLESS} else self(f" {told}", f"({told})")

    def name(self, card: Card) -> str:
        """Both names of a lever or number."""
        return self(f"{card.english} ({card.chinese})", f"{card.chinese}({card.name})")


def _short(thing: object) -> str:
    """A number without trailing zeros, anything else as it is."""
    if isinstance(thing, (int, float)) and not isinstance(thing, bool):
        return f"{thing:,.4g}" if abs(thing) < 10_000 else f"{thing:,.0f}"
    return str(thing)


def _frame(first: Scenario, second: Scenario, say: _Words) -> Iterable[str]:
    """Length and pools."""
    if first.months != second.months:
        yield say.against(
            say("length of the run", "运行时长"), first.months, second.months,
            say("months", "月"),
        )  # fmt: skip
    if first.shared != second.shared:
        words = {
            True: say("shared by the district", "全区共用"),
            False: say("each community its own", "各社区自有"),
        }
        yield say.against(
            say("auditors and bidders", "审计与投标资源"),
            words[first.shared],
            words[second.shared],
        )


def _places(first: Scenario, second: Scenario, say: _Words) -> Iterable[str]:
    """Communities and what is known about them."""
    ours = {profile.name: profile for profile in first.profiles}
    theirs = {profile.name: profile for profile in second.profiles}
    if len(ours) != len(theirs):
        yield say.against(say("communities", "社区数"), len(ours), len(theirs))
    if first.adults != second.adults:
        yield say.against(
            say("adults in all", "成年人总数"), first.adults, second.adults
        )
    only = say("only in", "仅见于")
    for scenario, mine, other in ((first, ours, theirs), (second, theirs, ours)):
        names = [name for name in mine if name not in other]
        if names:
            listed = ", ".join(names)
            yield say(
                f"communities {only} {scenario.name}: {listed}",
                f"{only} {scenario.name} 的社区:{listed}",
            )
    tables, others = _people(first), _people(second)
    for name in (name for name in ours if name in theirs):
        yield from _place(ours[name], theirs[name], say)
        here, there = tables[name], others[name]
        label = say(f"community {name}, people", f"社区 {name},居民")
        if here[0] == there[0]:
            continue
        if here[0] and there[0]:
            yield label + say(": not the same persons", ":不是同一批人")
        else:
            yield say.against(label, _origin(*here, say), _origin(*there, say))


def _people(scenario: Scenario) -> dict[str, tuple[PeopleTable | None, Fit]]:
    """By community: the table of its people, and how they fit margins."""
    names = (profile.name for profile in scenario.profiles)
    pairs = zip(scenario.people, scenario.fits, strict=True)
    return dict(zip(names, pairs, strict=True))


def _origin(people: PeopleTable | None, fit: Fit, say: _Words) -> str:
    """Where the people of a community come from."""
    if fit:
        return say("chosen to meet margins", "按边际分布选取")
    if people:
        return say("row by row from a table", "逐行取自人口表")
    return say("drawn from shares", "按比例抽取")


def _place(ours: Profile, theirs: Profile, say: _Words) -> Iterable[str]:
    """What differs in one community of the same name."""
    label = say(f"community {ours.name}, ", f"社区 {ours.name},")
    if ours.type != theirs.type:
        kinds = [say(kind, CHINESE[kind]) for kind in (ours.type, theirs.type)]
        yield say.against(label + say("type", "类型"), *kinds)
    if ours.adults != theirs.adults:
        yield say.against(label + say("adults", "成年人"), ours.adults, theirs.adults)
    for key, card in NUMBERS.items():
        one, other = getattr(ours, key), getattr(theirs, key)
        if one != other:
            yield say.against(label + say.name(card), one, other, card.unit)
    for key, words in (*SHARES.items(), ("needs", DOMAINS)):
        shares = zip(words, getattr(ours, key), getattr(theirs, key), strict=True)
        apart = [(word, one, other) for word, one, other in shares if one != other]
        for word, one, other in apart:
            shown = say(word.replace("_", " "), CHINESE.get(word, word))
            what = say(key.replace("_", " "), key)
            yield say.against(f"{label}{what}, {shown}", one, other)


def _levers(first: Scenario, second: Scenario, say: _Words) -> Iterable[str]:
    """Levers in force at the start."""
    for name, card in LEVERS.items():
        one: Lever = first.levers.get(name, card.default_word)
        other: Lever = second.levers.get(name, card.default_word)
        if one != other:
            told, others = (_choice(word, card, say) for word in (one, other))
            yield say.against(say.name(card), told, others, card.unit)


def _choice(word: Lever, card: Card, say: _Words) -> Lever:
    """A word of a lever for Chinese readers; in English as it is typed."""
    return choice_word(word, "zh") if card.choices and say.chinese else word


def _dated(first: Scenario, second: Scenario, say: _Words) -> Iterable[str]:
    """Changes and shocks that only one of the two has."""
    yield from _only(first, second, lambda one: _changes(one, say), say)
    yield from _only(first, second, lambda one: _shocks(one, say), say)


def _only(
    first: Scenario,
    second: Scenario,
    words: Callable[[Scenario], list[str]],
    say: _Words,
) -> Iterable[str]:
    """Sentences of one scenario that the other lacks."""
    ours, theirs = words(first), words(second)
    only = say("only in", "仅见于")
    for name, mine, other in ((first.name, ours, theirs), (second.name, theirs, ours)):
        head = say(f"{only} {name}: ", f"{only} {name}:")
        yield from (head + text for text in mine if text not in other)


def _when(item: Change | Shock, scenario: Scenario, say: _Words) -> str:
    """Month and communities."""
    month = say(f"from month {item.month}", f"自第 {item.month} 月起")
    if item.community is None:
        return month
    names = ", ".join(scenario.profiles[place].name for place in item.community)
    return say(f"{month} in {names}", f"{month}在 {names}")


def _changes(scenario: Scenario, say: _Words) -> list[str]:
    """One sentence per lever and change."""
    found = []
    for change in scenario.changes:
        when = _when(change, scenario, say)
        for name, level in change.levers.items():
            card = LEVERS[name]
            shown = _short(_choice(level, card, say))
            found.append(
                say(f"{when}: ", f"{when}:")
                + f"{say.name(card)} = {shown}{say.unit(card.unit)}"
            )
    return found


def _shocks(scenario: Scenario, say: _Words) -> list[str]:
    """One sentence per shock."""
    found = []
    for shock in scenario.shocks:
        card = SHOCKS[shock.kind]
        words = say(": ", ":").join([_when(shock, scenario, say), say.name(card)])
        words += say(", ", ",") + _short(shock.size) + say.unit(card.unit)
        if shock.months == LONGEST:
            words += say(", to the end", ",直至结束")
        elif shock.kind in LASTING:
            words += say(f", for {shock.months} months", f",持续 {shock.months} 个月")
        found.append(words)
    return found
