"""The verb that tries out pilots and their evaluation: trial."""

import signal
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from govsim.cli.options import Lang, Out, Outcomes, Overwrite, Quick, Workers, Yes
from govsim.cli.shared import (
    Settings,
    check_workers,
    folder_of,
    language_of,
    say,
    say_folder,
)
from govsim.cli.waiting import Forecast, announce

if TYPE_CHECKING:
    from govsim.studies.trials import Trial, TrialDesign

FILES = "report/summary.md · report/judged.csv · report/figures · runs"
SURE = 20.0  # seconds, by rule of thumb, below which no forecast is measured


def trial(
    design: Annotated[str, typer.Argument(help="A trial's file, or its folder.")],
    replicates: Annotated[
        int | None, typer.Option("--replicates", help="Worlds the pilot is tried in.")
    ] = None,
    outcome: Outcomes = None,
    seed: Annotated[int | None, typer.Option("--seed", help="Integer seed.")] = None,
    workers: Workers = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with an unfinished trial.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the forecast only.")
    ] = False,
    out: Out = None,
    overwrite: Overwrite = False,
    quick: Quick = False,
    yes: Yes = False,
    lang: Lang = None,
) -> None:
    """Try a pilot and its evaluation. Example: govsim trial fund-pilot.toml --quick."""
    language = language_of(lang)
    check_workers(workers)
    given = Path(design)
    if given.is_dir():
        _look(given, workers, outcome, language)
        return
    asked = _asked(given, replicates, outcome, seed, quick)
    if dry_run:
        say(asked.forecast(workers).words(language))
        return
    folder = out or folder_of("trial")
    _ready(folder, resume=resume, overwrite=overwrite)
    if not yes and not resume:
        _announce(asked, workers, language)
    how = {"out": folder, "resume": resume, "overwrite": overwrite}
    _tell(_run(asked, folder, workers=workers, **how), folder, language)


def _asked(
    path: Path,
    replicates: int | None,
    outcome: list[str] | None,
    seed: int | None,
    quick: bool,
) -> "TrialDesign":
    """The file's trial with what the options change."""
    from govsim.studies.trials import TrialDesign

    made = TrialDesign.from_toml(path)
    made = made.quick() if quick else made
    wanted = {"replicates": replicates, "outcomes": outcome, "seed": seed}
    return made.replace(**{k: v for k, v in wanted.items() if v is not None})


def _ready(folder: Path, *, resume: bool, overwrite: bool) -> None:
    """A fault before any work if something stands in the way."""
    from govsim.errors import BadInput
    from govsim.studies.sweeping.folder import SweepFolder
    from govsim.studies.trials.running import RUNS

    runs = SweepFolder(folder / RUNS)
    if runs.begun and not resume and not overwrite:
        raise BadInput(runs.in_the_way())


def _announce(asked: "TrialDesign", workers: int | None, lang: str) -> None:
    """Say what is coming, and ask if that is long."""
    runs, months = 2 * asked.replicates, asked.months
    if asked.scenario.adults * runs * months * 1e-6 < SURE:
        return
    coming = asked.forecast(workers)
    words = coming.words(lang)
    announce(Forecast(coming.minutes, words, words), yes=False)


def _run(design: "TrialDesign | Path", folder: Path, **how: Any) -> "Trial":
    """Run, and stop cleanly when told to."""
    from govsim.studies.sweeping.conducting import SweepStopped
    from govsim.studies.trials import trial as run_trial

    signal.signal(signal.SIGTERM, _stop)
    try:
        return run_trial(design, progress=not Settings.quiet, **how)
    except (SweepStopped, KeyboardInterrupt) as error:
        told = str(error) or "Stopped"
        typer.echo(f"{told}. Go on with: govsim trial {folder}", err=True)
        raise typer.Exit(1) from None


def _stop(*_: Any) -> None:
    raise KeyboardInterrupt


def _look(
    folder: Path, workers: int | None, outcome: list[str] | None, lang: str
) -> None:
    """Finish a trial that was begun, and look at it (again)."""
    made = _run(folder, folder, workers=workers)
    if outcome is not None:
        made.design = replace(made.design, outcomes=outcome)
    _tell(made, folder, lang)


def _tell(made: "Trial", folder: Path, lang: str) -> None:
    made.write(folder / "report", lang=lang, overwrite=True)
    say(made.lines(lang))
    say_folder(folder, FILES)
