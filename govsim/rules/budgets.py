"""Where does the public money go first? (财政拨付与费随事转)"""

import numpy as np

from govsim.arithmetic import between, per
from govsim.assumptions import Assumptions
from govsim.columns import Floats
from govsim.declare import month_step
from govsim.policy import Policy
from govsim.rules.decisions import department_allocation
from govsim.rules.tasks import MONEY, STAFF, TIED, transfer_parts
from govsim.state import World
from govsim.vocabulary import CLAIMS

FISCAL_YEAR = 12
BARGAINING = CLAIMS.index("bargaining")


def moved_money(
    programme: Floats, duty: Floats, follows: Floats
) -> tuple[Floats, Floats]:
    """Money that follows moved duties (费随事转) and what offices keep, eq. 4.1 [yuan].

    Of the programme money, the share `duty` belongs to moved duties; `follows` of that
    moves along, the rest pays for the departments' own administration.
    """
    of_moved = programme * duty
    return of_moved * follows, of_moved * (1.0 - follows)


def arriving_share(
    fixed: Floats, view: Floats, need: Floats, luck: Floats, sway: float
) -> Floats:
    """Appropriation that arrives against what was promised, eq. 4.2 (拨付标准; 1 = all).

    A fixed standard per task pays everybody the same (1). Bargained money follows the
    street's view of the committee, the place's needs as the street sees them, and luck.

    Parameters
    ----------
    fixed : 0 bargained … 1 fixed per task
    view : street's view of the committee, 0 = as usual (eq. 21.1)
    need : needs of an adult above the district's mean, 0 = mean
    luck : this year's, in units of the promise
    sway : how strongly view and need count in bargaining
    """
    bargained = between(1.0 + sway * (view + need) + luck, 0.0, 2.0)
    return fixed + (1.0 - fixed) * bargained


def seconded_hours(pay: Floats, wage: Floats, hours: float, dearer: float) -> Floats:
    """Hours of department staff a sum pays for (派驻), eq. 4.3 [h a month].

    `dearer` is the price of their hour against a community worker's.
    """
    price = dearer * wage / hours
    return np.divide(pay, price, out=np.zeros(pay.shape), where=price > 0)


def met_needs(pattern: Floats, needs: Floats) -> Floats:
    """Share of hours given by a pattern that meet the needs there are, eq. 4.4 (0–1)."""
    return np.minimum(pattern, needs).sum(axis=1)


def use_of_charged(price: Floats, income: Floats, bearable: float) -> Floats:
    """How far a resident uses what is charged for, eq. 4.5 (有偿服务; 0–1).

    2^(−price / (bearable · income)): at the share `bearable` of her income half of the
    use is left, so the poor stay away first.
    """
    room = bearable * income
    return np.where(
        price > 0, np.exp2(-np.minimum(price / np.maximum(room, 1e-9), 60.0)), 1.0
    )


def taken_back(
    returned: Floats, wage: Floats, hours: float, dearer: float, needed: float
) -> Floats:
    """What departments pay to do work of their own that was refused, eq. 4.6 [yuan].

    Where the work belongs it takes the share `needed` of the hours a committee spends on
    it, but an hour costs `dearer` times as much.
    """
    return returned * needed * dearer * wage / hours


@month_step(
    "4",
    "committees.own_account",
    "committees.workers",
    "committees.public_money",
    "committees.duty",
    "committees.tied",
    "committees.seconded",
    "committees.claims",
    "offers.user_charge",
    "offers.charged_share",
    "hours.now",
    "money",
)
def pay_out(w: World, policy: Policy, a: Assumptions) -> None:
    """The month's grant comes in; wages, costs, purchase, fund and moved duties are paid."""
    k, money, adults = w.committees, w.money, w.communities.adults
    lapsed = _lapse(w, policy) if w.month % FISCAL_YEAR == 1 else np.zeros(w.size)
    money.move("treasury", "street", k.grant, "grant")
    k.public_money = k.grant - lapsed
    wages = np.minimum(k.workers * k.wage, money.balance("street"))
    k.workers = per(wages, k.wage)
    own = policy.finance_rights * wages
    money.move("street", "workers", wages - own, "wages")
    money.move("street", "committee", own, "wages")
    money.move("committee", "workers", own, "wages")
    k.own_account = np.divide(own, wages, out=np.zeros(w.size), where=wages > 0)
    _pay_first(w, "suppliers", a.operating_yuan * adults / 12.0, "operating costs")
    _pay_first(w, "fund", policy.resident_fund_yuan * adults / 12.0, "residents' fund")
    purchase = policy.purchase_budget_yuan * w.conditions.purchase
    _pay_first(w, "purchase", purchase * adults / 12.0, "purchase")
    _take_back(w, a)
    _set_charges(w, policy, a)
    _move_duties(w, policy, a)
    left = money.balance("street")
    money.move("street", "department_offices", (1.0 - k.help) * left, "help withdrawn")


