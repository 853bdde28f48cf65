"""Are shares and weights of a community complete, in range, and do they add up?"""

import math
from collections.abc import Mapping

from govsim.errors import unknown
from govsim.scenarios.reading import Spot
from govsim.scenarios.scenario import is_number, whole
from govsim.vocabulary import DOMAINS

TOLERANCE = 0.005
"""Shares may miss 1 by this much (rounding in a table); they are then scaled to 1."""


def shares(
    spot: Spot, key: str, words: tuple[str, ...], value: object
) -> tuple[float, ...]:
    """Shares in the order of `words`, which must add up to 1; () if they are none."""
    what = key.replace("_", " ")
    if isinstance(value, dict):
        value = _in_order(spot, key, words, value)
        if value is None:
            return ()
    if not isinstance(value, (list, tuple)) or len(value) != len(words):
        order = f"{len(words)} numbers, one for each of {', '.join(words)}"
        count = f", not {len(value)}" if isinstance(value, (list, tuple)) else ""
        spot.fault(f"{what} must be {order}{count}.", key)
        return ()
    wrong = [
        f"{word} = {short(share)}"
        for word, share in zip(words, value, strict=True)
        if not _within(share, 1)
    ]
    if wrong:
        spot.fault(f"{what}: {', '.join(wrong)}; each must be from 0 to 1.", key)
        return ()
    total = math.fsum(value)
    if abs(total - 1) > TOLERANCE:
        spot.fault(f"{what} add up to {total:.4g}; they must add up to 1.", key)
    exact = abs(total - 1) < 1e-12
    return tuple(float(share) if exact else share / total for share in value)


def needs(spot: Spot, value: object) -> tuple[float, ...]:
    """Weights of the service domains; relative, so they need not add up to 1."""
    if not isinstance(value, dict):
        spot.fault("needs must be a table, one weight for each domain.", "needs")
        return ()
    weights = _in_order(spot, "needs", DOMAINS, value)
    if weights is None:
        return ()
    named = zip(DOMAINS, weights, strict=True)
    wrong = {domain: w for domain, w in named if not _within(w, 100)}
    for domain, weight in wrong.items():
        spot.fault(
            f"needs.{domain} = {short(weight)}: a weight from 0 to 100 is needed.",
            "needs",
            domain,
        )
    if wrong:
        return ()
    if not any(weights):
        spot.fault("all needs are 0; at least one must be larger.", "needs")
    return tuple(float(weight) for weight in weights if is_number(weight))


def _within(value: object, most: float) -> bool:
    """Whether it is a number from 0 to `most`."""
    return is_number(value) and 0 <= value <= most


def _in_order(
    spot: Spot, key: str, words: tuple[str, ...], value: Mapping[str, object]
) -> list[object] | None:
    """Values of a table with exactly the given words as keys; None if it is not."""
    what = key.replace("_", " ")
    stray = [word for word in value if word not in words]
    for word in stray:
        spot.fault(f"{what}: {unknown('word here', word, words)}", key, word)
    lacking = [word for word in words if word not in value]
    if lacking:
        spot.fault(f"{what} leave out {', '.join(lacking)}; give all.", key)
    return None if stray or lacking else [value[word] for word in words]


def short(value: object) -> str:
    """The value as the file has it, cut if endless."""
    text = repr(value) if not whole(value) or abs(value) < 10**15 else "a huge number"
    return text if len(text) <= 40 else text[:40] + "…"
