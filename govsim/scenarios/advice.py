"""What in a sound scenario file is probably not what its author meant?

Nothing here forbids anything: these are warnings, in both languages.
"""

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from typing import Any

from govsim.policy import LEVERS
from govsim.scenarios.loading import file_and_base
from govsim.scenarios.scenario import Change, Lever, PeopleTable, Scenario
from govsim.scenarios.shocks import LASTING, LONGEST, SHOCKS

type Words = tuple[str, str]  # English, Chinese

LATE = 24
"""Last months of a run that a scenario's figures are the mean of."""

CROWDED = 30
"""More adults in one home are more likely a slip than a home."""

FAR = 0.01
"""Share of adults by which a fitted margin may miss without a word."""


@cache
def _table(name: str) -> dict[str, dict[str, Any]]:
    text = (
        files("govsim")
        .joinpath(f"scenarios/evidence/{name}.toml")
        .read_text(encoding="utf8")
    )
    return tomllib.loads(text)


def advice(name_or_path: str | Path, lang: str = "en") -> list[str]:
    """Warnings about a sound scenario file, in sentences; [] if there are none.

    Raises
    ------
    BadInput, UnknownName
        If the file has faults or does not exist.
    """
    plan, table, base = file_and_base(name_or_path)
    mine = table.get("levers", {})
    own = plan.changes if "change" in table else ()
    found = [
        *_changes_nothing(mine, base),
        *_unused(plan, mine, own),
        *_beyond_evidence(mine, own),
        *_guessed(mine, own),
        *_overridden(plan, table, base),
        *_dates(plan, table),
        *_people(plan),
    ]
    return [words[lang == "zh"] for words in found]


def _changes_nothing(mine: dict[str, Lever], base: Scenario | None) -> Iterator[Words]:
    """Levers set to what they would be without the line."""
    for name, level in mine.items():
        usual = LEVERS[name].default_word
        before = base.levers.get(name, usual) if base else usual
        if level == before:
            yield (
                f"levers.{name} = {level} changes nothing: it is so "
                + (f"in the base, {base.name}, too." if base else "by default."),
                f"levers.{name} = {level} 没有改变任何东西:"
                + (f"起点方案 {base.name} 本来如此。" if base else "默认值本来如此。"),
            )


def _levels(plan: Scenario, name: str) -> set[Lever]:
    """All levels a lever takes at some time in some community."""
    levels: set[Lever] = {plan.levers.get(name, LEVERS[name].default_word)}
    return levels | {c.levers[name] for c in plan.changes if name in c.levers}


def _needs(plan: Scenario, rule: dict[str, Any]) -> Words | None:
    """What a lever would need to be read, if it does not hold anywhere."""
    if (switch := rule.get("zero")) and _levels(plan, switch) == {0}:
        return f"{switch} above 0", f"{switch} 大于 0"
    for switch, words in rule.get("word", {}).items():
        if not _levels(plan, switch) & set(words):
            listed = " or ".join(words)
            return f"{switch} = {listed}", f"{switch} = {' 或 '.join(words)}"
    if rule.get("fee") and not any(p.property_fee for p in plan.profiles):
        return (
            "a community with a property_fee above 0",
            "有 property_fee 大于 0 的社区",
        )
    return None


def _unused(
    plan: Scenario, mine: dict[str, Lever], own: tuple[Change, ...]
) -> Iterator[Words]:
    """Levers that nothing reads while others stand as they do."""
    rules = _table("unused")
    for name in dict.fromkeys([*mine, *(n for c in own for n in c.levers)]):
        if name in rules and (need := _needs(plan, rules[name])):
            yield (
                f"levers.{name} does nothing here: it needs {need[0]}.",
                f"levers.{name} 在此不起作用:需要 {need[1]}。",
            )


def _settings(
    mine: dict[str, Lever], own: tuple[Change, ...]
) -> list[tuple[str, str, Lever]]:
    """Every setting of the file: how to call it, the lever, the level."""
    found = [(f"levers.{name}", name, level) for name, level in mine.items()]
    for number, change in enumerate(own, 1):
        found += [
            (f"change {number}: {name}", name, v) for name, v in change.levers.items()
        ]
    return found


def _beyond_evidence(
    mine: dict[str, Lever], own: tuple[Change, ...]
) -> Iterator[Words]:
    """Levels that no source covers, of levers for which there are sources."""
    known = _table("observed")
    for label, name, level in _settings(mine, own):
        seen = known.get(name)
        if not seen or isinstance(level, str):
            continue
        if not seen["low"] <= level <= seen["high"]:
            low, high = f"{seen['low']:g}", f"{seen['high']:g}"
            span = low if low == high else f"{low} to {high}"
            span_zh = low if low == high else f"{low} 至 {high}"
            yield (
                f"{label} = {level} lies outside what there is evidence for, {span} "
                f"({seen['source']}).",
                f"{label} = {level} 超出有证据的范围 {span_zh}({seen['source_zh']})。",
            )


