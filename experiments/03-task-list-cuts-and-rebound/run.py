"""Do cut tasks come back, and how long does relief last?"""

import sys
from argparse import Namespace
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import common

from govsim.studies.recovery import recovery

CUT, UNCUT = 13, "baseline / list only"
FIRST, YEAR, THIRD = slice(0, 3), slice(0, 12), slice(33, 36)
RUN = ["again", "world", "cell"]
SHOWN = """**How much, and how long?** Relief as a share of hours; months until half of the
largest relief is gone for good; share of worlds in which it is not gone at the end."""


def against_uncut(frame: pd.DataFrame, outcome: str) -> pd.DataFrame:
    """An outcome's course since the cut less that of the uncut status quo, by run."""
    wide = frame[frame["month"] >= CUT].pivot(
        index=RUN, columns="month", values=outcome
    )
    uncut = wide.xs(UNCUT, level="cell")
    return wide - uncut.reindex(wide.index.droplevel("cell")).to_numpy()


def measures(frame: pd.DataFrame) -> pd.DataFrame:
    """What a cut did in each world, by run."""
    relief = -against_uncut(frame, "admin_share")
    made = pd.DataFrame({"relief_first": relief.iloc[:, FIRST].mean(axis=1)})
    made["relief_third_year"] = relief.iloc[:, THIRD].mean(axis=1)
    made["relief_left"] = made["relief_third_year"] - 0.5 * made["relief_first"]
    gone = [recovery(each, share=0.5) for each in relief.to_numpy(np.float64)]
    made["months_to_half"] = [each.months for each in gone]
    made["not_gone"] = [float(not each.closed) for each in gone]
    for name, outcome in (("service", "service_quality"), ("quits", "staff_quits")):
        course = against_uncut(frame, outcome)
        made[f"{name}_first_year"] = course.iloc[:, YEAR].mean(axis=1)
    return made.reset_index()


def study(options: Namespace) -> str:
    runs = common.conduct(options, again=10, months=48)
    values = measures(runs.frame("series"))
    cells = [cell for cell in dict.fromkeys(values["cell"]) if cell != UNCUT]
    shown = ["relief_first", "relief_third_year", "months_to_half", "not_gone"]
    text = common.findings(options, runs, values)
    return "\n\n".join([*text, SHOWN, common.levels(values, shown, cells)])


if __name__ == "__main__":
    common.main(__file__, __doc__, study)
