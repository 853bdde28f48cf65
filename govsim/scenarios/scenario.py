"""What is a scenario, and how is one made from another?"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from dataclasses import replace as changed
from pathlib import Path
from typing import Any, TypeGuard

from govsim.errors import BadInput, unknown
from govsim.people import Profile
from govsim.policy import LEVERS, PolicyPath
from govsim.scenarios.reading import card_fault, hint
from govsim.scenarios.records import Ask, Fit
from govsim.scenarios.shocks import LASTING, LONGEST, SHOCKS, Shock

type Lever = float | str
type PeopleTable = dict[str, tuple[float | str, ...]]


STATUSES = ("preset", "sketch", "case", "own")
"""A case shows that something can happen; it may have a place and shocks of its own."""


@dataclass(frozen=True, slots=True)
class Change:
    """Levers that act from the start of `month`; `community` None means all."""

    month: int
    community: tuple[int, ...] | None
    levers: dict[str, Lever]


@dataclass(frozen=True)
class Scenario:
    """A place and the rules it lives under, complete: nothing is left to a file.

    `levers` holds only those that are set, as users type them; the others stand at
    the cards' defaults. `people` has for each community a population table or None.
    """

    name: str
    title: str
    title_zh: str = ""
    question: str = ""
    question_zh: str = ""
    sources: tuple[str, ...] = ()
    status: str = "own"
    base: str = field(default="", compare=False)  # where it began; all is copied here
    months: int = 120
    world: str = ""  # "" if the file describes its own communities
    shared: bool = True
    profiles: tuple[Profile, ...] = ()
    levers: dict[str, Lever] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    shocks: tuple[Shock, ...] = ()
    people: tuple[PeopleTable | None, ...] = ()
    fits: tuple[Fit, ...] = field(
        default=(), compare=False
    )  # () where nothing was fitted
    ask: Ask | None = field(default=None, compare=False)
    place: str = field(default="", compare=False)  # file whose communities it has taken
    file: str = field(default="", compare=False)  # its own file; "" for presets

    def __post_init__(self) -> None:
        if not self.people and self.profiles:
            object.__setattr__(self, "people", (None,) * len(self.profiles))
        if not self.fits and self.profiles:
            object.__setattr__(self, "fits", ((),) * len(self.profiles))

    @property
    def adults(self) -> int:
        """Adults of all communities."""
        return sum(profile.adults for profile in self.profiles)

    @property
    def typed(self) -> str:
        """What a user types to name it: its file, or the preset's name."""
        return self.file or self.name

    def label(self, lang: str = "en") -> str:
        """Title in a language, as far as there is one; the name at worst."""
        title = self.title_zh if lang == "zh" and self.title_zh else self.title
        return title or self.name

    def replace(self, **changes: Any) -> "Scenario":
        """A copy with some fields replaced; `levers` are merged over those set.

        Raises
        ------
        BadInput
            With every unknown field, unknown lever, value out of range and date past
            the horizon.
        """
        names = [item.name for item in fields(self)]
        faults = [unknown("scenario field", key, names) for key in changes]
        faults = [
            fault
            for key, fault in zip(changes, faults, strict=True)
            if key not in names
        ]
        if faults:
            raise BadInput(*faults)
        if "levers" in changes:
            given = plain_levers(changes["levers"])
            changes["levers"] = {**self.levers, **given}
        if "world" in changes and "profiles" not in changes:
            changes |= _place(changes["world"])
        elif "profiles" in changes:
            changes = {"world": "", "people": (), "fits": (), **changes}
        made = changed(self, **changes)
        problems = problems_of(made)
        if problems:
            raise BadInput(*problems)
        return made

    def with_adults(self, adults: int) -> "Scenario":
        """The same place with so many adults in each community, for quick looks.

        Figures are per head, so that a smaller place moves more by chance. Communities
        whose people are given by a table stay as they are.
        """
        if not whole(adults) or adults < 1:
            raise BadInput(f"adults = {adults!r}: a whole number from 1 is needed.")
        profiles = tuple(
            changed(profile, adults=adults) if table is None else profile
            for profile, table in zip(self.profiles, self.people, strict=True)
        )
        return self.replace(profiles=profiles, people=self.people)

    def to_toml(self) -> str:
        """The scenario as a file that needs no other and loads back to an equal one."""
        from govsim.scenarios.writing import to_toml

        return to_toml(self)

    def save(self, path: str | Path) -> None:
        """Write `to_toml()` to a file."""
        Path(path).write_text(self.to_toml(), encoding="utf8")

    def policy_path(self) -> PolicyPath:
        """The levers of every month and community."""
        return PolicyPath(
            len(self.profiles),
            self.levers,
            [
                (change.month, change.community, change.levers)
                for change in self.changes
            ],
        )

    def lever_table(self) -> list[dict[str, Any]]:
        """One row per lever: names, group, value in force at the start, default, unit.

        `set` says whether this scenario sets it. `pandas.DataFrame` takes the list.
        """
        return [
            {
                "lever": name,
                "english": card.english,
                "chinese": card.chinese,
                "group": card.group,
                "value": self.levers.get(name, card.default_word),
                "default": card.default_word,
                "unit": card.unit,
                "set": name in self.levers,
            }
            for name, card in LEVERS.items()
        ]

    def _repr_html_(self) -> str:
        from govsim.scenarios.showing import scenario_html
        from govsim.wording import language

        return scenario_html(self, language())


