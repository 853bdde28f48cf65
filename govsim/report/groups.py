"""Who gains and who loses, in lines of a page."""

from typing import TYPE_CHECKING

import pandas as pd

from govsim.outcomes import OUTCOMES
from govsim.report.words import signed
from govsim.vocabulary import CHINESE

if TYPE_CHECKING:
    from govsim.studies.comparing import Comparison

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
        return CHINESE.get(word, word + "岁" if word[0].isdigit() else word)
    return plain.get(word, f"aged {word}" if word[0].isdigit() else word)


def who_rows(
    result: "Comparison",
    a: str,
    b: str,
    names: dict[str, str],
    say: dict[str, str],
    lang: str,
) -> list[str]:
    """Groups whose difference holds, and where groups fare unlike each other."""
    table = result.group_table(WHO_OUTCOMES)
    table = table[(table["scenario_a"] == a) & (table["scenario_b"] == b)]
    table = table[table["by"] != "origin"]
    made = [
        line
        for outcome, part in table.groupby("outcome", sort=False)
        if (line := _who_line(str(outcome), part, say, lang))
    ]
    made = [say["who_intro"].format(**names), "", *made] if made else [say["who_none"]]
    unlike = []
    for (outcome, _), part in table.groupby(["outcome", "by"], sort=False):
        top, low = (
            part.loc[part["difference"].idxmax()],
            part.loc[part["difference"].idxmin()],
        )
        if top["difference"] > 0 > low["difference"] and (
            top["difference"] - low["difference"] > 0.01
        ):
            unlike.append(
                f"{OUTCOMES[str(outcome)].label(lang)}: {_group(top, lang)}, "
                f"{_group(low, lang)}"
            )
    if unlike:
        made += ["", say["who_spread"].format(items="; ".join(unlike))]
    return made


def _group(row: "pd.Series[object]", lang: str) -> str:
    return f"{group_word(str(row['group']), lang)} ({signed(float(row['difference']))})"


def _who_line(outcome: str, part: pd.DataFrame, say: dict[str, str], lang: str) -> str:
    """Which groups gain or lose on one outcome, in one line; empty if none for sure."""
    label = OUTCOMES[outcome].label(lang)
    up, down = part[part["low"] > 0], part[part["high"] < 0]
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
