"""How many runs a second, and what do workers and the studies' job runner cost?

A run is one scenario on one world for two years; a job settles a world and runs two
scenarios on it, as `govsim compare` does, and counts as two runs.
"""

from benchmarks.clock import Both, Spell, each, median, ratios, take_turns, time_of
from benchmarks.districts import district
from benchmarks.notes import Effort, Notes
from govsim.assumptions import assumptions
from govsim.model import GovernanceModel
from govsim.opening import settled_world
from govsim.scenarios import Scenario, load
from govsim.studies.jobs import Job, carry_out, pool, world_seed

SMALL, LARGE = 1_000, 6_000
MONTHS = 24
PAIR = ("administration-led", "self-governing")


def ask(effort: Effort, notes: Notes) -> None:
    """Runs a second at two sizes; then what the job runner adds to a run."""
    for size, runs in ((SMALL, effort.runs), (LARGE, effort.large_runs)):
        runs_a_second(size, runs, notes)
    overhead(effort, notes)


def jobs(size: int, runs: int) -> list[Job]:
    """Half as many jobs as runs, each with its own world."""
    place = district(size).profiles
    plans = tuple(
        load(name).replace(profiles=place, months=MONTHS, changes=(), shocks=())
        for name in PAIR
    )
    return [Job(k, plans, MONTHS, 1, k, {}) for k in range(runs // 2)]


def runs_a_second(size: int, runs: int, notes: Notes) -> None:
    """All runs on one worker and on two, the start of the workers included."""
    todo = jobs(size, runs)
    rounds = 1 if runs >= 100 else 2  # many runs are rounds enough

    def on(workers: int) -> Spell:
        return time_of(lambda: list(carry_out(todo, workers)))

    kept = take_turns({"1": lambda: on(1), "2": lambda: on(2)}, rounds)
    for workers, spells in kept.items():
        rate = Both([runs / wall for wall in each(spells).wall], [])
        words = "1 worker" if workers == "1" else "2 workers"
        notes.find(
            "sweeps", words, "runs per second", rate, size, detail=f"{runs} runs"
        )
    gain = Both(ratios(kept["1"], kept["2"]).wall, [])
    unit = "times one worker" if size == SMALL else "times one worker, large"
    notes.find("sweeps", "two workers", unit, gain, size, detail=f"{runs} runs")


def overhead(effort: Effort, notes: Notes) -> None:
    """A run handed to a worker process against the model's bare loop in this one."""
    plan = district(SMALL, months=MONTHS)
    job = Job(0, (plan,), MONTHS, 1, 0, {})
    with pool(1) as executor:
        works = {
            "bare": lambda: time_of(lambda: bare_loop(plan)),
            "in this process": lambda: time_of(lambda: list(carry_out([job], 1))),
            "in a worker": lambda: time_of(
                lambda: list(carry_out([job], executor=executor))
            ),
        }
        take_turns(works, 1)  # imports, first use of the worker
        kept = take_turns(works, 2 * effort.rounds)
    notes.find("sweeps", "a run of the bare loop", "s", each(kept["bare"]), SMALL,
               kept["bare"])  # fmt: skip
    for where in ("in this process", "in a worker"):
        more = 100.0 * (median(ratios(kept[where], kept["bare"]).wall) - 1.0)
        unit = "% more" if where == "in a worker" else "% more, in process"
        notes.find("sweeps", f"job runner {where}", unit, max(more, 0.0), SMALL)


def bare_loop(plan: Scenario) -> None:
    """Settle a world, make a model, take its months: what anybody would write."""
    seed = world_seed(1, 0)
    opening = settled_world(plan, seed, assumptions())
    model = GovernanceModel(plan, rng=seed, opening=opening)
    for _ in range(MONTHS):
        model.step()