def plain_levers(values: Mapping[str, Any]) -> dict[str, Lever]:
    """Levers as plain Python values; numbers of NumPy become Python's own."""
    if not isinstance(values, Mapping):
        raise BadInput(f"levers = {values!r}: give lever = value pairs.")
    return {
        name: value.item() if hasattr(value, "item") else value
        for name, value in values.items()
    }


def lever_faults(values: Mapping[str, object]) -> dict[str, str]:
    """Lever → sentence for each that is unknown or has a value not allowed."""
    faults = {}
    for name, value in values.items():
        if name not in LEVERS:
            faults[name] = f"{name} is not a lever. {hint(name, LEVERS)}".rstrip()
        elif fault := card_fault(LEVERS[name], value):
            faults[name] = fault
    return faults


def whole(value: object) -> TypeGuard[int]:
    """Whether the value is a whole number (true and false are not)."""
    return isinstance(value, int) and not isinstance(value, bool)


def is_number(value: object) -> TypeGuard[int | float]:
    """Whether the value is a number (true and false are not)."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def months_fault(value: object) -> str | None:
    """Why `value` cannot be the number of months of a run."""
    if whole(value) and 1 <= value <= LONGEST:
        return None
    return f"months = {str(value)[:40]}: a whole number from 1 to {LONGEST} is needed."


def date_fault(month: object, months: object) -> str | None:
    """Why nothing can be dated `month` in a run of `months` months."""
    if not whole(month) or month > 10**9:
        return f"month = {str(month)[:40]}: a whole number is needed."
    if month < 1:
        return f"month {month} lies before the first month (1)."
    if whole(months) and month > months:
        return f"month {month} lies past the last month ({months})."
    return None


def places_fault(places: object, names: tuple[str, ...]) -> str | None:
    """Why `places` are not rows of the list of communities."""
    wanted = places if isinstance(places, (list, tuple)) else [places]
    last = len(names) - 1
    if not wanted:
        return "community = []: name at least one, or leave the key out for all."
    for place in wanted:
        if not whole(place):
            return f"community = {place!r}: give its number, 0 to {last}."
        if not 0 <= place <= last:
            return (
                f"community {place} does not exist: there are {len(names)}, "
                f"numbered 0 to {last}."
            )
    if len(set(wanted)) < len(wanted):
        return "community names the same community twice."
    return None


def problems_of(made: Scenario) -> list[str]:
    """Every fault of a scenario's levers, length, dates and places."""
    problems = list(lever_faults(made.levers).values())
    problems += filter(None, [months_fault(made.months)])
    if not isinstance(made.shared, bool):
        problems.append(f"shared = {made.shared!r}: allowed are true and false.")
    names = tuple(profile.name for profile in made.profiles)
    if len(made.people) != len(names):
        problems.append("people must hold one table or None for each community.")
    dated: list[tuple[str, Change | Shock]] = []
    dated += [(f"change {n}", change) for n, change in enumerate(made.changes, 1)]
    dated += [(f"shock {n}", shock) for n, shock in enumerate(made.shocks, 1)]
    for label, item in dated:
        found = [date_fault(item.month, made.months)]
        if item.community is not None:
            found.append(places_fault(item.community, names))
        if isinstance(item, Change):
            found += lever_faults(item.levers).values()
        else:
            found += shock_faults(item.kind, item.size, item.months)
        problems += [f"{label}: {fault}" for fault in found if fault]
    return problems


def shock_faults(kind: object, size: object, months: object) -> list[str]:
    """Every fault of a shock's kind, size and duration (0 for one that happens once)."""
    if not isinstance(kind, str) or kind not in SHOCKS:
        return [unknown("kind of shock", str(kind), SHOCKS)]
    found = []
    size_fault = card_fault(changed(SHOCKS[kind], name="size"), size)
    if size_fault:
        found.append(f"{kind}: {size_fault}")
    if kind not in LASTING and months != 0:
        found.append(f"{kind} happens once and has no months; leave the key out.")
    elif kind in LASTING and not (whole(months) and 1 <= months <= LONGEST):
        found.append(
            f"{kind}: months = {str(months)[:40]}: a whole number from 1 to {LONGEST} is needed."
        )
    return found


def _place(world: object) -> dict[str, Any]:
    """Fields of a scenario that a shipped world or another scenario's place fills."""
    from govsim.scenarios.loading import place_of
    from govsim.scenarios.worlds import load_world, world_names

    if world not in world_names() and str(world).endswith(".toml"):
        return place_of(str(world))
    profiles = load_world(str(world))
    return {
        "profiles": profiles,
        "people": (None,) * len(profiles),
        "fits": (),
        "place": "",
    }
