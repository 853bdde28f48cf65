"""The benchmarks measure the right thing: W agrees, C agrees, results have their form."""

import json
import shutil
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks.chart import draw, series
from benchmarks.clock import Both, Spell, busy, each, ratios, take_turns
from benchmarks.contenders import ENGINE, PEERS, Contender, NotThere
from benchmarks.districts import District, class_size, district, state_bytes
from benchmarks.guard import guard
from benchmarks.in_c.rules import FEW, HOTTEST, differing
from benchmarks.notes import QUICK, Finding, Notes, faults_of, in_words, judged, result
from benchmarks.questions import peers
from benchmarks.questions.arithmetic import lived_in
from benchmarks.questions.scaling import exponent
from benchmarks.targets import TARGETS, judge
from benchmarks.words import page, verdict_lines
from benchmarks.workload import numbers
from benchmarks.workload.engine import Columns
from benchmarks.workload.numbers import Start, gini_of_ranked, start
from benchmarks.workload.plain_mesa import PlainMesa
from govsim.assumptions import assumptions
from govsim.inequality import gini


def test_ties_are_mutual_single_and_never_to_oneself() -> None:
    begin = start(500, 3)
    rows = np.repeat(np.arange(500), np.diff(begin.tie_from))
    pairs = set(zip(rows.tolist(), begin.tie_to.tolist(), strict=True))
    assert len(pairs) == begin.tie_to.size
    assert all((b, a) in pairs and a != b for a, b in pairs)
    assert np.diff(begin.tie_from).mean() == pytest.approx(numbers.TIES, abs=0.3)


def test_gini_of_those_who_gave_is_the_gini_of_all() -> None:
    given = np.array([0.0, 0.0, 1.0, 2.0, 5.0])
    assert gini_of_ranked(given[2:], 5) == pytest.approx(gini(given))
    assert gini_of_ranked(given[:0], 5) == 0.0


def tiny() -> Start:
    """Four residents in four groups, everybody tied to everybody."""
    return Start(
        income=np.array([1000.0, 2000.0, 3000.0, 4000.0]),
        cost=np.array([-2.0, 2.0, 2.0, -2.0]),
        active=np.array([True, False, False, True]),
        first=np.arange(5),
        tie_from=np.arange(0, 13, 3, dtype=np.int32),
        tie_to=np.array([1, 2, 3, 0, 2, 3, 0, 1, 3, 0, 1, 2], dtype=np.int32),
        seed=1,
        chance=0.0,
    )


@pytest.mark.parametrize("kind", [Columns, PlainMesa])
def test_a_month_of_w_by_hand(kind: type) -> None:
    """Groups gave 10, 0, 0 and 40 a head, so they find 0.5, 0.3, 0.3 and 0.3 + 20 / 55.

    Trust 0.5 stays, falls by 0.15 · 0.2 twice, and rises by 0.05 · (0.66364 − 0.5).
    Wishes: −2.8 + 1.5 t + 1.5 s + h − c = 1.45, −4.095 + 1.0, … so the first and the last
    go on; 10 and 40 yuan of 4 residents have a Gini coefficient of 0.65.
    """
    model = kind(tiny())
    model.step()
    rise = 0.05 * (0.3 + 0.5 * 40.0 / 55.0 - 0.5)
    assert model.month.participation == 0.5
    assert model.month.trust == pytest.approx(0.5 + (rise - 0.06) / 4.0, abs=1e-6)
    assert model.month.gini == pytest.approx(0.65, abs=1e-6)
    assert model.month.groups == (1.0, 0.0, 0.0, 1.0)


def test_objects_and_columns_agree_number_for_number_without_chance() -> None:
    one, other = Columns(start(600, 5, 0.0)), PlainMesa(start(600, 5, 0.0))
    for _ in range(12):
        one.step()
        other.step()
    assert one.month.row == pytest.approx(other.month.row, abs=2e-3)
    frame = one.datacollector.get_model_vars_dataframe()
    assert list(frame.columns) == list(numbers.RECORDED)
    assert len(frame) == 12


