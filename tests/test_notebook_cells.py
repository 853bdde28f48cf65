"""Results as cells of a notebook: a table, what was found, the next step, all escaped."""

import dataclasses
import re

import pytest

import govsim
from govsim.notebook_page import shown, table
from govsim.scenarios.scenario import Change
from govsim.studies.patterns.cards import chosen
from govsim.studies.patterns.measuring import Measurements
from govsim.studies.validating import Validation

EVIL = "<script>alert(1)</script> | *x* [y](javascript:z)"
SMALL = govsim.load("baseline").with_adults(40)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVSIM_LANG", "en")


@pytest.fixture(scope="module")
def compared() -> govsim.Comparison:
    reform = SMALL.replace(
        name="evil", title=EVIL, title_zh=EVIL, levers={"resident_fund_yuan": 200}
    )
    more = SMALL.replace(name="more", title="More", levers={"audit_probability": 0.9})
    return govsim.compare(
        [SMALL, reform, more], replicates=2, months=2, window=1, workers=1,
        parameters="default",
    )  # fmt: skip


def test_a_page_is_escaped_and_has_no_links() -> None:
    made = shown(EVIL, EVIL, table([EVIL], [[EVIL]]), step="`a<b`")
    assert "<script" not in made
    assert "href" not in made
    assert made.count("<th") == 2  # thead and its one th: the bar ended no cell
    assert "<code>a&lt;b</code>" in made


def test_numbers_stand_right_and_words_left() -> None:
    made = table(["a", "b", "c"], [["x", "−0.1", "[+1, +2]"], ["1 y", "–", "< 0"]])
    assert made.splitlines()[1] == "| :-- | --: | --: |"
    assert table(["a"], []).splitlines()[1] == "| :-- |"


def test_a_scenario_shows_what_it_sets_and_what_is_dated() -> None:
    plan = SMALL.replace(
        name="mine", title=EVIL, levers={"election_rule": "direct"},
        changes=(Change(12, (0,), {"audit_probability": 0.9}),),
    )  # fmt: skip
    made = plan._repr_html_()
    assert "<script" not in made
    assert "election_rule" in made
    assert "from month 12" in made
    assert "4 communities, 160 adults" in made
    assert "<strong>Next:</strong>" in made
    assert "scenario])" in made


def test_a_preset_names_itself_in_the_next_step() -> None:
    made = govsim.load("self-governing")._repr_html_()
    assert "&quot;baseline&quot;, &quot;self-governing&quot;" in made
    shorter = govsim.load("self-governing").replace(months=24)
    assert "&quot;self-governing&quot;])" in shorter._repr_html_()
    assert "&quot;baseline&quot;, scenario])" in SMALL._repr_html_()


def test_it_speaks_the_language_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVSIM_LANG", "zh")
    made = govsim.load("jianghan")._repr_html_()
    assert "下一步" in made
    assert "Next" not in made


def test_a_comparison_shows_headline_rows_words_and_a_step(
    compared: govsim.Comparison,
) -> None:
    made = compared._repr_html_()
    assert "<script" not in made
    assert made.count("<table>") == 2  # each of the others against the first
    assert len(re.findall(r"<tr>", made)) == 2 * (1 + len(govsim.HEADLINE))
    assert "headline outcome" in made
    assert "<strong>Next:</strong>" in made


def test_picking_scenarios_keeps_their_runs(compared: govsim.Comparison) -> None:
    two = compared.pick("baseline", "more")
    assert two.names == ("baseline", "more")
    whole = compared.table(["diversion_share"])
    row = whole[(whole.scenario_a == "baseline") & (whole.scenario_b == "more")]
    assert two.table(["diversion_share"]).equals(row.reset_index(drop=True))
    back = compared.pick("more", "baseline").table(["diversion_share"])
    assert back.difference.iloc[0] == -row.difference.iloc[0]
    with pytest.raises(govsim.BadInput, match="mroe") as fault:
        compared.pick("mroe")
    assert len(fault.value.problems) == 2


def test_a_run_shows_where_it_began_and_ended() -> None:
    made = govsim.run(SMALL, months=2, window=1)._repr_html_()
    assert len(re.findall(r"<tr>", made)) == 1 + len(govsim.HEADLINE)
    assert "one run proves nothing" in made


def test_verdicts_name_a_pattern_once_and_what_is_not_measured() -> None:
    rows = tuple(chosen(["A1"], None))
    made = Validation(rows, Measurements(), 1, False)._repr_html_()
    assert made.count("repeated public-goods game") == 1
    assert made.count("not measured: ") == len(rows[0].parts)
    assert "full=True" in made


def test_a_smaller_place_differs_in_nothing_else() -> None:
    usual = govsim.load("baseline")
    assert SMALL.adults == 160
    grown = SMALL.with_adults(usual.profiles[0].adults)
    assert grown.profiles == usual.profiles
    assert dataclasses.replace(grown, world=usual.world) == usual
    for wrong in (0, 1.5, True):
        with pytest.raises(govsim.BadInput, match="a whole number from 1"):
            SMALL.with_adults(wrong)  # type: ignore[arg-type]
