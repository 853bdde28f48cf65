"""A scenario's figure: what a run's months come to."""

import numpy as np
from numpy.typing import NDArray

from govsim.columns import Floats
from govsim.errors import BadInput
from govsim.outcomes import MEASURES, OUTCOMES
from govsim.studies.jobs import mean_over

WINDOW = 24


def figures(outcomes: NDArray[np.floating], window: int = WINDOW) -> Floats:
    """Figures of one run, shape (communities + 1, outcomes).

    Rates, shares and stocks: mean over the last `window` months. Money and hours: the
    yearly mean over the run (twelve times the monthly mean).

    Parameters
    ----------
    outcomes : shape (months + 1, communities + 1, outcomes); month 0 is left out
    """
    months = outcomes[1:].astype(np.float64)
    made = mean_over(months[-window:])
    flow = np.array([OUTCOMES[name].is_flow for name in MEASURES])
    made[:, flow] = 12.0 * mean_over(months)[:, flow]
    return made


def check_window(window: int, months: int) -> int:
    """The window, at least a month and no longer than the run."""
    if isinstance(window, bool) or not isinstance(window, int) or window < 1:
        raise BadInput(
            f"window = {window!r}: give a whole number of months, 1 to {months}."
        )
    return min(window, months)
