"""Which NGOs, contracts and property firms are there before the first month?"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from govsim.assumptions import Assumptions
from govsim.people import Profile
from govsim.randomness import Draws
from govsim.rules.tenders import usual_domain
from govsim.state import Partners
from govsim.vocabulary import NGO_KINDS

Columns = dict[str, NDArray[Any]]

NGO_PLACES, FIRM_PLACES = 8, 3  # most organisations of a kind in a community
OPENING_NGOS, OPENING_FIRMS = 2, 1  # active in the status quo [assumption]
LEARNT = 0.05  # of an opening NGO's capability, learnt since its founding [assumption]
NOTHING_YET = (
    "staff",
    "left",
    "contract_income",
    "public_income",
    "incubation",
    "reserves",
    "short",
)
"""Columns of organisations that open at 0."""


def opening_partners(
    profiles: Sequence[Profile], draws: Draws, a: Assumptions
) -> Partners:
    """Organisations with their contracts, and property firms."""
    return Partners(
        **_organisations(profiles, draws, a),
        **_contracts(len(profiles)),
        **_estates(profiles),
    )


def _organisations(
    profiles: Sequence[Profile], draws: Draws, a: Assumptions
) -> Columns:
    """NGOs and firms: a row for each place, those of a community together."""
    places = NGO_PLACES + FIRM_PLACES
    drawn = np.concatenate(
        [draws.at("partners", p.name).random((places, 4)) for p in profiles]
    )
    count = len(profiles) * places
    place = np.arange(count) % places
    is_ngo = place < NGO_PLACES
    nth = np.where(is_ngo, place, place - NGO_PLACES)
    active = nth < np.where(is_ngo, OPENING_NGOS, OPENING_FIRMS)
    capability = np.where(is_ngo, 0.45, 0.50) + 0.3 * (drawn[:, 0] - 0.5)
    own = np.where(is_ngo & active, a.own_income, 0.0)
    own = own * np.repeat([float(profile.adults) for profile in profiles], places)
    return {
        "home": np.repeat(np.arange(len(profiles)), places),
        "is_ngo": is_ngo,
        "active": active,
        "holders": active.astype(np.int64),
        "kind": np.where(is_ngo, NGO_KINDS.index("service"), -1),
        "domain": usual_domain(drawn[:, 2]),
        "age": np.where(active, 60.0, 0.0),
        "founders": capability - np.where(is_ngo, LEARNT, 0.0),
        "luck": drawn[:, 3],
        "capability": capability,
        "cost": 1.0 + 0.2 * (drawn[:, 1] - 0.5),
        "reputation": capability.copy(),
        "mission": np.full(count, 0.6),
        "members": np.where(is_ngo & active, a.ngo_members, 0.0),
        "tenure": np.full(count, 3.0),
        "own_income": own,
        "income": own.copy(),
        "dormant": np.zeros(count, dtype=np.bool_),
        **{name: np.zeros(count) for name in NOTHING_YET},
    }


def _contracts(size: int) -> Columns:
    """No contracts yet; each community's first is awarded in another month."""
    return {
        "contract_with": np.full(size, -1),
        "contract_price": np.ones(size),
        "contract_quality": np.full(size, 0.5),
        "contract_promise": np.full(size, 0.5),
        "contract_months": np.arange(size) % 12 + 1,
        "contract_length": np.full(size, 12),
        "contract_held": np.zeros(size, dtype=np.int64),
    }


def _estates(profiles: Sequence[Profile]) -> Columns:
    """Property firms where there is a fee; no owners' committee yet."""
    size = len(profiles)
    return {
        "firm_quality": np.full(size, 0.55),
        "firm_present": np.array([profile.property_fee > 0 for profile in profiles]),
        "firm_margin": np.full(size, 0.05),
        "firm_fined": np.zeros(size),
        "firm_leaving": np.zeros(size, dtype=np.bool_),
        "custodian": np.zeros(size, dtype=np.bool_),
        "owners_body": np.zeros(size, dtype=np.bool_),
        "owners_pressure": np.full(size, 0.1),
    }
