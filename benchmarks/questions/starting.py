"""How long until something happens? Imports, the command's help, the first month."""

import subprocess
import sys
from functools import partial

from benchmarks.clock import Both, Spell, each, take_turns, time_of
from benchmarks.contenders import ROOT, surroundings
from benchmarks.notes import Effort, Notes

FIRST_MONTH = (
    "from govsim import GovernanceModel; GovernanceModel('baseline', rng=1).step()"
)
STARTS = {
    "bare Python": ("-c", "pass"),
    "import govsim": ("-c", "import govsim"),
    "govsim --help": ("-m", "govsim", "--help"),
    "import the model": ("-c", "from govsim import GovernanceModel"),
    "first month of the baseline, from nothing": ("-c", FIRST_MONTH),
}


def ask(effort: Effort, notes: Notes) -> None:
    """Each in a new process, with compiled modules on disk and files in memory."""
    works = {name: partial(start, how) for name, how in STARTS.items()}
    take_turns(works, 1)  # compiles modules, reads files
    kept = take_turns(works, max(3, effort.rounds))
    for name, spells in kept.items():
        notes.find("starting", name, "ms", Both(each(spells, 1e3).wall, []))


def start(how: tuple[str, ...]) -> Spell:
    """Time of one process from its start to its end."""
    return time_of(
        lambda: subprocess.run(
            [sys.executable, *how],
            cwd=ROOT,
            env=surroundings(),
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    )
