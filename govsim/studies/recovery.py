"""How deep does a gap between two courses get, and how long until it has closed?"""

from dataclasses import dataclass

import numpy as np

from govsim.columns import Floats

SMOOTHED = 3
"""Months of the moving mean: single months are noisy, more would hide short shocks."""


@dataclass(frozen=True, slots=True)
class Recovery:
    """What became of one gap.

    `depth` is its largest value [the outcome's unit], `deepest` the month in which it
    stands, `months` the month from which on it is closed for good; if it never is within
    what was seen, `months` is all that was seen and `closed` is false.
    """

    depth: float
    deepest: int
    months: int
    closed: bool


def recovery(gap: Floats, share: float = 0.25, smoothed: int = SMOOTHED) -> Recovery:
    """Depth of a gap and months until it has closed to a share of it.

    The gap is smoothed by a moving mean over `smoothed` months (fewer at both ends). It
    has closed from the first month on after which no smoothed value exceeds `share` of
    the depth. A gap that is never above 0 has depth 0 and closes in month 0. The largest
    of several noisy values is too large on average: compare depths, do not read a small
    one as an effect.

    Parameters
    ----------
    gap : what is lost (or won) in each month against the same world without it, shape
        (months,); month 1 is the first
    share : part of the depth that still counts as closed, 0 to 1
    smoothed : months of the moving mean

    Raises
    ------
    ValueError
        If there are no months, or a number is out of its range.
    """
    months = int(np.size(gap))
    if months < 1 or not 0.0 <= share < 1.0 or smoothed < 1:
        raise ValueError(
            "a month or more, 0 <= share < 1 and smoothed >= 1 are needed."
        )
    course = moving_mean(gap, smoothed)
    depth = float(course.max())
    if not depth > 0.0:
        return Recovery(max(depth, 0.0), 0, 0, True)
    open_months = np.flatnonzero(course > share * depth)
    last = int(open_months[-1]) + 1
    closed = last < months
    return Recovery(
        depth, int(course.argmax()) + 1, last + 1 if closed else months, closed
    )


def moving_mean(course: Floats, months: int) -> Floats:
    """Mean of each month and its neighbours, `months` in all, fewer at both ends."""
    window = np.ones(min(months, len(course)))
    summed = np.convolve(course, window, mode="same")
    counted = np.convolve(np.ones(len(course)), window, mode="same")
    return np.asarray(summed / counted)
