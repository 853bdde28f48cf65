"""Real worlds: pairs, tables, workers, shards, results."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import govsim
from govsim.errors import BadInput
from govsim.outcomes import GROUPED, OUTCOMES
from govsim.studies.comparing import compare
from govsim.studies.sweeping.choices import Keep, Pilot
from govsim.studies.sweeping.crews import Here
from govsim.studies.sweeping.design import Design
from govsim.studies.sweeping.folder import checksum
from govsim.studies.sweeping.result import Sweep
from tests.sweep.stubs import LEVER, contents, tiny


def design() -> Design:
    plans = [tiny(adults=40), tiny("self-governing", adults=40)]
    made = Design.grid(plans, {LEVER: [0.05, 0.5]}, replicates=2)
    return made.replace(keep=Keep("yearly", communities=True, groups=True))


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Sweep:
    folder = tmp_path_factory.mktemp("sweep") / "s"
    return govsim.sweep(design(), executor=Here(), out=folder, progress=False)


def test_figures_are_those_of_a_comparison_of_the_same_worlds(result: Sweep) -> None:
    frame = result.frame()
    plans = [plan.replace(levers={LEVER: 0.5}) for plan in design().scenarios]
    made = compare(plans, replicates=2, rng=1, workers=1, parameters="default")
    expected = made.run_figures()
    expected = expected[expected["community"] == -1]
    got = frame[frame[LEVER] == 0.5].sort_values(["scenario", "replicate"])
    for name in OUTCOMES:
        np.testing.assert_array_equal(
            got[name].to_numpy(float),
            expected.sort_values(["scenario", "replicate"])[name].to_numpy(float),
            err_msg=name,
        )


def test_a_run_again_alone_is_the_same(result: Sweep) -> None:
    replayed = result.replay(5).figures()
    kept = result.frame(communities=True)
    kept = kept[kept["run"] == 5]
    assert kept["community"].tolist() == [0, 1, -1]
    for name in OUTCOMES:
        np.testing.assert_array_equal(replayed[name], kept[name].to_numpy(float))
    with pytest.raises(BadInput, match="numbered 0 to 7"):
        result.replay(8)


def test_what_was_asked_for_is_kept(result: Sweep) -> None:
    series = result.series().to_table().to_pandas()
    assert len(series) == 8 * 3  # half a year is one year of each place
    flow, rate = "spending_total", "satisfaction"
    first = series[(series["run"] == 0) & (series["community"] == -1)].iloc[0]
    model = result.replay(0).model.outcomes()
    months = model[model["community"] == -1]
    assert first[rate] == pytest.approx(months[rate].mean(), rel=1e-5)
    assert first[flow] == pytest.approx(12.0 * months[flow].mean(), rel=1e-5)
    groups = result.groups().to_table().to_pandas()
    assert set(GROUPED) <= set(groups.columns)
    assert set(groups["by"]) == {"age", "tenure", "income", "origin", "party"}
    district = groups[groups["community"] == -1]
    assert len(district) * 3 == len(groups)


def test_tables_can_be_read_in_one_line(result: Sweep) -> None:
    plain = pd.read_parquet(result.folder / "outcomes")
    assert len(plain) == 8 * 3
    assert plain[LEVER].nunique() == 2
    answer = result.sql(
        f"select scenario, avg(satisfaction) as mean from outcomes where community = -1 "
        f"and {LEVER} = 0.5 group by scenario order by scenario"
    )
    means = result.means("satisfaction")
    wanted = means[means[LEVER] == 0.5].sort_values("scenario")
    assert answer["mean"].tolist() == pytest.approx(wanted["mean"].tolist())
    lazy = result.polars().collect()
    assert lazy.height == 24
    assert result.sql("select count(*) as n from failures")["n"][0] == 0
    with pytest.raises(BadInput, match="cannot be answered"):
        result.sql("select nonsense from outcomes")
    with pytest.raises(BadInput, match="Did you mean satisfaction"):
        result.frame(["satisfacton"])


def test_means_with_their_intervals(result: Sweep) -> None:
    means = result.means("satisfaction")
    assert len(means) == 4
    frame = result.frame(["satisfaction"])
    row = means.iloc[0]
    same = (frame["scenario"] == row["scenario"]) & (frame["point"] == row["point"])
    a, b = frame[same]["satisfaction"]
    half = 12.7062 * abs(a - b) / 2.0  # t(0.975, 1) · SD / √2
    assert row["mean"] == pytest.approx((a + b) / 2.0)
    assert row["high"] - row["mean"] == pytest.approx(half, rel=1e-4)


def test_the_folder_says_what_it_is(result: Sweep) -> None:
    manifest = json.loads((result.folder / "manifest.json").read_text("utf8"))
    assert manifest["complete"] is True
    assert (manifest["runs"], manifest["failed"]) == (8, 0)
    for name, wanted in manifest["files"].items():
        assert checksum(result.folder / name) == wanted
    named = set(manifest["files"])
    assert {"design.parquet", "failures.parquet", "dictionary.md"} <= named
    assert "log.txt" not in named
    text = json.dumps(manifest)
    assert "2026-" not in text.replace(manifest["govsim"], "")  # no times
    assert "8 of 8 runs done, 0 failed" in repr(result)
    assert "<table>" in result._repr_html_()
    assert "means" in result._repr_html_()


def test_two_processes_and_shards_write_the_same_bytes(
    result: Sweep, tmp_path: Path
) -> None:
    govsim.sweep(design(), workers=2, out=tmp_path / "two", progress=False)
    assert contents(tmp_path / "two") == contents(result.folder)
    for number in (2, 3, 1):
        govsim.sweep(
            design(),
            executor=Here(),
            out=tmp_path / "shards",
            shard=(number, 3),
            progress=False,
        )
        done = (tmp_path / "shards" / "manifest.json").exists()
        assert done == (number == 1)
    assert contents(tmp_path / "shards") == contents(result.folder)


def test_a_result_grows_and_goes_on(result: Sweep, tmp_path: Path) -> None:
    few = design().replace(replicates=1, runs_per_part=result.asked["runs_per_part"])
    first = govsim.sweep(few, executor=Here(), out=tmp_path / "s", progress=False)
    assert len(first.frame()) == 4
    grown = first.extend(replicates=2, executor=Here(), progress=False)
    assert grown.complete
    assert contents(grown.folder) == contents(result.folder)
    assert first.retry(executor=Here(), progress=False).complete
    assert first.resume(executor=Here(), progress=False).complete
    with pytest.raises(BadInput, match="give a design, or a number"):
        first.extend()


def test_a_pilot_acts_in_its_communities_only(tmp_path: Path) -> None:
    from govsim.scenarios import Change

    change = Change(1, (0,), {"fiscal_grant_per_resident": 800.0})
    pilots = (Pilot("none"), Pilot("first", (change,)))
    made = Design.grid(tiny(adults=40), replicates=1).replace(
        pilots=pilots, keep=Keep(communities=True)
    )
    swept = govsim.sweep(made, executor=Here(), out=tmp_path / "s", progress=False)
    frame = swept.frame(["spending_per_resident"], communities=True)
    spent = frame.set_index(["pilot", "community"])["spending_per_resident"]
    assert spent["first", 0] > spent["none", 0]
    assert swept.means("satisfaction")["pilot"].tolist() == ["none", "first"]


def test_a_forecast_says_runs_minutes_and_megabytes() -> None:
    made = design().forecast(workers=3)
    assert made.runs == 8
    assert made.worlds == 2 * min(3, made.parts // 2)  # two worlds, on three workers
    assert made.minutes > 0.0
    text = str(made)
    assert text.startswith("8 runs in ")
    assert "3 workers" in text
    assert text.endswith(" MB.")
