"""What do the [[target]] tables of a file say: patterns, outcomes, or observed data?"""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from govsim.errors import unknown
from govsim.outcomes import GROUPED, OUTCOMES
from govsim.scenarios import Scenario
from govsim.scenarios.reading import Source, Spot
from govsim.scenarios.scenario import is_number, whole
from govsim.studies.calibrating.fitted_rows import ROLE, kept_aside, target_of
from govsim.studies.calibrating.observed import observations
from govsim.studies.calibrating.plan import Target
from govsim.studies.patterns.cards import PATTERNS
from govsim.studies.windows import WINDOW
from govsim.vocabulary import GROUPINGS

KINDS = ("pattern", "outcome", "data")
SHARED = ("discrepancy", "source")
WHERE = ("scenario", "community", "worlds")
KEYS = {
    "pattern": ("pattern", "parts", *SHARED),
    "outcome": (
        "outcome", "by", "group", "months", "window", "value", "sd", "low", "high",
        *WHERE, *SHARED,
    ),
    "data": ("data", *WHERE, *SHARED),
}  # fmt: skip


class TargetTables:
    """Turns the tables of targets into targets, noting every fault on the way."""

    def __init__(
        self, source: Source, scenarios: tuple[Scenario, ...], months: int
    ) -> None:
        self.source = source
        self.scenarios = scenarios
        self.months = months

    def read(self) -> tuple[Target, ...]:
        """All targets that are sound."""
        listed = self.source.table.get("target", [])
        if not isinstance(listed, list) or not all(isinstance(t, dict) for t in listed):
            self.source.fault(("target",), "write [[target]] with double brackets.")
            return ()
        if not listed:
            self.source.fault(("target",), "there is no [[target]]; give one at least.")
        made: list[Target] = []
        for place, table in enumerate(listed):
            spot = Spot(self.source, ("target", place), f"target {place + 1}")
            made += self._targets(spot, table)
        names = [target.name for target in made]
        for name in sorted({name for name in names if names.count(name) > 1}):
            self.source.fault(("target",), f"{name} stands among the targets twice.")
        return tuple(made)

    def _targets(self, spot: Spot, table: Mapping[str, Any]) -> list[Target]:
        kinds = [kind for kind in KINDS if kind in table]
        if len(kinds) != 1:
            spot.fault(
                "name one of pattern, outcome and data"
                + (f", not {' and '.join(kinds)}." if kinds else ".")
            )
            return []
        stray = [key for key in table if key not in KEYS[kinds[0]]]
        for key in stray:
            spot.fault(
                unknown(f"key of a target of {kinds[0]}", key, KEYS[kinds[0]]), key
            )
        shared = self._shared(spot, table)
        if stray:
            return []
        read = {"pattern": self._pattern, "outcome": self._outcome, "data": self._data}
        return [replace(each, **shared) for each in read[kinds[0]](spot, table)]

    def _shared(self, spot: Spot, table: Mapping[str, Any]) -> dict[str, Any]:
        """What any target may say: discrepancy, source, worlds."""
        made: dict[str, Any] = {}
        given = table.get("discrepancy", 0.0)
        if not is_number(given) or not 0 <= given < math.inf:
            spot.fault(
                f"discrepancy = {given!r}: a number from 0 is needed.", "discrepancy"
            )
        elif given:
            made["discrepancy"] = float(given)
        if "source" in table:
            made["source"] = str(table["source"])
        worlds = table.get("worlds", 1)
        if not whole(worlds) or worlds < 1:
            spot.fault(
                f"worlds = {worlds!r}: a whole number from 1 is needed.", "worlds"
            )
        elif "worlds" in table:
            made["worlds"] = float(worlds)
        return made

    # --- patterns ---------------------------------------------------------------------

    def _pattern(self, spot: Spot, table: Mapping[str, Any]) -> list[Target]:
        row = table["pattern"]
        if row not in PATTERNS:
            spot.fault(unknown("pattern", str(row), PATTERNS), "pattern")
            return []
        pattern = PATTERNS[row]
        if pattern.role != ROLE:
            spot.fault(kept_aside(pattern), "pattern")
            return []
        judged = {part.name: part for part in pattern.parts if part.judged}
        wanted = table.get("parts", list(judged))
        if not isinstance(wanted, list) or not wanted:
            spot.fault(
                f"parts = {wanted!r}: a list of the row's parts is needed.", "parts"
            )
            return []
        for name in wanted:
            if name not in judged:
                spot.fault(
                    unknown(f"part of {row} with a band", str(name), judged), "parts"
                )
        return [target_of(pattern, judged[n]) for n in wanted if n in judged]

    # --- outcomes ---------------------------------------------------------------------

    def _outcome(self, spot: Spot, table: Mapping[str, Any]) -> list[Target]:
        name = table["outcome"]
        if name not in OUTCOMES:
            spot.fault(unknown("outcome", str(name), OUTCOMES), "outcome")
            return []
        where = self._where(spot, table)
        by, group = self._group(spot, table, name)
        span = self._span(spot, table, name)
        aim = _aim(spot, table)
        if where is None or span is None or aim is None or by is None:
            return []
        low, high, sd = aim
        made = Target(
            "", low, high, sd, unit=OUTCOMES[name].figure_unit, outcome=name,
            scenario=where[0], community=where[1], by=by, group=group,
            first=span[0], last=span[1],
        )  # fmt: skip
        return [replace(made, name=self._name(made))]

    def _name(self, target: Target) -> str:
        """What the target is called: the outcome, and whatever sets it apart."""
        words = [target.outcome]
        if len(self.scenarios) > 1:
            words.append(self.scenarios[target.scenario].name)
        if target.community >= 0:
            words.append(f"community {target.community}")
        if target.group:
            words.append(f"{target.by} {target.group}")
        if target.first == target.last:
            words.append(f"month {target.first}")
        else:
            words.append(f"months {target.first}–{target.last}")
        return ", ".join(words)

    def _where(self, spot: Spot, table: Mapping[str, Any]) -> tuple[int, int] | None:
        """Scenario and community of a target, by place."""
        names = [plan.name for plan in self.scenarios]
        if not names:
            if not {"scenario", "scenarios"} & set(self.source.table):
                spot.fault(
                    'an outcome needs a scenario at the head: scenario = "baseline".'
                )
            return None
        wanted = table.get("scenario", names[0])
        if wanted not in names:
            spot.fault(unknown("scenario of this file", str(wanted), names), "scenario")
            return None
        number = names.index(wanted)
        places = [profile.name for profile in self.scenarios[number].profiles]
        given = table.get("community", -1)
        if given in places:
            return number, places.index(given)
        if whole(given) and -1 <= given < len(places):
            return number, given
        spot.fault(
            f"community = {given!r}: a number from 0 to {len(places) - 1}, −1 for the "
            f"district, or a name ({', '.join(places)}).",
            "community",
        )
        return None

    def _group(
        self, spot: Spot, table: Mapping[str, Any], outcome: str
    ) -> tuple[str | None, str]:
        """Grouping and group; two empty words for all residents, None if faulty."""
        if "group" not in table:
            if "by" in table:
                spot.fault("by needs a group beside it.", "by")
                return None, ""
            return "", ""
        by, group = table.get("by"), table["group"]
        if outcome not in GROUPED:
            spot.fault(f"{outcome} is not kept by group.", "group")
            return None, ""
        if by is not None and by not in GROUPINGS:
            spot.fault(unknown("grouping", str(by), GROUPINGS), "by")
            return None, ""
        kinds = [by] if by is not None else list(GROUPINGS)
        found = [kind for kind in kinds if group in GROUPINGS[kind]]
        if len(found) == 1:
            return found[0], str(group)
        allowed = [word for kind in kinds for word in GROUPINGS[kind]]
        clear = f"group = {group!r} stands in {' and '.join(found)}; add by."
        spot.fault(clear if found else unknown("group", str(group), allowed), "group")
        return None, ""

    def _span(
        self, spot: Spot, table: Mapping[str, Any], outcome: str
    ) -> tuple[int, int] | None:
        """First and last month a figure is the mean of."""
        if "months" in table and "window" in table:
            spot.fault("give months or window, not both.", "window")
            return None
        if "months" in table:
            return self._months_of(spot, table["months"])
        flow = OUTCOMES[outcome].is_flow
        usual = self.months if flow else min(WINDOW, self.months)
        window = table.get("window", usual)
        if not whole(window) or not 1 <= window <= self.months:
            spot.fault(
                f"window = {window!r}: a whole number from 1 to {self.months}.",
                "window",
            )
            return None
        return self.months - window + 1, self.months

    def _months_of(self, spot: Spot, given: object) -> tuple[int, int] | None:
        ends = [given, given] if whole(given) else given
        if isinstance(ends, list) and len(ends) == 2:
            first, last = ends
            if whole(first) and whole(last) and 0 <= first <= last <= self.months:
                return first, last
        spot.fault(
            f"months = {given!r}: write [first, last] within 0 to {self.months}.",
            "months",
        )
        return None

    # --- data -------------------------------------------------------------------------

    def _data(self, spot: Spot, table: Mapping[str, Any]) -> list[Target]:
        """One target a row of a table of observations."""
        where = self._where(spot, table)
        rows = observations(spot, self.source.folder, str(table["data"]), self.months)
        if where is None:
            return []
        made = [
            Target(
                "",
                row.value,
                row.value,
                row.sd,
                unit=OUTCOMES[row.outcome].unit,
                outcome=row.outcome,
                scenario=where[0],
                community=where[1],
                first=row.month,
                last=row.month,
                monthly=True,
            )
            for row in rows
        ]
        return [replace(target, name=self._name(target)) for target in made]


def _aim(spot: Spot, table: Mapping[str, Any]) -> tuple[float, float, float] | None:
    """Ends and error of an outcome's target: a value with its sd, or a band."""
    given = [key for key in ("value", "sd", "low", "high") if key in table]
    odd = [
        key
        for key in given
        if not is_number(table[key]) or not math.isfinite(table[key])
    ]
    for key in odd:
        spot.fault(f"{key} = {table[key]!r} is not a number.", key)
    if odd:
        return None
    value, sd = table.get("value"), float(table.get("sd", 0.0))
    if sd < 0:
        spot.fault(f"sd = {sd:g}: it cannot be below 0.", "sd")
        return None
    if value is not None and "sd" in given and not {"low", "high"} & set(given):
        return float(value), float(value), sd
    low, high = table.get("low"), table.get("high")
    if value is None and low is not None and high is not None:
        if low < high:
            return float(low), float(high), sd
        spot.fault(f"low = {low:g} is not below high = {high:g}.", "low")
        return None
    spot.fault("give value and sd, or low and high.")
    return None
