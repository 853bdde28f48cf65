"""What is a trial? A pilot, who joins and when, and how an analyst will look at it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.errors import BadInput, unknown
from govsim.outcomes import HEADLINE, OUTCOMES
from govsim.scenarios import Scenario, load
from govsim.scenarios.scenario import months_fault, whole
from govsim.studies.sweeping.choices import Keep, Limits, Pilot
from govsim.studies.sweeping.design import Design
from govsim.studies.sweeping.points import plain
from govsim.studies.sweeping.rollout import Rollout
from govsim.studies.trials.places import MANY, many_places

if TYPE_CHECKING:
    from govsim.studies.sweeping.forecast import Forecast

WITHOUT, PILOT = "without", "pilot"
QUICK_ADULTS, QUICK_WORLDS = 100, 12
MIN_OUTSIDE = 2  # communities that never join


@dataclass(frozen=True)
class TrialDesign:
    """A pilot in some communities of a district, in many worlds.

    Parameters
    ----------
    scenario : preset, file or `Scenario` that all communities live under otherwise
    levers : what the pilot sets; what stands there already makes a placebo
    start : month in which it begins, or one for each wave
    treated : communities that join, or how many in each wave; one number is shared out
    choose : ``"random"``, ``"best"``, ``"worst"``, ``"willing"``, or communities' numbers
    rank_by : outcome that best and worst are judged by, over the year before
    length : months a pilot lasts; None for good
    early_months, early_levers : preparations before the start, unknown to the analyst
    communities : how many there are; the scenario's are repeated up to then (20)
    adults : of each community; the scenario's own if None
    months, replicates, seed, parameters : as for a sweep
    outcomes : what is analysed at first; all others are kept too
    period : months the analyst averages over; starts and length are whole periods

    Raises
    ------
    BadInput
        With everything that is wrong, in sentences.
    """

    scenario: Scenario
    levers: Mapping[str, Any]
    start: int | Sequence[int] = 25
    treated: int | Sequence[int] = 6
    choose: str | Sequence[int] = "random"
    rank_by: str = "satisfaction"
    length: int | None = None
    early_months: int = 0
    early_levers: Mapping[str, Any] = field(default_factory=dict)
    communities: int | None = None
    adults: int | None = None
    months: int = 72
    replicates: int = 100
    seed: int = 1
    parameters: str = "default"
    outcomes: Iterable[str] = tuple(HEADLINE)
    period: int = 6
    name: str = "trial"

    def __post_init__(self) -> None:
        plan = self.scenario
        if not isinstance(plan, Scenario):
            plan = load(plan)
        listed = self.outcomes
        names = (listed,) if isinstance(listed, str) else tuple(listed)
        count = max(MANY, len(plan.profiles))
        settled: dict[str, Any] = {
            "scenario": plan,
            "communities": count if self.communities is None else self.communities,
            "start": _listed(self.start),
            "choose": self.choose
            if isinstance(self.choose, str)
            else tuple(self.choose),
            "levers": {n: plain(v) for n, v in self.levers.items()},
            "early_levers": {n: plain(v) for n, v in self.early_levers.items()},
            "outcomes": names,
        }
        settled["treated"] = _shared_out(self.treated, len(settled["start"]))
        for key, value in settled.items():
            object.__setattr__(self, key, value)
        if faults := self._faults():
            raise BadInput(*faults)
        place = many_places(plan, settled["communities"], self.adults)
        object.__setattr__(self, "scenario", place)
        self.sweep_design()  # its own faults

    @classmethod
    def from_toml(cls, path: str | Path) -> "TrialDesign":
        """The trial a file describes; all its faults at once, each with its line."""
        from govsim.studies.trials.trial_file import read_trial

        return read_trial(Path(path))

    # --- what is wrong ---------------------------------------------------------------

    def _faults(self) -> list[str]:
        found = self._number_faults()
        if not self.levers:
            found.append("the pilot sets no lever; give lever = value.")
        if bool(self.early_levers) != bool(self.early_months):
            found.append("early_months and early_levers belong together; give both.")
        strange = [name for name in self.outcomes if name not in OUTCOMES]
        found += [unknown("outcome", str(name), OUTCOMES) for name in strange]
        if not tuple(self.outcomes):
            found.append("outcomes = []: name one at least.")
        if found:
            return found
        plan = self.scenario
        names = tuple(map(str, range(self.communities or 0)))
        found = self.rollout.faults(self.months, names)
        if found:
            return found
        clash = [
            f"the scenario itself changes {name} in month {change.month}, during the "
            "pilot; leave that change out, or pilot another lever."
            for change in plan.changes
            for name in change.levers
            if name in {*self.levers, *self.early_levers}
            and change.month > self.rollout.decided
        ]
        return clash + self._period_faults()

    def _number_faults(self) -> list[str]:
        found = [f for f in [months_fault(self.months)] if f]
        least = {"period": 1, "replicates": 2, "communities": 3}
        values = {name: getattr(self, name) for name in least}
        if self.adults is not None:
            least["adults"], values["adults"] = 20, self.adults
        if self.length is not None:
            least["length"], values["length"] = 1, self.length
        for name, value in values.items():
            if not whole(value) or value < least[name]:
                found.append(
                    f"{name} = {value!r}: a whole number from {least[name]} is needed."
                )
        own = len(self.scenario.profiles)
        if not found and self.communities is not None and self.communities < own:
            found.append(
                f"communities = {self.communities}: {self.scenario.name} has {own}; give "
                "as many or more (they are repeated)."
            )
        return found

    def _period_faults(self) -> list[str]:
        """What an analyst could not see in whole periods."""
        found, step = [], self.period
        for start in self.starts:
            if (start - 1) % step:
                low = (start - 1) // step * step + 1
                found.append(
                    f"start = {start}: with periods of {step} months a pilot begins in "
                    f"month {low} or {low + step}."
                )
        if self.starts[0] <= step:
            found.append(
                f"start = {self.starts[0]}: one period of {step} months must lie before it."
            )
        if self.starts[-1] + step - 1 > self.months // step * step:
            found.append(
                f"start = {self.starts[-1]}: no whole period of {step} months is left in "
                f"{self.months} months."
            )
        if self.length is not None and self.length % step:
            found.append(f"length = {self.length}: whole periods of {step} are needed.")
        outside = (self.communities or 0) - sum(self.counts)
        if outside < MIN_OUTSIDE:
            found.append(
                f"{outside} of {self.communities} communities never join; "
                f"{MIN_OUTSIDE} at least must stay outside to compare with."
            )
        return found

    # --- what it comes to ------------------------------------------------------------

    @property
    def starts(self) -> tuple[int, ...]:
        """Month in which each wave begins."""
        return tuple(self.start)  # type: ignore[arg-type]

    @property
    def counts(self) -> tuple[int, ...]:
        """Communities in each wave."""
        return tuple(self.treated)  # type: ignore[arg-type]

    @property
    def rollout(self) -> Rollout:
        """Who joins and when, as worlds carry it out."""
        return Rollout(
            dict(self.levers),
            self.starts,
            self.counts,
            self.choose,  # type: ignore[arg-type]
            self.rank_by,
            self.length or 0,
            self.early_months,
            dict(self.early_levers),
        )

    def sweep_design(self) -> Design:
        """The runs: every world without the pilot and with it."""
        return Design(
            (self.scenario,),
            name=self.name,
            replicates=self.replicates,
            months=self.months,
            seed=self.seed,
            parameters=self.parameters,
            pilots=(Pilot(WITHOUT), Pilot(PILOT, rollout=self.rollout)),
            keep=Keep("monthly", communities=True),
            limits=Limits(),
        )

    def replace(self, **changes: Any) -> "TrialDesign":
        """A copy with some fields replaced."""
        names = [item.name for item in fields(self)]
        strange = [name for name in changes if name not in names]
        if strange:
            raise BadInput(*(unknown("field of a trial", n, names) for n in strange))
        return replace(self, **changes)

    def quick(self) -> "TrialDesign":
        """A small version, to see whether all works."""
        return self.replace(
            adults=QUICK_ADULTS, replicates=min(self.replicates, QUICK_WORLDS)
        )

    def forecast(self, workers: int | None = None) -> "Forecast":
        """Runs, minutes and megabytes, from pilot runs made now."""
        return self.sweep_design().forecast(workers)


def _listed(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, (list, tuple)) else (value,)


def _shared_out(treated: Any, waves: int) -> tuple[Any, ...]:
    """Communities in each wave; one number is shared out, the first waves larger."""
    listed = _listed(treated)
    if len(listed) > 1 or waves < 2 or not whole(listed[0]):
        return listed
    each, more = divmod(listed[0], waves)
    return tuple(each + (n < more) for n in range(waves))
