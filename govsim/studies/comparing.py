"""The main job: the same worlds under each set-up, and what differs."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from govsim.assumptions import plausible_sets
from govsim.columns import Floats
from govsim.errors import BadInput, unknown
from govsim.model import Seed, as_seed
from govsim.outcomes import GROUPED, HEADLINE, MEASURES, OUTCOMES
from govsim.scenarios import Scenario, load
from govsim.studies import comparison_frames as frames
from govsim.studies.comparison_frames import GROUP_NAMES
from govsim.studies.hanging import hangs_on
from govsim.studies.jobs import Job, Record, carry_out
from govsim.studies.statistics import holm, paired_difference, verdict
from govsim.studies.windows import WINDOW, check_window, figures
from govsim.vocabulary import GROUPINGS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TABLE_COLUMNS = (
    "scenario_a",
    "scenario_b",
    "outcome",
    "group",
    "mean_a",
    "mean_b",
    "difference",
    "low",
    "high",
    "low_wide",
    "high_wide",
    "p_superior",
    "pairs",
    "variance_ratio",
)


def compare(
    scenarios: Sequence[str | Path | Scenario],
    *,
    replicates: int = 30,
    months: int | None = None,
    rng: Seed = 1,
    workers: int | None = None,
    parameters: str = "plausible",
    window: int = WINDOW,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> "Comparison":
    """Run the same worlds under each scenario and compare them in pairs.

    Parameters
    ----------
    scenarios : two or more presets, scenario files or `Scenario` objects that share
        their communities
    replicates : pairs; pair *k* uses world *k* and, if plausible, parameter set *k*
    months : length of each run; the first scenario's own if not given
    rng : integer seed of the study
    workers : processes (all cores by default); results do not depend on it
    parameters : ``"plausible"`` draws them from the ranges on their cards,
        ``"default"`` keeps the default set
    window : months a figure is the mean of (rates and stocks)
    executor : any `concurrent.futures.Executor`
    progress : called with jobs done and jobs in all

    Raises
    ------
    BadInput
        In sentences, for anything that cannot be compared.
    """
    plans = _plans(scenarios, months)
    if parameters not in ("plausible", "default"):
        raise BadInput(
            f"parameters = {parameters!r}: allowed are 'plausible' and 'default'."
        )
    if (
        isinstance(replicates, bool)
        or not isinstance(replicates, int)
        or replicates < 2
    ):
        raise BadInput(f"replicates = {replicates!r}: at least 2 pairs are needed.")
    length, seed = plans[0].months, as_seed(rng)
    window = check_window(window, length)
    sets: list[dict[str, float]] = [{}] * replicates
    repeats = 0
    if parameters == "plausible":
        sets = plausible_sets(replicates, seed % 2**32)
        repeats = min(replicates, max(4, replicates // 5))
    jobs = [
        Job(place, plans, length, seed, place, sets[place % replicates], window)
        for place in range(replicates + repeats)
    ]
    done: dict[int, list[Record]] = {}
    for job, records in carry_out(jobs, workers, executor, progress):
        done[job.place] = records
    ordered = [done[place] for place in range(len(jobs))]
    return Comparison(
        plans, seed, length, window, parameters, replicates, ordered, sets
    )


def _plans(
    scenarios: Sequence[str | Path | Scenario], months: int | None
) -> tuple[Scenario, ...]:
    """Scenarios to compare, alike in all but levers, dates and shocks."""
    if isinstance(scenarios, (str, Path)) or len(scenarios) < 2:
        raise BadInput("compare needs two scenarios or more.")
    plans = [s if isinstance(s, Scenario) else load(s) for s in scenarios]
    length = months or plans[0].months
    plans = [plan.replace(months=length) for plan in plans]
    names = [plan.name for plan in plans]
    faults = [
        f"{name} is named twice; rename one of the scenarios."
        for name in sorted({name for name in names if names.count(name) > 1})
    ]
    for plan in plans[1:]:
        if plan.profiles != plans[0].profiles or plan.shared != plans[0].shared:
            faults.append(
                f"{plan.name} and {plans[0].name} have different communities; compared "
                "scenarios must share population and opening state."
            )
    if faults:
        raise BadInput(*faults)
    return tuple(plans)


@dataclass
class Comparison:
    """Paired runs of two or more set-ups, with tables, charts and words."""

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

    @cached_property
    def _figures(self) -> Floats:
        """Figures, shape (jobs, scenarios, communities + 1, outcomes)."""
        return np.array(
            [
                [figures(record.outcomes, self.window) for record in job]
                for job in self.records
            ]
        )

    @cached_property
    def _groups(self) -> Floats:
        """Grouped figures, shape (jobs, scenarios, communities + 1, groups, outcomes)."""
        return np.array([[record.groups for record in job] for job in self.records])

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
        names = self._chosen(outcomes, GROUPED if by else tuple(MEASURES))
        if by is not None and by not in GROUPINGS:
            raise BadInput(unknown("grouping", by, GROUPINGS))
        groups = (
            [(0, "all")]
            if by is None
            else [
                (place, word)
                for place, (kind, word) in enumerate(GROUP_NAMES)
                if kind == by
            ]
        )
        rows = [
            self._row(a, b, name, place, word, by is not None)
            for a, b in combinations(range(len(self.scenarios)), 2)
            for name in names
            for place, word in groups
        ]
        frame = pd.DataFrame(rows)
        return _judged(frame) if details else frame[list(TABLE_COLUMNS)]

    def _chosen(self, names: Iterable[str] | None, allowed: Sequence[str]) -> list[str]:
        chosen = [names] if isinstance(names, str) else list(names or allowed)
        faults = [
            unknown("outcome", name, allowed) for name in chosen if name not in allowed
        ]
        if faults:
            raise BadInput(*faults)
        return chosen

    def _row(
        self, a: int, b: int, name: str, group: int, word: str, grouped: bool
    ) -> dict[str, Any]:
        if grouped:
            values = self._groups[:, :, -1, group, GROUPED.index(name)]
        else:
            values = self._figures[:, :, -1, list(MEASURES).index(name)]
        n = self.pairs
        made = paired_difference(
            values[:n, a], values[:n, b], values[n:, a], values[n:, b], _sign(name)
        )
        kept = {slot: getattr(made, slot) for slot in made.__slots__}
        return {
            "scenario_a": self.names[a],
            "scenario_b": self.names[b],
            "outcome": name,
            "group": word,
            **kept,
        }

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
        place = list(MEASURES).index(self._chosen([outcome], tuple(MEASURES))[0])
        values = self._figures[: self.pairs, :, -1, place]
        return hangs_on(self.sets, values[:, b] - values[:, a])

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

    # --- what people look at --------------------------------------------------------

    def plot(self, outcome: str, *, ax: Any = None, lang: str = "en") -> "Figure":
        """The outcome over time under each scenario, with 95 % intervals of the mean."""
        from govsim.figures import plot_outcome

        self._chosen([outcome], tuple(MEASURES))
        return plot_outcome(
            self.runs(), outcome, ax=ax, lang=lang, titles=self.titles(lang)
        )

    def plot_differences(self, *, lang: str = "en") -> "Figure":
        """Paired differences of the headline outcomes with both intervals."""
        from govsim.figures import plot_differences

        table = self.table(HEADLINE, details=True)
        return plot_differences(table, lang=lang, titles=self.titles(lang))

    def plot_flows(self, *, lang: str = "en") -> "Figure":
        """Flows of money under each scenario on one scale."""
        from govsim.figures import plot_flows

        titles = self.titles(lang)
        flows = {titles[name]: frame for name, frame in self.flows().items()}
        return plot_flows(flows, lang=lang, runs=self.pairs)

    def plot_hours(self, *, lang: str = "en") -> "Figure":
        """How the committee's hours are used under each scenario."""
        from govsim.figures import plot_hours

        frame, titles = self.hours(), self.titles(lang)
        return plot_hours(
            {titles[n]: frame[frame["scenario"] == n] for n in self.names}, lang=lang
        )

    def plot_groups(
        self, outcome: str = "satisfaction", *, lang: str = "en"
    ) -> "Figure":
        """Who gains and who loses, by group."""
        from govsim.figures import plot_groups

        table = self.group_table([outcome])
        return plot_groups(table, lang=lang, titles=self.titles(lang))

    def plot_tradeoffs(
        self,
        x: str = "mandate_compliance_true",
        y: str = "participation_rate",
        *,
        lang: str = "en",
    ) -> "Figure":
        """Every run's figures on two outcomes."""
        from govsim.figures import plot_tradeoffs

        self._chosen([x, y], tuple(MEASURES))
        frame = self.run_figures()
        frame = frame[frame["community"] == -1]
        return plot_tradeoffs(frame, x, y, lang=lang, titles=self.titles(lang))

    def group_table(self, outcomes: Sequence[str]) -> pd.DataFrame:
        """Differences by every group, with a column `by`; intervals are the wider ones."""
        parts = []
        for by in GROUPINGS:
            frame = self.table(outcomes, by=by, details=True)
            frame.insert(0, "by", by)
            parts.append(frame)
        made = pd.concat(parts, ignore_index=True)
        made["low"], made["high"] = made["low_wide"], made["high_wide"]
        return made

    def titles(self, lang: str = "en") -> dict[str, str]:
        """Titles of the scenarios in a language."""
        return {
            plan.name: (plan.title_zh if lang == "zh" and plan.title_zh else plan.title)
            or plan.name
            for plan in self.scenarios
        }

    def summary(self, lang: str = "en") -> str:
        """The comparison in words."""
        from govsim.report.summary import comparison_summary

        return comparison_summary(self, lang)

    def write(
        self, folder: str | Path, *, lang: str = "en", overwrite: bool = False
    ) -> Path:
        """Write tables, charts, summary and manifest into a folder of results."""
        from govsim.report.folder import write_comparison

        return write_comparison(self, Path(folder), lang, overwrite)


def _sign(name: str) -> int:
    """+1 if larger is better for residents (or neither), −1 if smaller is."""
    if name in HEADLINE:
        return 1 if HEADLINE[name] == "higher" else -1
    return -1 if OUTCOMES[name].larger == "worse" else 1


def _judged(frame: pd.DataFrame) -> pd.DataFrame:
    """Add direction, corrected p-values and the verdict in words."""
    made = frame.copy()
    made["better"] = ["lower" if _sign(n) < 0 else "higher" for n in made["outcome"]]
    made["p_holm"] = np.nan
    for _, rows in made.groupby(["scenario_a", "scenario_b", "group"], sort=False):
        head = rows[rows["outcome"].isin(HEADLINE)].index
        made.loc[head, "p_holm"] = holm(made.loc[head, "p_value"].to_numpy(dtype=float))
        rest = rows.index.difference(head)
        made.loc[rest, "p_holm"] = made.loc[rest, "p_value"]
    made["verdict"] = [
        verdict(
            row.difference, row.low_wide, row.high_wide, row.p_holm, _sign(row.outcome)
        )
        for row in made.itertuples()
    ]
    return made


__all__ = ["Comparison", "compare"]
