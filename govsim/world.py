"""Build the opening columns of a world from the statistics of its communities."""

import numpy as np
from numpy.typing import NDArray

from govsim.assumptions import Assumptions
from govsim.columns import Rows, opened
from govsim.ledger import Hours, Money
from govsim.people import (
    NUMBERS_PER_PERSON,
    Profile,
    draw_people,
    places_of,
    retired_or,
)
from govsim.randomness import Draws
from govsim.rules.population import take_stock
from govsim.rules.tenders import usual_domain
from govsim.rules.ties import HOMES_PER_BUILDING, contacts
from govsim.state import (
    Committees,
    Communities,
    Conditions,
    Offers,
    Partners,
    Residents,
    World,
)
from govsim.vocabulary import (
    NGO_KINDS,
    TENURES,
)

People = dict[str, NDArray[np.generic]]

TIES = 6  # contacts outside the home a resident has [assumption]
MATES = 0.53  # probability that the next adult shares the home: 2.1 adults a home
SEATS = 5  # elected members; 5.1–5.5 per committee (national statistics 2014, 2020)
NGO_PLACES, FIRM_PLACES = 8, 3  # most organisations of a kind in a community
OPENING_NGOS, OPENING_FIRMS = 2, 1  # active in the status quo [assumption]
LEARNT = 0.05  # of an opening NGO's capability, learnt since its founding [assumption]
START_TRUST = (0.85, 0.62, 0.60, 0.52, 0.50, 0.62)


def build(
    profiles: tuple[Profile, ...],
    seed: int,
    shared: bool,
    a: Assumptions,
    given: tuple[dict[str, tuple[float | str, ...]] | None, ...] = (),
) -> World:
    """A world before its first month.

    Parameters
    ----------
    profiles : one per community
    seed : integer seed of all its draws
    shared : whether auditors and bidders serve the whole district
    a : behavioural numbers
    given : for each community a population table (columns of tuples), or None
    """
    names = tuple(profile.name for profile in profiles)
    draws = Draws(seed, names)
    counts = np.array([profile.adults for profile in profiles])
    first = np.concatenate([[0], np.cumsum(counts)])
    tables = given or (None,) * len(profiles)
    parts = [
        _residents(profile, draws, int(start), a, table)
        for profile, start, table in zip(profiles, first[:-1], tables, strict=True)
    ]
    columns = {
        name: np.concatenate([part[name] for part in parts], axis=-1)
        for name in parts[0]
    }
    columns["community"] = np.repeat(np.arange(len(profiles)), counts)
    residents = _opening(columns)
    size = len(profiles)
    world = World(
        names=names,
        types=tuple(profile.type for profile in profiles),
        shared=shared,
        residents=residents,
        communities=_communities(first, size),
        committees=_committees(counts, size, a),
        offers=_offers(profiles, a),
        partners=_partners(profiles, draws, a),
        conditions=opened(Conditions, size),
        money=Money(size),
        hours=Hours(size),
        draws=draws,
        profiles=profiles,
    )
    take_stock(world)
    world.communities.voice_needs = world.communities.needs.copy()
    world.communities.voice = world.communities.group_share.copy()
    world.income_thirds = np.quantile(residents.income, [1 / 3, 2 / 3])
    return world


def _residents(
    profile: Profile,
    draws: Draws,
    start: int,
    a: Assumptions,
    table: dict[str, tuple[float | str, ...]] | None,
) -> People:
    """Columns of one community's opening residents; rows begin at `start`."""
    count = profile.adults
    draws.month = 0
    numbers = draws.at("people", profile.name).random((count, NUMBERS_PER_PERSON)).T
    lots = draws.at("homes", profile.name).random((count, TIES + 2)).T
    if table is None:
        begins = lots[0] >= MATES
        begins[0] = True
        head = np.maximum.accumulate(np.where(begins, np.arange(count), 0))
    else:
        _, index = np.unique(np.array(table["household"]), return_inverse=True)
        firsts = np.full(index.max() + 1, count)
        np.minimum.at(firsts, index, np.arange(count))
        head = firsts[index]
    here = places_of((profile,)).of(np.zeros(count, dtype=np.int64))
    people = draw_people(here, numbers, head, a)
    if table is not None:
        _take_over(people, table, profile)
    home = np.cumsum(head == np.arange(count)) - 1
    home = home[head]
    building = home // HOMES_PER_BUILDING
    building_row = (
        np.flatnonzero(np.diff(building, prepend=-1) > 0)
        if table is None
        else (np.unique(building, return_index=True)[1])
    )
    people["building"] = building_row[building] + start
    access = draws.at("building access", profile.name).random(int(building.max()) + 1)
    people["place_access"] = 1.0 + 0.26 * (access[building] - 0.5)
    people["household"] = head + start
    people["slot"] = np.arange(count)
    offset = contacts(count, lots[1 : TIES + 1], profile.cohesion)
    people["neighbours"] = (np.arange(count) + offset) % count + start
    return people


