"""What can be chosen about a sweep besides its points: when to stop, what to keep, limits."""

from dataclasses import dataclass

from govsim.errors import unknown
from govsim.outcomes import OUTCOMES
from govsim.scenarios import Change
from govsim.scenarios.scenario import date_fault, is_number, lever_faults, places_fault
from govsim.scenarios.scenario import whole as is_whole
from govsim.studies.sweeping.rollout import Rollout

SERIES = ("none", "yearly", "monthly")


@dataclass(frozen=True, slots=True)
class Stop:
    """Go on with more replicates until an outcome is known well enough.

    The rule looks only when a batch of replicates is complete, so that where it stops
    does not depend on which run ended first. A point goes on in all scenarios until the
    95 % interval of the outcome's mean is at most ± `half_width` in each of them.
    """

    outcome: str
    half_width: float  # in the outcome's own unit
    at_most: int  # replicates of a point
    every: int = 10  # replicates in a batch after the first

    def faults(self, replicates: object) -> dict[str, str]:
        """Key → sentence for whatever is wrong."""
        found = {}
        if self.outcome not in OUTCOMES:
            found["outcome"] = unknown("outcome", str(self.outcome), OUTCOMES)
        if not is_number(self.half_width) or not self.half_width > 0.0:
            found["half_width"] = (
                f"half_width = {self.half_width!r}: a number above 0 is needed, in the "
                "outcome's unit."
            )
        least = max(2, replicates) if is_whole(replicates) else 2
        if not is_whole(self.at_most) or self.at_most < least:
            found["at_most"] = (
                f"at_most = {self.at_most!r}: a whole number of replicates is needed, "
                f"{least} or more, and no fewer than replicates."
            )
        if not is_whole(self.every) or self.every < 1:
            found["every"] = f"every = {self.every!r}: a whole number from 1 is needed."
        return found


@dataclass(frozen=True, slots=True)
class Keep:
    """What is kept of each run besides the district's figures."""

    series: str = "none"  # or the course of all outcomes, yearly or monthly
    communities: bool = False  # figures and series of each community as well
    groups: bool = False  # figures by age, tenure, income, origin, party

    def faults(self) -> dict[str, str]:
        """Key → sentence for whatever is wrong."""
        found = {}
        if self.series not in SERIES:
            found["series"] = (
                f"series = {self.series!r}: allowed are {', '.join(SERIES)}."
            )
        for key in ("communities", "groups"):
            if not isinstance(getattr(self, key), bool):
                found[key] = (
                    f"{key} = {getattr(self, key)!r}: allowed are true and false."
                )
        return found


@dataclass(frozen=True, slots=True)
class Limits:
    """What one run may take; a run that takes more becomes a row of failures.

    Time counts on the clock, its world's settling included. Memory is what comes on top
    of the worker's own before the run.
    """

    seconds: float = 3600.0
    megabytes: float = 4096.0

    def faults(self) -> dict[str, str]:
        """Key → sentence for whatever is wrong."""
        return {
            key: f"{key} = {value!r}: a number above 0 is needed."
            for key, value in (
                ("seconds", self.seconds),
                ("megabytes", self.megabytes),
            )
            if not is_number(value) or not 0.0 < value < float("inf")
        }


@dataclass(frozen=True, slots=True)
class Pilot:
    """A dated plan for some communities, crossed with all points; may be empty.

    With a `rollout`, a rule chooses the communities in each world.
    """

    name: str
    changes: tuple[Change, ...] = ()
    rollout: Rollout | None = None

    @property
    def months(self) -> list[int]:
        """Months in which something changes."""
        made = [change.month for change in self.changes]
        return made if self.rollout is None else [*made, self.rollout.last]

    def faults(self, months: int, places: dict[str, tuple[str, ...]]) -> list[str]:
        """Sentences for whatever does not fit a run of `months` or a scenario's places."""
        found: list[str | None] = []
        for change in self.changes:
            found.append(date_fault(change.month, months))
            found += lever_faults(change.levers).values()
            if change.community is not None:
                wrong = {
                    scenario: places_fault(change.community, names)
                    for scenario, names in places.items()
                }
                found += [
                    f"in {scenario}: {fault}"
                    for scenario, fault in wrong.items()
                    if fault
                ]
        if self.rollout is not None:
            for names in dict.fromkeys(places.values()):
                found += self.rollout.faults(months, names)
        return [f"pilot {self.name}: {fault}" for fault in found if fault]
