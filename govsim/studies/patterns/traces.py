"""What does a run leave behind for the protocols to read?"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from govsim.assumptions import Assumptions
from govsim.columns import Floats, Rows
from govsim.model import GovernanceModel
from govsim.outcomes import MEASURES
from govsim.rules.participation import willing
from govsim.state import Committees, Communities, Partners, World
from govsim.vocabulary import ACTIONS, CHANNELS

Columns = dict[str, NDArray[np.generic]]

COMMUNITY = CHANNELS.index("community")
WINDOW = 24
"""Months at the end a figure is the mean of."""

PEOPLE = (
    "slot", "community", "age", "party", "tenure", "state_sector", "education",
    "income", "satisfaction", "service", "belonging",
    "act_hours",
)  # fmt: skip
VOTERS = ("age", "party", "tenure", "state_sector", "education", "income")
NOTED: dict[str, Callable[[World], Floats]] = {
    "committees.support": lambda w: w.committees.support,
    "project theft": lambda w: w.committees.diversion[COMMUNITY],
    "emergency": lambda w: w.communities.emergency,
    "duty kept": lambda w: w.communities.kept,
    "ngo staff": lambda w: np.array([_ngo_staff(w).sum()]),
    "ngo left": lambda w: np.array([(w.partners.left * w.partners.is_ngo).sum()]),
    "ngo years": lambda w: np.array([(_ngo_staff(w) * w.partners.tenure).sum()]),
}
"""What is kept month by month besides the outcomes, as far as the model has it."""


def would_take_part(w: World, a: Assumptions) -> Floats:
    """Probability that she would meet, volunteer or inspect if asked, with open doors."""
    return 1.0 - np.prod(1.0 - expit(willing(w, a)), axis=0)


def _ngo_staff(w: World) -> Floats:
    return w.partners.staff * w.partners.is_ngo


@dataclass
class Trace:
    """A finished run: what protocols read, without the weight of the whole world."""

    outcomes: Floats  # (months + 1, communities + 1, outcomes); the last place is the district
    entries: list[tuple[int, str, str, str, str, Floats]]
    hours: list[tuple[int, Floats]]
    types: tuple[str, ...]
    communities: Communities
    committees: Committees
    partners: Partners
    people: Columns  # residents at the end
    ballots: dict[int, Columns]  # each community's last committee election
    slots: Rows  # who lived in each row when the panel began
    acted: NDArray[np.bool_]  # (panel months, residents) any act
    volunteered: NDArray[np.bool_]  # (panel months, residents)
    noted: dict[str, Floats] = field(default_factory=dict)  # (months, …)

    def series(self, outcome: str, place: int = -1) -> Floats:
        """An outcome by month, months 0…N, in a community (−1 = district)."""
        return self.outcomes[:, place, list(MEASURES).index(outcome)]

    def mean(
        self,
        outcome: str,
        first: int | None = None,
        last: int | None = None,
        place: int = -1,
    ) -> float:
        """Mean of an outcome over months first…last (the last 24 by default)."""
        end = len(self.outcomes) - 1 if last is None else last
        begin = max(end - WINDOW + 1, 1) if first is None else first
        values = self.series(outcome, place)[begin : end + 1]
        known = values[~np.isnan(values)]
        return float(known.mean()) if known.size else float("nan")

    def paid(self, purpose: str, first: int, last: int) -> float:
        """Money moved for a purpose in months first…last, all communities [yuan]."""
        return sum(
            float(amount.sum())
            for month, _, _, what, _, amount in self.entries
            if what == purpose and first <= month <= last
        )

    def of_type(self, kind: str) -> list[int]:
        """Places of the communities of a type."""
        return [place for place, name in enumerate(self.types) if name == kind]

    def stayed(self) -> NDArray[np.bool_]:
        """Residents who lived there through all months of the panel."""
        return np.asarray(self.people["slot"] == self.slots)


class Recorder:
    """Watches a run month by month and makes its trace."""

    def __init__(self, model: GovernanceModel) -> None:
        self.model = model
        self.ballots: dict[int, Columns] = {}
        self.acted: list[NDArray[np.bool_]] = []
        self.volunteered: list[NDArray[np.bool_]] = []
        self.slots = model.world.residents.slot.copy()
        self.noted: dict[str, list[Floats]] = {
            name: [] for name in NOTED if _noted(model.world, name) is not None
        }

    def run(self, months: int) -> Trace:
        """All months, then the trace."""
        for _ in range(months):
            self.model.step()
            self._look(months)
        w = self.model.world
        return Trace(
            outcomes=np.stack(self.model._outcomes),
            entries=w.money.entries,
            hours=w.hours.history,
            types=w.types,
            communities=w.communities,
            committees=w.committees,
            partners=w.partners,
            people={
                **{name: getattr(w.residents, name).copy() for name in PEOPLE},
                "would": would_take_part(w, self.model.parameters),
            },
            ballots=self.ballots,
            slots=self.slots,
            acted=np.array(self.acted),
            volunteered=np.array(self.volunteered),
            noted={name: np.array(kept) for name, kept in self.noted.items()},
        )

    def _look(self, months: int) -> None:
        """Note what is gone by the end: ballots, the panel's acts, some columns."""
        w = self.model.world
        for place in np.flatnonzero(w.offers.vote_open > 0).tolist():
            self.ballots[place] = _ballot(w, place)
        for name, kept in self.noted.items():
            kept.append(np.array(_noted(w, name), dtype=np.float64))
        if w.month == max(months - WINDOW + 1, 1):
            self.slots = w.residents.slot.copy()
        if w.month > months - WINDOW:
            self.acted.append(w.residents.acts.any(axis=0))
            self.volunteered.append(w.residents.acts[ACTIONS.index("volunteer")].copy())


def _noted(w: World, name: str) -> Floats | None:
    """What is noted of the world under a name, or None if the model lacks it."""
    try:
        return NOTED[name](w)
    except AttributeError:
        return None


def _ballot(w: World, place: int) -> Columns:
    """Who could vote in a community's election this month, and who did."""
    first = w.communities.first
    rows = slice(first[place], first[place + 1])
    made = {name: getattr(w.residents, name)[rows].copy() for name in VOTERS}
    made["voted"] = w.residents.acts[ACTIONS.index("vote"), rows].copy()
    return made
