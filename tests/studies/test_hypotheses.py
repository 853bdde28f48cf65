"""Contrasts, hypotheses, recovery and second worlds: numbers worked by hand."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import govsim
from govsim.report.hypotheses import contrasts_words, hypotheses_words
from govsim.studies.contrasts import contrast, contrasts, spread_over
from govsim.studies.hypotheses import (
    AGAINST,
    HELD,
    OPEN,
    Hypothesis,
    judged,
    read_hypotheses,
)
from govsim.studies.recovery import moving_mean, recovery
from govsim.studies.second_worlds import second_worlds
from govsim.studies.sweeping.carrying import carry_out_one, resolved, shared_of
from govsim.studies.sweeping.plan import first_plan


def cells(gap: np.ndarray, again: np.ndarray | None = None) -> pd.DataFrame:
    """Two set-ups, the second ahead by `gap`; their levels hang on the world."""
    parts = []
    for flag, each in ((False, gap), (True, again if again is not None else gap[:0])):
        worlds = np.arange(len(each))
        for cell, plus in (("a", 0.0), ("b", each)):
            parts.append(
                pd.DataFrame(
                    {"cell": cell, "world": worlds, "again": flag, "x": worlds + plus}
                )
            )
    return pd.concat(parts, ignore_index=True)


# --- contrasts ---------------------------------------------------------------------------


def test_both_intervals_worked_by_hand() -> None:
    first, second = np.array([1.0, 3.0]), np.array([1.2, 2.6])
    made = spread_over(first, second)
    assert made.difference == 2.0
    luck = ((0.2**2) + (0.4**2)) / 2 / 2  # half the mean squared gap between worlds
    half = stats.t.ppf(0.975, 2) * np.sqrt(luck / 2)
    assert (made.low, made.high) == pytest.approx((2 - half, 2 + half))
    wide = stats.t.ppf(0.975, 1) * np.sqrt(2.0 * 1.5)  # variance 2, one more of 2
    assert (made.low_wide, made.high_wide) == pytest.approx((2 - wide, 2 + wide))


def test_without_second_worlds_the_narrow_interval_is_that_of_the_mean() -> None:
    d = np.array([1.0, 2.0, 3.0])
    made = spread_over(d, d[:0])
    half = stats.t.ppf(0.975, 2) / np.sqrt(3)
    assert (made.low, made.high) == pytest.approx((2 - half, 2 + half))
    assert made.high_wide == pytest.approx(2 + 2 * half)  # √(1 + 1/3) = 2 / √3
    alike = spread_over(d, d[:0], varied=False)
    assert (alike.low_wide, alike.high_wide) == (alike.low, alike.high)


def test_a_contrast_is_a_weighted_sum_in_the_same_world() -> None:
    values = cells(np.array([0.5, 0.7]))
    assert contrast(values, "x", {"b": 1, "a": -1}).difference == pytest.approx(0.6)
    assert contrast(values, "x", {"b": 2, "a": -2}).difference == pytest.approx(1.2)
    told = contrasts(values, ["x"], {"both": {"a": 1, "b": 1}})
    assert told["difference"].tolist() == pytest.approx(
        [1.6]
    )  # (0 + 0.5 + 1 + 1.7) / 2
    assert not told["seeds_only"].any()
    assert contrasts(cells(np.ones(2), np.ones(1)), ["x"], {"b": {"b": 1}})[
        "seeds_only"
    ].all()


def test_a_world_that_lacks_a_cell_does_not_count() -> None:
    values = cells(np.array([0.5, 0.7, 9.0]))
    values.loc[(values["cell"] == "b") & (values["world"] == 2), "x"] = np.nan
    made = contrast(values, "x", {"b": 1, "a": -1})
    assert (made.pairs, made.difference) == (2, pytest.approx(0.6))
    told = judged([guess("higher")], values.assign(x=np.nan))
    assert (told["worlds"].item(), told["finding"].item()) == (0, OPEN)
    assert "| – | [–, –] | [–, –] | – of 0 |" in hypotheses_words(told)


def test_unknown_cells_and_measures_are_told_with_the_nearest() -> None:
    values = cells(np.ones(3)).replace({"cell": {"b": "bundle"}})
    with pytest.raises(govsim.BadInput, match="Did you mean bundle"):
        contrasts(values, ["x"], {"gap": {"bundel": 1}})
    with pytest.raises(govsim.BadInput, match="'y' is not a measure"):
        contrasts(values, ["y"], {"gap": {"bundle": 1}})


# --- hypotheses ----------------------------------------------------------------------------


def guess(expected: str, name: str = "H1") -> Hypothesis:
    return Hypothesis(name, "b is ahead", "x", expected, {"b": 1, "a": -1})


def test_a_hypothesis_holds_is_refuted_or_stays_open() -> None:
    rng = np.random.default_rng(3)
    sure, unsure = rng.normal(1.0, 0.1, 40), rng.normal(0.0, 1.0, 40)
    told = judged([guess("higher"), guess("lower", "H2")], cells(sure, sure[:8] + 0.01))
    assert told["finding"].tolist() == [HELD, AGAINST]
    assert told["as_expected"].tolist() == [1.0, 0.0]
    told = judged([guess("higher")], cells(unsure, -unsure[:8]))
    assert told["finding"].tolist() == [OPEN]


def test_holding_needs_the_wider_interval_off_zero() -> None:
    """A mean that is known well is no finding while single draws go both ways."""
    d = np.random.default_rng(5).normal(0.5, 1.0, 60)
    made = judged([guess("higher")], cells(d, d[:12] + 0.001))
    assert made["low"].item() > 0 > made["low_wide"].item()
    assert made["finding"].item() == OPEN


def test_hypotheses_are_corrected_for_one_another() -> None:
    d = np.random.default_rng(6).normal(0.3, 0.1, 40)
    alone = judged([guess("higher")], cells(d))["p_holm"].item()
    five = judged([guess("higher", f"H{n}") for n in range(5)], cells(d))
    assert five["p_holm"].tolist() == pytest.approx([5 * alone] * 5)


def test_false_alarms_are_rare_where_nothing_differs() -> None:
    """At most 5 % by design, far fewer through the wider interval (60 studies)."""
    rng = np.random.default_rng(7)
    found = [
        judged([guess("higher")], cells(rng.normal(0, 1, 30)))["finding"].item()
        for _ in range(60)
    ]
    assert found.count(OPEN) >= 57


def test_words_are_no_stronger_than_the_finding() -> None:
    d = np.random.default_rng(8).normal(0.5, 0.35, 40)
    made = judged([guess("higher")], cells(d))
    for lang, open_word, held in (
        ("en", "no difference found", "**held**"),
        ("zh", "未发现差异", "**成立**"),
    ):
        text = hypotheses_words(made, lang)
        assert (held in text) == (made["finding"].item() == HELD)
        again = hypotheses_words(made.assign(finding=OPEN, as_expected=0.6), lang)
        assert open_word in again
        assert held not in again
    few = hypotheses_words(made.assign(finding=OPEN, as_expected=1.0, worlds=2))
    assert "nine draws" not in few


def test_tables_of_contrasts_name_the_interval_they_have() -> None:
    seeds = contrasts(cells(np.ones(3), np.ones(2)), ["x"], {"b": {"b": 1, "a": -1}})
    mean = contrasts(cells(np.ones(3)), ["x"], {"b": {"b": 1, "a": -1}})
    assert "seeds only, then" in contrasts_words(seeds, "set-up")
    assert "mean over worlds and assumptions, then" in contrasts_words(mean, "set-up")
    assert "| b | +1.00 [+1.00, +1.00]" in contrasts_words(seeds, "set-up")
    assert "| b | 1.00 [1.00, 1.00]" in contrasts_words(seeds, "set-up", signs=False)


def test_a_file_of_hypotheses_tells_all_its_faults_with_their_lines(
    tmp_path: Path,
) -> None:
    file = tmp_path / "hypotheses.toml"
    file.write_text(
        '[[hypothesis]]\nid = "H1"\nsays = "so"\nmeasure = "x"\nexpected = "hihger"\n'
        'contrast = { a = "one" }\nwhy = "so"\n[[hypothesis]]\nid = ""\n'
    )
    with pytest.raises(govsim.BadInput) as caught:
        read_hypotheses(file)
    text = str(caught.value)
    for part in ("line 5", "higher", "line 6", "numbers", "line 7", "says is missing"):
        assert part in text
    file.write_text("")
    with pytest.raises(govsim.BadInput):
        read_hypotheses(file)


def test_a_file_of_hypotheses_is_read(tmp_path: Path) -> None:
    file = tmp_path / "hypotheses.toml"
    file.write_text(
        '[[hypothesis]]\nid = "H1"\nsays = "so"\nmeasure = "x"\nexpected = "lower"\n'
        "contrast = { a = 1, b = -1 }\n"
    )
    (one,) = read_hypotheses(file)
    assert (one.sign, dict(one.contrast)) == (-1, {"a": 1, "b": -1})


# --- recovery --------------------------------------------------------------------------------


def test_recovery_worked_by_hand() -> None:
    gap = np.array([0.0, 4.0, 8.0, 4.0, 2.0, 1.0, 0.0, 0.0])
    made = recovery(gap, smoothed=1)
    assert (made.depth, made.deepest, made.closed) == (8.0, 3, True)
    assert made.months == 5  # a quarter of 8 is 2: from month 5 on it is not above
    assert recovery(gap, share=0.5, smoothed=1).months == 4
    assert recovery(gap[:4], smoothed=1) == replace(made, months=4, closed=False)


def test_a_gap_that_opens_again_has_not_closed() -> None:
    gap = np.array([4.0, 0.0, 0.0, 4.0, 0.0])
    assert recovery(gap, smoothed=1).months == 5
    assert recovery(-np.ones(4)).depth == 0.0
    assert recovery(np.zeros(4)).months == 0
    with pytest.raises(ValueError, match="a month or more"):
        recovery(np.empty(0))


def test_the_moving_mean_has_fewer_months_at_both_ends() -> None:
    assert moving_mean(np.array([1.0, 2.0, 6.0]), 3).tolist() == [1.5, 3.0, 4.0]
    assert moving_mean(np.array([5.0]), 3).tolist() == [5.0]


# --- second worlds ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def design() -> govsim.Design:
    plan = govsim.load("baseline")
    places = tuple(replace(place, adults=60) for place in plan.profiles[:1])
    plan = plan.replace(profiles=places)
    made = govsim.Design.list(
        [plan], [{}, {"audit_probability": 0.9}], replicates=2, months=2, seed=4
    )
    return made.replace(parameters="plausible")


def test_second_worlds_have_the_same_assumptions_and_other_luck(
    design: govsim.Design,
) -> None:
    first = first_plan(design)
    (second,) = second_worlds(design, 1)
    again = first_plan(second)
    for point in (0, 1):
        one = next(s for s in map(first.spec, range(4)) if s.point == point)
        other = next(s for s in map(again.spec, range(2)) if s.point == point)
        levers, numbers = resolved(shared_of(design, ()), one)
        levers_again, numbers_again = resolved(shared_of(second, ()), other)
        assert one.replicate == other.replicate == 0
        assert numbers == numbers_again
        assert levers.levers == levers_again.levers
        assert one.seed != other.seed
    run = carry_out_one(shared_of(second, tuple(second.names)), again.spec(0))
    assert run.tables["outcomes"][0].num_rows == 1


def test_second_worlds_ask_for_plausible_sets(design: govsim.Design) -> None:
    with pytest.raises(govsim.BadInput, match="plausible"):
        second_worlds(design.replace(parameters="default"), 1)
    with pytest.raises(govsim.BadInput, match="0 to 2"):
        second_worlds(design, 3)
