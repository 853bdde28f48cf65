"""Who decides what the programme money is spent on, and for whom? (谁来决定花钱)"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from govsim.assumptions import Assumptions
from govsim.declare import month_step
from govsim.policy import Policy
from govsim.state import World

Floats = NDArray[np.float64]
STANDARD_PATTERN = np.array([0.12, 0.14, 0.20, 0.22, 0.18, 0.08, 0.06])
"""Departments' standard spending pattern by domain (assumption)."""
ENTITLEMENT = np.array([1.0, 1.0, 0.97])
"""Access that department rules grant the best-off, owners and local renters."""


def department_allocation(
    needs: Floats, adults: Floats, information: float, shared: bool
) -> Floats:
    """Share of each domain in department money (部门专项), eq. 5.1.

    Departments know mean needs with weight `information` and follow the standard
    pattern for the rest. Where pools are `shared` they know the district's mean needs
    and no single community's. Shape (communities, domains).
    """
    known = needs
    if shared:
        district = (needs * adults[:, None]).sum(axis=0) / adults.sum()
        known = np.broadcast_to(district, needs.shape)
    return information * known + (1.0 - information) * STANDARD_PATTERN


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


def affordable_part(held: Floats, hours: Floats, yuan_per_hour: float) -> Floats:
    """Share of the money held that the hands there are can spend, eq. 5.5 (1 if none)."""
    can = np.minimum(held, hours * yuan_per_hour)
    return np.divide(can, held, out=np.ones_like(held), where=held > 0)


def mixed(one: Floats, other: Floats, weight: Floats) -> Floats:
    """`weight` of one allocation and the rest of another, row by row."""
    return weight[:, None] * one + (1.0 - weight)[:, None] * other


def by_domain(amount: Floats, shares: Floats) -> Floats:
    """An amount per community split by domain [yuan]."""
    return amount[:, None] * shares


@dataclass(frozen=True, slots=True)
class Shares:
    """How each pot is split by domain, (communities, domains), and whose say it was."""

    above: Floats
    free: Floats
    meeting: Floats
    taken: Floats  # (communities,) share steered to the best-off
    say: Floats  # (communities,) residents' weight in the community's decisions
    present: Floats  # (communities,) weight of those who show up


def _shares(w: World, policy: Policy, a: Assumptions) -> Shares:
    """Split of department money, the community's free money and the residents' fund."""
    c, k = w.communities, w.committees
    above = department_allocation(c.needs, c.adults, a.department_information, w.shared)
    present = presence(c.voices, a.voice_half)
    taken = capture(a.capture, c.gini, w.offers.accounts_posted, present)
    contact = 1.0 - np.exp(-k.organising / a.information_hours)
    known = a.committee_information + (1.0 - a.committee_information) * contact
    by_committee = mixed(c.needs, above, known)
    power = np.array([0.0, a.advice_weight, 1.0])[
        policy.congress_power.astype(np.int64)
    ]
    say = power * present
    local = mixed(c.elite_needs, mixed(c.voice_needs, by_committee, say), taken)
    return Shares(
        above=above,
        free=mixed(local, above, policy.decision_rights),
        meeting=mixed(c.elite_needs, c.voice_needs, taken),
        taken=taken,
        say=say,
        present=present,
    )


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
    shares = _shares(w, policy, a)
    account, fund = w.money.balance("committee"), w.money.balance("fund")
    hands = a.project_hours_share * w.hours.by_use("service")
    part = affordable_part(account + fund, hands, a.yuan_per_hour)
    net = 1.0 - a.community_overhead
    of_account, of_fund = part * account, part * shares.present * fund
    w.money.move("committee", "suppliers", of_account * (1.0 - net), "bookkeeping")
    w.money.move("fund", "suppliers", of_fund * (1.0 - net), "bookkeeping")
    free = policy.discretionary_share * net * of_account
    tied = net * of_account - free
    pots = {
        "street": by_domain(
            (1.0 - a.department_overhead) * w.money.balance("street"), shares.above
        ),
        "committee": by_domain(tied, shares.above) + by_domain(free, shares.free),
        "fund": by_domain(net * of_fund, shares.meeting),
    }
    _spend(w, pots)
    _remember(w, policy.decision_rights * free, net * of_fund, shares, part)
    _open_doors(w, shares.taken[:, None], a)


def _spend(w: World, pots: dict[str, Floats]) -> None:
    """Pay suppliers by domain; part of every yuan is diverted (eq. 10.1)."""
    k, money = w.committees, w.money
    offices = np.maximum(money.balance("street") - pots["street"].sum(axis=1), 0.0)
    money.move("street", "department_offices", offices, "overhead")
    k.exposed, k.diverted = np.zeros(w.size), np.zeros(w.size)
    for account, amounts in pots.items():
        stolen = k.diversion[0 if account == "street" else 1]
        total = amounts.sum(axis=1)
        clean = amounts * (1.0 - stolen)[:, None]
        money.move_by_domain(account, "suppliers", clean, "services")
        money.move(account, "diverted", stolen * total, "diversion")
        k.exposed += total
        k.diverted += stolen * total
    w.communities.spending = sum(pots.values(), start=np.zeros_like(pots["street"]))


def _remember(
    w: World, decided: Floats, meeting: Floats, shares: Shares, part: Floats
) -> None:
    """What was decided in the community, by whom, and how much of it was done."""
    c, k = w.communities, w.committees
    c.free_spending = decided + meeting
    c.captured = shares.taken * c.free_spending
    said = (decided * shares.say + meeting) * 12.0 / np.maximum(c.adults, 1.0)
    k.decided_yuan = k.decided_yuan + (said - k.decided_yuan) / 12.0
    k.delivered = k.delivered + (part - k.delivered) / 12.0


def _open_doors(w: World, taken: Floats, a: Assumptions) -> None:
    """Access of each group follows who decided on the money (eq. 5.6)."""
    c = w.communities
    total = c.spending.sum(axis=1)
    free = np.divide(c.free_spending, total, out=np.zeros_like(total), where=total > 0)
    heard = representation(c.voice, c.group_share, a.unheard_access)
    heard[:, 1:] *= 1.0 - taken
    entitled = np.append(ENTITLEMENT, a.migrant_entitlement)  # 户籍
    target = free[:, None] * heard + (1.0 - free)[:, None] * entitled
    c.access = c.access + a.access_rate * (target - c.access)
