"""Is the property fee paid, and who comes to the owners' meeting? (chapter 14)"""

from typing import TYPE_CHECKING

import numpy as np

from benchmarks.twin.maths import logistic, ratio, within
from benchmarks.twin.person import OWNER, Person
from govsim.assumptions import Assumptions

if TYPE_CHECKING:
    from benchmarks.twin.community import Community
    from benchmarks.twin.model import TwinModel


class Owner(Person):
    """She pays the firm, or not, and comes to the owners' meeting, or not."""

    def firm_at_her_door(self) -> float:
        """What she sees of the firm's work, at her building (0–1)."""
        return within(0.0, self.place.firm_quality * self.place_access, 1.0)

    def would_pay_fee(self, lot: float, others: float, a: Assumptions) -> bool:
        """Whether her home pays, eq. 14.1."""
        place = self.place
        logit = (
            a.fee_base
            + a.fee_service * (self.firm_at_her_door() - 0.5)
            + a.fee_pursuit * ratio(place.fee_price, place.fee)
            + a.fee_others * (others - 0.75)
            - a.fee_dear * (place.fee_ratio - 1.0)
        )
        return lot < logistic(logit)

    def meet_owners(self, lot: float, a: Assumptions) -> None:
        """She comes to the meeting, sooner where the firm does badly, eq. 14.5 and 12.11."""
        logit = (
            a.owners_base
            + a.stake_vote * self.place.owners_stake
            + a.owners_grievance * (0.5 - self.firm_at_her_door())
            + a.habit_act * self.habit_owners_vote
            + a.free_time_act * (self.free_time - 0.35)
            + self.lean_owners_vote
            + a.owners_notice * self.place.owners_notice
        )
        self.did_owners_vote = lot < logistic(logit)
        left = self.did_owners_vote * self.left_by_act(a)
        self.habit_owners_vote = min(
            a.habit_memory * self.habit_owners_vote + left, 2.0
        )


def pay_fees(m: "TwinModel") -> None:
    """Homes pay or not; the firm does what it is paid and pressed for, eq. 14.2, 14.6."""
    a, w, p, lots = m.parameters, m.world, m.world.partners, m.lots("fee")[0]
    m.show("offers", "fee", "fee_price")
    m.show("partners", "firm_present", "firm_quality")
    m.show("communities", "fee_ratio")
    paid = m.each(lambda place: _collect(place, lots, a))
    due = m.each(lambda place: place.firm_present * place.fee * len(place.homes))
    pressed = a.firm_press * p.owners_pressure + a.fine_press * p.firm_fined
    put_in = np.clip(a.firm_spends + pressed, 0.0, 1.0)
    w.money.move("households", "property_firm", paid, "property fee")
    w.money.move("property_firm", "suppliers", put_in * paid, "upkeep of the estate")
    income = np.array([ratio(*pair) for pair in zip(paid, due, strict=True)])
    target = np.clip(income * put_in, 0.0, 1.0)
    moved = p.firm_quality + a.firm_rate * (target - p.firm_quality)
    p.firm_quality = np.where(p.firm_present, moved, p.firm_quality)
    w.offers.firm_service = np.where(p.firm_present, p.firm_quality, 0.0)


def _collect(place: "Community", lots: list[float], a: Assumptions) -> float:
    """Fees that homes of a place pay [yuan]; a home pays as its head decides."""
    others, paid = place.mean("paid_fee"), 0.0
    for home in place.homes:
        head = home[0]
        pays = place.firm_present and head.would_pay_fee(lots[head.row], others, a)
        for resident in home:
            resident.paid_fee = pays
        paid += pays * place.fee
    return paid


def meet_owners(m: "TwinModel") -> None:
    """Owners come to their meeting; how many came presses the firm."""
    a, p = m.parameters, m.world.partners
    m.show("offers", "fee", "owners_meeting", "owners_notice")
    m.show("partners", "firm_quality", "owners_pressure")
    lots = m.lots("owners' meeting")[0]
    for resident in m.residents:
        resident.did_owners_vote = False
    for place in [place for place in m.places if place.owners_meeting]:
        decided = 12.0 * place.fee * len(place.homes) / len(place.residents)
        place.owners_stake = decided / (decided + a.stake_half)
        owners = [r for r in place.residents if r.tenure == OWNER]
        for resident in owners:
            resident.meet_owners(lots[resident.row], a)
        came = place.total("did_owners_vote")
        place.owners_pressure = came / max(len(owners), 1)
    p.owners_pressure = m.each(lambda place: place.owners_pressure)
