"""Who decides what the programme money is spent on, and for whom? (谁来决定花钱)"""

from dataclasses import dataclass

import numpy as np

from govsim.assumptions import Assumptions
from govsim.columns import Floats
from govsim.declare import month_step
from govsim.policy import LEVERS, Policy
from govsim.rules.projects import by_project, carry_out, payments
from govsim.state import World
from govsim.vocabulary import CHANNELS, CLAIMS

DECISIONS = CLAIMS.index("decisions")
POTS = ("street", "committee", "fund")  # what programme money is spent from
CHANNEL_OF_POT = [CHANNELS.index(word) for word in ("street", "community", "community")]
USUAL_APPROVAL = LEVERS["agenda_approval"].default
USUAL_OWN = LEVERS["discretionary_share"].default * LEVERS["decision_rights"].default
STANDARD_PATTERN = np.array([0.12, 0.14, 0.20, 0.22, 0.18, 0.08, 0.06])
"""Departments' standard spending pattern by domain (assumption)."""


def department_allocation(
    needs: Floats,
    adults: Floats,
    information: Floats | float,
    shared: bool,
    apart: Floats | float = 0.0,
) -> Floats:
    """Share of each domain in department money (部门专项), eq. 5.1.

    Departments know mean needs with weight `information` and follow the standard
    pattern for the rest. Where pools are `shared` they know the district's mean needs,
    and a single community's as far as they tell places `apart` (0–1, a column of
    communities or a number). Shape (communities, domains).
    """
    known = needs
    if shared:
        district = (needs * adults[:, None]).sum(axis=0) / adults.sum()
        known = apart * needs + (1.0 - apart) * district
    return information * known + (1.0 - information) * STANDARD_PATTERN


def presence(voices: Floats, half: float) -> Floats:
    """Weight of those who show up, eq. 5.2 (0–1); `voices` per 100 adults."""
    return voices / (voices + half)


def capture(strength: float, gini: Floats, seen: Floats, present: Floats) -> Floats:
    """Share of free money steered to the best-off tenth (精英俘获), eq. 5.3.

    Rises with inequality, falls with posted accounts and with residents present
    (after Bardhan & Mookherjee 2000; strength: assumption).
    """
    return (strength * gini * (1.0 - seen) * (1.0 - present)).clip(0.0, 1.0)


def representation(voice: Floats, share: Floats, floor: float) -> Floats:
    """Access a group gets from money decided in meetings, eq. 5.4 (0–1).

    A group heard in proportion to its number gets full access, one that is not heard
    gets `floor`. `voice` and `share` have shape (communities, groups).
    """
    heard = np.divide(voice, share, out=np.ones(voice.shape), where=share > 0)
    return floor + (1.0 - floor) * np.minimum(heard, 1.0)


def affordable_part(held: Floats, hours: Floats, yuan_per_hour: float) -> Floats:
    """Share of the money held that the hands there are can spend, eq. 5.5 (1 if none)."""
    can = np.minimum(held, hours * yuan_per_hour)
    return np.divide(can, held, out=np.ones(held.shape), where=held > 0)


def informed(known: Floats | float, surveyed: Floats) -> Floats:
    """What a decider knows of needs once a survey adds to it, eq. 5.8 (0–1)."""
    return 1.0 - (1.0 - known) * (1.0 - surveyed)


def released(delay: Floats, usual: float) -> Floats:
    """Share of the money waiting for a decision that is decided in a month, eq. 5.9.

    As many months of money wait as decisions take longer than `usual`.
    """
    return 1.0 / (1.0 + np.maximum(delay - usual, 0.0))


def memory_weight(now: Floats, mean: Floats) -> Floats:
    """Weight of this month in what is remembered of a year, eq. 5.10 (0–1).

    A twelfth in a usual month; more where more was at stake than in the `mean` month.
    """
    year = now + 11.0 * mean
    return np.divide(now, year, out=np.full(year.shape, 1.0 / 12.0), where=year > 0)


def deciding_hours(decided: Floats, usual: Floats, per_thousand: float) -> Floats:
    """Hours to ask for offers and write up own decisions, eq. 5.11 [h]; beyond `usual`."""
    return per_thousand / 1000.0 * np.maximum(decided - usual, 0.0)


