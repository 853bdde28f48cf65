"""Does a resident take part, in what, and why? (居民参与)"""

import numpy as np

from govsim.arithmetic import at_home, between, either, logistic, of_contacts, when
from govsim.assumptions import Assumptions
from govsim.columns import Flags, Floats
from govsim.declare import month_step
from govsim.state import World
from govsim.vocabulary import ACTIONS, INSTITUTIONS

VOTE, DELIBERATE, VOLUNTEER, OVERSEE, DONATE, OWNERS_VOTE = range(len(ACTIONS))
GOVERNMENT = INSTITUTIONS.index("government")
COMMITTEE = INSTITUTIONS.index("committee")
NEIGHBOURS = INSTITUTIONS.index("neighbours")
type Terms = dict[str, Floats]  # what a logit is made of, by name, in order


def asked_probability(contacts: Floats, base: Floats | float, reach: Floats) -> Floats:
    """Probability of being asked this month, eq. 12.1 (Verba et al. 1995).

    `contacts` is the mean number of times an adult is asked, `base` what goes on
    without organisers, `reach` how easily she is met (mean about 1).
    """
    return 1.0 - np.exp(-(contacts + base) * reach)


def act_probability(
    logit: Floats, asked: Flags, self_start: float, open_: Floats
) -> Floats:
    """Probability of an act, eq. 12.2: asked (or seldom unasked), able and willing."""
    return either(asked, 1.0, self_start) * logistic(logit) * open_


def left_by_act(belonging: Floats, usual: float, attach: float) -> Floats:
    """What one act leaves behind as habit, eq. 12.10: 1 at usual belonging, at least 0.

    Experience feeds back less on those who are less attached to the place (Wu et al.
    2019); with `attach` 0 it leaves as much with everybody.
    """
    return np.maximum(1.0 + attach * (belonging / usual - 1.0), 0.0)


def habit_after(
    habit: Floats, occasion: Flags, act: Flags, memory: float, left: Floats | float
) -> Floats:
    """Habit of one kind of act, eq. 12.3: decays per occasion, not per month; at most 2.

    `left` is what an act adds (eq. 12.10).
    """
    return between(either(occasion, memory, 1.0) * habit + when(act, left), 0.0, 2.0)


def perceived_stake(
    stake: Floats, decided: Floats, half: float, hears: Floats
) -> Floats:
    """What residents think is decided in meetings, eq. 12.4 (0–1).

    Moves towards decided / (decided + half), `decided` in yuan per adult and year that
    residents decided and saw done, as fast as the resident hears of it.
    """
    return stake + hears * (felt(decided, half) - stake)


def felt(yuan: Floats, half: float) -> Floats:
    """Stake that money brings to those who decide on it, eq. 12.11 (0–1).

    Half of it at `half` [yuan per adult and year].
    """
    return yuan / (yuan + half)


def wronged(used: Floats, now: Floats) -> Floats:
    """How far trust has fallen below what she was used to, eq. 12.9 (0–1).

    A fall of trust mobilises those acts by which residents hold others to account.
    """
    return np.maximum(used - now, 0.0)


def lost_trust(w: World) -> Floats:
    """Trust lost in committee and street together.

    The argument of eq. 12.9 is the mean of both.
    """
    r = w.residents
    return wronged(r.used_trust, 0.5 * (r.trust[GOVERNMENT] + r.trust[COMMITTEE]))


def others_active(w: World, active: Flags) -> tuple[Floats, Floats]:
    """Whether a household mate and what share of her contacts were active, eq. 12.5."""
    r = w.residents
    mate = between(at_home(active, r.household) - active, 0.0, 1.0)
    return mate, of_contacts(active, r.neighbours)


def met_chance(w: World, a: Assumptions) -> Floats:
    """Probability that somebody asks her herself this month (0–1).

    Her reach goes into eq. 12.1.
    """
    r = w.residents
    members = when(r.party, a.reach_party * w.spread(w.offers.party_call))
    reach = a.reach_base + a.reach_free_time * r.free_time + members
    reach = reach * either(r.tenure == 2, a.reach_migrant, 1.0)
    tie = r.unit_tie * w.spread(w.conditions.unit_support) - a.unit_tie_usual
    passing = np.maximum(a.asked_base * (1.0 + a.asked_unit * tie), 0.0)
    return asked_probability(w.spread(w.offers.contacts), passing, reach)


