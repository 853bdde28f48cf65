"""Patterns of who takes part and what they think: B8, B10, B11, B22 and B25."""

import numpy as np
from numpy.typing import NDArray

from govsim.columns import Floats
from govsim.studies.patterns.places import Levers, Place
from govsim.studies.patterns.traces import Trace
from govsim.studies.patterns.voting import coefficient, mean_of, over

TASK: Levers = {"task_transfer": 0.5}
MONEY: Levers = {"money_follows_task": 1.0, "discretionary_share": 0.8}
RIGHT: Levers = {"decision_rights": 0.9, "congress_power": "decides"}


def advisory(place: Place) -> dict[str, float]:
    """B8: the residents' congress advises, has no fund and no share in decisions.

    Share of adults at a meeting, per month, mean of the last 24 of 120 months.
    """
    run = place.run(
        levers={
            "congress_power": "advises",
            "decision_rights": 0.0,
            "resident_fund_yuan": 0.0,
        }
    )
    return {"monthly deliberation": run.mean("deliberation_rate")}


def migrants(place: Place) -> dict[str, float]:
    """B10: migrants and renters against local owners, status quo.

    Residents who stayed through the last 24 months. Participation: mean share of months
    with any act, as a ratio. Feedback: in each group, least squares of the willingness to
    take part on any act in the last 12 months, with belonging, age, log income, schooling
    and Party membership held constant; ratio of the coefficients. So the study: linear
    probability models of aspiration and of experience, attachment to the place held
    constant. Reported besides: any act in the last 12 months on the share of the 12
    before with an act, where what a past act tells of who she is weighs more.
    """
    run = place.run()
    stayed = run.stayed()
    owner = run.people["tenure"] == 0
    rate = run.acted.mean(axis=0)
    groups = {"others": stayed & ~owner, "owners": stayed & owner}
    wishes = run.people["would"].astype(np.float64)
    acted = run.acted[12:].any(axis=0).astype(np.float64)
    before = run.acted[:12].mean(axis=0)
    back = {name: feedback(run, rows, acted, wishes) for name, rows in groups.items()}
    again = {name: feedback(run, rows, before, acted) for name, rows in groups.items()}
    return {
        "participation": over(
            mean_of(rate, groups["others"]), mean_of(rate, groups["owners"])
        ),
        "feedback of own past act": over(back["others"], back["owners"]),
        "the same on acting again": over(again["others"], again["owners"]),
    }


def feedback(run: Trace, rows: NDArray[np.bool_], past: Floats, after: Floats) -> float:
    """How far own past acts go with what came after, in one group of residents."""
    people = run.people
    held = np.column_stack(
        [
            np.ones(np.count_nonzero(rows)),
            people["belonging"][rows].astype(np.float64),
            people["age"][rows].astype(np.float64) / 10.0,
            np.log(np.maximum(people["income"][rows].astype(np.float64), 1.0)),
            people["education"][rows].astype(np.float64),
            people["party"][rows].astype(np.float64),
        ]
    )
    return coefficient(after[rows], past[rows], held)


def hierarchical_trust(place: Place) -> dict[str, float]:
    """B11: the settled opening state; no evidence by itself.

    Mean trust in the centre less trust in the street, in percentage points, and the share
    of adults who trust the centre more by at least 0.2.
    """
    run = place.run()
    centre, street = (run.series(f"trust_{who}")[0] for who in ("centre", "government"))
    return {
        "centre minus street": 100.0 * float(centre - street),
        "hierarchical residents": float(run.series("hierarchical_trust_share")[0]),
    }


def concentration(place: Place) -> dict[str, float]:
    """B22: volunteers are those who did any work in the last 24 months, status quo.

    Share of the volunteers' hours done by the top tenth of them: months worked times the
    hours of an act of hers.
    """
    run = place.run()
    hours = run.volunteered.sum(axis=0) * run.people["act_hours"].astype(np.float64)
    hours = hours[run.stayed()]
    return {"top tenth's share of hours": top_share(hours[hours > 0], 0.1)}


def top_share(amounts: NDArray[np.generic], top: float) -> float:
    """Share of the sum that the largest amounts make up; whole people, at least one."""
    ranked = np.sort(amounts.astype(np.float64))[::-1]
    if ranked.size == 0 or ranked.sum() == 0:
        return float("nan")
    count = max(round(top * ranked.size), 1)
    return float(ranked[:count].sum() / ranked.sum())


def bundle(place: Place) -> dict[str, float]:
    """B25: duty, money and right moved together, against the best of the three alone.

    Participation, last 24 of 120 months, less that of the status quo in the same world.
    Duty: half of community-level duties move. Money: it follows them in full, most of it
    untied. Right: residents decide on nine tenths of the free money, in the congress.
    """
    before = place.run().mean("participation_rate")

    def gain(*parts: Levers) -> float:
        levers = {name: value for part in parts for name, value in part.items()}
        return place.run(levers=levers).mean("participation_rate") - before

    single = {"task": gain(TASK), "money": gain(MONEY), "right": gain(RIGHT)}
    together = gain(TASK, MONEY, RIGHT)
    return {
        "bundle over the best single lever": 100.0 * (together - max(single.values())),
        "bundle": 100.0 * together,
        **{f"{name} alone": 100.0 * value for name, value in single.items()},
    }