def _take_back(w: World, a: Assumptions) -> None:
    """Departments pay for work of their own that was refused."""
    k = w.committees
    cost = taken_back(
        k.returned, k.wage, a.hours_per_worker, a.seconded_price, a.own_hours
    )
    _pay_first(w, "department_offices", cost, "work taken back")


def _set_charges(w: World, policy: Policy, a: Assumptions) -> None:
    """Users bear a share of what delegated services cost; not everybody is a user."""
    k, o, adults = w.committees, w.offers, np.maximum(w.communities.adults, 1.0)
    cost = k.duty * w.money.balance("street") / adults
    o.user_charge = policy.paid_services * cost / a.user_share
    o.charged_share = k.duty.copy()


def _move_duties(w: World, policy: Policy, a: Assumptions) -> None:
    """Moved duties bring money, staff or neither, as the mode and the standard have it."""
    k, c, money = w.committees, w.communities, w.money
    parts = transfer_parts(policy.transfer_mode, a.staff_part)
    luck = a.bargain_swing * k.bargain_luck
    arrives = arriving_share(
        policy.appropriation_standard, k.view, c.need_index - 1.0, luck, a.bargain_sway
    )
    k.claims[BARGAINING] = (
        a.bargain_hours * (1.0 - policy.appropriation_standard) * k.duty * c.adults
    )
    follows = np.minimum(policy.money_follows_task * arrives, 1.0)
    programme, held = money.balance("street").copy(), money.balance("committee").copy()
    moved, kept = moved_money(programme, k.duty, follows * parts[MONEY])
    pay = programme * k.duty * follows * parts[STAFF]
    money.move("street", "committee", moved, "fees following tasks")
    money.move("street", "workers", pay, "seconded staff")
    money.move("street", "department_offices", kept - pay, "kept by departments")
    bound = k.tied * held + programme * k.duty * follows * parts[TIED]
    there = held + moved
    k.tied = np.divide(bound, there, out=np.zeros(w.size), where=there > 0)
    _second_staff(w, a, pay, k.duty * parts[STAFF] * a.duty_hours * c.adults)


def _second_staff(w: World, a: Assumptions, pay: Floats, work: Floats) -> None:
    """Department staff do the duty's work their way; what they do the committee need not."""
    k, c = w.committees, w.communities
    hours = seconded_hours(pay, k.wage, a.hours_per_worker, a.seconded_price)
    done = np.minimum(hours, work)
    w.hours.enter("seconded", "service", done)
    w.hours.enter("seconded", "idle", hours - done)
    k.seconded = np.zeros(w.size)
    if not done.any():
        return
    pattern = department_allocation(
        c.needs, c.adults, c.department_knows[:, None], w.shared, c.told_apart[:, None]
    )
    k.seconded = done * met_needs(pattern, c.needs)
    k.duty = np.maximum(k.duty - done / np.maximum(a.duty_hours * c.adults, 1e-9), 0.0)


@month_step("4", "residents.afford", "money")
def charge_users(w: World, a: Assumptions) -> None:
    """Residents pay for what they use and stay away from what they cannot bear."""
    r, o = w.residents, w.offers
    uses: Floats = np.ones(r.income.shape)
    if o.user_charge.any():
        uses = use_of_charged(w.spread(o.user_charge), r.income, a.bearable)
    r.afford = 1.0 - w.spread(o.charged_share) * (1.0 - uses)
    paid = o.user_charge * a.user_share * w.total(uses)
    w.money.move("households", "committee", paid, "user charges")


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