def _guessed(mine: dict[str, Lever], own: tuple[Change, ...]) -> Iterator[Words]:
    """How many of the levels no source gives, in one sentence."""
    names = list(dict.fromkeys(name for _, name, _ in _settings(mine, own)))
    known = _table("observed")
    guessed = [
        n
        for n in names
        if n not in known
        and not LEVERS[n].choices
        and any(word in LEVERS[n].source for word in ("assumption", "guess"))
    ]
    if guessed:
        count, listed = len(guessed), ", ".join(guessed)
        yield (
            f"For {count} of the {len(names)} levers set no source gives a level; try "
            f"others too: {listed}.",
            f"所设的 {len(names)} 个杠杆中有 {count} 个的水平没有来源,请也试试其他值:{listed}。",
        )


def _overridden(
    plan: Scenario, table: dict[str, Any], base: Scenario | None
) -> Iterator[Words]:
    """Settings that another one replaces before they act, or at the same time."""
    mine = table.get("levers", {})
    for number, change in enumerate(plan.changes, 1):
        whole = change.community is None or len(change.community) == len(plan.profiles)
        if change.month == 1 and whole and "change" in table:
            for name in change.levers:
                if name in mine:
                    yield (
                        f"levers.{name} never acts: change {number} replaces it "
                        "everywhere from month 1.",
                        f"levers.{name} 从未起作用:change {number} 自第 1 月起在各处取代它。",
                    )
    for (i, one), (j, other) in combinations(enumerate(plan.changes, 1), 2):
        both = [name for name in one.levers if name in other.levers]
        if both and one.month == other.month and _overlap(one, other):
            listed = ", ".join(both)
            yield (
                f"changes {i} and {j} both set {listed} in month {one.month}; the later "
                "one in the file counts.",
                f"change {i} 与 change {j} 都在第 {one.month} 月设定 {listed};以文件中靠后者为准。",
            )
    for kind, items in (
        ("change", base and base.changes),
        ("shock", base and base.shocks),
    ):
        if items and kind in table:
            yield (
                f"The [[{kind}]] parts of this file take the place of all {len(items)} "
                "of the base.",
                f"本文件的 [[{kind}]] 取代了起点方案的全部 {len(items)} 项。",
            )


def _overlap(one: Change, other: Change) -> bool:
    """Whether two changes meet in some community."""
    if one.community is None or other.community is None:
        return True
    return bool(set(one.community) & set(other.community))


def _dates(plan: Scenario, table: dict[str, Any]) -> Iterator[Words]:
    """Changes too late to be seen in full, shocks that go on after the end."""
    last = plan.months
    for number, change in enumerate(plan.changes if "change" in table else (), 1):
        if change.month > max(last - LATE + 1, 1):
            yield (
                f"change {number} comes in month {change.month}: figures are means over "
                f"the last {LATE} months and show it for {last - change.month + 1} only.",
                f"change {number} 在第 {change.month} 月:结果是最后 {LATE} 个月的均值,"
                f"只含其中 {last - change.month + 1} 个月。",
            )
    for number, shock in enumerate(plan.shocks if "shock" in table else (), 1):
        end = shock.month + shock.months - 1
        if shock.kind in LASTING and shock.months != LONGEST and end > last:
            yield (
                f"shock {number} ({SHOCKS[shock.kind].english}) would last to month "
                f"{end}; the run ends with month {last}.",
                f"shock {number}({SHOCKS[shock.kind].chinese})会持续到第 {end} 月,"
                f"而模拟到第 {last} 月结束。",
            )


def _people(plan: Scenario) -> Iterable[Words]:
    """Tables with homes that are hardly homes, and margins met badly."""
    for place, (profile, table) in enumerate(
        zip(plan.profiles, plan.people, strict=True)
    ):
        if table and (largest := _largest_home(table)) > CROWDED:
            yield (
                f"community {place} ({profile.name}): one household has {largest} adults; "
                "is the column household right?",
                f"社区 {place}({profile.name}):有一户多达 {largest} 名成年人,household 列是否有误?",
            )
    for place, (profile, fit) in enumerate(zip(plan.profiles, plan.fits, strict=True)):
        far = [row for row in fit if row.unit == "share" and row.deviation > FAR]
        if far:
            worst = max(far, key=lambda row: row.deviation)
            yield (
                f"community {place} ({profile.name}): {len(far)} margins are missed by "
                f"more than {FAR:g}, most {worst.margin} {worst.group} ({worst.got:.3f} "
                f"for {worst.wanted:.3f}).",
                f"社区 {place}({profile.name}):有 {len(far)} 项边际分布偏差超过 {FAR:g},"
                f"最大为 {worst.margin} {worst.group}(目标 {worst.wanted:.3f},"
                f"实得 {worst.got:.3f})。",
            )


def _largest_home(table: PeopleTable) -> int:
    """Adults of the home with most of them."""
    counts: dict[float | str, int] = {}
    for home in table["household"]:
        counts[home] = counts.get(home, 0) + 1
    return max(counts.values())
