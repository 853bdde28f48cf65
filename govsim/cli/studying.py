"""How does a verb carry out a study? Forecast, ask, run, write, say where.

A new study verb reads its options (`options.py`), makes a plan, and ends with::

    study = Study("calibrate", FILES, language_of(lang), out, overwrite, yes)
    study.carry_out(
        lambda progress: plan.carry_out(workers, progress=progress),
        lambda: of_cost(plan.cost(workers), study.lang),
    )
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from govsim.cli.shared import folder_of, say, say_folder
from govsim.cli.waiting import Forecast, Progress, announce


class Result(Protocol):
    """What a study gives back."""

    def lines(self, lang: str = "en") -> str:
        """What the terminal shows."""
        ...

    def write(
        self, folder: str | Path, *, lang: str = "en", overwrite: bool = False
    ) -> Path:
        """Write all of it into a folder of results."""
        ...


@dataclass(frozen=True, slots=True)
class Study:
    """A verb's work: what it is called, what it leaves behind and where."""

    verb: str  # names the folder if nobody does
    files: str  # what is worth opening in the folder
    lang: str
    out: Path | None
    overwrite: bool
    yes: bool = False  # no question before long work

    def carry_out[R: Result](
        self,
        work: Callable[[Progress], R],
        forecast: Callable[[], Forecast | None] | None = None,
        more: Callable[[R], str] | None = None,
    ) -> None:
        """Do the work, write its folder and say what came of it.

        The folder is looked at first, so that nothing is forecast or run in vain;
        then `forecast` is called, then `work`; `more` adds to what the terminal shows.
        """
        from govsim.report.folder import prepare

        folder = self.out or folder_of(self.verb)
        prepare(folder, self.overwrite).rmdir()
        coming = forecast() if forecast is not None else None
        if coming is not None:
            announce(coming, yes=self.yes)
        with Progress() as progress:
            result = work(progress)
        written = result.write(folder, lang=self.lang, overwrite=self.overwrite)
        say(result.lines(self.lang))
        if more is not None:
            say(more(result))
        say_folder(written, self.files)