@month_step("12", "residents.asked", "residents.stake")
def be_asked(w: World, a: Assumptions) -> None:
    """Residents are asked at the door or in passing, and hear it at home."""
    r, o = w.residents, w.offers
    drawn = w.uniform("asked", 2)
    own = drawn[0] < met_chance(w, a)
    home = at_home(own, r.household) > own
    r.asked = own | (home & (drawn[1] < a.relay))
    told = a.hearsay + (1.0 - a.hearsay) * w.spread(o.represented)
    hears = a.stake_rate * either(r.asked | r.acts[DELIBERATE], 1.0, told)
    r.stake = perceived_stake(r.stake, w.spread(o.decided_yuan), a.stake_half, hears)


def added(terms: Terms) -> Floats:
    """Sum of named terms, in their order.

    Named parts serve those who ask why; the sum is what eq. 12.8 and eq. 12.6 use.
    """
    first, *rest = terms.values()
    return sum(rest, start=first)


def own_terms(w: World, a: Assumptions) -> tuple[Terms, Terms, Terms]:
    """What speaks for deliberating, volunteering and inspecting each by itself [logits].

    Deliberating: stake, trust, online. Volunteering: trust in committee and neighbours,
    being seen, pay less what pay crowds out. Inspecting: grievance and distrust.

    Parts of eq. 12.8.
    """
    r, o = w.residents, w.offers
    trust = r.trust[COMMITTEE] - a.trust_centre_point
    pay = w.spread(o.volunteer_pay)
    usual, loss = np.ones_like(trust), lost_trust(w)
    deliberate = {
        "base": a.deliberate_base * usual,
        "stake": a.stake_act * r.stake,
        "trust": a.trust_act * trust,
        "online": a.online_act * w.spread(o.online) * r.digital,
        "wronged": a.wronged_voice * loss,
    }
    volunteer = {
        "base": a.volunteer_base * usual,
        "trust": a.trust_act * trust,
        "neighbours": a.neighbour_trust_act * (r.trust[NEIGHBOURS] - 0.5),
        "seen": a.seen_act * w.spread(o.seen),
        "duty": a.duty_act * r.pledge,
        "pay": a.pay_act * pay / 10.0,
        "crowding_out": when(pay > 0, -a.crowding_out),
    }
    oversee = {
        "base": a.oversee_base * usual,
        "distrust": -a.trust_act * trust,
        "grievance": a.grievance_act * (r.expectation + 0.5 - 2.0 * r.satisfaction),
        "stake": a.stake_oversee * r.stake,
        "wronged": a.wronged_act * loss,
    }
    return deliberate, volunteer, oversee


def shared_terms(w: World, a: Assumptions) -> Terms:
    """What speaks for all three: own request resolved, mates and contacts active … [logits].

    Parts of eq. 12.8.
    """
    r = w.residents
    mate, around = others_active(w, r.acts[DELIBERATE:DONATE].any(axis=0))
    return {
        "efficacy": a.efficacy_act * r.efficacy,
        "mate": a.mate_act * mate,
        "contacts": a.neighbour_act * around,
        "belonging": a.belonging_act * (r.belonging - 0.5),
        "free_time": a.free_time_act * (r.free_time - 0.35),
    }


def lasting_terms(w: World, a: Assumptions) -> Terms:
    """Her lean and her habit, shape (act, resident) [logits].

    Parts of eq. 12.8.
    """
    r, kinds = w.residents, slice(DELIBERATE, DONATE)
    return {"lean": r.propensity[kinds], "habit": a.habit_act * r.habit[kinds]}


def willing(w: World, a: Assumptions) -> Floats:
    """Logits of deliberating, volunteering and inspecting, eq. 12.8 (act, resident).

    Sums of named terms, so that a resident's reasons can be told one by one.
    """
    own = np.stack([added(terms) for terms in own_terms(w, a)])
    lean, habit = lasting_terms(w, a).values()
    return own + added(shared_terms(w, a)) + lean + habit


