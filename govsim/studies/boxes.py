"""Which box holds most of the cases of interest? PRIM, by the Exploratory Modeling Workbench.

A box is a list of limits on some names. The search is Friedman and Fisher's (1999) patient
rule induction as Bryant and Lempert (2010) use it; all here works on points, each with the
share of its worlds in which a condition holds.
"""

import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from govsim.columns import Floats
from govsim.studies.sweeping.extras import need

PEEL, LEAST_MASS = 0.05, 0.05
LOW, HIGH, AMONG = "low", "high", "among"

type Inside = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Limit:
    """One side of a box: a name is at least, at most, or among some words."""

    name: str
    kind: str  # low | high | among
    value: Any  # a number, or words

    def met(self, table: pd.DataFrame) -> Inside:
        """Rows that meet it."""
        column = table[self.name]
        if self.kind == AMONG:
            return np.asarray(column.isin(self.value))
        values = column.to_numpy(dtype=np.float64)
        above = self.kind == LOW
        return np.asarray(values >= self.value if above else values <= self.value)


type Sides = tuple[Limit, ...]


@dataclass(frozen=True, slots=True)
class Quality:
    """How well a box catches what it is to catch.

    Attributes
    ----------
    coverage : share of all cases of interest that lie in it
    density : share of the cases in it that are of interest
    support : share of all points that lie in it
    gain : support · (density − density of all points): 0 for a box drawn blindly
    """

    coverage: float
    density: float
    support: float
    gain: float

    @property
    def balance(self) -> float:
        """Harmonic mean of coverage and density; 0 if one of them is."""
        total = self.coverage + self.density
        return 2.0 * self.coverage * self.density / total if total > 0.0 else 0.0


def inside(table: pd.DataFrame, sides: Iterable[Limit]) -> Inside:
    """Rows that lie in a box."""
    made = np.ones(len(table), dtype=bool)
    for side in sides:
        made &= side.met(table)
    return made


def quality(shares: Floats, within: Inside) -> Quality:
    """Coverage, density and support of a box over points with these shares."""
    total, count = float(shares.sum()), int(within.sum())
    caught = float(shares[within].sum())
    density = caught / count if count else float("nan")
    support = count / len(shares) if len(shares) else float("nan")
    base = total / len(shares) if len(shares) else float("nan")
    gain = support * (density - base) if count else 0.0
    return Quality(caught / total if total else float("nan"), density, support, gain)


def workbench(module: str = "") -> Any:
    """The Exploratory Modeling Workbench, or a module of it.

    Raises
    ------
    BadInput
        If it is not installed, with the line that installs it.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about its optional parts
        return need(f"ema_workbench{module}", "analysis", "Searches for boxes")


def trajectory(table: pd.DataFrame, shares: Floats) -> list[Sides]:
    """The boxes PRIM goes through, from all points to the smallest.

    Columns get names of their own for the search: the workbench leaves a column called
    `scenario` out without a word.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it is written for an older pandas
        prim = workbench(".analysis.prim")
        plain = table.set_axis([f"x{place}" for place in range(table.shape[1])], axis=1)
        plain = plain.reset_index(drop=True)
        if not any(plain[column].nunique() > 1 for column in plain):
            return [()]
        search = prim.RegressionPrim(
            plain, shares, peel_alpha=PEEL, mass_min=LEAST_MASS
        )
        # its Kolmogorov–Smirnov tests take two thirds of the time and are not used
        search._prim_box_klass = _untested(prim.RegressionPrimBox)
        found = search.find_box()
    whole = search.box_init
    names = {f"x{place}": name for place, name in enumerate(table.columns)}
    return [_sides(limits, whole, names) for limits in found.box_lims]


@cache
def _untested(kind: Any) -> Any:
    """The workbench's box without tests of its own; the search is the same."""
    return type("Box", (kind,), {"_calculate_ks": lambda *_: {}})


def _sides(limits: Any, whole: Any, names: dict[str, str]) -> Sides:
    """The limits of a box that cut something off."""
    made: list[Limit] = []
    for column in limits.columns:
        (low, high), (least, most) = limits[column].tolist(), whole[column].tolist()
        name = names[column]
        if isinstance(low, set):
            if low != least:
                made.append(Limit(name, AMONG, tuple(sorted(map(str, low)))))
            continue
        if low > least:
            made.append(Limit(name, LOW, float(low)))
        if high < most:
            made.append(Limit(name, HIGH, float(high)))
    return tuple(made)


def wanted_density(shares: Floats, threshold: float) -> float:
    """The density a box is to have: the threshold, and well above that of all points."""
    return max(threshold, (1.0 + float(shares.mean())) / 2.0)


def best(
    table: pd.DataFrame, shares: Floats, boxes: Sequence[Sides], threshold: float
) -> Sides:
    """Of these boxes, those with the density wanted if there are any, the best balanced.

    That is the one with the largest harmonic mean of coverage and density; equals are
    settled by fewer limits.
    """
    wanted = wanted_density(shares, threshold)
    rated = [(sides, quality(shares, inside(table, sides))) for sides in boxes if sides]
    dense = [pair for pair in rated if pair[1].density >= wanted - 1e-12]
    if not rated:
        return ()
    return max(dense or rated, key=lambda pair: (pair[1].balance, -len(pair[0])))[0]


