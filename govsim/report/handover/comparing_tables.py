"""Rows of a comparison's tables."""

from collections.abc import Iterator

import pandas as pd

from govsim.figures.words import group_word, grouping_word
from govsim.outcomes import OUTCOMES
from govsim.report.handover import judging
from govsim.report.handover.blocks import Table
from govsim.report.handover.words import WORDS
from govsim.report.summary import row_scale
from govsim.wording import interval, number, signed, unit_word

SHOWN = ("participation_rate", "trust_committee", "satisfaction", "service_quality")


def outcome_rows(
    rows: pd.DataFrame, lang: str, *, units: bool = True
) -> Iterator[list[str]]:
    """Each outcome: (unit,) both means, difference, both intervals, finding."""
    for row in rows.itertuples():
        card, scale = OUTCOMES[str(row.outcome)], row_scale(row)
        unit = f" ({unit_word(card.figure_unit, lang)})" if units else ""
        yield [
            card.label(lang) + unit,
            number(float(row.mean_a), scale),
            number(float(row.mean_b), scale),
            signed(float(row.difference), scale),
            interval(float(row.low), float(row.high), scale),
            interval(float(row.low_wide), float(row.high_wide), scale),
            judging.finding(row, lang),
        ]


def group_tables(table: pd.DataFrame, lang: str) -> Iterator[Table]:
    """A table for each outcome that matters most by group."""
    say = WORDS[lang]
    heads = [say["group"], say["difference"], say["wide"], say["finding"]]
    for outcome in SHOWN:
        part = table[table["outcome"] == outcome]
        rows = [
            [
                f"{grouping_word(str(row.by), lang)}: {group_word(str(row.group), lang)}",
                signed(float(row.difference), row_scale(row)),
                interval(float(row.low_wide), float(row.high_wide), row_scale(row)),
                judging.finding(row, lang),
            ]
            for row in part.itertuples()
        ]
        if rows:
            label = OUTCOMES[outcome].label(lang)
            yield Table(f"{label}. {say['groups_caption']}", heads, rows)
