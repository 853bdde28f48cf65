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
    overwrite: Overwrite = False,
    lang: Lang = None,
) -> None:
    """A commented template for your own community. Example: govsim new ours.toml."""
    from govsim.scenarios import template

    if file.exists() and not overwrite:
        raise BadInput(f"{file} exists; choose another name or add --overwrite.")
    try:
        file.write_text(template(language_of(lang)), encoding="utf8")
    except OSError as error:
        raise BadInput(f"{file} cannot be written: {error.strerror}.") from None
    say(f"{file}   next: govsim check {file}")


def check(
    file: Annotated[str, typer.Argument(help="A scenario file.")], lang: Lang = None
) -> None:
    """Check a scenario file. Example: govsim check ours.toml."""
    from govsim.scenarios import load

    plan = load(file)
    adults = sum(profile.adults for profile in plan.profiles)
    if language_of(lang) == "zh":
        say(
            f"{file} 没有问题:{len(plan.profiles)} 个社区,{adults:,} 名成年居民,"
            f"{plan.months} 个月,{len(plan.levers)} 个政策杠杆。"
        )
    else:
        say(
            f"{file} is in order: {len(plan.profiles)} communities, {adults:,} adults, "
            f"{plan.months} months, {len(plan.levers)} levers set."
        )


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
