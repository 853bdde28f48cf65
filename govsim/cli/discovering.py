"""The verb that looks into a sweep: discover."""

from typing import TYPE_CHECKING, Annotated

import typer

from govsim.cli.shared import (
    Lang,
    Out,
    Overwrite,
    Quick,
    Seed,
    Yes,
    clear_folder,
    language_of,
    say,
    say_result,
)
from govsim.cli.waiting import Progress, ask
from govsim.errors import BadInput

if TYPE_CHECKING:
    from govsim.studies.discovery import Discovery
    from govsim.studies.flip_map import FlipMap
    from govsim.studies.sweeping import Sweep

LONG = 5.0  # minutes that need asking
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
    from govsim.report.discovery_folder import write_studies
    from govsim.studies.discovery import DRAWS, SHUFFLES
    from govsim.studies.regret import regret as regret_of
    from govsim.studies.sweeping import Sweep

    language = language_of(lang)
    if when is None and flip is None and not regret:
        raise BadInput('nothing is asked: give --when "CONDITION", --map or --regret.')
    if between is not None and flip is None:
        raise BadInput("--between belongs to --map.")
    sweep = Sweep(sweep_dir)
    found = None
    maps = [_map(sweep, flip, between)] if flip is not None else []
    losses = [regret_of(sweep, name, rng=seed) for name in regret or []]
    folder = clear_folder(out, "discover", overwrite)
    if when is not None:
        found = _search(
            sweep,
            when,
            over,
            threshold=threshold,
            boxes=boxes,
            shuffles=_given(shuffles, quick, QUICK_SHUFFLES, SHUFFLES),
            draws=_given(draws, quick, QUICK_DRAWS, DRAWS),
            seed=seed,
            yes=yes,
        )
        if flip is None and found.map is not None:
            maps.append(found.map)
        say(found.lines(language))
    for each in maps:
        if found is None or each is not found.map:
            say(each.summary(language))
    for loss in losses:
        say(loss.summary(language))
    written = write_studies(sweep, folder, language, overwrite, found, maps, losses)
    say_result("", written, "summary.md · tables · figures")


def _given(value: int | None, quick: bool, few: int, usual: int) -> int:
    if value is not None:
        return value
    return few if quick else usual


def _search(
    sweep: "Sweep",
    when: str,
    over: str | None,
    *,
    threshold: float,
    boxes: int,
    shuffles: int,
    draws: int,
    seed: int,
    yes: bool,
) -> "Discovery":
    from govsim.studies.conditions import read_condition
    from govsim.studies.discovering import discover as discover_in
    from govsim.studies.discovering import seconds_of
    from govsim.studies.discovery import Search
    from govsim.studies.sweep_cases import cases_of

    search = Search(threshold, boxes, shuffles, draws, seed)
    names = _listed(over) if over is not None else None
    cases = cases_of(sweep, read_condition(when), names)
    points = len(cases.table) // len(cases.worlds)
    minutes = seconds_of(points, len(cases.over), search) / 60.0
    if minutes > LONG and not yes:
        ask(
            f"{boxes * (1 + shuffles + draws)} searches over {points} points and "
            f"{len(cases.over)} names, up to {minutes:.0f} minutes."
        )
    with Progress() as progress:
        return discover_in(
            sweep,
            when,
            over=names,
            threshold=threshold,
            boxes=boxes,
            shuffles=shuffles,
            draws=draws,
            rng=seed,
            progress=progress,
        )


def _map(sweep: "Sweep", text: str, between: str | None) -> "FlipMap":
    """The map that is asked for as outcome, or outcome:x,y."""
    from govsim.studies.flip_map import flip_map

    outcome, colon, names = text.partition(":")
    sides: list[str | None] = [None, None]
    if between is not None:
        sides = [*_listed(between)]
        if len(sides) != 2:
            raise BadInput(f"--between {between}: name two scenarios, a,b.")
    over = _listed(names) if colon else None
    return flip_map(sweep, outcome.strip(), sides[0], sides[1], over=over)


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
