"""A place: its residents, homes and buildings, what they see, and sums over them."""

from collections.abc import Iterable
from operator import attrgetter

import mesa

from benchmarks.twin.resident import Resident
from govsim.state import World


class Community(mesa.Agent):
    """One community; what its institutions show residents stands in its attributes."""

    def __init__(self, model: mesa.Model, row: int, residents: list[Resident]) -> None:
        super().__init__(model)
        self.row = row
        self.residents = residents
        self.adults = float(len(residents))
        self.homes: list[list[Resident]] = []
        self.buildings: list[list[Resident]] = []

    def see(self, w: World, table: str, names: Iterable[str]) -> None:
        """Copy what columns of institutions say about this place into plain numbers."""
        columns = getattr(w, table)
        for name in names:
            setattr(self, name, getattr(columns, name)[self.row].tolist())

    def total(self, name: str) -> float:
        """Sum of an attribute over all residents."""
        return sum(map(attrgetter(name), self.residents))

    def mean(self, name: str) -> float:
        """Mean of an attribute over all residents (0 where nobody lives)."""
        return self.total(name) / max(self.adults, 1.0)
