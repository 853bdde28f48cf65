"""Scalar formulas that several rules share."""

from math import exp


def logistic(x: float) -> float:
    """1 / (1 + e⁻ˣ)."""
    return 1.0 / (1.0 + exp(-x))


def within(low: float, value: float, high: float) -> float:
    """`value`, or the end of the range it lies beyond."""
    return min(max(value, low), high)


def ratio(part: float, whole: float, empty: float = 0.0) -> float:
    """`part` / `whole`, or `empty` where there is no whole."""
    return part / whole if whole > 0 else empty
