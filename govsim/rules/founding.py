"""Who founds an NGO, who lets it in, when does it close? (社会组织的准入、培育与退出)"""

import numpy as np

from govsim.assumptions import Assumptions
from govsim.columns import Floats
from govsim.declare import month_step
from govsim.policy import Policy
from govsim.rules.ngos import NGO, UPKEEP, at_home, ngo_count, public_share, shared
from govsim.rules.tenders import usual_domain
from govsim.state import World
from govsim.vocabulary import NGO_KINDS

FOUNDED = np.array([1.0, 0.20, 0.25, 0.15, 0.15])
"""How often a kind is founded against service agencies, all else equal (assumption)."""
SPONSORED = np.array([1.0, 4.0, 0.1, 1.0, 0.5])
"""How readily an office sponsors a kind against service agencies (assumption; residents'
groups are filed with the street, 备案)."""
GROUP = NGO_KINDS.index("mutual_aid")
YOUNG = 60.0  # months until an NGO needs no incubation


def admitted(barrier: Floats, sponsors: Floats) -> Floats:
    """Share of founders who may register, eq. 27.1 (双重管理 … 直接登记; 0–1).

    Parameters
    ----------
    barrier : share of founders who need an office as sponsor first, 0–1
    sponsors : share of them who find one
    """
    return 1.0 - barrier * (1.0 - sponsors)


def professional_pull(
    offer: Floats, money: float, trust: Floats, own: float, helped: Floats
) -> Floats:
    """What draws professional founders, eq. 27.2 (1 = as usual, at trust ½ and full help).

    Parameters
    ----------
    offer : purchase money for each NGO that could have it, 1 = as usual; its pull is `money`
    trust : residents' trust in NGOs, 0–1
    own : share of founders who can pay for the founding themselves
    helped : share of the others for whom incubation pays it
    """
    drawn = np.maximum(1.0 + money * (offer - 1.0), 0.0)
    return drawn * (0.5 + trust) * (own + (1.0 - own) * helped)


def exit_hazard(
    age: Floats,
    income: Floats,
    public_share: Floats,
    reserves: Floats,
    short: Floats,
    a: Assumptions,
) -> Floats:
    """Yearly hazard of closing, eq. 27.9 (base: Bielefeld 1994, 20 % in eight years).

    Parameters
    ----------
    age : [months]; younger than five years is riskier, less so with public money
    income : against the usual own income; the smaller, the riskier
    public_share : of income; the nearer to 0 or 1, the more concentrated
    reserves : in years of upkeep, at most 1
    short : months in a row in which it could not pay its way
    """
    concentrated = public_share**2 + (1.0 - public_share) ** 2 - 0.5
    return a.exit_base * np.exp(
        a.exit_young * (age < 60.0) * (1.0 - public_share)
        + a.exit_small / (1.0 + income)
        + a.exit_concentrated * concentrated
        - a.exit_reserves * np.minimum(reserves, 1.0)
        + a.exit_short * np.minimum(short / 6.0, 1.0)
    )


def monthly(yearly: Floats) -> Floats:
    """Probability in a month of what has this yearly hazard, eq. 27.11."""
    return -np.expm1(-yearly / 12.0)


@month_step(
    "27",
    *(
        f"partners.{name}"
        for name in (
            "active",
            "holders",
            "kind",
            "domain",
            "age",
            "founders",
            "luck",
            "capability",
            "cost",
            "reputation",
            "mission",
            "members",
            "staff",
            "tenure",
            "left",
            "contract_income",
            "public_income",
            "incubation",
            "own_income",
            "income",
            "reserves",
            "short",
            "dormant",
        )
    ),
    "communities.purchase_offer",
    "money",
)
def found(w: World, policy: Policy, a: Assumptions) -> None:
    """NGOs are founded in empty places where rules, money and people allow it."""
    count = ngo_count(w)
    rates = _rates(w, policy, a, shared(count))
    lots = w.draws.per_community("NGO founding", 2)
    total = rates.sum(axis=0)
    comes = (count < policy.ngo_cap) & (lots[:, 0] < monthly(total))
    for place in comes.nonzero()[0].tolist():
        parts = np.cumsum(rates[:, place]) / total[place]
        kind = int(np.searchsorted(parts[:-1], lots[place, 1], side="right"))
        _open(w, place, kind, a)
    _incubate(w, policy, a)


