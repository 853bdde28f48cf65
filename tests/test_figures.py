"""Charts have labels, one scale, a font with the characters, and reproducible files."""

import hashlib
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import matplotlib as mpl
import matplotlib.patches as shapes
import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from govsim import ledger
from govsim.errors import BadInput
from govsim.figures import (
    flows,
    layout,
    lines,
    plot_differences,
    plot_flows,
    plot_groups,
    plot_hours,
    plot_outcome,
    plot_outcomes,
    plot_tradeoffs,
    save,
    spacing,
    style,
    words,
)
from govsim.outcomes import OUTCOMES
from govsim.vocabulary import GROUPINGS, HOUR_USES
from govsim.wording import UNITS_ZH, number, signed

NAMES = {"a": "行政主导", "b": "居民自治"}


@pytest.fixture
def runs() -> pd.DataFrame:
    rng = np.random.default_rng(1)
    rows = [
        {"scenario": s, "replicate": k, "month": m, "community": c,
         "trust_committee": 0.5 + 0.01 * k + 0.001 * m, "satisfaction": rng.random(),
         "access_gap": np.nan}
        for s in ("a", "b") for k in range(4) for m in range(49) for c in (-1, 0)
    ]  # fmt: skip
    return pd.DataFrame(rows)


@pytest.fixture
def table() -> pd.DataFrame:
    row = {
        "scenario_a": "a", "scenario_b": "b", "group": "all", "mean_a": 0.1, "mean_b": 0.2,
        "difference": 0.1, "low": 0.08, "high": 0.12, "low_wide": 0.02, "high_wide": 0.2,
        "p_superior": 0.9, "pairs": 30, "variance_ratio": 0.2, "better": "higher",
        "sd_a": 0.05,
    }  # fmt: skip
    less = {**row, "outcome": "diversion_share", "better": "lower"}
    unsure = {**row, "outcome": "satisfaction", "low_wide": -0.01}
    return pd.DataFrame([{**row, "outcome": "trust_committee"}, less, unsure])


@pytest.fixture
def groups(table: pd.DataFrame) -> pd.DataFrame:
    one = table.iloc[:2].assign(
        by=["age", "tenure"], group=["80+", "owner"], outcome="satisfaction"
    )
    return pd.concat([one, one.assign(outcome="access_gap")], ignore_index=True)


@pytest.fixture
def hours() -> dict[str, pd.DataFrame]:
    rows = [
        {"worker": worker, "use": use, "hours": 10.0 * place + 4.0}
        for worker in ("staff", "members")
        for place, use in enumerate(HOUR_USES)
    ]
    rows.append({"worker": "volunteers", "use": "service", "hours": 50.0})
    return dict.fromkeys(NAMES.values(), pd.DataFrame(rows))


def money(amount: float) -> pd.DataFrame:
    rows = [
        ("treasury", "street", "grant", 400.0),
        ("street", "suppliers", "services", amount),
        ("street", "suppliers", "upkeep", amount),
        ("street", "committee", "fees", 90.0),
        ("street", "treasury", "lapsed", 5.0),
        ("committee", "diverted", "diversion", 0.01),
    ]
    return pd.DataFrame(rows, columns=["source", "destination", "purpose", "amount"])


@pytest.fixture
def charts(
    runs: pd.DataFrame,
    table: pd.DataFrame,
    groups: pd.DataFrame,
    hours: dict[str, pd.DataFrame],
) -> Callable[[str], Iterator[Figure]]:
    def all_in(lang: str) -> Iterator[Figure]:
        yield plot_outcome(runs, "satisfaction", lang=lang, titles=NAMES)
        yield plot_outcomes(runs, ["satisfaction", "access_gap"], lang, NAMES)
        yield plot_differences(table, lang, NAMES)
        yield plot_flows({"甲": money(150.0), "乙": money(50.0)}, lang, runs=3)
        yield plot_hours(hours, lang)
        yield plot_groups(groups, lang, NAMES)
        figures = runs[runs["month"] == 48]
        yield plot_tradeoffs(
            figures, "satisfaction", "trust_committee", lang, titles=NAMES
        )

    return all_in


# --- over time ---------------------------------------------------------------------


def test_lines_end_with_their_names(runs: pd.DataFrame) -> None:
    figure = plot_outcome(runs, "trust_committee", titles={"a": "Alpha"})
    axes = figure.axes[0]
    assert len(axes.lines) == 2
    assert axes.lines[0].get_linestyle() != axes.lines[1].get_linestyle()
    assert {text.get_text() for text in axes.texts} == {"Alpha", "b"}
    assert "4 runs" in axes.get_xlabel()
    assert axes.get_ylabel() == OUTCOMES["trust_committee"].unit
    assert axes.lines[0].get_xdata()[-1] == 4.0  # months 1–48 are four years


