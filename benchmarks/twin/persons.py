"""Who a newcomer is: one person drawn from the statistics of her place.

The same numbers as `govsim.people.draw_people` uses, for one person in plain Python.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import exp, sqrt
from statistics import NormalDist

from benchmarks.twin.maths import within
from benchmarks.twin.person import MIGRANT, OWNER, STATE_JOB, Person
from govsim.assumptions import Assumptions
from govsim.people import Profile
from govsim.vocabulary import ACTIONS, AGE_EDGES, DOMAINS, INSTITUTIONS

HEALTH, EDUCATION, ELDERLY = (
    DOMAINS.index(name) for name in ("health", "education_culture", "elderly_welfare")
)
RETIRED, PRIVATE_JOB, JOBLESS = 0, 2, 3
NEEDS = 16  # place of the first number for needs; then acts, then institutions
ACTS = NEEDS + len(DOMAINS)
VIEWS = ACTS + len(ACTIONS)
normal, phi = NormalDist().inv_cdf, NormalDist().cdf


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What is known of a newcomer before she is drawn."""

    profile: Profile
    u: Sequence[float]  # her uniform numbers
    tenures: Sequence[float]  # chances that she owns, rents, is a migrant
    older: float  # pull to greater age


def draw(r: Person, her: Newcomer, head: Person | None, a: Assumptions) -> None:
    """Everything a newcomer brings along; `head` is whom she moves in with, if anybody."""
    u, place = her.u, her.profile
    z = [normal(within(1e-9, lot, 1.0 - 1e-9)) for lot in u]
    r.tenure = head.tenure if head else _tenure(u[0], her.tenures)
    _age_and_sex(r, her, z, head)
    cohort = within(0.0, (r.age - 30.0) / 40.0, 1.2)
    r.education = _education(u[5], place.tertiary_share * (1.35 - 0.9 * cohort))
    in_state = place.state_sector_share * (0.3 if r.tenure == MIGRANT else 1.0)
    r.state_sector = u[6] < in_state
    r.employment = _employment(r, u[15])
    r.unit_tie = place.unit_tie * (0.1 if r.tenure == MIGRANT else 1.0) * cohort
    _standing(r, her, z, cohort)
    _means(r, u, z, a)
    common = z[11]
    schooling = a.legal_schooling * (r.education - 1.85) / 1.5
    knows = a.legal_usual + schooling + 0.05 * (r.employment == STATE_JOB)
    r.legal_awareness = within(0.0, knows + 0.08 * common, 1.0)
    r.needs = _needs(place, z[NEEDS:ACTS], r.age, a)
    _leans(r, u, z, a)


def hours_of_act(lot: float, spread: float) -> float:
    """Hours of one volunteer act of hers, eq. 18.9: lognormal, mean 1, cut at 3 SD."""
    z = within(-3.0, normal(within(1e-9, lot, 1.0 - 1e-9)), 3.0)
    inside = exp(spread**2 / 2) * (phi(3.0 - spread) - phi(-3.0 - spread))
    edges = phi(-3.0) * (exp(3.0 * spread) + exp(-3.0 * spread))
    return exp(spread * z) / (inside + edges)


def _tenure(lot: float, tenures: Sequence[float]) -> int:
    """Owner, renter or migrant."""
    owner, renter, _ = tenures
    return (lot >= owner) + (lot >= owner + renter)


def _age_and_sex(
    r: Person, her: Newcomer, z: Sequence[float], head: Person | None
) -> None:
    """Age by bands, tenants younger; spouses of household heads are near in age."""
    u = her.u
    if head and u[2] < 0.7:
        r.age = within(18.0, head.age + 3.0 * z[3], 99.0)
        r.woman = not head.woman
        return
    young = (0.93, 1.3, 1.9)[r.tenure]
    r.age = _age(u[1] ** (young / (1.0 + her.older)), her.profile.age_shares)
    r.woman = u[4] < 0.52


def _age(lot: float, shares: Sequence[float]) -> float:
    """Age at a quantile of a distribution given by bands."""
    whole, begin = sum(shares), 0.0
    for band, end in enumerate(accumulate(shares)):
        if lot < end / whole or band == len(shares) - 1:
            low, high = AGE_EDGES[band], AGE_EDGES[band + 1]
            into = (lot - begin / whole) / (shares[band] / whole)
            return within(18.0, low + into * (high - low), 99.0)
        begin = end
    raise ValueError("no ages")


