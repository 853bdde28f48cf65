"""How does a district of a few communities become one of many, for a trial?"""

from dataclasses import replace

from govsim.scenarios import Scenario

MANY = 20
"""Communities of a trial if nobody says."""


def many_places(plan: Scenario, count: int, adults: int | None) -> Scenario:
    """The scenario with its communities repeated in order, up to `count`.

    A repeated community has the same statistics and other people. Dated changes and
    shocks that name a community meet its repetitions too.

    Parameters
    ----------
    adults : of every community that is not given by a table; as it is if None
    """
    size = len(plan.profiles)
    rows = [row % size for row in range(count)]
    profiles = tuple(
        replace(
            plan.profiles[row],
            name=plan.profiles[row].name + (f"-{n // size + 1}" if n >= size else ""),
            adults=plan.profiles[row].adults
            if adults is None or plan.people[row] is not None
            else adults,
        )
        for n, row in enumerate(rows)
    )
    if profiles == plan.profiles:
        return plan

    def everywhere(where: tuple[int, ...] | None) -> tuple[int, ...] | None:
        if where is None:
            return None
        return tuple(n for n, row in enumerate(rows) if row in where)

    return plan.replace(
        profiles=profiles,
        people=tuple(plan.people[row] for row in rows),
        changes=tuple(
            replace(c, community=everywhere(c.community)) for c in plan.changes
        ),
        shocks=tuple(
            replace(s, community=everywhere(s.community)) for s in plan.shocks
        ),
    )
