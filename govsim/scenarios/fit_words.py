"""How well do chosen people meet the margins they were chosen for, in words?"""

from unicodedata import east_asian_width

from govsim.scenarios.margins import CHINESE as MARGINS_ZH
from govsim.scenarios.margins import SINGLE
from govsim.scenarios.records import FitRow
from govsim.scenarios.scenario import Scenario
from govsim.vocabulary import CHINESE

WIDTH = 34
"""Of the first column; a Chinese sign takes two places."""

GROUPS_ZH = {
    "all": "全体",
    "primary": "小学及以下",
    "junior": "初中",
    "senior": "高中",
    "college": "大专及以上",
    "1": "1 人户",
    "2": "2 人户",
    "3": "3 人户",
    "4+": "4 人及以上户",
}


def fit_lines(plan: Scenario, lang: str = "en") -> list[str]:
    """A table for each fitted community: target, got, absolute deviation."""
    lines: list[str] = []
    for place, (profile, fit) in enumerate(zip(plan.profiles, plan.fits, strict=True)):
        if not fit:
            continue
        head = (
            f"社区 {place}({profile.name})的边际分布:目标、实得、绝对偏差"
            if lang == "zh"
            else f"Margins of community {place} ({profile.name}): target, got, off by"
        )
        lines += [head, *(f"  {_row(row, lang)}" for row in fit)]
    return lines


def _row(row: FitRow, lang: str) -> str:
    """One line of the table."""
    places = 0 if row.unit == "yuan" else 4
    numbers = (f"{x:12,.{places}f}" for x in (row.wanted, row.got, row.deviation))
    unit = (" 元" if lang == "zh" else " yuan") if row.unit == "yuan" else ""
    name = label(row, lang)
    gap = " " * (WIDTH - sum(1 + (east_asian_width(sign) in "WF") for sign in name))
    return f"{name}{gap}{''.join(numbers)}{unit}"


def label(row: FitRow, lang: str) -> str:
    """The margin and its group."""
    if row.margin in SINGLE:
        return MARGINS_ZH[row.margin] if lang == "zh" else row.margin
    if lang == "zh":
        group = GROUPS_ZH.get(row.group, CHINESE.get(row.group, row.group))
        return f"{MARGINS_ZH[row.margin]} {group}"
    return f"{row.margin.replace('_', ' ')} {row.group}"


def fit_sentence(plan: Scenario, lang: str = "en") -> str:
    """How far margins are missed at most, for a summary; "" if nothing was fitted."""
    rows = [row for fit in plan.fits for row in fit]
    if not rows:
        return ""
    chinese = lang == "zh"
    told = []
    for unit, places in (("share", 4), ("yuan", 0)):
        of_kind = [row for row in rows if row.unit == unit]
        if of_kind:
            worst = max(of_kind, key=lambda row: row.deviation)
            size = f"{worst.deviation:,.{places}f}"
            size += (" 元" if chinese else " yuan") if unit == "yuan" else ""
            about = label(worst, lang)
            told.append(f"{size}({about})" if chinese else f"{size} ({about})")
    if chinese:
        return f"居民按 {len(rows)} 项边际分布选取,最大偏差:{'、'.join(told)}。"
    return (
        f"People were chosen to meet {len(rows)} margins, which they miss by at most "
        f"{' and '.join(told)}."
    )


def fit_table(plan: Scenario) -> list[dict[str, object]]:
    """Rows for a manifest: community, margin, group, unit, wanted, got, deviation."""
    return [
        {
            "community": profile.name,
            "margin": row.margin,
            "group": row.group,
            "unit": row.unit,
            "wanted": row.wanted,
            "got": row.got,
            "deviation": row.deviation,
        }
        for profile, fit in zip(plan.profiles, plan.fits, strict=True)
        for row in fit
    ]
