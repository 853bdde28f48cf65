"""The documents say what the code does."""

import ast
import re
import sys
from pathlib import Path

import pytest

from govsim.assumptions import PARAMETERS
from govsim.declare import Card
from govsim.month import INSTITUTION, MONTH, order_of_the_month, verb_name
from govsim.outcomes import OUTCOMES
from govsim.policy import LEVERS
from govsim.scenarios.shocks import SHOCKS

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
sys.path.insert(0, str(ROOT / "tools"))
import make_docs  # type: ignore[import-not-found]  # noqa: E402

MODEL = (DOCS / "model.md").read_text(encoding="utf8")
EQUATION = re.compile(r"eq\. (\d+\.\d+)")
ROW = re.compile(r"^\| (\d+) \| `([a-z_.]+)` \| (.+?) \| (.+?) \|$", flags=re.M)


# --- the model page -----------------------------------------------------------------


def test_the_month_table_is_the_order_of_the_month() -> None:
    told = [(chapter, verb) for chapter, verb, _, _ in ROW.findall(MODEL)]
    assert told == [(chapter, verb) for chapter, verb, _ in order_of_the_month()]


def test_the_month_table_says_which_verbs_read_levers() -> None:
    told = {verb for _, verb, reads, _ in ROW.findall(MODEL) if "**levers**" in reads}
    assert told == {verb_name(verb) for verb in INSTITUTION}


def test_a_verb_that_changes_residents_reads_no_lever() -> None:
    """Law 1 as the page states it."""
    for verb in MONTH:
        writes = verb.writes  # type: ignore[attr-defined]
        if any(column.startswith("residents") for column in writes):
            assert verb not in INSTITUTION, verb_name(verb)


def test_every_equation_is_in_both_places() -> None:
    sources = [*(ROOT / "govsim").rglob("*.py")]
    coded = {
        n for path in sources for n in EQUATION.findall(path.read_text(encoding="utf8"))
    }
    assert coded == set(EQUATION.findall(MODEL))


def test_every_equation_stands_in_the_section_of_its_chapter() -> None:
    sections = re.split(r"^### § (\d+) ", MODEL, flags=re.M)[1:]
    bodies = dict(zip(sections[::2], sections[1::2], strict=True))
    for number in set(EQUATION.findall(MODEL)):
        chapter = number.split(".")[0]
        told = re.findall(rf"^eq\. {re.escape(number)} ", bodies[chapter], flags=re.M)
        assert len(told) == 1, number


def test_every_chapter_of_the_month_has_a_section() -> None:
    told = set(re.findall(r"^### § (\d+) ", MODEL, flags=re.M))
    assert {chapter for chapter, _, _ in order_of_the_month()} <= told


@pytest.mark.parametrize("chapter", [str(n) for n in range(1, 19)])
def test_every_submodel_says_what_goes_off_and_what_limits_it(chapter: str) -> None:
    body = MODEL.split(f"### § {chapter} ")[1].split("\n### ")[0]
    assert re.search(r"^\* Off\b", body, flags=re.M)
    assert re.search(r"^\* Limits\b", body, flags=re.M)


def test_every_equation_number_belongs_to_one_function() -> None:
    """A number may be cited elsewhere, but only one docstring in rules defines it."""
    text = "".join(
        p.read_text(encoding="utf8") for p in (ROOT / "govsim/rules").glob("*.py")
    )
    defined = re.findall(r'"""[^"]*?, eq\. (\d+\.\d+)', text)
    assert len(defined) == len(set(defined))


@pytest.mark.parametrize("name", [*PARAMETERS, *LEVERS])
def test_model_md_names_every_parameter_and_lever(name: str) -> None:
    assert re.search(rf"\b{name}\b", MODEL), name


