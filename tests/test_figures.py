"""Charts have labels, one scale, a font with the characters, and reproducible files."""

import hashlib
import warnings
from pathlib import Path

import matplotlib.patches as shapes
import numpy as np
import pandas as pd
import pytest

from govsim.figures import (
    base,
    plot_differences,
    plot_flows,
    plot_groups,
    plot_hours,
    plot_outcome,
    plot_outcomes,
    plot_tradeoffs,
    save,
)


@pytest.fixture
def runs() -> pd.DataFrame:
    rng = np.random.default_rng(1)
    rows = [
        {"scenario": s, "replicate": k, "month": m, "community": -1,
         "trust_committee": 0.5 + 0.01 * k + 0.001 * m, "satisfaction": rng.random()}
        for s in ("a", "b") for k in range(4) for m in range(1, 13)
    ]  # fmt: skip
    return pd.DataFrame(rows)


@pytest.fixture
def table() -> pd.DataFrame:
    row = {
        "scenario_a": "a", "scenario_b": "b", "group": "all", "mean_a": 0.1, "mean_b": 0.2,
        "difference": 0.1, "low": 0.08, "high": 0.12, "low_wide": 0.02, "high_wide": 0.2,
        "pairs": 30, "better": "higher", "verdict": "b better",
    }  # fmt: skip
    return pd.DataFrame(
        [
            {**row, "outcome": "trust_committee"},
            {
                **row,
                "outcome": "diversion_share",
                "better": "lower",
                "verdict": "b worse",
            },
        ]
    )


def money(amount: float) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "source": "treasury",
                "destination": "street",
                "purpose": "grant",
                "amount": 400.0,
            },
            {
                "source": "street",
                "destination": "suppliers",
                "purpose": "s",
                "amount": amount,
            },
            {
                "source": "street",
                "destination": "treasury",
                "purpose": "lapsed",
                "amount": 5.0,
            },
        ]
    )


def test_lines_end_with_their_names(runs: pd.DataFrame) -> None:
    figure = plot_outcome(runs, "trust_committee", titles={"a": "Alpha"})
    axes = figure.axes[0]
    assert len(axes.lines) == 2
    assert {text.get_text() for text in axes.texts} == {"Alpha", "b"}
    assert "4 worlds" in axes.get_xlabel()


def test_small_multiples(runs: pd.DataFrame) -> None:
    figure = plot_outcomes(runs, ["trust_committee", "satisfaction"])
    assert [axes.get_title(loc="left") for axes in figure.axes] == [
        "trust in the committee",
        "satisfaction with services",
    ]


def test_less_is_better_is_turned_round(table: pd.DataFrame) -> None:
    axes = plot_differences(table).axes[0]
    dots = [line for line in axes.lines if line.get_marker() == "o"]
    assert dots[0].get_xdata()[0] > 0 > dots[1].get_xdata()[0]


def ribbon_width(axes) -> float:  # type: ignore[no-untyped-def]
    ribbons = [p for p in axes.patches if isinstance(p, shapes.PathPatch)]
    return min(
        r.get_path().vertices[4, 1] - r.get_path().vertices[3, 1] for r in ribbons
    )


def test_the_same_money_is_as_thick_in_both_panels() -> None:
    figure = plot_flows({"one": money(200.0), "two": money(100.0)})
    one, two = (ribbon_width(axes) for axes in figure.axes)
    assert one == pytest.approx(2 * two)


def test_hours_groups_and_tradeoffs_draw(table: pd.DataFrame) -> None:
    hours = pd.DataFrame(
        [
            {"worker": "staff", "use": "upward", "hours": 200.0},
            {"worker": "volunteers", "use": "service", "hours": 50.0},
        ]
    )
    assert plot_hours({"a": hours, "b": hours}).axes[0].get_xlabel().startswith("hours")
    groups = table.assign(
        by="tenure", group=["owner", "renter"], outcome="satisfaction"
    )
    assert len(plot_groups(groups).axes[0].get_yticks()) == 2
    points = pd.DataFrame(
        {
            "scenario": ["a", "b"],
            "trust_committee": [0.4, 0.5],
            "satisfaction": [0.4, 0.6],
        }
    )
    assert plot_tradeoffs(points, "trust_committee", "satisfaction").axes


def test_chinese_has_no_missing_characters(table: pd.DataFrame, tmp_path: Path) -> None:
    assert base.chinese_font() is not None  # the development group brings one
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        save(plot_differences(table, lang="zh"), tmp_path, "d")
        save(plot_flows({"甲": money(200.0)}, lang="zh"), tmp_path, "m")


def test_without_a_font_labels_are_english_with_one_warning(
    monkeypatch: pytest.MonkeyPatch, table: pd.DataFrame
) -> None:
    monkeypatch.setattr(base, "chinese_font", lambda: None)
    base._warn_once.cache_clear()
    with pytest.warns(UserWarning, match=r"govsim\[zh\]") as caught:
        figures = [plot_differences(table, lang="zh") for _ in range(2)]
    figure = figures[0]
    assert len(caught) == 1
    assert "minus" in figure.axes[0].get_title(loc="left")


def test_notebooks_show_a_chart_that_is_a_cells_value(table: pd.DataFrame) -> None:
    assert plot_differences(table)._repr_png_().startswith(b"\x89PNG")


def test_files_are_reproducible(table: pd.DataFrame, tmp_path: Path) -> None:
    sums = []
    for name in ("x", "y"):
        folder = tmp_path / name
        folder.mkdir()
        paths = save(plot_differences(table), folder, "d")
        sums.append([hashlib.sha256(path.read_bytes()).hexdigest() for path in paths])
    assert sums[0] == sums[1]
