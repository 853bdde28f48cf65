"""The parts of a calibration, each on something whose answer is known."""

import numpy as np
import pytest

from govsim.studies.calibrating.approximate import adjusted, drawn
from govsim.studies.calibrating.emulators import Lesson, fit
from govsim.studies.calibrating.evaluating import Batch, noise_of
from govsim.studies.calibrating.identifying import width_shares, word_for
from govsim.studies.calibrating.plan import Target
from govsim.studies.calibrating.plausible import cutoff_for, excess, space_of
from govsim.studies.calibrating.recovering import observed

INF = float("inf")


def test_the_size_of_a_small_space_is_found() -> None:
    """A ball of radius 0.05 in four dimensions: π²/2 · r⁴ of the cube, 1 in 32,000.

    The spread over twelve searches bounds the error of their mean; 4.5 standard errors of
    it fail by chance once in 100,000 times (as of a normal), less with t of 11 freedoms.
    """
    share = np.pi**2 / 2 * 0.05**4

    def worst(unit: np.ndarray) -> np.ndarray:
        return np.linalg.norm(unit - 0.4, axis=1) / 0.05 * 3.0

    found = [
        space_of(worst, 4, 3.0, np.random.default_rng(seed), 500) for seed in range(12)
    ]
    logs = np.log([space.share for space in found])
    error = logs.std(ddof=1) / np.sqrt(len(logs))
    assert abs(logs.mean() - np.log(share)) < 6.0 * error
    assert error < 0.2
    for space in found:
        assert (worst(space.unit) <= 3.0).all()
        assert not space.empty


def test_points_lie_evenly_over_the_space() -> None:
    """In a ball the squared radius to the power of half the dimension is even on 0–1."""
    space = space_of(
        lambda unit: np.linalg.norm(unit - 0.5, axis=1) * 10.0,
        3, 3.0, np.random.default_rng(3), 1000, 5,
    )  # fmt: skip
    even = (np.linalg.norm(space.unit - 0.5, axis=1) / 0.3) ** 3
    assert even.mean() == pytest.approx(0.5, abs=0.04)
    assert np.quantile(even, [0.1, 0.9]) == pytest.approx([0.1, 0.9], abs=0.05)


def test_an_empty_space_says_how_near_one_comes() -> None:
    space = space_of(
        lambda unit: 5.0 + unit[:, 0], 2, 3.0, np.random.default_rng(1), 200
    )
    assert space.empty
    assert space.share == 0.0
    assert space.reached == pytest.approx(5.0, abs=0.05)


def test_many_targets_have_a_higher_bar() -> None:
    assert cutoff_for(1) == cutoff_for(3) == 3.0
    assert cutoff_for(50) == pytest.approx(3.72, abs=0.01)  # normal, 0.99^(1/50)


def test_what_is_missed_of_a_band() -> None:
    low, high = np.array([0.2, -INF, 0.5]), np.array([0.4, 0.0, 0.5])
    missed = excess(np.array([[0.1, 0.3, 0.7], [0.3, -2.0, 0.4]]), low, high)
    assert missed == pytest.approx(np.array([[-0.1, 0.3, 0.2], [0.0, 0.0, -0.1]]))


def test_chance_between_worlds_is_pooled() -> None:
    """Points (1, 3) and (10, 10, …): squares 2 and 0 over 1 + 1 freedoms; null alone."""
    runs = np.array([[[1.0, np.nan], [3.0, 5.0]], [[10.0, np.nan], [10.0, 7.0]]])
    batch = Batch("wave 1", np.zeros((2, 1)), runs, np.zeros(2))
    assert noise_of([batch])[0] == pytest.approx(1.0)
    assert np.isnan(noise_of([batch])[1])
    assert batch.means == pytest.approx(np.array([[2.0, 5.0], [10.0, 7.0]]))


