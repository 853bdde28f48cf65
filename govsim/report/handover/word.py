"""The report as a Word file, with headings, tables and charts that Word knows as such."""

import io
from datetime import datetime
from pathlib import Path
from typing import Any

from markdown_it.token import Token

from govsim.report.handover import markup
from govsim.report.handover.blocks import (
    Block,
    Command,
    Document,
    Picture,
    Prose,
    Section,
    Table,
)
from govsim.report.handover.words import WORDS
from govsim.studies.sweeping.extras import need

NO_DATE = datetime(2000, 1, 1)  # the same file whenever it is written
LATIN, CHINESE = "Arial", "Microsoft YaHei"
NARROW, BROAD = 10, 26  # letters that count for the width of a column
WIDTH_CM, HEIGHT_CM = 17.6, 22.0
FRONT_HEIGHT_CM = 8.4
DPI = 170


def word_file(document: Document, path: Path) -> None:
    """Write the report.

    Raises
    ------
    BadInput
        If python-docx is not installed, with the line that installs it.
    """
    docx = need("docx", "report", "Word reports")
    made = docx.Document()
    writer = _Writer(made, document.lang)
    writer.set_up(document.title)
    writer.line(document.kicker, "Subtitle")
    made.add_heading(document.title, 0)
    for section in document.front:
        writer.section(section, 1)
    made.add_page_break()
    made.add_heading(document.appendix_title, 1)
    writer.height = HEIGHT_CM
    for section in document.appendix:
        writer.section(section, 2)
    writer.line(WORDS[document.lang]["foot"])
    made.save(str(path))


