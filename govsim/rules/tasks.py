"""What do departments hand down, whose work is it, and who does it? (任务交办与准入)"""

import numpy as np

from govsim.arithmetic import per
from govsim.assumptions import Assumptions
from govsim.columns import Floats
from govsim.declare import month_step
from govsim.policy import LEVERS, Policy
from govsim.rules.decisions import STANDARD_PATTERN
from govsim.state import World
from govsim.vocabulary import DOMAINS, TASK_KINDS

GOVERNMENT, ASSISTED, SELF, MARKET, SOCIETY = range(len(TASK_KINDS))
KIND_OF_DOMAIN = {
    "health": "assisted",
    "education_culture": "society",
    "safety": "self_governing",
    "environment": "self_governing",
    "utilities": "market",
    "elderly_welfare": "society",
    "mediation_legal": "self_governing",
}
"""Whose work the duties of a domain are, for the most part (assumption; that services and
management be sorted: 黄维民 2015, E21, remedy 6)."""
MODES = LEVERS["transfer_mode"].choices
MONEY, STAFF, POWER, TIED = range(4)
MODE_OF_DOMAIN = {
    "health": "staff_and_money",
    "education_culture": "money_only",
    "safety": "staff_and_money",
    "environment": "power_only",
    "utilities": "staff_and_money",
    "elderly_welfare": "money_only",
    "mediation_legal": "power_only",
}
"""How duties of a domain come along under `by_domain`. That technical work gets both staff
and money: 黄维民 2015 (E21, remedy 2); which domains are technical, and that routine ones
get money and self-governing ones power: assumption."""
BOTH, BY_DOMAIN = MODES.index("staff_and_money"), MODES.index("by_domain")
ALONE = np.zeros((len(MODES), 4))
ALONE[MODES.index("staff_only"), STAFF] = 1.0
ALONE[MODES.index("money_only"), MONEY] = 1.0
ALONE[MODES.index("power_only"), POWER] = 1.0
"""What comes along where only one thing does: (mode, part)."""
WAY_OF_DOMAIN = np.array([MODES.index(MODE_OF_DOMAIN[word]) for word in DOMAINS])
WORK_BY_KIND = np.zeros(len(TASK_KINDS))
for _domain, _share in zip(DOMAINS, STANDARD_PATTERN, strict=True):
    WORK_BY_KIND[TASK_KINDS.index(KIND_OF_DOMAIN[_domain])] += _share
"""Share of each kind in a community's duties."""
ABOLISHED = LEVERS["layers"].choices.index("abolished")
GRADES = 2  # row of who grades the committee in `committees.hold_parts`


def issued_hours(
    demand: float, routine_share: float, merged: Floats, listed: Floats, mandate: Floats
) -> Floats:
    """Upward work departments want done (交办任务), eq. 1.1 [hours per adult and month].

    Parameters
    ----------
    demand : work wanted in the status quo [hours per adult and month]
    routine_share : share of it that stands on the task list, the rest is temporary
    merged : share of routine work saved by merging requests
    listed : size of the task list, 1 = full
    mandate : temporary work against the usual, 1 = usual
    """
    routine = routine_share * listed * (1.0 - merged)
    return demand * (routine + (1.0 - routine_share) * mandate)


def blocked_share(
    admission: Floats, reach: float, obedience: Floats, evasion: float
) -> Floats:
    """Share of requests that admission keeps out (准入制), eq. 1.2.

    An obedient committee does not refuse its superior: `obedience` (0–1) times
    `evasion` of the requests that must ask come through anyway.
    """
    return admission * reach * (1.0 - evasion * obedience)


def regrown_list(listed: Floats, admission: Floats, rate: float) -> Floats:
    """Task list after a month: cut items come back unless they must ask, eq. 1.3 (减负悖论)."""
    return listed + rate * (1.0 - admission) * (1.0 - listed)


