"""Newcomers take over the places of those who left or died (chapter 18)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from benchmarks.twin.maths import within
from benchmarks.twin.person import OWNER, Person
from benchmarks.twin.persons import Newcomer, draw, hours_of_act
from govsim.assumptions import Assumptions
from govsim.people import NUMBERS_PER_PERSON
from govsim.vocabulary import ACTIONS, INSTITUTIONS

if TYPE_CHECKING:
    from benchmarks.twin.community import Community
    from benchmarks.twin.model import TwinModel

NEAR = 60  # adults within the two nearest buildings of 30 homes
AS_OTHERS = ("satisfaction", "expectation", "belief", "trust_strangers")
NOT_YET = (
    "complained",
    "asked",
    "voted",
    "paid_fee",
    "knows_head",
    "candidate",
    "seat",
    "supervises",
    "sorts",
    "met_incident",
)
FROM_NOTHING = (
    "stake",
    "efficacy",
    "answered",
    "gift",
    "influence",
    "invited",
    "activity",
)


def replace(m: "TwinModel", place: "Community", left: set[int], dead: set[int]) -> None:
    """Newcomers, each with a slot of her own, take over the rows of those who left."""
    a, gone = m.parameters, left | dead
    people = [resident for resident in place.residents if resident.row in gone]
    means = {name: place.mean(name) for name in AS_OTHERS}
    trust = {name: place.mean(f"trust_{name}") for name in INSTITUTIONS}
    profile = m.world.profiles[place.row]
    own = len(people[0].neighbours)
    numbers = m.world.draws.of_slots(
        "newcomer",
        profile.name,
        place.next_slot,
        len(people),
        NUMBERS_PER_PERSON + own + 1,
    )
    for resident, lots in zip(people, numbers.T.tolist(), strict=True):
        head = resident.home[0]
        with_head = head.row in gone and head is not resident
        heir = head.row not in gone  # she joins a home whose people stay
        tenures = _next_tenures(resident, heir, a)
        her = Newcomer(profile, lots[: -own - 1], tenures, place.ageing)
        draw(resident, her, head if with_head else None, a)
        resident.act_hours = hours_of_act(lots[-1], a.act_hours_spread)
        if heir:
            resident.age = _youth(place, resident.age)
        resident.unit_tie *= place.unit_support
        resident.slot = m.slots[resident.row] = place.next_slot
        place.next_slot += 1
        _meet_people(place, resident, lots[-own - 1 : -1], profile.cohesion)
        _start(resident, means, trust, a)


def _youth(place: "Community", age: float) -> float:
    """Age of one who joins a home, nearer to 18 unless the place grows old."""
    return 18.0 + (0.3 + 0.7 * min(place.ageing, 1.0)) * (age - 18.0)


def _next_tenures(resident: Person, heir: bool, a: Assumptions) -> Sequence[float]:
    """Chances that an owner, a renter, a migrant takes over, eq. 18.4."""
    place = resident.place
    if heir:
        stays = [0.0, 0.0, 0.0]
        stays[resident.tenure] = 1.0
        return stays
    if resident.tenure == OWNER:
        lets = a.flood_lets * place.arrivals
        let = lets / (a.leave_owner + lets) if lets > 0 else 0.0
        return 1.0 - let, 0.0, let
    _, renters, migrants = resident.model.world.profiles[place.row].tenure_shares
    leaving = renters * a.leave_renter, migrants * a.leave_migrant
    usual = leaving[1] / sum(leaving) if sum(leaving) > 0 else 0.0
    coming = usual + place.arrivals * (1.0 - usual)
    return 0.0, 1.0 - coming, coming


def _meet_people(
    place: "Community", resident: Person, lots: list[float], cohesion: float
) -> None:
    """Whom a newcomer meets outside her home, eq. 18.5."""
    count = len(place.residents)
    near = round(len(lots) * cohesion)
    own = resident.row - place.residents[0].row
    for tie, lot in enumerate(lots):
        reach = min(NEAR, count) if tie < near else count
        offset = int((lot - 0.5) * reach // 1)
        if offset >= 0:
            offset += 1
        resident.meet(tie, place.residents[(own + offset) % count])


def _start(
    r: Person, means: dict[str, float], trust: dict[str, float], a: Assumptions
) -> None:
    """A newcomer starts with the place's mean views, no habits and little belonging."""
    for name in INSTITUTIONS:
        view = trust[name] + getattr(r, f"leaning_{name}")
        setattr(r, f"trust_{name}", within(0.02, view, 0.98))
    for name in ACTIONS:
        setattr(r, f"habit_{name}", 0.0)
        setattr(r, f"did_{name}", False)
    for name, value in means.items():
        setattr(r, name, value)
    for name in NOT_YET:
        setattr(r, name, False)
    for name in FROM_NOTHING:
        setattr(r, name, 0.0)
    r.belonging = a.newcomer_belonging
    r.used_trust = 0.5 * (r.trust_government + r.trust_committee)
