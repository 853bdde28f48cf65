"""What does a scenario file say, and what is wrong with it?"""

from collections.abc import Mapping
from typing import Any

from govsim.errors import UnknownName, unknown
from govsim.policy import LEVERS
from govsim.scenarios.community import read_communities
from govsim.scenarios.reading import Key, Source, hint
from govsim.scenarios.scenario import (
    STATUSES,
    Change,
    Scenario,
    date_fault,
    lever_faults,
    months_fault,
    places_fault,
    shock_faults,
)
from govsim.scenarios.shocks import LASTING, SHOCKS, Shock, usual_months
from govsim.scenarios.worlds import load_world, world_names

SCHEMA = 1
TEXTS = ("name", "title", "title_zh", "question", "question_zh", "base", "world")
PARTS = ("district", "community", "levers", "change", "shock")
KEYS = ("schema", *TEXTS, "sources", "status", "months", *PARTS)
DISTRICT = ("shared",)
SHOCK = ("month", "kind", "size", "months", "community")


class ScenarioFile:
    """Turns one parsed file into a scenario, noting every fault on the way."""

    def __init__(self, source: Source, base: Scenario | None) -> None:
        self.source = source
        self.table = source.table
        self.base = base
        self.months: object = 120
        self.names: tuple[str, ...] | None = None  # None if the place has a fault

    def read(self) -> Scenario | None:
        """The scenario, or None if something is wrong."""
        self._check_keys()
        texts = {key: self._text(key) for key in TEXTS}
        base = self.base
        self._check_months(base)
        place = self._place(texts["world"], base)
        levers = {**(base.levers if base else {}), **self._levers()}
        changes = self._changes(base)
        shocks = self._shocks(base)
        head: dict[str, Any] = {key: texts[key] for key in ("title", "title_zh")}
        if not texts["title"]:
            head["title"] = texts["name"]
        asked = texts["question"] or texts["question_zh"] or base is None
        for key in ("question", "question_zh"):  # both are the base's, or neither
            head[key] = texts[key] if asked else getattr(base, key)
        sources = self._sources(base)
        status = self._status()
        if self.source.problems:
            return None
        return Scenario(
            name=texts["name"],
            base=texts["base"],
            sources=sources,
            status=status,
            months=self.months,  # type: ignore[arg-type]
            levers=levers,
            changes=changes,
            shocks=shocks,
            **head,
            **place,
        )

    def _fault(self, key: Key, sentence: str) -> None:
        self.source.fault(key, sentence)

    def _check_keys(self) -> None:
        """Top-level keys, the schema and the shape of the parts."""
        for key in self.table:
            if key in LEVERS:
                self._fault((key,), f"{key} is a lever; put it under [levers].")
            elif key not in KEYS:
                self._fault((key,), unknown("key of a scenario", key, KEYS))
        schema = self.table.get("schema")
        if schema is None:
            self._fault(("schema",), "schema is missing; write schema = 1.")
        elif schema != SCHEMA or isinstance(schema, bool):
            self._fault(
                ("schema",), f"schema = {schema!r}: this govsim reads schema {SCHEMA}."
            )
        for key in ("change", "shock"):
            if key in self.table and not isinstance(self.table[key], list):
                self._fault((key,), f"write [[{key}]] with double brackets.")
        for key in ("levers", "district"):
            if key in self.table and not isinstance(self.table[key], dict):
                self._fault((key,), f"{key} must be a table: [{key}] and lines below.")

    def _text(self, key: str) -> str:
        """A text of the head; only the name must be there."""
        value = self.table.get(key)
        if value is None and key != "name":
            return ""
        if not isinstance(value, str) or (key == "name" and not value.strip()):
            missing = "is missing" if value is None else f"= {value!r}"
            self._fault(
                (key,), f"{key} {missing}: a text in quotation marks is needed."
            )
            return ""
        if key == "name" and (set(value) & set("/\\\n\r\t") or len(value) > 80):
            self._fault(
                (key,), "name must be at most 80 signs, without slashes or line breaks."
            )
        return value

    def _sources(self, base: Scenario | None) -> tuple[str, ...]:
        value = self.table.get("sources")
        if value is None:
            return base.sources if base else ()
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self._fault(("sources",), 'sources must be a list of texts: ["…", "…"].')
        return ()

    def _status(self) -> str:
        value = self.table.get("status", "own")
        if value not in STATUSES:
            self._fault(
                ("status",), f"status = {value!r}: allowed are {', '.join(STATUSES)}."
            )
        return str(value)

    def _check_months(self, base: Scenario | None) -> None:
        self.months = self.table.get("months", base.months if base else 120)
        if fault := months_fault(self.months):
            self._fault(("months",), fault)
            self.months = None

    def _place(self, world: str, base: Scenario | None) -> dict[str, Any]:
        """World, communities, people and pools."""
        own = "community" in self.table
        place: dict[str, Any] = {"shared": self._shared(base)}
        if own and world:
            self._fault(("world",), "give either world or [[community]], not both.")
        if own:
            profiles, people = read_communities(self.source)
            place |= {"world": "", "profiles": profiles, "people": people}
        elif world or base is None:
            if self.table.get("base") and not world:
                return place  # the base has a fault; its place is unknown
            if not world:
                self._fault(
                    ("community",),
                    "no community is described: add [[community]] parts, or world = "
                    f'"default" (there are {", ".join(world_names())}), or a base.',
                )
                return place
            try:
                place |= {"world": world, "profiles": load_world(world)}
            except UnknownName as error:
                self._fault(("world",), error.problems[0])
                return place
        else:
            place |= {"world": base.world, "profiles": base.profiles}
            place |= {"people": base.people}
        if place["profiles"]:
            self.names = tuple(profile.name for profile in place["profiles"])
        return place

    def _shared(self, base: Scenario | None) -> bool:
        district = self.table.get("district", {})
        inherited = base.shared if base else True
        if not isinstance(district, dict):
            return inherited
        for key in district:
            if key not in DISTRICT:
                self._fault(
                    ("district", key), unknown("key of [district]", key, DISTRICT)
                )
        value = district.get("shared", inherited)
        if not isinstance(value, bool):
            self._fault(
                ("district", "shared"), f"shared = {value!r}: allowed are true, false."
            )
        return bool(value)

    def _levers(self) -> dict[str, Any]:
        levers = self.table.get("levers", {})
        if not isinstance(levers, dict):
            return {}
        for name, fault in lever_faults(levers).items():
            self._fault(("levers", name), f"levers.{fault}")
        return levers

    def _tables(self, kind: str) -> list[tuple[Key, str, dict[str, Any]]]:
        """Key, label and table of each [[change]] or [[shock]]."""
        listed = self.table.get(kind, [])
        found: list[tuple[Key, str, dict[str, Any]]] = []
        for place, table in enumerate(listed if isinstance(listed, list) else []):
            key: Key = (kind, place)
            label = f"{kind} {place + 1}"
            if isinstance(table, dict):
                found.append((key, label, table))
            else:
                self._fault(key, f"{label} must be a table of keys and values.")
        return found

    def _dated(
        self, key: Key, label: str, table: Mapping[str, Any]
    ) -> tuple[int, tuple[int, ...] | None]:
        """Month and communities of a change or shock."""
        month = table.get("month")
        if month is None:
            self._fault(key, f"{label}: month is missing.")
        elif fault := date_fault(month, self.months):
            self._fault((*key, "month"), f"{label}: {fault}")
        where = table.get("community")
        if where is None or self.names is None:
            return month, None  # type: ignore[return-value]
        if fault := places_fault(where, self.names):
            self._fault((*key, "community"), f"{label}: {fault}")
            return month, None  # type: ignore[return-value]
        return month, tuple(where) if isinstance(where, list) else (where,)  # type: ignore[return-value]

    def _changes(self, base: Scenario | None) -> tuple[Change, ...]:
        """Changes of the file; they take the place of the base's."""
        if "change" not in self.table:
            return self._inherited("change", base.changes if base else ())
        changes = []
        for key, label, table in self._tables("change"):
            month, where = self._dated(key, label, table)
            levers = {
                name: value
                for name, value in table.items()
                if name not in {"month", "community"}
            }
            for name, fault in lever_faults(levers).items():
                self._fault((*key, name), f"{label}: {fault}")
            if not levers:
                self._fault(key, f"{label} changes nothing; add lever = value.")
            changes.append(Change(month, where, levers))
        return tuple(changes)

    def _shocks(self, base: Scenario | None) -> tuple[Shock, ...]:
        """Shocks of the file; they take the place of the base's."""
        if "shock" not in self.table:
            return self._inherited("shock", base.shocks if base else ())
        shocks = []
        for key, label, table in self._tables("shock"):
            month, where = self._dated(key, label, table)
            for name in table:
                if name not in SHOCK:
                    self._fault((*key, name), f"{label}: {_not_of_shock(name)}")
            kind, size = table.get("kind"), table.get("size")
            length = table.get("months", usual_months(kind))
            lacking = [name for name in ("kind", "size") if name not in table]
            for name in lacking:
                self._fault(key, f"{label}: {name} is missing. {_kinds(kind)}".rstrip())
            if not lacking:
                faults = shock_faults(kind, size, length)
                if kind not in LASTING and table.get("months") == 0:
                    faults += shock_faults(kind, size, 1)
                for fault in faults:
                    word = _about(fault)
                    self._fault((*key, word), f"{label}: {fault}")
            shocks.append(Shock(month, kind, size, length, where))  # type: ignore[arg-type]
        return tuple(shocks)

    def _inherited[T: (Change, Shock)](
        self, kind: str, items: tuple[T, ...]
    ) -> tuple[T, ...]:
        """Dated items of the base, which must fit this file's months and place."""
        for place, item in enumerate(items, 1):
            label = f"{kind} {place} of the base"
            fault = date_fault(item.month, self.months)
            if not fault and item.community is not None and self.names is not None:
                fault = places_fault(item.community, self.names)
            if fault:
                self._fault(("base",), f"{label}: {fault}")
        return items


def _not_of_shock(name: str) -> str:
    """Sentence for a stray key of a shock."""
    return unknown("key of a shock", name, SHOCK)


def _kinds(kind: object) -> str:
    """Which size a kind may have, or which kinds there are."""
    if isinstance(kind, str) and kind in SHOCKS:
        return f"Allowed: {SHOCKS[kind].range_words}."
    return f"Kinds: {', '.join(SHOCKS)}." if kind is None else hint(str(kind), SHOCKS)


def _about(fault: str) -> str:
    """Key of a shock that a sentence is about, to find its line."""
    if "size =" in fault or "size is" in fault or "size must" in fault:
        return "size"
    return "months" if "months" in fault else "kind"
