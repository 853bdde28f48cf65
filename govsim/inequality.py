"""How unequal are shares of something?"""

import numpy as np

from govsim.columns import Floats


def gini(values: Floats) -> float:
    """Gini coefficient of non-negative values, eq. 18.3 (0 all alike … 1 one has all)."""
    ranked = values.copy()
    ranked.sort()
    total = np.add.reduce(ranked)
    count = ranked.size
    if total <= 0:
        return 0.0
    rank = np.arange(1, count + 1)
    weighed = np.add.reduce(rank * ranked)
    return float(2.0 * weighed / (count * total) - (count + 1) / count)
