"""How does a result look as a cell's value in a notebook? As a short page of Markdown."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from markdown_it import MarkdownIt

NEXT = {"en": "Next:", "zh": "下一步:"}
NUMBER = re.compile(r"^[\[<>≤≥+−–~-]*\s*(?:\d|$)")
NO_MARKUP = (
    "link", "image", "autolink", "html_inline", "html_block", "reference", "lheading",
    "code", "heading",
)  # fmt: skip


@cache
def _reader() -> MarkdownIt:
    """Paragraphs, lists and tables; HTML, links and pictures in names stay plain text."""
    made = MarkdownIt("commonmark", {"html": False}).enable("table")
    return made.disable(list(NO_MARKUP))


def shown(title: str, *parts: str, step: str = "", lang: str = "en") -> str:
    """A title, paragraphs or tables, and the next step, as HTML with all names escaped."""
    text = [f"**{title}**", *(part for part in parts if part)]
    text += [f"**{NEXT[lang]}** {step}"] if step else []
    page = str(_reader().render("\n\n".join(text)))
    return page.replace("text-align:right", "text-align:right;white-space:nowrap")


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; columns that hold only numbers are set to the right."""
    cells = [[plain(cell) for cell in row] for row in rows]
    right = [
        bool(cells) and all(NUMBER.match(row[place]) for row in cells)
        for place in range(len(heads))
    ]
    rule = ["--:" if number else ":--" for number in right]
    lines = [[plain(head) for head in heads], rule, *cells]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def table_of(head: str, rows: Iterable[str]) -> str:
    """A table from a head and rows that are lines of Markdown themselves."""
    return table(_split(head), [_split(row) for row in rows])


def _split(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def plain(text: str) -> str:
    """Text that cannot end a cell of a table."""
    return text.replace("|", "\\|").replace("\n", " ")
