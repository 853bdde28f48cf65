"""The studies: each says beforehand what it expects, has equal money, and runs."""

import runpy
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import govsim
from govsim.policy import LEVERS
from govsim.studies.hypotheses import read_hypotheses
from govsim.studies.shapley import shapley_values

ROOT = Path(__file__).parent.parent / "experiments"
STUDIES = sorted(path.parent for path in ROOT.glob("[0-9][0-9]-*/run.py"))
SECTIONS = (
    "## Question",
    "## What is claimed",
    "## Hypotheses, written before the run",
    "## Design",
    "## Run",
    "## Results",
    "## Limits",
    "## What one may conclude, and what not",
)
MONEY = (
    "fiscal_grant_per_resident",
    "worker_per_10k",
    "pay_yuan",
    "staff_benefits_yuan",
)
each_study = pytest.mark.parametrize("folder", STUDIES, ids=lambda path: path.name)


def test_there_are_five_studies() -> None:
    assert [path.name[:2] for path in STUDIES] == ["01", "02", "03", "04", "05"]


@each_study
def test_a_page_has_all_sections_in_order_and_a_place_for_results(folder: Path) -> None:
    page = (folder / "README.md").read_text(encoding="utf8")
    assert [line for line in page.splitlines() if line.startswith("## ")] == [*SECTIONS]
    assert page.count("<!-- findings: begin -->") == 1
    assert page.count("<!-- findings: end -->") == 1
    assert f"experiments/{folder.name}/run.py" in page


@each_study
def test_a_script_is_short(folder: Path) -> None:
    assert len((folder / "run.py").read_text(encoding="utf8").splitlines()) < 60


@each_study
def test_hypotheses_stand_in_the_page_and_speak_of_set_ups_there_are(
    folder: Path,
) -> None:
    page = (folder / "README.md").read_text(encoding="utf8")
    design = govsim.Design.from_toml(folder / "design.toml")
    names = [n for n in ("scenario", "pilot") if len(_words(design, n)) > 1]
    cells = {" / ".join(words) for words in _crossed(design, names)}
    cells |= {f"{name} {half}" for name in design.names for half in ("high", "low")}
    for one in read_hypotheses(folder / "hypotheses.toml"):
        assert one.says in page, one.id
        assert set(one.contrast) <= cells, one.id


def _words(design: govsim.Design, name: str) -> list[str]:
    if name == "scenario":
        return [plan.name for plan in design.scenarios]
    return [pilot.name for pilot in design.pilots]


def _crossed(design: govsim.Design, names: list[str]) -> list[tuple[str, ...]]:
    made: list[tuple[str, ...]] = [()]
    for name in names:
        made = [(*words, word) for words in made for word in _words(design, name)]
    return made


@each_study
def test_public_money_staff_and_pay_are_equal_in_all_set_ups(folder: Path) -> None:
    design = govsim.Design.from_toml(folder / "design.toml")
    for lever in MONEY:
        default = LEVERS[lever].default
        levels = {plan.levers.get(lever, default) for plan in design.scenarios}
        assert len(levels) == 1, lever
        changed = [c for plan in design.scenarios for c in plan.changes]
        changed += [c for pilot in design.pilots for c in pilot.changes]
        assert not any(lever in change.levers for change in changed)
    assert len({plan.adults for plan in design.scenarios}) == 1
    assert design.parameters == "plausible"


def test_shares_of_the_factorial_are_shapley_values() -> None:
    study = runpy.run_path(str(STUDIES[0] / "run.py"))
    worth = np.random.default_rng(1).random(8)  # of coalitions: bit i is factor i
    cells, factors = study["CELLS"], study["FACTORS"]
    of_cell = {
        cell: worth[sum(1 << factors.index(factor) for factor in on)]
        for on, cell in cells.items()
    }
    expected = shapley_values(worth)
    for place, factor in enumerate(factors):
        weights = study["shapley"](factor)
        got = sum(weights[cell] * of_cell[cell] for cell in weights)
        assert got == pytest.approx(expected[place])


def test_interactions_of_a_sum_are_nothing_and_of_a_product_what_they_say() -> None:
    study = runpy.run_path(str(STUDIES[0] / "run.py"))
    worth = {
        cell: len(on) + 4.0 * (len(on) == 3) for on, cell in study["CELLS"].items()
    }
    weights = study["interaction"]("duty", "money", "power")
    assert sum(weights[cell] * worth[cell] for cell in weights) == pytest.approx(4.0)
    weights = study["interaction"]("duty", "money")  # 0 without power, 4 with it
    assert sum(weights[cell] * worth[cell] for cell in weights) == pytest.approx(2.0)


def carried_out(command: list[str]) -> None:
    made = subprocess.run(command, check=False, capture_output=True, text=True)
    assert made.returncode == 0, made.stderr


@pytest.mark.slow
@each_study
def test_the_studies_run_quickly_and_go_on(folder: Path, tmp_path: Path) -> None:
    command = [sys.executable, str(folder / "run.py"), "--quick", "--workers", "2"]
    command += ["--out", str(tmp_path)]
    carried_out(command)
    page = (tmp_path / "findings.md").read_text(encoding="utf8")
    assert "A quick run" in page
    assert " 0 failed" in page
    for one in read_hypotheses(folder / "hypotheses.toml"):
        assert f"| {one.id} | {one.says} |" in page
    carried_out(command)
    assert (tmp_path / "findings.md").read_text(encoding="utf8") == page


@pytest.mark.slow
def test_a_quick_run_is_never_copied_into_a_page() -> None:
    command = [sys.executable, str(STUDIES[0] / "run.py"), "--quick", "--docs"]
    made = subprocess.run(command, check=False, capture_output=True, text=True)
    assert made.returncode == 2
    assert "Traceback" not in made.stderr
