"""The tables of a comparison: runs, groups, money and hours, tidy and complete."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from govsim.outcomes import GROUPED, MEASURES, OUTCOMES, outcomes_frame
from govsim.vocabulary import GROUPINGS, HOUR_USES, WORKERS

if TYPE_CHECKING:
    from govsim.studies.comparing import Comparison

GROUP_NAMES = [(by, word) for by, words in GROUPINGS.items() for word in words]


def runs(result: "Comparison", communities: bool = False) -> pd.DataFrame:
    """Monthly outcomes of all pairs: scenario, replicate, month, community, …

    Only the district (−1) unless `communities`.
    """
    parts = []
    for replicate in range(result.pairs):
        for name, record in zip(result.names, result.records[replicate], strict=True):
            stack = record.outcomes if communities else record.outcomes[:, -1:]
            frame = outcomes_frame(list(range(len(stack))), list(stack))
            frame.insert(0, "replicate", replicate)
            frame.insert(0, "scenario", name)
            parts.append(frame)
    return pd.concat(parts, ignore_index=True)


def run_figures(result: "Comparison") -> pd.DataFrame:
    """Figures of every run: scenario, replicate, community (−1 = district), outcomes."""
    parts = []
    for replicate in range(result.pairs):
        for place, name in enumerate(result.names):
            frame = pd.DataFrame(
                result._figures[replicate, place], columns=list(MEASURES)
            )
            frame.insert(0, "community", [*range(len(frame) - 1), -1])
            frame.insert(0, "replicate", replicate)
            frame.insert(0, "scenario", name)
            parts.append(frame)
    return pd.concat(parts, ignore_index=True)[
        ["scenario", "replicate", "community", *OUTCOMES]
    ]


def groups(result: "Comparison") -> pd.DataFrame:
    """Grouped figures of every run: scenario, replicate, community, by, group, …"""
    parts = []
    for replicate in range(result.pairs):
        for place, name in enumerate(result.names):
            values = result._groups[replicate, place]
            size = values.shape[0]
            frame = pd.DataFrame(
                values.reshape(-1, len(GROUPED)), columns=list(GROUPED)
            )
            frame.insert(0, "group", [word for _, word in GROUP_NAMES] * size)
            frame.insert(0, "by", [by for by, _ in GROUP_NAMES] * size)
            places = [*range(size - 1), -1]
            frame.insert(0, "community", np.repeat(places, len(GROUP_NAMES)))
            frame.insert(0, "replicate", replicate)
            frame.insert(0, "scenario", name)
            parts.append(frame)
    return pd.concat(parts, ignore_index=True)


def ledger(result: "Comparison") -> pd.DataFrame:
    """Yearly sums of all transfers [yuan] by scenario, replicate and community."""
    rows = []
    for replicate in range(result.pairs):
        for name, record in zip(result.names, result.records[replicate], strict=True):
            for flow, amounts in record.flows.items():
                rows += [
                    (name, replicate, flow[0], place, *flow[1:], amount)
                    for place, amount in enumerate(amounts.tolist())
                    if amount > 0
                ]
    columns = [
        "scenario",
        "replicate",
        "year",
        "community",
        "source",
        "destination",
        "purpose",
        "domain",
        "amount",
    ]
    return pd.DataFrame(rows, columns=columns)


def flows(result: "Comparison") -> dict[str, pd.DataFrame]:
    """Mean flows of each scenario: source, destination, purpose, amount.

    Amounts in yuan per adult and year, over all pairs and years.
    """
    adults = result.records[0][0].adults.sum()
    years = result.months / 12.0
    made = {}
    for place, name in enumerate(result.names):
        sums: dict[tuple[str, str, str], float] = {}
        for job in result.records[: result.pairs]:
            for (_, source, destination, purpose, _), amount in job[
                place
            ].flows.items():
                flow = (source, destination, purpose)
                sums[flow] = sums.get(flow, 0.0) + float(amount.sum())
        scale = 1.0 / (adults * years * result.pairs)
        frame = pd.DataFrame(
            [(*flow, amount * scale) for flow, amount in sums.items()],
            columns=["source", "destination", "purpose", "amount"],
        )
        made[name] = frame[frame["amount"] > 0].reset_index(drop=True)
    return made


def hours(result: "Comparison") -> pd.DataFrame:
    """Mean hours by scenario, worker and use, per 1,000 adults and month."""
    adults = result.records[0][0].adults.sum()
    rows = []
    for place, name in enumerate(result.names):
        mean = (
            np.mean(
                [
                    job[place].hours.sum(axis=(0, 1))
                    for job in result.records[: result.pairs]
                ],
                axis=0,
            )
            / (result.months * adults)
            * 1000.0
        )
        rows += [
            (name, worker, use, mean[i, j])
            for i, worker in enumerate(WORKERS)
            for j, use in enumerate(HOUR_USES)
        ]
    return pd.DataFrame(rows, columns=["scenario", "worker", "use", "hours"])
