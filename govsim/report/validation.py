"""The verdicts of `govsim validate`: on the terminal and as a folder."""

from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from govsim.report.folder import finish, manifest_of, prepare, write_pages
from govsim.scenarios import load, scenario_names
from govsim.studies.patterns.cards import ROLES, Part, Pattern
from govsim.wording import interval, number

if TYPE_CHECKING:
    from govsim.scenarios import Scenario
    from govsim.studies.validating import Validation

VERDICTS_ZH = {
    "pass": "通过",
    "fail": "不通过",
    "unclear": "未定",
    "straddles": "未定",
    "reported": "仅报告",
    "not measured": "未测量",
}
NAME_WIDTH, GOT_WIDTH = 62, 30


def band_text(part: Part) -> str:
    """The band, the sign or nothing, as a table shows it."""
    if part.sign:
        return "> 0" if part.sign > 0 else "< 0"
    if not part.judged:
        return ""
    places = max(_places(x) for x in (part.low, part.high) if np.isfinite(x))
    low, high = (f"{x:,.{places}f}".replace("-", "−") for x in (part.low, part.high))
    if np.isinf(part.low):
        return f"≤ {high}"
    if np.isinf(part.high):
        return f"≥ {low}"
    return f"{low}{'–' if part.low >= 0 else '…'}{high}"


def _places(value: float) -> int:
    """Decimals an end of a band needs, at most two."""
    return next((n for n in (0, 1) if round(value, n) == round(value, 2)), 2)


def got_text(row: Any) -> str:
    """What came out with its interval."""
    if np.isnan(row.got):
        return "–"
    scale = max(
        abs(x)
        for x in (row.got, row.got_low, row.got_high, *_ends(row))
        if np.isfinite(x)
    )
    if np.isnan(row.got_low):
        return number(row.got, scale)
    text = f"{number(row.got, scale)} {interval(row.got_low, row.got_high, scale)}"
    return text.replace("[+", "[").replace(" +", " ").replace("-", "−")


def _ends(row: Any) -> tuple[float, float]:
    return (row.low, row.high)


def verdict_text(row: Any, lang: str) -> str:
    """The verdict in words; unclear ones say after how many replicates."""
    word = VERDICTS_ZH[row.verdict] if lang == "zh" else row.verdict
    if row.verdict == "unclear":
        many = f"({row.replicates} 次重复)" if lang == "zh" else ""
        return f"{word}{many}" if many else f"{word} at {row.replicates} replicates"
    if row.why:
        return f"{word}{':' if lang == 'zh' else ': '}{row.why}"
    return str(word)


def part_name(pattern: Pattern, name: str, lang: str) -> str:
    """A part's name in a language."""
    part = next(part for part in pattern.parts if part.name == name)
    return part.name_zh if lang == "zh" else part.name


def head_text(pattern: Pattern, lang: str) -> str:
    """A row's first line: id, title, role, source."""
    role = ROLES[pattern.role] if lang == "zh" else pattern.role
    return f"{pattern.id:<4}{pattern.label(lang)}   {role}   {pattern.source}"


def lines(result: "Validation", lang: str = "en") -> str:
    """All rows as the terminal shows them, and what counts at the end."""
    table = result.table()
    made = []
    for pattern in result.patterns:
        made.append(head_text(pattern, lang))
        for row in table[table["id"] == pattern.id].itertuples():
            part = next(p for p in pattern.parts if p.name == row.part)
            name = f"    {part_name(pattern, part.name, lang)} {band_text(part)}"
            got = got_text(row)
            made.append(
                f"{_padded(name, NAME_WIDTH)}{_padded(got, GOT_WIDTH)}{verdict_text(row, lang)}"
            )
    return "\n".join([*made, "", *closing(result, lang)])


def _padded(text: str, width: int) -> str:
    """Text filled up to a width on the screen, where a Chinese character takes two."""
    from rich.cells import cell_len

    return text + " " * max(width - cell_len(text), 2)


def closing(result: "Validation", lang: str) -> list[str]:
    """How many rows passed, by role, and which of them count as validation."""
    words = result.row_verdicts()
    chinese = lang == "zh"
    made = []
    for role, zh in ROLES.items():
        rows = [p for p in result.patterns if p.role == role]
        if not rows:
            continue
        count = Counter(words[p.id] for p in rows)
        told = [
            f"{count[word]} {VERDICTS_ZH[word] if chinese else word}"
            for word in VERDICTS_ZH
            if count[word]
        ]
        made.append(f"{zh if chinese else role}: {', '.join(told)}")
    able = [p.id for p in result.patterns if p.counts]
    passed = ", ".join(result.passed())
    if able and chinese:
        made.append(
            f"可算作验证的 {len(able)} 行中通过 {len(result.passed())} 行:{passed or '无'}。"
            "(角色为“未用于拟合”且没有参数取自同一来源。)"
        )
    elif able:
        made.append(
            f"Of {len(able)} rows that count as validation {len(result.passed())} pass: "
            f"{passed or 'none'}. (Role unfitted, and no number of the model comes from "
            "their sources.)"
        )
    if not result.full:
        made.append(
            "小规模世界、少量重复;完整检验请加 --full。"
            if chinese
            else "Small worlds and few replicates; --full is the whole test."
        )
    return made


# --- the folder ------------------------------------------------------------------------


def write(result: "Validation", folder: Path, lang: str, overwrite: bool) -> Path:
    """The folder of a validation: verdicts as CSV and as a page, replicates, manifest."""
    working = prepare(folder, overwrite)
    result.table().to_csv(working / "verdicts.csv", index=False)
    result.replicates().to_csv(working / "replicates.csv", index=False)
    from govsim.report.validation_page import page

    write_pages(working, partial(page, result), lang, "validation")
    manifest = manifest_of(
        "validate",
        scenarios_used(result),
        result.seed,
        0,
        full=result.full,
        parameters="default",
        rows=[pattern.id for pattern in result.patterns],
    )
    return finish(working, folder, manifest)


def scenarios_used(result: "Validation") -> "tuple[Scenario, ...]":
    """The scenarios that rows R name."""
    names = [p.scenario for p in result.patterns if p.scenario in scenario_names()]
    return tuple(load(name) for name in dict.fromkeys(names))
