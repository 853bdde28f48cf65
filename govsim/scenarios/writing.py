"""How is a scenario written as a file that needs no other?"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from govsim.people import Profile
from govsim.scenarios.community_keys import NUMBERS, SHARES
from govsim.scenarios.people_columns import COLUMNS
from govsim.scenarios.scenario import PeopleTable, Scenario
from govsim.scenarios.shocks import LASTING
from govsim.vocabulary import DOMAINS


def value(thing: object) -> str:
    """One value as TOML."""
    if isinstance(thing, bool):
        return "true" if thing else "false"
    if isinstance(thing, int):
        return str(int(thing))
    if isinstance(thing, float):
        return repr(float(thing))
    if isinstance(thing, str):
        return json.dumps(thing, ensure_ascii=False).replace("\x7f", "\\u007F")
    if isinstance(thing, Mapping):
        pairs = ", ".join(f"{key} = {value(item)}" for key, item in thing.items())
        return "{ " + pairs + " }"
    if isinstance(thing, Iterable):
        return "[" + ", ".join(value(item) for item in thing) + "]"
    raise TypeError(f"{thing!r} has no place in a scenario file")


def to_toml(scenario: Scenario) -> str:
    """The file; everything inherited from a base is written out."""
    rows = []
    if scenario.base:
        rows.append(f"# Started from {scenario.base}; all of it is written out here.")
    rows += ["schema = 1", f"name = {value(scenario.name)}"]
    for key in ("title", "title_zh", "question", "question_zh"):
        if text := getattr(scenario, key):
            rows.append(f"{key} = {value(text)}")
    if scenario.sources:
        rows.append(f"sources = {value(scenario.sources)}")
    rows += [f"status = {value(scenario.status)}", f"months = {scenario.months}"]
    if scenario.world:
        rows.append(f"world = {value(scenario.world)}")
    if scenario.ask:
        rows += ["", "[ask]", *_pairs(asdict(scenario.ask))]
    rows += ["", "[district]", f"shared = {value(scenario.shared)}"]
    if not scenario.world:
        for profile, people in zip(scenario.profiles, scenario.people, strict=True):
            rows += _community(profile, people)
    if scenario.levers:
        rows += ["", "[levers]", *_pairs(scenario.levers)]
    for change in scenario.changes:
        rows += ["", "[[change]]", f"month = {change.month}"]
        rows += [*_where(change.community), *_pairs(change.levers)]
    for shock in scenario.shocks:
        rows += ["", "[[shock]]", f"month = {shock.month}", *_where(shock.community)]
        rows += [f"kind = {value(shock.kind)}", f"size = {value(shock.size)}"]
        if shock.kind in LASTING:
            rows.append(f"months = {shock.months}")
    return "\n".join(rows) + "\n"


def _pairs(levers: Mapping[str, object]) -> list[str]:
    return [f"{name} = {value(thing)}" for name, thing in levers.items()]


def _where(community: tuple[int, ...] | None) -> list[str]:
    return [] if community is None else [f"community = {value(community)}"]


def _community(profile: Profile, people: PeopleTable | None) -> list[str]:
    """Lines of one community, every statistic given."""
    rows = ["", "[[community]]"]
    rows += [f"name = {value(profile.name)}", f"type = {value(profile.type)}"]
    rows.append(f"residents = {profile.adults}")
    rows += [f"{key} = {value(getattr(profile, key))}" for key in (*SHARES, *NUMBERS)]
    needs = dict(zip(DOMAINS, profile.needs, strict=True))
    rows.append(f"needs = {value(needs)}")
    if people:
        rows += ["", "[community.population]"]
        given = [column for column in COLUMNS if column in people]
        rows += [f"{column} = {value(people[column])}" for column in given]
    return rows
