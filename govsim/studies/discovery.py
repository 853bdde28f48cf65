"""What came of a search for boxes: limits, how good they are, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from govsim.columns import Floats
from govsim.errors import BadInput
from govsim.scenarios.scenario import is_number, whole
from govsim.studies.boxes import Quality, Sides
from govsim.studies.condition_nodes import Condition
from govsim.studies.sweep_cases import Cases
from govsim.studies.sweeping.result import Sweep
from govsim.studies.verdicts import Estimate

if TYPE_CHECKING:
    from govsim.studies.flip_map import FlipMap

LEVEL = 0.05
SHUFFLES, DRAWS, BOXES, THRESHOLD = 99, 20, 3, 0.8

LIMITS = ["name", "kind", "value", "quasi_p", "again", "value_low", "value_high"]
TABLE = [
    "box",
    "limits",
    "coverage",
    "density",
    "support",
    "held_coverage",
    "held_density",
    "held_low",
    "held_high",
    "held_outside",
    "p",
    "holds",
]


def shares_of(rows: pd.DataFrame, over: list[str]) -> tuple[pd.DataFrame, Floats]:
    """Each point's values, and the share of its rows in which the condition holds."""
    made = rows.groupby(over, sort=True, observed=True)["holds"].mean().reset_index()
    return made[over], made["holds"].to_numpy(dtype=np.float64)


@dataclass(frozen=True)
class Box:
    """A box with how good it is, and how sure that is.

    Attributes
    ----------
    sides : its limits
    fitted : coverage, density, support and gain on the part it was found on
    held : the same on the part held out
    density : density in the held-out part with its 95 % interval
    outside : density of held-out points outside it
    p : how often a search over shuffled points gains as much
    limits : name, kind, value, quasi_p, again (share of half-samples that lead to this
        limit), value_low, value_high (where it then lies)
    """

    sides: Sides
    fitted: Quality
    held: Quality
    density: Estimate
    outside: float
    p: float
    limits: pd.DataFrame

    @property
    def holds(self) -> bool:
        """Whether it counts as found: no chance of the search, and denser when held out."""
        by_chance = not np.isnan(self.p) and self.p > LEVEL
        low = self.density.low if not np.isnan(self.density.low) else self.density.mean
        return not by_chance and bool(low > self.outside)


@dataclass(frozen=True)
class Search:
    """How a search goes: density wanted, most boxes, shuffles, half-samples, seed."""

    threshold: float = THRESHOLD
    boxes: int = BOXES
    shuffles: int = SHUFFLES
    draws: int = DRAWS
    seed: int = 1

    def __post_init__(self) -> None:
        faults = []
        if not is_number(self.threshold) or not 0.0 < self.threshold <= 1.0:
            faults.append(
                f"threshold = {self.threshold!r}: a number above 0, at most 1, is needed."
            )
        for key, least in (("boxes", 1), ("shuffles", 0), ("draws", 0), ("seed", 0)):
            value = getattr(self, key)
            if not whole(value) or not least <= value < 2**32:
                faults.append(
                    f"{key} = {value!r}: a whole number from {least} is needed."
                )
        if faults:
            raise BadInput(*faults)


@dataclass(frozen=True)
class Split:
    """Points to search on, and the same or others held out.

    Attributes
    ----------
    by : `worlds` or `points`
    points, shares : each point's values and the share of its worlds of interest
    held : rows held out: replicate, the names, holds
    """

    by: str
    points: pd.DataFrame
    shares: Floats
    held: pd.DataFrame

    @property
    def held_points(self) -> tuple[pd.DataFrame, Floats]:
        """Held-out points with their shares."""
        return shares_of(self.held, list(self.points.columns))


class Discovery:
    """Boxes in which a condition holds, largest first found.

    Attributes
    ----------
    condition : as asked
    cases : one row a case
    split : what was searched and what was held out
    boxes : the boxes; only those that `holds` are findings
    """

    def __init__(
        self,
        sweep: Sweep,
        condition: Condition,
        cases: Cases,
        split: Split,
        boxes: Sequence[Box],
        search: Search,
    ) -> None:
        self.sweep, self.condition, self.cases = sweep, condition, cases
        self.split, self.boxes, self.search = split, tuple(boxes), search

    @property
    def base(self) -> float:
        """Share of points of interest in the part that was searched, in 0–1."""
        return float(self.split.shares.mean())

    @property
    def found(self) -> tuple[Box, ...]:
        """The boxes that count as found."""
        return tuple(box for box in self.boxes if box.holds)

    def table(self) -> pd.DataFrame:
        """One row a box.

        Returns
        -------
        box, limits, coverage, density, support (where it was found), held_coverage,
        held_density, held_low, held_high (95 %), held_outside, p, holds
        """
        from govsim.report.discovery import box_words

        rows = [
            {
                "box": number,
                "limits": box_words(box.sides, "en"),
                "coverage": box.fitted.coverage,
                "density": box.fitted.density,
                "support": box.fitted.support,
                "held_coverage": box.held.coverage,
                "held_density": box.density.mean,
                "held_low": box.density.low,
                "held_high": box.density.high,
                "held_outside": box.outside,
                "p": box.p,
                "holds": box.holds,
            }
            for number, box in enumerate(self.boxes, start=1)
        ]
        return pd.DataFrame(rows, columns=TABLE)

    def limits(self) -> pd.DataFrame:
        """One row a limit: box, name, kind, value, quasi_p, again, value_low, value_high."""
        parts = [
            box.limits.assign(box=number)
            for number, box in enumerate(self.boxes, start=1)
        ]
        columns = ["box", *LIMITS]
        if not parts:
            return pd.DataFrame(columns=columns)
        return pd.concat(parts, ignore_index=True)[columns]

    @cached_property
    def map(self) -> "FlipMap | None":
        """The flip map, if the condition compares two scenarios and two names vary."""
        from govsim.studies.flip_map import map_of_discovery

        return map_of_discovery(self)

    def summary(self, lang: str = "en") -> str:
        """The search in words, with units."""
        from govsim.report.discovery import discovery_summary

        return discovery_summary(self, lang)

    def lines(self, lang: str = "en") -> str:
        """The search on the terminal."""
        from govsim.report.discovery import discovery_lines

        return discovery_lines(self, lang)

    def write(
        self, folder: str | Path, *, lang: str = "en", overwrite: bool = False
    ) -> Path:
        """Write tables, map, summary and manifest into a folder of results."""
        from govsim.report.discovery_folder import write_discovery

        return write_discovery(self, Path(folder), lang, overwrite)

    def __repr__(self) -> str:
        return (
            f"Discovery({self.condition.text!r}): {len(self.found)} boxes over "
            f"{', '.join(self.cases.over)}"
        )

    def _repr_html_(self) -> str:
        from govsim.report.discovery import discovery_html
        from govsim.wording import language

        return discovery_html(self, language())
