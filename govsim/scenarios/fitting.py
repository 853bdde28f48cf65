"""How are people made whose totals are those of a census? By weighing and choosing homes.

Homes of a pool (drawn by the model itself, or a survey's) get weights under which every
margin holds: iterative proportional fitting (Deming & Stephan 1940, Annals of
Mathematical Statistics 11:427), over homes instead of persons, so that those who live
together stay together (iterative proportional updating, Ye et al. 2009, 88th Annual
Meeting of the Transportation Research Board). Then whole homes are chosen in proportion
to their weights, and single ones exchanged until the totals hold to the adult.
"""

from dataclasses import dataclass

import numpy as np

from govsim.columns import Floats, Rows
from govsim.scenarios.margins import (
    GROUPS,
    MEDIAN,
    MEDIANS,
    SHARE,
    SINGLE,
    SIZES,
    YUAN,
    Margin,
)
from govsim.scenarios.records import FitRow
from govsim.scenarios.scenario import PeopleTable
from govsim.vocabulary import AGE_EDGES, TENURES

ROUNDS = 2000
"""Most rounds of fitting."""

CLOSE = 1e-5
"""Share of adults by which a fitted total may miss; below half an adult in 50,000."""

CONTRADICTION = 0.005
"""Margins that miss by more than this share of adults contradict each other."""

TRIES = 64
"""Homes tried in an exchange."""


class Contradiction(ValueError):
    """No weights of the pool's homes meet all margins; the message says which miss."""


@dataclass(frozen=True)
class _Line:
    """Adults of each home who count for one group of a margin, and how many there are to be."""

    margin: Margin
    group: str
    counts: Floats
    share: float  # of all adults


class _Pool:
    """People in homes, as arrays; homes are numbered from 0."""

    def __init__(self, people: PeopleTable) -> None:
        self.people = {name: np.array(values) for name, values in people.items()}
        _, self.home = np.unique(self.people["household"], return_inverse=True)
        self.homes = int(self.home.max()) + 1
        self.size = self.count(np.ones(self.home.size))

    def count(self, who: Floats) -> Floats:
        """Adults of each home who are in a group."""
        return np.bincount(self.home, weights=who, minlength=self.homes)


def fitted(
    pool: PeopleTable, margins: tuple[Margin, ...], adults: int
) -> tuple[PeopleTable, tuple[FitRow, ...]]:
    """People of whole homes whose totals are the margins', and how well they are met.

    Parameters
    ----------
    pool : columns of people to choose from; homes may be chosen more than once
    margins : the totals that are known
    adults : how many people there are to be

    Raises
    ------
    Contradiction
        If no weights of the homes meet all margins.
    """
    homes = _Pool(pool)
    lines = _lines(homes, margins)
    weights = _weights(homes, lines, adults)
    chosen = _exchanged(homes, lines, weights, _chosen(homes, weights, adults), adults)
    people = _people_of(homes, chosen)
    return people, _rows(people, margins)


def _lines(pool: _Pool, margins: tuple[Margin, ...]) -> list[_Line]:
    """Each group of each margin; a median is a half on either side of it."""
    lines: list[_Line] = []
    tenures = next((m.values for m in margins if m.name == "tenure"), ())
    for margin in margins:
        if margin.name in SINGLE:
            who, share = pool.people[margin.name] > 0, margin.values[0]
            lines.append(_Line(margin, "yes", pool.count(1.0 * who), share))
            lines.append(_Line(margin, "no", pool.count(1.0 * ~who), 1.0 - share))
        elif margin.name in GROUPS:
            parts = _groups(pool.people, pool.size[pool.home], margin.name)
            values = margin.values
            if margin.name == "household_size":
                values = _shares_of_adults(pool.size, values)
            for place, (group, share) in enumerate(
                zip(margin.groups, values, strict=True)
            ):
                counts = pool.count(1.0 * (parts == place))
                lines.append(_Line(margin, group, counts, share))
        else:
            for group, level in zip(margin.groups, margin.values, strict=True):
                inside, part = np.ones(pool.home.size, dtype=bool), 1.0
                if margin.name == MEDIANS:
                    inside = pool.people["tenure"] == group
                    part = tenures[TENURES.index(group)]
                for half in (True, False):
                    who = inside & ((pool.people["income"] <= level) == half)
                    name = f"{group} {'up to' if half else 'above'} {level:g}"
                    lines.append(_Line(margin, name, pool.count(1.0 * who), part / 2))
    return lines


