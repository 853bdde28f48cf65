"""The verbs explain and sensitivity as people type them."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from govsim.cli import main
from govsim.cli.understanding import factors_typed
from govsim.errors import BadInput


@dataclass
class Done:
    """What a command left behind."""

    code: object
    out: str
    err: str


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    """The command line, in this process."""

    def run(*words: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["govsim", *words])
        with pytest.raises(SystemExit) as end:
            main()
        return Done(end.value.code, *capsys.readouterr())

    return run


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    folder = tmp_path_factory.mktemp("scenarios")
    head = 'schema = 1\nname = "{0}"\ntitle = "Set-up {0}"\nmonths = 3\n'
    place = '[[community]]\nname = "x"\ntype = "old"\nresidents = 50\n[levers]\n'
    paths = folder / "a.toml", folder / "b.toml"
    levers = "", "audit_probability = 0.9\ntransparency = 0.9\n"
    for path, own in zip(paths, levers, strict=True):
        path.write_text(head.format(path.stem) + place + own, encoding="utf8")
    return str(paths[0]), str(paths[1])


def test_explain_says_and_writes(typed, files: tuple[str, str], tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    done = typed(
        "explain", *files, "--outcome", "diversion_share", "--quick", "--months", "3",
        "--workers", "1", "--out", str(tmp_path / "x"),
    )  # fmt: skip
    assert not done.code, done.err
    assert "12 runs on 1 process, about" in done.out
    assert "Class-size world" in done.out
    assert "Next:" in done.out
    assert (tmp_path / "x" / "figures" / "diversion_share.png").exists()
    again = typed("explain", *files, "--out", str(tmp_path / "x"))
    assert again.code == 2
    assert "--overwrite" in again.err


def test_sensitivity_says_and_writes_in_chinese(  # type: ignore[no-untyped-def]
    typed, files: tuple[str, str], tmp_path: Path
) -> None:
    done = typed(
        "--lang", "zh", "sensitivity", files[0], "--versus", files[1], "--factors",
        "purchase_budget_yuan=0:50,election_rule=direct:appointed", "--samples", "2",
        "--outcome", "diversion_share", "--workers", "1", "--out", str(tmp_path / "x"),
    )  # fmt: skip
    assert not done.code, done.err
    assert "24 次运行" in done.out
    assert "随机波动" in done.out
    assert "下一步" in done.out
    assert (tmp_path / "x" / "indices.csv").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["explain", "baseline", "baseline"], "named twice"),
        (["explain", "baseline", "self-govering"], "Did you mean self-governing"),
        (
            ["explain", "baseline", "jianghan", "--outcome", "satisfactoin"],
            "Did you mean satisfaction",
        ),
        (["explain", "baseline", "jianghan", "--workers", "0"], "at least 1"),
        (["sensitivity", "baseline", "--method", "fast"], "morris and sobol"),
        (
            ["sensitivity", "baseline", "--factors", "trust_upp"],
            "Did you mean trust_up",
        ),
        (["sensitivity", "baseline", "--factors", "trust_up=a:b"], "low:high"),
    ],
)
def test_bad_input_ends_with_two_and_a_sentence(  # type: ignore[no-untyped-def]
    typed, words: list[str], says: str
) -> None:
    done = typed(*words)
    assert done.code == 2
    assert says in done.err


@pytest.mark.slow
def test_long_work_is_announced(typed, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    done = typed("sensitivity", "baseline", "--samples", "4")
    assert done.code == 2
    assert "runs on" in done.err
    assert "min" in done.err
    assert "--factors rules" in done.err
    assert "--yes" in done.err


def test_help_brings_nothing_heavy() -> None:
    code = (
        "import sys\nfrom govsim.cli import app\n"
        "from typer.testing import CliRunner\n"
        "for verb in ('explain', 'sensitivity'):\n"
        "    assert 'Example' in CliRunner().invoke(app, [verb, '--help']).output\n"
        "heavy = {'SALib', 'matplotlib', 'mesa', 'scipy'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_factors_as_typed() -> None:
    assert factors_typed("rules") == "rules"
    assert factors_typed("a, b") == ["a", "b"]
    assert factors_typed("a=0:0.5,b") == {"a": [0.0, 0.5], "b": None}
    words = factors_typed("election_rule=direct:appointed")
    assert words == {"election_rule": ["direct", "appointed"]}
    for text, says in (("a=1", "low:high"), ("a,a=0:1", "named twice")):
        with pytest.raises(BadInput, match=says):
            factors_typed(text)
