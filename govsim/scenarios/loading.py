"""Which scenario does a name or a file stand for?"""

from dataclasses import replace as changed
from functools import cache
from pathlib import Path
from typing import Any

from govsim.errors import BadInput, UnknownName, unknown
from govsim.scenarios.reading import Source, parse, read_text
from govsim.scenarios.scenario import Scenario
from govsim.scenarios.scenario_file import ScenarioFile
from govsim.scenarios.worlds import HOME

FIRST = ("baseline", "administration-led", "self-governing", "co-governance")
"""Presets named first in lists; the others follow by the alphabet."""


@cache
def _presets() -> tuple[str, ...]:
    found = {path.stem for path in HOME.glob("*.toml")} - {"types"}
    first = [name for name in FIRST if name in found]
    return (*first, *sorted(found.difference(first)))


def scenario_names() -> list[str]:
    """Names of the shipped scenarios."""
    return list(_presets())


def load(name_or_path: str | Path) -> Scenario:
    """The scenario of that name, or the one a file describes.

    Raises
    ------
    UnknownName
        If there is neither a preset nor a file of that name.
    BadInput
        With all faults of the file at once, each with its line.
    """
    return _load(name_or_path, ())[0]


def from_toml(text: str, where: str) -> Scenario:
    """The scenario that a text describes, as `Scenario.to_toml` writes it.

    Raises
    ------
    BadInput
        With all faults at once; `where` heads them.
    """
    source = parse(text, where, Path())
    made = ScenarioFile(source, _base(source, ())).read()
    source.raise_if_faulty()
    assert made is not None
    return made


def place_of(file: str) -> dict[str, Any]:
    """Fields of a scenario that make it live where the one of the file does."""
    plan = load(file)
    fields = ("world", "shared", "profiles", "people", "fits")
    return {**{name: getattr(plan, name) for name in fields}, "place": file}


def file_and_base(
    name_or_path: str | Path,
) -> tuple[Scenario, dict[str, Any], Scenario | None]:
    """A scenario, what its file says itself, and the scenario it starts from."""
    plan, source = _load(name_or_path, ())
    return plan, source.table, _base(source, ())


def notes(name_or_path: str | Path, lang: str = "en") -> list[str]:
    """What a sound file leaves to defaults, in sentences."""
    return [note[lang == "zh"] for note in _load(name_or_path, ())[1].notes]


def _load(
    name: str | Path, chain: tuple[Path, ...], folder: Path | None = None
) -> tuple[Scenario, Source]:
    """A scenario and its source; `chain` holds the files that start from this one."""
    path, where = _find(name, folder)
    source = parse(read_text(path, where), where, path.parent)
    base = _base(source, (*chain, path.resolve()))
    scenario = ScenarioFile(source, base).read()
    source.raise_if_faulty()
    assert scenario is not None
    if where not in _presets():
        scenario = changed(scenario, file=where)
    return scenario, source


def _base(source: Source, chain: tuple[Path, ...]) -> Scenario | None:
    """The scenario a file starts from; None if none or if it has a fault."""
    name = source.table.get("base")
    if not isinstance(name, str) or not name:
        return None
    try:
        path, _ = _find(name, source.folder)
        if path.resolve() not in chain:
            return _load(name, chain, source.folder)[0]
        circle = [*chain[chain.index(path.resolve()) :], path]
        names = " → ".join(step.name for step in circle)
        source.fault(("base",), f"base runs in a circle: {names}.")
    except UnknownName as error:
        source.fault(("base",), f"base: {error.problems[0]}")
    except BadInput as error:
        for problem in error.problems:
            source.fault(("base",), f"base {name}: {problem}")
    return None


def _find(name: str | Path, folder: Path | None) -> tuple[Path, str]:
    """Path of a preset or file and how to call it in a message."""
    word = str(name)
    if word in _presets():
        return HOME / f"{word}.toml", word
    path = (folder or Path()) / word
    looks_like_file = isinstance(name, Path) or word.endswith(".toml")
    if looks_like_file or "/" in word or "\\" in word or _exists(path, word):
        return path, word
    raise UnknownName(
        f"{unknown('scenario', word, _presets())} "
        "A file of your own needs its path, as my.toml."
    )


def _exists(path: Path, word: str) -> bool:
    """Whether there is something of that name; never fails on odd names."""
    try:
        return bool(word.strip()) and path.exists()
    except (OSError, ValueError):
        return False
