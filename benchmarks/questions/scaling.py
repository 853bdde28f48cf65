"""What does a month cost from 1,000 to 1,000,000 residents, in time and memory?

Set-up is told in three parts: building the world, settling its opening state (96 months
under the status quo), and making the Mesa model from it.
"""

from contextlib import ExitStack
from functools import partial
from typing import Any

import numpy as np

from benchmarks.clock import each, enough, ratios, take_turns
from benchmarks.contenders import Contender
from benchmarks.notes import Effort, Notes

SETTLED = "benchmarks.districts:District"
NEW = "benchmarks.districts:NewDistrict"
REFERENCE = 10_000


def ask(effort: Effort, notes: Notes) -> None:
    """One process for each size, months taken in turns."""
    with ExitStack() as open_:
        works, at_start = {}, {}
        for size in effort.sizes:
            settled = size <= effort.settled
            one = open_.enter_context(Contender(SETTLED if settled else NEW))
            note_set_up(one.build(size), size, settled, notes)
            works[str(size)] = partial(one.steps, enough(one.steps, 0.3, 100))
            at_start[size] = one
        kept = take_turns(works, effort.rounds)
        for size, one in at_start.items():
            note_peak(one, size, notes)
    means = []
    for size in effort.sizes:
        spells = kept[str(size)]
        cost = each(spells, 1e9 / size)
        found = notes.find(
            "scaling", "the month", "ns per resident-month", cost, size, spells
        )
        means.append(found.value)
        if size > REFERENCE:
            more = ratios(spells, kept[str(REFERENCE)], REFERENCE / size)
            words = "cost of a resident-month"
            notes.find("scaling", words, "times 10,000's", more, size, spells)
    notes.find("scaling", "exponent of the month in residents", "power",
               exponent(effort.sizes, means))  # fmt: skip


def exponent(sizes: tuple[int, ...], costs: list[float]) -> float:
    """Slope of log time over log residents from 10,000 up (1: cost per head is flat)."""
    large = [k for k, size in enumerate(sizes) if size >= REFERENCE]
    logs = np.log([sizes[k] for k in large]), np.log([costs[k] for k in large])
    return float(1.0 + np.polyfit(*logs, 1)[0]) if len(large) > 1 else 1.0


def note_set_up(built: dict[str, Any], size: int, settled: bool, notes: Notes) -> None:
    """Parts of the set-up and the memory of state."""
    facts = built["facts"]
    notes.find("scaling", "building the world", "s", facts["built"], size)
    if settled:
        notes.find("scaling", "settling the opening", "s", facts["settled"], size)
    notes.find("scaling", "making the model", "s", facts["made"], size)
    notes.find(
        "scaling", "columns", "bytes per resident", facts["state_bytes"] / size, size
    )


def note_peak(one: Contender, size: int, notes: Notes) -> None:
    """Memory of the whole process at its peak, less what it took before the build."""
    answer = one.ask("step", count=1)
    if answer["peak"]:
        notes.find(
            "scaling", "process at its peak", "MiB", answer["peak"] / 2**20, size
        )
