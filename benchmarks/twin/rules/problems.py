"""Do problems pile up, and whom do they hit? (chapter 30)"""

from math import exp, sqrt
from typing import TYPE_CHECKING

from benchmarks.twin.maths import ratio
from benchmarks.twin.person import MIGRANT
from govsim.assumptions import Assumptions
from govsim.vocabulary import DOMAINS

if TYPE_CHECKING:
    from benchmarks.twin.community import Community
    from benchmarks.twin.model import TwinModel

MEDIATION, SAFETY = DOMAINS.index("mediation_legal"), DOMAINS.index("safety")
USUAL_EARLY = 0.2


def pile_up(m: "TwinModel") -> None:
    """New problems come on top, some are settled, some break out, the rest compound."""
    a, c = m.parameters, m.world.communities
    m.show("communities", "problems", "detected", "screened", "legal_aid")
    m.show("communities", "services")
    service_hours = m.world.hours.by_use("service")
    quality = (c.services * c.needs).sum(axis=1)
    m.show("offers", "duties_known")
    m.show("conditions", "needs")
    shown, closely = m.lots("incident", 2)
    for place in m.places:
        place.quality = float(quality[place.row])
        place.case_hours = float(service_hours[place.row])
        _run_their_course(place, a)
        _break_out(place, shown, closely, a)
    c.incidents = m.each(lambda place: place.incidents)
    c.problems = m.each(lambda place: place.problems)


def _run_their_course(place: "Community", a: Assumptions) -> None:
    """Open problems arise, are settled or break out, eq. 30.3 to 30.6."""
    early = 1.0 - (1.0 - place.detected) * (1.0 - place.screened)
    usual = 1.0 - a.early_saves * USUAL_EARLY
    new = _arising(place, a) * (1.0 - a.early_saves * early) / usual
    waiting = place.problems + new
    ripe = a.ripe_share * waiting
    settled = ripe * (1.0 - exp(-_capacity(place, a) / ripe)) if ripe > 1e-9 else 0.0
    left = waiting - settled
    aware = place.mean("legal_awareness") - a.legal_usual
    crowd = ratio(left, left + a.incident_half)
    share = min(a.incident_share * crowd * exp(-a.legal_calms * aware), 1.0)
    place.incidents = share * left
    place.problems = (left - place.incidents) * (1.0 + a.problem_growth)


def _arising(place: "Community", a: Assumptions) -> float:
    """New problems, eq. 30.1, out of friction between groups, eq. 30.2."""
    migrants = len([r for r in place.residents if r.tenure == MIGRANT])
    share = migrants / max(place.adults, 1.0)
    wary = 1.0 - place.mean("trust_strangers")
    friction = 2.0 * share * (1.0 - share) * wary
    pushes = (
        a.problem_friction * (friction - a.usual_friction)
        + a.problem_services * (a.usual_quality - place.quality)
        + a.problem_unclear * (a.usual_known - place.duties_known)
    )
    return a.problem_base * exp(pushes) * place.needs


def _capacity(place: "Community", a: Assumptions) -> float:
    """What mediators, neighbours, police and the law can settle, eq. 30.4."""
    reference = max(a.reference_case_hours * place.adults, 1e-9)
    mediators = sqrt(place.case_hours / reference) * place.services[MEDIATION] / 0.5
    trusting = place.mean("trust_neighbours") * place.mean("belonging") / 0.25
    return (
        a.mediators_settle * mediators
        + a.neighbours_settle * trusting
        + a.police_settle * place.services[SAFETY] / 0.5
        + place.legal_aid
    )


def _break_out(
    place: "Community", shown: list[float], closely: list[float], a: Assumptions
) -> None:
    """A building has an incident or not; some who live there notice it."""
    for building in place.buildings:
        chance = 1.0 - exp(-place.incidents * len(building) / 1000.0)
        here = shown[building[0].row] < chance
        for resident in building:
            resident.met_incident = here and closely[resident.row] < a.incident_reach
