"""What do NGOs live on, who works for them, whom do they serve? (社会组织的生存与使命)"""

import numpy as np

from govsim.arithmetic import of_contacts
from govsim.assumptions import Assumptions
from govsim.columns import Flags, Floats
from govsim.declare import month_step
from govsim.state import World
from govsim.vocabulary import ACTIONS, INSTITUTIONS, NGO_KINDS

NGO, VOLUNTEER = INSTITUTIONS.index("ngo"), ACTIONS.index("volunteer")
SERVICE, GROUP, ADVOCATE, HUB, COOPERATIVE = range(len(NGO_KINDS))
GIFTS = np.array([1.0, 0.2, 1.0, 0.7, 0.5])
UPKEEP = np.array([1.0, 0.1, 0.5, 1.0, 0.3])
ORGANISES = np.array([1.0, 1.0, 0.5, 0.5, 0.7])
BRIDGES = np.array([0.7, 1.0, 2.0, 1.5, 0.7])
"""Gifts drawn, upkeep, organising and bridging by kind against the usual (assumption)."""


def shared(count: Floats) -> Floats:
    """What each of `count` NGOs gets of donors, volunteers and offers, eq. 27.3 (1 of two)."""
    return 3.0 / (1.0 + count)


def fundraising_after(
    usual: Floats, grant: Floats, falls: float, fixed: float | Floats = 0.0
) -> Floats:
    """Money an NGO spends on raising gifts, eq. 27.4 [yuan a year].

    Each yuan of grant takes `falls` off at first and never more than there is
    (Andreoni & Payne 2011: 0.141); of the spending the share `fixed` (0–1) is bound, as
    where gifts are matched, and does not fall.
    """
    share = np.divide(grant, usual, out=np.zeros(usual.shape), where=usual > 1e-9)
    return usual * (fixed + (1.0 - fixed) * np.exp(-falls * share))


def donations(scale: Floats, fundraising: Floats, power: float) -> Floats:
    """Gifts raised, eq. 27.5: scale · fundraising ^ power [yuan a year].

    The power is 0.62 (derived from Andreoni & Payne 2011).
    """
    return scale * np.power(fundraising, power)


def gifts_raised(
    usual: Floats, grant: Floats, fixed: float | Floats, a: Assumptions
) -> tuple[Floats, Floats]:
    """Fundraising and gifts of NGOs that raise `usual` without grants [yuan a year].

    Eq. 27.4 and 27.5 together: at the usual level a yuan of fundraising brings
    `fundraising_return` yuan on average.
    """
    spent = usual / a.fundraising_return
    scale = np.divide(
        usual,
        np.power(spent, a.fundraising_power),
        out=np.zeros(usual.shape),
        where=spent > 0,
    )
    after = fundraising_after(spent, grant, a.fundraising_fall, fixed)
    return after, donations(scale, after, a.fundraising_power)


def drifted(mission: Floats, public_share: Floats, rate: float) -> Floats:
    """Share of attention left for members after a month, eq. 27.6 (使命漂移; 0–1).

    It goes to funded work at `rate` a year times the public share of income, and comes
    back at the same pace with what is not public.
    """
    back = (1.0 - public_share) * (1.0 - mission)
    return mission + rate / 12.0 * (back - public_share * mission)


def learnt(
    capability: Floats, gains: Floats, left: Floats, founders: Floats, lost: float
) -> Floats:
    """Capability after a month, eq. 27.7 (0–1).

    `gains` of what is still to learn come by doing and teaching; of what was learnt
    since the founding the share `lost` goes with those who `left` (share of staff).
    """
    gone = lost * left * np.maximum(capability - founders, 0.0)
    return (capability + gains * (1.0 - capability) - gone).clip(0.0, 1.0)


def posts_paid(
    contracts: Floats, other: Floats, staff_share: float, wage: float
) -> Floats:
    """Posts an NGO can pay, eq. 27.12 [full-time equivalents].

    Parameters
    ----------
    contracts : money of the contracts it holds now [yuan a month]; they name the posts
    other : gifts and incubation [yuan a year]
    staff_share : share of income spent on staff
    wage : [yuan a month]
    """
    return staff_share * (contracts + other / 12.0) / wage


