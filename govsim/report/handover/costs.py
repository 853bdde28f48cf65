"""What does a set-up cost, and whom: money and hours of a comparison's folder."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from govsim.columns import Floats
from govsim.report.handover.opening import Opened
from govsim.report.handover.words import WORDS
from govsim.studies.statistics import next_draw, paired_difference
from govsim.vocabulary import OWN_HANDS, WORKERS
from govsim.wording import interval, number, signed


@dataclass(frozen=True, slots=True)
class Cost:
    """One kind of cost under two set-ups; null intervals where only means are known."""

    what: str
    bearer: str
    a: float
    b: float
    low: float = float("nan")
    high: float = float("nan")

    @property
    def differs(self) -> bool:
        """Whether the wider interval leaves 0 out."""
        return self.low > 0.0 or self.high < 0.0


def money(opened: Opened, a: str, b: str) -> list[Cost]:
    """Public money, residents' own and businesses', yuan per adult and year."""
    ledger = opened.table("ledger.parquet")
    plan = opened.scenarios.get(a)
    if ledger is None or plan is None or not opened.number("months"):
        return []
    scale = 1.0 / (plan.adults * opened.number("months") / 12.0)
    kinds = (
        ("c_public", "b_public", ledger["purpose"] == "grant"),
        ("c_own", "b_own", ledger["source"] == "households"),
        ("c_firms", "b_firms", ledger["source"] == "businesses"),
    )
    made = []
    for what, bearer, rows in kinds:
        sums = _per_run(ledger[rows], opened.number("pairs")) * scale
        if a in sums.columns and b in sums.columns:
            made.append(_paired(what, bearer, sums[a], sums[b], opened))
    return made


def _per_run(rows: pd.DataFrame, pairs: int) -> pd.DataFrame:
    """Sums by replicate (rows) and scenario (columns)."""
    sums = rows.groupby(["replicate", "scenario"])["amount"].sum().unstack("scenario")
    return sums.reindex(range(max(pairs, len(sums)))).fillna(0.0)


def _paired(
    what: str, bearer: str, a: "pd.Series[float]", b: "pd.Series[float]", opened: Opened
) -> Cost:
    """A cost with the wider interval of its difference."""
    one, other = a.to_numpy(dtype=np.float64), b.to_numpy(dtype=np.float64)
    none: Floats = np.empty(0)
    made = paired_difference(one, other, none, none)
    low, high = made.low, made.high
    if opened.manifest.get("parameters") == "plausible":
        low, high = next_draw(other - one)
    return Cost(what, bearer, made.mean_a, made.mean_b, low, high)


def hours(opened: Opened, a: str, b: str) -> list[Cost]:
    """The committee's hours upward and for residents; means only."""
    frame = opened.table("hours.parquet")
    if frame is None:
        return []
    own = frame[frame["worker"].isin(WORKERS[:OWN_HANDS])]
    sums = own.pivot_table(
        index="use", columns="scenario", values="hours", aggfunc="sum"
    )
    if a not in sums.columns or b not in sums.columns:
        return []
    upward = sums.loc[["upward"]].sum()
    resident = sums.loc[["service", "organising"]].sum()
    return [
        Cost("c_upward", "b_staff", float(upward[a]), float(upward[b])),
        Cost("c_resident", "b_staff", float(resident[a]), float(resident[b])),
    ]


def volunteers(rows: pd.DataFrame) -> list[Cost]:
    """Volunteers' hours, from the differences of one pair of set-ups."""
    found = rows[rows["outcome"] == "volunteer_hours_per_resident"]
    return [
        Cost("c_volunteer", "b_volunteer", r.mean_a, r.mean_b, r.low_wide, r.high_wide)
        for r in found.itertuples()
    ]


def cost_rows(costs: list[Cost], lang: str) -> Iterator[list[str]]:
    """The costs as rows of a table."""
    say = WORDS[lang]
    for cost in costs:
        scale = max(abs(cost.a), abs(cost.b), 1.0)
        known = not np.isnan(cost.low)
        yield [
            say[cost.what],
            say[cost.bearer],
            number(cost.a, scale),
            number(cost.b, scale),
            signed(cost.b - cost.a, scale),
            interval(cost.low, cost.high, scale) if known else "–",
        ]
