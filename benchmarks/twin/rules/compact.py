"""Does she do her part of common duties, and who finds out if not? (chapter 33)"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from benchmarks.twin.maths import within
from benchmarks.twin.rules.cooperation import Giver
from govsim.assumptions import Assumptions

if TYPE_CHECKING:
    from benchmarks.twin.community import Community
    from benchmarks.twin.model import TwinModel

TOLERATED = 0.5  # share of what is due below which it is a breach
REGULAR = 0.5  # habit of one who counts as a volunteer
LEFT = -4.0  # lean of one who gave up volunteering [logits]


class Bound(Giver):
    """She keeps a compact, thinks of it, watches neighbours, learns from fines."""

    def keep(self, lots: Sequence[float], a: Assumptions) -> None:
        """Her part of common duties by herself, eq. 13.5, or under a rule, eq. 13.12.

        She is for a rule if it brings her more than it asks of her, eq. 13.14.
        """
        place = self.place
        self.lesson *= a.norm_memory
        own = self.contribution(self.lesson, lots, a)
        due, pull = place.rule_due, place.rule_pull
        added = pull * max(due - self.belief, 0.0)
        asked = pull * max(due - own, 0.0)
        self.for_compact = a.common_return * added - asked > 0.0
        self.keeps = own
        if place.rule_binds > 0:
            own *= place.motive_left
            self.keeps = own + pull * max(due - own, 0.0)

    def believe(self, kept: float, weight: float) -> None:
        """What others were seen to do changes her belief, eq. 13.1."""
        self.belief = (1.0 - weight) * self.belief + weight * kept

    def reproaches(self, other: Giver, lot: float, a: Assumptions) -> float:
        """What she spends to sanction another, eq. 13.9 [share of the endowment]."""
        if lot >= a.punish_will:
            return 0.0
        gap = self.keeps - other.keeps
        severity = a.punish_severity * 3.0 / len(other.neighbours)
        return severity * (gap if gap > 0 else -a.antisocial * gap)

    def be_found_out(self, reported: float, lots: list[float], a: Assumptions) -> None:
        """Inspectors and neighbours find a breach, eq. 33.3; the fine by eq. 33.4."""
        place, due = self.place, self.place.rule_due
        found_lot, leaving_lot = lots
        seen = 1.0 - (1.0 - place.rule_watch) * (1.0 - min(reported, 1.0))
        breach = place.rule_binds > 0 and self.keeps < TOLERATED * due
        found = breach and found_lot < seen
        if found:
            self.fined = place.rule_fine * max(due - self.keeps, 0.0) / due
            if self.habit_volunteer >= REGULAR and leaving_lot < a.fined_leaves:
                self.lean_volunteer = min(self.lean_volunteer, LEFT)
        if not breach:
            self._take_lesson(-a.sanction_backlash * place.rule_binds * reported)
        elif found:
            premium = 1.0 + a.legitimacy_premium * place.rule_voice
            self._take_lesson(a.sanction_response * premium * (due - self.keeps))

    def _take_lesson(self, change: float) -> None:
        """A fine teaches, a report without a breach spites, eq. 13.10."""
        self.lesson = within(-1.0, self.lesson + change, 1.0)


def keep(m: "TwinModel") -> None:
    """Residents do their part of common duties, or less; some are found out and fined."""
    a, w = m.parameters, m.world
    m.show("offers", "rule_due", "rule_binds", "rule_watch", "rule_fine", "rule_voice")
    m.show("committees", "watchers")
    wishes, whims, *later = m.lots("compact", 5)
    for place in m.places:
        _sum_up(place, a)
    for resident, *lots in zip(m.residents, wishes, whims, strict=True):
        resident.keep(lots, a)
    w.communities.kept = m.means("keeps")
    for place in m.places:
        kept, weight = place.mean("keeps"), a.belief_weight * place.rule_watch
        for resident in place.residents:
            resident.believe(kept, weight)
    find_out(m, *later)
    hours = a.compact_hours * w.offers.rule_binds * m.totals("keeps")
    w.hours.add("volunteers", "service", hours)
    w.money.move("households", "committee", m.totals("fined"), "fines")


def _sum_up(place: "Community", a: Assumptions) -> None:
    """What a rule does to all of a place: its pull, eq. 13.11, and motive left, eq. 13.13."""
    fine, voice = place.rule_watch * place.rule_fine, place.rule_voice
    feared = min(fine / a.compact_burden_yuan, 1.0)
    place.rule_pull = 1.0 - (1.0 - feared) * (1.0 - a.legitimacy_premium * voice)
    lost = a.rule_crowding * (1.0 - voice) * (1.0 - place.rule_watch)
    place.motive_left = 1.0 - lost


def find_out(
    m: "TwinModel", will: list[float], found: list[float], leaving: list[float]
) -> None:
    """Neighbours report as far as residents watch at all; inspectors look."""
    a = m.parameters
    for resident in m.residents:
        resident.fined = 0.0
    for place in [place for place in m.places if place.rule_binds > 0]:
        watching = place.watchers / (place.watchers + a.watch_half)
        for resident in place.residents:
            blame = [
                n.reproaches(resident, will[n.row], a) for n in resident.neighbours
            ]
            reported = min(watching * sum(blame), 1.0)
            lots = [found[resident.row], leaving[resident.row]]
            resident.be_found_out(reported, lots, a)
