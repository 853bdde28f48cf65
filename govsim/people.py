"""Who lives in a community: statistics of a place and people drawn from them.

A newcomer is drawn by the same function as an opening resident, from her own slot's
numbers, so that what happens elsewhere never changes who she is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri
from scipy.stats import rankdata

from govsim.arithmetic import between
from govsim.assumptions import Assumptions
from govsim.columns import Flags, Floats, Rows
from govsim.vocabulary import ACTIONS, AGE_EDGES, DOMAINS, INSTITUTIONS

MEAN_FRAILTY = 0.09  # mean of the age term of access in the default world
MEAN_SCHOOLING = 1.85  # 0 primary … 3 tertiary, mean of the default world
JOBLESS = 0.12
"""Adults of working age outside the state sector without paid work [assumption]."""

TENANTS_YOUNGER = np.array([0.93, 1.3, 1.9])  # pull to youth by tenure [assumption]
LONGEST_STAY = np.array([28.0, 10.0, 6.0])  # of owners, renters, migrants [years]

type Known = Mapping[str, NDArray[Any]]
"""What is known of people, by column; the rest of them is drawn to go with it."""

NOTHING: Known = MappingProxyType({})

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
    gated: float  # share of homes behind gates a property firm guards
    property_fee: float  # [yuan per household and month], 0 = no property firm
    needs: tuple[float, ...]  # relative weight of each domain


class Places(NamedTuple):
    """Statistics of places as arrays: one column per place, or per person living there."""

    age_shares: Floats  # (band, place)
    tenure_shares: Floats  # (tenure, place)
    income_median: Floats
    income_spread: Floats
    tertiary_share: Floats
    state_sector_share: Floats
    unit_tie: Floats
    party_share: Floats
    cohesion: Floats
    gated: Floats
    needs: Floats  # (domain, place)

    def of(self, place: Rows | slice) -> "Places":
        """Statistics of each person's place, by its row."""
        return Places(*(column[..., place] for column in self))


def places_of(profiles: Sequence[Profile]) -> Places:
    """The communities' statistics as arrays, in their order."""
    return Places(
        *(
            np.array([getattr(p, name) for p in profiles], dtype=np.float64).T
            for name in Places._fields
        )
    )


def _ages(u: Floats, shares: Floats) -> Floats:
    """Ages [years] at quantiles `u` of distributions given by bands, (band, people)."""
    ends = np.cumsum(shares, axis=0)
    ends = ends / ends[-1]
    band = np.minimum((u >= ends).sum(axis=0), len(ends) - 1)
    width = shares / shares.sum(axis=0)
    here, each = (x[band, np.arange(band.size)] for x in (ends, width))
    into = 1.0 - np.divide(here - u, each, out=np.zeros_like(u), where=each > 0)
    edges = np.array(AGE_EDGES)
    return edges[band] + into * (edges[band + 1] - edges[band])


def _education(tertiary: Floats, u: Floats, cohort: Floats) -> Rows:
    """Schooling, 0 primary … 3 tertiary; younger cohorts have more."""
    tertiary = between(tertiary * (1.35 - 0.9 * cohort), 0.0, 0.95)
    place = u / np.maximum(tertiary, 1e-9)
    rest = (u - tertiary) / np.maximum(1 - tertiary, 1e-9)
    return np.where(place < 1, 3, np.where(rest < 0.4, 2, np.where(rest < 0.8, 1, 0)))


def _employment(retired: Flags, state: Flags, u: Floats) -> Rows:
    """Rows in EMPLOYMENTS; of those of working age outside the state, some have no job."""
    jobless = u < JOBLESS
    working = np.where(state, 1, np.where(jobless, 3, 2))
    return np.where(retired, 0, working)


def _retired(age: Floats, woman: Flags) -> Flags:
    """Who is past the age of retirement (women 55, men 60, as of 2015)."""
    return age >= np.where(woman, 55.0, 60.0)


def legal_base(education: Rows, employment: Rows, a: Assumptions) -> Floats:
    """What a person knows of rights and channels without classes (0–1).

    Schooling and work for the state teach it; mean near `legal_usual`.
    """
    taught = a.legal_schooling * (education - MEAN_SCHOOLING) / 1.5
    return a.legal_usual + taught + 0.05 * (employment == 1)


def _needs(usual: Floats, z: Floats, age: Floats, spread: float) -> Floats:
    """Needs by domain, adding up to 1: those of the place, the person and her age."""
    needs = usual * np.exp(spread * z)
    old = between((age - 50.0) / 30.0, 0.0, 1.0)
    family = np.exp(-(((age - 38.0) / 10.0) ** 2))
    needs[DOMAINS.index("health")] *= 1 + 1.0 * old
    needs[DOMAINS.index("elderly_welfare")] *= 1 + 2.0 * old
    needs[DOMAINS.index("education_culture")] *= 1 + 1.2 * family
    return needs / needs.sum(axis=0)


class Base(NamedTuple):
    """What a person's other traits hang on."""

    tenure: Rows
    age: Floats
    woman: Flags
    cohort: Floats
    education: Rows
    retired: Flags
    state_sector: Flags


