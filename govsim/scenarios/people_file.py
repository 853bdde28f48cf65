"""Who lives in a community, person by person, if the user has a table of them?

Rows are counted as a spreadsheet shows them: the header is row 1. A file is read row by
row, so that one that is far too long is refused without being held in memory.
"""

import csv
import math
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median, pstdev
from typing import Any, TextIO

from govsim.scenarios.people_columns import (
    COLUMNS,
    ID,
    OLDEST,
    Cell,
    Column,
    header_faults,
)
from govsim.scenarios.people_faults import Faults
from govsim.scenarios.reading import Key, Source
from govsim.scenarios.scenario import PeopleTable
from govsim.vocabulary import AGE_EDGES, TENURES

MOST_ROWS = 200_000
"""Adults of one community; as many as `residents` may name."""

MOST_BYTES = 64_000_000
"""Of a file; 200,000 rows of all columns take about 12 million."""

WIDE = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"), (b"PK\x03\x04", "Excel"))
"""How files that are no plain text begin, and what they are."""


def people_of(source: Source, at: Key, label: str, value: object) -> PeopleTable | None:
    """People of `population`, the name of a CSV file or a table of columns."""
    if value is None:
        return None
    if isinstance(value, str):
        return _from_file(source, at, label, value)
    if isinstance(value, dict):
        return _from_columns(source, at, label, value)
    source.fault(at, f'{label}: population must name a CSV file, as "people.csv".')
    return None


def _from_file(source: Source, at: Key, label: str, name: str) -> PeopleTable | None:
    """People of a CSV file; its faults stand in the report with their rows."""
    path = source.folder / name
    if fault := _unreadable(path):
        source.fault(at, f"{label}: population {name}: {fault}")
        return None
    faults = Faults(name)
    try:
        with path.open(
            encoding="utf-8-sig", errors="surrogateescape", newline=""
        ) as file:
            table = _table(_rows(file, faults), faults)
    except csv.Error as error:
        source.fault(at, f"{label}: population {name} is not a CSV table: {error}.")
        return None
    if not table and not faults:
        source.fault(at, f"{label}: population {name} is empty.")
    for sentence in faults.sentences():
        source.fault(at, sentence)
    return table


def _unreadable(path: Path) -> str | None:
    """Why the file cannot be read as text at all, in a sentence."""
    try:
        if fault := _no_file(path.stat()):
            return fault
        with path.open("rb") as file:
            return _no_text(file.read(4096))
    except FileNotFoundError:
        return "the file does not exist."
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return f"the file cannot be read: {reason}."


def _no_file(found: os.stat_result) -> str | None:
    """Why something is no file of a size that can be read."""
    if stat.S_ISDIR(found.st_mode):
        return "this is a folder, not a file."
    if not stat.S_ISREG(found.st_mode):
        return "this is not an ordinary file."
    if found.st_size > MOST_BYTES:
        return (
            f"the file has {found.st_size / 1e6:,.0f} million bytes; at most "
            f"{MOST_BYTES / 1e6:.0f} are read. Keep the columns that are asked for."
        )
    return None


def _no_text(start: bytes) -> str | None:
    """Why the first bytes are not those of a plain text."""
    for mark, kind in WIDE:
        if start.startswith(mark):
            return f"this is a file in {kind} format; save it as CSV, in UTF-8."
    if b"\0" in start:
        return "this is not a text file (it holds binary data)."
    return None


def _rows(file: TextIO, faults: Faults) -> Iterator[tuple[int, list[str]]]:
    """Rows with their numbers; those that are blank or not UTF-8 are noted."""
    first = file.readline(10_000)
    file.seek(0)
    by = next((sign for sign in ";\t|" if sign in first and "," not in first), ",")
    if by != ",":
        name = {";": "semicolons", "\t": "tabs", "|": "upright strokes"}[by]
        sentence = (
            f"cells are parted by {name}; save the file with commas between them."
        )
        faults.add("separator", 1, sentence)
    blank: list[int] = []
    for number, row in enumerate(csv.reader(file, delimiter=by, strict=True), 1):
        if not any(cell.strip() for cell in row):
            blank.append(number)  # at the end of a file it does no harm
            continue
        for gap in blank:
            faults.add("blank", gap, "the row is blank; take it out.")
        blank.clear()
        if any("\udc80" <= sign <= "\udcff" for cell in row for sign in cell):
            faults.add(
                "utf8", number, "this is not UTF-8 text; save the file as UTF-8."
            )
        yield number, [cell.strip() for cell in row]


