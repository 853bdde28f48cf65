"""Long work: what it will take, whether to go on, how far it is."""

import sys
import time
from dataclasses import dataclass
from typing import Any

import typer

from govsim.cli.shared import Settings, say
from govsim.errors import BadInput

LONG = 5.0  # minutes that need asking


@dataclass(frozen=True, slots=True)
class Forecast:
    """What work will take, in minutes and in words."""

    minutes: float
    question: str  # asked where it is long
    notice: str = ""  # said where it is short; nothing is said if empty


def announce(forecast: Forecast, *, yes: bool) -> None:
    """Say what is coming; ask first where it is long, unless yes was said already."""
    if forecast.minutes > LONG and not yes:
        ask(forecast.question)
    elif forecast.notice:
        say(forecast.notice)


def ask(text: str) -> None:
    """Ask whether to go on, or say how to where nobody can answer."""
    if not sys.stdin.isatty():
        raise BadInput(f"{text} Add --yes to go on.")
    if not typer.confirm(f"{text} Go on?"):
        raise typer.Exit(1)


class Progress:
    """A bar for work over two seconds; silent when not a terminal."""

    def __enter__(self) -> "Progress":
        self.bar: Any = None
        self.begun = time.monotonic()
        return self

    def __call__(self, done: int, total: int) -> None:
        """Show how many of all parts are done."""
        if (
            Settings.quiet
            or not sys.stderr.isatty()
            or time.monotonic() - self.begun < 2.0
        ):
            return
        if self.bar is None:
            from rich.console import Console
            from rich.progress import (
                BarColumn,
                MofNCompleteColumn,
                Progress,
                TimeRemainingColumn,
            )

            self.bar = Progress(
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self.bar.start()
            self.task = self.bar.add_task("", total=total)
        self.bar.update(self.task, completed=done)

    def __exit__(self, *_: object) -> None:
        if self.bar is not None:
            self.bar.stop()
