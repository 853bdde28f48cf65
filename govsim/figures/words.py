"""What are things called on charts, in both languages?"""

import textwrap

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
