"""Does every lever move what its card says it moves, and does its cost show?

Each lever is set to its low and to its high end in one preset after another, on the same
worlds with the same luck. The worlds are of two sets. On the first the clearest movement of
an outcome named on the lever's card is sought over presets and outcomes; on the second,
fresh set that one movement is tested, once, in the direction seen. So nothing has to be
paid for having looked in many places, and only the levers are many (Holm). How many worlds
the test takes follows from the first set too: few where all was clear there, else many.
Communities are small; where nothing is even fairly clear in them, those of about the usual
size are looked at as well (few people can be asked to stand in a small place).

A movement counts if it is at least 0.2 standard deviations and at least 1 % of the
outcome's own level. The standard deviation is across residents for what is measured on
residents, else across communities and worlds, both at the low end. The second condition
matters where communities hardly differ: there a standard deviation is no measure, and one
below 1e-9 counts as none (the effect in standard deviations is then null). Outcomes that
are null at one end (no complaint, no money decided) are compared in the other worlds only.

Cards and presets were chosen on the worlds of rng 1; the table's default is another.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from govsim.policy import LEVERS
from govsim.state import World
from govsim.studies.jobs import spread
from govsim.studies.movements import (
    Movement,
    clearness,
    direction,
    ends,
    movement,
    p_of_at_least,
    small,
    worlds_of,
)
from govsim.studies.statistics import holm

PRESETS = (
    "self-governing",
    "co-governance",
    "administration-led",
    "baseline",
    "led-with-autonomy",
    "chengdu",
    "ningbo",
    "england-parish",
    "money-follows-tasks",
)
FAIR = 1e-3
"""Where no movement is as clear as this in small communities larger ones are looked at."""
CLEAR = 1e-6
"""Once a movement is as clear as this no further preset is tried, and few worlds test it."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One lever to be tried, where, and on which worlds."""

    lever: str
    explored: int
    tested: tuple[int, int]
    adults: tuple[int, ...]
    months: int
    rng: int
    presets: tuple[str, ...]


def lever_effect(trial: Trial) -> dict[str, object]:
    """A lever's clearest movement on some worlds, tested on others."""
    adults, best, shown = _clearest(trial)
    number = trial.tested[clearness(best)[0] >= CLEAR]
    fresh = _worlds(trial, adults)[trial.explored : trial.explored + number]
    found = ends(trial.lever, best.preset, small(adults), fresh, trial.months)
    again = movement(found, best.preset, best.outcome)
    return {
        "lever": trial.lever,
        "preset": best.preset,
        "outcome": best.outcome,
        "change": float(again.change.mean()) if again.change.size else np.nan,
        "effect": again.size if again.change.size else np.nan,
        "p": p_of_at_least(direction(best.change) * again.change, again.least),
        "adults": adults,
        "worlds": number,
        "ledger": LEVERS[trial.lever].ledger,
        "cost_shows": shown,
    }


def _worlds(trial: Trial, adults: int) -> tuple[World, ...]:
    """All worlds of a trial in communities of so many adults."""
    return worlds_of(trial.explored + trial.tested[1], adults, trial.rng)


def _clearest(trial: Trial) -> tuple[int, Movement, bool]:
    """Where and what moved most clearly: adults, movement; and whether the cost showed."""
    seen: list[tuple[int, Movement]] = []
    shown = False
    for adults in trial.adults:
        for preset in trial.presets:
            moved, shows = _look(trial, adults, preset)
            shown, seen = shown or shows, [*seen, *((adults, one) for one in moved)]
            if shown and min(clearness(one)[0] for _, one in seen) < CLEAR:
                break
        if shown and min(clearness(one)[0] for _, one in seen) < FAIR:
            break
    adults, best = min(seen, key=lambda pair: clearness(pair[1]))
    return adults, best, shown


def _look(trial: Trial, adults: int, preset: str) -> tuple[list[Movement], bool]:
    """How the outcomes on a lever's card moved in one preset, and whether the cost did."""
    card, explored = LEVERS[trial.lever], _worlds(trial, adults)[: trial.explored]
    found = ends(trial.lever, preset, small(adults), explored, trial.months)
    moved = [movement(found, preset, name) for name in card.moves]
    return moved, _moved(found.entries, card.ledger)


def _moved(entries: tuple[dict[str, float], dict[str, float]], entry: str) -> bool:
    """Whether a purpose of money or use of hours differs between both ends."""
    low, high = (side.get(entry, 0.0) for side in entries)
    return abs(high - low) > 1e-6 * max(abs(high), abs(low), 1.0)


def lever_effects(
    levers: Sequence[str] | None = None,
    *,
    explored: int = 8,
    tested: tuple[int, int] = (8, 32),
    adults: Sequence[int] = (300, 1200),
    months: int = 48,
    rng: int = 7,
    presets: Sequence[str] = PRESETS,
    workers: int = 1,
) -> pd.DataFrame:
    """Every lever's clearest movement, with Holm's correction over the levers.

    Parameters
    ----------
    explored : worlds on which the movement is sought
    tested : worlds on which it is tested, where it was clear and where it was not
    adults : adults in a community, the second only where the first shows nothing clear
    presets : set-ups tried, in this order
    workers : processes; the numbers are the same with any number of them

    Returns
    -------
    lever, preset, outcome, change, effect [SD], p, adults (in a community), worlds (of the
    test), ledger (entry where the cost shows), cost_shows, p_holm, passes
    """
    names = list(levers or LEVERS)
    trials = [
        Trial(name, explored, tested, tuple(adults), months, rng, tuple(presets))
        for name in names
    ]
    made = {trial.lever: row for trial, row in spread(lever_effect, trials, workers)}
    table = pd.DataFrame([made[name] for name in names])
    table["p_holm"] = holm(table["p"].to_numpy(dtype=np.float64))
    table["passes"] = table["p_holm"] < 0.05
    return table
