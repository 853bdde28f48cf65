"""Who works for the community, on what terms, and do they go along? (人员与待遇)"""

import numpy as np
from scipy.special import expit

from govsim.arithmetic import per
from govsim.assumptions import Assumptions
from govsim.columns import Floats
from govsim.declare import month_step
from govsim.policy import Policy
from govsim.state import World
from govsim.vocabulary import CLAIMS

TRAINING = CLAIMS.index("training")
REFERENCE_PAY = (
    5500.0  # pay at which entry skill and quits have their base value [yuan]
)
USUAL_STANDARD = 0.3
"""Entry standard of the status quo, at which hiring has its base pace (assumption)."""
SPECIALISED = np.array([0.8, 0.2, 0.0, 0.0, 0.0, 0.5, 1.0])
"""What a worker trained for it does more than another, by domain: counsellors in health,
social workers in care, lawyers in mediation (assumption)."""
USUAL_SPECIALISTS = 0.1
"""Share of specialists among workers in the status quo (assumption)."""


def quit_hazard(
    base: Floats | float, steepness: float, overload: Floats, pay: Floats
) -> Floats:
    """Monthly probability that a paid worker leaves, eq. 2.1.

    Parameters
    ----------
    base : hazard at full but not excessive load, tenure allowed for
    steepness : how fast it rises with load beyond the hours there are
    overload : work asked for per hour there is (1 = just enough hours)
    pay : pay with what benefits are worth to those who may leave [yuan a month]
    """
    pull = np.exp(steepness * np.minimum(np.maximum(overload - 1.0, -1.0), 1.5))
    return np.minimum(base * pull * REFERENCE_PAY / np.maximum(pay, 500.0), 0.3)


def entrants(
    base: float,
    pay_effect: float,
    pay: Floats,
    standard_effect: float,
    standard: Floats,
) -> Floats:
    """Skill, integrity or share of specialists of those who can be hired, eq. 2.2 (0–1).

    Better pay draws abler people, a higher entry standard turns others away. `standard`
    runs from 0 (anybody) to 1 (degree and examination).
    """
    drawn = base + pay_effect * np.log(pay / REFERENCE_PAY)
    drawn = drawn + standard_effect * (standard - USUAL_STANDARD)
    return np.minimum(np.maximum(drawn, 0.05), 0.95)


def filling(
    base: float, pay: Floats, pay_exponent: float, standard: Floats, slows: float
) -> Floats:
    """Share of vacancies filled in a month, eq. 2.8.

    More apply where pay is good, fewer pass where the entry standard is high.
    """
    drawn = np.power(pay / REFERENCE_PAY, pay_exponent)
    return np.minimum(base * drawn * np.exp(-slows * (standard - USUAL_STANDARD)), 1.0)


def employer_cost(pay: Floats, tenured: Floats, insurance: float) -> Floats:
    """What a worker costs, eq. 2.9 [yuan a month]: tenured posts add social insurance."""
    return pay * (1.0 + insurance * tenured)


def craft_in(specialists: Floats, scale: float) -> Floats:
    """What in-house money buys by domain, eq. 2.10, (communities, domains); 1 = usual."""
    more = scale * SPECIALISED * (specialists - USUAL_SPECIALISTS)[:, None]
    return np.maximum(1.0 + more, 0.0)


def reward_an_hour(
    pay: Floats, benefits: Floats, security: Floats, hours: Floats
) -> Floats:
    """What a worker gets for an hour she works, eq. 2.11 [yuan]; all else in yuan a month."""
    return (pay + benefits + security) / np.maximum(hours, 1.0)


def accepted(
    reward: Floats,
    load: Floats,
    used: tuple[Floats, Floats],
    dislike: float,
    pull: float,
) -> Floats:
    """How far workers go along with a change of their terms, eq. 2.12 (0–1).

    ½ if reward per hour and load are as they are `used` to; a reform that loads more on
    them without paying for it is resisted (让工作人员在改革中得到实惠).
    """
    gain = np.log(np.maximum(reward, 0.1) / np.maximum(used[0], 0.1))
    harder = dislike * np.minimum(np.maximum(load - used[1], -1.5), 1.5)
    return expit(pull * np.minimum(np.maximum(gain - harder, -1.5), 1.5))


def carried(wish: Floats, acceptance: Floats) -> Floats:
    """Members' wish to serve residents as far as workers go along, eq. 2.13 (0–1)."""
    return np.minimum(2.0 * acceptance * wish, 1.0)


