"""Is the description of a community right, and what statistics does it come to?"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from govsim.declare import Card
from govsim.errors import unknown
from govsim.people import Profile
from govsim.scenarios.community_keys import KEYS, NUMBERS, SHARES, near, type_defaults
from govsim.scenarios.people_file import people_of, statistics
from govsim.scenarios.reading import Source, Spot, card_fault
from govsim.scenarios.scenario import PeopleTable, whole
from govsim.scenarios.weights import needs, shares, short
from govsim.vocabulary import COMMUNITY_TYPES

LARGEST = 200_000
"""Adults of one community; Jinyang in Chengdu had 40,000 residents in 2017."""

MOST = 200
"""Communities of one district."""


def read_communities(
    source: Source,
) -> tuple[tuple[Profile, ...], tuple[PeopleTable | None, ...]]:
    """All communities of a file; faults are noted in the source."""
    tables = source.table.get("community")
    if not isinstance(tables, list):
        source.fault(("community",), "write [[community]] with double brackets.")
        return (), ()
    if not 1 <= len(tables) <= MOST:
        source.fault(
            ("community",), f"{len(tables)} communities: allowed are 1 to {MOST}."
        )
        return (), ()
    read = [_read(source, place, table) for place, table in enumerate(tables)]
    _check_names(source, tables)
    if any(profile is None for profile, _ in read):
        return (), ()
    profiles = tuple(profile for profile, _ in read if profile is not None)
    return profiles, tuple(table for _, table in read)


def _check_names(source: Source, tables: Sequence[Any]) -> None:
    """Names tell communities apart, also in the random draws: no two alike."""
    first: dict[str, int] = {}
    for place, table in enumerate(tables):
        name = table.get("name") if isinstance(table, dict) else None
        if not isinstance(name, str):
            continue
        if name in first:
            source.fault(
                ("community", place, "name"),
                f"community {place}: the name {name!r} is already that of community "
                f"{first[name]}; each needs its own.",
            )
        first.setdefault(name, place)


def _read(
    source: Source, place: int, table: Any
) -> tuple[Profile | None, PeopleTable | None]:
    """One community; None if it has a fault."""
    before = len(source.problems)
    if not isinstance(table, dict):
        sentence = f"community {place} must be a table of keys and values."
        source.fault(("community", place), sentence)
        return None, None
    name = table.get("name")
    label = f"community {place}" + (f" ({name})" if isinstance(name, str) else "")
    spot = Spot(source, ("community", place), label)
    for key in table:
        if key not in KEYS:
            sentence = f"{key} is not a key of a community. {near(key)}"
            spot.fault(sentence.rstrip(), key)
    if not isinstance(name, str) or not name.strip():
        spot.fault("a name in quotation marks is needed.", "name")
    kind = _kind(spot, table.get("type"))
    people = people_of(
        source, (*spot.key, "population"), label, table.get("population")
    )
    values = _values(spot, kind, table, people)
    if len(source.problems) > before:
        return None, None
    return Profile(name=str(name), type=kind, **values), people


def _kind(spot: Spot, kind: object) -> str:
    """Type of the community; after a fault any, only to look for further faults."""
    if isinstance(kind, str) and kind in COMMUNITY_TYPES:
        return kind
    sentence = f"type is missing. Allowed: {', '.join(COMMUNITY_TYPES)}."
    if kind is not None:
        sentence = unknown("type of community", str(kind), COMMUNITY_TYPES)
    spot.fault(sentence, "type")
    return COMMUNITY_TYPES[0]


def _values(
    spot: Spot, kind: str, table: Mapping[str, Any], people: PeopleTable | None
) -> dict[str, Any]:
    """Statistics from the file, else from its people, else as usual for the type."""
    told = statistics(people) if people else {}
    given = {key: value for key, value in table.items() if key in KEYS}
    _note_left_out(spot, kind, given, told)
    values = {**type_defaults()[kind], **told, **given}
    return {
        "adults": _residents(spot, given, people),
        **{key: shares(spot, key, words, values[key]) for key, words in SHARES.items()},
        **{key: _number(spot, card, values[key]) for key, card in NUMBERS.items()},
        "needs": needs(spot, values["needs"]),
    }


def _note_left_out(
    spot: Spot, kind: str, given: Mapping[str, object], told: Mapping[str, object]
) -> None:
    """Note for the checker which statistics the file does not give itself."""
    notes = spot.source.notes
    asked = (*SHARES, *NUMBERS, "needs")
    left = [key for key in asked if key not in given and key not in told]
    if left:
        notes.append(f"{spot.label}: {', '.join(left)} as usual for type {kind}.")
    if told:
        taken = ", ".join(key for key in told if key not in given)
        notes.append(f"{spot.label}: {taken} as in the population table.")


def _number(spot: Spot, card: Card, value: Any) -> float:
    """A number within the range on its card."""
    if fault := card_fault(card, value):
        spot.fault(fault, card.name)
        return math.nan
    return float(value)


def _residents(
    spot: Spot, given: Mapping[str, object], people: PeopleTable | None
) -> int:
    """Number of adults, as given or as the population table has rows."""
    rows = len(people["age"]) if people else None
    adults = given.get("residents", rows)
    if adults is None:
        if "population" not in given:
            spot.fault("residents (number of adults) is missing.", "residents")
        return 1
    if not whole(adults) or not 1 <= adults <= LARGEST:
        spot.fault(
            f"residents = {short(adults)}: a whole number of adults from 1 to {LARGEST} "
            "is needed.",
            "residents",
        )
        return 1
    if rows is not None and adults != rows:
        spot.fault(
            f"residents = {adults}, but the population table has {rows} rows.",
            "residents",
        )
    return adults
