"""Files of targets: what they say, and everything that may be wrong with them at once."""

from pathlib import Path

import numpy as np
import pytest

from govsim.assumptions import PARAMETERS
from govsim.errors import BadInput
from govsim.studies.calibrating import Plan, read_targets
from govsim.studies.patterns.cards import PATTERNS

HEAD = 'schema = 1\nscenario = "baseline"\nmonths = 24\n'
FIT = "[fit]\nvote_base = [-2.0, -1.5]\n"


def read(folder: Path, text: str) -> Plan:
    path = folder / "targets.toml"
    path.write_text(text, encoding="utf8")
    return read_targets(path)


def faults(folder: Path, text: str) -> str:
    with pytest.raises(BadInput) as error:
        read(folder, text)
    return error.value.report()


def target(**keys: object) -> str:
    lines = [f"{name} = {value!r}".replace("'", '"') for name, value in keys.items()]
    return "\n".join(["[[target]]", *lines, ""])


def test_a_pattern_gives_a_target_for_every_part_with_a_band_or_a_sign(
    tmp_path: Path,
) -> None:
    plan = read(
        tmp_path, "schema = 1\n" + FIT + target(pattern="B20", discrepancy=0.02)
    )
    ends = {t.part: (t.low, t.high) for t in plan.targets}
    assert ends == {
        "ordinary estates": (0.7, 0.85),
        "0.90 minus the best estate, nobody pursued": (0.0, np.inf),
    }
    assert {t.discrepancy for t in plan.targets} == {0.02}
    assert plan.targets[0].error(0.5) == pytest.approx(0.02)  # a mean over many worlds
    assert plan.scenarios == ()


def test_only_fitted_rows_may_be_fitted(tmp_path: Path) -> None:
    """Every row that is not marked so is refused in a sentence that says why."""
    kept = [name for name, row in PATTERNS.items() if row.role != "fitted"]
    text = faults(
        tmp_path, "schema = 1\n" + FIT + "".join(target(pattern=n) for n in kept)
    )
    for name in kept:
        assert f"{name} (" in text
    assert text.count("Rows that may be fitted: A1") == len(kept)


def test_outcomes_have_a_place_a_group_and_months(tmp_path: Path) -> None:
    text = (
        HEAD
        + FIT
        + target(outcome="participation_rate", value=0.2, sd=0.01)
        + target(
            outcome="participation_rate", group="70-79", months=[1, 6], low=0.1, high=0.2,
            community=0,
        )
        + target(outcome="spending_total", value=1e6, sd=1e5, worlds=50)
    )  # fmt: skip
    whole, group, money = read(tmp_path, text).targets
    assert (whole.first, whole.last, whole.community) == (1, 24, -1)
    assert (group.by, group.group, group.community) == ("age", "70-79", 0)
    assert (group.first, group.last) == (1, 6)
    assert (money.first, money.last) == (1, 24)
    assert money.error(0.0) == 1e5
    assert money.error(5e9) == pytest.approx(np.sqrt(1e10 + 1e8))
    assert whole.label("zh").startswith("参与率")


def test_observed_data_are_targets_row_by_row(tmp_path: Path) -> None:
    table = (
        "month,outcome,value,sd\n3,participation_rate,0.2,0.02\n6,belonging,0.5,0.1\n"
    )
    (tmp_path / "seen.csv").write_text(table, encoding="utf8")
    made = read(tmp_path, HEAD + FIT + target(data="seen.csv", discrepancy=0.01))
    assert [(t.outcome, t.first, t.last, t.low) for t in made.targets] == [
        ("participation_rate", 3, 3, 0.2),
        ("belonging", 6, 6, 0.5),
    ]
    bad = "month,outcome,value,sd\n99,participation_rate,x,-1\n2,belongin,0.5,0.1\n"
    (tmp_path / "seen.csv").write_text(bad, encoding="utf8")
    text = faults(tmp_path, HEAD + FIT + target(data="seen.csv"))
    assert "row 2: month = 99: whole, from 0 to 24." in text
    assert "row 2: value = 'x' is not a number." in text
    assert "row 2: sd = -1: it cannot be below 0." in text
    assert "row 3: 'belongin' is not a outcome. Did you mean belonging?" in text
    (tmp_path / "seen.csv").write_text("month,outcome,value\n", encoding="utf8")
    assert "lacks the column sd" in faults(
        tmp_path, HEAD + FIT + target(data="seen.csv")
    )


