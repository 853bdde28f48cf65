"""What does the text of a file say, and on which line does each key stand?

Python's own TOML parser gives values without lines, so a scan of the text finds the
lines; if the scan is wrong the worst that happens is a sentence with the wrong line.
"""

import math
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from govsim.declare import Card
from govsim.errors import BadInput, nearest

type Key = tuple[str | int, ...]

_OPAQUE = re.compile(
    r'"""[\s\S]*?"""|\'\'\'[\s\S]*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*'
)
_PART = re.compile(r'"(?:\\.|[^"\\])*"|\'[^\']*\'|[A-Za-z0-9_-]+')
_DOTTED = rf"(?:{_PART.pattern})(?:\s*\.\s*(?:{_PART.pattern}))*"
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_DOTTED})\s*\]\]?")
_PAIR = re.compile(rf"\s*({_DOTTED})\s*=(.*)")

_ADVICE = (
    (
        "Invalid value (at end",
        "the file ends inside a value: a bracket is not closed or nothing follows =.",
    ),
    (
        "Invalid value",
        "the value cannot be read. Words stand in straight quotation marks, numbers "
        "use a point, true and false are in small letters.",
    ),
    (
        "Expected newline or end of document",
        "something follows the value. One key = value a line; numbers use a point "
        "(0.3), without a percent sign, a unit or thousands commas.",
    ),
    ("Expected '=' after a key", "the sign = is missing after the key."),
    ("Unterminated string", "a quotation mark is not closed."),
    ("Illegal character", "a quotation mark is not closed on its line."),
    ("Unclosed array", "a square bracket is not closed."),
    ("Unclosed inline table", "a curly bracket is not closed."),
    ("Invalid statement", "the line begins with something that is not a key."),
    ("Expected ']'", "the table's name lacks its closing bracket."),
    ("Unescaped", "a backslash in a string must be doubled, or use single quotes."),
)


