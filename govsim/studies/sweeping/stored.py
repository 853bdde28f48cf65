"""What does a sweep's folder say it is, and does a design go on with it?"""

from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from govsim import __version__
from govsim.errors import BadInput
from govsim.scenarios import Change, load
from govsim.studies.sweeping.choices import Keep, Limits, Pilot, Stop
from govsim.studies.sweeping.design import Design
from govsim.studies.sweeping.engine import STATED, fingerprint
from govsim.studies.sweeping.folder import DESIGN, SweepFolder
from govsim.studies.sweeping.plan import Plan, digest, first_plan, scenario_hash
from govsim.studies.sweeping.points import Point, Sample
from govsim.studies.sweeping.rollout import rollout_of

PLAIN = ("name", "replicates", "months", "seed", "window", "parameters")
FIXED = ("months", "seed", "window", "parameters", "keep")
"""What must stay as it was for the tables to be of one kind."""


def asked_of(plan: Plan) -> dict[str, Any]:
    """The design as resolved, as JSON; its points stand in the table of runs."""
    design = plan.design
    return {
        "govsim": __version__,
        "engine": fingerprint(),
        "verb": "sweep",
        **{key: getattr(design, key) for key in PLAIN},
        "runs_per_part": plan.size,
        "scenarios": [scenario.name for scenario in design.scenarios],
        "pilots": [asdict(pilot) for pilot in design.pilots],
        "stop": asdict(design.stop) if design.stop else None,
        "keep": asdict(design.keep),
        "limits": asdict(design.limits),
        "sample": asdict(design.sample) if design.sample else None,
    }


def texts_of(design: Design) -> dict[str, str]:
    """Files that make a folder stand by itself: scenarios in full, and a dictionary."""
    from govsim.report.folder import dictionary

    made = {
        f"scenarios/{scenario.name}.toml": scenario.to_toml()
        for scenario in design.scenarios
    }
    return made | {"dictionary.md": dictionary("en")}


def manifest_of(plan: Plan, failed: int) -> dict[str, Any]:
    """What is needed to do it again; written last."""
    from govsim.report.folder import manifest_of as of_any

    design = plan.design
    made = of_any("sweep", design.scenarios, design.seed, design.months or 0)
    asked = {k: v for k, v in asked_of(plan).items() if k not in made}
    return (
        made | asked | {"runs": len(plan), "failed": failed, "parts": plan.part_count}
    )


def table_of(plan: Plan) -> pa.Table:
    """The table of runs as it is kept."""
    return pa.Table.from_pandas(
        plan.frame(), preserve_index=False
    ).replace_schema_metadata(None)


# --- back from the folder -------------------------------------------------------------


def stored_plan(folder: SweepFolder) -> Plan:
    """The design and the runs of a folder.

    Raises
    ------
    BadInput
        If it holds no sweep, or one of another govsim.
    """
    asked = folder.asked()
    table = pq.read_table(folder.path / DESIGN)
    points = _points(table)
    design = _design(folder.path, asked, points)
    pilots = [pilot.name for pilot in design.pilots]
    names = [scenario.name for scenario in design.scenarios]
    pilot = [0] * len(table)
    if pilots:
        pilot = [pilots.index(name) for name in table["pilot"].to_pylist()]
    rows = np.column_stack(
        [
            table["replicate"].to_numpy(),
            table["point"].to_numpy(),
            np.array(pilot),
            np.array([names.index(name) for name in table["scenario"].to_pylist()]),
        ]
    ).astype(np.int32)
    return Plan(design, points, rows, table["part"].to_numpy(), asked["runs_per_part"])


def _points(table: pa.Table) -> tuple[Point, ...]:
    """Each point's values, from the first run at it."""
    names = table.column_names[table.column_names.index("seed") + 1 :]
    place = table["point"].to_numpy()
    numbers, first = np.unique(place, return_index=True)
    assert numbers.tolist() == list(range(len(numbers)))
    rows = table.select(names).take(pa.array(first)).to_pylist() if names else []
    if not names:
        return ({},) * len(numbers)
    return tuple({n: v for n, v in row.items() if v is not None} for row in rows)


def _design(path: Path, asked: Mapping[str, Any], points: tuple[Point, ...]) -> Design:
    stop, sample = asked["stop"], asked["sample"]
    if sample:
        sample = dict(sample)
        sample["ranges"] = {n: tuple(each) for n, each in sample["ranges"].items()}
    return Design(
        tuple(load(path / "scenarios" / f"{name}.toml") for name in asked["scenarios"]),
        points,
        **{key: asked[key] for key in PLAIN},
        pilots=tuple(_pilot(pilot) for pilot in asked["pilots"]),
        stop=Stop(**stop) if stop else None,
        keep=Keep(**asked["keep"]),
        limits=Limits(**asked["limits"]),
        runs_per_part=asked["runs_per_part"],
        sample=Sample(**sample) if sample else None,
    )


