"""Who wins a service contract, at what price, and how well do they work? (政府购买服务)"""

import numpy as np
from numpy.typing import NDArray

from govsim.assumptions import Assumptions
from govsim.declare import month_step
from govsim.policy import Policy
from govsim.state import Partners, World

Floats = NDArray[np.float64]
CONTRACT_DOMAINS = np.array([0.25, 0.25, 0.0, 0.0, 0.0, 0.30, 0.20])
"""What contracts are for, by domain (assumption after Guangzhou's family centres)."""


def bids(cost: Floats, draws: Floats, spread: float) -> Floats:
    """Each bidder's cost of this contract, eq. 6.1 (1 = the usual cost)."""
    return cost * (1.0 + spread * (2.0 * draws - 1.0))


def price_paid(costs: Floats, reserve: float) -> float:
    """Second-lowest cost, or the reserve price with one bidder, eq. 6.2.

    With uniform costs of spread w the expected price of n bidders is
    1 + w (4 / (n + 1) − 1): beyond seven, one more saves 2 % or less.
    """
    if costs.size == 0:
        return 0.0
    if costs.size == 1:
        return reserve
    return float(min(np.partition(costs, 1)[1], reserve))


def winner(costs: Floats, reputation: Floats, quality_weight: float) -> int:
    """Place of the bidder with the best score of price and reputation, eq. 6.3."""
    score = (1.0 - quality_weight) * (1.0 - costs) + quality_weight * reputation
    return int(np.argmax(score))


def contract_quality(
    capability: float,
    price: float,
    is_ngo: bool,
    monitored: float,
    corner: float,
    contractible: float,
) -> float:
    """Quality delivered, eq. 6.4 (0–1; Hart, Shleifer & Vishny 1997).

    Savings come partly from quality nobody can verify; firms cut it, NGOs half as much,
    and monitoring hours hold it up.
    """
    saving = max(1.0 - price, 0.0)
    motive = 0.5 if is_ngo else 1.0
    cut = corner * (1.0 - contractible) * saving * motive * (1.0 - monitored)
    return float(np.clip(capability - cut, 0.0, 1.0))


@month_step(
    "6",
    "partners.contract_with",
    "partners.contract_price",
    "partners.contract_quality",
    "partners.contract_months",
    "partners.reputation",
    "partners.public_income",
    "partners.income",
    "communities.spending",
    "communities.contracted",
    "committees.exposed",
    "committees.diverted",
    "money",
)
def let_contracts(w: World, policy: Policy, a: Assumptions) -> None:
    """Contracts that have run out are tendered again; running ones are paid."""
    p, k = w.partners, w.committees
    p.contract_months = p.contract_months - 1
    for place in np.flatnonzero(p.contract_months <= 0):
        _tender(w, int(place), policy, a)
    held = w.money.balance("purchase")
    paid = np.where(p.contract_with >= 0, held, 0.0)
    lost = k.diversion[2] * paid
    w.money.move("purchase", "ngo", paid - lost, "contract")
    w.money.move("purchase", "diverted", lost, "diversion")
    by_domain = (paid - lost)[:, None] * CONTRACT_DOMAINS
    w.money.move_by_domain("ngo", "suppliers", by_domain, "services")
    w.communities.contracted = paid[:, None] * CONTRACT_DOMAINS
    w.communities.spending = w.communities.spending + w.communities.contracted
    k.exposed = k.exposed + paid
    k.diverted = k.diverted + lost
    _learn(p, paid, a)


def _tender(w: World, place: int, policy: Policy, a: Assumptions) -> None:
    """One community's tender among those able and let in."""
    p = w.partners
    drawn = w.draws.at("tender", w.names[place]).random((p.home.size, 2))
    able = (p.home == place) | w.shared
    let_in = able & (drawn[:, 0] < policy.tender_competition[place])
    rows = np.flatnonzero(let_in)
    if rows.size == 0 or w.money.balance("purchase")[place] <= 0:
        p.contract_with[place], p.contract_months[place] = -1, 1
        return
    costs = bids(p.cost[rows], drawn[rows, 1], a.bid_spread)
    best = winner(costs, p.reputation[rows], float(policy.quality_weight[place]))
    price = price_paid(costs, a.reserve_price)
    row = int(rows[best])
    k = w.committees
    watched = min(k.compliance[place] * k.effort[place], 1.0) * a.contract_monitoring
    p.contract_with[place] = row
    p.contract_price[place] = max(price, float(costs[best]))
    p.contract_quality[place] = contract_quality(
        float(p.capability[row]),
        price,
        bool(p.is_ngo[row]),
        float(watched),
        a.corner_cutting,
        a.contractible,
    )
    p.contract_months[place] = int(a.contract_months)


def _learn(p: Partners, paid: Floats, a: Assumptions) -> None:
    """Reputation follows delivered quality; income is remembered for a year."""
    running = np.flatnonzero(p.contract_with >= 0)
    income = np.zeros(p.home.size)
    np.add.at(income, p.contract_with[running], paid[running])
    p.public_income = p.public_income + (12.0 * income - p.public_income) / 12.0
    own = a.own_income * p.is_ngo
    p.income = p.income + (12.0 * income + own - p.income) / 12.0
    for place in running:
        row = p.contract_with[place]
        gap = p.contract_quality[place] - p.reputation[row]
        p.reputation[row] += a.reputation_rate * gap
