"""On what machine was this measured?"""

import os
import platform
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from govsim.studies.jobs import available_cores

PACKAGES = ("govsim", "mesa", "numpy", "scipy", "agentpy", "starsim", "ambr", "numba")


def machine(python: str | None = None) -> dict[str, Any]:
    """Processor, cores, memory, system, compiler and versions; no name of the host."""
    return {
        "processor": processor(),
        "cores": available_cores(),
        "memory_gib": memory_gib(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "compiler": compiler(),
        "packages": versions(python),
        "load_before": load(),
    }


def processor() -> str:
    """Name of the processor, with the microarchitecture's numbers where the name is bare."""
    path = Path("/proc/cpuinfo")
    if not path.exists():
        return platform.processor() or platform.machine()
    lines = [line.split(":", 1) for line in path.read_text("utf8").splitlines()]
    facts = {key[0].strip(): key[1].strip() for key in lines if len(key) == 2}
    name = facts.get("model name", platform.machine())
    return f"{name} (family {facts.get('cpu family', '?')}, model {facts.get('model', '?')})"


def memory_gib() -> float | None:
    """Memory of the machine."""
    if not hasattr(os, "sysconf") or "SC_PHYS_PAGES" not in os.sysconf_names:
        return None
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1)


def compiler() -> str | None:
    """First line of what gcc says about itself."""
    try:
        said = told(["gcc", "--version"])
    except FileNotFoundError:
        return None
    return said.splitlines()[0] if said else None


def told(command: list[str]) -> str:
    """What a command prints, if anything."""
    return subprocess.run(command, check=False, capture_output=True, text=True).stdout


def load() -> float | None:
    """Mean number of processes at work in the last minute."""
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None


def versions(python: str | None) -> dict[str, str]:
    """Versions of packages, those of the peers' environment if there is one."""
    if python is not None:
        code = (
            "import importlib.metadata as m\n"
            f"for name in {PACKAGES!r}:\n"
            "  try: print(name, m.version(name))\n"
            "  except m.PackageNotFoundError: pass"
        )
        there = dict(line.split() for line in told([python, "-c", code]).splitlines())
        return {**there, **versions(None)}
    found = {}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
