"""What does a design file say, and what is wrong with it?"""

from pathlib import Path
from typing import Any

from govsim.errors import BadInput, unknown
from govsim.policy import LEVERS
from govsim.scenarios import Change, Scenario, load, scenario_names
from govsim.scenarios.reading import Key, Source, parse, read_text
from govsim.scenarios.scenario import lever_faults, months_fault, whole
from govsim.studies.sweeping.choices import Keep, Limits, Pilot, Stop
from govsim.studies.sweeping.design import Design
from govsim.studies.sweeping.points import (
    Point,
    Sample,
    card,
    drawn,
    grid_faults,
    grid_points,
    plain,
    sample_faults,
    value_fault,
)

HEAD = ("name", "scenarios", "months", "replicates", "seed", "window")
CHOICES = ("parameters", "runs_per_part")
POINTS = ("grid", "sample", "point")
PARTS = (*POINTS, "pilot", "stop", "keep", "limits")
KEYS = ("schema", *HEAD, *CHOICES, *PARTS)
SAMPLE = ("method", "points", "ranges", "seed")
WHOLE = {"months": 1, "replicates": 1, "window": 1, "runs_per_part": 1}


def read_design(path: Path) -> Design:
    """The design of a file.

    Raises
    ------
    BadInput
        With all faults at once, each with its line.
    """
    source = parse(read_text(path, str(path)), str(path), path.parent)
    made = DesignFile(source).read()
    source.raise_if_faulty()
    assert made is not None
    return made


