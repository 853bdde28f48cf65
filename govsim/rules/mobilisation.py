"""What can residents take part in this month, and who asks them? (组织动员)"""

import numpy as np
from numpy.typing import NDArray

from govsim.assumptions import Assumptions
from govsim.declare import month_step
from govsim.policy import Policy
from govsim.state import World

Floats = NDArray[np.float64]


def saturating(hours: Floats, half: float) -> Floats:
    """1 − 2^(−hours / half): half of what could be reached at `half` hours, eq. 9.1."""
    return 1.0 - np.exp2(-hours / half)


def campaign_hours(upward: Floats, adults: Floats, share: float) -> Floats:
    """Hours per adult in which upward work itself asks residents to join in, eq. 9.3.

    Campaigns ordered from above (volunteers for inspections, roving ballot boxes) reach
    residents too: administration mobilises, though not for deciding.
    """
    return share * upward / np.maximum(adults, 1.0)


@month_step(
    "9",
    "offers.contacts",
    "offers.meetings",
    "offers.online",
    "offers.seen",
    "offers.volunteer_pay",
    "offers.volunteer_work",
    "offers.appeals",
    "offers.decided_yuan",
    "money",
)
def convene(w: World, policy: Policy, a: Assumptions) -> None:
    """Organising hours become visits, meetings and organised work (eq. 9.2)."""
    k, o, adults = w.committees, w.offers, w.communities.adults
    campaigns = campaign_hours(w.hours.by_use("upward"), adults, a.campaign_share)
    o.contacts = a.contacts_per_hour * (k.organising + campaigns)
    o.meetings = saturating(k.organising, a.meeting_half)
    o.seen = policy.recognition * saturating(k.organising, a.meeting_half)
    ngo = a.ngo_organising * (w.partners.contract_with >= 0)
    o.volunteer_work = saturating(k.organising + campaigns + ngo, a.meeting_half)
    o.appeals = a.appeal_share * o.contacts
    o.decided_yuan = k.decided_yuan.copy()
    cost = a.platform_yuan / 12.0 * policy.platform_quality * adults
    held = w.money.balance("committee")
    paid = np.minimum(cost, held)
    w.money.move("committee", "suppliers", paid, "online platform")
    working = np.divide(paid, cost, out=np.zeros_like(cost), where=cost > 0)
    o.online = policy.platform_quality * working
    wanted = policy.payment_to_volunteers * w.hours.now[:, 3].sum(axis=1)
    pays = wanted <= w.money.balance("committee")
    w.money.move(
        "committee", "households", np.where(pays, wanted, 0.0), "volunteers' pay"
    )
    o.volunteer_pay = np.where(pays, policy.payment_to_volunteers, 0.0)
