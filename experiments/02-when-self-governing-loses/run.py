"""When does self-governing lose? Boxes, flip map and regret over contexts and assumptions."""

import sys
from argparse import Namespace
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import common
from common import govsim

LEADS = ["participation_rate", "service_quality", "need_match", "satisfaction"]
LEADS += ["diversion_share", "trust_committee"]
A, B = "administration-led", "self-governing"
MAP = ("refused_matters", "worker_per_10k")
LOSES = (
    f"service_quality[{B}] < service_quality[{A}]",
    f"satisfaction[{B}] < satisfaction[{A}]",
    f"diversion_share[{B}] > diversion_share[{A}]",
)


def halves(sweep: govsim.Sweep, names: list[str]) -> pd.DataFrame:
    """Mean leads in each world over points in the upper and lower half of a range."""
    index = ["point", "replicate", *names, "scenario"]
    wide = sweep.frame(LEADS).set_index(index)[LEADS].unstack("scenario")
    leads = {f"lead_{n}": wide[n, B] - wide[n, A] for n in LEADS}
    rows = pd.DataFrame(leads).reset_index().rename(columns={"replicate": "world"})
    made = [rows.assign(cell="everywhere")]
    for name in names:
        high = rows[name] > rows[name].median()  # every point stands in every world
        made.append(rows.assign(cell=name + high.map({True: " high", False: " low"})))
    means = pd.concat(made).groupby(["cell", "world"])[list(leads)].mean()
    return means.reset_index().assign(again=False)


def study(options: Namespace) -> str:
    runs = common.conduct(options, again=0, months=24)
    sweep, names = runs.sweeps[0], runs.design.names
    values = halves(sweep, names)
    text = common.findings(options, runs, values)
    text += ["**Lead over all points** (self-governing less administration-led)."]
    leads = [name for name in values if name.startswith("lead_")]
    text += [common.shown(values, leads, {"everywhere": {"everywhere": 1}}, "where")]
    few = {"boxes": 2, "shuffles": 9 if options.quick else 59}
    for number, when in enumerate(LOSES):
        page = options.out / f"discover-{number}.md"
        told = common.in_short(govsim.discover(sweep, when, **few), page)
        text += [f"**When does `{when}` hold?**", told]
    flip = govsim.flip_map(sweep, "service_quality", A, B, over=MAP)
    flip.plot().savefig(options.out / "flip-map.png", dpi=150)
    text += ["**Where the ranking flips.**", flip.summary(), "**Regret.**"]
    text += [govsim.regret(sweep, name).summary() for name in LEADS[:4]]
    return "\n\n".join(text)


if __name__ == "__main__":
    common.main(__file__, __doc__, study)
