"""Is the description of a community right, and what statistics does it come to?"""

import math
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from govsim.declare import Card
from govsim.errors import unknown
from govsim.people import Profile
from govsim.scenarios.people_file import people_of, statistics
from govsim.scenarios.reading import Key, Source, card_fault, hint
from govsim.scenarios.scenario import PeopleTable, is_number, whole
from govsim.vocabulary import AGE_BANDS, COMMUNITY_TYPES, DOMAINS, TENURES

TOLERANCE = 0.005
"""Shares may miss 1 by this much (rounding in a table); they are then scaled to 1."""

LARGEST = 200_000
"""Adults of one community; Jinyang in Chengdu had 40,000 residents in 2017."""

MOST = 200
"""Communities of one district."""


def _card(
    name: str, chinese: str, low: float, high: float, unit: str, about: str
) -> Card:
    return Card(
        name=name,
        default=math.nan,
        low=low,
        high=high,
        unit=unit,
        english=name.replace("_", " "),
        chinese=chinese,
        about=about,
        source="govsim/scenarios/types.toml",
        read_by="govsim.people.draw_people",
    )


NUMBERS: dict[str, Card] = {
    card.name: card
    for card in (
        _card(
            "income_median", "收入中位数", 1, 500_000, "yuan per adult and month",
            "Median income of working-age adults.",
        ),
        _card(
            "income_spread", "收入离散度", 0, 3, "standard deviation of log income",
            "How unequal incomes are inside the community.",
        ),
        _card(
            "tertiary_share", "大专以上比例", 0, 1, "share of adults",
            "Adults with a college education.",
        ),
        _card(
            "state_sector_share", "体制内就业比例", 0, 1, "share of adults",
            "Adults who work or worked in the state sector.",
        ),
        _card(
            "unit_tie", "单位联系", 0, 1, "0 none to 1 full tie of the oldest",
            "How far life still hangs on the work unit.",
        ),
        _card(
            "party_share", "党员比例", 0, 1, "share of adults", "Party members.",
        ),
        _card(
            "cohesion", "邻里凝聚力", 0, 1, "share of contacts that live near",
            "How far residents' contacts are neighbours.",
        ),
        _card(
            "property_fee", "物业费", 0, 5000, "yuan per household and month",
            "Fee of the property firm; 0 means that there is none.",
        ),
    )
}  # fmt: skip

SHARES: dict[str, tuple[str, ...]] = {
    "age_shares": AGE_BANDS,
    "tenure_shares": TENURES,
}
KEYS = ("name", "type", "residents", *SHARES, *NUMBERS, "needs", "population")


@cache
def type_defaults() -> dict[str, dict[str, Any]]:
    """What a community of each type is like if the file does not say."""
    text = files("govsim").joinpath("scenarios/types.toml").read_text(encoding="utf8")
    return tomllib.loads(text)


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
    source: Source,
    place: int,
    table: Any,
) -> tuple[Profile | None, PeopleTable | None]:
    """One community; None if it has a fault."""
    before = len(source.problems)
    at: Key = ("community", place)
    if not isinstance(table, dict):
        source.fault(at, f"community {place} must be a table of keys and values.")
        return None, None
    name = table.get("name")
    label = f"community {place}" + (f" ({name})" if isinstance(name, str) else "")
    for key in table:
        if key not in KEYS:
            sentence = f"{label}: {key} is not a key of a community. {_near(key)}"
            source.fault((*at, key), sentence.rstrip())
    if not isinstance(name, str) or not name.strip():
        source.fault((*at, "name"), f"{label}: a name in quotation marks is needed.")
    kind = table.get("type")
    if not isinstance(kind, str) or kind not in COMMUNITY_TYPES:
        sentence = f"{label}: type is missing. Allowed: {', '.join(COMMUNITY_TYPES)}."
        if kind is not None:
            sentence = f"{label}: " + unknown(
                "type of community", str(kind), COMMUNITY_TYPES
            )
        source.fault((*at, "type"), sentence)
        kind = COMMUNITY_TYPES[0]  # only to look for further faults
    people = people_of(source, (*at, "population"), label, table.get("population"))
    told = statistics(people) if people else {}
    given = {key: value for key, value in table.items() if key in KEYS}
    _note_left_out(source, label, kind, given, told)
    values = {**type_defaults()[kind], **told, **given}
    values["residents"] = _residents(source, at, label, given, people)
    for key, words in SHARES.items():
        values[key] = _shares(source, (*at, key), label, words, values[key])
    for key, card in NUMBERS.items():
        if fault := card_fault(card, values[key]):
            source.fault((*at, key), f"{label}: {fault}")
    values["needs"] = _needs(source, (*at, "needs"), label, values["needs"])
    if len(source.problems) > before:
        return None, None
    profile = Profile(
        name=str(name),
        type=kind,
        adults=values["residents"],
        age_shares=values["age_shares"],
        tenure_shares=values["tenure_shares"],
        needs=values["needs"],
        **{key: float(values[key]) for key in NUMBERS},
    )
    return profile, people


