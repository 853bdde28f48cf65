"""Does a home pay the community levy? (chapter 29)"""

from typing import TYPE_CHECKING

from benchmarks.twin.maths import logistic, ratio
from benchmarks.twin.person import OWNER, Person
from govsim.assumptions import Assumptions

if TYPE_CHECKING:
    from benchmarks.twin.community import Community
    from benchmarks.twin.model import TwinModel


class LevyPayer(Person):
    """As head of a home she pays the levy or not."""

    def owed(self, a: Assumptions) -> float:
        """Her home's levy [yuan a month]; tenants owe part of it, eq. 29.4."""
        return self.place.levy * (1.0 if self.tenure == OWNER else a.levy_tenants)

    def would_pay_levy(self, lot: float, others: float, a: Assumptions) -> bool:
        """Whether she pays, eq. 29.3: the levy weighs the more the poorer the home."""
        place, owed = self.place, self.owed(a)
        pursued = ratio(place.levy_price, place.levy) if owed > 0 else 0.0
        logit = (
            a.levy_base
            + a.levy_trust * (self.trust_committee - 0.5)
            + a.levy_fair * self.own_served
            + a.levy_pursuit * pursued
            + a.levy_others * (others - 0.5)
            - a.levy_burden * 100.0 * owed / max(self.income, 500.0)
        )
        return lot < logistic(logit)


def pay_levy(m: "TwinModel") -> None:
    """Homes pay the levy or not."""
    a, lots = m.parameters, m.lots("levy")[0]
    m.show("offers", "levy", "levy_price")
    paid = m.each(lambda place: _bill(place, lots, a))
    m.world.money.move("households", "committee", paid, "levy")


def _bill(place: "Community", lots: list[float], a: Assumptions) -> float:
    """Bills go to all homes of a place; what comes in [yuan]."""
    others, paid = place.mean("paid_levy"), 0.0
    for home in place.homes:
        head = home[0]
        pays = place.levy > 0 and head.would_pay_levy(lots[head.row], others, a)
        for resident in home:
            resident.paid_levy = pays
        paid += pays * head.owed(a)
    return paid
