"""How does a world open: from the statistics of its communities to all its columns?"""

import numpy as np

from govsim.assumptions import Assumptions
from govsim.columns import Rows, opened
from govsim.ledger import Hours, Money
from govsim.people import Profile
from govsim.randomness import Draws
from govsim.rules.population import take_stock
from govsim.state import Committees, Communities, Conditions, Offers, World
from govsim.world.partners import opening_partners
from govsim.world.residents import Table, opening_residents

SEATS = 5  # elected members; 5.1–5.5 per committee (national statistics 2014, 2020)


def build(
    profiles: tuple[Profile, ...],
    seed: int,
    shared: bool,
    a: Assumptions,
    given: tuple[Table | None, ...] = (),
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
    size = len(profiles)
    tables = given or (None,) * size
    world = World(
        names=names,
        types=tuple(profile.type for profile in profiles),
        shared=shared,
        residents=opening_residents(profiles, first, draws, a, tables),
        communities=_communities(first, size),
        committees=_committees(counts, size, a),
        offers=_offers(profiles, a),
        partners=opening_partners(profiles, draws, a),
        conditions=opened(Conditions, size),
        money=Money(size),
        hours=Hours(size),
        draws=draws,
        profiles=profiles,
    )
    take_stock(world)
    world.communities.voice_needs = world.communities.needs.copy()
    world.communities.voice = world.communities.group_share.copy()
    world.income_thirds = np.quantile(world.residents.income, [1 / 3, 2 / 3])
    return world


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
