"""The verb for many runs: sweep."""

import signal
import traceback
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from govsim.cli.forecasts import MICROSECONDS, of_sweep
from govsim.cli.options import Lang, Out, Overwrite, Quick, Workers, Yes
from govsim.cli.shared import (
    Settings,
    check_workers,
    folder_of,
    language_of,
    say,
    say_folder,
)
from govsim.cli.waiting import announce
from govsim.errors import BadInput

if TYPE_CHECKING:
    from govsim.studies.sweeping import Design, Sweep

FILES = "outcomes · design.parquet · failures.parquet"
SURE = 20.0  # seconds, by rule of thumb, below which no pilot is needed


def sweep(
    design: Annotated[str, typer.Argument(help="A design file, or a sweep's folder.")],
    workers: Workers = None,
    dask: Annotated[
        str | None, typer.Option("--dask", help="Address of a Dask scheduler.")
    ] = None,
    shard: Annotated[
        str | None, typer.Option("--shard", help="i/n: only every n-th part, from i.")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with an unfinished sweep.")
    ] = False,
    retry: Annotated[
        bool, typer.Option("--retry", help="Do failed runs again.")
    ] = False,
    extend: Annotated[
        bool, typer.Option("--extend", help="Add the runs this design has more.")
    ] = False,
    join: Annotated[
        bool,
        typer.Option("--join", help="Bring finished shards together; run nothing."),
    ] = False,
    replay: Annotated[
        int | None, typer.Option("--replay", help="Do one run of a sweep again, here.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the runs and the forecast only.")
    ] = False,
    out: Out = None,
    overwrite: Overwrite = False,
    quick: Quick = False,
    yes: Yes = False,
    lang: Lang = None,
) -> None:
    """Many runs, crash-safe. Example: govsim sweep design.toml --workers 4."""
    language = language_of(lang)
    check_workers(workers)
    given = Path(design)
    if replay is not None:
        _replay(_folder(given, out), replay)
        return
    if join:
        _join(_folder(given, out), language)
        return
    _check(given, quick, dask, workers)
    asked = None if given.is_dir() else _design(given, quick)
    going_on = resume or extend or retry
    folder = _target(given, asked, out, going_on, shard)
    if dry_run:
        _show(asked, folder, workers, language)
        return
    part = _shard(shard)
    _ready(asked, folder, going_on or part is not None, overwrite)
    if not yes and dask is None:
        wanted = asked or _design_of(folder)
        share = _left(wanted, folder, part) if going_on else 1.0
        _ask_if_long(wanted, workers, folder, share, language)
    result = _run(
        asked or given,
        folder,
        workers=workers,
        dask=dask,
        resume=resume,
        extend=extend,
        retry=retry,
        overwrite=overwrite,
        shard=part,
    )
    _tell(result, folder, language)


def _check(given: Path, quick: bool, dask: str | None, workers: int | None) -> None:
    if given.is_dir() and quick:
        raise BadInput("--quick makes a design small; this is a sweep that has begun.")
    if dask is not None and workers is not None:
        raise BadInput(
            "--dask and --workers exclude each other; the cluster has its own."
        )


def _design(path: Path, quick: bool) -> "Design":
    from govsim.studies.sweeping import Design

    made = Design.from_toml(path)
    return made.quick() if quick else made


def _design_of(folder: Path) -> "Design":
    from govsim.studies.sweeping import Sweep

    return Sweep(folder).design


def _folder(given: Path, out: Path | None) -> Path:
    """The folder of a sweep that was begun."""
    if given.is_dir():
        return given
    if out is not None:
        return out
    raise BadInput(f"{given} is a design; name the sweep's folder, or add --out.")


def _target(
    given: Path,
    asked: "Design | None",
    out: Path | None,
    going_on: bool,
    shard: str | None,
) -> Path:
    """Where to write."""
    if out is not None:
        return out
    if asked is None:
        return given
    if shard is not None:
        raise BadInput("--shard needs --out: all shards write into one folder.")
    return _newest(asked) if going_on else folder_of("sweep")


def _newest(asked: "Design") -> Path:
    """The newest sweep of that name in the usual place."""
    from govsim.studies.sweeping import Sweep

    for path in sorted(Path("results").glob("sweep-*"), reverse=True):
        if (path / "sweep.json").exists() and Sweep(path).asked["name"] == asked.name:
            return path
    raise BadInput(
        f"no sweep named {asked.name} was begun under results; name its folder with --out."
    )