def mixed(one: Floats, other: Floats, weight: Floats) -> Floats:
    """`weight` of one allocation and the rest of another, row by row."""
    if not weight.any():
        return other
    part = weight[:, None]
    return part * one + (1.0 - part) * other


def by_domain(amount: Floats, shares: Floats) -> Floats:
    """An amount per community split by domain [yuan]."""
    return amount[:, None] * shares


@dataclass(frozen=True, slots=True)
class Shares:
    """How money is split by domain, (communities, domains), and whose say it was."""

    above: Floats  # what departments decide
    local: Floats  # what the community decides
    taken: Floats  # (communities,) share of that steered to the best-off
    say: Floats  # (communities,) residents' weight in it


def _shares(w: World, policy: Policy, a: Assumptions) -> Shares:
    """Split of department money and of the community's free money."""
    c, k = w.communities, w.committees
    planned = a.plan_heeded * c.surveyed
    lines = department_allocation(
        c.needs, c.adults, c.department_knows[:, None], w.shared, c.told_apart[:, None]
    )
    above = mixed(c.needs, lines, planned)
    present = presence(c.voices, a.voice_half)
    agreed = 1.0 - a.agenda_check * (policy.agenda_approval - USUAL_APPROVAL)
    seen = w.offers.accounts_posted
    taken = np.minimum(agreed * capture(a.capture, c.gini, seen, present), 1.0)
    contact = 1.0 - np.exp(-k.organising / a.information_hours)
    known = informed(informed(a.committee_information, contact), c.surveyed)
    by_committee = mixed(c.needs, above, known)
    heard = mixed(c.needs, c.voice_needs, planned)
    powers = np.array([0.0, a.advice_weight, 1.0])
    power = powers[policy.congress_power.astype(np.int64)]
    say = power * present * c.agenda_open
    local = mixed(heard, by_committee, say)
    local = mixed(c.council_needs, local, c.council_say)
    return Shares(
        above=above, local=mixed(c.elite_needs, local, taken), taken=taken, say=say
    )


@month_step(
    "5",
    "communities.spending",
    "communities.year_spending",
    "communities.free_spending",
    "communities.fund_spending",
    "communities.meeting_yuan",
    "communities.captured",
    "communities.steered",
    "communities.say",
    "communities.access",
    "communities.project_left",
    "communities.projects_done",
    "committees.claims",
    "committees.decided_yuan",
    "committees.delivered",
    "committees.promised_yuan",
    "committees.exposed",
    "committees.diverted",
    "money",
)
def choose_spending(w: World, policy: Policy, a: Assumptions) -> None:
    """Departments, committee and residents allocate; money is spent as hands allow."""
    c, shares = w.communities, _shares(w, policy, a)
    c.steered, c.say = shares.taken, shares.say
    net = 1.0 - a.community_overhead
    account, fund = w.money.balance("committee").copy(), w.money.balance("fund").copy()
    ready = _ready(w, a)
    payable = np.minimum(ready.sum(axis=1) / net, fund)
    first, part = _parts(w, payable, account, a)
    ripe, waiting = _own_part(w, policy, a)
    of_account, of_fund = part * (1.0 - waiting) * account, first * payable
    _keep_books(w, of_account * (1.0 - net), of_fund * (1.0 - net))
    decided = net * part * ripe * account
    paid = payments(ready, net * of_fund, c.project_voted)
    lines = (1.0 - a.department_overhead) * w.money.balance("street")
    above, own = by_domain(lines, shares.above), by_domain(decided, shares.local)
    rest = by_domain(net * of_account - decided, shares.above)
    _spend(w, np.array([above, rest + own, by_project(paid, c.project_domain)]))
    kept, broken = carry_out(w, paid)
    _remember(w, decided, paid, part * decided + kept, decided + kept + broken, part)
    _prepare(w, decided, USUAL_OWN * net * part * account, a)
    _open_doors(w, shares.taken[:, None], a)