def limit_p(table: pd.DataFrame, shares: Floats, sides: Sides, side: Limit) -> float:
    """Quasi-p of one limit: does it raise the density by more than a blind cut would?

    Of the n points in the box without this limit, m are left with it. p is the probability
    that m of the n drawn blindly have at least the mean share of those left: exact
    (hypergeometric) if all shares are 0 or 1, else by the normal distribution with the
    variance of drawing without replacement. It is a quasi-p, because limits were chosen
    on the same points. Bryant and Lempert's is the binomial one for single runs.
    """
    others = [each for each in sides if each != side]
    pool = inside(table, others)
    left = side.met(table)[pool]
    values, m, n = shares[pool], int(left.sum()), int(pool.sum())
    if m in (0, n):
        return 1.0
    if np.isin(values, (0.0, 1.0)).all():
        hits = round(float(values.sum()))
        got = round(float(values[left].sum()))
        return float(stats.hypergeom.sf(got - 1, n, hits, m))
    spread = float(values.var(ddof=1)) / m * (n - m) / n
    excess = float(values[left].mean() - values.mean())
    if spread <= 0.0:
        return 1.0
    return float(stats.norm.sf(excess / np.sqrt(spread)))


def pruned(
    table: pd.DataFrame, shares: Floats, sides: Sides, level: float = 0.05
) -> Sides:
    """The box without limits that do not earn their place, the weakest out first.

    The level is shared out among all limits a box could have (two for a number, one for
    words), of which the search has taken those that looked best.
    """
    possible = sum(2 - (table[n].dtype.kind == "O") for n in table)
    level /= max(possible, 1)
    while sides:
        p = [limit_p(table, shares, sides, side) for side in sides]
        worst = int(np.argmax(p))
        if p[worst] <= level:
            return sides
        sides = tuple(side for side in sides if side != sides[worst])
    return ()


def found_box(
    table: pd.DataFrame, shares: Floats, threshold: float
) -> tuple[Sides, float]:
    """The box of a search, pruned, and the largest gain the search passed through."""
    boxes = trajectory(table, shares)
    gains = [quality(shares, inside(table, sides)).gain for sides in boxes]
    sides = best(table, shares, boxes, threshold)
    return pruned(table, shares, sides), max(gains)


def search_p(
    table: pd.DataFrame,
    shares: Floats,
    gain: float,
    shuffles: int,
    seed: int,
    progress: Callable[[int, int], None] | None = None,
) -> float:
    """How often a search over shuffled points gains as much: p of the search as a whole.

    Points' shares are dealt out anew among the points, which breaks every tie to the
    names and keeps the rest; p = (1 + times as good) / (1 + shuffles).
    """
    rng = np.random.default_rng([seed, 1])
    as_good = 0
    for done in range(shuffles):
        dealt = rng.permutation(shares)
        boxes = trajectory(table, dealt)
        most = max(quality(dealt, inside(table, sides)).gain for sides in boxes)
        as_good += most >= gain - 1e-12
        if progress is not None:
            progress(done + 1, shuffles)
    return (1.0 + as_good) / (1.0 + shuffles) if shuffles else float("nan")


def found_again(
    table: pd.DataFrame,
    shares: Floats,
    sides: Sides,
    threshold: float,
    draws: int,
    seed: int,
) -> dict[Limit, tuple[float, float, float]]:
    """Of each limit how often half of the points lead to it too, and where it then lies.

    Returns
    -------
    limit → share of draws with a limit of this name and kind; for numbers the middle
    80 % of its value (null for words, or if it was never found)
    """
    rng = np.random.default_rng([seed, 2])
    met: dict[Limit, list[Any]] = {side: [] for side in sides}
    for _ in range(draws):
        half = np.sort(rng.permutation(len(table))[: max(len(table) // 2, 1)])
        some, few = table.iloc[half], shares[half]
        other = best(some, few, trajectory(some, few), threshold)
        for side in sides:
            met[side] += [
                o.value for o in other if (o.name, o.kind) == (side.name, side.kind)
            ]
    return {side: _spread(side, values, draws) for side, values in met.items()}


def steady(
    sides: Sides, again: dict[Limit, tuple[float, float, float]], least: float = 0.5
) -> Sides:
    """The limits that at least half of the draws lead to; all if nothing was drawn."""
    return tuple(side for side in sides if not again[side][0] < least)


def _spread(side: Limit, values: list[Any], draws: int) -> tuple[float, float, float]:
    nan = float("nan")
    share = len(values) / draws if draws else nan
    if side.kind == AMONG or not values:
        return share, nan, nan
    low, high = np.quantile(values, [0.1, 0.9])
    return share, float(low), float(high)
