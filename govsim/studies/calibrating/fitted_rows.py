"""Which rows of the patterns may be fitted to, and what target is each of their parts?"""

import math

from govsim.studies.calibrating.plan import Target
from govsim.studies.patterns.cards import PATTERNS, Part, Pattern

ROLE = "fitted"


def kept_aside(pattern: Pattern) -> str:
    """Why nothing may be fitted to a pattern."""
    fitted = ", ".join(p.id for p in PATTERNS.values() if p.role == ROLE)
    why = {
        "unfitted": "it is kept to test the model, and would test nothing once used",
        "consistency": "its source has given a parameter already",
        "reachable": "it shows what must be possible, not what is",
    }[pattern.role]
    return (
        f"{pattern.id} ({pattern.title}) is marked {pattern.role}: {why}. "
        f"Rows that may be fitted: {fitted}."
    )


def target_of(pattern: Pattern, part: Part) -> Target:
    """A part of a row as a target: its band, or the side of 0 its sign names."""
    low, high = part.low, part.high
    if part.sign:
        low, high = (0.0, math.inf) if part.sign > 0 else (-math.inf, 0.0)
    return Target(
        f"{pattern.id} {part.name}", low, high, worlds=math.inf, unit=part.unit,
        row=pattern.id, part=part.name, source=pattern.source,
    )  # fmt: skip