def _parts(
    w: World, payable: Floats, account: Floats, a: Assumptions
) -> tuple[Floats, Floats]:
    """Share of projects and of the account that hands can spend; what has a date first."""
    hands = a.project_hours_share * w.hours.by_use("service")
    first = affordable_part(payable, hands, a.yuan_per_hour)
    rest = np.maximum(hands - first * payable / a.yuan_per_hour, 0.0)
    return first, affordable_part(account, rest, a.yuan_per_hour)


def _keep_books(w: World, of_account: Floats, of_fund: Floats) -> None:
    """Bookkeeping and acceptance of what the community spends."""
    w.money.move("committee", "suppliers", of_account, "bookkeeping")
    w.money.move("fund", "suppliers", of_fund, "bookkeeping")


def _ready(w: World, a: Assumptions) -> Floats:
    """What approved projects can use this month [yuan]: building takes its time."""
    c = w.communities
    rate = np.minimum(c.project_left, c.project_yuan / a.build_months)
    return rate * (c.project_ready <= w.month)


def _own_part(w: World, policy: Policy, a: Assumptions) -> tuple[Floats, Floats]:
    """Share of the account the community decides this month, and what still waits."""
    own = policy.discretionary_share * policy.decision_rights
    own = own * (1.0 - w.committees.tied)
    ripe = released(w.communities.decision_delay, a.delay_base)
    return own * ripe, own * (1.0 - ripe)


def _spend(w: World, pots: Floats) -> None:
    """Pay suppliers from POTS by domain; part of every yuan is diverted (eq. 10.1).

    `pots` has shape (pot, community, domain) [yuan].
    """
    c, k, money = w.communities, w.committees, w.money
    total, stolen = pots.sum(axis=2), k.diversion[CHANNEL_OF_POT]
    clean, lost = pots * (1.0 - stolen)[:, :, None], stolen * total
    offices = np.maximum(money.balance("street") - total[0], 0.0)
    money.move("street", "department_offices", offices, "overhead")
    for place, pot in enumerate(POTS):
        money.move_by_domain(pot, "suppliers", clean[place], "services")
        money.move(pot, "diverted", lost[place], "diversion")
    k.exposed, k.diverted = total.sum(axis=0), lost.sum(axis=0)
    # last month's spending, contracts and all, enters the mean of a year
    c.year_spending = c.year_spending + (c.spending - c.year_spending) / 12.0
    c.spending = pots.sum(axis=0)


def _remember(
    w: World,
    decided: Floats,
    paid: Floats,
    kept: Floats,
    promised: Floats,
    part: Floats,
) -> None:
    """What was decided in the community, by whom, and how much of it was done."""
    c, k = w.communities, w.committees
    c.fund_spending = paid.sum(axis=1)
    c.free_spending = decided + c.fund_spending
    c.meeting_yuan = decided * c.say
    c.captured = c.steered * decided + (paid * c.project_steered).sum(axis=1)
    said = (c.meeting_yuan + c.fund_spending) * 12.0 / np.maximum(c.adults, 1.0)
    k.decided_yuan = k.decided_yuan + (said - k.decided_yuan) / 12.0
    done = np.divide(kept, promised, out=part.copy(), where=promised > 0)
    weight = memory_weight(promised, k.promised_yuan)
    k.delivered = k.delivered + weight * (done - k.delivered)
    k.promised_yuan = k.promised_yuan + (promised - k.promised_yuan) / 12.0


def _prepare(w: World, decided: Floats, usual: Floats, a: Assumptions) -> None:
    """What the community decides itself takes hours (next month)."""
    hours = deciding_hours(decided, usual, a.decide_hours)
    w.committees.claims[DECISIONS] = hours


def _open_doors(w: World, taken: Floats, a: Assumptions) -> None:
    """Access of each group follows who decided on the money (eq. 5.6)."""
    c = w.communities
    total = c.spending.sum(axis=1)
    free = np.divide(c.free_spending, total, out=np.zeros(w.size), where=total > 0)
    free = (free + (1.0 - free) * c.say * w.committees.duty)[:, None]
    heard = representation(c.voice, c.group_share, a.unheard_access)
    heard[:, 1:] *= 1.0 - taken
    target = free * heard + (1.0 - free) * c.entitlement
    c.access = c.access + a.access_rate * (target - c.access)
