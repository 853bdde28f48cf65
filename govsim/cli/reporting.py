"""The verb that writes a report to hand over: report."""

from pathlib import Path
from typing import Annotated

import typer

from govsim.cli.options import Lang, Overwrite
from govsim.cli.shared import language_of, say


def report(
    folder: Annotated[Path, typer.Argument(help="Folder of any result.")],
    more: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Further results: a discover folder says when the ranking flips."
        ),
    ] = None,
    format: Annotated[str, typer.Option("--format", help="html, docx or md.")] = "html",
    out: Annotated[
        Path | None,
        typer.Option("--out", help="The file; beside the folder if not given."),
    ] = None,
    overwrite: Overwrite = False,
    lang: Lang = None,
) -> None:
    """A report to hand over. Example: govsim report results/compare-1 --lang zh."""
    from govsim.report.handover.writing import write_report

    written = write_report(
        folder,
        *(more or ()),
        format=format,
        lang=language_of(lang),
        out=out,
        overwrite=overwrite,
    )
    say(str(written))
