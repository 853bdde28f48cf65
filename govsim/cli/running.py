"""Verbs that run worlds: run, compare, validate."""

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
    clear_folder,
    language_of,
    plan_of,
    say_result,
)
from govsim.cli.waiting import Progress, ask_if_long, ask_if_long_validation
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
Assumed = Annotated[str, typer.Option("--parameters", help="plausible or default.")]
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
    from govsim.report.terminal import run_lines
    from govsim.studies.running import run as run_once

    language = language_of(lang)
    length = 24 if quick and months is None else months
    plan = plan_of(scenario, length, world, set_ or [])
    folder = clear_folder(out, "run", overwrite)
    result = run_once(plan, rng=seed)
    written = result.write(folder, lang=language, overwrite=overwrite)
    lines = [run_lines(result, language)]
    if explain is not None:
        lines.append(explain_resident(result.model, explain, language))
    say_result("\n".join(lines), written, FILES)


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
    from govsim.report.terminal import comparison_lines
    from govsim.studies.comparing import compare as compare_worlds

    language = language_of(lang)
    pairs = replicates if replicates is not None else (6 if quick else 30)
    length = months if months is not None else (36 if quick else None)
    if len(scenarios) < 2:
        raise BadInput("compare needs two scenarios or more.")
    check_workers(workers)
    plans = [plan_of(name, length, world, []) for name in scenarios]
    folder = clear_folder(out, "compare", overwrite)
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
    say_result(comparison_lines(result, language), written, FILES)


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

    language = language_of(lang)
    check_workers(workers)
    if quick and full:
        raise BadInput("--quick and --full exclude each other; quick is the default.")
    rows = [name.upper() for name in only or ()]
    patterns = chosen(rows, role)
    folder = clear_folder(out, "validate", overwrite)
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
    say_result(result.lines(language), written, VALIDATION_FILES)
