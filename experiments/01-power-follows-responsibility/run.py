"""Duty, money and power in all eight combinations: the runs behind this folder's README."""

import sys
from argparse import Namespace
from itertools import combinations
from math import comb
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import common

FACTORS = ("duty", "money", "power")
MOVED = [on for size in range(4) for on in combinations(FACTORS, size)]
CELLS = {on: "+".join(on) or "nothing" for on in MOVED}
OUTCOMES = ["participation_rate", "service_quality", "need_match", "overload"]
MORE = ["unspent_share", "mandate_compliance_true", "trust_committee"]


def shapley(factor: str) -> dict[str, float]:
    """Weights of a factor's part in all that the three bring (eq. 90.5)."""
    made = {}
    for on, cell in CELLS.items():
        others = len(set(on) - {factor})
        made[cell] = (1 if factor in on else -1) / (3 * comb(2, others))
    return made


def interaction(*factors: str) -> dict[str, float]:
    """Weights of what the factors bring beyond the sum of fewer, the others averaged."""
    share = 2.0 ** (len(factors) - 3)
    return {c: share * (-1) ** len(set(factors) - set(on)) for on, c in CELLS.items()}


def study(options: Namespace) -> str:
    runs = common.conduct(options, again=12, months=24)
    values = runs.frame()
    parts = {f"{factor}'s share": shapley(factor) for factor in FACTORS}
    parts["the three together"] = {"duty+money+power": 1.0, "nothing": -1.0}
    together = {"duty × money": interaction("duty", "money"),
                "duty × power": interaction("duty", "power"),
                "money × power": interaction("money", "power"),
                "all three": interaction(*FACTORS)}  # fmt: skip
    alone = {f"{f} alone": {f: 1.0, "nothing": -1.0} for f in FACTORS}
    rest = {f"three against {f}": {"duty+money+power": 1.0, f: -1.0} for f in FACTORS}
    text = common.findings(options, runs, values)
    text += [
        "**What each brings on average over all orders of moving (shares add up).**"
    ]
    text += [common.shown(values, OUTCOMES + MORE, parts, "part")]
    text += ["**What goes beyond the sum (interactions; 0 if parts simply add up).**"]
    text += [common.shown(values, OUTCOMES, together, "interaction")]
    text += ["**Single ones, and what the bundle has over each.**"]
    text += [common.shown(values, OUTCOMES[:2], alone | rest, "comparison")]
    return "\n\n".join(text)


if __name__ == "__main__":
    common.main(__file__, __doc__, study)
