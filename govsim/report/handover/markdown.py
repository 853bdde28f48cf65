"""The report as Markdown; charts are links to the files of the result."""

import os
import re
from pathlib import Path

from govsim.report.handover.blocks import (
    Block,
    Command,
    Document,
    Picture,
    Prose,
    Section,
    Table,
    foreign,
)
from govsim.report.handover.words import WORDS

_HEADING = re.compile(r"^(#{1,6}) ", flags=re.M)


def markdown_page(document: Document, beside: Path, folder: Path) -> str:
    """The whole page.

    Parameters
    ----------
    beside : where the page will lie; links to charts start there
    folder : the result, for charts that lie in it under the same name
    """
    lines = [
        f"# {foreign(document.title, 200)}",
        "",
        f"*{foreign(document.kicker, 300)}*",
    ]
    for section in document.front:
        lines += _section(section, 2, beside, folder)
    lines += ["", f"## {document.appendix_title}"]
    for section in document.appendix:
        lines += _section(section, 3, beside, folder)
    lines += ["", "---", "", WORDS[document.lang]["foot"], ""]
    return "\n".join(lines)


def _section(section: Section, level: int, beside: Path, folder: Path) -> list[str]:
    made = ["", f"{'#' * level} {foreign(section.title, 200)}"]
    for block in section.blocks:
        made += ["", *_block(block, beside, folder)]
    return made


def _block(block: Block, beside: Path, folder: Path) -> list[str]:
    if isinstance(block, Prose):
        shift = "#" * block.deeper
        text = _HEADING.sub(lambda m: f"{(shift + m[1])[:6]} ", block.text)
        return (
            [f"> {line}".rstrip() for line in text.splitlines()]
            if block.boxed
            else [text]
        )
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Command):
        return ["```", block.text.replace("```", ""), "```"]
    return _picture(block, beside, folder)


def _table(table: Table) -> list[str]:
    head = [table.caption, ""] if table.caption else []
    rows = [table.heads, ["---"] * len(table.heads), *table.rows]
    return head + ["| " + " | ".join(row) + " |" for row in rows]


def _picture(picture: Picture, beside: Path, folder: Path) -> list[str]:
    """A link to the chart's file, if there is one; else what it would show."""
    path = picture.png or folder / "figures" / f"{picture.name}.png"
    title = foreign(picture.title)
    if not path.exists():
        return [f"*{title}.*"]
    link = os.path.relpath(path.resolve(), beside.resolve().parent)
    return [f"![{title}](<{Path(link).as_posix()}>)"]
