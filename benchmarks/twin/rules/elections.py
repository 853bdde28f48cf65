"""Who stands, who is elected, and what are they like? (chapter 15, elections)"""

from operator import attrgetter
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.twin.maths import logistic, within
from benchmarks.twin.person import Person
from benchmarks.twin.rules.participation import send_round_the_box
from govsim.assumptions import Assumptions

if TYPE_CHECKING:
    from benchmarks.twin.community import Community
    from benchmarks.twin.model import TwinModel

DIRECT = 3


class Elector(Person):
    """She agrees to stand or to supervise."""

    def willingness(self, base: float, lean: float, a: Assumptions) -> float:
        """Probability that she agrees if asked, eq. 15.1."""
        return logistic(
            base
            + a.stand_stake * self.stake
            + a.stand_time * (self.free_time - 0.35)
            + a.stand_belonging * (self.belonging - 0.5)
            + lean
        )

    def consider_standing(self, lots: list[float], a: Assumptions) -> None:
        """Would she agree (eq. 15.1), and how soon does the search come to her?"""
        agrees, noise = lots
        lean = self.lean_deliberate - a.campaign_burden * self.place.campaign
        self.agrees = agrees < self.willingness(a.stand_base, lean, a)
        habits = self.habit_deliberate + self.habit_volunteer + self.habit_oversee
        known = self.place.list_lean * self.party + a.search_noise * noise
        self.inclined = habits + self.belonging + known

    def consider_supervising(self, lots: list[float], a: Assumptions) -> None:
        """As for standing, but supervising takes less."""
        agrees, noise = lots
        base = a.stand_base + a.supervise_ease
        self.agrees = agrees < self.willingness(base, self.lean_oversee, a)
        self.inclined = self.habit_oversee + self.belonging + a.search_noise * noise

    def ability(self, a: Assumptions) -> float:
        """Competence she would bring, eq. 15.5."""
        return a.competence_base + a.competence_schooling * self.education / 3.0

    def care(self) -> float:
        """Orientation towards residents she would bring, eq. 15.5."""
        return 0.5 * self.belonging + 0.5 * self.trust_neighbours


def stand(m: "TwinModel") -> None:
    """Those asked to stand decide; where too few agree the search goes on."""
    for resident in m.residents:
        resident.candidate = False
    if not (m.world.offers.vote_open > 0).any():
        return
    m.show("offers", "vote_open", "campaign", "list_lean", "asks", "street_fills")
    m.show("offers", "one_candidate")
    m.show("committees", "seats")
    lots = m.lots("stand", 2)
    for place in m.places:
        place.vote_contest = 0.0
        if place.vote_open > 0:
            _search(place, lots, m.parameters)
    m.world.offers.vote_contest = m.each(lambda place: place.vote_contest)


def _search(place: "Community", lots: list[list[float]], a: Assumptions) -> None:
    """All of the first round who agree stand, of the next only till seats fill, eq. 15.2."""
    for resident in place.residents:
        resident.consider_standing([each[resident.row] for each in lots], a)
    order = sorted(place.residents, key=lambda r: -r.inclined)
    asks, seats = int(place.asks), int(place.seats)
    stands = [resident for resident in order[:asks] if resident.agrees]
    missing = seats - len(stands)
    if missing > 0 and not place.street_fills:
        second = order[asks : asks + int(a.second_round * asks)]
        stands += [resident for resident in second if resident.agrees][:missing]
    for resident in stands:
        resident.candidate = True
    running = len(stands)
    if place.one_candidate:
        running = min(running, seats)
    place.vote_contest = within(0.0, (running - seats) / max(seats, 1), 1.0)


def count(m: "TwinModel") -> None:
    """Votes are counted and seats filled; being elected by itself changes nothing."""
    a, k = m.parameters, m.world.committees
    if not m.world.offers.election_due.any():
        return
    m.show("offers", "vote_open", "vote_contest", "campaign", "election_due")
    m.show("offers", "street_fills", "ballot_reach")
    m.show("committees", "seats", *BY_VOTE, *TURNOUT)
    send_round_the_box(m)
    proxies = m.lots("proxy")[0]
    for place in m.places:
        if place.election_due:
            _fill_seats(place, a)
            place.last_election = m.world.month
            if place.vote_open > 0:
                place.turnout_true = place.mean("did_vote")
                place.turnout_reported = _reported(place, proxies, a)
    for name in (*BY_VOTE, *TURNOUT):
        setattr(k, name, m.each(attrgetter(name)))


BY_VOTE = (
    "members",
    "contested",
    "talent",
    "competence",
    "orientation",
    "uncontested",
    "vacant",
    "last_election",
)
TURNOUT = ("turnout_true", "turnout_reported")


def _fill_seats(place: "Community", a: Assumptions) -> None:
    """Incumbents residents keep (eq. 15.3), the others as candidates are (eq. 15.8)."""
    polled = place.vote_open > 0
    contest = place.vote_contest if polled else 0.0
    stands = [resident for resident in place.residents if resident.candidate]
    running = float(len(stands)) if polled else 0.0
    place.members = place.seats if place.street_fills else min(running, place.seats)
    ability, care = _those_elected(place, stands, running, contest, a)
    trust = place.mean("trust_committee")
    keep = logistic(a.judgement * (trust - 0.5)) if contest > 0 else a.appointed_stay
    novice = max(ability - a.novice_loss, 0.0)
    place.talent = keep * place.talent + (1.0 - keep) * ability
    place.competence = keep * place.competence + (1.0 - keep) * novice
    place.orientation = keep * place.orientation + (1.0 - keep) * care
    place.contested, place.uncontested = contest, 1.0 - contest
    place.vacant = 1.0 - place.members / max(place.seats, 1.0)


def _those_elected(
    place: "Community",
    stands: list[Elector],
    running: float,
    contest: float,
    a: Assumptions,
) -> tuple[float, float]:
    """Ability and care of new members, eq. 15.5; the street chooses for other seats."""
    number = max(len(stands), 1)
    ability = sum([resident.ability(a) for resident in stands]) / number
    ability += a.choice_gain * contest * (1.0 + place.campaign)
    care = sum([resident.care() for resident in stands]) / number
    own = min(running, place.members) / max(place.members, 1.0)
    return (
        own * ability + (1.0 - own) * a.appointed_competence,
        own * care + (1.0 - own) * a.appointed_orientation,
    )


def _reported(place: "Community", proxies: list[float], a: Assumptions) -> float:
    """Turnout as reported, eq. 15.4: one vote stands for the home, or nobody's."""
    if place.vote_open == DIRECT:
        return place.mean("did_vote")
    signed = 0
    for home in place.homes:
        somebody = any(resident.did_vote for resident in home)
        if somebody or proxies[home[0].row] < a.proxy:
            signed += sum([resident.ballot_reached for resident in home])
    return float(np.divide(signed, max(place.adults, 1.0)))
