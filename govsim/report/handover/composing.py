"""Which sections make the report of a folder?"""

from collections.abc import Iterator, Sequence

from govsim.report.handover import common
from govsim.report.handover.blocks import (
    Block,
    Document,
    Prose,
    Section,
    foreign,
    plain,
)
from govsim.report.handover.comparing import Compared
from govsim.report.handover.comparing_charts import charts as comparison_charts
from govsim.report.handover.comparing_sure import hanging
from govsim.report.handover.opening import Opened
from govsim.report.handover.other_verbs import (
    asked,
    cannot,
    full_page,
    own_charts,
    short_of,
    tables,
)
from govsim.report.handover.pages import in_short
from govsim.report.handover.words import WORDS
from govsim.report.words import WORDS as SUMMARY

FLIPS = ("discover", "sweep")
SECOND_LINES, SECOND_LETTERS = 2, 380  # of a second folder on the first pages


def compose(opened: Opened, more: Sequence[Opened], lang: str) -> Document:
    """The report of a folder, with what further folders add to it."""
    say = WORDS[lang]
    compared = Compared(opened, lang) if opened.verb == "compare" else None
    if compared is not None and not compared.pairs:
        compared = None
    front = [common.question(opened, lang)]
    if compared is not None:
        front += [compared.short(), common.setups(opened, lang)]
        front += [*compared.change(), compared.whom(), compared.cost()]
    else:
        front.append(short_of(opened, lang))
        front += (
            [common.setups(opened, lang)] if opened.scenarios or opened.problems else []
        )
    front += list(_beyond(opened, compared, more, lang))
    front += [common.limits(lang), common.source(opened, lang)]
    return Document(
        lang=lang,
        title=_title(opened, lang),
        kicker=say["kicker"].format(
            version=plain(opened.manifest.get("govsim", "?"), 20),
            kind=common.kind_words(opened, lang),
            fingerprint=opened.fingerprint or say["no_fingerprint"],
        ),
        front=front,
        appendix=list(_behind(opened, compared, more, lang)),
        appendix_title=say["appendix"],
    )


def _title(opened: Opened, lang: str) -> str:
    """What is compared, or what kind of study it is, of which set-ups."""
    titles = [plain(p.label(lang), 50) for p in opened.scenarios.values()]
    if opened.verb == "compare" and len(titles) > 1:
        sep = WORDS[lang]["sep"]
        others = sep.join(titles[1:])
        return plain(SUMMARY[lang]["against"].format(a=titles[0], b=others), 160)
    kind = common.kind_words(opened, lang)
    colon = "：" if lang == "zh" else ": "
    named = colon + WORDS[lang]["sep"].join(titles[:3]) if titles else ""
    return plain(kind[:1].upper() + kind[1:] + named, 160)


def _beyond(
    opened: Opened, compared: Compared | None, more: Sequence[Opened], lang: str
) -> Iterator[Section]:
    """When the ranking flips, which assumptions matter, and what was not looked at."""
    say = WORDS[lang]
    flips = [one for one in more if one.verb in FLIPS]
    hangs = [one for one in more if one.verb == "sensitivity"]
    if compared is not None or flips:
        parts: list[Block] = [b for one in flips for b in _told(opened, one, lang)]
        yield Section(say["flip_head"], parts or [Prose(say["flip_none"])])
    if hangs:
        yield Section(
            say["hang_head"], [b for one in hangs for b in _told(opened, one, lang)]
        )
    elif compared is not None:
        yield hanging(compared)
    for one in more:
        if one not in flips and one not in hangs:
            yield Section(say["second_head"], _told(opened, one, lang))
    if compared is None:
        yield cannot(opened, lang)


def _told(opened: Opened, second: Opened, lang: str) -> list[Block]:
    """What a second folder says in short, and whether it is about the same set-ups."""
    say = WORDS[lang]
    head = say["flip_also"].format(
        kind=common.kind_words(second, lang),
        fingerprint=second.fingerprint or say["no_fingerprint"],
    )
    if set(second.scenarios) != set(opened.scenarios):
        names = [foreign(plan.label(lang), 60) for plan in second.scenarios.values()]
        head += " " + say["second_other"].format(names=say["sep"].join(names) or "–")
    page = second.page(lang)
    if page is None:
        return [Prose(head), *short_of(second, lang).blocks]
    text, _ = in_short(page[0], lines=SECOND_LINES, letters=SECOND_LETTERS)
    tail = [] if page[1] else [say["page_other"].format(lang=lang)]
    parts = [head, *tail, *asked(second, lang), text, say["more_there"]]
    return [Prose("\n\n".join(parts))]


def _behind(
    opened: Opened, compared: Compared | None, more: Sequence[Opened], lang: str
) -> Iterator[Section]:
    """The appendix."""
    say = WORDS[lang]
    yield from common.levers(opened, lang)
    if compared is not None:
        yield from comparison_charts(opened, lang)
        yield from compared.behind()
    else:
        yield from full_page(opened, lang, say["app_page"])
        yield from own_charts(opened, lang, say["app_charts"])
        yield from tables(opened, lang)
    for one in more:
        title = say["app_second"].format(kind=common.kind_words(one, lang))
        yield from full_page(one, lang, title)
        yield from own_charts(one, lang, f"{title} · {say['app_charts']}")
    yield _method(opened, compared, lang)
    yield common.origins(opened, lang)
    yield common.terms(lang)
    yield common.checksums(opened, lang)


def _method(opened: Opened, compared: Compared | None, lang: str) -> Section:
    """How the figures come about."""
    say = WORDS[lang]
    told = [say["method"].format(window=opened.number("window") or 24)]
    if compared is not None:
        told.append(compared.pairing())
    told.append(SUMMARY[lang]["unknown_text"].format(**_counts()))
    return Section(say["app_method"], [Prose("\n\n".join(filter(None, told)))])


def _counts() -> dict[str, int]:
    from govsim.assumptions import PARAMETERS

    assumed = sum(card.source.startswith("assumption") for card in PARAMETERS.values())
    return {"assumed": assumed, "parameters": len(PARAMETERS)}
