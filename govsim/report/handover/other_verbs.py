"""What a report says of folders that are no comparison, and what it cannot say of them."""

from collections import Counter
from collections.abc import Iterator

import pandas as pd

from govsim.outcomes import HEADLINE, OUTCOMES
from govsim.report.discovery import name_words
from govsim.report.handover.blocks import (
    Block,
    Picture,
    Prose,
    Section,
    Table,
    foreign,
    plain,
)
from govsim.report.handover.opening import Opened
from govsim.report.handover.pages import in_short, without_title
from govsim.report.handover.words import WORDS
from govsim.report.result_tables import tables_of
from govsim.studies.sweeping.points import card
from govsim.wording import number, unit_word

UNTOLD = {
    "run": ("n_sure", "n_compare", "n_who", "n_flip", "n_cause", "n_hang"),
    "sweep": ("n_compare", "n_who", "n_flip", "n_cause", "n_hang"),
    "explain": ("n_who", "n_flip", "n_hang"),
    "sensitivity": ("n_compare", "n_who", "n_flip", "n_cause"),
    "validate": ("n_compare", "n_who", "n_flip"),
    "discover": ("n_who", "n_cause", "n_hang"),
}
NOTHING = ("n_compare", "n_who", "n_flip", "n_cause", "n_hang")


def short_of(opened: Opened, lang: str) -> Section:
    """What the folder says, in short."""
    say = WORDS[lang]
    if opened.verb == "run":
        blocks = _run(opened, lang)
    elif opened.verb == "sweep":
        blocks = _sweep(opened, lang)
    elif opened.verb == "validate" and "verdicts.csv" in opened.checksums:
        blocks = _validation(opened, lang)
    else:
        blocks = _own_words(opened, lang)
    return Section(say["short_head"], blocks)


def asked(opened: Opened, lang: str) -> list[str]:
    """The condition that a search for boxes looked for."""
    condition = opened.manifest.get("when")
    if opened.verb != "discover" or not condition:
        return []
    told = plain(condition, 300).replace("`", "'")
    return [WORDS[lang]["condition"].format(condition=told)]


def _own_words(opened: Opened, lang: str) -> list[Block]:
    """What the study's own page says in short."""
    say, page = WORDS[lang], opened.page(lang)
    if page is None:
        return [Prose(say["page_none"])]
    text, cut = in_short(page[0])
    text = "\n\n".join([*asked(opened, lang), text])
    notes = [] if page[1] else [say["page_other"].format(lang=lang)]
    notes += [say["more_there"]] if cut else []
    made: list[Block] = [Prose(text, deeper=2, boxed=True)] if text else []
    return made + ([Prose(" ".join(notes))] if notes else [])


def _run(opened: Opened, lang: str) -> list[Block]:
    """The figures of one run."""
    say, table = WORDS[lang], opened.table("outcomes.csv")
    if table is None or "community" not in table:
        return _own_words(opened, lang)
    figure = table[table["community"] == -1].iloc[0]
    rows = [
        [
            card.label(lang),
            number(float(figure[name])),
            unit_word(card.figure_unit, lang),
        ]
        for name, card in ((n, OUTCOMES[n]) for n in HEADLINE if n in table)
    ]
    items = [f"{label} {value}" for label, value, _ in rows[:4]]
    title = next((p.label(lang) for p in opened.scenarios.values()), "–")
    told = say["run_short"].format(
        title=foreign(title, 60), items=say["sep"].join(items)
    )
    heads = [say["outcome"], say["figure"], say["unit"]]
    return [Prose(told, boxed=True), Table(say["run_caption"], heads, rows)]


def _sweep(opened: Opened, lang: str) -> list[Block]:
    """How large the sweep was, and what its points have on average."""
    say, frames = WORDS[lang], tables_of(opened.folder)
    figures, design = frames.get("outcomes"), frames.get("design")
    if figures is None or "scenario" not in figures:
        return _own_words(opened, lang)
    figures = figures[figures["community"] == -1] if "community" in figures else figures
    names = [c for c in figures.columns if card(str(c)) is not None and c in (
        design.columns if design is not None else [])]  # fmt: skip
    titles = [foreign(p.label(lang), 60) for p in opened.scenarios.values()]
    failed = opened.number("failed")
    told = say["sweep_short"].format(
        runs=f"{opened.number('runs') or len(figures):,}",
        scenarios=say["sep"].join(titles) or "–",
        points=figures["point"].nunique(),
        worlds=figures["replicate"].nunique(),
        varied=say["sep"].join(_varied(figures, n, lang) for n in names)
        or say["sweep_nothing"],
        failed=say["sweep_failed"].format(count=failed) if failed else say["sweep_ok"],
    )
    heads = [say["outcome"]]
    for title in titles:
        heads += [f"{title}: {say['mean']}", say["range"]]
    rows = list(_point_means(figures, list(opened.scenarios), lang))
    made: list[Block] = [
        Prose(told, boxed=True),
        Table(say["sweep_caption"], heads, rows),
    ]
    return [*made, Prose(say["sweep_note"])]


