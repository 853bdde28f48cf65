"""Who decides what the programme money is spent on, and for whom? (谁来决定花钱)"""

import numpy as np
from numpy.typing import NDArray

from govsim.assumptions import Assumptions
from govsim.declare import month_step
from govsim.policy import Policy
from govsim.state import World

Floats = NDArray[np.float64]
STANDARD_PATTERN = np.array([0.12, 0.14, 0.20, 0.22, 0.18, 0.08, 0.06])
"""Departments' standard spending pattern by domain (assumption)."""
ENTITLEMENT = np.array([1.0, 1.0, 0.97, 0.85])
"""Access that department rules grant each access group (assumption: hukou rules)."""


def department_allocation(needs: Floats, adults: Floats, information: float) -> Floats:
    """Share of each domain in department money (部门专项), eq. 5.1, shape (domains,).

    Departments know the district's mean needs with weight `information` and follow the
    standard pattern for the rest; they do not know single communities.
    """
    district = (needs * adults[:, None]).sum(axis=0) / adults.sum()
    return information * district + (1.0 - information) * STANDARD_PATTERN


def presence(voices: Floats, half: float) -> Floats:
    """Weight of those who show up, eq. 5.2 (0–1); `voices` per 100 adults."""
    return voices / (voices + half)


def capture(strength: float, gini: Floats, seen: Floats, present: Floats) -> Floats:
    """Share of free money steered to the best-off tenth (精英俘获), eq. 5.3.

    Rises with inequality, falls with posted accounts and with residents present
    (after Bardhan & Mookherjee 2000; strength: assumption).
    """
    return np.clip(strength * gini * (1.0 - seen) * (1.0 - present), 0.0, 1.0)


def representation(voice: Floats, share: Floats, floor: float) -> Floats:
    """Access a group gets from money decided in meetings, eq. 5.4 (0–1).

    A group heard in proportion to its number gets full access, one that is not heard
    gets `floor`. `voice` and `share` have shape (communities, groups).
    """
    heard = np.divide(voice, share, out=np.ones_like(voice), where=share > 0)
    return floor + (1.0 - floor) * np.minimum(heard, 1.0)


def affordable_spending(held: Floats, hours: Floats, yuan_per_hour: float) -> Floats:
    """Money that can be spent with the hands there are, eq. 5.5 [yuan]."""
    return np.minimum(held, hours * yuan_per_hour)


@month_step(
    "5",
    "communities.spending",
    "communities.free_spending",
    "communities.captured",
    "communities.access",
    "committees.decided_yuan",
    "committees.delivered",
    "committees.exposed",
    "committees.diverted",
    "money",
)
def choose_spending(w: World, policy: Policy, a: Assumptions) -> None:
    """Departments, committee and residents allocate; money is spent as hands allow."""
    c, k, money = w.communities, w.committees, w.money
    from_above = department_allocation(c.needs, c.adults, a.department_information)
    if not w.shared:
        from_above = (
            a.department_information * c.needs
            + (1.0 - a.department_information) * STANDARD_PATTERN
        )
    present = presence(c.voices, a.voice_half)
    taken = capture(a.capture, c.gini, w.offers.accounts_posted, present)[:, None]
    known = 1.0 - np.exp(-k.organising / a.information_hours)
    known = (a.committee_information + (1.0 - a.committee_information) * known)[:, None]
    by_committee = known * c.needs + (1.0 - known) * from_above
    power = np.array([0.0, a.advice_weight, 1.0])[
        policy.congress_power.astype(np.int64)
    ]
    say = (power * present)[:, None]
    local = (1.0 - taken) * (say * c.voice_needs + (1.0 - say) * by_committee)
    local = local + taken * c.elite_needs
    right = policy.decision_rights[:, None]
    free = right * local + (1.0 - right) * from_above
    in_meeting = (1.0 - taken) * c.voice_needs + taken * c.elite_needs

    held = money.balance("committee") + money.balance("fund")
    can = affordable_spending(
        held, a.project_hours_share * w.hours.by_use("service"), a.yuan_per_hour
    )
    part = np.divide(can, held, out=np.zeros_like(can), where=held > 0)
    by_street = money.balance("street") * (1.0 - a.department_overhead)
    of_committee = part * money.balance("committee")
    of_fund = part * present * money.balance("fund")
    is_free = policy.discretionary_share
    above = by_street[:, None] * from_above
    books = 1.0 - a.community_overhead
    tied = (books * (1.0 - is_free) * of_committee)[:, None] * from_above
    own = (books * is_free * of_committee)[:, None] * free
    meeting = (books * of_fund)[:, None] * in_meeting
    _spend(w, above, tied + own, meeting, k.diversion)

    for account, amount in (("committee", of_committee), ("fund", of_fund)):
        money.move(account, "suppliers", a.community_overhead * amount, "bookkeeping")
    decided = books * policy.decision_rights * is_free * of_committee
    of_fund = books * of_fund
    c.free_spending = decided + of_fund
    c.captured = taken[:, 0] * c.free_spending
    c.spending = above + tied + own + meeting
    said = (decided * say[:, 0] + of_fund) * 12.0 / np.maximum(c.adults, 1.0)
    k.decided_yuan = k.decided_yuan + (said - k.decided_yuan) / 12.0
    k.delivered = k.delivered + (np.where(held > 0, part, 1.0) - k.delivered) / 12.0
    _open_doors(w, taken, a)


def _spend(
    w: World, above: Floats, own: Floats, meeting: Floats, stolen: Floats
) -> None:
    """Pay suppliers by domain; part of every yuan is diverted (eq. 10.1)."""
    k, money = w.committees, w.money
    offices = money.balance("street") - above.sum(axis=1)
    money.move("street", "department_offices", np.maximum(offices, 0.0), "overhead")
    k.exposed, k.diverted = np.zeros(w.size), np.zeros(w.size)
    for row, (account, amounts) in enumerate(
        (("street", above), ("committee", own), ("fund", meeting))
    ):
        total = amounts.sum(axis=1)
        lost = stolen[min(row, 1)] * total
        clean = amounts * (1.0 - stolen[min(row, 1)])[:, None]
        money.move_by_domain(account, "suppliers", clean, "services")
        money.move(account, "diverted", lost, "diversion")
        k.exposed += total
        k.diverted += lost


def _open_doors(w: World, taken: Floats, a: Assumptions) -> None:
    """Access of each group follows who decided on the money (eq. 5.6)."""
    c = w.communities
    total = c.spending.sum(axis=1)
    free = np.divide(c.free_spending, total, out=np.zeros_like(total), where=total > 0)
    heard = representation(c.voice, c.group_share, a.unheard_access)
    heard[:, 1:] *= 1.0 - taken
    target = free[:, None] * heard + (1.0 - free)[:, None] * ENTITLEMENT
    c.access = c.access + a.access_rate * (target - c.access)
