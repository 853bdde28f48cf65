"""Patterns of firms and NGOs: B7, B18 and B19."""

from govsim.columns import Floats
from govsim.state import World
from govsim.studies.patterns.places import Levers, NotMeasured, Place
from govsim.studies.patterns.traces import Trace

TREBLED: Levers = {"purchase_budget_yuan": 48.0}
"""Three times the status quo's 16 yuan an adult and year."""

CHANGE, YEARS = 25, 3
OWNERS: Levers = {"owners_committee": 1.0, "owners_committee_support": 1.0}


def worse_firm(place: Place) -> dict[str, float]:
    """B7: the property firm's service is halved at the start, against the same world.

    An owners' committee in every estate. Owners' voting at the next owners' meeting (the
    first year) and homes that pay the fee in the first six months.
    """
    bad = place.run(levers=OWNERS, months=12, disturb=halve_service)
    good = place.run(levers=OWNERS, months=12)

    def moved(outcome: str, first: int, last: int) -> float:
        return bad.mean(outcome, first, last) - good.mean(outcome, first, last)

    return {
        "owners' voting": moved("owners_vote_rate", 12, 12),
        "fee payment": moved("fee_collection_rate", 1, 6),
    }


def halve_service(w: World) -> None:
    """The firm does half of what it did."""
    w.partners.firm_quality = 0.5 * w.partners.firm_quality
    w.offers.firm_service = 0.5 * w.offers.firm_service


def ngo_staff(place: Place) -> dict[str, float]:
    """B18: purchase budgets treble in month 25; the three years from then on.

    NGO staff who left over the mean number, a year; years in post of those there, mean
    of the months.
    """
    run = _trebled(place)
    first, last = CHANGE - 1, CHANGE - 1 + 12 * YEARS
    left, staff, years = (
        needed(run, f"ngo {what}")[first:last] for what in ("left", "staff", "years")
    )
    return {
        "staff leaving a year": float(left.sum() / YEARS / staff.mean()),
        "years in post": float((years / staff).mean()),
    }


def more_purchase(place: Place) -> dict[str, float]:
    """B19: the same budgets; number of NGOs and share of dormant ones.

    Last 24 of 120 months: NGOs over those of the same world without the change, less 1,
    and NGOs that neither hold a contract nor have members to speak of.
    """
    run, before = _trebled(place), place.run()
    return {
        "growth of the number of NGOs": run.mean("ngo_count") / before.mean("ngo_count")
        - 1.0,
        "dormant share": run.mean("ngo_dormant_share"),
    }


def _trebled(place: Place) -> Trace:
    return place.run(changes=[(CHANGE, TREBLED)])


def needed(run: Trace, name: str) -> Floats:
    """A noted series, or a sentence that the model does not have it."""
    if name not in run.noted:
        raise NotMeasured(f"the model does not have {name}")
    return run.noted[name]
