"""What came of an explanation: parts that add up to the difference, and how sure."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from govsim.columns import Floats
from govsim.measures import MEASURES
from govsim.studies.comparison_table import better_sign
from govsim.studies.paired_runs import chosen
from govsim.studies.shapley import drawing_variance, marginals, shapley_values
from govsim.studies.statistics import Difference, holm, paired_difference, verdict

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from govsim.studies.explain_study import ExplainPlan

TOTAL = "total"
COLUMNS = (
    "outcome",
    "part",
    "levers",
    "contribution",
    "low",
    "high",
    "low_wide",
    "high_wide",
    "share",
    "alone",
    "on_top",
    "drawing_error",
    "mean_a",
    "mean_b",
    "worlds",
    "p_holm",
    "verdict",
)


class Explanation:
    """Shapley values of the parts in which two set-ups differ, world by world."""

    def __init__(self, plan: "ExplainPlan", worth: list[dict[int, Floats]]) -> None:
        self.plan = plan
        self.worth = worth  # of every job: mixture → figures of all outcomes
        self.parts = plan.parts
        self.outcomes = plan.outcomes
        self.pairs = plan.pairs

    # --- numbers ----------------------------------------------------------------------

    @cached_property
    def values(self) -> Floats:
        """Parts' contributions in every world, shape (jobs, parts, outcomes)."""
        return np.stack([self._of_world(place)[0] for place in range(len(self.worth))])

    @cached_property
    def drawing(self) -> Floats:
        """Standard error of the mean contribution that is due to drawn orders.

        Shape (parts, outcomes); 0 where all mixtures were run.
        """
        each = [self._of_world(place)[1] for place in range(self.pairs)]
        return np.sqrt(np.sum(each, axis=0)) / len(each)

    def _of_world(self, place: int) -> tuple[Floats, Floats]:
        """Contributions in a world, and the variance that drawing orders gives them."""
        worth, orders = self.worth[place], self.plan.orders[place]
        if orders is None:
            table = np.stack([worth[c] for c in range(1 << len(self.parts))])
            values = shapley_values(table)
            return values, np.zeros_like(values)
        added = marginals(worth, orders)
        whole = len(worth) == 1 << len(self.parts) and _all_orders(orders)
        spread = drawing_variance(added) if not whole else np.zeros_like(added[0])
        return added.mean(axis=0), spread

    def _ends(self, coalition: int) -> Floats:
        """Figures of one mixture in all jobs, shape (jobs, outcomes)."""
        return np.stack([worth[coalition] for worth in self.worth])

    @property
    def _everybody(self) -> int:
        return (1 << len(self.parts)) - 1

    def _difference(self, values: Floats, outcome: str) -> Difference:
        """Mean and both intervals of one number a world, shape (jobs,)."""
        zero = np.zeros_like(values)
        n = self.pairs
        sign = better_sign(outcome)
        return paired_difference(zero[:n], values[:n], zero[n:], values[n:], sign)

    def interplay(self, outcome: str) -> Difference:
        """The difference less all that the parts bring when each comes alone.

        Above 0 (for more is better): parts need each other; below: they overlap.
        """
        place = tuple(MEASURES).index(chosen([outcome], tuple(MEASURES))[0])
        nobody = self._ends(0)[:, place]
        alone = [self._ends(1 << p)[:, place] - nobody for p in range(len(self.parts))]
        total = self._ends(self._everybody)[:, place] - nobody
        return self._difference(total - np.sum(alone, axis=0), outcome)

    @cached_property
    def _table(self) -> pd.DataFrame:
        frame = pd.DataFrame(
            [row for name in self.outcomes for row in self._rows(name)]
        )
        is_part = frame["part"] != TOTAL
        frame["p_holm"] = np.nan
        for rows in (is_part, ~is_part):
            p_values = frame.loc[rows, "p_value"].to_numpy(dtype=np.float64)
            frame.loc[rows, "p_holm"] = holm(p_values)
        frame["verdict"] = [
            verdict(
                row.contribution,
                row.low_wide,
                row.high_wide,
                row.p_holm,
                better_sign(row.outcome),
            )
            for row in frame.itertuples()
        ]
        frame["share"] = _shares(frame)
        return frame[list(COLUMNS)]

    def _rows(self, outcome: str) -> list[dict[str, Any]]:
        """One row a part, and the total."""
        place = tuple(MEASURES).index(outcome)
        a, b = (self._ends(c)[:, place] for c in (0, self._everybody))
        known = _complete(self.worth, place)
        made = []
        for row, part in enumerate(self.parts):
            bit = 1 << row
            numbers = {
                "alone": self._ends(bit)[:, place] - a,
                "on_top": b - self._ends(self._everybody ^ bit)[:, place],
            }
            made.append(
                {
                    "part": part.name,
                    "levers": len(part.levers),
                    **self._row(
                        np.where(known, self.values[:, row, place], np.nan), outcome
                    ),
                    **{n: _mean(v[: self.pairs], known) for n, v in numbers.items()},
                    "drawing_error": float(self.drawing[row, place]),
                }
            )
        total = self._row(np.where(known, b - a, np.nan), outcome)
        levers = sum(len(part.levers) for part in self.parts)
        made.append({"part": TOTAL, "levers": levers, **total, "drawing_error": 0.0})
        means = {"mean_a": _mean(a[: self.pairs], known)}
        means["mean_b"] = _mean(b[: self.pairs], known)
        return [{"outcome": outcome, **row, **means} for row in made]

    def _row(self, values: Floats, outcome: str) -> dict[str, Any]:
        made = self._difference(values, outcome)
        return {
            "contribution": made.difference,
            "low": made.low,
            "high": made.high,
            "low_wide": made.low_wide,
            "high_wide": made.high_wide,
            "p_value": made.p_value,
            "worlds": made.pairs,
        }

    # --- tables -----------------------------------------------------------------------

    def table(self, outcomes: str | Iterable[str] | None = None) -> pd.DataFrame:
        """Parts of the difference, one row per outcome and part, and their total.

        Returns
        -------
        outcome, part (a group of levers, a lever, changes, shocks, or ``"total"``),
        levers (how many), contribution (b − a, in the outcome's unit), low and high (95 %,
        seeds only), low_wide and high_wide (95 %, seeds and assumptions), share (of the
        total, only where the total is found), alone and on_top (what the part adds when
        it comes first and when it comes last), drawing_error (standard error due to
        drawn orders, 0 where all mixtures were run), means of both set-ups, worlds,
        p_holm (over all parts, or all totals, of the study), verdict
        """
        names = chosen(outcomes, self.outcomes)
        rows = self._table["outcome"].isin(names)
        return self._table[rows].reset_index(drop=True)

    def cells(self) -> pd.DataFrame:
        """Every run: world, repeat, one flag per part (as in b), all outcomes' figures."""
        rows = []
        for place, worth in enumerate(self.worth):
            for coalition, figures in worth.items():
                flags = {
                    part.name: bool(coalition >> bit & 1)
                    for bit, part in enumerate(self.parts)
                }
                figure = dict(zip(MEASURES, figures.tolist(), strict=True))
                repeat = place >= self.pairs
                rows.append({"world": place, "repeat": repeat, **flags, **figure})
        return pd.DataFrame(rows)

    # --- charts, words, files ---------------------------------------------------------

    def plot(
        self, outcome: str | None = None, *, ax: Any = None, lang: str = "en"
    ) -> "Figure":
        """From the first set-up to the second, part by part (a waterfall)."""
        from govsim.figures.waterfall import plot_waterfall

        name = chosen([outcome or self.outcomes[0]], self.outcomes)[0]
        return plot_waterfall(
            self.table(name),
            lang=lang,
            titles=[plan.label(lang) for plan in (self.plan.a, self.plan.b)],
            parts={part.name: part.label(lang) for part in self.parts},
            ax=ax,
        )

    def summary(self, lang: str = "en") -> str:
        """The explanation in words, never stronger than the intervals."""
        from govsim.report.explanation import explanation_summary

        return explanation_summary(self, lang)

    def lines(self, lang: str = "en") -> str:
        """The explanation on the terminal."""
        from govsim.report.explanation import explanation_lines

        return explanation_lines(self, lang)

    def write(
        self, folder: str | Path, *, lang: str = "en", overwrite: bool = False
    ) -> Path:
        """Write tables, charts, summary and manifest into a folder of results."""
        from govsim.report.study_folders import write_explanation

        return write_explanation(self, Path(folder), lang, overwrite)

    def __repr__(self) -> str:
        names = f"{self.plan.a.name!r}, {self.plan.b.name!r}"
        return f"Explanation({names}): {len(self.parts)} parts, {self.pairs} worlds"

    def _repr_html_(self) -> str:
        from govsim.report.explanation import explanation_html
        from govsim.wording import language

        return explanation_html(self, language())


def _all_orders(orders: Any) -> bool:
    """Whether the orders are all there are, once each."""
    from math import factorial

    return len(orders) == factorial(orders.shape[1])


def _complete(worth: Sequence[dict[int, Floats]], place: int) -> Any:
    """Worlds in which the outcome has a value in every mixture, shape (jobs,)."""
    return np.array(
        [not any(np.isnan(row[place]) for row in world.values()) for world in worth]
    )


def _mean(values: Floats, known: Any) -> float:
    kept = values[known[: values.size]]
    return float(kept.mean()) if kept.size else float("nan")


def _shares(frame: pd.DataFrame) -> list[float]:
    """Parts in the total, where the total is found; null elsewhere."""
    totals = frame[frame["part"] == TOTAL].set_index("outcome")
    found = totals["verdict"] != "no difference found"
    return [
        row.contribution / totals.loc[row.outcome, "contribution"]
        if found[row.outcome]
        else float("nan")
        for row in frame.itertuples()
    ]
