"""What are things called on charts, in both languages?"""

import textwrap

import numpy as np

from govsim.errors import UnknownName, unknown
from govsim.outcomes import HEADLINE, OUTCOMES, Outcome
from govsim.vocabulary import CHINESE

ACCOUNTS = {
    "treasury": ("treasury", "财政"),
    "households": ("households", "居民家庭"),
    "businesses": ("firms and shops", "企业商户"),
    "street": ("street office", "街道"),
    "committee": ("committee", "居委会"),
    "fund": ("residents' fund", "居民议事资金"),
    "purchase": ("service purchase", "购买服务"),
    "ngo": ("NGOs", "社会组织"),
    "property_firm": ("property firm", "物业公司"),
    "chest": ("mutual-help chest", "互助金"),
    "department_offices": ("departments' offices", "部门机关"),
    "workers": ("wages", "工资"),
    "suppliers": ("services and upkeep", "服务与维护"),
    "rewards": ("rewards to residents", "居民奖励"),
    "profits": ("firms' profit", "企业利润"),
    "returned": ("not used, returned", "未用收回"),
    "diverted": ("diverted", "侵占浪费"),
}
"""Accounts of the ledger, and what goes back to residents and to the treasury."""

USES = {
    "upward": "tasks from above",
    "service": "services to residents",
    "organising": "organising residents",
    "overhead": "own running",
    "idle": "idle",
}
GROUPS = {
    "owner": "owners",
    "renter": "local renters",
    "migrant": "migrants",
    "low": "lowest third",
    "middle": "middle third",
    "high": "highest third",
    "local": "locals",
    "member": "Party members",
    "other": "not members",
}
GROUPINGS = {
    "age": "age",
    "tenure": "housing",
    "income": "income",
    "origin": "origin",
    "party": "Party",
}
UNITS = {
    "share of adults a month": "每月成年人占比",
    "share of adults": "成年人占比",
    "share of owners": "业主占比",
    "share": "占比",
    "share a year": "年占比",
    "ratio": "比值",
    "0–1": "0–1",
    "−1 to 1": "−1 至 1",
    "Gini 0–1": "基尼系数 0–1",
    "months": "月",
    "yuan": "元",
    "yuan a month": "元/月",
    "yuan a year": "元/年",
    "yuan per adult and month": "元/成年人·月",
    "yuan per adult and year": "元/成年人·年",
    "hours per adult": "小时/成年人",
    "hours per adult and month": "小时/成年人·月",
    "hours per adult and year": "小时/成年人·年",
    "projects a month": "个/月",
    "projects a year": "个/年",
    "organisations": "个",
    "per 1000 adults and month": "每千名成年人每月",
}


def words(lang: str, english: str, chinese: str) -> str:
    """One of two texts."""
    return chinese if lang == "zh" else english


def wrapped(text: str, width: int) -> str:
    """Text in lines of at most `width` Latin letters; Chinese characters take two."""
    chinese = any(character >= "\u2e80" for character in text)
    return textwrap.fill(text, width // 2 if chinese else width)


def legend_columns(labels: list[str], width: int) -> int:
    """How many legend entries fit side by side in `width` Latin letters."""
    longest = max((len(label.encode("gbk", "replace")) for label in labels), default=1)
    return max(1, min(len(labels), width // (longest + 8)))


def outcome_card(outcome: str) -> Outcome:
    """The outcome of this name.

    Raises
    ------
    UnknownName
        With the nearest name that exists.
    """
    if outcome not in OUTCOMES:
        raise UnknownName(unknown("outcome", outcome, OUTCOMES))
    return OUTCOMES[outcome]


def direction(outcome: str) -> int:
    """+1 if more is better for residents, −1 if less is, 0 if neither."""
    if outcome in HEADLINE:
        return 1 if HEADLINE[outcome] == "higher" else -1
    return {"better": 1, "worse": -1}.get(outcome_card(outcome).larger, 0)


def outcome_title(outcome: str, lang: str) -> str:
    """Name of an outcome as a heading; says so where less is better."""
    name = outcome_card(outcome).label(lang)
    less = words(lang, " (less is better)", "（越低越好）")
    return name[:1].upper() + name[1:] + (less if direction(outcome) < 0 else "")


def unit_word(unit: str, lang: str) -> str:
    """A unit in a language."""
    return UNITS.get(unit, unit) if lang == "zh" else unit


def account_word(account: str, lang: str) -> str:
    """A ledger account in a language."""
    english, chinese = ACCOUNTS[account]
    return words(lang, english, chinese)


def use_word(use: str, lang: str) -> str:
    """A use of hours in a language."""
    return words(lang, USES.get(use, use), CHINESE.get(use, use))


def group_word(group: str, lang: str) -> str:
    """A group of residents in a language; age bands get a dash and, in Chinese, 岁."""
    if group[:1].isdigit():
        band = group.replace("-", "–")
        return words(lang, band, band.replace("+", "") + "岁" + "以上" * ("+" in band))
    return words(lang, GROUPS.get(group, group), CHINESE.get(group, group))


def grouping_word(by: str, lang: str) -> str:
    """What groups are formed by, in a language."""
    return words(lang, GROUPINGS.get(by, by), CHINESE.get(by, by))


def decimals(scale: float) -> int:
    """Decimals that suit values of this size: no false precision."""
    size = abs(scale)
    if not np.isfinite(size) or size >= 100:
        return 0
    return 1 if size >= 10 else 2 if size >= 1 else 3


def number(value: float, scale: float | None = None) -> str:
    """A number as people read it; `scale` sets the decimals of a whole row."""
    if not np.isfinite(value):
        return "–"
    places = decimals(value if scale is None else scale)
    return f"{value:,.{places}f}".replace("-", "−")


def signed(value: float, scale: float | None = None) -> str:
    """A difference with its sign, with a real minus."""
    text = number(value, scale)
    if not text.strip("−0.,"):
        return text.lstrip("−")
    return "+" + text if value > 0 else text
