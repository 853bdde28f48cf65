"""The tables of a comparison: runs, groups, money and hours, tidy and complete."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from govsim.outcomes import GROUPED, MEASURES, OUTCOMES, outcomes_frame
from govsim.studies.jobs import Record
from govsim.vocabulary import GROUPINGS, HOUR_USES, WORKERS

if TYPE_CHECKING:
    from govsim.studies.paired_runs import PairedRuns

GROUP_NAMES = [(by, word) for by, words in GROUPINGS.items() for word in words]
LEDGER_COLUMNS = (
    "scenario",
    "replicate",
    "year",
    "community",
    "source",
    "destination",
    "purpose",
    "domain",
    "amount",
)


def _each_run(result: "PairedRuns") -> Iterator[tuple[int, int]]:
    """Every run of the pairs: its replicate and the place of its scenario."""
    return (
        (replicate, place)
        for replicate in range(result.pairs)
        for place in range(len(result.names))
    )


def _stacked(result: "PairedRuns", frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """One table of all runs' tables, each told apart by scenario and replicate."""
    parts = []
    for (replicate, place), frame in zip(_each_run(result), frames, strict=True):
        frame.insert(0, "replicate", replicate)
        frame.insert(0, "scenario", result.names[place])
        parts.append(frame)
    return pd.concat(parts, ignore_index=True)


def runs(result: "PairedRuns", communities: bool = False) -> pd.DataFrame:
    """Monthly outcomes of all pairs: scenario, replicate, month, community, …

    Only the district (−1) unless `communities`.
    """
    places = slice(None) if communities else slice(-1, None)
    stacks = (result.records[k][place].outcomes for k, place in _each_run(result))
    return _stacked(
        result,
        (
            outcomes_frame(list(range(len(stack))), list(stack[:, places]))
            for stack in stacks
        ),
    )


def run_figures(result: "PairedRuns") -> pd.DataFrame:
    """Figures of every run: scenario, replicate, community (−1 = district), outcomes."""
    frames = [
        pd.DataFrame(result.figures[run], columns=list(MEASURES))
        for run in _each_run(result)
    ]
    for frame in frames:
        frame.insert(0, "community", [*range(len(frame) - 1), -1])
    made = _stacked(result, frames)
    return made[["scenario", "replicate", "community", *OUTCOMES]]


def groups(result: "PairedRuns") -> pd.DataFrame:
    """Grouped figures of every run: scenario, replicate, community, by, group, …"""
    frames = []
    for run in _each_run(result):
        values = result.group_figures[run]
        size = values.shape[0]
        frame = pd.DataFrame(values.reshape(-1, len(GROUPED)), columns=list(GROUPED))
        frame.insert(0, "group", [word for _, word in GROUP_NAMES] * size)
        frame.insert(0, "by", [by for by, _ in GROUP_NAMES] * size)
        places = [*range(size - 1), -1]
        frame.insert(0, "community", np.repeat(places, len(GROUP_NAMES)))
        frames.append(frame)
    return _stacked(result, frames)


def ledger(result: "PairedRuns") -> pd.DataFrame:
    """Yearly sums of all transfers [yuan] by scenario, replicate and community."""
    rows = [
        (result.names[place], replicate, *transfer)
        for replicate, place in _each_run(result)
        for transfer in _transfers(result.records[replicate][place])
    ]
    return pd.DataFrame(rows, columns=list(LEDGER_COLUMNS))


def _transfers(record: Record) -> Iterator[tuple[object, ...]]:
    """Year, community, source, destination, purpose, domain, amount of all that flowed."""
    return (
        (flow[0], community, *flow[1:], amount)
        for flow, amounts in record.flows.items()
        for community, amount in enumerate(amounts.tolist())
        if amount > 0
    )


def flows(result: "PairedRuns") -> dict[str, pd.DataFrame]:
    """Mean flows of each scenario: source, destination, purpose, amount.

    Amounts in yuan per adult and year, over all pairs and years.
    """
    adults = result.records[0][0].adults.sum()
    scale = 1.0 / (adults * (result.months / 12.0) * result.pairs)
    made = {}
    for place, name in enumerate(result.names):
        sums = _summed([job[place] for job in result.records[: result.pairs]])
        frame = pd.DataFrame(
            [(*flow, amount * scale) for flow, amount in sums.items()],
            columns=["source", "destination", "purpose", "amount"],
        )
        made[name] = frame[frame["amount"] > 0].reset_index(drop=True)
    return made


def _summed(records: list[Record]) -> dict[tuple[str, str, str], float]:
    """All that flowed in these runs [yuan], by source, destination and purpose."""
    sums: dict[tuple[str, str, str], float] = {}
    for record in records:
        for (_, source, destination, purpose, _), amount in record.flows.items():
            flow = (source, destination, purpose)
            sums[flow] = sums.get(flow, 0.0) + float(amount.sum())
    return sums


def hours(result: "PairedRuns") -> pd.DataFrame:
    """Mean hours by scenario, worker and use, per 1,000 adults and month."""
    adults = result.records[0][0].adults.sum()
    pairs, rows = result.records[: result.pairs], []
    for place, name in enumerate(result.names):
        sums = [job[place].hours.sum(axis=(0, 1)) for job in pairs]
        mean = np.mean(sums, axis=0) / (result.months * adults) * 1000.0
        rows += [
            (name, worker, use, mean[i, j])
            for i, worker in enumerate(WORKERS)
            for j, use in enumerate(HOUR_USES)
        ]
    return pd.DataFrame(rows, columns=["scenario", "worker", "use", "hours"])
