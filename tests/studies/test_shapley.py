"""Shapley values: games with known answers, additivity, drawing without bias."""

from itertools import permutations

import numpy as np
import pytest

from govsim.studies.shapley import (
    coalitions_of,
    drawing_variance,
    drawn_orders,
    marginals,
    shapley_values,
)


def game(players: int, seed: int = 0, outcomes: int = 3) -> np.ndarray:
    """A made-up game with random worths, shape (2ⁿ, outcomes)."""
    return np.random.default_rng(seed).normal(size=(1 << players, outcomes))


def test_glove_game() -> None:
    """One left glove (player 0), two right ones; a pair is worth 1: (4, 1, 1) / 6."""
    worth = np.array([float(bool(c & 1) and c > 1) for c in range(8)])
    assert shapley_values(worth) == pytest.approx([4 / 6, 1 / 6, 1 / 6], abs=1e-15)


def test_airport_game() -> None:
    """Runways of 1, 3 and 6: each pays an equal share of every stretch it needs."""
    cost = (1.0, 3.0, 6.0)
    worth = np.array(
        [max([0.0, *(cost[i] for i in range(3) if c >> i & 1)]) for c in range(8)]
    )
    expected = [1 / 3, 1 / 3 + 1.0, 1 / 3 + 1.0 + 3.0]
    assert shapley_values(worth) == pytest.approx(expected, abs=1e-14)


@pytest.mark.parametrize("players", [1, 2, 5, 8])
def test_parts_add_up(players: int) -> None:
    worth = game(players)
    gap = shapley_values(worth).sum(axis=0) - (worth[-1] - worth[0])
    assert np.abs(gap).max() < 1e-12


def test_a_null_player_gets_exactly_nothing() -> None:
    half = game(4)
    worth = np.concatenate([half, half])  # the fifth changes nothing
    assert (shapley_values(worth)[4] == 0.0).all()
    orders = drawn_orders(5, 6, np.random.default_rng(1))
    assert (marginals(dict(enumerate(worth)), orders)[:, 4] == 0.0).all()


def test_equal_players_get_the_same() -> None:
    worth = np.array([float(c.bit_count()) ** 2 for c in range(16)])
    assert np.ptp(shapley_values(worth)) < 1e-14


def test_a_sum_of_games_has_the_sum_of_values() -> None:
    one, other = game(4, 1), game(4, 2)
    both = shapley_values(one) + shapley_values(other)
    assert shapley_values(one + other) == pytest.approx(both, abs=1e-12)


def test_all_orders_give_the_exact_values() -> None:
    worth = game(4)
    orders = np.array(list(permutations(range(4))))
    found = marginals(dict(enumerate(worth)), orders).mean(axis=0)
    assert found == pytest.approx(shapley_values(worth), abs=1e-12)
    assert np.array_equal(drawn_orders(4, 24, np.random.default_rng(0)), orders)


def test_drawn_orders_add_up_and_are_unbiased() -> None:
    """The mean of many independent drawings lies within four standard errors."""
    worth = dict(enumerate(game(6, 3, 1)[:, 0]))
    rng = np.random.default_rng(5)
    drawn = [marginals(worth, drawn_orders(6, 4, rng)) for _ in range(600)]
    for added in drawn[:20]:
        assert added.sum(axis=1) == pytest.approx(worth[63] - worth[0], abs=1e-12)
    means = np.array([added.mean(axis=0) for added in drawn])
    error = means.std(axis=0, ddof=1) / np.sqrt(len(means))
    exact = shapley_values(np.array([worth[c] for c in range(64)]))
    assert (np.abs(means.mean(axis=0) - exact) < 4 * error).all()


def test_the_error_of_drawing_is_the_one_that_is_seen() -> None:
    worth = dict(enumerate(game(6, 4, 1)[:, 0]))
    rng = np.random.default_rng(6)
    drawn = [marginals(worth, drawn_orders(6, 10, rng)) for _ in range(800)]
    seen = np.var([added.mean(axis=0) for added in drawn], axis=0, ddof=1)
    told = np.mean([drawing_variance(added) for added in drawn], axis=0)
    assert told == pytest.approx(seen, rel=0.2)


def test_an_order_and_its_reverse_stand_side_by_side() -> None:
    orders = drawn_orders(7, 6, np.random.default_rng(2))
    assert orders.shape == (6, 7)
    assert np.array_equal(orders[0::2], orders[1::2, ::-1])
    assert (np.sort(orders, axis=1) == np.arange(7)).all()
    seen = coalitions_of(orders)
    assert seen[0] == 0
    assert seen[-1] == 127
    assert len(seen) <= 6 * 6 + 2


def test_one_pair_of_orders_tells_no_error() -> None:
    assert np.isnan(drawing_variance(np.zeros((2, 3)))).all()


@pytest.mark.parametrize("rows", [1, 3, 12])
def test_a_table_of_coalitions_has_a_power_of_two_rows(rows: int) -> None:
    with pytest.raises(ValueError, match="power of 2"):
        shapley_values(np.zeros(rows))
