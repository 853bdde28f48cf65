"""Patterns of the residents' fund, of theft and of fees: B9, B15, B20 and B24."""

from itertools import pairwise

import numpy as np

from govsim.studies.patterns.places import Levers, Place
from govsim.studies.patterns.traces import WINDOW, Trace

FUND = "chengdu"
"""The preset with 350,000 yuan a year for a community of 6,500 adults."""

STEPS = (0, 1, 2, 4, 6)
FIRST, LAST = 25, 84
"""Months in which the fund is watched: the first two years are for getting used to it."""


def fund_projects(place: Place) -> dict[str, float]:
    """B9: the Chengdu preset: 54 yuan an adult and year, 350,000 in a community of 6,500.

    Months 25 to 84: projects a community and year, and what the fund paid for them.
    """
    run = place.run(FUND, months=LAST)
    months = LAST - FIRST + 1
    counted = months * run.mean("projects_count", FIRST, LAST)
    years = len(run.types) * months / 12.0
    size = used(run, FIRST, LAST) / counted if counted > 0 else np.nan
    return {"projects a year": counted / years, "yuan a project": size}


def used(run: Trace, first: int, last: int) -> float:
    """What was paid out of the fund in months first…last, but for what lapsed [yuan]."""
    return sum(
        float(amount.sum())
        for month, source, _, purpose, _, amount in run.entries
        if source == "fund" and purpose != "lapsed" and first <= month <= last
    )


def approval_steps(place: Place) -> dict[str, float]:
    """B15: the same fund with 0, 1, 2, 4 and 6 steps of approval; what is left lapses.

    Months 25 to 84: paid out of the fund over paid into it, so that only what is used
    within the fiscal year counts; difference from each number of steps to the next.
    """
    shares = []
    for steps in STEPS:
        levers: Levers = {"fund_rules": float(steps), "finance_rights": 0.0}
        run = place.run(FUND, levers, months=LAST)
        granted = run.paid("residents' fund", FIRST, LAST)
        shares.append(used(run, FIRST, LAST) / granted if granted > 0 else np.nan)
    return {
        f"{more} steps minus {fewer}": shares[row + 1] - shares[row]
        for row, (fewer, more) in enumerate(pairwise(STEPS))
    }


def project_theft(run: Trace) -> float:
    """Share diverted of money spent in the community, mean of the last 24 months."""
    return float(run.noted["project theft"][-WINDOW:].mean())


def property_fees(place: Place) -> dict[str, float]:
    """B20: homes that pay the property fee, last 24 months.

    Ordinary estates: the status quo. Above 0.90 only with enforcement or satisfaction:
    with nobody pursued, the best-paying estate whose owners are not highly satisfied
    (firm's service below 0.7) stays below 0.90; reported is what full enforcement brings.
    """
    run = place.run()
    free = place.run(levers={"enforcement": 0.0})
    strict = place.run(levers={"enforcement": 1.0})
    estates = range(len(free.types))
    rates = [
        free.mean("fee_collection_rate", place=p)
        for p in estates
        if free.partners.firm_quality[p] < 0.7
    ]
    known = [rate for rate in rates if not np.isnan(rate)]
    return {
        "ordinary estates": run.mean("fee_collection_rate"),
        "0.90 minus the best estate, nobody pursued": 0.9 - max(known, default=np.nan),
        "full enforcement": strict.mean("fee_collection_rate"),
    }


def audits(place: Place) -> dict[str, float]:
    """B24: audits of programme money with probability 0.04 against 1 a task and month.

    Status quo, last 24 of 120 months in the same world. Project money is what is spent in
    the community (the channel `community`); its diverted share in percentage points, and
    for comparison that of all programme money. Change of service quality and of
    satisfaction over the standard deviation across residents, of the quality they meet
    and of their satisfaction, in the last month under 0.04.
    """
    low = place.run(levers={"audit_probability": 0.04})
    high = place.run(levers={"audit_probability": 1.0})

    def moved(outcome: str) -> float:
        return high.mean(outcome) - low.mean(outcome)

    def spread(column: str) -> float:
        return float(low.people[column].astype(np.float64).std(ddof=1))

    return {
        "fall of diverted share of project money": 100.0
        * (project_theft(low) - project_theft(high)),
        "the same of all programme money": -100.0 * moved("diversion_share"),
        "service quality": moved("service_quality") / spread("service"),
        "satisfaction": moved("satisfaction") / spread("satisfaction"),
    }
