"""A table as lines of text for the terminal."""

import io
from collections.abc import Iterable, Sequence

WIDTH = 170  # columns; a wider row wraps


def table_lines(
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    right: Iterable[int] = (),
    gap: int = 2,
) -> str:
    """Rows under heads; the columns whose numbers are in `right` are right-aligned."""
    from rich.console import Console
    from rich.table import Table

    numbers = set(right)
    table = Table(box=None, pad_edge=False, padding=(0, gap, 0, 0))
    for place, head in enumerate(heads):
        table.add_column(head, justify="right" if place in numbers else "left")
    for row in rows:
        table.add_row(*row)
    text = io.StringIO()
    Console(file=text, width=WIDTH, force_terminal=False, markup=False).print(table)
    return "\n".join(line.rstrip() for line in text.getvalue().splitlines())
