"""Which shocks may hit a community, how large and for how long?"""

from dataclasses import dataclass

from govsim.declare import Card

DEFAULT_MONTHS = 12
"""How long a shock lasts if the file does not say."""

LONGEST = 1200
"""No run and no shock is longer [months]."""

SHOCKS: dict[str, Card] = {
    "budget-cut": Card(
        name="budget-cut",
        default=0.3,
        low=0.0,
        high=1.0,
        unit="share of the public money cut",
        english="budget cut",
        chinese="财政削减",
        about="The public money of the community falls by this share.",
        source="assumption",
        read_by="govsim.rules.shocks.strike",
    ),
    "new-mandate": Card(
        name="new-mandate",
        default=1.0,
        low=0.0,
        high=5.0,
        unit="extra temporary tasks as a multiple of the usual",
        english="new mandate from above",
        chinese="上级新增任务",
        about="Departments hand down more temporary tasks than usual.",
        source="assumption; direction: temporary tasks rise while routine ones fall "
        "(Chen Yuting & He Haibing 2015)",
        read_by="govsim.rules.shocks.strike",
    ),
    "task-list-cut": Card(
        name="task-list-cut",
        default=0.5,
        low=0.0,
        high=1.0,
        unit="share of the standing task list struck",
        english="cut of the task list",
        chinese="事项清单削减",
        about="Once, this share of the standing task list is struck off; nothing keeps "
        "it from growing again.",
        source="Nanchang about 2013: 81 of 387 items; Shanghai 2015: 140 to 37 items",
        read_by="govsim.rules.shocks.strike",
    ),
    "needs-surge": Card(
        name="needs-surge",
        default=1.0,
        low=0.0,
        high=3.0,
        unit="extra work from residents' needs as a multiple of the usual",
        english="surge of needs",
        chinese="需求激增",
        about="Residents' needs make more work than usual, as in an epidemic.",
        source="assumption",
        read_by="govsim.rules.shocks.strike",
    ),
}

LASTING = tuple(kind for kind in SHOCKS if kind != "task-list-cut")
"""Kinds with a duration; a cut of the task list happens once."""


@dataclass(frozen=True, slots=True)
class Shock:
    """One shock: it acts from the start of `month` for `months` months.

    `months` is 0 for a kind that happens once. `community` holds the places of the
    communities it hits in the scenario's list, None means all.
    """

    month: int
    kind: str
    size: float
    months: int
    community: tuple[int, ...] | None = None
