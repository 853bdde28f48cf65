"""What does a calibration say, on the terminal and in its folder?"""

from typing import TYPE_CHECKING

from govsim.report.calibration_tables import (
    covered,
    pair_rows,
    parameter_rows,
    recovery_part,
    rule,
    share_word,
    target_rows,
    verdict_word,
    wanted,
    wave_rows,
)
from govsim.report.calibration_words import WORDS
from govsim.studies.calibrating.identifying import TIED
from govsim.wording import number

if TYPE_CHECKING:
    from govsim.studies.calibrating import Calibration

NAMED = 8  # things named in a sentence


def summary(result: "Calibration", lang: str = "en") -> str:
    """The page `summary.md`."""
    say = WORDS[lang]
    parts = [
        "# " + say["title"].format(name=result.plan.name),
        "",
        setting(result, lang),
    ]
    parts += ["", say["short"], "", *(f"- {s}" for s in findings(result, lang)), ""]
    for head, table in (
        ("targets", target_rows(result, lang)),
        ("parameters", parameter_rows(result, lang)),
        ("pairs", pair_rows(result, lang)),
        ("waves", wave_rows(result, lang)),
    ):
        if table:
            parts += [say[head], "", say[f"{head}_head"], rule(say[f"{head}_head"])]
            parts += [*table, ""]
    parts += [*recovery_part(result, lang), say["sure"], ""]
    for text in _reading(result, lang):
        parts += [text, ""]
    parts += [say["again"], "", f"```\n{command(result)}\n```", "", say["next"], ""]
    return "\n".join([*parts, say["next_text"].format(sets=result.plan.sets), ""])


def lines(result: "Calibration", lang: str = "en") -> str:
    """What the terminal shows."""
    told = [setting(result, lang), *(f"  {s}" for s in findings(result, lang))]
    found = result.recovery()
    if found is not None:
        told.append("  " + covered(found, lang))
    return "\n".join(told).replace("**", "")


def setting(result: "Calibration", lang: str = "en") -> str:
    """How large the study was."""
    plan = result.plan
    points = sum(len(batch.unit) for batch in result.matching.batches)
    return WORDS[lang]["setting"].format(
        parameters=len(plan.free), targets=len(plan.targets),
        runs=(points + plan.check + plan.truths) * plan.replicates, points=points,
        waves=plan.waves, s="" if plan.waves == 1 else "s", check=plan.check,
        replicates=plan.replicates, t="" if plan.replicates == 1 else "s",
        seed=plan.seed,
    )  # fmt: skip


def findings(result: "Calibration", lang: str = "en") -> list[str]:
    """What was found, one sentence each."""
    say = WORDS[lang]
    if result.empty:
        cutoff, reached = result.matching.matcher.cutoff, result.found.space.reached
        told = [say["empty"].format(reached=reached, cutoff=cutoff)]
    else:
        told = [say["left"].format(share=share_word(result.found.space.share, lang))]
    told += [*_met(result, lang), *_known(result, lang)]
    if result.errors:
        count = len(result.errors)
        told.append(
            say["failed"].format(
                count=count, s="" if count == 1 else "s", error=result.errors[0][3]
            )
        )
    return told


def _met(result: "Calibration", lang: str) -> list[str]:
    """How many targets are met, and which are not."""
    say, table = WORDS[lang], result.targets()
    names = {target.name: target.label(lang) for target in result.plan.targets}
    met = int((table["verdict"] == "met").sum())
    told = [say["met"].format(met=met, count=len(table))]
    missed = table[table["verdict"].isin(["too low", "too high", "not measured"])]
    partly = table[table["verdict"] == "partly"]
    for word, rows, form in (
        ("missed", missed, "item"),
        ("partly", partly, "item_partly"),
    ):
        items = [
            say[form].format(
                name=names[row.target],
                got=number(row.got),
                wanted=wanted(row),
                verdict=verdict_word(row.verdict, lang),
                share=row.met,
            )
            for row in rows.itertuples()
        ]
        if items:
            told.append(say[word].format(items=_some(items, say["semi"], lang)))
    return told


def _some(items: list[str], join: str, lang: str) -> str:
    """The first of a list, and how many more there are."""
    if len(items) <= NAMED:
        return join.join(items)
    more = len(items) - NAMED
    rest = f"等 {len(items)} 个" if lang == "zh" else f" and {more} more"
    return join.join(items[:NAMED]) + rest


def _known(result: "Calibration", lang: str) -> list[str]:
    """What the data say about the parameters, and which are known only together."""
    say, table = WORDS[lang], result.identifiability()
    told = []
    for word in ("determined", "narrowed", "nothing"):
        rows = table[table["verdict"] == word].sort_values("width_share")
        items = [f"`{name}`" for name in rows["parameter"]]
        if items:
            told.append(say[word].format(items=_some(items, say["sep"], lang)))
    pairs = result.pairs()
    tied = pairs[pairs["correlation"].abs() >= TIED]
    items = [
        say["tie"].format(a=f"`{row.a}`", b=f"`{row.b}`", r=number(row.correlation))
        for row in tied.head(NAMED).itertuples()
    ]
    return [*told, say["tied"].format(items=say["semi"].join(items))] if items else told


def _reading(result: "Calibration", lang: str) -> list[str]:
    """What the method is, and what the result is not."""
    say, targets = WORDS[lang], result.plan.targets
    told = [say["read"].format(check=result.plan.check), say["read_prior"]]
    if any(target.banded for target in targets):
        told.append(say["read_band"])
    if not any(target.discrepancy for target in targets):
        told.append(say["no_discrepancy"])
    return told


def command(result: "Calibration") -> str:
    """The line that does it again, with the file of targets that stands in the folder."""
    plan = result.plan
    more = f" --recover {plan.truths}" if plan.truths else ""
    return f"govsim calibrate {plan.file or 'TARGETS.toml'} --seed {plan.seed}{more}"
