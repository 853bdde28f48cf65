"""What institutions ask of residents: a column gathered from the objects when it is read.

Institutions' verbs are govsim's own and read `w.residents.<column>`. Here each reading
walks over all residents; this is part of the twin's month (6 to 8 % of it).
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from benchmarks.twin.columns import BY_WORD, Column, gathered
from benchmarks.twin.person import Person


class ByWord:
    """A column with one row a word, of which only the rows that are read are gathered."""

    def __init__(self, residents: Sequence[Person], prefix: str, words: Sequence[str]):
        self.residents = residents
        self.names = [prefix + word for word in words]

    def __getitem__(self, key: Any) -> Any:
        first, *rest = key if isinstance(key, tuple) else (key,)
        if isinstance(first, int):
            row = gathered(self.residents, self.names[first])
            return row[tuple(rest)] if rest else row
        whole = np.stack([gathered(self.residents, name) for name in self.names])
        return whole[key]


class Gathered:
    """Stands where `World.residents` stands; read only."""

    def __init__(
        self, residents: Sequence[Person], slots: Column, contacts: Column
    ) -> None:
        self._residents = residents
        self.slot, self.neighbours = slots, contacts  # registers the model keeps
        self.community = np.array([r.place.row for r in residents])
        self.household = np.array([r.home[0].row for r in residents])
        self.building = np.array([r.building[0].row for r in residents])

    @property
    def needs(self) -> Column:
        """Needs by domain, (domain, resident)."""
        return gathered(self._residents, "needs").T

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if name in BY_WORD:
            return ByWord(self._residents, *BY_WORD[name])
        return gathered(self._residents, name)
