"""What a comparison or a run says, in words a person who never saw the code can read."""

from math import isnan
from shlex import quote
from typing import TYPE_CHECKING, Any

import pandas as pd

from govsim.assumptions import PARAMETERS
from govsim.outcomes import HEADLINE, OUTCOMES
from govsim.report.findings import finding_words, short_words
from govsim.report.groups import WHO_OUTCOMES, who_rows
from govsim.report.resources import hours_rows, money_rows
from govsim.report.words import WORDS
from govsim.scenarios import fit_sentence
from govsim.wording import interval, number, signed, unit_word

if TYPE_CHECKING:
    from govsim.studies.comparing import Comparison
    from govsim.studies.running import Run


def comparison_summary(result: "Comparison", lang: str = "en") -> str:
    """The page `summary.md`: who gains, who loses, how sure, what is not known."""
    say = WORDS[lang]
    titles = result.titles(lang)
    table = result.table(HEADLINE, details=True)
    groups = result.group_differences(WHO_OUTCOMES)
    lines = []
    for (a, b), rows in table.groupby(["scenario_a", "scenario_b"], sort=False):
        names = {"a": titles[str(a)], "b": titles[str(b)]}
        lines += ["# " + say["against"].format(**names), ""]
        question = _question(result, str(b), lang)
        if question:
            lines += [say["question"].format(text=question), ""]
        lines += [
            _setting(result, say),
            "",
            say["short"],
            "",
            short_words(rows, names, lang),
        ]
        lines += ["", say["headline"], "", *_table(rows, names, say, lang)]
        lines += [
            "",
            say["who"],
            "",
            *who_rows(_of_pair(groups, a, b), names, lang),
        ]
        lines += ["", say["leads"], "", *_leads(result, rows, names, say, lang), ""]
        if result.parameters == "plausible":
            lines += [say["hangs"], "", *_hangs(result, str(a), str(b), say, lang), ""]
    lines += [say["hours"], "", *hours_rows(result, titles, say, lang)]
    lines += ["", say["money"], "", *money_rows(result, titles, say, lang)]
    lines += ["", say["sure"], "", _sure(result, table, say), "", say["unknown"], ""]
    if fit := fit_sentence(result.scenarios[0], lang):
        lines += [fit, ""]
    assumed = sum(card.source.startswith("assumption") for card in PARAMETERS.values())
    lines += [say["unknown_text"].format(assumed=assumed, parameters=len(PARAMETERS))]
    lines += [
        "",
        say["figures"],
        "",
        say["again"],
        "",
        f"```\n{command(result)}\n```",
        "",
    ]
    return "\n".join(lines)


def command(result: "Comparison") -> str:
    """The command that makes this result again."""
    words = [
        "govsim compare",
        *(quote(plan.typed) for plan in result.scenarios),
        f"--replicates {result.pairs}",
        f"--months {result.months}",
        f"--seed {result.seed}",
    ]
    place = result.scenarios[-1].place or result.scenarios[0].place
    if place or result.scenarios[0].world not in ("", "default"):
        words.append(f"--world {quote(place or result.scenarios[0].world)}")
    if result.parameters != "plausible":
        words.append(f"--parameters {result.parameters}")
    return " ".join(words)


def setting(result: "Comparison", lang: str = "en") -> str:
    """One line: how many communities, adults, years, worlds, and what money."""
    return _setting(result, WORDS[lang])


def _question(result: "Comparison", name: str, lang: str) -> str:
    plan = next(plan for plan in result.scenarios if plan.name == name)
    return plan.question_zh if lang == "zh" and plan.question_zh else plan.question


def _setting(result: "Comparison", say: dict[str, str]) -> str:
    adults = result.records[0][0].adults
    money = result.public_money()
    amounts = list(money.values())
    if max(amounts) - min(amounts) < 0.005 * max(*amounts, 1.0):
        key = "money_same" if len(amounts) == 2 else "money_all_same"
        text = say[key].format(amount=amounts[0])
    else:
        text = say["money_differs"].format(
            amounts=", ".join(f"{name} {amount:.0f}" for name, amount in money.items())
        )
    sketches = [plan.name for plan in result.scenarios if plan.status == "sketch"]
    note = say["sketches"].format(names=", ".join(sketches)) if sketches else ""
    told = say["setting"].format(
        communities=adults.size,
        adults=int(adults.sum()),
        years=result.months / 12,
        pairs=result.pairs,
        money=text,
    )
    return told + note


def _of_pair(table: pd.DataFrame, a: object, b: object) -> pd.DataFrame:
    """The rows about two of the scenarios."""
    return table[(table["scenario_a"] == a) & (table["scenario_b"] == b)]


