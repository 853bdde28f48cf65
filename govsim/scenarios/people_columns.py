"""Which columns may a table of people have, in what units, and what may stand in them?"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from govsim.errors import nearest
from govsim.vocabulary import AGE_EDGES, TENURES

YOUNGEST, OLDEST = AGE_EDGES[0], AGE_EDGES[-1]
RICHEST = 500_000
LONGEST_NAME = 80

type Cell = float | str
type Reader = Callable[[str], Cell | None]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: who has to fill it, with what, and what others call it.

    `needed` columns must be there; of the others, those left out are drawn. `aliases`
    are names such columns have in registers and surveys, for a hint.
    """

    name: str
    chinese: str
    needed: bool
    allowed: str
    read: Reader
    aliases: tuple[str, ...] = ()

    def fault(self, text: str) -> str | None:
        """Why the cell is not allowed, in a sentence; None if it is."""
        if not text:
            return f"{self.name} is empty: allowed are {self.allowed}."
        if self.read(text) is not None:
            return None
        shown = f'{self.name} "{text[:40]}"'
        if self.name in NUMERIC and re.fullmatch(r"\d{1,3}(,\d{3})+", text):
            return f"{shown}: write numbers without commas ({text.replace(',', '')})."
        if self.name in NUMERIC and re.fullmatch(r"\d+,\d+", text):
            return f"{shown}: write a decimal point ({text.replace(',', '.')})."
        return f"{shown}: allowed are {self.allowed}."


def _number(low: float, high: float) -> Reader:
    """Reader of a number within a range."""

    def read(text: str) -> Cell | None:
        try:
            value = float(text)
        except ValueError:
            return None
        return value if low <= value <= high and "_" not in text else None

    return read


def _code(highest: int) -> Reader:
    """Reader of a code from 0 to `highest`."""
    codes = {str(code): code for code in range(highest + 1)}
    return codes.get


def _word(words: Iterable[str]) -> Reader:
    """Reader of one of the words."""
    return {word: word for word in words}.get


def _label(text: str) -> Cell | None:
    """A name or number that tells one from another."""
    return text if 0 < len(text) <= LONGEST_NAME else None


NUMERIC = ("age", "income", "years_here")

COLUMNS: dict[str, Column] = {
    column.name: column
    for column in (
        Column(
            "household", "户", True, "any name or number of the home", _label,
            ("hh", "hhid", "hh_id", "household_id", "home", "family", "户号", "户"),
        ),
        Column(
            "age", "年龄", True, f"{YOUNGEST} to {OLDEST} (adults, years)",
            _number(YOUNGEST, OLDEST), ("age_years", "years", "年龄"),
        ),
        Column(
            "tenure", "住房", True, ", ".join(TENURES), _word(TENURES),
            ("housing", "ownership", "hukou", "住房", "户籍"),
        ),
        Column(
            "woman", "女性", False, "1 (woman) and 0 (man)", _code(1),
            ("sex", "gender", "female", "性别", "女"),
        ),
        Column(
            "education", "学历", False,
            "0 (primary), 1 (junior), 2 (senior secondary), 3 (college)", _code(3),
            ("edu", "schooling", "学历", "教育", "文化程度"),
        ),
        Column(
            "income", "收入", False, f"0 to {RICHEST} (yuan a month)",
            _number(0, RICHEST), ("income_yuan", "salary", "wage", "收入", "月收入"),
        ),
        Column(
            "party", "党员", False, "1 (Party member) and 0 (not)", _code(1),
            ("party_member", "ccp", "党员", "政治面貌"),
        ),
        Column(
            "state_sector", "体制内", False,
            "1 (works or worked for the state) and 0 (not)", _code(1),
            ("state", "employer", "单位性质", "体制内"),
        ),
        Column(
            "years_here", "居住年数", False, "0 to 100 (years lived in the community)",
            _number(0, 100), ("years_lived", "residence_years", "居住年数"),
        ),
    )
}  # fmt: skip

ID = Column("id", "编号", False, "any name or number, once", _label)
"""A person's own label: only to find her again in a list of faults."""

NEEDED = tuple(name for name, column in COLUMNS.items() if column.needed)
KNOWN = (*COLUMNS, ID.name)


def header_faults(header: list[str]) -> list[str]:
    """Missing, unknown and double columns."""
    strangers = [name for name in dict.fromkeys(header) if name not in KNOWN]
    faults = [
        f"column {name!r} is unknown. {_hint(name)}".rstrip() for name in strangers
    ]
    faults += [f"column {name} is missing." for name in NEEDED if name not in header]
    twice = [name for name in KNOWN if header.count(name) > 1]
    return faults + [f"column {name} stands there twice." for name in twice]


def _hint(name: str) -> str:
    """The column meant, if a name from registers or a near one; else all there are."""
    told = name.strip().lower()
    for column in COLUMNS.values():
        if told in (*column.aliases, column.name):
            return f"Write {column.name} ({column.allowed})."
    return nearest(name, KNOWN) or f"Allowed: {', '.join(KNOWN)}."
