"""Which assumptions does a difference hang on, as far as these draws can tell?"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

LEVEL = 0.05


def hangs_on(
    sets: list[dict[str, float]], differences: NDArray[np.float64]
) -> pd.DataFrame:
    """Assumptions whose rank goes with the rank of the difference, eq. 90.4.

    Parameters
    ----------
    sets : one plausible set of assumptions per pair
    differences : the paired difference of one outcome in each pair

    Returns
    -------
    parameter, rho (Spearman) and p_value, strongest first; only those that survive
    Bonferroni's correction over all assumptions (few draws find only strong ones)
    """
    known = ~np.isnan(differences)
    columns = ["parameter", "rho", "p_value"]
    if known.sum() < 10 or not sets[0] or np.ptp(differences[known]) == 0.0:
        return pd.DataFrame(columns=columns)
    values = pd.DataFrame(sets)[known]
    rows = [
        (name, *map(float, stats.spearmanr(values[name], differences[known])))
        for name in values.columns
    ]
    table = pd.DataFrame(rows, columns=columns)
    table = table[table["p_value"] < LEVEL / len(table)]
    order = table["rho"].abs().sort_values(ascending=False).index
    return table.loc[order].reset_index(drop=True)
