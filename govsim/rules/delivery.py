"""What services come of money, hours and residents' own work? (服务供给)"""

from dataclasses import dataclass

import numpy as np

from govsim.assumptions import Assumptions
from govsim.columns import Floats
from govsim.declare import month_step
from govsim.state import World
from govsim.vocabulary import DOMAINS, HOUR_USES

SERVICE = HOUR_USES.index("service")
ENVIRONMENT = DOMAINS.index("environment")
CO_PRODUCTION = np.array([0.05, 0.20, 0.20, 0.25, 0.03, 0.20, 0.20])
"""Exponent of residents' own work by domain (assumption; Ostrom 1996 for the form)."""
PAPERS_AND_INSPECTIONS = np.array([0.35, 0.05, 0.45, 0.20, 0.10, 0.45, 0.15])
"""Share of a service lost if no upward work is done: papers late, inspections missed."""
CASE_WORK = np.array([0.20, 0.15, 0.15, 0.10, 0.05, 0.30, 0.40])
"""Exponent of the committee's service hours by domain (assumption)."""
DECAY = np.array([0.08, 0.08, 0.08, 0.06, 0.05, 0.08, 0.08])
"""Monthly wear of the quality stock by domain (assumption)."""
FACILITY = np.array([0.20, 0.15, 0.25, 0.15, 0.60, 0.15, 0.05])
"""Share of facilities against running costs in what money does, by domain (assumption)."""


@dataclass(frozen=True, slots=True)
class Technology:
    """How much inputs matter, by domain: exponents and the loss without upward work."""

    returns: float  # exponent of money, the same in all domains
    case_work: Floats
    co_production: Floats
    loss: Floats


def technology(a: Assumptions) -> Technology:
    """The domain patterns of this file, scaled by the uncertain numbers."""
    return Technology(
        returns=a.money_returns,
        case_work=a.case_work_scale * CASE_WORK,
        co_production=a.co_production_scale * CO_PRODUCTION,
        loss=a.papers_scale * PAPERS_AND_INSPECTIONS,
    )


def papers_done(compliance: Floats, load: Floats, missed: Floats) -> Floats:
    """Share of what matters in upward work that is done, eq. 7.3 (1 if none is issued).

    `missed` [h] is what residents need and nobody does, because it was refused or fell
    between bodies (§ 1); below 0 where less than usual falls between them.
    """
    wanted = load + missed
    done = np.divide(
        compliance * load, wanted, out=np.ones(load.shape), where=wanted > 0
    )
    return np.minimum(done, 1.0)


def done_first(
    compliance: Floats, assisted: Floats, below: Floats, above: Floats, pick: float
) -> Floats:
    """Share done of upward work that residents would miss, eq. 7.7 (选择性执行; 0–1).

    As far as a committee answers to residents it does first what they would miss; one
    that answers to the street alone does all alike (O'Brien & Li 1999: cadres choose
    what to carry out by whom they answer to).

    Parameters
    ----------
    compliance : share done of all that was let in
    assisted : share of that which residents would miss
    below, above : residents' and the street's hold, 0–1
    pick : how far it picks if it answers to residents alone, 0–1
    """
    held = below + above
    lean = np.divide(below, held, out=np.zeros(held.shape), where=held > 0)
    if_first = np.minimum(compliance / np.maximum(assisted, 1e-9), 1.0)
    return compliance + pick * lean * (if_first - compliance)


def service_flow(
    money: Floats,
    case_work: Floats,
    own_work: Floats,
    compliance: Floats,
    tech: Technology,
) -> Floats:
    """Service produced in a month, eq. 7.1, shape (communities, domains).

    y = money^returns · case^γ · own^β · (1 − λ (1 − compliance)), all inputs relative to
    their reference (1 = as much as in the status quo): complements, so that none
    replaces another (Ostrom 1996).

    Parameters
    ----------
    money : effective money against the reference, (communities, domains)
    case_work, own_work : committee's and residents' hours against the reference
    compliance : share of the upward work that matters which is done (eq. 7.3)
    tech : exponents and losses by domain
    """
    lost = 1.0 - tech.loss * (1.0 - compliance)[:, None]
    cases = np.power(case_work[:, None], tech.case_work)
    own = np.power(own_work[:, None], tech.co_production)
    return np.power(money, tech.returns) * cases * own * lost


