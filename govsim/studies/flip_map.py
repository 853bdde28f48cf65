"""Where, over two levers or contexts, does the ranking of two set-ups change? How surely?"""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from govsim.columns import Floats
from govsim.errors import BadInput, unknown
from govsim.outcomes import OUTCOMES
from govsim.studies.comparison_table import better_sign
from govsim.studies.statistics import LEVEL, holm, paired_difference
from govsim.studies.sweep_cases import names_of, opened, own_value, plain_words
from govsim.studies.sweeping.points import card
from govsim.studies.sweeping.result import Sweep
from govsim.studies.zero_line import zero_line

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from govsim.studies.discovery import Discovery

A, B, NEITHER, UNKNOWN = "a", "b", "not told apart", "unknown"
COLUMNS = [
    "difference",
    "low",
    "high",
    "b_ahead",
    "pairs",
    "p_holm",
    "better",
    "sure_together",
]


class FlipMap:
    """Paired differences b − a of an outcome over two names.

    Parameters
    ----------
    pairs : one row per point and world: the two names, replicate, difference
    outcome : what is compared
    a, b : scenarios
    over : the two names
    others : names that vary besides; where points share their place, their mean is taken
    titles : what to call a and b, by language
    """

    def __init__(
        self,
        pairs: pd.DataFrame,
        outcome: str,
        a: str,
        b: str,
        over: tuple[str, str],
        others: Sequence[str] = (),
        titles: dict[str, tuple[str, str]] | None = None,
    ) -> None:
        self.pairs, self.outcome, self.a, self.b = pairs, outcome, a, b
        self.over, self.others = over, tuple(others)
        self._titles = titles or {}

    def titles(self, lang: str = "en") -> tuple[str, str]:
        """Names of a and b in a language."""
        return self._titles.get(lang, (self.a, self.b))

    @cached_property
    def _table(self) -> pd.DataFrame:
        keys = [*self.over, "replicate"]
        values = self.pairs.groupby(keys, sort=True)["difference"].mean().reset_index()
        rows = [
            (*place, *_told(part["difference"].to_numpy(np.float64), self.outcome))
            for place, part in values.groupby(list(self.over), sort=True)
        ]
        names = [*self.over, "difference", "low", "high", "b_ahead", "pairs", "p"]
        made = pd.DataFrame(rows, columns=names)
        made["p_holm"] = holm(made.pop("p").to_numpy(np.float64))
        made["better"] = [_better(row, self.outcome) for row in made.itertuples()]
        made["sure_together"] = (made["p_holm"] < 1.0 - LEVEL) & made["better"].isin(
            [A, B]
        )
        return made[[*self.over, *COLUMNS]]

    def table(self) -> pd.DataFrame:
        """One row a point.

        Returns
        -------
        the two names, difference (b − a, mean over worlds), low, high (95 % over worlds),
        b_ahead (share of worlds), pairs, p_holm (corrected over the points), better
        (``a``, ``b``, ``not told apart``, or ``unknown`` with fewer than two worlds),
        sure_together (whether it also holds with all points looked at together)
        """
        return self._table.copy()

    @property
    def numeric(self) -> bool:
        """Whether both names are numbers, so that there is something in between."""
        return all(self._table[name].dtype.kind in "fi" for name in self.over)

    @cached_property
    def _line(self) -> pd.DataFrame:
        known = self._table.dropna(subset=["difference"])
        if not self.numeric:
            return pd.DataFrame(columns=["x0", "y0", "x1", "y1"])
        return zero_line(
            known[list(self.over)].to_numpy(np.float64),
            known["difference"].to_numpy(np.float64),
        )

    def line(self) -> pd.DataFrame:
        """The line on which neither is ahead: pieces from (x0, y0) to (x1, y1).

        The mean difference is interpolated linearly between neighbouring points
        (Delaunay triangles). Empty if it has one sign everywhere, or for words.
        """
        return self._line.copy()

    def counts(self) -> dict[str, int]:
        """Points by who is better."""
        found = self._table["better"].value_counts()
        return {key: int(found.get(key, 0)) for key in (A, B, NEITHER, UNKNOWN)}

    @property
    def flips(self) -> bool:
        """Whether each of the two is surely better somewhere."""
        found = self.counts()
        return bool(found[A] and found[B])

    def plot(self, *, ax: Any = None, lang: str = "en") -> "Figure":
        """The map: who is better where, and the line between."""
        from govsim.figures.flip_map import plot_flip_map

        return plot_flip_map(self, lang=lang, ax=ax)

    def summary(self, lang: str = "en") -> str:
        """The map in words."""
        from govsim.report.flip_map import map_words

        return map_words(self, lang)

    def __repr__(self) -> str:
        return (
            f"FlipMap({self.outcome!r}, {self.b!r} − {self.a!r}, over {self.over}): "
            f"{self.counts()}"
        )

    def _repr_html_(self) -> str:
        from govsim.report.notebook_cells import flip_map_html
        from govsim.wording import language

        return flip_map_html(self, language())


