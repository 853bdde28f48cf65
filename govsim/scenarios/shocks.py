"""Which shocks and slow trends may hit a community, how large and for how long?"""

from dataclasses import dataclass

from govsim.declare import Card

DEFAULT_MONTHS = 12
"""How long a shock lasts if the file does not say."""

LONGEST = 1200
"""No run and no shock is longer [months]."""


def _card(
    name: str,
    sizes: tuple[float, float, float],
    unit: str,
    names: tuple[str, str],
    about: str,
    source: str = "assumption",
) -> Card:
    """Card of a kind; `sizes` are default, smallest and largest, `names` both names."""
    default, low, high = sizes
    english, chinese = names
    return Card(
        name=name,
        default=default,
        low=low,
        high=high,
        unit=unit,
        english=english,
        chinese=chinese,
        about=about,
        source=source,
        read_by="govsim.rules.shocks.strike",
    )


_CARDS = (
    _card(
        "budget-cut",
        (0.3, 0.0, 1.0),
        "share of the public money cut",
        ("budget cut", "财政削减"),
        "The public money of the community falls by this share.",
    ),
    _card(
        "new-mandate",
        (1.0, 0.0, 5.0),
        "extra temporary tasks as a multiple of the usual",
        ("new mandate from above", "上级新增任务"),
        "Departments hand down more temporary tasks than usual.",
        "assumption; direction: temporary tasks rise while routine ones fall "
        "(Chen Yuting & He Haibing 2015)",
    ),
    _card(
        "task-list-cut",
        (0.5, 0.0, 1.0),
        "share of the standing task list struck",
        ("cut of the task list", "事项清单削减"),
        "Once, this share of the standing task list is struck off; nothing keeps "
        "it from growing again.",
        "Nanchang about 2013: 81 of 387 items; Shanghai 2015: 140 to 37 items",
    ),
    _card(
        "needs-surge",
        (1.0, 0.0, 3.0),
        "extra work from residents' needs as a multiple of the usual",
        ("surge of needs", "需求激增"),
        "Residents' needs make more work than usual.",
    ),
    _card(
        "epidemic",
        (1.0, 0.0, 3.0),
        "severity, 1 = a grave one",
        ("epidemic", "疫情"),
        "Emergency work arises at once and goes on, needs rise, and gatherings are "
        "held back. Work that waits keeps services from residents.",
    ),
    _card(
        "migrant-flood",
        (0.5, 0.0, 1.0),
        "pressure on homes that fall free, 1 = every one goes to migrants",
        ("flood of migrants", "外来人口涌入"),
        "Rented homes change hands faster and go to migrants; some owners let theirs.",
    ),
    _card(
        "scandal",
        (0.5, 0.0, 1.0),
        "share of what a full exposure would make known",
        ("scandal", "丑闻曝光"),
        "The press makes theft and favour known to everybody, not only to those who "
        "look into the accounts.",
    ),
    _card(
        "firm-leaves",
        (1.0, 0.0, 1.0),
        "share of its work the property firm leaves",
        ("property firm walks away", "物业公司撤出"),
        "The property firm leaves the estate; for so many months none takes over.",
        "assumption; cases of firms that walk away are reported from many cities",
    ),
    _card(
        "purchase-stop",
        (1.0, 0.0, 1.0),
        "share of the purchase money stopped",
        ("purchase budget stop", "购买服务中止"),
        "The government stops buying services from NGOs and firms.",
    ),
    _card(
        "ageing",
        (0.5, 0.0, 2.0),
        "pull to greater age, 0 = as the place is",
        ("ageing", "加速老龄化"),
        "The young leave more often, newcomers and heirs are older than usual.",
    ),
    _card(
        "unit-withdraws",
        (1.0, 0.0, 1.0),
        "share of its support the work unit withdraws",
        ("work unit withdraws", "单位解体"),
        "Work units leave their people and estates to the community: ties to them "
        "fade, nobody is asked through them, and their work falls on the committee.",
        "assumption; direction: 单位人→社会人 (essays E19)",
    ),
    _card(
        "budget-trend",
        (0.03, -0.2, 0.2),
        "growth of the public money a year",
        ("trend of public money", "财政趋势"),
        "The public money grows or shrinks by this share every year.",
    ),
    _card(
        "needs-trend",
        (0.03, -0.1, 0.2),
        "growth of residents' needs a year",
        ("trend of needs", "需求趋势"),
        "The work residents' needs make grows by this share every year.",
    ),
    _card(
        "expectations-trend",
        (0.02, -0.1, 0.1),
        "points by which expectations rise a year, of the scale 0 to 1",
        ("trend of expectations", "期望趋势"),
        "Residents come to expect more of services every month, whatever they get.",
    ),
)

SHOCKS: dict[str, Card] = {card.name: card for card in _CARDS}

LASTING = tuple(kind for kind in SHOCKS if kind != "task-list-cut")
"""Kinds with a duration; a cut of the task list happens once."""

TRENDS = ("budget-trend", "needs-trend")
"""Kinds that grow for as long as they last; what they have reached then stays."""

STAYING = (*TRENDS, "expectations-trend", "ageing", "unit-withdraws")
"""Kinds that go on to the end of the run if the file gives no `months`."""


def usual_months(kind: object) -> int:
    """How long a kind lasts if the file does not say (0: it happens once)."""
    if kind in STAYING:
        return LONGEST
    return DEFAULT_MONTHS if kind in LASTING else 0


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
