"""The verdicts of `govsim validate`: on the terminal, as a page, as a folder."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from govsim.report.folder import finish, manifest_of, prepare
from govsim.report.words import interval, number
from govsim.scenarios import load, scenario_names
from govsim.studies.patterns.cards import ROLES, Part, Pattern

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
WORLDS = {
    "laboratory": ("laboratory", "实验室"),
    "default": ("4 × 1,500 adults", "4 × 1,500 名成年居民"),
    "realistic": ("15 × 6,500 adults", "15 × 6,500 名成年居民"),
    "one of each": ("4 × 6,500 adults", "4 × 6,500 名成年居民"),
    "own": ("the scenario's own place", "情景自带的社区"),
}
TAGS = {
    "data": "computed from the study's data",
    "src": "a published figure or finding",
    "der": "derived from published figures",
    "judg": "a tolerance no source gives",
    "mem": "from memory, unverified: no evidence",
}
NOTE = (
    "*Made by `govsim validate`; do not edit. Run it again to see the present state.*"
)
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


# --- the page --------------------------------------------------------------------------

INTRO = {
    "en": "# Validation\n\n" + NOTE + "\n\n"
    "Every pattern the model must answer to, what came out, and the verdict. A band is "
    "passed if the 95 % interval of the mean over worlds lies inside it and failed if it "
    "lies outside; what straddles an end is unclear, which is not a pass. Signs and orders: "
    "each step's interval off zero, with Holm's correction over a row's steps. One set of "
    "default parameters answers all rows.\n\n"
    "**Role.** *Consistency*: a number of the model comes from the same source, so a pass "
    "says that the code does what the source says. *Fitted*: used when numbers were "
    "chosen. *Unfitted*: never used to choose one. *Reachable*: a scenario that shows that "
    "something can happen, no claim that it does. Only unfitted rows count as validation, "
    "and of these only those no number of the model shares a source with, in size or in "
    "direction; the others say so.\n",
    "zh": "# 验证\n\n" + NOTE + "\n\n"
    "模型须回答的全部规律、测得的数值与判断。均值的95%区间落在区间带内为通过,落在其外为不通过,"
    "跨越端点为未定,未定不算通过。符号与次序:每一步的区间不含零,按行内步数作 Holm 校正。"
    "所有行使用同一组默认参数。\n\n"
    "**角色。** 一致性:模型中有数值取自同一来源;已用于拟合:选取数值时用过;未用于拟合:从未用过;"
    "可达:某一情景表明某事可能发生,并不断言其必然。只有“未用于拟合”且没有任何数值与其同源的行"
    "才算作验证。\n",
}
HEADS = {
    "en": "| part | band | tag | got, 95 % interval | replicates | verdict |",
    "zh": "| 项目 | 区间带 | 依据 | 测得值及95%区间 | 重复 | 判断 |",
}


def page(result: "Validation", lang: str = "en") -> str:
    """All rows as a page in Markdown."""
    parts = [INTRO[lang], setting(result, lang), "", *_bullets(closing(result, lang))]
    for letter, head in _sections(lang).items():
        rows = [p for p in result.patterns if p.id.startswith(letter)]
        if rows:
            parts += ["", f"## {letter}. {head}"]
        for pattern in rows:
            parts += ["", *_section(result, pattern, lang)]
    if lang == "en":
        told = "; ".join(f"{tag} = {words}" for tag, words in TAGS.items())
        parts += ["", f"Tags of bands: {told}."]
    return "\n".join(parts) + "\n"


def _sections(lang: str) -> dict[str, str]:
    if lang == "zh":
        return {"A": "实验室实验", "B": "实地规律", "R": "反面可达"}
    return {
        "A": "Bench experiments",
        "B": "Field patterns",
        "R": "The other way round",
    }


def setting(result: "Validation", lang: str) -> str:
    """Seed and size of the study in a sentence."""
    from govsim import __version__

    if lang == "zh":
        size = "完整" if result.full else "小规模"
        return f"govsim {__version__},{size}检验,种子 {result.seed}。"
    size = "the whole test" if result.full else "small worlds, few replicates"
    return f"govsim {__version__}, {size}, seed {result.seed}."


def _bullets(sentences: list[str]) -> list[str]:
    return [f"* {sentence}" for sentence in sentences]


def _section(result: "Validation", pattern: Pattern, lang: str) -> list[str]:
    """One row of the table of patterns: its parts and what would explain a failure."""
    chinese = lang == "zh"
    table = result.table()
    table = table[table["id"] == pattern.id]
    role = ROLES[pattern.role] if chinese else pattern.role
    world = WORLDS[str(table["world"].iloc[0])][chinese]
    made = [
        f"### {pattern.id} {pattern.label(lang)}",
        "",
        f"{role} · {world} · {pattern.source}",
        "",
        HEADS[lang],
        "|" + "---|" * 6,
    ]
    for row in table.itertuples():
        part = next(p for p in pattern.parts if p.name == row.part)
        made.append(
            f"| {part_name(pattern, part.name, lang)} [{row.unit}] | {band_text(part)} "
            f"| {row.tag} | {got_text(row)} | {row.replicates} | {verdict_text(row, lang)} |"
        )
    made += ["", *_comments(pattern, list(table["verdict"]), lang)]
    return made


def _comments(pattern: Pattern, verdicts: list[str], lang: str) -> list[str]:
    """What a row is compared with, whether it shares a source, why it may fail."""
    chinese = lang == "zh"
    made = []
    if pattern.scenario:
        other = pattern.against.words_zh if chinese else pattern.against.words
        link = "对照" if chinese else "against"
        made.append(f"* `{pattern.scenario}` {link}: {other}")
    if pattern.shares:
        names = ", ".join(f"`{name}`" for name in pattern.shares)
        made.append(
            f"* 与参数同源:{names}" if chinese else f"* shares its source with {names}"
        )
    if not chinese and {"fail", "unclear", "not measured"} & set(verdicts):
        made.append(f"* likely reason: {pattern.if_it_fails}")
    return made


# --- the folder ------------------------------------------------------------------------


def write(result: "Validation", folder: Path, lang: str, overwrite: bool) -> Path:
    """The folder of a validation: verdicts as CSV and as a page, replicates, manifest."""
    working = prepare(folder, overwrite)
    result.table().to_csv(working / "verdicts.csv", index=False)
    result.replicates().to_csv(working / "replicates.csv", index=False)
    (working / "validation.md").write_text(page(result, lang), encoding="utf8")
    manifest = manifest_of(
        "validate",
        scenarios_used(result),
        result.seed,
        0,
        full=result.full,
        rows=[pattern.id for pattern in result.patterns],
    )
    return finish(working, folder, manifest)


def scenarios_used(result: "Validation") -> "tuple[Scenario, ...]":
    """The scenarios that rows R name."""
    names = [p.scenario for p in result.patterns if p.scenario in scenario_names()]
    return tuple(load(name) for name in dict.fromkeys(names))
