"""What interval does the wild cluster bootstrap give when there are few communities?"""

from collections.abc import Callable
from functools import cache

import numpy as np
from scipy import stats

from govsim.columns import Floats
from govsim.studies.trials.two_way import LEVEL, NOTHING, Fit, TwoWay

DRAWS = 999
FEW = 12  # clusters below which two signs give too few different samples
WEBB = np.sqrt([0.5, 1.0, 1.5])
REACH = 12  # doublings of the usual half-width in search of an end
CLOSE = 1e-3  # of the half-width: how well an end is known


@cache
def weights(clusters: int, draws: int = DRAWS) -> Floats:
    """Weights by draw and cluster: ±1, or Webb's six points where clusters are few."""
    bits = np.random.Generator(np.random.PCG64(20_190_401))
    points = np.array([-1.0, 1.0])
    if clusters < FEW:
        points = np.concatenate([-WEBB[::-1], WEBB])
    return np.asarray(bits.choice(points, size=(draws, clusters)))


class Wild:
    """The restricted wild cluster bootstrap-t for a regression with one coefficient.

    Cameron, Gelbach & Miller 2008 (REStat 90:414), with Webb's weights below twelve
    clusters (Webb 2023, Canadian J. Economics 56:839). The interval holds every value
    that is not rejected at 5 %. With few treated communities it is known to reject too
    seldom (MacKinnon & Webb 2017, J. Applied Econometrics 32:233).
    """

    def __init__(self, model: TwoWay) -> None:
        self.model = model
        self.x = model.x[:, 0]
        self.size = float(self.x @ self.x)
        self.rows = np.unique(model.community)
        self.weights = weights(len(self.rows))

    def _drawn(self, left: Floats) -> tuple[Floats, Floats]:
        """Coefficient of every draw, and scores by cluster after fitting it again.

        `left` is what the signs are drawn for, by kept cell; both are linear in it.
        """
        of, basis = self.model.by_cluster, self.model.basis
        score = of((self.x * left)[:, None])[self.rows, 0]
        projected = of(left[:, None] * basis)[self.rows]
        reached = of(self.x[:, None] * basis)[self.rows]
        own = of((self.x**2)[:, None])[self.rows, 0]
        slope = self.weights @ score / self.size
        scores = self.weights * score - self.weights @ (projected @ reached.T)
        return slope, scores - slope[:, None] * own

    def p_value(self, values: Floats, plain: Fit) -> Callable[[float], float]:
        """Two-sided p-value of a null hypothesis, as a function of it."""
        at_zero = self._drawn(self.model.residual(values))
        of_x = self._drawn(self.x)

        def of_null(null: float) -> float:
            slope, scores = (a - null * b for a, b in zip(at_zero, of_x, strict=True))
            error = np.sqrt(self.model.factor * (scores**2).sum(axis=1)) / self.size
            t = np.divide(slope, error, out=np.zeros_like(slope), where=error > 0)
            seen = abs(plain.estimate - null) / plain.error
            return float((np.abs(t) >= seen - 1e-12).mean())

        return of_null

    def fit(self, values: Floats, plain: Fit) -> Fit:
        """The regression's estimate with the bootstrap's interval."""
        if not plain.error > 0.0:
            return plain if plain.error == 0.0 else NOTHING
        p_value = self.p_value(values, plain)
        low, high = (_end(p_value, plain, side) for side in (-1.0, 1.0))
        return Fit(plain.estimate, plain.error, low, high)


def _end(p_value: Callable[[float], float], plain: Fit, side: float) -> float:
    """Where rejection begins on one side of the estimate; infinite if it does not."""
    step = plain.error * stats.norm.ppf(0.5 + LEVEL / 2)

    def rejected(away: float) -> bool:
        return p_value(plain.estimate + side * away) < 1.0 - LEVEL

    inside, outside = 0.0, step
    for _ in range(REACH):
        if rejected(outside):
            break
        inside, outside = outside, 2.0 * outside
    else:
        return side * np.inf
    while outside - inside > CLOSE * step:
        middle = (inside + outside) / 2.0
        inside, outside = (inside, middle) if rejected(middle) else (middle, outside)
    return float(plain.estimate + side * outside)