def _take_over(
    people: People, table: dict[str, tuple[float | str, ...]], profile: Profile
) -> None:
    """Use the columns of a population table instead of drawn ones."""
    people["age"] = np.array(table["age"], dtype=np.float64)
    people["woman"] = np.array(table["woman"], dtype=np.float64) > 0
    people["education"] = np.array(table["education"], dtype=np.float64).astype(
        np.int64
    )
    people["tenure"] = np.array([TENURES.index(str(word)) for word in table["tenure"]])
    people["party"] = np.array(table["party"], dtype=np.float64) > 0
    people["employment"] = retired_or(
        people["employment"].astype(np.int64),
        people["age"].astype(np.float64),
        people["woman"].astype(np.bool_),
    )
    people["income"] = np.array(table["income"], dtype=np.float64)
    income = people["income"].astype(np.float64)
    elite = (income > np.quantile(income, 0.9)) & (people["tenure"] == 0)
    people["access_group"] = np.where(elite, 0, people["tenure"] + 1)


def _opening(people: People) -> Residents:
    """Residents with opening views; the months before month 0 settle them."""
    trust = np.array(START_TRUST)[:, None] + people["trust_disposition"]
    return opened(
        Residents, people["age"].size, **people, trust=np.clip(trust, 0.05, 0.95)
    )


def _communities(first: Rows, size: int) -> Communities:
    adults = np.diff(first).astype(np.float64)
    return opened(
        Communities,
        size,
        first=first,
        adults=adults,
        units=adults.copy(),
        next_slot=np.diff(first).copy(),
    )


def _committees(counts: Rows, size: int, a: Assumptions) -> Committees:
    workers = 18.0 / 1e4 * counts / a.adult_share
    return opened(
        Committees,
        size,
        posts=workers.copy(),
        workers=workers * 0.93,
        seats=np.full(size, float(SEATS)),
        members=np.full(size, float(SEATS)),
        competence=np.full(size, a.appointed_competence),
        talent=np.full(size, a.appointed_competence),
        orientation=np.full(size, a.appointed_orientation),
        hours=workers * a.hours_per_worker,
        reply_rate=np.full(size, a.reply_base),
        term_offset=(np.arange(size) * 9) % 36,
    )


def _offers(profiles: tuple[Profile, ...], a: Assumptions) -> Offers:
    fees = [float(profile.property_fee) for profile in profiles]
    return opened(
        Offers,
        len(profiles),
        ballot_reach=np.full(len(profiles), a.ballot_reach),
        fee=np.array(fees),
    )


def _partners(profiles: tuple[Profile, ...], draws: Draws, a: Assumptions) -> Partners:
    size = len(profiles)
    places = NGO_PLACES + FIRM_PLACES
    drawn = np.concatenate(
        [draws.at("partners", p.name).random((places, 4)) for p in profiles]
    )
    count = size * places
    place = np.arange(count) % places
    is_ngo = place < NGO_PLACES
    nth = np.where(is_ngo, place, place - NGO_PLACES)
    active = nth < np.where(is_ngo, OPENING_NGOS, OPENING_FIRMS)
    capability = np.where(is_ngo, 0.45, 0.50) + 0.3 * (drawn[:, 0] - 0.5)
    own = np.where(is_ngo & active, a.own_income, 0.0)
    own = own * np.repeat([float(profile.adults) for profile in profiles], places)
    none = np.zeros(count)
    return Partners(
        home=np.repeat(np.arange(size), places),
        is_ngo=is_ngo,
        active=active,
        holders=active.astype(np.int64),
        kind=np.where(is_ngo, NGO_KINDS.index("service"), -1),
        domain=usual_domain(drawn[:, 2]),
        age=np.where(active, 60.0, 0.0),
        founders=capability - np.where(is_ngo, LEARNT, 0.0),
        luck=drawn[:, 3],
        capability=capability,
        cost=1.0 + 0.2 * (drawn[:, 1] - 0.5),
        reputation=capability.copy(),
        mission=np.full(count, 0.6),
        members=np.where(is_ngo & active, a.ngo_members, 0.0),
        staff=none.copy(),
        tenure=np.full(count, 3.0),
        left=none.copy(),
        contract_income=none.copy(),
        public_income=none.copy(),
        incubation=none.copy(),
        own_income=own,
        income=own.copy(),
        reserves=none.copy(),
        short=none.copy(),
        dormant=np.zeros(count, dtype=bool),
        contract_with=np.full(size, -1),
        contract_price=np.ones(size),
        contract_quality=np.full(size, 0.5),
        contract_promise=np.full(size, 0.5),
        contract_months=np.arange(size) % 12 + 1,
        contract_length=np.full(size, 12),
        contract_held=np.zeros(size, dtype=np.int64),
        firm_quality=np.full(size, 0.55),
        firm_present=np.array([profile.property_fee > 0 for profile in profiles]),
        firm_margin=np.full(size, 0.05),
        firm_fined=np.zeros(size),
        firm_leaving=np.zeros(size, dtype=bool),
        custodian=np.zeros(size, dtype=bool),
        owners_body=np.zeros(size, dtype=bool),
        owners_pressure=np.full(size, 0.1),
    )
