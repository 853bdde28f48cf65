"""When does the residents' congress meet, on what, and who stands behind it? (居民代表大会)"""

import numpy as np

from govsim.arithmetic import either, logistic, per, when
from govsim.assumptions import Assumptions
from govsim.columns import Floats
from govsim.declare import month_step
from govsim.policy import CONGRESS_POWERS, LEVERS, Policy
from govsim.rules.decisions import STANDARD_PATTERN
from govsim.rules.mobilisation import hours_given
from govsim.state import World
from govsim.vocabulary import ACTIONS, CLAIMS, INSTITUTIONS

STREET, COMMITTEE, PETITION, CALENDAR = range(4)  # rows of who may call it
USUAL_PROCEDURE = LEVERS["procedure_fixed"].default
LISTENS = CONGRESS_POWERS.index("listens")
SURVEY_MONTH = 10  # of the fiscal year: before the next one's money is shared out
LONGEST_WAIT = 12.0  # months after which a matter is dropped or decided without them
PROCEDURE, PLANNING = CLAIMS.index("procedure"), CLAIMS.index("planning")
DELIBERATE, OVERSEE = ACTIONS.index("deliberate"), ACTIONS.index("oversee")
TRUSTED = INSTITUTIONS.index("committee")


def meetings_called(
    right: Floats, street: float, committee: Floats, petitioned: Floats, calendar: float
) -> Floats:
    """Meetings of the congress a month, eq. 25.1 (0–1).

    Each wider right adds to the one before: the street calls when it needs to, the
    committee as far as it minds residents, a petition when enough have signed, the
    calendar in any case.

    Parameters
    ----------
    right : who may call, 0 street … 3 calendar
    street, committee, calendar : meetings a month each would call
    petitioned : 1 where enough have signed
    """
    none = 1.0 - street * np.ones_like(committee)
    none = np.where(right >= COMMITTEE, none * (1.0 - committee), none)
    none = np.where(right >= PETITION, none * (1.0 - petitioned), none)
    return 1.0 - np.where(right >= CALENDAR, none * (1.0 - calendar), none)


def kept_off(approval: Floats, wanted: Floats, usual: Floats, dislike: float) -> Floats:
    """Share of the agenda the street keeps off, eq. 25.2 (0–1).

    It strikes what it must agree to (`approval`) and dislikes: wishes that lie far from
    the departments' pattern, dislike · ½ Σ |wanted − usual|.
    """
    far = 0.5 * np.abs(wanted - usual).sum(axis=1)
    return approval * np.minimum(dislike * far, 1.0)


def waiting(rate: Floats) -> Floats:
    """Mean wait for the next meeting, eq. 25.3 [months]: (1 − rate) / rate, at most 12."""
    return np.minimum((1.0 - rate) / np.maximum(rate, 1e-3), LONGEST_WAIT)


def decision_delay(
    usual: float, goes: Floats, meeting: Floats, council: Floats, approval: Floats
) -> Floats:
    """Time from proposal to decision, eq. 25.4 [months].

    Parameters
    ----------
    usual : of what street or committee decide alone
    goes : share of matters that must go through the congress
    meeting : what it adds there: wait, notice, the street's approval
    council : what the joint council adds to all
    approval : what approval steps add to the fund's projects, by their share of money
    """
    return usual + goes * meeting + council + approval


def signing(met: Floats, logit: Floats) -> Floats:
    """Probability of signing a petition this month, eq. 25.5: met by a collector, willing."""
    return met * logistic(logit)


def signatures_after(signed: Floats, new: Floats, kept: float) -> Floats:
    """Share of adults whose signature counts, eq. 25.6: old ones lapse, nobody signs twice."""
    return kept * signed + (1.0 - kept * signed) * new


def accepts(served: Floats, could: Floats, kept: Floats, weights: Floats) -> Floats:
    """How far a resident accepts what was decided, eq. 25.7 (0–1).

    Parameters
    ----------
    served : her own need against others', ½ = like others', 0–1
    could : whether she was asked in or came of late, also where she lost, 0–1
    kept : how far procedure was kept and decisions carried out
    weights : of the three, any scale
    """
    shares = (weights / weights.sum()).tolist()
    return shares[0] * served + shares[1] * could + shares[2] * kept


