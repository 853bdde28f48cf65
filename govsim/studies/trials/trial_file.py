"""What does a trial's file say, and what is wrong with it?"""

from pathlib import Path
from typing import Any

from govsim.errors import BadInput, unknown
from govsim.scenarios import load, scenario_names
from govsim.scenarios.reading import Source, parse, read_text
from govsim.scenarios.scenario import lever_faults
from govsim.studies.trials.design import TrialDesign

HEAD = (
    "name", "scenario", "communities", "adults", "months", "replicates", "seed",
    "parameters", "outcomes", "period",
)  # fmt: skip
PILOT = ("start", "communities", "choose", "rank_by", "length", "levers", "early")
EARLY = ("months", "levers")
KEYS = ("schema", *HEAD, "pilot")
OF_PILOT = {
    "start": "start", "communities": "treated", "choose": "choose",
    "rank_by": "rank_by", "length": "length",
}  # fmt: skip
"""Keys of [pilot] and the fields of a `TrialDesign` they set."""


def read_trial(path: Path) -> TrialDesign:
    """The trial of a file.

    Raises
    ------
    BadInput
        With all faults at once, each with its line where it has one.
    """
    source = parse(read_text(path, str(path)), str(path), path.parent)
    made = _read(source)
    source.raise_if_faulty()
    try:
        return TrialDesign(**made)
    except BadInput as error:
        for problem in error.problems:
            source.fault(_place(problem), problem)
    source.raise_if_faulty()
    raise AssertionError("a fault without a sentence")


def _place(problem: str) -> tuple[str | int, ...]:
    """The key a sentence begins with, to find its line."""
    word = problem.partition(" ")[0]
    if word in HEAD:
        return (word,)
    return ("pilot", word) if word in PILOT else ("pilot",)


def _read(source: Source) -> dict[str, Any]:
    """Fields of the design; what is wrong with the file's form is noted."""
    table = source.table
    _strays(source, table, (), KEYS, "key of a trial")
    if table.get("schema") != 1 or isinstance(table.get("schema"), bool):
        source.fault(("schema",), "schema = 1 is needed: this govsim reads schema 1.")
    made = {name: table[name] for name in HEAD if name in table and name != "scenario"}
    made.setdefault("name", Path(source.where).stem)
    made["scenario"] = _scenario(source)
    pilot = _table(source, table, ("pilot",))
    _strays(source, pilot, ("pilot",), PILOT, "key of [pilot]")
    made |= {field: pilot[key] for key, field in OF_PILOT.items() if key in pilot}
    made["levers"] = _levers(source, pilot, ("pilot", "levers"))
    if "early" in pilot:
        early = _table(source, pilot, ("pilot", "early"))
        _strays(source, early, ("pilot", "early"), EARLY, "key of [pilot.early]")
        made["early_months"] = early.get("months", 0)
        made["early_levers"] = _levers(source, early, ("pilot", "early", "levers"))
    return made


def _scenario(source: Source) -> Any:
    """A preset, or a file named from the design's own folder."""
    name = source.table.get("scenario")
    if not isinstance(name, str):
        source.fault(("scenario",), 'scenario is missing: scenario = "baseline".')
        return None
    path = source.folder / name
    try:
        return load(path if name not in scenario_names() and path.exists() else name)
    except BadInput as error:
        for problem in error.problems:
            source.fault(("scenario",), f"scenario {name}: {problem.strip()}")
    return None


def _table(
    source: Source, holder: dict[str, Any], key: tuple[str, ...]
) -> dict[str, Any]:
    """A table, or an empty one with a fault."""
    made = holder.get(key[-1])
    if isinstance(made, dict):
        return made
    name = ".".join(key)
    source.fault(key, f"[{name}] is missing: write [{name}] and lines below.")
    return {}


def _levers(
    source: Source, holder: dict[str, Any], key: tuple[str, ...]
) -> dict[str, Any]:
    levers = _table(source, holder, key)
    for name, fault in lever_faults(levers).items():
        source.fault((*key, name), fault)
    return levers


def _strays(
    source: Source,
    table: dict[str, Any],
    key: tuple[str, ...],
    allowed: tuple[str, ...],
    what: str,
) -> None:
    for name in table:
        if name not in allowed:
            source.fault((*key, name), unknown(what, name, allowed))
