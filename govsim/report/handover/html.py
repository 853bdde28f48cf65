"""The report as one HTML file that asks for nothing outside itself."""

import io
from collections.abc import Iterator
from html import escape
from importlib.resources import files
from typing import Any

import matplotlib as mpl
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
from govsim.report.handover.svg import inline_svg
from govsim.report.handover.words import WORDS

TAGS = {"strong": "strong", "em": "em", "code": "code"}
LISTS = {"bullet_list": "ul", "ordered_list": "ol", "list_item": "li"}


def html_page(document: Document) -> str:
    """The whole page."""
    say = WORDS[document.lang]
    style = files("govsim.report.handover").joinpath("style.css").read_text("utf8")
    writer = _Writer(document.lang)
    front = "\n".join(writer.section(section) for section in document.front)
    behind = "\n".join(writer.section(section, 3) for section in document.appendix)
    title = escape(document.title)
    language = "zh-CN" if document.lang == "zh" else "en"
    return f"""<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="govsim">
<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<header>
<p class="kicker">{escape(document.kicker)}</p>
<h1>{title}</h1>
</header>
<main>
<div class="front">
{front}
</div>
<section class="appendix" aria-labelledby="appendix">
<h2 id="appendix">{escape(document.appendix_title)}</h2>
{behind}
</section>
</main>
<footer><p>{escape(say["foot"])}</p></footer>
</body>
</html>
"""


POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'"
)


class _Writer:
    """Blocks as HTML, counting sections, charts and tables."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.count = 0

    def next_id(self, kind: str) -> str:
        """An id that no other element of the page has."""
        self.count += 1
        return f"{kind}{self.count}"

    def section(self, section: Section, level: int = 2) -> str:
        """A section with its heading."""
        name = self.next_id("s")
        whole = "" if section.folds else ' class="whole"'
        body = "\n".join(self.block(block) for block in section.blocks)
        return (
            f'<section{whole} aria-labelledby="{name}">\n'
            f'<h{level} id="{name}">{escape(section.title)}</h{level}>\n{body}\n</section>'
        )

    def block(self, block: Block) -> str:
        """One block."""
        if isinstance(block, Prose):
            body = "".join(self._prose(markup.tokens(block)))
            return f'<div class="box">{body}</div>' if block.boxed else body
        if isinstance(block, Table):
            return self.table(block)
        if isinstance(block, Picture):
            return self._picture(block)
        return _command(block)

    def _prose(self, found: list[Token]) -> Iterator[str]:
        place = 0
        while place < len(found):
            token = found[place]
            if token.type == "table_open":
                table, place = markup.table_at(found, place)
                yield self.table(table)
                continue
            yield _token(token)
            place += 1

    def table(self, table: Table) -> str:
        """A table with scopes; columns of numbers are set to the right."""
        right = markup.number_columns(table)
        heads = "".join(
            f'<th scope="col"{_class(right[n])}>{_line(head) or BLANK}</th>'
            for n, head in enumerate(table.heads)
        )
        rows = "\n".join(f"<tr>{_row(row, right)}</tr>" for row in table.rows)
        label = escape(table.caption or WORDS[self.lang]["table"])
        caption = f"<caption>{_line(table.caption)}</caption>" if table.caption else ""
        name = f"{label} {self.next_id('')}".strip()
        return (
            f'<div class="scroll" role="region" tabindex="0" aria-label="{name}"><table>'
            f"{caption}<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></div>"
        )

    def _picture(self, picture: Picture) -> str:
        text = svg_of(picture)
        shown = inline_svg(text, self.next_id("f"), picture.title, picture.about)
        caption = escape(picture.title)
        return f"<figure>{shown}<figcaption>{caption}</figcaption></figure>"


BLANK = '<span class="unseen">–</span>'


def svg_of(picture: Picture) -> str:
    """The chart's SVG: drawn now, or as it lies in the folder."""
    if picture.draw is None:
        assert picture.svg is not None
        return picture.svg.read_text(encoding="utf8")
    fixed: Any = {"svg.hashsalt": "govsim", "svg.fonttype": "path"}
    made = io.StringIO()
    with mpl.rc_context(fixed):
        picture.draw().savefig(
            made,
            format="svg",
            metadata={"Date": None, "Creator": None},
            bbox_inches="tight",
        )
    return made.getvalue()


def _class(right: bool) -> str:
    return ' class="n"' if right else ""


def _row(row: list[str], right: list[bool]) -> str:
    first, *others = row
    cells = "".join(
        f"<td{_class(right[n])}>{_line(cell)}</td>" for n, cell in enumerate(others, 1)
    )
    return f'<th scope="row">{_line(first)}</th>{cells}'


def _line(text: str) -> str:
    return _spans(markup.spans(text))


def _spans(pieces: list[tuple[str, str]]) -> str:
    return "".join(
        f"<{TAGS[style]}>{escape(text)}</{TAGS[style]}>" if style else escape(text)
        for text, style in pieces
    )


def _token(token: Token) -> str:
    """One token that is no table."""
    if token.type == "inline":
        return _spans(markup.inline_spans(token))
    if token.type == "fence":
        return f'<pre tabindex="0"><code>{escape(token.content)}</code></pre>'
    if token.type == "hr":
        return "<hr>"
    if token.hidden or not token.tag:
        return ""
    return f"</{token.tag}>" if token.nesting < 0 else f"<{token.tag}>"


def _command(block: Command) -> str:
    return f'<pre tabindex="0"><code>{escape(block.text)}</code></pre>'