def _groups(people: dict[str, Floats], size: Floats, name: str) -> Rows:
    """Place of each person among the groups of a margin."""
    if name == "age":
        inner = np.array(AGE_EDGES[1:-1])
        return np.digitize(people["age"], inner)
    if name == "tenure":
        return np.array([TENURES.index(word) for word in people["tenure"]])
    if name == "education":
        return people["education"].astype(np.int64)
    return np.minimum(size, len(SIZES)).astype(np.int64) - 1


def _shares_of_adults(size: Floats, of_homes: tuple[float, ...]) -> tuple[float, ...]:
    """Shares of adults by size of home, from shares of homes."""
    large = size[size >= len(SIZES)]
    mean = float(large.mean()) if large.size else float(len(SIZES))
    adults = np.array([1.0, 2.0, 3.0, mean]) * np.array(of_homes)
    return tuple((adults / adults.sum()).tolist())


def _weights(pool: _Pool, lines: list[_Line], adults: int) -> Floats:
    """Weights of the homes under which every line holds."""
    weights = np.full(pool.homes, adults / pool.size.sum())
    steps = [(np.flatnonzero(line.counts), line) for line in lines]
    for _ in range(ROUNDS):
        worst = 0.0
        for rows, line in steps:
            wanted = line.share * adults
            got = float(line.counts[rows] @ weights[rows])
            worst = max(worst, abs(got - wanted) / adults)
            if got > 0.0:
                weights[rows] *= wanted / got
        if worst < CLOSE:
            break
    missed = [
        (line, got)
        for line in lines
        if abs((got := float(line.counts @ weights) / adults) - line.share)
        > CONTRADICTION
    ]
    if missed or not np.isclose(pool.size @ weights, adults, rtol=CONTRADICTION):
        raise Contradiction(_words(missed, lines))
    return weights


def _words(missed: list[tuple[_Line, float]], lines: list[_Line]) -> str:
    """Which margins cannot hold together."""
    told = [
        f"{line.margin.name} {line.group} (wanted {line.share:.3f} of adults, nearest "
        f"{got:.3f})"
        for line, got in missed[:6]
    ]
    names = ", ".join(dict.fromkeys(line.margin.name for line in lines))
    return (
        f"the margins {names} contradict each other, or ask for homes that are not among "
        f"those to choose from: {'; '.join(told)}. Loosen one of them."
    )


def _chosen(pool: _Pool, weights: Floats, adults: int) -> Rows:
    """Whole homes in proportion to their weights, with so many adults in all."""
    sizes = pool.size.astype(np.int64)
    kinds = np.unique(sizes)
    wanted = np.array([weights[sizes == kind].sum() for kind in kinds])
    numbers = np.floor(wanted + 0.5).astype(np.int64)
    left = adults - int(kinds @ numbers)
    while left:  # rounding: the home that is furthest from its number gives or takes
        fits = kinds <= left if left > 0 else numbers > 0
        if not fits.any():
            raise Contradiction(
                f"{adults} adults cannot be made up of homes of "
                f"{', '.join(map(str, kinds))} adults."
            )
        lack = np.where(fits, (wanted - numbers) * np.sign(left), -np.inf)
        place = int(np.argmax(lack))
        numbers[place] += np.sign(left)
        left = adults - int(kinds @ numbers)
    parts = [
        _spread(pool, weights, np.flatnonzero(sizes == kind), int(number))
        for kind, number in zip(kinds, numbers, strict=True)
        if number
    ]
    return np.concatenate(parts)


