"""How much faster is govsim's month than the same month in plain Mesa?

Both start from one opening world and use the same draws, so they must reach the same
state; then both take their months in turns. Neither measures outcomes meanwhile; what
govsim's month costs with outcomes measured is told beside.
"""

from contextlib import ExitStack
from functools import partial

import numpy as np

from benchmarks.clock import each, enough, ratios, take_turns
from benchmarks.contenders import Contender, NotThere
from benchmarks.districts import BareMonth, Twin
from benchmarks.notes import Effort, Notes

SIZES = (1_000, 10_000)
CONTENDERS = {
    "govsim": "benchmarks.districts:BareMonth",
    "govsim with outcomes": "benchmarks.districts:District",
    "twin": "benchmarks.districts:Twin",
}
MONTHS = 3
COLUMNS = ("trust", "acts", "habit", "satisfaction", "belonging", "belief", "income")
SAME = 1e-3  # a mean over residents may differ by this, relative to its size


def ask(effort: Effort, notes: Notes) -> None:
    """Same state first, then times at both sizes."""
    if not same_state(notes):
        return
    for size in SIZES:
        try:
            at_size(size, effort, notes)
        except NotThere as reason:
            notes.say(f"  the twin at {size:,}: {reason}")


def same_state(notes: Notes) -> bool:
    """Do both reach the same state from the same world with the same draws?"""
    begin = (400, 1)
    try:
        twin = Twin(begin)
    except ImportError as missing:
        notes.say(f"  the twin is not here: {missing}")
        return False
    ours = BareMonth(begin)
    for _ in range(MONTHS):
        twin.step()
        ours.step()
    theirs, off = twin.model.as_world().residents, []
    for name in COLUMNS:
        pair = (getattr(ours.model.residents, name), getattr(theirs, name))
        a, b = (np.asarray(column, dtype=np.float64).mean() for column in pair)
        if abs(a - b) > SAME * max(abs(a), 0.1):
            off.append(f"{name} {a:.4f} and {b:.4f}")
    return notes.check(f"the twin after {MONTHS} months", not off, ", ".join(off))


def at_size(size: int, effort: Effort, notes: Notes) -> None:
    """Months in turns."""
    with ExitStack() as open_:
        works = {}
        for name, made_by in CONTENDERS.items():
            one = open_.enter_context(Contender(made_by))
            one.build(size)
            works[name] = partial(one.steps, enough(one.steps, 0.2, 50))
        kept = take_turns(works, effort.rounds)
    for name, spells in kept.items():
        cost = each(spells, 1e9 / size)
        notes.find("twin", name, "ns per resident-month", cost, size, spells)
    for name, unit in (
        ("govsim", "times faster"),
        ("govsim with outcomes", "times faster, outcomes measured"),
    ):
        both = [*kept["twin"], *kept[name]]
        times = ratios(kept["twin"], kept[name])
        notes.find("twin", f"{name} against the twin", unit, times, size, both)
