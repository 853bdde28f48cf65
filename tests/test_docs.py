"""The documents say what the code does."""

import re
import sys
from pathlib import Path

from govsim.assumptions import PARAMETERS
from govsim.month import order_of_the_month
from govsim.outcomes import OUTCOMES
from govsim.policy import LEVERS

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tools"))
import make_docs  # type: ignore[import-not-found]  # noqa: E402

MODEL = (ROOT / "docs" / "model.md").read_text(encoding="utf8")
EQUATION = re.compile(r"eq\. (\d+\.\d+)")


def test_the_month_table_is_the_order_of_the_month() -> None:
    told = re.findall(r"^\| (\d+) \| `([a-z_.]+)` \|", MODEL, flags=re.M)
    assert told == [(chapter, verb) for chapter, verb, _ in order_of_the_month()]


def test_every_equation_is_in_both_places() -> None:
    sources = [*(ROOT / "govsim").rglob("*.py")]
    coded = {
        n for path in sources for n in EQUATION.findall(path.read_text(encoding="utf8"))
    }
    told = set(EQUATION.findall(MODEL))
    assert coded == told


def test_every_equation_number_belongs_to_one_function() -> None:
    """A number may be cited elsewhere, but only one docstring in rules defines it."""
    text = "".join(
        p.read_text(encoding="utf8") for p in (ROOT / "govsim/rules").glob("*.py")
    )
    defined = re.findall(r'"""[^"]*?, eq\. (\d+\.\d+)', text)
    assert len(defined) == len(set(defined))


def test_generated_pages_are_fresh() -> None:
    assert make_docs.stale() == []


def test_model_md_names_only_what_exists() -> None:
    """Words in backticks that look like names are parameters, levers, outcomes or code."""
    known = {*PARAMETERS, *LEVERS, *OUTCOMES}
    words = set(re.findall(r"`([a-z]+(?:_[a-z0-9]+)+)`", MODEL))
    assert words - known <= {"split_hours"}


def test_coverage_names_every_lever() -> None:
    text = (ROOT / "docs" / "coverage.md").read_text(encoding="utf8")
    for name in LEVERS:
        assert f"`{name}` | yes" in text
    assert len(re.findall(r"^\| `\w+` \| not yet", text, flags=re.M)) == 42


def test_readme_has_the_two_commands_and_the_limits() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf8")
    assert "uv run govsim compare administration-led self-governing" in text
    assert "uv run pytest" in text
    assert "must not be used for" in text
    assert "not the LLM benchmark" in text
    for target in re.findall(
        r"\]\(((?:docs|notebooks|experiments|govsim)[^)]*)\)", text
    ):
        assert (ROOT / target).exists(), target
