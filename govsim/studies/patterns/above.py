"""Patterns of how those above reply: B13, B14, B16 and B17."""

from itertools import pairwise

import numpy as np

from govsim.rules.replies import reply_rate
from govsim.scenarios import Shock
from govsim.studies.patterns.places import Levers, NotMeasured, Place, need_shock
from govsim.studies.patterns.traces import Trace

AUTONOMY: Levers = {
    "election_rule": "direct",
    "command_intensity": 0.2,
    "assessment_weight_residents": 0.8,
    "supervision_rights": 0.8,
}
"""Whom the committee answers to, as in the preset `self-governing`; no lever of money."""

GROWTH = 0.05
"""Growth of public money a year in B14 (assumption: a fast but usual decade)."""

PRESSURES = (0.0, 0.5, 1.0)


def support(place: Place) -> dict[str, float]:
    """B13: the committee answers to residents instead of the street.

    Change of discretionary support from above against the same world without autonomy,
    last 24 of 120 months, in per cent: with no money tied to tasks, and with all of what
    moves tied to them.
    """

    def change(tied: float) -> float:
        money: Levers = {"money_follows_task": tied, "transfer_mode": "money_only"}
        with_it = place.run(levers={**AUTONOMY, **money})
        without = place.run(levers=money)
        return 100.0 * (noted(with_it) / noted(without) - 1.0)

    return {"money not tied": change(0.0), "money tied to tasks": change(1.0)}


def noted(run: Trace, name: str = "committees.support") -> float:
    """Mean of a noted column over communities and the last 24 months."""
    if name not in run.noted:
        raise NotMeasured(f"the model has no column {name}")
    return float(run.noted[name][-24:].mean())


def capacity(place: Place) -> dict[str, float]:
    """B14: under self-governing the public money grows by 5 % a year, or not.

    Change of autonomy in fact over the growth of the log of the money, last 24 of 120
    months; once with clear duties (legal_clarity 1) and once with unclear ones (0.3, as
    in the status quo).
    """
    need_shock("budget-trend")
    trend = Shock(month=1, kind="budget-trend", size=GROWTH, months=120)
    grown = np.log1p(GROWTH) * (120 - 12) / 12.0

    def slope(clear: float) -> float:
        levers = {"legal_clarity": clear}
        rich = place.run("self-governing", levers, shocks=[trend])
        same = place.run("self-governing", levers)
        return float(
            (rich.mean("autonomy_index") - same.mean("autonomy_index")) / grown
        )

    open_, protected = slope(0.3), slope(1.0)
    return {"slope": open_, "protected minus open": protected - open_}


def replies(place: Place) -> dict[str, float]:
    """B16: complaints answered where nobody ranks the committee, last 24 months.

    A threat to go higher: the probability that one more complaint is answered if the
    street would hear of it, as it would under full ranking, less that probability
    without; the committee's hours and hold as they are (eq. 8.1).
    """
    run = place.run(levers={"ranking_pressure": 0.0})
    k, a = run.committees, place.numbers
    base = np.clip(k.reply_rate, 0.0, 1.0 - 1e-9)
    worked = np.log1p(-base) / np.log1p(-a.reply_base)
    heard = 1.0 + a.ranking_priority * a.ranking_pull * k.hold
    threatened = reply_rate(worked * heard, a.reply_base)
    return {
        "answered without ranking": run.mean("response_rate"),
        "added by a threat": 100.0 * float((threatened - base).mean()),
    }


def gaming(place: Place) -> dict[str, float]:
    """B17: status quo with ranking pressure 0, 0.5 and 1; last 24 of 120 months.

    Complaints resolved as reported less truly: the gap under full pressure, and each step.
    """
    gaps = []
    for pressure in PRESSURES:
        run = place.run(levers={"ranking_pressure": pressure})
        gaps.append(run.mean("resolution_reported") - run.mean("resolution_true"))
    steps = {
        f"gap at {high:g} minus at {low:g}": gaps[row + 1] - gaps[row]
        for row, (low, high) in enumerate(pairwise(PRESSURES))
    }
    return {"gap under full pressure": gaps[-1], **steps}
