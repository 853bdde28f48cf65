"""Does a resident take part, in what, and why? (居民参与)"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from govsim.assumptions import Assumptions
from govsim.declare import month_step
from govsim.state import World
from govsim.vocabulary import ACTIONS, INSTITUTIONS

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
VOTE, DELIBERATE, VOLUNTEER, OVERSEE, DONATE, OWNERS_VOTE = range(len(ACTIONS))
COMMITTEE = INSTITUTIONS.index("committee")
NEIGHBOURS = INSTITUTIONS.index("neighbours")


def asked_probability(contacts: Floats, base: float, reach: Floats) -> Floats:
    """Probability of being asked this month, eq. 12.1 (Verba et al. 1995).

    `contacts` is the mean number of times an adult is asked, `base` what goes on
    without organisers, `reach` how easily she is met (mean about 1).
    """
    return 1.0 - np.exp(-(contacts + base) * reach)


def act_probability(
    logit: Floats, asked: Flags, self_start: float, open_: Floats
) -> Floats:
    """Probability of an act, eq. 12.2: asked (or seldom unasked), able and willing."""
    return np.where(asked, 1.0, self_start) * expit(logit) * open_


def habit_after(habit: Floats, occasion: Flags, act: Flags, memory: float) -> Floats:
    """Habit of one kind of act, eq. 12.3: decays per occasion, not per month; at most 2."""
    return np.where(occasion, np.minimum(memory * habit + act, 2.0), habit)


def perceived_stake(
    stake: Floats, decided: Floats, half: float, hears: Floats
) -> Floats:
    """What residents think is decided in meetings, eq. 12.4 (0–1).

    Moves towards decided / (decided + half), `decided` in yuan per adult and year that
    residents decided and saw done, as fast as the resident hears of it.
    """
    return stake + hears * (decided / (decided + half) - stake)


def others_active(w: World, active: Flags) -> tuple[Floats, Floats]:
    """Whether a household mate and what share of her contacts were active, eq. 12.5."""
    r = w.residents
    in_home = np.bincount(r.household, weights=active, minlength=active.size)[
        r.household
    ]
    mate = np.minimum(in_home - active, 1.0)
    return mate, active.astype(np.float64)[r.neighbours].sum(axis=0) / len(r.neighbours)


@month_step("12", "residents.asked", "residents.stake")
def be_asked(w: World, a: Assumptions) -> None:
    """Residents are asked at the door or in passing, and hear it at home."""
    r, o = w.residents, w.offers
    reach = a.reach_base + a.reach_free_time * r.free_time + a.reach_party * r.party
    reach = reach * np.where(r.tenure == 2, a.reach_migrant, 1.0)
    drawn = w.uniform("asked", 2)
    own = drawn[0] < asked_probability(w.spread(o.contacts), a.asked_base, reach)
    home = np.bincount(r.household, weights=own, minlength=own.size)[r.household] - own
    r.asked = own | ((home > 0) & (drawn[1] < a.relay))
    hears = a.stake_rate * np.where(r.asked | r.acts[DELIBERATE], 1.0, a.hearsay)
    r.stake = perceived_stake(r.stake, w.spread(o.decided_yuan), a.stake_half, hears)


def willing(w: World, a: Assumptions) -> Floats:
    """Logits of deliberating, volunteering and inspecting, eq. 12.8 (act, resident).

    All: own request resolved, mates and contacts active, belonging, free time, habit and
    a lasting lean. Deliberating: stake, trust, online. Volunteering: trust in committee
    and neighbours, being seen, pay less what pay crowds out. Inspecting: grievance and
    distrust.
    """
    r, o = w.residents, w.offers
    mate, around = others_active(w, r.acts[DELIBERATE:DONATE].any(axis=0))
    trust = r.trust[COMMITTEE] - a.trust_centre_point
    pay = w.spread(o.volunteer_pay)
    own = np.stack(
        [
            a.deliberate_base
            + a.stake_act * r.stake
            + a.trust_act * trust
            + a.online_act * w.spread(o.online) * r.digital,
            a.volunteer_base
            + a.trust_act * trust
            + a.neighbour_trust_act * (r.trust[NEIGHBOURS] - 0.5)
            + a.seen_act * w.spread(o.seen)
            + a.pay_act * pay / 10.0
            - a.crowding_out * (pay > 0),
            a.oversee_base
            - a.trust_act * trust
            + a.grievance_act * (r.expectation + 0.5 - 2.0 * r.satisfaction)
            + a.stake_oversee * r.stake,
        ]
    )
    shared = (
        a.efficacy_act * r.efficacy
        + a.mate_act * mate
        + a.neighbour_act * around
        + a.belonging_act * (r.belonging - 0.5)
        + a.free_time_act * (r.free_time - 0.35)
    )
    kinds = slice(DELIBERATE, DONATE)
    return own + shared + r.propensity[kinds] + a.habit_act * r.habit[kinds]


@month_step(
    "12", "residents.acts", "residents.habit", "residents.activity", "hours.now"
)
def take_part(w: World, a: Assumptions) -> None:
    """Residents deliberate, volunteer and inspect."""
    r, o = w.residents, w.offers
    opened = np.stack(
        [
            np.maximum(w.spread(o.meetings), w.spread(o.online) * r.digital),
            w.spread(o.volunteer_work),
            w.spread(o.oversight_open),
        ]
    )
    chance = act_probability(willing(w, a), r.asked, a.self_start, opened)
    act = w.uniform("acts", 3) < chance
    kinds = slice(DELIBERATE, DONATE)
    r.acts[kinds] = act
    r.habit[kinds] = habit_after(r.habit[kinds], r.asked | act, act, a.habit_memory)
    r.activity = r.activity + (r.acts.sum(axis=0) - r.activity) / 12.0
    volunteers = w.total(act[VOLUNTEER - DELIBERATE])
    w.hours.enter("volunteers", "service", a.volunteer_hours * volunteers)


@month_step("12", "residents.acts", "residents.habit", "residents.voted")
def vote(w: World, a: Assumptions) -> None:
    """In an election month residents whose home is reached decide to vote (eq. 12.6)."""
    r, o = w.residents, w.offers
    if not o.vote_open.any():
        r.acts[VOTE] = False
        return
    drawn = w.uniform("vote")[0]
    mate, around = others_active(w, r.voted)
    contest = w.spread(o.vote_contest)
    logit = (
        a.vote_base
        + a.stake_vote * r.stake
        + a.contest_vote * np.minimum(contest, 1.0)
        + a.habit_act * r.habit[VOTE]
        + a.mate_act * mate
        + a.neighbour_act * around
        + a.trust_vote * (r.trust[COMMITTEE] - a.trust_centre_point)
        + a.belonging_vote * (r.belonging - 0.5)
        + a.years_vote * np.log1p(r.years_here)
        + a.free_time_vote * (r.free_time - 0.35)
        + a.visit_vote * r.asked
        + a.cohort_vote * (r.age - 45.0) / 10.0
        + a.know_vote * r.knows_head
        + r.propensity[VOTE]
    )
    reached = ballot_reached(w)
    open_ = w.spread((o.vote_open > 0).astype(np.float64)) > 0
    acts = open_ & reached & (drawn < expit(logit))
    r.acts[VOTE] = acts
    r.voted = np.where(open_, acts, r.voted)
    occasion = open_ & reached
    r.habit[VOTE] = habit_after(r.habit[VOTE], occasion, acts, a.habit_memory)


def ballot_reached(w: World) -> Flags:
    """Homes the ballot box gets to; whole buildings are missed together (eq. 12.7)."""
    r = w.residents
    lot = w.uniform("ballot box")[0]
    return lot[r.building] < w.spread(w.offers.ballot_reach)