def test_parameters_take_their_cards_ranges(tmp_path: Path) -> None:
    text = "schema = 1\n[fit]\nproxy = [0.7, 0.8]\nparameters = "
    plan = read(tmp_path, text + '["vote_base"]\n' + target(pattern="B3"))
    ends = {free.name: (free.low, free.high) for free in plan.free}
    card = PARAMETERS["vote_base"]
    assert ends == {"vote_base": (card.low, card.high), "proxy": (0.7, 0.8)}
    every = read(
        tmp_path,
        "schema = 1\n[fit]\nparameters = 'assumption'\n" + target(pattern="B3"),
    )
    assert all(PARAMETERS[n].source.startswith("assumption") for n in every.names)
    assert "trust_up" in every.names
    assert "opening_belief" not in every.names  # the laboratory's alone
    assert every.points_a_wave == 10 * len(every.free)


def test_all_faults_come_at_once_with_their_lines(tmp_path: Path) -> None:
    text = faults(
        tmp_path,
        'schema = 1\nscenario = "baselin"\ncolour = 3\nproxy = 2\nreplicates = 0\n'
        "[fit]\nvote_bas = [1, 2]\nvote_base = [-9.0, -1.0]\n"
        "audit_probability = [0.1, 0.2]\n"
        "[method]\nwave = 2\npoints = 3\n"
        + target(pattern="B99")
        + target(outcome="participaton_rate", value=2, sd=1)
        + target(pattern="B3", parts=["true turnot"])
        + target(pattern="B3", outcome="belonging")
        + target(data="none.csv"),
    )
    for words in (
        "line 2  scenario baselin",
        "line 3  'colour' is not a key",
        "line 4  proxy is a parameter; put it under [fit].",
        "line 5  replicates = 0",
        "line 7  vote_bas is not a parameter. Did you mean vote_base",
        "line 8  vote_base = -9 is out of range",
        "line 9  audit_probability is a lever",
        "line 11  'wave' is not a key of [method]. Did you mean waves?",
        "target 1: 'B99' is not a pattern",
        "target 2: 'participaton_rate' is not a outcome",
        "target 3: 'true turnot' is not a part of B3 with a band",
        "target 4: name one of pattern, outcome and data, not pattern and outcome.",
        "target 5: none.csv: the file does not exist.",
    ):
        assert words in text, words


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"value": 0.2}, "give value and sd, or low and high"),
        ({"value": 0.2, "sd": 0.1, "low": 0.1}, "give value and sd, or low and high"),
        ({"low": 0.3, "high": 0.2}, "low = 0.3 is not below high = 0.2"),
        ({"value": 0.2, "sd": -0.1}, "sd = -0.1: it cannot be below 0"),
        ({"value": "much", "sd": 0.1}, "value = 'much' is not a number"),
        ({"value": 0.2, "sd": 0.1, "months": [3, 99]}, "within 0 to 24"),
        ({"value": 0.2, "sd": 0.1, "window": 30}, "window = 30"),
        ({"value": 0.2, "sd": 0.1, "community": 9}, "community = 9"),
        ({"value": 0.2, "sd": 0.1, "group": "old"}, "'old' is not a group"),
        ({"value": 0.2, "sd": 0.1, "scenario": "jianghan"}, "not a scenario of this file"),
        ({"value": 0.2, "sd": 0.1, "worlds": 0}, "worlds = 0"),
        ({"value": 0.2, "sd": 0.1, "discrepancy": -1}, "discrepancy = -1"),
    ],
)  # fmt: skip
def test_an_outcome_that_is_asked_for_wrongly(
    tmp_path: Path, keys: dict[str, object], words: str
) -> None:
    made = target(outcome="participation_rate", **keys)
    assert words in faults(tmp_path, HEAD + FIT + made)


def test_a_target_may_not_stand_twice_and_some_must_stand(tmp_path: Path) -> None:
    one = target(pattern="B23")
    assert "twice" in faults(tmp_path, "schema = 1\n" + FIT + one + one)
    assert "there is no [[target]]" in faults(tmp_path, "schema = 1\n" + FIT)
    assert "an outcome needs a scenario" in faults(
        tmp_path, "schema = 1\n" + FIT + target(outcome="belonging", value=1, sd=1)
    )


def test_the_shipped_design_is_sound_and_uses_fitted_rows_only() -> None:
    root = Path(__file__).parent.parent.parent
    plan = read_targets(root / "experiments" / "calibration" / "targets.toml")
    assert {PATTERNS[t.row].role for t in plan.targets} == {"fitted"}
    assert not {"A3", "A5", "A13"} & set(plan.rows)
    assert plan.points_a_wave >= len(plan.free) * 9
    script = (root / "experiments" / "calibration" / "run.py").read_text("utf8")
    assert len(script.splitlines()) < 60
