"""Verbs that run worlds: run, compare, validate."""

import os
from pathlib import Path
from typing import Annotated

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
    folder_of,
    language_of,
    plan_of,
    say,
)
from govsim.cli.waiting import Progress, ask_if_long, ask_if_long_validation
from govsim.errors import BadInput


def run(
    scenario: Annotated[str, typer.Argument(help="A preset or a file.")],
    months: Months = None,
    seed: Seed = 1,
    set_: Annotated[
        list[str] | None,
        typer.Option(
            "--set", help="lever=value, or month:lever=value from that month."
        ),
    ] = None,
    world: World = None,
    out: Out = None,
    overwrite: Overwrite = False,
    quick: Quick = False,
    explain: Annotated[
        int | None,
        typer.Option("--explain", help="Also say why resident N acted in the end."),
    ] = None,
    lang: Lang = None,
) -> None:
    """One run. Example: govsim run self-governing --set audit_probability=0.5."""
    from govsim.explaining import explain_resident
    from govsim.report.folder import prepare
    from govsim.report.terminal import run_lines
    from govsim.studies.running import run as run_once

    language = language_of(lang)
    plan = plan_of(
        scenario, 24 if quick and months is None else months, world, set_ or []
    )
    folder = out or folder_of("run")
    prepare(folder, overwrite).rmdir()
    result = run_once(plan, rng=seed)
    written = result.write(folder, lang=language, overwrite=overwrite)
    say(run_lines(result, language))
    if explain is not None:
        say(explain_resident(result.model, explain, language))
    say(f"{written}{os.sep}   summary.md · outcomes.csv · figures")


def compare(
    scenarios: Annotated[
        list[str], typer.Argument(help="Two presets or files, or more.")
    ],
    replicates: Annotated[
        int | None, typer.Option("--replicates", help="Pairs of worlds (30).")
    ] = None,
    months: Months = None,
    seed: Seed = 1,
    workers: Workers = None,
    parameters: Annotated[
        str, typer.Option("--parameters", help="plausible or default.")
    ] = "plausible",
    world: World = None,
    out: Out = None,
    overwrite: Overwrite = False,
    quick: Quick = False,
    yes: Yes = False,
    lang: Lang = None,
) -> None:
    """The main job. Example: govsim compare administration-led self-governing."""
    from govsim.report.folder import prepare
    from govsim.report.terminal import comparison_lines
    from govsim.studies.comparing import compare as compare_worlds

    language = language_of(lang)
    pairs = replicates if replicates is not None else (6 if quick else 30)
    length = months if months is not None else (36 if quick else None)
    if len(scenarios) < 2:
        raise BadInput("compare needs two scenarios or more.")
    check_workers(workers)
    plans = [plan_of(name, length, world, []) for name in scenarios]
    folder = out or folder_of("compare")
    prepare(folder, overwrite).rmdir()
    ask_if_long(plans, pairs, workers, yes)
    with Progress() as progress:
        result = compare_worlds(
            plans,
            replicates=pairs,
            rng=seed,
            workers=workers,
            parameters=parameters,
            progress=progress,
        )
    written = result.write(folder, lang=language, overwrite=overwrite)
    say(comparison_lines(result, language))
    say(f"{written}{os.sep}   summary.md · outcomes.csv · figures")


def validate(
    only: Annotated[
        list[str] | None,
        typer.Option("--only", help="A row, as A3; may be given again."),
    ] = None,
    role: Annotated[
        str | None,
        typer.Option("--role", help="consistency, fitted, unfitted or reachable."),
    ] = None,
    full: Annotated[
        bool,
        typer.Option(
            "--full", help="Realistic worlds and as many as the verdict needs."
        ),
    ] = False,
    replicates: Annotated[
        int | None, typer.Option("--replicates", help="Worlds a row begins with.")
    ] = None,
    ballots: Annotated[
        Path | None,
        typer.Option("--ballots", help="Folder of real ballots, for row A15."),
    ] = None,
    seed: Seed = 1,
    workers: Workers = None,
    out: Out = None,
    overwrite: Overwrite = False,
    quick: Quick = False,
    yes: Yes = False,
    lang: Lang = None,
) -> None:
    """Patterns the model must answer to. Example: govsim validate --only A3 --only B2."""
    from govsim.report.folder import prepare
    from govsim.studies.patterns.cards import chosen
    from govsim.studies.validating import validate as judge

    language = language_of(lang)
    check_workers(workers)
    if quick and full:
        raise BadInput("--quick and --full exclude each other; quick is the default.")
    rows = [name.upper() for name in only or ()]
    patterns = chosen(rows, role)
    folder = out or folder_of("validate")
    prepare(folder, overwrite).rmdir()
    if full:
        ask_if_long_validation(patterns, workers, yes)
    with Progress() as progress:
        result = judge(
            rows,
            role,
            full,
            seed,
            workers,
            replicates=replicates,
            ballots=ballots,
            progress=progress,
        )
    written = result.write(folder, lang=language, overwrite=overwrite)
    say(result.lines(language))
    say(f"{written}{os.sep}   validation.md · verdicts.csv · replicates.csv")
