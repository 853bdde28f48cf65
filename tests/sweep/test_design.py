"""Designs: points, faults in sentences, files."""

import sys
from pathlib import Path

import numpy as np
import pytest

from govsim.errors import BadInput
from govsim.policy import LEVERS
from govsim.studies.sweeping.choices import Keep, Limits, Pilot, Stop
from govsim.studies.sweeping.design import Design
from govsim.studies.sweeping.points import METHODS
from tests.sweep.stubs import LEVER, tiny

RANGES = {LEVER: [0.1, 0.5], "trust_up": [0.03, 0.05]}
WORDS = {"election_rule": list(LEVERS["election_rule"].choices)}


def test_a_grid_is_every_combination_in_order() -> None:
    made = Design.grid(tiny(), {LEVER: [0.1, 0.2], "trust_up": [0.03, 0.04, 0.05]})
    assert len(made.points) == 6
    assert made.points[0] == {LEVER: 0.1, "trust_up": 0.03}
    assert made.points[1] == {LEVER: 0.1, "trust_up": 0.04}
    assert made.points[-1] == {LEVER: 0.2, "trust_up": 0.05}
    assert made.runs == 6 * 20


def test_without_values_there_is_one_point_as_the_scenario_has_it() -> None:
    assert Design.grid(tiny()).points == ({},)


@pytest.mark.parametrize("method", METHODS)
def test_samples_fill_their_ranges_and_follow_their_seed(method: str) -> None:
    count = {"morris": 30, "saltelli": 32}.get(method, 32)
    make = getattr(Design, method)
    made = make(tiny(), RANGES, count, seed=3)
    assert len(made.points) == count
    for name, (low, high) in RANGES.items():
        values = np.array([point[name] for point in made.points])
        assert low <= values.min() < low + 0.3 * (high - low)
        assert high - 0.3 * (high - low) < values.max() <= high
    assert make(tiny(), RANGES, count, seed=3).points == made.points
    assert make(tiny(), RANGES, count, seed=4).points != made.points
    assert made.sample is not None
    assert (made.sample.method, made.sample.points) == (method, count)


def test_words_share_their_range_equally() -> None:
    rules = LEVERS["election_rule"].choices
    made = Design.latin_hypercube(tiny(), WORDS, 10 * len(rules))
    drawn = [point["election_rule"] for point in made.points]
    assert {word: drawn.count(word) for word in rules} == dict.fromkeys(rules, 10)


def test_twice_the_sobol_points_keep_the_first_half() -> None:
    few = Design.sobol(tiny(), RANGES, 8).points
    assert Design.sobol(tiny(), RANGES, 16).points[:8] == few


def test_morris_trajectories_take_one_step_at_a_time() -> None:
    points = Design.morris(tiny(), RANGES, 9).points
    for first in range(0, 9, 3):
        for a, b in ((first, first + 1), (first + 1, first + 2)):
            assert sum(points[a][name] != points[b][name] for name in RANGES) == 1


@pytest.mark.parametrize(
    ("method", "count", "told"),
    [
        ("sobol", 10, "take 8 or 16"),
        ("morris", 10, "take 9 or 12"),
        ("morris", 3, "take 6 or 9"),
        ("saltelli", 20, "take 16 or 32"),
        ("latin_hypercube", 0, "from 1 to"),
    ],
)
def test_counts_that_do_not_fit_name_the_nearest(
    method: str, count: int, told: str
) -> None:
    with pytest.raises(BadInput, match=told):
        getattr(Design, method)(tiny(), RANGES, count)


def test_every_fault_of_a_grid_is_told_at_once() -> None:
    with pytest.raises(BadInput) as told:
        Design.grid(tiny(), {"audit_probabilty": [0.1], "trust_up": [9.0], LEVER: []})
    sentences = told.value.problems
    assert len(sentences) == 3
    assert "Did you mean audit_probability" in sentences[0]
    assert "trust_up = 9 is out of range" in sentences[1]
    assert "at least one value is needed" in sentences[2]


def test_every_fault_of_the_head_is_told_at_once() -> None:
    with pytest.raises(BadInput) as told:
        Design(
            (tiny(), tiny()),
            replicates=0,
            seed=1.5,  # type: ignore[arg-type]
            parameters="likely",
            stop=Stop("trust", -1.0, 0),
            keep=Keep("weekly"),
            limits=Limits(seconds=0.0),
        )
    text = told.value.report()
    for part in (
        "baseline is named twice",
        "replicates = 0",
        "seed = 1.5",
        "parameters = 'likely'",
        "'trust' is not a outcome",
        "half_width = -1.0",
        "at_most = 0",
        "series = 'weekly'",
        "seconds = 0.0",
    ):
        assert part in text


def test_a_missing_package_is_told_with_its_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "SALib", None)
    with pytest.raises(BadInput) as told:
        Design.morris(tiny(), RANGES, 9)
    assert told.value.problems == (
        "Morris designs need SALib, which is not installed. Run:",
        'pip install "govsim[analysis]"',
    )