@dataclass
class Source:
    """A parsed file: its values, its lines, and what is wrong with it so far."""

    where: str
    table: dict[str, Any]
    lines: dict[Key, int] = field(default_factory=dict)
    folder: Path = field(default_factory=Path)
    problems: list[tuple[int, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)  # English, Chinese

    def line(self, key: Key) -> int:
        """Line of the key, or of the nearest table it stands in; 0 if unknown."""
        while key:
            if key in self.lines:
                return self.lines[key]
            key = key[:-1]
        return 0

    def fault(self, key: Key, sentence: str) -> None:
        """Note a problem at the place of `key`."""
        line = self.line(key)
        head = f"line {line}  " if line else ""
        self.problems.append((line, head + sentence))

    def note(self, english: str, chinese: str) -> None:
        """Note what a sound file leaves open, in both languages."""
        self.notes.append((english, chinese))

    def raise_if_faulty(self) -> None:
        """One error with all problems, in the order of the file."""
        if self.problems:
            ordered = sorted(self.problems, key=lambda problem: problem[0])
            raise BadInput(*(text for _, text in ordered), where=self.where)


@dataclass(frozen=True)
class Spot:
    """A table of a file, and what sentences call it."""

    source: Source
    key: Key
    label: str

    def fault(self, sentence: str, *inside: str) -> None:
        """Note a problem with the table, or with a key inside it."""
        self.source.fault((*self.key, *inside), f"{self.label}: {sentence}")


def read_text(path: Path, where: str) -> str:
    """Text of a file, or a sentence why there is none."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise BadInput("the file does not exist.", where=where) from None
    except IsADirectoryError:
        raise BadInput("this is a folder, not a file.", where=where) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadInput(f"the file cannot be read: {reason}.", where=where) from None
    if b"\0" in raw:
        raise BadInput("this is not a text file (it holds binary data).", where=where)
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        sentence = f"line {line}  this is not UTF-8 text; save the file as UTF-8."
        raise BadInput(sentence, where=where) from None


def parse(text: str, where: str, folder: Path) -> Source:
    """Values and lines of a TOML text; whatever is not TOML in plain sentences."""
    found = list(_statements(text))
    try:
        table = tomllib.loads(text)
    except RecursionError:
        raise BadInput("brackets are nested too deeply.", where=where) from None
    except ValueError as error:
        raise BadInput(*_translated(text, str(error), found), where=where) from None
    if not table:
        raise BadInput(
            "the file is empty; `govsim new FILE` writes a commented template.",
            where=where,
        )
    lines: dict[Key, int] = {}
    for key, number in found:
        lines.setdefault(key, number)
    return Source(where, table, lines, folder)


def _parts(dotted: str) -> Key:
    """Words of a dotted key, without quotation marks."""
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))


def _masked(text: str) -> str:
    """The text with comments and string contents taken out, line breaks kept."""

    def cover(match: re.Match[str]) -> str:
        piece = match.group()
        if piece.startswith("#"):
            return ""
        if re.match(r"\s*[=.\]]", text[match.end() :][:40]) and "\n" not in piece:
            return piece  # a quoted key, or the last word of a list: harmless
        return '""' + "\n" * piece.count("\n")

    return _OPAQUE.sub(cover, text)


def _statements(text: str) -> Iterator[tuple[Key, int]]:
    """Every key and table of the text with its line, in order."""
    prefix: Key = ()
    counts: dict[Key, int] = {}
    depth = 0
    for number, line in enumerate(_masked(text).split("\n"), start=1):
        if depth > 0:
            depth += _opened(line)
        elif head := _HEADER.match(line):
            prefix = _table(_parts(head.group(2)), head.group(1) == "[[", counts)
            yield prefix, number
        elif pair := _PAIR.match(line):
            depth = _opened(pair.group(2))
            yield prefix + _parts(pair.group(1)), number


def _opened(text: str) -> int:
    """Brackets opened less brackets closed."""
    bare = _OPAQUE.sub("", text)
    return sum(map(bare.count, "[{")) - sum(map(bare.count, "]}"))


def _table(words: Key, repeated: bool, counts: dict[Key, int]) -> Key:
    """Key of a table's header; repeated tables are numbered from 0."""
    key: Key = ()
    for place, word in enumerate(words):
        key += (word,)
        if repeated and place == len(words) - 1:
            counts[key] = counts.get(key, -1) + 1
        if key in counts:
            key += (counts[key],)
    return key


def _translated(text: str, message: str, found: Sequence[tuple[Key, int]]) -> list[str]:
    """The parser's complaint in plain sentences with lines."""
    twice = list(_doubles(found))
    if twice and ("Cannot" in message or "mutable" in message):
        return twice
    rows = text.rstrip("\n").split("\n")
    at = re.search(r"at line (\d+)", message)
    line = int(at.group(1)) if at else len(rows)
    advice = next((words for start, words in _ADVICE if message.startswith(start)), "")
    plain = message.partition(" (at ")[0]
    shown = rows[min(line, len(rows)) - 1].strip()[:60]
    return [f"line {line}  {advice or plain + '.'} The line reads: {shown}"]


def _doubles(found: Sequence[tuple[Key, int]]) -> Iterator[str]:
    """Sentences for keys given more than once."""
    first: dict[Key, int] = {}
    for key, number in found:
        name = ".".join(str(part) for part in key)
        if key in first:
            yield f"line {number}  {name} is given twice (first on line {first[key]})."
        first.setdefault(key, number)


def hint(name: str, deck: dict[str, Card]) -> str:
    """Nearest card's name with its range, or all names of a short list."""
    for card in deck.values():
        if name in {card.chinese, card.english}:
            return f"Write {card.name} ({card.range_words})."
    sentence = nearest(name, deck)
    close = sentence.removeprefix("Did you mean ").removesuffix("?")
    if close in deck:
        return f"Did you mean {close} ({deck[close].range_words})?"
    return sentence


def card_fault(card: Card, value: object) -> str | None:
    """Why the value is not allowed; also for numbers a computer cannot hold."""
    if isinstance(value, (dict, list)):
        return f"{card.name} must be one value ({card.range_words})."
    if isinstance(value, int) and abs(value) > 10**15:
        return f"{card.name} is out of range ({card.range_words})."
    if not card.choices and isinstance(value, float) and not math.isfinite(value):
        return f"{card.name} = {value} is not a finite number ({card.range_words})."
    return card.problem(value)
