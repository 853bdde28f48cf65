"""The verb: folders, exit codes, plain sentences."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from govsim.cli import app, main
from govsim.studies.sweeping.design import Design
from tests.discover import made_up

X, Y = "audit_probability", "trust_up"
WHEN = f"satisfaction[{made_up.B}] > satisfaction[{made_up.A}]"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def formula(name: str, point: dict[str, float], replicate: int) -> float:
        return 0.5 + (0.3 - point[X] if name == made_up.B else 0.01 * replicate)

    design = Design.latin_hypercube(
        made_up.both(), {X: [0.0, 1.0], Y: [0.03, 0.06]}, 40, replicates=3
    )
    path = tmp_path_factory.mktemp("verb") / "s"
    made_up.swept(path, design, formula)
    return path


type Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["govsim", *words])
        with pytest.raises(SystemExit) as caught:
            main()
        told = capsys.readouterr()
        return int(caught.value.code or 0), told.out, told.err

    return run


def test_a_folder_with_all_that_was_asked(
    folder: Path, tmp_path: Path, call: Call
) -> None:
    out = tmp_path / "found"
    code, said, _ = call(
        "discover", str(folder), "--when", WHEN, "--regret", "satisfaction",
        "--quick", "--out", str(out), "--lang", "en",
    )  # fmt: skip
    assert code == 0
    assert "audit probability is at most 0.3" in said.replace("0.2", "0.3")
    assert "the ranking flips" in said
    manifest = json.loads((out / "manifest.json").read_text("utf8"))
    assert manifest["complete"]
    assert manifest["when"] == WHEN
    names = {path.relative_to(out).as_posix() for path in out.rglob("*.*")}
    assert names >= {
        "summary.md",
        "boxes.csv",
        "limits.csv",
        "cases.parquet",
        "map-satisfaction.csv",
        "line-satisfaction.csv",
        "regret-satisfaction.csv",
        "figures/map-satisfaction.png",
        "figures/map-satisfaction.svg",
    }
    boxes = pd.read_csv(out / "boxes.csv")
    assert boxes.loc[0, "holds"]
    code, _, told = call(
        "discover", str(folder), "--when", WHEN, "--quick", "--out", str(out)
    )
    assert code == 2
    assert "--overwrite" in told


def test_a_map_alone_in_chinese(folder: Path, tmp_path: Path, call: Call) -> None:
    out = tmp_path / "map"
    code, said, _ = call(
        "discover", str(folder), "--map", f"satisfaction:{Y},{X}", "--between",
        f"{made_up.B},{made_up.A}", "--lang", "zh", "--out", str(out),
    )  # fmt: skip
    assert code == 0
    assert "排序发生翻转" in said
    table = pd.read_csv(out / "map-satisfaction.csv")
    assert list(table.columns[:2]) == [Y, X]
    assert "排序发生翻转" in (out / "summary.md").read_text("utf8")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "nothing is asked"),
        (["--when", "satisfactoin > 0.5"], "Did you mean satisfaction?"),
        (["--when", "satisfaction >"], "ends where"),
        (["--when", "satisfaction[nobody] > 0"], "scenario of this sweep"),
        (["--when", WHEN, "--over", "trust_upp"], "Did you mean trust_up?"),
        (["--when", WHEN, "--threshold", "7"], "threshold"),
        (["--when", WHEN, "--lang", "fr"], "allowed are en and zh"),
        (["--when", WHEN, "--shuffles", "9999"], "Add --yes"),
        (["--map", "hapiness"], "not a outcome"),
        (["--map", "satisfaction:trust_up"], "two different names"),
        (["--map", "satisfaction", "--between", "a"], "name two scenarios"),
        (["--between", "a,b", "--when", WHEN], "belongs to --map"),
        (["--regret", "hapiness"], "not a outcome"),
    ],
)
def test_bad_input_ends_with_code_2(
    folder: Path, tmp_path: Path, call: Call, words: list[str], told: str
) -> None:
    out = tmp_path / "none"
    code, _, error = call("discover", str(folder), *words, "--out", str(out))
    assert code == 2
    assert told in error
    assert "Traceback" not in error
    assert not out.exists()


def test_a_folder_that_holds_no_sweep(tmp_path: Path, call: Call) -> None:
    code, _, error = call("discover", str(tmp_path), "--when", WHEN)
    assert code == 2
    assert "holds no sweep" in error


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from govsim.cli import app; import govsim; "
        "print([m for m in ('ema_workbench', 'SALib', 'scipy', 'pandas', 'matplotlib')"
        " if m in sys.modules])"
    )
    made = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert made.stdout.strip() == "[]"
    assert any(command.name == "discover" or command.callback.__name__ == "discover"  # type: ignore[union-attr]
               for command in app.registered_commands)  # fmt: skip
