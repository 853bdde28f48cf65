"""Does a resident take part, in what, and why? (chapter 12)"""

from collections.abc import Sequence
from math import exp, log1p
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.twin.maths import logistic
from benchmarks.twin.person import MIGRANT, Person
from govsim.assumptions import Assumptions

if TYPE_CHECKING:
    from benchmarks.twin.model import TwinModel

USUAL_FREE_TIME = 0.35


class Participant(Person):
    """She is asked, votes, deliberates, volunteers and inspects."""

    def meet_organisers(self, lot: float, a: Assumptions) -> None:
        """Somebody asks her herself, or nobody does, eq. 12.1."""
        place = self.place
        reach = a.reach_base + a.reach_free_time * self.free_time
        if self.party:
            reach += a.reach_party * place.party_call
        if self.tenure == MIGRANT:
            reach *= a.reach_migrant
        tie = self.unit_tie * place.unit_support - a.unit_tie_usual
        passing = max(a.asked_base * (1.0 + a.asked_unit * tie), 0.0)
        self.met = lot < 1.0 - exp(-(place.contacts + passing) * reach)

    def hear(self, lot: float, a: Assumptions) -> None:
        """Mates pass requests on; who hears what was decided moves her stake, eq. 12.4."""
        place = self.place
        told_at_home = lot < a.relay and any(mate.met for mate in self.mates)
        self.asked = self.met or told_at_home
        hears = a.stake_rate
        if not (self.asked or self.did_deliberate):
            hears *= a.hearsay + (1.0 - a.hearsay) * place.represented
        decided = place.decided_yuan
        self.stake += hears * (decided / (decided + a.stake_half) - self.stake)

    def take_part(self, lots: Sequence[float], a: Assumptions) -> None:
        """She deliberates, volunteers, inspects or does not, eq. 12.2, 12.3, 12.8."""
        place, shared = self.place, self._shared_reasons(a)
        meeting = max(place.meetings, place.online * self.digital)
        logits = (
            self._reasons_to_deliberate(a) + shared,
            self._reasons_to_volunteer(a) + shared,
            self._reasons_to_oversee(a) + shared,
        )
        doors = (meeting, place.volunteer_work, place.oversight_open)
        starts = 1.0 if self.asked else a.self_start
        self.did_deliberate, self.did_volunteer, self.did_oversee = [
            lot < starts * logistic(logit) * door
            for lot, logit, door in zip(lots, logits, doors, strict=True)
        ]
        asked, memory, left = self.asked, a.habit_memory, self.left_by_act(a)
        if asked or self.did_deliberate:
            habit = memory * self.habit_deliberate + left * self.did_deliberate
            self.habit_deliberate = min(habit, 2.0)
        if asked or self.did_volunteer:
            habit = memory * self.habit_volunteer + left * self.did_volunteer
            self.habit_volunteer = min(habit, 2.0)
        if asked or self.did_oversee:
            habit = memory * self.habit_oversee + left * self.did_oversee
            self.habit_oversee = min(habit, 2.0)
        did = self.did_deliberate + self.did_volunteer + self.did_oversee
        did += self.did_vote + self.did_donate + self.did_owners_vote
        self.activity += (did - self.activity) / 12.0

    def _reasons_to_deliberate(self, a: Assumptions) -> float:
        """What speaks for deliberating by itself, eq. 12.8 [logits]."""
        return (
            a.deliberate_base
            + a.stake_act * self.stake
            + a.trust_act * (self.trust_committee - a.trust_centre_point)
            + a.online_act * self.place.online * self.digital
            + a.wronged_voice * self.lost_trust()
            + self.lean_deliberate
            + a.habit_act * self.habit_deliberate
        )

    def _reasons_to_volunteer(self, a: Assumptions) -> float:
        """What speaks for volunteering by itself, eq. 12.8 [logits]."""
        place = self.place
        logit = (
            a.volunteer_base
            + a.trust_act * (self.trust_committee - a.trust_centre_point)
            + a.neighbour_trust_act * (self.trust_neighbours - 0.5)
            + a.seen_act * place.seen
            + a.duty_act * self.pledge
            + self.lean_volunteer
            + a.habit_act * self.habit_volunteer
        )
        if place.volunteer_pay > 0:
            logit += a.pay_act * place.volunteer_pay / 10.0 - a.crowding_out
        return logit

    def _reasons_to_oversee(self, a: Assumptions) -> float:
        """What speaks for inspecting by itself, eq. 12.8 [logits]."""
        grievance = self.expectation + 0.5 - 2.0 * self.satisfaction
        return (
            a.oversee_base
            - a.trust_act * (self.trust_committee - a.trust_centre_point)
            + a.grievance_act * grievance
            + a.stake_oversee * self.stake
            + a.wronged_act * self.lost_trust()
            + self.lean_oversee
            + a.habit_act * self.habit_oversee
        )

    def _shared_reasons(self, a: Assumptions) -> float:
        """What speaks for all three, with those around her, eq. 12.5 and 12.8 [logits]."""
        active = sum([other.was_active for other in self.neighbours])
        logit = (
            a.efficacy_act * self.efficacy
            + a.neighbour_act * active / len(self.neighbours)
            + a.belonging_act * (self.belonging - 0.5)
            + a.free_time_act * (self.free_time - USUAL_FREE_TIME)
        )
        if any(mate.was_active for mate in self.mates):
            logit += a.mate_act
        return logit

    def vote(self, lot: float, a: Assumptions) -> None:
        """She votes if the box comes by and she cares to, eq. 12.6."""
        if not self.ballot_reached:
            self.did_vote = False
            return
        self.did_vote = lot < logistic(self._reasons_to_vote(a))
        habit = a.habit_memory * self.habit_vote + self.did_vote * self.left_by_act(a)
        self.habit_vote = min(habit, 2.0)

    def _reasons_to_vote(self, a: Assumptions) -> float:
        """What speaks for voting, eq. 12.6 [logits]."""
        place = self.place
        voted = sum([other.voted for other in self.neighbours])
        logit = (
            a.vote_base
            + a.stake_vote * self.stake
            + a.contest_vote * min(place.vote_contest, 1.0)
            + a.habit_act * self.habit_vote
            + a.neighbour_act * voted / len(self.neighbours)
            + a.trust_vote * (self.trust_committee - a.trust_centre_point)
            + a.belonging_vote * (self.belonging - 0.5)
            + a.years_vote * log1p(self.years_here)
            + a.free_time_vote * (self.free_time - USUAL_FREE_TIME)
            + a.seen_act * place.seen
            + a.duty_act * self.pledge
            + a.cohort_vote * (self.age - 45.0) / 10.0
            + a.wronged_vote * self.lost_trust()
            + self.lean_vote
        )
        if any(mate.voted for mate in self.mates):
            logit += a.mate_act
        if self.asked:
            logit += a.visit_vote
        if self.knows_head:
            logit += a.know_vote
        return logit


