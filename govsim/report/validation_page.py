"""The verdicts of `govsim validate` as a page in Markdown."""

from typing import TYPE_CHECKING

from govsim.report.validation import (
    band_text,
    closing,
    got_text,
    part_name,
    verdict_text,
)
from govsim.studies.patterns.cards import ROLES, Pattern

if TYPE_CHECKING:
    from govsim.studies.validating import Validation

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
    size = "the whole test" if result.full else "small worlds"
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