class _Writer:
    """Blocks into a Word document."""

    def __init__(self, document: Any, lang: str) -> None:
        self.document, self.lang = document, lang
        self.height = FRONT_HEIGHT_CM

    def set_up(self, title: str) -> None:
        """Paper, fonts, language, and properties that hold no clock."""
        from docx.oxml.ns import qn
        from docx.shared import Cm, Pt

        part = self.document.sections[0]
        part.page_width, part.page_height = Cm(21.0), Cm(29.7)
        part.left_margin = part.right_margin = Cm(1.7)
        part.top_margin = part.bottom_margin = Cm(1.5)
        sizes = {"Normal": 9.5, "Title": 18, "Subtitle": 9, "Heading 1": 12.5,
                 "Heading 2": 11.5, "Heading 3": 10.5}  # fmt: skip
        for name, size in sizes.items():
            style = self.document.styles[name]
            style.font.size, style.font.name = Pt(size), LATIN
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for kind in list(fonts.attrib):
                if kind.endswith("Theme"):
                    del fonts.attrib[kind]
            fonts.set(qn("w:eastAsia"), CHINESE)
            style.paragraph_format.space_after = Pt(2)
            style.paragraph_format.space_before = Pt(7 if "Heading" in name else 0)
        self._language(qn)
        core = self.document.core_properties
        core.title, core.author, core.comments = title[:200], "govsim", ""
        core.language = "zh-CN" if self.lang == "zh" else "en-GB"
        core.created = core.modified = NO_DATE

    def _language(self, qn: Any) -> None:
        """The language of the text, for spelling and reading aloud."""
        from docx.oxml import OxmlElement

        mark = OxmlElement("w:lang")
        mark.set(qn("w:val"), "zh-CN" if self.lang == "zh" else "en-GB")
        mark.set(qn("w:eastAsia"), "zh-CN")
        self.document.styles["Normal"].element.get_or_add_rPr().append(mark)

    def line(self, text: str, style: str | None = None) -> Any:
        """A paragraph of plain text."""
        return self.document.add_paragraph(text, style=style)

    def section(self, section: Section, level: int) -> None:
        """A heading and its blocks."""
        self.document.add_heading(section.title, level)
        for block in section.blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        if isinstance(block, Prose):
            self._prose(markup.tokens(block))
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Picture):
            self._picture(block)
        else:
            self._code(block)

    def _prose(self, found: list[Token]) -> None:
        place, style, listed = 0, "", 0
        while place < len(found):
            token = found[place]
            if token.type == "table_open":
                table, place = markup.table_at(found, place)
                self._table(table)
                continue
            listed += token.nesting * token.type.startswith(
                ("bullet_list", "ordered_list")
            )
            if token.type == "heading_open":
                style = f"Heading {min(int(token.tag[1:]), 3)}"
            elif token.type == "inline":
                usual = "List Bullet" if listed else "Normal"
                self._spans(self.line("", style or usual), markup.inline_spans(token))
                style = ""
            elif token.type == "fence":
                self._code(Command(token.content.rstrip()))
            place += 1

    def _spans(self, paragraph: Any, pieces: list[tuple[str, str]]) -> None:
        for text, how in pieces:
            run = paragraph.add_run(text)
            run.bold, run.italic = how == "strong" or None, how == "em" or None
            if how == "code":
                run.font.name = "Consolas"

    def _code(self, block: Command) -> None:
        run = self.line("").add_run(block.text)
        run.font.name = "Consolas"

    def _table(self, table: Table) -> None:
        from docx.shared import Cm

        if table.caption:
            paragraph = self.line("")
            paragraph.paragraph_format.keep_with_next = True
            self._spans(paragraph, [(t, "em") for t, _ in markup.spans(table.caption)])
        made = self.document.add_table(rows=0, cols=len(table.heads))
        made.style, made.autofit = "Table Grid", False
        right = markup.number_columns(table)
        for number, cells in enumerate([table.heads, *table.rows]):
            row = made.add_row()
            _mark_row(row, head=number == 0)
            for cell, text, to_right in zip(row.cells, cells, right, strict=False):
                self._cell(cell.paragraphs[0], text, head=number == 0, right=to_right)
        for column, width in zip(made.columns, _widths(table), strict=True):
            column.width = Cm(width)
            for cell in column.cells:
                cell.width = Cm(width)
        self.line("")

    def _cell(self, paragraph: Any, text: str, *, head: bool, right: bool) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Pt

        self._spans(paragraph, markup.spans(text))
        for run in paragraph.runs:
            run.font.size, run.bold = Pt(8), True if head else run.bold
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.keep_with_next = head or None
        if right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def _picture(self, picture: Picture) -> None:
        from docx.shared import Cm

        drawn = _png(picture)
        if drawn is None:
            self.line(picture.title)
            return
        shape = self.document.add_picture(drawn, width=Cm(WIDTH_CM))
        if shape.height > Cm(self.height):
            shape.width = int(shape.width * Cm(self.height) / shape.height)
            shape.height = Cm(self.height)
        about = shape._inline.docPr
        about.set("descr", picture.about)
        about.set("title", picture.title)
        self.line(picture.title, "Caption")


def _mark_row(row: Any, *, head: bool) -> None:
    """A row stays whole; the head is repeated on every page and read as such."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    marks = ["w:cantSplit", *(["w:tblHeader"] if head else [])]
    for name in marks:
        mark = OxmlElement(name)
        mark.set(qn("w:val"), "true")
        row._tr.get_or_add_trPr().append(mark)


def _widths(table: Table) -> list[float]:
    """Widths of the columns [cm], by their longest cells."""
    longest = []
    for place in range(len(table.heads)):
        cells = [row[place] for row in table.rows if place < len(row)]
        words = [len(c.encode("gbk", "replace")) for c in cells]
        head = max(map(len, table.heads[place].split()), default=0)
        longest.append(min(max([head, NARROW, *words]), BROAD))
    return [WIDTH_CM * length / sum(longest) for length in longest]


def _png(picture: Picture) -> io.BytesIO | None:
    """The chart as PNG: drawn now, or as it lies in the folder."""
    if picture.draw is None:
        there = picture.png is not None and picture.png.exists()
        return io.BytesIO(picture.png.read_bytes()) if there else None  # type: ignore[union-attr]
    made = io.BytesIO()
    picture.draw().savefig(made, format="png", dpi=DPI, bbox_inches="tight",
                           metadata={"Software": None})  # fmt: skip
    made.seek(0)
    return made
