"""What will a sweep take? Runs, minutes and megabytes, from a pilot."""

import time
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from govsim.outcomes import GROUPED, OUTCOMES
from govsim.studies.comparison_frames import GROUP_NAMES
from govsim.studies.jobs import available_cores
from govsim.studies.sweeping.carrying import (
    Shared,
    carry_out_one,
    opening_of,
    shared_of,
)
from govsim.studies.sweeping.carrying import resolved as resolved_run
from govsim.studies.sweeping.plan import Plan, Spec, digest, first_plan, of_parameters
from govsim.studies.sweeping.words import forecast_line

if TYPE_CHECKING:
    from govsim.studies.sweeping.design import Design

PILOT_MONTHS = 12
PILOTS = 3  # scenarios a pilot runs
START = 3.0  # seconds until workers are ready
FOOTER = 25_000.0  # bytes of a Parquet file besides its numbers


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a sweep will take on a number of workers."""

    runs: int
    parts: int
    worlds: int  # opening states to settle
    workers: int
    minutes: float
    megabytes: float
    open_end: bool  # whether [stop] may ask for more

    def words(self, lang: str = "en") -> str:
        """The forecast in a sentence."""
        return forecast_line(
            runs=self.runs,
            parts=self.parts,
            workers=self.workers,
            minutes=self.minutes,
            megabytes=self.megabytes,
            open_end=self.open_end,
            lang=lang,
        )

    def __str__(self) -> str:
        return self.words()


def forecast(
    design: "Design", workers: int | None = None, plan: Plan | None = None
) -> Forecast:
    """What the design will take, from a pilot on this machine.

    The pilot settles one world and runs up to twelve months of up to three scenarios.
    """
    plan = plan or first_plan(design)
    count = min(workers or available_cores(), plan.part_count)
    settle, run = _pilot(plan)
    worlds = _settlings(plan, count)
    seconds = START + (worlds * settle + len(plan) * run) / count
    return Forecast(
        runs=len(plan),
        parts=plan.part_count,
        worlds=worlds,
        workers=count,
        minutes=seconds / 60.0,
        megabytes=_bytes(plan) / 1e6,
        open_end=design.stop is not None,
    )


def _pilot(plan: Plan) -> tuple[float, float]:
    """Seconds to settle a world and to run one run, measured."""
    design = plan.design
    months = min(design.months or 1, PILOT_MONTHS)
    shared = shared_of(design, tuple(design.names))
    first: dict[int, Spec] = {}
    for run in range(min(len(plan), 1000)):
        spec = plan.spec(run)
        first.setdefault(spec.scenario, spec)
    pilots = list(first.values())[:PILOTS]
    settled = [_timed(_settle, shared, spec) for spec in pilots]
    runs = [_timed(_short_run, shared, spec, months) for spec in pilots]
    scale = (design.months or 1) / months
    return max(settled), scale * sum(runs) / len(runs)


def _timed(work: object, *args: object) -> float:
    begun = time.perf_counter()
    work(*args)  # type: ignore[operator]
    return time.perf_counter() - begun


def _settle(shared: Shared, spec: Spec) -> None:
    plan, numbers = resolved_run(shared, spec)
    opening_of(shared, spec, plan, numbers)


def _short_run(shared: Shared, spec: Spec, months: int) -> None:
    """The first months of a run; dates and shocks past them are left out."""
    from govsim.model import GovernanceModel

    if months == shared.months:
        carry_out_one(shared, spec)
        return
    plan, numbers = resolved_run(shared, spec)
    opening = opening_of(shared, spec, plan, numbers)
    model = GovernanceModel(plan, rng=spec.seed, parameters=numbers, opening=opening)
    model.group_from = 1 if shared.keep.groups else months + 1
    model.run_for(months)


def _settlings(plan: Plan, workers: int) -> int:
    """Opening states that are settled: each worker settles those its parts need."""
    place = shared_of(plan.design, ()).places
    sets = [digest(of_parameters(point)) for point in plan.points]
    parts: dict[tuple[int, str, str], set[int]] = {}
    rows = zip(plan.parts.tolist(), plan.rows.tolist(), strict=True)
    for part, (replicate, point, _, scenario) in rows:
        opening = (replicate, place[scenario], sets[point])
        parts.setdefault(opening, set()).add(part)
    return sum(min(len(found), workers) for found in parts.values())


def _bytes(plan: Plan) -> float:
    """Size of what is kept; random numbers do not compress."""
    design, keep = plan.design, plan.design.keep
    places = 1.0
    if keep.communities:
        places += max(len(s.profiles) for s in design.scenarios)
    row = places * len(OUTCOMES) * 8.0
    tables = 1
    if keep.series != "none":
        months = design.months or 1
        steps = months if keep.series == "monthly" else ceil(months / 12)
        row, tables = row + places * steps * len(OUTCOMES) * 4.0, tables + 1
    if keep.groups:
        row += places * len(GROUP_NAMES) * len(GROUPED) * 8.0
        tables += 1
    return len(plan) * row + plan.part_count * tables * FOOTER
