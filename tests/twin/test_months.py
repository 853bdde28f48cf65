"""Whole months: both models go their own way from the same opening and stay together."""

import copy

import numpy as np
import pytest

from benchmarks.twin import TwinModel
from benchmarks.twin.model import TWINS
from govsim.month import INSTITUTION, MONTH, run_month, verb_name
from govsim.outcomes import MEASURES, measure
from tests.twin.worlds import case_of

MONTHS = 12
TOLERANCE = 1e-5
"""Largest relative difference after a year; rounding of narrow columns adds up."""


@pytest.fixture(scope="module", params=["self-governing", "administration-led"])
def year(request: pytest.FixtureRequest) -> tuple[np.ndarray, np.ndarray]:
    """Outcomes of all months by govsim and by the twin (month, place, outcome)."""
    case = case_of(request.param)
    w = copy.deepcopy(case.world)
    twin = TwinModel(w, case.path, case.parameters)
    ours, twins = [], []
    for month in range(1, MONTHS + 1):
        w.month = month
        run_month(w, case.path, case.parameters)
        twin.step()
        ours.append(measure(w))
        twins.append(measure(twin.as_world()))
    return np.array(ours), np.array(twins)


def test_a_year_ends_alike(year: tuple[np.ndarray, np.ndarray]) -> None:
    ours, twins = year
    assert (np.isnan(ours) == np.isnan(twins)).all()
    gap = np.abs(np.nan_to_num(ours - twins)) / (1.0 + np.abs(np.nan_to_num(ours)))
    worst = dict(zip(MEASURES, gap.max(axis=(0, 1)), strict=True))
    assert {name: far for name, far in worst.items() if far > TOLERANCE} == {}


def test_the_year_moves(year: tuple[np.ndarray, np.ndarray]) -> None:
    ours, _ = year
    still = [
        name
        for place, name in enumerate(MEASURES)
        if np.ptp(np.nan_to_num(ours[:, -1, place])) == 0
    ]
    assert len(still) < len(MEASURES) / 4


def test_every_verb_in_which_residents_decide_has_a_twin() -> None:
    decide = {
        verb_name(verb)
        for verb in MONTH
        if any(column.startswith("residents") for column in verb.writes)  # type: ignore[attr-defined]
    }
    assert decide <= set(TWINS)
    assert not {verb_name(verb) for verb in INSTITUTION} & set(TWINS)
