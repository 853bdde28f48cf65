"""One world with its luck, on which protocols run the set-ups they need."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache

from govsim.assumptions import assumptions
from govsim.model import GovernanceModel
from govsim.opening import settled_world
from govsim.people import Profile
from govsim.policy import LEVERS
from govsim.scenarios import SHOCKS, Change, Scenario, Shock, load
from govsim.state import World
from govsim.studies.patterns.traces import Recorder, Trace

MONTHS = 120
type Levers = Mapping[str, float | str]
type Disturbance = Callable[[World], None]


class NotMeasured(Exception):
    """A protocol cannot be carried out; the message says what is missing."""


class Place:
    """One world: every set-up runs on the same people with the same luck.

    A run is made once and shared by all protocols that ask for it.

    Parameters
    ----------
    seed : seed of the world
    world : "default", "realistic" or "one of each" (four communities of realistic size);
        "own" leaves scenarios the place their files describe
    adults : adults of each community if not the world's own number (for tests and
        calibrations)
    parameters : assumptions that replace the defaults (in calibrations)
    """

    def __init__(
        self,
        seed: int,
        world: str = "default",
        adults: int = 0,
        parameters: Mapping[str, float] | None = None,
    ) -> None:
        self.seed = seed
        self.world = world
        self.adults = adults
        self.numbers = assumptions(parameters)
        self._parameters = dict(parameters or {})
        self._openings: dict[tuple[object, ...], World] = {}
        self._traces: dict[tuple[object, ...], Trace] = {}

    def run(
        self,
        scenario: str = "baseline",
        levers: Levers | None = None,
        *,
        months: int = MONTHS,
        changes: Iterable[tuple[int, Levers]] = (),
        shocks: Iterable[Shock] = (),
        disturb: Disturbance | None = None,
    ) -> Trace:
        """A preset's run on this world, with levers on top.

        Parameters
        ----------
        scenario : preset
        levers : lever = value for the whole run
        changes : (month, levers) that act from that month on
        shocks : shocks besides the scenario's own
        disturb : changes the opening world before month 1 (a named function)

        Raises
        ------
        NotMeasured
            If the model has no such lever or kind of shock.
        """
        added = tuple(Change(month, None, dict(values)) for month, values in changes)
        strikes = tuple(shocks)
        need(*(levers or {}), *(name for change in added for name in change.levers))
        need_shock(*(shock.kind for shock in strikes))
        plan = self.plan(scenario).replace(months=months, levers=dict(levers or {}))
        plan = plan.replace(
            changes=(*plan.changes, *added), shocks=(*plan.shocks, *strikes)
        )
        return self.trace(plan, disturb=disturb)

    def trace(
        self,
        plan: Scenario,
        *,
        without: tuple[str, ...] = (),
        disturb: Disturbance | None = None,
    ) -> Trace:
        """A scenario's run, made once; `without` names rules switched off."""
        what = (
            plan.profiles,
            tuple(sorted(plan.levers.items())),
            tuple((c.month, tuple(sorted(c.levers.items()))) for c in plan.changes),
            plan.shocks,
            plan.months,
            without,
            disturb.__name__ if disturb else "",
        )
        if what not in self._traces:
            model = GovernanceModel(
                plan,
                rng=self.seed,
                parameters=self._parameters,
                without=without,
                opening=self.opening(plan),
            )
            if disturb is not None:
                disturb(model.world)
            self._traces[what] = Recorder(model).run(plan.months)
        return self._traces[what]

    def plan(self, scenario: str) -> Scenario:
        """The scenario in this place's world."""
        plan = load(scenario)
        if self.world == "one of each":
            plan = plan.replace(profiles=one_of_each())
        elif self.world != "own":
            plan = plan.replace(world=self.world)
        if self.adults:
            plan = plan.replace(
                profiles=tuple(replace(p, adults=self.adults) for p in plan.profiles)
            )
        return plan

    def opening(self, plan: Scenario) -> World:
        """The settled world the scenario's communities start from."""
        key = (plan.profiles, plan.shared)
        if key not in self._openings:
            self._openings[key] = settled_world(plan, self.seed, self.numbers)
        return self._openings[key]


@cache
def one_of_each() -> tuple[Profile, ...]:
    """One community of each type, of the realistic world's size."""
    profiles = load("baseline").replace(world="realistic").profiles
    first = {profile.type: profile for profile in reversed(profiles)}
    return tuple(
        replace(profile, name=kind.replace("_", "-"))
        for kind, profile in sorted(first.items())
    )


def need(*levers: str) -> None:
    """Say that a row cannot be measured if a lever does not exist."""
    missing = [name for name in levers if name not in LEVERS]
    if missing:
        raise NotMeasured(f"the model has no lever {', '.join(missing)}")


def need_shock(*kinds: str) -> None:
    """Say that a row cannot be measured if a kind of shock does not exist."""
    missing = [kind for kind in kinds if kind not in SHOCKS]
    if missing:
        raise NotMeasured(f"the model has no shock {', '.join(missing)}")
