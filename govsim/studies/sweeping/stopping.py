"""Is an outcome known well enough? If not, which runs come next?"""

import numpy as np
import pyarrow.dataset as ds

from govsim.columns import Floats
from govsim.studies.sweeping.folder import SweepFolder
from govsim.studies.sweeping.plan import Plan, Rows, batch

LEVEL = 0.95


def half_width(values: Floats) -> float:
    """Half the 95 % t interval of the mean; infinite for fewer than two values.

    t(0.975, n − 1) · SD / √n; replicates without a value are left out.
    """
    known = values[~np.isnan(values)]
    if known.size < 2:
        return float("inf")
    from scipy import stats  # half a second to import; workers need it never

    error = float(known.std(ddof=1)) / float(np.sqrt(known.size))
    return float(stats.t.ppf(0.5 + LEVEL / 2.0, known.size - 1)) * error


def next_batch(plan: Plan, folder: SweepFolder) -> Rows:
    """Runs to add: more replicates of every point that is not known well enough.

    Read from the finished parts only, when no run is under way.
    """
    stop = plan.design.stop
    nothing = np.empty((0, 4), dtype=np.int32)
    if stop is None:
        return nothing
    reached = int(plan.rows[:, 0].max()) + 1
    last = min(reached + stop.every, stop.at_most)
    open_cells = unsettled(plan, folder)
    if not open_cells or last <= reached:
        return nothing
    return batch(plan.design, plan.points, range(reached, last), open_cells)


def unsettled(plan: Plan, folder: SweepFolder) -> list[tuple[int, int]]:
    """(point, pilot) of the last batch whose interval is still too wide somewhere."""
    stop = plan.design.stop
    assert stop is not None
    newest = plan.rows[plan.rows[:, 0] == plan.rows[:, 0].max()]
    cells = sorted({(int(row[1]), int(row[2])) for row in newest})
    values = district(plan, folder, stop.outcome)
    scenarios = range(len(plan.design.scenarios))
    many = {
        (int(p), int(q), int(s)): []  # by point, pilot, scenario
        for _, p, q, s in plan.rows
    }  # type: dict[tuple[int, int, int], list[float]]
    for (_, point, pilot, scenario), value in zip(
        plan.rows.tolist(), values.tolist(), strict=True
    ):
        many[point, pilot, scenario].append(value)
    return [
        (point, pilot)
        for point, pilot in cells
        if any(
            half_width(np.array(many[point, pilot, scenario])) > stop.half_width
            for scenario in scenarios
        )
    ]


def district(plan: Plan, folder: SweepFolder, outcome: str) -> Floats:
    """The district's figure of each run of the plan; null if it failed."""
    paths = [str(folder.part("outcomes", part)) for part in range(plan.part_count)]
    table = ds.dataset(paths, format="parquet").to_table(
        columns=["run", outcome], filter=ds.field("community") == -1
    )
    made = np.full(len(plan), np.nan)
    made[table["run"].to_numpy()] = table[outcome].to_numpy(zero_copy_only=False)
    return made