def _shard(text: str | None) -> tuple[int, int] | None:
    """The two numbers of `i/n`."""
    if text is None:
        return None
    number, slash, count = text.partition("/")
    if not (slash and number.strip().isdigit() and count.strip().isdigit()):
        raise BadInput(f"--shard {text}: write i/n, as 1/8.")
    return int(number), int(count)


def _ready(
    asked: "Design | None", folder: Path, going_on: bool, overwrite: bool
) -> None:
    """A fault before any work if something stands in the way."""
    from govsim.studies.sweeping.folder import SweepFolder

    files = SweepFolder(folder)
    if asked is not None and files.begun and not going_on and not overwrite:
        raise BadInput(files.in_the_way())


def _rough(asked: "Design") -> float:
    """Seconds of work by rule of thumb, to see whether a pilot is worth its time."""
    from govsim.studies.sweeping.plan import SETTLING

    adults = max(plan.adults for plan in asked.scenarios)
    months = asked.runs * ((asked.months or 1) + SETTLING)
    return (adults * MICROSECONDS / 1e6 + 3e-3) * months


def _ask_if_long(
    asked: "Design", workers: int | None, folder: Path, share: float, lang: str
) -> None:
    """Say what the sweep will take, and ask if that is long."""
    if share * _rough(asked) < SURE:
        return
    whole = asked.forecast(workers)
    left = replace(whole, minutes=share * whole.minutes)
    announce(of_sweep(left, lang), yes=False)


def _left(asked: "Design", folder: Path, part: tuple[int, int] | None) -> float:
    """The share of the runs that is still to be done, here."""
    from govsim.studies.sweeping import Sweep
    from govsim.studies.sweeping.folder import SweepFolder

    share = 1.0 if part is None else 1.0 / part[1]
    if not SweepFolder(folder).begun:
        return share
    done, runs, _ = Sweep(folder).progress()
    return share * (1.0 - done / max(asked.runs, runs))


def _show(asked: "Design | None", folder: Path, workers: int | None, lang: str) -> None:
    """The runs and what they will take."""
    from govsim.studies.sweeping import Sweep

    if asked is None:
        say(Sweep(folder).summary(lang))
        return
    table = asked.table().drop(columns=["run_id", "seed"])
    say(table.to_string(index=False, max_rows=20))
    say(asked.forecast(workers).words(lang))


def _run(design: Any, folder: Path, **how: Any) -> "Sweep":
    """Run, and stop cleanly when told to."""
    from govsim.studies.sweeping import sweep as run_sweep
    from govsim.studies.sweeping.conducting import SweepStopped

    signal.signal(signal.SIGTERM, _stop)
    try:
        return run_sweep(design, out=folder, progress=not Settings.quiet, **how)
    except SweepStopped as error:
        typer.echo(f"{error}. {_next(folder)}", err=True)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        typer.echo(f"Stopped. {_next(folder)}", err=True)
        raise typer.Exit(1) from None


def _stop(*_: Any) -> None:
    raise KeyboardInterrupt


def _next(folder: Path) -> str:
    """How far it came and how to go on."""
    from govsim.studies.sweeping import Sweep

    try:
        return Sweep(folder).summary()
    except (BadInput, OSError):
        return "Nothing was begun."


def _tell(result: "Sweep", folder: Path, lang: str) -> None:
    say(result.summary(lang))
    say_folder(folder, FILES)


def _join(folder: Path, lang: str) -> None:
    from govsim.studies.sweeping import Sweep
    from govsim.studies.sweeping.folder import SweepFolder
    from govsim.studies.sweeping.study import join

    join(SweepFolder(folder), must=True)
    _tell(Sweep(folder), folder, lang)


def _replay(folder: Path, run: int) -> None:
    """One run again; a run that fails shows where."""
    from govsim.report.terminal import run_lines
    from govsim.studies.sweeping import Sweep

    sweep_there = Sweep(folder)
    try:
        made = sweep_there.replay(run)
    except BadInput:
        raise
    except Exception:
        typer.echo(traceback.format_exc(), err=True)
        raise typer.Exit(1) from None
    say(run_lines(made, Settings.lang))
