"""The verb: forecast, folder, resume, sentences; and the real model in small."""

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

import govsim
from govsim.cli import app
from govsim.errors import BadInput
from govsim.figures import plot_parameters, plot_targets
from govsim.studies.calibrating import measuring, read_targets
from tests.calibrate import toy

RUN = CliRunner()
FILE = """
schema = 1
name = "turnout"
scenario = "baseline"
months = 12
adults = 150
replicates = 1
[fit]
parameters = ["vote_base", "proxy"]
[method]
waves = 1
points = 12
check = 3
sets = 100
[[target]]
outcome = "vote_turnout_true"
window = 1
value = 0.5
sd = 0.01
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "targets.toml"
    path.write_text(FILE, encoding="utf8")
    return path


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "measure", toy.turnout)


@pytest.mark.usefixtures("stand_in")
def test_the_verb_writes_a_folder_and_says_what_it_found(
    file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "fit"
    asked = ["calibrate", str(file), "--out", str(out), "--workers", "1"]
    made = RUN.invoke(app, asked)
    assert made.exit_code == 0, made.output
    assert "runs to do on 1 process" in made.output
    assert "The data determine `vote_base`" in made.output
    assert "nothing about `proxy`" in made.output
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf8"))
    assert manifest["complete"]
    assert manifest["verb"] == "calibrate"
    assert manifest["targets"][0]["outcome"] == "vote_turnout_true"
    again = RUN.invoke(app, asked)
    assert isinstance(again.exception, BadInput)
    assert "finished result" in str(again.exception)


@pytest.mark.usefixtures("stand_in")
def test_the_verb_says_what_is_wrong(file: Path, tmp_path: Path) -> None:
    def fault(*words: str) -> str:
        made = RUN.invoke(app, ["calibrate", *words])
        assert isinstance(made.exception, BadInput)
        return str(made.exception)

    assert "--resume needs --out" in fault(str(file), "--resume")
    assert "does not exist" in fault(str(tmp_path / "none.toml"))
    assert "at least 1" in fault(str(file), "--workers", "0")
    gone = fault(str(file), "--resume", "--out", str(tmp_path / "x"))
    assert "no unfinished calibration" in gone


def test_without_scikit_learn_the_line_that_installs_it_is_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "sklearn", None)
    with pytest.raises(BadInput) as error:
        govsim.calibrate(toy.plan(), simulate=toy.lines)
    assert 'pip install "govsim[analysis]"' in error.value.report()


def test_charts_show_every_parameter_and_target() -> None:
    result = govsim.calibrate(toy.plan(check=3), simulate=toy.lines, workers=1)
    for lang in ("en", "zh"):
        figure = result.plot_parameters(lang=lang)
        shown = [ax for ax in figure.axes if ax.get_visible()]
        assert [ax.get_title(loc="left") for ax in shown] == ["b", "a", "c"] or [
            ax.get_title(loc="left") for ax in shown
        ] == ["a", "b", "c"]
        rows = result.plot_targets(lang=lang).axes[0]
        assert [label.get_text() for label in rows.get_yticklabels()] == ["y1", "y2"]
    with pytest.raises(BadInput):
        plot_targets(result.targets().head(0), {}, {})
    with pytest.raises(BadInput):
        plot_parameters(result.identifiability().head(0), result.profile(), {})


def test_the_model_is_measured_as_it_runs(file: Path) -> None:
    """A target's figure is what the same run of the model shows, and parameters count."""
    text = FILE.replace("window = 1", "window = 2").replace(
        "adults = 150", "adults = 100"
    )
    text = text.replace("months = 12", "months = 3")
    text += (
        '[[target]]\noutcome = "spending_total"\nmonths = [2, 3]\nvalue = 1\nsd = 1\n'
    )
    text += '[[target]]\noutcome = "participation_rate"\ngroup = "70-79"\nmonths = 3\n'
    text += "low = 0.0\nhigh = 1.0\n"
    file.write_text(text, encoding="utf8")
    plan = read_targets(file)
    task = measuring.Task("wave 1", 0, 0, 5, {"vote_base": -1.2, "proxy": 0.9})
    got = measuring.measure(plan, task)
    from govsim.studies.jobs import world_seed

    model = govsim.GovernanceModel(
        plan.scenarios[0], rng=world_seed(plan.seed, 5), parameters=task.parameters
    )
    model.run_for(3)
    frame = model.outcomes()
    district = frame[(frame["community"] == -1) & (frame["month"] >= 2)]
    by_age = model.outcomes(by="age")
    old = by_age[
        (by_age["month"] == 3)
        & (by_age["community"] == -1)
        & (by_age["group"] == "70-79")
    ]
    turnout, money, group = (got[target.name] for target in plan.targets)
    assert turnout == pytest.approx(district["vote_turnout_true"].mean())
    assert money == pytest.approx(12 * district["spending_total"].mean())
    assert group == pytest.approx(float(old["participation_rate"].iloc[0]))


@pytest.mark.slow
def test_the_model_gives_a_known_parameter_back(file: Path, tmp_path: Path) -> None:
    """Turnout as the model has it at vote_base = −1.3 in other worlds finds −1.3 again.

    The 99 % interval of the posterior must hold it: a false alarm in a hundred under other
    seeds; with this seed it holds.
    """
    text = FILE.replace("adults = 150", "adults = 400").replace(
        "points = 12", "points = 16"
    )
    file.write_text(text, encoding="utf8")
    plan = read_targets(file)
    worlds = [
        measuring.measure(
            plan,
            measuring.Task("truth", 0, 0, 900 + k, {"vote_base": -1.3, "proxy": 0.8}),
        )[plan.targets[0].name]
        for k in range(4)
    ]
    seen = float(np.mean(worlds))
    file.write_text(text.replace("value = 0.5", f"value = {seen}"), encoding="utf8")
    result = govsim.calibrate(file, out=tmp_path / "fit")
    rows = result.identifiability().set_index("parameter")
    low, high = np.quantile(result.plan.values(result.found.unit)[:, 0], [0.005, 0.995])
    assert low < -1.3 < high
    assert rows.loc["vote_base", "verdict"] in ("determined", "narrowed")
    assert rows.loc["proxy", "verdict"] == "nothing"
    assert result.write(tmp_path / "fit").exists()


@pytest.mark.slow
def test_patterns_are_measured_on_the_model() -> None:
    root = Path(__file__).parent.parent.parent
    plan = read_targets(root / "experiments" / "calibration" / "targets.toml")
    from dataclasses import replace

    small = replace(plan, adults=150)
    middle = small.set_at(np.full(len(plan.free), 0.5))
    got = measuring.measure(small, measuring.Task("wave 1", 0, 0, 0, middle))
    assert set(got) == {target.name for target in plan.targets}
    other = small.set_at(np.full(len(plan.free), 0.9))
    moved = measuring.measure(small, measuring.Task("wave 1", 1, 0, 0, other))
    assert got["B3 true turnout"] != moved["B3 true turnout"]
    assert got["A1 start, fixed"] != moved["A1 start, fixed"]
