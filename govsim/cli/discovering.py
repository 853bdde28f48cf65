"""The verb that looks into a sweep: discover."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from govsim.cli.options import Lang, Out, Overwrite, Quick, Seed, Yes
from govsim.cli.shared import language_of, listed, number
from govsim.cli.studying import Study
from govsim.cli.waiting import Forecast, Progress
from govsim.errors import BadInput

if TYPE_CHECKING:
    from govsim.studies.discovery import Discovery, Search
    from govsim.studies.flip_map import FlipMap
    from govsim.studies.regret import Regret
    from govsim.studies.sweeping import Sweep

FILES = "summary.md · tables · figures"
QUICK_SHUFFLES, QUICK_DRAWS = 19, 10


def discover(
    sweep_dir: Annotated[str, typer.Argument(help="Folder of a sweep.")],
    when: Annotated[
        str | None,
        typer.Option("--when", help="A condition: satisfaction[a] > satisfaction[b]."),
    ] = None,
    over: Annotated[
        str | None, typer.Option("--over", help="Names to search over: a,b,c.")
    ] = None,
    flip: Annotated[
        str | None,
        typer.Option("--map", help="A flip map: outcome, or outcome:x,y."),
    ] = None,
    between: Annotated[
        str | None,
        typer.Option("--between", help="Two scenarios for the map: a,b."),
    ] = None,
    regret: Annotated[
        list[str] | None,
        typer.Option("--regret", help="An outcome to rank by; may be given again."),
    ] = None,
    threshold: Annotated[
        float, typer.Option("--threshold", help="Density wanted of a box.")
    ] = 0.8,
    boxes: Annotated[int, typer.Option("--boxes", help="Most boxes.")] = 3,
    shuffles: Annotated[
        int | None, typer.Option("--shuffles", help="Searches over shuffled points.")
    ] = None,
    draws: Annotated[
        int | None, typer.Option("--draws", help="Searches over half of the points.")
    ] = None,
    seed: Seed = 1,
    out: Out = None,
    overwrite: Overwrite = False,
    quick: Quick = False,
    yes: Yes = False,
    lang: Lang = None,
) -> None:
    """Where a ranking flips. Example: govsim discover results/audits --when "overload > 1".

    Scenarios stand in brackets: --when
    "participation_rate[self-governing] < participation_rate[administration-led]".
    """
    from govsim.studies.discovery import DRAWS, SHUFFLES, Search
    from govsim.studies.regret import regret as regret_of
    from govsim.studies.sweeping import Sweep

    study = Study("discover", FILES, language_of(lang), out, overwrite, yes)
    if when is None and flip is None and not regret:
        raise BadInput('nothing is asked: give --when "CONDITION", --map or --regret.')
    if between is not None and flip is None:
        raise BadInput("--between belongs to --map.")
    sweep = Sweep(sweep_dir)
    maps = [_map(sweep, flip, between)] if flip is not None else []
    losses = [regret_of(sweep, name, rng=seed) for name in regret or []]
    hunt = None
    if when is not None:
        many = number(shuffles, SHUFFLES, QUICK_SHUFFLES, quick=quick)
        halves = number(draws, DRAWS, QUICK_DRAWS, quick=quick)
        names = listed(over) if over is not None else None
        hunt = Hunt(sweep, when, names, Search(threshold, boxes, many, halves, seed))
    study.carry_out(
        lambda progress: Findings(
            sweep, hunt.carry_out(progress) if hunt else None, maps, losses
        ),
        hunt.forecast if hunt else None,
    )


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was asked of a sweep at once: boxes, maps, regrets."""

    sweep: "Sweep"
    found: "Discovery | None"
    maps: "Sequence[FlipMap]"
    losses: "Sequence[Regret]"

    def lines(self, lang: str = "en") -> str:
        """What the terminal shows of each; boxes show their own map."""
        parts = [] if self.found is None else [self.found.lines(lang)]
        parts += [each.summary(lang) for each in self.maps]
        parts += [each.summary(lang) for each in self.losses]
        return "\n".join([*parts, ""])

    def write(
        self, folder: str | Path, *, lang: str = "en", overwrite: bool = False
    ) -> Path:
        """One folder for all; the boxes' own map where no other was asked for."""
        from govsim.report.discovery_folder import write_studies

        maps = list(self.maps)
        if not maps and self.found is not None and self.found.map is not None:
            maps = [self.found.map]
        return write_studies(
            self.sweep, Path(folder), lang, overwrite, self.found, maps, self.losses
        )


@dataclass(frozen=True, slots=True)
class Hunt:
    """A search for boxes, as asked."""

    sweep: "Sweep"
    when: str
    over: list[str] | None
    search: "Search"

    def forecast(self) -> Forecast:
        """What it will take."""
        from govsim.studies.conditions import read_condition
        from govsim.studies.discovering import seconds_of
        from govsim.studies.sweep_cases import cases_of

        asked = self.search
        cases = cases_of(self.sweep, read_condition(self.when), self.over)
        points = len(cases.table) // len(cases.worlds)
        minutes = seconds_of(points, len(cases.over), asked) / 60.0
        return Forecast(
            minutes,
            f"{asked.boxes * (1 + asked.shuffles + asked.draws)} searches over {points} "
            f"points and {len(cases.over)} names, up to {minutes:.0f} minutes.",
        )

    def carry_out(self, progress: Progress) -> "Discovery":
        """Search."""
        from govsim.studies.discovering import discover as discover_in

        return discover_in(
            self.sweep,
            self.when,
            over=self.over,
            threshold=self.search.threshold,
            boxes=self.search.boxes,
            shuffles=self.search.shuffles,
            draws=self.search.draws,
            rng=self.search.seed,
            progress=progress,
        )


def _map(sweep: "Sweep", text: str, between: str | None) -> "FlipMap":
    """The map that is asked for as outcome, or outcome:x,y."""
    from govsim.studies.flip_map import flip_map

    outcome, colon, names = text.partition(":")
    sides: list[str | None] = [None, None]
    if between is not None:
        sides = [*listed(between)]
        if len(sides) != 2:
            raise BadInput(f"--between {between}: name two scenarios, a,b.")
    over = listed(names) if colon else None
    return flip_map(sweep, outcome.strip(), sides[0], sides[1], over=over)
