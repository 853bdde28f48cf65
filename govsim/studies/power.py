"""How many worlds does it take to find a difference of a given size?

The two-sided t-test of a mean paired difference (Cohen 1988, Statistical Power Analysis,
ch. 2), with the spread of paired differences in the main comparison, administration-led
against self-governing in 30 worlds of 4 × 1,500 adults (`tools/make_spreads.py`). Another
pair of set-ups may vary more or less; a place of other size varies by chance as the root
of 6,000 over its adults.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import sqrt

import pandas as pd
from scipy import stats

from govsim.outcomes import OUTCOMES
from govsim.scenarios import Scenario

LEVEL = 0.05
POWER = 0.8
MOST = 1_000_000
ADULTS = 6_000
"""Adults of the place in which the shipped spreads were measured."""


@cache
def spreads() -> pd.DataFrame:
    """Standard deviations of paired differences by outcome, columns seeds, assumptions."""
    path = files("govsim").joinpath("studies/spreads.csv")
    with path.open(encoding="utf8") as file:
        return pd.read_csv(file, index_col="outcome")


def power(effect: float, spread: float, pairs: int) -> float:
    """Probability that so many pairs find a mean difference of this size (0–1).

    Parameters
    ----------
    effect : mean paired difference, in the outcome's unit
    spread : standard deviation of a pair's difference, in the same unit
    pairs : number of pairs, at least 2
    """
    if spread == 0.0:
        return 1.0
    freedom = pairs - 1
    beyond = float(stats.t.ppf(1.0 - LEVEL / 2.0, freedom))
    shift = abs(effect) / spread * sqrt(pairs)
    found = stats.nct.sf(beyond, freedom, shift) + stats.nct.cdf(
        -beyond, freedom, shift
    )
    return float(found)


def pairs_needed(effect: float, spread: float, wanted: float = POWER) -> int:
    """Fewest pairs, from 2 on, that find the difference with the probability wanted."""
    low, high = 2, 2
    while power(effect, spread, high) < wanted:
        low, high = high, 2 * high
        if high > MOST:
            return MOST
    while low < high:
        middle = (low + high) // 2
        if power(effect, spread, middle) < wanted:
            low = middle + 1
        else:
            high = middle
    return high


@dataclass(frozen=True, slots=True)
class Needed:
    """Pairs it takes to find an effect, and how surely the pairs meant find it."""

    seeds: int  # under one set of assumptions
    assumptions: int  # on the average of plausible sets
    power: float  # of the pairs meant, on the average of plausible sets
    apart: float  # standard deviation between sets, which no number of pairs removes


def needed(outcome: str, effect: float, pairs: int, adults: int) -> Needed:
    """What finding the effect takes in a place of so many adults.

    Raises
    ------
    KeyError
        If nothing is known of the outcome's spread.
    """
    row = spreads().loc[outcome]
    chance = float(row["seeds"]) ** 2 * ADULTS / adults
    apart = max(float(row["assumptions"]) ** 2 - float(row["seeds"]) ** 2, 0.0)
    whole = sqrt(chance + apart)
    return Needed(
        pairs_needed(effect, sqrt(chance)),
        pairs_needed(effect, whole),
        power(effect, whole, pairs),
        sqrt(apart),
    )


WORDS = {
    "en": {
        "takes": "To find {effect} in “{label}” with probability 0.8 takes {seeds:,} pairs at "
        "the default assumptions, {assumptions:,} on the average of plausible ones.",
        "few": "{pairs:,} pairs are too few for that: they find it with probability "
        "{power:.2f}.",
        "enough": "{pairs:,} pairs are enough: they find it with probability {power:.2f}.",
        "apart": "Between plausible assumptions the difference itself varies by {apart:.3g} "
        "(standard deviation): no number of pairs removes that.",
        "source": "Spreads are those of administration-led against self-governing; another "
        "pair of set-ups may vary more or less.",
        "unknown": "How many pairs {outcome} takes is not known: its spread has not been "
        "measured.",
    },
    "zh": {
        "takes": "要以 0.8 的概率发现“{label}”上 {effect} 的差异,默认假设下需要 {seeds:,} 对,"
        "就合理假设的平均而言需要 {assumptions:,} 对。",
        "few": "{pairs:,} 对太少:发现它的概率为 {power:.2f}。",
        "enough": "{pairs:,} 对足够:发现它的概率为 {power:.2f}。",
        "apart": "不同合理假设之间,差异本身的标准差为 {apart:.3g}:增加对数也不能消除。",
        "source": "离散程度取自行政主导与自治的比较;其他方案之间可能更大或更小。",
        "unknown": "{outcome} 需要多少对未知:它的离散程度尚未测量。",
    },
}


def ask_words(plan: Scenario, lang: str = "en") -> list[str]:
    """How many pairs the question of a scenario takes, in sentences; [] if it asks none."""
    ask, say = plan.ask, WORDS[lang]
    if ask is None:
        return []
    known = spreads().dropna().index
    if ask.outcome not in known:
        return [say["unknown"].format(outcome=ask.outcome)]
    found = needed(ask.outcome, ask.effect, ask.pairs, plan.adults)
    numbers = {
        "effect": f"{ask.effect:g}",
        "label": OUTCOMES[ask.outcome].label(lang),
        "seeds": found.seeds,
        "assumptions": found.assumptions,
        "pairs": ask.pairs,
        "power": found.power,
        "apart": found.apart,
    }
    verdict = "few" if found.power < POWER else "enough"
    keys = ["takes", verdict, *(["apart"] if found.apart > 0 else []), "source"]
    return [say[key].format(**numbers) for key in keys]
