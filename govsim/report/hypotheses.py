"""Hypotheses written beforehand and what became of them, in words."""

from math import isnan

import pandas as pd

from govsim.outcomes import OUTCOMES
from govsim.report.words import WORDS
from govsim.studies.hypotheses import AGAINST, HELD, OPEN
from govsim.wording import interval, signed, unit_word

LEANS = 0.9  # share of worlds from which on a sign is named, short of a finding
ENOUGH = 10  # worlds; of fewer, nine of ten cannot be told

TOLD: dict[str, dict[str | bool, str]] = {
    "en": {
        HELD: "**held**",
        AGAINST: "**refuted**",
        OPEN: "no difference found",
        "leans": "{finding}; the expected sign in at least nine draws of ten",
        "leans_other": "{finding}; the opposite sign in at least nine draws of ten",
        "head": "| | hypothesis | measured | expected | got | 95 % {narrow} | "
        "95 % seeds and assumptions | expected sign in | finding |",
        "higher": "above 0",
        "lower": "below 0",
        "short": "Of {total} hypotheses {held} held, {against} {was} refuted, and on "
        "{open} no difference was found.",
        "was": "was",
        "were": "were",
        "intervals": "Means of {worlds} worlds with two 95 % intervals: {narrow}, then seeds "
        "and assumptions.",
        True: "seeds only",
        False: "mean over worlds and assumptions",
    },
    "zh": {
        HELD: "**成立**",
        AGAINST: "**被推翻**",
        OPEN: "未发现差异",
        "leans": "{finding};至少九成抽样符号与预期一致",
        "leans_other": "{finding};至少九成抽样符号与预期相反",
        "head": "| | 假设 | 指标 | 预期 | 结果 | 95 % 区间({narrow}) | "
        "95 % 区间(种子与假设) | 符号与预期一致 | 判断 |",
        "higher": "大于 0",
        "lower": "小于 0",
        "short": "{total} 个假设中,{held} 个成立,{against} 个被推翻,{open} 个未发现差异。",
        "was": "",
        "were": "",
        "intervals": "{worlds} 个世界的平均值,附两个 95 % 区间:先是{narrow},后是种子与假设。",
        True: "仅随机种子",
        False: "各世界与各组假设的平均",
    },
}


def hypotheses_words(judged: pd.DataFrame, lang: str = "en") -> str:
    """Counts and a table in Markdown; `judged` as `govsim.studies.hypotheses` gives it."""
    told = TOLD[lang]
    found = judged["finding"].value_counts()
    against = int(found.get(AGAINST, 0))
    short = told["short"].format(
        total=len(judged),
        held=int(found.get(HELD, 0)),
        against=against,
        was=told["was" if against == 1 else "were"],
        open=int(found.get(OPEN, 0)),
    )
    rows = [_row(row, lang) for row in judged.to_dict("records")]
    return "\n".join([short, "", *_head(judged, lang), *rows])


def _head(judged: pd.DataFrame, lang: str) -> tuple[str, str]:
    """Heads of the columns and the rule below; the narrow interval is named by its kind."""
    text = TOLD[lang]["head"]
    narrow = TOLD[lang][bool(judged["seeds_only"].all())]
    return text.format(narrow=narrow), "|" + " --- |" * (text.count("|") - 1)


def _row(row: dict[str, object], lang: str) -> str:
    """One hypothesis as a row of the table."""
    cells = [
        row["id"],
        row["says"],
        measured(str(row["measure"]), lang),
        TOLD[lang][str(row["expected"])],
        *numbers(row),
        _of(row["as_expected"], row["worlds"], lang),
        _finding(row, lang),
    ]
    return "| " + " | ".join(map(str, cells)) + " |"


def _finding(row: dict[str, object], lang: str) -> str:
    """The finding; short of one, a sign that nearly all draws share."""
    told, share = TOLD[lang], float(str(row["as_expected"]))
    finding = told[str(row["finding"])]
    if row["finding"] != OPEN or LEANS > share > 1.0 - LEANS:
        return finding
    if isnan(share) or int(str(row["worlds"])) < ENOUGH:
        return finding
    key = "leans" if share >= LEANS else "leans_other"
    return told[key].format(finding=finding)


def contrasts_words(
    made: pd.DataFrame, first: str, lang: str = "en", *, signs: bool = True
) -> str:
    """A table in Markdown of what `govsim.studies.contrasts` gives.

    One row a contrast, one column a measure: the mean with both intervals, the narrow one
    first. `first` heads the column of names; `signs` says whether a plus is written, as
    suits differences.
    """
    told = TOLD[lang]
    names = list(dict.fromkeys(made["measure"]))
    heads = [first, *(measured(name, lang) for name in names)]
    rows = [
        "| " + " | ".join([str(contrast), *_cells(part, names, signs)]) + " |"
        for contrast, part in made.groupby("contrast", sort=False)
    ]
    narrow = told[bool(made["seeds_only"].all())]
    note = told["intervals"].format(narrow=narrow, worlds=int(made["worlds"].max()))
    rule = "|" + " --- |" * len(heads)
    return "\n".join([note, "", f"| {' | '.join(heads)} |", rule, *rows])


def _cells(part: pd.DataFrame, names: list[str], signs: bool) -> list[str]:
    """A contrast's means and intervals, measure by measure."""
    rows = {str(row["measure"]): row for row in part.to_dict("records")}
    return [" ".join(numbers(rows[name], signs=signs)) for name in names]


def measured(name: str, lang: str) -> str:
    """A measure's name and unit as people read it."""
    if name not in OUTCOMES:
        return name.replace("_", " ")
    card = OUTCOMES[name]
    label = card.chinese if lang == "zh" else card.english
    return f"{label} ({unit_word(card.unit, lang)})"


def numbers(row: dict[str, object], *, signs: bool = True) -> tuple[str, str, str]:
    """Mean and both intervals with decimals that suit the mean."""
    keys = ("difference", "low", "high", "low_wide", "high_wide")
    got, low, high, low_wide, high_wide = (float(str(row[key])) for key in keys)
    scale = abs(got)
    if signs:
        return (
            signed(got, scale),
            interval(low, high, scale),
            interval(low_wide, high_wide, scale),
        )
    each = (got, low, high, low_wide, high_wide)
    shown = [signed(one, scale).lstrip("+") for one in each]
    return shown[0], f"[{shown[1]}, {shown[2]}]", f"[{shown[3]}, {shown[4]}]"


def _of(share: object, worlds: object, lang: str) -> str:
    """So many of all worlds."""
    count, total = float(str(share)) * int(str(worlds)), int(str(worlds))
    shown = "–" if isnan(count) else f"{count:g}" if count % 1 else str(round(count))
    return WORDS[lang]["of"].format(count=shown, pairs=total)
