"""Tables of people: every kind of fault by its row, and used exactly as they are."""

import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from govsim import GovernanceModel
from govsim.errors import BadInput
from govsim.scenarios import load, notes, people_file
from govsim.scenarios.people_columns import COLUMNS
from govsim.vocabulary import TENURES

HEAD = "id,household,age,tenure,income\n"
GOOD = "1,h1,67,owner,2900\n2,h1,64,owner,2600\n3,h2,30,migrant,5200\n"


def told(folder: Path, table: str | bytes) -> list[str]:
    """What is said of a table: the problems of the scenario file that names it."""
    file = scenario(folder, table)
    with pytest.raises(BadInput) as caught:
        load(file)
    return [sentence.partition("line 6  ")[2] for sentence in caught.value.problems]


def scenario(folder: Path, table: str | bytes) -> Path:
    raw = table if isinstance(table, bytes) else table.encode()
    (folder / "people.csv").write_bytes(raw)
    file = folder / "ours.toml"
    file.write_text(
        'schema = 1\nname = "ours"\n[[community]]\nname = "a"\ntype = "old"\n'
        'population = "people.csv"\n'
    )
    return file


FAULTS = {
    "missing column": (
        "household,age\nh1,40\n",
        ["people.csv row 1  column tenure is missing."],
    ),
    "unknown column": (
        "household,age,tenure,sex\nh1,40,owner,1\n",
        [
            "people.csv row 1  column 'sex' is unknown. Write woman (1 (woman) and 0 (man))."
        ],
    ),
    "column twice": (
        "household,age,age,tenure\nh1,40,40,owner\n",
        ["people.csv row 1  column age stands there twice."],
    ),
    "wrong type": (
        HEAD + GOOD + "4,h3,old,owner,0\n",
        ['people.csv row 5  age "old": allowed are 18 to 100 (adults, years).'],
    ),
    "out of range": (
        HEAD + "1,h1,17.9,owner,0\n2,h2,40,owner,-1\n",
        [
            'people.csv row 2  age "17.9": allowed are 18 to 100 (adults, years).',
            'people.csv row 3  income "-1": allowed are 0 to 500000 (yuan a month).',
        ],
    ),
    "duplicate id": (
        HEAD + GOOD + "2,h4,50,renter,0\n",
        ['people.csv row 5  id "2" already stands in row 3.'],
    ),
    "empty household": (
        HEAD + GOOD + "4,,50,renter,0\n",
        [
            "people.csv row 5  household is empty: allowed are any name or number of "
            "the home."
        ],
    ),
    "semicolons and decimal commas": (
        "household;age;tenure;income\nh1;40;owner;2900,5\n",
        [
            "people.csv row 1  cells are parted by semicolons; save the file with commas "
            "between them.",
            'people.csv row 2  income "2900,5": write a decimal point (2900.5).',
        ],
    ),
    "thousands commas": (
        HEAD + '1,h1,40,owner,"2,900"\n',
        ['people.csv row 2  income "2,900": write numbers without commas (2900).'],
    ),
    "blank line": (
        HEAD + "1,h1,67,owner,2900\n\n2,h1,64,owner,2600\n\n",
        ["people.csv row 3  the row is blank; take it out."],
    ),
    "not UTF-8": (
        (HEAD + "1,h1,40,owner,0\n").encode() + "2,一号,41,owner,0\n".encode("gbk"),
        ["people.csv row 3  this is not UTF-8 text; save the file as UTF-8."],
    ),
    "too few cells": (
        HEAD + "1,h1,40,owner\n",
        ["people.csv row 2  has 4 cells, the header 5."],
    ),
    "nobody": (HEAD, ["people.csv row 1  has a header but no people."]),
    "empty": ("", ["community 0 (a): population people.csv is empty."]),
    "UTF-16": (
        (HEAD + GOOD).encode("utf-16"),
        [
            "community 0 (a): population people.csv: this is a file in UTF-16 format; "
            "save it as CSV, in UTF-8."
        ],
    ),
    "Excel": (
        b"PK\x03\x04\x14\x00",
        [
            "community 0 (a): population people.csv: this is a file in Excel format; "
            "save it as CSV, in UTF-8."
        ],
    ),
    "binary": (
        b"\x01\x00\x02",
        [
            "community 0 (a): population people.csv: this is not a text file (it holds "
            "binary data)."
        ],
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_kind_of_fault_is_told_with_its_row(fault: str, tmp_path: Path) -> None:
    table, sentences = FAULTS[fault]
    assert told(tmp_path, table) == sentences


def test_all_kinds_are_told_at_once_and_few_of_each(tmp_path: Path) -> None:
    rows = "".join(f"{k},h{k},{k % 90 + 18},leased,x\n" for k in range(218))
    found = told(tmp_path, HEAD.replace("id", "nr") + rows)
    assert found[0].startswith("people.csv row 1  column 'nr' is unknown.")
    assert sum("leased" in sentence for sentence in found) == 5
    more = "… and 213 more like this, the last in people.csv row 219."
    assert found.count(more) == 2
    ages = sum(k % 90 + 18 > 100 for k in range(218))
    assert sum(' age "' in sentence for sentence in found) == 5
    assert any(f"… and {ages - 5} more like this" in sentence for sentence in found)
    assert len(found) == 1 + 3 * 6


def test_a_byte_order_mark_and_trailing_blank_lines_do_no_harm(tmp_path: Path) -> None:
    plain = load(scenario(tmp_path, HEAD + GOOD))
    marked = load(scenario(tmp_path, ("\ufeff" + HEAD + GOOD + "\n,,,,\n").encode()))
    assert marked.people == plain.people


def test_files_too_long_are_refused_in_bounded_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    huge = scenario(tmp_path, HEAD)
    with (tmp_path / "people.csv").open("r+b") as file:
        file.truncate(10**10)  # holds no bytes on the disk
    tracemalloc.start()
    with pytest.raises(BadInput, match="10,000 million bytes; at most 64 are read"):
        load(huge)
    assert tracemalloc.get_traced_memory()[1] < 4_000_000
    tracemalloc.stop()
    monkeypatch.setattr(people_file, "MOST_ROWS", 50)
    rows = "".join(f"{k},h{k},40,owner,0\n" for k in range(60))
    (sentence,) = told(tmp_path, HEAD + rows)
    assert sentence == "people.csv row 52  at most 50 people can be read."


def test_devices_are_no_tables(tmp_path: Path) -> None:
    file = scenario(tmp_path, HEAD)
    file.write_text(file.read_text().replace("people.csv", "/dev/zero"))
    with pytest.raises(BadInput, match="not an ordinary file"):
        load(file)


def many(count: int) -> str:
    """A table with all columns, by rules a hand can follow."""
    rows = [
        f"h{k // 3},{18 + k % 80}.5,{TENURES[(k // 3) % 3]},{k % 2},{k % 4},"
        f"{1000 + 7 * k},{int(k % 9 == 0)},{int(k % 5 == 0)},{k % 30}.25"
        for k in range(count)
    ]
    return ",".join(COLUMNS) + "\n" + "\n".join(rows) + "\n"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> GovernanceModel:
    """A model whose people are 3,000 of a table."""
    file = scenario(tmp_path_factory.mktemp("table"), many(3000))
    return GovernanceModel(str(file), months=1, rng=1)


def test_three_thousand_people_are_there_in_month_0_exactly(
    opened: GovernanceModel,
) -> None:
    r, rows = opened.world.residents, np.arange(3000)
    assert r.age.size == 3000
    np.testing.assert_allclose(r.age, 18.5 + rows % 80, rtol=1e-6)
    np.testing.assert_array_equal(r.tenure, (rows // 3) % 3)
    np.testing.assert_array_equal(r.woman, rows % 2 == 1)
    np.testing.assert_array_equal(r.education, rows % 4)
    np.testing.assert_allclose(r.income, 1000.0 + 7.0 * rows, rtol=1e-6)
    np.testing.assert_array_equal(r.party, rows % 9 == 0)
    np.testing.assert_array_equal(r.state_sector, rows % 5 == 0)
    np.testing.assert_allclose(r.years_here, rows % 30 + 0.25, rtol=1e-6)
    np.testing.assert_array_equal(r.household, 3 * (rows // 3))
    np.testing.assert_array_equal(r.slot, rows)


def test_what_hangs_on_given_columns_goes_with_them(opened: GovernanceModel) -> None:
    r = opened.world.residents
    retired = r.age >= np.where(r.woman, 55.0, 60.0)
    np.testing.assert_array_equal(r.employment == 0, retired)
    assert (r.free_time[retired].mean() - r.free_time[~retired].mean()) > 0.2
    assert np.corrcoef(r.digital, r.age)[0, 1] < -0.9
    best_off = r.income > np.quantile(r.income, 0.9)
    np.testing.assert_array_equal(r.access_group == 0, best_off & (r.tenure == 0))
    assert opened.world.still is None


def test_newcomers_know_nobody_yet_and_the_longstanding_do(
    opened: GovernanceModel,
) -> None:
    """Settling lets each come when she moved in, so that belonging grows with years."""
    r = opened.world.residents
    new, old = r.years_here < 2.0, r.years_here > 20.0
    assert r.belonging[new].mean() < r.belonging[old].mean() - 0.03
    assert r.habit[0, new].mean() < r.habit[0, old].mean()


def test_columns_left_out_are_drawn_and_said_so(tmp_path: Path) -> None:
    file = scenario(tmp_path, "household,age,tenure\nh1,40,owner\nh1,41,owner\n")
    english, chinese = (
        next(note for note in notes(file, lang) if "years_here" in note)
        for lang in ("en", "zh")
    )
    missing = "woman, education, income, party, state_sector, years_here"
    assert f"the population table has no {missing}; drawn" in english
    assert f"人口表没有 {missing}" in chinese
    assert load(file).people[0] is not None
    assert set(load(file).people[0] or {}) == {"household", "age", "tenure"}
