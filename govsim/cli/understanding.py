"""Verbs that look behind a difference: explain, sensitivity."""

from typing import TYPE_CHECKING, Annotated

import typer

from govsim.cli.forecasts import of_cost
from govsim.cli.options import (
    Another,
    Assumed,
    FullWorld,
    Lang,
    Months,
    Out,
    Outcomes,
    Overwrite,
    Plan,
    Quick,
    Seed,
    Workers,
    World,
    WorldsRun,
    Yes,
)
from govsim.cli.shared import check_workers, language_of, listed, number, plan_of
from govsim.cli.studying import Study
from govsim.errors import BadInput

if TYPE_CHECKING:
    from govsim.studies.factors import Asked

QUICK_MONTHS = 24
QUICK_SAMPLES = {"morris": 4, "sobol": 16}
EXPLAIN_FILES = "summary.md · parts.csv · cells.parquet · figures"
SENSITIVITY_FILES = "summary.md · indices.csv · noise.csv · figures"
RULES = {
    "en": " A first screening by rule, --factors rules, takes a fifteenth of that.",
    "zh": "先按规则筛选(--factors rules)只需约十五分之一。",
}


def explain(
    a: Plan,
    b: Another,
    outcome: Outcomes = None,
    by: Annotated[str, typer.Option("--by", help="groups or levers.")] = "groups",
    replicates: WorldsRun = None,
    months: Months = None,
    seed: Seed = 1,
    workers: Workers = None,
    parameters: Assumed = "plausible",
    permutations: Annotated[
        int | None,
        typer.Option("--permutations", help="Orders drawn in each world."),
    ] = None,
    world: World = None,
    full_world: FullWorld = False,
    out: Out = None,
    overwrite: Overwrite = False,
    quick: Quick = False,
    yes: Yes = False,
    lang: Lang = None,
) -> None:
    """What makes a difference. Example: govsim explain administration-led jianghan."""
    from govsim.studies.explain_study import REPLICATES, explain_plan

    study = Study("explain", EXPLAIN_FILES, language_of(lang), out, overwrite, yes)
    check_workers(workers)
    plan = explain_plan(
        plan_of(a, world=world),
        plan_of(b, world=world),
        outcomes=outcome,
        by=by,
        replicates=number(replicates, REPLICATES, 3, quick=quick),
        months=number(months, None, QUICK_MONTHS, quick=quick),
        rng=seed,
        parameters="default" if quick else parameters,
        permutations=permutations,
        full_world=full_world,
    )
    study.carry_out(
        lambda progress: plan.carry_out(workers, progress=progress),
        lambda: of_cost(plan.cost(workers), study.lang),
    )


def sensitivity(
    scenario: Plan,
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
    full_world: FullWorld = False,
    out: Out = None,
    overwrite: Overwrite = False,
    quick: Quick = False,
    yes: Yes = False,
    lang: Lang = None,
) -> None:
    """What matters. Example: govsim sensitivity baseline --factors rules --quick."""
    from govsim.studies.sensitivity import REPLICATES, sensitivity_plan

    language = language_of(lang)
    study = Study("sensitivity", SENSITIVITY_FILES, language, out, overwrite, yes)
    check_workers(workers)
    plan = sensitivity_plan(
        plan_of(scenario, world=world),
        method=method,
        outcomes=outcome,
        factors=factors_typed(factors),
        versus=None if versus is None else plan_of(versus, world=world),
        samples=number(samples, None, QUICK_SAMPLES.get(method), quick=quick),
        replicates=number(replicates, REPLICATES, 2, quick=quick),
        months=number(months, None, QUICK_MONTHS, quick=quick),
        rng=seed,
        full_world=full_world,
    )
    cheaper = factors == "parameters" and method == "morris"
    study.carry_out(
        lambda progress: plan.carry_out(workers, progress=progress),
        lambda: of_cost(plan.cost(workers), language, RULES[language] * cheaper),
    )


def factors_typed(text: str) -> "Asked":
    """Factors as typed: a set's name, or names with or without ranges."""
    from govsim.studies.factors import SETS

    if text in SETS:
        return text
    ranges = {}
    for item in listed(text):
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
