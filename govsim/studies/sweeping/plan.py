"""Which runs are there, in which order, in which part, under which lasting id?"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from math import ceil
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govsim import __version__
from govsim.assumptions import PARAMETERS
from govsim.opening import FAST_MONTHS, OWN_PACE_MONTHS
from govsim.scenarios import Scenario
from govsim.studies.jobs import world_seed
from govsim.studies.sweeping.choices import Pilot
from govsim.studies.sweeping.design import Design
from govsim.studies.sweeping.points import Point

type Rows = NDArray[np.int32]
"""One row a run: replicate, point, pilot, scenario."""

ADULT_MONTHS = 5e7  # of a part: about a minute's work
MOST_RUNS, LEAST_PARTS = 100, 16
SETTLING = FAST_MONTHS + OWN_PACE_MONTHS
HEAD = ("run", "run_id", "part", "scenario", "pilot", "point", "replicate", "seed")


@dataclass(frozen=True, slots=True)
class Spec:
    """One run: what a worker needs to know besides what all runs share."""

    run: int
    run_id: str
    scenario: int
    pilot: int
    point: int
    values: Point
    replicate: int
    seed: int


@dataclass
class Plan:
    """All runs so far, in order; grows at its end only."""

    design: Design
    points: tuple[Point, ...]
    rows: Rows
    parts: NDArray[np.int32]
    size: int  # runs in a full part

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def part_count(self) -> int:
        """Parts so far."""
        return int(self.parts[-1]) + 1 if len(self.parts) else 0

    @cached_property
    def _hashes(self) -> tuple[list[str], list[str], list[str]]:
        """Short hashes of scenarios, pilots and points."""
        return (
            [scenario_hash(plan) for plan in self.design.scenarios],
            [_pilot_words(pilot) for pilot in self.design.pilots] or [""],
            [digest(sorted(point.items())) for point in self.points],
        )

    def run_id(self, run: int) -> str:
        """The run's lasting id: a hash of all that its result depends on."""
        replicate, point, pilot, scenario = (int(v) for v in self.rows[run])
        scenarios, pilots, points = self._hashes
        words = (
            __version__,
            scenarios[scenario],
            pilots[pilot],
            points[point],
            self.design.months,
            self.design.parameters,
            world_seed(self.design.seed, replicate),
        )
        return digest(words)[:16]

    @property
    def run_ids(self) -> list[str]:
        """Ids of all runs, in order."""
        return [self.run_id(run) for run in range(len(self))]

    def spec(self, run: int) -> Spec:
        """What a worker needs for this run."""
        replicate, point, pilot, scenario = (int(v) for v in self.rows[run])
        return Spec(
            run=run,
            run_id=self.run_id(run),
            scenario=scenario,
            pilot=pilot,
            point=point,
            values=self.points[point],
            replicate=replicate,
            seed=world_seed(self.design.seed, replicate),
        )

    def runs_of(self, part: int) -> range:
        """Runs of a part: they follow one another."""
        first, last = np.searchsorted(self.parts, [part, part + 1])
        return range(int(first), int(last))

    def specs_of(self, part: int) -> Iterator[Spec]:
        """The part's runs, one by one."""
        return map(self.spec, self.runs_of(part))

    def part_ids(self, part: int) -> list[str]:
        """Ids of the part's runs."""
        return [self.run_id(run) for run in self.runs_of(part)]

    def grown(self, rows: Rows, points: Sequence[Point] = ()) -> "Plan":
        """The plan with runs (and points) added at its end, in parts of their own."""
        added = self.part_count + np.arange(len(rows), dtype=np.int32) // self.size
        return Plan(
            self.design,
            (*self.points, *points),
            np.concatenate([self.rows, rows]),
            np.concatenate([self.parts, added.astype(np.int32)]),
            self.size,
        )

    def frame(self) -> pd.DataFrame:
        """One row a run: run, run_id, part, scenario, (pilot), point, replicate, seed, …

        A value that a point leaves as the scenario has it is null.
        """
        replicate, point, pilot, scenario = self.rows.T
        seeds = {k: world_seed(self.design.seed, k) for k in set(replicate.tolist())}
        columns: dict[str, Any] = {
            "run": np.arange(len(self), dtype=np.int64),
            "run_id": self.run_ids,
            "part": self.parts,
            "scenario": [self.design.scenarios[s].name for s in scenario],
        }
        if self.design.pilots:
            columns["pilot"] = [self.design.pilots[p].name for p in pilot]
        columns |= {
            "point": point,
            "replicate": replicate,
            "seed": [seeds[k] for k in replicate.tolist()],
        }
        names = dict.fromkeys(name for each in self.points for name in each)
        for name in names:
            values = [each.get(name) for each in self.points]
            columns[name] = [values[p] for p in point]
        return pd.DataFrame(columns)


