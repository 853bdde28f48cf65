"""Is the engine ahead of other frameworks on one and the same workload?

First they must give the same answer: without chance, number for number; with chance,
over paired seeds, as far as chance allows. A framework that does not is not timed.
"""

import sys
from contextlib import ExitStack
from functools import partial
from typing import Any

import numpy as np
from scipy import stats

from benchmarks.clock import Spell, each, enough, ratios, take_turns
from benchmarks.contenders import BY_OBJECTS, ENGINE, PEERS, Contender, NotThere
from benchmarks.notes import Effort, Notes

LARGEST_OF_OBJECTS = 100_000
TELLING = 100_000  # residents from which a process's memory says something
SAME = (("participation", 0), ("trust", 1), ("gini", 2))
TOLERANCE = (2e-3, 1e-4, 2e-3)  # two of 1,000 residents may sit on a knife's edge
SURE = 1e-3  # a difference is held real if chance makes it once in a thousand
CLOSE = 0.01  # standard error beyond which a comparison says nothing
MOST_STEPS = 150  # a round; Starsim's clock ends after 2,000 months


def ask(effort: Effort, notes: Notes) -> None:
    """Check that all agree, then let them run in turns at every size."""
    with ExitStack() as open_:
        engine = open_.enter_context(Contender(ENGINE))
        peers = gather(effort, notes, open_)
        for name, peer in list(peers.items()):
            exact = same_without_chance(name, engine, peer, notes)
            if not (exact and same_with_chance(name, engine, peer, effort, notes)):
                del peers[name]
        for size in effort.sizes:
            fit = {k: v for k, v in peers.items() if fits(k, size)}
            run_at(size, {"engine": engine, **fit}, effort, notes)


def gather(effort: Effort, notes: Notes, open_: ExitStack) -> dict[str, Contender]:
    """Peers that are installed."""
    found = {}
    for name, made_by in PEERS.items():
        own = name == "Mesa" or effort.peers_python is None
        python = sys.executable if own else effort.peers_python
        try:
            found[name] = open_.enter_context(Contender(made_by, str(python)))
        except (NotThere, FileNotFoundError) as reason:
            notes.say(f"  {name} is not here: {reason}")
    return found


def fits(name: str, size: int) -> bool:
    """Whether a framework is asked for so many residents."""
    return name not in BY_OBJECTS or size <= LARGEST_OF_OBJECTS


def same_without_chance(
    name: str, engine: Contender, peer: Contender, notes: Notes
) -> bool:
    """With all draws at their middle, every month must be the same."""
    months: list[Any] = []
    for one in (engine, peer):
        one.build(1_000, seed=1, chance=0.0)
        months.append(one.follow(24))
    gap = np.abs(np.subtract(months[0], months[1])).max(axis=0)
    off = [f"{word} {gap[k]:.1g}" for word, k in SAME if gap[k] > TOLERANCE[k]]
    return notes.check(f"{name} without chance", not off, ", ".join(off))


def same_with_chance(
    name: str, engine: Contender, peer: Contender, effort: Effort, notes: Notes
) -> bool:
    """Over paired seeds, means of the second half differ no more than by chance."""
    means: list[Any] = []
    for one in (engine, peer):
        rows = []
        for seed in range(1, effort.seeds + 1):
            one.build(1_000, seed=seed)
            rows.append(
                np.mean(one.follow(effort.months)[effort.months // 2 :], axis=0)
            )
        means.append(rows)
    gaps = np.subtract(means[0], means[1])
    return notes.check(f"{name} with chance", *verdict(gaps))


def verdict(gaps: np.ndarray) -> tuple[bool, str]:
    """Are paired differences (seed, number) small, and told apart well enough?"""
    error = gaps.std(axis=0, ddof=1) / np.sqrt(len(gaps))
    limit = stats.t.ppf(1.0 - SURE / 2.0, len(gaps) - 1) * error
    holds, words = True, []
    for word, k in SAME:
        mean = gaps[:, k].mean()
        holds &= bool(abs(mean) <= limit[k] and error[k] <= CLOSE)
        words.append(f"{word} {mean:+.4f} ± {error[k]:.4f}")
    return holds, f"({'; '.join(words)}; {len(gaps)} pairs)"


def run_at(
    size: int, those: dict[str, Contender], effort: Effort, notes: Notes
) -> None:
    """Times of all at one size, in turns."""
    works = {}
    for name, one in those.items():
        built = one.build(size)
        notes.find("peers", f"{name}: set-up", "s", built["wall"], size)
        if size >= TELLING:
            memory = max(built["bytes"], 0) / size
            notes.find(
                "peers", f"{name}: memory", "bytes a resident in all", memory, size
            )
        count = enough(one.steps, most=MOST_STEPS)
        works[name] = partial(one.steps, count)
    kept = take_turns(works, effort.rounds)
    for name, spells in kept.items():
        cost = each(spells, 1e9 / size)
        notes.find("peers", name, "ns per resident-month", cost, size, spells)
    for name in [k for k in kept if k != "engine"]:
        times = ratios(kept[name], kept["engine"])
        both: list[Spell] = [*kept[name], *kept["engine"]]
        notes.find("peers", f"engine against {name}", "times faster", times, size, both)