def _hangs(
    result: "Comparison", a: str, b: str, say: dict[str, str], lang: str
) -> list[str]:
    """Assumptions that the headline differences go with, strongest three of each."""
    made = []
    places = result.names.index(a), result.names.index(b)
    for outcome in HEADLINE:
        found = result.hangs_on(outcome, *places).head(3)
        words = [
            say["more" if row.rho > 0 else "less"].format(
                name=_parameter(row.parameter, lang)
            )
            for row in found.itertuples()
        ]
        if words:
            label = OUTCOMES[outcome].label(lang)
            made.append(
                say["hangs_row"].format(outcome=label, items=say["sep"].join(words))
            )
    head = say["hangs_text"].format(pairs=result.pairs, parameters=len(PARAMETERS))
    return [head, "", *made] if made else [say["hangs_none"]]


def _parameter(name: str, lang: str) -> str:
    card = PARAMETERS[name]
    return (
        f"{card.chinese}(`{name}`)" if lang == "zh" else f"“{card.english}” (`{name}`)"
    )


def _table(
    rows: pd.DataFrame, names: dict[str, str], say: dict[str, str], lang: str
) -> list[str]:
    made = [say["table_head"].format(**names), "|" + "---|" * 9]
    for row in rows.itertuples():
        card, scale = OUTCOMES[row.outcome], row_scale(row)
        made.append(
            f"| {card.label(lang)} ({unit_word(card.figure_unit, lang)}) | {say[row.better]} "
            f"| {number(row.mean_a, scale)} | {number(row.mean_b, scale)} "
            f"| {signed(row.difference, scale)} | {interval(row.low, row.high, scale)} "
            f"| {interval(row.low_wide, row.high_wide, scale)} "
            f"| {ahead(row.p_superior, row.pairs, lang)} "
            f"| {finding_words(row, names, lang)} |"
        )
    return made


def row_scale(row: Any) -> float:
    """Size that sets the decimals of a row: that of the difference's wider interval."""
    sizes = (abs(row.low_wide), abs(row.high_wide), abs(row.difference))
    return max((size for size in sizes if not isnan(size)), default=1.0)


def ahead(share: float, pairs: int, lang: str = "en") -> str:
    """In how many pairs the second scenario is ahead."""
    return WORDS[lang]["of"].format(count=f"{share * pairs:g}", pairs=pairs)


def _leads(
    result: "Comparison",
    rows: pd.DataFrame,
    names: dict[str, str],
    say: dict[str, str],
    lang: str,
) -> list[str]:
    key = "leads_text" if result.parameters == "plausible" else "leads_draw"
    made = [say[key].format(**names, pairs=result.pairs), ""]
    made += [
        f"- {OUTCOMES[row.outcome].label(lang)}: {row.p_superior:.0%}"
        for row in rows.itertuples()
    ]
    sure = [
        OUTCOMES[row.outcome].label(lang)
        for row in rows.itertuples()
        if row.p_superior > 0.95 or row.p_superior < 0.05
    ]
    if sure:
        made += ["", say["leads_warn"].format(items=say["sep"].join(sure))]
    return made


def _sure(result: "Comparison", table: pd.DataFrame, say: dict[str, str]) -> str:
    key = "sure_plausible" if result.parameters == "plausible" else "sure_default"
    ratio = float(table["variance_ratio"].median())
    return say[key].format(parameters=len(PARAMETERS), ratio=ratio)


def run_summary(run: "Run", lang: str = "en") -> str:
    """The page of a single run."""
    from govsim.report.single import closing_gap

    say = WORDS[lang]
    plan, model = run.scenario, run.model
    opening = model.opening_outcomes().query("community == -1").iloc[0]
    figure = run.figures().query("community == -1").iloc[0]
    lines = [
        "# " + say["run_title"].format(title=plan.label(lang)),
        "",
        say["run_setting"].format(
            communities=model.world.size,
            adults=model.world.residents.age.size,
            months=model.months,
            seed=run.seed,
        ),
        *filter(None, [fit_sentence(plan, lang)]),
        "",
        say["run_head"],
        "|---|---|---|---|",
    ]
    for name, card in OUTCOMES.items():
        start = opening[name] * (12.0 if card.is_flow else 1.0)
        label = f"**{card.label(lang)}**" if name in HEADLINE else card.label(lang)
        lines.append(
            f"| {label} | {number(start)} | {number(figure[name])} "
            f"| {unit_word(card.figure_unit, lang)} |"
        )
    lines += ["", say["closed"].format(gap=closing_gap(model)), "", say["figures"], ""]
    return "\n".join(lines)
