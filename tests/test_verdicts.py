"""Verdicts on figures worked by hand: intervals, bands, signs, Holm over steps."""

import numpy as np
import pytest

from govsim.studies.statistics import holm
from govsim.studies.verdicts import (
    Estimate,
    band_verdict,
    estimate,
    p_of_zero,
    row_verdict,
    sign_verdict,
    step_estimates,
    step_levels,
)


def test_the_interval_is_mean_and_t_times_the_standard_error() -> None:
    """1, 2, 3, 4: mean 2.5, SD √(5/3), error 0.6455, t(3) = 3.182."""
    got = estimate(np.array([1.0, 2.0, 3.0, 4.0]))
    assert got.mean == 2.5
    half = 3.182446 * np.sqrt(5 / 3) / 2
    assert got.low == pytest.approx(2.5 - half, abs=1e-5)
    assert got.high == pytest.approx(2.5 + half, abs=1e-5)
    assert got.replicates == 4


def test_a_narrower_level_gives_a_wider_interval() -> None:
    """At 99 % t(3) is 5.841."""
    got = estimate(np.array([1.0, 2.0, 3.0, 4.0]), 0.99)
    assert got.high - got.mean == pytest.approx(5.840909 * np.sqrt(5 / 3) / 2, abs=1e-5)


def test_replicates_without_a_value_are_left_out() -> None:
    got = estimate(np.array([np.nan, 2.0, np.nan, 4.0]))
    assert (got.mean, got.replicates) == (3.0, 2)
    assert estimate(np.array([np.nan])).replicates == 0
    assert np.isnan(estimate(np.array([7.0])).low)
    assert estimate(np.array([7.0])).mean == 7.0


@pytest.mark.parametrize(
    ("low", "high", "word"),
    [
        (0.4, 0.6, "pass"),
        (0.45, 0.55, "pass"),  # ends of the band belong to it
        (0.46, 0.60, "straddles"),
        (0.30, 0.50, "straddles"),
        (0.56, 0.90, "fail"),
        (0.10, 0.44, "fail"),
        (-np.inf, 0.55, "pass"),
        (0.60, np.inf, "fail"),
        (0.47, 0.53, "straddles"),  # the band lies inside the interval
    ],
)
def test_a_band_is_passed_by_an_interval_inside_it(
    low: float, high: float, word: str
) -> None:
    assert band_verdict(Estimate(0.5, 0.45, 0.55, 9), low, high) == word


def test_an_unknown_interval_settles_nothing() -> None:
    alone = Estimate(0.5, np.nan, np.nan, 1)
    assert band_verdict(alone, 0.0, 1.0) == "straddles"
    assert sign_verdict(alone, 1) == "straddles"


def test_a_sign_is_passed_by_an_interval_off_zero_on_its_side() -> None:
    above = Estimate(0.2, 0.1, 0.3, 9)
    assert sign_verdict(above, 1) == "pass"
    assert sign_verdict(above, -1) == "fail"
    assert sign_verdict(Estimate(0.0, -0.1, 0.1, 9), 1) == "straddles"
    assert sign_verdict(Estimate(0.1, 0.0, 0.2, 9), 1) == "straddles"  # zero is in it


def test_holm_judges_the_clearest_step_hardest() -> None:
    """p = 0.001, 0.02, 0.04 of three: all are rejected, at 1 − α/3, 1 − α/2, 1 − α."""
    levels = step_levels([0.04, 0.001, 0.02])
    assert levels == pytest.approx([0.95, 1 - 0.05 / 3, 1 - 0.05 / 2])


def test_steps_after_the_first_that_is_not_rejected_share_its_level() -> None:
    """p = 0.001, 0.03, 0.04: 0.03 is above 0.05 / 2, so 0.04 is judged as hard."""
    levels = step_levels([0.04, 0.001, 0.03])
    assert levels == pytest.approx([1 - 0.05 / 2, 1 - 0.05 / 3, 1 - 0.05 / 2])


@pytest.mark.parametrize("seed", range(20))
def test_an_interval_is_off_zero_just_if_holm_rejects_the_step(seed: int) -> None:
    rng = np.random.default_rng(seed)
    steps = [rng.normal(shift, 1.0, 12) for shift in (0.0, 0.5, 0.8, 1.2)]
    rejected = holm(np.array([p_of_zero(step) for step in steps])) < 0.05
    off = [got.low > 0 or got.high < 0 for got in step_estimates(steps)]
    assert off == rejected.tolist()


def test_steps_that_were_not_measured_do_not_make_the_others_harder() -> None:
    levels = step_levels([np.nan, 0.01])
    assert levels == pytest.approx([0.95, 0.95])


def test_the_p_value_of_a_mean() -> None:
    """1, 2, 3: mean 2, error 1/√3, t = 3.464 with 2 degrees of freedom: p = 0.0742."""
    assert p_of_zero(np.array([1.0, 2.0, 3.0])) == pytest.approx(0.0742, abs=1e-4)
    assert p_of_zero(np.zeros(4)) == 1.0
    assert p_of_zero(np.ones(4)) == 0.0
    assert np.isnan(p_of_zero(np.ones(1)))


@pytest.mark.parametrize(
    ("parts", "word"),
    [
        (["pass", "pass", "reported"], "pass"),
        (["pass", "fail", "unclear"], "fail"),
        (["pass", "straddles"], "straddles"),
        (["pass", "not measured"], "not measured"),
        (["reported"], "reported"),
    ],
)
def test_a_row_passes_if_all_its_judged_parts_pass(parts: list[str], word: str) -> None:
    assert row_verdict(parts) == word
