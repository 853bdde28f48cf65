"""How is what several brought about together shared out among them? Shapley values.

A game of `n` players gives every coalition a worth. Coalitions are whole numbers: bit *i*
says whether player *i* takes part, so 0 is nobody and 2ⁿ − 1 is all. Nothing here knows
what the players are; `explain` lets groups of levers play.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from math import comb, factorial

import numpy as np

from govsim.columns import Floats, Rows

EXACT_UP_TO = 6
"""Players up to whom all coalitions are tried."""


def shapley_values(worth: Floats) -> Floats:
    """Each player's mean marginal contribution over all orders of joining, eq. 90.5.

    Parameters
    ----------
    worth : worth of every coalition, shape (2ⁿ, …); row *c* is that of coalition *c*

    Returns
    -------
    shape (n, …), unit of the worth. They add up to worth[all] − worth[nobody]; a player
    who never changes anything has exactly 0; equal players have equal values.

    Source: Shapley (1953), A value for n-person games.
    """
    players = _players(worth.shape[0])
    coalitions = np.arange(worth.shape[0])
    sizes = np.bitwise_count(coalitions)
    weights = np.array([1.0 / (players * comb(players - 1, s)) for s in range(players)])
    made = np.empty((players, *worth.shape[1:]))
    for player in range(players):
        without = coalitions[coalitions >> player & 1 == 0]
        gains = worth[without | 1 << player] - worth[without]
        made[player] = np.tensordot(weights[sizes[without]], gains, axes=1)
    return made


def _players(coalitions: int) -> int:
    players = coalitions.bit_length() - 1
    if coalitions != 1 << players or players < 1:
        raise ValueError(f"{coalitions} coalitions: a power of 2 from 2 on is needed.")
    return players


def marginals(worth: Mapping[int, Floats], orders: Rows) -> Floats:
    """What each player adds when she joins, in every order, shape (orders, n, …).

    Their mean over all n! orders is the Shapley value; over orders drawn evenly it is
    an unbiased estimate of it. In every order they add up to worth[all] − worth[nobody].

    Parameters
    ----------
    worth : coalition → worth, for every coalition the orders pass through
    orders : players in the order of joining, shape (orders, n)
    """
    shape = np.shape(worth[0])
    made = np.empty((*orders.shape, *shape))
    for row, order in enumerate(orders.tolist()):
        before = 0
        for player in order:
            after = before | 1 << player
            made[row, player] = worth[after] - worth[before]
            before = after
    return made


def coalitions_of(orders: Rows) -> list[int]:
    """Every coalition the orders pass through, nobody and all among them."""
    seen = {0}
    for order in orders.tolist():
        seen.update(_path(order))
    return sorted(seen)


def _path(order: Sequence[int]) -> Iterator[int]:
    coalition = 0
    for player in order:
        coalition |= 1 << player
        yield coalition


def drawn_orders(players: int, count: int, rng: np.random.Generator) -> Rows:
    """Orders of joining, shape (orders, n): drawn evenly, each followed by its reverse.

    A player who joins early in one joins late in the other, which takes much of the
    luck out. `count` is made even. Where it reaches n!, all orders are given, once each.
    """
    if count >= factorial(min(players, 20)):
        return np.array(list(permutations(range(players))))
    drawn = np.array([rng.permutation(players) for _ in range(max(1, count // 2))])
    return np.stack([drawn, drawn[:, ::-1]], axis=1).reshape(-1, players)


def drawing_variance(contributions: Floats) -> Floats:
    """Variance of the mean over drawn orders that is due to the drawing, shape (n, …).

    Orders stand in pairs with their reverses; pairs are independent. Null with one pair.

    Parameters
    ----------
    contributions : as `marginals` gives them, shape (orders, n, …)
    """
    pairs = 0.5 * (contributions[0::2] + contributions[1::2])
    if len(pairs) < 2:
        return np.full(contributions.shape[1:], np.nan)
    return np.asarray(pairs.var(axis=0, ddof=1) / len(pairs))
