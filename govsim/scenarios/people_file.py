"""Who lives in a community, person by person, if the user has a table of them?

Rows are counted as a spreadsheet shows them: the header is row 1.
"""

import csv
import io
import math
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from statistics import median, pstdev
from typing import Any

from govsim.errors import BadInput, nearest
from govsim.scenarios.reading import Key, Source, read_text
from govsim.scenarios.scenario import PeopleTable
from govsim.vocabulary import AGE_EDGES, TENURES

COLUMNS = ("age", "woman", "education", "tenure", "party", "income", "household")
SHOWN = 20
"""Faulty rows told one by one; the rest are counted."""

YOUNGEST, OLDEST = AGE_EDGES[0], AGE_EDGES[-1]
RICHEST = 500_000

type Cell = float | str


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
    try:
        text = read_text(source.folder / name, name)
    except BadInput as error:
        for problem in error.problems:
            source.fault(at, f"{label}: population {name}: {problem}")
        return None
    try:
        rows = list(csv.reader(io.StringIO(text), strict=True))
    except csv.Error as error:
        source.fault(at, f"{label}: population {name} is not a CSV table: {error}.")
        return None
    filled = [(number, row) for number, row in enumerate(rows, 1) if any(row)]
    if not filled:
        source.fault(at, f"{label}: population {name} is empty.")
        return None
    header = [cell.strip() for cell in filled[0][1]]
    faults = _header_faults(header)
    if not faults and len(filled) == 1:
        faults = ["has a header but no people."]
    if faults:
        for fault in faults:
            source.fault(at, f"{name} row {filled[0][0]}  {fault}")
        return None
    return _table(source, at, name, header, filled[1:])


def _from_columns(
    source: Source, at: Key, label: str, value: dict[str, Any]
) -> PeopleTable | None:
    """People of a table of columns inside the scenario file."""
    faults = _header_faults(list(value))
    columns = [column for column in value.values() if isinstance(column, list)]
    lengths = {len(column) for column in columns}
    if len(columns) < len(value) or len(lengths) > 1 or 0 in lengths:
        faults.append("columns must be lists of the same length, at least 1.")
    if faults:
        for fault in faults:
            source.fault(at, f"{label}: population: {fault}")
        return None
    rows = [[_written(cell) for cell in row] for row in zip(*columns, strict=True)]
    return _table(
        source, at, f"{label}: population", list(value), list(enumerate(rows, 1))
    )


def _written(cell: object) -> str:
    """The cell as it would stand in a CSV file."""
    return str(int(cell)) if isinstance(cell, bool) else str(cell)


def _header_faults(header: Sequence[str]) -> list[str]:
    """Missing, unknown and double columns."""
    faults = [
        f"column {name!r} is unknown. {nearest(name, COLUMNS)}".rstrip()
        for name in dict.fromkeys(header)
        if name not in COLUMNS
    ]
    faults += [f"column {name} is missing." for name in COLUMNS if name not in header]
    faults += [
        f"column {name} stands there twice."
        for name in COLUMNS
        if header.count(name) > 1
    ]
    return faults


def _table(
    source: Source,
    at: Key,
    name: str,
    header: Sequence[str],
    rows: Sequence[tuple[int, Sequence[str]]],
) -> PeopleTable | None:
    """Columns of checked values, or None after noting every fault."""
    faults: list[str] = []
    people: list[dict[str, Cell]] = []
    for number, row in rows:
        if len(row) != len(header):
            faults.append(
                f"{name} row {number}  has {len(row)} cells, the header {len(header)}."
            )
            continue
        cells = dict(zip(header, map(str.strip, row), strict=True))
        person, wrong = _person(cells)
        people.append(person)
        faults += [f"{name} row {number}  {fault}" for fault in wrong]
    for fault in faults[:SHOWN]:
        source.fault(at, fault)
    if len(faults) > SHOWN:
        source.fault(at, f"{name}: {len(faults) - SHOWN} more faults of this kind.")
    if faults:
        return None
    table = {column: tuple(one[column] for one in people) for column in COLUMNS}
    order = {
        home: place for place, home in enumerate(dict.fromkeys(table["household"]))
    }
    table["household"] = tuple(order[home] for home in table["household"])
    return table


def _person(cells: dict[str, str]) -> tuple[dict[str, Cell], list[str]]:
    """Values of one row and what is wrong with it."""
    person: dict[str, Cell] = {}
    faults = []
    for column, (allowed, read) in _READERS.items():
        value = read(cells[column])
        if value is None:
            faults.append(f'{column} "{cells[column][:40]}": allowed are {allowed}.')
        else:
            person[column] = value
    return person, faults


def _number(low: float, high: float) -> Callable[[str], Cell | None]:
    """Reader of a number within a range."""

    def read(text: str) -> Cell | None:
        try:
            value = float(text)
        except ValueError:
            return None
        return value if low <= value <= high else None

    return read


def _code(highest: int) -> Callable[[str], Cell | None]:
    """Reader of a code from 0 to `highest`."""
    codes = {str(code): code for code in range(highest + 1)}
    return codes.get


def _word(words: Iterable[str]) -> Callable[[str], Cell | None]:
    """Reader of one of the words."""
    return {word: word for word in words}.get


_READERS: dict[str, tuple[str, Callable[[str], Cell | None]]] = {
    "age": (f"{YOUNGEST} to {OLDEST} (adults, years)", _number(YOUNGEST, OLDEST)),
    "woman": ("0 and 1", _code(1)),
    "education": (
        "0 (primary), 1 (junior), 2 (senior secondary), 3 (college)",
        _code(3),
    ),
    "tenure": (", ".join(TENURES), _word(TENURES)),
    "party": ("0 and 1", _code(1)),
    "income": (f"0 to {RICHEST} (yuan a month)", _number(0, RICHEST)),
    "household": ("any name or number", lambda text: text or None),
}


def statistics(people: PeopleTable) -> dict[str, Any]:
    """Statistics of the table, from which later newcomers are drawn.

    The spread is that of those who have an income: newcomers' incomes are drawn from a
    lognormal distribution, which knows no zero.
    """
    count = len(people["age"])
    ages = [float(age) for age in people["age"]]
    incomes = [max(float(income), 1.0) for income in people["income"]]
    logs = [math.log(income) for income in incomes if income > 1.0]
    bands = [
        sum(low <= age < high or age == high == OLDEST for age in ages) / count
        for low, high in pairwise(AGE_EDGES)
    ]
    party = sum(float(member) for member in people["party"]) / count
    return {
        "age_shares": bands,
        "tenure_shares": [people["tenure"].count(word) / count for word in TENURES],
        "income_median": median(incomes),
        "income_spread": pstdev(logs) if logs else 0.0,
        "tertiary_share": people["education"].count(3) / count,
        "party_share": party,
    }
