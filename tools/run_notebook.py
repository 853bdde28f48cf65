"""Execute a notebook as a reader would and fail if a cell fails."""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient


def main() -> None:
    """Run the notebooks named on the command line, in their own folders."""
    for name in sys.argv[1:]:
        path = Path(name)
        book = nbformat.read(path, as_version=4)
        NotebookClient(
            book,
            timeout=600,
            kernel_name="python3",
            resources={"metadata": {"path": str(path.parent)}},
        ).execute()
        print(
            f"{path}: {sum(cell.cell_type == 'code' for cell in book.cells)} cells ran"
        )


if __name__ == "__main__":
    main()
