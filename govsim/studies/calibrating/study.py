"""The calibration as people call it."""

from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path

from govsim.errors import BadInput
from govsim.model import Seed, as_seed
from govsim.scenarios.scenario import whole
from govsim.studies.calibrating.approximate import KEPT, posterior_of
from govsim.studies.calibrating.evaluating import Laboratory, Progress
from govsim.studies.calibrating.measuring import Simulator, measure
from govsim.studies.calibrating.plan import Plan
from govsim.studies.calibrating.recovering import recover as recover_from
from govsim.studies.calibrating.result import Calibration
from govsim.studies.calibrating.store import Store
from govsim.studies.calibrating.target_file import read_targets
from govsim.studies.calibrating.waves import first_points, match, one_thread, stream
from govsim.studies.sweeping.extras import need


def calibrate(
    targets: Plan | str | Path,
    *,
    rng: Seed = None,
    workers: int | None = None,
    recover: int = 0,
    quick: bool = False,
    out: str | Path | None = None,
    resume: bool = False,
    overwrite: bool = False,
    simulate: Simulator = measure,
    executor: Executor | None = None,
    progress: Progress = None,
) -> Calibration:
    """Fit uncertain parameters to patterns or data.

    Waves of history matching rule out what cannot come to the targets; approximate
    Bayesian computation within what is left gives equally likely sets; some of them are
    run again to see whether they do come to the targets.

    Parameters
    ----------
    targets : a file of targets, or a `Plan`
    rng : integer seed; the file's own if not given
    workers : processes (all cores by default); results do not depend on it
    recover : sets whose recovery is tried with made observations (0: none)
    quick : a small version: one wave of few points
    out : folder the result will be written to; what is run is kept beside it as it ends,
        so that a killed calibration can be gone on with. In memory only if not given
    resume : go on with what was begun for `out`
    overwrite : begin anew where something was begun
    simulate : what to run in place of the model: a function of a module that takes a
        plan and a task and returns target = value
    executor : any `concurrent.futures.Executor`
    progress : called with runs done and runs in all

    Raises
    ------
    BadInput
        In sentences; with the line that installs scikit-learn if it is missing.
    """
    plan = plan_for(targets, rng=rng, recover=recover, quick=quick)
    where = None if out is None else Path(out)
    store = Store.open(where, plan, resume=resume, overwrite=overwrite)
    lab = Laboratory(plan, simulate, store, workers, executor, progress)
    return carry_out(lab)


def plan_for(
    targets: Plan | str | Path,
    *,
    rng: Seed = None,
    recover: int = 0,
    quick: bool = False,
) -> Plan:
    """Everything `calibrate` checks and decides before the first run."""
    need("sklearn", "analysis", "Calibrations")
    plan = targets if isinstance(targets, Plan) else read_targets(Path(targets))
    if not whole(recover) or recover < 0:
        raise BadInput(f"recover = {recover!r}: a whole number from 0 is needed.")
    if rng is not None:
        plan = replace(plan, seed=as_seed(rng))
    plan = replace(plan, truths=recover)
    return plan.quick() if quick else plan


def carry_out(lab: Laboratory) -> Calibration:
    """Run what is not there yet, and draw the conclusions."""
    plan, width = lab.plan, len(lab.plan.free)
    with one_thread():
        matching = match(lab)
        kept = max(KEPT, plan.sets)
        drawn = stream(plan.seed, "posterior")
        found = posterior_of(matching.matcher, width, drawn, kept=kept)
        check = lab.run("check", found.unit[: plan.check])
        truths = recover_from(lab, matching) if plan.truths else None
    return Calibration(plan, matching, found, check, truths, lab.errors, lab.store)


__all__ = ["Calibration", "Plan", "calibrate", "carry_out", "first_points", "plan_for"]
