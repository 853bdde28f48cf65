"""Budget cut and epidemic under three regimes: how deep, and how long until it is over?"""

import sys
from argparse import Namespace
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import common

from govsim.studies.recovery import recovery

SHOCK, LENGTH = 25, {"budget-cut": 24, "epidemic": 6}  # months
WAITING = 0.01  # hours per adult: less than that is open on any day
LOST = {"service": "service_quality", "participation": "participation_rate"}
LOST |= {"trust": "trust_committee", "ngos": "ngo_count"}
RUN = ["again", "world", "cell"]
TABLES = (
    ["depth_service", "months_service", "loss_service_during", "loss_service_after"],
    ["depth_participation", "months_participation", "loss_trust_during"],
    ["more_quits_during", "loss_ngos_during", "loss_ngos_after", "months_emergency"],
)


def measures(frame: pd.DataFrame) -> pd.DataFrame:
    """What each shock did against the same regime and world without it."""
    late = frame[frame["month"] >= SHOCK].set_index([*RUN, "month"]).sort_index()
    rows = {}
    for (again, world, cell), part in late.groupby(RUN):
        for kind, length in LENGTH.items():
            if f"-{kind} /" in cell:
                calm = late.loc[again, world, cell.replace(f"-{kind}", "")]
                rows[again, world, cell] = of_shock(calm, part.droplevel(RUN), length)
    return pd.DataFrame.from_dict(rows, "index").rename_axis(RUN).reset_index()


def of_shock(calm: pd.DataFrame, hit: pd.DataFrame, length: int) -> dict[str, float]:
    """What one shock of so many months did; months are rows, outcomes columns."""
    lost, made = calm - hit, {}
    for name, outcome in LOST.items():
        found = recovery(course := lost[outcome].to_numpy())
        made |= {f"depth_{name}": found.depth, f"months_{name}": found.months}
        made[f"loss_{name}_during"] = course[:length].mean()
        made[f"loss_{name}_after"] = course[length : length + 12].mean()
    made["more_quits_during"] = -lost["staff_quits"].iloc[:length].mean()
    return made | {"months_emergency": (hit["emergency_open"] > WAITING).sum()}


def study(options: Namespace) -> str:
    runs = common.conduct(options, again=10, months=51)
    values = measures(runs.frame("series"))
    cells = sorted(set(values["cell"]), key=lambda cell: ("epidemic" in cell, cell))
    text = common.findings(options, runs, values)
    return "\n\n".join([*text, *(common.levels(values, t, cells) for t in TABLES)])


if __name__ == "__main__":
    common.main(__file__, __doc__, study)
