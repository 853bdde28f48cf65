"""Patterns of elections and votes: B3 to B6, B12, B21 and B23."""

import numpy as np
from numpy.typing import NDArray

from govsim.columns import Floats
from govsim.studies.patterns.places import Levers, Place
from govsim.studies.patterns.traces import Columns, Trace
from govsim.vocabulary import AGE_BANDS, AGE_EDGES

ROUTINE = {"election_rule": "household"}
LISTED: Levers = {"election_rule": "one_candidate", "contestation": 0.0}
ESTATES = ("old", "work_unit", "commodity")
CONTESTED: Levers = {"election_rule": "direct", "contestation": 1.0}


def turnout(place: Place) -> dict[str, float]:
    """B3: households vote, one for all; reported and true turnout of the last election."""
    run = place.run(levers=ROUTINE)
    return {
        "reported turnout": run.mean("vote_turnout_reported"),
        "true turnout": run.mean("vote_turnout_true"),
    }


def by_age(place: Place) -> dict[str, float]:
    """B4: true turnout by age band in each community's last election, status quo.

    Steps between neighbouring bands up to 70–79, and 70–79 over 18–29.
    """
    votes = ballots(place.run())
    band = np.digitize(votes["age"].astype(np.float64), AGE_EDGES) - 1
    share = [mean_of(votes["voted"], band == row) for row in range(6)]
    made = {
        f"{AGE_BANDS[row + 1]} above {AGE_BANDS[row]}": share[row + 1] - share[row]
        for row in range(5)
    }
    return {**made, "oldest over youngest": over(share[5], share[0])}


def party_gap(place: Place) -> dict[str, float]:
    """B5: Party members' voting minus others', raw and with age and sector held constant.

    Ballots of each community's last election, status quo, in percentage points. Held
    constant: the coefficient of membership in a linear probability model with age bands,
    the state sector and the community.
    """
    votes = ballots(place.run())
    voted = votes["voted"].astype(np.float64)
    party = votes["party"].astype(bool)
    raw = mean_of(voted, party) - mean_of(voted, ~party)
    band = np.digitize(votes["age"].astype(np.float64), AGE_EDGES)
    others = np.column_stack(
        [
            dummies(band),
            votes["state_sector"].astype(np.float64),
            dummies(votes["community"])[:, 1:],
        ]
    )
    held = coefficient(voted, party.astype(np.float64), others)
    return {
        "raw": 100.0 * raw,
        "age and sector held constant": 100.0 * held,
    }


def by_estate(place: Place) -> dict[str, float]:
    """B6: committee voting by type of estate; owners' and committee votes where new.

    Status quo with an owners' committee in every estate. True votes in each community's
    last election: differences between kinds of estate in a linear probability model with
    age bands, schooling, log income, Party membership, state sector and tenure, as the
    study held such things constant; plain differences are reported. In commodity estates
    the share of owners at the last owners' meeting less the share of the same owners at
    the committee election.
    """
    run = place.run(levers={"owners_committee": 1.0, "owners_committee_support": 1.0})
    votes = ballots(run, [p for p, kind in enumerate(run.types) if kind in ESTATES])
    kinds = np.array(run.types)[votes["community"]]
    share = {kind: mean_of(votes["voted"], kinds == kind) for kind in ESTATES}
    old, commodity = other_things_equal(votes, kinds)
    owners = ballots(run, run.of_type("commodity"))
    met = run.partners.owners_pressure[run.of_type("commodity")].mean()
    return {
        "old above work-unit": old,
        "work-unit above commodity": -commodity,
        "old above work-unit, raw": share["old"] - share["work_unit"],
        "work-unit above commodity, raw": share["work_unit"] - share["commodity"],
        "owners' above committee votes, commodity": float(met)
        - mean_of(owners["voted"], owners["tenure"] == 0),
    }


