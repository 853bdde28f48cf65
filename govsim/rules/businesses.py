"""When does a property firm leave, who replaces it, what do firms give? (企业与市场主体)"""

import numpy as np

from govsim.assumptions import Assumptions
from govsim.columns import Flags, Floats
from govsim.declare import month_step
from govsim.policy import Policy
from govsim.rules.founding import monthly
from govsim.rules.ngos import contracted
from govsim.state import World
from govsim.vocabulary import CLAIMS

OWNERS = CLAIMS.index("owners")
NEW_QUALITY = 0.5  # service a new property firm starts with [assumption]


def margin(left: Floats, overhead: float, fined: Floats) -> Floats:
    """Property firm's profit against the usual fees due, eq. 28.1.

    Parameters
    ----------
    left : fees left after upkeep
    overhead : office and basic staff, whatever is paid
    fined : fines
    """
    return left - overhead - fined


def leaving_hazard(profit: Floats, steepness: float) -> Floats:
    """Monthly probability that a property firm walks away, eq. 28.2 (0 without losses)."""
    return -np.expm1(-steepness * np.maximum(-profit, 0.0))


def replaced(
    owners: Flags, street: Flags, by_owners: float, by_street: float, shy: Floats
) -> Floats:
    """Monthly probability that an abandoned estate finds a firm, eq. 28.3.

    Parameters
    ----------
    owners, street : 1 where an owners' committee looks, where the street's custodian does
    shy : share of firms that stay away
    """
    looking = 1.0 - (1.0 - by_owners * owners) * (1.0 - by_street * street)
    return looking * (1.0 - shy)


def sponsorship(
    profit: Floats, share: float, seen: Floats, back: Floats, response: float
) -> Floats:
    """What local firms and shops give, eq. 28.4 [yuan].

    A `share` of `profit` as far as it is `seen` (0–1), more where part of it comes
    `back` (0–1): a fall of its price by 1 % raises it by `response` %.
    """
    return share * profit * seen * np.power(1.0 - np.minimum(back, 0.9), -response)


def fee_asked(ratio: Floats, rise: float, capped: Floats, most: float) -> Floats:
    """Fee a new firm asks against the opening fee, eq. 28.5; caps hold the rise down."""
    return np.minimum(ratio * (1.0 + rise * (1.0 - capped)), np.maximum(ratio, most))


def households(w: World) -> Floats:
    """Homes in each community."""
    r = w.residents
    return w.total(r.household == np.arange(r.household.size))


def fees_due(w: World) -> Floats:
    """Fees due at the opening fee [yuan a month]."""
    return households(w) * w.offers.fee / w.communities.fee_ratio


@month_step(
    "28",
    "committees.claims",
    "communities.rebate",
    "communities.owners_help",
    "partners.custodian",
    "partners.firm_present",
    "partners.firm_leaving",
    "money",
)
def help_out(w: World, policy: Policy, a: Assumptions) -> None:
    """The street pays sponsors back, keeps abandoned estates up, helps owners, inspects."""
    c, k, p = w.communities, w.committees, w.partners
    p.firm_present = p.firm_present & ~p.firm_leaving
    p.firm_leaving = np.zeros(w.size, np.bool_)
    owed = policy.csr_incentive * c.sponsorship
    back = _pay(w, "businesses", owed, "sponsors' rebate")
    promised = policy.csr_incentive * np.where(owed > 0, back, 1.0)
    c.rebate = c.rebate + (promised - c.rebate) / 6.0
    estate = w.offers.fee > 0
    cost, abandoned = np.zeros(w.size), estate & ~p.firm_present
    if abandoned.any():
        cost = a.custodian_share * fees_due(w) * abandoned
    p.custodian = _pay(w, "suppliers", cost, "custodian of the estate") > 0.5
    wanted = policy.owners_committee_support * c.adults * estate
    paid = _pay(w, "suppliers", a.owners_help_yuan / 12.0 * wanted, "owners' help")
    c.owners_help = policy.owners_committee_support * paid * estate
    claims = k.claims.copy()
    inspecting = policy.firm_penalty * a.inspect_hours * c.adults
    claims[OWNERS] = a.owners_help_hours * wanted + inspecting
    k.claims = claims


def _pay(w: World, account: str, wanted: Floats, purpose: str) -> Floats:
    """Pay from the street what it can; the share paid (0 where nothing is wanted)."""
    paid = np.minimum(wanted, w.money.balance("street"))
    w.money.move("street", account, paid, purpose)
    return np.divide(paid, wanted, out=np.zeros(w.size), where=wanted > 0)


@month_step(
    "28",
    "partners.firm_quality",
    "partners.firm_present",
    "partners.firm_leaving",
    "partners.firm_margin",
    "partners.custodian",
    "communities.fee_ratio",
    "offers.fee",
    "offers.firm_service",
    "money",
)
def keep_firms(w: World, policy: Policy, a: Assumptions) -> None:
    """Property firms reckon up, some walk away or are replaced, empty estates find one."""
    p, o = w.partners, w.offers
    _reckon(w, a)
    hazard = leaving_hazard(p.firm_margin, a.firm_exit)
    lots = _lots(w, hazard)
    gives_up = lots[:, 0] < hazard
    struck = lots[:, 1] < w.conditions.firm_leaves
    p.firm_leaving = p.firm_present & (gives_up | struck)
    voted_out = _voted_out(w, a) & ~p.firm_leaving
    comes = _replacement(w, policy, lots[:, 2], a)
    _new_fee(w, policy, comes, a)
    p.firm_present, p.custodian = p.firm_present | comes, p.custodian & ~comes
    quality = np.where(comes | voted_out, NEW_QUALITY, p.firm_quality)
    quality = np.where(p.custodian, a.custodian_quality, quality)
    p.firm_quality = np.where(p.firm_leaving, 0.0, quality)
    p.firm_margin = np.where(comes, a.firm_hopes, p.firm_margin)
    here = p.firm_present | p.custodian
    o.firm_service = np.where(here, p.firm_quality, 0.0)


