"""How is each outcome computed? By subject: a numerator and a denominator per community.

Measures read the state and the ledgers and nothing else.
"""

from govsim.measures import (
    decisions,
    minds,
    money,
    participation,
    power,
    problems,
    services,
    society,
    work,
)
from govsim.measures.money import own_money
from govsim.measures.parts import Measure, Parts
from govsim.measures.power import power_in_fact
from govsim.measures.services import need_match

MEASURES: dict[str, Measure] = {
    **participation.MEASURES,
    **minds.MEASURES,
    **services.MEASURES,
    **money.MEASURES,
    **decisions.MEASURES,
    **work.MEASURES,
    **power.MEASURES,
    **problems.MEASURES,
    **society.MEASURES,
}
"""In the order of `outcomes.csv`."""

__all__ = [
    "MEASURES",
    "Measure",
    "Parts",
    "need_match",
    "own_money",
    "power_in_fact",
]
