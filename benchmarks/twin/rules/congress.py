"""Who signs, who accepts what was decided, who had a part in it? (chapter 25)"""

from math import exp
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.twin.maths import logistic, ratio, within
from benchmarks.twin.person import Person
from govsim.assumptions import Assumptions

if TYPE_CHECKING:
    from benchmarks.twin.community import Community
    from benchmarks.twin.model import TwinModel


class Citizen(Person):
    """She signs, accepts, and remembers what she had a part in."""

    def signs_for_meeting(self, lot: float, a: Assumptions) -> bool:
        """She is met by who collects names for a meeting, and is willing, eq. 25.5."""
        if lot >= self.place.met_by_collectors:
            return False
        grievance = self.expectation + 0.5 - 2.0 * self.satisfaction
        wants = a.sign_base + a.sign_grievance * grievance + a.sign_stake * self.stake
        return lot < self.place.met_by_collectors * logistic(wants)

    def signs_for_recall(self, lot: float, a: Assumptions) -> bool:
        """The same for a recall: she distrusts the committee, eq. 25.5."""
        if lot >= self.place.met_by_collectors:
            return False
        leaves = a.recall_base + a.sign_distrust * (0.5 - self.trust_committee)
        return lot < self.place.met_by_collectors * logistic(leaves)

    def accept(self, a: Assumptions) -> float:
        """How far she accepts what was decided, eq. 25.7: served, asked in, done properly."""
        if self.asked or self.did_deliberate:
            self.invited = 1.0
        else:
            self.invited *= 11.0 / 12.0
        served = within(0.0, 0.5 + a.fairness_gain * self.own_served, 1.0)
        return (
            a.accept_served * served
            + a.accept_part * self.invited
            + a.accept_kept * self.place.kept_properly
        ) / (a.accept_served + a.accept_part + a.accept_kept)

    def note_part(self, met: float, sat: float) -> None:
        """Money whose use she had a part in deciding fades over a year, eq. 25.8."""
        now = met * self.did_deliberate + sat * self.seat
        self.influence = self.influence * (11.0 / 12.0) + now


def judge(m: "TwinModel") -> None:
    """Residents sign or not, accept or not; who had a part in decisions is noted."""
    a, c = m.parameters, m.world.communities
    m.show("communities", "call_signatures", "recall_signatures", "petitioned")
    m.show("communities", "procedure_kept", "acceptance", "council_say")
    m.show("communities", "council_accepts", "meeting_yuan", "fund_spending")
    m.show("communities", "free_spending")
    m.show("committees", "delivered", "last_election")
    calls, recalls = m.lots("sign", 2)
    for place in m.places:
        _sign(place, calls, recalls, a)
        if place.petitioned:
            place.call_signatures = 0.0
        if place.last_election == m.world.month:
            place.recall_signatures = 0.0
        _accept(place, a)
        new = np.where(c.project_voted[place.row] == m.world.month, 1.0, 0.0)
        voted = (new * c.project_yuan[place.row]).tolist()
        _note_parts(place, voted, c.project_proposer[place.row].tolist())
    c.call_signatures = m.each(lambda place: place.call_signatures)
    c.recall_signatures = m.each(lambda place: place.recall_signatures)
    c.acceptance = m.each(lambda place: place.acceptance)


def _sign(
    place: "Community", calls: list[float], recalls: list[float], a: Assumptions
) -> None:
    """Those active ask others for their names; old signatures lapse, eq. 25.6."""
    people = place.residents
    active = len([r for r in people if r.did_deliberate or r.did_oversee])
    number = max(place.adults, 1.0)
    place.met_by_collectors = 1.0 - exp(-a.collect_contacts * active / number)
    signed = sum([r.signs_for_meeting(calls[r.row], a) for r in people]) / number
    kept = a.signature_kept * place.call_signatures
    place.call_signatures = kept + (1.0 - kept) * signed
    signed = sum([r.signs_for_recall(recalls[r.row], a) for r in people]) / number
    kept = a.signature_kept * place.recall_signatures
    place.recall_signatures = kept + (1.0 - kept) * signed


def _accept(place: "Community", a: Assumptions) -> None:
    """Mean acceptance, more where a joint council stands behind it; moves over a year."""
    place.kept_properly = place.procedure_kept * place.delivered
    accepted = sum([resident.accept(a) for resident in place.residents])
    view = accepted / max(place.adults, 1.0)
    view += (1.0 - view) * place.council_say * place.council_accepts
    place.acceptance += (view - place.acceptance) / 12.0


def _note_parts(place: "Community", voted: list[float], proposers: list[int]) -> None:
    """Money by who decided: those who came, who sit, and half of it who proposed."""
    came = place.total("did_deliberate")
    met = ratio(place.meeting_yuan + 0.5 * sum(voted), came)
    own = place.free_spending - place.fund_spending - place.meeting_yuan
    sat = ratio(own, place.total("seat"))
    for resident in place.residents:
        resident.note_part(met, sat)
    for yuan, slot in zip(voted, proposers, strict=True):
        if yuan != 0:
            for resident in [r for r in place.residents if r.slot == slot]:
                resident.influence += 0.5 * yuan
