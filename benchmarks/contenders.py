"""Who runs against whom, each in a process of its own, on one thread."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from benchmarks.clock import Spell

ROOT = Path(__file__).parent.parent
ENGINE = "benchmarks.workload.engine:Columns"
PEERS = {
    "Mesa": "benchmarks.workload.plain_mesa:PlainMesa",
    "AgentPy": "benchmarks.workload.agentpy_model:AgentPy",
    "Starsim": "benchmarks.workload.starsim_model:Starsim",
    "AMBER": "benchmarks.workload.ambr_model:Amber",
}
BY_OBJECTS = ("Mesa", "AgentPy")  # microseconds a resident: not asked for a million
ONE_THREAD = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMBA_NUM_THREADS",
    "POLARS_MAX_THREADS",
)


class NotThere(Exception):
    """A contender that cannot be run here, and why."""


def surroundings() -> dict[str, str]:
    """Environment of every process measured: one thread, compiled modules kept."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, **dict.fromkeys(ONE_THREAD, "1"), "STARSIM_INSTALL_FONTS": "0"}


class Contender:
    """A model in a child process."""

    def __init__(self, made_by: str, python: str = sys.executable) -> None:
        self.process = subprocess.Popen(
            [python, "-m", "benchmarks.child", made_by],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env=surroundings(),
            text=True,
        )
        try:
            self._answer()
        except NotThere:
            self.end()
            raise

    def ask(self, do: str, **how: Any) -> dict[str, Any]:
        """Send a request and wait for the answer."""
        assert self.process.stdin
        try:
            self.process.stdin.write(json.dumps({"do": do, **how}) + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            raise NotThere("its process has ended") from None
        return self._answer()

    def build(self, size: int, seed: int = 1, chance: float = 1.0) -> dict[str, Any]:
        """Build a model of `size` residents."""
        return self.ask("build", size=size, seed=seed, chance=chance)

    def steps(self, count: int = 1) -> Spell:
        """Time of a month, over `count` of them."""
        answer = self.ask("step", count=count)
        return Spell(answer["wall"], answer["cpu"]).per(count)

    def follow(self, count: int) -> list[list[float]]:
        """What is recorded of each of `count` months."""
        months: list[list[float]] = self.ask("follow", count=count)["months"]
        return months

    def end(self) -> None:
        """Close the process."""
        if self.process.stdin:
            self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()

    def _answer(self) -> dict[str, Any]:
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            raise NotThere("its process has ended")
        answer: dict[str, Any] = json.loads(line)
        if "missing" in answer or "fault" in answer:
            raise NotThere(answer.get("missing") or answer["fault"])
        return answer

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()