def reloaded(assessed: Floats, listed: Floats, graded: Floats, rate: float) -> Floats:
    """Cut tasks that come back as marks in the assessment, eq. 1.4 (考核任务; 1 = full list).

    No request has to ask for what is graded: what is off the list returns as far as the
    street grades the committee (`graded`, 0–1), whatever the admission rule.
    """
    return assessed + rate * (graded * (1.0 - listed) - assessed)


def refused(blocked: Floats, own: float, clear: Floats) -> tuple[Floats, Floats]:
    """Refused requests by kind: government's own work and assisted work, eq. 1.5.

    Committees owe help only in what is neither routine nor administrative and concerns
    residents (黄维民 2015), so government's own work is refused first, as far as lists
    make clear (`clear`, 0–1) which it is; otherwise one request is like another.

    Parameters
    ----------
    blocked : share of all requests refused
    own : share of requests that are government's own work
    """
    sorted_out = np.minimum(blocked, own)
    of_own = clear * sorted_out + (1.0 - clear) * blocked * own
    return of_own, blocked - of_own


def assisted_left(own: float, blocked: Floats, refused_: Floats) -> Floats:
    """Assisted work among what is let in, eq. 1.11 (0–1); the rest is government's own.

    `refused_` is what was refused of assisted work, as a share of all requests.
    """
    let_in = np.maximum(1.0 - blocked, 1e-9)
    return np.clip((1.0 - own - refused_) / let_in, 0.0, 1.0)


def taken_up(chances: Floats) -> tuple[Floats, Floats]:
    """Unclear work that nobody and that more than one body takes up, eq. 1.6 (shares).

    Each body takes up what belongs to nobody in particular with a chance of its own and
    does not know what others do. `chances` has shape (bodies, communities).
    """
    leaves = 1.0 - chances
    nobody = np.multiply.reduce(leaves)
    bodies = range(len(chances))
    others = [[other for other in bodies if other != place] for place in bodies]
    one = chances * np.multiply.reduce(leaves[np.array(others, np.int64)], axis=1)
    return nobody, 1.0 - nobody - one.sum(axis=0)


def unclear_share(clear: Floats, grey: float) -> Floats:
    """Share of work that two bodies could hold for their own or the other's, eq. 1.7."""
    return grey * (1.0 - clear)


def off_list_share(clear: Floats, temporary: Floats, strict: float) -> Floats:
    """Share of work left because it stands on nobody's list, eq. 1.8 (推诿).

    Clear lists name what there was when they were written: of temporary work the share
    `strict` is refused by all that can point to a list.
    """
    return strict * clear * temporary


def transfer_parts(mode: Floats, staff_part: float) -> Floats:
    """What comes with a moved duty, eq. 1.9: money, staff, power, tied (part, community).

    Parts of the duty's cost that arrive as money and as staff; part of the duty over
    which the department gives up its say; part of the cost that arrives as money tied
    to the department's line (四种工作方式).

    Parameters
    ----------
    mode : place of the word in the lever's choices
    staff_part : staff's part of the cost where both come
    """
    table = ALONE.copy()
    table[BOTH] = 1.0 - staff_part, staff_part, 0.0, 1.0 - staff_part
    table[BY_DOMAIN] = STANDARD_PATTERN @ table[WAY_OF_DOMAIN]
    return table[mode.astype(np.int64)].T


def misplaced_work(work: Floats, right: Floats, undone: Floats) -> Floats:
    """Work done by a body it does not belong to, eq. 1.10 [h] (community, kind).

    Parameters
    ----------
    work : work there is, (community, kind) [h]
    right : share of it in the right hands, (community, kind)
    undone : share of all work that nobody does
    """
    return work * (1.0 - right) * (1.0 - undone)[:, None]


