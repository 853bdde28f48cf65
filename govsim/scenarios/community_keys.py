"""Which keys describe a community, in what ranges, and what if they are left out?"""

import math
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from govsim.declare import Card
from govsim.errors import unknown
from govsim.scenarios.reading import hint
from govsim.vocabulary import AGE_BANDS, TENURES


def _card(
    name: str, chinese: str, low: float, high: float, unit: str, about: str
) -> Card:
    return Card(
        name=name,
        default=math.nan,
        low=low,
        high=high,
        unit=unit,
        english=name.replace("_", " "),
        chinese=chinese,
        about=about,
        source="govsim/scenarios/types.toml",
        read_by="govsim.people.draw_people",
    )


NUMBERS: dict[str, Card] = {
    card.name: card
    for card in (
        _card(
            "income_median", "收入中位数", 1, 500_000, "yuan per adult and month",
            "Median income of working-age adults.",
        ),
        _card(
            "income_spread", "收入离散度", 0, 3, "standard deviation of log income",
            "How unequal incomes are inside the community.",
        ),
        _card(
            "tertiary_share", "大专以上比例", 0, 1, "share of adults",
            "Adults with a college education.",
        ),
        _card(
            "state_sector_share", "体制内就业比例", 0, 1, "share of adults",
            "Adults who work or worked in the state sector.",
        ),
        _card(
            "unit_tie", "单位联系", 0, 1, "0 none to 1 full tie of the oldest",
            "How far life still hangs on the work unit.",
        ),
        _card(
            "party_share", "党员比例", 0, 1, "share of adults", "Party members.",
        ),
        _card(
            "cohesion", "邻里凝聚力", 0, 1, "share of contacts that live near",
            "How far residents' contacts are neighbours.",
        ),
        _card(
            "gated", "封闭管理比例", 0, 1, "share of homes",
            "Homes behind gates that a property firm guards.",
        ),
        _card(
            "property_fee", "物业费", 0, 5000, "yuan per household and month",
            "Fee of the property firm; 0 means that there is none.",
        ),
    )
}  # fmt: skip

SHARES: dict[str, tuple[str, ...]] = {
    "age_shares": AGE_BANDS,
    "tenure_shares": TENURES,
}
KEYS = (
    "name",
    "type",
    "residents",
    *SHARES,
    *NUMBERS,
    "needs",
    "population",
    "margins",
)


@cache
def type_defaults() -> dict[str, dict[str, Any]]:
    """What a community of each type is like if the file does not say."""
    text = files("govsim").joinpath("scenarios/types.toml").read_text(encoding="utf8")
    return tomllib.loads(text)


def near(key: str) -> str:
    """Nearest key of a community, with its range where it is a number."""
    return hint(key, NUMBERS) or unknown("key", key, KEYS).partition(". ")[2]
