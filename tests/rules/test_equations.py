"""Every rule says which numbered equation it is, and no number stands for two."""

import ast
import inspect
import re
from collections import Counter
from pathlib import Path

import pytest

from govsim import rules
from govsim.month import MONTH, verb_name

RULES = sorted(Path(rules.__file__).parent.glob("[a-z]*.py"))
NUMBER = re.compile(r"eq\. (\d+\.\d+)")


def functions(path: Path) -> list[ast.FunctionDef]:
    """Functions at the top of a file."""
    tree = ast.parse(path.read_text(encoding="utf8"))
    return [node for node in tree.body if isinstance(node, ast.FunctionDef)]


def chapters(path: Path) -> set[str]:
    """Chapters of the month a file's verbs belong to."""
    return {
        verb.chapter  # type: ignore[attr-defined]
        for verb in MONTH
        if verb.__module__.rsplit(".", 1)[-1] == path.stem
    }


def numbers(path: Path) -> list[tuple[str, str]]:
    """Function and number for each number in a docstring of this file."""
    return [
        (function.name, number)
        for function in functions(path)
        for number in NUMBER.findall(ast.get_docstring(function) or "")
    ]


def own_numbers(path: Path) -> list[str]:
    """Numbers a function's first lines give it; others are references.

    A number of another file's chapter is a reference as well.
    """
    return [
        number
        for function in functions(path)
        for number in NUMBER.findall(
            (ast.get_docstring(function) or "").split("\n\n")[0]
        )
        if number.split(".")[0] in chapters(path)
    ]


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_every_rule_file_has_verbs_and_numbered_equations(path: Path) -> None:
    assert chapters(path)
    assert own_numbers(path)


@pytest.mark.parametrize("verb", MONTH, ids=verb_name)
def test_every_verb_or_what_it_calls_names_an_equation(verb: object) -> None:
    """In the verb's own docstring or in one of a function of its file."""
    own = NUMBER.findall(inspect.getdoc(verb) or "")
    path = Path(inspect.getsourcefile(verb) or "")  # type: ignore[arg-type]
    chapter = verb.chapter  # type: ignore[attr-defined]
    of_file = [n for n in own_numbers(path) if n.split(".")[0] == chapter]
    assert own or of_file


def test_no_number_stands_for_two_functions() -> None:
    counted = Counter(number for path in RULES for number in own_numbers(path))
    assert {number for number, times in counted.items() if times > 1} == set()


def test_references_name_equations_there_are() -> None:
    there = {number for path in RULES for number in own_numbers(path)}
    for path in RULES:
        for function, number in numbers(path):
            assert number in there, f"{path.stem}.{function}: {number}"


def test_numbers_of_a_chapter_run_without_gaps() -> None:
    """18.3 is the Gini coefficient, which stands outside the rules."""
    there = {number for path in RULES for number in own_numbers(path)} | {"18.3"}
    for chapter in {number.split(".")[0] for number in there}:
        places = sorted(
            int(n.split(".")[1]) for n in there if n.startswith(f"{chapter}.")
        )
        assert places == list(range(1, len(places) + 1)), chapter


FORMULA_FREE = {
    "at_home",
    "closing_chance",
    "contracted",
    "gifts_of",
    "gifts_raised",
    "ngo_count",
    "public_share",
    "usual_domain",
    "mixed",
    "by_domain",
    "by_project",
    "carry_out",
    "adding_up",
    "technology",
    "hash_share",
    "fees_due",
    "households",
    "seen_service",
    "settle_newcomers",
    "take_stock",
}
"""Public functions that only rearrange columns."""


def test_every_public_function_is_a_verb_has_a_number_or_only_rearranges() -> None:
    verbs = {verb.__name__ for verb in MONTH}
    for path in RULES:
        numbered = {function for function, _ in numbers(path)}
        for function in functions(path):
            name = function.name
            if not name.startswith("_") and name not in verbs | FORMULA_FREE:
                assert name in numbered, f"{path.stem}.{name}"
