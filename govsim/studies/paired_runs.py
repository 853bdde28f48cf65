"""What came of the same worlds under two or more set-ups, as tables?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

import numpy as np
import pandas as pd

from govsim.columns import Floats
from govsim.errors import BadInput, unknown
from govsim.outcomes import GROUPED, HEADLINE, MEASURES
from govsim.scenarios import Scenario
from govsim.studies import comparison_frames as frames
from govsim.studies import windows
from govsim.studies.comparison_frames import GROUP_NAMES
from govsim.studies.comparison_table import TABLE_COLUMNS, difference_row, judged
from govsim.studies.hanging import hangs_on
from govsim.studies.jobs import Record
from govsim.vocabulary import GROUPINGS


@dataclass
class PairedRuns:
    """Runs of two or more set-ups in the same worlds, and tables of what came of them."""

    scenarios: tuple[Scenario, ...]
    seed: int
    months: int
    window: int
    parameters: str
    pairs: int
    records: list[list[Record]] = field(repr=False)
    sets: list[dict[str, float]] = field(repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the scenarios, in order."""
        return tuple(plan.name for plan in self.scenarios)

    def titles(self, lang: str = "en") -> dict[str, str]:
        """Titles of the scenarios in a language."""
        return {plan.name: plan.label(lang) for plan in self.scenarios}

    @cached_property
    def figures(self) -> Floats:
        """Figures, shape (jobs, scenarios, communities + 1, outcomes)."""
        return np.array(
            [
                [windows.figures(record.outcomes, self.window) for record in job]
                for job in self.records
            ]
        )

    @cached_property
    def group_figures(self) -> Floats:
        """Grouped figures, shape (jobs, scenarios, communities + 1, groups, outcomes)."""
        return np.array([[record.groups for record in job] for job in self.records])

    # --- differences ----------------------------------------------------------------

    def table(
        self,
        outcomes: Iterable[str] | None = None,
        by: str | None = None,
        details: bool = False,
    ) -> pd.DataFrame:
        """Paired differences, one row per pair of scenarios, outcome and group.

        Parameters
        ----------
        outcomes : names; all by default (those kept by group if `by` is given)
        by : None for the whole district, or a grouping (age, tenure, income, origin,
            party); `group` is ``"all"`` or a word of the grouping
        details : adds `better`, `p_value`, `p_holm` (corrected over the headline
            outcomes), `spread` and `verdict`

        Returns
        -------
        columns as in the contract: means, difference b − a, both 95 % intervals, the
        share of pairs in which b is better for residents, the number of pairs, and the
        variance of the paired difference over that of unpaired runs
        """
        names = chosen(outcomes, GROUPED if by else tuple(MEASURES))
        columns = self._columns(names, by)
        rows = [
            {
                "scenario_a": self.names[a],
                "scenario_b": self.names[b],
                "outcome": name,
                "group": group,
                **difference_row(values[:, a], values[:, b], self.pairs, name),
            }
            for a, b in combinations(range(len(self.scenarios)), 2)
            for (name, group), values in columns.items()
        ]
        frame = pd.DataFrame(rows)
        return judged(frame) if details else frame[list(TABLE_COLUMNS)]

    def _columns(
        self, names: Sequence[str], by: str | None
    ) -> dict[tuple[str, str], Floats]:
        """The district's figures (jobs, scenarios) by outcome and group."""
        if by is None:
            district = self.figures[:, :, -1]
            places = {name: place for place, name in enumerate(MEASURES)}
            return {(name, "all"): district[..., places[name]] for name in names}
        if by not in GROUPINGS:
            raise BadInput(unknown("grouping", by, GROUPINGS))
        grouped = self.group_figures[:, :, -1]
        return {
            (name, word): grouped[:, :, row, GROUPED.index(name)]
            for name in names
            for row, (kind, word) in enumerate(GROUP_NAMES)
            if kind == by
        }

    def group_differences(self, outcomes: Sequence[str] = GROUPED) -> pd.DataFrame:
        """Differences by every group as `table` gives them, with a column `by`."""
        parts = []
        for by in GROUPINGS:
            frame = self.table(outcomes, by=by, details=True)
            frame.insert(0, "by", by)
            parts.append(frame)
        return pd.concat(parts, ignore_index=True)

    def group_table(self, outcomes: Sequence[str]) -> pd.DataFrame:
        """Differences by every group, with a column `by`; intervals are the wider ones."""
        made = self.group_differences(outcomes)
        made["low"], made["high"] = made["low_wide"], made["high_wide"]
        return made

    def wins(self) -> pd.DataFrame:
        """Share of plausible draws in which each side leads, by headline outcome."""
        table = self.table(HEADLINE, details=True)
        table["b_leads"] = table["p_superior"]
        table["a_leads"] = 1.0 - table["p_superior"]
        return table[
            ["scenario_a", "scenario_b", "outcome", "a_leads", "b_leads", "pairs"]
        ]

    def hangs_on(self, outcome: str, a: int = 0, b: int = 1) -> pd.DataFrame:
        """Assumptions that the difference b − a of an outcome goes with."""
        place = tuple(MEASURES).index(chosen([outcome], tuple(MEASURES))[0])
        values = self.figures[: self.pairs, :, -1, place]
        return hangs_on(self.sets, values[:, b] - values[:, a])

    def hanging(self) -> pd.DataFrame:
        """What `hangs_on` finds, for every pair of scenarios and headline outcome."""
        columns = ["scenario_a", "scenario_b", "outcome", "parameter", "rho", "p_value"]
        rows = [
            (self.names[a], self.names[b], outcome, *found)
            for a, b in combinations(range(len(self.scenarios)), 2)
            for outcome in HEADLINE
            for found in self.hangs_on(outcome, a, b).itertuples(index=False)
        ]
        return pd.DataFrame(rows, columns=columns)

    # --- runs, money, hours -----------------------------------------------------------

    def runs(self, communities: bool = False) -> pd.DataFrame:
        """Monthly outcomes of all pairs: scenario, replicate, month, community, …"""
        return frames.runs(self, communities)

    def run_figures(self) -> pd.DataFrame:
        """Figures of every run: scenario, replicate, community (−1 = district), outcomes."""
        return frames.run_figures(self)

    def groups(self) -> pd.DataFrame:
        """Grouped figures of every run: scenario, replicate, community, by, group, …"""
        return frames.groups(self)

    def ledger(self) -> pd.DataFrame:
        """Yearly sums of all transfers [yuan] by scenario, replicate and community."""
        return frames.ledger(self)

    def flows(self) -> dict[str, pd.DataFrame]:
        """Mean flows of each scenario: source, destination, purpose, amount."""
        return frames.flows(self)

    def hours(self) -> pd.DataFrame:
        """Mean hours by scenario, worker and use, per 1,000 adults and month."""
        return frames.hours(self)

    def public_money(self) -> dict[str, float]:
        """Public money granted, yuan per adult and year, by scenario."""
        return {
            name: float(frame.loc[frame["purpose"] == "grant", "amount"].sum())
            for name, frame in self.flows().items()
        }


def chosen(names: Iterable[str] | None, allowed: Sequence[str]) -> list[str]:
    """The outcomes asked for, all of them if none is; BadInput if one is unknown."""
    made = [names] if isinstance(names, str) else list(names or allowed)
    faults = [unknown("outcome", name, allowed) for name in made if name not in allowed]
    if faults:
        raise BadInput(*faults)
    return made
