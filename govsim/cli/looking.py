"""Verbs that look things up and write files: list, describe, new, check, diff, app."""

from pathlib import Path
from typing import Annotated

import typer

from govsim.cli.options import Another, Lang, Overwrite, Plan
from govsim.cli.shared import language_of, say
from govsim.errors import BadInput, unknown


def list_(
    what: Annotated[
        str, typer.Argument(help="scenarios, levers, outcomes, shocks or parameters.")
    ] = "scenarios",
    format_: Annotated[
        str, typer.Option("--format", help="table, json or csv.")
    ] = "table",
    lang: Lang = None,
) -> None:
    """The vocabulary. Example: govsim list levers --format csv."""
    from govsim.catalogue import CATALOGUES, rows_of, write_rows

    if what not in CATALOGUES:
        raise BadInput(unknown("list", what, CATALOGUES))
    typer.echo(write_rows(rows_of(what), format_, language_of(lang)), nl=False)


def describe(
    name: Annotated[
        str, typer.Argument(help="A scenario, lever, outcome or parameter.")
    ],
    lang: Lang = None,
) -> None:
    """One name in full. Example: govsim describe money_follows_task."""
    from govsim.catalogue import description

    typer.echo(description(name, language_of(lang)))


def new(
    file: Annotated[Path, typer.Argument(help="Where to write the template.")],
    base: Annotated[
        str, typer.Option("--base", help="Preset or file to start from.")
    ] = "baseline",
    overwrite: Overwrite = False,
    lang: Lang = None,
) -> None:
    """A commented template for your own community. Example: govsim new ours.toml."""
    from govsim.scenarios import template

    if file.exists() and not overwrite:
        raise BadInput(f"{file} exists; choose another name or add --overwrite.")
    text = template(language_of(lang), base, file)
    try:
        file.write_text(text, encoding="utf8")
    except OSError as error:
        raise BadInput(f"{file} cannot be written: {error.strerror}.") from None
    say(f"{file}   next: govsim check {file}")


def check(
    file: Annotated[str, typer.Argument(help="A scenario file.")], lang: Lang = None
) -> None:
    """Check a scenario file. Example: govsim check ours.toml."""
    from govsim.report.checking import check_lines

    for line in check_lines(file, language_of(lang)):
        say(line)


def diff(
    a: Plan,
    b: Another,
    lang: Lang = None,
) -> None:
    """Two scenarios' differences. Example: govsim diff baseline self-governing."""
    from govsim.scenarios import difference, load

    language = language_of(lang)
    sentences = difference(load(a), load(b), language)
    typer.echo(
        "\n".join(sentences) or ("没有差异。" if language == "zh" else "No difference.")
    )


def app_(
    port: Annotated[int, typer.Option("--port", help="Port on this machine.")] = 8765,
    open_: Annotated[bool, typer.Option("--open", help="Open the browser.")] = False,
    lang: Lang = None,
) -> None:
    """The class page, offline. Example: govsim app --port 8765."""
    from govsim.app import serve

    serve(port=port, lang=language_of(lang), open_browser=open_)
