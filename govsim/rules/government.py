"""How does the government above answer what happens below? (政府的回应)"""

import numpy as np

from govsim.arithmetic import between, per
from govsim.assumptions import Assumptions
from govsim.columns import Flags, Floats
from govsim.declare import month_step
from govsim.policy import LEVERS, Policy
from govsim.rules.tasks import MONEY, STAFF, transfer_parts
from govsim.state import World
from govsim.vocabulary import ACCESS_GROUPS

FISCAL_YEAR = 12
USUAL_GRANT = LEVERS["fiscal_grant_per_resident"].default
ABOLISHED = LEVERS["layers"].choices.index("abolished")
MIGRANT = ACCESS_GROUPS.index("migrant")
RENTER_ENTITLEMENT = 0.97
"""Access that department rules grant local renters; owners have all of it (assumption)."""
OLD = 65.0  # age from which needs count as those of the old [years]


def street_view(
    hold: Floats, usual_hold: float, done: Floats, usual_done: float, weights: Floats
) -> Floats:
    """What the street thinks of a committee, eq. 21.1 (0 = as usual).

    Parameters
    ----------
    hold : its hold over the committee, 0–1
    done : mandates carried out as reported, 0–1
    usual_hold, usual_done : the same in the status quo
    weights : of the two, shape (2,)
    """
    return weights[0] * (hold - usual_hold) + weights[1] * (done - usual_done)


def discretionary_support(view: Floats, tied: Floats) -> Floats:
    """Support at the street's discretion, eq. 21.2 (1 = usual; after Lei 2016).

    Support goes to those who obey and deliver; `tied` is the share of it bound to tasks,
    which no view can touch.
    """
    return np.minimum(np.maximum(1.0 + (1.0 - tied) * view, 0.0), 1.5)


def departments_help(done: Floats, usual: float, withdrawal: float) -> Floats:
    """What departments still do where their mandates lie undone, eq. 21.3 (1 = usual)."""
    return 1.0 - withdrawal * np.maximum(usual - done, 0.0)


def command_reach(
    means: Floats, guarded: Floats, gain: float, without_street: Floats, lost: float
) -> Floats:
    """How far orders from above carry, eq. 21.4 (1 = usual).

    Richer government reaches deeper into communities (Martinez-Bravo et al. 2022) unless
    lists of duties protect them; without a street office the district spans all
    communities itself and loses `lost` of its reach.

    Parameters
    ----------
    means : money of the government above against the usual, running
    guarded : protection by lists of duties, 0–1
    """
    grown = np.log(np.minimum(np.maximum(means, 0.25), 4.0))
    return np.maximum(1.0 + gain * (1.0 - guarded) * grown, 0.0) * (
        1.0 - lost * without_street
    )


def needs_weight(old: Floats, poor: Floats, of_old: float, of_poor: float) -> Floats:
    """Needs of an average adult, eq. 21.5 (1 = neither old nor poor).

    `old` and `poor` are shares of adults; weighted capitation as in formula funding.
    """
    return 1.0 + of_old * old + of_poor * poor


def shared_out(
    budgets: Floats, counted: Floats, needed: Floats, equal: float
) -> Floats:
    """Budgets shared out anew within the district, eq. 21.6 [yuan]; their sum stays.

    Parameters
    ----------
    budgets : what each place would get by its head count [yuan]
    counted : weight of an adult where registered residents count
    needed : weight of an adult by needs
    equal : 0 by registration … 1 by needs (公共服务均等化)
    """
    total = budgets.sum()
    by_count, by_need = budgets * counted, budgets * needed
    parts = [
        total * part / part.sum() if part.sum() > 0 else budgets
        for part in (by_count, by_need)
    ]
    return (1.0 - equal) * parts[0] + equal * parts[1]


def share_cut(cut: Floats, stable: Floats, usual_stable: float, first: float) -> Floats:
    """Share of a place's money cut if the district must save `cut` of its own, eq. 21.7.

    Of the saving the part `first` is taken from what stands in no budget as long as
    there is any, and only then from lines that do; the rest is cut evenly. With as many
    stable lines as the district at large a place bears just its share.
    """
    loose = max(1.0 - usual_stable, 1e-9)
    of_loose = np.minimum(cut / loose, 1.0)
    of_stable = between((cut - loose) / max(usual_stable, 1e-9), 0.0, 1.0)
    by_line = (1.0 - stable) * of_loose + stable * of_stable
    return first * by_line + (1.0 - first) * cut


def allotted(
    budget: Floats, fixed: Floats, stable: Floats, support: Floats, year: Floats
) -> Floats:
    """Public money that comes, eq. 21.8 [yuan].

    Wages and running costs (`fixed`) come as they must; of the other lines the share
    that stands in no budget comes as `support` and the `year` have it (both 1 = usual).
    """
    loose = (1.0 - stable) * np.maximum(budget - fixed, 0.0)
    return budget - loose * (1.0 - support * year)


