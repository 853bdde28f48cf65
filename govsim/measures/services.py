"""How good are services, for whom, and are they what people need?"""

import numpy as np

from govsim.columns import Floats
from govsim.measures.parts import Measure, Parts, gini_of, of_place
from govsim.state import World
from govsim.vocabulary import DOMAINS, TENURES


def _domain(row: int) -> Measure:
    return of_place(lambda w: w.communities.services[:, row])


def need_match(spending: Floats, needs: Floats) -> Floats:
    """1 − ½ Σ |share of spending − share of needs| by domain, eq. 19.1 (0–1)."""
    total = spending.sum(axis=1, keepdims=True)
    shares = np.divide(spending, total, out=needs.copy(), where=total > 0)
    return 1.0 - 0.5 * np.abs(shares - needs).sum(axis=1)


def _need_match(w: World) -> Parts:
    c = w.communities  # of a year: single projects are lumpy by the month
    spent = c.year_spending.sum(axis=1)
    return need_match(c.year_spending, c.needs) * spent, spent


def _access_gap(w: World) -> Floats:
    """Best less worst mean service among owners, renters and migrants."""
    r = w.residents
    means = np.full((len(TENURES), w.size), np.nan)
    for group in range(len(TENURES)):
        mine = r.tenure == group
        number = w.total(mine)
        np.divide(w.total(r.service * mine), number, out=means[group], where=number > 0)
    return np.fmax.reduce(means) - np.fmin.reduce(means)


MEASURES: dict[str, Measure] = {
    "service_quality": of_place(
        lambda w: (w.communities.services * w.communities.needs).sum(axis=1)
    ),
    **{f"service_quality_{name}": _domain(row) for row, name in enumerate(DOMAINS)},
    "need_match": _need_match,
    "access_gap": of_place(_access_gap),
    "access_gini": gini_of("service"),
}
