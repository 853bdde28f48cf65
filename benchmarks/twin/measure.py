"""govsim's month against its plain Mesa twin, and the twin against Mesa's own example.

`python -m benchmarks.twin.measure [residents] [months] [scenario]`

Both models live through the same months in turn, month by month, so that a busy machine
slows both; medians are given. Recording of outcomes is left out of both. The twin counts
as honest plain Mesa if a unit of work takes it at most half as long again as Mesa's own
Boltzmann example with as many agents, timed in between (units: see `work.py`).
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from benchmarks.twin import boltzmann
from benchmarks.twin.gathering import ByWord, Gathered
from benchmarks.twin.model import TwinModel
from benchmarks.twin.work import Work, seconds, typical, work
from govsim.assumptions import assumptions
from govsim.month import MONTH, run_month, verb_name
from govsim.opening import copies, settled_world
from govsim.policy import PolicyPath
from govsim.scenarios import load

DISTRICT = 4  # communities


@dataclass
class Pair:
    """The same world twice: columns and objects."""

    month: Callable[[], None]
    twin: TwinModel


def pair(scenario: str, residents: int, seed: int = 1) -> Pair:
    """A settled world of so many residents in four communities, as columns and objects."""
    plan, a = load(scenario), assumptions()
    profiles = [replace(p, adults=residents // DISTRICT) for p in plan.profiles]
    plan = plan.replace(profiles=tuple(profiles[:DISTRICT]))
    path = PolicyPath(DISTRICT, plan.levers)
    world = settled_world(plan, seed, a)
    (own,) = copies(world, 1)

    def month() -> None:
        own.month += 1
        run_month(own, path, a)

    return Pair(month, TwinModel(world, path, a))


def by_verb(twin: TwinModel, months: int) -> dict[str, float]:
    """Median time of each verb of the twin's month [s]."""
    times: dict[str, list[float]] = {verb_name(verb): [] for verb in MONTH}
    act = twin.act

    def timed(verb: Callable[..., None]) -> None:
        times[verb_name(verb)].append(seconds(lambda: act(verb)))

    twin.act = timed  # type: ignore[method-assign]
    for _ in range(months):
        twin.step()
    del twin.act
    return {name: typical(each) for name, each in times.items()}


def gathering(twin: TwinModel) -> float:
    """Time of a month in which institutions gather columns from residents [s]."""
    spent = 0.0

    def timed(read: Callable[..., Any]) -> Callable[..., Any]:
        def reading(*given: Any) -> Any:
            nonlocal spent
            made: list[Any] = []
            spent += seconds(lambda: made.append(read(*given)))
            return made[0]

        return reading

    kept = (Gathered.__getattr__, ByWord.__getitem__)
    Gathered.__getattr__ = timed(kept[0])  # type: ignore[method-assign]
    ByWord.__getitem__ = timed(kept[1])  # type: ignore[method-assign]
    try:
        twin.step()
    finally:
        Gathered.__getattr__, ByWord.__getitem__ = kept  # type: ignore[method-assign]
    return spent


def show_pace(name: str, took: float, done: Work) -> None:
    """Time per unit of work."""
    each, touch = 1e9 * took / done.instructions, 1e9 * took / done.attributes
    print(f"  {name}: {each:.1f} ns an instruction, {touch:.1f} ns an attribute")


def main(
    residents: int = 1_000, months: int = 24, scenario: str = "self-governing"
) -> None:
    """Print months, their ratio, the heaviest verbs, and the comparison with Mesa."""
    both = pair(scenario, residents)
    example = boltzmann.stepper(residents)
    times = [
        (seconds(both.month), seconds(both.twin.step), seconds(example))
        for _ in range(months)
    ]
    own, twins, steps = (typical(list(each)) for each in zip(*times, strict=True))
    print(f"{scenario}, {residents:,} residents, median of {months} months in turn:")
    print(f"  govsim {1e3 * own:.1f} ms, twin {1e3 * twins:.1f} ms")
    print(f"  the twin takes {twins / own:.1f} times as long")
    show_pace("twin", twins, work(both.twin.step))
    show_pace("Mesa's Boltzmann example", steps, work(example))
    print(
        f"  gathering for institutions: {gathering(both.twin) / twins:.0%} of a month"
    )
    heaviest = sorted(by_verb(both.twin, 6).items(), key=lambda item: -item[1])
    for name, took in heaviest[:12]:
        print(f"  {1e6 * took / residents:6.2f} µs a resident  {name}")


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 1_000,
        int(sys.argv[2]) if len(sys.argv) > 2 else 24,
        sys.argv[3] if len(sys.argv) > 3 else "self-governing",
    )
