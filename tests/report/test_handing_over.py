"""Reports in three forms: whole, harmless, the same again, or a plain sentence."""

import json
import re
import sys
from itertools import pairwise
from pathlib import Path

import docx
import lxml.html
import pytest

import govsim
from govsim.cli import main
from govsim.errors import BadInput
from govsim.report.handover.svg import inline_svg
from govsim.scenarios import load
from tests.report.made_up import CLEAR, NULL, A, B, folder_of

EVIL = '<script>alert(1)</script> | **b** `c` [x](javascript:alert) "q"'
EVIL_TOML = (
    load(B).to_toml()
    .replace('title = "Self-governing"', f"title = {json.dumps(EVIL)}")
    .replace('title_zh = "居民自治"', f"title_zh = {json.dumps(EVIL)}")
    .replace("What if residents run", "\\\\n\\\\n# Oops\\\\n<img src=x onerror=y> What if")
)  # fmt: skip
PAGE = (
    "# T\n\n## In short\n\n<img src=http://example.org/x> "
    "![x](http://example.org/y.png) **so**\n"
)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'viewBox="0 0 9 9" onload="alert(1)"><script>alert(2)</script><style>*{fill:red}</style>'
    '<defs><path id="p" d="M 0.123456 1"/></defs><a xlink:href="http://example.org"><g/></a>'
    '<use xlink:href="#p" onclick="alert(3)"/><use xlink:href="http://example.org/#q"/>'
    '<g clip-path="url(#p)" style="fill: URL(http://example.org)"/><foreignObject/></svg>'
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A comparison that bites."""
    texts = {A: load(A).to_toml(), B: EVIL_TOML}
    path = tmp_path_factory.mktemp("made") / "bites"
    return folder_of(path, {"satisfaction": CLEAR}, {("tenure", "owner"): CLEAR}, texts)


@pytest.fixture(scope="module")
def page(folder: Path) -> str:
    """Its report in HTML."""
    out = govsim.report(folder, out=folder.parent / "r.html")
    return out.read_text("utf8")


def test_a_hostile_title_is_shown_letter_by_letter(folder: Path, page: str) -> None:
    tree = lxml.html.document_fromstring(page)
    assert not tree.xpath("//script | //img | //a | //iframe | //object")
    assert "<script>alert(1)</script>" in tree.xpath("string(//h1)")
    assert not any(k.startswith("on") for e in tree.iter() for k in e.attrib)
    assert not any(
        h.text_content().startswith("Oops") for h in tree.xpath("//h1|//h2|//h3")
    )
    text = govsim.report(folder, format="md").read_text("utf8")
    assert "<script>" not in text.replace("\\<script\\>", "")
    assert not re.search(r"^# Oops", text, flags=re.M)


def test_the_page_stands_alone_and_is_well_built(page: str) -> None:
    tree = lxml.html.document_fromstring(page)
    shown = re.sub(r"<(code|p|li|td|th|figcaption)\b.*?</\1>", "", page, flags=re.S)
    assert not re.findall(r"""(?:src|href)=["'](?!#|data:image/png)""", shown)
    assert "http" not in re.sub(r"http-equiv", "", shown)
    assert tree.get("lang") == "en"
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    for refs in tree.xpath("//@aria-labelledby"):
        assert set(refs.split()) <= set(ids)
    for svg in tree.xpath("//svg"):
        assert svg.xpath("string(title)")
        assert svg.xpath("string(desc)")
    assert len(tree.xpath("//svg")) == 2  # differences, groups
    assert not tree.xpath("//th[not(@scope)]")
    levels = [int(h.tag[1]) for h in tree.xpath("//h1|//h2|//h3|//h4|//h5")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_front_has_every_part(page: str) -> None:
    heads = [
        h.text_content() for h in lxml.html.document_fromstring(page).xpath("//h2")
    ]
    assert heads == [
        "The question", "In short", "What is compared", "What changes", "How sure",
        "The ten headline outcomes in numbers", "For whom", "What it costs, and whom",
        "When the ranking flips", "Assumptions that matter most",
        "What this must not be used for", "Where it comes from", "Appendix",
    ]  # fmt: skip
    for words in (
        "54 instead of 0 (yuan per adult and year)",
        "Not looked at here. To see under which conditions",
        "govsim compare administration-led self-governing.toml --replicates 30",
        "are not shipped set-ups as they stand",
        "The folder holds no date",
    ):
        assert words in page, words


def test_charts_of_the_folder_are_made_harmless() -> None:
    made = inline_svg(SVG, "f1", "A title", "About <it>")
    assert 'id="f1-p"' in made
    assert 'href="#f1-p"' in made
    assert 'd="M 0.12 1"' in made
    assert 'clip-path="url(#f1-p)"' in made
    assert "About &lt;it&gt;" in made
    for word in ("script", "alert", "example.org", "foreignObject", "fill:red", "<a"):
        assert word not in made, word
    with pytest.raises(BadInput, match="no SVG"):
        inline_svg("<html/>", "f1", "", "")


def test_a_folder_without_tables_still_says_what_it_can(tmp_path: Path) -> None:
    files = {"summary.md": PAGE, "figures/x.svg": SVG}
    folder = folder_of(tmp_path / "t", NULL, files=files, verb="trial", pairs=0)
    page = govsim.report(folder).read_text("utf8")
    tree = lxml.html.document_fromstring(page)
    assert tree.xpath("//h1")[0].text_content().startswith("A pilot evaluated")
    assert "http" not in re.sub(
        r"http-equiv|&lt;img src=http\S*|!\[x\]\(http\S*", "", page
    )
    assert not tree.xpath("//img | //script")
    assert "What cannot be told from this folder" in page
    chinese = govsim.report(folder, lang="zh", out=tmp_path / "zh.html").read_text(
        "utf8"
    )
    assert "以下说明是用另一种语言写的" in chinese
    assert 'lang="zh-CN"' in chinese


def test_a_second_folder_says_when_the_ranking_flips(
    folder: Path, tmp_path: Path
) -> None:
    said = "# T\n\n## In short\n\n- It holds where **x is at most 3**.\n"
    plans = {"baseline": load("baseline").to_toml()}
    second = folder_of(tmp_path / "d", NULL, texts=plans, files={"summary.md": said},
                       verb="discover")  # fmt: skip
    page = govsim.report(folder, second, out=tmp_path / "r.html").read_text("utf8")
    flips = page.split("When the ranking flips</h2>")[1].split("</section>")[0]
    assert "<strong>x is at most 3</strong>" in flips
    assert "It is about other set-ups" in flips
    assert "Not looked at here. To see" not in flips


def test_the_same_bytes_again_and_never_over_another(
    folder: Path, page: str, tmp_path: Path
) -> None:
    out = govsim.report(folder, out=tmp_path / "again.html")
    assert out.read_text("utf8") == page
    with pytest.raises(BadInput, match="--overwrite"):
        govsim.report(folder, out=out)


def test_changed_files_are_told(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "c", CLEAR)
    with (folder / "differences.csv").open("a") as file:
        file.write("\n")
    page = govsim.report(folder).read_text("utf8")
    assert "1 files are not what the folder" in page
    assert "differences.csv" in page


def test_word_reads_it_back(folder: Path, tmp_path: Path) -> None:
    out = govsim.report(folder, format="docx", lang="zh", out=tmp_path / "r.docx")
    made = docx.Document(str(out))
    heads = [p.text for p in made.paragraphs if p.style.name == "Heading 1"]
    assert heads[:3] == ["问题", "结论", "比较的是什么"]
    assert made.paragraphs[1].text.startswith("<script>alert(1)</script>")
    assert len(made.tables) >= 3
    assert len(made.inline_shapes) == 2
    assert all(s._inline.docPr.get("descr") for s in made.inline_shapes)
    assert made.core_properties.created.year == 2000
    assert made.core_properties.language == "zh-CN"


def test_without_python_docx_the_install_line(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(BadInput, match=r"govsim\[report\]"):
        govsim.report(folder, format="docx", out=tmp_path / "r.docx")


WRONG = {
    "nothing": ({}, "holds no result"),
    "sweep": ({"sweep.json": "{}"}, "not finished"),
    "open": ({"manifest.json": '{"complete": false}'}, "not finished"),
    "newer": (
        {"manifest.json": '{"schema": 99, "govsim": "9.0", "complete": true}'},
        "newer",
    ),
    "broken": ({"manifest.json": "{"}, "cannot be read"),
    "list": ({"manifest.json": "[]"}, "is no manifest"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_no_result_gets_a_sentence(kind: str, tmp_path: Path) -> None:
    files, said = WRONG[kind]
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    with pytest.raises(BadInput, match=said):
        govsim.report(tmp_path)


def test_the_verb_and_its_exit_codes(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def call(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["govsim", "--lang", "en", "report", *words])
        with pytest.raises(SystemExit) as caught:
            main()
        told = capsys.readouterr()
        return int(caught.value.code or 0), told.out.strip(), told.err

    out = tmp_path / "r.md"
    made = call(str(folder), "--format", "md", "--out", str(out))
    assert made[:2] == (0, str(out))
    code, _, said = call(str(tmp_path))
    assert code == 2
    assert "holds no result" in said
