"""What does a trial say, on the terminal, in a notebook and on its page?"""

import io
from math import ceil, isnan, log10, sqrt
from typing import TYPE_CHECKING, Any

import pandas as pd

from govsim.notebook_page import shown, table_of
from govsim.outcomes import OUTCOMES
from govsim.policy import LEVERS
from govsim.report.trials_words import CHOICES, ESTIMATORS, WORDS
from govsim.wording import number, unit_word

if TYPE_CHECKING:
    from govsim.studies.trials import Trial

LAST_YEAR = 12
MOST_DECIMALS = 6
PARTS = ("from_luck", "from_spilling", "from_weighting")


def trial_summary(result: "Trial", lang: str = "en") -> str:
    """The page `summary.md`: what the pilot did, and what an evaluation would have said."""
    say, table = WORDS[lang], result.table()
    lines = ["# " + say["title"].format(name=result.design.name), ""]
    lines += [setting(result, lang), "", say["short"], ""]
    lines += [sentence(result, table, name, lang) for name in result.outcomes]
    lines += ["", say["table"], ""]
    for name in result.outcomes:
        lines += [*_table(table[table["outcome"] == name], name, lang), ""]
    lines += [say["spilling"], "", *beyond(result, lang), "", say["read"], ""]
    margin = 1.96 * sqrt(0.95 * 0.05 / result.worlds)
    sets = say["sets"] if result.design.parameters == "plausible" else ""
    told = say["read_text"].format(
        worlds=result.worlds, margin=f"{margin:.0%}", sets=sets
    )
    lines += [told, "", say["again"], ""]
    lines += [say["again_text"].format(folder=result.sweep.folder.parent.name), ""]
    return "\n".join([*lines, say["next_line"] + next_step(result, table, lang), ""])


def setting(result: "Trial", lang: str) -> str:
    """What was tried, where and on whom."""
    say, design = WORDS[lang], result.design
    if len(design.starts) == 1:
        when = say["start_one"].format(start=design.starts[0])
    else:
        when = say["start_more"].format(
            starts=say["sep"].join(map(str, design.starts)),
            counts=say["sep"].join(map(str, design.counts)),
        )
    ends = say["ends"].format(length=design.length) if design.length else ""
    when += ends or say["for_good"]
    if design.early_levers:
        levers = lever_words(design.early_levers, lang)
        when += say["early"].format(months=design.early_months, levers=levers)
    return say["setting"].format(
        scenario=design.scenario.label(lang),
        treated=sum(design.counts),
        count=design.communities,
        adults=design.scenario.adults,
        levers=lever_words(design.levers, lang),
        who=_who(result, lang),
        when=when,
        worlds=result.worlds,
        months=design.months,
        period=design.period,
    )


def _who(result: "Trial", lang: str) -> str:
    choose = result.design.choose
    if not isinstance(choose, str):
        rows = WORDS[lang]["sep"].join(map(str, choose))
        return CHOICES["named"][lang].format(rows=rows)
    rank = OUTCOMES[result.design.rank_by].label(lang)
    return CHOICES[choose][lang].format(rank=rank)


def lever_words(levers: Any, lang: str) -> str:
    """Levers with their values."""
    names = [
        f"{LEVERS[name].chinese if lang == 'zh' else LEVERS[name].english} = "
        f"{value if isinstance(value, str) else f'{value:g}'}"
        for name, value in levers.items()
    ]
    return WORDS[lang]["sep"].join(names)


def sentence(result: "Trial", table: pd.DataFrame, outcome: str, lang: str) -> str:
    """One outcome: the truth, the usual estimate, and how far it can be relied on."""
    say, card = WORDS[lang], OUTCOMES[outcome]
    row = _of(table, outcome, "did")
    named = {"outcome": _capital(card.label(lang)), "unit": unit_word(card.unit, lang)}
    if row is None or isnan(row.estimate):
        return say["null"].format(**named)
    scale = max(abs(row.truth), abs(row.error_true)) / 10
    told = named | {
        "truth": signed(row.truth, scale),
        "estimate": signed(row.estimate, scale),
        "alarms": percent(row.false_alarms),
    }
    if isnan(row.power):
        return say["no_effect"].format(**told)
    return say["found"].format(
        **told,
        bias=_bias(row, scale, lang),
        coverage=percent(row.coverage),
        power=say["power"].format(power=percent(row.power)),
        sign=say["sign"].format(wrong=percent(row.wrong_sign)),
    )


def signed(value: float, scale: float) -> str:
    """A number with its sign and as many decimals as its scale asks for."""
    if isnan(value):
        return "–"
    places = 0 if not scale > 0.0 else ceil(-log10(scale))
    text = f"{abs(value):,.{min(max(places, 0), MOST_DECIMALS)}f}"
    if not text.strip("0.,"):
        return text
    return ("+" if value > 0 else "−") + text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def percent(share: float) -> str:
    """A share in whole percent."""
    return "–" if isnan(share) else f"{share:.0%}"


def _bias(row: Any, scale: float, lang: str) -> str:
    """The bias, with its largest part, if its interval leaves out 0."""
    say = WORDS[lang]
    if isnan(row.bias_low) or row.bias_low <= 0.0 <= row.bias_high:
        return say["unbiased"]
    part = max(PARTS, key=lambda name: abs(getattr(row, name)))
    share = abs(row.bias / row.truth) if row.truth else float("nan")
    told = say["biased"].format(
        bias=signed(row.bias, scale),
        low=signed(row.bias_low, scale),
        high=signed(row.bias_high, scale),
        share=percent(share),
    )
    return told + say["made_of"].format(part=say[part])


