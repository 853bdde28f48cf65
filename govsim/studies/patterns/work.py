"""Patterns of the committee's work: B1, B2 and the opening scale B26."""

from govsim.scenarios import Shock
from govsim.studies.patterns.places import Place, need_shock


def upward_share(place: Place) -> dict[str, float]:
    """B1: under administration-led, hours of staff, members and hired hands on upward tasks.

    Share of all their hours, mean of the last 24 of 120 months.
    """
    run = place.run("administration-led")
    return {"share of hours on upward tasks": run.mean("admin_share")}


def list_cut(place: Place) -> dict[str, float]:
    """B2: in month 1 half the standing task list is struck off; nothing else changes.

    Upward hours per available hour, over the same in the same world without the cut: in
    month 1, and the mean of months 12 to 36. The right to assign stays as it is, and
    what quits and refilled posts do to available hours cancels out.
    """
    need_shock("task-list-cut")
    cut = Shock(month=1, kind="task-list-cut", size=0.5, months=0)
    after, before = place.run(shocks=[cut]), place.run()

    def ratio(first: int, last: int) -> float:
        kept = before.mean("admin_share", first, last)
        return after.mean("admin_share", first, last) / kept if kept > 0 else kept

    return {
        "share of the old level, month 1": ratio(1, 1),
        "share of the old level, months 12 to 36": ratio(12, 36),
        "rebound": ratio(12, 36) - ratio(1, 1),
    }


def opening_scale(place: Place) -> dict[str, float]:
    """B26: residents of all ages, elected members and paid workers of a community.

    Means over the communities of the settled opening world, none of it simulated further;
    residents are adults over the share of adults.
    """
    w = place.opening(place.plan("baseline"))
    k = w.committees
    return {
        "residents per community": float(
            w.communities.adults.mean() / place.numbers.adult_share
        ),
        "elected members per community": float(k.members.mean()),
        "paid workers per community": float(k.workers.mean()),
    }
