"""Who wins a service contract, at what price, and how well do they work? (政府购买服务)"""

import numpy as np

from govsim.assumptions import Assumptions
from govsim.columns import Flags, Floats, Rows
from govsim.declare import month_step
from govsim.policy import Policy
from govsim.rules.mobilisation import claims_met
from govsim.rules.ngos import posts_paid
from govsim.state import World
from govsim.vocabulary import CLAIMS

MONITORING = CLAIMS.index("monitoring")
CONTRACT_DOMAINS = np.array([0.25, 0.25, 0.0, 0.0, 0.0, 0.30, 0.20])
"""What contracts are for, by domain (assumption after Guangzhou's family centres)."""
BIDDERS = np.array([True, False, False, True, True])
"""Kinds of NGO that bid: residents' groups and advocates do not."""
FEW = 3
"""Bidders below which a saving once made wears off (Bel, Fageda & Warner 2010)."""


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


def winner(
    costs: Floats,
    reputation: Floats,
    quality_weight: float,
    bonus: float | Floats = 0.0,
) -> int:
    """Place of the bidder with the best score of price and reputation, eq. 6.3.

    The sitting contractor has a `bonus`: it knows the place.
    """
    score = (1.0 - quality_weight) * (1.0 - costs) + quality_weight * reputation
    return int(np.argmax(score + bonus))


def contract_quality(
    capability: float | Floats,
    price: float | Floats,
    is_ngo: bool | Flags,
    monitored: float | Floats,
    corner: float | Floats,
    contractible: float,
) -> Floats:
    """Quality delivered, eq. 6.4 (0–1; Hart, Shleifer & Vishny 1997).

    Savings come partly from quality nobody can verify; firms cut it, NGOs half as much,
    and monitoring hours hold it up.
    """
    saving = np.maximum(1.0 - np.asarray(price), 0.0)
    motive = np.where(is_ngo, 0.5, 1.0)
    cut = (
        corner * (1.0 - contractible) * saving * motive * (1.0 - np.asarray(monitored))
    )
    return np.minimum(np.maximum(capability - cut, 0.0), 1.0)


def price_renewed(price: float, years: float, rivals: int, erosion: float) -> float:
    """Price of a contract renewed without rivals, eq. 6.5.

    What was saved against the usual price wears off by `erosion` a year while the same
    contractor meets fewer than FEW bidders.
    """
    if rivals >= FEW:
        return price
    return price + max(1.0 - price, 0.0) * float(-np.expm1(-erosion * years))


def fitting(
    capability: Floats, mission: Floats, match: Floats, misfit: float
) -> Floats:
    """Capability for what contracts ask, eq. 6.6 (0–1).

    An NGO true to its own field (`mission`) loses up to `misfit` where contracts ask for
    another (`match` 0–1); one that has drifted to funded work fits it.
    """
    return capability * (1.0 - misfit * mission * (1.0 - match))


def slackened(quality: Floats, months: Floats, watched: Floats, rate: float) -> Floats:
    """Quality some months after the last tender, eq. 6.7 (0–1).

    Nobody hungry for the next contract, less effort where nobody watches.
    """
    return (quality - rate * months * (1.0 - watched)).clip(0.0, 1.0)


def failed_share(quality: Floats, promise: Floats, tolerated: float) -> Floats:
    """Share of what was promised that is not delivered, eq. 6.8 (0–1).

    A shortfall up to `tolerated` is usual and nobody minds it.
    """
    kept = np.divide(quality, promise, out=np.ones(quality.shape), where=promise > 0)
    return ((1.0 - kept - tolerated) / (1.0 - tolerated)).clip(0.0, 1.0)


def asked_for(needs: Floats, bridged: Floats) -> Floats:
    """What contracts ask for by domain, eq. 6.9 (community, domain; adds up to 1).

    The usual pattern, and as far as NGOs carry needs upward (`bridged`, 0–1) the needs.
    """
    part = bridged[:, None]
    return (1.0 - part) * CONTRACT_DOMAINS + part * needs


def taken_over(staff: Floats, tenure: Floats, moved: float) -> tuple[Floats, Floats]:
    """Staff and years in post of the old and the new contractor, eq. 6.11, both (2,).

    `moved` people stay in the posts the contract names and take their years along.
    """
    moved = min(moved, float(staff[0]))
    after = staff + moved * np.array([-1.0, 1.0])
    served = staff[1] * tenure[1] + moved * tenure[0]
    years = served / after[1] if after[1] > 0 else 0.0
    return after, np.array([tenure[0], years])


def usual_domain(draw: float | Floats) -> Rows:
    """Field of an NGO, drawn as contracts are spread (a row of DOMAINS)."""
    return np.searchsorted(np.cumsum(CONTRACT_DOMAINS)[:-1], draw, side="right")


@month_step("6", "committees.claims")
def set_aside(w: World, a: Assumptions) -> None:
    """Running contracts, tenders due and dealing with NGOs claim committee hours (eq. 6.10)."""
    p, k = w.partners, w.committees
    watching = a.monitoring_hours * w.communities.contracted.sum(axis=1) / 1000.0
    due = (p.contract_months <= 1) & (w.communities.purchase_offer > 0)
    ngos = np.bincount(p.home, p.active & p.is_ngo, w.size)
    claims = k.claims.copy()
    claims[MONITORING] = watching + a.tender_hours * due + a.liaison_hours * ngos
    k.claims = claims


