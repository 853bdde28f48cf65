"""Who joins a pilot, and when? Decided in each world by a rule, from what was seen there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy as np

from govsim.columns import Floats
from govsim.errors import unknown
from govsim.measures import MEASURES
from govsim.outcomes import OUTCOMES
from govsim.policy import LEVERS
from govsim.randomness import key
from govsim.scenarios import Change, Scenario
from govsim.scenarios.scenario import date_fault, lever_faults, places_fault, whole
from govsim.studies.comparison_table import better_sign

if TYPE_CHECKING:
    from govsim.model import GovernanceModel

type Levers = dict[str, Any]

RULES = ("random", "best", "worst", "willing")
SEEN = 12  # months that a ranking looks back on


@dataclass(frozen=True, slots=True)
class Rollout:
    """A pilot whose communities are chosen by a rule in the month before it begins.

    Parameters
    ----------
    levers : what the pilot sets in its communities
    starts : month in which each wave begins
    counts : communities in each wave
    choose : ``"random"``; ``"best"`` and ``"worst"`` rank by the mean of `rank_by` over
        the last twelve months; ``"willing"`` by the committee's own motive to serve
        residents; or the communities' numbers, in the order in which they join
    rank_by : outcome that best and worst are judged by
    length : months after which a community's levers go back; 0 for never
    early_months, early_levers : preparations that begin so many months before the start
        and end with it
    """

    levers: Levers
    starts: tuple[int, ...]
    counts: tuple[int, ...]
    choose: str | tuple[int, ...] = "random"
    rank_by: str = "satisfaction"
    length: int = 0
    early_months: int = 0
    early_levers: Levers = field(default_factory=dict)

    @property
    def decided(self) -> int:
        """Month at whose end communities are chosen; 0 is the opening."""
        return self.starts[0] - self.early_months - 1

    @property
    def last(self) -> int:
        """The last month in which something changes."""
        return max(self.starts) + self.length

    @property
    def looks(self) -> bool:
        """Whether the rule looks at the world, which must be run up to then."""
        return self.choose in ("best", "worst", "willing")

    def faults(self, months: int, names: tuple[str, ...]) -> list[str]:
        """Sentences for whatever does not fit a run of `months` in these communities."""
        found = [*lever_faults(self.levers).values()]
        found += lever_faults(self.early_levers).values()
        found += self._date_faults(months)
        if len(self.counts) != len(self.starts):
            found.append("give as many numbers of communities as starts.")
        found += [
            f"{count!r} communities in a wave: a whole number from 1 is needed."
            for count in self.counts
            if not whole(count) or count < 1
        ]
        if not found and sum(self.counts) > len(names):
            found.append(
                f"{sum(self.counts)} communities are to join; there are {len(names)}."
            )
        return found + self._rule_faults(names)

    def _date_faults(self, months: int) -> list[str]:
        found = [f for start in self.starts if (f := date_fault(start, months))]
        if not self.starts:
            found.append("starts = []: give the month in which the pilot begins.")
        if not found and list(self.starts) != sorted(set(self.starts)):
            found.append("starts must differ and follow one another.")
        for name in ("length", "early_months"):
            value = getattr(self, name)
            if not whole(value) or value < 0:
                found.append(f"{name} = {value!r}: a whole number from 0 is needed.")
        if not found and self.decided < 0:
            found.append(
                f"the preparations would begin in month {self.decided + 1}; the first "
                "month is 1."
            )
        return found

    def _rule_faults(self, names: tuple[str, ...]) -> list[str]:
        found = []
        if self.rank_by not in OUTCOMES:
            found.append(unknown("outcome", str(self.rank_by), OUTCOMES))
        if isinstance(self.choose, str):
            if self.choose not in RULES:
                found.append(unknown("way to choose", self.choose, RULES))
        elif fault := places_fault(list(self.choose), names):
            found.append(fault)
        elif len(self.choose) != sum(self.counts):
            found.append(
                f"{len(self.choose)} communities are named and {sum(self.counts)} join."
            )
        return found

    # --- in a world ----------------------------------------------------------------

    def order(self, size: int, seed: int, model: "GovernanceModel | None") -> list[int]:
        """All communities, those that join first ahead; ties go to the lower number."""
        if not isinstance(self.choose, str):
            return list(self.choose)
        if self.choose == "random":
            bits = np.random.Generator(np.random.Philox(key=key(seed, "pilot")))
            return [int(row) for row in bits.permutation(size)]
        assert model is not None
        score = self._score(model)
        return [int(row) for row in np.argsort(-score, kind="stable")]

    def _score(self, model: "GovernanceModel") -> Floats:
        """What communities are ranked by; nulls come last."""
        if self.choose == "willing":
            return np.asarray(model.world.committees.orientation, dtype=np.float64)
        place = list(MEASURES).index(self.rank_by)
        seen = model._outcomes[1:][-SEEN:] or model._outcomes[:1]
        values = np.stack(seen)[:, :-1, place]
        known = ~np.isnan(values)
        total = np.where(known, values, 0.0).sum(axis=0)
        mean = np.divide(
            total,
            known.sum(axis=0),
            out=np.full(total.shape, np.nan),
            where=known.any(axis=0),
        )
        sign = better_sign(self.rank_by) * (1 if self.choose == "best" else -1)
        return np.where(np.isnan(mean), -np.inf, sign * mean)

    def waves(self, order: Sequence[int]) -> list[tuple[int, tuple[int, ...]]]:
        """Each wave's start and communities."""
        ends = list(accumulate(self.counts))
        return [
            (start, tuple(sorted(order[end - count : end])))
            for start, count, end in zip(self.starts, self.counts, ends, strict=True)
        ]

    def changes(self, plan: Scenario, order: Sequence[int]) -> tuple[Change, ...]:
        """The dated changes that carry the pilot out in a scenario."""
        made: list[Change] = []
        for start, rows in self.waves(order):
            if self.early_levers and self.early_months:
                made.append(Change(start - self.early_months, rows, self.early_levers))
                over = [n for n in self.early_levers if n not in self.levers]
                made += _back(plan, start, rows, over)
            made.append(Change(start, rows, self.levers))
            end = start + self.length
            if self.length and end <= plan.months:
                made += _back(plan, end, rows, list(self.levers))
        return tuple(made)

    def beginnings(self, changes: Sequence[Change], size: int) -> list[int | None]:
        """Month in which each community joined, read off the dated changes; None if never."""
        made: list[int | None] = [None] * size
        for change in changes:
            if change.month in self.starts and change.levers == self.levers:
                for row in change.community or ():
                    made[row] = change.month if made[row] is None else made[row]
        return made


def _back(
    plan: Scenario, month: int, rows: Sequence[int], names: Sequence[str]
) -> list[Change]:
    """Changes that set levers to what the scenario has in that month."""
    if not names:
        return []
    return [
        Change(
            month, (row,), {name: in_force(plan, name, month, row) for name in names}
        )
        for row in rows
    ]


def in_force(plan: Scenario, name: str, month: int, row: int) -> Any:
    """A lever's value in a community in a month, as the scenario alone has it."""
    value: Any = plan.levers.get(name, LEVERS[name].default_word)
    for change in sorted(plan.changes, key=lambda each: each.month):
        here = change.community is None or row in change.community
        if here and change.month <= month and name in change.levers:
            value = change.levers[name]
    return value


def rollout_of(stored: Mapping[str, Any] | None) -> Rollout | None:
    """A rollout as JSON holds it."""
    if stored is None:
        return None
    choose = stored["choose"]
    lists = {name: tuple(stored[name]) for name in ("starts", "counts")}
    made = {**stored, **lists}
    return Rollout(
        **made | {"choose": choose if isinstance(choose, str) else tuple(choose)}
    )
