"""Long work: what it will take, whether to go on, how far it is."""

import sys
import time
from typing import TYPE_CHECKING, Any

import typer

from govsim.cli.shared import Settings
from govsim.errors import BadInput

if TYPE_CHECKING:
    from govsim.studies.patterns.cards import Pattern

RUNS_A_ROW = 1.5
"""Runs of its own a row of a validation needs on average; rows share many."""

MICROSECONDS = 1.2  # a resident-month, with its share of set-up, on a slow machine


def ask_if_long(plans: list, pairs: int, workers: int | None, yes: bool) -> None:
    """Say what work over five minutes will take, and ask."""
    from govsim.opening import FAST_MONTHS, OWN_PACE_MONTHS
    from govsim.studies.jobs import available_cores

    adults = sum(profile.adults for profile in plans[0].profiles)
    jobs = pairs + max(4, pairs // 5)
    months = jobs * (FAST_MONTHS + OWN_PACE_MONTHS + len(plans) * plans[0].months)
    cores = min(workers or available_cores(), jobs)
    minutes = adults * months * MICROSECONDS / 1e6 / 60.0 / cores
    if minutes <= 5.0 or yes:
        return
    size = (
        pairs
        * len(plans)
        * plans[0].months
        * (len(plans[0].profiles) + 1)
        * 57
        * 4
        / 1e6
    )
    text = (
        f"{jobs * len(plans)} runs, about {minutes:.0f} minutes, about {size:.0f} MB."
    )
    ask(text)


def ask_if_long_validation(
    patterns: "list[Pattern]", workers: int | None, yes: bool
) -> None:
    """Say what a full validation takes at least, and ask; straddling rows take more."""
    from govsim.opening import FAST_MONTHS, OWN_PACE_MONTHS
    from govsim.studies.jobs import available_cores

    rows = [p for p in patterns if p.world in ("realistic", "one of each")]
    if not rows or yes:
        return
    worlds = max(p.replicates for p in rows)
    runs = round(len(rows) * RUNS_A_ROW)
    months = FAST_MONTHS + OWN_PACE_MONTHS + 120 * runs
    cores = min(workers or available_cores(), worlds)
    minutes = 97_500 * worlds * months * MICROSECONDS / 1e6 / 60.0 / cores
    ask(f"{worlds * runs} runs, about {minutes:.0f} minutes or more, about 1 MB.")


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
