"""Does she do her part when others do theirs? (chapter 13)"""

from collections.abc import Sequence
from math import exp
from typing import TYPE_CHECKING

from benchmarks.twin.maths import within
from benchmarks.twin.person import CONDITIONAL, FREE_RIDER, OTHER, Person
from govsim.assumptions import Assumptions

if TYPE_CHECKING:
    from benchmarks.twin.community import Community
    from benchmarks.twin.model import TwinModel


class Giver(Person):
    """She gives by her own schedule and by what she believes of others."""

    def schedule(self, others: float, lot: float, a: Assumptions) -> float:
        """Share given if others are known to give `others`, eq. 13.2."""
        if self.cooperation_type == CONDITIONAL:
            return within(0.0, self.cooperation_slope * others, 1.0)
        return 2.0 * a.other_gift * lot if self.cooperation_type == OTHER else 0.0

    def following(self, a: Assumptions) -> float:
        """How closely she goes by what she believes and hears, eq. 13.3."""
        own = max(1.0 + a.follow_lean * self.lean_donate, 0.0)
        return own * (a.free_rider_pull if self.cooperation_type == FREE_RIDER else 1.0)

    def contribution(
        self, shift: float, lots: Sequence[float], a: Assumptions
    ) -> float:
        """Share of an endowment given, eq. 13.4 and 13.5: schedule, belief, shift, whim."""
        wish_lot, whim_lot = lots
        belief = self.belief + a.talk_belief * self.pledge * (1.0 - self.belief)
        wish = self.schedule(belief, wish_lot, a)
        meant = (
            a.schedule_weight * wish
            + a.belief_pull * self.following(a) * belief
            + (shift + a.gift_shift + a.talk_norm * self.pledge)
        )
        meant = within(0.0, meant, 1.0)
        whim = a.gift_noise * (2.0 * whim_lot - 1.0)
        return meant + whim * meant * (1.0 - meant)

    def hear_talk(self, a: Assumptions) -> None:
        """Talk about what each owes leaves pledges, old ones fade, eq. 13.6 and 13.7."""
        place = self.place
        about = 1.0 if self.appealed else place.duty_talk
        if not self.did_deliberate:
            about *= a.notice_strength * place.online * self.digital
        pledge = a.norm_memory * self.pledge
        bound = min(about * self.following(a), 1.0)
        self.pledge = pledge + bound * (1.0 - pledge)

    def consider_gift(self, lots: Sequence[float], a: Assumptions) -> None:
        """Her own answer to an appeal: trust in who collects and belonging add, eq. 13.5."""
        trust = a.gift_trust * (self.trust_committee - a.trust_centre_point)
        warm = a.gift_asked + (trust + a.gift_belonging * (self.belonging - 0.5))
        self.share = self.contribution(warm, lots, a)

    def follow_example(self, shown: float, lot: float, a: Assumptions) -> None:
        """Who sees first movers gives part of what her schedule replies, eq. 13.8."""
        if self.party:
            return
        reply = self.schedule(shown, lot, a)
        self.share += a.leader_weight * self.place.seen * (reply - self.share)

    def give(self, a: Assumptions) -> None:
        """She gives the share of a small part of her income."""
        self.gift = self.share * a.gift_endowment * self.income
        self.did_donate = self.share > a.gift_counts

    def learn_of_gifts(self, told: float, a: Assumptions) -> None:
        """What others gave changes what she believes of them, eq. 13.1."""
        self.belief = (1.0 - a.belief_weight) * self.belief + a.belief_weight * told


def give(m: "TwinModel") -> None:
    """Residents asked for a gift give a share of a small sum; the chest pays for help."""
    a, money = m.parameters, m.world.money
    m.show("offers", "match_open", "appeals", "duty_talk", "online", "seen")
    appeals, wishes, whims = m.lots("gift", 3)
    for place in m.places:
        answers = _answering(place, a)
        for resident in place.residents:
            resident.appealed = appeals[resident.row] < answers
            resident.share, resident.gift, resident.did_donate = 0.0, 0.0, False
            resident.hear_talk(a)
        _collect(place, wishes, whims, a)
    money.move("households", "chest", m.totals("gift"), "gifts")
    money.move("chest", "suppliers", money.balance("chest").copy(), "mutual help")


def _answering(place: "Community", a: Assumptions) -> float:
    """Share of adults who answer appeals, more where gifts are matched, eq. 29.1."""
    reached = 1.0 - exp(-place.appeals)
    if place.match_open > 0:
        reached *= 1.0 + a.match_lift * place.match_open
    return min(reached, 1.0)


def _collect(
    place: "Community", wishes: list[float], whims: list[float], a: Assumptions
) -> None:
    """Party members asked give first, others see it, all learn what was given."""
    asked = [resident for resident in place.residents if resident.appealed]
    for resident in asked:
        row = resident.row
        resident.consider_gift((wishes[row], whims[row]), a)
    first = [resident.share for resident in asked if resident.party]
    if first:
        shown = sum(first) / len(first)
        for resident in asked:
            resident.follow_example(shown, wishes[resident.row], a)
    for resident in asked:
        resident.give(a)
    if asked:
        told = sum([resident.share for resident in asked]) / len(asked)
        for resident in asked:
            resident.learn_of_gifts(told, a)