def test_model_md_names_only_what_exists() -> None:
    """Names in backticks are parameters, levers, outcomes, verbs, columns or functions."""
    known = {*PARAMETERS, *LEVERS, *OUTCOMES}
    words = set(re.findall(r"`([a-z]+(?:_[a-z0-9]+)+)`", MODEL))
    assert words - known <= {"draw_people"}
    tables = sorted((ROOT / "govsim" / "state").glob("*.py"))
    source = "".join(path.read_text(encoding="utf8") for path in tables)
    verbs = {verb_name(verb) for verb in MONTH}
    for table, word in re.findall(r"`([a-z]+)\.([a-z_]+)`", MODEL):
        if f"{table}.{word}" in verbs or word in ("py", "md", "policy"):
            continue
        assert table in ("residents", "communities", "committees", "offers", "partners")
        assert f"    {word}:" in source, f"{table}.{word}"


# --- pages made from the cards --------------------------------------------------------


def test_generated_pages_are_fresh() -> None:
    assert make_docs.stale() == []


def test_generated_pages_name_every_card() -> None:
    decks = {
        "levers.md": LEVERS,
        "parameters.md": PARAMETERS,
        "outcomes.md": OUTCOMES,
    }
    for page, deck in decks.items():
        text = (DOCS / page).read_text(encoding="utf8")
        assert [name for name in deck if f"`{name}`" not in text] == []


def functions(module: str) -> dict[str, ast.FunctionDef]:
    """All functions of a module by name, from its syntax tree."""
    path = ROOT / Path(*module.split(".")).with_suffix(".py")
    tree = ast.parse(path.read_text(encoding="utf8"))
    return {n.name: n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)}


def mentions(function: ast.FunctionDef, name: str) -> bool:
    """Whether the function reads `policy.<name>` or `a.<name>`, or has a name for it."""
    return any(
        (isinstance(node, ast.Attribute) and node.attr == name)
        or (isinstance(node, ast.Constant) and node.value == name)
        for node in ast.walk(function)
    )


def called(function: ast.FunctionDef) -> set[str]:
    """Names of the functions that a function calls."""
    return {
        node.func.id
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }


CARDS = [*LEVERS.values(), *PARAMETERS.values(), *SHOCKS.values()]


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.name)
def test_the_reader_on_a_card_exists_and_reads_it(card: Card) -> None:
    """The reader itself, or a helper in its file that it calls, mentions the name."""
    for reader in card.read_by.split("; "):
        module, name = reader.rsplit(".", 1)
        here = functions(module)
        assert name in here, f"{reader} does not exist"
        helpers = [here[helper] for helper in called(here[name]) if helper in here]
        assert any(mentions(f, card.name) for f in [here[name], *helpers]), reader


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.name)
def test_every_card_has_a_source(card: Card) -> None:
    assert card.source.strip()


# --- pages for people -----------------------------------------------------------------


def test_documents_hold_no_machine_paths() -> None:
    pages = [*DOCS.rglob("*.md"), *ROOT.glob("*.md"), ROOT / "CITATION.cff"]
    for page in pages:
        text = page.read_text(encoding="utf8")
        assert not re.search(r"/(?:work|tmp|root|home)/", text), page
        assert "localhost" not in text, page


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=lambda p: p.name)
def test_links_between_documents_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)\)", page.read_text(encoding="utf8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_decision_records_have_their_parts() -> None:
    records = sorted((DOCS / "adr").glob("*.md"))
    assert [record.name[:4] for record in records] == [
        f"{number:04d}" for number in range(1, len(records) + 1)
    ]
    for record in records:
        text = record.read_text(encoding="utf8")
        for part in ("Status", "Context", "Decision", "Consequences"):
            assert part in text, f"{record.name}: {part}"


def test_readme_has_the_two_commands_and_the_limits() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf8")
    assert "uv run govsim compare administration-led self-governing" in text
    assert "uv run pytest" in text
    assert "must not be used for" in text
    assert "not the LLM benchmark" in text
    for target in re.findall(
        r"\]\(((?:docs|notebooks|experiments|govsim)[^)]*)\)", text
    ):
        assert (ROOT / target).exists(), target