def _education(lot: float, tertiary: float) -> int:
    """Schooling, 0 primary … 3 tertiary."""
    tertiary = within(0.0, tertiary, 0.95)
    if lot < tertiary:
        return 3
    rest = (lot - tertiary) / (1.0 - tertiary)
    return 2 if rest < 0.4 else 1 if rest < 0.8 else 0


def _employment(r: Person, lot: float) -> int:
    """Retired (women at 55, men at 60), working for the state or not, or jobless."""
    if r.age >= (55.0 if r.woman else 60.0):
        return RETIRED
    if r.state_sector:
        return STATE_JOB
    return JOBLESS if lot < 0.12 else PRIVATE_JOB


def _standing(r: Person, her: Newcomer, z: Sequence[float], cohort: float) -> None:
    """Party membership, income, and the group whose access she shares."""
    place, log_income = her.profile, her.profile.income_spread * z[8]
    joins = place.party_share * (0.5 + 0.5 * r.education / 1.5) * (0.6 + 0.8 * cohort)
    joins *= 1.5 if r.state_sector else 0.8
    joins *= 0.4 if r.tenure == MIGRANT else 1.0
    r.party = her.u[7] < within(0.0, joins, 0.9)
    schooling, pension = 0.12 * (r.education - 1.5), -0.25 * (r.employment == RETIRED)
    r.income = place.income_median * exp(log_income + schooling + pension)
    elite = log_income > 1.2816 * place.income_spread and r.tenure == OWNER
    r.access_group = 0 if elite else r.tenure + 1


def _means(r: Person, u: Sequence[float], z: Sequence[float], a: Assumptions) -> None:
    """Time, literacy, years in the place and bodily access."""
    usual = 0.55 if r.employment == RETIRED else 0.22
    r.free_time = within(0.02, usual + 0.12 * z[9], 0.95)
    digital = 0.95 - 0.011 * (r.age - 25.0) + 0.06 * (r.education - 1.5)
    r.digital = within(0.02, digital, 1.0)
    longest = (28.0, 10.0, 6.0)[r.tenure] * u[10] ** 0.8
    r.years_here = min(longest, max(r.age - 18.0, 0.3))
    frail = within(0.0, (r.age - 65.0) / 20.0, 1.0) - 0.09
    r.own_access = 1.0 + a.access_means * z[8] - a.access_age * frail


def _needs(
    place: Profile, z: Sequence[float], age: float, a: Assumptions
) -> list[float]:
    """Needs by domain, adding up to 1: those of the place, the person and her age."""
    needs = [n * exp(a.needs_spread * x) for n, x in zip(place.needs, z, strict=True)]
    old = within(0.0, (age - 50.0) / 30.0, 1.0)
    needs[HEALTH] *= 1.0 + old
    needs[ELDERLY] *= 1.0 + 2.0 * old
    needs[EDUCATION] *= 1.0 + 1.2 * exp(-(((age - 38.0) / 10.0) ** 2))
    whole = sum(needs)
    return [need / whole for need in needs]


def _leans(r: Person, u: Sequence[float], z: Sequence[float], a: Assumptions) -> None:
    """Ways of cooperating, and lasting leans in acting and in trust."""
    free_riders = a.conditional_share + a.free_rider_share
    r.cooperation_type = (u[12] > a.conditional_share) + (u[12] > free_riders)
    slope = a.cooperation_slope + a.cooperation_slope_sd * z[13]
    r.cooperation_slope = within(0.0, slope, 1.2)
    share = a.propensity_common
    for name, own in zip(ACTIONS, z[ACTS:VIEWS], strict=True):
        lean = sqrt(share) * z[11] + sqrt(1.0 - share) * own
        setattr(r, f"lean_{name}", a.propensity_sd * lean)
    for name, own in zip(INSTITUTIONS, z[VIEWS:], strict=True):
        lean = a.trust_disposition_sd * z[14] + a.trust_lean_sd * own
        setattr(r, f"leaning_{name}", lean)