@month_step(
    "6",
    "partners.contract_with",
    "partners.contract_price",
    "partners.contract_quality",
    "partners.contract_promise",
    "partners.contract_months",
    "partners.contract_length",
    "partners.contract_held",
    "partners.reputation",
    "partners.contract_income",
    "partners.staff",
    "partners.tenure",
    "communities.spending",
    "communities.contracted",
    "communities.contract_failure",
    "committees.exposed",
    "committees.diverted",
    "money",
)
def let_contracts(w: World, policy: Policy, a: Assumptions) -> None:
    """Contracts that have run out are tendered again; running ones are worked and paid."""
    p, k = w.partners, w.committees
    p.contract_months = p.contract_months - 1
    p.contract_held = p.contract_held + 1
    for place in (p.contract_months <= 0).nonzero()[0].tolist():
        _tender(w, place, policy, a)
    pattern = asked_for(w.communities.needs, w.communities.ngo_bridge)
    _work(w, pattern, a)
    held = w.money.balance("purchase")
    paid = np.where(p.contract_with >= 0, held, 0.0)
    lost = k.diversion[2] * paid
    w.money.move("purchase", "ngo", paid - lost, "contract")
    w.money.move("purchase", "diverted", lost, "diversion")
    bought = (paid - lost)[:, None] * pattern
    w.money.move_by_domain("ngo", "suppliers", bought, "services")
    w.communities.contracted = paid[:, None] * pattern
    w.communities.spending = w.communities.spending + w.communities.contracted
    k.exposed = k.exposed + paid
    k.diverted = k.diverted + lost
    _learn(w, paid, a)


def _tender(w: World, place: int, policy: Policy, a: Assumptions) -> None:
    """One community's tender among those able and let in; penalties keep firms away."""
    p = w.partners
    if w.money.balance("purchase")[place] <= 0:
        p.contract_with[place], p.contract_months[place] = -1, 1
        return
    drawn = w.draws.at("tender", w.names[place]).random((p.home.size, 2))
    shy = np.where(p.is_ngo, 0.0, a.firm_shy * policy.firm_penalty[place])
    able = ((p.home == place) | w.shared) & p.active & (BIDDERS[p.kind] | ~p.is_ngo)
    let_in = able & (drawn[:, 0] < policy.tender_competition[place] * (1.0 - shy))
    rows = let_in.nonzero()[0]
    if rows.size == 0:
        p.contract_with[place], p.contract_months[place] = -1, 1
        return
    costs = bids(p.cost[rows], drawn[rows, 1], a.bid_spread)
    sitting = rows == p.contract_with[place]
    best = winner(
        costs,
        p.reputation[rows],
        float(policy.quality_weight[place]),
        a.incumbent_bonus * sitting,
    )
    price = max(price_paid(costs, a.reserve_price), float(costs[best]))
    if sitting[best]:
        years = float(p.contract_held[place]) / 12.0
        price = price_renewed(price, years, rows.size, a.saving_erosion)
    else:
        p.contract_held[place] = 0
        _hand_over(w, place, int(rows[best]), a)
    p.contract_with[place], p.contract_price[place] = rows[best], price
    p.contract_promise[place] = p.reputation[rows[best]]
    p.contract_length[place] = round(float(policy.contract_months[place]))
    p.contract_months[place] = p.contract_length[place]


def _hand_over(w: World, place: int, winner_: int, a: Assumptions) -> None:
    """Most of those who work in a contract stay in their posts, whoever wins it."""
    p, loser = w.partners, int(w.partners.contract_with[place])
    if loser < 0:
        return
    posts = posts_paid(
        w.money.balance("purchase"), np.zeros(w.size), a.staff_share, a.ngo_wage
    )
    two = [loser, winner_]
    p.staff[two], p.tenure[two] = taken_over(
        p.staff[two], p.tenure[two], a.posts_kept * float(posts[place])
    )


def _work(w: World, pattern: Floats, a: Assumptions) -> None:
    """What contractors deliver this month, and how far it falls short of the promise."""
    p, row = w.partners, w.partners.contract_with
    runs = row >= 0
    if not runs.any():
        w.communities.contract_failure = np.zeros(w.size)
        return
    match = pattern[np.arange(w.size), p.domain[row]] / pattern.max(axis=1)
    is_ngo = p.is_ngo[row]
    mission = np.where(is_ngo, p.mission[row], 0.0)
    able = fitting(p.capability[row], mission, match, a.ngo_misfit)
    watched = a.contract_monitoring * w.committees.effort * claims_met(w, a)
    corner = a.corner_cutting * np.where(is_ngo, 1.0, 1.0 - p.firm_fined)
    made = contract_quality(
        able, p.contract_price, is_ngo, watched, corner, a.contractible
    )
    since = (p.contract_length - p.contract_months).astype(np.float64)
    made = slackened(made, since, watched, a.slack_rate)
    p.contract_quality = np.where(runs, made, p.contract_quality)
    failed = failed_share(made, p.contract_promise, a.shortfall_usual)
    w.communities.contract_failure = np.where(runs, failed, 0.0)


def _learn(w: World, paid: Floats, a: Assumptions) -> None:
    """Reputation follows delivered quality; contract money is remembered for a year."""
    p = w.partners
    running = (p.contract_with >= 0).nonzero()[0]
    income = np.bincount(p.contract_with[running], paid[running], p.home.size)
    p.contract_income = p.contract_income + (12.0 * income - p.contract_income) / 12.0
    for place in running.tolist():
        row = p.contract_with[place]
        gap = p.contract_quality[place] - p.reputation[row]
        p.reputation[row] += a.reputation_rate * gap
