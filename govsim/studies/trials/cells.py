"""Which communities are in the pilot in which period? The analyst's table, without numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from govsim.columns import Flags, Floats, Rows

NEVER = -1


@dataclass(frozen=True)
class Cells:
    """Communities × periods of one district, and when each community joined.

    Parameters
    ----------
    first : for each community the first period (0…) of its pilot, or `NEVER`
    periods : number of periods
    length : periods a pilot lasts; 0 for good
    """

    first: tuple[int, ...]
    periods: int
    length: int = 0

    @property
    def count(self) -> int:
        """Communities."""
        return len(self.first)

    @cached_property
    def joins(self) -> Flags:
        """Which communities ever join."""
        return np.asarray(np.array(self.first) != NEVER)

    @cached_property
    def waves(self) -> list[int]:
        """First periods of the waves, in order."""
        return sorted({g for g in self.first if g != NEVER})

    @cached_property
    def since(self) -> Rows:
        """Periods since a community joined (0 the first, negative before), by cell.

        Shape (communities, periods); what stands for those that never join is never used.
        """
        first = np.array(self.first)[:, None]
        return np.asarray(np.arange(self.periods)[None, :] - first)

    @cached_property
    def under(self) -> Flags:
        """Cells in which the pilot's levers are in force."""
        begun = self.joins[:, None] & (self.since >= 0)
        return begun & (self.since < self.length) if self.length else begun

    @cached_property
    def past(self) -> Flags:
        """Cells after a pilot has ended."""
        return self.joins[:, None] & (self.since >= 0) & ~self.under

    @cached_property
    def spans(self) -> tuple[int, int]:
        """Least and greatest number of periods since joining that occur."""
        since = self.since[self.joins]
        return int(since.min()), int(since.max())

    def truth(self, effect: Floats) -> float:
        """Effect on the treated: mean over the cells under the pilot."""
        return float(effect[self.under].mean())

    def truth_at(self, effect: Floats, since: int) -> float:
        """Effect so many periods after joining: mean over the communities seen then."""
        cells = self.joins[:, None] & (self.since == since)
        return float(effect[cells].mean()) if cells.any() else np.nan

    def spilled(self, effect: Floats) -> float:
        """Effect on those that never join, from the first wave's start on."""
        outside = effect[~self.joins, self.waves[0] :]
        return float(outside.mean()) if outside.size else np.nan


def cells_of(
    starts: Sequence[int | None], months: int, period: int, length: int
) -> Cells:
    """Cells from the months in which communities joined (None: never)."""
    first = tuple(NEVER if m is None else (m - 1) // period for m in starts)
    return Cells(first, months // period, length // period)


def by_period(values: Floats, period: int) -> Floats:
    """Months (last axis) averaged over periods; null if a whole period is."""
    count = values.shape[-1] // period
    cut = values[..., : count * period].reshape(*values.shape[:-1], count, period)
    known = ~np.isnan(cut)
    total = np.where(known, cut, 0.0).sum(axis=-1)
    number = known.sum(axis=-1)
    nothing = np.full(total.shape, np.nan)
    return np.asarray(np.divide(total, number, out=nothing, where=number > 0))