def _pilot(stored: Mapping[str, Any]) -> Pilot:
    changes = tuple(
        Change(
            change["month"],
            None if change["community"] is None else tuple(change["community"]),
            change["levers"],
        )
        for change in stored["changes"]
    )
    return Pilot(stored["name"], changes, rollout_of(stored.get("rollout")))


# --- going on ---------------------------------------------------------------------------


def continued(folder: SweepFolder, design: Design | None, extend: bool) -> Plan:
    """The runs of a folder, with those a design adds if `extend`.

    Raises
    ------
    BadInput
        If the folder's sweep is of another govsim, or the design is another one.
    """
    check_engine(folder)
    old = stored_plan(folder)
    table = pq.read_table(folder.path / DESIGN, columns=["run_id"])
    if table["run_id"].to_pylist() != old.run_ids:
        raise BadInput(
            f"{folder.path}: its scenarios or its table of runs were changed by hand."
        )
    if design is None:
        return old
    faults = _differences(folder.path, old.design, design)
    if faults:
        raise BadInput(*faults)
    new = first_plan(design)
    kept = replace(
        old, design=replace(design, points=old.points, runs_per_part=old.size)
    )
    have = set(old.run_ids)
    lacking = [run for run in range(len(new)) if new.run_id(run) not in have]
    wanted = set(new.run_ids)
    gone = [
        run
        for run in range(len(old))
        if int(old.rows[run, 0]) < design.replicates and old.run_id(run) not in wanted
    ]
    if gone and lacking:
        raise BadInput(
            f"{folder.path}: {len(gone)} of its {len(old)} runs are not in this design, "
            "so it is another sweep, not the same one grown. Choose another --out."
        )
    if not lacking:
        return kept
    if not extend:
        raise BadInput(
            f"{folder.path}: this design has {len(lacking)} runs more than the sweep "
            "there; add --extend to add them, or choose another --out."
        )
    return _extended(kept, new, lacking)


def check_engine(folder: SweepFolder) -> None:
    """BadInput unless this govsim computes what the folder's sweep was begun with."""
    asked = folder.asked()
    if asked["govsim"] != __version__ or asked["engine"] != fingerprint():
        raise BadInput(
            f"{folder.path} was begun with govsim {asked['govsim']} "
            f"(engine {asked['engine']}); this is {__version__} (engine {fingerprint()}). "
            "Runs of both would not compare: finish it with that version, or begin "
            f"another sweep. If you know that what was changed moves no number, set "
            f"{STATED}={asked['engine']}."
        )


def _differences(path: Path, old: Design, new: Design) -> list[str]:
    """Sentences for what may not change within a sweep."""
    found = [
        f"{path}: {key} was {getattr(old, key)!r} and is {getattr(new, key)!r} here."
        for key in FIXED
        if getattr(old, key) != getattr(new, key)
    ]
    for key, kind in (("scenarios", scenario_hash), ("pilots", _pilot_hash)):
        if [kind(each) for each in getattr(old, key)] != [
            kind(each) for each in getattr(new, key)
        ]:
            found.append(f"{path}: its {key} are not those of this design.")
    if old.names != new.names and set(old.names) != set(new.names):
        found.append(
            f"{path}: its points set {', '.join(old.names) or 'nothing'}; here they set "
            f"{', '.join(new.names) or 'nothing'}."
        )
    if found:
        found.append("A sweep that differs goes into a folder of its own (--out).")
    return found


def _pilot_hash(pilot: Pilot) -> str:
    return digest(asdict(pilot))


def _extended(old: Plan, new: Plan, lacking: list[int]) -> Plan:
    """The old plan with the lacking runs of the new one at its end."""
    known = {digest(sorted(point.items())): n for n, point in enumerate(old.points)}
    place: list[int] = []
    added: list[Point] = []
    for point in new.points:
        name = digest(sorted(point.items()))
        if name not in known:
            known[name] = len(old.points) + len(added)
            added.append(point)
        place.append(known[name])
    rows = new.rows[lacking].copy()
    rows[:, 1] = np.array(place, dtype=np.int32)[rows[:, 1]]
    grown = old.grown(rows, added)
    return replace(grown, design=replace(grown.design, points=grown.points))