def influence_after(influence: Floats, now: Floats) -> Floats:
    """Money whose use she had a part in deciding, eq. 25.8 [yuan]; fades over a year."""
    return influence * (11.0 / 12.0) + now


def duties_worth(say: Floats, duty: Floats, hours: Floats, price: Floats) -> Floats:
    """Worth of the work residents direct, eq. 25.9 [yuan per adult and year].

    Of the committee's service hours per adult and month, the part on moved duties, as
    far as residents decide, at the price of an hour.
    """
    return say * duty * hours * 12.0 * price


def paper_work(agenda: Floats, meetings: Floats, power: Floats, each: float) -> Floats:
    """Hours of papers for the congress, eq. 25.10 [h per adult and month].

    Where it advises or decides (`power` 1), so many a meeting with a full agenda;
    nothing where it only listens.
    """
    return each * agenda * meetings * power


@month_step(
    "25",
    "communities.agenda_open",
    "communities.decision_delay",
    "communities.procedure_kept",
    "communities.surveyed",
    "committees.claims",
)
def set_agenda(w: World, policy: Policy, a: Assumptions) -> None:
    """What may be decided, how long it takes, what the survey found; hours for the next."""
    c, k = w.communities, w.committees
    struck = kept_off(
        policy.agenda_approval, c.voice_needs, STANDARD_PATTERN, a.agenda_dislike
    )
    c.agenda_open = policy.agenda_breadth * (1.0 - struck)
    c.decision_delay = _delay(w, policy, a)
    adults = np.maximum(c.adults, 1.0)
    if w.month % 12 == SURVEY_MONTH + 1:
        full = a.survey_hours * adults
        c.surveyed = a.survey_tells * hours_given(w, "planning", a) / full
    c.procedure_kept = policy.procedure_fixed * _worked(w, a)
    survey = a.survey_hours * policy.needs_planning * (w.month % 12 == SURVEY_MONTH)
    more = policy.procedure_fixed - USUAL_PROCEDURE
    meetings = a.meeting_hours * np.maximum(c.meeting_rate - a.street_calls, 0.0)
    k.claims[PLANNING] = survey * c.adults
    k.claims[PROCEDURE] = c.adults * (
        a.procedure_hours * np.maximum(more, 0.0) + meetings + _papers(w, policy, a)
    )


def _papers(w: World, policy: Policy, a: Assumptions) -> Floats:
    """Hours per adult of papers on what the congress advises or decides on."""
    c, heard = w.communities, policy.congress_power > LISTENS
    return paper_work(c.agenda_open, c.meeting_rate, 1.0 * heard, a.brief_hours)


def _worked(w: World, a: Assumptions) -> Floats:
    """Share of the hours for meetings and procedure that were worked (effort if none)."""
    k = w.committees
    asked = k.claims[PROCEDURE]
    given = hours_given(w, "procedure", a)
    return np.divide(given, asked, out=k.effort.copy(), where=asked > 0)


def _delay(w: World, policy: Policy, a: Assumptions) -> Floats:
    """Months decisions take, by what has to be passed through."""
    c = w.communities
    goes = np.where(policy.congress_power > LISTENS, policy.agenda_breadth, 0.0)
    meeting = (
        waiting(c.meeting_rate)
        + a.agenda_months * policy.agenda_approval
        + a.notice_months * policy.procedure_fixed
    )
    free = c.free_spending
    funded = np.divide(c.fund_spending, free, out=np.zeros(w.size), where=free > 0)
    approval = funded * np.floor(policy.fund_rules) * a.step_months
    council = c.council_say * c.council_delay
    return decision_delay(a.delay_base, goes, meeting, council, approval)


