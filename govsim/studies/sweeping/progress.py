"""How far is a sweep, and how long will it still take?"""

import sys
import time
from collections.abc import Callable
from typing import Any

type Progress = Callable[[int, int], None]
QUIET = 2.0  # seconds before anything is shown


class Bar:
    """A bar with the time left, after two seconds; silent when not a terminal."""

    def __init__(self) -> None:
        self.begun = time.monotonic()
        self._bar: Any = None
        self._task: Any = None

    def __call__(self, done: int, total: int) -> None:
        """Show how many of all runs are done."""
        if time.monotonic() - self.begun < QUIET or not sys.stderr.isatty():
            return
        if self._bar is None:
            self._open(total)
        self._bar.update(self._task, completed=done, total=total)

    def _open(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TimeElapsedColumn,
            TimeRemainingColumn,
        )

        self._bar = Progress(
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._bar.start()
        self._task = self._bar.add_task("", total=total)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()


def nothing(done: int, total: int) -> None:
    """Show nothing."""
