"""What can residents take part in this month, and who asks them? (组织动员)"""

import numpy as np

from govsim.arithmetic import per
from govsim.assumptions import Assumptions
from govsim.columns import Floats
from govsim.declare import month_step
from govsim.policy import Policy
from govsim.state import World
from govsim.vocabulary import CLAIMS, OWN_HANDS

SCREENING, CLASSES = CLAIMS.index("screening"), CLAIMS.index("classes")
BOARDS, GREENING = CLAIMS.index("recognition"), CLAIMS.index("greening")
CHANNEL_HOURS = np.array(
    [
        [1.0, 0.0, 0.0],  # meeting
        [0.4, 0.6, 0.0],  # representative
        [0.4, 0.0, 0.6],  # online
        [0.5, 0.25, 0.25],  # all
    ]
)
"""Shares of organising hours for meetings, building heads and online hosts [assumption]."""


def saturating(hours: Floats, half: float) -> Floats:
    """1 − 2^(−hours / half): half of what could be reached at `half` hours, eq. 9.1."""
    return 1.0 - np.exp2(-hours / half)


def campaign_hours(upward: Floats, adults: Floats, share: float) -> Floats:
    """Hours per adult in which upward work itself asks residents to join in, eq. 9.3.

    Campaigns ordered from above (volunteers for inspections, roving ballot boxes) reach
    residents too: administration mobilises, though not for deciding.
    """
    return share * upward / np.maximum(adults, 1.0)


def let_in(gated: Floats, shut: float) -> Floats:
    """Share of homes the committee's people get to, eq. 9.9 (0–1).

    Guards and locks keep them from the share `shut` of homes behind gates.
    """
    return 1.0 - shut * gated


def claims_met(w: World, a: Assumptions) -> Floats:
    """Share of the hours claimed this month that there were, eq. 9.4 (1 if none).

    What the hours ledger books as overhead beyond the office's own share went to claims.
    Meant for use after hours are split and before the next month's claims are written.
    """
    booked = w.hours.now[:, :OWN_HANDS]
    staff = booked.sum(axis=(1, 2))
    given = w.hours.by_use("overhead") - a.overhead * staff
    claimed = w.committees.claims.sum(axis=0) - w.committees.station_claims
    met = np.divide(given, claimed, out=np.ones(w.size), where=claimed > 0)
    return np.minimum(np.maximum(met, 0.0), 1.0)


def hours_given(w: World, claim: str, a: Assumptions) -> Floats:
    """Hours really worked on one claim this month [h].

    What eq. 9.4 leaves of the claim, times effort.
    """
    k = w.committees
    asked = k.claims[CLAIMS.index(claim)]
    if not asked.any():
        return np.zeros(w.size)
    return k.effort * claims_met(w, a) * asked


def paid_by_holders(w: World, wanted: Floats, purpose: str, domain: str = "") -> Floats:
    """Programme money paid for a purpose set by rule, eq. 9.5 [yuan].

    Street and committee pay in proportion to what they hold, as far as it reaches.
    """
    street, committee = w.money.balance("street"), w.money.balance("committee")
    total = street + committee
    paid = np.minimum(wanted, total)
    held = np.array([street, committee])
    parts = np.divide(held, total, out=np.zeros(held.shape), where=total > 0)
    theirs, own = np.minimum(paid * parts, held)
    w.money.move("street", "suppliers", theirs, purpose, domain)
    w.money.move("committee", "suppliers", own, purpose, domain)
    return paid


def pay_per_hour(promised: Floats, held: Floats, hours: Floats) -> Floats:
    """Pay for a volunteer's hour, eq. 9.8 [yuan].

    What was promised, or what the money `held` comes to over last month's `hours`
    (at least one, so that nothing is promised that could not be paid at all).
    """
    return np.minimum(promised, held / np.maximum(hours, 1.0))


