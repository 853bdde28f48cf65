"""Who lives in a community: statistics of a place and people drawn from them.

A newcomer is drawn by the same function as an opening resident, from her own slot's
numbers, so that what happens elsewhere never changes who she is.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from govsim.assumptions import Assumptions
from govsim.vocabulary import ACTIONS, AGE_EDGES, DOMAINS, INSTITUTIONS

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
MEAN_FRAILTY = 0.09  # mean of the age term of access in the default world
MEAN_SCHOOLING = 1.85  # 0 primary … 3 tertiary, mean of the default world
JOBLESS = 0.12
"""Adults of working age outside the state sector without paid work [assumption]."""

NUMBERS_PER_PERSON = 16 + len(DOMAINS) + len(ACTIONS) + len(INSTITUTIONS)
"""Uniform numbers one person is made of."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Statistics of one community, from the scenario file (shares add up to 1)."""

    name: str
    type: str
    adults: int
    age_shares: tuple[float, ...]
    tenure_shares: tuple[float, ...]
    income_median: float  # [yuan per adult and month]
    income_spread: float  # standard deviation of log income
    tertiary_share: float
    state_sector_share: float
    unit_tie: float
    party_share: float
    cohesion: float
    property_fee: float  # [yuan per household and month], 0 = no property firm
    needs: tuple[float, ...]  # relative weight of each domain


def _ages(u: Floats, shares: tuple[float, ...]) -> Floats:
    """Ages [years] at quantiles `u` of a distribution given by bands."""
    edges = np.concatenate([[0.0], np.cumsum(shares)])
    return np.interp(u, edges / edges[-1], AGE_EDGES)


def _education(profile: Profile, u: Floats, cohort: Floats) -> NDArray[np.int64]:
    """Schooling, 0 primary … 3 tertiary; younger cohorts have more."""
    tertiary = np.clip(profile.tertiary_share * (1.35 - 0.9 * cohort), 0.0, 0.95)
    place = u / np.maximum(tertiary, 1e-9)
    rest = (u - tertiary) / np.maximum(1 - tertiary, 1e-9)
    return np.where(place < 1, 3, np.where(rest < 0.4, 2, np.where(rest < 0.8, 1, 0)))


def _employment(retired: Flags, state: Flags, u: Floats) -> NDArray[np.int64]:
    """Rows in EMPLOYMENTS; of those of working age outside the state, some have no job."""
    jobless = u < JOBLESS
    working = np.where(state, 1, np.where(jobless, 3, 2))
    return np.where(retired, 0, working)


def _retired(age: Floats, woman: Flags) -> Flags:
    """Who is past the age of retirement (women 55, men 60, as of 2015)."""
    return age >= np.where(woman, 55.0, 60.0)


def retired_or(
    employment: NDArray[np.int64], age: Floats, woman: Flags
) -> NDArray[np.int64]:
    """Rows in EMPLOYMENTS that fit the ages: the young among the retired work privately."""
    working = np.where(employment == 0, 2, employment)
    return np.where(_retired(age, woman), 0, working)


def legal_base(
    education: NDArray[np.int64], employment: NDArray[np.int64], a: Assumptions
) -> Floats:
    """What a person knows of rights and channels without classes (0–1).

    Schooling and work for the state teach it; mean near `legal_usual`.
    """
    taught = a.legal_schooling * (education - MEAN_SCHOOLING) / 1.5
    return a.legal_usual + taught + 0.05 * (employment == 1)


def _needs(profile: Profile, z: Floats, age: Floats, spread: float) -> Floats:
    """Needs by domain, adding up to 1: those of the place, the person and her age."""
    needs = np.array(profile.needs)[:, None] * np.exp(spread * z)
    old = np.clip((age - 50.0) / 30.0, 0.0, 1.0)
    family = np.exp(-(((age - 38.0) / 10.0) ** 2))
    needs[DOMAINS.index("health")] *= 1 + 1.0 * old
    needs[DOMAINS.index("elderly_welfare")] *= 1 + 2.0 * old
    needs[DOMAINS.index("education_culture")] *= 1 + 1.2 * family
    return needs / needs.sum(axis=0)


