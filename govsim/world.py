"""Build the opening columns of a world from the statistics of its communities."""

import numpy as np
from numpy.typing import NDArray

from govsim.assumptions import Assumptions
from govsim.ledger import Hours, Money
from govsim.people import NUMBERS_PER_PERSON, Profile, draw_people
from govsim.randomness import Draws
from govsim.rules.population import take_stock
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
    ACCESS_GROUPS,
    ACTIONS,
    DOMAINS,
    TENURES,
)

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]
People = dict[str, NDArray[np.generic]]

HOMES_PER_BUILDING = 30
TIES = 6  # contacts outside the home a resident has [assumption]
MATES = 0.53  # probability that the next adult shares the home: 2.1 adults a home
SEATS = 5  # elected members; 5.1–5.5 per committee (national statistics 2014, 2020)
PARTNERS_PER_COMMUNITY = 3  # two NGOs and a firm [assumption]
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
    residents = _opening(columns, a)
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
        conditions=Conditions(np.ones(size), np.ones(size), np.ones(size)),
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
    people = draw_people(profile, numbers, head, a)
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
    people["neighbours"] = _ties(building, lots[1 : TIES + 1], profile.cohesion) + start
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
    people["income"] = np.array(table["income"], dtype=np.float64)
    income = people["income"].astype(np.float64)
    elite = (income > np.quantile(income, 0.9)) & (people["tenure"] == 0)
    people["access_group"] = np.where(elite, 0, people["tenure"] + 1)


def _ties(building: Rows, lots: Floats, cohesion: float) -> Rows:
    """Contacts outside the home, shape (TIES, people): near ones with prob. `cohesion`."""
    count = building.size
    near = 2 * HOMES_PER_BUILDING
    spread = np.where(np.arange(TIES)[:, None] < round(TIES * cohesion), near, count)
    offset = np.floor((lots - 0.5) * np.minimum(spread, count)).astype(np.int64)
    offset = np.where(offset >= 0, offset + 1, offset)
    return (np.arange(count) + offset) % count


def _opening(people: People, a: Assumptions) -> Residents:
    """Residents with opening views; the months before month 0 settle them."""
    count = people["age"].size
    lean = people["trust_disposition"]
    trust = np.clip(np.array(START_TRUST)[:, None] + lean, 0.05, 0.95)

    def full(value: float) -> Floats:
        return np.full(count, value)

    def no() -> NDArray[np.bool_]:
        return np.zeros(count, dtype=bool)

    return Residents(
        **people,  # type: ignore[arg-type]
        trust=trust,
        habit=np.zeros((len(ACTIONS), count)),
        efficacy=full(0.0),
        expectation=full(0.5),
        satisfaction=full(0.5),
        stake=full(0.02),
        belonging=full(0.5),
        belief=full(0.15),
        knows_head=no(),
        service=full(0.5),
        own_served=full(0.0),
        asked=no(),
        acts=np.zeros((len(ACTIONS), count), dtype=bool),
        complained=no(),
        answered=full(0.0),
        voted=no(),
        candidate=no(),
        paid_fee=~no(),
        gift=full(0.0),
        activity=full(0.05),
    )


def _communities(first: Rows, size: int) -> Communities:
    domains, groups = (size, len(DOMAINS)), (size, len(ACCESS_GROUPS))
    adults = np.diff(first).astype(np.float64)
    return Communities(
        first=first,
        adults=adults,
        services=np.full(domains, 0.5),
        access=np.full(groups, 0.95),
        elite_needs=np.zeros(domains),
        needs=np.zeros(domains),
        gini=np.zeros(size),
        voice=np.zeros(groups),
        voice_needs=np.zeros(domains),
        voices=np.full(size, 1.5),
        spending=np.zeros(domains),
        contracted=np.zeros(domains),
        free_spending=np.zeros(size),
        captured=np.zeros(size),
        units=adults.copy(),
        group_share=np.zeros(groups),
        listed_tasks=np.ones(size),
        next_slot=np.diff(first).copy(),
    )


