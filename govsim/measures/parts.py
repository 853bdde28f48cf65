"""What is a measure made of? A numerator and a denominator for each community.

An empty denominator gives null; a denominator of infinity marks a sum over the district.
"""

from collections.abc import Callable

import numpy as np

from govsim.columns import Floats
from govsim.inequality import gini
from govsim.state import World

Parts = tuple[Floats, Floats]
Measure = Callable[[World], Parts]


def over(top: Callable[[World], Floats], bottom: Callable[[World], Floats]) -> Measure:
    """One quantity over another."""
    return lambda w: (top(w), bottom(w))


def adults(w: World) -> Floats:
    """Adults of each community."""
    return w.communities.adults


def per_adult(top: Callable[[World], Floats]) -> Measure:
    """A quantity per adult."""
    return over(top, adults)


def of_place(value: Callable[[World], Floats]) -> Measure:
    """A figure of each place; places count by their adults."""
    return lambda w: (value(w) * w.communities.adults, w.communities.adults)


def summed(count: Callable[[World], Floats]) -> Measure:
    """A quantity that is added up over the district."""
    return lambda w: (count(w), np.full(w.size, np.inf))


def resident_mean(name: str) -> Measure:
    """Mean of a column of residents."""
    return per_adult(lambda w: w.total(getattr(w.residents, name)))


def community_mean(name: str) -> Measure:
    """Mean of a column of communities, by their adults."""
    return of_place(lambda w: getattr(w.communities, name))


def committee_mean(name: str, per: str) -> Measure:
    """Mean of a column of committees, by another of their columns."""

    def parts(w: World) -> Parts:
        base = getattr(w.committees, per)
        return getattr(w.committees, name) * base, base

    return parts


def gini_of(name: str) -> Measure:
    """Gini coefficient of a column of residents inside each community."""

    def each(w: World) -> Floats:
        column, first = getattr(w.residents, name), w.communities.first
        return np.array([gini(column[first[i] : first[i + 1]]) for i in range(w.size)])

    return of_place(each)


def spent(w: World) -> Floats:
    """Programme money spent this month [yuan]."""
    return w.communities.spending.sum(axis=1)
