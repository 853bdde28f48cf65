"""What does the text of a condition say? A reader that never runs it as code."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from govsim.errors import BadInput
from govsim.studies.condition_nodes import (
    COMPARE,
    NUMBER,
    TRUTH,
    WORD,
    Condition,
    Node,
)

LONGEST, DEEPEST = 1000, 40

TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    |(?P<name>[^\W\d]\w*)
    |(?P<bracket>\[[^\[\]]*\])
    |(?P<text>"[^"]*"|'[^']*')
    |(?P<sign><=|>=|==|!=|[-+*/()<>])""",
    re.VERBOSE,
)
OTHER_FORMS = str.maketrans(
    {
        "（": "(",
        "）": ")",
        "＜": "<",
        "＞": ">",
        "−": "-",
        "×": "*",
        "“": '"',
        "”": '"',
    }
    | {"≤": "<=", "≥": ">=", "≠": "!=", "［": "[", "］": "]"}
)
WORDS = {"且": "and", "或": "or", "非": "not"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the text: its kind, what it says, and where it begins (from 1)."""

    kind: str
    text: str
    place: int


def read_condition(text: str) -> Condition:
    """The condition a text states.

    Raises
    ------
    BadInput
        In a sentence with the place, if it cannot be read.
    """
    if not isinstance(text, str) or not text.strip():
        raise BadInput(
            "the condition is empty; write for example satisfaction > 0.6, or "
            "satisfaction[self-governing] > satisfaction[administration-led]."
        )
    if len(text) > LONGEST:
        raise BadInput(f"the condition is longer than {LONGEST:,} characters.")
    reader = Reader(list(_tokens(text.translate(OTHER_FORMS))))
    root = reader.alternatives(0)
    reader.end()
    if _kind(root) != TRUTH:
        raise BadInput(
            f"{text.strip()!r} is a {_kind(root)}, not a condition; compare it with "
            "something: < <= > >= == !=."
        )
    return Condition(text.strip(), root)


def _tokens(text: str) -> Iterator[Token]:
    place = 0
    while place < len(text):
        found = TOKEN.match(text, place)
        if found is None:
            raise BadInput(_stray(text, place))
        kind, said = str(found.lastgroup), found.group()
        if kind == "name":
            said = WORDS.get(said, said)
        if kind != "space":
            yield Token(kind, said, place + 1)
        place = found.end()
    yield Token("end", "the end", len(text) + 1)


def _stray(text: str, place: int) -> str:
    """Sentence for a character that nothing begins with."""
    here = text[place]
    more = {
        "=": " Write == to ask whether two things are equal.",
        "[": " A scenario's bracket is not closed.",
        "&": " Write and.",
        "|": " Write or.",
        "!": " Write not.",
    }.get(here, " Allowed are names, numbers, < <= > >= == !=, + - * /, and, or, not.")
    return f"the condition cannot be read at character {place + 1}, {here!r}.{more}"


class Reader:
    """Reads tokens from left to right; each verb reads one level of binding."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0

    @property
    def now(self) -> Token:
        """The token to be read."""
        return self.tokens[self.at]

    def take(self, *texts: str) -> Token | None:
        """The token if it is one of these, and go on."""
        token = self.now
        if token.kind in ("text", "bracket", "number") or token.text not in texts:
            return None
        self.at += 1
        return token

    def end(self) -> None:
        """BadInput unless everything is read."""
        if self.now.kind != "end":
            raise BadInput(_unexpected(self.now, "and, or, or the end"))

    def alternatives(self, depth: int) -> Node:
        """… or …"""
        made = self.joint(depth)
        while token := self.take("or"):
            made = _joined("or", made, self.joint(depth), token)
        return made

    def joint(self, depth: int) -> Node:
        """… and …"""
        made = self.denied(depth)
        while token := self.take("and"):
            made = _joined("and", made, self.denied(depth), token)
        return made

    def denied(self, depth: int) -> Node:
        """Not …, or a comparison."""
        token = self.take("not")
        if token is None:
            return self.comparison(depth)
        inner = self.denied(_deeper(depth, token))
        _must(inner, TRUTH, token)
        return Node("not", (inner,), place=token.place)

    def comparison(self, depth: int) -> Node:
        """A < b, and also a < b < c."""
        first = self.sums(depth)
        made: Node | None = None
        while token := self.take(*COMPARE):
            second = self.sums(depth)
            step = _compared(token, first, second)
            made = step if made is None else Node("and", (made, step))
            first = second
        return made or first

    def sums(self, depth: int) -> Node:
        """… + …, … - …"""
        made = self.products(depth)
        while token := self.take("+", "-"):
            made = _counted(token, made, self.products(depth))
        return made

    def products(self, depth: int) -> Node:
        """… * …, … / …"""
        made = self.single(depth)
        while token := self.take("*", "/"):
            made = _counted(token, made, self.single(depth))
        return made

    def single(self, depth: int) -> Node:
        """A name, a number, a text, or something in parentheses."""
        token = self.now
        if self.take("("):
            inner = self.alternatives(_deeper(depth, token))
            if not self.take(")"):
                raise BadInput(_unexpected(self.now, "a closing )"))
            return inner
        if self.take("-"):
            inner = self.single(_deeper(depth, token))
            _must(inner, NUMBER, token)
            return Node("negative", (inner,), place=token.place)
        if token.kind not in ("name", "number", "text") or _reserved(token):
            raise BadInput(_unexpected(token, "a name or a number"))
        self.at += 1
        if token.kind == "number":
            return Node("number", value=_number(token), place=token.place)
        if token.kind == "text":
            return Node("text", value=token.text[1:-1], place=token.place)
        return self._named(token)

    def _named(self, token: Token) -> Node:
        scenario = None
        if self.now.kind == "bracket":
            scenario = self.now.text[1:-1].strip().strip("\"'")
            self.at += 1
        return Node("name", value=token.text, scenario=scenario, place=token.place)


def _reserved(token: Token) -> bool:
    return token.kind == "name" and token.text in ("and", "or", "not")


def _number(token: Token) -> float:
    value = float(token.text)
    if not np.isfinite(value):
        raise BadInput(f"{token.text} at character {token.place} is too large.")
    return value


def _deeper(depth: int, token: Token) -> int:
    if depth >= DEEPEST:
        raise BadInput(
            f"the condition is nested more than {DEEPEST} deep at character {token.place}."
        )
    return depth + 1


def _unexpected(token: Token, wanted: str) -> str:
    if token.kind == "end":
        return f"the condition ends where {wanted} is expected."
    return (
        f"the condition cannot be read at character {token.place}, {token.text!r}: "
        f"{wanted} is expected."
    )


def _kind(node: Node) -> str:
    """Number, truth or word; a name may be number or word."""
    if node.does in COMPARE or node.does in ("and", "or", "not"):
        return TRUTH
    return {"text": WORD, "name": "name"}.get(node.does, NUMBER)


def _must(node: Node, kind: str, token: Token) -> None:
    found = _kind(node)
    if found == kind or (found == "name" and kind == NUMBER):
        return
    needs = "a comparison" if kind == TRUTH else "a number"
    raise BadInput(
        f"{token.text!r} at character {token.place} needs {needs}, not a {found}."
    )


def _joined(does: str, first: Node, second: Node, token: Token) -> Node:
    for each in (first, second):
        _must(each, TRUTH, token)
    return Node(does, (first, second), place=token.place)


def _counted(token: Token, first: Node, second: Node) -> Node:
    for each in (first, second):
        _must(each, NUMBER, token)
    return Node(token.text, (first, second), place=token.place)


def _compared(token: Token, first: Node, second: Node) -> Node:
    kinds = {_kind(first), _kind(second)}
    if TRUTH in kinds:
        raise BadInput(
            f"{token.text!r} at character {token.place} compares numbers or words, not "
            "conditions; join conditions with and, or."
        )
    if WORD in kinds and (NUMBER in kinds or token.text not in ("==", "!=")):
        raise BadInput(
            f"{token.text!r} at character {token.place}: a word is compared with == or != "
            "and with the name of a lever that is a word."
        )
    return Node(token.text, (first, second), place=token.place)
