"""The map: a linear difference gives the line by hand; classes are those of intervals."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from govsim.errors import BadInput
from govsim.studies.flip_map import NEITHER, UNKNOWN, A, B, FlipMap, flip_map
from govsim.studies.statistics import holm, paired_difference
from govsim.studies.sweeping.design import Design
from govsim.studies.zero_line import zero_line
from tests.discover import made_up

X, Y = "audit_probability", "trust_up"


def made(
    wobble: float = 0.01, worlds: int = 4, outcome: str = "satisfaction"
) -> FlipMap:
    """Difference x + 2y − 1 on a grid from 0 to 1, in worlds that differ evenly."""
    steps = np.linspace(0.0, 1.0, 5)
    shift = np.linspace(-wobble, wobble, worlds)
    rows = [
        (x, y, k, x + 2 * y - 1 + shift[k])
        for x in steps
        for y in steps
        for k in range(worlds)
    ]
    pairs = pd.DataFrame(rows, columns=[X, Y, "replicate", "difference"])
    return FlipMap(pairs, outcome, "one", "two", (X, Y))


def test_the_line_of_a_linear_difference() -> None:
    line = made().line()
    for x, y in (("x0", "y0"), ("x1", "y1")):
        np.testing.assert_allclose(line[x] + 2 * line[y], 1.0, atol=1e-12)
    assert min(line["x0"].min(), line["x1"].min()) == pytest.approx(0.0)
    assert max(line["x0"].max(), line["x1"].max()) == pytest.approx(1.0)
    length = np.hypot(line["x1"] - line["x0"], line["y1"] - line["y0"]).sum()
    assert length == pytest.approx(np.sqrt(1.25))


def test_scattered_points_give_the_same_line() -> None:
    rng = np.random.default_rng(1)
    places = np.concatenate([rng.random((60, 2)), [[0, 0], [1, 0], [0, 1], [1, 1]]])
    line = zero_line(places * [1.0, 300.0], places @ [1.0, 2.0] - 1.0)
    np.testing.assert_allclose(line["x0"] + 2 * line["y0"] / 300.0, 1.0, atol=1e-9)


def test_no_line_where_there_is_none() -> None:
    places = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    assert not len(zero_line(places, np.array([1.0, 2.0, 3.0])))
    assert not len(zero_line(places[:2], np.array([1.0, -1.0])))
    on_one_line = np.array([[0.0, 0.0], [0.5, 0.5], [1.0, 1.0]])
    assert not len(zero_line(on_one_line, np.array([1.0, -1.0, 1.0])))


def test_classes_are_those_of_the_intervals() -> None:
    found = made()
    table = found.table()
    exact = table[X] + 2 * table[Y] - 1
    np.testing.assert_allclose(table["difference"], exact, atol=1e-12)
    expected = np.where(exact > 0.01, B, np.where(exact < -0.01, A, NEITHER))
    assert table["better"].tolist() == expected.tolist()
    assert found.counts() == {A: 6, B: 16, NEITHER: 3, UNKNOWN: 0}
    assert found.flips
    one = paired_difference(
        np.zeros(4), exact[1] + np.linspace(-0.01, 0.01, 4), np.empty(0), np.empty(0)
    )
    assert table.loc[1, "low"] == pytest.approx(one.low)
    assert table.loc[1, "high"] == pytest.approx(one.high)


def test_less_is_better_where_the_card_says_so() -> None:
    counts = made(outcome="overload").counts()
    assert counts[A] == 16
    assert counts[B] == 6


def test_points_looked_at_together() -> None:
    found = made(wobble=0.5, worlds=3)
    table = found.table()
    p = [
        paired_difference(
            np.zeros(3), d + np.array([-0.5, 0.0, 0.5]), np.empty(0), np.empty(0)
        ).p_value
        for d in table["difference"]
    ]
    np.testing.assert_allclose(table["p_holm"], holm(np.array(p)), atol=1e-9)
    assert (table["better"] == B).any()
    assert not table["sure_together"].any()


def test_one_world_is_not_sure_of_anything() -> None:
    found = made(worlds=1)
    assert found.counts()[UNKNOWN] == 25
    assert not found.flips
    assert "cannot say" in found.summary()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def formula(name: str, point: dict[str, float], replicate: int) -> float:
        tilt = 2.0 * (point[X] - 0.3) if name == made_up.B else 0.0
        return 0.5 + tilt + 0.1 * replicate  # worlds differ; pairs do not

    design = Design.grid(
        made_up.both(),
        {X: [0.1, 0.2, 0.4], Y: [0.03, 0.05], "trust_vote": [0.1, 0.15]},
        replicates=3,
    )
    path = tmp_path_factory.mktemp("map") / "s"
    made_up.swept(path, design, formula)
    return path


def test_from_a_sweep(folder: Path) -> None:
    found = flip_map(folder, "satisfaction")
    assert (found.a, found.b) == (made_up.A, made_up.B)
    assert found.over == (X, Y)
    assert found.others == ("trust_vote",)
    table = found.table()
    np.testing.assert_allclose(table["difference"], 2 * (table[X] - 0.3), atol=1e-6)
    assert set(table["pairs"]) == {3}
    np.testing.assert_allclose(found.line()[["x0", "x1"]], 0.3, atol=1e-6)
    other = flip_map(folder, "satisfaction", made_up.B, made_up.A, over=[Y, X])
    assert other.counts()[A] == found.counts()[B]


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ({"outcome": "satisfacton"}, "Did you mean satisfaction?"),
        ({"outcome": "satisfaction", "a": "self-govern"}, "self-governing"),
        ({"outcome": "satisfaction", "over": [X]}, "two different names"),
        (
            {"outcome": "satisfaction", "over": [X, "trust_upp"]},
            "Did you mean trust_up?",
        ),
        ({"outcome": "satisfaction", "a": made_up.A, "b": made_up.A}, "itself"),
    ],
)
def test_what_is_wrong_is_said(folder: Path, how: dict[str, object], told: str) -> None:
    with pytest.raises(BadInput) as caught:
        flip_map(folder, **how)  # type: ignore[arg-type]
    assert told in str(caught.value)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_chart_shows_what_was_found(lang: str) -> None:
    found = made()
    figure = found.plot(lang=lang)
    axes = figure.axes[0]
    title = axes.get_title(loc="left")
    assert "16" in title
    assert "6" in title
    shaded = axes.images[0].get_array()
    assert set(np.unique(shaded.compressed())) == {0.0, 1.0, 2.0}
    top, bottom = shaded[-1, -1], shaded[0, 0]  # b is ahead top right, a bottom left
    assert (top, bottom) == (2.0, 1.0)
    assert len(axes.lines) == len(found.line()) + 1


def test_words_on_an_axis_have_no_line_between_them() -> None:
    rows = [
        (word, fund, k, sign * 0.1 + 0.001 * k)
        for word, sign in (("appointed", -1), ("one_candidate", 1))
        for fund in (0.0, 50.0)
        for k in range(3)
    ]
    names = ("election_rule", "resident_fund_yuan")
    pairs = pd.DataFrame(rows, columns=[*names, "replicate", "difference"])
    found = FlipMap(pairs, "satisfaction", "one", "two", names)
    assert found.flips
    assert not found.numeric
    assert not len(found.line())
    axes = found.plot().axes[0]
    assert [t.get_text() for t in axes.get_xticklabels()] == [
        "appointed",
        "one_candidate",
    ]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_in_a_notebook(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVSIM_LANG", lang)
    html = made()._repr_html_()
    assert html.count("<tr>") == 5
    assert ("Next:" in html) == (lang == "en")
    assert ".plot()" in html
