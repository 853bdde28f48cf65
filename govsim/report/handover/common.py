"""Sections that every report has: question, set-ups, limits, where it comes from, terms."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from govsim.assumptions import PARAMETERS
from govsim.policy import LEVERS
from govsim.report.discovery import name_words
from govsim.report.handover.again import command
from govsim.report.handover.blocks import Block, Command, Prose, Section, Table, foreign
from govsim.report.handover.opening import Opened
from govsim.report.handover.setups import (
    gap_row,
    gap_words,
    gaps,
    other_differences,
    widest,
)
from govsim.report.handover.words import TERMS, WORDS
from govsim.scenarios import Scenario

WIDEST = 6  # levers named on the first pages
WIDEST_OF_MANY = 3  # for each set-up, if there are more than two
ALSO = 4  # other differences named there
KINDS = ("compare", "run", "sweep", "explain", "sensitivity", "discover", "validate",
         "calibrate", "trial")  # fmt: skip
ASKED_LENGTH = 260  # letters of a question


def kind_words(opened: Opened, lang: str) -> str:
    """What kind of study it is."""
    return WORDS[lang][opened.verb if opened.verb in KINDS else "other"]


def question(opened: Opened, lang: str) -> Section:
    """What the set-ups ask, each in its own words."""
    say = WORDS[lang]
    asked = []
    for plan in opened.scenarios.values():
        text = plan.question_zh if lang == "zh" and plan.question_zh else plan.question
        if text.strip():
            title = foreign(plan.label(lang), 60)
            asked.append(
                say["asked"].format(title=title, question=foreign(text, ASKED_LENGTH))
            )
    if not opened.scenarios:
        told = say["no_scenarios"]
    elif asked:
        told = "\n\n".join(reversed(asked[:3]))
    elif len(opened.scenarios) == 1:
        told = say["no_question_one"]
    else:
        titles = [foreign(plan.label(lang), 60) for plan in opened.scenarios.values()]
        told = say["no_question"].format(titles=say["sep"].join(titles))
    return Section(say["question_head"], [Prose(told)])


def setups(opened: Opened, lang: str) -> Section:
    """The set-ups as differences in words: the widest, and how many more there are."""
    say, plans = WORDS[lang], list(opened.scenarios.values())
    parts = [_setting(opened, plans, lang)] if plans else []
    if len(plans) == 1:
        title = foreign(plans[0].label(lang), 60)
        parts += _widest(_bare(plans[0]), plans[0], say["differ_one"].format(
            title=title, count="{count}"), WIDEST, lang)  # fmt: skip
    most = WIDEST if len(plans) == 2 else WIDEST_OF_MANY
    for plan in plans[1:]:
        parts += _pair(plans[0], plan, most, lang)
    moved = [name for name in varied(opened) if name in LEVERS]
    if moved and plans:
        names = say["sep"].join(name_words(name, lang) for name in moved)
        parts.append(say["varied"].format(names=names))
    if opened.problems:
        names = say["sep"].join(foreign(text, 160) for text in opened.problems[:3])
        parts.append(say["unreadable"].format(names=names))
    sketches = [foreign(p.label(lang), 60) for p in plans if p.status == "sketch"]
    if sketches:
        parts.append(say["sketches"].format(names=say["sep"].join(sketches)))
    head = say["setups_head" if len(plans) != 1 else "setups_one"]
    return Section(head, [Prose("\n\n".join(parts))])


def varied(opened: Opened) -> list[str]:
    """Names that the study sets itself, whatever the set-ups say."""
    if opened.verb == "sweep":
        design = opened.table("design.parquet")
        return [] if design is None else [str(column) for column in design.columns]
    names = opened.manifest.get("over" if opened.verb == "discover" else "factors")
    return [str(name) for name in names] if isinstance(names, (list, dict)) else []


def _setting(opened: Opened, plans: list[Scenario], lang: str) -> str:
    """How many communities, adults, years and worlds."""
    say, count = WORDS[lang], len(plans[0].profiles)
    months = opened.number("months") or plans[0].months
    worlds = (
        opened.number("pairs") or opened.number("worlds") or opened.number("replicates")
    )
    single = len(plans) == 1 or not worlds
    key = "setting_one" if single else "setting" if len(plans) == 2 else "setting_many"
    return say[key].format(
        places=say["place" if count == 1 else "places"].format(count=count),
        adults=f"{plans[0].adults:,}",
        years=f"{months / 12:.3g}",
        pairs=worlds,
    )


def _bare(plan: Scenario) -> Scenario:
    """The same place with every lever at its usual value."""
    return replace(plan, levers={}, changes=(), shocks=(), title="", title_zh="")


def _pair(a: Scenario, b: Scenario, most: int, lang: str) -> list[str]:
    """What `b` has instead of what `a` has."""
    say = WORDS[lang]
    names = {"a": foreign(a.label(lang), 60), "b": foreign(b.label(lang), 60)}
    few = len(gaps(a, b)) <= most
    head = say["differ_few" if few else "differ"].format(count="{count}", **names)
    return _widest(a, b, head, most, lang) or [say["differ_none"].format(**names)]


def _widest(a: Scenario, b: Scenario, head: str, most: int, lang: str) -> list[str]:
    """Bullets on the widest gaps below `head`, and what else differs."""
    say, found = WORDS[lang], gaps(a, b)
    made = []
    if found:
        bullets = [f"- {gap_words(gap, lang)}" for gap in widest(found, most)]
        made.append("\n".join([head.replace("{count}", str(len(found))), "", *bullets]))
    also = other_differences(a, b, lang)
    tail = []
    if also:
        more = "…" if len(also) > ALSO else ""
        items = "; ".join(text.rstrip(".。") for text in also[:ALSO])
        tail.append(say["differ_also"].format(items=items + more))
    if len(found) > most:
        tail.append(say["differ_more"].format(count=len(found)))
    return [*made, *([" ".join(tail)] if tail else [])]


def levers(opened: Opened, lang: str) -> Iterator[Section]:
    """All levers that differ, with units and payers."""
    say, plans = WORDS[lang], list(opened.scenarios.values())
    pairs = [(_bare(plans[0]), plans[0])] if len(plans) == 1 else [
        (plans[0], other) for other in plans[1:]]  # fmt: skip
    for a, b in pairs:
        alone = len(plans) == 1
        first = say["usual"] if alone else a.label(lang)
        key = "app_levers_one" if alone else "app_levers"
        title = say[key].format(a=b.label(lang) if alone else first, b=b.label(lang))
        heads = [say["lever"], foreign(first, 40), foreign(b.label(lang), 40),
                 say["unit"], say["payer"]]  # fmt: skip
        rows = [gap_row(gap, lang) for gap in gaps(a, b)]
        also = [f"- {text}" for text in other_differences(a, b, lang)]
        blocks: list[Block] = (
            [Table(say["levers_caption"], heads, rows)] if rows else []
        )
        blocks += [Prose("\n".join(also))] if also else []
        if blocks:
            yield Section(" ".join(title.split())[:140], blocks)


def limits(lang: str) -> Section:
    """What the result must not be used for."""
    say = WORDS[lang]
    assumed = sum(card.source.startswith("assumption") for card in PARAMETERS.values())
    keys = ("limit_place", "limit_people", "limit_proof", "limit_scope")
    lines = [f"- {say[key]}" for key in keys]
    told = "\n".join(lines).format(assumed=assumed, parameters=len(PARAMETERS))
    return Section(say["limits_head"], [Prose(told)], folds=False)


def source(opened: Opened, lang: str) -> Section:
    """Versions, seed, fingerprint, date of the manifest, and the command."""
    say, manifest = WORDS[lang], opened.manifest
    versions = manifest.get("versions")
    versions = versions if isinstance(versions, dict) else {}
    named = [
        f"{foreign(k, 20)} {foreign(v, 20)}" for k, v in versions.items() if k in USED
    ]
    date, months = manifest.get("date"), opened.number("months")
    told = say["source_text"].format(
        version=foreign(manifest.get("govsim", "?"), 20),
        seed=opened.number("seed"),
        months=say["source_months"].format(months=months) if months else "",
        python=foreign(versions.get("python", "?"), 20),
        packages=say["sep"].join(named) or "–",
        files=len(opened.checksums),
        fingerprint=opened.fingerprint or "–",
        date=say["date_known"].format(date=foreign(date, 40))
        if date
        else say["date_none"],
    )
    blocks: list[Block] = [Prose(told)]
    if opened.changed:
        names = say["sep"].join(foreign(name, 60) for name in opened.changed[:4])
        warning = say["changed"].format(count=len(opened.changed), names=names)
        blocks.insert(0, Prose(warning, boxed=True))
    text, own = command(opened)
    if not text:
        blocks.append(Prose(say["again_none"]))
    elif own:
        names = say["sep"].join(foreign(name, 60) for name in own[:4])
        blocks += [Prose(say["again_own"].format(names=names)), Command(text)]
    else:
        blocks += [Prose(say["again"]), Command(text)]
    return Section(say["source_head"], blocks, folds=False)


USED = ("mesa", "numpy", "scipy", "pandas")


def origins(opened: Opened, lang: str) -> Section:
    """What the set-ups rest on."""
    say = WORDS[lang]
    lines = [
        f"- **{foreign(plan.label(lang), 60)}**: {foreign(text, 300)}"
        for plan in opened.scenarios.values()
        for text in plan.sources
    ]
    return Section(say["app_sources"], [Prose("\n".join(lines) or say["sources_none"])])


def terms(lang: str) -> Section:
    """Terms a reader meets, and what they mean."""
    say = WORDS[lang]
    rows = [
        [words["name_zh"] if lang == "zh" else name, words[lang]]
        for name, words in TERMS.items()
    ]
    return Section(say["app_terms"], [Table("", [say["term"], say["meaning"]], rows)])


def checksums(opened: Opened, lang: str) -> Section:
    """Every file with its checksum."""
    say = WORDS[lang]
    rows = [
        [f"`{_code(n)}`", f"`{_code(c)[:64]}`"] for n, c in opened.checksums.items()
    ]
    return Section(say["app_files"], [Table("", [say["file"], say["checksum"]], rows)])


def _code(text: Any) -> str:
    return foreign(text, 90).replace("\\", "").replace("`", "").replace("|", "")