def test_a_wrong_framework_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust that falls as slowly as it rises must not pass either check."""
    right = [_months(seed, 1.0) for seed in range(1, 9)]
    fixed = _months(1, 0.0)
    monkeypatch.setattr(numbers, "DOWN", numbers.UP)
    wrong = [_months(seed, 1.0) for seed in range(1, 9)]
    gap = np.abs(np.subtract(fixed, _months(1, 0.0))).max(axis=0)
    assert gap[1] > peers.TOLERANCE[1]
    gaps = np.mean(np.subtract(right, wrong), axis=1)
    holds, words = peers.verdict(gaps)
    assert not holds, words
    same, _ = peers.verdict(np.mean(np.subtract(right, right[1:] + right[:1]), axis=1))
    assert same


def _months(seed: int, chance: float) -> list[list[float]]:
    model = Columns(start(1_000, seed, chance))
    rows = []
    for _ in range(24):
        model.step()
        rows.append(model.month.row)
    return rows


def test_a_contender_in_a_process_of_its_own_does_the_same() -> None:
    with Contender(ENGINE) as child:
        built = child.build(300, seed=2, chance=0.0)
        assert built["wall"] > 0
        rows = child.follow(5)
        assert child.steps(3).wall > 0
    here = Columns(start(300, 2, 0.0))
    for row in rows:
        here.step()
        assert here.month.row == pytest.approx(row, abs=1e-9)


def test_what_cannot_be_run_says_so() -> None:
    with pytest.raises(NotThere):
        Contender("benchmarks.workload.nowhere:Nothing")
    with Contender(ENGINE) as child, pytest.raises(NotThere, match="TypeError"):
        child.ask("build", wrong=1)
    assert set(PEERS) == {"Mesa", "AgentPy", "Starsim", "AMBER"}


@pytest.mark.parametrize("hot", HOTTEST, ids=lambda hot: hot.name)
def test_the_hottest_rules_give_the_numbers_of_their_c(hot, tmp_path: Path) -> None:
    """A rule changed without its C fails here (C is compiled where gcc is there)."""
    assert shutil.which("gcc"), "the benchmarks' C needs gcc"
    a = assumptions()
    w = lived_in(4_000, a)
    theirs = hot.theirs(hot.in_c(w, a, tmp_path)())
    hot.verb(w, a)
    ours = hot.ours(w)
    shares = differing(ours, theirs)
    assert max(shares.values()) <= max(FEW, 2.0 / 4_000), shares
    spoilt = {name: column + 1.0 for name, column in theirs.items()}
    assert min(differing(ours, spoilt).values()) > 0.9


def test_districts_have_the_residents_asked_for() -> None:
    for size in (1_000, 10_001, 1_000_000):
        plan = district(size)
        assert plan.adults == size
        assert 4 <= len(plan.profiles) <= 200
    assert class_size().adults == 600


def test_state_is_counted_column_by_column() -> None:
    made = District((400, 1))
    columns = state_bytes(made.model.world)
    assert (
        made.facts["state_bytes"]
        == columns
        > 400 * made.model.world.residents.age.itemsize
    )
    made.step()
    assert made.model.steps == 1


def test_contenders_take_turns_and_ratios_stay_within_a_round() -> None:
    order: list[str] = []

    def work(name: str) -> Spell:
        order.append(name)
        return Spell(2.0 if name == "slow" else 1.0, 0.5)

    kept = take_turns({n: lambda n=n: work(n) for n in ("slow", "fast")}, 2)
    assert order == ["slow", "fast", "fast", "slow"]
    assert ratios(kept["slow"], kept["fast"]).wall == [2.0, 2.0]
    assert busy(kept["slow"]) == 0.25
    assert each(kept["slow"], 10.0).wall == [20.0, 20.0]


def test_cost_that_grows_with_residents_is_told_by_the_exponent() -> None:
    sizes = (1_000, 10_000, 100_000)
    assert exponent(sizes, [900.0, 50.0, 50.0]) == pytest.approx(1.0)
    assert exponent(sizes, [900.0, 50.0, 500.0]) == pytest.approx(2.0)


def notes() -> Notes:
    made = Notes(lambda line: None)
    made.check("W", True)
    made.find(
        "twin",
        "govsim against the twin",
        "times faster",
        Both([90.0, 120.0, 130.0], []),
        10_000,
    )
    made.find("twin", "govsim against the twin", "times faster", 12.0, 1_000)
    made.find("scaling", "columns", "bytes per resident", 353.0, 100_000)
    made.find("sweeps", "job runner in a worker", "% more", 7.0, 1_000)
    return made


def test_targets_are_judged_beside_what_was_found() -> None:
    words = {(v.target, v.size): (v.value, v.verdict) for v in judge(notes().findings)}
    assert words[("the month against plain Mesa", 10_000)] == (120.0, "pass")
    assert words[("the month against plain Mesa", 1_000)] == (12.0, "fail")
    assert words[("state of a resident", 100_000)] == (353.0, "pass")
    assert words[("state of a resident", 1_000_000)] == (None, "not measured")
    assert words[("a run by a worker against the bare loop", 1_000)][1] == "fail"
    assert words[("two workers against one", None)] == (None, "not measured")
    assert {target.words for target in TARGETS} == {target for target, _ in words}


def test_a_result_has_its_form_on_disk_and_in_words() -> None:
    made = notes()
    machine = {
        "processor": "a processor", "cores": 2, "memory_gib": 4.0, "system": "Linux",
        "python": "3.13", "compiler": None, "packages": {"numpy": "2"}, "load_before": 0.1,
    }  # fmt: skip
    whole = result(made, QUICK, machine, judge(made.findings))
    again = json.loads(json.dumps(whole))
    assert faults_of(again) == []
    assert any("pass" in line for line in verdict_lines(again))
    text = page(again)
    assert "a processor, 2 cores" in text
    assert "120 (90–130)" in text
    again["findings"][0]["value"] = -1.0
    del again["findings"][1]["unit"]
    again["form"] = 0
    assert len(faults_of(again)) == 3


def test_the_chart_is_drawn_from_whatever_was_measured(tmp_path: Path) -> None:
    made = notes()
    made.find("peers", "engine", "ns per resident-month", 30.0, 10_000)
    made.find("arithmetic", "trust.update against C", "times C", 2.5, 100_000)
    for kept in (made.findings, made.findings[:1], []):
        paths = draw({"findings": [asdict(found) for found in kept]}, tmp_path)
        assert {path.suffix for path in paths} == {".png", ".svg"}
        assert all(path.stat().st_size > 4_000 for path in paths)
    rows = [asdict(found) for found in made.findings]
    assert series(rows, "peers", "engine") == [(10_000, 30.0)]


def test_a_busy_machine_shows() -> None:
    found = Finding("q", "the month", "s", 2.0, 10, None, None, 1.0, 0.5)
    assert "by processor time 1; it had 50%" in in_words(found)
    assert "processor" not in in_words(replace(found, busy=0.99))
    assert judged(found) == 1.0
    assert (
        judged(replace(found, busy=0.99)) == judged(replace(found, by_cpu=None)) == 2.0
    )


@pytest.mark.slow
def test_guard_of_ratios() -> None:
    """Ratios within this run, by processor time; seconds are never judged."""
    held = list(guard())
    assert len(held) >= 4
    assert all(one.holds for one in held), "\n".join(map(str, held))
