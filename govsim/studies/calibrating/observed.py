"""What does a table of observations say: month, outcome, value, sd?"""

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from govsim.errors import BadInput, unknown
from govsim.outcomes import OUTCOMES
from govsim.scenarios.reading import Spot, read_text

COLUMNS = ("month", "outcome", "value", "sd")


@dataclass(frozen=True, slots=True)
class Observation:
    """One row."""

    month: int
    outcome: str
    value: float
    sd: float


def observations(spot: Spot, folder: Path, file: str, months: int) -> list[Observation]:
    """The sound rows of a table beside the file of targets; faults go to the spot."""
    try:
        text = read_text(folder / file, file)
    except BadInput as error:
        spot.fault(f"{file}: {error.problems[0]}", "data")
        return []
    rows = csv.DictReader(StringIO(text))
    header = [name.strip() for name in rows.fieldnames or ()]
    faults = [f"{file} lacks the column {n}." for n in COLUMNS if n not in header]
    faults += [
        f"{file}: {unknown('column of observations', name, COLUMNS)}"
        for name in header
        if name not in COLUMNS
    ]
    for fault in faults:
        spot.fault(fault, "data")
    if faults:
        return []
    rows.fieldnames = header
    made = []
    for number, row in enumerate(rows, start=2):
        wrong, read = _read(row, months)
        for fault in wrong:
            spot.fault(f"{file}, row {number}: {fault}", "data")
        if not wrong:
            name = (row["outcome"] or "").strip()
            made.append(
                Observation(int(read["month"]), name, read["value"], read["sd"])
            )
    return made


def _read(
    row: Mapping[str, str | None], months: int
) -> tuple[list[str], dict[str, float]]:
    """Faults and numbers of one row of observations."""
    faults, read = [], {}
    outcome = (row["outcome"] or "").strip()
    if outcome not in OUTCOMES:
        faults.append(unknown("outcome", outcome, OUTCOMES))
    for name in ("month", "value", "sd"):
        try:
            read[name] = float(row[name] or "")
        except (TypeError, ValueError):
            faults.append(f"{name} = {row[name]!r} is not a number.")
            continue
        if not math.isfinite(read[name]):
            faults.append(f"{name} = {row[name]} is not a number.")
    month = read.get("month", 0.0)
    if not 0 <= month <= months or month != round(month):
        faults.append(f"month = {row['month']}: whole, from 0 to {months}.")
    if read.get("sd", 0.0) < 0:
        faults.append(f"sd = {row['sd']}: it cannot be below 0.")
    return faults, read
