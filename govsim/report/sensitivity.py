"""What does a sensitivity study say, on the terminal, in a notebook and in its folder?"""

from collections.abc import Mapping
from math import isnan
from shlex import quote
from typing import TYPE_CHECKING, Any

from govsim.notebook_page import shown, table
from govsim.outcomes import HEADLINE, OUTCOMES
from govsim.report.screen import table_lines
from govsim.report.sensitivity_words import WORDS
from govsim.studies.class_world import place_words
from govsim.studies.designs import USUAL
from govsim.wording import number, unit_word

if TYPE_CHECKING:
    from govsim.studies.sensitivity_result import Sensitivity

TOP = 15  # rows of a table
SAID = 3  # factors named in words
NOTEBOOK = 8  # rows of a cell in a notebook


def sensitivity_summary(result: "Sensitivity", lang: str = "en") -> str:
    """The page `summary.md`: which factors stand out, and how much is luck."""
    say = WORDS[lang]
    lines = ["# " + say["title"].format(subject=_subject(result, lang)), ""]
    lines += [*setting(result, lang), "", say["short"], ""]
    lines += [f"- {_sentence(result, name, lang)}" for name in result.outcomes]
    lines += ["", say["table"], ""]
    for outcome in result.outcomes:
        lines += [*_table(result, outcome, lang), ""]
    lines += [say["noise"], "", *_noise(result, lang), "", say["read"], ""]
    lines += [say[f"read_{result.method}"], "", say["again"], ""]
    lines += [f"```\n{command(result)}\n```", ""]
    return "\n".join([*lines, say["next_head"], "", next_step(result, lang), ""])


def _subject(result: "Sensitivity", lang: str) -> str:
    titles = [plan.label(lang) for plan in result.plan.scenarios]
    names = dict(zip("ab", titles, strict=False))
    return WORDS[lang]["one" if len(titles) == 1 else "two"].format(**names)


def setting(result: "Sensitivity", lang: str = "en") -> list[str]:
    """How large the study was."""
    say, plan = WORDS[lang], result.plan
    told = say["setting"].format(
        place=place_words(plan.scenarios[0], plan.full_world, lang),
        years=plan.length.months / 12,
        factors=len(plan.design.names),
        points=len(plan.points),
        worlds=plan.worlds,
        s="" if plan.worlds == 1 else "s",
        runs=len(plan.points) * plan.worlds * len(plan.scenarios),
        method=say[result.method].format(samples=plan.design.samples),
    )
    levers = any(factor.kind == "lever" for factor in plan.factors)
    return [told, *([say["both"]] if levers and len(plan.scenarios) == 2 else [])]


def _sentence(result: "Sensitivity", outcome: str, lang: str) -> str:
    """One outcome: how many factors stand out, and which come first."""
    say, rows = WORDS[lang], result.table(outcome)
    card, found = OUTCOMES[outcome], rows[rows["stands_out"]]
    names = {"outcome": card.label(lang), "unit": unit_word(card.figure_unit, lang)}
    table = result.known(outcome)
    if not table.shape[1]:
        return say["nulls"].format(**names)
    if float(table.max() - table.min()) == 0.0:
        return say["still"].format(**names)
    if table.shape[1] == 1:
        return say["unjudged"].format(**names)
    if not len(found):
        return say["none"].format(**names)
    leaders = result.leaders(outcome)
    shown = found[found["factor"].isin(leaders)].head(max(SAID, min(len(leaders), 5)))
    if len(leaders) < SAID:
        shown = found.head(SAID)
    items = [_item(result, row, lang) for row in shown.itertuples()]
    text = say[f"{result.method}_found"].format(
        **names, found=len(found), count=len(rows), items=say["sep"].join(items)
    )
    return text + (say["tie"] if len(leaders) >= len(shown) > 1 else "")


def _item(result: "Sensitivity", row: Any, lang: str) -> str:
    """One factor in words; a direction only if every step tried had it."""
    say, label = WORDS[lang], result.label(row.factor, lang)
    if result.method == "sobol":
        bounds = _bounds(row.st_low, row.st_high, 1.0)
        value, alone = f"{row.st:.2f}", f"{row.s1:.2f}"
        return say["item_sobol"].format(
            label=label, value=value, bounds=bounds, alone=alone
        )
    way = {"up": say["up"], "down": say["down"]}.get(_way(row), "")
    return say["item_morris"].format(
        label=label,
        value=number(row.mu_star),
        bounds=_bounds(row.mu_star_low, row.mu_star_high, row.mu_star),
        way=way,
    )


def _bounds(low: float, high: float, scale: float) -> str:
    """An interval without signs."""
    if isnan(low):
        return "–"
    return f"[{number(low, scale)}, {number(high, scale)}]".replace("-", "−")


def _way(row: Any) -> str:
    """`up` or `down` if every step tried went that way, `varies`, or `–` for words."""
    if isnan(row.mu):
        return "–"
    if not row.stands_out or abs(row.mu) < row.mu_star * (1.0 - 1e-9):
        return "varies"
    return "up" if row.mu > 0 else "down"


def _table(result: "Sensitivity", outcome: str, lang: str) -> list[str]:
    """One outcome's largest indices as a table of Markdown."""
    say, rows, card = WORDS[lang], result.table(outcome), OUTCOMES[outcome]
    head = say[f"head_{result.method}"]
    made = [f"**{card.label(lang)}** ({unit_word(card.figure_unit, lang)})", "", head]
    made.append("|" + "---|" * (head.count("|") - 1))
    made += [
        f"| {' | '.join(_cells(result, row, lang))} |"
        for row in rows.head(TOP).itertuples()
    ]
    return made + (["", say["top"].format(top=TOP)] if len(rows) > TOP else [])


