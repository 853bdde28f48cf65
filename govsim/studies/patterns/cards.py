"""What does each pattern say: source, band or sign, role and world?"""

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from govsim.errors import UnknownName, unknown

ROLES = {
    "consistency": "一致性",
    "fitted": "已用于拟合",
    "unfitted": "未用于拟合",
    "reachable": "可达",
}
WORLDS = ("laboratory", "default", "realistic", "one of each", "own")
"""Where a row is measured in full: `own` is the place its scenario file describes."""

SMALL = {"realistic": "default"}

TAGS = ("data", "src", "der", "judg", "mem")
SIGNS = {"+": 1, "-": -1}


@dataclass(frozen=True, slots=True)
class Part:
    """One figure of a row: a band, a sign, or only reported."""

    name: str
    name_zh: str
    low: float
    high: float
    sign: int  # 0 if it has a band or is only reported
    unit: str
    tag: str
    outcome: str = ""  # rows R: what is compared …
    months: tuple[int, int] = (0, 0)  # … over which months (the last 24 if 0) …
    less_without: str = ""  # … less the same with this rule switched off

    @property
    def judged(self) -> bool:
        """Whether it has a band or a sign."""
        return self.sign != 0 or not math.isnan(self.low)


@dataclass(frozen=True, slots=True)
class Against:
    """What a scenario is compared with: the same place under other rules or without shocks."""

    words: str = ""
    words_zh: str = ""
    levers_of: str = ""  # all levers of this preset in place of the scenario's
    levers: Mapping[str, float | str] = field(default_factory=dict)
    shocks: bool = True  # whether the scenario's shocks strike here too


@dataclass(frozen=True, slots=True)
class Pattern:
    """One row of the table of patterns."""

    id: str
    title: str
    title_zh: str
    role: str
    sources: tuple[str, ...]
    world: str
    small: str  # where a quick run measures it
    replicates: int
    parts: tuple[Part, ...]
    shares: tuple[str, ...]  # parameters whose size or direction has this row's source
    census: bool  # one value, not a sample: it has no interval
    if_it_fails: str
    scenario: str  # rows R: the scenario that shows it …
    against: Against  # … and what it is compared with

    @property
    def source(self) -> str:
        """The sources in one line."""
        return "; ".join(self.sources)

    @property
    def counts(self) -> bool:
        """Whether a pass counts as validation: no parameter comes from its source."""
        return self.role == "unfitted" and not self.shares

    def label(self, lang: str = "en") -> str:
        """Title in a language."""
        return self.title_zh if lang == "zh" else self.title


def _part(keys: Mapping[str, Any]) -> Part:
    sign = SIGNS[keys["sign"]] if "sign" in keys else 0
    banded = "low" in keys or "high" in keys
    return Part(
        name=keys["name"],
        name_zh=keys["name_zh"],
        low=float(keys.get("low", -math.inf if banded else math.nan)),
        high=float(keys.get("high", math.inf if banded else math.nan)),
        sign=sign,
        unit=keys.get("unit", ""),
        tag=keys.get("tag", ""),
        outcome=keys.get("outcome", ""),
        months=tuple(keys.get("months", (0, 0))),
        less_without=keys.get("less_without", ""),
    )


def _pattern(keys: Mapping[str, Any]) -> Pattern:
    return Pattern(
        id=keys["id"],
        title=keys["title"],
        title_zh=keys["title_zh"],
        role=keys["role"],
        sources=tuple(keys["sources"]),
        world=keys["world"],
        small=keys.get("small", SMALL.get(keys["world"], keys["world"])),
        replicates=keys["replicates"],
        parts=tuple(map(_part, keys["part"])),
        shares=tuple(keys.get("shares", ())),
        census=keys.get("census", False),
        if_it_fails=keys.get("if_it_fails", ""),
        scenario=keys.get("scenario", ""),
        against=Against(**keys.get("against", {})),
    )


def _read() -> dict[str, Pattern]:
    made: dict[str, Pattern] = {}
    for name in ("bench", "field", "reachable"):
        path = files("govsim").joinpath("patterns", f"{name}.toml")
        table = tomllib.loads(path.read_text(encoding="utf8"))
        made |= {row["id"]: _pattern(row) for row in table["pattern"]}
    return made


PATTERNS: dict[str, Pattern] = _read()
"""Every row by its id, in the order of the table."""


def chosen(only: Sequence[str] | None, role: str | None) -> list[Pattern]:
    """Rows asked for by id and by role.

    Raises
    ------
    UnknownName
        With the nearest name for every id or role that does not exist.
    """
    faults = [
        unknown("pattern", name, PATTERNS)
        for name in only or ()
        if name not in PATTERNS
    ]
    if role is not None and role not in ROLES:
        faults.append(unknown("role", role, ROLES))
    if faults:
        raise UnknownName(*faults)
    wanted = set(only) if only else set(PATTERNS)
    return [
        pattern
        for pattern in PATTERNS.values()
        if pattern.id in wanted and role in (None, pattern.role)
    ]
