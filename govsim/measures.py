"""How each outcome is computed: a numerator and a denominator per community.

An empty denominator gives null; a denominator of infinity marks a sum. Measures read the
state and the ledgers and nothing else.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from govsim.columns import Floats
from govsim.inequality import gini
from govsim.state import World
from govsim.vocabulary import ACTIONS, DOMAINS, INSTITUTIONS, OWN_HANDS, WORKERS

Parts = tuple[Floats, Floats]


def _acts(action: str) -> Callable[[World], Parts]:
    row = ACTIONS.index(action)
    return lambda w: (w.total(w.residents.acts[row]), w.communities.adults)


def _trust(institution: str) -> Callable[[World], Parts]:
    row = INSTITUTIONS.index(institution)
    return lambda w: (w.total(w.residents.trust[row]), w.communities.adults)


def _column(name: str) -> Callable[[World], Parts]:
    return lambda w: (w.total(getattr(w.residents, name)), w.communities.adults)


def _committee(name: str, per: str = "adults") -> Callable[[World], Parts]:
    def parts(w: World) -> Parts:
        base = w.communities.adults if per == "adults" else getattr(w.committees, per)
        return getattr(w.committees, name) * base, base

    return parts


def _domain(row: int) -> Callable[[World], Parts]:
    return lambda w: (
        w.communities.services[:, row] * w.communities.adults,
        w.communities.adults,
    )


def _gini_of(name: str) -> Callable[[World], Parts]:
    def parts(w: World) -> Parts:
        column, first = getattr(w.residents, name), w.communities.first
        each = np.array([gini(column[first[i] : first[i + 1]]) for i in range(w.size)])
        return each * w.communities.adults, w.communities.adults

    return parts


def _community(name: str) -> Callable[[World], Parts]:
    def parts(w: World) -> Parts:
        adults = w.communities.adults
        return getattr(w.communities, name) * adults, adults

    return parts


def _influence(w: World) -> Parts:
    """Gini of influence, where anybody here had a part in deciding on money (else null)."""
    each, adults = _gini_of("influence")(w)
    some = w.total(w.residents.influence) > 0
    return each * some, adults * some


def need_match(spending: Floats, needs: Floats) -> Floats:
    """1 − ½ Σ |share of spending − share of needs| by domain, eq. 19.1 (0–1)."""
    total = spending.sum(axis=1, keepdims=True)
    shares = np.divide(spending, total, out=needs.copy(), where=total > 0)
    return 1.0 - 0.5 * np.abs(shares - needs).sum(axis=1)


def _need_match(w: World) -> Parts:
    c = w.communities  # of a year: single projects are lumpy by the month
    spent = c.year_spending.sum(axis=1)
    return need_match(c.year_spending, c.needs) * spent, spent


def _access_gap(w: World) -> Parts:
    r, adults = w.residents, w.communities.adults
    means = []
    for group in range(3):
        mine = r.tenure == group
        number = w.total(mine)
        mean = w.total(r.service * mine) / np.maximum(number, 1.0)
        means.append(np.where(number > 0, mean, np.nan))
    stack = np.stack(means)
    gap = np.nanmax(stack, axis=0) - np.nanmin(stack, axis=0)
    return gap * adults, adults


def _held(w: World) -> Floats:
    return sum(
        (w.money.balance(name) for name in ("committee", "fund", "purchase")),
        start=np.zeros(w.size),
    )


def _unspent(w: World) -> Parts:
    held = _held(w)
    return held, held + 12.0 * w.communities.spending.sum(axis=1)


def power_in_fact(w: World) -> Floats:
    """Money held locally, decided locally, and hands for it, eq. 19.2 (0–1).

    The geometric mean of the share of programme money locally decided and the share of
    the committee's service load its hours cover.
    """
    c, k = w.communities, w.committees
    spent = c.spending.sum(axis=1)
    decided = np.divide(c.free_spending, spent, out=np.zeros(w.size), where=spent > 0)
    hands = np.divide(
        w.hours.by_use("service"),
        k.service_load,
        out=np.ones(w.size),
        where=k.service_load > 0,
    )
    return np.sqrt(np.clip(decided, 0, 1) * np.clip(hands, 0, 1))


def _match(w: World) -> Parts:
    adults = w.communities.adults
    return (1.0 - np.abs(w.committees.duty - power_in_fact(w))) * adults, adults


def _voted(w: World) -> Parts:
    adults = w.communities.adults
    return w.committees.turnout_true * adults, adults


def _owners(w: World) -> Parts:
    owners = w.total(w.residents.tenure == 0) * w.partners.firm_present
    return w.partners.owners_pressure * owners, owners


def _self_raised(w: World) -> Parts:
    own = own_money(w)
    return own, own + _public_spending(w)


def _fees(w: World) -> Parts:
    r = w.residents
    head = (r.household == np.arange(r.household.size)) & (
        w.spread(w.partners.firm_present.astype(np.float64)) > 0
    )
    return w.total(r.paid_fee & head), w.total(head)


def _hours_share(w: World) -> Parts:
    return w.hours.by_use("upward"), w.hours.now[:, :OWN_HANDS].sum(axis=(1, 2))


def _overload(w: World) -> Parts:
    k = w.committees
    return k.upward_load + k.service_load, k.hours + k.station_hours


def _ngos(w: World, weight: Floats | NDArray[np.bool_]) -> Floats:
    p = w.partners
    here = p.is_ngo & p.active
    return np.bincount(p.home[here], weights=weight[here], minlength=w.size)


def _count(w: World) -> Floats:
    return _ngos(w, np.ones(w.partners.home.size))


def own_money(w: World) -> Floats:
    """Money from residents and firms for common purposes this month [yuan].

    Gifts, the levy, sponsorship, user charges, gifts to NGOs: all that comes from outside
    the public purse into an account of the community, except property fees.
    """
    return sum(
        (w.money.flow(giver, account) for giver in GIVERS for account in COMMON),
        start=np.zeros(w.size),
    )


def _self_sustaining(w: World) -> Parts:
    """What would go on without public money, eq. 19.3.

    Own money and volunteers' hours (at the workers' hourly wage) against these and the
    programme spending that own money did not pay for.
    """
    own = own_money(w)
    hourly = w.committees.wage / FULL_TIME
    worth = w.hours.now[:, WORKERS.index("volunteers")].sum(axis=1) * hourly
    return own + worth, own + worth + _public_spending(w)


def _public_spending(w: World) -> Floats:
    """Programme spending that own money in the committee's account did not pay for."""
    own = sum(
        (w.money.flow(giver, "committee") for giver in GIVERS), start=np.zeros(w.size)
    )
    return np.maximum(_spent(w) - own, 0.0)


