"""Sweeps whose figures are a formula, so that what is to be found is known."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

from govsim.measures import MEASURES
from govsim.studies.sweeping.carrying import Shared
from govsim.studies.sweeping.crews import Here, Lent
from govsim.studies.sweeping.design import Design
from govsim.studies.sweeping.folder import SweepFolder
from govsim.studies.sweeping.plan import Spec
from govsim.studies.sweeping.result import Sweep
from govsim.studies.sweeping.study import How, conduct
from govsim.studies.sweeping.tables import Made, figures_table, head_schema
from tests.sweep.stubs import tiny

A, B = "administration-led", "self-governing"
type Formula = Callable[[str, dict[str, float], int], float | None]


def one(formula: Formula, outcome: str, shared: Shared, spec: Spec) -> Made:
    """A run whose outcome is the formula's answer in every month; None is null."""
    name = shared.scenarios[spec.scenario].name
    figures = np.full((shared.months + 1, 3, len(MEASURES)), 0.5, dtype=np.float32)
    told = formula(name, spec.values, spec.replicate + 100 * spec.pilot)
    figures[:, :, list(MEASURES).index(outcome)] = np.nan if told is None else told
    head = {
        "run": spec.run,
        "scenario": name,
        "point": spec.point,
        "replicate": spec.replicate,
        **spec.values,
    }
    if shared.pilots:
        head["pilot"] = shared.pilots[spec.pilot].name
    schema = head_schema(shared.names, bool(shared.pilots))
    return Made({"outcomes": [figures_table(head, schema, figures, 3, False)]})


def swept(
    folder: Path, design: Design, formula: Formula, outcome: str = "satisfaction"
) -> Sweep:
    """The design carried out with the formula."""
    conduct(
        design,
        SweepFolder(folder),
        Lent(Here()),
        How(),
        one=partial(one, formula, outcome),
    )
    return Sweep(folder)


def both() -> list[object]:
    """Two set-ups of a tiny world."""
    return [tiny(A), tiny(B)]


def luck(replicate: int, place: float) -> float:
    """Noise with mean 0 and standard deviation 1."""
    return float(np.random.default_rng([replicate, int(1e6 * place)]).normal())
