"""What do the folders of an explanation and of a sensitivity study hold?"""

from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.report.explanation import explanation_summary
from govsim.report.folder import (
    draw,
    finish,
    manifest_of,
    prepare,
    write_pages,
    write_table,
)
from govsim.report.sensitivity import sensitivity_summary

if TYPE_CHECKING:
    from govsim.studies.explanation import Explanation
    from govsim.studies.sensitivity_result import Sensitivity


def write_explanation(
    result: "Explanation", folder: Path, lang: str, overwrite: bool
) -> Path:
    """The folder of an explanation."""
    working, plan = prepare(folder, overwrite), result.plan
    write_table(result.cells(), working / "cells.parquet")
    write_table(result.table(), working / "parts.parquet")
    result.table().to_csv(working / "parts.csv", index=False)
    write_pages(working, partial(explanation_summary, result), lang)
    draw(
        working / "figures",
        {
            name: lambda name=name: result.plot(name, lang=lang)  # type: ignore[misc]
            for name in result.outcomes
        },
    )
    orders = [None if o is None else o.tolist() for o in plan.orders]
    manifest = manifest_of(
        "explain",
        (plan.a, plan.b),
        plan.length.seed,
        plan.length.months,
        outcomes=list(result.outcomes),
        by=plan.by,
        parts={part.name: list(part.levers) for part in plan.parts},
        held=list(plan.held),
        pairs=plan.pairs,
        window=plan.length.window,
        parameters=plan.parameters,
        full_world=plan.full_world,
        orders=orders if any(orders) else None,
    )
    return finish(working, folder, manifest)


def write_sensitivity(
    result: "Sensitivity", folder: Path, lang: str, overwrite: bool
) -> Path:
    """The folder of a sensitivity study."""
    working, plan = prepare(folder, overwrite), result.plan
    write_table(result.points(), working / "points.parquet")
    write_table(result.figures(), working / "figures.parquet")
    write_table(result.table(), working / "indices.parquet")
    result.table().to_csv(working / "indices.csv", index=False)
    result.noise().to_csv(working / "noise.csv", index=False)
    write_pages(working, partial(sensitivity_summary, result), lang)
    draw(working / "figures", _charts(result, lang))
    manifest = manifest_of(
        "sensitivity",
        plan.scenarios,
        plan.length.seed,
        plan.length.months,
        salib=version("SALib"),
        method=result.method,
        samples=plan.design.samples,
        outcomes=list(result.outcomes),
        factors={
            f.name: list(f.words) if f.words else [f.low, f.high] for f in plan.factors
        },
        groups=list(plan.design.groups) if plan.design.grouped else None,
        worlds=plan.worlds,
        window=plan.length.window,
        full_world=plan.full_world,
    )
    return finish(working, folder, manifest)


def _charts(result: "Sensitivity", lang: str) -> dict[str, Any]:
    """Bars for every outcome, and planes where they can be drawn."""
    made: dict[str, Any] = {}
    for name in result.outcomes:
        rows = result.table(name)
        made[name] = lambda name=name: result.plot(name, lang=lang)
        if result.method == "morris" and rows["sigma"].notna().any():
            made[f"{name}-plane"] = lambda name=name: result.plot_plane(name, lang=lang)
    return made
