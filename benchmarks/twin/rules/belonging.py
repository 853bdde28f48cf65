"""Does she feel at home, know who runs the place, learn her rights? (chapter 17)"""

from math import exp
from typing import TYPE_CHECKING

from benchmarks.twin.maths import within
from benchmarks.twin.person import OWNER, STATE_JOB, Person
from govsim.assumptions import Assumptions

if TYPE_CHECKING:
    from benchmarks.twin.model import TwinModel

MEAN_SCHOOLING = 1.85


class Settler(Person):
    """She comes to feel at home, to know the head and the law."""

    def settle(self, lot: float, a: Assumptions) -> None:
        """Shared acts, years and good services feed belonging, eq. 17.1."""
        acts = (
            self.did_deliberate
            or self.did_volunteer
            or self.did_oversee
            or self.did_donate
        )
        years = 1.0 - exp(-self.years_here / a.belonging_years)
        target = (
            a.belonging_base
            + a.belonging_tenure * years * (1.0 if self.tenure == OWNER else 0.7)
            + a.belonging_shared * acts
            + a.belonging_service * (self.satisfaction - 0.5)
            + 0.5 * self.leaning_neighbours
        )
        gap = within(0.0, target, 1.0) - self.belonging
        self.belonging += a.belonging_rate * gap
        if lot > 1.0 - a.forget_head:
            self.knows_head = False
        elif lot < a.learn_head * (self.asked + 2.0 * acts) + self.place.told:
            self.knows_head = True

    def learn(self, lot: float, a: Assumptions) -> None:
        """A class teaches rights and channels; what it taught fades, eq. 17.3."""
        schooling = a.legal_schooling * (self.education - MEAN_SCHOOLING) / 1.5
        base = a.legal_usual + schooling + 0.05 * (self.employment == STATE_JOB)
        learnt = self.legal_awareness
        if lot < self.place.classes * 2.0 * self.free_time:
            learnt += a.class_teaches * (1.0 - learnt)
        self.legal_awareness = learnt - a.legal_fades * (learnt - base)


def settle(m: "TwinModel") -> None:
    """Shared acts, years and good services feed belonging, contact knowledge.

    So does a campaign, in the month of a vote, eq. 17.4.
    """
    m.show("offers", "campaign", "vote_open")
    for place in m.places:
        campaign = place.campaign if place.vote_open > 0 else 0.0
        place.told = m.parameters.campaign_known * campaign
    for resident, lot in zip(m.residents, m.lots("know")[0], strict=True):
        resident.settle(lot, m.parameters)


def learn(m: "TwinModel") -> None:
    """Residents with time come to civic classes and learn rights, duties and channels."""
    m.show("offers", "classes")
    for resident, lot in zip(m.residents, m.lots("classes")[0], strict=True):
        resident.learn(lot, m.parameters)
