"""A small real trial: what it keeps, what it says, and that nothing comes of nothing."""

from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

import govsim
from govsim.assumptions import assumptions
from govsim.cli import app
from govsim.errors import BadInput
from govsim.model import GovernanceModel
from govsim.opening import settled_world
from govsim.outcomes import OUTCOMES
from govsim.policy import LEVERS
from govsim.studies.sweeping.carrying import carry_out_one, resolved, shared_of
from govsim.studies.sweeping.crews import Here
from govsim.studies.sweeping.plan import first_plan
from govsim.studies.trials import Trial, TrialDesign

FILE = """schema = 1
name = "audits"
scenario = "baseline"
communities = 4
adults = 30
months = 9
period = 3
replicates = 2
outcomes = ["satisfaction"]

[pilot]
start = 4
communities = 2
choose = "random"
[pilot.levers]
audit_probability = 0.9
"""


def test_a_pilot_that_changes_nothing_changes_nothing(small: TrialDesign) -> None:
    """To the last bit, wherever it begins and ends and whoever joins."""
    same = {name: LEVERS[name].default_word for name in small.levers}
    placebo = small.replace(levers=same)
    assert not small.scenario.levers
    design = placebo.sweep_design()
    shared, plan = shared_of(design, ()), first_plan(design)
    without, piloted = (carry_out_one(shared, plan.spec(run)) for run in (0, 1))
    series = [made.tables["series"][0] for made in (without, piloted)]
    numbers = [table.drop_columns(["run", "pilot"]) for table in series]
    assert numbers[0].equals(numbers[1])
    joined = piloted.tables["outcomes"][0]["pilot_start"].to_pylist()
    assert joined[-1] is None
    assert sorted(joined, key=str) == [4, 4, None, None, None, None]


def test_the_truth_is_the_paired_difference(small: TrialDesign, tried: Trial) -> None:
    """One world by hand: the model run with the pilot's dated changes, and without."""
    design = small.sweep_design()
    spec = first_plan(design).spec(1)
    plan, _ = resolved(shared_of(design, ()), spec)
    runs = []
    opening = settled_world(small.scenario, spec.seed, assumptions())
    for each in (small.scenario.replace(months=small.months), plan):
        model = GovernanceModel(each, rng=spec.seed, opening=opening)
        model.run_for(small.months)
        frame = model.outcomes()
        frame = frame[frame["community"] >= 0]
        runs.append(frame.pivot(index="community", columns="month", values="overload"))
    gap = (runs[1] - runs[0]).to_numpy().astype(np.float32)
    joined = [start == 4 for start in tried.panels.joined(0)]
    assert sum(joined) == 2
    before = runs[0].loc[:, 1:3].mean(axis=1).to_numpy()
    assert set(np.flatnonzero(joined)) == set(np.argsort(-before)[:2])
    rows = tried.by_world("overload")
    truth = rows[rows["world"] == 0]["truth"]
    assert truth.nunique() == 1
    assert truth.iloc[0] == pytest.approx(gap[joined, 3:6].mean(), abs=1e-6)
    assert (gap[:, :3] == 0).all()
    assert (gap[joined, 3:6] != 0).any()
    effects = tried.effects("overload")
    early = effects[(effects["month"] < 0)]
    assert (early["effect"] == 0).all()
    assert set(effects["who"]) == {"joined", "outside"}
    assert effects[effects["who"] == "joined"]["month"].tolist() == list(range(-3, 6))


def test_tables(tried: Trial) -> None:
    table = tried.table()
    assert len(table) == 8
    row = table.iloc[0]
    assert row["worlds"] == 3
    assert row["bias"] == pytest.approx(row["estimate"] - row["truth"])
    parts = row[["from_luck", "from_spilling", "from_weighting"]].sum()
    assert parts == pytest.approx(row["bias"])
    shares = table[["coverage", "wrong_sign", "false_alarms", "power"]].to_numpy()
    shares = shares[~np.isnan(shares)]
    assert ((shares >= 0) & (shares <= 1)).all()
    assert tried.table("satisfaction")["estimator"].nunique() == 4
    event = tried.event_study()
    assert sorted(event["since"].unique()) == [0, 1]  # −1 is the base
    assert event["truth"].abs().max() > 0
    with pytest.raises(BadInput, match="Did you mean overload"):
        tried.table(["overlod"])
    assert "overload" in tried._repr_html_()


