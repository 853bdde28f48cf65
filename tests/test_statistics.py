"""Both intervals, by hand and by simulation."""

import numpy as np
import pytest
from scipy import stats

from govsim.studies.hanging import hangs_on
from govsim.studies.statistics import (
    holm,
    next_draw,
    paired_difference,
    seed_variance,
    verdict,
)

NONE = np.array([])


def test_paired_difference_by_hand() -> None:
    """d = 1, 2, 3: mean 2, variance 1, t(2) = 4.3027, half-width 4.3027 / √3 = 2.4841."""
    a, b = np.array([1.0, 1.0, 1.0]), np.array([2.0, 3.0, 4.0])
    made = paired_difference(a, b, NONE, NONE)
    assert made.difference == pytest.approx(2.0)
    assert (made.low, made.high) == pytest.approx((2 - 2.4841, 2 + 2.4841), abs=1e-4)
    assert (made.low_wide, made.high_wide) == pytest.approx((made.low, made.high))
    assert made.p_superior == 1.0
    assert made.pairs == 3


def test_seed_variance_by_hand() -> None:
    """Gaps 1 and 3 between worlds at the same assumptions: (1 + 9) / 2 / 2 = 2.5."""
    variance, freedom = seed_variance(np.array([1.0, 5.0]), np.array([0.0, 2.0]))
    assert (variance, freedom) == (2.5, 2)


def test_smaller_is_better_turns_superiority_round() -> None:
    a, b = np.array([1.0, 2.0]), np.array([0.0, 1.0])
    assert paired_difference(a, b, NONE, NONE, sign=-1).p_superior == 1.0


def test_nothing_moved_is_no_difference() -> None:
    a = np.array([0.3, 0.4, 0.5])
    made = paired_difference(a, a, a[:2], a[:2])
    assert (made.low, made.high, made.p_value) == (0.0, 0.0, 1.0)
    assert made.p_superior == 0.5
    assert verdict(0.0, 0.0, 0.0, 1.0, 1) == "no difference found"


def test_nulls_are_left_out() -> None:
    a, b = np.array([1.0, np.nan, 2.0]), np.array([2.0, 1.0, 3.5])
    assert paired_difference(a, b, NONE, NONE).pairs == 2


def test_holm_by_hand() -> None:
    """Sorted 0.01, 0.02, 0.04: 3 × 0.01, 2 × 0.02, 1 × 0.04."""
    adjusted = holm(np.array([0.04, 0.01, np.nan, 0.02]))
    assert adjusted[[1, 3, 0]] == pytest.approx([0.03, 0.04, 0.04])
    assert np.isnan(adjusted[2])


def test_verdict_follows_the_wider_interval() -> None:
    assert verdict(0.1, -0.01, 0.2, 1e-9, 1) == "no difference found"
    assert verdict(0.1, 0.01, 0.2, 0.2, 1) == "no difference found"
    assert verdict(0.1, 0.01, 0.2, 0.001, 1) == "b better"
    assert verdict(0.1, 0.01, 0.2, 0.001, -1) == "b worse"


def test_both_intervals_cover_what_they_claim() -> None:
    """2,000 simulated studies; each rate must lie within 4 binomial standard errors.

    d = effect of assumptions (SD 1) + chance (SD 0.5). Seeds only must cover the mean
    over the sets drawn; the wider interval must cover one more draw. False-alarm rate of
    this test about 1 in 8,000.
    """
    rng = np.random.default_rng(20151)
    n, m, studies = 30, 10, 2000
    narrow = wide = 0
    for _ in range(studies):
        effect = rng.normal(0.3, 1.0, n)
        a, again = rng.normal(size=n), rng.normal(size=m)
        d, repeat = rng.normal(effect, 0.5), rng.normal(effect[:m], 0.5)
        made = paired_difference(a, a + d, again, again + repeat)
        narrow += made.low <= effect.mean() <= made.high
        wide += made.low_wide <= rng.normal(0.3, np.hypot(1.0, 0.5)) <= made.high_wide
    error = 4 * np.sqrt(0.95 * 0.05 / studies)
    assert abs(narrow / studies - 0.95) < error
    assert -error - 0.01 < wide / studies - 0.95 < error


def test_interval_for_one_more_draw_needs_no_shape() -> None:
    """Log-normal differences, 4,000 studies of 30: coverage within 4 errors of 0.95 − 0.01.

    By theory the uninterpolated extremes would cover 29/31 = 0.935; the extension brings
    it to about 0.945, so 0.01 below is allowed.
    """
    rng = np.random.default_rng(77)
    hit = 0
    for _ in range(4000):
        low, high = next_draw(rng.lognormal(0.0, 0.8, 30))
        hit += low <= rng.lognormal(0.0, 0.8) <= high
    assert 0.95 - 0.01 - 4 * np.sqrt(0.95 * 0.05 / 4000) < hit / 4000 < 0.965


def test_interval_for_one_more_draw_by_hand() -> None:
    """Draws 1 … 39: 97.5 % stands at rank 0.975 · 40 = 39, so [1, 39]; symmetric."""
    assert next_draw(np.arange(1.0, 40.0)) == pytest.approx((1.0, 39.0))
    low, high = next_draw(np.arange(1.0, 31.0))
    assert (low, high) == pytest.approx((1 - 0.225, 30 + 0.225))


def test_pairing_ratio_is_that_of_variances() -> None:
    rng = np.random.default_rng(3)
    a = rng.normal(size=400)
    b = a + 0.1 * rng.normal(size=400)
    made = paired_difference(a, b, NONE, NONE)
    assert made.variance_ratio == pytest.approx(
        (b - a).var(ddof=1) / (a.var(ddof=1) + b.var(ddof=1))
    )
    assert made.variance_ratio < 0.02
    assert stats.norm.cdf(0) == 0.5


def test_what_a_difference_hangs_on_is_found_and_noise_is_not() -> None:
    """One of 40 assumptions drives the difference; 0.05 / 40 guards the other 39."""
    rng = np.random.default_rng(5)
    sets = [{f"p{k}": float(rng.random()) for k in range(40)} for _ in range(60)]
    differences = np.array([s["p7"] for s in sets]) + 0.2 * rng.random(60)
    found = hangs_on(sets, differences)
    assert found["parameter"].tolist() == ["p7"]
    assert found["rho"].iloc[0] > 0.9
    assert hangs_on([{}] * 60, differences).empty
