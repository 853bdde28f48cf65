"""Who is left out under each regime? Gaps between groups, and what the channel does."""

import sys
from argparse import Namespace
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import common

OUTCOMES = ["participation_rate", "service_quality", "satisfaction", "trust_committee"]
GAPS = {
    "tenure_gap": ("owner", "migrant"),
    "income_gap": ("high", "low"),
    "age_gap": ("60-69", "18-29"),
    "oldest_gap": ("50-59", "80+"),
    "party_gap": ("member", "other"),
}
LEFT_OUT = ["migrant", "low", "18-29", "80+", "renter"]
RUN = ["again", "world", "cell"]


def measures(groups: pd.DataFrame) -> pd.DataFrame:
    """Gaps, and how those who are often left out fare, by run."""
    groups = groups[
        groups["by"].astype(str) != "origin"
    ]  # migrants stand in tenure too
    wide = groups.astype({"group": str}).pivot(
        index=RUN, columns="group", values=OUTCOMES
    )
    made = {
        f"{outcome}_{gap}": wide[outcome, first] - wide[outcome, second]
        for outcome in OUTCOMES
        for gap, (first, second) in GAPS.items()
    }
    levels = {f"{o}_{group}": wide[o, group] for o in OUTCOMES for group in LEFT_OUT}
    return pd.DataFrame(made | levels).reset_index()


def study(options: Namespace) -> str:
    runs = common.conduct(options, again=10, months=24)
    values = measures(runs.frame("groups"))
    cells = list(dict.fromkeys(values["cell"]))
    text = common.findings(options, runs, values)
    for outcome in OUTCOMES:
        gaps = [f"{outcome}_{gap}" for gap in GAPS]
        text += [f"**Gaps in `{outcome}`.**", common.levels(values, gaps, cells)]
    text += ["**How the groups themselves fare.**"]
    for outcome in OUTCOMES[:2]:
        level = [f"{outcome}_{group}" for group in LEFT_OUT]
        text += [common.levels(values, level, cells)]
    return "\n\n".join(text)


if __name__ == "__main__":
    common.main(__file__, __doc__, study)