def _cells(result: "Sensitivity", row: Any, lang: str) -> list[str]:
    """One row of a table: numbers as people read them."""
    say = WORDS[lang]
    stands = say["stands"] if row.stands_out else say["luck"]
    named = result.label(row.factor, lang)
    first = named if named.endswith(".py") else f"{named} (`{row.factor}`)"
    if result.method == "sobol":
        middle = [
            f"{row.st:.2f}", _bounds(row.st_low, row.st_high, 1.0),
            f"{row.s1:.2f}", _bounds(row.s1_low, row.s1_high, 1.0),
            f"{row.noise:.2f}",
        ]  # fmt: skip
        return [first, row.range, *(x.replace("nan", "–") for x in middle), stands]
    scale = max(row.mu_star_high, 1e-12) if not isnan(row.mu_star_high) else 1.0
    ways = dict(zip(("up", "down", "varies", "–"), say["ways"].split("|"), strict=True))
    middle = [
        number(row.mu_star, scale), _bounds(row.mu_star_low, row.mu_star_high, scale),
        number(row.sigma, scale), _bounds(row.sigma_low, row.sigma_high, scale),
        ways[_way(row)], number(row.noise, scale),
    ]  # fmt: skip
    return [first, row.range, *middle, stands]


def _noise(result: "Sensitivity", lang: str) -> list[str]:
    """Variances between points and between seeds."""
    say = WORDS[lang]
    if result.worlds == 1:
        return [say["one_world"]]
    made = [say["noise_head"], "|" + "---|" * 5]
    for row in result.noise().itertuples():
        variances = (row.between_points, row.between_seeds, row.left)
        numbers = " | ".join("–" if isnan(v) else f"{v:.2e}" for v in variances)
        share = "–" if isnan(row.share) else f"{row.share:.0%}"
        made.append(f"| {OUTCOMES[row.outcome].label(lang)} | {numbers} | {share} |")
    return [*made, "", say["noise_text"].format(worlds=result.worlds)]


def command(result: "Sensitivity", **changed: str) -> str:
    """The command that makes this result again, or a study near it."""
    plan = result.plan
    given: dict[str, str] = {"method": result.method, "factors": _factor_words(result)}
    if result.outcomes != tuple(HEADLINE):
        given["outcome"] = " --outcome ".join(result.outcomes)
    if len(plan.scenarios) == 2:
        given["versus"] = quote(plan.scenarios[1].typed)
    given |= {
        "samples": str(plan.design.samples),
        "replicates": str(plan.worlds),
        "months": str(plan.length.months),
        "seed": str(plan.length.seed),
    }
    words = [f"--{key} {value}" for key, value in (given | changed).items()]
    words += [f"--world {plan.world}"] if plan.world not in ("", "default") else []
    words += ["--full-world"] if plan.full_world else []
    return " ".join(["govsim sensitivity", quote(plan.scenarios[0].typed), *words])


def _factor_words(result: "Sensitivity") -> str:
    """The factors as the command line takes them."""
    asked = result.plan.asked
    if isinstance(asked, str):
        return asked
    if not isinstance(asked, Mapping):
        return ",".join(asked)
    spans = {name: ":".join(map(str, given or ())) for name, given in asked.items()}
    return ",".join(f"{name}={span}" if span else name for name, span in spans.items())


def next_step(result: "Sensitivity", lang: str = "en") -> str:
    """What to do next, with the command for it."""
    say, outcome = WORDS[lang], result.outcomes[0]
    found = result.table(outcome)
    names = list(found.loc[found["stands_out"], "factor"])[:6]
    if not names:
        more = str(max(4, 2 * result.worlds))
        samples = str(2 * result.plan.design.samples)
        text = command(result, replicates=more, samples=samples)
        return say["next_none"].format(command=text)
    if result.kind(names[0]) == "rule":
        members = [
            factor.name for factor in result.plan.factors if factor.group in names[:2]
        ]
        text = command(result, factors=",".join(members), outcome=outcome)
        return say["next_zoom"].format(command=text)
    if result.method == "morris" and len(names) > 1:
        text = command(
            result,
            method="sobol",
            factors=",".join(names),
            samples=str(USUAL["sobol"]),
            outcome=outcome,
        )
        return say["next_sobol"].format(command=text)
    return say["next_describe"].format(command=f"govsim describe {names[0]}")


def sensitivity_lines(result: "Sensitivity", lang: str = "en") -> str:
    """The study on the terminal."""
    say = WORDS[lang]
    made = [" ".join(setting(result, lang)), ""]
    heads = [h.strip() for h in say[f"head_{result.method}"].strip("| ").split("|")]
    for outcome in result.outcomes:
        first = result.table(outcome).head(6).itertuples()
        rows = [
            [c.replace("`", "") for c in _cells(result, row, lang)] for row in first
        ]
        table = table_lines([*heads, ""], rows)
        made += [_sentence(result, outcome, lang).replace("**", ""), table, ""]
    made.append(say["again_line"] + command(result))
    return "\n".join([*made, say["next_line"] + next_step(result, lang)])


def sensitivity_html(result: "Sensitivity", lang: str) -> str:
    """The study as a cell's value in a notebook."""
    say = WORDS[lang]
    heads = [h.strip() for h in say[f"head_{result.method}"].strip("| ").split("|")]
    parts = [" ".join(setting(result, lang))]
    for outcome in result.outcomes:
        rows = result.table(outcome).head(NOTEBOOK).itertuples()
        made = table([*heads, ""], [_cells(result, row, lang) for row in rows])
        parts += [_sentence(result, outcome, lang), made]
    step = f"{next_step(result, lang)} `.noise()` `.plot()` `.plot_plane()`"
    title = say["title"].format(subject=_subject(result, lang))
    return shown(title, *parts, step=step, lang=lang)