def entitlement(
    granted: float, equal: Floats, migrants: Floats, rival: float
) -> Floats:
    """Access department rules grant each group, eq. 21.9 (户籍; community, access group).

    Equalisation opens doors to renters and migrants. Places are limited: the share
    `rival` of what migrants gain is lost to all others.
    """
    gained = equal * (1.0 - granted)
    lost = rival * gained * migrants
    renters = RENTER_ENTITLEMENT + (1.0 - RENTER_ENTITLEMENT) * equal
    return np.stack([1.0 - lost, 1.0 - lost, renters - lost, granted + gained], axis=1)


def sent_down(
    office: Floats, abolished: Flags, span_cost: float, staff: float, wage: Floats
) -> tuple[Floats, Floats]:
    """Money and posts sent down when a street office closes, eq. 21.10 [yuan, FTE].

    Departments keep `span_cost` of what the office cost, since they now span all
    communities themselves; `staff` of the rest goes with people, the remainder is saved
    and goes to programmes.
    """
    money = abolished * (1.0 - span_cost) * office
    posts = np.divide(staff * money, wage, out=np.zeros(wage.shape), where=wage > 0)
    return money, posts


@month_step(
    "21",
    "committees.view",
    "committees.support",
    "committees.help",
    "committees.means",
    "committees.reach",
)
def reply(w: World, policy: Policy, a: Assumptions) -> None:
    """The street and departments answer last month's obedience and work."""
    k = w.committees
    weights = np.array([a.view_hold, a.view_done])
    k.view = street_view(
        k.hold, a.usual_hold, k.reported_compliance, a.usual_reported, weights
    )
    parts = transfer_parts(policy.transfer_mode, a.staff_part)
    tied = policy.money_follows_task * (parts[MONEY] + parts[STAFF])
    k.support = discretionary_support(k.view, tied)
    issued = k.issued
    carried_out = k.compliance * k.upward_load
    done = np.where(issued > 0, per(carried_out, issued), 1.0)
    k.help = departments_help(done, a.usual_carried_out, a.withdrawal)
    means = policy.fiscal_grant_per_resident / USUAL_GRANT * w.conditions.grant
    k.means = k.means + (means - k.means) / a.means_memory
    k.reach = command_reach(
        k.means,
        a.lists_guard * policy.legal_clarity,
        a.means_gain,
        (policy.layers == ABOLISHED).astype(np.float64),
        a.span_loss,
    )


@month_step(
    "21",
    "committees.grant",
    "committees.line_luck",
    "committees.bargain_luck",
    "committees.sent_down",
    "communities.need_index",
    "communities.entitlement",
    "money",
)
def allot(w: World, policy: Policy, a: Assumptions) -> None:
    """The district shares out its money; lines in no budget come as the year has it."""
    k, c = w.committees, w.communities
    if w.month % FISCAL_YEAR == 1:
        drawn = 2.0 * w.draws.per_community("budget year", 2).T - 1.0
        k.line_luck, k.bargain_luck = 1.0 + a.line_swing * drawn[0], drawn[1]
    r = w.residents
    old, poor = w.mean(np.array([r.age >= OLD, r.income < w.income_thirds[0]]))
    needs = needs_weight(old, poor, a.need_old, a.need_poor)
    c.need_index = needs / (_district_mean(needs, c.adults) if w.shared else needs)
    budget = policy.fiscal_grant_per_resident * c.adults / 12.0
    if w.shared:
        counted = 1.0 - (1.0 - a.unregistered_weight) * c.group_share[:, MIGRANT]
        equal = _district_mean(policy.equalisation, c.adults)
        budget = shared_out(budget, counted, needs, equal)
    budget = budget * _after_shocks(w, policy, a)
    fixed = k.workers * k.wage + a.operating_yuan * c.adults / 12.0
    year = k.line_luck * (1.0 + a.needs_answer * (w.conditions.needs - 1.0))
    k.grant = allotted(budget, fixed, policy.budget_line_stable, k.support, year)
    c.entitlement = entitlement(
        a.migrant_entitlement, policy.equalisation, c.group_share[:, MIGRANT], a.rival
    )
    _run_street_office(w, policy, a, budget)


def _after_shocks(w: World, policy: Policy, a: Assumptions) -> Floats:
    """Public money of the year as shocks have it, line by line (1 = usual)."""
    change = w.conditions.grant - 1.0
    if not change.any():
        return np.ones(w.size)
    saving = between(-change, 0.0, 1.0)
    cut = share_cut(saving, policy.budget_line_stable, a.usual_stable, a.cut_first)
    return 1.0 + np.maximum(change, 0.0) - cut


def _district_mean(values: Floats, adults: Floats) -> float:
    """Mean over the district's adults."""
    return float((values * adults).sum() / adults.sum())


def _run_street_office(
    w: World, policy: Policy, a: Assumptions, budget: Floats
) -> None:
    """A street office costs money and staff; abolished, most of both go down."""
    k, office = w.committees, a.office_share * budget
    sent: Floats = np.zeros(w.size)
    k.sent_down = np.zeros(w.size)
    gone = policy.layers == ABOLISHED
    if gone.any():
        sent, k.sent_down = sent_down(office, gone, a.span_cost, a.sent_share, k.wage)
    w.money.move("treasury", "department_offices", office - sent, "street office")
    w.money.move("treasury", "street", sent, "street office sent down")