def _committees(counts: Rows, size: int, a: Assumptions) -> Committees:
    workers = 18.0 / 1e4 * counts / a.adult_share

    def full(value: float) -> Floats:
        return np.full(size, value)

    return Committees(
        posts=workers.copy(),
        workers=workers * 0.93,
        seats=full(SEATS),
        members=full(SEATS),
        contested=full(0.0),
        competence=full(a.appointed_competence),
        orientation=full(a.appointed_orientation),
        skill=full(0.47),
        wage=full(5500.0),
        quits=full(0.0),
        hours=workers * a.hours_per_worker,
        hired=full(0.0),
        duty=full(0.1),
        issued=full(0.0),
        upward_load=full(0.0),
        service_load=full(0.0),
        effort=full(0.8),
        watched_above=full(0.5),
        watched_below=full(0.05),
        hold=full(0.8),
        residents_hold=full(0.05),
        hold_parts=np.ones((4, size)),
        law_hold=full(0.8),
        upward_weight=full(1.2),
        ranking_weight=full(0.05),
        compliance=full(0.85),
        papers=full(0.85),
        reported_compliance=full(0.9),
        backlog=full(0.0),
        public_money=full(0.0),
        own_account=full(0.1),
        organising=full(0.015),
        diversion=np.full((3, size), 0.1),
        diverted=full(0.0),
        exposed=full(0.0),
        reply_rate=full(a.reply_base),
        resolution=full(0.2),
        reported_resolution=full(0.5),
        clarity=full(0.3),
        watchers=full(0.3),
        turnout_reported=full(0.92),
        turnout_true=full(0.45),
        uncontested=full(1.0),
        vacant=full(0.0),
        last_election=np.zeros(size, dtype=np.int64),
        term_offset=(np.arange(size) * 9) % 36,
        diversion_checked=full(0.1),
        delivered=full(0.9),
        decided_yuan=full(0.3),
    )


def _offers(profiles: tuple[Profile, ...], a: Assumptions) -> Offers:
    size = len(profiles)

    def full(value: float) -> Floats:
        return np.full(size, value)

    def no() -> NDArray[np.bool_]:
        return np.zeros(size, dtype=bool)

    return Offers(
        contacts=full(0.1),
        meetings=full(0.4),
        online=full(0.0),
        decided_yuan=full(0.3),
        accounts_posted=full(0.1),
        oversight_open=full(0.05),
        seen=full(0.0),
        volunteer_pay=full(0.0),
        volunteer_work=full(0.4),
        vote_open=np.zeros(size, dtype=np.int64),
        vote_contest=full(0.0),
        ballot_reach=full(a.ballot_reach),
        theft_seen=full(0.0),
        owners_meeting=no(),
        election_due=no(),
        one_candidate=no(),
        duties_known=full(0.1),
        committee_duty=full(0.35),
        fee=np.array([float(profile.property_fee) for profile in profiles]),
        fee_price=full(0.0),
        firm_service=full(0.5),
        appeals=full(0.015),
        street_answers=full(0.85),
    )


def _partners(profiles: tuple[Profile, ...], draws: Draws, a: Assumptions) -> Partners:
    size = len(profiles)
    drawn = np.concatenate(
        [
            draws.at("partners", profile.name).random((PARTNERS_PER_COMMUNITY, 3))
            for profile in profiles
        ]
    )
    count = size * PARTNERS_PER_COMMUNITY
    is_ngo = np.arange(count) % PARTNERS_PER_COMMUNITY < 2
    capability = np.where(is_ngo, 0.45, 0.50) + 0.3 * (drawn[:, 0] - 0.5)
    return Partners(
        home=np.repeat(np.arange(size), PARTNERS_PER_COMMUNITY),
        is_ngo=is_ngo,
        capability=capability,
        cost=1.0 + 0.2 * (drawn[:, 1] - 0.5),
        reputation=capability.copy(),
        public_income=np.zeros(count),
        income=np.where(is_ngo, a.own_income, 0.0),
        contract_with=np.full(size, -1),
        contract_price=np.ones(size),
        contract_quality=np.full(size, 0.5),
        contract_months=np.arange(size) % 12 + 1,
        firm_quality=np.full(size, 0.55),
        firm_present=np.array([profile.property_fee > 0 for profile in profiles]),
        owners_pressure=np.full(size, 0.1),
    )
