"""Write the notebooks from their plain-text sources, without outputs."""

import re
from pathlib import Path

import nbformat

HERE = Path(__file__).parent.parent / "notebooks"


def notebook(text: str) -> nbformat.NotebookNode:
    """A notebook from a script whose cells begin with `# %%` or `# %% [markdown]`."""
    cells = []
    for number, part in enumerate(re.split(r"^# %%", text, flags=re.M)[1:]):
        head, _, body = part.partition("\n")
        if "[markdown]" in head:
            lines = [
                line.removeprefix("# ").removeprefix("#")
                for line in body.strip().splitlines()
            ]
            cell = nbformat.v4.new_markdown_cell("\n".join(lines))
        else:
            cell = nbformat.v4.new_code_cell(body.strip())
        cell["id"] = f"cell-{number:02d}"
        cells.append(cell)
    book = nbformat.v4.new_notebook(cells=cells)
    book.metadata["kernelspec"] = {
        "display_name": "Python 3",
        "language": "python",
        "name": "python3",
    }
    return book


def main() -> None:
    """Write every notebook beside its source."""
    for source in sorted(HERE.glob("*.py")):
        nbformat.write(
            notebook(source.read_text(encoding="utf8")), source.with_suffix(".ipynb")
        )


if __name__ == "__main__":
    main()
