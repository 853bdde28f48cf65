"""How is arithmetic on long columns written so that it stays narrow and quick?

NumPy's `where`, `divide(where=…)` and SciPy's `expit` branch on every number, and a flag
times a number doubles the width of all that follows. These say the same without either.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from govsim.columns import Flags, Floats, Rows

SMALLEST = 1e-30  # less than any weight, amount or number of people there is
BLOCK = 65_536  # rows of which a rule's columns fit the processor's cache together


def blocks(rows: int) -> Iterator[slice]:
    """Runs of rows to go through one after the other, for rules with many steps a row.

    What one step makes is then still in the cache when the next reads it.
    """
    for begin in range(0, rows, BLOCK):
        yield slice(begin, min(begin + BLOCK, rows))


def narrow(values: Floats) -> Floats:
    """As wide as residents' columns: what places have in common, worked out as for each."""
    return values.astype(np.float32)


def logistic(logit: Floats) -> Floats:
    """Probability from a logit: 1 / (1 + e^−x), never out of range."""
    return 0.5 + 0.5 * np.tanh(0.5 * logit)


def when(flag: Flags, value: Floats | float) -> Floats:
    """`value` where the flag is set, else 0, as wide as residents' columns."""
    return np.multiply(flag, value, dtype=np.float32)


def either(flag: Flags, yes: Floats | float, no: Floats | float) -> Floats:
    """`yes` where the flag is set, else `no`, as wide as residents' columns."""
    return no + np.multiply(flag, yes - no, dtype=np.float32)


def between(values: Floats, low: float, high: float) -> Floats:
    """Cut to [low, high]: `np.clip` without what it asks of short columns first."""
    return values.clip(low, high)


def per(amount: Floats, of: Floats) -> Floats:
    """`amount` per unit `of` something; 0 where there is none (then `amount` is 0 too)."""
    return amount / np.maximum(of, SMALLEST)


def of_contacts(column: NDArray[Any], neighbours: Rows) -> Floats:
    """Mean of a column over each resident's contacts; `neighbours` (tie, resident)."""
    numbers = column.view(np.uint8) if column.dtype == np.bool_ else column
    made = np.empty(neighbours.shape[1], dtype=np.result_type(column, np.float32))
    for rows in blocks(made.size):
        met = numbers.take(neighbours[:, rows], mode="clip")
        total = np.add.reduce(met, axis=0, dtype=met.dtype)
        np.divide(total, len(neighbours), out=made[rows], dtype=made.dtype)
    return made


def at_home(flag: Flags, household: Rows) -> Floats:
    """How many of a resident's household the flag is set for, herself among them."""
    rows = np.flatnonzero(flag)
    heads = np.bincount(household.take(rows), minlength=flag.size).astype(np.float32)
    return heads.take(household, mode="clip")