@month_step(
    "1",
    "committees.issued",
    "committees.upward_load",
    "committees.missed",
    "committees.returned",
    "committees.duty",
    "committees.clarity",
    "committees.assisted",
    "communities.listed_tasks",
    "communities.assessed",
    "communities.work",
    "communities.misplaced",
    "communities.undone",
    "communities.doubled",
)
def hand_down(w: World, policy: Policy, a: Assumptions) -> None:
    """Departments issue tasks, admission lets some in, duties are assigned."""
    k, c = w.committees, w.communities
    parts = transfer_parts(policy.transfer_mode, a.staff_part)
    merged = a.merge_reach * policy.department_coordination
    relief = a.reporting_relief * parts[POWER] * policy.task_transfer
    wanted = c.adults * issued_hours(
        a.upward_demand,
        a.routine_share,
        merged * (policy.layers != ABOLISHED),
        (c.listed_tasks + c.assessed) * (1.0 - relief),
        w.conditions.mandate,
    )
    k.duty, k.clarity = policy.task_transfer.copy(), policy.legal_clarity.copy()
    undone, doubled = _between_bodies(w, a)
    k.issued = wanted * (1.0 + doubled) / (1.0 + a.usual_doubled)
    blocked = blocked_share(policy.task_admission, a.admission_reach, k.hold, a.evasion)
    own, assisted = refused(blocked, a.own_work_share, k.clarity)
    k.upward_load = k.issued * (1.0 - blocked)
    k.assisted = assisted_left(a.own_work_share, blocked, assisted)
    dropped = a.refused_matters * (assisted + a.own_dropped * own)
    k.returned = k.issued * own * (1.0 - a.own_dropped)
    k.missed = k.issued * (dropped + undone - a.usual_undone)
    c.listed_tasks = regrown_list(c.listed_tasks, policy.task_admission, a.regrowth)
    c.assessed = reloaded(c.assessed, c.listed_tasks, k.hold_parts[GRADES], a.reload)
    _take_stock(w, a, wanted, own, parts[STAFF], undone, doubled)


def _between_bodies(w: World, a: Assumptions) -> tuple[Floats, Floats]:
    """Share of work that nobody does, and that is done twice, as things stand."""
    k = w.committees
    load = k.upward_load + k.service_load
    able = np.where(load > 0, per(k.effort * k.hours, load), 1.0)
    contractor = a.contractor_takes * (w.partners.contract_with >= 0)
    department = a.department_takes * np.minimum(k.reach, 1.0)
    nobody, several = taken_up(
        np.array([department, np.minimum(able, 1.0), contractor])
    )
    unclear = unclear_share(k.clarity, a.grey_share)
    temporary = (1.0 - a.routine_share) * w.conditions.mandate
    temporary = temporary / (temporary + a.routine_share)
    left = off_list_share(k.clarity, temporary, a.off_list)
    return unclear * nobody + left, unclear * several


def _take_stock(
    w: World,
    a: Assumptions,
    wanted: Floats,
    own: Floats,
    staff: Floats,
    undone: Floats,
    doubled: Floats,
) -> None:
    """Work there is by kind and how much of it is in the wrong hands or in none."""
    c, k, p = w.communities, w.committees, w.partners
    work = (a.duty_hours * c.adults)[:, None] * WORK_BY_KIND
    work[:, GOVERNMENT] += a.own_work_share * wanted
    work[:, ASSISTED] += (1.0 - a.own_work_share) * wanted
    let_in = 1.0 - own / a.own_work_share
    ngo = (p.contract_with >= 0) & p.is_ngo[p.contract_with]
    spent = WORK_BY_KIND[SOCIETY] * c.spending.sum(axis=1)
    from_ngo = c.contracted.sum(axis=1) * ngo
    bought = np.divide(from_ngo, spent, out=np.zeros(w.size), where=spent > 0)
    right = np.empty(work.shape)
    right[:, GOVERNMENT] = 1.0 - let_in * k.compliance
    right[:, ASSISTED] = 1.0
    right[:, SELF] = k.duty * (1.0 - staff)
    right[:, MARKET] = p.firm_present
    right[:, SOCIETY] = np.minimum(bought, 1.0)
    c.work = work
    c.misplaced = misplaced_work(work, right, undone)
    total = work.sum(axis=1)
    c.undone, c.doubled = undone * total, doubled * total