def test_the_folder_and_the_same_trial_again(tried: Trial, tmp_path: Path) -> None:
    folder = tried.write(tmp_path / "r", lang="zh")
    english = (folder / "summary-en.md").read_text("utf8")
    assert "2 of 5 communities (150 adults in all)" in english
    assert "Under *Status quo" in english
    chinese = (folder / "summary.md").read_text("utf8")
    assert "5 个社区(共 150 名成年居民)中有 2 个" in chinese
    assert "真实效应" in chinese
    assert (folder / "figures" / "overload.png").stat().st_size > 10_000
    assert len(pq.read_table(folder / "worlds.parquet")) == 2 * 3 * 4
    again = govsim.trial(tried.sweep.folder.parent, progress=False)
    assert again.design.rollout == tried.design.rollout
    assert again.table().equals(tried.table())
    out = tried.sweep.folder.parent
    with pytest.raises(BadInput, match="finished result"):
        govsim.trial(tried.design, out=out, executor=Here(), progress=False)
    other = tried.design.replace(choose="best")
    with pytest.raises(BadInput, match="its pilots are not those"):
        govsim.trial(other, out=out, resume=True, executor=Here(), progress=False)


@pytest.mark.slow
def test_a_sweeps_replay_of_a_pilot_is_the_pilot(tried: Trial) -> None:
    run = tried.sweep.replay(1)
    kept = tried.sweep.frame(["overload"]).set_index("run")["overload"]
    made = run.figures().set_index("community").loc[-1, "overload"]
    assert made == pytest.approx(kept[1], rel=1e-6)
    assert kept[1] != kept[0]


def test_the_pages_example_is_a_trial(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "trials.md").read_text("utf8")
    path = tmp_path / "example.toml"
    path.write_text(page.split("```toml")[1].split("```")[0], encoding="utf8")
    made = TrialDesign.from_toml(path)
    assert made.rollout.waves(range(20)) == [(25, (0, 1, 2)), (37, (3, 4, 5))]
    assert (made.early_months, made.early_levers) == (6, {"platform_quality": 0.8})


def test_a_file_with_faults_names_every_line(tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    path.write_text(FILE, encoding="utf8")
    made = TrialDesign.from_toml(path)
    assert (made.name, made.starts, made.counts) == ("audits", (4,), (2,))
    bad = FILE.replace("audit_prob", "audit_proba").replace("choose", "chose")
    path.write_text(bad, encoding="utf8")
    with pytest.raises(BadInput) as caught:
        TrialDesign.from_toml(path)
    assert "line 14  'chose' is not a key of [pilot]. Did you mean choose" in str(
        caught.value
    )
    assert "line 16  audit_probaability is not a lever" in str(caught.value)
    path.write_text(FILE.replace("start = 4", "start = 5"), encoding="utf8")
    with pytest.raises(BadInput, match="line 12  start = 5: with periods of 3"):
        TrialDesign.from_toml(path)


@pytest.mark.slow
def test_the_verb(tmp_path: Path) -> None:
    path, out = tmp_path / "t.toml", tmp_path / "out"
    path.write_text(FILE, encoding="utf8")
    words = ["trial", str(path), "--workers", "1", "--out", str(out)]
    made = CliRunner().invoke(app, words)
    assert made.exit_code == 0, made.output
    assert (
        "2 of 4 communities (120 adults in all) get audit probability = 0.9"
        in made.output
    )
    assert (out / "report" / "summary.md").exists()
    again = CliRunner().invoke(app, ["trial", str(out), "--outcome", "overload", "--lang", "zh"])  # fmt: skip  # noqa: E501
    assert again.exit_code == 0, again.output
    assert OUTCOMES["overload"].chinese in again.output
    clash = CliRunner().invoke(app, words)
    assert isinstance(clash.exception, BadInput)