def staff_after(
    staff: Floats,
    tenure: Floats,
    posts: Floats,
    quits: Floats,
    hire: float,
    release: float,
) -> tuple[Floats, Floats, Floats, Floats]:
    """Staff, their mean years in post, how many quit and how many are let go, eq. 27.8.

    `quits` is the yearly hazard; a month the share `hire` of empty posts is filled, and
    the share `release` of those whose posts nobody pays any more is let go.
    """
    gone = staff * (1.0 - np.exp(-quits / 12.0))
    stay = staff - gone
    freed = release * np.maximum(stay - posts, 0.0)
    after = stay - freed + hire * np.maximum(posts - stay, 0.0)
    served = (stay - freed) * (tenure + 1.0 / 12.0)
    years = np.divide(served, after, out=np.zeros(after.shape), where=after > 0)
    return after, years, gone, freed


def finding_none(freed: Floats, hired: Floats) -> Floats:
    """Share of those let go who find no new post, eq. 27.13 (0–1)."""
    found = np.divide(hired, freed, out=np.ones(freed.shape), where=freed > 0)
    return 1.0 - np.minimum(found, 1.0)


def kept_going(members: Floats, contracted: Flags, half: float) -> Floats:
    """How much an NGO does, eq. 27.10 (0–1): all under contract, else as members carry it."""
    return np.where(contracted, 1.0, members / (members + half))


def at_home(w: World, values: Floats | Flags) -> Floats:
    """Sum over the NGOs active in each community."""
    p = w.partners
    return np.bincount(p.home, (p.is_ngo & p.active) * values, w.size)


def contracted(w: World) -> Flags:
    """Which partners hold a contract."""
    held, holders = np.zeros(w.partners.home.size, np.bool_), w.partners.contract_with
    held[holders[holders >= 0]] = True
    return held


def ngo_count(w: World) -> Floats:
    """Active NGOs at home in each community."""
    p = w.partners
    return np.bincount(p.home, p.is_ngo & p.active, w.size)


@month_step(
    "27",
    "partners.mission",
    "partners.members",
    "partners.staff",
    "partners.tenure",
    "partners.left",
    "partners.capability",
    "partners.public_income",
    "partners.own_income",
    "partners.income",
    "partners.reserves",
    "partners.short",
    "partners.age",
    "partners.dormant",
    "communities.volunteering",
    "communities.initiative",
    "communities.ngo_bridge",
    "communities.ngo_organising",
    "money",
)
def live(w: World, a: Assumptions) -> None:
    """A month in an NGO's life: gifts, bills, staff, learning, members, whom it serves."""
    p, c = w.partners, w.communities
    p.age = p.age + p.active
    _note_volunteers(w)
    here, busy, each = p.is_ngo & p.active, contracted(w), shared(ngo_count(w))
    known = 0.5 + w.mean(w.residents.trust[NGO])
    _keep_house(w, a, here, known, each)
    p.mission = drifted(p.mission, public_share(w), a.mission_drift)
    _staff(w, a, here, busy)
    _draw_members(w, a, here, known * each)
    p.dormant = here & ~busy & (p.members < a.dormant_members)
    does = p.mission * kept_going(p.members, busy, a.members_half) * p.active
    c.ngo_organising = a.ngo_organising * at_home(w, ORGANISES[p.kind] * does)
    missed = np.log1p(-np.minimum(a.ngo_bridging * BRIDGES[p.kind] * does, 0.99))
    c.ngo_bridge = -np.expm1(at_home(w, missed))


def public_share(w: World) -> Floats:
    """Public money in each partner's income (0–1; 0 without income)."""
    p = w.partners
    none = np.zeros(p.income.shape)
    return np.divide(p.public_income, p.income, out=none, where=p.income > 0)


def _note_volunteers(w: World) -> None:
    """Who volunteers, and who does so with somebody she knows, as a mean of the year."""
    r, c = w.residents, w.communities
    did = r.acts[VOLUNTEER]
    linked = did & (of_contacts(did, r.neighbours) > 0)
    all_, known = w.mean(np.array([did, linked]))
    c.volunteering = c.volunteering + (all_ - c.volunteering) / 12.0
    c.initiative = c.initiative + (known - c.initiative) / 12.0


def gifts_of(w: World, a: Assumptions) -> tuple[Floats, Floats]:
    """Fundraising and gifts of every NGO with the grants it has [yuan a year].

    The fee in a contract and incubation are grants; matched gifts keep fundraising up.
    """
    p = w.partners
    usual = a.own_income * GIFTS[p.kind] * w.communities.adults[p.home]
    grant = a.contract_fee * p.contract_income + p.incubation
    return gifts_raised(usual, grant, w.offers.match_open[p.home], a)


