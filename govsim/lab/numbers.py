"""How do results of many sessions become a table with intervals?"""

from collections.abc import Callable, Mapping
from functools import update_wrapper

import numpy as np
import pandas as pd
from scipy.stats import t

from govsim.columns import Floats

type Seed = int | np.random.SeedSequence | np.random.Generator
type Parameters = Mapping[str, object] | None
Cells = dict[tuple[str, str, int], Floats]
"""One value a session for each outcome, condition and period."""

COLUMNS = ("outcome", "condition", "period", "mean", "low", "high", "n")


def generator(rng: Seed) -> np.random.Generator:
    """A generator from an integer, a seed sequence or a generator."""
    return np.random.default_rng(rng)


def interval(values: Floats) -> tuple[float, float, float]:
    """Mean of independent values and its 95 % t interval (none from a single value)."""
    values = np.asarray(values, dtype=np.float64)
    mean = float(values.mean())
    if values.size < 2:
        return mean, float("nan"), float("nan")
    error = float(values.std(ddof=1) / np.sqrt(values.size))
    half = float(t.ppf(0.975, values.size - 1)) * error
    return mean, mean - half, mean + half


def table(cells: Cells) -> pd.DataFrame:
    """Tidy table: outcome, condition, period, mean, low, high (95 %), n sessions."""
    rows = [(*key, *interval(values), values.size) for key, values in cells.items()]
    return pd.DataFrame(rows, columns=list(COLUMNS))


class Experiment[**P]:
    """A published protocol: called, it returns a table; `cells` gives the raw values.

    Both take the same arguments. `cells` holds one value a session (the unit of
    independent observation) for each outcome, condition and period.
    """

    def __init__(self, cells: Callable[P, Cells]) -> None:
        self.cells = cells
        update_wrapper(self, cells)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> pd.DataFrame:
        """Run the protocol and tabulate it."""
        return table(self.cells(*args, **kwargs))
