"""The last month once more, looked at from inside while it runs.

Draws are functions of seed, stream, month and slot, so a run repeats itself bit for bit:
the world before the last month is found by running the months before it again, and kept
for the next question. Models that nobody asks pay nothing for this.
"""

import copy
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy as np

from govsim.errors import BadInput
from govsim.month import run_month
from govsim.opening import settled_world
from govsim.state import World

if TYPE_CHECKING:
    from govsim.assumptions import Assumptions
    from govsim.model import GovernanceModel

type Look = Callable[[World, "Assumptions"], Any]

_BEFORE: "WeakKeyDictionary[GovernanceModel, World]" = WeakKeyDictionary()
"""For each model that was asked, the world before the month it was last asked about."""


def inside(model: "GovernanceModel", looks: Mapping[str, Look]) -> dict[str, Any]:
    """What each look saw in the model's last month, by the name of its verb.

    Parameters
    ----------
    looks : verb → function of world and assumptions, called just before the verb acts.
        The key ``"start"`` looks before the month, ``"end"`` after it.

    Raises
    ------
    BadInput
        If no month has run or the run does not repeat itself.
    """
    if model.steps < 1:
        raise BadInput("no month has run yet; run at least one, as model.run_for(1).")
    seen: dict[str, Any] = {}

    def watch(verb: str, w: World) -> None:
        if verb in looks:
            seen[verb] = looks[verb](w, model.parameters)

    world = copy.deepcopy(_before_last_month(model))
    watch("start", world)
    world.month += 1
    run_month(world, model.path, model.parameters, model.without, watch)
    watch("end", world)
    _check(world, model)
    return seen


def _before_last_month(model: "GovernanceModel") -> World:
    """The world at the end of the last month but one."""
    world = _BEFORE.get(model)
    if world is None or world.month >= model.steps:
        world = _opening(model)
    while world.month < model.steps - 1:
        world.month += 1
        run_month(world, model.path, model.parameters, model.without)
    _BEFORE[model] = world
    return world


def _opening(model: "GovernanceModel") -> World:
    """The world the model started from."""
    if model.opening is not None:
        world = copy.deepcopy(model.opening)
    else:
        world = settled_world(model.plan, model.seed_number, model.parameters)
    world.shocks = model.plan.shocks
    return world


def _check(again: World, model: "GovernanceModel") -> None:
    """Refuse to explain a month that did not come out the same."""
    for column in ("slot", "trust", "acts", "satisfaction"):
        mine = getattr(model.world.residents, column)
        if not np.array_equal(getattr(again.residents, column), mine, equal_nan=True):
            raise BadInput(
                f"month {model.steps} came out otherwise when run again (residents' "
                f"{column}): the model's world was changed by hand, so no reasons can "
                "be given. Change levers or the scenario instead."
            )
