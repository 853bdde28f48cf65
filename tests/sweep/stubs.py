"""Runs without a world, for tests of what goes on around the runs."""

import os
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from govsim.measures import MEASURES
from govsim.scenarios import Scenario, load
from govsim.studies.sweeping.carrying import Shared
from govsim.studies.sweeping.choices import Keep
from govsim.studies.sweeping.design import Design
from govsim.studies.sweeping.plan import Spec
from govsim.studies.sweeping.tables import (
    Made,
    figures_table,
    head_schema,
    series_table,
)

LEVER = "audit_probability"
RAISES, HANGS, EATS, DIES = 0.91, 0.92, 0.93, 0.94
"""Values of the lever at which a run goes wrong."""


def tiny(name: str = "baseline", adults: int = 60, months: int = 6) -> Scenario:
    """Two communities and half a year."""
    plan = load(name)
    profiles = tuple(replace(p, adults=adults) for p in plan.profiles[:2])
    return plan.replace(profiles=profiles, months=months)


def small_design(values: int, replicates: int, part: int = 5) -> Design:
    """A grid over one lever."""
    listed = [round(0.01 + 0.004 * n, 4) for n in range(values)]
    made = Design.grid(tiny(), {LEVER: listed}, replicates=replicates)
    return made.replace(runs_per_part=part, keep=Keep("yearly"))


def quick_run(shared: Shared, spec: Spec) -> Made:
    """Numbers that hang on the run's seed and point only."""
    wait = float(os.environ.get("STUB_SECONDS", "0"))
    time.sleep(wait)
    numbers = np.random.default_rng([spec.seed, int(1e6 * float(spec.values[LEVER]))])
    size = (shared.months + 1, 3, len(MEASURES))
    outcomes = numbers.random(size).astype(np.float32)
    head = {
        "run": spec.run,
        "scenario": shared.scenarios[spec.scenario].name,
        "point": spec.point,
        "replicate": spec.replicate,
        **spec.values,
    }
    schema = head_schema(shared.names, False)
    figures = figures_table(head, schema, outcomes, shared.window, False)
    made = {"outcomes": [figures]}
    if shared.keep.series != "none":
        made["series"] = [series_table(head, schema, outcomes, True, False)]
    return Made(made)


def poisoned_run(shared: Shared, spec: Spec) -> Made:
    """Goes wrong at some values of the lever."""
    match spec.values[LEVER]:
        case 0.91:
            raise ValueError("this point is poisoned")
        case 0.92:
            while True:
                time.sleep(0.01)
        case 0.93:
            hoard = [np.empty(10_000_000) for _ in range(1000)]
            assert hoard
        case 0.94:
            os._exit(9)
    return quick_run(shared, spec)


def contents(folder: Path) -> dict[str, bytes]:
    """Bytes of all files but those with times and process ids."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in ("log.txt", "failures.parquet")
    }
