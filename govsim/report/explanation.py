"""What does an explanation say, on the terminal, in a notebook and in its folder?"""

from math import isnan
from shlex import quote
from typing import TYPE_CHECKING, Any

import pandas as pd

from govsim.figures.words import direction
from govsim.notebook_page import shown, table
from govsim.outcomes import HEADLINE, OUTCOMES
from govsim.policy import LEVERS
from govsim.report.explanation_words import WORDS
from govsim.report.screen import table_lines
from govsim.studies.class_world import place_words
from govsim.studies.explanation import TOTAL
from govsim.studies.lever_groups import value_of
from govsim.studies.statistics import is_small
from govsim.wording import bounded, interval, number, signed, unit_word

if TYPE_CHECKING:
    from govsim.studies.explanation import Explanation

NOT_FOUND = "no difference found"


def explanation_summary(result: "Explanation", lang: str = "en") -> str:
    """The page `summary.md`: which parts make the difference, and how sure."""
    say, names = WORDS[lang], _names(result, lang)
    lines = ["# " + say["title"].format(**names), "", *setting(result, lang), ""]
    lines += [say["short"], ""]
    lines += [f"- {_sentence(result, name, lang)}" for name in result.outcomes]
    lines += ["", say["table"], ""]
    for outcome in result.outcomes:
        lines += [*_table(result, outcome, lang), ""]
    lines += [say["parts"], "", *_contents(result, lang), ""]
    tests = len(result.parts) * len(result.outcomes)
    lines += [say["read"], "", say["sure_text"].format(**names, tests=tests)]
    lines += [say["small_note"].format(**names), ""]
    lines += [say["again"], "", f"```\n{command(result)}\n```", ""]
    return "\n".join([*lines, say["next_head"], "", next_step(result, lang), ""])


def _names(result: "Explanation", lang: str) -> dict[str, str]:
    return {"a": result.plan.a.label(lang), "b": result.plan.b.label(lang)}


def setting(result: "Explanation", lang: str = "en") -> list[str]:
    """How large the study was, and what is held."""
    say, plan = WORDS[lang], result.plan
    key = "setting_plausible" if plan.parameters == "plausible" else "setting"
    orders = plan.orders[0]
    told = say[key].format(
        place=place_words(plan.a, plan.full_world, lang),
        years=plan.length.months / 12,
        pairs=plan.pairs,
        runs=sum(map(len, result.worth)),
    )
    numbers = {"parts": len(plan.parts), "mixtures": 1 << len(plan.parts)}
    how = say["exact"] if orders is None else say["drawn"]
    count = 0 if orders is None else len(orders)
    held = [
        say[what].format(**_names(result, lang), months=plan.length.months)
        for what in plan.held
    ]
    return [told, how.format(**numbers, orders=count), *held]


def _sentence(result: "Explanation", outcome: str, lang: str) -> str:
    """One outcome: the difference, parts with a sign, parts without."""
    say, rows = WORDS[lang], result.table(outcome)
    total = rows[rows["part"] == TOTAL].iloc[0]
    parts, scale = rows[rows["part"] != TOTAL], _scale(rows)
    found = parts[parts["verdict"] != NOT_FOUND]
    idle = parts[(parts["contribution"] == 0) & (parts["low_wide"] == 0)]
    rest = parts.drop(index=[*found.index, *idle.index])
    key = "total_none" if total["verdict"] == NOT_FOUND else "total_found"
    text = say[key].format(
        **_names(result, lang),
        outcome=OUTCOMES[outcome].label(lang),
        value=bounded(total["contribution"], scale, lang),
        bounds=interval(total["low_wide"], total["high_wide"], scale),
        judged=_judged(total["verdict"], outcome, lang) + _mark(total, lang),
    )
    items = [
        f"{label_of(result, row.part, lang)} {bounded(row.contribution, scale, lang)} "
        f"({_judged(row.verdict, outcome, lang)}{_mark(row, lang)})"
        for row in found.itertuples()
    ]
    told = say["found"].format(items=say["sep"].join(items))
    text += told if items else say["found_none"]
    for which, part in (("null", idle), ("rest", rest)):
        names = [label_of(result, name, lang) for name in part["part"]]
        text += say[which].format(items=say["sep"].join(names)) if names else ""
    return text + _interplay(result, outcome, scale, lang)


def _interplay(result: "Explanation", outcome: str, scale: float, lang: str) -> str:
    """Whether parts bring more or less together than alone, if that is sure."""
    gap = result.interplay(outcome)
    if (
        len(result.parts) < 2
        or isnan(gap.low_wide)
        or gap.low_wide <= 0 <= gap.high_wide
    ):
        return ""
    bounds = interval(gap.low_wide, gap.high_wide, scale)
    key = "needs" if gap.difference > 0 else "overlaps"
    return WORDS[lang][key].format(value=signed(gap.difference, scale), bounds=bounds)


def _judged(found: str, outcome: str, lang: str) -> str:
    """The verdict in words; outcomes of which neither is better are more or less."""
    neither = "_neither" if direction(outcome) == 0 and found != NOT_FOUND else ""
    return WORDS[lang][found + neither]


def _mark(row: Any, lang: str) -> str:
    """The word for a small difference: below a hundredth of the level under A."""
    small = is_small(row.contribution, float("nan"), row.mean_a)
    return WORDS[lang]["small"] if small else ""


def label_of(result: "Explanation", part: str, lang: str) -> str:
    """A part's name in a language."""
    return next(p.label(lang) for p in result.parts if p.name == part)


def _scale(rows: pd.DataFrame) -> float:
    """Size that sets the decimals of an outcome's rows."""
    sizes = rows[["contribution", "low_wide", "high_wide"]].abs().max().dropna()
    return float(sizes.max()) if len(sizes) else 1.0


