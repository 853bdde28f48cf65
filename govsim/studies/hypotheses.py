"""Do hypotheses that were written before the runs hold? A file of them, and the answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from govsim.errors import BadInput, nearest, unknown
from govsim.scenarios.reading import Key, Source, parse, read_text
from govsim.scenarios.scenario import is_number
from govsim.studies.contrasts import contrast, contrast_faults, seeds_only
from govsim.studies.statistics import holm, verdict

KEYS = ("id", "says", "measure", "expected", "contrast")
SIGNS = {"higher": 1, "lower": -1}
HELD, AGAINST, OPEN = "as expected", "against expectation", "no difference found"
FINDINGS = {"b better": HELD, "b worse": AGAINST}


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A statement about a measure that one sign confirms and the other refutes.

    `contrast` gives weights to cells (set-ups); the weighted sum of the measure over
    them is `expected` to be higher or lower than 0 in the same world.
    """

    id: str
    says: str
    measure: str
    expected: str
    contrast: Mapping[str, float]

    @property
    def sign(self) -> int:
        """+1 if the contrast is expected above 0, −1 if below."""
        return SIGNS[self.expected]


def read_hypotheses(path: str | Path) -> tuple[Hypothesis, ...]:
    """The hypotheses of a file of ``[[hypothesis]]`` tables.

    Raises
    ------
    BadInput
        With all faults at once, each with its line.
    """
    where = Path(path)
    source = parse(read_text(where, str(path)), str(path), where.parent)
    for key in source.table:
        if key != "hypothesis":
            source.fault((key,), unknown("key of this file", key, ["hypothesis"]))
    listed = source.table.get("hypothesis")
    tables = listed if isinstance(listed, list) else []
    if not tables:
        source.fault(("hypothesis",), "write [[hypothesis]] tables, one at least.")
    made = [_read(source, ("hypothesis", n), each) for n, each in enumerate(tables)]
    names = [one.id for one in made if one is not None]
    for name in sorted({name for name in names if names.count(name) > 1}):
        source.fault(("hypothesis",), f"id {name} is given twice; rename one.")
    source.raise_if_faulty()
    return tuple(one for one in made if one is not None)


def _read(source: Source, key: Key, table: Any) -> Hypothesis | None:
    """One table, or None with its faults noted."""
    if not isinstance(table, dict):
        source.fault(key, "write [[hypothesis]] with double brackets.")
        return None
    faults = _faults(table)
    for name, fault in faults:
        place = (*key, name) if name in table else key
        source.fault(place, f"hypothesis {table.get('id', key[-1])}: {fault}")
    return None if faults else Hypothesis(**table)


def _faults(table: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Key and sentence for whatever is wrong with one hypothesis."""
    found = [
        (k, unknown("key of a hypothesis", k, KEYS)) for k in table if k not in KEYS
    ]
    found += [(key, f"{key} is missing.") for key in KEYS if key not in table]
    for key in KEYS[:3]:
        text = table.get(key, "-")
        if not isinstance(text, str) or not text.strip():
            found.append((key, f"{key} = {text!r}: a text is needed."))
    expected = table.get("expected", "higher")
    if expected not in SIGNS:
        words = nearest(str(expected), SIGNS)
        found.append(("expected", f"expected = {expected!r} is not allowed. {words}"))
    weights = table.get("contrast", {"-": 1})
    if (
        not isinstance(weights, dict)
        or not any(weights.values())
        or not all(is_number(weight) for weight in weights.values())
    ):
        found.append(("contrast", "contrast: cells with numbers, not all of them 0."))
    return found


def judged(
    hypotheses: Sequence[Hypothesis], values: pd.DataFrame, *, varied: bool = True
) -> pd.DataFrame:
    """What became of each hypothesis.

    Parameters
    ----------
    hypotheses : all of a study: corrected for one another (Holm)
    values : one row a cell and world with the columns `cell`, `world`, `again` (true for
        a second world under the assumptions of that number) and one a measure
    varied : whether worlds have assumptions of their own

    Returns
    -------
    id, says, measure, expected, difference (mean of the contrast over worlds), low, high
    (95 %, seeds only; without second worlds: of the mean over worlds and assumptions),
    low_wide, high_wide (one more world with one more set), as_expected (share of worlds
    with the expected sign), worlds, seeds_only (what low and high are about), p_holm,
    finding

    A hypothesis held (`as expected`) or is refuted (`against expectation`) only if the
    wider interval leaves 0 out and the test survives Holm's correction.

    Raises
    ------
    BadInput
        For cells and measures that are not there.
    """
    faults = [
        f"hypothesis {one.id}: {fault}"
        for one in hypotheses
        for fault in contrast_faults(values, one.measure, one.contrast)
    ]
    if faults:
        raise BadInput(*faults)
    made = [
        contrast(values, one.measure, one.contrast, varied=varied, sign=one.sign)
        for one in hypotheses
    ]
    corrected = holm(np.array([row.p_value for row in made]))
    rows = []
    for one, row, p in zip(hypotheses, made, corrected, strict=True):
        told = verdict(row.difference, row.low_wide, row.high_wide, p, one.sign)
        rows.append(
            {
                "id": one.id,
                "says": one.says,
                "measure": one.measure,
                "expected": one.expected,
                "difference": row.difference,
                "low": row.low,
                "high": row.high,
                "low_wide": row.low_wide,
                "high_wide": row.high_wide,
                "as_expected": row.p_superior,
                "worlds": row.pairs,
                "seeds_only": seeds_only(values, varied),
                "p_holm": p,
                "finding": FINDINGS.get(told, OPEN),
            }
        )
    return pd.DataFrame(rows)
