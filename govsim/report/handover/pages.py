"""What a study's own page says in short, and which command makes it again."""

import re

from govsim.report import calibration_words, discovery_words, trials_words, words

_HEADING = re.compile(r"^(#{1,6}) (.+)$")
_FENCE = re.compile(r"^(```|~~~)")
SHORT_LINES, SHORT_LETTERS = 4, 1100
MAPS = frozenset(
    discovery_words.WORDS[lang]["map"].lstrip("# ") for lang in ("en", "zh")
)
BRIEF = frozenset(
    table[lang]["short"].lstrip("# ")
    for table in (
        words.WORDS,
        discovery_words.WORDS,
        calibration_words.WORDS,
        trials_words.WORDS,
    )
    for lang in ("en", "zh")
)
"""How pages head what they found, in both languages."""


def sections(text: str) -> list[tuple[str, str]]:
    """Headings and what stands below each, in order; text before the first has ``""``."""
    made: list[tuple[str, list[str]]] = [("", [])]
    fenced = False
    for line in text.splitlines():
        fenced ^= bool(_FENCE.match(line))
        found = None if fenced else _HEADING.match(line)
        if found:
            made.append((found[2].strip(), []))
        else:
            made[-1][1].append(line)
    return [(head, "\n".join(lines).strip()) for head, lines in made]


def in_short(
    text: str, lines: int = SHORT_LINES, letters: int = SHORT_LETTERS
) -> tuple[str, bool]:
    """What was found, and whether something was left off to keep it short.

    A page without such a section gives its first words; a flip map's sentence is added.
    Chinese letters count double.
    """
    found = sections(text)
    told = next((body for head, body in found if head in BRIEF), "")
    if not told:
        told = next(
            (body for _, body in found if body and not body.startswith("|")), ""
        )
    maps = [body.splitlines()[0] for head, body in found if head in MAPS and body]
    every = [*told.splitlines(), *maps[:1]]
    every = [line for line in every if line.strip() and not line.startswith("|")]
    kept: list[str] = []
    length = 0
    for line in every[:lines]:
        length += len(line.encode("gbk", "replace"))
        if kept and length > letters:
            break
        kept.append(line)
    joint = "\n" if all(line.startswith("- ") for line in kept) else "\n\n"
    return joint.join(kept), len(kept) < len(every)


def without_title(text: str) -> str:
    """The page without its first heading."""
    lines = text.lstrip().splitlines()
    return "\n".join(
        lines[1:] if lines and lines[0].startswith("# ") else lines
    ).strip()


def command_of(text: str) -> str:
    """The first govsim command that stands alone in a fence; "" if there is none."""
    fenced = False
    for line in text.splitlines():
        if _FENCE.match(line):
            fenced = not fenced
        elif fenced and line.startswith("govsim "):
            return line.strip()
    return ""
