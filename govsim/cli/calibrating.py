"""The verb that fits parameters to patterns or data: calibrate."""

import signal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from govsim.cli.options import Lang, Out, Overwrite, Quick, Workers, Yes
from govsim.cli.shared import check_workers, folder_of, language_of
from govsim.cli.studying import Study
from govsim.cli.waiting import Forecast, Progress
from govsim.errors import BadInput

if TYPE_CHECKING:
    from govsim.studies.calibrating import Calibration, Plan
    from govsim.studies.calibrating.evaluating import Laboratory

FILES = (
    "summary.md · posterior.csv · identifiability.csv · calibration.parquet · figures"
)


def calibrate(
    targets: Annotated[str, typer.Argument(help="A file of targets.")],
    recover: Annotated[
        int,
        typer.Option("--recover", help="Known sets whose recovery is tried as well."),
    ] = 0,
    seed: Annotated[
        int | None, typer.Option("--seed", help="Integer seed; the file's by default.")
    ] = None,
    workers: Workers = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with what was begun in --out.")
    ] = False,
    out: Out = None,
    overwrite: Overwrite = False,
    quick: Quick = False,
    yes: Yes = False,
    lang: Lang = None,
) -> None:
    """Fit parameters to patterns or data. Example: govsim calibrate targets.toml --quick."""
    from govsim.studies.calibrating.evaluating import Laboratory
    from govsim.studies.calibrating.measuring import measure
    from govsim.studies.calibrating.study import plan_for

    check_workers(workers)
    if resume and out is None:
        raise BadInput("--resume needs --out: the folder that was begun.")
    plan = plan_for(targets, rng=seed, recover=recover, quick=quick)
    folder = out or folder_of("calibrate")
    study = Study("calibrate", FILES, language_of(lang), folder, overwrite, yes)
    lab = Laboratory(plan, measure, workers=workers)
    again = _again(targets, folder, recover, seed, quick)
    study.carry_out(
        lambda progress: _run(lab, progress, again),
        lambda: _forecast(lab, folder, study.lang, resume=resume, overwrite=overwrite),
    )


def _again(
    targets: str, folder: Path, recover: int, seed: int | None, quick: bool
) -> str:
    """The line that goes on."""
    more = f" --recover {recover}" if recover else ""
    more += "" if seed is None else f" --seed {seed}"
    more += " --quick" if quick else ""
    return f"govsim calibrate {targets}{more} --out {folder} --resume"


def _forecast(
    lab: "Laboratory", folder: Path, lang: str, *, resume: bool, overwrite: bool
) -> Forecast:
    """What is left to do, from the first run of it, which is kept."""
    from govsim.studies.calibrating.store import Store
    from govsim.studies.calibrating.waves import first_points

    lab.store = Store.open(folder, lab.plan, resume=resume, overwrite=overwrite)
    return of_calibration(lab, lab.pilot(first_points(lab.plan)), lang)


def of_calibration(lab: "Laboratory", seconds: float, lang: str) -> Forecast:
    """Of what is left, if one run takes so many seconds."""
    from govsim.studies.jobs import available_cores

    left = max(lab.plan.runs - len(lab.store.done), 0)
    count = max(min(lab.workers or available_cores(), left), 1)
    minutes = (left * seconds / count + thinking(lab.plan)) / 60.0
    size = f"{60 * minutes:.0f} s" if minutes < 1 else f"{minutes:.0f} min"
    if lang == "zh":
        text = f"还需 {left:,} 次运行，{count} 个进程，约 {size}。"
    else:
        s, es = "" if left == 1 else "s", "" if count == 1 else "es"
        text = f"{left:,} run{s} to do on {count} process{es}, about {size}."
    return Forecast(minutes, text, text)


SECONDS_A_MATCH = 4e-6
"""Of one search of the space that is left, for a target and the square of the points."""


def thinking(plan: "Plan") -> float:
    """Seconds that learning and searching take beside the runs, by rule of thumb."""
    points = plan.points_a_wave
    sizes = sum((wave * points) ** 2 for wave in range(1, plan.waves + 1))
    last = (plan.waves * points) ** 2
    searches = sizes + (4 + plan.truths) * last
    return SECONDS_A_MATCH * len(plan.targets) * searches


def _run(lab: "Laboratory", progress: Progress, again: str) -> "Calibration":
    """Run, and stop cleanly when told to."""
    from concurrent.futures import BrokenExecutor

    from govsim.studies.calibrating.study import carry_out

    signal.signal(signal.SIGTERM, _stop)
    lab.progress = progress
    try:
        return carry_out(lab)
    except (BrokenExecutor, KeyboardInterrupt) as error:
        told = "A worker died" if isinstance(error, BrokenExecutor) else "Stopped"
        typer.echo(
            f"{told}; {len(lab.store.done)} runs are kept. Go on with: {again}",
            err=True,
        )
        raise typer.Exit(1) from None


def _stop(*_: Any) -> None:
    raise KeyboardInterrupt
