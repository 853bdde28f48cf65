"""Who stands, who is elected, and what are they like? (选举)"""

import numpy as np
from scipy.special import expit

from govsim.arithmetic import between
from govsim.assumptions import Assumptions
from govsim.columns import Flags, Floats, Rows
from govsim.declare import month_step
from govsim.policy import ELECTION_RULES, LEVERS, Policy
from govsim.rules.mobilisation import let_in
from govsim.state import World
from govsim.vocabulary import ACTIONS, CLAIMS, INSTITUTIONS

APPOINTED, ONE_CANDIDATE, HOUSEHOLD, DIRECT = range(len(ELECTION_RULES))
BALLOTS = CLAIMS.index("elections")
NO_RECALL = LEVERS["recall"].high  # a share nobody can reach
RECALL_REST = 6  # months a committee is safe from recall after a vote


def willingness(
    base: float,
    stake: Floats,
    stake_effect: float,
    time: Floats,
    time_effect: float,
    belonging: Floats,
    belonging_effect: float,
    lean: Floats,
) -> Floats:
    """Probability that someone who is asked agrees to stand, eq. 15.1 (logit)."""
    return expit(
        base
        + stake_effect * stake
        + time_effect * (time - 0.35)
        + belonging_effect * (belonging - 0.5)
        + lean
    )


def contested_share(candidates: Floats, seats: Floats) -> Floats:
    """Share of seats with a rival, eq. 15.2: (candidates − seats) / seats, within 0–1."""
    return between((candidates - seats) / np.maximum(seats, 1.0), 0.0, 1.0)


def staying(trust: Floats, steepness: float) -> Floats:
    """Share of incumbents residents keep, eq. 15.3: judged by trust in the committee."""
    return expit(steepness * (trust - 0.5))


def organised(hours: Floats, needed: Floats) -> Floats:
    """How far the hours a ballot takes were there, eq. 15.6 (0–1)."""
    return np.minimum(
        np.divide(hours, needed, out=np.ones(hours.shape), where=needed > 0), 1.0
    )


def people_asked(seats: Floats, per_seat: float, open_: Floats, gain: float) -> Floats:
    """People the search for candidates turns to first, eq. 15.7: so many a seat.

    Open nomination (`open_`, 0–1) brings in people no list maker would think of.
    """
    return per_seat * seats * (1.0 + gain * open_)


@month_step(
    "15",
    "offers.vote_open",
    "offers.election_due",
    "offers.one_candidate",
    "offers.street_fills",
    "offers.ballot_reach",
    "offers.asks",
    "offers.list_lean",
    "offers.campaign",
    "committees.claims",
)
def call_vote(w: World, policy: Policy, a: Assumptions) -> None:
    """A term ends or is ended; who may stand, and how far candidates get about."""
    o, k, adults = w.offers, w.committees, w.communities.adults
    term = np.maximum(policy.term_months.astype(np.int64), 1)
    due = ((w.month + k.term_offset) % term == 0) | _recalled(w, policy)
    rule = policy.election_rule.astype(np.int64)
    o.vote_open = np.where(due, rule, 0)
    o.election_due = due
    o.one_candidate = rule == ONE_CANDIDATE
    o.street_fills = rule <= ONE_CANDIDATE
    done = organised(w.hours.by_use("organising"), a.ballot_hours * adults)
    missed = np.where(rule == DIRECT, a.direct_reach_loss * (1.0 - done), 0.0)
    reached = let_in(w.places.gated, a.gate_shut)
    o.ballot_reach = a.ballot_reach * reached * (1.0 - missed)
    open_ = policy.contestation * done
    o.asks = people_asked(k.seats, a.asks_per_seat, open_, a.nomination_gain)
    o.list_lean = 1.0 - a.list_pull * open_
    o.campaign = np.where(rule >= HOUSEHOLD, open_, 0.0)
    k.claims[BALLOTS] = a.campaign_hours * policy.contestation * due * adults


def _recalled(w: World, policy: Policy) -> Flags:
    """Where enough residents signed for a recall and the committee is no new one."""
    enough = w.communities.recall_signatures >= policy.recall
    rested = w.month - w.committees.last_election >= RECALL_REST
    return enough & rested & (policy.recall < NO_RECALL)


@month_step("15", "residents.candidate", "offers.vote_contest")
def stand(w: World, a: Assumptions) -> None:
    """Those asked to stand decide; where too few agree the search goes on until it fills.

    The search asks so many a seat, whatever the size. Whoever has to campaign thinks
    twice.
    """
    r, o, k = w.residents, w.offers, w.committees
    r.candidate = np.zeros(r.age.size, dtype=bool)
    if not (o.vote_open > 0).any():
        return
    drawn = w.uniform("stand", 2)
    lean = r.propensity[ACTIONS.index("deliberate")]
    agrees = drawn[0] < willingness(
        a.stand_base,
        r.stake,
        a.stand_stake,
        r.free_time,
        a.stand_time,
        r.belonging,
        a.stand_belonging,
        lean - a.campaign_burden * w.spread(o.campaign),
    )
    known = w.spread(o.list_lean) * r.party + a.search_noise * drawn[1]
    likely = r.habit[1:4].sum(axis=0) + r.belonging + known
    for place in np.flatnonzero(o.vote_open > 0).tolist():
        r.candidate[_search(w, place, likely, agrees, a)] = True
    number = w.total(r.candidate)
    running = np.where(o.one_candidate, np.minimum(number, k.seats), number)
    o.vote_contest = contested_share(running, k.seats)


