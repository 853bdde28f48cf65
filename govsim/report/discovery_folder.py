"""What does the folder of a search for boxes hold?"""

from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.report.discovery import discovery_summary
from govsim.report.discovery_words import WORDS
from govsim.report.flip_map import regret_words
from govsim.report.folder import (
    draw,
    finish,
    manifest_of,
    prepare,
    write_pages,
    write_table,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from govsim.studies.discovery import Discovery
    from govsim.studies.flip_map import FlipMap
    from govsim.studies.regret import Regret
    from govsim.studies.sweeping.result import Sweep


def write_discovery(
    found: "Discovery", folder: Path, lang: str, overwrite: bool
) -> Path:
    """The folder of a search, with its map if it has one."""
    maps = [found.map] if found.map is not None else []
    return write_studies(found.sweep, folder, lang, overwrite, found, maps)


def write_studies(
    sweep: "Sweep",
    folder: Path,
    lang: str,
    overwrite: bool,
    found: "Discovery | None" = None,
    maps: "Sequence[FlipMap]" = (),
    regrets: "Sequence[Regret]" = (),
) -> Path:
    """One folder for all that was asked of a sweep: boxes, maps, regret."""
    working = prepare(folder, overwrite)
    asked: dict[str, Any] = {"sweep": str(sweep.folder)}
    if found is not None:
        write_table(found.cases.table, working / "cases.parquet")
        found.table().to_csv(working / "boxes.csv", index=False)
        found.limits().to_csv(working / "limits.csv", index=False)
        asked |= {"when": found.condition.text, "over": list(found.cases.over)}
        asked |= {
            "search": vars(found.search),
            "ema_workbench": version("ema-workbench"),
        }
    for each in maps:
        each.table().to_csv(working / f"map-{each.outcome}.csv", index=False)
        each.line().to_csv(working / f"line-{each.outcome}.csv", index=False)
    for loss in regrets:
        loss.table().to_csv(working / f"regret-{loss.outcome}.csv", index=False)
        loss.by_point().to_csv(working / f"shortfall-{loss.outcome}.csv", index=False)
    write_pages(working, lambda language: _page(found, maps, regrets, language), lang)
    charts: dict[str, Any] = {}
    for m in maps:
        charts[f"map-{m.outcome}"] = partial(m.plot, lang=lang)
    if charts:
        draw(working / "figures", charts)
    design = sweep.design
    asked |= {"maps": [[m.outcome, m.a, m.b, *m.over] for m in maps]}
    asked |= {"regret": [loss.outcome for loss in regrets]}
    manifest = manifest_of(
        "discover", design.scenarios, design.seed, design.months or 0, **asked
    )
    return finish(working, folder, manifest)


def _page(
    found: "Discovery | None",
    maps: "Sequence[FlipMap]",
    regrets: "Sequence[Regret]",
    lang: str,
) -> str:
    """The page `summary.md`: boxes, then maps, then regret."""
    say = WORDS[lang]
    pages = (
        [f"# {say['title']}\n"] if found is None else [discovery_summary(found, lang)]
    )
    shown = found.map if found is not None else None
    pages += [each.summary(lang) + "\n" for each in maps if each is not shown]
    pages += [say["regret_title"] + "\n"] if regrets else []
    pages += [regret_words(loss, lang) + "\n" for loss in regrets]
    return "\n".join(pages)
