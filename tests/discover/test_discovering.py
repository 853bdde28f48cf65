"""From a sweep's folder to boxes in words: the box is known, worlds are held out."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import govsim
from govsim.errors import BadInput
from govsim.report.discovery import box_words
from govsim.scenarios import Change
from govsim.studies.boxes import AMONG, HIGH, LOW, Limit
from govsim.studies.conditions import read_condition
from govsim.studies.discovering import HELD_OUT, split_of
from govsim.studies.jobs import world_seed
from govsim.studies.sweep_cases import Cases, cases_of
from govsim.studies.sweeping.carrying import plausible_set
from govsim.studies.sweeping.choices import Pilot
from govsim.studies.sweeping.design import Design
from govsim.studies.sweeping.result import Sweep
from tests.discover import made_up

X, Y, Z = "audit_probability", "trust_up", "trust_vote"
RANGES = {X: [0.0, 1.0], Y: [0.03, 0.06], Z: [-0.3, 0.5]}
WHEN = f"satisfaction[{made_up.B}] > satisfaction[{made_up.A}]"
POINTS, WORLDS = 90, 6


def formula(name: str, point: dict[str, float], replicate: int) -> float:
    """Self-governing is ahead where audits are rare and trust grows fast; with luck."""
    if name == made_up.A:
        return 0.5
    ahead = 0.1 if point[X] < 0.5 and point[Y] > 0.042 else -0.1
    return 0.5 + ahead + 0.03 * made_up.luck(replicate, point[X])


@pytest.fixture(scope="module")
def sweep(tmp_path_factory: pytest.TempPathFactory) -> Sweep:
    design = Design.latin_hypercube(
        made_up.both(), RANGES, POINTS, replicates=WORLDS, seed=2
    )
    return made_up.swept(tmp_path_factory.mktemp("discover") / "s", design, formula)


@pytest.fixture(scope="module")
def found(sweep: Sweep) -> Any:
    return govsim.discover(sweep, WHEN, shuffles=19, draws=6, boxes=1)


def test_the_known_box_is_found(found: Any) -> None:
    limits = {(r.name, r.kind): r for r in found.limits().itertuples(index=False)}
    assert set(limits) == {(X, HIGH), (Y, LOW)}
    assert limits[X, HIGH].value == pytest.approx(0.5, abs=0.04)
    assert limits[Y, LOW].value == pytest.approx(0.042, abs=0.002)
    assert all(row.quasi_p < 0.001 for row in limits.values())
    assert all(row.again >= 0.5 for row in limits.values())
    row = found.table().iloc[0]
    assert row["holds"]
    assert row["p"] == pytest.approx(1 / 20)
    assert row["density"] > 0.9
    assert row["coverage"] > 0.85
    assert row["held_density"] > 0.9
    assert row["held_outside"] < 0.1
    assert row["support"] == pytest.approx(0.3, abs=0.05)


def test_held_out_worlds_were_not_searched(found: Any, sweep: Sweep) -> None:
    held = set(found.split.held["replicate"])
    assert held == {2, 5}
    searched = found.cases.table[~found.cases.table["replicate"].isin(held)]
    assert len(searched) == POINTS * 4
    shares = searched.groupby(list(found.cases.over))["holds"].mean()
    np.testing.assert_allclose(np.sort(shares), np.sort(found.split.shares))


def test_the_same_question_has_the_same_answer(found: Any, sweep: Sweep) -> None:
    again = govsim.discover(sweep.folder, WHEN, shuffles=19, draws=6, boxes=1)
    pd.testing.assert_frame_equal(again.table(), found.table())
    pd.testing.assert_frame_equal(again.limits(), found.limits())


def test_in_words(found: Any) -> None:
    english, chinese = found.summary("en"), found.summary("zh")
    assert "audit probability is at most 0.4" in english.replace("0.5", "0.4")
    assert "audits per task and month" in english
    assert "worlds the search did not see" in english
    assert "审计概率不高于" in chinese
    assert "govsim discover" in english
    assert found.map is not None
    assert found.map.flips
    assert "the ranking flips" in english
    assert found.lines()
    assert "<table" in found._repr_html_()


def test_no_box_where_all_is_luck(tmp_path: Path) -> None:
    def luck(name: str, point: dict[str, float], replicate: int) -> float:
        return 0.5 + 0.1 * made_up.luck(replicate, point[X] + (name == made_up.B))

    design = Design.latin_hypercube(made_up.both(), RANGES, 40, replicates=4)
    result = govsim.discover(
        made_up.swept(tmp_path / "s", design, luck), WHEN, shuffles=19, draws=6
    )
    assert not result.found
    text = result.summary()
    assert "No box was found" in text or "No finding" in text


@pytest.mark.parametrize(("level", "told"), [(0.9, "nowhere"), (0.1, "everywhere")])
def test_nothing_to_find(sweep: Sweep, level: float, told: str) -> None:
    result = govsim.discover(sweep, f"satisfaction[{made_up.A}] > {level}", shuffles=0)
    assert not result.boxes
    assert told in result.summary()


def test_a_set_up_may_be_a_limit(sweep: Sweep) -> None:
    result = govsim.discover(sweep, "satisfaction < 0.45", shuffles=0, draws=4, boxes=1)
    assert "scenario" in result.cases.over
    assert len(result.cases.table) == POINTS * WORLDS * 2
    assert result.boxes
    kinds = {
        side.name: side.value for side in result.boxes[0].sides if side.kind == AMONG
    }
    assert kinds == {"scenario": (made_up.B,)}


def test_cases_by_hand(tmp_path: Path) -> None:
    """A null in one of two figures leaves the pair out, not the other worlds."""

    def holes(name: str, point: dict[str, float], replicate: int) -> float | None:
        if name == made_up.B and replicate == 1:
            return None
        return point[X] if name == made_up.B else 0.4

    design = Design.grid(made_up.both(), {X: [0.1, 0.4, 0.9]}, replicates=2)
    sweep = made_up.swept(tmp_path / "s", design, holes)
    cases = cases_of(sweep, read_condition(WHEN))
    assert cases.left_out == 3
    assert cases.table["holds"].tolist() == [False, False, True]
    loose = cases_of(sweep, read_condition(f"satisfaction >= 0.4 and {X} < 0.5"))
    assert loose.over == ("scenario", X)
    assert loose.left_out == 3
    assert (
        int(loose.table["holds"].sum()) == 5
    )  # A at 0.1 and 0.4 in two worlds, B at 0.4
    with pytest.raises(BadInput, match="10 are needed"):
        govsim.discover(sweep, WHEN)


def test_values_a_point_leaves_out_are_the_scenarios_own(tmp_path: Path) -> None:
    points = [{X: 0.9}, {Y: 0.05}]
    design = Design.list(made_up.both(), points, replicates=1)
    sweep = made_up.swept(tmp_path / "s", design, lambda *_: 0.5)
    cases = cases_of(sweep, read_condition("satisfaction > 0.4"))
    own = {p.name: p.levers.get(X, govsim.LEVERS[X].default) for p in design.scenarios}
    table = cases.table
    left = table[table["point"] == 1].set_index("scenario")[X]
    assert {name: left[name] for name in own} == pytest.approx(own)
    assert (
        table.loc[table["point"] == 0, Y].tolist() == [govsim.PARAMETERS[Y].default] * 2
    )


def test_pilots_are_cases_of_their_own(tmp_path: Path) -> None:
    def formula(name: str, point: dict[str, float], replicate: int) -> float:
        piloted = replicate >= 100
        return 0.5 + (0.1 if piloted and name == made_up.B else 0.0)

    pilots = (Pilot("nowhere"), Pilot("first", (Change(2, (0,), {X: 0.9}),)))
    design = Design.grid(made_up.both(), {Y: [0.03, 0.05]}, replicates=3)
    sweep = made_up.swept(tmp_path / "s", design.replace(pilots=pilots), formula)
    cases = cases_of(sweep, read_condition(WHEN))
    assert cases.over == ("pilot", Y)
    assert len(cases.table) == 2 * 2 * 3
    by_pilot = cases.table.groupby("pilot")["holds"].mean()
    assert by_pilot["first"] == 1.0
    assert by_pilot["nowhere"] == 0.0
    told = cases_of(sweep, read_condition("satisfaction > 0.55 and pilot == 'first'"))
    assert int(told.table["holds"].sum()) == 2 * 3
    lost = govsim.regret(sweep, "satisfaction").table().set_index("scenario")
    assert lost.loc[made_up.A, "mean"] == pytest.approx(0.05, abs=1e-6)


def test_plausible_parameters_may_be_searched_over(tmp_path: Path) -> None:
    """Each world has its own set, so worlds are points; every third is held out."""

    def formula(name: str, point: dict[str, float], replicate: int) -> float:
        fast = plausible_set(world_seed(1, replicate))[Y] > 0.045
        return 0.6 if fast and name == made_up.B else 0.5

    design = Design.grid(made_up.both(), {}, replicates=45)
    sweep = made_up.swept(
        tmp_path / "s", design.replace(parameters="plausible"), formula
    )
    result = govsim.discover(sweep, WHEN, over=[Y, Z], shuffles=19, draws=4)
    assert len(result.split.points) == 30
    assert result.found
    assert [(side.name, side.kind) for side in result.boxes[0].sides] == [(Y, LOW)]
    assert result.boxes[0].sides[0].value == pytest.approx(0.045, abs=0.002)
    assert result.map is None
    assert "how fast trust grows is at least 0.04" in result.summary()


def test_one_world_holds_out_points() -> None:
    table = pd.DataFrame({"replicate": 0, X: np.linspace(0, 1, 30)})
    table["point"], table["holds"] = range(30), table[X] > 0.5
    split = split_of(Cases(table, (X,), 0), 1)
    assert split.by == "points"
    assert len(split.held) == 30 // HELD_OUT
    assert not set(split.held[X]) & set(split.points[X])


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("satisfactoin > 0.5", "Did you mean satisfaction?"),
        ("satisfaction[self-govern] > 0.5", "Did you mean self-governing?"),
        ("audit_probability[self-governing] > 0.5", "not an outcome"),
        ("audit_probability > 0.5", "names no outcome"),
        ("satisfaction > 0.5 and task_transfer > 0.5", "does not vary"),
        ("satisfaction > 0.5 and scenario == 'self'", "is never 'self'"),
        ("satisfaction > 0.5 and scenario > 3", "is a word"),
    ],
)
def test_names_that_are_not_there(sweep: Sweep, when: str, told: str) -> None:
    with pytest.raises(BadInput) as caught:
        govsim.discover(sweep, when)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ({"over": ["trust_upp"]}, "Did you mean trust_up?"),
        ({"threshold": 1.5}, "threshold"),
        ({"boxes": 0}, "boxes"),
        ({"shuffles": -1}, "shuffles"),
        ({"rng": "x"}, "seed"),
    ],
)
def test_bad_choices(sweep: Sweep, how: dict[str, Any], told: str) -> None:
    with pytest.raises(BadInput) as caught:
        govsim.discover(sweep, WHEN, **how)
    assert told in str(caught.value)


def test_a_missing_workbench_is_answered_with_the_line_that_installs_it(
    sweep: Sweep, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "ema_workbench", None)
    with pytest.raises(BadInput) as caught:
        govsim.discover(sweep, WHEN)
    assert 'pip install "govsim[analysis]"' in str(caught.value)


def test_boxes_in_words() -> None:
    sides = (
        Limit(X, LOW, 0.25),
        Limit(X, HIGH, 0.5),
        Limit("election_rule", AMONG, ("appointed", "one_candidate")),
    )
    assert box_words(sides) == (
        "audit probability is 0.25 to 0.50 audits per task and month, and election rule "
        "is appointed or one candidate"
    )
    assert box_words(sides, "zh").startswith("审计概率为 0.25 至 0.50")
    assert box_words([Limit("scenario", AMONG, ("a",))]) == "set-up is a"
