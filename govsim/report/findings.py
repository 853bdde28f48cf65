"""What was found between two set-ups, in sentences that claim no more than intervals show."""

from typing import Any

import pandas as pd

from govsim.outcomes import OUTCOMES
from govsim.report.words import WORDS
from govsim.studies.statistics import is_small
from govsim.wording import bounded

NOT_FOUND = "no difference found"


def size_mark(row: Any, lang: str) -> str:
    """The word for a small difference, where one was found below the yardstick."""
    found = row.verdict != NOT_FOUND
    small = found and is_small(row.difference, row.spread, row.mean_a)
    return WORDS[lang]["small"] if small else ""


def finding_words(row: Any, names: dict[str, str], lang: str) -> str:
    """The verdict in words, and whether the difference is small."""
    return WORDS[lang][row.verdict].format(**names) + size_mark(row, lang)


def short_words(rows: pd.DataFrame, names: dict[str, str], lang: str) -> str:
    """What was found on the headline outcomes, in a few sentences.

    `rows` as `PairedRuns.table(details=True)` gives them, for one pair of scenarios.
    """
    say = WORDS[lang]
    marked = {r.outcome: size_mark(r, lang) for r in rows.itertuples()}

    def items(kind: str) -> list[str]:
        return [
            f"{OUTCOMES[row.outcome].label(lang)} "
            f"({bounded(row.difference, lang=lang)}{marked[row.outcome]})"
            for row in rows[rows["verdict"] == kind].itertuples()
        ]

    better, worse = items("b better"), items("b worse")
    none = items(NOT_FOUND)
    total, sep = len(rows), say["sep"]
    if not better and not worse:
        return say["none_all"]
    text = []
    if better:
        text.append(
            say["better"].format(
                **names, count=len(better), total=total, items=sep.join(better)
            )
        )
    if worse:
        key = "worse" if better else "worse_only"
        text.append(
            say[key].format(
                **names, count=len(worse), total=total, items=sep.join(worse)
            )
        )
    if none:
        text.append(say["none"].format(count=len(none), items=sep.join(none)))
    text += [say["small_note"].format(**names)] if any(marked.values()) else []
    return " ".join([*text, *_leaning(rows, names, say, lang)])


def _leaning(
    rows: pd.DataFrame, names: dict[str, str], say: dict[str, str], lang: str
) -> list[str]:
    """Where no difference was found but one side leads in nine draws of ten."""
    open_ = rows[rows["verdict"] == NOT_FOUND]

    def items(part: pd.DataFrame) -> str:
        return say["sep"].join(OUTCOMES[name].label(lang) for name in part["outcome"])

    up, down = (
        items(open_[open_["p_superior"] >= 0.9]),
        items(open_[open_["p_superior"] <= 0.1]),
    )
    stop = "。" if lang == "zh" else "."
    if up:
        tail = say["leans_and"].format(**names, down=down) if down else ""
        return [say["leans"].format(**names, up=up) + tail + stop]
    return [say["leans_down"].format(**names, down=down) + stop] if down else []
