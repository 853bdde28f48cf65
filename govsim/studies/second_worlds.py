"""Which further runs tell luck from assumptions, when a sweep draws plausible sets?"""

from govsim.errors import BadInput
from govsim.scenarios.scenario import whole
from govsim.studies.jobs import world_seed
from govsim.studies.sweeping.carrying import plausible_set
from govsim.studies.sweeping.design import Design


def second_worlds(design: Design, count: int) -> list[Design]:
    """Designs that run the first `count` plausible sets of a sweep in a second world each.

    In a sweep with ``parameters = "plausible"`` each replicate has its own world *and* its
    own assumptions. The same assumptions in another world say how much of what differs
    between replicates is luck (eq. 90.1). Scenarios, points and pilots stay in their
    places, so that `point` means the same in all of these sweeps.

    Parameters
    ----------
    design : of a sweep over plausible sets
    count : sets to run again, at most the design's replicates

    Returns
    -------
    one design a set, each of one replicate, in the order of the design's replicates

    Raises
    ------
    BadInput
        If the design draws no plausible sets, or has fewer than `count`.
    """
    faults = []
    if design.parameters != "plausible":
        faults.append(
            f'parameters = {design.parameters!r}: second worlds need "plausible", '
            "otherwise all replicates share their assumptions already."
        )
    if not whole(count) or not 0 <= count <= design.replicates:
        faults.append(f"count = {count!r}: 0 to {design.replicates} sets can be run.")
    if faults:
        raise BadInput(*faults)
    return [_again(design, replicate) for replicate in range(count)]


def _again(design: Design, replicate: int) -> Design:
    """The design's points in another world under the assumptions of a replicate."""
    seed = world_seed(design.seed, replicate)
    numbers = plausible_set(seed)
    one = design.replace(
        points=[{**numbers, **point} for point in design.points],
        parameters="default",
        replicates=1,
        seed=seed,
        stop=None,
    )
    return one.replace(runs_per_part=-(-one.runs // 2))
