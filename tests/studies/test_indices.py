"""Morris and Sobol through govsim's wrapper: published functions, words, groups, luck."""

import sys

import numpy as np
import pytest
from SALib.test_functions import Ishigami, Sobol_G

from govsim.errors import BadInput
from govsim.studies.designs import design
from govsim.studies.indices import elementary_effects, indices, noise, study


def ishigami(unit: np.ndarray) -> np.ndarray:
    return np.asarray(Ishigami.evaluate(np.pi * (2.0 * unit - 1.0)))


def test_sobol_indices_of_ishigami() -> None:
    """Known: first order 0.314, 0.442, 0; total 0.558, 0.442, 0.244."""
    found = study(ishigami, "sobol", 3, 2048)
    assert found["s1"].to_numpy() == pytest.approx([0.3139, 0.4424, 0.0], abs=0.02)
    assert found["st"].to_numpy() == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.02)
    assert found["st_low"].lt([0.5576, 0.4424, 0.2437]).all()
    assert found["st_high"].gt([0.5576, 0.4424, 0.2437]).all()


def test_sobol_indices_of_sobols_own_function() -> None:
    """Known first order: 0.7165, 0.1791, 0.0237, 0.0072, then 0.0001."""
    found = study(Sobol_G.evaluate, "sobol", 8, 1024)
    known = [0.7165, 0.1791, 0.0237, 0.0072, 0.0001, 0.0001, 0.0001, 0.0001]
    assert found["s1"].to_numpy() == pytest.approx(known, abs=0.015)


def test_morris_of_ishigami() -> None:
    """On four levels x2 always moves 7.875; known for x1 and x3: about 7.6 and 6.3."""
    found = study(ishigami, "morris", 3, 1000).set_index("name")
    assert found.loc["x2", "mu_star"] == pytest.approx(7.875, abs=1e-3)
    assert found.loc["x1", "mu_star"] == pytest.approx(7.6, abs=0.4)
    assert found.loc["x3", "mu_star"] == pytest.approx(6.2, abs=0.6)
    assert found.loc["x3", "sigma"] > found.loc["x3", "mu_star"]  # only with x1
    assert found.loc["x1", "mu_star_low"] < found.loc["x1", "mu_star"]


def morris_function(unit: np.ndarray) -> np.ndarray:
    """Morris' own test function of twenty inputs (Technometrics 33, 1991)."""
    w = 2.0 * (unit - 0.5)
    for i in (2, 4, 6):
        w[:, i] = 2.0 * (1.1 * unit[:, i] / (unit[:, i] + 0.1) - 0.5)
    rng = np.random.default_rng(1)
    first = np.concatenate([np.full(10, 20.0), rng.normal(size=10)])
    second = rng.normal(size=(20, 20))
    second[:6, :6] = -15.0
    made = w @ first
    for i in range(20):
        for j in range(i + 1, 20):
            made += second[i, j] * w[:, i] * w[:, j]
    third = w[:, :5]
    for i in range(5):
        for j in range(i + 1, 5):
            for k in range(j + 1, 5):
                made += -10.0 * third[:, i] * third[:, j] * third[:, k]
    return np.asarray(made + 5.0 * w[:, 0] * w[:, 1] * w[:, 2] * w[:, 3])


def test_morris_function_falls_into_its_three_groups() -> None:
    """1–7 interact, 8–10 are linear, 11–20 hardly matter, as in Morris' figure 1."""
    found = study(morris_function, "morris", 20, 40)
    star, sigma = found["mu_star"].to_numpy(), found["sigma"].to_numpy()
    assert star[:10].min() > 3 * star[10:].max()
    assert sigma[7:10].max() < 0.5 * star[7:10].min()
    assert sigma[:5].min() > 2 * sigma[7:10].max()


def test_a_straight_line_has_its_slopes_and_no_spread() -> None:
    found = study(lambda u: 3.0 * u[:, 0] - 2.0 * u[:, 1], "morris", 3, 5)
    assert found["mu_star"].to_numpy() == pytest.approx([3.0, 2.0, 0.0], abs=1e-12)
    assert found["mu"].to_numpy() == pytest.approx([3.0, -2.0, 0.0], abs=1e-12)
    assert found["sigma"].to_numpy() == pytest.approx([0.0, 0.0, 0.0], abs=1e-12)
    assert (found["mu_star_high"] >= found["mu_star"]).all()


def test_our_elementary_effects_are_salibs() -> None:
    asked = design("morris", 7, ["a", "b", "c"], seed=4)
    values = ishigami(asked.matrix)
    effects = elementary_effects(asked, values[:, None])[:, :, 0]
    found = indices(asked, values)
    assert np.abs(effects).mean(axis=0) == pytest.approx(found["mu_star"].to_numpy())
    assert effects.mean(axis=0) == pytest.approx(found["mu"].to_numpy())
    assert effects.std(axis=0, ddof=1) == pytest.approx(found["sigma"].to_numpy())


