"""The notebooks are what their sources make, in both languages, and they run."""

import re
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tools"))
import make_notebook  # type: ignore[import-not-found]  # noqa: E402
import run_notebook  # type: ignore[import-not-found]  # noqa: E402

SOURCES = sorted((ROOT / "notebooks").glob("*.py"))
BOOKS = [
    (source.with_suffix(suffix), lang)
    for source in SOURCES
    for lang, suffix in make_notebook.SUFFIXES.items()
]
QUESTION = {"en": "**The question.** ", "zh": "**问题。** "}
CLOSING = {
    "en": ("## What you may conclude, and what not", "You may say", "You may not say"),
    "zh": ("## 可以得出什么结论", "可以说", "不可以说"),
}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
each = pytest.mark.parametrize(("path", "lang"), BOOKS, ids=lambda v: str(v)[-30:])


def markdown(path: Path) -> list[str]:
    book = nbformat.read(path, as_version=4)
    return [cell.source for cell in book.cells if cell.cell_type == "markdown"]


def test_there_are_six_and_every_notebook_has_a_source() -> None:
    assert [source.name[:2] for source in SOURCES] == [f"{n:02d}" for n in range(1, 7)]
    there = {path.name for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert there == {path.name for path, _ in BOOKS}


def test_notebooks_are_what_their_sources_make() -> None:
    assert make_notebook.stale() == []


@each
def test_a_notebook_is_valid_and_holds_no_outputs(path: Path, lang: str) -> None:
    book = nbformat.read(path, as_version=4)
    nbformat.validate(book)
    code = [cell for cell in book.cells if cell.cell_type == "code"]
    assert code
    assert all(not c.outputs and c.execution_count is None for c in code)
    assert sum(f'LANG = "{lang}"' in cell.source for cell in code) == 1
    assert any("GOVSIM_QUICK" in cell.source for cell in code)


@each
def test_it_begins_with_a_question_and_ends_with_its_limits(
    path: Path, lang: str
) -> None:
    texts = markdown(path)
    assert texts[0].startswith("# ")
    assert QUESTION[lang] in texts[0]
    assert "QUICK = True" in texts[0]
    for words in CLOSING[lang]:
        assert words in texts[-1]


@each
def test_it_is_written_in_its_language(path: Path, lang: str) -> None:
    for text in markdown(path):
        share = len(CHINESE.findall(text)) / len(text)
        assert share > 0.25 if lang == "zh" else share < 0.05, text[:60]


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_both_languages_have_the_same_cells(source: Path) -> None:
    en, zh = (
        nbformat.read(source.with_suffix(suffix), as_version=4)
        for suffix in make_notebook.SUFFIXES.values()
    )
    assert [c.cell_type for c in en.cells] == [c.cell_type for c in zh.cells]
    code = [
        [c.source.replace('"zh"', '"en"') for c in book.cells if c.cell_type == "code"]
        for book in (en, zh)
    ]
    assert code[0] == code[1]


@each
def test_links_lead_somewhere_and_stay_in_the_language(path: Path, lang: str) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", "\n".join(markdown(path))):
        assert (path.parent / target).exists(), target
        if target.endswith(".ipynb"):
            assert target.endswith(".zh.ipynb") == (lang == "zh"), target


def test_a_chinese_paragraph_has_no_gaps_where_its_source_breaks() -> None:
    lines = [
        "# # 题",
        "#",
        "# 一句没写完,",
        "# 下一行写完。",
        "#",
        "# * 甲",
        "#   乙",
        "# * 丙",
    ]
    text = "\n".join(["# %% [markdown] zh", *lines, ""])
    made = make_notebook.notebook(text, "zh").cells[0].source
    assert made == "# 题\n\n一句没写完,下一行写完。\n\n* 甲乙\n* 丙"


def test_cells_of_the_other_language_are_left_out() -> None:
    text = (
        '# %% [markdown] en\n# # A\n\n# %% [markdown] zh\n# # 甲\n\n# %%\nLANG = "en"\n'
    )
    english, chinese = (
        make_notebook.notebook(text, lang).cells for lang in ("en", "zh")
    )
    assert [c.source for c in english] == ["# A", 'LANG = "en"']
    assert [c.source for c in chinese] == ["# 甲", 'LANG = "zh"']


@pytest.mark.slow
@each
def test_a_notebook_runs_quietly(path: Path, lang: str) -> None:
    book = run_notebook.executed(path)
    assert run_notebook.complaints(book) == []
    shown = [
        output["data"]["text/html"]
        for cell in book.cells
        for output in cell.get("outputs", [])
        if "text/html" in output.get("data", {})
    ]
    last = {"en": "<strong>Next:</strong>", "zh": "<strong>下一步:</strong>"}[lang]
    assert any(last in html for html in shown)
