"""Keyed draws: a function of seed, stream, month, community and slot, and of nothing else."""

import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
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
    first = draws.of_slots("newcomer", "x", 77, 1, 5)[:, 0]
    draws.month = 90
    assert np.array_equal(first, draws.of_slots("newcomer", "x", 77, 1, 5)[:, 0])
    assert draws.month == 90


def test_keys_are_the_same_everywhere_and_draws_survive_pickling() -> None:
    assert key(1, "a").tolist() == key(1, "a").tolist() != key(1, "b").tolist()
    draws = Draws(3, ("x",))
    twin = pickle.loads(pickle.dumps(draws))
    assert np.array_equal(drawn(draws, "v", 2, [[0, 5]]), drawn(twin, "v", 2, [[0, 5]]))


sizes = st.lists(st.integers(1, 60), min_size=3, max_size=3)


@given(st.integers(0, 2**40), st.integers(-60, 240), sizes, st.integers(60, 5000))
def test_a_neighbour_is_not_touched_by_others_sizes_and_newcomers(
    seed: int, month: int, many: list[int], newcomer: int
) -> None:
    """The middle place's numbers, whoever lives in the other two."""
    names = ("x", "y", "z")
    own = list(range(many[1]))
    alone = drawn(Draws(seed, names), "vote", month, [[0], own, [0]], 2)[:, 1:-1]
    crowd = [list(range(many[0])), own, [*range(many[2]), newcomer]]
    among = drawn(Draws(seed, names), "vote", month, crowd, 2)
    assert np.array_equal(alone, among[:, many[0] : many[0] + many[1]])


@given(st.integers(1, 40), st.integers(41, 4000))
def test_a_newcomer_at_home_shifts_nobody(size: int, slot: int) -> None:
    draws = Draws(3, ("x",))
    before = drawn(draws, "vote", 1, [list(range(size))])[0]
    after = drawn(draws, "vote", 1, [[slot, *range(1, size)]])[0]
    assert np.array_equal(before[1:], after[1:])
    assert after[0] != before[0]


def test_rows_may_stand_in_any_order() -> None:
    draws = Draws(3, ("x",))
    order = np.random.default_rng(1).permutation(50)
    forwards = drawn(draws, "vote", 1, [list(range(50))])[0]
    shuffled = drawn(draws, "vote", 1, [order.tolist()])[0]
    assert np.array_equal(shuffled, forwards[order])


def test_an_empty_place_draws_nothing() -> None:
    made = drawn(Draws(3, ("x", "y")), "vote", 1, [[], [0, 1]], 2)
    assert made.shape == (2, 2)
    assert np.isfinite(made).all()


N = 20_000


def samples() -> dict[str, np.ndarray]:
    """Numbers that differ in one word of their key from those called `base`."""
    slots = [list(range(N))]
    return {
        "base": drawn(Draws(11, ("x",)), "vote", 1, slots)[0],
        "seed": drawn(Draws(12, ("x",)), "vote", 1, slots)[0],
        "stream": drawn(Draws(11, ("x",)), "votes", 1, slots)[0],
        "month": drawn(Draws(11, ("x",)), "vote", 2, slots)[0],
        "place": drawn(Draws(11, ("y",)), "vote", 1, slots)[0],
        "second": drawn(Draws(11, ("x",)), "vote", 1, slots, 2)[1],
    }


@pytest.mark.parametrize("word", list(samples()))
def test_each_stream_is_uniform(word: str) -> None:
    """Kolmogorov–Smirnov and χ² in 100 cells at 1e-4: false alarm 2 in 10,000 each."""
    made = samples()[word]
    assert stats.kstest(made, "uniform").pvalue > 1e-4
    cells = np.bincount((100 * made).astype(int), minlength=100)
    assert stats.chisquare(cells).pvalue > 1e-4


def test_streams_are_unrelated_pair_by_pair() -> None:
    """15 pairs, |r| below 4.5 / √n: false alarm 1 in 10,000 over all."""
    made = np.stack(list(samples().values()))
    r = np.corrcoef(made) - np.eye(len(made))
    assert np.abs(r).max() < 4.5 / np.sqrt(N)


def test_months_of_one_slot_are_uniform_and_without_memory() -> None:
    """One person over 4,000 months; false alarms about 2 in 10,000."""
    draws = Draws(2, ("x",))
    life = np.array([drawn(draws, "vote", month, [[7]])[0, 0] for month in range(4000)])
    assert stats.kstest(life, "uniform").pvalue > 1e-4
    assert abs(np.corrcoef(life[1:], life[:-1])[0, 1]) < 4 / np.sqrt(life.size)


def test_slots_that_follow_each_other_are_unrelated() -> None:
    """Lag one and lag two among 20,000; |r| below 4 / √n."""
    made = samples()["base"]
    for lag in (1, 2):
        assert abs(np.corrcoef(made[lag:], made[:-lag])[0, 1]) < 4 / np.sqrt(N)


def test_newcomers_numbers_are_uniform_and_their_own() -> None:
    draws = Draws(1, ("x",))
    made = draws.of_slots("newcomer", "x", 0, 4000, 5).ravel()
    some = draws.of_slots("newcomer", "x", 700, 2, 5)
    assert np.array_equal(some, made.reshape(5, 4000)[:, 700:702])
    assert np.unique(made).size == made.size
    assert stats.kstest(made, "uniform").pvalue > 1e-4


def test_what_is_decided_once_a_place_follows_its_name() -> None:
    one, two = Draws(9, ("x", "y")), Draws(9, ("y", "z", "x"))
    assert np.array_equal(
        one.per_community("lot", 3), two.per_community("lot", 3)[[2, 0]]
    )


def test_no_draw_reaches_one() -> None:
    """24 bits: the largest is 1 − 2^−24 and still below 1 in double precision."""
    made = drawn(Draws(1, ("x",)), "vote", 1, [list(range(200_000))])
    assert made.dtype == np.float32
    assert 0.0 <= made.min() < made.max() < 1.0
