"""At which points is a function asked? Morris' and Sobol's designs, drawn by SALib.

Nothing here knows the model: inputs are numbers between 0 and 1, or words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from govsim.columns import Floats
from govsim.errors import BadInput
from govsim.scenarios.scenario import whole
from govsim.studies.sweeping.extras import need

METHODS = ("morris", "sobol")
LEVELS = 4  # of a Morris design; a step crosses two thirds of a range
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
    def problem(self) -> dict[str, Any]:
        """The inputs as SALib wants them."""
        made: dict[str, Any] = {
            "num_vars": len(self.groups),
            "names": [f"x{place}" for place in range(len(self.groups))],
            "bounds": [[0.0, 1.0]] * len(self.groups),
        }
        return made | ({"groups": list(self.groups)} if self.grouped else {})

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
        low = 1 << (samples.bit_length() - 1)
        return (
            f"samples = {samples}: a Sobol sequence is balanced at powers of two only; "
            f"take {low} or {2 * low}."
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
    needed()
    kinds = tuple(words or (0,) * len(groups))
    empty = np.empty((0, len(groups)))
    bare = Design(method, samples, seed, tuple(groups), kinds, empty, empty)
    if method == "morris":
        from SALib.sample import morris

        grid = morris.sample(bare.problem, samples, num_levels=LEVELS, seed=seed)
        matrix = _with_words(grid, kinds, len(bare.names) + 1, seed)
    else:
        from SALib.sample import sobol

        problem = bare.problem
        problem.pop("groups", None)
        grid = sobol.sample(problem, samples, calc_second_order=False, seed=seed)
        matrix = _in_shares(grid, kinds)
    return Design(method, samples, seed, tuple(groups), kinds, matrix, grid)


def needed() -> None:
    """BadInput with the line that installs SALib, if it is missing."""
    need("SALib", "analysis", "Sensitivity studies")


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
            place = np.minimum(np.floor(grid[:, column] * count), count - 1)
            made[:, column] = (place + 0.5) / count
    return made
