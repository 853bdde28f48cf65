"""Markdown as tokens: the one reader that HTML and Word pages share."""

from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from govsim.report.handover.blocks import Prose, Table


@cache
def reader() -> MarkdownIt:
    """CommonMark with tables, without links, pictures and HTML of its own."""
    made = MarkdownIt("commonmark", {"html": False}).enable("table")
    return made.disable(["link", "image", "autolink", "html_inline", "html_block",
                         "reference", "lheading", "code"])  # fmt: skip


def tokens(prose: Prose) -> list[Token]:
    """Tokens of prose, its headings shifted by `deeper` (never beyond the sixth)."""
    made = reader().parse(prose.text)
    for token in made:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1:]) + prose.deeper, 6)}"
    return made


def spans(text: str) -> list[tuple[str, str]]:
    """Pieces of a line with how they are set: `strong`, `em`, `code` or nothing."""
    inline = next((t for t in reader().parseInline(text) if t.type == "inline"), None)
    return list(_spans(inline)) if inline is not None else []


def _spans(inline: Token) -> Iterator[tuple[str, str]]:
    style = ""
    for token in inline.children or []:
        if token.type in ("strong_open", "em_open"):
            style = token.type.removesuffix("_open")
        elif token.type in ("strong_close", "em_close"):
            style = ""
        elif token.type == "code_inline":
            yield token.content, "code"
        elif token.type in ("softbreak", "hardbreak"):
            yield " ", ""
        else:
            yield token.content, style


def inline_spans(token: Token) -> list[tuple[str, str]]:
    """Pieces of an inline token."""
    return list(_spans(token))


def table_at(found: list[Token], place: int) -> tuple[Table, int]:
    """The table that opens at `place`, and the place after it."""
    rows: list[list[str]] = []
    while found[place].type != "table_close":
        token = found[place]
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(token.content)
        place += 1
    return Table("", rows[0], rows[1:]), place + 1


def is_number(cell: str) -> bool:
    """Whether a cell holds a number, an interval or nothing, to be set to the right."""
    text = cell.strip().lstrip("[").lstrip("+−-–<>≤≥")
    return not text or text[0].isdigit()


def number_columns(table: Table) -> list[bool]:
    """Which columns hold numbers only; the first names its rows and never counts."""
    return [
        n > 0 and all(is_number(row[n]) for row in table.rows if n < len(row))
        for n in range(len(table.heads))
    ]
