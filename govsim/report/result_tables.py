"""Which tables does a folder of results hold, and what do their columns mean?"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd
import pyarrow.dataset as ds

from govsim.assumptions import PARAMETERS
from govsim.errors import BadInput
from govsim.outcomes import OUTCOMES
from govsim.policy import LEVERS
from govsim.report.column_words import COLUMNS

MARKS = ("manifest.json", "sweep.json", "trial.json")
PARTED = ("outcomes", "series", "groups")
FIELDS = (
    "table", "column", "english", "chinese", "unit", "of", "period", "larger", "about",
)  # fmt: skip


ENDS = {
    "low": ("lower end of the 95 % interval", "95 % 区间下限"),
    "high": ("upper end of the 95 % interval", "95 % 区间上限"),
}


def tables_of(folder: Path) -> dict[str, pd.DataFrame]:
    """Every table of a result, by name.

    A Parquet and a CSV file of one name are one table if they hold the same; else the
    latter is called `…_figures` (the figures of runs beside their months).

    Raises
    ------
    BadInput
        If the folder holds no result, or an unfinished one.
    """
    if not any((folder / mark).exists() for mark in MARKS):
        raise BadInput(f"{folder} holds no result; name a folder that a verb wrote.")
    if (folder / "trial.json").exists():
        return _of_trial(folder)
    made = {p.stem: pd.read_parquet(p) for p in sorted(folder.glob("*.parquet"))}
    for name in PARTED:
        if parts := sorted(map(str, (folder / name).glob("part-*.parquet"))):
            made[name] = _plain(
                ds.dataset(parts, format="parquet").to_table().to_pandas()
            )
    for path in sorted(folder.glob("*.csv")):
        frame = pd.read_csv(path)
        if path.stem not in made:
            made[path.stem] = frame
        elif list(made[path.stem]) != list(frame) or len(made[path.stem]) != len(frame):
            made[f"{path.stem}_figures"] = frame
    if not made:
        raise BadInput(f"{folder} holds no table yet; finish it first.")
    return made


def _of_trial(folder: Path) -> dict[str, pd.DataFrame]:
    """The tables of a trial's analysis, then those of its runs."""
    report = folder / "report"
    made = tables_of(report) if report.is_dir() else {}
    return made | {f"runs_{n}": t for n, t in tables_of(folder / "runs").items()}


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Words as words, not as categories."""
    words = frame.select_dtypes("category").columns
    return frame.astype(dict.fromkeys(words, object))


def dictionary_of(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """What every column of every table means: one row a table and column."""
    rows = [
        {"table": name, "column": str(column)}
        | meaning(str(column), monthly="month" in table.columns)
        for name, table in tables.items()
        for column in table.columns
    ]
    return pd.DataFrame(rows, columns=list(FIELDS)).fillna("")


def meaning(column: str, *, monthly: bool = True) -> dict[str, str]:
    """Names, unit and meaning of a column; empty where nothing is known.

    Money and hours are a month's in tables with months, and a year's elsewhere.
    """
    if column in OUTCOMES:
        card = OUTCOMES[column]
        return {
            "english": card.english,
            "chinese": card.chinese,
            "unit": card.unit if monthly else card.figure_unit,
            "of": card.denominator,
            "period": card.period,
            "larger": card.larger,
            "about": card.about,
        }
    found = LEVERS.get(column) or PARAMETERS.get(column)
    if found is not None:
        names = {"english": found.english, "chinese": found.chinese}
        return names | {"unit": found.unit, "about": found.about}
    english, chinese = _known(column)
    return {"english": english, "chinese": chinese}


def _known(column: str) -> tuple[str, str]:
    """What a column is that stands on no card; ends of intervals by what they belong to."""
    of, _, end = column.rpartition("_")
    if column not in COLUMNS and of in {**COLUMNS, **OUTCOMES} and end in ENDS:
        english, chinese = ENDS[end]
        return f"{english} of {of}", f"{of}的{chinese}"
    return COLUMNS.get(column, ("", ""))


def headings(columns: Iterable[str], lang: str) -> list[str]:
    """Names of columns in a language; the column's own where there is none or it repeats."""
    made: list[str] = []
    for column in columns:
        name = _heading(column, lang)
        made.append(name if name and name not in made else column)
    return made


def _heading(column: str, lang: str) -> str:
    """A short name: of a card, or the first words of what the column is."""
    if column in OUTCOMES or column in LEVERS or column in PARAMETERS:
        return meaning(column)["chinese" if lang == "zh" else "english"]
    told = COLUMNS.get(column, ("", ""))[1] if lang == "zh" else column
    return re.split(r"[,;(]", told)[0]
