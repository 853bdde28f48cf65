"""What names are there, and what does each mean? Behind `govsim list` and `describe`."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

from govsim.assumptions import PARAMETERS
from govsim.declare import Card
from govsim.errors import BadInput, UnknownName, unknown
from govsim.outcomes import HEADLINE, OUTCOMES
from govsim.policy import LEVERS
from govsim.scenarios import SHOCKS, load, scenario_names
from govsim.wording import unit_word

type Row = dict[str, Any]


def _cards(deck: dict[str, Card]) -> list[Row]:
    return [
        {
            "id": name,
            "english": card.english,
            "chinese": card.chinese,
            "type": "word" if card.choices else "number",
            "unit": card.unit,
            "range": " | ".join(card.choices) or f"{card.low:g} to {card.high:g}",
            "default": card.default_word,
            "source": card.source,
            "read_by": card.read_by,
        }
        for name, card in deck.items()
    ]


def _outcomes() -> list[Row]:
    return [
        {
            "id": name,
            "english": card.english,
            "chinese": card.chinese,
            "unit": card.figure_unit,
            "denominator": card.denominator,
            "period": card.period,
            "district": "sum over communities"
            if not card.denominator
            else "ratio of the communities' sums",
            "larger": card.larger,
            "headline": HEADLINE.get(name, ""),
            "empty": "of the last election held"
            if "election" in card.period
            else "null",
            "about": card.about,
        }
        for name, card in OUTCOMES.items()
    ]


def _scenarios() -> list[Row]:
    rows = []
    for name in scenario_names():
        plan = load(name)
        rows.append(
            {
                "id": name,
                "english": plan.title,
                "chinese": plan.title_zh,
                "status": plan.status,
                "months": plan.months,
                "question": plan.question,
            }
        )
    return rows


def _shocks() -> list[Row]:
    return [
        {
            "id": kind,
            "english": card.english,
            "chinese": card.chinese,
            "unit": card.unit,
            "range": f"{card.low:g} to {card.high:g}",
            "about": card.about,
        }
        for kind, card in SHOCKS.items()
    ]


CATALOGUES: dict[str, Callable[[], list[Row]]] = {
    "scenarios": _scenarios,
    "levers": lambda: _cards(LEVERS),
    "outcomes": _outcomes,
    "shocks": _shocks,
    "parameters": lambda: _cards(PARAMETERS),
}


def rows_of(what: str) -> list[Row]:
    """One dictionary per name of the catalogue `what`."""
    return CATALOGUES[what]()


def write_rows(rows: list[Row], form: str, lang: str = "en") -> str:
    """Rows as a table for reading, as JSON or as CSV."""
    if form == "json":
        return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    if form == "csv":
        text = io.StringIO()
        writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return text.getvalue()
    if form != "table":
        raise BadInput(f"--format {form}: allowed are table, json and csv.")
    return _table(rows, lang)


def _table(rows: list[Row], lang: str) -> str:
    from rich.console import Console
    from rich.table import Table

    shown = ["id", "chinese" if lang == "zh" else "english"]
    shown += [
        name
        for name in ("unit", "range", "default", "larger", "status", "question")
        if name in rows[0]
    ]
    table = Table(box=None, pad_edge=False)
    for name in shown:
        table.add_column(name, overflow="fold", no_wrap=name == "id")
    for row in rows:
        table.add_row(*[_cell(row[name]) for name in shown])
    text = io.StringIO()
    Console(file=text, width=120, force_terminal=False, markup=False).print(table)
    return "\n".join(line.rstrip() for line in text.getvalue().splitlines()) + "\n"


def _cell(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def description(name: str, lang: str = "en") -> str:
    """Everything there is to say about one name.

    Raises
    ------
    UnknownName
        If it is no scenario, lever, outcome, shock or parameter.
    """
    for what in ("levers", "outcomes", "parameters", "shocks", "scenarios"):
        row = next((row for row in rows_of(what) if row["id"] == name), None)
        if row is not None:
            return _described(what, name, row, lang)
    known = [row["id"] for what in CATALOGUES for row in rows_of(what)]
    raise UnknownName(
        unknown("scenario, lever, outcome, shock or parameter", name, known)
    )


LABELS_ZH = {
    "lever": "政策杠杆", "outcome": "结果", "parameter": "参数", "shock": "冲击",
    "scenario": "方案", "type": "类型", "unit": "单位", "range": "范围",
    "default": "默认值", "source": "来源", "read_by": "由哪条规则读取", "about": "说明",
    "group": "类别", "essays": "出自文章", "who pays": "谁出钱", "good side": "好处",
    "bad side": "坏处", "should move": "应当影响",
}  # fmt: skip
"""Words of a description; what the cards say themselves is in English."""


def _described(what: str, name: str, row: Row, lang: str) -> str:
    text = _described_in_english(what, name, row, lang)
    if lang != "zh":
        return text
    return "\n".join(_relabelled(line) for line in text.splitlines())


def _relabelled(line: str) -> str:
    """A line with its label, and its unit, in Chinese."""
    key, colon, told = line.strip().partition(": ")
    if not line.startswith("  ") or key not in LABELS_ZH:
        return line
    told = unit_word(told, "zh") if key == "unit" else told
    return f"  {LABELS_ZH[key]}{colon.strip()}{' ' if told else ''}{told}"


def _described_in_english(what: str, name: str, row: Row, lang: str) -> str:
    title = (
        f"{row['chinese']}({name})"
        if lang == "zh"
        else f"{row['english']} ({name}, {row['chinese']})"
    )
    lines = [title, f"  {what[:-1]}"]
    lines += [
        f"  {key}: {_cell(value)}"
        for key, value in row.items()
        if key not in ("id", "english", "chinese") and value not in ("", None)
    ]
    if what == "levers":
        card = LEVERS[name]
        lines += [
            f"  about: {card.about}",
            f"  group: {card.group}",
            f"  essays: {card.essay or 'not in the essays'}",
            f"  who pays: {card.payer}",
            f"  good side: {card.good}",
            f"  bad side: {card.bad}",
            f"  should move: {', '.join(card.moves)}",
        ]
    if what == "scenarios":
        plan = load(name)
        lines += [f"  {lever} = {value}" for lever, value in plan.levers.items()]
        lines += [f"  source: {source}" for source in plan.sources]
    return "\n".join(lines)
