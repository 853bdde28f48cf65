"""What does a file of targets say, and what is wrong with it?"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from govsim.assumptions import PARAMETERS
from govsim.errors import BadInput, unknown
from govsim.policy import LEVERS
from govsim.scenarios import Scenario, load, scenario_names
from govsim.scenarios.reading import Key, Source, hint, parse, read_text
from govsim.scenarios.scenario import months_fault, whole
from govsim.studies.calibrating.measuring import sized
from govsim.studies.calibrating.plan import Free, Plan
from govsim.studies.calibrating.target_tables import TargetTables
from govsim.studies.factors import rule_of
from govsim.studies.patterns.cards import WORLDS
from govsim.studies.sweeping.points import plain, range_fault

PARTS = ("fit", "method", "target")
WHOLE = {"replicates": 1, "adults": 100}
HEAD = ("name", "scenario", "scenarios", "months", "seed", "world", *WHOLE)
KEYS = ("schema", *HEAD, *PARTS)
METHOD = {"waves": 1, "points": 2, "check": 2, "sets": 20}
"""Keys of [method] and the least of each."""

EVIDENCE = "assumption"
PLACES = tuple(world for world in WORLDS if world not in ("laboratory", "own"))
MOST = {"waves": 20, "points": 5000, "check": 1000, "sets": 10_000, "replicates": 1000}


def read_targets(path: Path) -> Plan:
    """The plan of a file of targets.

    Raises
    ------
    BadInput
        With all faults at once, each with its line.
    """
    source = parse(read_text(path, str(path)), str(path), path.parent)
    made = TargetFile(source).read()
    source.raise_if_faulty()
    assert made is not None
    return made


class TargetFile:
    """Turns one parsed file into a plan, noting every fault on the way."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.table = source.table

    def read(self) -> Plan | None:
        """The plan, or None if something is wrong."""
        self._check_keys()
        head = self._head()
        scenarios = self._scenarios(head)
        free = self._free()
        method: dict[str, Any] = {**self._method()}
        tables = TargetTables(self.source, scenarios, self._months(scenarios))
        targets = tables.read()
        points = method.get("points", 0)
        if points and points < len(free) + 2:
            self._fault(
                ("method", "points"),
                f"points = {points}: {len(free)} parameters need at least {len(free) + 2}.",
            )
        if self.source.problems:
            return None
        used = any(target.outcome for target in targets)
        length = self._months(scenarios)
        return Plan(
            free=free,
            targets=targets,
            scenarios=scenarios if used else (),
            months=length,
            file=Path(self.source.where).name,
            **head,
            **method,
        )

    def _fault(self, key: Key, sentence: str) -> None:
        self.source.fault(key, sentence)

    def _check_keys(self) -> None:
        for key in self.table:
            if key not in KEYS:
                known = key in PARAMETERS
                advice = f"{key} is a parameter; put it under [fit]."
                other = unknown("key of a file of targets", key, KEYS)
                self._fault((key,), advice if known else other)
        schema = self.table.get("schema")
        if schema is None:
            self._fault(("schema",), "schema is missing; write schema = 1.")
        elif schema != 1 or isinstance(schema, bool):
            self._fault(
                ("schema",), f"schema = {schema!r}: this govsim reads schema 1."
            )
        for key in ("fit", "method"):
            if not isinstance(self.table.get(key, {}), dict):
                self._fault((key,), f"{key} must be a table: [{key}] and lines below.")
        if "scenario" in self.table and "scenarios" in self.table:
            self._fault(("scenarios",), "give scenario or scenarios, not both.")

    # --- the head ---------------------------------------------------------------------

    def _head(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        name = self.table.get("name", Path(self.source.where).stem)
        if not isinstance(name, str) or not name.strip() or set(name) & set("/\\\n"):
            self._fault(
                ("name",), f"name = {name!r}: a text without slashes is needed."
            )
        made["name"] = name
        made |= self._numbers(self.table, WHOLE, ())
        seed = self.table.get("seed", 1)
        if not whole(seed):
            self._fault(("seed",), f"seed = {seed!r}: a whole number is needed.")
        made["seed"] = seed
        world = self.table.get("world", "default")
        if world not in PLACES:
            words = unknown("world", str(world), PLACES)
            self._fault(("world",), words)
        made["world"] = world
        return made

    def _numbers(
        self, table: Mapping[str, Any], least: Mapping[str, int], place: Key
    ) -> dict[str, int]:
        """Whole numbers of a table, checked against the least of each."""
        made = {}
        for key, low in least.items():
            if key not in table:
                continue
            value, high = table[key], MOST.get(key, 1_000_000)
            if not whole(value) or not low <= value <= high:
                words = f"{key} = {value!r}: a whole number from {low} to {high:,}"
                self._fault((*place, key), f"{words} is needed.")
            else:
                made[key] = value
        return made

    def _months(self, scenarios: tuple[Scenario, ...]) -> int:
        given = self.table.get("months")
        if given is None or months_fault(given):
            return scenarios[0].months if scenarios else 120
        return int(given)

    def _scenarios(self, head: Mapping[str, Any]) -> tuple[Scenario, ...]:
        """Presets, or files named from the folder of this one."""
        listed = self.table.get("scenarios", self.table.get("scenario", []))
        listed = [listed] if isinstance(listed, str) else listed
        if not isinstance(listed, list) or not all(isinstance(n, str) for n in listed):
            self._fault(
                ("scenarios",),
                f'scenarios = {listed!r}: a list of presets or files, ["baseline"].',
            )
            return ()
        if (fault := months_fault(self.table.get("months", 120))) is not None:
            self._fault(("months",), fault)
        made = [self._scenario(name, head) for name in listed]
        found = tuple(plan for plan in made if plan is not None)
        names = [plan.name for plan in found]
        for name in sorted({name for name in names if names.count(name) > 1}):
            self._fault(("scenarios",), f"{name} is named twice.")
        return found

    def _scenario(self, name: str, head: Mapping[str, Any]) -> Scenario | None:
        key = "scenario" if "scenario" in self.table else "scenarios"
        path = self.source.folder / name
        preset = name in scenario_names()
        try:
            plan = load(path if not preset and path.exists() else name)
            if "world" in self.table and head["world"] in ("default", "realistic"):
                plan = plan.replace(world=head["world"])
            if "adults" in head and any(plan.people):
                self._fault(
                    ("adults",),
                    f"adults = {head['adults']}: {name} has its people from a table, "
                    "which cannot be made smaller.",
                )
                return None
            months = self.table.get("months")
            if months is not None and months_fault(months) is None:
                plan = plan.replace(months=months)
            return sized(plan, head.get("adults", 0))
        except BadInput as error:
            for problem in error.problems:
                self._fault((key,), f"scenario {name}: {problem.strip()}")
        return None

    # --- parameters and method --------------------------------------------------------

    def _free(self) -> tuple[Free, ...]:
        """The [fit] table: name = [low, high], and those that take their card's range."""
        table = self.table.get("fit", {})
        table = table if isinstance(table, dict) else {}
        if not table:
            self._fault(
                ("fit",),
                "[fit] is missing or empty: write parameter = [low, high], or "
                'parameters = ["vote_base"].',
            )
        given = {name: each for name, each in table.items() if name != "parameters"}
        named = self._named(table["parameters"]) if "parameters" in table else []
        made = []
        for name, each in [*((n, None) for n in named), *given.items()]:
            place = ("fit", "parameters" if each is None else name)
            if each is None and name in given:
                self._fault(place, f"{name} stands in parameters and by itself.")
            elif fault := _free_fault(name, each):
                self._fault(place, fault)
            else:
                card = PARAMETERS[name]
                low, high = (card.low, card.high) if each is None else each
                made.append(Free(name, float(plain(low)), float(plain(high))))
        return tuple(made)

    def _named(self, given: object) -> list[str]:
        """Names that take the range of their card."""
        if given == EVIDENCE:
            return assumed()
        if not isinstance(given, list) or not all(isinstance(n, str) for n in given):
            self._fault(
                ("fit", "parameters"),
                f"parameters = {given!r}: a list of names, or {EVIDENCE!r} for all "
                "that nothing but an assumption stands behind.",
            )
            return []
        for name in sorted({name for name in given if given.count(name) > 1}):
            self._fault(("fit", "parameters"), f"{name} is listed twice.")
        return list(dict.fromkeys(given))

    def _method(self) -> dict[str, int]:
        table = self.table.get("method", {})
        if not isinstance(table, dict):
            return {}
        for key in table:
            if key not in METHOD:
                self._fault(("method", key), unknown("key of [method]", key, METHOD))
        return self._numbers(table, METHOD, ("method",))


def assumed() -> list[str]:
    """Parameters with a range whose evidence is an assumption and that a run reads."""
    return [
        name
        for name, card in PARAMETERS.items()
        if card.source.startswith(EVIDENCE)
        and card.high > card.low
        and not rule_of(name).startswith("lab.")
    ]


def _free_fault(name: str, given: Any) -> str | None:
    """Why this cannot be fitted so."""
    if name in LEVERS:
        return f"{name} is a lever: levers are set by those who govern, not fitted."
    if name not in PARAMETERS:
        return f"{name} is not a parameter. {hint(name, PARAMETERS)}".rstrip()
    card = PARAMETERS[name]
    if given is not None:
        return range_fault(name, given)
    return None if card.high > card.low else f"{name} has no range on its card."
