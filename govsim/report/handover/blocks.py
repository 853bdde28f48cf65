"""What is a report made of, before it becomes HTML, Word or Markdown?

Prose is Markdown without links, pictures and HTML. Whatever comes from a folder goes
through `foreign` first, so that no title can make a heading, a tag or a table of its own.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

LONGEST = 140
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&])")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\s]+")


def plain(text: object, longest: int = LONGEST) -> str:
    """Foreign text on one line, without control characters and not endless."""
    made = _UNSEEN.sub(" ", str(text)).strip()
    return made if len(made) <= longest else made[: longest - 1].rstrip() + "…"


def foreign(text: object, longest: int = LONGEST) -> str:
    """Foreign text that Markdown shows letter by letter."""
    return _SPECIAL.sub(r"\\\1", plain(text, longest))


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs, bullets and headings in Markdown; `deeper` shifts its headings."""

    text: str
    deeper: int = 0
    boxed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads; cells are Markdown on one line, the first names its row."""

    caption: str
    heads: list[str]
    rows: list[list[str]]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart: drawn by `draw`, or a chart's files that lie in the folder."""

    name: str
    title: str
    about: str
    draw: Callable[[], Any] | None = None
    svg: Path | None = None
    png: Path | None = None


@dataclass(frozen=True, slots=True)
class Command:
    """A line for the shell, letter by letter."""

    text: str


type Block = Prose | Table | Picture | Command


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    title: str
    blocks: list[Block] = field(default_factory=list)
    folds: bool = True  # may be broken over two pages


@dataclass(frozen=True, slots=True)
class Document:
    """The whole report: two pages in front, the appendix behind."""

    lang: str
    title: str
    kicker: str
    front: list[Section]
    appendix: list[Section]
    appendix_title: str
