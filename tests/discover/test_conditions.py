"""The language of conditions: what it means, and that nothing in it is ever run."""

import builtins
import contextlib
import os

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from govsim.errors import BadInput
from govsim.studies.condition_nodes import Node, mixed_up
from govsim.studies.conditions import DEEPEST, LONGEST, read_condition

VALUES = {
    ("a", None): np.array([1.0, 2.0, np.nan, 4.0]),
    ("b", None): np.array([4.0, 2.0, 1.0, 0.0]),
    ("a", "s-1"): np.array([0.0, 9.0, 9.0, 9.0]),
    ("w", None): np.array(["x", "y", "x", None], dtype=object),
}


def held(text: str) -> list[object]:
    """Where it holds; None where that is not known."""
    holds, known = read_condition(text).holds(lambda n, s: VALUES[n, s])
    both = zip(np.broadcast_to(holds, 4), np.broadcast_to(known, 4), strict=True)
    return [bool(h) if k else None for h, k in both]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a < b", [True, False, None, False]),
        ("a <= b and b > 1", [True, True, None, False]),
        ("b == 2 or b == 0", [False, True, False, True]),
        ("b==2 or b>3 and b<1", [False, True, False, False]),  # and binds closer
        ("(b==2 or b>3) and b<1", [False, False, False, False]),
        ("not b > 1", [False, False, True, True]),
        ("1 < b < 3", [False, True, False, False]),
        ("b - 1 - 1 == 2", [True, False, False, False]),
        ("2 + b * 2 == 10", [True, False, False, False]),
        ("-b < -3", [True, False, False, False]),
        ("8 / b == 4", [False, True, False, None]),  # by nothing: not known
        ("a < a[s-1]", [False, True, None, True]),
        ("a < a[ 's-1' ]", [False, True, None, True]),
        ('w == "x"', [True, False, True, None]),
        ("w != 'x'", [False, True, False, None]),
        ("b ≥ 2 且 非 b ＞ 3", [False, True, False, False]),
    ],
)
def test_what_it_means(text: str, expected: list[object]) -> None:
    assert held(text) == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "empty"),
        ("a", "compare it"),
        ("a + 1", "not a condition"),
        ("a <", "ends where a name or a number"),
        ("a = 3", "Write == "),
        ("(a < 3", "a closing )"),
        ("a < 3)", "character 6"),
        ("a < b[s", "bracket is not closed"),
        ("not a", "needs a comparison"),
        ("1 + (a < 2) > 0", "needs a number"),
        ("a < 'x'", "== or !="),
        ("(a < b) < 3", "and, or"),
        ("a < 3 b < 4", "and, or, or the end"),
        ("1e999 < a", "too large"),
        ("a.real < 3", "character 2"),
        ("f(a) < 3", "character 2"),
        ("a < 3 and", "ends where"),
        ("a & b", "Write and"),
        ("(" * (DEEPEST + 1) + "a < 1" + ")" * (DEEPEST + 1), "nested"),
        ("a<1 or " * LONGEST + "a<1", "longer"),
        ("a < 1; import os", "character 6"),
        ("__import__('os').system('true') == 0", "character 17"),
    ],
)
def test_what_cannot_be_read(text: str, told: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_condition(text)
    assert told in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_words_and_numbers_are_not_mixed_up() -> None:
    def faults(text: str) -> list[str]:
        words = {"w": ("appointed", "elected")}
        root = read_condition(text).root
        return list(mixed_up(root, lambda node: words.get(node.value, ())))

    assert faults("w == 'appointed' and a < 2") == []
    assert "Did you mean appointed?" in faults("w == 'apointed'")[0]
    assert "is a word" in faults("w < 3")[0]
    assert "is a word" in faults("w + 1 < 3")[0]
    assert "is a number" in faults("a == 'appointed'")[0]


PIECES = [
    "a", "b", "a[s-1]", "w", "'x'", "1", "2.5", ".5", "1e3", "<", "<=", ">", "==", "!=",
    "+", "-", "*", "/", "(", ")", "and", "or", "not", "[", "]", "=", "__class__", ".",
    "lambda", "exec('1')", "且", "\x00", "'", '"', "{", "**", ":", ",", "é", "𝟙", "²",
]  # fmt: skip


def words_of(node: Node) -> tuple[str, ...]:
    return ("x", "y") if node.value == "w" else ()


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.lists(st.sampled_from(PIECES)).map(" ".join), st.text()))
@example("a" + "<1" * 499)
@example("+".join("1" * 450) + "<1")
@example("-" * 39 + "a<1")
def test_any_text_is_read_or_answered_in_a_sentence(text: str) -> None:
    condition = None
    with contextlib.suppress(BadInput):
        condition = read_condition(text)
    if condition is None or list(mixed_up(condition.root, words_of)):
        return
    holds, known = condition.holds(
        lambda name, _: (
            np.array(["x", "y"], dtype=object) if name == "w" else np.array([0.0, 1.0])
        )
    )
    assert holds.dtype == bool
    assert known.dtype == bool
    assert not (holds & ~known).any()


def test_reading_and_working_out_never_runs_code(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("code was run")

    for name in ("eval", "exec", "compile"):
        monkeypatch.setattr(builtins, name, forbidden)
    monkeypatch.setattr(os, "system", forbidden)
    assert held("a < b or not (b * 2 > 3)") == [True, False, None, True]
    with pytest.raises(BadInput):
        read_condition("os.system('true') < 1")
