"""From which drawn people are those of a community chosen, if only its totals are known?"""

from dataclasses import replace

import numpy as np

from govsim.assumptions import assumptions
from govsim.people import Profile
from govsim.scenarios.scenario import PeopleTable
from govsim.vocabulary import TENURES
from govsim.world.residents import draw_homes

LEAST, MOST = 12_000, 60_000
TIMES = 8
"""People drawn for each that is needed, between the least and the most."""


def pool_of(profile: Profile) -> PeopleTable:
    """People drawn as the model draws a community like this one, the same every time.

    Ages are cut to tenths of a year and incomes to yuan, so that files stay short.
    """
    size = int(np.clip(TIMES * profile.adults, LEAST, MOST))
    people, head = draw_homes(replace(profile, adults=size), assumptions())
    return {
        "household": tuple(head.tolist()),
        "age": tuple((np.floor(people["age"] * 10.0) / 10.0).tolist()),
        "tenure": tuple(TENURES[code] for code in people["tenure"]),
        "woman": tuple(people["woman"].astype(int).tolist()),
        "education": tuple(people["education"].tolist()),
        "income": tuple(np.round(people["income"]).tolist()),
        "party": tuple(people["party"].astype(int).tolist()),
        "state_sector": tuple(people["state_sector"].astype(int).tolist()),
    }
