"""What all verbs do with words typed: language, what is said, plans, lists, numbers."""

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from govsim.errors import BadInput

if TYPE_CHECKING:
    from govsim.scenarios import Scenario


class Settings:
    """What the options before the verb said."""

    lang = "en"
    quiet = False


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


def say_folder(folder: Path, files: str) -> None:
    """Where the results lie, and what is worth opening there."""
    say(f"{folder}{os.sep}   {files}")


def plan_of(
    name: str,
    months: int | None = None,
    world: str | None = None,
    settings: list[str] | None = None,
) -> "Scenario":
    """The scenario with what the options change."""
    from govsim.scenarios import load
    from govsim.settings import with_settings

    plan = load(name)
    if world is not None:
        plan = plan.replace(world=world)
    if months is not None:
        plan = plan.replace(months=months)
    return with_settings(plan, settings or [])


def folder_of(verb: str) -> Path:
    """Where a verb writes if nobody says."""
    return Path("results") / f"{verb}-{time.strftime('%Y%m%d-%H%M%S')}"


def check_workers(workers: int | None) -> None:
    """At least one process."""
    if workers is not None and workers < 1:
        raise BadInput(f"--workers {workers}: at least 1.")


def number[N](given: N | None, usual: N, few: N, *, quick: bool) -> N:
    """What was typed; else few if --quick was given, and the usual number if not."""
    if given is not None:
        return given
    return few if quick else usual


def listed(text: str) -> list[str]:
    """The names in `a, b, c`."""
    return [part.strip() for part in text.split(",") if part.strip()]
