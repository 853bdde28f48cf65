"""What does the folder of a calibration hold?"""

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from govsim.report.folder import (
    draw,
    finish,
    manifest_of,
    prepare,
    write_pages,
    write_table,
)

if TYPE_CHECKING:
    from govsim.studies.calibrating import Calibration


def write(
    result: "Calibration", folder: Path, lang: str = "en", overwrite: bool = False
) -> Path:
    """The folder of a calibration: every point, likely sets, what is known, page, charts."""
    working, plan = prepare(folder, overwrite), result.plan
    write_table(result.points(), working / "calibration.parquet")
    for name, table in (
        ("posterior", result.posterior()),
        ("identifiability", result.identifiability()),
        ("pairs", result.pairs()),
        ("profile", result.profile()),
        ("targets", result.targets()),
        ("waves", result.waves()),
        ("recovery", result.recovery()),
    ):
        if table is not None:
            table.to_csv(working / f"{name}.csv", index=False)
    if result.truths is not None:
        write_table(result.truths, working / "truths.parquet")
    write_pages(working, result.summary, lang)
    draw(
        working / "figures",
        {
            "parameters": lambda: result.plot_parameters(lang=lang),
            "targets": lambda: result.plot_targets(lang=lang),
        },
    )
    asked = plan.resolved()
    del asked["scenarios"], asked["seed"], asked["months"]
    manifest = manifest_of(
        "calibrate",
        plan.scenarios,
        plan.seed,
        plan.months,
        scikit_learn=version("scikit-learn"),
        best=result.best(),
        failed=[list(error) for error in result.errors],
        **asked,
    )
    return finish(working, folder, manifest)
