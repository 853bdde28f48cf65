"""Who stays away from what is charged for? (chapter 4)"""

from typing import TYPE_CHECKING

from benchmarks.twin.person import Person
from govsim.assumptions import Assumptions

if TYPE_CHECKING:
    from benchmarks.twin.model import TwinModel


class User(Person):
    """She pays for what she uses, or stays away."""

    def pay_charges(self, a: Assumptions) -> float:
        """How far she uses what is charged for, eq. 4.5; the poor stay away first."""
        place, uses = self.place, 1.0
        if place.user_charge > 0:
            room = max(a.bearable * self.income, 1e-9)
            uses = 2.0 ** -min(place.user_charge / room, 60.0)
        self.afford = 1.0 - place.charged_share * (1.0 - uses)
        return uses


def charge_users(m: "TwinModel") -> None:
    """Residents pay for what they use and stay away from what they cannot bear."""
    a, w = m.parameters, m.world
    m.show("offers", "user_charge", "charged_share")
    uses = m.each(lambda place: sum([r.pay_charges(a) for r in place.residents]))
    paid = w.offers.user_charge * a.user_share * uses
    w.money.move("households", "committee", paid, "user charges")
