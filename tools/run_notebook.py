"""Execute notebooks as a reader would and fail if a cell fails or warns.

python tools/run_notebook.py                       # all of notebooks/, both languages
python tools/run_notebook.py notebooks/03*.ipynb   # some
GOVSIM_QUICK=0 python tools/run_notebook.py        # at full size, which takes long
python tools/run_notebook.py --html DIR            # also as pages (needs nbconvert)
"""

import sys
import tempfile
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).parent.parent / "notebooks"
HOURS = 3


def executed(path: Path) -> nbformat.NotebookNode:
    """The notebook with outputs; it runs in an empty folder that goes afterwards."""
    book = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory() as folder:
        NotebookClient(
            book,
            timeout=HOURS * 3600,
            kernel_name="python3",
            resources={"metadata": {"path": folder}},
        ).execute()
    return book


def complaints(book: nbformat.NotebookNode) -> list[str]:
    """What a reader would stumble over: warnings and whatever else goes to stderr."""
    return [
        output["text"]
        for cell in book.cells
        for output in cell.get("outputs", [])
        if output.get("name") == "stderr"
    ]


def write_page(book: nbformat.NotebookNode, path: Path) -> None:
    """The executed notebook as one HTML file."""
    from nbconvert import HTMLExporter

    page, _ = HTMLExporter().from_notebook_node(book)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf8")


def main() -> None:
    """Run the notebooks named on the command line, or all."""
    words = sys.argv[1:]
    pages = None
    if words[:1] == ["--html"]:
        pages, words = Path(words[1]), words[2:]
    failed = []
    for path in [Path(word) for word in words] or sorted(HERE.glob("*.ipynb")):
        begun = time.perf_counter()
        book = executed(path)
        count = sum(cell.cell_type == "code" for cell in book.cells)
        print(f"{path.name}: {count} cells, {time.perf_counter() - begun:.0f} s")
        failed += [f"{path.name}: {text}" for text in complaints(book)]
        if pages is not None:
            write_page(book, pages / f"{path.stem}.html")
    if failed:
        raise SystemExit("\n".join(failed))


if __name__ == "__main__":
    main()
