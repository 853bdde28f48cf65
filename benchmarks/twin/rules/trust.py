"""Whom does she trust, after what happened to her this month? (chapter 16)"""

from math import exp
from typing import TYPE_CHECKING

from benchmarks.twin.maths import within
from benchmarks.twin.person import MIGRANT, Person
from govsim.assumptions import Assumptions

if TYPE_CHECKING:
    from benchmarks.twin.community import Community
    from benchmarks.twin.model import TwinModel

USUAL_DELAY = 0.5
type Event = tuple[float, float]  # value and weight


def evidence(events: list[Event]) -> Event:
    """Weighted mean of the events met and their total weight, eq. 16.2."""
    total = sum([weight for _, weight in events])
    if total <= 0:
        return 0.0, total
    return sum([value * weight for value, weight in events]) / total, total


def moved(trust: float, target: float, weight: float, a: Assumptions) -> float:
    """Trust after the month's events, eq. 16.3: bad news moves it faster."""
    gap = within(0.0, target, 1.0) - trust
    rate = a.trust_up if gap > 0 else a.trust_up * a.trust_ratio
    return trust + min(rate * min(weight, 2.0), 1.0) * gap


class Truster(Person):
    """She judges each institution by what she met of it, and talks."""

    def judge(self, a: Assumptions) -> None:
        """Trust in every institution after the month's events, before anybody talks."""
        place = self.place
        answers = place.committee_answers
        theft = self._theft(a)
        met, weight = evidence(
            [
                *self._services(1.0 - answers, a),
                (0.0, a.failure_weight * place.contract_failure),
                (0.0, 0.5 * theft),
            ]
        )
        target = met + place.papers_shift + self.leaning_government
        self.trust_government = moved(self.trust_government, target, weight, a)
        met, weight = evidence(
            [
                *self._services(answers, a),
                (place.done_in_time, a.weight_voice * self.did_deliberate),
                (0.0, theft),
            ]
        )
        target = met + self.leaning_committee
        self.trust_committee = moved(self.trust_committee, target, weight, a)
        self._judge_organisations(a)
        self._judge_neighbours(a)
        level = a.centre_level + a.centre_pass * (self.trust_government - 0.5)
        target = level + self.leaning_centre
        self.trust_centre = moved(self.trust_centre, target, 0.5, a)

    def _services(self, share: float, a: Assumptions) -> list[Event]:
        """Events all share in answering for: outcome, own need, reply, incident."""
        part = 2.0 * share
        return [
            (self.satisfaction + a.experience_offset, a.weight_outcome * part),
            (0.5 + a.fairness_gain * self.own_served, a.weight_fairness * part),
            (0.5 + 0.5 * self.answered, a.weight_reply * self.complained * part),
            (0.0, a.incident_weight * self.met_incident),
        ]

    def _theft(self, a: Assumptions) -> float:
        """Weight of theft she heard of; a scandal reaches all."""
        known = self.place.scandal
        if self.asked or self.did_oversee:
            known += self.place.theft_seen
        return min(a.theft_weight * known, 2.0)

    def _judge_organisations(self, a: Assumptions) -> None:
        """NGOs by the contract work she meets, firms by the property firm's."""
        place = self.place
        if place.ngo_works:
            target = place.contract_quality + self.leaning_ngo
            self.trust_ngo = moved(self.trust_ngo, target, a.ngo_met, a)
        if place.firm_present:
            target = place.firm_service * self.place_access + self.leaning_business
            self.trust_business = moved(self.trust_business, target, a.firm_met, a)

    def _judge_neighbours(self, a: Assumptions) -> None:
        """Neighbours by everyday contact, what they did together, incidents among them."""
        together = self.did_deliberate or self.did_volunteer
        met, weight = evidence(
            [
                (
                    a.neighbour_base + a.neighbour_together * together,
                    a.neighbour_met * (0.3 + together),
                ),
                (0.0, a.incident_neighbours * self.met_incident),
            ]
        )
        target = met + self.leaning_neighbours
        self.trust_neighbours = moved(self.trust_neighbours, target, weight, a)

    def talk(self, a: Assumptions) -> None:
        """Contacts whose view is near enough draw hers, eq. 16.4 (bad news × 2)."""
        others = self.neighbours
        heard = sum([other.trust_government for other in others]) / len(others)
        gap = heard - self.trust_government
        self.view_government = self.trust_government + _pull(gap, a) * gap
        heard = sum([other.trust_committee for other in others]) / len(others)
        gap = heard - self.trust_committee
        self.view_committee = self.trust_committee + _pull(gap, a) * gap

    def get_used(self, a: Assumptions) -> None:
        """What she heard becomes her view; slowly she gets used to it, and to strangers."""
        self.trust_government = self.view_government
        self.trust_committee = self.view_committee
        now = 0.5 * (self.trust_government + self.trust_committee)
        self.used_trust += a.used_rate * (now - self.used_trust)
        self._meet_strangers(a)

    def _meet_strangers(self, a: Assumptions) -> None:
        """Contacts across origins make trust in strangers, incidents undo it, eq. 16.5."""
        migrant = self.tenure == MIGRANT
        others = self.neighbours
        across = sum([(other.tenure == MIGRANT) != migrant for other in others])
        base = a.strangers_base + 0.5 * self.leaning_neighbours
        target = within(0.0, base + a.strangers_bridge * across / len(others), 1.0)
        if self.met_incident:
            target = 0.0
        self.trust_strangers += a.strangers_rate * (target - self.trust_strangers)


def _pull(gap: float, a: Assumptions) -> float:
    """How far talk draws her, eq. 16.4: nothing beyond the bound, bad news twice."""
    if abs(gap) >= a.confidence_bound:
        return 0.0
    return 2.0 * a.social_learning if gap < 0 else a.social_learning


def _sum_up(place: "Community", a: Assumptions) -> None:
    """What is the same for all of a place, eq. 16.1 and 16.6."""
    known = place.duties_known
    place.committee_answers = known * place.committee_duty + (1.0 - known) * 0.5
    papers = place.street_answers - a.papers_usual
    place.papers_shift = a.papers_weight * papers + a.street_lean
    decided = place.decided_yuan
    in_time = exp(-a.delay_hurts * max(place.decision_delay - USUAL_DELAY, 0.0))
    place.done_in_time = place.delivered * decided / (decided + a.stake_half) * in_time
    place.ngo_works = place.contract_with >= 0


def update(m: "TwinModel") -> None:
    """Each institution is judged by what residents met of it; then they talk."""
    a = m.parameters
    m.show("offers", "duties_known", "committee_duty", "street_answers", "theft_seen")
    m.show("offers", "decided_yuan", "firm_service")
    m.show("communities", "decision_delay", "contract_failure")
    m.show("committees", "delivered")
    m.show("conditions", "scandal")
    m.show("partners", "contract_with", "contract_quality", "firm_present")
    for place in m.places:
        _sum_up(place, a)
    for resident in m.residents:
        resident.judge(a)
    for resident in m.residents:
        resident.talk(a)
    for resident in m.residents:
        resident.get_used(a)