class DesignFile:
    """Turns one parsed file into a design, noting every fault on the way."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.table = source.table

    def read(self) -> Design | None:
        """The design, or None if something is wrong."""
        self._check_keys()
        scenarios = self._scenarios()
        head = self._head()
        points, sample = self._points()
        parts: dict[str, Any] = {
            "stop": self._stop(head.get("replicates", 20)),
            "keep": self._choice("keep", Keep) or Keep(),
            "limits": self._choice("limits", Limits) or Limits(),
            "pilots": self._pilots(),
        }
        if self.source.problems:
            return None
        try:
            if sample is not None:
                points = drawn(sample)
            return Design(scenarios, points, sample=sample, **head, **parts)
        except BadInput as error:
            for problem in error.problems:
                key = next((k for k in KEYS if problem.startswith(k)), "scenarios")
                self._fault((key, 0), problem)
        return None

    def _fault(self, key: Key, sentence: str) -> None:
        self.source.fault(key, sentence)

    def _check_keys(self) -> None:
        """Top-level keys, the schema and the shape of the parts."""
        for key in self.table:
            if key not in KEYS:
                known = card(key) is not None
                advice = f"{key} is a lever or parameter; put it under [grid]."
                self._fault(
                    (key,), advice if known else unknown("key of a design", key, KEYS)
                )
        schema = self.table.get("schema")
        if schema is None:
            self._fault(("schema",), "schema is missing; write schema = 1.")
        elif schema != 1 or isinstance(schema, bool):
            self._fault(
                ("schema",), f"schema = {schema!r}: this govsim reads schema 1."
            )
        for key in ("grid", "sample", "stop", "keep", "limits"):
            if not isinstance(self.table.get(key, {}), dict):
                self._fault((key,), f"{key} must be a table: [{key}] and lines below.")
        for key in ("point", "pilot"):
            listed = self.table.get(key, [])
            if not isinstance(listed, list) or not all(
                isinstance(each, dict) for each in listed
            ):
                self._fault((key,), f"write [[{key}]] with double brackets.")
        given = [key for key in POINTS if key in self.table]
        if len(given) > 1:
            names = " and ".join(f"[{key}]" for key in given)
            self._fault(
                (given[-1], 0), f"{names} exclude each other; keep one of them."
            )

    def _tables(self, key: str) -> list[dict[str, Any]]:
        """The tables of a repeated part, as far as they are tables."""
        listed = self.table.get(key, [])
        return (
            [e for e in listed if isinstance(e, dict)]
            if isinstance(listed, list)
            else []
        )

    def _part(self, key: str) -> dict[str, Any]:
        made = self.table.get(key, {})
        return made if isinstance(made, dict) else {}

    def _scenarios(self) -> tuple[Scenario, ...]:
        """Presets, or files named from the design's own folder."""
        listed = self.table.get("scenarios")
        if isinstance(listed, str):
            listed = [listed]
        if (
            not isinstance(listed, list)
            or not listed
            or not all(isinstance(name, str) for name in listed)
        ):
            missing = "are missing" if listed is None else f"= {listed!r}"
            self._fault(
                ("scenarios",),
                f'scenarios {missing}: a list of presets or files, ["baseline"].',
            )
            return ()
        made = []
        for name in listed:
            preset = name in scenario_names()
            path = self.source.folder / name
            try:
                made.append(load(path if not preset and path.exists() else name))
            except BadInput as error:
                for problem in error.problems:
                    self._fault(("scenarios",), f"scenario {name}: {problem.strip()}")
        return tuple(made)

    def _head(self) -> dict[str, Any]:
        """Name and numbers of the head."""
        made: dict[str, Any] = {}
        name = self.table.get("name", Path(self.source.where).stem)
        if not isinstance(name, str) or not name.strip() or set(name) & set("/\\\n"):
            self._fault(
                ("name",), f"name = {name!r}: a text without slashes is needed."
            )
        made["name"] = name
        for key, least in WHOLE.items():
            if key in self.table:
                made[key] = value = self.table[key]
                if not whole(value) or value < least:
                    fault = f"{key} = {value!r}: a whole number from {least} is needed."
                    longest = months_fault(value) if key == "months" else None
                    self._fault((key,), longest or fault)
        for key in ("seed", "parameters"):
            if key in self.table:
                made[key] = self.table[key]
        return made

    def _points(self) -> tuple[tuple[Point, ...], Sample | None]:
        """Points of the grid or the list; a sample is drawn when all else is sound."""
        if "sample" in self.table:
            return ({},), self._sample()
        if "point" in self.table:
            return self._listed(), None
        values = self._part("grid")
        faults = grid_faults(values)
        for name, found in faults.items():
            for fault in found:
                self._fault(("grid", name), fault)
        if faults:
            return (), None
        try:
            return grid_points(values), None
        except BadInput as error:
            self._fault(("grid",), error.problems[0])
            return (), None

    def _listed(self) -> tuple[Point, ...]:
        """The [[point]] tables."""
        made = []
        for place, table in enumerate(self._tables("point")):
            made.append({name: plain(value) for name, value in table.items()})
            for name, value in made[-1].items():
                if fault := value_fault(name, value):
                    self._fault(("point", place, name), f"point {place + 1}: {fault}")
        return tuple(made)

    def _sample(self) -> Sample | None:
        """The [sample] table."""
        table = self._part("sample")
        for key in table:
            if key not in SAMPLE:
                advice = "put it under [sample.ranges]" if card(key) else ""
                self._fault(
                    ("sample", key),
                    f"{key} is a lever or parameter; {advice}."
                    if advice
                    else unknown("key of [sample]", key, SAMPLE),
                )
        ranges = table.get("ranges", {})
        if not isinstance(ranges, dict):
            self._fault(("sample", "ranges"), "write [sample.ranges] and lines below.")
            return None
        method, points = table.get("method"), table.get("points")
        for key in ("method", "points"):
            if key not in table:
                self._fault(("sample",), f"[sample] lacks {key}.")
        faults = sample_faults(method, points, ranges)
        for name, fault in faults.items():
            if name in ranges:
                self._fault(("sample", "ranges", name), fault)
            elif name in table or name == "ranges":
                self._fault(("sample", name), fault)
        seed = table.get("seed", self.table.get("seed", 1))
        if not whole(seed):
            self._fault(
                ("sample", "seed"), f"seed = {seed!r}: a whole number is needed."
            )
        if faults or not whole(seed) or not whole(points):
            return None
        plains = {name: tuple(plain(v) for v in each) for name, each in ranges.items()}
        return Sample(str(method), points, plains, seed)

    def _choice[T: (Keep, Limits)](self, key: str, kind: type[T]) -> T | None:
        """A table of choices, as its record."""
        table = self._part(key)
        made = self._record(key, kind, table)
        if made is not None:
            for name, fault in made.faults().items():
                self._fault((key, name), fault)
        return made

    def _record[T](self, key: str, kind: type[T], table: dict[str, Any]) -> T | None:
        allowed = list(getattr(kind, "__dataclass_fields__"))  # noqa: B009
        stray = [name for name in table if name not in allowed]
        for name in stray:
            self._fault((key, name), unknown(f"key of [{key}]", name, allowed))
        return None if stray else kind(**table)

    def _stop(self, replicates: object) -> Stop | None:
        """The [stop] table."""
        if "stop" not in self.table:
            return None
        table = self._part("stop")
        lacking = [k for k in ("outcome", "half_width", "at_most") if k not in table]
        for key in lacking:
            self._fault(("stop",), f"[stop] lacks {key}.")
        filled = {"outcome": "", "half_width": 1.0, "at_most": 10**9} | table
        made = self._record("stop", Stop, filled)
        if made is not None:
            for key, fault in made.faults(replicates).items():
                if key not in lacking:
                    self._fault(("stop", key), fault)
        return made

    def _pilots(self) -> tuple[Pilot, ...]:
        """The [[pilot]] tables; those of one name belong together."""
        found: dict[str, list[Change]] = {}
        for place, table in enumerate(self._tables("pilot")):
            key, label = ("pilot", place), f"pilot {place + 1}"
            name = table.get("name")
            if not isinstance(name, str) or not name.strip():
                self._fault(key, f"{label}: name is missing; a text is needed.")
                continue
            changes = found.setdefault(name, [])
            if set(table) == {"name"}:
                continue
            month, where = table.get("month"), table.get("community")
            if month is None:
                self._fault(key, f"{label}: month is missing.")
            keys = ("name", "month", "community")
            levers = {k: plain(v) for k, v in table.items() if k not in keys}
            for lever, fault in lever_faults(levers).items():
                self._fault((*key, lever), f"{label}: {fault}")
            if not levers:
                self._fault(key, f"{label} changes nothing; add lever = value.")
            if month is not None and not any(n not in LEVERS for n in levers):
                rows = where if isinstance(where, list) else [where]
                each = None if where is None else tuple(rows)
                changes.append(Change(month, each, levers))
        return tuple(Pilot(name, tuple(changes)) for name, changes in found.items())
