"""At which points is a function asked? Morris' and Sobol's designs, drawn by SALib.

Nothing here knows the model: inputs are numbers between 0 and 1, or words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from govsim.columns import Floats
from govsim.errors import BadInput
from govsim.scenarios.scenario import whole
from govsim.studies.sweeping.unit_cube import (
    morris_grid,
    powers_of_two,
    saltelli_matrix,
    shares,
)

METHODS = ("morris", "sobol")
FEWEST_SOBOL = 8
USUAL = {"morris": 10, "sobol": 64}
"""Trajectories, or points of the Sobol sequence, if nobody says how many."""


@dataclass(frozen=True)
class Design:
    """Points in the unit cube, and what is needed to read the answers.

    Attributes
    ----------
    groups : of every input, inputs of one group moving together (Morris only)
    words : of every input how many words it has, 0 for a number
    matrix : what the function is asked, shape (points, inputs); a word's place among
        `n` stands at (place + ½) / n
    grid : what SALib drew; differs from `matrix` where a Morris design meets words
    """

    method: str
    samples: int
    seed: int
    groups: tuple[str, ...]
    words: tuple[int, ...]
    matrix: Floats = field(repr=False)
    grid: Floats = field(repr=False)

    @property
    def names(self) -> list[str]:
        """Groups in order; an input that moves alone is a group of its own."""
        return list(dict.fromkeys(self.groups))

    @property
    def grouped(self) -> bool:
        """Whether some inputs move together."""
        return len(set(self.groups)) < len(self.groups)


def samples_fault(method: object, samples: object, inputs: int) -> str | None:
    """Why a method cannot take so many samples."""
    if method not in METHODS:
        return f"method = {method!r}: allowed are morris and sobol."
    if not whole(samples) or samples < 2:
        return f"samples = {samples!r}: a whole number from 2 on is needed."
    if method == "sobol" and samples < FEWEST_SOBOL:
        return (
            f"samples = {samples}: fewer than {FEWEST_SOBOL} points of a Sobol sequence say "
            f"nothing; take {FEWEST_SOBOL} or more."
        )
    if method == "sobol" and samples & (samples - 1):
        low, high = powers_of_two(samples)
        return (
            f"samples = {samples}: a Sobol sequence is balanced at powers of two only; "
            f"take {low} or {high}."
        )
    if method == "sobol" and inputs > 20_000:
        return "a Sobol sequence has at most 20,000 inputs."
    return None


def design(
    method: str,
    samples: int,
    groups: Sequence[str],
    words: Sequence[int] | None = None,
    seed: int = 1,
) -> Design:
    """Points at which to ask: (groups + 1) · samples for Morris, (inputs + 2) · samples
    for Sobol.

    An input that is a word has no order, so a Morris trajectory takes two different
    words of it by lot and moves from one to the other; a Sobol design gives each word
    an equal share, and variances ask for no order.

    Raises
    ------
    BadInput
        If the method, the samples or a missing package forbid it.
    """
    fault = samples_fault(method, samples, len(groups))
    if fault:
        raise BadInput(fault)
    kinds = tuple(words or (0,) * len(groups))
    if method == "morris":
        grid = morris_grid(samples, groups, seed)
        matrix = _with_words(grid, kinds, len(set(groups)) + 1, seed)
    else:
        grid = saltelli_matrix(samples, len(groups), seed)
        matrix = _in_shares(grid, kinds)
    return Design(method, samples, seed, tuple(groups), kinds, matrix, grid)


def _with_words(grid: Floats, words: Sequence[int], steps: int, seed: int) -> Floats:
    """The grid with two words drawn for each trajectory where an input is words."""
    rng = np.random.default_rng([seed, 1])
    made = grid.reshape(-1, steps, grid.shape[1]).copy()
    for column, count in enumerate(words):
        if not count:
            continue
        for trajectory in made:
            first, second = rng.permutation(count)[:2]
            begins = trajectory[:, column] == trajectory[0, column]
            trajectory[:, column] = (np.where(begins, first, second) + 0.5) / count
    return made.reshape(grid.shape)


def _in_shares(grid: Floats, words: Sequence[int]) -> Floats:
    """The grid with an equal share for each word."""
    made = grid.copy()
    for column, count in enumerate(words):
        if count:
            made[:, column] = (shares(grid[:, column], count) + 0.5) / count
    return made
