"""What is fitted to what: free parameters, targets, and how many runs that may take."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from govsim.assumptions import PARAMETERS
from govsim.columns import Floats
from govsim.outcomes import OUTCOMES
from govsim.scenarios import Scenario
from govsim.studies.patterns.cards import PATTERNS
from govsim.studies.patterns.places import MONTHS

POINTS_A_PARAMETER = 10
"""Points of a wave for each free parameter (Loeppky, Sacks & Welch 2009)."""

WAVES, REPLICATES, CHECKS, SETS = 3, 2, 40, 200
FEWEST_POINTS = 12


@dataclass(frozen=True, slots=True)
class Free:
    """A parameter that is fitted, and the range it is looked for in."""

    name: str
    low: float
    high: float

    def label(self, lang: str = "en") -> str:
        """What people call it; its own name if it has no card."""
        card = PARAMETERS.get(self.name)
        if card is None:
            return self.name
        return card.chinese if lang == "zh" else card.english

    @property
    def default(self) -> float:
        """Its value where nothing is fitted; null without a card."""
        card = PARAMETERS.get(self.name)
        return float("nan") if card is None else card.default


@dataclass(frozen=True, slots=True)
class Target:
    """A figure the model should come to.

    `low` and `high` are the ends of a band in which every value is as good as any other;
    they are equal for a value that was measured. `sd` is the error of the measurement,
    `discrepancy` how far a good model of this kind may be off [SD], `worlds` the number
    of places like the simulated one that the figure is the mean of.
    """

    name: str
    low: float
    high: float
    sd: float = 0.0
    discrepancy: float = 0.0
    worlds: float = 1.0
    unit: str = ""
    row: str = ""  # of a pattern …
    part: str = ""
    outcome: str = ""  # … or an outcome
    scenario: int = 0  # place in the plan's list
    community: int = -1
    by: str = ""
    group: str = ""
    first: int = 0  # months it is the mean of
    last: int = 0
    monthly: bool = False  # money and hours of a month rather than of a year
    source: str = ""

    def label(self, lang: str = "en") -> str:
        """What people call it."""
        if self.row and lang == "zh":
            parts = {part.name: part.name_zh for part in PATTERNS[self.row].parts}
            return f"{self.row} {parts[self.part]}"
        if self.outcome:
            card = OUTCOMES[self.outcome]
            return self.name.replace(self.outcome, card.label(lang), 1)
        return self.name

    @property
    def banded(self) -> bool:
        """Whether it is a band rather than a value."""
        return self.low < self.high

    def error(self, noise: float) -> float:
        """Standard deviation of all that parts the observation from the model's mean.

        `noise` is the variance of the figure between worlds.
        """
        own = self.sd**2 + self.discrepancy**2
        return float(np.sqrt(own + noise / self.worlds))


@dataclass(frozen=True)
class Plan:
    """A calibration before its first run."""

    name: str
    free: tuple[Free, ...]
    targets: tuple[Target, ...]
    scenarios: tuple[Scenario, ...] = ()
    months: int = 120
    seed: int = 1
    replicates: int = REPLICATES
    waves: int = WAVES
    points: int = 0  # of a wave; by the number of parameters if 0
    check: int = CHECKS  # sets of the posterior that are run again
    sets: int = SETS
    world: str = "default"  # of patterns
    adults: int = 0  # of each community, if not the world's own number
    truths: int = 0  # of the recovery study
    file: str = ""  # name of the file of targets

    @property
    def names(self) -> tuple[str, ...]:
        """The free parameters."""
        return tuple(free.name for free in self.free)

    @property
    def points_a_wave(self) -> int:
        """Points of each wave."""
        return self.points or max(FEWEST_POINTS, POINTS_A_PARAMETER * len(self.free))

    @property
    def runs(self) -> int:
        """Evaluations in all: a point in one world each."""
        points = self.waves * self.points_a_wave + self.check + self.truths
        return points * self.replicates

    @property
    def rows(self) -> tuple[str, ...]:
        """Patterns that are measured."""
        return tuple(dict.fromkeys(t.row for t in self.targets if t.row))

    @property
    def longest(self) -> int:
        """Months of the longest run."""
        return max(self.months if self.scenarios else 0, MONTHS if self.rows else 0)

    def values(self, unit: Floats) -> Floats:
        """Places in the unit cube, shape (…, parameters), as values."""
        low, high = self._ends()
        return np.clip(low + unit * (high - low), low, high)

    def _ends(self) -> tuple[Floats, Floats]:
        return (
            np.array([free.low for free in self.free]),
            np.array([free.high for free in self.free]),
        )

    def set_at(self, unit: Floats) -> dict[str, float]:
        """A place in the unit cube as parameter = value."""
        return dict(zip(self.names, self.values(unit).tolist(), strict=True))

    def bands(self) -> tuple[Floats, Floats]:
        """Lower and upper ends of the targets."""
        return (
            np.array([target.low for target in self.targets]),
            np.array([target.high for target in self.targets]),
        )

    def errors(self, noise: Floats) -> Floats:
        """Standard deviation of every target's observation, see `Target.error`."""
        pairs = zip(self.targets, noise.tolist(), strict=True)
        return np.array([target.error(each) for target, each in pairs])

    def quick(self) -> "Plan":
        """The same in small: one wave of few points in one world each."""
        few = min(self.points_a_wave, max(FEWEST_POINTS, 2 * len(self.free) + 2))
        return replace(
            self, waves=1, points=few, replicates=1, check=4,
            truths=min(self.truths, 4), adults=min(self.adults or 400, 400),
        )  # fmt: skip

    def resolved(self) -> dict[str, Any]:
        """All that decides what is run, as plain values (null for an open end)."""
        made = asdict(replace(self, scenarios=()))
        made["scenarios"] = [plan.to_toml() for plan in self.scenarios]
        made["targets"] = [_plain(target) for target in made["targets"]]
        return made

    def digest(self) -> str:
        """Checksum of everything that decides what is run."""
        asked = replace(self, file="").resolved()
        text = json.dumps(asked, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values with open ends as null, which JSON has."""
    return {
        key: None if isinstance(value, float) and not np.isfinite(value) else value
        for key, value in values.items()
    }