def _varied(figures: pd.DataFrame, name: str, lang: str) -> str:
    """A name with the range it was tried over."""
    column = figures[name]
    if not pd.api.types.is_numeric_dtype(column):
        return name_words(name, lang)
    ends = f"{column.min():,.4g}–{column.max():,.4g}"
    return f"{name_words(name, lang)} {ends}"


def _point_means(
    figures: pd.DataFrame, scenarios: list[str], lang: str
) -> Iterator[list[str]]:
    """Mean over all runs and the range of the points' means, a row each outcome."""
    for name in (n for n in HEADLINE if n in figures):
        cells = []
        for plan in scenarios:
            part = figures[figures["scenario"] == plan]
            points = part.groupby("point")[name].mean()
            scale = float(points.abs().max())
            cells.append(number(float(part[name].mean()), scale))
            cells.append(
                f"{number(points.min(), scale)} – {number(points.max(), scale)}"
            )
        yield [OUTCOMES[name].label(lang), *cells]


def _validation(opened: Opened, lang: str) -> list[Block]:
    """How many patterns pass."""
    say, table = WORDS[lang], opened.table("verdicts.csv")
    if table is None:
        return _own_words(opened, lang)
    worst = ("fail", "not measured", "unclear", "straddles", "pass", "reported")
    by_row = table.groupby("id", sort=False)["verdict"].apply(
        lambda found: min(found, key=lambda v: worst.index(v) if v in worst else 1)
    )
    keys = {
        "pass": "v_pass",
        "fail": "v_fail",
        "unclear": "v_unclear",
        "straddles": "v_unclear",
    }
    count = Counter(keys.get(str(verdict), "v_other") for verdict in by_row)
    told = [say[k].format(count=count[k]) for k in ("v_pass", "v_fail", "v_unclear", "v_other")
            if count[k]]  # fmt: skip
    text = say["validate_short"].format(rows=len(by_row), counts=say["sep"].join(told))
    return [Prose(text, boxed=True)]


def cannot(opened: Opened, lang: str) -> Section:
    """What cannot be told from this folder, with the command that would."""
    say = WORDS[lang]
    keys = UNTOLD.get(opened.verb, NOTHING)
    told = "\n".join(say["cannot"].format(items=say[key]) for key in keys)
    return Section(say["cannot_head"], [Prose(told)])


def full_page(opened: Opened, lang: str, title: str) -> Iterator[Section]:
    """The study's own page, whole."""
    say, page = WORDS[lang], opened.page(lang)
    if page is None:
        return
    note: list[Block] = [] if page[1] else [Prose(say["page_other"].format(lang=lang))]
    yield Section(title, [*note, Prose(without_title(page[0]), deeper=2)])


def own_charts(opened: Opened, lang: str, title: str) -> Iterator[Section]:
    """The charts that lie in the folder."""
    say = WORDS[lang]
    blocks: list[Block] = [
        Picture(
            path.stem,
            say["chart_title"].format(name=_chart_name(path.stem, lang)),
            say["chart_about"],
            svg=path,
            png=path.with_suffix(".png"),
        )
        for path in opened.charts()
    ]
    if blocks:
        yield Section(title, blocks)


def _chart_name(stem: str, lang: str) -> str:
    """What a chart is called: its outcome's name where it has one."""
    head, _, tail = stem.rpartition("-")
    for name in (stem, tail, head):
        if name in OUTCOMES:
            label = OUTCOMES[name].label(lang)
            return (
                label
                if name == stem
                else f"{label} ({stem.replace(name, '').strip('-')})"
            )
    return stem.replace("-", " ")


def tables(opened: Opened, lang: str) -> Iterator[Section]:
    """Which tables lie in the folder."""
    say = WORDS[lang]
    try:
        found = tables_of(opened.folder)
    except (ValueError, OSError):
        return
    rows = [[f"`{name}`", f"{len(t):,}", f"{t.shape[1]}"] for name, t in found.items()]
    heads = [say["table"], say["rows"], say["columns"]]
    yield Section(say["app_tables"], [Table(say["tables_caption"], heads, rows)])