def draw_people(
    profile: Profile,
    numbers: Floats,
    head: NDArray[np.int64],
    a: Assumptions,
    *,
    tenure_shares: Floats | None = None,
    older: Floats | float = 0.0,
) -> dict[str, NDArray[np.generic]]:
    """People with everything they bring along, as columns.

    Parameters
    ----------
    profile : statistics of the community
    numbers : uniform numbers, shape (NUMBERS_PER_PERSON, people)
    head : for each person the place of her household's first member among them
    a : behavioural numbers (types, spreads)
    tenure_shares : of owners, renters and migrants, shape (3, people), if they depend on
        the home; else those of the place
    older : pull to greater age, 0 as the place is, per person or for all

    Returns
    -------
    columns by the names of `state.Residents`; ages in years, income in yuan a month
    """
    u = numbers
    z = ndtri(np.clip(u, 1e-9, 1 - 1e-9))
    count = u.shape[1]
    is_head = head == np.arange(count)
    shares = profile.tenure_shares if tenure_shares is None else tenure_shares
    owner, renter = shares[0], shares[1]
    tenure = np.where(u[0] < owner, 0, np.where(u[0] < owner + renter, 1, 2))[head]
    young = np.where(tenure == 2, 1.9, np.where(tenure == 1, 1.3, 0.93))
    age = _ages(u[1] ** (young / (1.0 + older)), profile.age_shares)
    spouse = ~is_head & (u[2] < 0.7)
    age = np.clip(np.where(spouse, age[head] + 3.0 * z[3], age), 18.0, 99.0)
    woman = np.where(spouse, u[4][head] >= 0.52, u[4] < 0.52)
    cohort = np.clip((age - 30.0) / 40.0, 0.0, 1.2)
    education = _education(profile, u[5], cohort)
    retired = _retired(age, woman)
    state_sector = u[6] < profile.state_sector_share * np.where(tenure == 2, 0.3, 1.0)
    party = u[7] < np.clip(
        profile.party_share
        * (0.5 + 0.5 * education / 1.5)
        * (0.6 + 0.8 * cohort)
        * np.where(state_sector, 1.5, 0.8)
        * np.where(tenure == 2, 0.4, 1.0),
        0.0,
        0.9,
    )
    log_income = profile.income_spread * z[8]
    income = profile.income_median * np.exp(
        log_income + 0.12 * (education - 1.5) - 0.25 * retired
    )
    elite = (log_income > 1.2816 * profile.income_spread) & (tenure == 0)
    employment = _employment(retired, state_sector, u[15])
    free_time = np.clip(np.where(retired, 0.55, 0.22) + 0.12 * z[9], 0.02, 0.95)
    digital = np.clip(0.95 - 0.011 * (age - 25) + 0.06 * (education - 1.5), 0.02, 1.0)
    longest = np.where(tenure == 0, 28.0, np.where(tenure == 1, 10.0, 6.0))
    years = np.minimum(longest * u[10] ** 0.8, np.maximum(age - 18.0, 0.3))
    common = z[11]
    mixed = z[16 + len(DOMAINS) : 16 + len(DOMAINS) + len(ACTIONS)]
    leans = a.trust_lean_sd * z[16 + len(DOMAINS) + len(ACTIONS) :]
    share = a.propensity_common
    propensity = a.propensity_sd * (
        np.sqrt(share) * common + np.sqrt(1 - share) * mixed
    )
    needs = _needs(profile, z[16 : 16 + len(DOMAINS)], age, a.needs_spread)
    kinds = np.searchsorted(
        [a.conditional_share, a.conditional_share + a.free_rider_share], u[12]
    )
    return {
        "age": age,
        "woman": woman,
        "education": education.astype(np.int64),
        "state_sector": state_sector,
        "unit_tie": profile.unit_tie * np.where(tenure == 2, 0.1, 1.0) * cohort,
        "employment": employment,
        "own_access": 1.0
        + a.access_means * z[8]
        - a.access_age * (np.clip((age - 65.0) / 20.0, 0.0, 1.0) - MEAN_FRAILTY),
        "legal_awareness": np.clip(
            legal_base(education, employment, a) + 0.08 * common, 0.0, 1.0
        ),
        "party": party,
        "tenure": tenure,
        "access_group": np.where(elite, 0, tenure + 1),
        "income": income,
        "free_time": free_time,
        "digital": digital,
        "years_here": years,
        "needs": needs,
        "cooperation_type": kinds.astype(np.int64),
        "cooperation_slope": np.clip(
            a.cooperation_slope + a.cooperation_slope_sd * z[13], 0.0, 1.2
        ),
        "trust_disposition": a.trust_disposition_sd * z[14] + leans,
        "propensity": propensity,
    }