def _base(
    places: Places,
    u: Floats,
    z: Floats,
    head: Rows,
    older: Floats | float,
    known: Known,
) -> Base:
    """Home, age, sex, schooling and work; spouses of household heads are near in age."""
    owner, renter = places.tenure_shares[:2]
    tenure = np.where(u[0] < owner, 0, np.where(u[0] < owner + renter, 1, 2))[head]
    tenure = known.get("tenure", tenure)
    young = TENANTS_YOUNGER[tenure]
    age = _ages(u[1] ** (young / (1.0 + older)), places.age_shares)
    spouse = (head != np.arange(head.size)) & (u[2] < 0.7)
    age = between(np.where(spouse, age[head] + 3.0 * z[3], age), 18.0, 99.0)
    age = known.get("age", age)
    woman = np.where(spouse, u[4][head] >= 0.52, u[4] < 0.52)
    woman = known.get("woman", woman)
    cohort = between((age - 30.0) / 40.0, 0.0, 1.2)
    state = u[6] < places.state_sector_share * np.where(tenure == 2, 0.3, 1.0)
    schooling = _education(places.tertiary_share, u[5], cohort)
    return Base(
        tenure,
        age,
        woman,
        cohort,
        known.get("education", schooling),
        _retired(age, woman),
        known.get("state_sector", state),
    )


def normal_scores(values: Floats) -> Floats:
    """Standard normal quantiles of the ranks of `values`; equals share theirs."""
    return ndtri((rankdata(values) - 0.5) / values.size)


def _standing(
    places: Places, base: Base, u: Floats, z: Floats, known: Known
) -> dict[str, NDArray[Any]]:
    """Income, Party, employment: where a person stands."""
    log_income = places.income_spread * z[8]
    elite = (log_income > 1.2816 * places.income_spread) & (base.tenure == 0)
    joins = (
        places.party_share
        * (0.5 + 0.5 * base.education / 1.5)
        * (0.6 + 0.8 * base.cohort)
        * np.where(base.state_sector, 1.5, 0.8)
        * np.where(base.tenure == 2, 0.4, 1.0)
    )
    income = places.income_median * np.exp(
        log_income + 0.12 * (base.education - 1.5) - 0.25 * base.retired
    )
    return {
        "party": known.get("party", u[7] < between(joins, 0.0, 0.9)),
        "income": known.get("income", income),
        "access_group": np.where(elite, 0, base.tenure + 1),
        "employment": _employment(base.retired, base.state_sector, u[15]),
        "unit_tie": places.unit_tie
        * np.where(base.tenure == 2, 0.1, 1.0)
        * base.cohort,
    }


def means(base: Base, u: Floats, z: Floats, a: Assumptions) -> dict[str, NDArray[Any]]:
    """Time, literacy, years in the place and bodily access: what a person can do."""
    old = between((base.age - 65.0) / 20.0, 0.0, 1.0)
    schooled = 0.06 * (base.education - 1.5)
    longest = LONGEST_STAY[base.tenure] * u[10] ** 0.8
    return {
        "free_time": between(
            np.where(base.retired, 0.55, 0.22) + 0.12 * z[9], 0.02, 0.95
        ),
        "digital": between(0.95 - 0.011 * (base.age - 25) + schooled, 0.02, 1.0),
        "years_here": np.minimum(longest, np.maximum(base.age - 18.0, 0.3)),
        "own_access": 1.0 + a.access_means * z[8] - a.access_age * (old - MEAN_FRAILTY),
    }


def leans(
    places: Places, age: Floats, u: Floats, z: Floats, a: Assumptions
) -> dict[str, NDArray[Any]]:
    """Needs, ways of cooperating, and lasting leans in trust and in acting."""
    of_domains = slice(16, 16 + len(DOMAINS))
    of_acts = slice(of_domains.stop, of_domains.stop + len(ACTIONS))
    share = a.propensity_common
    lean = np.sqrt(share) * z[11] + np.sqrt(1 - share) * z[of_acts]
    kinds = np.searchsorted(
        [a.conditional_share, a.conditional_share + a.free_rider_share], u[12]
    )
    return {
        "needs": _needs(places.needs, z[of_domains], age, a.needs_spread),
        "cooperation_type": kinds.astype(np.int64),
        "cooperation_slope": between(
            a.cooperation_slope + a.cooperation_slope_sd * z[13], 0.0, 1.2
        ),
        "trust_disposition": a.trust_disposition_sd * z[14]
        + a.trust_lean_sd * z[of_acts.stop :],
        "propensity": a.propensity_sd * lean,
    }


def draw_people(
    places: Places,
    numbers: Floats,
    head: Rows,
    a: Assumptions,
    older: Floats | float = 0.0,
    known: Known = NOTHING,
) -> dict[str, NDArray[Any]]:
    """People with everything they bring along, as columns.

    Parameters
    ----------
    places : statistics of each person's place (tenures may be those of her home)
    numbers : uniform numbers, shape (NUMBERS_PER_PERSON, people)
    head : for each person the place of her household's first member among them
    a : behavioural numbers (types, spreads)
    older : pull to greater age, 0 as the place is, per person or for all
    known : columns that are not drawn; whatever hangs on them is drawn to go with them.
        Known incomes also give each person her rank in access to services

    Returns
    -------
    columns by the names of `state.Residents`; ages in years, income in yuan a month
    """
    z = ndtri(between(numbers, 1e-9, 1 - 1e-9))
    if "income" in known:
        z[8] = normal_scores(known["income"])
    base = _base(places, numbers, z, head, older, known)
    standing = _standing(places, base, numbers, z, known)
    knows = legal_base(base.education, standing["employment"], a)
    return {
        "age": base.age,
        "woman": base.woman,
        "education": base.education,
        "state_sector": base.state_sector,
        "tenure": base.tenure,
        "legal_awareness": between(knows + 0.08 * z[11], 0.0, 1.0),
        **standing,
        **means(base, numbers, z, a),
        **leans(places, base.age, numbers, z, a),
        **known,
    }
