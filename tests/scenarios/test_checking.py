"""The checker's warnings: each where it is due, none where it is not, in both languages."""

from dataclasses import replace
from pathlib import Path

import pytest
from scipy import stats

from govsim.assumptions import assumptions
from govsim.errors import BadInput
from govsim.model import GovernanceModel
from govsim.opening import settled_world
from govsim.policy import LEVERS
from govsim.report.checking import check_lines
from govsim.scenarios import advice, load, scenario_names, template
from govsim.scenarios.advice import _table
from govsim.scenarios.chinese import PAYERS
from govsim.studies.power import needed, pairs_needed, power, spreads

HEAD = 'schema = 1\nname = "ours"\nmonths = 60\nbase = "self-governing"\n'


def told(folder: Path, text: str, lang: str = "en") -> list[str]:
    file = folder / "ours.toml"
    file.write_text(HEAD + text, encoding="utf8")
    return advice(file, lang)


DUE = {
    "as in the base": (
        "[levers]\ndecision_rights = 0.9\n",
        "levers.decision_rights = 0.9 changes nothing: it is so in the base, "
        "self-governing, too.",
    ),
    "nothing reads it": (
        "[levers]\nresident_fund_yuan = 0\nfund_rules = 5\n",
        "levers.fund_rules does nothing here: it needs resident_fund_yuan above 0.",
    ),
    "a word is needed": (
        '[levers]\nconvening_right = "committee"\npetition_threshold = 0.3\n',
        "levers.petition_threshold does nothing here: it needs convening_right = "
        "petition or calendar.",
    ),
    "outside the evidence": (
        "[levers]\nresident_fund_yuan = 400\n",
        "levers.resident_fund_yuan = 400 lies outside what there is evidence for, 0 to "
        "70 (Chengdu",
    ),
    "change outside the evidence": (
        "[[change]]\nmonth = 12\nterm_months = 80\n",
        "change 1: term_months = 80 lies outside",
    ),
    "guessed": (
        "[levers]\ntraining = 0.9\npay_yuan = 6000\n",
        "For 1 of the 2 levers set no source gives a level; try others too: training.",
    ),
    "never acts": (
        "[levers]\ntraining = 0.5\n[[change]]\nmonth = 1\ntraining = 0.6\n",
        "levers.training never acts: change 1 replaces it everywhere from month 1.",
    ),
    "twice at once": (
        "[[change]]\nmonth = 9\ncommunity = 1\ntraining = 0.5\n"
        "[[change]]\nmonth = 9\ntraining = 0.6\n",
        "changes 1 and 2 both set training in month 9; the later one in the file counts.",
    ),
    "late change": (
        "[[change]]\nmonth = 50\ntraining = 0.6\n",
        "change 1 comes in month 50: figures are means over the last 24 months and show "
        "it for 11 only.",
    ),
    "shock beyond the end": (
        '[[shock]]\nmonth = 55\nkind = "budget-cut"\nsize = 0.2\n',
        "shock 1 (budget cut) would last to month 66; the run ends with month 60.",
    ),
}


@pytest.mark.parametrize("kind", DUE)
def test_warnings_stand_where_they_are_due(kind: str, tmp_path: Path) -> None:
    text, sentence = DUE[kind]
    found = told(tmp_path, text)
    assert sum(line.startswith(sentence) for line in found) == 1, found
    chinese = told(tmp_path, text, "zh")
    assert len(chinese) == len(found)
    assert all(any("一" <= sign <= "鿿" for sign in line) for line in chinese)


def test_no_warning_where_none_is_due(tmp_path: Path) -> None:
    quiet = (
        "[levers]\nresident_fund_yuan = 60\nfund_rules = 3\n"
        "[[change]]\nmonth = 9\ncommunity = 0\npay_yuan = 6000\n"
        "[[change]]\nmonth = 9\ncommunity = 1\npay_yuan = 7000\n"
        '[[shock]]\nmonth = 40\nkind = "budget-trend"\nsize = -0.02\n'
    )
    assert told(tmp_path, quiet) == []
    # a fund that a later change brings makes its rules worth setting
    later = "[levers]\nresident_fund_yuan = 0\nfund_rules = 5\n"
    later += "[[change]]\nmonth = 9\nresident_fund_yuan = 50\n"
    assert not any("does nothing" in line for line in told(tmp_path, later))


def test_a_household_of_forty_is_asked_about(tmp_path: Path) -> None:
    rows = "".join(f"1,{20 + k},owner\n" for k in range(40))
    (tmp_path / "people.csv").write_text("household,age,tenure\n" + rows)
    place = '[[community]]\nname = "a"\ntype = "old"\npopulation = "people.csv"\n'
    found = told(tmp_path, place)
    assert found == [
        "community 0 (a): one household has 40 adults; is the column household right?"
    ]


def test_tables_behind_the_warnings_name_levers_and_ranges_on_their_cards() -> None:
    for name, seen in _table("observed").items():
        assert LEVERS[name].low <= seen["low"] <= seen["high"] <= LEVERS[name].high
        assert seen["source"]
        assert seen["source_zh"]
    for name, rule in _table("unused").items():
        switches = {*rule.get("word", {}), *([rule["zero"]] if "zero" in rule else [])}
        assert {name, *switches} <= set(LEVERS)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(_table("unused")))
