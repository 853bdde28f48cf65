"""Where does the public money go first? (财政拨付与费随事转)"""

import numpy as np
from numpy.typing import NDArray

from govsim.assumptions import Assumptions
from govsim.declare import month_step
from govsim.policy import Policy
from govsim.state import World

Floats = NDArray[np.float64]
FISCAL_YEAR = 12


def moved_money(
    programme: Floats, duty: Floats, follows: Floats
) -> tuple[Floats, Floats]:
    """Money that follows moved duties (费随事转) and what offices keep, eq. 4.1 [yuan].

    Of the programme money, the share `duty` belongs to moved duties; `follows` of that
    moves along, the rest pays for the departments' own administration.
    """
    of_moved = programme * duty
    return of_moved * follows, of_moved * (1.0 - follows)


@month_step(
    "4",
    "committees.own_account",
    "committees.workers",
    "committees.public_money",
    "money",
)
def pay_out(w: World, policy: Policy, a: Assumptions) -> None:
    """The month's grant comes in; wages, costs, purchase, fund and moved duties are paid."""
    k, money, adults = w.committees, w.money, w.communities.adults
    lapsed = _lapse(w, policy) if w.month % FISCAL_YEAR == 1 else np.zeros(w.size)
    grant = policy.fiscal_grant_per_resident * adults * w.conditions.grant / 12.0
    money.move("treasury", "street", grant, "grant")
    k.public_money = grant - lapsed
    wages = np.minimum(k.workers * k.wage, money.balance("street"))
    k.workers = np.divide(wages, k.wage, out=np.zeros_like(wages), where=k.wage > 0)
    own = policy.finance_rights * wages
    money.move("street", "workers", wages - own, "wages")
    money.move("street", "committee", own, "wages")
    money.move("committee", "workers", own, "wages")
    k.own_account = np.divide(own, wages, out=np.zeros_like(own), where=wages > 0)
    _pay_first(w, "suppliers", a.operating_yuan * adults / 12.0, "operating costs")
    _pay_first(w, "fund", policy.resident_fund_yuan * adults / 12.0, "residents' fund")
    _pay_first(w, "purchase", policy.purchase_budget_yuan * adults / 12.0, "purchase")
    moved, kept = moved_money(
        money.balance("street"), k.duty, policy.money_follows_task
    )
    money.move("street", "committee", moved, "fees following tasks")
    money.move("street", "department_offices", kept, "kept by departments")


def _pay_first(w: World, account: str, wanted: Floats, purpose: str) -> None:
    """Pay what is wanted as far as the street's money reaches."""
    amount = np.minimum(wanted, w.money.balance("street"))
    w.money.move("street", account, amount, purpose)


def _lapse(w: World, policy: Policy) -> Floats:
    """At the fiscal year's end, money the community does not hold itself lapses."""
    lapsed = np.zeros(w.size)
    for account in ("committee", "fund"):
        amount = (1.0 - policy.finance_rights) * w.money.balance(account)
        w.money.move(account, "treasury", amount, "lapsed")
        lapsed += amount
    return lapsed
