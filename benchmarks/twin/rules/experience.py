"""What is a month of services like, and does she complain? (chapters 8 and 11)"""

from math import sumprod
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.twin.maths import logistic, within
from benchmarks.twin.person import Person
from govsim.assumptions import Assumptions

if TYPE_CHECKING:
    from benchmarks.twin.model import TwinModel


class Client(Person):
    """She uses services, complains, and gets an answer or none."""

    def use_services(self, open_share: float) -> None:
        """Quality weighted by her needs, times her access, eq. 11.1."""
        place = self.place
        door = place.access[self.access_group] * self.place_access * self.own_access
        quality = sumprod(place.services, self.needs)
        self.service = within(0.0, quality * door * self.afford * open_share, 1.0)

    def judge_services(self, lot: float, usual: float, a: Assumptions) -> None:
        """What she sees, against what she expects, makes satisfaction, eq. 11.2."""
        self.own_served = self.service - usual
        seen = self.service + a.observation_noise * (2.0 * lot - 1.0)
        if self.met_incident:
            seen -= a.incident_hurt
        gap = seen - self.expectation
        target = within(0.0, seen + a.disconfirmation * gap, 1.0)
        self.satisfaction += a.satisfaction_rate * (target - self.satisfaction)
        self.expectation += a.expectation_rate * gap + self.place.expectations

    def get_answer(self, lot: float) -> None:
        """Her complaint is resolved (1), put off (0) or ignored (−1), as eq. 8.1 has it."""
        if not self.complained:
            self.answered = 0.0
        elif lot < self.place.resolution:
            self.answered = 1.0
        else:
            self.answered = -1.0 if lot >= self.place.reply_rate else 0.0

    def complain(self, lot: float, a: Assumptions) -> None:
        """She complains if dissatisfied and if it helped before, eq. 11.3."""
        news = 1.0 if self.answered > 0 else a.ignored_step * self.answered
        self.efficacy = within(-1.0, a.efficacy_memory * self.efficacy + news, 1.0)
        unmet = 1.0 - self.satisfaction - a.usual_dissatisfaction
        chance = logistic(
            a.complaint_base
            + a.complaint_need * unmet
            + a.efficacy_complaint * self.efficacy
            + a.legal_complaint * (self.legal_awareness - a.legal_usual)
            + a.wronged_complaint * self.lost_trust()
        )
        self.complained = lot < chance


def live(m: "TwinModel") -> None:
    """Residents use services and see them with noise; emergencies hold some back, eq. 11.4."""
    a = m.parameters
    m.show("communities", "services", "access", "emergency")
    m.show("conditions", "expectations")
    lots = m.lots("observation")[0]
    for place in m.places:
        waiting = place.emergency / (place.emergency + a.emergency_half)
        for resident in place.residents:
            resident.use_services(1.0 - a.emergency_harm * waiting)
        usual = place.mean("service")
        for resident in place.residents:
            resident.judge_services(lots[resident.row], usual, a)


def answer(m: "TwinModel") -> None:
    """Complaints are answered as hours and skill allow, eq. 8.1; figures go up, eq. 8.2."""
    a, w = m.parameters, m.world
    k, adults = w.committees, w.communities.adults
    hours = w.hours.by_use("service") + k.station_counter
    reference = np.maximum(a.reference_reply_hours * adults, 1e-9)
    ranked = 1.0 + a.ranking_priority * k.ranking_weight
    speed = hours / reference * ranked * w.communities.counter_speed
    k.reply_rate = 1.0 - (1.0 - a.reply_base) ** np.maximum(speed, 0.0)
    k.resolution = k.reply_rate * (a.resolve_base + (1.0 - a.resolve_base) * k.skill)
    gaming = np.minimum(a.gaming * (k.hold + k.ranking_weight), 1.0)
    hidden = gaming * (1.0 - k.diversion_checked)
    k.reported_resolution = k.resolution + hidden * (1.0 - k.resolution)
    none = k.issued <= 0
    done = k.compliance * k.upward_load / np.where(none, 1.0, k.issued)
    done = np.where(none, 1.0, done)
    k.reported_compliance = done + hidden * (1.0 - done)
    m.show("committees", "resolution", "reply_rate")
    for resident, lot in zip(m.residents, m.lots("reply")[0], strict=True):
        resident.get_answer(lot)


def complain(m: "TwinModel") -> None:
    """Residents who are dissatisfied and believe it helps complain."""
    for resident, lot in zip(m.residents, m.lots("complaint")[0], strict=True):
        resident.complain(lot, m.parameters)
