"""Property firm and owners: is the fee paid, is the estate kept up? (物业与业主委员会)"""

import numpy as np

from govsim.arithmetic import logistic, per, when
from govsim.assumptions import Assumptions
from govsim.columns import Floats
from govsim.declare import month_step
from govsim.policy import Policy
from govsim.randomness import key
from govsim.rules.mobilisation import claims_met
from govsim.rules.participation import Terms, added, felt, habit_after, left_by_act
from govsim.state import World
from govsim.vocabulary import ACTIONS, INSTITUTIONS

OWNERS_VOTE = ACTIONS.index("owners_vote")
BUSINESS = INSTITUTIONS.index("business")
MEETING_MONTH = 6  # of the year


def payment_probability(
    base: float,
    service_effect: float,
    service: Floats,
    pursued: Floats,
    pursuit_effect: float,
    others: Floats,
    others_effect: float,
    dear: float | Floats = 0.0,
) -> Floats:
    """Probability that a household pays its fee, eq. 14.1 (logit).

    `service` is what she thinks of the firm (0–1), `pursued` the expected cost of not
    paying against the fee, `others` the share of neighbours who pay, `dear` what a fee
    above the opening one takes off [logits].
    """
    return logistic(
        base
        + service_effect * (service - 0.5)
        + pursuit_effect * pursued
        + others_effect * (others - 0.75)
        - dear
    )


def firm_puts_in(
    pressed: Floats, fined: Floats, spends: float, press: float, fine_press: float
) -> Floats:
    """Share of its fees a property firm puts into the estate, eq. 14.6 (0–1).

    `spends` unasked, and more where owners press it or shirking is sure to be fined.
    """
    share = spends + press * pressed + fine_press * fined
    return np.minimum(np.maximum(share, 0.0), 1.0)


def firm_service_after(
    service: Floats, income_ratio: Floats, put_in: Floats, rate: float
) -> Floats:
    """Service level of the property firm, eq. 14.2 (0–1).

    It follows what the firm gets (`income_ratio`, 1 = all fees paid) times the share of
    it that goes into the estate.
    """
    target = np.minimum(np.maximum(income_ratio * put_in, 0.0), 1.0)
    return service + rate * (target - service)


def founded_share(allowed: Floats, organised: Floats, helped: Floats) -> Floats:
    """Share of estates with an owners' committee, eq. 14.4 (0–1).

    Half of those the rules allow stand up unaided; the committee's organising (1 = what
    it takes) and the street's help (0–1) raise the others.
    """
    return allowed * np.minimum(0.5 + organised + 0.5 * helped, 1.0)


@month_step("14", "offers.fee_price", "partners.firm_fined")
def set_price_of_not_paying(w: World, policy: Policy, a: Assumptions) -> None:
    """Unpaid fees are pursued as far as the firm can afford it (eq. 14.3).

    Firms that shirk are fined as far as inspectors' hours reach.
    """
    w.partners.firm_fined = np.zeros(w.size)
    if policy.firm_penalty.any():
        inspected = w.committees.effort * claims_met(w, a)
        w.partners.firm_fined = policy.firm_penalty * inspected
    strong = w.partners.firm_quality / (w.partners.firm_quality + 0.3)
    w.offers.fee_price = (
        policy.enforcement * strong * w.offers.fee * w.partners.firm_present
    )


@month_step(
    "14", "offers.owners_meeting", "offers.owners_notice", "partners.owners_body"
)
def call_owners(w: World, policy: Policy, a: Assumptions) -> None:
    """Estates with an owners' committee meet once a year; street help is needed."""
    fixed = np.array([hash_share(name) for name in w.names])
    organised = w.hours.by_use("organising") / (
        a.owners_hours * np.maximum(w.communities.adults, 1.0)
    )
    given = np.zeros(w.size)
    if w.communities.owners_help.any():
        given = w.committees.effort * claims_met(w, a) * w.communities.owners_help
    w.offers.owners_notice = given
    stands = founded_share(policy.owners_committee, organised, given)
    exists = fixed < stands
    w.partners.owners_body = exists & (w.offers.fee > 0)
    w.offers.owners_meeting = np.zeros(w.size, dtype=bool)
    if w.month % 12 == MEETING_MONTH:
        lot = w.draws.per_community("owners' committee")[:, 0]
        w.offers.owners_meeting = exists & w.partners.firm_present & (lot < 0.95)