@month_step("9", "committees.claims", "offers.classes", "money")
def set_aside(w: World, policy: Policy, a: Assumptions) -> None:
    """Hours are set aside for screening, classes, boards and green campaigns (eq. 9.6).

    A full programme takes so many hours per adult; classes also cost money.
    """
    k, adults = w.committees, w.communities.adults
    k.claims[SCREENING] = policy.risk_screening * a.screening_hours * adults
    k.claims[CLASSES] = policy.civic_education * a.class_hours * adults
    k.claims[BOARDS] = policy.recognition * a.recognition_hours * adults
    k.claims[GREENING] = policy.green_weight * a.green_hours * adults
    wanted = policy.civic_education * a.class_yuan / 12.0 * adults
    paid = paid_by_holders(w, wanted, "civic classes")
    w.offers.classes = paid / (a.class_yuan / 12.0 * np.maximum(adults, 1.0))


@month_step(
    "9",
    "offers.contacts",
    "offers.meetings",
    "offers.represented",
    "offers.online",
    "offers.seen",
    "offers.classes",
    "offers.volunteer_pay",
    "offers.volunteer_work",
    "offers.appeals",
    "offers.decided_yuan",
    "money",
)
def convene(w: World, policy: Policy, a: Assumptions) -> None:
    """Organising hours become visits, meetings and organised work (eq. 9.2)."""
    k, o, adults = w.committees, w.offers, w.communities.adults
    campaigns = campaign_hours(
        w.hours.by_use("upward") + k.station_upward, adults, a.campaign_share
    )
    craft = 1.0 + a.practice_gain * (w.communities.practice - 0.5)
    organising = craft * k.organising
    reached = let_in(w.places.gated, a.gate_shut)
    o.contacts = a.contacts_per_hour * (organising + campaigns) * reached
    meeting, heads, hosts = channel_hours(organising, policy.channels)
    may_meet = w.conditions.gatherings
    o.meetings = may_meet * saturating(meeting, a.meeting_half)
    o.represented = saturating(heads, a.heads_half)
    ngo = w.communities.ngo_organising
    work = saturating(organising + campaigns + ngo, a.meeting_half)
    o.volunteer_work = may_meet * work
    o.appeals = a.appeal_share * o.contacts
    o.decided_yuan = k.decided_yuan.copy()
    _honour_and_teach(w, a)
    _go_online(w, policy, hosts, a)
    _pay_volunteers(w, policy)


def channel_hours(organising: Floats, channels: Floats) -> tuple[Floats, ...]:
    """Organising hours for meetings, building heads and online hosts, eq. 9.7.

    `channels` is the row of CHANNEL_HOURS: opening one more channel takes hours off the
    others.
    """
    shares = CHANNEL_HOURS[channels.astype(np.int64)]
    return tuple(organising * share for share in shares.T)


def _honour_and_teach(w: World, a: Assumptions) -> None:
    """Honour boards and classes: as far as hours (and money, for classes) were given."""
    k, o = w.committees, w.offers
    adults = np.maximum(w.communities.adults, 1.0)
    boards = hours_given(w, "recognition", a) / (a.recognition_hours * adults)
    o.seen = boards * saturating(k.organising, a.meeting_half)
    taught = hours_given(w, "classes", a) / (a.class_hours * adults)
    o.classes = w.conditions.gatherings * np.minimum(o.classes, taught)


def _go_online(w: World, policy: Policy, hosts: Floats, a: Assumptions) -> None:
    """The platform brings meetings online as far as it is paid for; hosts make it lively."""
    cost = a.platform_yuan / 12.0 * policy.platform_quality * w.communities.adults
    paid = np.minimum(cost, w.money.balance("committee"))
    w.money.move("committee", "suppliers", paid, "online platform")
    working = per(paid, cost)
    hosted = 1.0 + saturating(hosts, a.meeting_half)
    w.offers.online = np.minimum(policy.platform_quality * working * hosted, 1.0)


def _pay_volunteers(w: World, policy: Policy) -> None:
    """Last month's volunteers are paid as far as the account reaches.

    What an hour brought is what volunteers reckon with.
    """
    held = w.money.balance("committee").copy()
    hours = w.hours.now[:, -1].sum(axis=1)
    rate = pay_per_hour(policy.payment_to_volunteers, held, hours)
    w.money.move(
        "committee", "households", np.minimum(rate * hours, held), "volunteers' pay"
    )
    w.offers.volunteer_pay = rate
