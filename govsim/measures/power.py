"""How much power does the community have, does it fit its duties, who sits in it?"""

import numpy as np

from govsim.arithmetic import between
from govsim.columns import Floats
from govsim.measures.parts import Measure, committee_mean, of_place, over, spent
from govsim.state import World


def power_in_fact(w: World) -> Floats:
    """Money held locally, decided locally, and hands for it, eq. 19.2 (0–1).

    The geometric mean of the share of programme money locally decided and the share of
    the committee's service load its hours cover.
    """
    c, k, all_money = w.communities, w.committees, spent(w)
    decided = np.divide(
        c.free_spending, all_money, out=np.zeros(w.size), where=all_money > 0
    )
    hands = np.divide(
        w.hours.by_use("service"),
        k.service_load,
        out=np.ones(w.size),
        where=k.service_load > 0,
    )
    return np.sqrt(between(decided, 0.0, 1.0) * between(hands, 0.0, 1.0))


MEASURES: dict[str, Measure] = {
    "autonomy_index": of_place(lambda w: 1.0 - w.committees.hold),
    "autonomy_gap": of_place(lambda w: w.committees.hold - w.committees.law_hold),
    "power_responsibility_match": of_place(
        lambda w: 1.0 - np.abs(w.committees.duty - power_in_fact(w))
    ),
    "capture_index": over(
        lambda w: w.communities.captured, lambda w: w.communities.free_spending
    ),
    "seats_uncontested_share": committee_mean("uncontested", per="seats"),
    "seats_vacant_share": committee_mean("vacant", per="seats"),
}
