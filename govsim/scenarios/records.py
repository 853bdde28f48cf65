"""What else does a scenario carry: how its people fit, what is asked of it?"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FitRow:
    """How well one group of a margin is met by the people chosen to meet it."""

    margin: str
    group: str
    unit: str  # "share" of adults (or homes), or "yuan" a month
    wanted: float
    got: float

    @property
    def deviation(self) -> float:
        """Absolute deviation, in the unit."""
        return abs(self.got - self.wanted)


type Fit = tuple[FitRow, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """The difference a study is to find: smallest effect worth it, and pairs meant."""

    outcome: str
    effect: float  # in the outcome's unit
    pairs: int = 30
