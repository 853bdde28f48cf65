"""What does a scenario file say, and what is wrong with it?"""

from typing import Any

from govsim.errors import UnknownName, unknown
from govsim.policy import LEVERS
from govsim.scenarios.asking import ask_of
from govsim.scenarios.community import read_communities
from govsim.scenarios.dated import DatedParts
from govsim.scenarios.reading import Key, Source
from govsim.scenarios.scenario import STATUSES, Scenario, lever_faults, months_fault
from govsim.scenarios.worlds import load_world, world_names

SCHEMA = 1
TEXTS = ("name", "title", "title_zh", "question", "question_zh", "base", "world")
PARTS = ("ask", "district", "community", "levers", "change", "shock")
KEYS = ("schema", *TEXTS, "sources", "status", "months", *PARTS)
DISTRICT = ("shared",)


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
        dated = DatedParts(self.source, self.months, self.names)
        changes = dated.changes(base.changes if base else ())
        shocks = dated.shocks(base.shocks if base else ())
        head: dict[str, Any] = {key: texts[key] for key in ("title", "title_zh")}
        if not texts["title"]:
            head["title"] = texts["name"]
        asked = texts["question"] or texts["question_zh"] or base is None
        for key in ("question", "question_zh"):  # both are the base's, or neither
            head[key] = texts[key] if asked else getattr(base, key)
        sources = self._sources(base)
        ask = ask_of(self.source, base.ask if base else None)
        status = self._status()
        if self.source.problems:
            return None
        return Scenario(
            name=texts["name"],
            base=texts["base"],
            sources=sources,
            ask=ask,
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
        for key in ("levers", "district", "ask"):
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
            read = read_communities(self.source)
            place |= {
                "world": "",
                "profiles": tuple(one.profile for one in read),
                "people": tuple(one.people for one in read),
                "fits": tuple(one.fit for one in read),
            }
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
            place |= {"people": base.people, "fits": base.fits}
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
