"""What belongs to one run, and how do residents' columns become a community's?"""

import copy
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from govsim.columns import Floats, Rows
from govsim.ledger import Hours, Money
from govsim.people import Places, Profile, places_of
from govsim.randomness import Draws
from govsim.state.committees import Committees
from govsim.state.communities import Communities
from govsim.state.conditions import Conditions
from govsim.state.offers import Offers
from govsim.state.partners import Partners
from govsim.state.residents import Residents


@dataclass(slots=True)
class World:
    """All state of one run."""

    names: tuple[str, ...]
    types: tuple[str, ...]
    shared: bool
    residents: Residents
    communities: Communities
    committees: Committees
    offers: Offers
    partners: Partners
    conditions: Conditions
    money: Money
    hours: Hours
    draws: Draws
    profiles: tuple[Profile, ...] = field(default_factory=tuple)
    income_thirds: Floats = field(default_factory=lambda: np.zeros(2))
    shocks: tuple[Any, ...] = ()
    month: int = 0
    still: Floats | None = (
        None  # 1 where people stay who they are while a world settles
    )
    counts: Rows = field(init=False)  # adults of each community
    places: Places = field(init=False)  # the profiles as arrays

    def __post_init__(self) -> None:
        self.counts = np.diff(self.communities.first)
        self.places = places_of(self.profiles)

    @property
    def size(self) -> int:
        """Number of communities."""
        return len(self.names)

    def mean(self, column: NDArray[np.generic]) -> Floats:
        """Mean of a residents' column in each community (0 where nobody lives)."""
        return self.total(column) / np.maximum(self.communities.adults, 1.0)

    def total(self, column: NDArray[np.generic]) -> Floats:
        """Sum of a residents' column in each community."""
        first = self.communities.first
        return np.add.reduceat(
            column.astype(np.float64, copy=False), first[:-1], axis=-1
        )

    def spread(self, values: NDArray[Any]) -> NDArray[Any]:
        """A community's value repeated for each of its residents."""
        if values.dtype == np.float64:
            values = values.astype(np.float32)
        return values.repeat(self.counts, axis=-1)

    def part(self, rows: slice) -> "World":
        """The same world with these rows of residents only, for rules row by row.

        Their columns are views; those that name rows (`household`, `neighbours`) still
        name rows of all residents, and sums over communities are not to be had.
        """
        if rows == slice(0, self.residents.age.size):
            return self
        part = copy.copy(self)
        part.residents = self.residents.part(rows)
        part.counts = np.diff(self.communities.first.clip(rows.start, rows.stop))
        return part

    def uniform(self, stream: str, k: int = 1) -> Floats:
        """Keyed uniform draws (k, residents) of this month."""
        r = self.residents
        return self.draws.uniform(stream, r.slot, self.communities.first, k)
