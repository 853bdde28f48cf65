"""Boxes: a known one is found again, and what is said of it is right by hand."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from govsim.studies.boxes import (
    AMONG,
    HIGH,
    LOW,
    Limit,
    best,
    found_again,
    found_box,
    inside,
    limit_p,
    pruned,
    quality,
    search_p,
    steady,
    trajectory,
)


def cloud(points: int = 400) -> pd.DataFrame:
    rng = np.random.default_rng(3)
    table = pd.DataFrame(rng.random((points, 4)), columns=list("abcd"))
    table["scenario"] = rng.choice(["p", "q", "r"], points)
    return table.astype({"scenario": object})


def known(table: pd.DataFrame) -> np.ndarray:
    """Of interest: a at least 0.6, b at most 0.5, under p."""
    return (table.a >= 0.6) & (table.b <= 0.5) & (table.scenario == "p")


def test_a_known_box_is_found_with_its_limits() -> None:
    table = cloud()
    shares = known(table).to_numpy(float)
    sides, gain = found_box(table, shares, 0.8)
    limits = {(side.name, side.kind): side.value for side in sides}
    assert set(limits) == {("a", LOW), ("b", HIGH), ("scenario", AMONG)}
    assert limits["a", LOW] == pytest.approx(0.6, abs=0.03)
    assert limits["b", HIGH] == pytest.approx(0.5, abs=0.03)
    assert limits["scenario", AMONG] == ("p",)
    got = quality(shares, inside(table, sides))
    assert got.coverage > 0.9
    assert got.density >= 0.9
    assert gain == pytest.approx(got.gain, rel=0.1)


def test_the_search_is_the_workbenchs() -> None:
    """The trajectory is that of its own binary search where every point has one world."""
    from ema_workbench.analysis.prim import Prim

    table = cloud(200)
    shares = known(table).to_numpy(float)
    renamed = table.rename(columns={"scenario": "other"})  # it drops `scenario`
    theirs = Prim(
        renamed, shares.astype(bool), peel_alpha=0.05, mass_min=0.05
    ).find_box()
    ours = trajectory(table, shares)
    assert len(ours) == len(theirs.box_lims)
    for place, sides in enumerate(ours):
        got = quality(shares, inside(table, sides))
        row = theirs.peeling_trajectory.iloc[place]
        assert got.coverage == pytest.approx(row["coverage"])
        assert got.density == pytest.approx(row["density"])
        assert got.support == pytest.approx(row["mass"])


def test_figures_of_a_box_by_hand() -> None:
    table = pd.DataFrame({"a": [1.0, 2.0, 3.0, 4.0]})
    got = quality(np.array([0.0, 0.5, 1.0, 0.5]), inside(table, [Limit("a", LOW, 3.0)]))
    assert got.density == pytest.approx(0.75)
    assert got.coverage == pytest.approx(1.5 / 2.0)
    assert got.support == pytest.approx(0.5)
    assert got.gain == pytest.approx(0.5 * (0.75 - 0.5))
    assert got.balance == pytest.approx(0.75)
    empty = quality(np.array([0.0, 1.0]), np.array([False, False]))
    assert np.isnan(empty.density)
    assert empty.gain == 0.0


def test_a_limits_p_by_hand() -> None:
    """Of 6 points 3 are of interest; all 3 that are left are: 1 of 20 draws does so."""
    table = pd.DataFrame({"a": np.arange(6.0)})
    side = Limit("a", LOW, 3.0)
    shares = np.array([0.0, 0.0, 0.0, 1.0, 1.0, 1.0])
    assert limit_p(table, shares, (side,), side) == pytest.approx(1 / 20)
    mixed = np.array([0.0, 0.1, 0.2, 0.8, 0.9, 1.0])
    spread = np.sqrt(mixed.var(ddof=1) / 3 * 3 / 6)
    expected = stats.norm.sf((0.9 - 0.5) / spread)
    assert limit_p(table, mixed, (side,), side) == pytest.approx(expected)
    assert limit_p(table, np.full(6, 0.5), (side,), side) == 1.0
    idle = Limit("a", LOW, -1.0)
    assert limit_p(table, shares, (idle,), idle) == 1.0


def test_limits_that_do_nothing_are_dropped() -> None:
    table = cloud()
    shares = known(table).to_numpy(float)
    useless = Limit("c", HIGH, 0.9)
    sides = (Limit("a", LOW, 0.6), Limit("b", HIGH, 0.5), useless)
    assert pruned(table, shares, sides) == sides[:2]
    assert pruned(table, shares, (useless,)) == ()


def test_the_best_balanced_box_is_taken() -> None:
    table = pd.DataFrame({"a": np.arange(10.0)})
    shares = np.array([0.0] * 5 + [0.2, 0.2, 0.6, 0.6, 0.6])
    boxes = [(), (Limit("a", LOW, 5.0),), (Limit("a", LOW, 7.0),)]
    # coverage and density: 1 and 0.44 (0.61), or 0.82 and 0.6 (0.69)
    assert best(table, shares, boxes, 0.9) == boxes[2]
    assert best(table, shares, boxes[:1], 0.9) == ()
    full = np.array([0.0] * 5 + [1.0] * 5)
    assert best(table, full, boxes, 0.8) == boxes[1]  # 1 and 1 against 0.6 and 1


def test_chance_is_told_from_a_box() -> None:
    table = cloud(120)[["a", "b", "scenario"]]
    shares = known(table).to_numpy(float)
    _, gain = found_box(table, shares, 0.8)
    assert search_p(table, shares, gain, 9, 1) == pytest.approx(0.1)
    noise = np.random.default_rng(5).permutation(shares)
    _, gain = found_box(table, noise, 0.8)
    assert search_p(table, noise, gain, 9, 1) > 0.2
    assert np.isnan(search_p(table, noise, gain, 0, 1))


def test_true_limits_come_again_in_halves_and_false_ones_do_not() -> None:
    table = cloud(300)
    shares = known(table).to_numpy(float)
    sides = (Limit("a", LOW, 0.6), Limit("d", LOW, 0.3))
    again = found_again(table, shares, sides, 0.8, 8, 1)
    share, low, high = again[sides[0]]
    assert share == 1.0
    assert 0.5 < low <= high < 0.7
    assert again[sides[1]][0] < 0.5
    assert steady(sides, again) == sides[:1]
    assert all(a != b for a, b in pairwise(sides))