def test_names_at_equal_ends_do_not_touch(runs: pd.DataFrame) -> None:
    axes = plot_outcome(runs, "trust_committee").axes[0]
    first, second = (text.xy[1] for text in axes.texts)  # type: ignore[attr-defined]
    assert abs(first - second) >= 0.07


def test_a_chart_may_be_drawn_on_given_axes(runs: pd.DataFrame) -> None:
    figure = style.new_figure(4, 3)
    axes = figure.subplots()
    assert plot_outcome(runs, "trust_committee", axes) is figure
    assert axes.lines


def test_jumpy_outcomes_are_shown_as_running_years(runs: pd.DataFrame) -> None:
    axes = plot_outcome(runs, "satisfaction").axes[0]
    assert "12-month mean" in axes.get_title(loc="left")
    assert len(axes.lines) == 4  # hairlines of the months and the running means
    wide = pd.DataFrame({0: np.arange(24.0)}, index=range(1, 25))
    smooth = lines.running_year(wide)
    assert smooth.index[0] == 12
    assert smooth.iloc[0, 0] == pytest.approx(np.arange(12.0).mean())


def test_the_band_is_the_t_interval_of_the_mean() -> None:
    wide = pd.DataFrame([[1.0, 2.0, 3.0], [1.0, 3.0, np.nan]])
    mean, half = lines.mean_and_half_width(wide)
    assert mean.tolist() == [2.0, 2.0]
    assert half.to_numpy() == pytest.approx([4.303 / 3**0.5, 12.706], rel=1e-3)


def test_small_multiples(runs: pd.DataFrame) -> None:
    figure = plot_outcomes(runs, ["trust_committee", "access_gap"])
    assert [axes.get_title(loc="left") for axes in figure.axes] == [
        "Trust in the committee",
        "Access gap (less is better)",
    ]
    assert figure.axes[1].texts[0].get_text() == "no values in these runs"


def test_unknown_outcomes_and_languages_are_named(runs: pd.DataFrame) -> None:
    with pytest.raises(BadInput, match="Did you mean satisfaction"):
        plot_outcome(runs, "satisfactoin")
    with pytest.raises(BadInput, match="'fr'"):
        plot_outcome(runs, "satisfaction", lang="fr")


# --- differences -------------------------------------------------------------------


def dots(axes) -> list:  # type: ignore[no-untyped-def, type-arg]
    return [line for line in axes.lines if line.get_marker() == "o"]


def test_less_is_better_is_turned_round(table: pd.DataFrame) -> None:
    first, less, _ = dots(plot_differences(table).axes[0])
    assert first.get_xdata()[0] == pytest.approx(0.1 / 0.05)
    assert less.get_xdata()[0] == pytest.approx(-0.1 / 0.05)


def test_unsure_differences_are_grey_and_hollow(table: pd.DataFrame) -> None:
    first, less, unsure = dots(plot_differences(table).axes[0])
    assert [d.get_color() for d in (first, less, unsure)] == [
        style.GAIN,
        style.LOSS,
        style.UNSURE,
    ]
    assert unsure.get_markerfacecolor() == "white"
    title = plot_differences(table).axes[0].get_title(loc="left")
    assert title == "b against a: 1 better, 1 worse, 1 without a difference found"


def test_a_given_verdict_is_followed(table: pd.DataFrame) -> None:
    given = table.assign(verdict="no difference found")
    assert {d.get_color() for d in dots(plot_differences(given).axes[0])} == {
        style.UNSURE
    }


def test_without_a_spread_rows_have_their_own_scale(table: pd.DataFrame) -> None:
    axes = plot_differences(table.drop(columns="sd_a")).axes[0]
    assert "own scale" in axes.get_xlabel()
    assert len(axes.get_xticks()) == 1


def test_empty_rows_and_constant_outcomes_draw(table: pd.DataFrame) -> None:
    odd = table.assign(sd_a=0.0)
    ends = ["mean_a", "mean_b", "difference", "low", "high", "low_wide", "high_wide"]
    odd.loc[2, ends] = np.nan
    plot_differences(odd)._repr_png_()  # type: ignore[attr-defined]
    with pytest.raises(BadInput, match="no rows"):
        plot_differences(table.iloc[:0])


