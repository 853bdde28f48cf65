"""The verbs of the command line, thin: they read words and call the package."""

from typing import Annotated

import typer

from govsim import __version__
from govsim.cli import (
    calibrating,
    discovering,
    looking,
    reporting,
    running,
    sweeping,
    tabling,
    trying,
    understanding,
)
from govsim.cli.shared import Settings
from govsim.errors import BadInput
from govsim.wording import language

app = typer.Typer(
    name="govsim",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Simulate how a city's communities are governed, and compare set-ups.\n\n"
    "Example: govsim compare administration-led self-governing",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"govsim {__version__}")
        raise typer.Exit


@app.callback()
def before(
    lang: Annotated[
        str | None, typer.Option(help="en or zh; default from the locale.")
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", help="Print nothing but errors.")
    ] = False,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Version."),
    ] = False,
) -> None:
    """Options that stand before the verb."""
    Settings.lang = lang or language()
    Settings.quiet = quiet


app.command("list")(looking.list_)
app.command()(looking.describe)
app.command()(running.run)
app.command()(running.compare)
app.command()(sweeping.sweep)
app.command()(understanding.explain)
app.command()(understanding.sensitivity)
app.command()(trying.trial)
app.command()(tabling.tables)
app.command()(reporting.report)
app.command()(discovering.discover)
app.command()(calibrating.calibrate)
app.command()(running.validate)
app.command()(looking.new)
app.command()(looking.check)
app.command()(looking.diff)
app.command("app")(looking.app_)


def main() -> None:
    """Run the command line; bad input ends with code 2 and plain sentences."""
    try:
        app(prog_name="govsim")
    except BadInput as error:
        typer.echo(error.report(), err=True)
        raise SystemExit(2) from None
    except KeyboardInterrupt:
        typer.echo("Stopped.", err=True)
        raise SystemExit(1) from None
