"""The verbs as people type them."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from govsim.cli import main

type Done = subprocess.CompletedProcess[str]


def govsim(*words: str, cwd: Path | None = None) -> Done:
    env = {**os.environ, "LANG": "C.UTF-8", "MPLBACKEND": "Agg"}
    env.pop("LC_ALL", None)
    return subprocess.run(
        [sys.executable, "-m", "govsim", *words],
        capture_output=True,
        text=True,
        cwd=cwd,
        env=env,
        check=False,
    )


@pytest.fixture
def typed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Done]:
    """The same words without a process of their own: what starts one is tried above."""
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)

    def run(*words: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["govsim", *words])
        with pytest.raises(SystemExit) as end:
            main()
        said = capsys.readouterr()
        return subprocess.CompletedProcess(
            words, end.value.code or 0, said.out, said.err
        )

    return run


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scenarios")
    for name, levers in (("a", ""), ("b", "audit_probability = 0.9\n")):
        (folder / f"{name}.toml").write_text(
            f'schema = 1\nname = "{name}"\ntitle = "Set-up {name}"\nmonths = 6\n'
            '[[community]]\nname = "x"\ntype = "old"\nresidents = 80\n'
            f"[levers]\n{levers}",
            encoding="utf8",
        )
    return folder


def test_version_and_help() -> None:
    assert govsim("--version").stdout.startswith("govsim 0.")
    assert "Example" in govsim("compare", "--help").stdout
    assert govsim("--help").returncode == 0


@pytest.mark.parametrize(
    "what", ["scenarios", "levers", "outcomes", "shocks", "parameters"]
)
def test_list(typed: Callable[..., Done], what: str) -> None:
    rows = json.loads(typed("list", what, "--format", "json").stdout)
    assert rows
    assert {"id", "english", "chinese"} <= set(rows[0])
    assert typed("list", what).returncode == 0


@pytest.mark.parametrize(
    "name",
    [
        "money_follows_task",
        "trust_committee",
        "trust_up",
        "self-governing",
        "budget-cut",
    ],
)
def test_describe(typed: Callable[..., Done], name: str) -> None:
    done = typed("describe", name)
    assert done.returncode == 0
    assert name in done.stdout


def test_describe_in_chinese(typed: Callable[..., Done]) -> None:
    done = typed("describe", "resident_fund_yuan", "--lang", "zh")
    assert "单位" in done.stdout
    assert "元/成年人·年" in done.stdout
    assert "unit:" not in done.stdout


def test_run_writes_its_folder(tiny: Path, tmp_path: Path) -> None:
    done = govsim(
        "run",
        str(tiny / "a.toml"),
        "--set",
        "audit_probability=0.5",
        "--set",
        "3:transparency=0.9",
        "--out",
        str(tmp_path / "r"),
    )
    assert done.returncode == 0, done.stderr
    manifest = json.loads((tmp_path / "r" / "manifest.json").read_text(encoding="utf8"))
    assert manifest["complete"]
    assert "transparency" in manifest["scenarios"]["a"]


def test_compare_says_and_writes(
    typed: Callable[..., Done], tiny: Path, tmp_path: Path
) -> None:
    words = [
        "compare",
        str(tiny / "a.toml"),
        str(tiny / "b.toml"),
        "--replicates",
        "2",
        "--workers",
        "1",
        "--out",
        str(tmp_path / "c"),
    ]
    done = govsim(*words)
    assert done.returncode == 0, done.stderr
    assert "Do it again" in done.stdout
    assert (tmp_path / "c" / "summary.md").exists()
    again = typed(*words)
    assert again.returncode == 2
    assert "--overwrite" in again.stderr
    chinese = typed("--lang", "zh", *words, "--overwrite")
    assert "主要结果" in chinese.stdout


def test_new_check_diff(typed: Callable[..., Done], tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    assert typed("new", str(file)).returncode == 0
    assert "in order" in typed("check", str(file)).stdout
    assert typed("new", str(file)).returncode == 2
    words = typed("diff", "baseline", "self-governing").stdout
    assert "费随事转" in words or "money follows" in words


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["run", "self-govering"], "Did you mean self-governing"),
        (["describe", "trust_comittee"], "Did you mean trust_committee"),
        (["list", "lever"], "Did you mean levers"),
        (["list", "levers", "--format", "xml"], "table, json and csv"),
        (
            ["run", "baseline", "--set", "audit_probabilty=1"],
            "Did you mean audit_probability",
        ),
        (["run", "baseline", "--set", "audit_probability=2"], "0 to 1"),
        (["run", "baseline", "--set", "audit_probability"], "lever=value"),
        (["run", "baseline", "--set", "999:audit_probability=1"], "1 to 120"),
        (["run", "baseline", "--set", "election_rule=lottery"], "direct"),
        (["run", "baseline", "--months", "0"], "1 to"),
        (["compare", "baseline"], "two scenarios"),
        (["compare", "baseline", "self-governing", "--replicates", "1"], "at least 2"),
        (["compare", "baseline", "self-governing", "--parameters", "odd"], "plausible"),
        (["compare", "baseline", "self-governing", "--workers", "0"], "at least 1"),
        (["check", "missing.toml"], "missing.toml"),
        (["--lang", "fr", "list"], "en and zh"),
        (
            ["compare", "baseline", "self-governing", "--world", "realistik"],
            "realistic",
        ),
    ],
)
def test_bad_input_ends_with_two_and_a_sentence(
    typed: Callable[..., Done], words: list[str], says: str
) -> None:
    done = typed(*words)
    assert done.returncode == 2, done.stdout + done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_long_work_is_announced(typed: Callable[..., Done]) -> None:
    done = typed("compare", "baseline", "self-governing", "--replicates", "2000")
    assert done.returncode == 2
    assert "minutes" in done.stderr
    assert "--yes" in done.stderr
