"""How are points drawn in the unit cube? By SciPy and SALib, the same for the same seed.

Nothing here knows the model: an input is a column of numbers between 0 and 1.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from govsim.columns import Floats, Rows
from govsim.studies.sweeping.extras import need

LEVELS = 4  # of a Morris design; a step crosses two thirds of a range
SEEDS = 2**32  # both libraries take seeds below this


def problem_of(groups: Sequence[str]) -> dict[str, Any]:
    """Inputs as SALib wants them; those of one group move together."""
    made: dict[str, Any] = {
        "num_vars": len(groups),
        "names": [f"x{place}" for place in range(len(groups))],
        "bounds": [[0.0, 1.0]] * len(groups),
    }
    together = len(set(groups)) < len(groups)
    return made | ({"groups": list(groups)} if together else {})


def latin_hypercube(points: int, width: int, seed: int) -> Floats:
    """Points spread evenly over each input, shape (points, width)."""
    from scipy.stats import qmc

    return np.asarray(qmc.LatinHypercube(width, rng=seed % SEEDS).random(points))


def sobol_sequence(points: int, width: int, seed: int) -> Floats:
    """A scrambled Sobol sequence, shape (points, width); points a power of two."""
    from scipy.stats import qmc

    power = int(np.log2(points))
    return np.asarray(qmc.Sobol(width, rng=seed % SEEDS).random_base2(power))


def morris_grid(trajectories: int, groups: Sequence[str], seed: int) -> Floats:
    """Trajectories of one step at a time, (groups + 1) points each.

    Raises
    ------
    BadInput
        With the line that installs SALib, if it is missing.
    """
    need("SALib", "analysis", "Morris designs")
    from SALib.sample import morris

    problem = problem_of(groups)
    made = morris.sample(problem, trajectories, num_levels=LEVELS, seed=seed % SEEDS)
    return np.asarray(made)


def saltelli_matrix(blocks: int, width: int, seed: int) -> Floats:
    """Points for Sobol's indices, shape (blocks · (width + 2), width).

    Raises
    ------
    BadInput
        With the line that installs SALib, if it is missing.
    """
    need("SALib", "analysis", "Saltelli designs")
    from SALib.sample import sobol

    problem = problem_of([str(place) for place in range(width)])
    made = sobol.sample(problem, blocks, calc_second_order=False, seed=seed % SEEDS)
    return np.asarray(made)


def shares(unit: Floats, count: int) -> Rows:
    """Which of `count` words each number stands for; words share 0 to 1 equally."""
    made: Rows = np.minimum((unit * count).astype(int), count - 1)
    return made


def within(unit: Floats, low: float, high: float) -> list[float]:
    """Numbers between both ends of a range."""
    made = np.clip(low + unit * (high - low), low, high)
    return [float(value) for value in made.tolist()]


def powers_of_two(number: float) -> tuple[int, int]:
    """The power of two at or below a number from 1 on, and the next."""
    low = 1 << (max(int(number), 1).bit_length() - 1)
    return low, 2 * low
