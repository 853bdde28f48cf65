"""Is the description of a community right, and what statistics does it come to?"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from govsim.declare import Card
from govsim.errors import unknown
from govsim.people import Profile
from govsim.scenarios.community_keys import KEYS, NUMBERS, SHARES, near, type_defaults
from govsim.scenarios.fitting import Contradiction, fitted
from govsim.scenarios.margins import (
    Margin,
    margins_of,
    needed_columns,
    starting_profile,
)
from govsim.scenarios.people_columns import COLUMNS
from govsim.scenarios.people_file import people_of, statistics
from govsim.scenarios.pool import pool_of
from govsim.scenarios.reading import Source, Spot, card_fault
from govsim.scenarios.records import Fit
from govsim.scenarios.scenario import PeopleTable, whole
from govsim.scenarios.weights import needs, shares, short
from govsim.vocabulary import CHINESE, COMMUNITY_TYPES

LARGEST = 200_000
"""Adults of one community; Jinyang in Chengdu had 40,000 residents in 2017."""

MOST = 200
"""Communities of one district."""


class Read(NamedTuple):
    """One community as a file has it: its statistics, its people, how well they fit."""

    profile: Profile
    people: PeopleTable | None
    fit: Fit


def read_communities(source: Source) -> tuple[Read, ...]:
    """All communities of a file; faults are noted in the source, () then."""
    tables = source.table.get("community")
    if not isinstance(tables, list):
        source.fault(("community",), "write [[community]] with double brackets.")
        return ()
    if not 1 <= len(tables) <= MOST:
        source.fault(
            ("community",), f"{len(tables)} communities: allowed are 1 to {MOST}."
        )
        return ()
    read = [_read(source, place, table) for place, table in enumerate(tables)]
    _check_names(source, tables)
    made = tuple(one for one in read if one is not None)
    return made if len(made) == len(read) else ()


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


def _read(source: Source, place: int, table: Any) -> Read | None:
    """One community; None if it has a fault."""
    before = len(source.problems)
    if not isinstance(table, dict):
        sentence = f"community {place} must be a table of keys and values."
        source.fault(("community", place), sentence)
        return None
    name = table.get("name")
    label = f"community {place}" + (f" ({name})" if isinstance(name, str) else "")
    spot = Spot(source, ("community", place), label)
    for key in table:
        if key not in KEYS:
            sentence = f"{key} is not a key of a community. {near(key)}"
            spot.fault(sentence.rstrip(), key)
    if not isinstance(name, str) or not name.strip():
        spot.fault("a name in quotation marks is needed.", "name")
    people = people_of(
        source, (*spot.key, "population"), label, table.get("population")
    )
    inside = Spot(source, (*spot.key, "margins"), f"{label}: margins")
    margins = margins_of(inside, table.get("margins"))
    values = _values(spot, table, people, margins)
    if len(source.problems) > before:
        return None
    profile = Profile(name=str(name), **values)
    if margins:
        return _fitted(inside, table, profile, people, margins)
    return Read(profile, people, ())


def _fitted(
    spot: Spot,
    table: Mapping[str, Any],
    profile: Profile,
    sample: PeopleTable | None,
    margins: tuple[Margin, ...],
) -> Read | None:
    """A community whose people are chosen so that the margins hold."""
    if sample is not None and (lacking := needed_columns(margins) - sample.keys()):
        spot.fault(f"population lacks {', '.join(sorted(lacking))} to be fitted.")
        return None
    try:
        people, fit = _people(profile, sample, margins)
    except Contradiction as error:
        spot.fault(str(error))
        return None
    told = {k: v for k, v in statistics(people).items() if k not in table}
    told = {k: tuple(v) if isinstance(v, list) else v for k, v in told.items()}
    return Read(replace(profile, **told), people, fit)


def _people(
    profile: Profile, sample: PeopleTable | None, margins: tuple[Margin, ...]
) -> tuple[PeopleTable, Fit]:
    """Fitted people; those chosen from drawn ones are kept, as files are read often."""
    if sample is not None:
        return fitted(sample, margins, profile.adults)
    return _from_drawn(profile, margins)


@lru_cache(maxsize=64)
def _from_drawn(
    profile: Profile, margins: tuple[Margin, ...]
) -> tuple[PeopleTable, Fit]:
    near_them = replace(profile, **starting_profile(margins))  # type: ignore[arg-type]
    return fitted(pool_of(near_them), margins, profile.adults)


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
    spot: Spot,
    table: Mapping[str, Any],
    people: PeopleTable | None,
    margins: tuple[Margin, ...],
) -> dict[str, Any]:
    """Statistics from the file, else from its people, else as usual for the type."""
    kind = _kind(spot, table.get("type"))
    told = statistics(people) if people else {}
    given = {key: value for key, value in table.items() if key in KEYS}
    _note_left_out(spot, kind, given, told, people, margins)
    values = {**type_defaults()[kind], **told, **given}
    return {
        "type": kind,
        "adults": _residents(spot, given, people, margins),
        **{key: shares(spot, key, words, values[key]) for key, words in SHARES.items()},
        **{key: _number(spot, card, values[key]) for key, card in NUMBERS.items()},
        "needs": needs(spot, values["needs"]),
    }


def _note_left_out(
    spot: Spot,
    kind: str,
    given: Mapping[str, object],
    told: Mapping[str, object],
    people: PeopleTable | None,
    margins: tuple[Margin, ...],
) -> None:
    """Note for the checker which statistics the file does not give itself."""
    note, label, usual = spot.source.note, spot.label, CHINESE[kind]
    label_zh = label.replace("community ", "社区 ").replace(" (", "(")
    told = {**told, **starting_profile(margins)}
    asked = (*SHARES, *NUMBERS, "needs")
    if left := ", ".join(key for key in asked if key not in given and key not in told):
        note(
            f"{label}: {left} as usual for type {kind}.",
            f"{label_zh}:{left} 取“{usual}”的通常值。",
        )
    if margins:
        names = ", ".join(margin.name for margin in margins)
        note(
            f"{label}: people chosen so that these margins hold: {names}; the same "
            "people in every world.",
            f"{label_zh}:按以下边际分布选取居民:{names};每个随机世界中的居民相同。",
        )
        return
    if taken := ", ".join(key for key in told if key not in given):
        note(
            f"{label}: {taken} as in the population table.",
            f"{label_zh}:{taken} 取自人口表。",
        )
    if people and (drawn := ", ".join(name for name in COLUMNS if name not in people)):
        note(
            f"{label}: the population table has no {drawn}; drawn to go with the rest, "
            "anew in every world.",
            f"{label_zh}:人口表没有 {drawn};按其余各列抽取,每个随机世界各抽一次。",
        )


def _number(spot: Spot, card: Card, value: Any) -> float:
    """A number within the range on its card."""
    if fault := card_fault(card, value):
        spot.fault(fault, card.name)
        return math.nan
    return float(value)


def _residents(
    spot: Spot,
    given: Mapping[str, object],
    people: PeopleTable | None,
    margins: tuple[Margin, ...],
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
    if rows is not None and adults != rows and not margins and "margins" not in given:
        spot.fault(
            f"residents = {adults}, but the population table has {rows} rows. Without "
            "margins all of them live here.",
            "residents",
        )
    return adults