def hash_share(name: str) -> float:
    """A number in [0, 1) that belongs to a community's name for good."""
    return float(key("owners", name)[0] % 10_000) / 10_000.0


@month_step(
    "14", "residents.paid_fee", "partners.firm_quality", "offers.firm_service", "money"
)
def pay_fees(w: World, a: Assumptions) -> None:
    """Homes pay or not; the firm does what it is paid and pressed for."""
    r, o, p = w.residents, w.offers, w.partners
    fee, here = w.spread(o.fee), w.spread(p.firm_present)
    pursued = w.spread(per(o.fee_price, o.fee))
    chance = payment_probability(
        a.fee_base,
        a.fee_service,
        seen_service(w),
        pursued,
        a.fee_pursuit,
        w.spread(w.mean(r.paid_fee)),
        a.fee_others,
        a.fee_dear * w.spread(w.communities.fee_ratio - 1.0),
    )
    r.paid_fee = here & (w.uniform("fee")[0] < chance)[r.household]
    head = here & (r.household == np.arange(r.household.size))
    paid, due = w.total(when(head & r.paid_fee, fee)), w.total(when(head, fee))
    w.money.move("households", "property_firm", paid, "property fee")
    put_in = firm_puts_in(
        p.owners_pressure, p.firm_fined, a.firm_spends, a.firm_press, a.fine_press
    )
    w.money.move("property_firm", "suppliers", put_in * paid, "upkeep of the estate")
    after = firm_service_after(p.firm_quality, per(paid, due), put_in, a.firm_rate)
    p.firm_quality = np.where(p.firm_present, after, p.firm_quality)
    o.firm_service = np.where(p.firm_present, p.firm_quality, 0.0)


def seen_service(w: World) -> Floats:
    """What a resident sees of the firm's work, at her building (0–1)."""
    seen = w.spread(w.partners.firm_quality) * w.residents.place_access
    return np.minimum(np.maximum(seen, 0.0), 1.0)


@month_step("14", "residents.acts", "residents.habit", "partners.owners_pressure")
def meet_owners(w: World, a: Assumptions) -> None:
    """Owners come to their meeting, more of them where the firm does badly (eq. 14.5)."""
    r, p = w.residents, w.partners
    if not w.offers.owners_meeting.any():
        r.acts[OWNERS_VOTE] = False
        return
    meeting = w.spread(w.offers.owners_meeting)
    logit = added(owners_terms(w, a))
    owner = r.tenure == 0
    came = meeting & owner & (w.uniform("owners' meeting")[0] < logistic(logit))
    r.acts[OWNERS_VOTE] = came
    left = left_by_act(r.belonging, a.belonging_usual, a.habit_attach)
    r.habit[OWNERS_VOTE] = habit_after(
        r.habit[OWNERS_VOTE], meeting & owner, came, a.habit_memory, left
    )
    share = w.total(came) / np.maximum(w.total(owner), 1.0)
    p.owners_pressure = np.where(w.offers.owners_meeting, share, p.owners_pressure)


def owners_yuan(w: World) -> Floats:
    """Fees that owners decide on, per adult and year [yuan]; the argument of eq. 12.11."""
    r, o = w.residents, w.offers
    homes = w.total(r.household == np.arange(r.household.size))
    return 12.0 * per(o.fee * homes, np.maximum(w.communities.adults, 1.0))


def owners_terms(w: World, a: Assumptions) -> Terms:
    """What speaks for coming to the owners' meeting, by name [logits].

    Parts of eq. 14.5.
    """
    r = w.residents
    return {
        "base": a.owners_base * np.ones_like(r.free_time),
        "stake": a.stake_vote * w.spread(felt(owners_yuan(w), a.stake_half)),
        "grievance": a.owners_grievance * (0.5 - seen_service(w)),
        "habit": a.habit_act * r.habit[OWNERS_VOTE],
        "free_time": a.free_time_act * (r.free_time - 0.35),
        "lean": r.propensity[OWNERS_VOTE],
        "notice": a.owners_notice * w.spread(w.offers.owners_notice),
    }
