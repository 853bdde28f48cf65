"""Who gains and who loses, in lines of a page."""

from typing import Any

import pandas as pd

from govsim.outcomes import OUTCOMES
from govsim.report.findings import NOT_FOUND
from govsim.report.words import WORDS
from govsim.studies.statistics import is_small
from govsim.vocabulary import CHINESE
from govsim.wording import bounded

WHO_OUTCOMES = (
    "participation_rate",
    "trust_committee",
    "satisfaction",
    "service_quality",
)


def group_word(word: str, lang: str) -> str:
    """A group's name in a language."""
    plain = {
        "low": "lowest income third",
        "middle": "middle income third",
        "high": "highest income third",
        "owner": "owners",
        "renter": "local renters",
        "migrant": "migrants",
        "local": "locals",
        "member": "Party members",
        "other": "not Party members",
    }
    if lang == "zh":
        band = f"{word.rstrip('+')}岁" + "以上" * word.endswith("+")
        return CHINESE.get(word, band if word[0].isdigit() else word)
    return plain.get(word, f"aged {word}" if word[0].isdigit() else word)


def who_rows(table: pd.DataFrame, names: dict[str, str], lang: str) -> list[str]:
    """Groups whose difference holds, and where groups fare unlike each other.

    Parameters
    ----------
    table : `PairedRuns.group_differences` of one pair of scenarios; a group counts where
        its verdict says that a difference was found
    names : titles of both scenarios, as `a` and `b`
    """
    say = WORDS[lang]
    table = table[table["by"] != "origin"]  # its migrants are tenure's
    made = [
        line
        for outcome, part in table.groupby("outcome", sort=False)
        if (line := _who_line(str(outcome), part, lang))
    ]
    made = [say["who_intro"].format(**names), "", *made] if made else [say["who_none"]]
    unlike = []
    for (outcome, _), part in table.groupby(["outcome", "by"], sort=False):
        held = part[part["verdict"] != NOT_FOUND]
        up, down = held[held["difference"] > 0], held[held["difference"] < 0]
        if len(up) and len(down):
            top = _group(up.loc[up["difference"].idxmax()], lang)
            low = _group(down.loc[down["difference"].idxmin()], lang)
            label = OUTCOMES[str(outcome)].label(lang)
            unlike.append(f"{label}: {top}, {low}")
    if unlike:
        made += ["", say["who_spread"].format(items="; ".join(unlike))]
    return made


def _group(row: Any, lang: str) -> str:
    """A group with its difference, marked where that is small."""
    mark = ""
    if is_small(row["difference"], row["spread"], row["mean_a"]):
        mark = WORDS[lang]["small"]
    size = bounded(float(row["difference"]), lang=lang)
    return f"{group_word(str(row['group']), lang)} ({size}{mark})"


def _who_line(outcome: str, part: pd.DataFrame, lang: str) -> str:
    """Which groups gain or lose on one outcome, in one line; empty if none for sure."""
    say, label = WORDS[lang], OUTCOMES[outcome].label(lang)
    up, down = part[part["verdict"] == "b better"], part[part["verdict"] == "b worse"]
    for verb, held in (("gain", up), ("lose", down)):
        if len(held) == len(part):
            ranked = held.sort_values("difference", key=abs)
            return say["who_all"].format(
                outcome=label,
                verb=say[verb],
                most=_group(ranked.iloc[-1], lang),
                least=_group(ranked.iloc[0], lang),
            )
    lines = [
        say["who_some"].format(
            outcome=label,
            verb=say[f"{verb}_some"],
            items=say["sep"].join(_group(row, lang) for _, row in held.iterrows()),
        )
        for verb, held in (("gain", up), ("lose", down))
        if len(held)
    ]
    return "\n".join(lines)
