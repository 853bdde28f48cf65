"""Do problems pile up, and where do they break out? (问题累积与风险)"""

import numpy as np

from govsim.assumptions import Assumptions
from govsim.columns import Floats
from govsim.declare import month_step
from govsim.policy import Policy
from govsim.rules.mobilisation import hours_given, paid_by_holders, saturating
from govsim.state import World
from govsim.vocabulary import DOMAINS, INSTITUTIONS, TENURES

MEDIATION, SAFETY = DOMAINS.index("mediation_legal"), DOMAINS.index("safety")
NEIGHBOURS = INSTITUTIONS.index("neighbours")
MIGRANT = TENURES.index("migrant")
USUAL_EARLY = 0.2
"""Share of new problems seen early in the status quo (grid workers; opening value)."""


def new_problems(
    base: float, friction: Floats, services: Floats, unclear: Floats, needs: Floats
) -> Floats:
    """Problems and disputes that arise, eq. 30.1 [per 1,000 adults and month].

    `base` in the status quo, times e to the sum of three pushes (0 in the status quo):
    friction between groups, poor services, unclear duties; times the needs there are.
    """
    return base * np.exp(friction + services + unclear) * needs


def friction(migrants: Floats, trust_strangers: Floats) -> Floats:
    """Chance that two who meet are of different origin and distrust each other, eq. 30.2."""
    return 2.0 * migrants * (1.0 - migrants) * (1.0 - trust_strangers)


def seen_early(detected: Floats, screened: Floats) -> Floats:
    """Share of new problems that the grid or screening finds early, eq. 30.3 (0–1)."""
    return 1.0 - (1.0 - detected) * (1.0 - screened)


def settled(open_: Floats, capacity: Floats, ripe: float) -> Floats:
    """Problems settled this month, eq. 30.4 [per 1,000 adults].

    A settlement takes time: of what is open the share `ripe` can be settled in a month,
    and no more than mediators, neighbours, police and legal aid can take on:
    n · (1 − exp(−capacity / n)) with n = ripe · open.
    """
    n = ripe * open_
    each = np.divide(capacity, n, out=np.zeros_like(n), where=n > 1e-9)
    return n * (1.0 - np.exp(-each))


def broken_out(open_: Floats, share: float, half: float, calm: Floats) -> Floats:
    """Incidents that break out of what is open, eq. 30.5 [per 1,000 adults and month].

    The share that breaks out grows with the stock, from nothing to `share`, half of it
    at `half`; `calm` is below 1 where people know the legal way.
    """
    crowd = np.divide(open_, open_ + half, out=np.zeros_like(open_), where=open_ > 0)
    return np.minimum(share * crowd * calm, 1.0) * open_


@month_step("30", "communities.screened", "communities.legal_aid", "money")
def screen(w: World, policy: Policy, a: Assumptions) -> None:
    """Homes are visited for what may go wrong; legal aid is paid for (eq. 30.7).

    The hours of screening come off the committee's others; the money off programmes.
    """
    c, adults = w.communities, np.maximum(w.communities.adults, 1.0)
    hours = hours_given(w, "screening", a) / adults
    c.screened = a.screening_reach * saturating(hours, a.screening_half)
    wanted = policy.legal_service * c.adults / 12.0
    paid = paid_by_holders(w, wanted, "legal aid")
    known = w.mean(w.residents.legal_awareness) / a.legal_usual
    cases = 1000.0 * paid / adults / a.case_yuan
    c.legal_aid = cases * np.minimum(known, 1.5)


@month_step(
    "30", "communities.problems", "communities.incidents", "residents.met_incident"
)
def pile_up(w: World, a: Assumptions) -> None:
    """New problems come on top, some are settled, some break out, the rest compound."""
    c, r = w.communities, w.residents
    early = a.early_saves * seen_early(c.detected, c.screened)
    usual = a.early_saves * USUAL_EARLY
    waiting = c.problems + _arising(w, a) * (1.0 - early) / (1.0 - usual)
    calm = np.exp(-a.legal_calms * (w.mean(r.legal_awareness) - a.legal_usual))
    left = waiting - settled(waiting, _capacity(w, a), a.ripe_share)
    c.incidents = broken_out(left, a.incident_share, a.incident_half, calm)
    c.problems = compounded(left - c.incidents, a.problem_growth)
    people = np.bincount(r.building, minlength=r.building.size)[r.building]
    here = 1.0 - np.exp(-w.spread(c.incidents) * people / 1000.0)
    lot = w.uniform("incident", 2)
    r.met_incident = (lot[0][r.building] < here) & (lot[1] < a.incident_reach)


def compounded(left: Floats, growth: float) -> Floats:
    """Problems open at the month's end, eq. 30.6: what is left draws others in."""
    return left * (1.0 + growth)


def _arising(w: World, a: Assumptions) -> Floats:
    """New problems by place."""
    c, r = w.communities, w.residents
    between = friction(w.mean(r.tenure == MIGRANT), w.mean(r.trust_strangers))
    quality = (c.services * c.needs).sum(axis=1)
    return new_problems(
        a.problem_base,
        a.problem_friction * (between - a.usual_friction),
        a.problem_services * (a.usual_quality - quality),
        a.problem_unclear * (a.usual_known - w.offers.duties_known),
        w.conditions.needs,
    )


def _capacity(w: World, a: Assumptions) -> Floats:
    """Problems that can be settled this month, per 1,000 adults."""
    c, r = w.communities, w.residents
    case = w.hours.by_use("service") / np.maximum(
        a.reference_case_hours * c.adults, 1e-9
    )
    mediators = np.sqrt(case) * c.services[:, MEDIATION] / 0.5
    trusting = w.mean(r.trust[NEIGHBOURS]) * w.mean(r.belonging) / 0.25
    police = c.services[:, SAFETY] / 0.5
    return (
        a.mediators_settle * mediators
        + a.neighbours_settle * trusting
        + a.police_settle * police
        + c.legal_aid
    )
