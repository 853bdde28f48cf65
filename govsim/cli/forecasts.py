"""What will a verb's work take? By a pilot where there is one, else by rule of thumb."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from govsim.cli.waiting import Forecast

if TYPE_CHECKING:
    from govsim.scenarios import Scenario
    from govsim.studies.cells import Cost
    from govsim.studies.patterns.cards import Pattern
    from govsim.studies.sweeping.forecast import Forecast as SweepForecast

RUNS_A_ROW = 1.5
"""Runs of its own a row of a validation needs on average; rows share many."""

MICROSECONDS = 1.2  # a resident-month, with its share of set-up, on a slow machine
REALISTIC_ADULTS = 97_500
VALIDATION_MONTHS = 120
GROUP_ROWS, NUMBER_BYTES = 57, 4


def of_cost(cost: "Cost", lang: str, hint: str = "") -> Forecast:
    """Of cells measured by a pilot; `hint` says, where it is long, what takes less."""
    minutes = max(cost.minutes, 1 / 60)
    size = f"{60 * minutes:.0f} s" if minutes < 1 else f"{minutes:.0f} min"
    if lang == "zh":
        text = f"{cost.runs:,} 次运行,{cost.workers} 个进程,约 {size}。"
    else:
        s = "" if cost.workers == 1 else "es"
        text = f"{cost.runs:,} runs on {cost.workers} process{s}, about {size}."
    return Forecast(minutes, text + hint, text)


def of_sweep(forecast: "SweepForecast", lang: str) -> Forecast:
    """Of a sweep, or of a study that is one."""
    words = forecast.words(lang)
    return Forecast(forecast.minutes, words, words)


def of_comparison(
    plans: "Sequence[Scenario]", pairs: int, workers: int | None
) -> Forecast:
    """Of pairs of worlds under each plan."""
    from govsim.opening import FAST_MONTHS, OWN_PACE_MONTHS
    from govsim.studies.jobs import available_cores

    adults = sum(profile.adults for profile in plans[0].profiles)
    jobs = pairs + max(4, pairs // 5)
    months = jobs * (FAST_MONTHS + OWN_PACE_MONTHS + len(plans) * plans[0].months)
    cores = min(workers or available_cores(), jobs)
    minutes = _minutes(adults * months / cores)
    places = len(plans[0].profiles) + 1
    kept = pairs * len(plans) * plans[0].months * places * GROUP_ROWS * NUMBER_BYTES
    return Forecast(
        minutes,
        f"{jobs * len(plans)} runs, about {minutes:.0f} minutes, "
        f"about {kept / 1e6:.0f} MB.",
    )


def of_validation(patterns: "list[Pattern]", workers: int | None) -> Forecast | None:
    """Of a full validation at least; none if no row wants realistic worlds.

    Rows that straddle take more, nobody knows how much, so it is long by definition.
    """
    from govsim.opening import FAST_MONTHS, OWN_PACE_MONTHS
    from govsim.studies.jobs import available_cores

    rows = [p for p in patterns if p.world in ("realistic", "one of each")]
    if not rows:
        return None
    worlds = max(p.replicates for p in rows)
    runs = round(len(rows) * RUNS_A_ROW)
    months = FAST_MONTHS + OWN_PACE_MONTHS + VALIDATION_MONTHS * runs
    cores = min(workers or available_cores(), worlds)
    minutes = _minutes(REALISTIC_ADULTS * worlds * months / cores)
    return Forecast(
        math.inf,
        f"{worlds * runs} runs, about {minutes:.0f} minutes or more, about 1 MB.",
    )


def _minutes(resident_months: float) -> float:
    return resident_months * MICROSECONDS / 1e6 / 60.0
