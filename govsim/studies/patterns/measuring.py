"""Carry the protocols out, replicate by replicate, on as many worlds as the verdicts need."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field

import numpy as np

from govsim.columns import Floats
from govsim.lab.rows import ROWS as BENCH
from govsim.randomness import key
from govsim.studies.jobs import spread, world_seed
from govsim.studies.patterns.cards import PATTERNS, Pattern
from govsim.studies.patterns.places import NotMeasured, Place
from govsim.studies.patterns.reachable import comparison
from govsim.studies.patterns.rows import PROTOCOLS
from govsim.studies.verdicts import MOST_REPLICATES, STRADDLES, row_verdict

type Progress = Callable[[int, int], None] | None
LABORATORY = "laboratory"
QUICK = {"laboratory": 60}
QUICK_WORLDS = 6
"""Replicates of a quick run, in the laboratory and of everything else."""


@dataclass(frozen=True, slots=True)
class Task:
    """Some rows on one world, or one row of the laboratory in one batch of sessions."""

    seed: int
    world: str
    replicate: int
    rows: tuple[str, ...]
    count: int = 1  # sessions of a batch
    ballots: str = ""  # folder of real ballots for row A15


@dataclass
class Measurements:
    """Values by row and part, one a replicate, and why some rows have none."""

    values: dict[str, dict[str, Floats]] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)

    def add_all(self, parts: Iterable[dict[str, dict[str, Floats] | str]]) -> None:
        """Append what came of several tasks."""
        for part in parts:
            for row, made in part.items():
                self.add(row, made)

    def add(self, row: str, made: dict[str, Floats] | str) -> None:
        """Append replicates of a row, or note why there are none."""
        if isinstance(made, str):
            self.missing[row] = made
            return
        kept = self.values.setdefault(row, {})
        for part, values in made.items():
            before = kept.get(part, np.zeros(0))
            kept[part] = np.concatenate([before, values])

    def replicates(self, row: str) -> int:
        """Replicates of a row so far."""
        return max((v.size for v in self.values.get(row, {}).values()), default=0)


def measure(task: Task) -> dict[str, dict[str, Floats] | str]:
    """What the rows of a task come to: arrays by part, or a sentence why not."""
    if task.world == LABORATORY:
        return {row: _bench(task, row) for row in task.rows}
    place = Place(world_seed(task.seed, task.replicate), task.world)
    return {row: _field(place, row) for row in task.rows}


def _bench(task: Task, row: str) -> dict[str, Floats] | str:
    if row not in BENCH:
        return "the laboratory has no protocol for it"
    if PATTERNS[row].census:
        if not task.ballots:
            return "it needs a folder of real ballots (--ballots)"
        parts = BENCH[row](folder=task.ballots)
    else:
        seed = np.random.SeedSequence(key(task.seed, row, task.replicate).tolist())
        parts = BENCH[row](rng=seed, replicates=task.count)
    return {name: np.asarray(values, dtype=np.float64) for name, values in parts}


def _field(place: Place, row: str) -> dict[str, Floats] | str:
    pattern = PATTERNS[row]
    try:
        made = PROTOCOLS[row](place) if row in PROTOCOLS else comparison(place, pattern)
    except NotMeasured as missing:
        return str(missing)
    return {name: np.array([value]) for name, value in made.items()}


def world_of(pattern: Pattern, full: bool) -> str:
    """Where a row is measured, in full or quickly."""
    return pattern.world if full else pattern.small


def first_count(pattern: Pattern, full: bool, worlds: int | None = None) -> int:
    """Replicates a row begins with; `worlds` replaces the number outside the laboratory."""
    if pattern.census:
        return 1
    if worlds is not None and pattern.world != LABORATORY:
        return worlds
    return pattern.replicates if full else QUICK.get(pattern.world, QUICK_WORLDS)


def tasks_for(
    patterns: Sequence[Pattern], have: dict[str, int], want: dict[str, int], seed: int,
    *, full: bool, ballots: str = "",
) -> list[Task]:  # fmt: skip
    """Tasks that bring each row from the replicates it has to those it wants.

    Rows of one world share its runs, so replicate k of all of them is one task.
    """
    made = [
        Task(seed, LABORATORY, have[p.id], (p.id,), want[p.id] - have[p.id], ballots)
        for p in patterns
        if p.world == LABORATORY and want[p.id] > have[p.id]
    ]
    groups: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        if pattern.world != LABORATORY:
            groups.setdefault(world_of(pattern, full), []).append(pattern)
    rows_of = (
        (world, k, tuple(p.id for p in members if have[p.id] <= k < want[p.id]))
        for world, members in groups.items()
        for k in range(max(want[p.id] for p in members))
    )
    return made + [Task(seed, world, k, rows) for world, k, rows in rows_of if rows]


def carry_through(
    patterns: Sequence[Pattern],
    verdicts: Callable[[Pattern, Measurements], Sequence[str]],
    seed: int,
    *,
    full: bool,
    worlds: int | None = None,
    ballots: str = "",
    workers: int | None = None,
    executor: Executor | None = None,
    progress: Progress = None,
) -> Measurements:
    """Measure all rows; double the replicates of those that straddle, up to 480.

    A quick run does so in the laboratory only.

    Parameters
    ----------
    verdicts : a row's verdicts, part by part, from what is measured so far
    worlds : replicates rows begin with outside the laboratory, if not their own
    ballots : folder of real ballots, for row A15
    """
    kept = Measurements()
    have = {pattern.id: 0 for pattern in patterns}
    want = {pattern.id: first_count(pattern, full, worlds) for pattern in patterns}
    while tasks := tasks_for(patterns, have, want, seed, full=full, ballots=ballots):
        done = {
            (task.world, task.replicate, task.rows): made
            for task, made in spread(measure, tasks, workers, executor, progress)
        }
        kept.add_all(  # in order, whatever the order in which they ended
            done[task.world, task.replicate, task.rows] for task in tasks
        )
        have = dict(want)
        for pattern in _open(patterns, verdicts, kept, full):
            want[pattern.id] = min(2 * have[pattern.id], MOST_REPLICATES)
    return kept


def _open(
    patterns: Sequence[Pattern],
    verdicts: Callable[[Pattern, Measurements], Sequence[str]],
    kept: Measurements,
    full: bool,
) -> Iterator[Pattern]:
    """Rows whose verdict straddles and that more replicates may settle."""
    for pattern in patterns:
        if not full and pattern.world != LABORATORY:
            continue  # a quick run doubles only what costs next to nothing
        straddles = row_verdict(verdicts(pattern, kept)) == STRADDLES
        if straddles and not pattern.census and pattern.id not in kept.missing:
            yield pattern
