"""How strongly may a difference be told? Never more strongly than its wider interval."""

from typing import Any

import pandas as pd

from govsim.figures.words import direction
from govsim.report.findings import NOT_FOUND
from govsim.report.handover.words import WORDS
from govsim.studies.comparison_table import judged
from govsim.studies.statistics import is_small, yardstick

NEEDED = ("scenario_a", "scenario_b", "outcome", "group", "mean_a", "mean_b",
          "difference", "low", "high", "low_wide", "high_wide", "p_superior", "pairs",
          "p_value", "spread")  # fmt: skip


def read(table: pd.DataFrame | None, outcomes: list[str]) -> pd.DataFrame | None:
    """Differences of a folder with findings made anew from their intervals.

    What a file says of its own findings is not taken over. None if columns are missing.
    """
    if table is None or not set(NEEDED) <= set(table.columns):
        return None
    known = table[table["outcome"].isin(outcomes)].copy()
    return judged(known) if len(known) else None


def strength(row: Any) -> str:
    """`found`, `small` (found, below the yardstick), `seeds`, `alike` or `null`.

    `seeds`: the average is off 0 but one more plausible set of assumptions may turn it;
    `alike`: not found, and the wider interval lies within the yardstick on either side.
    """
    if row.verdict != NOT_FOUND:
        return "small" if is_small(row.difference, row.spread, row.mean_a) else "found"
    limit = yardstick(row.spread, row.mean_a)
    if -limit < row.low_wide and row.high_wide < limit:
        return "alike"
    inside = row.low_wide <= 0.0 <= row.high_wide
    return "seeds" if inside and (row.low > 0.0 or row.high < 0.0) else "null"


def finding(row: Any, lang: str) -> str:
    """What is said of one row of a table."""
    say, how = WORDS[lang], strength(row)
    if how in ("seeds", "alike", "null"):
        return say[f"f_{how}"]
    if direction(row.outcome) == 0:
        word = "more" if row.difference > 0 else "less"
    else:
        word = "better" if row.verdict == "b better" else "worse"
    found = say[f"f_{word}"]
    return say["f_small"].format(found=found) if how == "small" else f"**{found}**"
