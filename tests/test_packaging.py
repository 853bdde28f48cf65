"""Versions are pinned once, by name, for uv and for pip alike."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_pip_and_uv_are_pinned_alike() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))
    lines = (ROOT / "constraints.txt").read_text(encoding="utf8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert pins == project["tool"]["uv"]["constraint-dependencies"]
    assert all("==" in pin and "://" not in pin for pin in pins)


def test_the_contracts_versions() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))[
        "project"
    ]
    assert project["requires-python"] == ">=3.12"
    assert "mesa>=3.5.1,<3.6" in project["dependencies"]
    assert (ROOT / ".python-version").read_text(encoding="utf8").strip() == "3.13"
    assert "uv.lock" in (ROOT / ".gitignore").read_text(encoding="utf8")
