"""Who joins a pilot, when, and what its levers go back to."""

import json
from dataclasses import asdict
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from govsim.errors import BadInput
from govsim.measures import MEASURES
from govsim.scenarios import Change, load
from govsim.studies.sweeping.rollout import Rollout, in_force, rollout_of
from govsim.studies.trials import TrialDesign
from govsim.studies.trials.places import many_places
from tests.sweep.stubs import tiny

AUDIT, FUND, RULE = "audit_probability", "resident_fund_yuan", "election_rule"


def seen(values: list[list[float]], outcome: str) -> Any:
    """A model that has shown these values by month and community."""
    made = np.zeros((len(values), len(values[0]) + 1, len(MEASURES)))
    made[:, :-1, list(MEASURES).index(outcome)] = values
    motive = SimpleNamespace(orientation=np.array([0.2, 0.9, 0.5, 0.9]))
    return SimpleNamespace(
        _outcomes=list(made), world=SimpleNamespace(committees=motive)
    )


def test_rankings_by_hand() -> None:
    """Means after the opening are 2, 4, 3 and none; overload is better if it is low."""
    months = [[9.0, 0, 0, 0], [1.0, 4, 3, np.nan], [3.0, 4, 3, np.nan]]
    found = {}
    for rule in ("best", "worst", "willing"):
        for outcome in ("satisfaction", "overload"):
            rollout = Rollout({AUDIT: 0.5}, (3,), (2,), rule, outcome)
            found[rule, outcome] = rollout.order(4, 1, seen(months, outcome))
    assert found["best", "satisfaction"] == [1, 2, 0, 3]
    assert found["worst", "satisfaction"] == [0, 2, 1, 3]
    assert found["best", "overload"] == [0, 2, 1, 3]
    assert found["willing", "overload"] == [1, 3, 2, 0]
    first = Rollout({AUDIT: 0.5}, (1,), (2,), "best")
    assert first.order(4, 1, seen(months[:1], "satisfaction"))[0] == 0


def test_a_lot_is_drawn_anew_in_each_world_and_is_the_same_again() -> None:
    rollout = Rollout({AUDIT: 0.5}, (1,), (3,))
    orders = [rollout.order(12, seed, None) for seed in (*range(200), 0)]
    assert orders[0] == orders[-1] != orders[1]
    assert all(sorted(order) == list(range(12)) for order in orders)
    firsts = np.bincount([order[0] for order in orders[:200]], minlength=12)
    assert firsts.min() >= 4  # 17 expected; below 4 with less than 0.1 %
    assert firsts.max() <= 34


def test_waves_preparations_and_ends_as_dated_changes() -> None:
    plan = tiny(months=20).replace(
        levers={AUDIT: 0.3}, changes=(Change(6, (1,), {AUDIT: 0.4}),)
    )
    plan = many_places(plan, 4, None)
    rollout = Rollout({AUDIT: 0.9}, (7, 9), (1, 2), (3, 0, 1), "satisfaction", 6, 2, {FUND: 50.0})  # fmt: skip  # noqa: E501
    assert (rollout.decided, rollout.last) == (4, 15)
    assert rollout.waves([3, 0, 1]) == [(7, (3,)), (9, (0, 1))]
    changes = rollout.changes(plan, [3, 0, 1])
    path = plan.replace(changes=(*plan.changes, *changes)).policy_path()
    audits = {m: getattr(path.at(m), AUDIT).tolist() for m in (6, 7, 9, 12, 13, 15)}
    assert audits[6] == [0.3, 0.4, 0.3, 0.4]  # 3 repeats 1
    assert audits[7] == [0.3, 0.4, 0.3, 0.9]
    assert audits[9] == audits[12] == [0.9, 0.9, 0.3, 0.9]
    assert audits[13] == [0.9, 0.9, 0.3, 0.4]
    assert audits[15] == [0.3, 0.4, 0.3, 0.4]
    funds = {m: getattr(path.at(m), FUND).tolist() for m in (4, 5, 7, 8, 9)}
    assert funds[4] == funds[9] == [0.0, 0.0, 0.0, 0.0]
    assert funds[5] == [0.0, 0.0, 0.0, 50.0]
    assert funds[7] == funds[8] == [50.0, 50.0, 0.0, 0.0]
    assert rollout.beginnings(changes, 4) == [9, 9, None, 7]
    assert in_force(plan, RULE, 3, 0) == "one_candidate"


def test_a_rollout_comes_back_from_json() -> None:
    for choose in ("best", (2, 0)):
        rollout = Rollout({AUDIT: 0.5}, (3, 5), (1, 1), choose, "trust_ngo", 4)
        assert rollout_of(json.loads(json.dumps(asdict(rollout)))) == rollout
    assert rollout_of(None) is None


def test_communities_are_repeated() -> None:
    plan = load("baseline")
    many = many_places(plan, 10, 50)
    assert [p.name for p in many.profiles][3:6] == [
        "relocation",
        "old-2",
        "work-unit-2",
    ]
    assert {p.adults for p in many.profiles} == {50}
    assert many.profiles[4].needs == plan.profiles[0].needs


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ({"start": 5}, "in month 1 or 7"),
        ({"start": 1}, "one period of 6 months must lie before it"),
        ({"start": 67, "months": 70}, "no whole period of 6 months is left"),
        ({"treated": 19}, "2 at least must stay outside"),
        ({"treated": [3, 3]}, "as many numbers of communities as starts"),
        ({"length": 9}, "whole periods of 6"),
        ({"choose": "volunteers"}, "not a way to choose"),
        ({"choose": [1, 2]}, "2 communities are named and 6 join"),
        ({"choose": [0, 1, 2, 3, 4, 99]}, "community 99 does not exist"),
        ({"rank_by": "happiness"}, "not a outcome"),
        ({"outcomes": ["satisfactio"]}, "Did you mean satisfaction"),
        ({"levers": {}}, "sets no lever"),
        ({"levers": {"audit": 1}}, "audit is not a lever"),
        ({"early_months": 6}, "belong together"),
        ({"early_months": 30, "early_levers": {AUDIT: 1.0}}, "the first month is 1"),
        ({"communities": 3}, "baseline has 4"),
        ({"replicates": 1}, "replicates = 1"),
        ({"parameters": "wild"}, "allowed are default, plausible"),
    ],
)
def test_a_trial_that_cannot_be(how: dict[str, Any], told: str) -> None:
    with pytest.raises(BadInput) as caught:
        TrialDesign(**{"scenario": "baseline", "levers": {AUDIT: 0.5}, **how})
    assert told in str(caught.value)


def test_a_scenario_that_changes_the_piloted_lever_itself() -> None:
    plan = load("baseline").replace(changes=(Change(30, None, {AUDIT: 0.4}),))
    with pytest.raises(BadInput, match="itself changes audit_probability in month 30"):
        TrialDesign(plan, {AUDIT: 0.5})
    made = TrialDesign(plan, {FUND: 50}, start=[25, 31], treated=7)
    assert made.counts == (4, 3)
    assert made.quick().scenario.adults == 2000