def _lots(w: World, hazard: Floats) -> Floats:
    """The month's lots of property firms; none are drawn where all stay as they are."""
    empty = (w.offers.fee > 0) & ~w.partners.firm_present
    if (empty | (hazard > 0) | (w.conditions.firm_leaves > 0)).any():
        return w.draws.per_community("property firm", 3)
    return np.ones((w.size, 3))


def _replacement(w: World, policy: Policy, lots: Floats, a: Assumptions) -> Flags:
    """Which abandoned estates find a firm this month."""
    p = w.partners
    empty = (w.offers.fee > 0) & ~p.firm_present & (w.conditions.firm_leaves == 0)
    if not empty.any():
        return empty
    shy = a.firm_shy * policy.firm_penalty
    chance = replaced(p.owners_body, p.custodian, a.owners_find, a.street_find, shy)
    return empty & (lots < chance)


def _new_fee(w: World, policy: Policy, comes: Flags, a: Assumptions) -> None:
    """A firm that takes over an abandoned estate asks a fee of its own."""
    o, c = w.offers, w.communities
    ratio = c.fee_ratio
    if comes.any():
        asked = fee_asked(ratio, a.fee_raise, policy.firm_penalty, a.fee_most)
        ratio = np.where(comes, asked, ratio)
    o.fee, c.fee_ratio = o.fee * ratio / c.fee_ratio, ratio


def _voted_out(w: World, a: Assumptions) -> Flags:
    """Owners replace a bad firm where enough of them came to this month's meeting."""
    p = w.partners
    met = w.offers.owners_meeting & (p.owners_pressure >= a.owners_quorum)
    return met & p.firm_present & (p.firm_quality < a.owners_patience)


def _reckon(w: World, a: Assumptions) -> None:
    """What a month brought the firm: fees less upkeep, overhead and fines go to its owners."""
    p, money = w.partners, w.money
    usual = fees_due(w) * p.firm_present
    left = money.balance("property_firm").copy()
    fines = usual * p.firm_fined * np.maximum(a.fine_standard - p.firm_quality, 0.0)
    costs = usual * a.firm_overhead + fines
    lacking = np.maximum(costs - left, 0.0)
    money.move("businesses", "property_firm", lacking, "losses borne")
    money.move("property_firm", "treasury", fines, "firms' fines")
    money.move("property_firm", "workers", costs - fines, "firm's office")
    rest = money.balance("property_firm").copy()
    money.move("property_firm", "businesses", rest, "profit")
    ends = np.array([left, fines])
    part = np.divide(ends, usual, out=np.zeros(ends.shape), where=usual > 0)
    share = margin(part[0], a.firm_overhead, part[1])
    p.firm_margin = p.firm_margin + p.firm_present * (share - p.firm_margin) / 12.0


@month_step("28", "communities.sponsorship", "money")
def sponsor(w: World, a: Assumptions) -> None:
    """Local firms and shops sponsor what customers get to see."""
    c, o = w.communities, w.offers
    sold = a.local_trade * w.total(w.residents.income)
    seen = 1.0 - (1.0 - o.meetings) * (1.0 - o.accounts_posted)
    given = sponsorship(a.shop_margin * sold, a.csr_share, seen, c.rebate, a.csr_price)
    w.money.move("businesses", "committee", given, "sponsorship")
    c.sponsorship = given


@month_step(
    "28",
    "partners.active",
    "partners.holders",
    "partners.age",
    "partners.capability",
    "partners.cost",
    "partners.reputation",
    "partners.contract_income",
)
def come_and_go(w: World, policy: Policy, a: Assumptions) -> None:
    """Service firms enter where tenders are open and pay, and leave where they win nothing."""
    p = w.partners
    firm, places = ~p.is_ngo, p.home.size // w.size
    lots = w.draws.per_community("service firms", places + 1)
    number = np.bincount(p.home, firm & p.active, w.size)
    offer = w.communities.purchase_offer / a.purchase_usual * 2.0 / (1.0 + number)
    shy = 1.0 - a.firm_shy * policy.firm_penalty
    rate = a.firm_entry * offer * policy.tender_competition / 0.3 * shy
    idle = firm & p.active & ~contracted(w) & (p.age >= 12)
    ends = idle & (lots[:, 1:].ravel() < monthly(a.firm_idle_exit))
    p.active = p.active & ~ends
    for place in (lots[:, 0] < monthly(rate)).nonzero()[0].tolist():
        _open_firm(w, place)


def _open_firm(w: World, place: int) -> None:
    """A new service firm takes the first empty place, with that place's luck."""
    p = w.partners
    empty = np.flatnonzero((p.home == place) & ~p.is_ngo & ~p.active)
    if empty.size == 0:
        return
    row, places = empty[0], p.home.size // w.size
    luck = w.draws.at("firm place", w.names[place]).random((places, 2))[row % places]
    p.active[row], p.age[row], p.contract_income[row] = True, 0.0, 0.0
    p.holders[row] += 1
    p.capability[row] = p.reputation[row] = 0.50 + 0.3 * (luck[0] - 0.5)
    p.cost[row] = 1.0 + 0.2 * (luck[1] - 0.5)
