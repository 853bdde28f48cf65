"""What all verbs share: options, language, what is said, how plans are read."""

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from govsim.errors import BadInput

if TYPE_CHECKING:
    from govsim.scenarios import Scenario


class Settings:
    """What the options before the verb said."""

    lang = "en"
    quiet = False


def locale_language() -> str:
    """The language of the machine, if govsim speaks it."""
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    first = next((name for name in names if name), "")
    return "zh" if first.lower().startswith("zh") else "en"


def language_of(chosen: str | None) -> str:
    """The language to answer in."""
    lang = chosen or Settings.lang
    if lang not in ("en", "zh"):
        raise BadInput(f"--lang {lang}: allowed are en and zh.")
    return lang


def say(text: str = "") -> None:
    """Print, unless asked to be quiet."""
    if not Settings.quiet:
        typer.echo(text)


Lang = Annotated[str | None, typer.Option("--lang", help="en or zh.")]
Out = Annotated[Path | None, typer.Option("--out", help="Folder for the results.")]
Overwrite = Annotated[
    bool, typer.Option("--overwrite", help="Replace a finished result.")
]
Months = Annotated[int | None, typer.Option("--months", help="Length of each run.")]
World = Annotated[
    str | None, typer.Option("--world", help="default (4 × 1,500 adults) or realistic.")
]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask before long work.")]
Quick = Annotated[bool, typer.Option("--quick", help="A small version, in seconds.")]
Seed = Annotated[int, typer.Option("--seed", help="Integer seed.")]
Workers = Annotated[int | None, typer.Option("--workers", help="Processes.")]


def plan_of(
    name: str, months: int | None, world: str | None, settings: list[str]
) -> "Scenario":
    """The scenario with what the options change."""
    from govsim.scenarios import load
    from govsim.settings import with_settings

    plan = load(name)
    if world is not None:
        plan = plan.replace(world=world)
    if months is not None:
        plan = plan.replace(months=months)
    return with_settings(plan, settings)


def folder_of(verb: str) -> Path:
    """Where a verb writes if nobody says."""
    return Path("results") / f"{verb}-{time.strftime('%Y%m%d-%H%M%S')}"


def clear_folder(out: Path | None, verb: str, overwrite: bool) -> Path:
    """Where to write; a fault before any work if a finished result stands there."""
    from govsim.report.folder import prepare

    folder = out or folder_of(verb)
    prepare(folder, overwrite).rmdir()
    return folder


def say_result(lines: str, written: Path, files: str) -> None:
    """What was found, and where it lies."""
    say(lines)
    say(f"{written}{os.sep}   {files}")


def check_workers(workers: int | None) -> None:
    """At least one process."""
    if workers is not None and workers < 1:
        raise BadInput(f"--workers {workers}: at least 1.")
