"""Keyed draws: a function of seed, stream, month, community and slot, and of nothing else."""

import pickle

import numpy as np
from scipy import stats

from govsim.randomness import Draws, key


def drawn(draws: Draws, stream: str, month: int, slots: list[list[int]], k: int = 1):  # type: ignore[no-untyped-def]
    draws.month = month
    flat = np.concatenate([np.array(s, dtype=np.int64) for s in slots])
    first = np.concatenate([[0], np.cumsum([len(s) for s in slots])])
    return draws.uniform(stream, flat, first, k)


def test_a_slots_number_does_not_depend_on_others() -> None:
    a, b = Draws(5, ("x", "y")), Draws(5, ("x", "y"))
    few = drawn(a, "vote", 3, [[0, 1, 2], [0, 1]], 2)
    many = drawn(b, "vote", 3, [list(range(500)), [0, 1, 900]], 2)
    assert np.array_equal(few[:, :3], many[:, :3])
    assert np.array_equal(few[:, 3:5], many[:, 500:502])


def test_order_of_communities_and_calls_does_not_matter() -> None:
    a, b = Draws(5, ("x", "y")), Draws(5, ("y", "x"))
    drawn(b, "other", 9, [[0], [0]])
    assert np.array_equal(
        drawn(a, "vote", 3, [[4], [7]])[0], drawn(b, "vote", 3, [[7], [4]])[0][::-1]
    )


def test_seed_stream_month_and_place_all_matter() -> None:
    base = drawn(Draws(5, ("x",)), "vote", 3, [[0, 1, 2]])
    for draws, stream, month in (
        (Draws(6, ("x",)), "vote", 3),
        (Draws(5, ("x",)), "gift", 3),
        (Draws(5, ("x",)), "vote", 4),
        (Draws(5, ("z",)), "vote", 3),
    ):
        assert not np.array_equal(base, drawn(draws, stream, month, [[0, 1, 2]]))


def test_numbers_are_uniform_and_streams_unrelated() -> None:
    """Kolmogorov–Smirnov at 1e-4 and |r| below 4 / √n; false alarms about 2 in 10,000."""
    draws, n = Draws(1, ("x",)), 20_000
    one = drawn(draws, "a", 1, [list(range(n))])[0]
    two = drawn(draws, "b", 1, [list(range(n))])[0]
    later = drawn(draws, "a", 2, [list(range(n))])[0]
    assert stats.kstest(one, "uniform").pvalue > 1e-4
    assert one.min() >= 0.0
    assert one.max() < 1.0
    for other in (two, later):
        assert abs(np.corrcoef(one, other)[0, 1]) < 4 / np.sqrt(n)


def test_a_newcomers_numbers_are_her_slots_for_good() -> None:
    draws = Draws(1, ("x",))
    draws.month = 4
    first = draws.of_slot("newcomer", "x", 77).random(5)
    draws.month = 90
    assert np.array_equal(first, draws.of_slot("newcomer", "x", 77).random(5))
    assert draws.month == 90


def test_keys_are_the_same_everywhere_and_draws_survive_pickling() -> None:
    assert key(1, "a").tolist() == key(1, "a").tolist() != key(1, "b").tolist()
    draws = Draws(3, ("x",))
    twin = pickle.loads(pickle.dumps(draws))
    assert np.array_equal(drawn(draws, "v", 2, [[0, 5]]), drawn(twin, "v", 2, [[0, 5]]))
