"""Verbs that run worlds: run, compare, validate."""

from pathlib import Path
from typing import Annotated

import typer

from govsim.cli.forecasts import of_comparison, of_validation
from govsim.cli.options import (
    Assumed,
    Lang,
    Months,
    Out,
    Overwrite,
    Quick,
    Seed,
    Workers,
    World,
    Yes,
)
from govsim.cli.shared import check_workers, language_of, number, plan_of
from govsim.cli.studying import Study
from govsim.errors import BadInput

FILES = "summary.md · outcomes.csv · figures"
VALIDATION_FILES = "validation.md · verdicts.csv · replicates.csv"

Settings = Annotated[
    list[str] | None,
    typer.Option("--set", help="lever=value, or month:lever=value from that month."),
]
Explain = Annotated[
    int | None,
    typer.Option("--explain", help="Also say why resident N acted in the end."),
]
Scenarios = Annotated[list[str], typer.Argument(help="Two presets or files, or more.")]
Pairs = Annotated[
    int | None, typer.Option("--replicates", help="Pairs of worlds (30).")
]
Only = Annotated[
    list[str] | None,
    typer.Option("--only", help="A row, as A3; may be given again."),
]
Role = Annotated[
    str | None,
    typer.Option("--role", help="consistency, fitted, unfitted or reachable."),
]
Full = Annotated[
    bool,
    typer.Option("--full", help="Realistic worlds and as many as the verdict needs."),
]
Worlds = Annotated[
    int | None, typer.Option("--replicates", help="Worlds a row begins with.")
]
Ballots = Annotated[
    Path | None,
    typer.Option("--ballots", help="Folder of real ballots, for row A15."),
]


def run(
    scenario: Annotated[str, typer.Argument(help="A preset or a file.")],
    months: Months = None,
    seed: Seed = 1,
    set_: Settings = None,
    world: World = None,
    out: Out = None,
    overwrite: Overwrite = False,
    quick: Quick = False,
    explain: Explain = None,
    lang: Lang = None,
) -> None:
    """One run. Example: govsim run self-governing --set audit_probability=0.5."""
    from govsim.explaining import explain_resident
    from govsim.studies.running import run as run_once

    study = Study("run", FILES, language_of(lang), out, overwrite)
    plan = plan_of(scenario, number(months, None, 24, quick=quick), world, set_)
    study.carry_out(
        lambda _: run_once(plan, rng=seed),
        more=None
        if explain is None
        else lambda result: explain_resident(result.model, explain, study.lang),
    )


def compare(
    scenarios: Scenarios,
    replicates: Pairs = None,
    months: Months = None,
    seed: Seed = 1,
    workers: Workers = None,
    parameters: Assumed = "plausible",
    world: World = None,
    out: Out = None,
    overwrite: Overwrite = False,
    quick: Quick = False,
    yes: Yes = False,
    lang: Lang = None,
) -> None:
    """The main job. Example: govsim compare administration-led self-governing."""
    from govsim.studies.comparing import compare as compare_worlds

    study = Study("compare", FILES, language_of(lang), out, overwrite, yes)
    check_workers(workers)
    if len(scenarios) < 2:
        raise BadInput("compare needs two scenarios or more.")
    pairs = number(replicates, 30, 6, quick=quick)
    length = number(months, None, 36, quick=quick)
    plans = [plan_of(name, length, world) for name in scenarios]
    study.carry_out(
        lambda progress: compare_worlds(
            plans,
            replicates=pairs,
            rng=seed,
            workers=workers,
            parameters=parameters,
            progress=progress,
        ),
        lambda: of_comparison(plans, pairs, workers),
    )


def validate(
    only: Only = None,
    role: Role = None,
    full: Full = False,
    replicates: Worlds = None,
    ballots: Ballots = None,
    seed: Seed = 1,
    workers: Workers = None,
    out: Out = None,
    overwrite: Overwrite = False,
    quick: Quick = False,
    yes: Yes = False,
    lang: Lang = None,
) -> None:
    """Patterns the model must answer to. Example: govsim validate --only A3 --only B2."""
    from govsim.studies.patterns.cards import chosen
    from govsim.studies.validating import validate as judge

    study = Study("validate", VALIDATION_FILES, language_of(lang), out, overwrite, yes)
    check_workers(workers)
    if quick and full:
        raise BadInput("--quick and --full exclude each other; quick is the default.")
    rows = [name.upper() for name in only or ()]
    patterns = chosen(rows, role)
    study.carry_out(
        lambda progress: judge(
            rows,
            role,
            full,
            seed,
            workers,
            replicates=replicates,
            ballots=ballots,
            progress=progress,
        ),
        lambda: of_validation(patterns, workers) if full else None,
    )