def _rates(w: World, policy: Policy, a: Assumptions, each: Floats) -> Floats:
    """Yearly hazard of a founding by kind, (kind, community); `each` as NGOs share them."""
    c, adults = w.communities, np.maximum(w.communities.adults, 1.0)
    held = 12.0 * w.money.balance("purchase") / adults
    c.purchase_offer = c.purchase_offer + (held - c.purchase_offer) / 12.0
    offer = c.purchase_offer * each / a.purchase_usual
    helped = np.minimum(policy.ngo_incubation_yuan / a.founding_yuan, 1.0)
    helped = helped * (w.money.balance("street") > 0)
    trust = w.mean(w.residents.trust[NGO])
    pull = professional_pull(offer, a.entry_money, trust, a.founders_own, helped)
    pulls = np.empty((len(NGO_KINDS), w.size))
    pulls[:], pulls[GROUP] = pull, c.initiative / a.initiative_usual
    sponsors = np.minimum(a.sponsor_found * SPONSORED, 1.0)[:, None]
    may = admitted(policy.ngo_entry_barrier, sponsors)
    return a.ngo_entry * FOUNDED[:, None] * may * pulls


def _open(w: World, place: int, kind: int, a: Assumptions) -> None:
    """A new NGO takes the first empty place, with that place's luck of the month."""
    p = w.partners
    empty = np.flatnonzero((p.home == place) & p.is_ngo & ~p.active)
    if empty.size == 0:
        return
    row = empty[0]
    places = p.home.size // w.size
    luck = w.draws.at("NGO place", w.names[place]).random((places, 4))[row % places]
    skill = a.ngo_entry_capability + 0.3 * (luck[0] - 0.5)
    p.active[row], p.kind[row] = True, kind
    p.holders[row] += 1
    p.founders[row] = p.capability[row] = p.reputation[row] = skill
    p.cost[row], p.luck[row] = 1.0 + 0.2 * (luck[1] - 0.5), luck[3]
    p.domain[row] = usual_domain(luck[2])
    p.mission[row], p.members[row] = 1.0, a.ngo_members
    for name in ("age", "staff", "tenure", "left", "reserves", "short"):
        getattr(p, name)[row] = 0.0
    for name in (
        "contract_income",
        "public_income",
        "incubation",
        "own_income",
        "income",
    ):
        getattr(p, name)[row] = 0.0
    p.dormant[row] = False


def _incubate(w: World, policy: Policy, a: Assumptions) -> None:
    """Incubation pays foundings and gives young NGOs equal parts, at most what one can use."""
    p, lever = w.partners, policy.ngo_incubation_yuan
    paid, got = np.zeros(w.size), np.zeros(p.home.size)
    if lever.any():
        young = p.age < YOUNG
        count, founded = at_home(w, young), at_home(w, p.age == 0.0)
        wanted = np.minimum(lever, count * a.incubation_most) / 12.0
        wanted = wanted + founded * np.minimum(lever, a.founding_yuan)
        paid = np.minimum(w.communities.adults * wanted, w.money.balance("street"))
        each = np.divide(paid, count, out=np.zeros(w.size), where=count > 0)
        got = (p.is_ngo & p.active & young) * each[p.home]
    w.money.move("street", "ngo", paid, "incubation")
    p.reserves = p.reserves + got
    p.incubation = p.incubation + (12.0 * got - p.incubation) / 12.0


def closing_chance(w: World, a: Assumptions) -> Floats:
    """Probability of closing this month, as each partner stands (of NGOs)."""
    p = w.partners
    adults = np.maximum(w.communities.adults, 1.0)[p.home]
    upkeep = a.ngo_upkeep * UPKEEP[p.kind] * adults
    hazard = exit_hazard(
        p.age,
        p.income / (a.own_income * adults),
        public_share(w),
        p.reserves / upkeep,
        p.short,
        a,
    )
    return monthly(hazard)


def on_register(lapsed: Floats, closed: Floats, struck_off: float) -> Floats:
    """NGOs that work no more but stand on the register, eq. 27.14 (僵尸型社会组织).

    Winding up takes members, books and a liquidation; `struck_off` is the yearly hazard
    of being taken off.
    """
    return lapsed * float(np.exp(-struck_off / 12.0)) + closed


@month_step(
    "27",
    "partners.active",
    "partners.reserves",
    "partners.contract_with",
    "partners.contract_months",
    "communities.contract_failure",
    "communities.lapsed_ngos",
    "money",
)
def close(w: World, a: Assumptions) -> None:
    """Some NGOs close; their contracts break off, their reserves go to mutual help."""
    p = w.partners
    places = p.home.size // w.size
    lots = w.draws.per_community("NGO exit", places).ravel()
    ends = p.is_ngo & p.active & (lots < closing_chance(w, a))
    left = np.minimum(at_home(w, p.reserves * ends), w.money.balance("ngo"))
    w.money.move("ngo", "chest", left, "wound up")
    c = w.communities
    c.lapsed_ngos = on_register(c.lapsed_ngos, at_home(w, ends), a.struck_off)
    if not ends.any():
        return
    p.reserves = np.where(ends, 0.0, p.reserves)
    broken = (p.contract_with >= 0) & ends[p.contract_with]
    w.communities.contract_failure = np.where(
        broken, 1.0, w.communities.contract_failure
    )
    p.contract_with = np.where(broken, -1, p.contract_with)
    p.contract_months = np.where(broken, 1, p.contract_months)
    p.active = p.active & ~ends
