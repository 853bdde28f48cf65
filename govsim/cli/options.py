"""The options that several verbs share: one type each, with its one help text."""

from pathlib import Path
from typing import Annotated

import typer

Plan = Annotated[str, typer.Argument(help="A preset or file.")]
Another = Annotated[str, typer.Argument(help="Another.")]

Lang = Annotated[str | None, typer.Option("--lang", help="en or zh.")]
Out = Annotated[Path | None, typer.Option("--out", help="Folder for the results.")]
Overwrite = Annotated[
    bool, typer.Option("--overwrite", help="Replace a finished result.")
]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask before long work.")]
Quick = Annotated[bool, typer.Option("--quick", help="A small version, in seconds.")]

Seed = Annotated[int, typer.Option("--seed", help="Integer seed.")]
Workers = Annotated[int | None, typer.Option("--workers", help="Processes.")]
Months = Annotated[int | None, typer.Option("--months", help="Length of each run.")]
World = Annotated[
    str | None,
    typer.Option(
        "--world",
        help="default (4 × 1,500 adults), realistic, or a file whose communities to take.",
    ),
]
FullWorld = Annotated[
    bool, typer.Option("--full-world", help="Communities of full size; takes longer.")
]
WorldsRun = Annotated[
    int | None, typer.Option("--replicates", help="Worlds every cell is run in.")
]
Assumed = Annotated[str, typer.Option("--parameters", help="plausible or default.")]
Outcomes = Annotated[
    list[str] | None,
    typer.Option("--outcome", help="An outcome; may be given again."),
]
