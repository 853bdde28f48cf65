"""Which bands of money does the page draw, and which accounts stand behind them?

So many accounts are too many for a picture. The page draws public money: from the
treasury over the street and three local purses to where it ends up. Residents' gifts
and property fees are private money; they stay in the table.
"""

from collections import defaultdict
from typing import Any

PURSES = ("committee", "fund", "purchase")
ENDS = ("services", "wages", "running", "offices", "diverted", "returned")
NODES = ("treasury", "street", *PURSES, *ENDS)

RUNNING = (
    "operating costs",
    "bookkeeping",
    "online platform",
    "one-stop counter",
    "shared data",
)
"""What is paid to suppliers but is no service."""


def ending(source: str, destination: str, purpose: str) -> str | None:
    """Where a payment out of a public purse ends up in the picture."""
    if destination == "suppliers":
        return "running" if purpose in RUNNING else "services"
    return {
        "ngo": "services",  # they spend it on services, less what they keep
        "chest": "services",  # matched gifts: residents' mutual help
        "property_firm": "services",  # an abandoned estate is looked after
        "businesses": "returned",  # sponsors' rebate, a tax given back
        "workers": "wages",
        "households": "wages",  # volunteers' pay
        "department_offices": "offices",
        "diverted": "diverted",
        "treasury": "returned",
    }.get(destination)


def bands(flows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Bands [yuan per adult and year] between the picture's nodes."""
    summed: dict[tuple[str, str], float] = defaultdict(float)
    for flow in flows:
        source, to = flow["source"], flow["destination"]
        if source == "treasury" or (source == "street" and to in PURSES):
            ends: str | None = to
        elif source == "street" or source in PURSES:
            ends = ending(source, to, flow["purpose"])
        else:
            continue
        if ends in NODES:
            summed[source, str(ends)] += flow["yuan"]
    return [
        {"source": source, "target": target, "yuan": yuan}
        for (source, target), yuan in summed.items()
    ]
