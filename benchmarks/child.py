"""One contender in a process of its own: built, stepped and measured on request.

`python -m benchmarks.child module:Class` reads one request a line from its input and
answers with one line of JSON. Nothing but answers goes to its output.
"""

import contextlib
import ctypes
import gc
import importlib
import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any

from benchmarks.workload.numbers import start

Answer = dict[str, Any]


class Host:
    """Holds the contender."""

    def __init__(self, made_by: str) -> None:
        module, name = made_by.split(":")
        self.make = getattr(importlib.import_module(module), name)
        self.model: Any = None

    def build(self, size: int, seed: int, chance: float) -> Answer:
        """Make it; what it starts from is made before the clock runs."""
        self.model = None
        begin = getattr(self.make, "begin", start)(size, seed, chance)
        give_back()
        before = memory("VmRSS")
        answer = timed(lambda: setattr(self, "model", self.make(begin)))
        answer["bytes"] = memory("VmRSS") - before
        answer["before"] = before
        answer["facts"] = dict(getattr(self.model, "facts", {}))
        return answer

    def step(self, count: int) -> Answer:
        """Some months; the last one's record comes back."""
        answer = timed(lambda: [self.model.step() for _ in range(count)])
        answer["peak"] = memory("VmHWM")
        answer["month"] = self._recorded()
        return answer

    def follow(self, count: int) -> Answer:
        """Some months, each one's record."""
        rows = []
        for _ in range(count):
            self.model.step()
            rows.append(self._recorded())
        return {"months": rows}

    def _recorded(self) -> list[float]:
        month = getattr(self.model, "month", None)
        return [] if month is None else [float(x) for x in month.row]


def timed(work: Callable[[], object]) -> Answer:
    """Seconds that passed and seconds of the processor."""
    gc.collect()
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}


def give_back() -> None:
    """Hand freed memory back to the system, so that growth can be seen (glibc)."""
    gc.collect()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)


def memory(which: str) -> int:
    """Memory of this process [bytes]: VmRSS now, VmHWM at most; 0 if not told."""
    with contextlib.suppress(OSError), open("/proc/self/status", encoding="utf8") as f:
        for line in f:
            if line.startswith(which):
                return int(line.split()[1]) * 1024
    return 0


def main() -> None:
    """Answer requests until the input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf8")
    os.dup2(2, 1)  # what frameworks print goes elsewhere

    def tell(answer: Answer) -> None:
        answers.write(json.dumps(answer) + "\n")
        answers.flush()

    try:
        host = Host(sys.argv[1])
    except Exception as missing:  # not installed, or it does not run here
        tell({"missing": f"{type(missing).__name__}: {missing}"})
        return
    tell({"ready": True})
    for line in sys.stdin:
        request = json.loads(line)
        try:
            tell(getattr(host, request.pop("do"))(**request))
        except Exception as fault:  # told to whoever asked
            tell({"fault": f"{type(fault).__name__}: {fault}"})


if __name__ == "__main__":
    main()
