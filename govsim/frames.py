"""Residents as a table."""

import pandas as pd

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
    made: dict[str, object] = {}
    for name in r.__dataclass_fields__:
        column = getattr(r, name)
        if name in WIDE:
            for place, word in enumerate(WIDE[name]):
                made[f"{name}_{word}"] = column[place]
        elif name != "neighbours":
            made[name] = column
    frame = pd.DataFrame(made)
    frame["tenure"] = pd.Categorical.from_codes(r.tenure, TENURES)
    frame["cooperation_type"] = pd.Categorical.from_codes(
        r.cooperation_type, COOPERATION_TYPES
    )
    return frame