def _spread(pool: _Pool, weights: Floats, rows: Rows, number: int) -> Rows:
    """So many of these homes, evenly over those ranked by how they live and how old."""
    ages = pool.count(pool.people["age"].astype(np.float64))[rows] / pool.size[rows]
    owners = pool.count(1.0 * (pool.people["tenure"] == TENURES[0]))[rows]
    rows = rows[np.lexsort((ages, owners))]
    mass = np.cumsum(np.maximum(weights[rows], 1e-12))
    at = (np.arange(number) + 0.5) / number * mass[-1]
    chosen: Rows = rows[np.minimum(np.searchsorted(mass, at), rows.size - 1)]
    return chosen


def _exchanged(
    pool: _Pool, lines: list[_Line], weights: Floats, chosen: Rows, adults: int
) -> Rows:
    """The homes after exchanges, for others of their size, that bring totals nearer."""
    counts = np.stack([line.counts for line in lines])
    off = counts[:, chosen].sum(axis=1) - adults * np.array([x.share for x in lines])
    lots = np.random.Generator(np.random.Philox(key=adults))
    sizes = pool.size.astype(np.int64)
    alike = {int(s): np.flatnonzero(sizes == s) for s in np.unique(sizes[chosen])}
    mass = {s: np.cumsum(np.maximum(weights[r], 1e-12)) for s, r in alike.items()}
    chosen = chosen.copy()
    for _ in range(20 * min(chosen.size, 500)):
        if np.abs(off).max() <= 1.0:
            break
        place = int(lots.integers(chosen.size))
        size = int(sizes[chosen[place]])
        at = lots.random(TRIES) * mass[size][-1]
        tried = alike[size][
            np.minimum(np.searchsorted(mass[size], at), alike[size].size - 1)
        ]
        after = off[:, None] + counts[:, tried] - counts[:, [chosen[place]]]
        loss = (after**2).sum(axis=0)
        best = int(np.argmin(loss))
        if loss[best] < (off**2).sum():
            off, chosen[place] = after[:, best], tried[best]
    return chosen


def _people_of(pool: _Pool, chosen: Rows) -> PeopleTable:
    """The people of the chosen homes, home after home, mixed over the place."""
    order = np.random.Generator(np.random.Philox(key=chosen.size)).permutation(chosen)
    begins = np.argsort(pool.home, kind="stable")
    first = np.concatenate([[0], np.cumsum(pool.size)]).astype(np.int64)
    rows = np.concatenate([begins[first[h] : first[h + 1]] for h in order])
    homes = np.repeat(np.arange(order.size), pool.size[order].astype(np.int64))
    table = {name: tuple(values[rows].tolist()) for name, values in pool.people.items()}
    return {**table, "household": tuple(homes.tolist())}


def _rows(people: PeopleTable, margins: tuple[Margin, ...]) -> tuple[FitRow, ...]:
    """What was wanted and what was got, in the units of the margins."""
    pool = _Pool(people)
    rows = []
    for margin in margins:
        for group, wanted in zip(margin.groups, margin.values, strict=True):
            got = _got(pool, margin, group)
            rows.append(FitRow(margin.name, group, margin.unit, wanted, got))
    return tuple(rows)


def _got(pool: _Pool, margin: Margin, group: str) -> float:
    """The value of one group of a margin among the people."""
    if margin.unit == YUAN:
        income = pool.people["income"].astype(np.float64)
        if margin.name == MEDIAN:
            return float(np.median(income))
        inside = pool.people["tenure"] == group
        return float(np.median(income[inside])) if inside.any() else 0.0
    if margin.unit == SHARE and margin.name in SINGLE:
        return float((pool.people[margin.name] > 0).mean())
    if margin.name == "household_size":
        place = SIZES.index(group) + 1
        return float((np.minimum(pool.size, len(SIZES)) == place).mean())
    parts = _groups(pool.people, pool.size[pool.home], margin.name)
    return float((parts == margin.groups.index(group)).mean())
