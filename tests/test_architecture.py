"""The walls of the house: who may know whom, who may read what, who writes where."""

import ast
import inspect
import textwrap
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

import govsim
from govsim.assumptions import PARAMETERS, assumptions
from govsim.model import INSTITUTION, MONTH, verb_name
from govsim.policy import LEVERS, PolicyPath
from govsim.state import World

ROOT = Path(govsim.__file__).parent
RULES = sorted((ROOT / "rules").glob("*.py"))
VERB_STATEMENTS = 20
VERB_LINES = 40


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {
                f"{node.module}.{alias.name}" for alias in node.names
            }
    return found


def test_only_model_and_agents_know_mesa() -> None:
    knowing = {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*.py")
        if any(name.split(".")[0] == "mesa" for name in imports(path))
    }
    assert knowing == {"model.py", "agents.py"}


def functions(path: Path) -> list[ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def test_levers_are_read_only_by_the_institutions_rules_on_their_cards() -> None:
    """Law 1 on the syntax tree: `policy.<lever>` stands only where the card says."""
    read: dict[str, set[str]] = {name: set() for name in LEVERS}
    for path in ROOT.rglob("*.py"):
        module = ".".join(path.relative_to(ROOT.parent).with_suffix("").parts)
        for function in functions(path):
            for node in ast.walk(function):
                if (
                    isinstance(node, ast.Attribute)
                    and node.attr in LEVERS
                    and isinstance(node.value, ast.Name)
                    and node.value.id == "policy"
                ):
                    read[node.attr].add(f"{module}.{function.name}")
    institution = {f"{v.__module__}.{v.__name__}" for v in INSTITUTION}
    for name, readers in read.items():
        assert readers, f"no rule reads {name}"
        assert any(_called_by(LEVERS[name].read_by, reader) for reader in readers), name
        for reader in readers:
            module, function = reader.rsplit(".", 1)
            assert reader in institution or function.startswith("_"), reader
            assert module.startswith("govsim.rules."), reader


def _called_by(card: str, reader: str) -> bool:
    """Whether the verb on the card is the reader or hands its policy to it."""
    if card == reader:
        return True
    module, verb = card.rsplit(".", 1)
    helper = reader.rsplit(".", 1)[1]
    path = ROOT.parent / Path(*module.split(".")).with_suffix(".py")
    body = next(f for f in functions(path) if f.name == verb)
    return reader.startswith(module) and f"{helper}(" in ast.unparse(body)


def test_resident_rules_have_no_policy() -> None:
    """Verbs that change residents' minds get no policy, and no lever name is in them."""
    minds = ("experience", "participation", "cooperation", "trust")
    for verb in MONTH:
        module = verb.__module__.rsplit(".", 1)[-1]
        if module in minds:
            assert verb not in INSTITUTION, verb_name(verb)
    for name in minds:
        assert "govsim.policy" not in imports(ROOT / "rules" / f"{name}.py")


def test_every_parameter_is_read_where_its_card_says() -> None:
    for name, card in PARAMETERS.items():
        for reader in card.read_by.split("; "):
            module, function = reader.rsplit(".", 1)
            path = ROOT.parent / Path(*module.split(".")).with_suffix(".py")
            found = [f for f in functions(path) if f.name == function]
            assert found, f"{name}: {reader} does not exist"
            assert f"a.{name}" in ast.unparse(found[0]), (
                f"{name} is not read by {reader}"
            )


def test_verbs_are_short_and_say_what_they_write() -> None:
    for verb in MONTH:
        source = textwrap.dedent(inspect.getsource(verb))
        tree = ast.parse(source).body[0]
        assert isinstance(tree, ast.FunctionDef)
        statements = sum(isinstance(node, ast.stmt) for node in ast.walk(tree)) - 2
        assert statements <= VERB_STATEMENTS, (
            f"{verb_name(verb)}: {statements} statements"
        )
        lines = tree.end_lineno - tree.lineno + 1  # type: ignore[operator]
        assert lines <= VERB_LINES, f"{verb_name(verb)} has {lines} lines"
        assert verb.writes, verb_name(verb)  # type: ignore[attr-defined]


TABLES = ("residents", "communities", "committees", "offers", "partners", "conditions")


def snapshot(w: World) -> dict[str, object]:
    kept: dict[str, object] = {}
    for table in TABLES:
        for column in fields(getattr(w, table)):
            value = getattr(getattr(w, table), column.name)
            kept[f"{table}.{column.name}"] = np.array(value, copy=True)
    kept["money"] = len(w.money.entries)
    kept["hours.now"] = w.hours.now.copy()
    return kept


def test_verbs_write_only_what_they_declare(world: World) -> None:
    """A landlab habit: every change of a column is declared by the verb that makes it."""
    path, a = PolicyPath(world.size, {"resident_fund_yuan": 50.0}), assumptions()
    for month in range(1, 40):
        world.month = world.draws.month = world.money.month = month
        for verb in MONTH:
            before = snapshot(world)
            if verb in INSTITUTION:
                verb(world, path.at(month), a)
            else:
                verb(world, a)
            after = snapshot(world)
            changed = {
                name
                for name, value in after.items()
                if not np.array_equal(value, before[name], equal_nan=_is_float(value))
            }
            declared = set(verb.writes)  # type: ignore[attr-defined]
            if "residents" in declared:
                changed = {
                    name for name in changed if not name.startswith("residents.")
                }
            assert changed <= declared, (verb_name(verb), changed - declared)


def _is_float(value: object) -> bool:
    return isinstance(value, np.ndarray) and value.dtype.kind == "f"


@pytest.mark.parametrize("path", RULES, ids=lambda p: p.stem)
def test_rule_files_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf8").splitlines()) <= 300


def test_files_open_with_what_they_answer() -> None:
    for path in ROOT.rglob("*.py"):
        text = ast.get_docstring(ast.parse(path.read_text(encoding="utf8")))
        assert text, path
