"""How long does something take, when others use the machine too?

Contenders take turns, round after round, so that a slow minute slows all of them. Beside
the time that passed stands the processor time used: where the two differ, the machine was
busy with something else.
"""

import gc
import statistics
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Spell:
    """Time something took."""

    wall: float  # [s]
    cpu: float  # [s] of this process

    def per(self, number: float) -> "Spell":
        """Time of each of `number` equal parts."""
        return Spell(self.wall / number, self.cpu / number)


def time_of(work: Callable[[], object]) -> Spell:
    """Time of one call; garbage is collected before, not during it."""
    gc.collect()
    gc.disable()
    try:
        cpu, wall = time.process_time(), time.perf_counter()
        work()
        return Spell(time.perf_counter() - wall, time.process_time() - cpu)
    finally:
        gc.enable()


class Both(NamedTuple):
    """A figure of each round, by the time that passed and by processor time."""

    wall: list[float]
    cpu: list[float]


type Rounds = dict[str, list[Spell]]


def take_turns(
    works: Mapping[str, Callable[[], Spell]],
    rounds: int,
    said: Callable[[str], None] = lambda line: None,
) -> Rounds:
    """Let each measure itself once a round; every other round in reverse order."""
    kept: Rounds = {name: [] for name in works}
    for number in range(rounds):
        said(f"round {number + 1} of {rounds}")
        for name in list(works)[:: 1 if number % 2 == 0 else -1]:
            kept[name].append(works[name]())
    return kept


def enough(work: Callable[[], Spell], least: float = 0.05, most: int = 2000) -> int:
    """How often to repeat something so that it takes `least` seconds in all."""
    once = max(min(work().wall, work().wall), 1e-7)
    return max(1, min(most, round(least / once)))


def median(values: Iterable[float]) -> float:
    """Median."""
    return statistics.median(values)


def each(spells: Iterable[Spell], factor: float = 1.0) -> Both:
    """The rounds' times, in another unit."""
    kept = list(spells)
    return Both([factor * s.wall for s in kept], [factor * s.cpu for s in kept])


def ratios(slow: Sequence[Spell], fast: Sequence[Spell], factor: float = 1.0) -> Both:
    """How many times longer one took than the other, round by round."""
    rounds = list(zip(slow, fast, strict=True))
    by_cpu = [factor * a.cpu / b.cpu for a, b in rounds if b.cpu > 0]
    return Both([factor * a.wall / b.wall for a, b in rounds], by_cpu)


def busy(spells: Iterable[Spell]) -> float:
    """Processor time in each second that passed (about 1 on a machine left alone)."""
    spells = list(spells)
    return sum(s.cpu for s in spells) / max(sum(s.wall for s in spells), 1e-9)
