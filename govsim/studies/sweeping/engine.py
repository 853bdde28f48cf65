"""Which code computed a result? A fingerprint of all that a run's numbers come from."""

import hashlib
import os
from functools import cache
from pathlib import Path

import govsim

NOT_ENGINE = (
    "app",
    "cli",
    "explaining",
    "figures",
    "lab",
    "report",
    "scenarios",
    "studies",
    "catalogue.py",
    "frames.py",
    "settings.py",
    "__pycache__",
)
"""Rooms of the package that no run's numbers come from (scenarios are hashed as read)."""


STATED = "GOVSIM_ENGINE"
"""Variable that states the fingerprint, for one who knows that his edits move no number."""


def fingerprint() -> str:
    """Short hash of the engine's files, or what the environment states instead."""
    return os.environ.get(STATED) or of_files(Path(govsim.__file__).parent)


@cache
def of_files(root: Path) -> str:
    """Short hash of the engine's files under `root`, as they were at the first look."""
    made = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root)
        if path.suffix not in (".py", ".csv", ".toml") or name.parts[0] in NOT_ENGINE:
            continue
        made.update(name.as_posix().encode() + b"\0" + path.read_bytes())
    return made.hexdigest()[:16]
