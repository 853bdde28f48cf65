"""What differs between two set-ups, and how surely?"""

from typing import Any

import numpy as np
import pandas as pd

from govsim.columns import Floats
from govsim.outcomes import HEADLINE, OUTCOMES
from govsim.studies.statistics import holm, paired_difference, verdict

TABLE_COLUMNS = (
    "scenario_a",
    "scenario_b",
    "outcome",
    "group",
    "mean_a",
    "mean_b",
    "difference",
    "low",
    "high",
    "low_wide",
    "high_wide",
    "p_superior",
    "pairs",
    "variance_ratio",
)


def difference_row(a: Floats, b: Floats, pairs: int, outcome: str) -> dict[str, Any]:
    """Paired difference b − a of an outcome: columns of the table, p-value and spread.

    `a` and `b` hold figures of the same worlds; those after the first `pairs` are second
    worlds under the first pairs' assumptions.
    """
    made = paired_difference(
        a[:pairs], b[:pairs], a[pairs:], b[pairs:], better_sign(outcome)
    )
    return {name: getattr(made, name) for name in made.__slots__}


def better_sign(outcome: str) -> int:
    """+1 if larger is better for residents (or neither), −1 if smaller is."""
    if outcome in HEADLINE:
        return 1 if HEADLINE[outcome] == "higher" else -1
    return -1 if OUTCOMES[outcome].larger == "worse" else 1


def judged(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with direction, corrected p-values and the verdict in words."""
    made = frame.copy()
    signs = [better_sign(name) for name in made["outcome"]]
    made["better"] = ["lower" if sign < 0 else "higher" for sign in signs]
    made["p_holm"] = _corrected(made)
    columns = ("difference", "low_wide", "high_wide", "p_holm")
    numbers = zip(*(made[name] for name in columns), signs, strict=True)
    made["verdict"] = [verdict(*row) for row in numbers]
    return made


def _corrected(frame: pd.DataFrame) -> pd.Series:
    """p-values, by Holm's method over the headline outcomes of a pair and a group."""
    made = frame["p_value"].copy()
    for _, rows in frame.groupby(["scenario_a", "scenario_b", "group"], sort=False):
        head = rows[rows["outcome"].isin(HEADLINE)]
        made.loc[head.index] = holm(head["p_value"].to_numpy(dtype=np.float64))
    return made
