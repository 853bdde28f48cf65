"""Who moves in and out, grows older, dies; who is heard? (chapter 18)"""

from math import exp, sumprod
from operator import attrgetter
from typing import TYPE_CHECKING

from benchmarks.twin.maths import within
from benchmarks.twin.newcomers import replace
from benchmarks.twin.person import OWNER, Person
from govsim.assumptions import Assumptions
from govsim.vocabulary import ACCESS_GROUPS, DOMAINS

if TYPE_CHECKING:
    from benchmarks.twin.community import Community
    from benchmarks.twin.model import TwinModel

HEADS_CARRY = (1.0, 0.7, 0.4)
GROUPS, NEEDS = range(len(ACCESS_GROUPS)), range(len(DOMAINS))


class Mover(Person):
    """She grows older, moves out with her home, dies."""

    def grow_older(self, a: Assumptions) -> None:
        """A month goes by; ties to a work unit fade."""
        self.age += 1.0 / 12.0
        self.years_here += 1.0 / 12.0
        fading = a.unit_fading + a.unit_withdrawn * (1.0 - self.place.unit_support)
        self.unit_tie *= 1.0 - fading

    def moves_out(self, lot: float, a: Assumptions) -> bool:
        """As head of a home she moves it out; belonging keeps it, eq. 18.1."""
        place = self.place
        rate = (a.leave_owner, a.leave_renter, a.leave_migrant)[self.tenure]
        pressed, let = 1.0, 0.0
        if self.tenure == OWNER:
            let = a.flood_lets * place.arrivals
        else:
            pressed += a.flood_turnover * place.arrivals
        if self.age < 35.0:
            pressed += place.ageing
        base = rate * pressed + let
        return lot < min(base * exp(-a.belonging_stays * (self.belonging - 0.5)), 1.0)

    def dies(self, lot: float) -> bool:
        """Death, doubling every 8 years, eq. 18.2."""
        return lot < min(0.01 / 12.0 * 2.0 ** ((self.age - 65.0) / 8.0), 1.0)

    def weight_of_voice(self, a: Assumptions) -> float:
        """Weight where it is decided, eq. 18.7: she came, or her building's head speaks."""
        if self.did_deliberate:
            return 1.0
        return a.heads_say * self.place.represented * HEADS_CARRY[self.tenure]


def move(m: "TwinModel") -> None:
    """Everybody grows a month older; homes are left and taken over, the dead replaced."""
    a = m.parameters
    m.show("conditions", "unit_support", "arrivals", "ageing")
    m.show("communities", "next_slot")
    leaving, dying = m.lots("population", 2)
    for resident in m.residents:
        resident.grow_older(a)
    for place in m.places:
        left = {
            resident.row
            for home in place.homes
            if home[0].moves_out(leaving[home[0].row], a)
            for resident in home
        }
        dead = {r.row for r in place.residents if r.dies(dying[r.row])}
        if left or dead:
            replace(m, place, left, dead)
    m.world.communities.next_slot = m.each(lambda place: place.next_slot)


def hear(m: "TwinModel") -> None:
    """Who came to decide this month is remembered for a year, eq. 5.7."""
    a, c = m.parameters, m.world.communities
    m.show("offers", "represented")
    m.show("communities", "voices", "voice", "voice_needs")
    if m.world.month % 12 == 0:
        take_stock(m)
    m.show("communities", "needs")
    for place in m.places:
        _remember_voices(place, a)
    c.voices = m.each(lambda place: place.voices)
    c.voice = m.each(lambda place: place.voice)
    c.voice_needs = m.each(lambda place: place.voice_needs)


def _remember_voices(place: "Community", a: Assumptions) -> None:
    """Number, groups and needs of those heard, eq. 5.7; informed talk, eq. 18.8."""
    weights = [resident.weight_of_voice(a) for resident in place.residents]
    total = sum(weights)
    place.voices += (100.0 * total / max(place.adults, 1.0) - place.voices) / 12.0
    if total <= 0:
        return
    said = [0.0 for _ in GROUPS]
    spoken = [0.0 for _ in NEEDS]
    beyond = 0.0
    for resident, weight in zip(place.residents, weights, strict=True):
        if weight > 0:
            said[resident.access_group] += weight
            beyond += (resident.legal_awareness - a.legal_usual) * weight
            for domain, need in enumerate(resident.needs):
                spoken[domain] += need * weight
    informed = within(0.0, a.informed_talk * beyond / total, 1.0)
    for group in GROUPS:
        gap = said[group] / total - place.voice[group]
        place.voice[group] += a.voice_rate * gap
    for domain in NEEDS:
        wish = spoken[domain] / sum(spoken)
        carried = wish + informed * (place.needs[domain] - wish)
        gap = carried - place.voice_needs[domain]
        place.voice_needs[domain] += a.voice_rate * gap


def take_stock(m: "TwinModel") -> None:
    """Once a year: needs, groups and inequality of each place as they are now."""
    c = m.world.communities
    for place in m.places:
        people = place.residents
        elite = [resident for resident in people if resident.access_group == 0]
        place.needs = _mean_needs(people)
        place.elite_needs = _mean_needs(elite) if elite else place.needs
        place.group_share = [
            len([r for r in people if r.access_group == group]) / max(place.adults, 1.0)
            for group in GROUPS
        ]
        place.gini = gini([resident.income for resident in people])
    for name in ("needs", "elite_needs", "group_share", "gini"):
        setattr(c, name, m.each(attrgetter(name)))


def _mean_needs(people: list[Person]) -> list[float]:
    """Mean needs by domain, adding up to 1."""
    summed = [sum([r.needs[domain] for r in people]) for domain in NEEDS]
    return [need / sum(summed) for need in summed]


def gini(values: list[float]) -> float:
    """Gini coefficient, eq. 18.3 (0 all alike … 1 one has all)."""
    ranked, number = sorted(values), len(values)
    total = sum(ranked)
    if total <= 0:
        return 0.0
    ranks = range(1, number + 1)
    return 2.0 * sumprod(ranks, ranked) / (number * total) - (number + 1) / number