def be_asked(m: "TwinModel") -> None:
    """Residents are asked at the door or in passing, and hear it at home."""
    a = m.parameters
    m.show("offers", "contacts", "party_call", "represented", "decided_yuan")
    m.show("conditions", "unit_support")
    own, relayed = m.lots("asked", 2)
    for resident, lot in zip(m.residents, own, strict=True):
        resident.meet_organisers(lot, a)
    for resident, lot in zip(m.residents, relayed, strict=True):
        resident.hear(lot, a)


def vote(m: "TwinModel") -> None:
    """In an election month those whose home is reached decide to vote."""
    for resident in m.residents:
        resident.did_vote = False
    if not m.world.offers.vote_open.any():
        return
    m.show("offers", "vote_open", "vote_contest", "seen", "ballot_reach")
    send_round_the_box(m)
    places = [place for place in m.places if place.vote_open > 0]
    lots = m.lots("vote")[0]
    for resident in [r for place in places for r in place.residents]:
        resident.vote(lots[resident.row], m.parameters)
    for resident in [r for place in places for r in place.residents]:
        resident.voted = resident.did_vote


def send_round_the_box(m: "TwinModel") -> None:
    """The ballot box gets to a building or misses all of it, eq. 12.7."""
    lots = m.lots("ballot box")[0]
    for place in m.places:
        for building in place.buildings:
            reached = lots[building[0].row] < place.ballot_reach
            for resident in building:
                resident.ballot_reached = reached


def take_part(m: "TwinModel") -> None:
    """Residents deliberate, volunteer and inspect; volunteers' hours are booked."""
    a, w = m.parameters, m.world
    m.show("offers", "meetings", "online", "volunteer_work", "volunteer_pay")
    m.show("offers", "seen", "oversight_open")
    for resident in m.residents:
        resident.was_active = (
            resident.did_deliberate or resident.did_volunteer or resident.did_oversee
        )
    for resident, *lots in zip(m.residents, *m.lots("acts", 3), strict=True):
        resident.take_part(lots, a)
    given = [
        sum([r.act_hours for r in place.residents if r.did_volunteer])
        for place in m.places
    ]
    hours = a.volunteer_hours * np.array(given, dtype=np.float64)
    urgent = np.where(w.communities.emergency > 0.0, a.emergency_help, 0.0)
    w.hours.enter("volunteers", "upward", urgent * hours)
    w.hours.enter("volunteers", "service", (1.0 - urgent) * hours)