def first_plan(design: Design) -> Plan:
    """The runs a design begins with."""
    rows = batch(design, design.points, range(design.replicates))
    size = design.runs_per_part or part_size(design)
    nothing = np.empty((0, 4), dtype=np.int32)
    empty = Plan(design, design.points, nothing, np.empty(0, dtype=np.int32), size)
    return empty.grown(rows)


def batch(
    design: Design,
    points: Sequence[Point],
    replicates: range,
    wanted: Sequence[tuple[int, int]] | None = None,
) -> Rows:
    """Rows of these replicates of every point, or of the wanted (point, pilot) only.

    Replicates come one after the other; within one, runs that share an opening state
    (the same people, settled with the same parameters) stand together.
    """
    pilots = range(max(1, len(design.pilots)))
    chosen = wanted or [
        (point, pilot) for point in range(len(points)) for pilot in pilots
    ]
    places: dict[str, int] = {}
    place = [
        places.setdefault(place_hash(plan), len(places)) for plan in design.scenarios
    ]
    sets: dict[str, int] = {}
    assumed = [sets.setdefault(digest(of_parameters(p)), len(sets)) for p in points]
    cells = sorted(
        (place[scenario], assumed[point], point, pilot, scenario)
        for point, pilot in chosen
        for scenario in range(len(design.scenarios))
    )
    one = np.array([cell[2:] for cell in cells], dtype=np.int32).reshape(-1, 3)
    first = np.repeat(np.array(replicates, dtype=np.int32), len(one))
    return np.column_stack([first, np.tile(one, (len(replicates), 1))]).astype(np.int32)


def of_parameters(point: Point) -> dict[str, float]:
    """The point's parameters, without its levers."""
    return {name: float(v) for name, v in point.items() if name in PARAMETERS}


def part_size(design: Design) -> int:
    """Runs in a part: about a minute's work, and enough parts to share out.

    Runs that share an opening state are kept in one part as far as that goes, so that
    it is settled once. The answer hangs on the design only, never on the machine.
    """
    adults = max(plan.adults for plan in design.scenarios)
    months = (design.months or 1) + SETTLING / 2.0
    most = max(1, min(round(ADULT_MONTHS / (adults * months)), MOST_RUNS))
    together = most_together(design)
    groups = design.runs / together
    if together <= most and groups >= LEAST_PARTS:
        wanted = min(most, -(-design.runs // LEAST_PARTS))
        return max(1, wanted // together) * together
    pieces = max(-(-together // most), ceil(LEAST_PARTS / groups))
    return -(-together // pieces)


def most_together(design: Design) -> int:
    """Most runs of one replicate that share an opening state."""
    places = Counter(place_hash(plan) for plan in design.scenarios)
    sets = Counter(digest(of_parameters(point)) for point in design.points)
    pilots = max(1, len(design.pilots))
    return max(places.values()) * max(sets.values()) * pilots


def digest(thing: object) -> str:
    """Hash of anything JSON can write, the same in every process."""
    text = json.dumps(thing, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def place_hash(plan: Scenario) -> str:
    """Hash of the people and their institutions, before any lever."""
    return digest([[asdict(p) for p in plan.profiles], plan.people, plan.shared])


def scenario_hash(plan: Scenario) -> str:
    """Hash of all of a scenario that a run depends on; titles and sources are not."""
    return digest(
        [
            place_hash(plan),
            sorted((n, float(v) if _number(v) else v) for n, v in plan.levers.items()),
            [asdict(change) for change in plan.changes],
            [asdict(shock) for shock in plan.shocks],
        ]
    )


def _pilot_words(pilot: Pilot) -> str:
    """Hash of what a pilot changes, where and when."""
    changes = [asdict(change) for change in pilot.changes]
    return digest([*changes, asdict(pilot.rollout)] if pilot.rollout else changes)


def _number(value: object) -> bool:
    return isinstance(value, (int, float))
