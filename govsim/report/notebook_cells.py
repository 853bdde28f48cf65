"""What do runs, comparisons, sweeps, maps, verdicts and fits show in a notebook?"""

from typing import TYPE_CHECKING, Any

from govsim.notebook_page import shown, table, table_of
from govsim.outcomes import HEADLINE, OUTCOMES
from govsim.report.calibration import findings as fit_findings
from govsim.report.calibration import setting as fit_setting
from govsim.report.calibration_tables import parameter_rows
from govsim.report.calibration_words import WORDS as FIT_WORDS
from govsim.report.findings import NOT_FOUND, finding_words, short_words
from govsim.report.flip_map import map_words, regret_words
from govsim.report.notebook_words import WORDS
from govsim.report.summary import row_scale, setting
from govsim.report.validation import (
    band_text,
    closing,
    got_text,
    part_name,
    verdict_text,
)
from govsim.report.words import WORDS as SUMMARY_WORDS
from govsim.scenarios.showing import typed_name
from govsim.wording import interval, number, signed, unit_word

if TYPE_CHECKING:
    from govsim.studies.calibrating import Calibration
    from govsim.studies.comparing import Comparison
    from govsim.studies.flip_map import FlipMap
    from govsim.studies.regret import Regret
    from govsim.studies.running import Run
    from govsim.studies.sweeping import Sweep
    from govsim.studies.validating import Validation


def run_html(run: "Run", lang: str) -> str:
    """One run: its headline figures."""
    say = SUMMARY_WORDS[lang]
    figure = run.figures().query("community == -1").iloc[0]
    opening = run.model.opening_outcomes().query("community == -1").iloc[0]
    rows = [
        (
            card.label(lang),
            number(opening[name] * (12.0 if card.is_flow else 1.0)),
            number(figure[name]),
            unit_word(card.figure_unit, lang),
        )
        for name, card in ((name, OUTCOMES[name]) for name in HEADLINE)
    ]
    told = say["run_setting"].format(
        communities=run.model.world.size,
        adults=run.model.world.residents.age.size,
        months=run.model.months,
        seed=run.seed,
    )
    step = WORDS[lang]["next_run"].format(name=typed_name(run.scenario, "scenario"))
    heads = [head.strip() for head in say["run_head"].strip("| ").split("|")]
    return shown(
        run.scenario.label(lang), told, table(heads, rows), step=step, lang=lang
    )


def comparison_html(result: "Comparison", lang: str) -> str:
    """What was found, the ten headline outcomes, and where to look next.

    Of more than two set-ups each is shown against the first.
    """
    frame, titles = result.table(HEADLINE, details=True), result.titles(lang)
    parts = [setting(result, lang)]
    frame = frame[frame["scenario_a"] == result.names[0]]
    for (a, b), rows in frame.groupby(["scenario_a", "scenario_b"], sort=False):
        names = {"a": titles[str(a)], "b": titles[str(b)]}
        heads = WORDS[lang]["compare_head"].format(**names).split("\t")
        shown_rows = [_compared(row, names, lang) for row in rows.itertuples()]
        parts += [short_words(rows, names, lang), table(heads, shown_rows)]
    title = SUMMARY_WORDS[lang]["against"].format(
        a=titles[result.names[0]], b=", ".join(titles[n] for n in result.names[1:])
    )
    return shown(title, *parts, step=_after_comparing(result, frame, lang), lang=lang)


def _compared(row: Any, names: dict[str, str], lang: str) -> list[str]:
    scale, card = row_scale(row), OUTCOMES[row.outcome]
    arrow = "↑" if row.better == "higher" else "↓"
    return [
        f"{card.label(lang)} {arrow}",
        number(row.mean_a, scale),
        number(row.mean_b, scale),
        signed(row.difference, scale),
        interval(row.low, row.high, scale),
        interval(row.low_wide, row.high_wide, scale),
        finding_words(row, names, lang),
    ]


