"""What is W, and what does it start from? Only NumPy, so that any environment can read it.

A month, for every resident at once (people see what others did the month before):

    q_g  = 0.3 + 0.5 · x_g / (x_g + 15)      x_g: mean contribution in group g last month
    t   += rate · (q_g + noise − t)          rate 0.05 upwards, 0.15 downwards; t in 0–1
    u    = −2.8 + 1.5 t + 1.5 s + 1.0 h − c + chance      s: share of neighbours active
    p    = u > 0;   h = 0.9 h + 0.1 p;   contribution = 0.01 · p · income

`noise` is normal (standard deviation 0.1) and `chance` logistic. Recorded each month:
mean p, mean t, Gini coefficient of contributions, mean p of each of the four groups.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
GROUPS = 4
TIES = 8
REWIRED = 0.1  # share of ties that lead anywhere instead of next door
UP, DOWN = 0.05, 0.15
NOISE = 0.1
BASE, BY_TRUST, BY_OTHERS, BY_HABIT = -2.8, 1.5, 1.5, 1.0
KEPT = 0.9  # of a habit from month to month
GIVEN = 0.01  # of an income by one who takes part
LEAST, SPAN, HALF = 0.3, 0.5, 15.0
RECORDED = ("participation", "trust", "gini", *(f"group{k}" for k in range(GROUPS)))


@dataclass(frozen=True)
class Start:
    """Everybody's opening state and ties, the same for every framework."""

    income: Floats
    cost: Floats
    active: NDArray[np.bool_]
    first: NDArray[np.int64]  # rows at which groups begin, closed by the count
    tie_from: NDArray[np.int32]  # where each resident's ties begin, closed
    tie_to: NDArray[np.int32]
    seed: int
    chance: float  # 1, or 0 for a run without any chance

    @property
    def count(self) -> int:
        """Residents."""
        return self.income.size

    @property
    def group(self) -> NDArray[np.int64]:
        """Each resident's group; residents are numbered by group."""
        return np.repeat(np.arange(GROUPS), np.diff(self.first))

    def ties(self, kind: Any) -> Any:
        """A sparse matrix that turns what residents do into their neighbours' mean."""
        from scipy.sparse import csr_array

        share = np.repeat(1.0 / np.diff(self.tie_from), np.diff(self.tie_from))
        shape = (self.count, self.count)
        return csr_array((share.astype(kind), self.tie_to, self.tie_from), shape=shape)


class Month(NamedTuple):
    """What is recorded of one month."""

    participation: float
    trust: float
    gini: float
    groups: tuple[float, ...]

    @property
    def row(self) -> list[float]:
        """The numbers in the order of RECORDED."""
        return [self.participation, self.trust, self.gini, *self.groups]


def start(count: int, seed: int, chance: float = 1.0) -> Start:
    """The opening state of `count` residents."""
    rng = np.random.default_rng([seed, count])
    tie_from, tie_to = small_world(count, rng)
    return Start(
        income=rng.lognormal(8.5, 0.6, count),
        cost=rng.normal(0.0, 1.0, count),
        active=rng.random(count) < 0.25,
        first=np.linspace(0, count, GROUPS + 1).astype(np.int64),
        tie_from=tie_from,
        tie_to=tie_to,
        seed=seed,
        chance=chance,
    )


def small_world(
    count: int, rng: np.random.Generator
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """A ring on which everybody knows the next TIES / 2 on both sides, some rewired.

    Ties are mutual and none is double or leads to oneself, so a few have one less.
    """
    me = np.repeat(np.arange(count), TIES // 2)
    step = np.tile(np.arange(1, TIES // 2 + 1), count)
    other = (me + step) % count
    moved = rng.random(me.size) < REWIRED
    other[moved] = rng.integers(count, size=int(moved.sum()))
    apart = me != other
    low, high = np.minimum(me, other)[apart], np.maximum(me, other)[apart]
    pairs = np.unique(low * count + high)
    low, high = pairs // count, pairs % count
    both = np.concatenate([low * count + high, high * count + low])
    both.sort()
    begins = np.searchsorted(both, np.arange(count + 1) * count)
    return begins.astype(np.int32), (both % count).astype(np.int32)


def quality(contribution: float) -> float:
    """What a group's residents find, given what its mean contribution was."""
    return LEAST + SPAN * contribution / (contribution + HALF)


def gini_of_ranked(shares: Floats, count: int) -> float:
    """Gini coefficient of `count` shares of which only these, in order, are above 0."""
    total = float(shares.sum())
    if total <= 0:
        return 0.0
    rank = np.arange(count - shares.size + 1, count + 1)
    return 2.0 * float(rank @ shares) / (count * total) - (count + 1) / count