def test_an_emulator_knows_a_curve_and_its_own_error() -> None:
    """Nine in ten points of a smooth surface within two of its errors, noise found.

    200 points: fewer than 85 % within two errors happens once in 10,000 times at 95 %.
    """
    rng = np.random.default_rng(5)

    def surface(unit: np.ndarray) -> np.ndarray:
        return np.sin(4.0 * unit[:, 0]) + unit[:, 1] ** 2

    unit, noise = rng.random((60, 3)), 0.05
    seen = surface(unit) + noise * rng.standard_normal(60)
    for known in (noise**2, float("nan")):
        made = fit(Lesson("y", unit, seen, np.ones(60), known))
        new = rng.random((200, 3))
        mean, variance = made.predict(new)
        assert (np.abs(mean - surface(new)) <= 2 * np.sqrt(variance)).mean() > 0.85
        assert np.sqrt(((mean - surface(new)) ** 2).mean()) < 0.12
        assert np.sqrt(made.noise) == pytest.approx(noise, rel=0.6)
        assert made.explained > 0.9


def test_a_target_that_nothing_moves_is_its_mean() -> None:
    made = fit(
        Lesson(
            "y",
            np.random.default_rng(1).random((9, 2)),
            np.full(9, 0.3),
            np.ones(9),
            0.0,
        )
    )
    mean, variance = made.predict(np.array([[0.1, 0.9]]))
    assert (mean[0], variance[0]) == (0.3, 0.0)


def test_a_straight_line_effect_is_taken_off_whole() -> None:
    """On the logit scale θ = 1 + 2·missed exactly, so that all end at 1."""
    missed = np.linspace(-0.4, 0.4, 9)[:, None]
    unit = 1.0 / (1.0 + np.exp(-(1.0 + 2.0 * missed)))
    moved = adjusted(unit, missed, np.ones(9))
    assert moved == pytest.approx(np.full((9, 1), 1.0 / (1.0 + np.exp(-1.0))))


def test_rows_are_drawn_by_weight() -> None:
    """Systematic resampling: each row within one of its due number."""
    weights = np.array([1.0, 2.0, 5.0])
    rows = drawn(weights, 80, np.random.default_rng(2))
    assert np.abs(np.bincount(rows) - 10 * weights).max() <= 1


def test_words_for_what_is_known() -> None:
    even = np.linspace(0.0, 1.0, 1001)[:, None]
    assert width_shares(np.hstack([even, even / 4])) == pytest.approx([1.0, 0.25])
    assert word_for(0.25, 0.0) == "determined"
    assert word_for(0.6, 0.9) == "narrowed"
    assert word_for(0.95, 0.1) == "nothing"
    assert word_for(0.95, -0.7) == "tied"


def test_made_observations_have_the_errors_that_are_said() -> None:
    """Value ± sqrt(sd² + noise), of which the noise of the runs is there already.

    4,000 draws: their standard deviation is off by 4.5 / √8,000 = 5 % less than once in
    100,000 times.
    """
    rng = np.random.default_rng(4)
    target = Target("y", 0.5, 0.5, sd=0.03)
    made = [observed(target, 0.7, 0.02**2, 2, rng) for _ in range(4000)]
    total = np.sqrt(0.03**2 + 0.02**2)
    assert made[0].error == pytest.approx(total)
    added = np.sqrt(
        0.03**2 + 0.02**2 / 2
    )  # the mean of two worlds brings the other half
    assert np.std([each.low for each in made]) == pytest.approx(added, rel=0.05)


def test_made_bands_hold_the_figure_anywhere_in_them() -> None:
    rng = np.random.default_rng(4)
    target = Target("y", 0.2, 0.6, worlds=INF)
    made = [observed(target, 1.0, 0.0, 2, rng) for _ in range(2000)]
    places = np.array([(1.0 - each.low) / 0.4 for each in made])
    assert places.min() >= 0.0
    assert places.max() <= 1.0
    assert places.mean() == pytest.approx(0.5, abs=0.03)  # 4.6 standard errors
    below = observed(Target("y", -INF, 0.2), 0.5, 0.0, 1, rng)
    assert (below.low, below.high) == (0.2, INF)
    assert observed(Target("y", 0.2, INF), 0.5, 0.0, 1, rng).low == 0.2
