"""A trial as people call it: every world without the pilot and with it."""

import json
import time
from concurrent.futures import Executor
from dataclasses import asdict
from pathlib import Path
from typing import Any

from govsim.errors import BadInput
from govsim.studies.sweeping import Sweep, sweep
from govsim.studies.sweeping.progress import Progress
from govsim.studies.trials.design import TrialDesign
from govsim.studies.trials.result import Trial

RUNS, ASKED = "runs", "trial.json"
ANALYSED = ("outcomes", "period", "name")
"""What may differ between the runs and a later look at them."""


def trial(
    design: TrialDesign | str | Path,
    *,
    workers: int | None = None,
    executor: Executor | None = None,
    out: str | Path | None = None,
    resume: bool = False,
    overwrite: bool = False,
    progress: bool | Progress = True,
) -> Trial:
    """Try a pilot in many worlds and judge how well it could be evaluated.

    Safe to kill at any moment; the same for any number of workers.

    Parameters
    ----------
    design : a `TrialDesign`, a file that describes one, or the folder of a trial (which
        is gone on with if it is unfinished, and looked at if it is finished)
    workers : processes (all cores by default)
    executor : any `concurrent.futures.Executor` instead; it is left open
    out : folder; the runs go to ``runs`` in it; ``results/trial-<time>`` if not given
    resume : go on with the trial in `out`
    overwrite : replace what is in `out`
    progress : show a bar, or a function called with runs done and runs in all

    Raises
    ------
    BadInput
        In sentences, before anything is run.
    """
    if not isinstance(design, TrialDesign) and Path(design).is_dir():
        return _again(Path(design), workers, executor, progress)
    asked = design if isinstance(design, TrialDesign) else TrialDesign.from_toml(design)
    folder = Path(out or f"results/trial-{time.strftime('%Y%m%d-%H%M%S')}")
    runs = sweep(
        asked.sweep_design(),
        workers=workers,
        executor=executor,
        out=_opened(folder, asked, overwrite),
        resume=resume,
        overwrite=overwrite,
        progress=progress,
    )
    return Trial(asked, runs)


def opened(folder: str | Path) -> Trial:
    """The trial in a folder, finished or not."""
    folder = Path(folder)
    return Trial(stored(folder), Sweep(folder / RUNS))


def _again(
    folder: Path,
    workers: int | None,
    executor: Executor | None,
    progress: bool | Progress,
) -> Trial:
    found = opened(folder)
    if not found.sweep.complete:
        found.sweep.resume(workers=workers, executor=executor, progress=progress)
    return found


def _opened(folder: Path, asked: TrialDesign, overwrite: bool) -> Path:
    """The folder of the runs, with what is asked beside it."""
    if folder.exists() and not folder.is_dir():
        raise BadInput(f"{folder} is a file; --out needs a folder.")
    held = folder.is_dir() and any(folder.iterdir())
    if held and not (folder / ASKED).exists():
        raise BadInput(f"{folder} holds other files; choose an empty folder.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"{folder} cannot be written: {error.strerror}.") from None
    if not held or overwrite:
        _note(folder, asked)
    return folder / RUNS


def _note(folder: Path, asked: TrialDesign) -> None:
    from govsim.studies.sweeping.folder import write_whole

    made: dict[str, Any] = {
        "rollout": asdict(asked.rollout),
        "scenario": asked.scenario.to_toml(),
        **{
            key: getattr(asked, key)
            for key in ("months", "replicates", "seed", "parameters", "period", "name")
        },
        "outcomes": list(asked.outcomes),
    }
    text = json.dumps(made, indent=2, ensure_ascii=False) + "\n"
    write_whole(folder / ASKED, text.encode())


def stored(folder: Path) -> TrialDesign:
    """The design of a folder.

    Raises
    ------
    BadInput
        If there is no trial in it.
    """
    path = folder / ASKED
    if not path.exists():
        raise BadInput(f"{folder} holds no trial.")
    asked = json.loads(path.read_text("utf8"))
    own = Sweep(folder / RUNS).design
    rollout = own.pilots[1].rollout
    assert rollout is not None
    return TrialDesign(
        own.scenarios[0],
        rollout.levers,
        start=rollout.starts,
        treated=rollout.counts,
        choose=rollout.choose,
        rank_by=rollout.rank_by,
        length=rollout.length or None,
        early_months=rollout.early_months,
        early_levers=rollout.early_levers,
        communities=len(own.scenarios[0].profiles),
        months=own.months or 1,
        replicates=own.replicates,
        seed=own.seed,
        parameters=own.parameters,
        outcomes=asked["outcomes"],
        period=asked["period"],
        name=asked["name"],
    )