def _keep_house(
    w: World, a: Assumptions, here: Flags, known: Floats, each: Floats
) -> None:
    """Gifts come in, upkeep and fundraising are paid; more than a year's upkeep is used.

    `known` and `each` say how residents know NGOs, and how far they share donors.
    """
    p, adults = w.partners, w.communities.adults[w.partners.home]
    fee = a.contract_fee * p.contract_income
    spent, raised = gifts_of(w, a)
    got = here * raised * known[p.home] * each[p.home] / 12.0
    upkeep = here * a.ngo_upkeep * UPKEEP[p.kind] * adults
    due = here * (np.maximum(upkeep - fee, 0.0) + spent) / 12.0
    paid = np.minimum(due, p.reserves + got)
    p.short = np.where(paid < due, p.short + 1.0, 0.0)
    p.reserves = p.reserves + got - paid
    used = np.maximum(p.reserves - upkeep, 0.0)
    p.reserves = p.reserves - used
    p.own_income = p.own_income + (12.0 * got - p.own_income) / 12.0
    p.public_income = p.contract_income + p.incubation
    p.income = p.public_income + p.own_income
    _enter(w, got, paid, used)


def _enter(w: World, got: Floats, paid: Floats, used: Floats) -> None:
    """The month's gifts and bills of NGOs in the ledger of their home."""
    w.money.move("households", "ngo", at_home(w, got), "gifts to NGOs")
    for amount, purpose in ((paid, "NGOs' upkeep"), (used, "NGOs' activities")):
        due = np.minimum(at_home(w, amount), w.money.balance("ngo"))
        w.money.move("ngo", "suppliers", due, purpose)


def _staff(w: World, a: Assumptions, here: Flags, busy: Flags) -> None:
    """Staff come and go; what they learn by doing, from hubs and in incubation stays or goes."""
    p, adults = w.partners, w.communities.adults[w.partners.home]
    length = np.full(p.home.size, 12.0)
    runs = p.contract_with >= 0
    length[p.contract_with[runs]] = p.contract_length[runs]
    quits = a.ngo_quit * np.power(12.0 / length, a.contract_security)
    _fill_posts(w, a, quits)
    helped = p.incubation / np.maximum(adults, 1.0)
    does = p.active * kept_going(p.members, busy, a.members_half)
    hubs = np.minimum(at_home(w, does * (p.kind == HUB)), 1.0)[p.home]
    gains = (
        2.0 * a.ngo_learning * busy * length / (length + 12.0)
        + a.ngo_training * helped / (helped + 2.0)
        + a.hub_teaching * hubs
    )
    made = learnt(p.capability, gains, quits / 12.0, p.founders, a.leaver_loss)
    p.capability = np.where(here, made, p.capability)


def _fill_posts(w: World, a: Assumptions, quits: Floats) -> None:
    """Contractors' posts come and go with money; who is let go moves to those that hire."""
    p, before = w.partners, w.partners.staff * w.partners.active
    runs = p.contract_with >= 0
    bought = w.communities.contracted.sum(axis=1)[runs]
    held = np.bincount(p.contract_with[runs], bought, p.home.size)
    posts = posts_paid(held, p.own_income + p.incubation, a.staff_share, a.ngo_wage)
    p.staff, p.tenure, gone, freed = staff_after(
        before, p.tenure, posts * p.active, quits, a.ngo_hire, a.ngo_release
    )
    hired = p.staff - before + gone + freed
    places = np.zeros(p.home.size, np.int64) if w.shared else p.home
    moves = [np.bincount(places, part, w.size) for part in (freed, hired)]
    p.left = gone + freed * finding_none(*moves)[places]


def _draw_members(w: World, a: Assumptions, here: Flags, reach: Floats) -> None:
    """Volunteers keep to NGOs they trust that are still theirs; NGOs share them."""
    p, c = w.partners, w.communities
    some = reach * c.volunteering / a.volunteer_usual
    drawn = a.ngo_members * (0.5 + p.luck) * p.mission * some[p.home]
    moved = p.members + a.members_rate * (drawn - p.members)
    p.members = np.where(here, moved, 0.0)
