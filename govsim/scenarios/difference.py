"""In what do two scenarios differ, in words with units?"""

from collections.abc import Callable, Iterable
from pathlib import Path

from govsim.declare import Card
from govsim.people import Profile
from govsim.policy import LEVERS
from govsim.scenarios.community_keys import NUMBERS, SHARES
from govsim.scenarios.loading import load
from govsim.scenarios.scenario import Change, Lever, Scenario
from govsim.scenarios.shocks import LASTING, LONGEST, SHOCKS, Shock
from govsim.vocabulary import CHINESE, DOMAINS

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


class _Words:
    """The few phrases the sentences are made of, in one language."""

    def __init__(self, lang: str) -> None:
        self.chinese = lang == "zh"

    def __call__(self, english: str, chinese: str) -> str:
        return chinese if self.chinese else english

    def against(self, name: str, one: object, other: object, unit: str = "") -> str:
        """Something: one against the other."""
        tail = "" if unit in {"", ENDLESS} else self(f" {unit}", f"({unit})")
        if self.chinese:
            return f"{name}:{_short(one)} 对 {_short(other)}{tail}"
        return f"{name}: {_short(one)} against {_short(other)}{tail}"

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
            yield f"{say('communities', '社区')} {only} {scenario.name}: {listed}"
    tables = dict(zip(ours, first.people, strict=True))
    others = dict(zip(theirs, second.people, strict=True))
    for place, name in enumerate(ours):
        if name not in theirs:
            continue
        yield from _place(ours[name], theirs[name], say)
        if tables[name] != others[name]:
            head = say(f"community {place} ({name})", f"社区 {place}({name})")
            yield f"{head}: {say('other people by table', '人口表不同')}"


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
            yield say.against(say.name(card), one, other, card.unit)


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
    yield from (f"{only} {first.name}: {text}" for text in ours if text not in theirs)
    yield from (f"{only} {second.name}: {text}" for text in theirs if text not in ours)


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
            unit = "" if card.unit == ENDLESS else f" {card.unit}"
            found.append(f"{when}: {say.name(card)} = {_short(level)}{unit}")
    return found


def _shocks(scenario: Scenario, say: _Words) -> list[str]:
    """One sentence per shock."""
    found = []
    for shock in scenario.shocks:
        card = SHOCKS[shock.kind]
        words = f"{_when(shock, scenario, say)}: {say.name(card)}"
        words += f", {_short(shock.size)} {card.unit}"
        if shock.months == LONGEST:
            words += say(", to the end", ",直至结束")
        elif shock.kind in LASTING:
            words += say(f", for {shock.months} months", f",持续 {shock.months} 个月")
        found.append(words)
    return found
