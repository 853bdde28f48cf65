"""What does a weighted sum over set-ups come to, world by world, and how surely?

Interactions, shares and gaps between gaps are such sums: a plain difference between two
set-ups is the one with the weights 1 and −1.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from govsim.columns import Floats
from govsim.errors import BadInput, unknown
from govsim.studies.statistics import Difference, next_draw, paired_difference

HEAD = ("cell", "world", "again")
BOTH = ("difference", "low", "high", "low_wide", "high_wide")


def contrasts(
    values: pd.DataFrame,
    measures: Iterable[str],
    weights: Mapping[str, Mapping[str, float]],
    *,
    varied: bool = True,
) -> pd.DataFrame:
    """Contrasts with both intervals, one row a contrast and measure.

    Parameters
    ----------
    values : one row a cell and world with the columns `cell` (set-up), `world`, `again`
        (true for a second world under the assumptions of that number) and the measures
    measures : which of them
    weights : each contrast's name, and the weights of its cells
    varied : whether worlds have assumptions of their own

    Returns
    -------
    contrast, measure, difference (mean over worlds), low, high, low_wide, high_wide,
    above (share of worlds above 0), worlds, seeds_only (whether that is what low and
    high are about)

    Raises
    ------
    BadInput
        For cells and measures that are not there.
    """
    wanted = list(measures)
    faults = [
        f"contrast {name}: {fault}"
        for name, each in weights.items()
        for measure in wanted
        for fault in contrast_faults(values, measure, each)
    ]
    if faults:
        raise BadInput(*dict.fromkeys(faults))
    rows = []
    for measure in wanted:
        for name, each in weights.items():
            made = contrast(values, measure, each, varied=varied)
            told = {key: getattr(made, key) for key in BOTH}
            told |= {"above": made.p_superior, "worlds": made.pairs}
            told |= {"seeds_only": seeds_only(values, varied)}
            rows.append({"contrast": name, "measure": measure, **told})
    return pd.DataFrame(rows)


def seeds_only(values: pd.DataFrame, varied: bool) -> bool:
    """Whether luck can be told from assumptions: by second worlds, or if none vary."""
    return not varied or bool(values["again"].any())


def contrast_faults(
    values: pd.DataFrame, measure: str, weights: Mapping[str, float]
) -> list[str]:
    """A sentence for each cell and measure that `values` does not hold."""
    cells = list(dict.fromkeys(values["cell"]))
    measures = [name for name in values.columns if name not in HEAD]
    found = [
        unknown("cell of this study", cell, cells)
        for cell in weights
        if cell not in cells
    ]
    if measure not in measures:
        found.append(unknown("measure of this study", measure, measures))
    return found


def contrast(
    values: pd.DataFrame,
    measure: str,
    weights: Mapping[str, float],
    *,
    varied: bool = True,
    sign: int = 1,
) -> Difference:
    """One contrast of a measure; `values` and `varied` as for `contrasts`.

    A world in which a cell has no value does not count. `sign` says which side
    `p_superior` counts: +1 above 0, −1 below.
    """
    tall = values[values["cell"].isin(list(weights))]
    wide = tall.pivot(index=["again", "world"], columns="cell", values=measure)
    of_cells = pd.Series(dict(weights), dtype=np.float64)
    summed = (wide[of_cells.index] * of_cells).sum(axis=1, skipna=False)
    return spread_over(_of(summed, False), _of(summed, True), varied, sign)


def _of(summed: pd.Series, again: bool) -> Floats:
    """Worlds in order, the first ones or those run again."""
    rows = summed[summed.index.get_level_values("again") == again]
    return np.asarray(rows.sort_index(level="world"), dtype=np.float64)


def spread_over(
    first: Floats, second: Floats, varied: bool = True, sign: int = 1
) -> Difference:
    """Mean over worlds with both intervals, eq. 90.1 to 90.3.

    Parameters
    ----------
    first : the contrast in each world, shape (worlds,)
    second : the same in second worlds under the first worlds' assumptions; where it is
        empty and assumptions vary, `low` and `high` bound the mean over worlds and
        assumptions together, which is wider than seeds only
    varied : whether worlds have assumptions of their own
    sign : side that `p_superior` counts
    """
    made = paired_difference(
        np.zeros(first.size), first, np.zeros(second.size), second, sign
    )
    if not varied or second.size or made.pairs == 0:
        return made
    low, high = next_draw(first[~np.isnan(first)])
    return replace(made, low_wide=low, high_wide=high)
