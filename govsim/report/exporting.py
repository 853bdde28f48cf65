"""How do the tables of any result get into a spreadsheet?"""

import math
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from govsim.errors import BadInput, unknown
from govsim.report.result_tables import dictionary_of, headings, tables_of
from govsim.studies.sweeping.extras import need

FORMATS = ("xlsx", "csv")
ROWS = 1_048_576  # of a sheet of Excel, its heading included
MOST_CELLS = 30_000_000
NAME = 31  # letters of a sheet's name
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Text that begins so is run as a formula by spreadsheets when it comes from a CSV."""
DICTIONARY = "dictionary"
NO_DATE = datetime(2000, 1, 1)  # the same bytes whenever it is written


def export_tables(
    folder: str | Path,
    format: str = "xlsx",
    out: str | Path | None = None,
    *,
    lang: str = "en",
    headers: str = "ids",
    bom: bool | None = None,
    separator: str = ",",
    decimal: str = ".",
    overwrite: bool = False,
) -> Path:
    """Write all tables of a result for spreadsheets, with a dictionary of their columns.

    Parameters
    ----------
    folder : what any verb wrote: run, compare, sweep, trial, sensitivity, …
    format : ``"xlsx"``, one workbook with a sheet a table (long tables go on in further
        sheets; needs XlsxWriter), or ``"csv"``, a folder with a file a table
    out : the workbook or the folder; ``tables.xlsx`` or ``tables-csv`` beside the result
    lang, headers : ``headers="names"`` heads columns with names in that language;
        ``"ids"`` leaves them as they are
    bom : whether CSV files begin with a mark that tells Excel they are UTF-8; if not
        given, in Chinese only
    separator, decimal : of CSV files; German Excel wants ``";"`` and ``","``
    overwrite : replace what is there

    Returns
    -------
    Path of what was written. Text that a spreadsheet would run as a formula is kept as
    text; empty cells are nulls.

    Raises
    ------
    BadInput
        In sentences; also if XlsxWriter is not installed.
    """
    folder = Path(folder)
    _check(format, lang, headers, separator, decimal)
    path = Path(out) if out is not None else folder.parent / _usual(folder, format)
    if path.exists() and not overwrite:
        raise BadInput(f"{path} exists; choose another --out or add --overwrite.")
    if format == "xlsx":
        need("xlsxwriter", "excel", "Excel workbooks")
    tables = tables_of(folder)
    named = {DICTIONARY: dictionary_of(tables), **tables}
    if headers == "names":
        named = {
            n: t.set_axis(headings(t.columns, lang), axis=1) for n, t in named.items()
        }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if format == "xlsx":
            _workbook(named, path)
        else:
            marked = lang == "zh" if bom is None else bom
            coding = "utf-8-sig" if marked else "utf-8"
            _csv_folder(named, path, coding, separator, decimal)
    except OSError as error:
        raise BadInput(f"{path} cannot be written: {error.strerror}.") from None
    return path


def _usual(folder: Path, kind: str) -> str:
    name = folder.resolve().name
    return f"{name}-tables.xlsx" if kind == "xlsx" else f"{name}-tables-csv"


def _check(kind: str, lang: str, headers: str, separator: str, decimal: str) -> None:
    found = []
    if kind not in FORMATS:
        found.append(unknown("format", str(kind), FORMATS))
    if lang not in ("en", "zh"):
        found.append(f"lang = {lang!r}: allowed are 'en' and 'zh'.")
    if headers not in ("ids", "names"):
        found.append(f"headers = {headers!r}: allowed are 'ids' and 'names'.")
    if separator not in (",", ";", "\t"):
        found.append(f"separator = {separator!r}: allowed are ',', ';' and a tab.")
    if decimal not in (".", ",") or decimal == separator:
        found.append(f"decimal = {decimal!r}: '.' or ',', and not the separator.")
    if found:
        raise BadInput(*found)


# --- text that must not become a formula --------------------------------------------------


def dangerous(value: object) -> bool:
    """Whether a spreadsheet would run this text as a formula."""
    return isinstance(value, str) and value.startswith(FORMULA)


def guarded(value: object) -> object:
    """Text for a CSV file: an apostrophe in front of what would be run."""
    return f"'{value}" if dangerous(value) else value


# --- CSV ---------------------------------------------------------------------------------


def _csv_folder(
    tables: dict[str, pd.DataFrame],
    path: Path,
    coding: str,
    separator: str,
    decimal: str,
) -> None:
    if path.exists() and not path.is_dir():
        raise BadInput(f"{path} is a file; a folder is needed.")
    path.mkdir(exist_ok=True)
    for name, table in tables.items():
        text = table.select_dtypes(["object", "string", "category"]).columns
        safe = table.assign(**{c: table[c].astype(object).map(guarded) for c in text})
        safe.columns = [str(guarded(column)) for column in table.columns]
        safe.to_csv(
            path / f"{name}.csv",
            index=False,
            encoding=coding,
            sep=separator,
            decimal=decimal,
            lineterminator="\n",
        )


# --- Excel ---------------------------------------------------------------------------------


def _workbook(tables: dict[str, pd.DataFrame], path: Path) -> None:
    import xlsxwriter

    cells = sum(table.size for table in tables.values())
    if cells > MOST_CELLS:
        raise BadInput(
            f"{cells:,} cells are more than a workbook bears ({MOST_CELLS:,}); write csv."
        )
    safe = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    working = path.with_name(f".{path.name}.tmp")
    book = xlsxwriter.Workbook(str(working), {**safe, "strings_to_numbers": False})
    book.set_properties({"created": NO_DATE, "title": "govsim"})
    bold = book.add_format({"bold": True, "bottom": 1})
    quoted = book.add_format({"quote_prefix": True})
    taken: set[str] = set()
    for name, table in tables.items():
        for label, piece in pieces(name, table):
            sheet = book.add_worksheet(sheet_name(label, taken))
            _fill(sheet, piece, bold, quoted)
    book.close()
    working.replace(path)


def pieces(
    name: str, table: pd.DataFrame, rows: int = ROWS
) -> Iterator[tuple[str, pd.DataFrame]]:
    """A table in pieces that fit a sheet with its heading, named by their number."""
    most = rows - 1
    count = max(1, math.ceil(len(table) / most))
    for number in range(count):
        label = name if count == 1 else f"{name} {number + 1} of {count}"
        yield label, table.iloc[number * most : (number + 1) * most]


def sheet_name(label: str, taken: set[str]) -> str:
    """A name Excel allows that no other sheet has, whatever its case."""
    plain = "".join("-" if letter in "[]:*?/\\" else letter for letter in label)
    name, number = plain.strip("'")[:NAME] or "table", 1
    while name.lower() in taken:
        number += 1
        tail = f" ({number})"
        name = plain[: NAME - len(tail)] + tail
    taken.add(name.lower())
    return name


def _fill(sheet: Any, table: pd.DataFrame, bold: Any, quoted: Any) -> None:
    """Heading and rows of one sheet, row by row."""
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, min(max(len(str(column)) + 2, 9), 40))
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, str(column), bold)
    columns = [table[column].tolist() for column in table.columns]
    for row, values in enumerate(zip(*columns, strict=True), start=1):
        _write_row(sheet, row, values, quoted)


def _write_row(sheet: Any, row: int, values: Iterable[Any], quoted: Any) -> None:
    for place, value in enumerate(values):
        if isinstance(value, (bool, np.bool_)):
            sheet.write_boolean(row, place, bool(value))
        elif isinstance(value, (int, float, np.number)):
            if math.isfinite(value):
                sheet.write_number(row, place, value)
            elif not math.isnan(value):
                sheet.write_string(row, place, str(value))
        elif value is not None and value is not pd.NA:
            style = [quoted] if dangerous(value) else []
            sheet.write_string(row, place, str(value), *style)