def _of(table: pd.DataFrame, outcome: str, estimator: str) -> Any:
    rows = table[(table["outcome"] == outcome) & (table["estimator"] == estimator)]
    return next(rows.itertuples(), None)


def _table(rows: pd.DataFrame, outcome: str, lang: str) -> list[str]:
    """One outcome's estimators as a table of Markdown."""
    say, card = WORDS[lang], OUTCOMES[outcome]
    first = next(rows.itertuples())
    scale = max(abs(first.truth), abs(first.error_true)) / 10
    head = say["outcome_line"].format(
        outcome=_capital(card.label(lang)),
        unit=unit_word(card.unit, lang),
        truth=signed(first.truth, scale),
    )
    made = [head, "", say["head"], "|" + "---|" * 9]
    made += [f"| {' | '.join(_cells(row, scale, lang))} |" for row in rows.itertuples()]
    return made


def _cells(row: Any, scale: float, lang: str) -> list[str]:
    ratio = row.error_stated / row.error_true if row.error_true else float("nan")
    return [
        ESTIMATORS[row.estimator][lang],
        signed(row.estimate, scale),
        f"{signed(row.bias, scale)} [{signed(row.bias_low, scale)}, "
        f"{signed(row.bias_high, scale)}]",
        number(ratio, 1.0),
        percent(row.coverage),
        percent(row.power),
        percent(row.wrong_sign),
        percent(row.false_alarms),
        ", ".join(signed(getattr(row, part), scale) for part in PARTS),
    ]


def beyond(result: "Trial", lang: str) -> list[str]:
    """Effects on those who never joined, and what is left after a pilot's end."""
    say, made, touched = WORDS[lang], [], False
    months, first = result.design.months, result.design.starts[0]
    for name in result.outcomes:
        effects, label = result.effects(name), OUTCOMES[name].label(lang)
        outside = effects[effects["who"] == "outside"]
        late = outside[outside["month"] > months - first - LAST_YEAR]
        if float(outside["effect"].abs().max()) > 0.0:
            touched = True
            made.append(say["spill"].format(outcome=label, **_mean(late)))
        inside = effects[effects["who"] == "joined"]
        since = (result.design.length or months) + LAST_YEAR
        if result.design.length and len(left := inside[inside["month"] >= since]):
            made.append(say["after"].format(outcome=label, **_mean(left)))
    return made if touched else [*made, say["no_spill"]]


def _mean(rows: pd.DataFrame) -> dict[str, str]:
    value, low, high = (float(rows[n].mean()) for n in ("effect", "low", "high"))
    scale = max(abs(value), abs(high - low)) / 10
    named = {"value": value, "low": low, "high": high}
    return {name: signed(number, scale) for name, number in named.items()}


def next_step(result: "Trial", table: pd.DataFrame, lang: str) -> str:
    """What to do about the design's weakest point, on the first outcome that has one."""
    say = WORDS[lang]
    rows = [row for n in result.outcomes if (row := _of(table, n, "did")) is not None]
    for row in rows:
        if isnan(row.truth) or row.truth == 0.0:
            continue
        part = max(PARTS, key=lambda name: abs(getattr(row, name)))
        biased = row.bias_low > 0.0 or row.bias_high < 0.0
        if biased and part == "from_luck" and result.design.choose != "random":
            return say["next_bias"]
        if biased and part == "from_spilling":
            return say["next_spill"]
        if row.coverage_high < 0.95:
            return say["next_cover"].format(coverage=percent(row.coverage))
        if row.power < 0.8:
            return say["next_power"].format(power=percent(row.power))
    return say["next_none"].format(outcome=OUTCOMES[result.outcomes[0]].label(lang))


def trial_lines(result: "Trial", lang: str = "en") -> str:
    """The trial on the terminal."""
    table = result.table()
    made = [setting(result, lang).replace("*", ""), ""]
    for name in result.outcomes:
        made += [sentence(result, table, name, lang).replace("**", "")]
        made += [_text(table[table["outcome"] == name], lang), ""]
    return "\n".join([*made, WORDS[lang]["next_line"] + next_step(result, table, lang)])


def _text(rows: pd.DataFrame, lang: str) -> str:
    from rich.console import Console
    from rich.table import Table

    first = next(rows.itertuples())
    scale = max(abs(first.truth), abs(first.error_true)) / 10
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for head in WORDS[lang]["head"].strip("| ").split("|")[:-1]:
        table.add_column(head.strip())
    for row in rows.itertuples():
        table.add_row(*_cells(row, scale, lang)[:-1])
    text = io.StringIO()
    Console(file=text, width=150, force_terminal=False, markup=False).print(table)
    return "\n".join(line.rstrip() for line in text.getvalue().splitlines())


def trial_html(result: "Trial", lang: str) -> str:
    """The trial as a cell's value in a notebook."""
    say, frame = WORDS[lang], result.table()
    parts = [setting(result, lang).replace("*", "")]
    for name in result.outcomes:
        _, _, head, _, *rows = _table(frame[frame["outcome"] == name], name, lang)
        told = sentence(result, frame, name, lang).removeprefix("- ")
        parts += [told, table_of(head, rows)]
    step = f"{next_step(result, frame, lang)} `.plot()` `.effects()` `.by_world()`"
    title = say["title"].format(name=result.design.name)
    return shown(title, *parts, step=step, lang=lang)
