"""Does she sort her waste and save? (chapter 31)"""

from typing import TYPE_CHECKING

from benchmarks.twin.maths import logistic
from benchmarks.twin.person import Person
from govsim.assumptions import Assumptions
from govsim.vocabulary import DOMAINS

if TYPE_CHECKING:
    from benchmarks.twin.model import TwinModel

ENVIRONMENT = DOMAINS.index("environment")


class Sorter(Person):
    """She sorts as she did and as those she meets did."""

    def sort(self, lot: float, campaign: float, a: Assumptions) -> None:
        """She sorts and saves this month, or not, eq. 31.2."""
        place = self.place
        around = sum([other.sorted_before for other in self.neighbours])
        logit = (
            a.sort_base
            + a.sort_norm * around / len(self.neighbours)
            + a.seen_act * place.seen
            + a.sort_compact * self.keeps * place.rule_binds
            + a.sort_bins * place.bins
            + a.sort_service * (place.services[ENVIRONMENT] - 0.5)
            + a.sort_belonging * (self.belonging - 0.5)
            + a.sort_time * (self.free_time - 0.35)
            + 0.5 * self.lean_volunteer
        )
        if self.sorted_before:
            logit += a.sort_habit
        if campaign < place.sorting_asked:
            logit += a.sort_asked
        self.sorts = lot < logistic(logit)


def sort(m: "TwinModel") -> None:
    """Residents sort and save, as they did and as those they meet did."""
    m.show("offers", "seen", "rule_binds", "sorting_asked")
    m.show("communities", "bins", "services")
    for resident in m.residents:
        resident.sorted_before = resident.sorts
    lots, campaigns = m.lots("sorting", 2)
    for resident, lot, campaign in zip(m.residents, lots, campaigns, strict=True):
        resident.sort(lot, campaign, m.parameters)