def unwatched(floor: float, acceptance: Floats, resistance: float) -> Floats:
    """Share of hours worked with nobody looking, eq. 2.14: less under resistance."""
    left = floor * (1.0 + resistance * (2.0 * acceptance - 1.0))
    return np.minimum(np.maximum(left, 0.0), 1.0)


@month_step(
    "2",
    "committees.posts",
    "committees.pay",
    "committees.tenured",
    "committees.wage",
    "committees.workers",
    "committees.quits",
    "committees.skill",
    "committees.integrity",
    "committees.specialists",
    "committees.craft_by_domain",
    "committees.claims",
)
def fill_posts(w: World, policy: Policy, a: Assumptions) -> None:
    """Posts are filled, tired workers leave, those who come are as the terms draw them."""
    k = w.committees
    usual = policy.worker_per_10k / 1e4 * w.communities.adults / a.adult_share
    k.posts = usual + k.sent_down
    k.pay = policy.pay_yuan.copy()
    k.tenured = k.tenured + a.tenure_rate * (policy.staff_status - k.tenured)
    k.wage = employer_cost(k.pay, k.tenured, a.tenure_insurance)
    load = (k.upward_load + k.service_load) / np.maximum(k.hours + k.station_hours, 1.0)
    base = a.quit_base * (1.0 - a.tenure_keeps * k.tenured)
    worth = k.pay + a.benefits_keep * k.benefits
    k.quits = k.workers * quit_hazard(base, a.quit_steepness, load, worth)
    stay = np.minimum(k.workers - k.quits, k.posts)
    terms = k.pay + a.benefits_draw * k.benefits
    pace = filling(
        a.refill, terms, a.applicants_pay, policy.entry_standard, a.standard_slows
    )
    hired = pace * np.maximum(k.posts - stay, 0.0)
    k.workers = stay + hired
    _settle_in(w, policy, a, per(hired, k.workers), terms)


def _settle_in(
    w: World, policy: Policy, a: Assumptions, fresh: Floats, terms: Floats
) -> None:
    """Newcomers mix in, workers learn and forget; training takes working hours."""
    k, standard = w.committees, policy.entry_standard
    able = entrants(a.entry_skill, a.pay_skill, terms, a.standard_skill, standard)
    honest = entrants(
        a.entry_integrity, a.integrity_pay, terms, a.integrity_standard, standard
    )
    trained = entrants(
        a.specialist_entry, a.specialist_pay, terms, a.specialist_standard, standard
    )
    learnt = (
        a.training_gain * policy.training * (1.0 - k.skill) - a.forgetting * k.skill
    )
    skill = k.skill + fresh * (able - k.skill) + learnt
    k.skill = np.minimum(np.maximum(skill, 0.0), 1.0)
    k.integrity = k.integrity + fresh * (honest - k.integrity)
    certified = a.certifying * policy.training * (1.0 - k.specialists)
    k.specialists = k.specialists + fresh * (trained - k.specialists) + certified
    k.craft_by_domain = craft_in(k.specialists, a.specialist_craft)
    k.claims[TRAINING] = a.training_hours / 12.0 * policy.training * k.workers


@month_step("2", "committees.benefits", "money")
def pay_benefits(w: World, policy: Policy, a: Assumptions) -> None:
    """Workers' benefits are paid out of what the street has left."""
    k = w.committees
    wanted = policy.staff_benefits_yuan * k.workers
    paid = np.minimum(wanted, w.money.balance("street"))
    w.money.move("street", "workers", paid, "benefits")
    k.benefits = per(paid, k.workers)


@month_step(
    "2",
    "committees.acceptance_of_workers",
    "committees.used_reward",
    "committees.used_load",
)
def judge_terms(w: World, a: Assumptions) -> None:
    """Workers hold what they get and must do against what they are used to."""
    k = w.committees
    security = a.tenure_worth * k.tenured * k.pay
    reward = reward_an_hour(k.pay, k.benefits, security, k.effort * a.hours_per_worker)
    load = (k.upward_load + k.service_load) / np.maximum(k.hours + k.station_hours, 1.0)
    load = np.minimum(load, 5.0)
    used_reward = np.where(k.used_reward > 0, k.used_reward, reward)
    used_load = np.where(k.used_load > 0, k.used_load, load)
    target = accepted(
        reward, load, (used_reward, used_load), a.load_dislike, a.terms_pull
    )
    k.acceptance_of_workers = k.acceptance_of_workers + a.acceptance_rate * (
        target - k.acceptance_of_workers
    )
    k.used_reward = used_reward + a.habituation * (reward - used_reward)
    k.used_load = used_load + a.habituation * (load - used_load)
