"""Folders of results with made-up numbers, so that no world has to be run."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from govsim.outcomes import HEADLINE
from govsim.scenarios import load
from govsim.vocabulary import GROUPINGS

A, B = "administration-led", "self-governing"
type Interval = tuple[float, float, float, float, float]
"""Difference, low, high (seeds only), low, high (seeds and assumptions)."""

CLEAR: Interval = (0.1, 0.09, 0.11, 0.05, 0.15)
WORSE: Interval = (-0.1, -0.11, -0.09, -0.15, -0.05)
NULL: Interval = (0.01, -0.02, 0.04, -0.1, 0.12)
SEEDS: Interval = (0.03, 0.02, 0.04, -0.05, 0.11)  # not chance, yet within assumptions
TINY: Interval = (0.0021, 0.0018, 0.0024, 0.0012, 0.003)  # sure and small
DUST: Interval = (0.0003, 0.0002, 0.0004, 0.0001, 0.0005)  # rounds to nought
ALIKE: Interval = (0.0002, -0.001, 0.0014, -0.003, 0.004)  # within the yardstick


def row(
    outcome: str, found: Interval, group: str = "all", **more: object
) -> dict[str, object]:
    """A row of differences; what the file says of its own finding is always too much."""
    difference, low, high, low_wide, high_wide = found
    seeds = low > 0 or high < 0
    made: dict[str, object] = {
        "scenario_a": A, "scenario_b": B, "outcome": outcome, "group": group,
        "mean_a": 0.5, "mean_b": 0.5 + difference, "difference": difference,
        "low": low, "high": high, "low_wide": low_wide, "high_wide": high_wide,
        "p_superior": 1.0, "pairs": 30, "variance_ratio": 0.2,
        "p_value": 1e-9 if seeds else 0.4, "spread": 0.05, "better": "higher",
        "p_holm": 0.0, "verdict": "b better",
    }  # fmt: skip
    return made | more


def folder_of(
    path: Path,
    found: Mapping[str, Interval] | Interval,
    groups: Mapping[tuple[str, str], Interval] | None = None,
    texts: Mapping[str, str] | None = None,
    files: Mapping[str, str] | None = None,
    **manifest: object,
) -> Path:
    """The folder of a comparison: headline differences, differences by group, manifest.

    Parameters
    ----------
    found : interval of each headline outcome, or one for all
    groups : (grouping, group) → interval of satisfaction; `NULL` elsewhere
    texts : scenario → TOML, the presets' if not given
    files : further files by name
    """
    path.mkdir(parents=True)
    each = found if isinstance(found, Mapping) else dict.fromkeys(HEADLINE, found)
    signs = {n: 1 if HEADLINE[n] == "higher" else -1 for n in HEADLINE}
    rows = [row(n, _turned(each.get(n, NULL), signs[n])) for n in HEADLINE]
    pd.DataFrame(rows).to_csv(path / "differences.csv", index=False)
    by_group = [
        row("satisfaction", (groups or {}).get((by, word), NULL), word, by=by)
        for by, words in GROUPINGS.items()
        for word in words
    ]
    pd.DataFrame(by_group).to_csv(path / "group_differences.csv", index=False)
    for name, text in (files or {}).items():
        (path / name).parent.mkdir(exist_ok=True)
        (path / name).write_text(text, encoding="utf8")
    plans = texts or {name: load(name).to_toml() for name in (A, B)}
    told: dict[str, object] = {
        "schema": 1, "govsim": "0.1.0", "verb": "compare", "seed": 7, "months": 120,
        "pairs": 30, "window": 24, "parameters": "plausible", "scenarios": dict(plans),
        "versions": {"python": "3.13.0", "mesa": "3.5.1"},
        "files": {
            file.relative_to(path).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
            for file in sorted(path.rglob("*"))
            if file.is_file()
        },
        "complete": True,
    }  # fmt: skip
    (path / "manifest.json").write_text(json.dumps(told | manifest), encoding="utf8")
    return path


def _turned(found: Interval, sign: int) -> Interval:
    """The same for residents where less is better."""
    if sign > 0:
        return found
    difference, low, high, low_wide, high_wide = found
    return (-difference, -high, -low, -high_wide, -low_wide)
