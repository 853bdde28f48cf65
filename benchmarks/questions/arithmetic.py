"""How far are the three hottest rules from the same arithmetic in C?

Draws are handed to both sides ready-made; what they cost is told beside. A rule whose
numbers differ from those of its C is not timed. "C" rounds as NumPy does; "fast C" may
reorder sums and use vector exponentials, and is told beside.
"""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.clock import Spell, each, enough, ratios, take_turns, time_of
from benchmarks.districts import unsettled
from benchmarks.in_c.binding import EXACT, LOOSE, NoCompiler
from benchmarks.in_c.rules import FEW, HOTTEST, Hot, KeptDraws, differing
from benchmarks.notes import Effort, Notes
from govsim.assumptions import Assumptions, assumptions
from govsim.month import run_month
from govsim.policy import PolicyPath
from govsim.state import World

SIZES = (100_000, 1_000_000)
MONTHS_BEFORE = 3


def ask(effort: Effort, notes: Notes) -> None:
    """Each rule at each size."""
    for size in SIZES:
        if size <= max(effort.sizes):
            with tempfile.TemporaryDirectory() as folder:
                at_size(size, Path(folder), effort, notes)


def lived_in(size: int, a: Assumptions) -> World:
    """A world after a few months, whose next draws are kept."""
    w = unsettled(size)
    for month in range(1, MONTHS_BEFORE + 1):
        w.month = month
        run_month(w, PolicyPath(w.size, {}), a)
    w.draws = KeptDraws(w.draws)
    return w


def at_size(size: int, folder: Path, effort: Effort, notes: Notes) -> None:
    """Check, then time, the three rules in turn with their C."""
    a = assumptions()
    w = lived_in(size, a)
    for hot in HOTTEST:
        try:
            in_c, loose = (hot.in_c(w, a, folder, flags) for flags in (EXACT, LOOSE))
        except NoCompiler as reason:
            notes.say(f"  {hot.name} in C: {reason}")
            return
        theirs = hot.theirs(in_c())
        hot.verb(w, a)
        shares = differing(hot.ours(w), theirs)
        off = ", ".join(f"{k} {v:.1e}" for k, v in shares.items() if v > FEW)
        if notes.check(f"{hot.name} as in C at {size:,}", not off, off):
            ours = partial(hot.verb, w, a)
            compare(hot, {"": ours, "C": in_c, "fast C": loose}, size, effort, notes)
            draws(hot, w, size, effort, notes)


def compare(
    hot: Hot,
    works: dict[str, Callable[[], object]],
    size: int,
    effort: Effort,
    notes: Notes,
) -> None:
    """Times of all in turns; only C with the same rounding is a yardstick."""
    measured = {name: repeated(work) for name, work in works.items()}
    kept = take_turns(measured, 2 * effort.rounds)
    for name, spells in kept.items():
        words = f"{hot.name} in {name}" if name else hot.name
        cost = each(spells, 1e9 / size)
        notes.find("arithmetic", words, "ns per resident", cost, size, spells)
    for name in ("C", "fast C"):
        times, both = ratios(kept[""], kept[name]), [*kept[""], *kept[name]]
        words = f"{hot.name} against {name}"
        notes.find("arithmetic", words, f"times {name}", times, size, both)


def repeated(work: Callable[[], object]) -> Callable[[], Spell]:
    """A measurement long enough to be read: several calls at once."""
    count = enough(lambda: time_of(work), least=0.02)

    def all_calls() -> None:
        for _ in range(count):
            work()

    return lambda: time_of(all_calls).per(count)


def draws(hot: Hot, w: World, size: int, effort: Effort, notes: Notes) -> None:
    """What drawing the rule's own numbers costs."""
    if not hot.stream:
        return

    def draw() -> None:
        w.draws.kept.pop(hot.stream)  # type: ignore[attr-defined]
        w.uniform(hot.stream, 3)

    spells = [time_of(draw) for _ in range(effort.rounds)]
    cost = each(spells, 1e9 / size)
    words = f"{hot.name}: drawing three numbers"
    notes.find("arithmetic", words, "ns per resident", cost, size, spells)
