"""What CI holds fast: ratios within one run, by processor time, never seconds.

Bounds leave room for other machines and busy ones; docs/performance.md shows what is
reached. `python -m benchmarks --guard` ends with 1 if one is broken.
"""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.clock import Spell, median, ratios, take_turns, time_of
from benchmarks.districts import BareMonth, NewDistrict, Twin, state_bytes
from benchmarks.in_c.binding import NoCompiler
from benchmarks.in_c.rules import HOTTEST
from benchmarks.questions.arithmetic import lived_in, repeated
from benchmarks.workload.engine import Columns
from benchmarks.workload.numbers import start
from benchmarks.workload.plain_mesa import PlainMesa
from govsim.assumptions import assumptions

ROUNDS = 5
OVER_TWIN = 3.0  # times faster than the plain Mesa twin, 1,000 residents
OVER_MESA = 20.0  # … than plain Mesa on workload W, 10,000 residents
TIMES_C = 6.0  # the hottest rules against C, 100,000 residents
FLAT = 2.0  # a resident-month at 100,000 against one at 10,000
BYTES = 400.0  # of state a resident


@dataclass(frozen=True, slots=True)
class Held:
    """A bound and what was found."""

    words: str
    value: float
    bound: float
    holds: bool

    def __str__(self) -> str:
        sign = "holds" if self.holds else "BROKEN"
        return f"{sign}: {self.words}: {self.value:.3g}, bound {self.bound:g}"


def guard() -> Iterator[Held]:
    """Every bound, one after the other."""
    yield over_twin()
    yield over_mesa()
    yield from times_c()
    yield flat()
    each = state_bytes(BareMonth((10_000, 1)).model) / 10_000
    yield Held("bytes of state a resident", each, BYTES, each <= BYTES)


def against(
    slow: Callable[[], object], fast: Callable[[], object], factor: float = 1.0
) -> float:
    """Median ratio of processor times, in turns."""
    works: dict[str, Callable[[], Spell]] = {
        "slow": partial(time_of, slow),
        "fast": repeated(fast),
    }
    kept = take_turns(works, ROUNDS)
    return median(ratios(kept["slow"], kept["fast"], factor).cpu)


def over_twin() -> Held:
    """The month against the twin's."""
    ratio = against(Twin((1_000, 1)).step, BareMonth((1_000, 1)).step)
    words = "times faster than the twin at 1,000"
    return Held(words, ratio, OVER_TWIN, ratio >= OVER_TWIN)


def over_mesa() -> Held:
    """Columns against objects on workload W."""
    begin = start(10_000, 1)
    ratio = against(PlainMesa(begin).step, Columns(begin).step)
    words = "times faster than plain Mesa on W at 10,000"
    return Held(words, ratio, OVER_MESA, ratio >= OVER_MESA)


def times_c() -> Iterator[Held]:
    """The hottest rules against C, where there is a compiler."""
    a = assumptions()
    w = lived_in(100_000, a)
    with tempfile.TemporaryDirectory() as folder:
        for hot in HOTTEST:
            try:
                in_c = hot.in_c(w, a, Path(folder))
            except NoCompiler:
                return
            ratio = against(partial(hot.verb, w, a), in_c)
            yield Held(f"{hot.name} in times C", ratio, TIMES_C, ratio <= TIMES_C)


def flat() -> Held:
    """A resident-month in a large district against one in a small one."""
    large, small = NewDistrict((100_000, 1)), NewDistrict((10_000, 1))
    ratio = against(large.step, small.step, 10_000 / 100_000)
    words = "a resident-month at 100,000 in those at 10,000"
    return Held(words, ratio, FLAT, ratio <= FLAT)
