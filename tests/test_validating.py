"""Verdicts by hand, every row there is, and the cases that must be reachable."""

import numpy as np
import pytest

import govsim
from govsim.errors import BadInput
from govsim.studies.verdicts import (
    FAIL,
    PASS,
    STRADDLES,
    Estimate,
    band_verdict,
    estimate,
    row_verdict,
    sign_verdict,
    step_levels,
)

ROWS = [
    *(f"A{n}" for n in range(1, 16)),
    *(f"B{n}" for n in range(1, 27)),
    *(f"R{n}" for n in range(1, 10)),
]


def test_an_estimate_by_hand() -> None:
    """1, 2, 3: mean 2, SD 1, t(0.975, 2) = 4.3027, half-width 4.3027 / √3 = 2.4841."""
    got = estimate(np.array([1.0, 2.0, 3.0, np.nan]))
    assert (got.mean, got.replicates) == (2.0, 3)
    assert got.high - got.mean == pytest.approx(2.4841, abs=1e-4)
    assert np.isnan(estimate(np.array([1.0])).low)
    assert estimate(np.array([])).replicates == 0


@pytest.mark.parametrize(
    ("low", "high", "word"),
    [
        (0.2, 0.4, PASS),
        (0.1, 0.4, PASS),
        (0.05, 0.4, STRADDLES),
        (0.51, 0.6, FAIL),
        (np.nan, np.nan, STRADDLES),
    ],
)
def test_inside_outside_or_across_a_band(low: float, high: float, word: str) -> None:
    assert band_verdict(Estimate(0.3, low, high, 9), 0.1, 0.5) == word


def test_a_sign_wants_the_interval_off_zero() -> None:
    assert sign_verdict(Estimate(1.0, 0.1, 1.9, 9), 1) == PASS
    assert sign_verdict(Estimate(1.0, 0.1, 1.9, 9), -1) == FAIL
    assert sign_verdict(Estimate(1.0, -0.1, 2.1, 9), 1) == STRADDLES


def test_holm_over_three_steps() -> None:
    """0.01 is judged at 0.05 / 3, 0.04 at 0.05 / 2 and not rejected; 0.5 shares it."""
    levels = step_levels([0.04, 0.01, 0.5])
    assert levels == pytest.approx([1 - 0.05 / 2, 1 - 0.05 / 3, 1 - 0.05 / 2])


def test_one_failing_part_fails_the_row() -> None:
    assert row_verdict([PASS, FAIL, STRADDLES]) == FAIL
    assert row_verdict([PASS, PASS]) == PASS


def test_every_row_is_there_with_source_role_and_band() -> None:
    from govsim.studies.patterns.cards import chosen

    patterns = chosen(None, None)
    assert [pattern.id for pattern in patterns] == ROWS
    for pattern in patterns:
        assert pattern.sources, pattern.id
        assert pattern.title_zh, pattern.id


def test_an_unknown_row_names_the_nearest() -> None:
    with pytest.raises(BadInput, match="B12"):
        govsim.validate(only=["B122"])


def test_a_row_is_the_same_for_the_same_seed() -> None:
    tables = [govsim.validate(only="A12", rng=4, workers=1).table() for _ in range(2)]
    assert tables[0].equals(tables[1])
    assert set(tables[0]["id"]) == {"A12"}


@pytest.mark.full
@pytest.mark.parametrize("row", [f"R{n}" for n in range(1, 10)])
def test_the_other_way_round_is_reachable(row: str) -> None:
    """Each charter case: the interval of every part lies off zero, as it should."""
    table = govsim.validate(only=row, rng=1).table()
    assert (table["verdict"] == PASS).all(), table.to_string()
