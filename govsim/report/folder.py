"""What a folder of results holds, written so that a killed run leaves no half result."""

import hashlib
import json
import platform
import shutil
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from govsim import __version__
from govsim.errors import BadInput
from govsim.outcomes import HEADLINE, OUTCOMES
from govsim.scenarios.fit_words import fit_table

if TYPE_CHECKING:
    from govsim.scenarios import Scenario
    from govsim.studies.comparing import Comparison
    from govsim.studies.running import Run

SCHEMA = 1
"""Of result folders; a folder with a larger one is for a later version to read."""

PACKAGES = ("mesa", "numpy", "pandas", "scipy", "matplotlib", "pyarrow")


def prepare(folder: Path, overwrite: bool) -> Path:
    """An empty working folder beside the final one.

    Raises
    ------
    BadInput
        If a finished result is already there and may not be overwritten.
    """
    if folder.exists() and not folder.is_dir():
        raise BadInput(f"{folder} is a file; --out needs a folder.")
    if folder.exists() and any(folder.iterdir()):
        if not (folder / "manifest.json").exists():
            raise BadInput(f"{folder} holds other files; choose an empty folder.")
        if not overwrite:
            raise BadInput(
                f"{folder} holds a finished result; choose another --out or add --overwrite."
            )
    working = folder.with_name(folder.name + ".unfinished")
    if working.exists():
        shutil.rmtree(working)
    try:
        working.mkdir(parents=True)
    except OSError as error:
        raise BadInput(f"{folder} cannot be written: {error.strerror}.") from None
    return working


def finish(working: Path, folder: Path, manifest: dict[str, Any]) -> Path:
    """Write the manifest last, with checksums, and put the folder in its place."""
    files = sorted(path for path in working.rglob("*") if path.is_file())
    manifest["files"] = {
        path.relative_to(working).as_posix(): hashlib.sha256(
            path.read_bytes()
        ).hexdigest()
        for path in files
    }
    manifest["complete"] = True
    text = json.dumps(manifest, indent=2, ensure_ascii=False)
    (working / "manifest.json").write_text(text + "\n", encoding="utf8")
    if folder.exists():
        shutil.rmtree(folder)
    working.replace(folder)
    return folder


def write_table(frame: pd.DataFrame, path: Path) -> None:
    """A Parquet file whose bytes depend on the table only."""
    frame.to_parquet(path, index=False, compression="zstd")


def manifest_of(
    verb: str, scenarios: "tuple[Scenario, ...]", seed: int, months: int, **more: object
) -> dict[str, Any]:
    """What is needed to do it again: versions, scenarios as resolved, seed, months."""
    return {
        "schema": SCHEMA,
        "govsim": __version__,
        "verb": verb,
        "versions": {"python": platform.python_version()}
        | {name: version(name) for name in PACKAGES},
        "computation_path": "numpy float64",
        "seed": seed,
        "months": months,
        **more,
        "scenarios": {plan.name: plan.to_toml() for plan in scenarios},
        **_fits(scenarios),
    }


def _fits(scenarios: "tuple[Scenario, ...]") -> dict[str, Any]:
    """How well fitted people meet their margins, where there are any."""
    tables = {plan.name: fit_table(plan) for plan in scenarios if any(plan.fits)}
    return {"population_fit": tables} if tables else {}


def write_pages(
    working: Path, page: Callable[[str], str], lang: str, name: str = "summary"
) -> None:
    """The page in the language asked for, and beside it in the other one."""
    other = "en" if lang == "zh" else "zh"
    for stem, language in ((name, lang), (f"{name}-{other}", other)):
        (working / f"{stem}.md").write_text(page(language), encoding="utf8")


def dictionary(lang: str) -> str:
    """The data dictionary of the outcome columns, as Markdown."""
    rows = [
        "| column | 中文 | unit | of | period | larger is | what |",
        "|" + "---|" * 7,
    ]
    for name, card in OUTCOMES.items():
        mark = " (headline)" if name in HEADLINE else ""
        rows.append(
            f"| `{name}`{mark} | {card.chinese} | {card.figure_unit} | {card.denominator} "
            f"| {card.period} | {card.larger} | {card.about} |"
        )
    head = (
        "# Columns of the outcome tables\n\n"
        "`outcomes.csv` holds figures: the mean over the last months for rates, shares "
        "and stocks, the yearly mean over the run for money and hours (units as below). "
        "`outcomes.parquet` holds every month (money and hours are then monthly). "
        "`community` −1 is the district; an empty cell means that the denominator was "
        "empty.\n\n"
    )
    return head + "\n".join(rows) + "\n"


def draw(folder: Path, charts: dict[str, Callable[[], Any]]) -> None:
    """Draw and save the charts as PNG and SVG."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    from govsim.figures import save

    folder.mkdir()
    for name, chart in charts.items():
        figure = chart()
        save(figure, folder, name)
        plt.close(figure)


def write_comparison(
    result: "Comparison", folder: Path, lang: str, overwrite: bool
) -> Path:
    """The folder of a comparison."""
    working = prepare(folder, overwrite)
    write_table(result.runs(communities=True), working / "outcomes.parquet")
    write_table(result.groups(), working / "groups.parquet")
    write_table(result.ledger(), working / "ledger.parquet")
    write_table(result.hours(), working / "hours.parquet")
    result.run_figures().to_csv(working / "outcomes.csv", index=False)
    result.table(details=True).to_csv(working / "differences.csv", index=False)
    result.group_differences().to_csv(working / "group_differences.csv", index=False)
    result.hanging().to_csv(working / "hangs_on.csv", index=False)
    result.wins().to_csv(working / "leads.csv", index=False)
    (working / "dictionary.md").write_text(dictionary(lang), encoding="utf8")
    write_pages(working, result.summary, lang)
    from govsim.figures import plot_outcomes

    draw(
        working / "figures",
        {
            "outcomes": lambda: plot_outcomes(
                result.runs(), list(HEADLINE), lang=lang, titles=result.titles(lang)
            ),
            "differences": lambda: result.plot_differences(lang=lang),
            "money": lambda: result.plot_flows(lang=lang),
            "hours": lambda: result.plot_hours(lang=lang),
            "who-satisfaction": lambda: result.plot_groups("satisfaction", lang=lang),
            "who-services": lambda: result.plot_groups("service_quality", lang=lang),
            "tradeoff": lambda: result.plot_tradeoffs(lang=lang),
        },
    )
    manifest = manifest_of(
        "compare",
        result.scenarios,
        result.seed,
        result.months,
        pairs=result.pairs,
        window=result.window,
        parameters=result.parameters,
    )
    return finish(working, folder, manifest)


def write_run(run: "Run", folder: Path, lang: str, overwrite: bool) -> Path:
    """The folder of a single run."""
    from govsim.report.single import run_charts

    working = prepare(folder, overwrite)
    model = run.model
    write_table(model.outcomes(), working / "outcomes.parquet")
    write_table(model.groups(), working / "groups.parquet")
    write_table(model.ledger(), working / "ledger.parquet")
    write_table(model.balances(), working / "balances.parquet")
    write_table(model.hours(), working / "hours.parquet")
    run.figures().to_csv(working / "outcomes.csv", index=False)
    (working / "dictionary.md").write_text(dictionary(lang), encoding="utf8")
    write_pages(working, run.summary, lang)
    draw(working / "figures", run_charts(run, lang))
    manifest = manifest_of(
        "run",
        (run.scenario,),
        run.seed,
        model.months,
        window=run.window,
    )
    return finish(working, folder, manifest)
