"""The same worlds without the pilot and with it, read from a sweep's folder."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow.dataset as ds

from govsim.columns import Floats, Rows
from govsim.errors import BadInput
from govsim.studies.sweeping.result import Sweep
from govsim.studies.sweeping.tables import JOINED
from govsim.studies.trials.analysing import World
from govsim.studies.trials.cells import by_period, cells_of
from govsim.studies.trials.design import PILOT, WITHOUT


@dataclass
class Panels:
    """Outcomes by community and month of all worlds whose two runs are there."""

    sweep: Sweep
    period: int
    length: int

    @cached_property
    def starts(self) -> pd.DataFrame:
        """Month in which each community joined (null: never); worlds × communities."""
        wanted = ["pilot", "replicate", "community", JOINED]
        table = self.sweep.outcomes().to_table(
            columns=wanted, filter=ds.field("community") >= 0
        )
        frame = table.to_pandas()
        both = frame.groupby("replicate")["pilot"].nunique()
        whole = both.index[both == 2]
        if len(whole) < 2:
            raise BadInput(
                f"{self.sweep.folder}: {len(whole)} worlds have both runs; two at least "
                "are needed."
            )
        frame = frame[(frame["pilot"] == PILOT) & frame["replicate"].isin(whole)]
        made = frame.pivot(index="replicate", columns="community", values=JOINED)
        return made.sort_index().sort_index(axis=1)

    @property
    def worlds(self) -> Rows:
        """Numbers of the worlds that are whole."""
        return np.asarray(self.starts.index.to_numpy())

    def monthly(self, outcome: str) -> tuple[Floats, Floats]:
        """Without the pilot and with it, each of shape (worlds, communities, months)."""
        names = ["pilot", "replicate", "community", "month", outcome]
        table = self.sweep.series().to_table(
            columns=names, filter=ds.field("community") >= 0
        )
        frame = table.to_pandas()
        frame = frame[frame["replicate"].isin(self.worlds)]
        keys = ["replicate", "community", "month"]
        shape = (*self.starts.shape, -1)
        one, other = (
            frame[frame["pilot"] == arm]
            .sort_values(keys)[outcome]
            .to_numpy(dtype=np.float64)
            .reshape(shape)
            for arm in (WITHOUT, PILOT)
        )
        return one, other

    def joined(self, world: int) -> list[int | None]:
        """Months in which the communities of one world joined, by its place."""
        row = self.starts.iloc[world]
        return [None if pd.isna(month) else int(month) for month in row]

    def worlds_of(self, outcome: str) -> list[World]:
        """One outcome in every world, by period; the next world is the other district."""
        monthly = self.monthly(outcome)
        without, piloted = (by_period(each, self.period) for each in monthly)
        months, count = monthly[0].shape[-1], len(self.worlds)
        return [
            World(
                cells_of(self.joined(n), months, self.period, self.length),
                without[n],
                piloted[n],
                without[(n + 1) % count],
            )
            for n in range(count)
        ]