@month_step(
    "25",
    "communities.petitioned",
    "communities.meeting_rate",
    "offers.meetings",
    "offers.decided_yuan",
)
def call_meetings(w: World, policy: Policy, a: Assumptions) -> None:
    """Who may calls the congress; more meetings, told in time, are easier to come to."""
    c, k, o = w.communities, w.committees, w.offers
    signed = c.call_signatures >= policy.petition_threshold
    c.petitioned = signed & (policy.convening_right >= PETITION)
    called = meetings_called(
        policy.convening_right,
        a.street_calls,
        a.committee_calls * k.orientation * (1.0 - k.hold),
        c.petitioned.astype(np.float64),
        a.calendar_calls,
    )
    c.meeting_rate = c.meeting_rate + (called - c.meeting_rate) / 6.0
    told = policy.procedure_fixed - USUAL_PROCEDURE
    if told.any():
        told = told * _worked(w, a)
    more = a.congress_part * (called / a.street_calls - 1.0) + a.notice_gain * told
    o.meetings = np.minimum(np.maximum(o.meetings * (1.0 + more), 0.0), 1.0)
    hours = w.hours.by_use("service") / np.maximum(c.adults, 1.0)
    price = k.wage / a.hours_per_worker
    o.decided_yuan = o.decided_yuan + duties_worth(c.say, k.duty, hours, price)


@month_step(
    "25",
    "residents.influence",
    "residents.invited",
    "communities.call_signatures",
    "communities.recall_signatures",
    "communities.acceptance",
)
def judge(w: World, a: Assumptions) -> None:
    """Residents sign or not, accept or not; who had a part in decisions is noted."""
    r, c = w.residents, w.communities
    _sign(w, a)
    kept = w.spread(c.procedure_kept * w.committees.delivered)
    served = np.maximum(0.5 + a.fairness_gain * r.own_served, 0.0)
    served = np.minimum(served, 1.0)
    weights = np.array([a.accept_served, a.accept_part, a.accept_kept])
    now = r.asked | r.acts[DELIBERATE]
    r.invited = either(now, 1.0, r.invited * (11.0 / 12.0))
    view = w.mean(accepts(served, r.invited, kept, weights))
    view = view + (1.0 - view) * c.council_say * c.council_accepts
    c.acceptance = c.acceptance + (view - c.acceptance) / 12.0
    r.influence = influence_after(r.influence, _part_in_decisions(w))


def _sign(w: World, a: Assumptions) -> None:
    """Those active ask others for their names: for a meeting, and for a recall."""
    r, c = w.residents, w.communities
    active = w.mean(r.acts[DELIBERATE] | r.acts[OVERSEE])
    met = w.spread(1.0 - np.exp(-a.collect_contacts * active))
    grievance = r.expectation + 0.5 - 2.0 * r.satisfaction
    wants = a.sign_base + a.sign_grievance * grievance + a.sign_stake * r.stake
    leaves = a.recall_base + a.sign_distrust * (0.5 - r.trust[TRUSTED])
    drawn = w.uniform("sign", 2)
    for lot, logit, name in (
        (drawn[0], wants, "call_signatures"),
        (drawn[1], leaves, "recall_signatures"),
    ):
        new = w.mean(lot < signing(met, logit))
        moved = signatures_after(getattr(c, name), new, a.signature_kept)
        setattr(c, name, moved)
    c.call_signatures = np.where(c.petitioned, 0.0, c.call_signatures)
    voted = w.committees.last_election == w.month
    c.recall_signatures = np.where(voted, 0.0, c.recall_signatures)


def _part_in_decisions(w: World) -> Floats:
    """This month's money by who decided on it [yuan].

    What meetings decided belongs to those who came, what the committee decided to those
    who sit in it; of a vote on projects, half to those who voted and half to those whose
    proposals won.
    """
    r, c = w.residents, w.communities
    came, seat = r.acts[DELIBERATE], r.seat
    new = c.project_yuan * (c.project_voted == w.month)
    met = c.meeting_yuan + 0.5 * new.sum(axis=1)
    sat = c.free_spending - c.fund_spending - c.meeting_yuan
    each, theirs = per(met, w.total(came)), per(sat, w.total(seat))
    now = when(came, w.spread(each)) + when(seat, w.spread(theirs))
    for place, spot in zip(*np.nonzero(new), strict=True):
        rows = slice(c.first[place], c.first[place + 1])
        won = r.slot[rows] == c.project_proposer[place, spot]
        now[rows] += 0.5 * new[place, spot] * won
    return now
