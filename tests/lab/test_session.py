"""The blocks of the laboratory: shapes, limits, and one code for lab and month."""

import ast
import inspect
import re
from pathlib import Path

import numpy as np
import pytest

import govsim
from govsim import BadInput, lab
from govsim.lab import Session
from govsim.rules import cooperation

LAB = Path(lab.__file__).parent
DOC = Path(govsim.__file__).parent.parent / "docs" / "lab.md"


def small(**values: object) -> Session:
    return Session(**({"rng": 1, "sessions": 6, "groups": 3} | values))  # type: ignore[arg-type]


def test_the_laboratory_is_a_public_name() -> None:
    assert govsim.lab is lab
    assert "lab" in govsim.__all__
    assert all(callable(getattr(lab, name)) for name in lab.__all__)


def test_the_same_seed_gives_the_same_session() -> None:
    one, two, other = small(), small(), small(rng=2)
    assert np.array_equal(one.give(), two.give())
    assert not np.array_equal(one.gift, other.give())


@pytest.mark.parametrize(
    "wrong", [{"matching": "sometimes"}, {"size": 1}, {"groups": 0}, {"sessions": 0}]
)
def test_bad_sessions_are_refused_in_words(wrong: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        small(**wrong)


def test_unknown_parameters_are_refused() -> None:
    with pytest.raises(BadInput, match="Did you mean belief_weight"):
        small(parameters={"belief_wait": 0.4})


def test_unknown_ways_to_talk_are_refused() -> None:
    with pytest.raises(BadInput, match="meeting, notice"):
        small().talk("whisper")


def test_means_of_groups_by_hand() -> None:
    s = small(sessions=1, groups=2, size=2)
    s.gift = np.array([[0.2, 0.6, 1.0, 0.0]])
    assert s.group_mean() == pytest.approx(np.array([[0.4, 0.4, 0.5, 0.5]]))
    assert s.others_mean() == pytest.approx(np.array([[0.6, 0.2, 0.0, 1.0]]))


def test_earnings_by_hand() -> None:
    """1 − 0.2 + 0.4 · 0.8 = 1.12 and 1 − 0.6 + 0.32 = 0.72, less what sanctions took."""
    s = small(sessions=1, groups=1, size=2)
    s.gift = np.array([[0.2, 0.6]])
    s.spent, s.lost = np.array([[0.0, 0.1]]), np.array([[0.3, 0.0]])
    assert s.earnings(0.4) == pytest.approx(np.array([[0.82, 0.62]]))


def test_beliefs_move_to_what_the_others_gave() -> None:
    """0.58 · 0.5 + 0.42 · 1 among strangers, half and half in a fixed group."""
    for matching, expected in (("random", 0.71), ("fixed", 0.75)):
        s = small(matching=matching)
        s.mind = s.mind._replace(belief=np.full(s.shape, 0.5))
        s.gift = np.ones(s.shape)
        s.see()
        assert s.beliefs() == pytest.approx(expected)


def test_rematching_moves_whole_people_within_their_session() -> None:
    s = small()
    s.give()
    before = [
        set(zip(*(x[row] for x in (*s.mind, s.gift)), strict=True)) for row in range(6)
    ]
    s.rematch()
    after = [
        set(zip(*(x[row] for x in (*s.mind, s.gift)), strict=True)) for row in range(6)
    ]
    assert before == after


def test_sanctions_cost_three_times_what_they_cost_who_gives_them() -> None:
    s = small()
    s.give()
    s.sanction(ratio=3.0)
    assert s.lost.sum() == pytest.approx(3 * s.spent.sum())
    assert s.spent.sum() > 0


def test_equals_are_not_sanctioned() -> None:
    s = small()
    s.give()
    s.gift = np.full(s.shape, 0.4)
    s.sanction()
    assert np.all(s.spent == 0.0)
    assert np.all(s.mind.lesson == 0.0)


def test_a_rule_out_of_force_does_nothing() -> None:
    s = small()
    gift = s.give().copy()
    s.rule(due=1.0, checked=1.0, fine=5.0, in_force=False)
    assert np.array_equal(s.gift, gift)
    assert np.all(s.lost == 0.0)


def test_a_rule_that_is_sure_and_dear_is_kept() -> None:
    s = small()
    s.give()
    s.rule(due=0.9, checked=1.0, fine=5.0, voice=1.0)
    assert s.gift.min() == pytest.approx(0.9)
    assert s.lost == pytest.approx(np.zeros(s.shape))


def test_those_who_left_give_nothing() -> None:
    s = small()
    gone = np.zeros(s.shape, dtype=bool)
    gone[:, 0] = True
    s.leave(1.0, gone)
    assert np.all(s.give()[gone] == 0.0)
    s.begin()
    assert s.here.all()


def test_free_riders_alone_want_no_rule() -> None:
    s = small(parameters={"gift_noise": 0.4})
    s.gift = np.zeros(s.shape)
    s.mind = s.mind._replace(belief=np.zeros(s.shape))
    assert not s.vote(due=0.8, pull=0.5, returned=0.2).any()


def test_a_leader_is_not_moved_by_her_own_example() -> None:
    s = small()
    alone = s.give().copy()
    s.lead()
    first = np.arange(s.shape[1]) % s.size == 0
    assert np.array_equal(s.gift[:, first], alone[:, first])
    assert not np.array_equal(s.gift[:, ~first], alone[:, ~first])


# --- one code for laboratory and month ----------------------------------------------------


def test_the_laboratory_computes_no_decision_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With the month's decision replaced, subjects give what it says."""
    monkeypatch.setattr(
        "govsim.lab.session.gift_share",
        lambda mind, *_: np.full(mind.belief.shape, 0.3),
    )
    assert small().give() == pytest.approx(0.3)
    assert inspect.getmodule(cooperation.gift_share) is cooperation


BEHAVIOUR = (
    "schedule_weight",
    "belief_pull",
    "free_rider_pull",
    "follow_lean",
    "talk_belief",
    "talk_norm",
    "punish_severity",
    "sanction_response",
    "sanction_backlash",
    "legitimacy_premium",
    "rule_crowding",
    "habit_act",
    "visit_vote",
    "seen_act",
    "efficacy_complaint",
    "fundraising_fall",
)


@pytest.mark.parametrize("path", sorted(LAB.glob("*.py")), ids=lambda p: p.stem)
def test_no_equation_is_written_twice(path: Path) -> None:
    """No file of the laboratory reads a coefficient of behaviour; only rules do."""
    read = {
        node.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf8")))
        if isinstance(node, ast.Attribute)
    }
    assert not read & set(BEHAVIOUR)


def test_each_decision_of_a_session_comes_from_the_rules() -> None:
    """What a session calls by a bare name and decides with is imported, not defined."""
    tree = ast.parse((LAB / "session.py").read_text(encoding="utf8"))
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and node.module == "govsim.rules.cooperation"
        for alias in node.names
    }
    called = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    decisions = {"gift_share", "reproach", "lesson_after", "favours", "under_rule"}
    assert decisions <= imported & called
    assert not [n for n in tree.body if isinstance(n, ast.FunctionDef)]


# --- the page -------------------------------------------------------------------------------


def examples() -> list[str]:
    return re.findall(
        r"```python\n(.*?)```", DOC.read_text(encoding="utf8"), flags=re.S
    )


def test_the_page_s_new_experiment_fits_in_twenty_lines_and_runs() -> None:
    code = examples()[-1]
    lines = [x for x in code.splitlines() if x.strip() and not x.startswith("#")]
    assert len(lines) <= 20
    found: dict[str, object] = {}
    exec(code, found)
    extra = found["extra"]
    assert isinstance(extra, dict)
    assert all(gain.mean() > 0 for gain in extra.values())


def test_the_page_names_every_experiment() -> None:
    text = DOC.read_text(encoding="utf8")
    for name in lab.__all__:
        assert f"`{name}" in text or f"lab.{name}" in text, name
