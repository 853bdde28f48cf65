"""By how much did each outcome move between a lever's two ends, and how sure is that?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from scipy import stats

from govsim.assumptions import assumptions
from govsim.columns import Floats
from govsim.measures import MEASURES
from govsim.model import GovernanceModel
from govsim.opening import settled_world
from govsim.policy import LEVERS
from govsim.scenarios import Scenario, load
from govsim.state import World
from govsim.studies.jobs import mean_over, world_seed
from govsim.vocabulary import ACTIONS, HOUR_USES, INSTITUTIONS

SMALLEST = 0.2
"""Effect a lever must have at least, in standard deviations."""
SMALLEST_PART = 0.01
"""… and as a share of the outcome's own level."""
NO_SPREAD = 1e-9
"""Standard deviations below this are none: rounding."""
LAST = 12
"""Months at the end a figure is the mean of."""
PERSONAL = {
    "deliberation_rate": "deliberate",
    "volunteer_rate": "volunteer",
    "volunteer_hours_per_resident": "volunteer",
    "oversight_rate": "oversee",
    "donation_rate": "donate",
}
"""Outcomes that are acts of residents, and the acts."""


@dataclass(frozen=True, slots=True)
class Ends:
    """What one preset gave with the lever at its low and at its high end."""

    low: Floats  # (worlds, outcomes) district
    high: Floats
    spread: Floats  # (outcomes,) standard deviation at the low end
    entries: tuple[dict[str, float], dict[str, float]]  # money by purpose, hours by use


@dataclass(frozen=True, slots=True)
class Movement:
    """How one outcome moved from the low to the high end of a lever in one preset."""

    preset: str
    outcome: str
    change: Floats  # (worlds,) where the outcome is known at both ends
    spread: float
    least: float  # what the change must exceed

    @property
    def size(self) -> float:
        """Mean change in standard deviations; null where communities do not differ."""
        return float(self.change.mean()) / self.spread if self.spread > 0 else np.nan


def residents_values(w: World, outcome: str) -> Floats | None:
    """An outcome resident by resident, or None if it is not measured on residents."""
    r = w.residents
    values: Floats | None = None
    if outcome in PERSONAL:
        hours = assumptions().volunteer_hours * r.act_hours
        longer = hours if "hours" in outcome else 1.0
        values = longer * r.acts[ACTIONS.index(PERSONAL[outcome])]
    elif outcome.startswith("trust_"):
        values = r.trust[INSTITUTIONS.index(outcome.removeprefix("trust_"))]
    elif outcome in ("satisfaction", "belonging"):
        values = getattr(r, outcome)
    if values is not None:
        return values.astype(np.float64)
    flags = {
        "participation_rate": r.acts.any(axis=0),
        "vote_turnout_true": r.voted,
        "knows_head_share": r.knows_head,
        "hierarchical_trust_share": r.trust[0] >= r.trust[1] + 0.2,
        "complaints_per_1000": 1000.0 * r.complained,
        "fee_collection_rate": r.paid_fee[w.spread(w.partners.firm_present) > 0],
    }
    return flags[outcome].astype(np.float64) if outcome in flags else None


def extreme(lever: str, end: int) -> float | str:
    """Low (0) or high (1) end of a lever, as users type it."""
    card = LEVERS[lever]
    return card.choices[-end] if card.choices else (card.low, card.high)[end]


def small(adults: int) -> Scenario:
    """The status quo in communities of so many adults."""
    plan = load("baseline")
    return plan.replace(
        profiles=tuple(replace(p, adults=adults) for p in plan.profiles)
    )


@lru_cache(maxsize=2)
def worlds_of(count: int, adults: int, seed: int) -> tuple[World, ...]:
    """Small settled worlds of the status quo that all levers are tried on."""
    plan, numbers = small(adults), assumptions()
    seeds = [world_seed(seed, place) for place in range(count)]
    return tuple(settled_world(plan, number, numbers) for number in seeds)


def ends(
    lever: str, preset: str, plan: Scenario, worlds: Sequence[World], months: int
) -> Ends:
    """Run one preset with the lever at both ends on all worlds."""
    levers = load(preset).levers
    figures: tuple[list[Floats], list[Floats]] = ([], [])
    entries: tuple[dict[str, float], dict[str, float]] = ({}, {})
    people: list[list[Floats | None]] = []
    for world in worlds:
        for end in (0, 1):
            model = GovernanceModel(
                plan.replace(levers={**levers, lever: extreme(lever, end)}),
                months=months,
                rng=world.draws.seed,
                opening=world,
            )
            model.group_from = months + 1  # groups are not looked at
            model.run_for(months)
            figures[end].append(mean_over(np.stack(model._outcomes[-LAST:])))
            _count(model, entries[end])
            if end == 0:
                people.append(
                    [residents_values(model.world, name) for name in MEASURES]
                )
    low, high = (np.stack(side) for side in figures)  # (worlds, places, outcomes)
    across = _spread(people, low[:, :-1].reshape(-1, len(MEASURES)))
    return Ends(low[:, -1], high[:, -1], across, entries)


def _count(model: GovernanceModel, into: dict[str, float]) -> None:
    """Add a run's money by purpose and hours by use."""
    for _, _, _, purpose, _, amount in model.world.money.entries:
        into[purpose] = into.get(purpose, 0.0) + float(amount.sum())
    for _, hours in model.world.hours.history:
        for use, total in zip(HOUR_USES, hours.sum(axis=(0, 1)), strict=True):
            into[use] = into.get(use, 0.0) + float(total)


def _spread(people: list[list[Floats | None]], places: Floats) -> Floats:
    """Standard deviation of each outcome: across residents, else across communities."""
    across = np.zeros(len(MEASURES))
    for place in range(len(MEASURES)):
        own = [world[place] for world in people]
        values = [value for value in own if value is not None] or [places[:, place]]
        known = np.concatenate(values)
        known = known[~np.isnan(known)]
        across[place] = known.std(ddof=1) if known.size > 1 else 0.0
    return np.where(across < NO_SPREAD, 0.0, across)


def movement(found: Ends, preset: str, outcome: str) -> Movement:
    """How one outcome moved, and by how much it had to."""
    place = list(MEASURES).index(outcome)
    low, high = found.low[:, place], found.high[:, place]
    known = ~np.isnan(low) & ~np.isnan(high)
    low, high = low[known], high[known]
    level = max(abs(float(low.mean())), abs(float(high.mean()))) if known.any() else 0.0
    apart = float(found.spread[place])
    least = max(SMALLEST * apart, SMALLEST_PART * level, NO_SPREAD)
    return Movement(preset, outcome, high - low, apart, least)


def p_of_at_least(change: Floats, least: float) -> float:
    """One-sided p-value that the mean of `change` exceeds `least` (t test)."""
    if change.size < 2:
        return 1.0
    mean, error = float(change.mean()), float(stats.sem(change))
    if error < NO_SPREAD * max(abs(mean), NO_SPREAD):
        return 0.0 if mean > least else 1.0
    return float(stats.t.sf((mean - least) / error, change.size - 1))


def direction(change: Floats) -> float:
    """Sign of the mean change."""
    return float(np.sign(change.mean())) if change.size else 0.0


def clearness(moved: Movement) -> tuple[float, float]:
    """The smaller the clearer: p in the movement's own direction, then its size."""
    p = p_of_at_least(direction(moved.change) * moved.change, moved.least)
    size = abs(moved.change.mean()) / moved.least if moved.change.size else 0.0
    return p, -float(size)
