"""The verb that hands tables on to spreadsheets: tables."""

from pathlib import Path
from typing import Annotated

import typer

from govsim.cli.options import Lang, Overwrite
from govsim.cli.shared import language_of, say


def tables(
    folder: Annotated[Path, typer.Argument(help="Folder of any result.")],
    format: Annotated[str, typer.Option("--format", help="xlsx or csv.")] = "xlsx",
    out: Annotated[
        Path | None, typer.Option("--out", help="The workbook, or the folder of files.")
    ] = None,
    headers: Annotated[
        str, typer.Option("--headers", help="ids, or names in the language.")
    ] = "ids",
    bom: Annotated[
        bool | None,
        typer.Option(
            "--bom/--no-bom", help="Mark CSV as UTF-8 for Excel (default: zh)."
        ),
    ] = None,
    separator: Annotated[
        str, typer.Option("--separator", help="Of CSV columns: , or ; or tab.")
    ] = ",",
    decimal: Annotated[
        str, typer.Option("--decimal", help="Decimal sign of CSV: . or ,")
    ] = ".",
    overwrite: Overwrite = False,
    lang: Lang = None,
) -> None:
    """Tables for Excel or as CSV. Example: govsim tables results/audits --format xlsx."""
    from govsim.report.exporting import export_tables

    written = export_tables(
        folder,
        format,
        out,
        lang=language_of(lang),
        headers=headers,
        bom=bom,
        separator="\t" if separator == "tab" else separator,
        decimal=decimal,
        overwrite=overwrite,
    )
    say(str(written))
