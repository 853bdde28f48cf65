"""Tables for spreadsheets: nothing lost, nothing run, nothing too long."""

import csv
import json
import sys
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import govsim
from govsim.errors import BadInput
from govsim.outcomes import OUTCOMES
from govsim.report.exporting import dangerous, pieces, sheet_name
from govsim.report.result_tables import dictionary_of, tables_of

EVIL = '=HYPERLINK("http://example.org","x")'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A result as verbs leave it: months and figures of one name, and words that bite."""
    made = tmp_path / "result"
    made.mkdir()
    months = pd.DataFrame(
        {
            "scenario": ["baseline", EVIL, "+1", None],
            "month": [1, 2, 3, 4],
            "community": [-1, -1, -1, -1],
            "satisfaction": [0.25, np.nan, np.inf, -0.5],
        }
    )
    months.to_parquet(made / "outcomes.parquet")
    months.drop(columns="month").to_csv(made / "outcomes.csv", index=False)
    same = pd.DataFrame({"outcome": ["satisfaction"], "audit_probability": [0.5]})
    same.to_parquet(made / "parts.parquet")
    same.to_csv(made / "parts.csv", index=False)
    (made / "manifest.json").write_text("{}", encoding="utf8")
    return made


def test_a_workbook_holds_every_table_and_a_dictionary(folder: Path) -> None:
    path = govsim.export_tables(folder)
    assert path == folder.parent / "result-tables.xlsx"
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["dictionary", "outcomes", "parts", "outcomes_figures"]
    rows = list(book["outcomes"].iter_rows(values_only=True))
    assert rows[0] == ("scenario", "month", "community", "satisfaction")
    assert rows[1] == ("baseline", 1, -1, 0.25)
    assert rows[2] == (EVIL, 2, -1, None)
    assert rows[3][3] == "inf"
    assert rows[4] == (None, 4, -1, -0.5)
    cell = book["outcomes"]["A3"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)  # text, not a formula
    assert book["outcomes"]["A2"].quotePrefix is False
    told = {row[1]: row for row in book["dictionary"].iter_rows(values_only=True)}
    card = OUTCOMES["satisfaction"]
    assert told["satisfaction"][2:5] == (card.english, card.chinese, card.unit)
    assert told["audit_probability"][3]
    first = path.read_bytes()
    with pytest.raises(BadInput, match="exists"):
        govsim.export_tables(folder)
    assert govsim.export_tables(folder, overwrite=True).read_bytes() == first


def test_csv_for_chinese_and_german_excel(folder: Path, tmp_path: Path) -> None:
    made = govsim.export_tables(folder, "csv", lang="zh", headers="names")
    raw = (made / "outcomes.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    head = next(csv.reader((made / "outcomes.csv").open(encoding="utf-8-sig")))
    assert head == ["方案", "月份", "社区编号", "服务满意度"]
    german = govsim.export_tables(
        folder, "csv", tmp_path / "de", separator=";", decimal=","
    )
    lines = (german / "outcomes.csv").read_text(encoding="utf8").splitlines()
    assert lines[0] == "scenario;month;community;satisfaction"
    assert lines[1] == "baseline;1;-1;0,25"
    assert lines[3].startswith("'+1;3;-1;")
    assert lines[4] == ";4;-1;-0,5"
    rows = list(csv.reader(lines, delimiter=";"))
    assert rows[2][0] == "'" + EVIL
    assert not any(dangerous(row[0]) for row in rows)


def test_a_long_table_goes_on_in_further_sheets() -> None:
    table = pd.DataFrame({"x": range(10)})
    made = list(pieces("series", table, rows=5))
    assert [label for label, _ in made] == [f"series {n} of 3" for n in (1, 2, 3)]
    assert [len(piece) for _, piece in made] == [4, 4, 2]
    assert pd.concat([piece for _, piece in made]).equals(table)
    assert [label for label, _ in pieces("a", table, rows=11)] == ["a"]
    taken: set[str] = set()
    names = [sheet_name("map-" + "x" * 40 + "?", taken) for _ in range(3)]
    assert len({name.lower() for name in names}) == 3
    assert all(len(name) <= 31 for name in names)
    assert sheet_name("a/b[c]", taken) == "a-b-c-"


def test_parts_of_a_sweep_are_one_table(tmp_path: Path) -> None:
    (tmp_path / "outcomes").mkdir()
    for part in (0, 1):
        words = pa.array(["baseline"]).dictionary_encode()
        table = pa.table({"run": [part], "scenario": words, "overload": [0.5 + part]})
        pq.write_table(table, tmp_path / "outcomes" / f"part-{part:06d}.parquet")
    (tmp_path / "sweep.json").write_text(json.dumps({}), encoding="utf8")
    made = tables_of(tmp_path)
    assert made["outcomes"]["run"].tolist() == [0, 1]
    assert made["outcomes"]["scenario"].tolist() == ["baseline"] * 2
    assert len(dictionary_of(made)) == 3


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ({"format": "xls"}, "Did you mean xlsx"),
        ({"lang": "de"}, "lang = 'de'"),
        ({"headers": "words"}, "'ids' and 'names'"),
        ({"decimal": ","}, "not the separator"),
        ({"separator": "|"}, "separator = '|'"),
    ],
)
def test_wrong_wishes(folder: Path, how: dict[str, str], told: str) -> None:
    with pytest.raises(BadInput, match=told.replace("|", r"\|")):
        govsim.export_tables(folder, **how)  # type: ignore[arg-type]


def test_no_result_and_no_writer(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BadInput, match="holds no result"):
        govsim.export_tables(tmp_path, "csv")
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(BadInput, match=r'pip install "govsim\[excel\]"'):
        govsim.export_tables(folder)
