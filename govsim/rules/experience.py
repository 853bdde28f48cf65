"""What is a month of services like for a resident, and does she complain? (居民体验)"""

import numpy as np

from govsim.arithmetic import between, logistic, when
from govsim.assumptions import Assumptions
from govsim.columns import Floats
from govsim.declare import month_step
from govsim.rules.participation import lost_trust
from govsim.state import World


def experienced(services: Floats, needs: Floats, access: Floats) -> Floats:
    """Service quality a resident meets, eq. 11.1 (0–1).

    Quality of each domain weighted by her needs, times her access (group and building).
    `services` and `needs` have shape (domains, residents).
    """
    return between((services * needs).sum(axis=0) * access, 0.0, 1.0)


def served_while_waiting(open_: Floats, harm: float, half: float) -> Floats:
    """Share of services residents get while emergency work waits, eq. 11.4 (0–1)."""
    return 1.0 - harm * open_ / (open_ + half)


def satisfied(
    satisfaction: Floats, seen: Floats, gap: Floats, weight: float, rate: float
) -> Floats:
    """Satisfaction after the month, eq. 11.2: performance plus subtractive disconfirmation.

    `gap` is performance minus expectation (Van Ryzin 2006); `weight` may be 0, as
    experiments find.
    """
    target = between(seen + weight * gap, 0.0, 1.0)
    return satisfaction + rate * (target - satisfaction)


@month_step(
    "11",
    "residents.service",
    "residents.own_served",
    "residents.satisfaction",
    "residents.expectation",
)
def live(w: World, a: Assumptions) -> None:
    """Residents use services and see them with noise."""
    r, c = w.residents, w.communities
    own = r.place_access * r.own_access * r.afford
    groups = c.access.shape[1]
    door = c.access.take(r.community * groups + r.access_group).astype(np.float32) * own
    left = served_while_waiting(c.emergency, a.emergency_harm, a.emergency_half)
    quality = experienced(w.spread(c.services.T), r.needs, door * w.spread(left))
    r.service = quality
    r.own_served = quality - w.spread(w.mean(quality))
    seen = quality + a.observation_noise * (2.0 * w.uniform("observation")[0] - 1.0)
    seen = seen - when(r.met_incident, a.incident_hurt)
    gap = seen - r.expectation
    r.satisfaction = satisfied(
        r.satisfaction, seen, gap, a.disconfirmation, a.satisfaction_rate
    )
    rising = w.spread(w.conditions.expectations)
    r.expectation = r.expectation + a.expectation_rate * gap + rising


def complaint_probability(
    base: float,
    need: float,
    unmet: Floats,
    efficacy_step: float,
    efficacy: Floats,
    other: Floats | float = 0.0,
) -> Floats:
    """Probability of a complaint this month, eq. 11.3 (logit).

    `unmet` is expectation minus satisfaction; one own request resolved raises
    efficacy by 1 (Sjoberg et al. 2017), which decays. `other`: knowing the channel, and
    a fall of trust.
    """
    return logistic(base + need * unmet + efficacy_step * efficacy + other)


@month_step("11", "residents.complained", "residents.efficacy")
def complain(w: World, a: Assumptions) -> None:
    """Residents who are dissatisfied and believe it helps complain."""
    r = w.residents
    r.efficacy = between(
        a.efficacy_memory * r.efficacy
        + between(r.answered, 0.0, 1.0)
        + a.ignored_step * between(r.answered, -1.0, 0.0),
        -1.0,
        1.0,
    )
    chance = complaint_probability(
        a.complaint_base,
        a.complaint_need,
        1.0 - r.satisfaction - a.usual_dissatisfaction,
        a.efficacy_complaint,
        r.efficacy,
        a.legal_complaint * (r.legal_awareness - a.legal_usual)
        + a.wronged_complaint * lost_trust(w),
    )
    r.complained = w.uniform("complaint")[0] < chance