def test_each_pair_has_its_panel(table: pd.DataFrame) -> None:
    both = pd.concat([table, table.assign(scenario_b="c")])
    assert len(plot_differences(both).axes) == 2


# --- money and hours ---------------------------------------------------------------


def ribbon_widths(axes) -> list[float]:  # type: ignore[no-untyped-def]
    ribbons = [p for p in axes.patches if isinstance(p, shapes.PathPatch)]
    corners = [ribbon.get_path().vertices for ribbon in ribbons]
    return sorted(float(c[4, 1] - c[3, 1]) for c in corners)


def test_the_same_money_is_as_thick_in_both_panels() -> None:
    figure = plot_flows({"one": money(150.0), "two": money(50.0)})
    one, two = (ribbon_widths(axes) for axes in figure.axes)
    assert (
        len(one) == len(two) == 4
    )  # purposes are joined, a hundredth of a yuan is not drawn
    per_yuan = one[-1] / 400.0
    assert one == pytest.approx([5 * per_yuan, 90 * per_yuan, 300 * per_yuan, one[-1]])
    assert two == pytest.approx([5 * per_yuan, 90 * per_yuan, 100 * per_yuan, one[-1]])


def test_accounts_stand_at_the_same_places_in_both_panels() -> None:
    figure = plot_flows({"one": money(150.0), "two": money(1.0)})
    one, two = (
        [p.get_xy() for p in axes.patches if isinstance(p, shapes.Rectangle)]
        for axes in figure.axes
    )
    assert one == two


def test_sums_can_be_given_with_a_divisor() -> None:
    whole = money(150.0)
    whole["amount"] *= 1000.0
    shared = flows.between(whole, 1000.0)
    assert shared["amount"].max() == pytest.approx(400.0)


def test_nodes_keep_apart_and_on_the_chart() -> None:
    full = [
        ("treasury", "street"),
        ("households", "property_firm"),
        ("households", "chest"),
        *[("street", name) for name in ("committee", "fund", "purchase", "workers")],
        ("street", "department_offices"),
        ("purchase", "ngo"),
        ("ngo", "suppliers"),
        ("committee", "diverted"),
        ("committee", "treasury"),
        ("committee", "households"),
    ]
    frame = pd.DataFrame(full, columns=["source", "destination"])
    for share in (1.0, 300.0):
        frame["amount"] = np.where(frame.index % 2, 100.0, share)
        table = flows.between(frame.assign(purpose=""))
        plan, most = layout.lay_out([table]), layout.node_amounts(table)
        for column in layout.COLUMNS:
            used = [n for n in column if most[n] > 0]
            ends = [plan.tops[n] + most[n] * plan.scale for n in used]
            assert min(plan.tops[n] for n in used) > -1e-9
            assert max(ends) < 1 + 1e-9
            for end, after in zip(ends, used[1:], strict=False):
                assert plan.tops[after] - end >= layout.GAP - 1e-9


def test_every_account_has_words_a_place_and_a_colour() -> None:
    placed = {name for column in layout.COLUMNS for name in column}
    assert set(ledger.ACCOUNTS) <= set(words.ACCOUNTS)
    assert placed == set(words.ACCOUNTS) == set(flows.COLOURS)
    assert placed - {"treasury", "households", "businesses"} == set(flows.LEAVING)


def test_hours_are_stacked_and_printed(hours: dict[str, pd.DataFrame]) -> None:
    axes = plot_hours(hours).axes[0]
    assert axes.get_xlabel() == "hours per 1,000 adults and month"
    bars = [p for p in axes.patches if isinstance(p, shapes.Rectangle)]
    assert len(bars) == 2 * (len(HOUR_USES) + 1)  # uses, and volunteers apart
    printed = [text.get_text() for text in axes.texts]
    assert printed[:7] == ["8", "28", "48", "68", "88", "240", "50"]


def test_hours_without_workers_draw() -> None:
    frame = pd.DataFrame({"use": list(HOUR_USES), "hours": 10.0})
    assert len(plot_hours({"a": frame}).axes[0].patches) == len(HOUR_USES)


# --- groups and trade-offs ---------------------------------------------------------


def test_groups_gain_or_lose(groups: pd.DataFrame) -> None:
    figure = plot_groups(groups, titles={"a": "Alpha"})
    gain, loss = figure.axes
    marks = [line.get_marker() for line in gain.lines if len(line.get_xdata()) == 1]
    assert marks == ["^", "^"]
    marks = [line.get_marker() for line in loss.lines if len(line.get_xdata()) == 1]
    assert marks == ["v", "v"]
    assert [t.get_text() for t in gain.get_yticklabels()] == [
        "age: 80+",
        "housing: owners",
    ]
    assert "minus Alpha" in gain.get_xlabel()


