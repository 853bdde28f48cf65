"""The twin's month: residents' verbs on objects, all others govsim's own, same order."""

import copy
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import mesa
import numpy as np
from numpy.typing import NDArray

from benchmarks.twin.community import Community
from benchmarks.twin.gathering import Gathered
from benchmarks.twin.loading import columns_of, people_of
from benchmarks.twin.rules import (
    belonging,
    budgets,
    compact,
    congress,
    cooperation,
    elections,
    environment,
    estates,
    experience,
    giving,
    participation,
    population,
    problems,
    seats,
    ties,
    trust,
)
from govsim.assumptions import Assumptions
from govsim.month import INSTITUTION, MONTH, verb_name
from govsim.policy import PolicyPath
from govsim.state import World

Floats = NDArray[np.float64]

TWINS: dict[str, Callable[["TwinModel"], None]] = {
    "budgets.charge_users": budgets.charge_users,
    "problems.pile_up": problems.pile_up,
    "experience.live": experience.live,
    "replies.answer": experience.answer,
    "participation.be_asked": participation.be_asked,
    "elections.stand": elections.stand,
    "participation.vote": participation.vote,
    "participation.take_part": participation.take_part,
    "environment.sort": environment.sort,
    "cooperation.give": cooperation.give,
    "giving.pay_levy": giving.pay_levy,
    "compact.keep": compact.keep,
    "estates.pay_fees": estates.pay_fees,
    "estates.meet_owners": estates.meet_owners,
    "elections.count": elections.count,
    "seats.take": seats.take,
    "trust.update": trust.update,
    "belonging.settle": belonging.settle,
    "belonging.learn": belonging.learn,
    "ties.mix": ties.mix,
    "population.hear": population.hear,
    "experience.complain": experience.complain,
    "congress.judge": congress.judge,
    "population.move": population.move,
}
"""Verbs of the month in which residents decide, by the names they have in govsim."""


class TwinModel(mesa.Model):
    """A district of object residents with govsim's institutions.

    Parameters
    ----------
    world : opening state, which is not changed
    path : levers
    parameters : behavioural numbers
    """

    def __init__(self, world: World, path: PolicyPath, parameters: Assumptions) -> None:
        super().__init__(rng=world.draws.seed % 2**63)
        self.path = path
        self.parameters = parameters
        self.places: list[Community] = people_of(self, world)
        self.residents = [r for place in self.places for r in place.residents]
        self.slots = world.residents.slot.copy()  # registers institutions keep
        self.contacts = world.residents.neighbours.copy()
        around = copy.deepcopy(replace(world, residents=None))  # type: ignore[arg-type]
        gathers = Gathered(self.residents, self.slots, self.contacts)
        self.world: World = replace(around, residents=gathers)  # type: ignore[arg-type]

    def step(self) -> None:
        """One month: every verb in its order, then the books are closed."""
        w = self.world
        w.month += 1
        w.draws.month = w.money.month = w.month
        for verb in MONTH:
            self.act(verb)
        w.money.close()
        w.hours.close(w.month)

    def act(self, verb: Callable[..., None]) -> None:
        """One verb of the month, by the twin if residents decide in it."""
        twin = TWINS.get(verb_name(verb))
        if twin:
            twin(self)
        elif verb in INSTITUTION:
            verb(self.world, self.path.at(self.world.month), self.parameters)
        else:
            verb(self.world, self.parameters)

    # --- what rules use -------------------------------------------------------------

    def lots(self, stream: str, k: int = 1) -> list[list[float]]:
        """The draws govsim makes in this stream this month: k lists, one a resident each."""
        return self.world.uniform(stream, k).tolist()

    def show(self, table: str, *names: str) -> None:
        """Each place gets to see these columns of institutions, as plain numbers."""
        for place in self.places:
            place.see(self.world, table, names)

    def each(self, asked: Callable[[Community], Any]) -> NDArray[Any]:
        """A figure of every place, as institutions' columns hold them."""
        return np.array([asked(place) for place in self.places])

    def totals(self, name: str) -> Floats:
        """Sum of residents' attribute in each place."""
        return self.each(lambda place: float(place.total(name)))

    def means(self, name: str) -> Floats:
        """Mean of residents' attribute in each place."""
        return self.each(lambda place: float(place.mean(name)))

    def as_world(self) -> World:
        """The whole state as govsim holds it."""
        return replace(self.world, residents=columns_of(self.places))