def quality_after(stock: Floats, flow: Floats) -> Floats:
    """Quality stock after a month's wear and service, eq. 7.2 (0–1; 0.5 at flow 1)."""
    return stock + DECAY * (flow / (1.0 + flow) - stock)


def facilities(capital: Floats, money: Floats, wear: float) -> Floats:
    """Capital of facilities after a month, eq. 7.4 (communities, domains; 1 = reference).

    Wears off at `wear` a month and is renewed out of the domain's money, projects
    included, relative to the reference.
    """
    return capital + wear * (money - capital)


def with_facilities(money: Floats, capital: Floats) -> Floats:
    """Running money and facilities together, eq. 7.5: money^(1 − κ) · capital^κ.

    In the long run the same as money alone; a cut is felt at once in what runs and
    slowly in what stands.
    """
    return np.power(money, 1.0 - FACILITY) * np.power(capital, FACILITY)


@month_step(
    "7",
    "communities.spending",
    "communities.facility",
    "communities.services",
    "communities.units",
    "committees.papers",
)
def deliver(w: World, a: Assumptions) -> None:
    """Money, hours and residents' work become services; facilities wear."""
    c, k = w.communities, w.committees
    adults = np.maximum(c.adults, 1.0)[:, None]
    spending = c.spending.copy()
    spending[:, ENVIRONMENT] += c.greening
    c.spending = spending
    money = _worth(w, a) / adults / (a.reference_yuan * np.maximum(c.needs, 1e-6))
    c.facility = facilities(c.facility, money, a.facility_wear)
    case = w.hours.by_use("service") + k.seconded + k.station_counter
    case = case / (a.reference_case_hours * adults[:, 0])
    own = w.hours.now[:, -1, SERVICE] / adults[:, 0]
    own = (own + a.own_work_floor) / (a.reference_own_hours + a.own_work_floor)
    first = done_first(k.compliance, k.assisted, k.residents_hold, k.hold, a.pick_first)
    k.papers = papers_done(first, k.upward_load, k.missed)
    flow = service_flow(
        with_facilities(money, c.facility),
        np.minimum(np.maximum(case, 0.02), a.case_ceiling),
        own,
        k.papers,
        technology(a),
    )
    flow[:, ENVIRONMENT] *= sorted_waste(w.mean(w.residents.sorts), a)
    c.units = (flow * c.needs).sum(axis=1) * c.adults
    c.services = quality_after(c.services, flow)


def sorted_waste(share: Floats, a: Assumptions) -> Floats:
    """What residents who sort save the cleaners, eq. 7.6 (1 at the usual share)."""
    return 1.0 + a.sorting_helps * (share - a.usual_sorting)


def _worth(w: World, a: Assumptions) -> Floats:
    """What the money is worth: scale, craft, contractors' quality, less what is stolen [yuan]."""
    c, k, p = w.communities, w.committees, w.partners
    clean = np.divide(
        k.exposed - k.diverted, k.exposed, out=np.ones(w.size), where=k.exposed > 0
    )
    total = c.spending.sum(axis=1)
    local = np.divide(c.free_spending, total, out=np.zeros(w.size), where=total > 0)
    scale = 1.0 - a.small_project_penalty * local
    able = (1.0 - a.competence_share) * k.skill + a.competence_share * k.competence
    craft = (a.skill_floor + (1.0 - a.skill_floor) * able) / a.reference_craft
    bought = 2.0 * p.contract_quality / np.maximum(p.contract_price, 0.1)
    worth = (c.spending - c.contracted) * (scale * craft)[:, None] * k.craft_by_domain
    return (worth + c.contracted * bought[:, None]) * clean[:, None]