def _search(
    w: World, place: int, likely: Floats, agrees: Flags, a: Assumptions
) -> Rows:
    """Rows of those who stand: all of the first round, of the next only till seats fill."""
    first, o = w.communities.first, w.offers
    rows = np.arange(first[place], first[place + 1])
    order = rows[np.argsort(-likely[rows], kind="stable")]
    asks = int(o.asks[place])
    willing = order[:asks][agrees[order[:asks]]]
    missing = int(w.committees.seats[place]) - willing.size
    if o.street_fills[place] or missing <= 0:
        return willing
    more = order[asks : asks + int(a.second_round * asks)]
    return np.concatenate([willing, more[agrees[more]][:missing]])


@month_step(
    "15",
    "committees.members",
    "committees.contested",
    "committees.competence",
    "committees.talent",
    "committees.orientation",
    "committees.turnout_true",
    "committees.turnout_reported",
    "committees.uncontested",
    "committees.vacant",
    "committees.last_election",
)
def count(w: World, a: Assumptions) -> None:
    """Votes are counted and seats filled; being elected by itself changes nothing."""
    o, k = w.offers, w.committees
    due = o.election_due
    if not due.any():
        return
    running = np.where(o.vote_open > 0, w.total(w.residents.candidate), 0.0)
    contest = np.where(o.vote_open > 0, o.vote_contest, 0.0)
    seated = np.where(o.street_fills, k.seats, np.minimum(running, k.seats))
    competence, orientation = _those_elected(w, running, seated, contest, a)
    trust = w.mean(w.residents.trust[INSTITUTIONS.index("committee")])
    keep = np.where(contest > 0, staying(trust, a.judgement), a.appointed_stay)
    news = {
        "members": seated,
        "contested": contest,
        "talent": keep * k.talent + (1.0 - keep) * competence,
        "competence": keep * k.competence + (1.0 - keep) * unused(competence, a),
        "orientation": keep * k.orientation + (1.0 - keep) * orientation,
        "turnout_true": w.mean(w.residents.acts[ACTIONS.index("vote")]),
        "turnout_reported": _reported(w, a),
        "uncontested": 1.0 - contest,
        "vacant": 1.0 - seated / np.maximum(k.seats, 1.0),
        "last_election": np.full(w.size, w.month),
    }
    held = due & (o.vote_open > 0)  # turnout is that of the last election held
    for name, value in news.items():
        when = held if name.startswith("turnout") else due
        setattr(k, name, np.where(when, value, getattr(k, name)))


def unused(talent: Floats, a: Assumptions) -> Floats:
    """Competence of new members who do not know the work yet, eq. 15.8 (0–1)."""
    return np.maximum(talent - a.novice_loss, 0.0)


def _those_elected(
    w: World, running: Floats, seated: Floats, contest: Floats, a: Assumptions
) -> tuple[Floats, Floats]:
    """Competence and orientation of the new members (eq. 15.5): what candidates are like.

    Seats candidates do not fill are filled by people the street chooses.
    """
    r = w.residents
    able = a.competence_base + a.competence_schooling * r.education / 3.0
    caring = 0.5 * r.belonging + 0.5 * r.trust[INSTITUTIONS.index("neighbours")]
    number = np.maximum(w.total(r.candidate), 1.0)
    choice = a.choice_gain * contest * (1.0 + w.offers.campaign)
    ability = w.total(able * r.candidate) / number + choice
    care = w.total(caring * r.candidate) / number
    own = np.minimum(running, seated) / np.maximum(seated, 1.0)
    return (
        own * ability + (1.0 - own) * a.appointed_competence,
        own * care + (1.0 - own) * a.appointed_orientation,
    )


def _reported(w: World, a: Assumptions) -> Floats:
    """Turnout as reported, eq. 15.4: under household rules one vote stands for the home.

    Homes the box reaches sign for all their members if one of them votes, or else with
    probability `proxy`; a direct ballot counts those who came.
    """
    from govsim.rules.participation import ballot_reached

    r = w.residents
    voters = np.bincount(r.household, weights=r.acts[0], minlength=r.age.size)[
        r.household
    ]
    lot = w.uniform("proxy")[0][r.household]
    signed = ballot_reached(w) & ((voters > 0) | (lot < a.proxy))
    by_person = w.mean(r.acts[0])
    return np.where(w.offers.vote_open == DIRECT, by_person, w.mean(signed))
