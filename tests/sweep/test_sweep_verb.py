"""The verb as people type it."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from govsim.cli import app
from govsim.errors import BadInput
from govsim.studies.sweeping.result import Sweep
from tests.sweep.stubs import tiny

DESIGN = """schema = 1
name = "two"
scenarios = ["here.toml"]
replicates = 2
[grid]
audit_probability = [0.05, 0.5]
"""


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", "govsim", *map(str, words)]


def govsim(*words: object, cwd: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command(*words),
        capture_output=True,
        text=True,
        cwd=cwd,
        env={**os.environ, "LANG": "C.UTF-8"},
        check=False,
    )


@pytest.fixture
def here(tmp_path: Path) -> Path:
    tiny(adults=40).replace(name="here").save(tmp_path / "here.toml")
    (tmp_path / "design.toml").write_text(DESIGN, encoding="utf8")
    return tmp_path


def invoked(here: Path, *words: object) -> Result:
    """The verb, called in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(here)
        return CliRunner().invoke(app, ["sweep", *map(str, words)])


def test_forecast_run_refusal_replay(here: Path) -> None:
    dry = invoked(here, "design.toml", "--dry-run")
    assert dry.exit_code == 0, dry.output
    assert "audit_probability" in dry.output
    assert re.search(r"4 runs in \d+ parts, about .* MB\.", dry.output)
    assert not (here / "results").exists()
    made = govsim("sweep", "design.toml", "--out", "s", "--workers", 1, cwd=here)
    assert made.returncode == 0, made.stderr
    assert "two: 4 of 4 runs done, 0 failed." in made.stdout
    again = invoked(here, "design.toml", "--out", "s")
    assert "finished result" in str(again.exception)
    grown = DESIGN.replace("replicates = 2", "replicates = 3")
    (here / "design.toml").write_text(grown, encoding="utf8")
    more = invoked(here, "design.toml", "--out", "s", "--resume")
    assert "2 runs more than the sweep there; add --extend" in str(more.exception)
    replayed = invoked(here, "s", "--replay", 3)
    assert replayed.exit_code == 0, replayed.output
    figure = Sweep(here / "s").frame()["participation_rate"][3]
    assert f"{figure:.3f}" in replayed.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nowhere.toml",), "the file does not exist"),
        (("design.toml", "--workers", "0"), "--workers 0: at least 1"),
        (("design.toml", "--shard", "3/2", "--out", "s"), "shard 3/2: write i/n"),
        (("design.toml", "--shard", "x", "--out", "s"), "--shard x: write i/n, as 1/8"),
        (("design.toml", "--shard", "1/2"), "--shard needs --out"),
        (("design.toml", "--resume"), "no sweep named two was begun"),
        (("design.toml", "--join"), "name the sweep's folder"),
        (("design.toml", "--dask", "x", "--workers", "2"), "exclude each other"),
    ],
)
def test_bad_words_are_answered_in_sentences(
    here: Path, words: tuple[str, ...], told: str
) -> None:
    made = invoked(here, *words)
    assert isinstance(made.exception, BadInput)
    assert told in str(made.exception)


def test_told_to_stop_it_stops_cleanly_and_says_how_to_go_on(here: Path) -> None:
    text = DESIGN.replace("replicates = 2", "replicates = 40\nruns_per_part = 2")
    (here / "design.toml").write_text(text, encoding="utf8")
    words = ("sweep", "design.toml", "--workers", 1, "--yes")
    process = subprocess.Popen(
        command(*words),
        cwd=here,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    until = time.monotonic() + 60.0
    while not list(here.glob("results/sweep-*/outcomes/part-*")):
        assert time.monotonic() < until
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 1, (out, err)
    assert err.startswith("Stopped. two: ")
    assert "Go on with: govsim sweep results" in err
    assert "Traceback" not in err
    (folder,) = here.glob("results/sweep-*")
    done = Sweep(folder).progress()[0]
    assert 0 < done < 80


def test_long_work_is_told_and_asked_for(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govsim.cli.sweeping.SURE", 0.0)
    monkeypatch.setattr("govsim.cli.waiting.LONG", 0.0)
    made = invoked(here, "design.toml", "--out", "s")
    assert isinstance(made.exception, BadInput)
    assert "4 runs in" in str(made.exception)
    assert str(made.exception).endswith("Add --yes to go on.")
    assert not (here / "s").exists()


def test_it_speaks_chinese(here: Path) -> None:
    dry = invoked(here, "design.toml", "--dry-run", "--lang", "zh")
    assert "4 次运行" in dry.output
    quick = invoked(here, "design.toml", "--dry-run", "--quick")
    assert "4 runs" in quick.output
