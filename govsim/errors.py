"""What went wrong, in a sentence a person can act on."""

from collections.abc import Iterable
from difflib import get_close_matches


class BadInput(ValueError):
    """Something the user typed is wrong; the message says what, where and how to mend it."""

    def __init__(self, *problems: str, where: str = "") -> None:
        self.problems = problems
        self.where = where
        super().__init__(self.report())

    def report(self) -> str:
        """All problems at once, one line each, headed by the place."""
        if not self.where:
            return "\n".join(self.problems)
        count = len(self.problems)
        head = f"{self.where}, {count} problem{'s' if count != 1 else ''}"
        return "\n".join([head, *(f"  {problem}" for problem in self.problems)])


class UnknownName(BadInput, KeyError):
    """A name that govsim does not know; the message offers the nearest one."""

    def __str__(self) -> str:
        return self.report()


def nearest(name: str, allowed: Iterable[str]) -> str:
    """Sentence naming the allowed word nearest to `name`, or all of a short list."""
    words = list(allowed)
    close = get_close_matches(name, words, n=1, cutoff=0.6)
    if close:
        return f"Did you mean {close[0]}?"
    if len(words) <= 8:
        return f"Allowed: {', '.join(words)}."
    return ""


def unknown(kind: str, name: str, allowed: Iterable[str]) -> str:
    """Sentence for a name of the given kind (`lever`, `scenario`, …) that does not exist."""
    return f"{name!r} is not a {kind}. {nearest(name, allowed)}".rstrip()