def _from_columns(
    source: Source, at: Key, label: str, value: dict[str, Any]
) -> PeopleTable | None:
    """People of a table of columns inside the scenario file."""
    wrong = header_faults(list(value))
    columns = [column for column in value.values() if isinstance(column, list)]
    lengths = {len(column) for column in columns}
    if len(columns) < len(value) or len(lengths) > 1 or 0 in lengths:
        wrong.append("columns must be lists of the same length, at least 1.")
    if wrong:
        for fault in wrong:
            source.fault(at, f"{label}: population: {fault}")
        return None
    faults = Faults(f"{label}: population")
    cells = ([_written(cell) for cell in row] for row in zip(*columns, strict=True))
    table = _table(enumerate([list(value), *cells]), faults)
    for sentence in faults.sentences():
        source.fault(at, sentence)
    return table


def _written(cell: object) -> str:
    """The cell as it would stand in a CSV file."""
    return str(int(cell)) if isinstance(cell, bool) else str(cell)


def _table(
    rows: Iterable[tuple[int, Sequence[str]]], faults: Faults
) -> PeopleTable | None:
    """Columns of checked values, or None after noting every fault."""
    numbered = iter(rows)
    top, header = next(numbered, (0, []))
    wrong = header_faults(list(header)) if header else []
    for fault in wrong:
        faults.add(fault, top, fault)
    known = [name for name in header if name in COLUMNS]
    made: dict[str, list[Cell]] = {name: [] for name in known}
    reader = _Rows(list(header), faults)
    count = 0
    for number, row in numbered:
        count += 1
        if count > MOST_ROWS:
            faults.add("long", number, f"at most {MOST_ROWS:,} people can be read.")
            break
        person = reader.person(number, row)
        for name, value in person.items():
            made[name].append(value)
    if header and not wrong and count == 0:
        faults.add("nobody", top, "has a header but no people.")
    if faults or not header:
        return None
    order = {home: place for place, home in enumerate(dict.fromkeys(made["household"]))}
    made["household"] = [order[home] for home in made["household"]]
    return {name: tuple(made[name]) for name in COLUMNS if name in made}


class _Rows:
    """Reads the rows under one header, noting every fault on the way."""

    def __init__(self, header: list[str], faults: Faults) -> None:
        self.header = header
        self.faults = faults
        self.columns: dict[int, Column] = {
            place: COLUMNS[name]
            for place, name in enumerate(header)
            if name in COLUMNS and header.index(name) == place
        }
        self.label = header.index(ID.name) if ID.name in header else None
        self.first: dict[str, int] = {}  # row in which an id stands

    def person(self, number: int, row: Sequence[str]) -> dict[str, Cell]:
        """Values of one row; {} if it has a fault."""
        if len(row) != len(self.header):
            sentence = f"has {len(row)} cells, the header {len(self.header)}."
            self.faults.add("cells", number, sentence)
            return {}
        if self.label is not None:
            self._check_label(number, row[self.label])
        values: dict[str, Cell] = {}
        for place, column in self.columns.items():
            value = column.read(row[place])
            if value is None:
                fault = str(column.fault(row[place]))
                kind = f"{column.name} {'empty' if not row[place] else 'wrong'}"
                self.faults.add(kind, number, fault)
            else:
                values[column.name] = value
        return values if len(values) == len(self.columns) else {}

    def _check_label(self, number: int, text: str) -> None:
        """Each person has a label of her own."""
        if fault := ID.fault(text):
            self.faults.add("id wrong", number, fault)
        elif text in self.first:
            sentence = f'id "{text}" already stands in row {self.first[text]}.'
            self.faults.add("id twice", number, sentence)
        else:
            self.first[text] = number


def statistics(people: PeopleTable) -> dict[str, Any]:
    """Statistics of the table, from which later newcomers are drawn.

    The spread is that of those who have an income: newcomers' incomes are drawn from a
    lognormal distribution, which knows no zero. Columns that are not there tell nothing.
    """
    count = len(people["age"])
    ages = [float(age) for age in people["age"]]
    told: dict[str, Any] = {
        "age_shares": [
            sum(low <= age < high or age == high == OLDEST for age in ages) / count
            for low, high in pairwise(AGE_EDGES)
        ],
        "tenure_shares": [people["tenure"].count(word) / count for word in TENURES],
    }
    if "income" in people:
        incomes = [max(float(income), 1.0) for income in people["income"]]
        logs = [math.log(income) for income in incomes if income > 1.0]
        told["income_median"] = median(incomes)
        told["income_spread"] = pstdev(logs) if logs else 0.0
    if "education" in people:
        told["tertiary_share"] = people["education"].count(3) / count
    for column, key in (
        ("party", "party_share"),
        ("state_sector", "state_sector_share"),
    ):
        if column in people:
            told[key] = sum(float(one) for one in people[column]) / count
    return told
