"""What does a search for boxes say, on the terminal, in a notebook and in its folder?"""

from collections.abc import Iterable
from math import isnan, log10
from shlex import quote
from typing import TYPE_CHECKING

from govsim.notebook_page import shown, table_of
from govsim.outcomes import OUTCOMES
from govsim.report.discovery_words import WORDS
from govsim.studies.boxes import AMONG, HIGH, LOW, Limit
from govsim.studies.discovery import BOXES, DRAWS, SHUFFLES, THRESHOLD
from govsim.studies.sweeping.points import card
from govsim.vocabulary import CHINESE
from govsim.wording import unit_word

if TYPE_CHECKING:
    from govsim.studies.discovery import Box, Discovery


def discovery_summary(found: "Discovery", lang: str = "en") -> str:
    """The page `summary.md`."""
    say = WORDS[lang]
    lines = ["# " + say["title"], "", f"> `{found.condition.text}`", ""]
    lines += [setting(found, lang), "", say["short"], "", *told(found, lang), ""]
    for count, box in enumerate(found.boxes, start=1):
        lines += [say["box"].format(number=count), "", *_table(box, lang), ""]
    if found.map is not None:
        lines += [say["map"], "", found.map.summary(lang), ""]
    lines += [say["sure"], "", say["read"].format(**_counts(found)), ""]
    return "\n".join([*lines, say["again"], "", f"```\n{command(found)}\n```", ""])


def discovery_lines(found: "Discovery", lang: str = "en") -> str:
    """The search on the terminal."""
    made = [found.condition.text, setting(found, lang), "", *told(found, lang)]
    if found.map is not None:
        made += ["", found.map.summary(lang)]
    return "\n".join(line.replace("**", "") for line in made)


def discovery_html(found: "Discovery", lang: str) -> str:
    """The search as a cell's value in a notebook."""
    say, parts = WORDS[lang], []
    for box in found.boxes:
        heads, _, *rows = _table(box, lang)[: 2 + len(box.sides)]
        parts.append(table_of(heads, rows))
    step = say["next_map" if found.map is not None else "next_page"]
    step = " ".join([*([say["next_limits"]] if found.boxes else []), step])
    return shown(
        say["title"],
        f"`{found.condition.text}`",
        setting(found, lang),
        "\n".join(told(found, lang)),
        *parts,
        step=step,
        lang=lang,
    )


def _counts(found: "Discovery") -> dict[str, int]:
    return {"shuffles": found.search.shuffles, "draws": found.search.draws}


def setting(found: "Discovery", lang: str = "en") -> str:
    """How large the search was, and where the condition holds at all."""
    say, split = WORDS[lang], found.split
    made = say["setting"].format(
        points=len(split.points),
        worlds=len(found.cases.worlds),
        names=say["sep"].join(name_words(n, lang) for n in found.cases.over),
        base=found.base,
        held=say[f"held_{split.by}"].format(
            worlds=split.held["replicate"].nunique(), points=len(split.held_points[0])
        ),
    )
    if found.cases.left_out:
        made += say["left_out"].format(count=found.cases.left_out)
    return made


def told(found: "Discovery", lang: str = "en") -> list[str]:
    """Each box in words; or that there is none, and why that may be."""
    say = WORDS[lang]
    if found.base in (0.0, 1.0):
        return [say["never" if found.base == 0.0 else "always"]]
    if not found.boxes:
        return [say["none"]]
    return [_sentence(found, box, lang) for box in found.boxes]


def _sentence(found: "Discovery", box: "Box", lang: str) -> str:
    say = WORDS[lang]
    interval = ""
    if not isnan(box.density.low):
        interval = f" [{box.density.low:.0%}, {box.density.high:.0%}]"
    key = "found" if box.holds else "not_found"
    if box.holds and box.fitted.density < found.search.threshold:
        key = "loose"
    return say[key].format(
        limits=box_words(box.sides, lang),
        density=box.density.mean,
        interval=interval,
        outside=box.outside,
        coverage=box.fitted.coverage,
        support=box.fitted.support,
        p="" if isnan(box.p) else say["p"].format(p=box.p),
        held=say[f"in_held_{found.split.by}"],
    )


def box_words(sides: Iterable[Limit], lang: str = "en") -> str:
    """A box in words, with units; limits of one name together."""
    say, named = WORDS[lang], list(sides)
    parts = []
    for name in dict.fromkeys(side.name for side in named):
        limits = {side.kind: side.value for side in named if side.name == name}
        parts.append(_limit_words(name, limits, lang))
    return say["and"].join(parts)


def _limit_words(name: str, limits: dict[str, object], lang: str) -> str:
    say, found = WORDS[lang], card(name)
    label = name_words(name, lang)
    if AMONG in limits:
        words = list(limits[AMONG])  # type: ignore[call-overload]
        shown = [
            CHINESE.get(w, w) if lang == "zh" else w.replace("_", " ") for w in words
        ]
        return say["among"].format(name=label, words=say["or"].join(shown))
    unit = "" if found is None else unit_word(found.unit, lang)
    low, high = (_number(name, limits.get(kind)) for kind in (LOW, HIGH))
    key = "between" if low and high else "least" if low else "most"
    return say[key].format(
        name=label, low=low, high=high, unit=f" {unit}" if unit else ""
    )


def _number(name: str, value: object) -> str:
    """A limit with the decimals that suit the range on the card."""
    if value is None:
        return ""
    found = card(name)
    span = found.high - found.low if found is not None else 0.0
    places = max(0, round(-log10(span / 50.0))) if span > 0.0 else 2
    return f"{float(value):,.{places}f}".replace("-", "−")  # type: ignore[arg-type]


def name_words(name: str, lang: str = "en") -> str:
    """A lever, parameter, scenario or pilot in a language."""
    found = card(name)
    if found is None:
        return WORDS[lang][name]
    return found.chinese if lang == "zh" else found.english


def _table(box: "Box", lang: str) -> list[str]:
    """The limits of a box, and how steady each is."""
    say = WORDS[lang]
    made = [say["head"], "|" + "---|" * 4]
    for row, side in zip(box.limits.itertuples(), box.sides, strict=True):
        span = "–"
        if not isnan(row.value_low):
            ends = (_number(side.name, v) for v in (row.value_low, row.value_high))
            span = "–".join(ends)
        again = "–" if isnan(row.again) else f"{row.again:.0%}"
        p = "< 0.001" if row.quasi_p < 0.001 else f"{row.quasi_p:.3f}"
        limit = box_words([side], lang)
        made.append(f"| {limit} | {p} | {again} | {span} |")
    fitted = box.fitted
    told_of = {"coverage": fitted.coverage, "density": fitted.density}
    made += ["", say["fitted"].format(support=fitted.support, **told_of)]
    return made


def command(found: "Discovery") -> str:
    """The command that makes this search again."""
    search = found.search
    words = [
        f"govsim discover {quote(str(found.sweep.folder))}",
        f"--when {quote(found.condition.text)}",
        f"--over {','.join(found.cases.over)}",
    ]
    usual = (THRESHOLD, BOXES, SHUFFLES, DRAWS)
    for key, value in zip(
        ("threshold", "boxes", "shuffles", "draws"), usual, strict=True
    ):
        if getattr(search, key) != value:
            words.append(f"--{key} {getattr(search, key):g}")
    return " ".join([*words, f"--seed {search.seed}"])


def outcome_words(outcome: str, lang: str = "en") -> str:
    """An outcome's name in a language."""
    return OUTCOMES[outcome].label(lang)