def _told(d: Floats, outcome: str) -> tuple[float, ...]:
    """Difference, interval, share of worlds with b ahead, worlds, p."""
    none = np.empty(0)
    made = paired_difference(np.zeros(d.size), d, none, none, better_sign(outcome))
    return (
        made.difference,
        made.low,
        made.high,
        made.p_superior,
        made.pairs,
        made.p_value,
    )


def _better(row: Any, outcome: str) -> str:
    if not np.isfinite(row.low):
        return UNKNOWN
    if row.low <= 0.0 <= row.high:
        return NEITHER
    return B if better_sign(outcome) * row.difference > 0 else A


# --- from a sweep ----------------------------------------------------------------------


def flip_map(
    sweep: Sweep | str | Path,
    outcome: str,
    a: str | None = None,
    b: str | None = None,
    *,
    over: Sequence[str] | None = None,
) -> FlipMap:
    """Where the ranking of two scenarios in an outcome changes over two names.

    Parameters
    ----------
    sweep : a sweep with both scenarios, or its folder; a grid or scattered points
    outcome : what they are ranked by
    a, b : scenarios; the sweep's first two by default
    over : two levers or parameters the sweep varies; the first two by default

    Raises
    ------
    BadInput
        For names the sweep does not have.
    """
    there = opened(sweep)
    first, second = _two_scenarios(there, a, b)
    names = _two_names(there, over)
    if outcome not in OUTCOMES:
        raise BadInput(unknown("outcome", outcome, OUTCOMES))
    frame = plain_words(there.frame([outcome]))
    keys = [key for key in ("pilot", "point", "replicate") if key in frame]
    sides = [
        frame[frame["scenario"] == s].set_index(keys)[outcome] for s in (first, second)
    ]
    pairs = frame[frame["scenario"] == first].set_index(keys)[list(names)]
    pairs = pairs.assign(difference=sides[1].reindex(pairs.index) - sides[0])
    _no_holes(there, pairs, names)
    varied = [n for n in names_of(there)[1:] if n not in names]
    others = [n for n in varied if frame[n].nunique(dropna=False) > 1]
    plans = {plan.name: plan for plan in there.design.scenarios}
    titles = {
        lang: (plans[first].label(lang), plans[second].label(lang))
        for lang in ("en", "zh")
    }
    return FlipMap(pairs.reset_index(), outcome, first, second, names, others, titles)


def _no_holes(sweep: Sweep, pairs: pd.DataFrame, names: Sequence[str]) -> None:
    """Fill what points leave to the scenarios, if they agree; else BadInput."""
    for name in names:
        if not pairs[name].isna().any():
            continue
        own = {own_value(plan, name) for plan in sweep.design.scenarios}
        if len(own) > 1:
            raise BadInput(
                f"{name}: some points leave it as the scenarios have it, and they differ."
            )
        pairs[name] = pairs[name].where(pairs[name].notna(), own.pop())


def _two_scenarios(sweep: Sweep, a: str | None, b: str | None) -> tuple[str, str]:
    have = sweep.asked["scenarios"]
    if len(have) < 2:
        raise BadInput(
            f"{sweep.folder}: a map compares two scenarios, and the sweep has one."
        )
    first = a if a is not None else next(s for s in have if s != b)
    second = b if b is not None else next(s for s in have if s != first)
    faults = [
        unknown("scenario of this sweep", s, have)
        for s in (first, second)
        if s not in have
    ]
    if not faults and first == second:
        faults = [f"a map compares two scenarios, not {first} with itself."]
    if faults:
        raise BadInput(*faults)
    return first, second


def _two_names(sweep: Sweep, over: Sequence[str] | None) -> tuple[str, str]:
    have = [n for n in names_of(sweep) if n not in ("scenario", "pilot")]
    names = list(over) if over is not None else have[:2]
    faults = [
        unknown("name this sweep varies", n, have) for n in names if n not in have
    ]
    if not faults and (len(names) != 2 or names[0] == names[1]):
        told = ", ".join(have) or "nothing"
        faults = [f"a map needs two different names; the sweep varies {told}."]
    if faults:
        raise BadInput(*faults)
    return names[0], names[1]


def map_of_discovery(found: "Discovery") -> FlipMap | None:
    """The map that belongs to a search: over the two names its boxes hang on most."""
    compared = found.condition.compared()
    limits = found.limits().sort_values(["box", "quasi_p"], kind="stable")
    limited = list(limits["name"]) if found.found else []
    names = [
        n
        for n in dict.fromkeys([*limited, *found.cases.over])
        if n in names_of(found.sweep)[1:] and card(n) is not None
    ]
    if compared is None or len(names) < 2:
        return None
    outcome, first, second = compared
    scenarios = found.sweep.asked["scenarios"]
    a, b = sorted((first, second), key=scenarios.index)
    order = [n for n in found.cases.over if n in names[:2]]
    return flip_map(found.sweep, outcome, a, b, over=order)