def _cells(result: "Explanation", row: Any, scale: float, lang: str) -> list[str]:
    """One row of a table: numbers as people read them."""
    total = row.part == TOTAL
    name = WORDS[lang]["total"] if total else label_of(result, row.part, lang)
    return [
        name,
        signed(row.contribution, scale),
        interval(row.low, row.high, scale),
        interval(row.low_wide, row.high_wide, scale),
        "–" if isnan(row.share) else f"{row.share + 0.0:z.0%}".replace("-", "−"),
        signed(row.alone, scale),
        signed(row.on_top, scale),
        WORDS[lang]["nothing"]
        if row.contribution == row.low_wide == row.high_wide == 0
        else _judged(row.verdict, row.outcome, lang)
        + (_mark(row, lang) if row.verdict != NOT_FOUND else ""),
    ]


def _table(result: "Explanation", outcome: str, lang: str) -> list[str]:
    """One outcome's parts as a table of Markdown."""
    say, rows, card = WORDS[lang], result.table(outcome), OUTCOMES[outcome]
    scale = _scale(rows)
    total = rows[rows["part"] == TOTAL].iloc[0]
    means = " → ".join(number(total[m], scale) for m in ("mean_a", "mean_b"))
    unit = unit_word(card.figure_unit, lang)
    made = [f"**{card.label(lang)}** ({unit}): {means}", "", say["head"]]
    made.append("|" + "---|" * 8)
    made += [
        f"| {' | '.join(_cells(result, row, scale, lang))} |"
        for row in rows.itertuples()
    ]
    if total["worlds"] < result.pairs:
        numbers = {"worlds": total["worlds"], "pairs": result.pairs}
        made += ["", say["nulls"].format(**numbers)]
    if result.plan.orders[0] is not None:
        items = [
            f"{label_of(result, row.part, lang)} {number(row.drawing_error, scale)}"
            for row in rows[rows["part"] != TOTAL].itertuples()
        ]
        made += ["", say["drawing"].format(items=say["sep"].join(items))]
    return made


def _contents(result: "Explanation", lang: str) -> list[str]:
    """Which levers are in each part, with both values."""
    say, plan = WORDS[lang], result.plan
    made = [say["parts_head"].format(**_names(result, lang)), "|" + "---|" * 4]
    for part in result.parts:
        for name in part.levers:
            card = LEVERS[name]
            label = card.chinese if lang == "zh" else card.english
            values = " | ".join(str(value_of(p, name)) for p in (plan.a, plan.b))
            made.append(f"| {part.label(lang)} | {label} (`{name}`) | {values} |")
        if not part.levers:
            made.append(f"| {part.label(lang)} | {say['dated']} | | |")
    return made


def command(result: "Explanation") -> str:
    """The command that makes this result again."""
    plan = result.plan
    words = ["govsim explain", quote(plan.a.typed), quote(plan.b.typed)]
    if result.outcomes != tuple(HEADLINE):
        words += [f"--outcome {name}" for name in result.outcomes]
    words += [f"--replicates {plan.pairs}", f"--months {plan.length.months}"]
    words.append(f"--seed {plan.length.seed}")
    words += ["--by levers"] if plan.by == "levers" else []
    if plan.orders[0] is not None:
        words.append(f"--permutations {len(plan.orders[0])}")
    if plan.world not in ("", "default"):
        words.append(f"--world {plan.world}")
    if plan.parameters != "plausible":
        words.append(f"--parameters {plan.parameters}")
    return " ".join(words + (["--full-world"] if plan.full_world else []))


def next_step(result: "Explanation", lang: str = "en") -> str:
    """What to do next, with the command for it."""
    plan = result.plan
    names = f"{quote(plan.a.typed)} {quote(plan.b.typed)}"
    outcome = result.outcomes[0]
    if plan.by == "groups" and any(len(part.levers) > 1 for part in plan.parts):
        text = f"govsim explain {names} --by levers --outcome {outcome}"
        return WORDS[lang]["next_zoom"].format(command=text)
    a, b = quote(plan.a.typed), quote(plan.b.typed)
    text = f"govsim sensitivity {a} --versus {b} --factors rules --outcome {outcome}"
    return WORDS[lang]["next_sensitivity"].format(command=text)


def explanation_lines(result: "Explanation", lang: str = "en") -> str:
    """The explanation on the terminal: one table an outcome, and what comes next."""
    say = WORDS[lang]
    made = [" ".join(setting(result, lang)), ""]
    for outcome in result.outcomes:
        rows = result.table(outcome)
        scale, heads = _scale(rows), say["heads"].split("|")
        shown = [_cells(result, row, scale, lang) for row in rows.itertuples()]
        plain = [[t.replace("**", "") for t in c[:4] + c[5:]] for c in shown]
        table = table_lines(heads, plain, right=range(1, 6))
        made += [_sentence(result, outcome, lang).replace("**", ""), table, ""]
    made.append(say["again_line"] + command(result))
    return "\n".join([*made, say["next_line"] + next_step(result, lang)])


def explanation_html(result: "Explanation", lang: str) -> str:
    """The explanation as a cell's value in a notebook."""
    say, names = WORDS[lang], _names(result, lang)
    parts = [" ".join(setting(result, lang))]
    for outcome in result.outcomes:
        rows = result.table(outcome)
        scale = _scale(rows)
        cells = [_cells(result, row, scale, lang) for row in rows.itertuples()]
        made = table(say["heads"].split("|"), [c[:4] + c[5:] for c in cells])
        parts += [_sentence(result, outcome, lang), made]
    step = f"{next_step(result, lang)} `.plot()`"
    return shown(say["title"].format(**names), *parts, step=step, lang=lang)
