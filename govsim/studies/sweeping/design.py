"""What is to be run? Scenarios × pilots × points × replicates, and how."""

import builtins
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.errors import BadInput, unknown
from govsim.scenarios import Scenario
from govsim.scenarios.scenario import months_fault
from govsim.studies.sweeping.checking import Scenarios, cut, head_faults, loaded
from govsim.studies.sweeping.choices import Keep, Limits, Pilot, Stop
from govsim.studies.sweeping.points import (
    Point,
    Ranges,
    Sample,
    drawn,
    grid_points,
    listed_points,
    plain,
)
from govsim.studies.windows import WINDOW, check_window

if TYPE_CHECKING:
    import pandas as pd

    from govsim.studies.sweeping.forecast import Forecast

QUICK_POINTS, QUICK_MONTHS = 4, 24
KEEP, LIMITS = Keep(), Limits()


@dataclass(frozen=True)
class Design:
    """Every scenario at every point in the same worlds.

    Make one with `grid`, `latin_hypercube`, `sobol`, `morris`, `saltelli`, `list` or
    `from_toml`; change it with `replace`.

    Parameters
    ----------
    scenarios : presets, scenario files or `Scenario` objects
    points : levers and parameters with their values, one dict a point
    replicates : worlds; replicate k of every point and scenario is world k
    months : length of each run; the first scenario's if not given
    seed : integer seed of the study
    window : months a figure is the mean of (rates, shares and stocks)
    parameters : ``"default"``, or ``"plausible"``: replicate k also has plausible set k
    pilots : dated plans for some communities, crossed with everything else
    stop : when enough replicates are run; None for the number given
    keep, limits : what is kept of each run, and what one may take
    runs_per_part : runs in a file; chosen from the size of the runs if not given
    sample : how the points were drawn, if they were

    Raises
    ------
    BadInput
        With everything that is wrong, in sentences.
    """

    scenarios: tuple[Scenario, ...]
    points: tuple[Point, ...] = ({},)
    name: str = "sweep"
    replicates: int = 20
    months: int | None = None
    seed: int = 1
    window: int = WINDOW
    parameters: str = "default"
    pilots: tuple[Pilot, ...] = ()
    stop: Stop | None = None
    keep: Keep = KEEP
    limits: Limits = LIMITS
    runs_per_part: int | None = None
    sample: Sample | None = None

    def __post_init__(self) -> None:
        scenarios = loaded(self.scenarios)
        months = scenarios[0].months if self.months is None else self.months
        faults = [*head_faults(self), *filter(None, [months_fault(months)])]
        if not faults:
            scenarios, faults = cut(scenarios, months)
        places = {
            plan.name: tuple(place.name for place in plan.profiles)
            for plan in scenarios
        }
        for pilot in self.pilots:
            faults += pilot.faults(months, places)
        if faults:
            raise BadInput(*faults)
        window = check_window(self.window, months)
        for field, value in (
            ("scenarios", scenarios),
            ("months", months),
            ("window", window),
        ):
            object.__setattr__(self, field, value)

    # --- ways to make one ----------------------------------------------------------

    @classmethod
    def grid(
        cls,
        scenarios: Scenarios,
        values: Mapping[str, Sequence[Any]] | None = None,
        *,
        replicates: int = 20,
        months: int | None = None,
        seed: int = 1,
    ) -> "Design":
        """Every combination of the listed values (full factorial)."""
        points = grid_points(values or {})
        return cls(
            loaded(scenarios), points, replicates=replicates, months=months, seed=seed
        )

    @classmethod
    def list(
        cls,
        scenarios: Scenarios,
        points: Iterable[Mapping[str, Any]],
        *,
        replicates: int = 20,
        months: int | None = None,
        seed: int = 1,
    ) -> "Design":
        """The points as given; a name a point leaves out is as the scenario has it."""
        made = listed_points(points)
        return cls(
            loaded(scenarios), made, replicates=replicates, months=months, seed=seed
        )

    @classmethod
    def latin_hypercube(
        cls,
        scenarios: Scenarios,
        ranges: Ranges,
        points: int,
        *,
        replicates: int = 20,
        months: int | None = None,
        seed: int = 1,
    ) -> "Design":
        """Points spread evenly over each range; cannot be extended later."""
        sample = _sample("latin_hypercube", points, ranges, seed)
        return cls._drawn(scenarios, sample, replicates, months)

    @classmethod
    def sobol(
        cls,
        scenarios: Scenarios,
        ranges: Ranges,
        points: int,
        *,
        replicates: int = 20,
        months: int | None = None,
        seed: int = 1,
    ) -> "Design":
        """A scrambled Sobol sequence; twice the points later keep the first half."""
        sample = _sample("sobol", points, ranges, seed)
        return cls._drawn(scenarios, sample, replicates, months)

    @classmethod
    def morris(
        cls,
        scenarios: Scenarios,
        ranges: Ranges,
        points: int,
        *,
        replicates: int = 20,
        months: int | None = None,
        seed: int = 1,
    ) -> "Design":
        """Trajectories of one step at a time, for screening (needs SALib)."""
        sample = _sample("morris", points, ranges, seed)
        return cls._drawn(scenarios, sample, replicates, months)

    @classmethod
    def saltelli(
        cls,
        scenarios: Scenarios,
        ranges: Ranges,
        points: int,
        *,
        replicates: int = 20,
        months: int | None = None,
        seed: int = 1,
    ) -> "Design":
        """Points for Sobol's indices of first and total order (needs SALib)."""
        sample = _sample("saltelli", points, ranges, seed)
        return cls._drawn(scenarios, sample, replicates, months)

    @classmethod
    def _drawn(
        cls, scenarios: Scenarios, sample: Sample, replicates: int, months: int | None
    ) -> "Design":
        return cls(
            loaded(scenarios),
            drawn(sample),
            replicates=replicates,
            months=months,
            seed=sample.seed,
            sample=sample,
        )

    @classmethod
    def from_toml(cls, path: str | Path) -> "Design":
        """The design a file describes; all its faults at once, each with its line."""
        from govsim.studies.sweeping.design_file import read_design

        return read_design(Path(path))

    # --- what it comes to ------------------------------------------------------------

    def replace(self, **changes: Any) -> "Design":
        """A copy with some fields replaced."""
        names = [item.name for item in fields(self)]
        faults = [
            unknown("field of a design", key, names)
            for key in changes
            if key not in names
        ]
        if faults:
            raise BadInput(*faults)
        if "points" in changes:
            changes["points"] = listed_points(changes["points"])
            changes.setdefault("sample", None)
        return replace(self, **changes)

    def quick(self) -> "Design":
        """A small version, to see whether all works."""
        few = self.points[:QUICK_POINTS]
        dates = [c.month for plan in self.scenarios for c in plan.changes]
        dates += [month for pilot in self.pilots for month in pilot.months]
        last = max(dates, default=1)
        shocks = (s.month for plan in self.scenarios for s in plan.shocks)
        months = min(self.months or 1, max(QUICK_MONTHS, last, *shocks))
        return replace(
            self, points=few, replicates=2, months=months, stop=None, sample=None
        )

    @property
    def names(self) -> builtins.list[str]:
        """Levers and parameters that points set, in order of appearance."""
        return builtins.list(dict.fromkeys(n for point in self.points for n in point))

    @property
    def runs(self) -> int:
        """Runs in all; with `stop` those of the first batch."""
        cells = len(self.scenarios) * max(1, len(self.pilots)) * len(self.points)
        return cells * self.replicates

    def table(self) -> "pd.DataFrame":
        """One row a run: run, scenario, point, replicate, … and the point's values."""
        from govsim.studies.sweeping.plan import first_plan

        return first_plan(self).frame()

    def forecast(self, workers: int | None = None) -> "Forecast":
        """Runs, minutes and megabytes, from pilot runs made now."""
        from govsim.studies.sweeping.forecast import forecast

        return forecast(self, workers)


def _sample(method: str, points: int, ranges: Ranges, seed: int) -> Sample:
    plains: dict[str, Any] = {
        name: tuple(plain(v) for v in given)
        if isinstance(given, (list, tuple))
        else given
        for name, given in ranges.items()
    }
    return Sample(method, points, plains, seed)
