"""Chinese text gets Chinese punctuation, and no spaces between its characters."""

import re
from dataclasses import replace

from govsim.report.handover.blocks import Block, Document, Prose, Section, Table

HAN = "\u4e00-\u9fff"
_CODE = re.compile(r"(`[^`\n]*`|^(?:```|~~~)[\s\S]*?^(?:```|~~~)$)", flags=re.M)
_RULES = (
    (re.compile(rf"(?<=[{HAN}”）])(\*{{0,2}}) ?,\s?"), r"\1，"),
    (re.compile(rf"(?<=[{HAN}”）])(\*{{0,2}}) ?:\s?"), r"\1："),
    (re.compile(rf"(?<=[{HAN}”）])(\*{{0,2}}) ?;\s?"), r"\1；"),
    (re.compile(rf" ?\(([^()\n]*[{HAN}][^()\n]*)\)"), r"（\1）"),
    (re.compile(rf"(?<=[\])）]),\s?(?=[{HAN}])"), "，"),
    (re.compile(rf"(?<=[{HAN}])(\*{{0,2}}) ?\(([^()\n]*)\)"), r"\1（\2）"),
    (re.compile(rf"(?<=[{HAN}]) (?=(?:\*\*)?[{HAN}“])"), ""),
    (re.compile(rf"(?<=[{HAN}]\*\*) (?=[{HAN}])"), ""),
    (re.compile(r"(?<=[，。：；、）]) (?=[^\s|])"), ""),
)


def chinese(text: str) -> str:
    """The text with full-width punctuation next to Chinese characters; code stays."""
    pieces = _CODE.split(text)
    for place in range(0, len(pieces), 2):
        for pattern, into in _RULES:
            pieces[place] = pattern.sub(into, pieces[place])
    return "".join(pieces)


def punctuated(document: Document) -> Document:
    """The document with Chinese punctuation if it is in Chinese."""
    if document.lang != "zh":
        return document
    return replace(
        document,
        title=chinese(document.title),
        front=[_section(section) for section in document.front],
        appendix=[_section(section) for section in document.appendix],
    )


def _section(section: Section) -> Section:
    blocks = [_block(block) for block in section.blocks]
    return replace(section, title=chinese(section.title), blocks=blocks)


def _block(block: Block) -> Block:
    if isinstance(block, Prose):
        return replace(block, text=chinese(block.text))
    if isinstance(block, Table):
        return Table(
            chinese(block.caption),
            [chinese(head) for head in block.heads],
            [[chinese(cell) for cell in row] for row in block.rows],
        )
    return block
