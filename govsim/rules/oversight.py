"""Who looks at the money, what do they find, how much is stolen? (监督与审计)"""

import numpy as np

from govsim.assumptions import Assumptions
from govsim.columns import Floats
from govsim.declare import month_step
from govsim.policy import LEVERS, Policy
from govsim.state import World
from govsim.vocabulary import ACTIONS, CHANNELS, CLAIMS

USUAL_RIGHTS = LEVERS["supervision_rights"].default
ANSWERING, OVERSEE = CLAIMS.index("supervision"), ACTIONS.index("oversee")


def diverted_share(
    least: float, exposed: Floats, deterrence: float, audited: Floats, watched: Floats
) -> Floats:
    """Share of money diverted, eq. 10.1.

    Parameters
    ----------
    least : share that no control removes
    exposed : share without any control, by channel (hands, records, visibility)
    deterrence : strength of an audit that is sure to come (Olken 2007: −8 points)
    audited : probability of an audit
    watched : control by residents of what they receive themselves, 0–1
    """
    return least + (exposed - least) * np.exp(-deterrence * audited) * (1.0 - watched)


def audits_made(wanted: Floats, capacity: float, shared: bool) -> Floats:
    """Audits there are auditors for, eq. 10.2; a shared office rations all alike."""
    if not shared:
        return np.minimum(wanted, capacity)
    total = float(wanted.sum()) / wanted.size
    return wanted * min(1.0, capacity / total) if total > 0 else wanted


def in_such_hands(exposed: Floats | float, integrity: Floats, effect: float) -> Floats:
    """Exposure of community money in the hands of these workers, eq. 10.3 (0–1).

    As given at an integrity of one half; honest hands leave less of it exposed.
    """
    left = exposed * (1.0 + effect * (0.5 - integrity))
    return np.minimum(np.maximum(left, 0.0), 1.0)


def audits_with_data(audits: Floats, shared: Floats, gain: float) -> Floats:
    """Audits where one entry serves all reports, eq. 10.4: the same auditors see more."""
    return np.minimum(audits * (1.0 + gain * shared), 1.0)


def answering_hours(
    inspected: Floats, rights: Floats, usual: float, each: float
) -> Floats:
    """Hours that answering supervisors takes, eq. 10.5 [h].

    Whoever inspects is answered as far as rights go beyond the `usual`: papers are
    looked out, questions replied to.
    """
    return each * inspected * np.maximum(rights - usual, 0.0)


@month_step(
    "10", "offers.accounts_posted", "offers.oversight_open", "committees.claims"
)
def open_books(w: World, policy: Policy, a: Assumptions) -> None:
    """Accounts are posted and may be questioned, as far as hands are left for it."""
    k, o = w.committees, w.offers
    done = np.divide(
        w.hours.by_use("service") + k.station_counter,
        k.service_load,
        out=np.ones(w.size),
        where=k.service_load > 0,
    )
    o.accounts_posted = policy.transparency * np.minimum(done, 1.0)
    filled = k.members / np.maximum(k.seats, 1.0)
    filled = filled * (1.0 - a.supervision_weight * (1.0 - k.supervisors))
    o.oversight_open = (
        policy.supervision_rights
        * (a.closed_books + (1.0 - a.closed_books) * o.accounts_posted)
        * filled
    )
    inspected = w.total(w.residents.acts[OVERSEE])
    k.claims[ANSWERING] = answering_hours(
        inspected, policy.supervision_rights, USUAL_RIGHTS, a.answer_hours
    )


@month_step("10", "committees.diversion_checked", "money")
def audit(w: World, policy: Policy, a: Assumptions) -> None:
    """Auditors go as far as they reach; the treasury pays them, not the community."""
    made = audits_made(policy.audit_probability, a.audit_capacity, w.shared)
    w.committees.diversion_checked = audits_with_data(
        made, w.communities.data_shared, a.data_audit
    )
    cost = made * a.audit_yuan * w.communities.adults / 12.0
    w.money.move("treasury", "department_offices", cost, "audits")


@month_step("10", "committees.diversion", "committees.watchers", "offers.theft_seen")
def find(w: World, a: Assumptions) -> None:
    """Audits and watching residents deter theft next month and bring some to light."""
    k, o = w.committees, w.offers
    watching = 100.0 * w.mean(w.residents.acts[OVERSEE])
    k.watchers = k.watchers + (watching - k.watchers) / 12.0
    reach = k.watchers / (k.watchers + a.watch_half) * o.oversight_open
    received = a.received_share * reach
    exposed = np.empty((len(CHANNELS), w.size))
    exposed[0], exposed[2] = a.exposure_street, a.exposure_contract
    exposed[1] = in_such_hands(a.exposure_community, k.integrity, a.integrity_exposure)
    watched = np.array([0.3 * received, received, 0.5 * received])
    k.diversion = diverted_share(
        a.least_diversion, exposed, a.deterrence, k.diversion_checked, watched
    )
    found = 1.0 - (1.0 - a.audit_finds * k.diversion_checked) * (1.0 - reach)
    share = np.divide(k.diverted, k.exposed, out=np.zeros(w.size), where=k.exposed > 0)
    o.theft_seen = share * found * (a.rumour + (1.0 - a.rumour) * o.accounts_posted)