def test_quick_is_small() -> None:
    made = Design.grid(tiny(), {LEVER: [0.1 * n for n in range(1, 9)]}).quick()
    assert (len(made.points), made.replicates, made.months) == (4, 2, 6)


def test_dates_past_the_horizon_are_refused() -> None:
    from govsim.scenarios import Change

    late = Pilot("late", (Change(99, (0, 7), {LEVER: 0.5}),))
    with pytest.raises(BadInput) as told:
        Design.grid(tiny()).replace(pilots=(late,))
    assert "pilot late: month 99 lies past the last month (6)" in told.value.report()
    assert "community 7 does not exist" in told.value.report()


# --- files ------------------------------------------------------------------------------

FILE = """schema = 1
name = "audit-by-regime"
scenarios = ["administration-led", "here.toml"]
months = 12
replicates = 5
seed = 3
runs_per_part = 4
parameters = "plausible"
[grid]
audit_probability = [0.05, 0.5]
election_rule = ["{rule}"]
[[pilot]]
name = "nowhere"
[[pilot]]
name = "two"
month = 6
community = [0, 1]
audit_probability = 0.9
[[pilot]]
name = "two"
month = 9
audit_probability = 0.1
[stop]
outcome = "satisfaction"
half_width = 0.01
at_most = 50
every = 5
[keep]
series = "yearly"
groups = true
[limits]
seconds = 60
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "here.toml").write_text(tiny().replace(name="here").to_toml(), "utf8")
    path = tmp_path / "design.toml"
    rule = LEVERS["election_rule"].choices[1]
    path.write_text(FILE.replace("{rule}", rule), encoding="utf8")
    return path


def test_a_file_says_all_of_a_design(file: Path) -> None:
    made = Design.from_toml(file)
    assert made.name == "audit-by-regime"
    assert [plan.name for plan in made.scenarios] == ["administration-led", "here"]
    assert {plan.months for plan in made.scenarios} == {12}
    assert (made.replicates, made.seed, made.runs_per_part) == (5, 3, 4)
    assert made.parameters == "plausible"
    assert [point[LEVER] for point in made.points] == [0.05, 0.5]
    assert [pilot.name for pilot in made.pilots] == ["nowhere", "two"]
    assert made.pilots[0].changes == ()
    assert [c.community for c in made.pilots[1].changes] == [(0, 1), None]
    assert made.stop == Stop("satisfaction", 0.01, 50, 5)
    assert made.keep == Keep("yearly", groups=True)
    assert made.limits == Limits(seconds=60)
    assert made.runs == 2 * 2 * 2 * 5


def test_every_fault_of_a_file_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(
        "schema = 2\n"
        'scenarios = ["administration-lead", "baseline"]\n'
        "replicats = 5\n"
        "months = 0\n"
        "audit_probability = 0.5\n"
        "[grid]\n"
        "audit_probability = [0.5, 7]\n"
        "trust_upp = [0.03]\n"
        "[[point]]\n"
        "audit_probability = 0.1\n"
        "[[pilot]]\n"
        "month = 2\n"
        "[stop]\n"
        'outcome = "satisfacton"\n'
        "at_most = 30\n"
        "[keep]\n"
        "serie = 1\n",
        encoding="utf8",
    )
    with pytest.raises(BadInput) as told:
        Design.from_toml(path)
    lines = told.value.problems
    for expected in (
        "line 1  schema = 2",
        "line 2  scenario administration-lead: 'administration-lead' is not a scenario. "
        "Did you mean administration-led?",
        "line 3  'replicats' is not a key of a design. Did you mean replicates?",
        "line 4  months = 0",
        "line 5  audit_probability is a lever or parameter; put it under [grid].",
        "line 9  [grid] and [point] exclude each other",
        "line 11  pilot 1: name is missing",
        "line 13  [stop] lacks half_width.",
        "line 14  'satisfacton' is not a outcome. Did you mean satisfaction?",
        "line 17  'serie' is not a key of [keep]. Did you mean series?",
    ):
        assert any(line.startswith(expected) for line in lines), (expected, lines)
    path.write_text(
        'schema = 1\nscenarios = "baseline"\n[sample]\nmethod = "sobel"\npoints = 5\n'
        "[sample.ranges]\naudit_probability = [0.5, 0.1]\ntrust_up = 4\n",
        encoding="utf8",
    )
    with pytest.raises(BadInput) as told:
        Design.from_toml(path)
    assert [line.partition("  ")[0] for line in told.value.problems] == [
        "line 4",
        "line 7",
        "line 8",
    ]


def test_a_sample_in_a_file_is_the_one_from_python(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_text(
        'schema = 1\nscenarios = ["baseline"]\nseed = 5\n[sample]\n'
        'method = "sobol"\npoints = 8\n[sample.ranges]\n'
        "audit_probability = [0.1, 0.5]\ntrust_up = [0.03, 0.05]\n",
        encoding="utf8",
    )
    made = Design.from_toml(path)
    assert made.points == Design.sobol(tiny(), RANGES, 8, seed=5).points
    assert made.name == "s"
