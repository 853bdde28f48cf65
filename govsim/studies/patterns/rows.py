"""Which protocol measures which row?"""

from collections.abc import Callable

from govsim.studies.patterns import above, money, partners, taking_part, voting, work
from govsim.studies.patterns.places import Place

PROTOCOLS: dict[str, Callable[[Place], dict[str, float]]] = {
    "B1": work.upward_share,
    "B2": work.list_cut,
    "B3": voting.turnout,
    "B4": voting.by_age,
    "B5": voting.party_gap,
    "B6": voting.by_estate,
    "B7": partners.worse_firm,
    "B8": taking_part.advisory,
    "B9": money.fund_projects,
    "B10": taking_part.migrants,
    "B11": taking_part.hierarchical_trust,
    "B12": voting.contested,
    "B13": above.support,
    "B14": above.capacity,
    "B15": money.approval_steps,
    "B16": above.replies,
    "B17": above.gaming,
    "B18": partners.ngo_staff,
    "B19": partners.more_purchase,
    "B20": money.property_fees,
    "B21": voting.supply_of_candidates,
    "B22": taking_part.concentration,
    "B23": voting.known_head,
    "B24": money.audits,
    "B25": taking_part.bundle,
    "B26": work.opening_scale,
}
"""One world in, one number a part out; each docstring says its protocol in words."""
