"""Which totals of a place are known, that its drawn people must come to?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from govsim.errors import unknown
from govsim.scenarios.community_keys import NUMBERS
from govsim.scenarios.reading import Spot, card_fault
from govsim.scenarios.scenario import is_number
from govsim.scenarios.weights import shares, short
from govsim.vocabulary import AGE_BANDS, TENURES

EDUCATIONS = ("primary", "junior", "senior", "college")
SIZES = ("1", "2", "3", "4+")

GROUPS: dict[str, tuple[str, ...]] = {
    "age": AGE_BANDS,
    "tenure": TENURES,
    "education": EDUCATIONS,
    "household_size": SIZES,
}
"""Margins that are a share for each group and add up to 1. Sizes are shares of homes by
their adults; all others are shares of adults."""

SINGLE = ("woman", "party", "state_sector")
"""Margins that are one share of adults."""

MEDIAN, MEDIANS = "income_median", "income_median_by_tenure"
NAMES = (*GROUPS, *SINGLE, MEDIAN, MEDIANS)
SHARE, YUAN = "share", "yuan"

CHINESE = {
    "age": "年龄",
    "tenure": "住房",
    "education": "学历",
    "household_size": "户规模",
    "woman": "女性",
    "party": "党员",
    "state_sector": "体制内",
    MEDIAN: "收入中位数",
    MEDIANS: "分住房类型的收入中位数",
}


@dataclass(frozen=True, slots=True)
class Margin:
    """One known total: a value for each group, in shares or in yuan a month."""

    name: str
    groups: tuple[str, ...]
    values: tuple[float, ...]
    unit: str = SHARE


def margins_of(spot: Spot, value: object) -> tuple[Margin, ...]:
    """The margins of [community.margins]; faults are noted, () then or if none."""
    if value is None:
        return ()
    if not isinstance(value, dict) or not value:
        spot.fault("margins must be a table: [community.margins] and lines below.")
        return ()
    before = len(spot.source.problems)
    for name in value:
        if name not in NAMES:
            spot.fault(unknown("margin", name, NAMES), name)
    made = [_margin(spot, name, value[name]) for name in NAMES if name in value]
    _check_medians(spot, value)
    if len(spot.source.problems) > before:
        return ()
    return tuple(made)


def _margin(spot: Spot, name: str, value: object) -> Margin:
    """One margin, as it is written."""
    if name in GROUPS:
        return Margin(name, GROUPS[name], shares(spot, name, GROUPS[name], value))
    if name in SINGLE:
        if not (is_number(value) and 0 <= value <= 1):
            spot.fault(f"{name} = {short(value)}: a share from 0 to 1 is needed.", name)
            return Margin(name, (name,), (0.0,))
        return Margin(name, (name,), (float(value),))
    if name == MEDIAN:
        return Margin(name, ("all",), (_yuan(spot, value, name),), YUAN)
    if not isinstance(value, Mapping) or not set(value) <= set(TENURES) or not value:
        spot.fault(f"{name} must be a table of {', '.join(TENURES)} = yuan.", name)
        return Margin(name, (), (), YUAN)
    groups = tuple(word for word in TENURES if word in value)
    levels = tuple(_yuan(spot, value[word], name, word) for word in groups)
    return Margin(name, groups, levels, YUAN)


def _yuan(spot: Spot, value: object, *keys: str) -> float:
    """A median income within the range of a community's."""
    if fault := card_fault(NUMBERS[MEDIAN], value):
        spot.fault(f"{'.'.join(keys)}: {fault}", *keys)
        return 1.0
    return float(value)  # type: ignore[arg-type]


def _check_medians(spot: Spot, value: Mapping[str, object]) -> None:
    """The median of all lies between those of its parts."""
    parts, whole = value.get(MEDIANS), value.get(MEDIAN)
    if parts is not None and "tenure" not in value:
        spot.fault(f"{MEDIANS} needs the margin tenure beside it.", MEDIANS)
    if not isinstance(parts, Mapping) or not is_number(whole):
        return
    levels = [level for level in parts.values() if is_number(level)]
    if set(parts) == set(TENURES) and not min(levels) <= whole <= max(levels):
        spot.fault(
            f"{MEDIAN} = {whole:g} contradicts {MEDIANS}: the median of all lies between "
            f"the lowest ({min(levels):g}) and the highest ({max(levels):g}).",
            MEDIAN,
        )


def needed_columns(margins: tuple[Margin, ...]) -> set[str]:
    """Columns that people must have for the margins to be counted."""
    of = {"household_size": "household", MEDIAN: "income", MEDIANS: "income"}
    return {of.get(margin.name, margin.name) for margin in margins}


def starting_profile(margins: tuple[Margin, ...]) -> dict[str, object]:
    """Keys of a community that bring drawn people near the margins from the start."""
    near: dict[str, object] = {}
    keys: dict[str, tuple[str, Callable[[tuple[float, ...]], object]]] = {
        "age": ("age_shares", lambda values: values),
        "tenure": ("tenure_shares", lambda values: values),
        "education": ("tertiary_share", lambda values: values[-1]),
        "party": ("party_share", lambda values: values[0]),
        "state_sector": ("state_sector_share", lambda values: values[0]),
        MEDIAN: ("income_median", lambda values: values[0]),
    }
    for margin in margins:
        if margin.name in keys:
            key, read = keys[margin.name]
            near[key] = read(margin.values)
    return near
