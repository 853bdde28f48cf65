"""Who sits in the committee, who supervises it, between elections too? (chapter 15, seats)"""

from math import exp
from typing import TYPE_CHECKING

from benchmarks.twin.maths import logistic, within
from govsim.assumptions import Assumptions

if TYPE_CHECKING:
    from benchmarks.twin.community import Community
    from benchmarks.twin.model import TwinModel

SUPERVISION_SEATS = 3
LEARNING_MONTHS = 12


def take(m: "TwinModel") -> None:
    """Seats are taken after a vote, given up between votes, and filled by the street.

    Members come to know their work, eq. 15.10.
    """
    a, k = m.parameters, m.world.committees
    k.competence = k.competence + (k.talent - k.competence) / LEARNING_MONTHS
    m.show("committees", "upward_load", "service_load", "hours", "seats", "members")
    m.show("committees", "contested", "vacant")
    m.show("offers", "election_due", "vote_open", "street_fills")
    lots = m.lots("resign")[0]
    for place in m.places:
        _resign(place, lots, a)
    _after_a_vote(m)
    short = [place for place in m.places if _short(place)]
    if short:
        choice = m.lots("street's choice")[0]
        for place in short:
            _street_fills(place, choice)
    for place in m.places:
        _count_seats(place)
    k.members = m.each(lambda place: place.members)
    k.vacant = m.each(lambda place: place.vacant)
    k.supervisors = m.each(lambda place: place.supervisors)


def _resign(place: "Community", lots: list[float], a: Assumptions) -> None:
    """Members give up sooner where work piles up, eq. 15.9."""
    load = (place.upward_load + place.service_load) / max(place.hours, 1.0)
    hazard = a.resign_base * exp(a.resign_load * within(-1.0, load - 1.0, 1.5))
    for resident in place.residents:
        if lots[resident.row] < hazard:
            resident.seat = resident.supervises = False


def _after_a_vote(m: "TwinModel") -> None:
    """New members sit down; then those who inspect anyway are asked to supervise."""
    due = [place for place in m.places if place.election_due]
    if due:
        lots = m.lots("seats")[0]
        for place in due:
            _sit_down(place, lots, m.parameters)
    polled = [place for place in due if place.vote_open > 0]
    if polled:
        asked = m.lots("supervise", 2)
        for place in polled:
            _find_supervisors(place, asked, m.parameters)


def _sit_down(place: "Community", lots: list[float], a: Assumptions) -> None:
    """Incumbents residents keep, eq. 15.3, then candidates, as many as were elected."""
    judged = logistic(a.judgement * (place.mean("trust_committee") - 0.5))
    keep = judged if place.contested > 0 else a.appointed_stay
    order = sorted(place.residents, key=lambda r: lots[r.row])
    stay = [r for r in order if r.seat and lots[r.row] < keep]
    new = [r for r in order if r.candidate and r not in stay]
    for resident in place.residents:
        resident.seat = resident.supervises = False
    for resident in (stay + new)[: int(place.members)]:
        resident.seat = True


def _find_supervisors(
    place: "Community", lots: list[list[float]], a: Assumptions
) -> None:
    """Those who inspect anyway are asked first, and some agree."""
    for resident in place.residents:
        resident.consider_supervising([each[resident.row] for each in lots], a)
    order = sorted(place.residents, key=lambda r: 1e3 * r.seat - r.inclined)
    asked = order[: int(a.asks_per_seat * SUPERVISION_SEATS)]
    willing = [r for r in asked if r.agrees and not r.seat]
    for resident in willing[:SUPERVISION_SEATS]:
        resident.supervises = True


def _short(place: "Community") -> bool:
    """Whether the street has seats to fill."""
    return place.street_fills and (
        place.total("seat") < place.seats
        or place.total("supervises") < SUPERVISION_SEATS
    )


def _street_fills(place: "Community", lots: list[float]) -> None:
    """The street finds Party members for all seats that are empty."""
    free = [r for r in place.residents if not r.seat and not r.supervises]
    free.sort(key=lambda r: lots[r.row] - r.party)
    seats = max(int(place.seats - place.total("seat")), 0)
    watch = max(int(SUPERVISION_SEATS - place.total("supervises")), 0)
    for resident in free[:seats]:
        resident.seat = True
    for resident in free[seats : seats + watch]:
        resident.supervises = True


def _count_seats(place: "Community") -> None:
    """Seats held in the committee and in its supervision."""
    supervising = place.total("supervises") / SUPERVISION_SEATS
    place.supervisors = 1.0 if place.street_fills else min(supervising, 1.0)
    if not place.street_fills:
        place.members = min(float(place.total("seat")), place.members)
        place.vacant = 1.0 - place.members / max(place.seats, 1.0)
