"""What does the folder of a trial's analysis hold?"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from govsim.report.folder import (
    draw,
    finish,
    manifest_of,
    prepare,
    write_pages,
    write_table,
)

if TYPE_CHECKING:
    from govsim.studies.trials import Trial


def write_trial(result: "Trial", folder: Path, lang: str, overwrite: bool) -> Path:
    """The folder of a trial's analysis; the page comes in both languages."""
    working, design = prepare(folder, overwrite), result.design
    names = result.outcomes
    worlds = pd.concat([result.by_world(n) for n in names], ignore_index=True)
    write_table(worlds, working / "worlds.parquet")
    result.table().to_csv(working / "judged.csv", index=False)
    events = {name: result.event_study(name) for name in names}
    effects = {name: result.effects(name) for name in names}
    _named(events).to_csv(working / "event_study.csv", index=False)
    _named(effects).to_csv(working / "effects.csv", index=False)
    write_pages(working, result.summary, lang)
    draw(working / "figures", {n: partial(result.plot, n, lang=lang) for n in names})
    manifest = manifest_of(
        "trial",
        (design.scenario,),
        design.seed,
        design.months,
        pilot=dict(design.levers),
        starts=list(design.starts),
        treated=list(design.counts),
        choose=design.choose,
        rank_by=design.rank_by,
        length=design.length,
        early_months=design.early_months,
        early_levers=dict(design.early_levers),
        replicates=design.replicates,
        worlds=result.worlds,
        parameters=design.parameters,
        outcomes=list(names),
        period=design.period,
    )
    return finish(working, folder, manifest)


def _named(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Tables of several outcomes below one another, with a column that names them."""
    made = [frame.assign(outcome=name) for name, frame in tables.items()]
    whole = pd.concat(made, ignore_index=True)
    return whole[["outcome", *[c for c in whole.columns if c != "outcome"]]]
