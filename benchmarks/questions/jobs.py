"""How long do the jobs people have take: a class's run, the main comparison?"""

from functools import partial

from benchmarks.clock import each, time_of
from benchmarks.districts import class_size
from benchmarks.notes import Effort, Notes
from govsim.model import GovernanceModel
from govsim.studies.comparing import compare

PAIRS, MONTHS, WORKERS, ADULTS = 30, 120, 2, 6_000


def ask(effort: Effort, notes: Notes) -> None:
    """A class-size run, warm; the main job if asked for."""
    one_class(effort, notes)
    if effort.main_job:
        main_job(notes)


def one_class(effort: Effort, notes: Notes) -> None:
    """One community of 600 residents, opening and 60 months, in a process warmed up."""
    plan = class_size()

    def run(seed: int) -> None:
        GovernanceModel(plan, rng=seed).run_for(plan.months)

    run(0)
    spells = [time_of(partial(run, k)) for k in range(1, effort.rounds + 1)]
    detail = f"1 community, {plan.months} months, opening settled"
    notes.find("jobs", "a class's run", "s", each(spells), plan.adults, spells, detail)


def main_job(notes: Notes) -> None:
    """Two set-ups, 30 pairs, 6,000 residents, ten years, two workers."""
    spell = time_of(
        lambda: compare(
            ["administration-led", "self-governing"],
            replicates=PAIRS,
            months=MONTHS,
            rng=1,
            workers=WORKERS,
        )
    )
    detail = f"{PAIRS} pairs, {MONTHS} months, {WORKERS} workers, plausible parameters"
    notes.find("jobs", "the main comparison", "s", spell.wall, ADULTS, detail=detail)
