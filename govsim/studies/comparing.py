"""How are the same worlds run under each set-up? The main job."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from pathlib import Path

from govsim.assumptions import plausible_sets
from govsim.errors import BadInput
from govsim.model import Seed, as_seed
from govsim.scenarios import Scenario, load
from govsim.studies.comparison import Comparison
from govsim.studies.comparison_table import TABLE_COLUMNS
from govsim.studies.jobs import Job, Record, carry_out
from govsim.studies.windows import WINDOW, check_window


def compare(
    scenarios: Sequence[str | Path | Scenario],
    *,
    replicates: int = 30,
    months: int | None = None,
    rng: Seed = 1,
    workers: int | None = None,
    parameters: str = "plausible",
    window: int = WINDOW,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Comparison:
    """Run the same worlds under each scenario and compare them in pairs.

    Parameters
    ----------
    scenarios : two or more presets, scenario files or `Scenario` objects that share
        their communities
    replicates : pairs; pair *k* uses world *k* and, if plausible, parameter set *k*
    months : length of each run; the first scenario's own if not given
    rng : integer seed of the study
    workers : processes (all cores by default); results do not depend on it
    parameters : ``"plausible"`` draws them from the ranges on their cards,
        ``"default"`` keeps the default set
    window : months a figure is the mean of (rates and stocks)
    executor : any `concurrent.futures.Executor`
    progress : called with jobs done and jobs in all

    Raises
    ------
    BadInput
        In sentences, for anything that cannot be compared.
    """
    plans = _plans(scenarios, months)
    check_pairs(replicates, parameters)
    length, seed = plans[0].months, as_seed(rng)
    window = check_window(window, length)
    sets, repeats = assumption_sets(parameters, replicates, seed)
    jobs = [
        Job(place, plans, length, seed, place, sets[place % replicates], window)
        for place in range(replicates + repeats)
    ]
    done: dict[int, list[Record]] = {}
    for job, records in carry_out(jobs, workers, executor, progress):
        done[job.place] = records
    ordered = [done[place] for place in range(len(jobs))]
    return Comparison(
        plans, seed, length, window, parameters, replicates, ordered, sets
    )


def _plans(
    scenarios: Sequence[str | Path | Scenario], months: int | None
) -> tuple[Scenario, ...]:
    """Scenarios to compare, alike in all but levers, dates and shocks."""
    if isinstance(scenarios, (str, Path)) or len(scenarios) < 2:
        raise BadInput("compare needs two scenarios or more.")
    plans = [s if isinstance(s, Scenario) else load(s) for s in scenarios]
    length = months or plans[0].months
    plans = [plan.replace(months=length) for plan in plans]
    names = [plan.name for plan in plans]
    twice = sorted({name for name in names if names.count(name) > 1})
    faults = [f"{name} is named twice; rename one of the scenarios." for name in twice]
    faults += [
        f"{plan.name} and {plans[0].name} have different communities; compared "
        "scenarios must share population and opening state. Add --world FILE (in Python "
        'plan.replace(world="FILE.toml")) to run all of them in one file\'s place.'
        for plan in plans[1:]
        if (plan.profiles, plan.people) != (plans[0].profiles, plans[0].people)
        or plan.shared != plans[0].shared
    ]
    if faults:
        raise BadInput(*faults)
    return tuple(plans)


def check_pairs(replicates: int, parameters: str) -> None:
    """BadInput unless there are pairs to compare and a known choice of parameters."""
    if parameters not in ("plausible", "default"):
        raise BadInput(
            f"parameters = {parameters!r}: allowed are 'plausible' and 'default'."
        )
    whole = isinstance(replicates, int) and not isinstance(replicates, bool)
    if not whole or replicates < 2:
        raise BadInput(f"replicates = {replicates!r}: at least 2 pairs are needed.")


def assumption_sets(
    parameters: str, replicates: int, seed: int
) -> tuple[list[dict[str, float]], int]:
    """The assumptions of each pair, and how many pairs get a second world.

    Second worlds under the same assumptions tell luck apart from assumptions.
    """
    if parameters == "default":
        return [{}] * replicates, 0
    sets = plausible_sets(replicates, seed % 2**32)
    return sets, min(replicates, max(4, replicates // 5))


__all__ = ["TABLE_COLUMNS", "Comparison", "compare"]
