"""Does every lever move what its card says it moves, and does its cost show?

Each lever is set to its low and to its high end in one preset after another, on the same
worlds with the same luck, until an outcome named on its card moves by at least 0.2
standard deviations. The standard deviation is across residents for what is measured on
residents, else across communities and worlds, both at the low end.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy import stats

from govsim.assumptions import assumptions
from govsim.columns import Floats
from govsim.model import GovernanceModel
from govsim.opening import settled_world
from govsim.outcomes import MEASURES
from govsim.policy import LEVERS
from govsim.scenarios import Scenario, load
from govsim.state import World
from govsim.studies.jobs import world_seed
from govsim.studies.statistics import holm
from govsim.vocabulary import ACTIONS, INSTITUTIONS

PRESETS = ("self-governing", "co-governance", "administration-led", "baseline")
SMALLEST = 0.2
"""Effect a lever must have at least, in standard deviations."""
LAST = 12
"""Months at the end a figure is the mean of."""


@dataclass(frozen=True, slots=True)
class Ends:
    """What one preset gave with the lever at its low and at its high end."""

    low: Floats  # (worlds, outcomes) district
    high: Floats
    spread: Floats  # (outcomes,) standard deviation at the low end
    entries: tuple[dict[str, float], dict[str, float]]  # money by purpose, hours by use


def residents_values(w: World, outcome: str) -> Floats | None:
    """An outcome resident by resident, or None if it is not measured on residents."""
    r = w.residents
    rates = {
        "deliberation_rate": "deliberate",
        "volunteer_rate": "volunteer",
        "oversight_rate": "oversee",
        "donation_rate": "donate",
    }
    if outcome in rates:
        return r.acts[ACTIONS.index(rates[outcome])].astype(np.float64)
    if outcome == "participation_rate":
        return r.acts.any(axis=0).astype(np.float64)
    if outcome == "knows_head_share":
        return r.knows_head.astype(np.float64)
    if outcome.startswith("trust_"):
        name = outcome.removeprefix("trust_")
        return r.trust[INSTITUTIONS.index(name)] if name in INSTITUTIONS else None
    return getattr(r, outcome) if outcome in ("satisfaction", "belonging") else None


def extreme(lever: str, end: int) -> float | str:
    """Low (0) or high (1) end of a lever, as users type it."""
    card = LEVERS[lever]
    return card.choices[-end] if card.choices else (card.low, card.high)[end]


def worlds_of(count: int, adults: int, seed: int) -> tuple[Scenario, list[World]]:
    """Small settled worlds of the status quo that all levers are tried on."""
    plan = load("baseline")
    plan = plan.replace(
        profiles=tuple(replace(p, adults=adults) for p in plan.profiles)
    )
    numbers = assumptions()
    seeds = [world_seed(seed, place) for place in range(count)]
    return plan, [settled_world(plan, number, numbers) for number in seeds]


def ends(
    lever: str, preset: str, plan: Scenario, worlds: Sequence[World], months: int
) -> Ends:
    """Run one preset with the lever at both ends on all worlds."""
    levers = load(preset).levers
    figures: tuple[list[Floats], list[Floats]] = ([], [])
    entries: tuple[dict[str, float], dict[str, float]] = ({}, {})
    people: list[list[Floats | None]] = []
    places: list[Floats] = []
    for world in worlds:
        for end in (0, 1):
            model = GovernanceModel(
                plan.replace(levers={**levers, lever: extreme(lever, end)}),
                months=months,
                rng=world.draws.seed,
                opening=world,
            )
            model.run_for(months)
            last = np.stack(model._outcomes[-LAST:])
            known = ~np.isnan(last)
            mean = np.where(known, last, 0.0).sum(axis=0) / np.maximum(
                known.sum(axis=0), 1
            )
            figures[end].append(mean[-1])
            _count(model, entries[end])
            if end == 0:
                people.append(
                    [residents_values(model.world, name) for name in MEASURES]
                )
                places.append(mean[:-1])
    return Ends(
        np.array(figures[0]), np.array(figures[1]), _spread(people, places), entries
    )


def _count(model: GovernanceModel, into: dict[str, float]) -> None:
    """Add a run's money by purpose and hours by use."""
    for _, _, _, purpose, _, amount in model.world.money.entries:
        into[purpose] = into.get(purpose, 0.0) + float(amount.sum())
    hours = model.hours()
    for use, total in hours.groupby("use")["hours"].sum().items():
        into[str(use)] = into.get(str(use), 0.0) + float(total)