def test_groups_need_only_the_tidy_columns(groups: pd.DataFrame) -> None:
    kept = groups[["outcome", "by", "group", "difference", "low", "high"]]
    assert plot_groups(kept).axes[0].get_xlabel().startswith("difference")


def test_trade_offs_say_which_end_is_better(runs: pd.DataFrame) -> None:
    axes = plot_tradeoffs(runs, "access_gap", "satisfaction").axes[0]
    assert "← better" in axes.get_xlabel()
    assert "better →" in axes.get_ylabel()
    assert len(axes.collections) == 4


# --- words, fonts, files -----------------------------------------------------------


def test_every_unit_use_and_group_has_chinese() -> None:
    units = {card.unit for card in OUTCOMES.values()}
    units |= {card.figure_unit for card in OUTCOMES.values()}
    assert units <= set(UNITS_ZH)
    assert set(words.USES) == set(HOUR_USES)
    named = [group for groups in GROUPINGS.values() for group in groups]
    assert all(words.group_word(g, "zh") != g for g in named)
    assert words.group_word("80+", "zh") == "80岁以上"


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0.000"), (0.1234, "+0.123"), (-0.5, "−0.500"), (123.4, "+123")],
)
def test_differences_have_a_sign_and_a_real_minus(value: float, text: str) -> None:
    assert signed(value) == text
    assert number(float("nan")) == "–"


def test_labels_are_spread_around_their_values() -> None:
    assert spacing.spread_labels([0.5, 0.5, 0.9], 0.1) == pytest.approx(
        [0.45, 0.55, 0.9]
    )
    assert spacing.spaced([0.9, 0.9], [0.1, 0.1], 0.1, 0.0, 1.0) == pytest.approx(
        [0.7, 0.9]
    )


def test_english_charts_hold_no_chinese_but_names(
    charts: Callable[[str], Iterator[Figure]],
) -> None:
    allowed = {*NAMES.values(), "甲", "乙"}
    for figure in charts("en"):
        for text in figure.findobj(Text):
            said = text.get_text()
            for name in allowed:
                said = said.replace(name, "")
            assert not any("\u4e00" <= character <= "\u9fff" for character in said)


@pytest.mark.parametrize("source", ["any", "packaged"])
def test_chinese_has_no_missing_characters(
    charts: Callable[[str], Iterator[Figure]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    source: str,
) -> None:
    font = style.chinese_font() if source == "any" else style.packaged_font()
    assert font is not None  # the development group brings one
    monkeypatch.setattr(style, "chinese_font", lambda: font)
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        for figure in charts("zh"):
            figure.savefig(tmp_path / "chart.png", dpi=50)


def test_without_a_font_labels_are_english_with_one_warning(
    monkeypatch: pytest.MonkeyPatch, table: pd.DataFrame
) -> None:
    monkeypatch.setattr(style, "chinese_font", lambda: None)
    style._warn_once.cache_clear()
    with pytest.warns(UserWarning, match=r"govsim\[zh\]") as caught:
        figures = [plot_differences(table, lang="zh") for _ in range(2)]
    assert len(caught) == 1
    assert "against" in figures[0].axes[0].get_title(loc="left")


def test_drawing_leaves_settings_alone_and_does_not_heed_them(
    runs: pd.DataFrame, tmp_path: Path
) -> None:
    before = dict(mpl.rcParams)
    save(plot_outcome(runs, "satisfaction"), tmp_path, "plain")
    assert dict(mpl.rcParams) == before
    with mpl.rc_context({"font.size": 30, "axes.unicode_minus": False}):
        save(plot_outcome(runs, "satisfaction"), tmp_path, "odd")
    plain, odd = (tmp_path / f"{name}.png" for name in ("plain", "odd"))
    assert plain.read_bytes() == odd.read_bytes()


def test_notebooks_show_a_chart_that_is_a_cells_value(table: pd.DataFrame) -> None:
    figure = plot_differences(table)
    assert figure._repr_png_().startswith(b"\x89PNG")  # type: ignore[attr-defined]


def test_files_are_reproducible(table: pd.DataFrame, tmp_path: Path) -> None:
    sums = []
    for name in ("x", "y"):
        paths = save(plot_differences(table), tmp_path / name, "d")
        assert [path.suffix for path in paths] == [".png", ".svg"]
        sums.append([hashlib.sha256(path.read_bytes()).hexdigest() for path in paths])
    assert sums[0] == sums[1]
