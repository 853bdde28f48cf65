"""Does the model show what is known, and which of it was never used to build it?"""

from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from govsim.errors import BadInput
from govsim.model import Seed, as_seed
from govsim.studies.patterns.cards import Part, Pattern, chosen
from govsim.studies.patterns.measuring import (
    Measurements,
    Progress,
    carry_through,
    world_of,
)
from govsim.studies.verdicts import (
    NOT_MEASURED,
    PASS,
    REPORTED,
    STRADDLES,
    UNCLEAR,
    Estimate,
    band_verdict,
    estimate,
    row_verdict,
    sign_verdict,
    step_estimates,
)

NOTHING = Estimate(np.nan, np.nan, np.nan, 0)
COLUMNS = (
    "id", "part", "role", "source", "low", "high", "got", "got_low", "got_high",
    "replicates", "verdict", "unit", "tag", "counts", "world", "why",
)  # fmt: skip


def validate(
    only: Iterable[str] | str | None = None,
    role: str | None = None,
    full: bool = False,
    rng: Seed = 1,
    workers: int | None = None,
    *,
    replicates: int | None = None,
    ballots: str | Path | None = None,
    executor: Executor | None = None,
    progress: Progress = None,
) -> "Validation":
    """Measure the patterns the model must answer to and judge each.

    One set of default parameters answers all rows.

    Parameters
    ----------
    only : ids of rows, as ``["A3", "B12"]``; all by default
    role : ``"consistency"``, ``"fitted"``, ``"unfitted"`` or ``"reachable"``
    full : the world each row names (most of them 15 communities of 6,500 adults) and as
        many replicates as the verdict needs, up to 480; else small worlds and few
    rng : integer seed of the study
    workers : processes (all cores by default); results do not depend on it
    replicates : worlds each row begins with outside the laboratory; 6 by default, in full
        what the row says
    ballots : folder with real participatory-budget ballots, for row A15
    executor : any `concurrent.futures.Executor`
    progress : called with tasks done and tasks in all of a round

    Raises
    ------
    UnknownName, BadInput
        In sentences.
    """
    names = [only] if isinstance(only, str) else list(only or ())
    patterns = chosen(names, role)
    if not patterns:
        raise BadInput(f"none of {', '.join(names)} has the role {role}.")
    if ballots is not None and not Path(ballots).is_dir():
        raise BadInput(f"{ballots} is not a folder of ballots.")
    many = replicates
    if many is not None and (
        isinstance(many, bool) or not isinstance(many, int) or many < 2
    ):
        raise BadInput(f"replicates = {many!r}: at least 2 worlds are needed.")
    seed = as_seed(rng)
    kept = carry_through(
        patterns, verdicts, seed,
        full=full, worlds=replicates, ballots=str(ballots or ""),
        workers=workers, executor=executor, progress=progress,
    )  # fmt: skip
    return Validation(tuple(patterns), kept, seed, full)


def estimates(pattern: Pattern, kept: Measurements) -> dict[str, Estimate]:
    """Each part's mean with its interval; Holm over a row's signs."""
    values = kept.values.get(pattern.id, {})
    if pattern.census:
        whole = {name: float(counted[0]) for name, counted in values.items()}
        return {name: Estimate(one, one, one, 1) for name, one in whole.items()}
    parts = [part for part in pattern.parts if part.name in values]
    signs = [part.name for part in parts if part.sign]
    made = dict(
        zip(signs, step_estimates([values[name] for name in signs]), strict=True)
    )
    return {
        part.name: made.get(part.name) or estimate(values[part.name]) for part in parts
    }


def verdict(part: Part, got: Estimate | None) -> str:
    """A part's verdict; `straddles` if more replicates could still settle it."""
    if got is None or got.replicates == 0:
        return NOT_MEASURED
    if not part.judged:
        return REPORTED
    if part.sign:
        return sign_verdict(got, part.sign)
    return band_verdict(got, part.low, part.high)


def verdicts(pattern: Pattern, kept: Measurements) -> list[str]:
    """Verdicts of a row, part by part."""
    got = estimates(pattern, kept)
    return [verdict(part, got.get(part.name)) for part in pattern.parts]


@dataclass
class Validation:
    """Measured patterns with their verdicts."""

    patterns: tuple[Pattern, ...]
    measured: Measurements
    seed: int
    full: bool

    @cached_property
    def _table(self) -> pd.DataFrame:
        rows = [row for pattern in self.patterns for row in self._rows(pattern)]
        return pd.DataFrame(rows, columns=list(COLUMNS))

    def table(self) -> pd.DataFrame:
        """One row a part.

        Returns
        -------
        id, part, role, source; low and high of the band (0 and infinity for a sign, null
        if only reported); got with its 95 % interval; replicates; verdict; unit; tag (where
        the band comes from); counts (whether a pass counts as validation); world; why (if
        not measured)
        """
        return self._table.copy()

    def row_verdicts(self) -> dict[str, str]:
        """Each row's verdict: pass if all its judged parts pass, fail if one fails."""
        return {
            str(name): row_verdict(list(rows["verdict"]))
            for name, rows in self._table.groupby("id", sort=False)
        }

    def _rows(self, pattern: Pattern) -> list[dict[str, Any]]:
        got = estimates(pattern, self.measured)
        return [
            self._row(pattern, part, got.get(part.name, NOTHING))
            for part in pattern.parts
        ]

    def _row(self, pattern: Pattern, part: Part, got: Estimate) -> dict[str, Any]:
        word = verdict(part, got)
        low, high = part.low, part.high
        if part.sign:
            low, high = (0.0, np.inf) if part.sign > 0 else (-np.inf, 0.0)
        why = self.measured.missing.get(pattern.id, "")
        if word == NOT_MEASURED and not why:
            why = "no world met its conditions"
        return {
            "id": pattern.id,
            "part": part.name,
            "role": pattern.role,
            "source": pattern.source,
            "low": low,
            "high": high,
            "got": got.mean,
            "got_low": got.low,
            "got_high": got.high,
            "replicates": got.replicates,
            "verdict": UNCLEAR if word == STRADDLES else word,
            "unit": part.unit,
            "tag": part.tag,
            "counts": pattern.counts,
            "world": world_of(pattern, self.full),
            "why": why if word == NOT_MEASURED else "",
        }

    def replicates(self) -> pd.DataFrame:
        """Every value that was measured: id, part, replicate, value."""
        rows = [
            (row, part, number, value)
            for row, parts in self.measured.values.items()
            for part, values in parts.items()
            for number, value in enumerate(values.tolist())
        ]
        return pd.DataFrame(rows, columns=["id", "part", "replicate", "value"])

    def passed(self) -> Sequence[str]:
        """Rows that pass and count as validation."""
        words = self.row_verdicts()
        return [p.id for p in self.patterns if p.counts and words[p.id] == PASS]

    # --- what people look at ---------------------------------------------------------

    def summary(self, lang: str = "en") -> str:
        """The verdicts as a page in Markdown."""
        from govsim.report.validation_page import page

        return page(self, lang)

    def lines(self, lang: str = "en") -> str:
        """The verdicts as the terminal shows them."""
        from govsim.report.validation import lines

        return lines(self, lang)

    def write(
        self, folder: str | Path, *, lang: str = "en", overwrite: bool = False
    ) -> Path:
        """Write the table, the page and a manifest into a folder of results."""
        from govsim.report.validation import write

        return write(self, Path(folder), lang, overwrite)

    def _repr_html_(self) -> str:
        from govsim.report.notebook_cells import validation_html
        from govsim.wording import language

        return validation_html(self, language())