def other_things_equal(votes: Columns, kinds: NDArray[np.str_]) -> tuple[float, float]:
    """Voting in old and in commodity estates less that in work-unit estates.

    Coefficients of a linear probability model that holds constant who lives there.
    """
    held = np.column_stack(
        [
            dummies(np.digitize(votes["age"].astype(np.float64), AGE_EDGES)),
            np.log(np.maximum(votes["income"].astype(np.float64), 1.0)),
            *(votes[name].astype(np.float64) for name in ("education", "party")),
            votes["state_sector"].astype(np.float64),
            dummies(votes["tenure"])[:, 1:],
        ]
    )
    voted = votes["voted"].astype(np.float64)
    old, commodity = (
        (kinds == kind).astype(np.float64) for kind in ("old", "commodity")
    )
    return (
        coefficient(voted, old, np.column_stack([held, commodity])),
        coefficient(voted, commodity, np.column_stack([held, old])),
    )


def contested(place: Place) -> dict[str, float]:
    """B12: residents get a direct, contested vote in place of a list with one name a seat.

    Both in the self-governing set-up, where something is at stake as in villages, in the
    same world, last 24 of 120 months. Communities with enough candidates: at least half
    the seats with a rival at the last election; those with fewer are reported only.
    Resident-valued output is service quality weighted by needs; compliance is upward work
    done of all that was issued.
    """
    changed = place.run("self-governing", CONTESTED)
    before = place.run("self-governing", LISTED)
    enough = changed.committees.contested >= 0.5

    def gain(outcome: str, which: NDArray[np.bool_]) -> float:
        rows = np.flatnonzero(which).tolist()
        gains = [
            changed.mean(outcome, place=p) - before.mean(outcome, place=p) for p in rows
        ]
        return float(np.mean(gains)) if gains else float("nan")

    return {
        "service quality, enough candidates": gain("service_quality", enough),
        "mandates carried out": gain("mandate_compliance_true", enough),
        "service quality, too few candidates": gain("service_quality", ~enough),
    }


def supply_of_candidates(place: Place) -> dict[str, float]:
    """B21: the English preset: money and power of its own, on a population like others.

    Interest is what the population has; nobody raises it. Counted as in England, at each
    community's last election: seats vacant after it, and seats filled where no poll was
    held, because there were no more candidates than seats.
    """
    run = place.run("england-parish")
    held = [
        (
            run.series("seats_uncontested_share", row)[month],
            run.series("seats_vacant_share", row)[month],
        )
        for row, month in enumerate(run.committees.last_election.astype(int).tolist())
    ]
    unopposed = [(rest == 1.0) * (1.0 - empty) for rest, empty in held]
    return {
        "seats filled without a poll": float(np.mean(unopposed)),
        "seats vacant": float(np.mean([empty for _, empty in held])),
    }


def known_head(place: Place) -> dict[str, float]:
    """B23: adults who know the committee's head, administration-led, last 24 months."""
    return {
        "know the head": place.run("administration-led").mean("knows_head_share"),
    }


# --- counting --------------------------------------------------------------------------


def ballots(run: Trace, places: list[int] | None = None) -> Columns:
    """Ballots of the last elections of some communities (all by default) as one table."""
    held = [
        p
        for p in (range(len(run.types)) if places is None else places)
        if p in run.ballots
    ]
    if not held:
        return {}
    made = {
        name: np.concatenate([run.ballots[p][name] for p in held])
        for name in run.ballots[held[0]]
    }
    made["community"] = np.repeat(held, [run.ballots[p]["voted"].size for p in held])
    return made


def mean_of(values: NDArray[np.generic], which: NDArray[np.bool_]) -> float:
    """Mean of the values chosen; null if none are."""
    return float(values[which].astype(np.float64).mean()) if which.any() else np.nan


def over(top: float, bottom: float) -> float:
    """A ratio; null if the bottom is 0."""
    return top / bottom if bottom > 0 else np.nan


def dummies(codes: NDArray[np.generic]) -> Floats:
    """One column of 0 and 1 for each value that occurs."""
    return (codes[:, None] == np.unique(codes)[None, :]).astype(np.float64)


def coefficient(outcome: Floats, of: Floats, others: Floats) -> float:
    """Least-squares coefficient of one variable with others held constant.

    `others` spans the constant. With a 0–1 outcome: a linear probability model.
    """
    design = np.column_stack([of, others])
    found = np.linalg.lstsq(design, outcome, rcond=None)[0]
    return float(found[0])
