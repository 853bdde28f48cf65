"""A stand-in for the model whose posterior is known in closed form.

Two figures are straight lines in a and b; c moves neither. Between worlds they differ by
normal noise, so that with parameters alike over wide ranges the posterior is normal.
"""

import numpy as np

from govsim.studies.calibrating import Free, Plan, Target
from govsim.studies.calibrating.measuring import Task

SLOPES = np.array([[1.0, 0.5], [0.3, -1.0]])  # (figures, parameters a and b)
NOISE = 0.04  # SD between worlds
ERROR = np.array([0.05, 0.06])  # SD of the observations
TRUTH = np.array([0.5, 0.45])
NAMES = ("a", "b", "c")


def lines(plan: Plan, task: Task) -> dict[str, float]:
    """The figures at a point in one world."""
    at = np.array([task.parameters["a"], task.parameters["b"]])
    luck = np.random.default_rng([plan.seed, task.world]).standard_normal(2)
    return dict(zip(("y1", "y2"), (SLOPES @ at + NOISE * luck).tolist(), strict=True))


def failing(plan: Plan, task: Task) -> dict[str, float]:
    """The same, but every seventh point fails."""
    if task.point % 7 == 3:
        raise RuntimeError("this one fails")
    return lines(plan, task)


def plan(**changes: object) -> Plan:
    """Values observed of both figures, in one world like the simulated ones."""
    seen = SLOPES @ TRUTH
    made: dict[str, object] = {
        "name": "toy",
        "free": tuple(Free(name, 0.0, 1.0) for name in NAMES),
        "targets": tuple(
            Target(f"y{row + 1}", seen[row], seen[row], sd=float(ERROR[row]))
            for row in range(2)
        ),
        "waves": 1,
        "points": 24,
        "check": 10,
    }
    return Plan(**{**made, **changes})  # type: ignore[arg-type]


def closed_form() -> tuple[np.ndarray, np.ndarray]:
    """Mean and covariance of a and b given the observations."""
    total = np.diag(1.0 / (ERROR**2 + NOISE**2))
    return TRUTH, np.linalg.inv(SLOPES.T @ total @ SLOPES)


def turnout(plan: Plan, task: Task) -> dict[str, float]:
    """A stand-in for files whose targets are turnouts: straight in vote_base."""
    luck = np.random.default_rng([plan.seed, task.world]).standard_normal()
    figure = 0.5 + 0.2 * (task.parameters["vote_base"] + 1.7) + 0.01 * luck
    return {target.name: float(figure) for target in plan.targets}


MANY = np.random.default_rng(12).standard_normal((10, 12))  # figures, parameters
MANY *= np.random.default_rng(13).random(MANY.shape) < 0.3


def many(plan: Plan, task: Task) -> dict[str, float]:
    """Ten figures, straight lines in a few of twelve parameters each."""
    at = np.array([task.parameters[free.name] for free in plan.free])
    luck = np.random.default_rng([plan.seed, task.world]).standard_normal(len(MANY))
    figures = (MANY @ at + 0.05 * luck).tolist()
    return {f"y{row}": figure for row, figure in enumerate(figures)}


def plan_of_many() -> Plan:
    """Bands a fifth of what each figure can be, laid around the middle of the ranges."""
    middle, half = MANY.sum(axis=1) / 2, 0.1 * np.abs(MANY).sum(axis=1)
    ends = zip((middle - half).tolist(), (middle + half).tolist(), strict=True)
    return plan(
        free=tuple(Free(f"p{column}", 0.0, 1.0) for column in range(MANY.shape[1])),
        targets=tuple(
            Target(f"y{row}", low, high, worlds=np.inf)
            for row, (low, high) in enumerate(ends)
        ),
        points=120,
        check=2,
    )