def _of(
    top: Callable[[World], Floats], bottom: Callable[[World], Floats]
) -> Callable[[World], Parts]:
    return lambda w: (top(w), bottom(w))


def _spent(w: World) -> Floats:
    return w.communities.spending.sum(axis=1)


def _adults(w: World) -> Floats:
    return w.communities.adults


def _complaints(w: World) -> Floats:
    return w.total(w.residents.complained)


MEASURES: dict[str, Callable[[World], Parts]] = {
    "participation_rate": lambda w: (
        w.total(w.residents.acts.any(axis=0)),
        w.communities.adults,
    ),
    "vote_turnout_true": _voted,
    "vote_turnout_reported": _committee("turnout_reported"),
    "owners_vote_rate": _owners,
    "deliberation_rate": _acts("deliberate"),
    "volunteer_rate": _acts("volunteer"),
    "volunteer_hours_per_resident": _of(
        lambda w: w.hours.now[:, -1].sum(axis=1), _adults
    ),
    "oversight_rate": _acts("oversee"),
    "donation_rate": _acts("donate"),
    "participation_gini": _gini_of("activity"),
    **{
        f"trust_{name}": _trust(name)
        for name in (
            "government",
            "centre",
            "committee",
            "ngo",
            "business",
            "neighbours",
        )
    },
    "hierarchical_trust_share": _of(
        lambda w: w.total(w.residents.trust[0] >= w.residents.trust[1] + 0.2), _adults
    ),
    "satisfaction": _column("satisfaction"),
    "belonging": _column("belonging"),
    "knows_head_share": _column("knows_head"),
    "service_quality": _of(
        lambda w: (
            (w.communities.services * w.communities.needs).sum(axis=1)
            * w.communities.adults
        ),
        _adults,
    ),
    **{f"service_quality_{name}": _domain(row) for row, name in enumerate(DOMAINS)},
    "need_match": _need_match,
    "access_gap": _access_gap,
    "access_gini": _gini_of("service"),
    "spending_total": lambda w: (_spent(w), np.full(w.size, np.inf)),
    "spending_per_resident": _of(_spent, _adults),
    "fiscal_burden_per_resident": _of(lambda w: w.committees.public_money, _adults),
    "self_raised_share": _self_raised,
    "discretionary_share_used": _of(lambda w: w.communities.free_spending, _spent),
    "unspent_share": _unspent,
    "diversion_share": _of(
        lambda w: w.committees.diverted, lambda w: w.committees.exposed
    ),
    "cost_per_service_unit": _of(_spent, lambda w: w.communities.units),
    "fee_collection_rate": _fees,
    "projects_count": lambda w: (
        w.communities.projects_done,
        np.full(w.size, np.inf),
    ),
    "decision_delay_months": _community("decision_delay"),
    "decision_acceptance": _community("acceptance"),
    "influence_gini": _influence,
    "admin_share": _hours_share,
    "overload": _overload,
    "staff_quits": _of(
        lambda w: 12.0 * w.committees.quits, lambda w: w.committees.workers
    ),
    "staff_skill": _committee("skill", per="workers"),
    "task_backlog": _of(lambda w: w.committees.backlog, _adults),
    "mandate_compliance_true": _of(
        lambda w: w.committees.compliance * w.committees.upward_load,
        lambda w: w.committees.issued,
    ),
    "mandate_compliance_reported": _committee("reported_compliance", per="issued"),
    "misplacement_share": lambda w: (
        w.communities.misplaced.sum(axis=1)
        + w.communities.undone
        + w.communities.doubled,
        w.communities.work.sum(axis=1) + w.communities.doubled,
    ),
    "autonomy_index": lambda w: (
        (1.0 - w.committees.hold) * w.communities.adults,
        w.communities.adults,
    ),
    "autonomy_gap": lambda w: (
        (w.committees.hold - w.committees.law_hold) * w.communities.adults,
        w.communities.adults,
    ),
    "power_responsibility_match": _match,
    "capture_index": _of(
        lambda w: w.communities.captured, lambda w: w.communities.free_spending
    ),
    "seats_uncontested_share": _committee("uncontested", per="seats"),
    "seats_vacant_share": _committee("vacant", per="seats"),
    "complaints_per_1000": _of(lambda w: 1000.0 * _complaints(w), _adults),
    "response_rate": lambda w: (
        w.committees.reply_rate * _complaints(w),
        _complaints(w),
    ),
    "resolution_true": lambda w: (
        w.committees.resolution * _complaints(w),
        _complaints(w),
    ),
    "resolution_reported": lambda w: (
        w.committees.reported_resolution * _complaints(w),
        _complaints(w),
    ),
    "incidents_per_1000": _of(
        lambda w: w.communities.incidents * w.communities.adults, _adults
    ),
    "environment": lambda w: (
        0.5
        * (
            w.communities.services[:, DOMAINS.index("environment")]
            * w.communities.adults
            + w.total(w.residents.sorts)
        ),
        w.communities.adults,
    ),
    "emergency_open": _of(
        lambda w: w.communities.emergency * w.communities.adults, _adults
    ),
    "ngo_count": lambda w: (_count(w), np.full(w.size, np.inf)),
    "ngo_capability": _of(lambda w: _ngos(w, w.partners.capability), _count),
    "ngo_public_share": lambda w: (
        _ngos(w, w.partners.public_income),
        _ngos(w, w.partners.income),
    ),
    "ngo_dormant_share": _of(lambda w: _ngos(w, w.partners.dormant), _count),
    "sponsorship_per_resident": _of(
        lambda w: w.money.flow("businesses", purpose="sponsorship"), _adults
    ),
    "self_sustaining_share": _self_sustaining,
}
GIVERS, COMMON = ("households", "businesses"), ("committee", "fund", "chest", "ngo")
FULL_TIME = 165.0
"""Hours of a worker's month, for the worth of a volunteer's hour."""
