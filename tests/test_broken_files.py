"""Broken scenario files: plain sentences with place, range and nearest name, all at once."""

from pathlib import Path

import pytest

from govsim.errors import BadInput
from govsim.scenarios import difference, load, scenario_names, template

GOOD = 'schema = 1\nname = "x"\ntitle = "X"\nmonths = 12\n[[community]]\nname = "a"\ntype = "old"\n'
PLACE = GOOD + "residents = 100\n"

BROKEN = {
    "unknown key": (PLACE.replace("months", "monhts"), ["monhts", "months"]),
    "typo of a lever": (
        PLACE + "[levers]\naudit_probabilty = 0.3\n",
        ["line 10", "audit_probabilty", "Did you mean audit_probability"],
    ),
    "out of range": (
        PLACE + "[levers]\naudit_probability = 3\n", ["line 10", "audit_probability", "0 to 1"],
    ),
    "wrong type": (PLACE + '[levers]\ntraining = "much"\n', ["training", "0 to 1"]),
    "unknown word": (PLACE + '[levers]\nelection_rule = "lottery"\n', ["direct", "appointed"]),
    "months wrong": (PLACE.replace("12", '"ten"', 1), ["months"]),
    "months zero": (PLACE.replace("months = 12", "months = 0"), ["months", "1"]),
    "age shares off": (
        PLACE + "age_shares = [0.5, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]\n", ["1.1", "add up to 1"],
    ),
    "too few shares": (PLACE + "age_shares = [1.0]\n", ["age shares", "7"]),
    "negative residents": (GOOD + "residents = -5\n", ["residents", "-5"]),
    "nobody at all": (GOOD + "residents = 0\n", ["residents"]),
    "unknown type": (PLACE.replace('"old"', '"villa"'), ["villa", "commodity"]),
    "date past the end": (
        PLACE + "[[change]]\nmonth = 99\ntraining = 0.5\n", ["99", "12"],
    ),
    "change without lever": (PLACE + "[[change]]\nmonth = 3\n", ["change"]),
    "community not there": (
        PLACE + "[[change]]\nmonth = 3\ncommunity = 7\ntraining = 0.5\n", ["7"],
    ),
    "unknown shock": (
        PLACE + '[[shock]]\nmonth = 3\nkind = "budget-cutt"\nsize = 0.1\n', ["budget-cut"],
    ),
    "shock too large": (
        PLACE + '[[shock]]\nmonth = 3\nkind = "budget-cut"\nsize = 7\n', ["0 to 1"],
    ),
    "duplicate key": (PLACE.replace("months = 12", "months = 12\nmonths = 13"), ["months"]),
    "not TOML": ("schema = = 1\n", ["line 1"]),
    "empty": ("", ["empty"]),
    "binary": (b"\xff\xfe\x00\x01\x02", ["text"]),
    "no communities": ('schema = 1\nname = "x"\ntitle = "X"\n', ["community"]),
    "schema of another kind": (PLACE.replace("schema = 1", "schema = 9"), ["schema", "9"]),
    "base not there": (PLACE.replace("months", 'base = "selfgov"\nmonths'), ["selfgov"]),
    "base of itself": (PLACE.replace("months", 'base = "broken.toml"\nmonths'), ["base"]),
    "two of one name": (
        PLACE + '[[community]]\nname = "a"\ntype = "old"\nresidents = 9\n', ["a"],
    ),
    "people missing": (PLACE + 'population = "nobody.csv"\n', ["nobody.csv"]),
    "infinite": (PLACE + "[levers]\npay_yuan = inf\n", ["pay_yuan"]),
}  # fmt: skip


@pytest.mark.parametrize("fault", BROKEN)
def test_broken_files_end_in_plain_sentences(fault: str, tmp_path: Path) -> None:
    text, says = BROKEN[fault]
    file = tmp_path / "broken.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(BadInput) as caught:
        load(str(file))
    told = caught.value.report()
    assert "broken.toml" in told
    for word in says:
        assert word in told, told


def test_missing_files_and_folders(tmp_path: Path) -> None:
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(BadInput) as caught:
            load(str(path))
        assert path.name in caught.value.report()


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "three.toml"
    file.write_text(
        PLACE + "[levers]\naudit_probabilty = 1\ntraining = 4\npay_yuan = -1\n"
    )
    with pytest.raises(BadInput) as caught:
        load(str(file))
    assert "3 problems" in caught.value.report()


HEAD = "age,woman,education,tenure,party,income,household\n"


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (
            HEAD + "40,1,2,owner,0,3000,h1\n44,0,2,leased,0,3000,h1\n",
            ["row", "leased", "migrant"],
        ),
        (HEAD + "40,1,2,owner,0,lots,h1\n", ["income", "lots"]),
        (HEAD + "7,1,2,owner,0,3000,h1\n", ["age", "7"]),
        ("age,woman\n40,1\n", ["tenure"]),
        (HEAD.replace("party", "partty") + "40,1,2,owner,0,3000,h1\n", ["party"]),
        (HEAD, ["people.csv"]),
    ],
)
def test_broken_population_tables(rows: str, says: list[str], tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(rows)
    file = tmp_path / "s.toml"
    file.write_text(GOOD + 'population = "people.csv"\n')
    with pytest.raises(BadInput) as caught:
        load(str(file))
    for word in says:
        assert word in caught.value.report(), caught.value.report()


def test_a_population_table_is_who_lives_there(tmp_path: Path) -> None:
    from govsim.model import GovernanceModel

    people = "".join(
        f"{30 + k},1,2,migrant,0,{3000 + k},h{k // 2}\n" for k in range(40)
    )
    (tmp_path / "people.csv").write_text(HEAD + people)
    file = tmp_path / "s.toml"
    file.write_text(GOOD + 'population = "people.csv"\n')
    model = GovernanceModel(str(file), months=2, rng=1)
    model.run_for(2)
    residents = model.residents()
    assert len(residents) == 40
    assert (residents["tenure"] == "migrant").mean() > 0.5


@pytest.mark.parametrize("name", scenario_names())
def test_presets_survive_writing(name: str, tmp_path: Path) -> None:
    """What they share and may differ in: test_presets.py."""
    plan = load(name)
    file = tmp_path / "again.toml"
    file.write_text(plan.to_toml(), encoding="utf8")
    again = load(str(file))
    assert again.levers == plan.levers
    assert again.profiles == plan.profiles


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_template_loads_as_it_is(lang: str, tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(template(lang), encoding="utf8")
    assert load(str(file)).profiles


def test_differences_in_words() -> None:
    words = difference(load("administration-led"), load("self-governing"))
    assert any(
        "money follows the task" in line and "0.2" in line and "1" in line
        for line in words
    )
    assert difference(load("baseline"), load("baseline")) == []


def test_realistic_world_has_its_size() -> None:
    plan = load("baseline").replace(world="realistic")
    assert len(plan.profiles) == 15
    assert sum(profile.adults for profile in plan.profiles) == 15 * 6500
