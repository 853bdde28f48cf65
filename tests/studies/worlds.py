"""Small set-ups for studies of many runs."""

from govsim.scenarios import Scenario, load
from tests.conftest import small


def tiny(name: str, months: int = 4) -> Scenario:
    """A preset in two communities of 50 adults."""
    return small(load(name), 50, 2).replace(months=months)


def near(name: str = "near", months: int = 4, **levers: float | str) -> Scenario:
    """The status quo with a few levers set."""
    return tiny("baseline", months).replace(
        name=name, title=name, title_zh=name, levers=levers
    )
