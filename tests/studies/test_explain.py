"""Explanations: mixtures, parts that add up, words no stronger than the intervals."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import govsim
from govsim.errors import BadInput
from govsim.measures import MEASURES
from govsim.outcomes import HEADLINE
from govsim.scenarios import Change, load
from govsim.scenarios.shocks import Shock
from govsim.studies import cells
from govsim.studies.class_world import CLASS_ADULTS, place_words, sized
from govsim.studies.comparing import compare
from govsim.studies.explain_study import ExplainPlan, explain, explain_plan
from govsim.studies.explanation import COLUMNS, TOTAL, Explanation
from govsim.studies.lever_groups import group_names, mixture, parts_of, value_of
from tests.studies.worlds import near, tiny

A = near("a", audit_probability=0.0, transparency=0.1, election_rule="appointed")
B = near("b", audit_probability=0.9, transparency=0.9, election_rule="direct")
PLACE = {name: place for place, name in enumerate(MEASURES)}


def asked(a: object = A, b: object = B, **how: object) -> ExplainPlan:
    usual = {
        "outcomes": None, "by": "groups", "replicates": 3, "months": None, "rng": 1,
        "parameters": "default", "permutations": None, "full_world": False,
    }  # fmt: skip
    return explain_plan(a, b, **(usual | how))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def real() -> Explanation:
    return explain(A, B, replicates=2, rng=5, workers=1, parameters="default")


def made_up(plan: ExplainPlan, gains: list[float], wobble: float) -> Explanation:
    """A game in which part i adds gains[i], more or less by world, to every outcome."""
    worth = []
    for place in range(len(plan.orders)):
        luck = wobble * np.linspace(-1.0, 1.0, len(plan.orders))[place]
        figures = {
            c: np.full(
                len(MEASURES),
                0.3 + sum(g + luck for i, g in enumerate(gains) if c >> i & 1),
            )
            for c in plan.coalitions(place)
        }
        worth.append(figures)
    return Explanation(plan, worth)


# --- parts and mixtures -----------------------------------------------------------------


def test_groups_are_those_on_the_cards() -> None:
    names = group_names()
    assert names["power"] == ("Power, duty, money", "权·责·费")
    assert names["street"] == ("Relation to the street", "与街道的关系")
    parts = parts_of(load("administration-led"), load("self-governing"))
    assert [part.name for part in parts][:3] == ["power", "street", "democracy"]
    assert sum(len(part.levers) for part in parts) == 25


def test_a_mixture_takes_over_whole_groups() -> None:
    parts = parts_of(A, B)
    assert [part.name for part in parts] == ["street", "democracy", "platform"]
    mixed = mixture(A, B, parts, 0b101)
    assert mixed.levers["audit_probability"] == 0.9
    assert mixed.levers["transparency"] == 0.9
    assert mixed.levers["election_rule"] == "appointed"
    both = mixture(A, B, parts, 0b111)
    assert both.levers == B.levers
    assert mixture(A, B, parts, 0).levers == A.levers


def test_a_lever_that_only_the_first_sets_returns_to_its_default() -> None:
    other = near("other")
    part = parts_of(A, other, "levers")
    whole = mixture(A, other, part, (1 << len(part)) - 1)
    assert all(value_of(whole, n) == value_of(other, n) for n in A.levers)


def test_changes_and_shocks_are_parts_of_their_own() -> None:
    change = Change(2, None, {"transparency": 0.8})
    shock = Shock(3, "budget-cut", 0.3, 2, None)
    other = A.replace(name="dated", changes=(change,), shocks=(shock,))
    parts = parts_of(A, other)
    assert [part.name for part in parts] == ["changes", "shocks"]
    assert mixture(A, other, parts, 1).changes == (change,)
    assert mixture(A, other, parts, 1).shocks == ()
    assert mixture(A, other, parts, 2).shocks == (shock,)


def test_what_cannot_vary_is_held_and_said() -> None:
    alone = B.replace(shared=False)
    plan = asked(A, alone)
    assert plan.held == ("shared",)
    assert plan.b.shared is True
    text = made_up(plan, [0.1, 0.0, 0.0], 0.0).summary()
    assert "held as under a" in text
    assert asked(A, B.replace(months=6)).held == ("months",)
    assert asked(A, B.replace(months=6), months=6).held == ()


# --- numbers ----------------------------------------------------------------------------


def test_parts_of_a_real_explanation_add_up(real: Explanation) -> None:
    assert tuple(real.table().columns) == COLUMNS
    assert real.outcomes == tuple(HEADLINE)
    for _, rows in real.table().groupby("outcome"):
        total = rows.loc[rows["part"] == TOTAL, "contribution"].item()
        parts = rows.loc[rows["part"] != TOTAL, "contribution"].sum()
        assert parts == pytest.approx(total, abs=1e-9)
    gaps = real.values.sum(axis=1) - np.array([w[7] - w[0] for w in real.worth])
    assert np.nanmax(np.abs(gaps)) < 1e-9
    assert np.abs(real.values).max() > 0.001


def test_the_total_is_the_difference_that_compare_finds(real: Explanation) -> None:
    twin = compare([A, B], replicates=2, rng=5, workers=1, parameters="default")
    expected = twin.table(HEADLINE).set_index("outcome")["difference"]
    found = real.table().query("part == 'total'").set_index("outcome")["contribution"]
    assert found.to_dict() == pytest.approx(expected.to_dict(), abs=1e-9)


def test_workers_and_the_cut_into_jobs_change_nothing(
    real: Explanation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cells, "MOST_IN_A_JOB", 3)
    told: list[tuple[int, int]] = []
    with ThreadPoolExecutor(2) as pool:
        again = explain(
            A, B, replicates=2, rng=5, parameters="default", executor=pool,
            progress=lambda done, total: told.append((done, total)),
        )  # fmt: skip
    pd.testing.assert_frame_equal(real.table(), again.table(), check_exact=True)
    pd.testing.assert_frame_equal(real.cells(), again.cells(), check_exact=True)
    assert told[-1] == (16, 16)
    assert len(told) == 6


def test_what_changes_nothing_has_a_part_of_exactly_0() -> None:
    plan = asked()
    table = made_up(plan, [0.2, 0.0, 0.1], 0.0).table("satisfaction")
    assert table.loc[1, ["contribution", "alone", "on_top"]].tolist() == [0, 0, 0]
    assert table.loc[0, "contribution"] == pytest.approx(0.2)


def test_drawn_orders_add_up_and_all_orders_are_exact() -> None:
    rng = np.random.default_rng(3)
    exact, drawn, every = (asked(permutations=n) for n in (None, 2, 6))
    worth = [
        {c: rng.normal(size=len(MEASURES)) for c in range(8)}
        for _ in range(len(exact.orders))
    ]
    one, two, all_ = (Explanation(plan, worth) for plan in (exact, drawn, every))
    assert all_.values == pytest.approx(one.values, abs=1e-12)
    assert (all_.table()["drawing_error"] == 0.0).all()
    assert two.values.sum(axis=1) == pytest.approx(one.values.sum(axis=1), abs=1e-12)
    parts = two.table()[two.table()["part"] != TOTAL]
    assert parts["drawing_error"].isna().all()  # one pair of orders tells none


def test_many_parts_are_drawn_and_the_error_is_shown() -> None:
    plan = asked(tiny("administration-led"), tiny("self-governing"), by="levers")
    assert len(plan.parts) == 25
    assert all(order.shape == (10, 25) for order in plan.orders)  # type: ignore[union-attr]
    assert not np.array_equal(plan.orders[0], plan.orders[1])  # type: ignore[arg-type]
    assert len(plan.coalitions(0)) <= 10 * 24 + 2 + 50
    result = made_up(plan, [0.01 * i for i in range(25)], 0.0)
    rows = result.table("satisfaction")
    assert rows["contribution"].iloc[:-1].to_numpy() == pytest.approx(
        [0.01 * i for i in range(25)]
    )
    assert (rows["drawing_error"] < 1e-12).all()  # nothing hangs on the order
    assert "10 orders of joining" in result.summary()


def test_parts_that_need_each_other() -> None:
    """Two parts worth 0 alone and 1 together share it; the third brings nothing."""
    plan = asked()
    figure = [float(c & 3 == 3) for c in range(8)]
    worth = [{c: np.full(len(MEASURES), v) for c, v in enumerate(figure)}] * 3
    result = Explanation(plan, worth)
    rows = result.table("satisfaction").set_index("part")
    assert rows["contribution"].tolist() == pytest.approx([0.5, 0.5, 0.0, 1.0])
    assert rows.loc["street", ["alone", "on_top"]].tolist() == [0.0, 1.0]
    assert result.interplay("satisfaction").difference == pytest.approx(1.0)
    assert "more than one by one" in result.summary()


def test_worlds_without_a_value_are_left_out() -> None:
    plan = asked()
    result = made_up(plan, [0.1, 0.2, 0.3], 0.01)
    result.worth[1][5][PLACE["satisfaction"]] = np.nan
    rows = result.table("satisfaction")
    assert set(rows["worlds"]) == {2}
    parts = rows["contribution"].iloc[:-1].sum()
    assert parts == pytest.approx(rows["contribution"].iloc[-1], abs=1e-9)
    assert "2 of 3 remain" in result.summary().replace("Worlds in which", "")


def test_plausible_sets_widen_the_interval() -> None:
    plan = asked(parameters="plausible", replicates=8)
    assert len(plan.orders) == 12  # four sets run in a second world
    assert plan.cells()[-1].parameters == plan.sets[3]
    result = made_up(plan, [0.1, 0.0, -0.1], 0.05)
    rows = result.table("satisfaction").iloc[:3]
    assert (rows["low_wide"] < rows["low"]).all()
    assert (rows["high_wide"] > rows["high"]).all()


# --- words ------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_words_are_never_stronger_than_the_intervals(lang: str) -> None:
    none = {"en": "no difference found", "zh": "未发现差异"}[lang]
    held = {"en": "Parts whose sign holds", "zh": "方向成立的部分"}[lang]
    open_ = made_up(asked(), [0.01, 0.0, -0.012], 0.2).summary(lang)
    assert open_.count(none) >= 10
    assert held not in open_
    sure = made_up(asked(), [0.1, 0.0, -0.05], 0.0001).summary(lang)
    assert held in sure
    assert none not in sure.split("##")[1]
    for text in (open_, sure):
        assert "{" not in text
        assert "govsim explain a b" in text


def test_a_share_is_given_only_of_a_difference_that_is_found() -> None:
    open_ = made_up(asked(), [0.01, 0.0, -0.012], 0.2).table("satisfaction")
    assert open_["share"].isna().all()
    sure = made_up(asked(), [0.1, 0.0, -0.05], 0.0001).table("satisfaction")
    assert sure["share"].tolist() == pytest.approx([2.0, 0.0, -1.0, 1.0], abs=0.01)


def test_less_theft_is_better() -> None:
    rows = made_up(asked(), [0.1, 0.0, -0.05], 0.0001).table("diversion_share")
    assert rows["verdict"].tolist()[0] == "b worse"
    assert rows["verdict"].tolist()[2] == "b better"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_waterfall_ends_at_the_second_setup(real: Explanation, lang: str) -> None:
    figure = real.plot("diversion_share", lang=lang)
    axes = figure.axes[0]
    rows = real.table("diversion_share")
    ends = [bar.get_x() + bar.get_width() for bar in axes.patches]
    assert len(ends) == 3
    assert ends[-1] == pytest.approx(rows["mean_b"].iloc[-1], abs=1e-9)
    labels = [text.get_text() for text in axes.get_yticklabels()]
    assert labels[0] == "a"
    assert labels[-1] == "b"
    assert {"en": "Democracy", "zh": "民主"}[lang] in labels


def test_the_folder_is_complete_and_the_same_again(
    real: Explanation, tmp_path: Path
) -> None:
    one = Explanation(asked(outcomes=["satisfaction"]), real.worth + real.worth[:1])
    folder = one.write(tmp_path / "x")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf8"))
    assert manifest["complete"] is True
    assert manifest["parts"]["street"] == ["audit_probability"]
    names = {"summary.md", "parts.csv", "parts.parquet", "cells.parquet"}
    assert names | {"figures/satisfaction.png"} <= set(manifest["files"])
    stored = pd.read_parquet(folder / "cells.parquet")
    assert len(stored) == 3 * 8
    with pytest.raises(BadInput, match="overwrite"):
        one.write(folder)
    again = json.loads((one.write(tmp_path / "y") / "manifest.json").read_text("utf8"))
    assert again["files"] == manifest["files"]


def test_a_notebook_shows_a_table_and_the_next_step(
    real: Explanation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOVSIM_LANG", "zh")
    assert "下一步" in real._repr_html_()
    monkeypatch.setenv("GOVSIM_LANG", "en")
    html = real._repr_html_()
    assert "<table" in html
    assert "Next:" in html
    assert "govsim" in html
    assert "Class-size world" in html
    lines = real.lines("en")
    assert "Next:" in lines
    assert "Do it again: govsim explain a b" in lines


def test_places_are_of_class_size_unless_asked() -> None:
    plan = load("baseline")
    assert sized(plan, full_world=False) is plan
    assert sized(plan, full_world=True).adults == 15 * 6500
    large = plan.replace(world="realistic")
    assert sized(large, full_world=False).adults == 15 * CLASS_ADULTS
    assert sized(large, full_world=True) is large
    assert "Class-size world: 4 communities, 6,000 adults" in place_words(plan, False)
    assert "完整规模" in place_words(plan, True, "zh")


def test_public_names() -> None:
    assert govsim.explain is explain
    assert govsim.Explanation is Explanation


# --- bad input --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b", "how", "says"),
    [
        (A, A.replace(name="twin"), {}, "no lever, change or shock"),
        (A, A, {}, "named twice"),
        (A, "baseline", {}, "different communities"),
        (A, B, {"outcomes": ["trust_comittee"]}, "Did you mean trust_committee"),
        (A, B, {"by": "lever"}, "Did you mean levers"),
        (A, B, {"replicates": 1}, "at least 2"),
        (A, B, {"permutations": 1}, "at least 2 orders"),
        (A, B, {"parameters": "wild"}, "plausible"),
        (A, B, {"months": 0}, "1 to"),
        ("self-govering", B, {}, "Did you mean self-governing"),
    ],
)
def test_what_cannot_be_explained(
    a: object, b: object, how: dict[str, object], says: str
) -> None:
    with pytest.raises(BadInput, match=says):
        asked(a, b, **how)


def test_one_way_of_naming_outcomes_at_a_time() -> None:
    with pytest.raises(BadInput, match="exclude each other"):
        explain(A, B, outcome="satisfaction", outcomes=["satisfaction"])
