"""The twin's docstrings name equations of docs/model.md, and leave none out."""

import re
from pathlib import Path

import benchmarks.twin

TWIN = Path(benchmarks.twin.__file__).parent
MODEL = Path(__file__).parents[2] / "docs" / "model.md"
OF_RESIDENTS = ("11", "12", "16")
"""Chapters in which nobody but residents acts: all their equations are written out."""


def in_the_model() -> set[str]:
    """Equations of the model, as chapter.number."""
    lines = MODEL.read_text(encoding="utf8").splitlines()
    return {
        found[1] for line in lines if (found := re.match(r"eq\. (\d+\.\d+) ", line))
    }


def in_the_twin() -> set[str]:
    """Equations named anywhere in the twin."""
    text = "\n".join(path.read_text(encoding="utf8") for path in TWIN.rglob("*.py"))
    named = re.findall(r"eq\. (\d+\.\d+(?:(?:,| and| to) \d+\.\d+)*)", text)
    return {number for words in named for number in re.findall(r"\d+\.\d+", words)}


def test_every_equation_named_is_in_the_model() -> None:
    assert in_the_twin() <= in_the_model()


def test_residents_own_chapters_are_written_out_in_full() -> None:
    theirs = {n for n in in_the_model() if n.split(".")[0] in OF_RESIDENTS}
    assert theirs - in_the_twin() == set()
