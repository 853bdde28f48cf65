"""Scenarios hold what their files say: odd files, copies, round trips, differences."""

import contextlib
import random
from pathlib import Path

import pytest

from govsim.errors import BadInput, UnknownName
from govsim.scenarios import (
    SHOCKS,
    Change,
    Scenario,
    Shock,
    difference,
    load,
    notes,
    scenario_names,
    template,
    world_names,
)

HEAD = 'schema = 1\nname = "x"\nmonths = 24\n'  # lines 1 to 3
PLACE = '[[community]]\nname = "a"\ntype = "old"\nresidents = 100\n'  # lines 4 to 7
GOOD = HEAD + PLACE

NEEDS = (
    "health = {}, education_culture = 1, safety = 1, environment = 1, "
    "utilities = 1, elderly_welfare = 1, mediation_legal = 1"
)


def shock(rest: str) -> str:
    """A good file with a shock in lines 8 and 9 and what follows."""
    return f"{GOOD}[[shock]]\nmonth = 3\n{rest}"


BROKEN = {
    "word without quotation marks": (
        GOOD + "[levers]\nelection_rule = direct\n",
        ["line 9", "quotation marks", "election_rule = direct"],
    ),
    "comma for the point": (GOOD + "[levers]\ntraining = 0,3\n", ["line 9", "0.3"]),
    "percent sign": (GOOD + "[levers]\ntraining = 30%\n", ["line 9", "percent"]),
    "curly quotation marks": (
        HEAD.replace('"x"', "“x”") + PLACE,
        ["line 2", "straight quotation marks"],
    ),
    "quotation mark not closed": (
        HEAD.replace('"x"', '"x') + PLACE,
        ["line 2", "not closed"],
    ),
    "bracket not closed": (GOOD + "age_shares = [0.1,\n", ["bracket", "not closed"]),
    "table opened twice": (
        GOOD + "[levers]\ntraining = 0.1\n[levers]\npay_yuan = 5000\n",
        ["line 10", "levers", "twice", "line 8"],
    ),
    "key given twice": (
        GOOD + "[levers]\ntraining = 0.1\ntraining = 0.2\n",
        ["line 10", "training", "twice", "line 9"],
    ),
    "nested too deeply": ("a = " + "[" * 3000, ["nested too deeply"]),
    "number of 5,000 digits": ("schema = " + "9" * 5000, ["line 1"]),
    "huge number": (
        GOOD + f"[levers]\ntraining = 1{'0' * 400}\n",
        ["line 9", "training", "0 to 1"],
    ),
    "saved in another encoding": (
        (GOOD + 'title = "街道"\n').encode("gbk"),
        ["line 8", "UTF-8"],
    ),
    "lever at the top": (
        "audit_probability = 0.3\n" + GOOD,
        ["line 1", "audit_probability", "[levers]"],
    ),
    "lever in Chinese": (
        GOOD + '[levers]\n"审计概率" = 0.3\n',
        ["line 9", "Write audit_probability", "0 to 1"],
    ),
    "lever out of range": (
        GOOD + "[levers]\n\n# a comment\naudit_probability = 3\n",
        ["line 11", "levers.audit_probability = 3", "0 to 1, audits per task"],
    ),
    "not a number": (GOOD + "[levers]\ntraining = nan\n", ["line 9", "0 to 1"]),
    "true is not a number": (
        GOOD + "[levers]\ntraining = true\n",
        ["line 9", "number"],
    ),
    "list for a lever": (GOOD + "[levers]\ntraining = [1]\n", ["line 9", "one value"]),
    "levers are no table": ("levers = 3\n" + GOOD, ["line 1", "table"]),
    "typo of a key": (
        GOOD + "tertiary_shar = 0.2\n",
        ["line 8", "community 0 (a)", "Did you mean tertiary_share", "0 to 1"],
    ),
    "shares of the second community": (
        GOOD + PLACE.replace('"a"', '"b"') + "tenure_shares = [0.6, 0.3, 0.18]\n",
        ["line 12", "community 1 (b)", "add up to 1.08", "must add up to 1"],
    ),
    "negative share": (
        GOOD + "tenure_shares = [1.2, -0.2, 0.0]\n",
        ["line 8", "owner = 1.2", "renter = -0.2", "0 to 1"],
    ),
    "shares by word, one lacking": (
        GOOD + "tenure_shares = { owner = 0.6, renter = 0.4 }\n",
        ["line 8", "leave out migrant"],
    ),
    "needs leave out a domain": (
        GOOD + "needs = { health = 1 }\n",
        ["line 8", "safety"],
    ),
    "needs are negative": (
        GOOD + f"needs = {{ {NEEDS.format(-1)} }}\n",
        ["line 8", "needs.health = -1", "0 to 100"],
    ),
    "residents are not whole": (
        HEAD + PLACE.replace("100", "99.5"),
        ["line 7", "residents = 99.5", "whole number"],
    ),
    "single brackets": (
        GOOD.replace("[[", "[").replace("]]", "]"),
        ["double brackets"],
    ),
    "world and communities": ('world = "default"\n' + GOOD, ["line 1", "not both"]),
    "unknown world": (
        HEAD + 'world = "realistc"\n',
        ["line 4", "Did you mean realistic?"],
    ),
    "typo of the type": (
        HEAD + PLACE.replace('"old"', '"comodity"'),
        ["line 6", "Did you mean commodity?"],
    ),
    "district key unknown": (
        GOOD + "[district]\nshard = true\n",
        ["line 9", "Did you mean shared?"],
    ),
    "shared is a word": (GOOD + '[district]\nshared = "yes"\n', ["line 9", "true"]),
    "status unknown": (
        'status = "final"\n' + GOOD,
        ["line 1", "preset, sketch, case, own"],
    ),
    "too many months": (GOOD.replace("24", "1201"), ["line 3", "1 to 1200"]),
    "change in month 0": (
        GOOD + "[[change]]\nmonth = 0\ntraining = 0.1\n",
        ["line 9", "change 1", "before the first month"],
    ),
    "change past the end": (
        GOOD + "[[change]]\nmonth = 25\ntraining = 0.1\n",
        ["line 9", "change 1", "month 25", "last month (24)"],
    ),
    "change of an unknown lever": (
        GOOD + "[[change]]\nmonth = 2\ntrainig = 0.1\n",
        ["line 10", "change 1", "Did you mean training"],
    ),
    "change without a month": (
        GOOD + "[[change]]\ntraining = 0.1\n",
        ["line 8", "month"],
    ),
    "community not there": (
        GOOD + "[[change]]\nmonth = 2\ncommunity = [0, 1]\ntraining = 0.1\n",
        ["line 10", "community 1 does not exist", "0 to 0"],
    ),
    "shock too large": (
        shock('kind = "needs-surge"\nsize = 4\n'),
        ["line 11", "size = 4", "0 to 3"],
    ),
    "shock of unknown kind": (
        shock('kind = "budget-cutt"\nsize = 0.1\n'),
        ["line 10", "Did you mean budget-cut?"],
    ),
    "shock without a size": (
        shock('kind = "budget-cut"\n'),
        ["size is missing", "0 to 1"],
    ),
    "shock for no month": (
        shock('kind = "budget-cut"\nsize = 0.1\nmonths = 0\n'),
        ["line 12", "1 to 1200"],
    ),
    "one-off with a duration": (
        shock('kind = "task-list-cut"\nsize = 0.1\nmonths = 6\n'),
        ["line 12", "happens once"],
    ),
    "base of a missing file": ('base = "none.toml"\n' + GOOD, ["line 1", "not exist"]),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_odd_files_end_in_plain_sentences(fault: str, tmp_path: Path) -> None:
    text, says = BROKEN[fault]
    file = tmp_path / "broken.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(BadInput) as caught:
        load(file)
    told = caught.value.report()
    assert "broken.toml, " in told
    for word in says:
        assert word in told, told


def test_faults_of_all_parts_are_told_at_once_in_the_files_order(
    tmp_path: Path,
) -> None:
    (tmp_path / "people.csv").write_text(
        "age,woman,education,tenure,party,income,household\n"
        "40,1,2,owner,0,3000,1\n44,0,2,leased,7,3000,1\n"
    )
    file = tmp_path / "my-community.toml"
    file.write_text(
        HEAD.replace("months", "monthz")
        + PLACE
        + '[[community]]\nname = "b"\ntype = "old"\npopulation = "people.csv"\n'
        + "[levers]\naudit_probabilty = 0.3\n"
        + '[[shock]]\nmonth = 300\nkind = "budget-cut"\nsize = 2\n'
    )
    with pytest.raises(BadInput) as caught:
        load(file)
    head, *told = str(caught.value).split("\n")
    assert head.endswith("my-community.toml, 6 problems")
    parts = ("monthz", "row 3", "row 3", "audit_probabilty", "month 300", "size = 2")
    for part, sentence in zip(parts, told, strict=True):
        assert part in sentence
    assert 'people.csv row 3  tenure "leased": allowed are owner, renter, migrant.' in (
        str(caught.value)
    )


def test_bases_may_not_run_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('base = "b.toml"\n' + GOOD)
    (tmp_path / "b.toml").write_text('base = "a.toml"\n' + GOOD)
    with pytest.raises(BadInput, match=r"circle: a\.toml → b\.toml → a\.toml"):
        load(tmp_path / "a.toml")


def test_a_base_gives_what_the_file_leaves_out(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(
        'schema = 1\nname = "mine"\nquestion = "Why?"\nbase = "self-governing"\n'
        "[levers]\ntransparency = 0.1\n"
    )
    mine, base = load(file), load("self-governing")
    assert mine.levers == {**base.levers, "transparency": 0.1}
    assert mine.profiles == base.profiles
    assert (mine.question, mine.question_zh) == ("Why?", "")


def test_a_damaged_file_never_ends_in_a_traceback(tmp_path: Path) -> None:
    whole = (full(tmp_path).to_toml() + template()).encode()
    lots = random.Random(4)
    file = tmp_path / "damaged.toml"
    for _ in range(150):
        text = bytearray(full(tmp_path).to_toml().encode())
        for _ in range(lots.randint(1, 4)):
            start = lots.randrange(len(text))
            text[start : start + lots.randint(0, 6)] = whole[
                (cut := lots.randrange(len(whole))) : cut + lots.randint(0, 6)
            ]
        file.write_bytes(bytes(text))
        with contextlib.suppress(BadInput):  # anything else would be a traceback
            assert load(file).profiles


def full(folder: Path) -> Scenario:
    """A scenario that uses every part of a file."""
    (folder / "people.csv").write_text(
        "age,woman,education,tenure,party,income,household\n"
        "40,1,3,owner,0,3000,h1\n44.5,0,2,owner,1,0,h1\n25,0,1,migrant,0,5200,h2\n",
        encoding="utf-8-sig",
    )
    file = folder / "full.toml"
    file.write_text(
        HEAD
        + 'title_zh = "我们的\\"街道\\""\nbase = "co-governance"\n'
        + PLACE
        + f"needs = {{ {NEEDS.format(3)} }}\ntenure_shares = [0.6, 0.3, 0.102]\n"
        + '[[community]]\nname = "b"\ntype = "commodity"\npopulation = "people.csv"\n'
        + '[district]\nshared = false\n[levers]\nelection_rule = "direct"\n'
        + "[[change]]\nmonth = 12\ncommunity = 1\nmoney_follows_task = 1\n"
        + "[[change]]\nmonth = 24\ntraining = 0.5\n"
        + '[[shock]]\nmonth = 3\nkind = "budget-cut"\nsize = 0.3\ncommunity = [0]\n'
        + '[[shock]]\nmonth = 4\nkind = "task-list-cut"\nsize = 0.2\n'
    )
    return load(file)


def test_every_part_is_read(tmp_path: Path) -> None:
    plan = full(tmp_path)
    assert plan.changes == (
        Change(12, (1,), {"money_follows_task": 1}),
        Change(24, None, {"training": 0.5}),
    )
    assert plan.shocks == (
        Shock(3, "budget-cut", 0.3, 12, (0,)),
        Shock(4, "task-list-cut", 0.2, 0, None),
    )
    assert plan.title_zh == '我们的"街道"'
    assert not plan.shared
    assert sum(plan.profiles[0].tenure_shares) == pytest.approx(1, abs=1e-12)
    people = plan.people[1]
    assert people is not None
    assert people["household"] == (0, 0, 1)
    assert people["tenure"] == ("owner", "owner", "migrant")
    assert plan.profiles[1].adults == 3
    assert plan.profiles[1].tenure_shares == pytest.approx((2 / 3, 0, 1 / 3))
    assert plan.policy_path().at(12).money_follows_task.tolist() == [0.6, 1.0]


def test_a_scenario_written_out_loads_back_equal(tmp_path: Path) -> None:
    plans = [load(name) for name in scenario_names()] + [full(tmp_path)]
    for plan in plans:
        file = tmp_path / "copy.toml"
        file.write_text(plan.to_toml(), encoding="utf8")
        assert load(file) == plan


def test_copies_are_checked() -> None:
    plan = load("baseline")
    assert plan.replace(levers={"training": 0.5}).levers == {"training": 0.5}
    assert plan.levers == {}
    assert plan.replace(world="realistic").adults == 97_500
    late = (Change(100, None, {"training": 0.5}),)
    bad = (
        ({"levers": {"trainig": 1, "pay_yuan": -1}}, "Did you mean training"),
        ({"month": 3}, "Did you mean months"),
        ({"months": 0}, "1 to 1200"),
        ({"months": 24, "changes": late}, "past the last month"),
        ({"shared": "no"}, "true and false"),
        ({"world": "realistc"}, "Did you mean realistic"),
        ({"shocks": (Shock(1, "budget-cut", 2.0, 12),)}, "0 to 1"),
    )
    for fields, says in bad:
        with pytest.raises(BadInput, match=says):
            plan.replace(**fields)


def test_lever_table_shows_what_is_set() -> None:
    rows = {row["lever"]: row for row in load("self-governing").lever_table()}
    assert rows["election_rule"]["value"] == "direct"
    assert rows["election_rule"]["set"]
    assert rows["pay_yuan"]["value"] == rows["pay_yuan"]["default"]
    assert not rows["pay_yuan"]["set"]


def test_unknown_names_offer_the_nearest() -> None:
    with pytest.raises(UnknownName, match="Did you mean self-governing") as caught:
        load("self-govering")
    assert isinstance(caught.value, KeyError)
    for odd in ("", "  ", "a\0b", "x" * 5000, "."):
        with pytest.raises(BadInput):
            load(odd)


def test_notes_say_what_is_left_to_the_type(tmp_path: Path) -> None:
    file = tmp_path / "some.toml"
    file.write_text(GOOD + "cohesion = 0.1\n")
    (note,) = notes(file)
    assert "community 0 (a)" in note
    assert "age_shares" in note
    assert "cohesion" not in note


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_template_names_every_lever_and_shock(lang: str, tmp_path: Path) -> None:
    text = template(lang)
    file = tmp_path / "ours.toml"
    file.write_text(text, encoding="utf8")
    assert load(file).adults == 3000
    assert all(row["lever"] in text for row in load("baseline").lever_table())
    assert all(kind in text for kind in SHOCKS)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_template_loads_with_every_lever_switched_on(lang: str, tmp_path: Path) -> None:
    rows = template(lang).split("\n")
    levers = {row["lever"] for row in load("baseline").lever_table()}
    last = rows.index("# [[change]]")
    bare = [
        row[2:] if row.startswith("# ") and row[2:].split(" =")[0] in levers else row
        for row in rows[:last]
    ]
    file = tmp_path / "all.toml"
    file.write_text("\n".join(bare), encoding="utf8")
    assert {*load(file).levers} == levers


def test_differences_in_words_with_units(tmp_path: Path) -> None:
    words = difference("administration-led", "self-governing")
    expected = "audit probability (审计概率): 0.3 against 0.1 audits per task and month"
    assert expected in words
    chinese = difference("administration-led", "self-governing", lang="zh")
    assert len(chinese) == len(words)
    assert any("审计概率" in line and "0.3 对 0.1" in line for line in chinese)
    told = "\n".join(difference(full(tmp_path), "co-governance"))
    for part in (
        "length of the run: 24 against 120 months",
        "communities: 2 against 4",
        "only in x: from month 12 in b: money follows the task",
        "only in x: from month 3 in a: budget cut (财政削减), 0.3 share",
        "for 12 months",
    ):
        assert part in told, told


def test_worlds_have_the_sizes_they_name() -> None:
    assert world_names() == ["default", "realistic"]
    default, realistic = (
        load("baseline").replace(world=name) for name in world_names()
    )
    assert [profile.adults for profile in default.profiles] == [1500] * 4
    assert len({profile.type for profile in default.profiles}) == 4
    assert [profile.adults for profile in realistic.profiles] == [6500] * 15
