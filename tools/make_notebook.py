"""Write the notebooks from their plain-text sources: one in English, one in Chinese.

Cells of a source begin with `# %%` (code, the same in both), `# %% [markdown] en` or
`# %% [markdown] zh`. Notebooks hold no outputs. `--check` only says which are stale.
"""

import re
import sys
from pathlib import Path

import nbformat

HERE = Path(__file__).parent.parent / "notebooks"
SUFFIXES = {"en": ".ipynb", "zh": ".zh.ipynb"}


def notebook(text: str, lang: str) -> nbformat.NotebookNode:
    """A notebook in one language, without outputs."""
    cells = []
    for part in re.split(r"^# %%", text, flags=re.M)[1:]:
        head, _, body = part.partition("\n")
        if "[markdown]" in head:
            if head.split()[-1] != lang:
                continue
            lines = [
                line[2:] if line.startswith("# ") else line.removeprefix("#")
                for line in body.strip().splitlines()
            ]
            cell = nbformat.v4.new_markdown_cell(_joined(lines, lang))
        else:
            cell = nbformat.v4.new_code_cell(
                body.strip().replace('LANG = "en"', f'LANG = "{lang}"')
            )
        cell["id"] = f"cell-{len(cells):02d}"
        cells.append(cell)
    book = nbformat.v4.new_notebook(cells=cells)
    book.metadata["kernelspec"] = {
        "display_name": "Python 3",
        "language": "python",
        "name": "python3",
    }
    book.metadata["language_info"] = {"name": "python"}
    return book


def _joined(lines: list[str], lang: str) -> str:
    """The lines; in Chinese those of a paragraph as one, for a break would be a space."""
    text = "\n".join(lines)
    if lang == "zh":
        text = re.sub(r"(?<=[^\n|])\n *(?=[^\n #*|0-9\-])", "", text)
    return text


def made(source: Path) -> dict[Path, str]:
    """The files of a source, and what stands in them."""
    text = source.read_text(encoding="utf8")
    return {
        source.with_suffix(suffix): nbformat.writes(notebook(text, lang)) + "\n"
        for lang, suffix in SUFFIXES.items()
    }


def stale() -> list[str]:
    """Notebooks that are not what their sources make."""
    return [
        path.name
        for source in sorted(HERE.glob("*.py"))
        for path, text in made(source).items()
        if not path.exists() or path.read_text(encoding="utf8") != text
    ]


def main() -> None:
    """Write every notebook beside its source, or say which are stale."""
    if "--check" in sys.argv:
        if found := stale():
            raise SystemExit(f"stale: {', '.join(found)}; run tools/make_notebook.py")
        return
    for source in sorted(HERE.glob("*.py")):
        for path, text in made(source).items():
            path.write_text(text, encoding="utf8")


if __name__ == "__main__":
    main()