def _spread(people: list[list[Floats | None]], places: list[Floats]) -> Floats:
    """Standard deviation of each outcome: across residents, else across communities."""
    across = np.concatenate(places).std(axis=0, ddof=1)
    for place in range(len(MEASURES)):
        first = [world[place] for world in people]
        own = [values for values in first if values is not None]
        if own:
            across[place] = np.concatenate(own).std()
    return across


def p_of_at_least(change: Floats, least: float) -> float:
    """One-sided p-value that the mean change, in its own direction, exceeds `least`.

    Doubled, because the direction is read off the same numbers.
    """
    mean, count = float(change.mean()), change.size
    error = float(change.std(ddof=1)) / np.sqrt(count)
    if error == 0.0:
        return 0.0 if abs(mean) > least else 1.0
    return float(min(1.0, 2.0 * stats.t.sf((abs(mean) - least) / error, count - 1)))


def lever_effect(
    lever: str, plan: Scenario, worlds: Sequence[World], months: int
) -> dict[str, object]:
    """The clearest movement of one lever: preset, outcome, size in SD, p, cost shown."""
    card = LEVERS[lever]
    best: dict[str, object] = {"lever": lever, "p": 1.0, "effect": 0.0}
    tried, shown = 0, False
    for preset in PRESETS:
        found = ends(lever, preset, plan, worlds, months)
        shown = shown or _moved(found.entries, card.ledger)
        for name in card.moves:
            place = list(MEASURES).index(name)
            change = found.high[:, place] - found.low[:, place]
            tried += 1
            spread = float(found.spread[place])
            p = p_of_at_least(change, SMALLEST * spread)
            if p < float(best["p"]) or tried == 1:  # type: ignore[arg-type]
                moved = float(change.mean())
                size = moved / spread if spread > 0 else np.nan
                best |= {"preset": preset, "outcome": name, "change": moved}
                best |= {"effect": size, "p": p}
        if float(best["p"]) * tried < 1e-4 and shown:  # type: ignore[arg-type]
            break
    p_lever = min(1.0, float(best["p"]) * tried)  # type: ignore[arg-type]
    return {**best, "p": p_lever, "ledger": card.ledger, "cost_shows": shown}


def _moved(entries: tuple[dict[str, float], dict[str, float]], entry: str) -> bool:
    """Whether a purpose of money or use of hours differs between both ends."""
    low, high = (side.get(entry, 0.0) for side in entries)
    return abs(high - low) > 1e-6 * max(abs(high), abs(low), 1.0)


def lever_effects(
    levers: Sequence[str] | None = None,
    *,
    worlds: int = 8,
    adults: int = 300,
    months: int = 48,
    rng: int = 1,
) -> pd.DataFrame:
    """Every lever's clearest movement, with Holm's correction over the levers.

    Returns
    -------
    lever, preset, outcome, change, effect [SD], p (corrected over outcomes and presets tried),
    p_holm, passes, ledger (entry where the cost shows), cost_shows
    """
    names = list(levers or LEVERS)
    plan, opened = worlds_of(worlds, adults, rng)
    table = pd.DataFrame([lever_effect(name, plan, opened, months) for name in names])
    table["p_holm"] = holm(table["p"].to_numpy(dtype=np.float64))
    table["passes"] = table["p_holm"] < 0.05
    return table
