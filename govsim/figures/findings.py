"""What does a chart of differences say in words: findings, axis, bars, colours?"""

from typing import Any

import numpy as np
import pandas as pd

from govsim.figures.words import direction, words
from govsim.outcomes import HEADLINE

KINDS = ("better", "worse", "differs", "none")


def judged(row: Any) -> str:
    """`better` or `worse` under the second set-up, `differs`, or `none` found."""
    given = getattr(row, "verdict", None)
    if given == "no difference found":
        return "none"
    if given is None and not (row.low_wide > 0 or row.high_wide < 0):
        return "none"
    if direction(row.outcome) == 0:
        return "differs"
    return "better" if sign_of(row) * row.difference > 0 else "worse"


def sign_of(row: Any) -> float:
    """−1 where less is better for residents, else +1."""
    return -1.0 if row.better == "lower" else 1.0


def finding(found: list[str], a: str, b: str, lang: str) -> str:
    """The title: what was found, in numbers of outcomes."""
    counts = {kind: found.count(kind) for kind in KINDS}
    english = [
        f"{counts['better']} better" if counts["better"] else "",
        f"{counts['worse']} worse" if counts["worse"] else "",
        f"{counts['differs']} different" if counts["differs"] else "",
        f"{counts['none']} without a difference found" if counts["none"] else "",
    ]
    chinese = [
        f"{counts['better']} 项更好" if counts["better"] else "",
        f"{counts['worse']} 项更差" if counts["worse"] else "",
        f"{counts['differs']} 项不同" if counts["differs"] else "",
        f"{counts['none']} 项未发现差异" if counts["none"] else "",
    ]
    return words(
        lang,
        f"{b} against {a}: " + ", ".join(filter(None, english)),
        f"{b}与{a}相比：" + "，".join(filter(None, chinese)),
    )


def note(part: pd.DataFrame, common: bool, b: str, lang: str) -> str:
    """What the axis, the bars and the colours mean."""
    pairs = int(part["pairs"].max()) if len(part) else 0
    one = np.allclose(
        part[["low", "high"]], part[["low_wide", "high_wide"]], equal_nan=True
    )
    axis = words(
        lang,
        "difference in standard deviations between runs; right is better for residents"
        if common
        else "difference, each row on its own scale; right is better for residents",
        "差异（以各次运行之间的标准差为单位），向右为对居民更好"
        if common
        else "差异（各行比例不同），向右为对居民更好",
    )
    bars = words(
        lang,
        "bars: 95 % interval, seeds only"
        if one
        else "thick bar: 95 % interval of the mean, seeds only; thin bar: 95 %, seeds "
        "and assumptions",
        "横线：95 % 区间（仅随机种子）"
        if one
        else "粗线：均值的 95 % 区间（仅随机种子）；细线：95 %（种子与假设）",
    )
    kinds = words(
        lang,
        f"blue: better under {b}, orange: worse, hollow grey: no difference found",
        f"蓝：{b}更好；橙：更差；空心灰：未发现差异",
    )
    count = words(lang, f"{pairs} pairs of runs", f"{pairs} 对运行")
    if part["outcome"].isin(HEADLINE).all() and len(part) == len(HEADLINE):
        count = words(
            lang, f"the ten headline outcomes, {count}", f"十项主要结果，{count}"
        )
    return (
        f"{axis}\n{count}; {bars}\n{kinds}"
        if lang == "en"
        else (f"{axis}\n{count}；{bars}\n{kinds}")
    )