def doors(w: World) -> Floats:
    """How far meetings, volunteer work and the books are open to her (act, resident).

    The open doors of eq. 12.2.
    """
    r, o = w.residents, w.offers
    meetings = np.maximum(w.spread(o.meetings), w.spread(o.online) * r.digital)
    return np.stack([meetings, w.spread(o.volunteer_work), w.spread(o.oversight_open)])


@month_step(
    "12", "residents.acts", "residents.habit", "residents.activity", "hours.now"
)
def take_part(w: World, a: Assumptions) -> None:
    """Residents deliberate, volunteer and inspect."""
    r = w.residents
    chance = act_probability(willing(w, a), r.asked, a.self_start, doors(w))
    act = w.uniform("acts", 3) < chance
    kinds = slice(DELIBERATE, DONATE)
    r.acts[kinds] = act
    left = left_by_act(r.belonging, a.belonging_usual, a.habit_attach)
    r.habit[kinds] = habit_after(
        r.habit[kinds], r.asked | act, act, a.habit_memory, left
    )
    done = np.add.reduce(r.acts.view(np.int8), axis=0, dtype=np.int8)
    r.activity = r.activity + (done - r.activity) / 12.0
    hours = a.volunteer_hours * w.total(when(act[VOLUNTEER - DELIBERATE], r.act_hours))
    urgent = np.where(w.communities.emergency > 0.0, a.emergency_help, 0.0)
    w.hours.enter("volunteers", "upward", urgent * hours)
    w.hours.enter("volunteers", "service", (1.0 - urgent) * hours)


@month_step("12", "residents.acts", "residents.habit", "residents.voted")
def vote(w: World, a: Assumptions) -> None:
    """In an election month residents whose home is reached decide to vote (eq. 12.6)."""
    r, o = w.residents, w.offers
    if not o.vote_open.any():
        r.acts[VOTE] = False
        return
    drawn = w.uniform("vote")[0]
    logit = added(vote_terms(w, a))
    reached = ballot_reached(w)
    open_ = w.spread((o.vote_open > 0).astype(np.float64)) > 0
    acts = open_ & reached & (drawn < logistic(logit))
    r.acts[VOTE] = acts
    r.voted = np.where(open_, acts, r.voted)
    occasion = open_ & reached
    left = left_by_act(r.belonging, a.belonging_usual, a.habit_attach)
    r.habit[VOTE] = habit_after(r.habit[VOTE], occasion, acts, a.habit_memory, left)


def vote_terms(w: World, a: Assumptions) -> Terms:
    """What speaks for voting, by name; their sum is the logit of voting [logits].

    Parts of eq. 12.6.
    """
    r, o = w.residents, w.offers
    mate, around = others_active(w, r.voted)
    contest = w.spread(o.vote_contest)
    return {
        "base": a.vote_base * np.ones_like(contest),
        "stake": a.stake_vote * r.stake,
        "contest": a.contest_vote * np.minimum(contest, 1.0),
        "habit": a.habit_act * r.habit[VOTE],
        "mate": a.mate_act * mate,
        "contacts": a.neighbour_act * around,
        "trust": a.trust_vote * (r.trust[COMMITTEE] - a.trust_centre_point),
        "belonging": a.belonging_vote * (r.belonging - 0.5),
        "years": a.years_vote * np.log1p(r.years_here),
        "free_time": a.free_time_vote * (r.free_time - 0.35),
        "visit": when(r.asked, a.visit_vote),
        "seen": a.seen_act * w.spread(o.seen),
        "duty": a.duty_act * r.pledge,
        "age": a.cohort_vote * (r.age - 45.0) / 10.0,
        "knows_head": when(r.knows_head, a.know_vote),
        "wronged": a.wronged_vote * lost_trust(w),
        "lean": r.propensity[VOTE],
    }


def ballot_reached(w: World) -> Flags:
    """Homes the ballot box gets to; whole buildings are missed together (eq. 12.7)."""
    r = w.residents
    lot = w.uniform("ballot box")[0]
    return lot[r.building] < w.spread(w.offers.ballot_reach)
