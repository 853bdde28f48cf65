"""Small settled worlds in which every rule has something to do."""

from dataclasses import dataclass, replace

from govsim.assumptions import Assumptions, assumptions
from govsim.opening import settled_world
from govsim.policy import PolicyPath
from govsim.scenarios import SHOCKS, Shock, load
from govsim.state import World

PEOPLE = 60
PLACES = ("commodity", "relocation")  # both have a property firm
LATE = {"firm-leaves": 7}  # there is a firm while owners meet
EVERY_SHOCK = tuple(
    Shock(
        kind=kind,
        month=LATE.get(kind, 1 + number % 5),
        size=card.default,
        months=6,
        community=None,
    )
    for number, (kind, card) in enumerate(SHOCKS.items())
)
OFTEN = {"term_months": 6.0}  # elections in months 3, 6, 9, 12
RICH = {
    "compact": "voted",
    "community_levy": 20.0,
    "matching_rule": 1.0,
    "paid_services": 0.5,
    "civic_education": 1.0,
    "channels": "all",
    "payment_to_volunteers": 20.0,
    "recognition": 1.0,
    "green_weight": 0.5,
    "legal_service": 20.0,
    "firm_penalty": 0.5,
    "joint_council_seats": 9.0,
    "recall": 0.1,
    "owners_committee": 1.0,
    "owners_committee_support": 1.0,
}
"""Levers of self-governing, and on top of them all that touches residents."""


@dataclass(frozen=True)
class Case:
    """A world at month 0, levers of a regime, behavioural numbers."""

    world: World
    path: PolicyPath
    parameters: Assumptions


def case_of(regime: str) -> Case:
    """The world and levers of a regime by name."""
    rich = regime == "everything"
    plan = load("self-governing" if rich else regime)
    profiles = [profile for profile in plan.profiles if profile.type in PLACES]
    plan = plan.replace(profiles=tuple(replace(p, adults=PEOPLE) for p in profiles))
    levers = plan.levers | OFTEN | (RICH if rich else {})
    if regime == "administration-led":
        levers |= {"compact": "imposed"}
    a = assumptions()
    world = settled_world(plan, 7, a)
    world.shocks = EVERY_SHOCK
    return Case(world, PolicyPath(len(PLACES), levers), a)