def _after_comparing(result: "Comparison", frame: Any, lang: str) -> str:
    """Explain what was found most clearly; more worlds if nothing was."""
    found = frame[frame["verdict"] != NOT_FOUND]
    if not len(found):
        return WORDS[lang]["next_more"].format(replicates=2 * result.pairs)
    first = found.loc[found["p_holm"].idxmin()]
    a, b = (
        next(plan for plan in result.scenarios if plan.name == name)
        for name in (first["scenario_a"], first["scenario_b"])
    )
    return WORDS[lang]["next_explain"].format(
        a=typed_name(a, "a"), b=typed_name(b, "b"), outcome=first["outcome"]
    )


def sweep_html(result: "Sweep", lang: str) -> str:
    """How far a sweep is, and each set-up's headline outcomes over all its points."""
    from govsim.studies.sweeping.words import next_step, progress_line

    done, runs, failed = result.progress()
    line = progress_line(result.asked["name"], done, runs, failed, lang)
    step = next_step(result.folder, result.complete, failed, lang)
    command = step[step.index("govsim") :]
    say, parts = WORDS[lang], []
    if done > failed:
        frame = result.frame(HEADLINE)
        groups = list(frame[frame["community"] == -1].groupby("scenario", sort=False))
        rows = [
            [OUTCOMES[name].label(lang), *(_spread(rows[name]) for _, rows in groups)]
            for name in HEADLINE
        ]
        names = [str(name) for name, _ in groups]
        parts = [say["sweep_table"], table([say["outcome"], *names], rows)]
    title = say["sweep"].format(name=result.asked["name"])
    return shown(title, line, *parts, step=f"`{command}`", lang=lang)


def _spread(values: Any) -> str:
    """Mean, and the smallest and largest figure of all runs."""
    known = values.dropna()
    if not len(known):
        return "–"
    scale = float(known.abs().max())
    low, high = (number(float(v), scale) for v in (known.min(), known.max()))
    return f"{number(float(known.mean()), scale)} ({low} – {high})"


def flip_map_html(found: "FlipMap", lang: str) -> str:
    """A flip map in words."""
    say, card = WORDS[lang], OUTCOMES[found.outcome]
    count = [(say[word], str(many)) for word, many in found.counts().items()]
    names = dict(zip("ab", found.titles(lang), strict=True))
    rows = [(word.format(**names), many) for word, many in count]
    return shown(
        say["map"].format(outcome=card.label(lang)),
        map_words(found, lang),
        table(say["map_head"].split("|"), rows),
        step=say["next_map"],
        lang=lang,
    )


def regret_html(found: "Regret", lang: str) -> str:
    """Regret as its table."""
    head, _, body = regret_words(found, lang).partition("\n\n")
    lines = body.splitlines()
    worst = found.table().sort_values("largest", kind="stable").iloc[0]
    told = WORDS[lang]["least_regret"].format(scenario=worst["scenario"])
    made = table_of(lines[0], lines[2:])
    step = WORDS[lang]["next_regret"]
    return shown(head.replace("*", ""), told, made, step=step, lang=lang)


def validation_html(result: "Validation", lang: str) -> str:
    """Every pattern's parts with their verdicts, and what counts."""
    say, rows, last = WORDS[lang], [], ""
    patterns = {pattern.id: pattern for pattern in result.patterns}
    for row in result.table().itertuples():
        pattern = patterns[row.id]
        part = next(p for p in pattern.parts if p.name == row.part)
        rows.append(
            (
                "" if row.id == last else f"{row.id} {pattern.label(lang)}",
                part_name(pattern, row.part, lang),
                band_text(part),
                got_text(row),
                f"**{verdict_text(row, lang)}**",
            )
        )
        last = row.id
    told = "\n".join(f"- {line}" for line in closing(result, lang))
    heads = say["validation_head"].split("|")
    step = say["next_full" if not result.full else "next_validation"]
    return shown(say["validation"], told, table(heads, rows), step=step, lang=lang)


def calibration_html(result: "Calibration", lang: str) -> str:
    """What the targets say about the parameters."""
    say = FIT_WORDS[lang]
    told = "\n".join(f"- {line}" for line in fit_findings(result, lang))
    made = table_of(say["parameters_head"], parameter_rows(result, lang))
    title = say["title"].format(name=result.plan.name)
    step = WORDS[lang]["next_calibration"]
    return shown(title, fit_setting(result, lang), told, made, step=step, lang=lang)