def test_words_have_no_order() -> None:
    """Three words worth 0, 0 and 3: two of three changes of word are 3 large, so μ* = 2.

    Naming them in another order changes nothing but the draws.
    """
    asked = design("morris", 600, ["word", "x"], [3, 0], seed=3)
    place = np.floor(asked.matrix[:, 0] * 3).astype(int)
    assert set(place) == {0, 1, 2}
    steps = place.reshape(-1, 3)
    assert all(len(set(row)) == 2 for row in steps.tolist())
    for worth in ([0.0, 0.0, 3.0], [0.0, 3.0, 0.0]):
        values = np.array(worth)[place] + asked.matrix[:, 1]
        found = indices(asked, values).set_index("name")
        assert found.loc["word", "mu_star"] == pytest.approx(2.0, abs=0.2)
        assert np.isnan(found.loc["word", "mu"])
        assert found.loc["x", "mu_star"] == pytest.approx(1.0)


def test_words_have_equal_shares_in_a_sobol_design() -> None:
    asked = design("sobol", 256, ["word", "x"], [3, 0], seed=3)
    place = np.floor(asked.matrix[:, 0] * 3).astype(int)
    assert np.bincount(place) / len(place) == pytest.approx(1 / 3, abs=0.02)
    values = np.array([0.0, 0.0, 3.0])[place] + 0.0 * asked.matrix[:, 1]
    found = indices(asked, values)
    assert found["st"].to_numpy() == pytest.approx([1.0, 0.0], abs=0.05)


def test_inputs_of_one_group_move_together() -> None:
    asked = design("morris", 5, ["a", "a", "b"], seed=2)
    assert asked.matrix.shape == (5 * 3, 3)
    found = indices(asked, 4.0 * asked.matrix[:, 2]).set_index("name")
    assert found["mu_star"].to_dict() == pytest.approx({"a": 0.0, "b": 4.0})
    assert np.isnan(found.loc["a", "sigma"])
    assert np.isnan(found.loc["a", "mu"])


def test_noise_by_hand() -> None:
    """Two points, two worlds: [[0, 2], [4, 10]] has means 1 and 7."""
    found = noise(np.array([[0.0, 2.0], [4.0, 10.0]]))
    assert found["between_seeds"] == pytest.approx((2.0 + 18.0) / 2)
    assert found["left"] == pytest.approx(4.0)  # 4 cells of ±1 over one degree
    assert found["of_mean"] == pytest.approx(2.0)
    assert found["between_points"] == pytest.approx(18.0 - 2.0)
    assert found["share"] == pytest.approx(2.0 / 18.0)


def test_what_a_world_does_to_all_points_alike_is_no_noise() -> None:
    points = np.random.default_rng(0).normal(size=(20, 1))
    found = noise(points + np.array([[0.0, 5.0, -3.0]]))
    assert found["left"] == pytest.approx(0.0, abs=1e-12)
    assert found["between_seeds"] > 10.0
    assert np.isnan(noise(points)["share"])


def test_luck_alone_stays_below_its_mark() -> None:
    """Pure noise: the interval of μ* does not lie above what luck alone leaves."""
    rng = np.random.default_rng(7)
    asked = design("morris", 20, [f"x{i}" for i in range(6)], seed=1)
    found = indices(asked, rng.normal(size=(len(asked.matrix), 3)))
    assert (found["mu_star_low"] < found["noise"]).all()
    effect = 20.0 * asked.matrix[:, :1] + rng.normal(size=(len(asked.matrix), 3))
    assert (indices(asked, effect)["mu_star_low"] > found["noise"]).tolist()[0]


def test_where_nothing_moves_nothing_is_claimed() -> None:
    still = study(lambda u: np.ones(len(u)), "sobol", 2, 8)
    assert still["st"].isna().all()
    assert (study(lambda u: np.ones(len(u)), "morris", 2, 3)["mu_star"] == 0.0).all()
    unknown = study(lambda u: np.full(len(u), np.nan), "sobol", 2, 8)
    assert unknown["s1"].isna().all()


def test_the_same_seed_gives_the_same_points() -> None:
    one, other = (design("morris", 4, ["a", "b"], [0, 4], seed=9) for _ in range(2))
    assert np.array_equal(one.matrix, other.matrix)
    assert not np.array_equal(
        one.matrix, design("morris", 4, ["a", "b"], [0, 4]).matrix
    )


@pytest.mark.parametrize(
    ("method", "samples", "says"),
    [
        ("moris", 4, "morris and sobol"),
        ("morris", 1, "2 on"),
        ("morris", 2.5, "whole number"),
        ("sobol", 12, "8 or 16"),
        ("sobol", 4, "fewer than 8"),
    ],
)
def test_bad_designs(method: str, samples: int, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        design(method, samples, ["a", "b"])


def test_a_missing_salib_is_answered_with_the_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "SALib", None)
    with pytest.raises(BadInput, match=r'pip install "govsim\[analysis\]"'):
        design("morris", 4, ["a", "b"])
