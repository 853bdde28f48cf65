"""The whole method on a stand-in whose posterior is known in closed form."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from govsim.errors import BadInput
from govsim.studies.calibrating import Calibration, Plan, calibrate
from govsim.studies.calibrating.measuring import Task
from tests.calibrate import toy

FALSE_ALARM = 1e-4


@pytest.fixture(scope="module")
def precise() -> Calibration:
    """Many runs, so that emulators err next to nothing."""
    plan = toy.plan(points=60, replicates=4)
    return calibrate(plan, simulate=toy.lines, workers=1)


def test_a_linear_model_agrees_with_the_closed_form(precise: Calibration) -> None:
    """Mean within four standard errors, spread within 15 %, and the correlation.

    1,000 sets drawn from at most as many leave about 500 independent ones; emulators learn
    from 240 runs, so their error of the mean is about 0.04 · √(3 / 240).
    """
    mean, covariance = toy.closed_form()
    sets = precise.found.unit[:, :2]
    spread = np.sqrt(np.diag(covariance))
    error = np.sqrt(spread**2 / 500 + 2 * toy.NOISE**2 * 3 / 240)
    assert (np.abs(sets.mean(axis=0) - mean) < 4 * error).all()
    assert sets.std(axis=0) == pytest.approx(spread, rel=0.15)
    correlation = covariance[0, 1] / spread.prod()
    assert np.corrcoef(sets.T)[0, 1] == pytest.approx(correlation, abs=0.17)


def test_what_no_target_speaks_about_is_called_so(precise: Calibration) -> None:
    table = precise.identifiability().set_index("parameter")
    assert list(table["verdict"]) == ["determined", "determined", "nothing"]
    assert table.loc["c", "width_share"] == pytest.approx(1.0, abs=0.1)
    assert "The data say nothing about `c`." in precise.lines("en")
    assert "`c`" in precise.lines("zh")


def test_the_sets_meet_the_targets_when_run_again(precise: Calibration) -> None:
    table = precise.targets()
    assert list(table["verdict"]) == ["met", "met"]
    assert len(precise.posterior()) == 200
    assert list(precise.posterior().columns) == list(toy.NAMES)
    assert (table["explained"] > 0.95).all()
    best = precise.best()
    figures = toy.SLOPES @ np.array([best["a"], best["b"]])
    assert np.abs(figures - toy.SLOPES @ toy.TRUTH).max() < 3 * toy.ERROR.max()


def test_two_parameters_that_only_their_sum_is_known_of_are_tied() -> None:
    plan = toy.plan(targets=toy.plan().targets[:1], points=30, check=2)
    result = calibrate(plan, simulate=toy.lines, workers=1)
    pair = result.pairs().iloc[0]
    assert {pair["a"], pair["b"]} == {"a", "b"}
    assert pair["correlation"] < -0.5
    assert "Known only together: `a` and `b`" in result.lines("en")


def test_targets_out_of_reach_leave_nothing() -> None:
    far = tuple(replace(t, low=5.0, high=5.0) for t in toy.plan().targets)
    result = calibrate(toy.plan(targets=far, check=2), simulate=toy.lines, workers=1)
    assert result.empty
    assert result.waves()["share"].iloc[-1] == 0.0
    assert "No set within the ranges" in result.lines("en")
    assert list(result.targets()["verdict"]) == ["too low", "too low"]


def covered_enough(result: Calibration, truths: int) -> None:
    """90 % intervals hold the truth as often as they say, to the false-alarm rate."""
    table = result.recovery()
    assert table is not None
    rows = table.set_index("parameter").loc[list(toy.NAMES)]
    low, high = stats.binom.ppf([FALSE_ALARM / 6, 1 - FALSE_ALARM / 6], truths, 0.9)
    hits = rows["covered"] * truths
    assert (hits >= low).all()
    assert (hits <= high).all()
    assert (rows["rank_correlation"][["a", "b"]] > 0.9).all()
    assert abs(rows["rank_correlation"]["c"]) < 4.5 / np.sqrt(truths)


def test_stated_intervals_hold_the_truth() -> None:
    """24 made observations; each of three parameters judged at a third of 1 in 10,000."""
    plan = toy.plan(check=2)
    covered_enough(calibrate(plan, simulate=toy.lines, recover=24, workers=1), 24)


@pytest.mark.slow
def test_stated_intervals_hold_the_truth_in_many_cases() -> None:
    plan = toy.plan(points=40, check=2)
    covered_enough(calibrate(plan, simulate=toy.lines, recover=300, workers=1), 300)


@pytest.mark.slow
def test_stated_intervals_hold_the_truth_in_many_dimensions() -> None:
    """Twelve parameters, ten bands, 60 truths: at least 0.9 less 4 standard errors.

    A walk that stays near where it began shows here first: its intervals are too narrow.
    """
    result = calibrate(toy.plan_of_many(), simulate=toy.many, recover=60, workers=1)
    assert result.truths is not None
    each = result.truths.groupby("truth")["covered"].mean()
    error = each.std(ddof=1) / np.sqrt(len(each))
    assert each.mean() > 0.9 - 4 * error
    assert each.mean() > 0.84


def same(one: Calibration, other: Calibration) -> None:
    pd.testing.assert_frame_equal(one.posterior(), other.posterior(), rtol=0, atol=0)
    pd.testing.assert_frame_equal(one.points(), other.points(), rtol=0, atol=0)


SMALL = {"points": 12, "waves": 2, "check": 3, "replicates": 1}


@pytest.fixture(scope="module")
def small() -> Calibration:
    return calibrate(toy.plan(**SMALL), simulate=toy.lines, workers=1)


def test_results_hang_on_no_order(small: Calibration) -> None:
    with ThreadPoolExecutor(3) as threads:
        other = calibrate(toy.plan(**SMALL), simulate=toy.lines, executor=threads)
    same(small, other)


@pytest.mark.slow
def test_results_hang_on_no_number_of_processes(small: Calibration) -> None:
    same(small, calibrate(toy.plan(**SMALL), simulate=toy.lines, workers=2))


def test_a_run_that_fails_costs_its_row_only() -> None:
    plan = toy.plan(points=21, check=2)
    result = calibrate(plan, simulate=toy.failing, workers=1)
    points = result.points()
    failed = points[points["failed"] > 0]
    assert list(failed["point"]) == [3, 10, 17]
    assert failed["y1"].isna().all()
    assert len(result.errors) == 6  # two worlds each
    assert "6 runs failed" in result.lines("en")
    assert result.identifiability()["verdict"][0] == "determined"


class Killed:
    """Does its work a number of times and is then interrupted."""

    def __init__(self, times: int) -> None:
        self.left = times
        self.done = 0

    def __call__(self, plan: Plan, task: Task) -> dict[str, float]:
        if not self.left:
            raise KeyboardInterrupt
        self.left -= 1
        self.done += 1
        return toy.lines(plan, task)


def test_a_killed_calibration_goes_on(small: Calibration, tmp_path: Path) -> None:
    out, plan = tmp_path / "fit", toy.plan(**SMALL)
    with pytest.raises(KeyboardInterrupt):
        calibrate(plan, simulate=Killed(17), workers=1, out=out)
    runs = tmp_path / "fit.running" / "runs.jsonl"
    text = runs.read_bytes()
    assert text.count(b"\n") == 17
    runs.write_bytes(text[:-40])  # the last line was cut off by the crash
    with pytest.raises(BadInput, match="--resume"):
        calibrate(plan, simulate=toy.lines, workers=1, out=out)
    with pytest.raises(BadInput, match="other targets, numbers or seed"):
        calibrate(plan, rng=9, simulate=toy.lines, workers=1, out=out, resume=True)
    rest = Killed(1000)
    result = calibrate(plan, simulate=rest, workers=1, out=out, resume=True)
    assert rest.done == plan.runs - 16
    same(small, result)
    result.write(out)
    assert not runs.parent.exists()
    assert (out / "manifest.json").exists()


def test_nothing_to_go_on_with(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no unfinished calibration"):
        calibrate(toy.plan(), simulate=toy.lines, out=tmp_path / "x", resume=True)


def test_the_folder_holds_what_is_promised(small: Calibration, tmp_path: Path) -> None:
    folder = small.write(tmp_path / "fit", lang="zh")
    sets = pd.read_csv(folder / "posterior.csv")
    assert sets.to_numpy() == pytest.approx(small.posterior().to_numpy())
    assert {path.name for path in folder.iterdir()} >= {
        "manifest.json", "calibration.parquet", "identifiability.csv", "profile.csv",
        "summary.md", "figures",
    }  # fmt: skip
    assert len(pd.read_parquet(folder / "calibration.parquet")) == 2 * 12 + 3
    assert "校准" in (folder / "summary.md").read_text(encoding="utf8")
    with pytest.raises(BadInput, match="finished result"):
        small.write(folder)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_in_a_notebook(
    small: Calibration, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOVSIM_LANG", lang)
    html = small._repr_html_()
    assert html.count("<tr>") == 1 + len(small.plan.free)
    assert "<strong>" in html
    assert ("Next:" in html) == (lang == "en")
    assert ".posterior()" in html


def test_no_emulator_without_values() -> None:
    def nothing(plan: Plan, task: Task) -> dict[str, float]:
        raise ValueError("broken")

    with pytest.raises(BadInput, match="broken"):
        calibrate(toy.plan(), simulate=nothing, workers=1)