def test_what_is_said_to_be_unread_changes_no_figure(name: str) -> None:
    """From end to end of the lever nothing moves, and with the other on something does."""
    rule = _table("unused")[name]
    low, high = LEVERS[name].low, LEVERS[name].high
    ends = LEVERS[name].choices or (low, high)
    card = LEVERS[rule.get("zero", "convening_right")]
    off: dict[str, float | str] = {}
    on: dict[str, float | str] = {}
    if "zero" in rule:
        off, on = {card.name: 0}, {card.name: max(card.default, card.high / 4)}
    elif "word" in rule:
        off, on = {card.name: "committee"}, {card.name: "petition"}
    plan = load("self-governing")
    profiles = [replace(p, adults=150) for p in plan.profiles[:3]]
    bare = [replace(p, property_fee=0.0) for p in profiles]
    for switches, places, moves in ((off, bare, False), (on, profiles, True)):
        where = plan.replace(profiles=tuple(places), months=40)
        opening = settled_world(where, 5, assumptions())
        seen = set()
        for end in ends:
            levers = {**switches, name: end}
            model = GovernanceModel(
                where.replace(levers=levers), rng=5, opening=opening
            )
            model.run_for(40)
            seen.add(model.outcomes().to_csv() + model.ledger().to_csv())
        assert (len(seen) > 1) == moves, (name, switches)


# --- the question -------------------------------------------------------------------


def test_pairs_needed_are_those_of_the_tables() -> None:
    """Cohen 1988, table 2.4.1 and G*Power: paired t, two-sided 0.05, power 0.8."""
    assert pairs_needed(0.5, 1.0) == 34
    assert pairs_needed(0.2, 1.0) == 199
    assert pairs_needed(0.8, 1.0) == 15
    assert power(0.5, 1.0, 34) == pytest.approx(0.808, abs=0.001)
    assert power(0.5, 1.0, 33) < 0.8
    assert power(0.0, 1.0, 30) == pytest.approx(0.05, abs=1e-6)
    assert pairs_needed(1e-9, 1.0) == 1_000_000
    assert pairs_needed(0.1, 0.0) == 2


def test_power_is_how_often_a_t_test_finds_it() -> None:
    """2,000 studies of 20 pairs; four standard errors, 1 false alarm in 16,000."""
    drawn = stats.norm(0.6, 1.0).rvs((2000, 20), random_state=3)
    found = (stats.ttest_1samp(drawn, 0.0, axis=1).pvalue < 0.05).mean()
    expected = power(0.6, 1.0, 20)
    error = (expected * (1 - expected) / 2000) ** 0.5
    assert abs(found - expected) < 4 * error


def test_small_places_need_more_pairs() -> None:
    row = spreads().loc["participation_rate"]
    assert 0 < row["seeds"] < row["assumptions"]
    large = needed("participation_rate", 0.005, 30, 6000)
    small = needed("participation_rate", 0.005, 30, 600)
    assert 7 * large.seeds < small.seeds < 11 * large.seeds
    assert large.apart == small.apart


def test_too_few_pairs_are_told_and_the_run_is_not_stopped(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    ask = '[ask]\noutcome = "participation_rate"\neffect = {}\n'
    file.write_text(HEAD + ask.format(0.01))
    text = "\n".join(check_lines(file))
    assert "30 pairs are too few for that" in text
    assert "ours.toml is in order: 4 communities, 6,000 adults, 60 months" in text
    file.write_text(HEAD + ask.format(0.2) + "pairs = 40\n")
    assert "40 pairs are enough" in "\n".join(check_lines(file))
    assert "40 对足够" in "\n".join(check_lines(file, "zh"))
    copy = tmp_path / "copy.toml"
    copy.write_text(load(file).to_toml(), encoding="utf8")
    assert load(copy).ask == load(file).ask


def test_faults_of_a_question(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(
        HEAD + '[ask]\noutcome = "particpation_rate"\neffect = 0\npair = 3\n'
    )
    with pytest.raises(BadInput) as caught:
        load(file)
    for says in (
        "line 6  ask: 'particpation_rate' is not a outcome. Did you mean participation_rate?",
        "line 7  ask: effect = 0: a number other than 0 is needed.",
        "line 8  ask: 'pair' is not a key of [ask]. Did you mean pairs?",
    ):
        assert says in caught.value.problems


# --- the template and the place -----------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_templates_of_all_presets_load_and_change_nothing(
    lang: str, tmp_path: Path
) -> None:
    file = tmp_path / "ours.toml"
    for name in scenario_names():
        file.write_text(template(lang, name, file), encoding="utf8")
        plan, base = load(file), load(name)
        assert plan.levers == base.levers
        assert plan.months == base.months
        assert plan.sources
    assert advice(file) == []


def test_every_lever_says_in_both_languages_who_pays() -> None:
    assert {card.payer for card in LEVERS.values()} <= set(PAYERS)
    english, chinese = template("en"), template("zh")
    for card in LEVERS.values():
        assert card.payer in english
        assert PAYERS[card.payer] in chinese


def test_a_template_in_another_folder_finds_its_base(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    first, second = tmp_path / "ours.toml", tmp_path / "sub" / "reform.toml"
    first.write_text(template("en", "baseline", first), encoding="utf8")
    second.write_text(template("en", first, second), encoding="utf8")
    assert 'base = "../ours.toml"' in second.read_text(encoding="utf8")
    assert load(second).profiles == load(first).profiles


def test_a_preset_can_live_in_the_place_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(template("en", "baseline", file), encoding="utf8")
    ours, there = load(file), load("self-governing").replace(world=str(file))
    assert there.profiles == ours.profiles
    assert there.people == ours.people
    assert there.levers == load("self-governing").levers
    assert there.place == str(file)
    assert ours.typed == str(file)
    assert there.typed == "self-governing"
