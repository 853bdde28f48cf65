"""Mesa's own first example, timed per agent-step: what plain Mesa code costs.

`python -m benchmarks.twin.boltzmann [agents] [steps]`
"""

import sys
from collections.abc import Callable
from math import ceil, sqrt

from mesa.examples.basic.boltzmann_wealth_model.model import (
    BoltzmannScenario,
    BoltzmannWealth,
)

from benchmarks.twin.work import seconds, typical, work


def stepper(agents: int) -> Callable[[], object]:
    """One step of all agents, one agent a cell as in the example, without its collector."""
    side = ceil(sqrt(agents))
    model = BoltzmannWealth(
        scenario=BoltzmannScenario(n=agents, width=side, height=side, rng=1)
    )
    return lambda: model.agents.shuffle_do("step")


def main(agents: int = 1_000, steps: int = 30) -> None:
    """Print time and work of an agent-step, and time per unit of work."""
    step = stepper(agents)
    step()
    took = typical([seconds(step) for _ in range(steps)]) / agents
    done = work(step)
    number, touched = done.instructions / agents, done.attributes / agents
    print(f"Boltzmann wealth, {agents:,} agents, median of {steps} steps:")
    print(f"  {1e6 * took:.2f} µs an agent-step: {number:.0f} instructions, of which")
    print(
        f"  {touched:.0f} look up or set an attribute; {1e9 * took / number:.1f} ns an"
    )
    print(f"  instruction, {1e9 * took / touched:.1f} ns an attribute")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
