"""What came of a sweep, read from its folder when asked."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from govsim.errors import BadInput, unknown
from govsim.outcomes import OUTCOMES
from govsim.studies.sweeping.extras import need
from govsim.studies.sweeping.folder import DESIGN, SweepFolder, part_name
from govsim.studies.sweeping.stopping import half_width
from govsim.studies.sweeping.tables import FAILURE, JOINED
from govsim.studies.sweeping.words import next_step, progress_line, replay_line

if TYPE_CHECKING:
    import polars

    from govsim.studies.running import Run
    from govsim.studies.sweeping.design import Design
    from govsim.studies.sweeping.plan import Plan


class Sweep:
    """The folder of a sweep, finished or not.

    Nothing is held in memory: every table is read when asked.

    Parameters
    ----------
    folder : where `govsim.sweep` or `govsim sweep` wrote

    Raises
    ------
    BadInput
        If there is no sweep in it.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        self._files = SweepFolder(self.folder)
        self.asked = self._files.asked()

    @property
    def complete(self) -> bool:
        """Whether all runs are done (some may have failed)."""
        return self._files.complete

    def plan(self) -> "Plan":
        """The design with all its runs."""
        from govsim.studies.sweeping.stored import stored_plan

        return stored_plan(self._files)

    @property
    def design(self) -> "Design":
        """What was asked."""
        return self.plan().design

    # --- tables ------------------------------------------------------------------------

    def runs(self) -> pd.DataFrame:
        """One row a run: run, run_id, part, scenario, (pilot), point, replicate, seed, …"""
        return pq.read_table(self.folder / DESIGN).to_pandas()

    def outcomes(self) -> ds.Dataset:
        """Figures of all finished runs: run, scenario, point, replicate, …, outcomes.

        A dataset of pyarrow; filter it before it is read: ``to_table(filter=…)``.
        """
        return self._dataset("outcomes")

    def series(self) -> ds.Dataset:
        """The course of all outcomes, if it was kept."""
        return self._dataset("series")

    def groups(self) -> ds.Dataset:
        """Figures by group, if they were kept."""
        return self._dataset("groups")

    def _dataset(self, table: str) -> ds.Dataset:
        folder = self.folder / table
        paths = sorted(map(str, folder.glob("part-*.parquet")))
        if not paths:
            kept = table == "outcomes" or (folder.parent / "outcomes").is_dir()
            why = "no run is finished yet" if kept else "no run is finished"
            if table != "outcomes":
                why = f"{table} were not kept; ask for them under [keep]"
            raise BadInput(f"{self.folder}: {why}.")
        return ds.dataset(paths, format="parquet")

    def frame(
        self, outcomes: Iterable[str] | None = None, communities: bool = False
    ) -> pd.DataFrame:
        """Figures as a table of pandas, by run.

        Parameters
        ----------
        outcomes : names; all by default
        communities : also rows of communities, if they were kept; else the district only
        """
        data = self.outcomes()
        names = _chosen(outcomes)
        columns = [name for name in data.schema.names if name not in OUTCOMES] + names
        wanted = None if communities else ds.field("community") == -1
        made = data.to_table(columns=columns, filter=wanted).to_pandas()
        return made.sort_values("run", kind="stable", ignore_index=True)

    def polars(self, table: str = "outcomes") -> "polars.LazyFrame":
        """A table as a lazy frame of Polars (needs polars)."""
        polars = need("polars", "analysis", "Lazy frames")
        self._dataset(table)
        return polars.scan_parquet(self.folder / table / "part-*.parquet")

    def sql(self, query: str) -> pd.DataFrame:
        """Answer a query in SQL over outcomes, runs, failures, series, groups (DuckDB).

        Example: ``sql("select scenario, avg(satisfaction) from outcomes group by all")``
        """
        duckdb = need("duckdb", "analysis", "Queries in SQL")
        with duckdb.connect() as base:
            for table in ("outcomes", "series", "groups"):
                if any((self.folder / table).glob("part-*.parquet")):
                    base.register(table, self._dataset(table))
            base.register("runs", pq.read_table(self.folder / DESIGN))
            base.register("failures", self._failures())
            try:
                made: pd.DataFrame = base.sql(query).df()
            except duckdb.Error as error:
                raise BadInput(f"the query cannot be answered: {error}") from None
        return made

    def _failures(self) -> pa.Table:
        rows: list[dict[str, Any]] = []
        for path in sorted((self.folder / "outcomes").glob("part-*.parquet")):
            rows += self._files.noted(path)["failures"]
        for row in rows:
            row["replay"] = replay_line(self.folder, row["run"])
        return pa.Table.from_pylist(rows, pa.schema({**FAILURE, "replay": pa.string()}))

    def failures(self) -> pd.DataFrame:
        """Runs that failed: run, …, kind, error, traceback, and a line that replays it.

        `kind` is ``error`` (it raised), ``time`` or ``memory`` (past its limit), or
        ``died`` (its worker's process was lost twice with nothing else in it).
        """
        return self._failures().to_pandas()

    def means(self, outcome: str) -> pd.DataFrame:
        """Mean of an outcome over replicates by scenario, pilot and point.

        Returns
        -------
        scenario, (pilot), point, the point's values, mean, low, high (95 % interval over
        seeds), runs; by point
        """
        frame = self.frame([outcome])
        own = ("run", "replicate", "community", JOINED)
        keys = [n for n in frame.columns if n not in own]
        keys.remove(outcome)
        rows = []
        grouped = frame.groupby(keys, observed=True, dropna=False, sort=False)
        for name, part in grouped:
            values = part[outcome].to_numpy(dtype=np.float64)
            known = values[~np.isnan(values)]
            mean = float(known.mean()) if known.size else np.nan
            half = half_width(known) if known.size > 1 else np.nan
            rows.append((*name, mean, mean - half, mean + half, known.size))
        made = pd.DataFrame(rows, columns=[*keys, "mean", "low", "high", "runs"])
        order = {
            "scenario": self.asked["scenarios"],
            "pilot": [pilot["name"] for pilot in self.asked["pilots"]],
        }
        by = [key for key in ("point", "pilot", "scenario") if key in keys]
        return made.sort_values(
            by,
            kind="stable",
            ignore_index=True,
            key=lambda values: (
                values.map(order[values.name].index) if values.name in order else values
            ),
        )

    # --- going on ---------------------------------------------------------------------

    def resume(self, **how: Any) -> "Sweep":
        """Go on where it stopped; `how` as for `govsim.sweep` (workers, executor, …)."""
        return self._again(None, how)

    def retry(self, **how: Any) -> "Sweep":
        """Do failed runs again."""
        return self._again(None, {"retry": True, **how})

    def extend(
        self,
        design: "Design | None" = None,
        *,
        replicates: int | None = None,
        **how: Any,
    ) -> "Sweep":
        """Add runs: those a grown design has more, or more replicates of all points."""
        if replicates is not None:
            design = (design or self.design).replace(replicates=replicates)
        if design is None:
            raise BadInput("extend: give a design, or a number of replicates.")
        return self._again(design, {"extend": True, **how})

    def _again(self, design: "Design | None", how: dict[str, Any]) -> "Sweep":
        from govsim.studies.sweeping.running import sweep

        how = {"out": self.folder, "resume": True, **how}
        return sweep(design if design is not None else self.folder, **how)

    def replay(self, run: int) -> "Run":
        """One run again, here and whole, with its ledger, hours and residents."""
        from govsim.studies.running import run as run_once
        from govsim.studies.sweeping.carrying import resolved, shared_of

        plan = self.plan()
        if (
            isinstance(run, bool)
            or not isinstance(run, int)
            or not 0 <= run < len(plan)
        ):
            raise BadInput(f"run {run}: runs are numbered 0 to {len(plan) - 1}.")
        spec = plan.spec(run)
        shared = shared_of(plan.design, ())
        scenario, numbers = resolved(shared, spec)
        return run_once(
            scenario, rng=spec.seed, parameters=numbers, window=shared.window
        )

    # --- what people look at ------------------------------------------------------------

    def progress(self) -> tuple[int, int, int]:
        """Runs done, runs in all, and runs that failed."""
        runs = pq.read_table(self.folder / DESIGN, columns=["part"])["part"].to_numpy()
        there = np.array(
            [
                (self.folder / "outcomes" / part_name(part)).exists()
                for part in range(int(runs.max()) + 1)
            ]
        )
        return int(there[runs].sum()), len(runs), self._failures().num_rows

    def summary(self, lang: str = "en") -> str:
        """How far it is and what comes next, in words."""
        done, runs, failed = self.progress()
        line = progress_line(self.asked["name"], done, runs, failed, lang)
        return f"{line} {next_step(self.folder, self.complete, failed, lang)}"

    def __repr__(self) -> str:
        return f"Sweep({str(self.folder)!r}): {self.summary()}"

    def _repr_html_(self) -> str:
        from govsim.report.notebook_cells import sweep_html
        from govsim.wording import language

        return sweep_html(self, language())


def _chosen(outcomes: Iterable[str] | None) -> list[str]:
    if outcomes is None:
        return list(OUTCOMES)
    names = [outcomes] if isinstance(outcomes, str) else list(outcomes)
    faults = [unknown("outcome", n, OUTCOMES) for n in names if n not in OUTCOMES]
    if faults:
        raise BadInput(*faults)
    return names
