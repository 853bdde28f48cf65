"""Verbs that look behind a difference: explain, sensitivity."""

from typing import TYPE_CHECKING, Annotated

import typer

from govsim.cli.shared import (
    Lang,
    Months,
    Out,
    Overwrite,
    Quick,
    Seed,
    Workers,
    World,
    Yes,
    check_workers,
    clear_folder,
    language_of,
    plan_of,
    say,
    say_result,
)
from govsim.cli.waiting import Progress, ask
from govsim.errors import BadInput

if TYPE_CHECKING:
    from govsim.studies.cells import Cost
    from govsim.studies.factors import Asked

LONG = 5.0  # minutes that need asking
QUICK_MONTHS = 24
EXPLAIN_FILES = "summary.md · parts.csv · cells.parquet · figures"
SENSITIVITY_FILES = "summary.md · indices.csv · noise.csv · figures"

Outcomes = Annotated[
    list[str] | None,
    typer.Option("--outcome", help="An outcome; may be given again."),
]
Full = Annotated[
    bool, typer.Option("--full-world", help="Communities of full size; takes longer.")
]
WorldsRun = Annotated[
    int | None, typer.Option("--replicates", help="Worlds every cell is run in.")
]


def explain(
    a: Annotated[str, typer.Argument(help="A preset or file.")],
    b: Annotated[str, typer.Argument(help="Another.")],
    outcome: Outcomes = None,
    by: Annotated[str, typer.Option("--by", help="groups or levers.")] = "groups",
    replicates: WorldsRun = None,
    months: Months = None,
    seed: Seed = 1,
    workers: Workers = None,
    parameters: Annotated[
        str, typer.Option("--parameters", help="plausible or default.")
    ] = "plausible",
    permutations: Annotated[
        int | None,
        typer.Option("--permutations", help="Orders drawn in each world."),
    ] = None,
    world: World = None,
    full_world: Full = False,
    out: Out = None,
    overwrite: Overwrite = False,
    quick: Quick = False,
    yes: Yes = False,
    lang: Lang = None,
) -> None:
    """What makes a difference. Example: govsim explain administration-led jianghan."""
    from govsim.studies.explain_study import REPLICATES, explain_plan

    language = language_of(lang)
    check_workers(workers)
    length = QUICK_MONTHS if quick and months is None else months
    plan = explain_plan(
        plan_of(a, None, world, []),
        plan_of(b, None, world, []),
        outcomes=outcome,
        by=by,
        replicates=_given(replicates, 3 if quick else REPLICATES),
        months=length,
        rng=seed,
        parameters="default" if quick else parameters,
        permutations=permutations,
        full_world=full_world,
    )
    folder = clear_folder(out, "explain", overwrite)
    _forecast(plan.cost(workers), yes, language)
    with Progress() as progress:
        result = plan.carry_out(workers, progress=progress)
    written = result.write(folder, lang=language, overwrite=overwrite)
    say_result(result.lines(language), written, EXPLAIN_FILES)


def sensitivity(
    scenario: Annotated[str, typer.Argument(help="A preset or file.")],
    method: Annotated[
        str, typer.Option("--method", help="morris or sobol.")
    ] = "morris",
    outcome: Outcomes = None,
    factors: Annotated[
        str,
        typer.Option(
            "--factors",
            help="parameters, levers, rules, or names: a,b=0.1:0.5,c=word:word.",
        ),
    ] = "parameters",
    versus: Annotated[
        str | None, typer.Option("--versus", help="Look at the difference to this one.")
    ] = None,
    samples: Annotated[
        int | None,
        typer.Option("--samples", help="Trajectories (10) or Sobol points (64)."),
    ] = None,
    replicates: WorldsRun = None,
    months: Months = None,
    seed: Seed = 1,
    workers: Workers = None,
    world: World = None,
    full_world: Full = False,
    out: Out = None,
    overwrite: Overwrite = False,
    quick: Quick = False,
    yes: Yes = False,
    lang: Lang = None,
) -> None:
    """What matters. Example: govsim sensitivity baseline --factors rules --quick."""
    from govsim.studies.sensitivity import REPLICATES, sensitivity_plan

    language = language_of(lang)
    check_workers(workers)
    small = {"morris": 4, "sobol": 16}.get(method) if quick else None
    plan = sensitivity_plan(
        plan_of(scenario, None, world, []),
        method=method,
        outcomes=outcome,
        factors=factors_typed(factors),
        versus=None if versus is None else plan_of(versus, None, world, []),
        samples=small if samples is None else samples,
        replicates=_given(replicates, 2 if quick else REPLICATES),
        months=QUICK_MONTHS if quick and months is None else months,
        rng=seed,
        full_world=full_world,
    )
    folder = clear_folder(out, "sensitivity", overwrite)
    cheaper = factors == "parameters" and method == "morris"
    _forecast(plan.cost(workers), yes, language, RULES if cheaper else {})
    with Progress() as progress:
        result = plan.carry_out(workers, progress=progress)
    written = result.write(folder, lang=language, overwrite=overwrite)
    say_result(result.lines(language), written, SENSITIVITY_FILES)


RULES = {
    "en": " A first screening by rule, --factors rules, takes a fifteenth of that.",
    "zh": "先按规则筛选(--factors rules)只需约十五分之一。",
}


def _given(replicates: int | None, usual: int) -> int:
    return usual if replicates is None else replicates


def _forecast(
    cost: "Cost", yes: bool, lang: str, cheaper: dict[str, str] | None = None
) -> None:
    """Say what the study will take, and ask if that is long."""
    minutes = max(cost.minutes, 1 / 60)
    size = f"{60 * minutes:.0f} s" if minutes < 1 else f"{minutes:.0f} min"
    if lang == "zh":
        text = f"{cost.runs:,} 次运行,{cost.workers} 个进程,约 {size}。"
    else:
        s = "" if cost.workers == 1 else "es"
        text = f"{cost.runs:,} runs on {cost.workers} process{s}, about {size}."
    if minutes > LONG and not yes:
        ask(text + (cheaper or {}).get(lang, ""))
    else:
        say(text)


def factors_typed(text: str) -> "Asked":
    """Factors as typed: a set's name, or names with or without ranges."""
    from govsim.studies.factors import SETS

    if text in SETS:
        return text
    ranges = {}
    for item in filter(None, (part.strip() for part in text.split(","))):
        name, equals, span = item.partition("=")
        if name in ranges:
            raise BadInput(f"--factors: {name} is named twice.")
        if equals and ":" not in span:
            raise BadInput(f"--factors {item}: write name=low:high or name=word:word.")
        ranges[name.strip()] = _span(name.strip(), span) if equals else None
    if not any(ranges.values()):
        return list(ranges)
    return ranges


def _span(name: str, text: str) -> list[float | str]:
    """The ends of a range, or words of a lever."""
    from govsim.policy import LEVERS

    ends = [part.strip() for part in text.split(":")]
    if name in LEVERS and LEVERS[name].choices:
        return list(ends)
    try:
        return [float(end) for end in ends]
    except ValueError:
        raise BadInput(f"--factors {name}={text}: write name=low:high.") from None
