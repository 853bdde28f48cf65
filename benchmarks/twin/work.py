"""How much work is a piece of Python? What it executes, counted.

A month of a resident is much more than a step of a small example. Time can be compared
per executed bytecode instruction (is the code as quick as usual?) and per attribute
looked up or set (does it spend no more instructions on what an agent is about?).
"""

import dis
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import CodeType

TOOL = 4  # a number that Python leaves to tools
ATTRIBUTES = ("LOAD_ATTR", "STORE_ATTR", "LOAD_SUPER_ATTR")


@dataclass(frozen=True)
class Work:
    """What was executed."""

    instructions: int
    attributes: int  # instructions that look up or set an attribute or method


def work(act: Callable[[], object]) -> Work:
    """What is executed while `act` runs, in all Python code it calls."""
    count: Counter[tuple[CodeType, int]] = Counter()

    def note(code: CodeType, offset: int) -> None:
        count[code, offset] += 1

    watch = sys.monitoring
    watch.use_tool_id(TOOL, "work")
    watch.register_callback(TOOL, watch.events.INSTRUCTION, note)
    watch.set_events(TOOL, watch.events.INSTRUCTION)
    try:
        act()
    finally:
        watch.set_events(TOOL, 0)
        watch.register_callback(TOOL, watch.events.INSTRUCTION, None)
        watch.free_tool_id(TOOL)
    touches = [times for at, times in count.items() if at[1] in touching(at[0])]
    return Work(count.total(), sum(touches))


@cache
def touching(code: CodeType) -> frozenset[int]:
    """Where in a piece of code attributes are looked up or set."""
    return frozenset(
        step.offset for step in dis.get_instructions(code) if step.opname in ATTRIBUTES
    )


def seconds(act: Callable[[], object]) -> float:
    """Processor time `act` takes once [s]: waiting for others on the machine is left out."""
    begin = time.process_time()
    act()
    return time.process_time() - begin


def typical(times: list[float]) -> float:
    """Median: what a shared machine takes when nothing special happens."""
    return statistics.median(times)