def _near(key: str) -> str:
    """Nearest key of a community, with its range where it is a number."""
    deck = {name: NUMBERS.get(name) for name in KEYS}
    numbers = {name: card for name, card in deck.items() if card}
    return hint(key, numbers) or unknown("key", key, KEYS).partition(". ")[2]


def _note_left_out(
    source: Source,
    label: str,
    kind: str,
    given: Mapping[str, object],
    told: Mapping[str, object],
) -> None:
    """Note for the checker which statistics the file does not give itself."""
    asked = (*SHARES, *NUMBERS, "needs")
    left = [key for key in asked if key not in given and key not in told]
    if left:
        source.notes.append(f"{label}: {', '.join(left)} as usual for type {kind}.")
    if told:
        taken = ", ".join(key for key in told if key not in given)
        source.notes.append(f"{label}: {taken} as in the population table.")


def _residents(
    source: Source,
    at: Key,
    label: str,
    given: Mapping[str, object],
    people: PeopleTable | None,
) -> int:
    """Number of adults, as given or as the population table has rows."""
    rows = len(people["age"]) if people else None
    adults = given.get("residents", rows)
    if adults is None:
        if "population" not in given:
            sentence = f"{label}: residents (number of adults) is missing."
            source.fault((*at, "residents"), sentence)
        return 1
    if not whole(adults) or not 1 <= adults <= LARGEST:
        source.fault(
            (*at, "residents"),
            f"{label}: residents = {_short(adults)}: a whole number of adults from 1 "
            f"to {LARGEST} is needed.",
        )
        return 1
    if rows is not None and adults != rows:
        source.fault(
            (*at, "residents"),
            f"{label}: residents = {adults}, but the population table has {rows} rows.",
        )
    return adults


def _short(value: object) -> str:
    """The value as the file has it, cut if endless."""
    text = repr(value) if not whole(value) or abs(value) < 10**15 else "a huge number"
    return text if len(text) <= 40 else text[:40] + "…"


def _is_share(value: object) -> bool:
    """A number from 0 to 1."""
    return is_number(value) and 0 <= value <= 1


def _shares(
    source: Source,
    at: Key,
    label: str,
    words: tuple[str, ...],
    value: object,
) -> tuple[float, ...]:
    """Shares in the order of `words`, which must add up to 1."""
    what = str(at[-1]).replace("_", " ")
    order = f"{len(words)} numbers, one for each of {', '.join(words)}"
    if isinstance(value, dict):
        value = _in_order(source, at, f"{label}: {what}", words, value)
        if value is None:
            return ()
    if not isinstance(value, (list, tuple)) or len(value) != len(words):
        count = f", not {len(value)}" if isinstance(value, (list, tuple)) else ""
        source.fault(at, f"{label}: {what} must be {order}{count}.")
        return ()
    wrong = [
        f"{word} = {_short(share)}"
        for word, share in zip(words, value, strict=True)
        if not _is_share(share)
    ]
    if wrong:
        source.fault(
            at, f"{label}: {what}: {', '.join(wrong)}; each must be from 0 to 1."
        )
        return ()
    total = math.fsum(value)
    if abs(total - 1) > TOLERANCE:
        source.fault(
            at, f"{label}: {what} add up to {total:.4g}; they must add up to 1."
        )
    exact = abs(total - 1) < 1e-12
    return tuple(float(share) if exact else share / total for share in value)


def _in_order(
    source: Source,
    at: Key,
    label: str,
    words: tuple[str, ...],
    value: Mapping[str, object],
) -> list[object] | None:
    """Values of a table with exactly the given words as keys; None if it is not."""
    stray = [key for key in value if key not in words]
    for key in stray:
        source.fault((*at, key), f"{label}: {unknown('word here', key, words)}")
    lacking = [word for word in words if word not in value]
    if lacking:
        source.fault(at, f"{label} leave out {', '.join(lacking)}; give all.")
    return None if stray or lacking else [value[word] for word in words]


def _needs(source: Source, at: Key, label: str, value: object) -> tuple[float, ...]:
    """Weights of the service domains; relative, so they need not add up to 1."""
    if not isinstance(value, dict):
        source.fault(at, f"{label}: needs must be a table, one weight for each domain.")
        return ()
    weights = _in_order(source, at, f"{label}: needs", DOMAINS, value)
    if weights is None:
        return ()
    wrong = {
        domain: weight
        for domain, weight in zip(DOMAINS, weights, strict=True)
        if not is_number(weight) or not 0 <= weight <= 100
    }
    for domain, weight in wrong.items():
        source.fault(
            (*at, domain),
            f"{label}: needs.{domain} = {_short(weight)}: a weight from 0 to 100 is "
            "needed.",
        )
    if wrong:
        return ()
    if not any(weights):
        source.fault(at, f"{label}: all needs are 0; at least one must be larger.")
    return tuple(float(weight) for weight in weights if is_number(weight))
