"""The table of patterns, the protocols that measure it, and the verdicts in all forms."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

import govsim
from govsim.assumptions import PARAMETERS
from govsim.errors import BadInput, UnknownName
from govsim.lab.rows import ROWS as BENCH
from govsim.outcomes import OUTCOMES
from govsim.scenarios import load, scenario_names
from govsim.studies.patterns import measuring, money, taking_part, voting
from govsim.studies.patterns.cards import PATTERNS, ROLES, TAGS, WORLDS, Pattern
from govsim.studies.patterns.measuring import Task, carry_through, measure, tasks_for
from govsim.studies.patterns.places import NotMeasured, Place, one_of_each
from govsim.studies.patterns.reachable import MEASURED, comparison
from govsim.studies.patterns.rows import PROTOCOLS
from govsim.studies.validating import estimates, validate, verdicts

ROWS = [f"A{n}" for n in range(1, 16)] + [f"B{n}" for n in range(1, 27)]
ROWS += [f"R{n}" for n in range(1, 10)]
REACHABLE = [name for name in PATTERNS if name.startswith("R")]

SOURCE_ELSEWHERE = {
    "B5": "a year and a city that other numbers of Shanghai name too",
    "B12": "means_gain has the study's other finding, which row B14 measures",
}
"""Unfitted rows whose source stands on a card of another matter, and why that is none."""


# --- the table --------------------------------------------------------------------------


def test_every_row_of_the_table_is_there_in_order() -> None:
    assert list(PATTERNS) == ROWS


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=lambda p: p.id)
def test_a_row_is_complete(pattern: Pattern) -> None:
    assert pattern.role in ROLES
    assert {pattern.world, pattern.small} <= set(WORLDS)
    assert pattern.title
    assert pattern.title_zh
    assert pattern.sources
    assert pattern.if_it_fails
    assert pattern.replicates >= (1 if pattern.census else 10)
    assert set(pattern.shares) <= set(PARAMETERS)
    names = [part.name for part in pattern.parts]
    assert len(set(names)) == len(names)
    for part in pattern.parts:
        assert part.name_zh
        assert part.unit
        assert part.judged == (part.tag in TAGS)
        assert not (part.sign and not np.isnan(part.low))
        assert not part.low > part.high


UNFITTED = ["A14", "A15", "B2", "B5", "B6", "B7", "B8", "B12", "B13", "B14", "B15"]
UNFITTED += ["B17", "B19", "B21", "B22", "B24", "B25"]
CONSISTENCY = ["A2", "A7", "A8", "A10", "A11", "A12", "B9", "B11", "B16", "B18", "B26"]


def test_roles_are_not_changed_to_please() -> None:
    """Which rows were never used to choose a number is written down, whatever comes out.

    A3, A5 and A13 were looked at while the numbers of sanctions, following and talk were
    chosen, so they are fitted.
    """
    by_role = {
        role: [p.id for p in PATTERNS.values() if p.role == role] for role in ROLES
    }
    assert by_role["unfitted"] == UNFITTED
    assert by_role["consistency"] == CONSISTENCY
    assert by_role["reachable"] == REACHABLE


def test_an_unfitted_row_that_shares_its_source_with_a_number_says_so() -> None:
    """Else a pass would count as validation though the source was already used."""
    for pattern in PATTERNS.values():
        if pattern.role != "unfitted" or pattern.shares:
            continue
        for source in pattern.sources:
            who = re.match(r"[^\W\d_]+", source)
            when = re.search(r"(?:19|20)\d\d", source)
            if who is None or when is None:
                continue
            cited = [
                name
                for name, card in PARAMETERS.items()
                if who.group() in card.source and when.group() in card.source
            ]
            assert not cited or pattern.id in SOURCE_ELSEWHERE, (pattern.id, cited)


def test_only_unfitted_rows_without_a_shared_source_count() -> None:
    assert not PATTERNS["A1"].counts
    assert not PATTERNS["B24"].counts  # deterrence comes from the same study
    assert not PATTERNS["A13"].counts  # looked at while talk's numbers were chosen
    assert PATTERNS["B15"].counts


# --- protocols --------------------------------------------------------------------------


def test_every_row_has_a_protocol() -> None:
    assert set(PROTOCOLS) == {name for name in PATTERNS if name.startswith("B")}
    assert set(BENCH) == {name for name in PATTERNS if name.startswith("A")}
    for name in REACHABLE:
        assert PATTERNS[name].scenario in scenario_names()
        for part in PATTERNS[name].parts:
            assert part.outcome in MEASURED or part.outcome in OUTCOMES
    for name, protocol in PROTOCOLS.items():
        assert (protocol.__doc__ or "").startswith(f"{name}: ")


@pytest.mark.parametrize("row", [r for r in BENCH if not PATTERNS[r].census])
def test_the_laboratory_measures_the_parts_of_its_rows(row: str) -> None:
    made = measure(Task(1, "laboratory", 0, (row,), 4))[row]
    assert not isinstance(made, str)
    assert list(made) == [part.name for part in PATTERNS[row].parts]
    assert {values.shape for values in made.values()} == {(4,)}


@pytest.fixture(scope="module")
def place() -> Place:
    return Place(3, adults=100)


@pytest.mark.parametrize("row", ["B1", "B2", "B3", "B4", "B5", "B11", "B22"])
def test_a_protocol_gives_one_number_a_part(place: Place, row: str) -> None:
    made = PROTOCOLS[row](place)
    assert list(made) == [part.name for part in PATTERNS[row].parts]
    assert all(isinstance(value, float) for value in made.values())


@pytest.mark.slow
@pytest.mark.parametrize("row", list(PROTOCOLS))
def test_every_protocol_gives_one_number_a_part(place: Place, row: str) -> None:
    made = PROTOCOLS[row](place)
    assert list(made) == [part.name for part in PATTERNS[row].parts]
    assert not any(np.isinf(value) for value in made.values())


def test_runs_are_made_once_and_shared(place: Place) -> None:
    assert place.run() is place.run("baseline", {})
    assert place.run() is not place.run(months=3)
    assert place.run(months=3).outcomes.shape[:2] == (4, 5)


def test_set_ups_share_the_world_and_its_luck() -> None:
    one, other = Place(8, adults=40), Place(8, adults=40)
    left, right = (p.run("self-governing", months=4) for p in (one, other))
    assert np.array_equal(left.outcomes, right.outcomes, equal_nan=True)
    assert np.array_equal(left.people["age"], one.run(months=4).people["age"])


def test_a_lever_or_shock_the_model_lacks_is_said(place: Place) -> None:
    from govsim.scenarios import Shock

    with pytest.raises(NotMeasured, match="no lever magic"):
        place.run(levers={"magic": 1.0})
    with pytest.raises(NotMeasured, match="no shock meteor"):
        place.run(shocks=[Shock(1, "meteor", 1.0, 1)])


def test_a_panel_keeps_who_stayed_and_ballots_who_could_vote(place: Place) -> None:
    run = place.run()
    assert run.acted.shape == (24, 400)
    assert 0.5 < run.stayed().mean() < 1.0
    assert set(run.ballots) == {0, 1, 2, 3}
    votes = voting.ballots(run, [1, 3])
    assert votes["voted"].size == 200
    assert set(votes["community"]) == {1, 3}
    assert voting.ballots(run, []) == {}


def test_one_of_each_is_of_realistic_size() -> None:
    assert {profile.type for profile in one_of_each()} == {
        "old", "work_unit", "commodity", "relocation",
    }  # fmt: skip
    assert {profile.adults for profile in one_of_each()} == {6500}


# --- counting by hand -------------------------------------------------------------------


def test_the_share_of_the_top_tenth() -> None:
    """Twenty volunteers; the two busiest did 6 + 4 of 28 months."""
    months = np.array([6, 4, *[1] * 18])
    assert taking_part.top_share(months, 0.1) == pytest.approx(10 / 28)
    assert np.isnan(taking_part.top_share(np.zeros(0), 0.1))
    assert taking_part.top_share(np.array([3.0]), 0.1) == 1.0


def test_a_coefficient_holds_others_constant() -> None:
    """Votes rise by 0.3 with age and by 0.1 with membership; members are older."""
    old = np.array([0, 0, 0, 1, 1, 1], dtype=float)
    party = np.array([0, 0, 1, 0, 1, 1], dtype=float)
    voted = 0.2 + 0.3 * old + 0.1 * party
    held = np.column_stack([np.ones(6), old])
    assert voting.coefficient(voted, party, held) == pytest.approx(0.1)
    raw = voting.mean_of(voted, party > 0) - voting.mean_of(voted, party == 0)
    assert raw == pytest.approx(0.2)


def test_dummies_and_ratios() -> None:
    made = voting.dummies(np.array([3, 1, 3]))
    assert made.tolist() == [[0, 1], [1, 0], [0, 1]]
    assert voting.over(1.0, 4.0) == 0.25
    assert np.isnan(voting.over(1.0, 0.0))
    assert np.isnan(voting.mean_of(np.ones(2), np.zeros(2, dtype=bool)))


def test_what_lapsed_was_not_used() -> None:
    from types import SimpleNamespace

    one = np.array([1.0, 2.0])
    entries = [
        (5, "fund", "suppliers", "services", "health", 10 * one),
        (5, "fund", "treasury", "lapsed", "", 100 * one),
        (5, "committee", "suppliers", "services", "health", 1000 * one),
        (99, "fund", "suppliers", "services", "health", 10_000 * one),
    ]
    assert money.used(SimpleNamespace(entries=entries), 1, 12) == 30.0  # type: ignore[arg-type]


# --- replicates -------------------------------------------------------------------------


def settled(pattern: Pattern, worlds: int, world: str, adults: int) -> list[str]:
    """Verdicts of a row R over some small worlds."""
    from govsim.studies.patterns.measuring import Measurements

    kept = Measurements()
    for number in range(worlds):
        made = comparison(Place(number + 1, world, adults), pattern)
        kept.add(pattern.id, {name: np.array([value]) for name, value in made.items()})
    return verdicts(pattern, kept)


@pytest.mark.slow
@pytest.mark.parametrize("row", REACHABLE)
def test_the_other_way_round_is_reached(row: str) -> None:
    """Law 3: each in its own scenario, ten paired worlds, interval off zero (Holm)."""
    assert set(settled(PATTERNS[row], 10, "own", 300)) == {"pass"}


@pytest.mark.parametrize("row", REACHABLE)
def test_a_case_is_made_of_levers_shocks_and_people_only(row: str) -> None:
    plan = load(PATTERNS[row].scenario)
    assert plan.status == "case"
    assert plan.sources
    assert plan.title_zh
    assert plan.question_zh
    assert PATTERNS[row].against.words_zh


def fake(pattern_id: str, spread: float, mean: float):  # type: ignore[no-untyped-def]
    """A measurement that only draws numbers, the same for the same replicate."""

    def draw(task: Task) -> dict[str, dict[str, np.ndarray]]:
        value = np.random.default_rng(task.replicate).normal(mean, spread)
        return {pattern_id: {"only": np.array([value])}}

    return draw


def one_part(low: float, high: float, replicates: int = 4) -> Pattern:
    from dataclasses import replace

    part = replace(PATTERNS["B1"].parts[0], name="only", low=low, high=high)
    return replace(PATTERNS["B1"], parts=(part,), replicates=replicates)


@pytest.mark.parametrize(
    ("mean", "full", "count", "word"),
    [
        (0.50, True, 8, "pass"),  # well inside: one doubling settles it
        (0.58, True, 32, "pass"),  # near the end: replicates double until it is clear
        (0.60, True, 480, "straddles"),  # on the end: never clear
        (0.60, False, 6, "straddles"),  # a quick run never doubles
    ],
)
def test_replicates_double_while_a_row_straddles(
    monkeypatch: pytest.MonkeyPatch, mean: float, full: bool, count: int, word: str
) -> None:
    monkeypatch.setattr(measuring, "measure", fake("B1", 0.05, mean))
    row = one_part(0.40, 0.60)
    kept = carry_through([row], verdicts, 1, full=full, workers=1)
    assert kept.replicates("B1") == count
    assert verdicts(row, kept) == [word]


def test_a_row_begins_with_as_many_worlds_as_asked() -> None:
    bench, field_row, census = (PATTERNS[name] for name in ("A1", "B1", "A15"))
    assert [measuring.first_count(p, True) for p in (bench, field_row)] == [60, 30]
    assert measuring.first_count(field_row, False) == measuring.QUICK_WORLDS
    assert measuring.first_count(field_row, False, 20) == 20
    assert measuring.first_count(bench, False, 20) == 60
    assert measuring.first_count(census, True, 20) == 1


def test_tasks_share_worlds_and_leave_out_what_is_done() -> None:
    rows = [PATTERNS[name] for name in ("B1", "B2", "A1", "R1")]
    made = tasks_for(
        rows,
        {"B1": 1, "B2": 0, "A1": 60, "R1": 0},
        {"B1": 2, "B2": 2, "A1": 60, "R1": 1},
        5,
        full=False,
    )
    assert [(t.world, t.replicate, t.rows) for t in made] == [
        ("default", 0, ("B2",)),
        ("default", 1, ("B1", "B2")),
        ("own", 0, ("R1",)),
    ]


def test_results_do_not_depend_on_workers() -> None:
    one, two = (validate(["A2", "A13"], rng=5, workers=n).table() for n in (1, 2))
    assert one.equals(two)
    assert not one.equals(validate(["A2", "A13"], rng=6, workers=1).table())


# --- what people see --------------------------------------------------------------------


@pytest.fixture(scope="module")
def small():  # type: ignore[no-untyped-def]
    return govsim.validate(["A3", "A1", "A15"], workers=1)


def test_the_table_has_a_row_a_part(small) -> None:  # type: ignore[no-untyped-def]
    table = small.table()
    assert list(table.columns[:11]) == [
        "id", "part", "role", "source", "low", "high", "got", "got_low", "got_high",
        "replicates", "verdict",
    ]  # fmt: skip
    assert list(dict.fromkeys(table["id"])) == ["A1", "A3", "A15"]
    signs = table[table["part"].str.startswith("net earnings")]
    assert signs["low"].tolist() == [-np.inf, 0.0]
    assert (table["got_low"] <= table["got"]).sum() == (table["id"] != "A15").sum()
    assert "folder" in table.set_index("id").loc["A15", "why"]


def test_a_rows_signs_are_corrected_together(small) -> None:  # type: ignore[no-untyped-def]
    from govsim.studies.verdicts import estimate

    got = estimates(PATTERNS["A3"], small.measured)
    name = "sanctioned raise more than spared"
    alone = estimate(small.measured.values["A3"][name])
    assert got[name].high >= alone.high
    band = "round 10 gift"
    assert got[band] == estimate(small.measured.values["A3"][band])


def test_what_counts_is_said_last() -> None:
    from govsim.report.validation import closing
    from govsim.studies.patterns.measuring import Measurements
    from govsim.studies.validating import Validation

    rows = (PATTERNS["B17"], PATTERNS["B24"], PATTERNS["A1"])
    good = {part.name: np.array([1.0, 1.1, 1.2]) for part in rows[0].parts}
    result = Validation(rows, Measurements({"B17": good}, {"A1": "no"}), 1, True)
    assert result.row_verdicts() == {
        "B17": "pass",
        "B24": "not measured",
        "A1": "not measured",
    }
    assert result.passed() == ["B17"]
    assert closing(result, "en")[-1].startswith(
        "Of 1 rows that count as validation 1 pass: B17."
    )
    assert "可算作验证的 1 行中通过 1 行:B17" in closing(result, "zh")[-1]


@pytest.mark.parametrize(
    ("lang", "says"), [("en", "fitted: 2 pass"), ("zh", "已用于拟合: 2 通过")]
)
def test_words_name_every_row_and_what_counts(small, lang: str, says: str) -> None:  # type: ignore[no-untyped-def]
    for text in (small.lines(lang), small.summary(lang)):
        assert says in text
        for pattern in small.patterns:
            assert pattern.label(lang) in text
            for part in pattern.parts:
                assert (part.name_zh if lang == "zh" else part.name) in text


def test_an_unclear_part_says_after_how_many_replicates() -> None:
    from types import SimpleNamespace

    from govsim.report.validation import verdict_text

    row = SimpleNamespace(verdict="unclear", replicates=480, why="")
    assert verdict_text(row, "en") == "unclear at 480 replicates"
    assert verdict_text(row, "zh") == "未定(480 次重复)"


def test_bands_as_people_read_them() -> None:
    from govsim.report.validation import band_text

    def part(row: str, name: str) -> str:
        return band_text(next(p for p in PATTERNS[row].parts if p.name == name))

    assert part("A3", "round 10 gift") == "0.45–0.90"
    assert part("A11", "fundraising free") == "−850…−100"
    assert part("B9", "yuan a project") == "40,000–55,000"
    assert part("B22", "top tenth's share of hours") == "≥ 0.5"
    assert part("B15", "1 steps minus 0") == "< 0"
    assert part("B25", "bundle") == ""


def test_the_folder_holds_table_page_and_manifest(small, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    folder = small.write(tmp_path / "v")
    names = {path.name for path in folder.iterdir()}
    assert names == {
        "manifest.json",
        "validation.md",
        "validation-zh.md",
        "verdicts.csv",
        "replicates.csv",
    }
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf8"))
    assert manifest["complete"]
    assert manifest["rows"] == ["A1", "A3", "A15"]
    with pytest.raises(BadInput, match="overwrite"):
        small.write(tmp_path / "v")
    assert "A1" in small._repr_html_()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"only": ["A33"]}, "Did you mean A3"),
        ({"role": "unfited"}, "Did you mean unfitted"),
        ({"only": "A1", "role": "unfitted"}, "none of A1"),
        ({"only": "B1", "replicates": 1}, "at least 2 worlds"),
        ({"only": "A15", "ballots": "nowhere"}, "not a folder"),
    ],
)
def test_bad_input_is_said_in_a_sentence(arguments: dict, says: str) -> None:
    with pytest.raises(BadInput, match=says) as caught:
        validate(**arguments)
    if "Did you mean" in says:
        assert isinstance(caught.value, UnknownName)


def test_the_page_of_the_documents_names_every_row_and_part() -> None:
    """It is made by tools/make_validation.py; its numbers are those of the day it ran."""
    page = Path(__file__).parent.parent / "docs" / "validation.md"
    text = page.read_text(encoding="utf8")
    assert "Made by `govsim validate`" in text
    for pattern in PATTERNS.values():
        assert f"### {pattern.id} {pattern.title}" in text
        body = text.split(f"### {pattern.id} ")[1].split("\n### ")[0]
        assert pattern.role in body
        assert pattern.source in body
        for part in pattern.parts:
            assert f"| {part.name} [" in body, (pattern.id, part.name)
