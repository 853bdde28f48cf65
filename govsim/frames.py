"""Who are the residents now, as a table with one row each?"""

from typing import Any

import pandas as pd
from numpy.typing import NDArray

from govsim.state import World
from govsim.vocabulary import ACTIONS, COOPERATION_TYPES, DOMAINS, INSTITUTIONS, TENURES

WIDE = {
    "trust": INSTITUTIONS,
    "habit": ACTIONS,
    "acts": ACTIONS,
    "needs": DOMAINS,
    "propensity": ACTIONS,
    "trust_disposition": INSTITUTIONS,
}


def residents_frame(w: World) -> pd.DataFrame:
    """One row per resident now; wide columns are named `trust_committee`, `habit_vote` …"""
    r = w.residents
    made: dict[str, NDArray[Any]] = {}
    for name in r.__dataclass_fields__:
        if name != "neighbours":
            made |= _split(name, getattr(r, name))
    frame = pd.DataFrame(made)
    frame["tenure"] = pd.Categorical.from_codes(r.tenure, TENURES)
    frame["cooperation_type"] = pd.Categorical.from_codes(
        r.cooperation_type, COOPERATION_TYPES
    )
    return frame


def _split(name: str, column: NDArray[Any]) -> dict[str, NDArray[Any]]:
    """The column by its name; a wide one as a column for each of its words."""
    if name not in WIDE:
        return {name: column}
    return {f"{name}_{word}": column[place] for place, word in enumerate(WIDE[name])}
