"""The verbs of the command line, thin: they read words and call the package."""

import os
import sys
import time
from pathlib import Path
from typing import Annotated, Any

import typer

from govsim import __version__
from govsim.errors import BadInput, unknown

app = typer.Typer(
    name="govsim",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Simulate how a city's communities are governed, and compare set-ups.\n\n"
    "Example: govsim compare administration-led self-governing",
)


class Settings:
    """What the options before the verb said."""

    lang = "en"
    quiet = False


def _locale_language() -> str:
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    first = next((name for name in names if name), "")
    return "zh" if first.lower().startswith("zh") else "en"


def _language(chosen: str | None) -> str:
    lang = chosen or Settings.lang
    if lang not in ("en", "zh"):
        raise BadInput(f"--lang {lang}: allowed are en and zh.")
    return lang


def _say(text: str = "") -> None:
    if not Settings.quiet:
        typer.echo(text)


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
    Settings.lang = lang or _locale_language()
    Settings.quiet = quiet


Lang = Annotated[str | None, typer.Option("--lang", help="en or zh.")]
Out = Annotated[Path | None, typer.Option("--out", help="Folder for the results.")]
Overwrite = Annotated[
    bool, typer.Option("--overwrite", help="Replace a finished result.")
]
Months = Annotated[int | None, typer.Option("--months", help="Length of each run.")]
SeedOption = Annotated[int, typer.Option("--seed", help="Integer seed.")]
World = Annotated[
    str | None, typer.Option("--world", help="default (4 × 1,500 adults) or realistic.")
]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask before long work.")]
Quick = Annotated[bool, typer.Option("--quick", help="A small version, in seconds.")]


@app.command("list")
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
    typer.echo(write_rows(rows_of(what), format_, _language(lang)), nl=False)


@app.command()
def describe(
    name: Annotated[
        str, typer.Argument(help="A scenario, lever, outcome or parameter.")
    ],
    lang: Lang = None,
) -> None:
    """One name in full. Example: govsim describe money_follows_task."""
    from govsim.catalogue import description

    typer.echo(description(name, _language(lang)))


@app.command()
def run(
    scenario: Annotated[str, typer.Argument(help="A preset or a file.")],
    months: Months = None,
    seed: SeedOption = 1,
    set_: Annotated[
        list[str] | None,
        typer.Option(
            "--set", help="lever=value, or month:lever=value from that month."
        ),
    ] = None,
    world: World = None,
    out: Out = None,
    overwrite: Overwrite = False,
    quick: Quick = False,
    lang: Lang = None,
) -> None:
    """One run. Example: govsim run self-governing --set audit_probability=0.5."""
    from govsim.report.folder import prepare
    from govsim.studies.running import run as run_once

    language = _language(lang)
    plan = _plan(
        scenario, 24 if quick and months is None else months, world, set_ or []
    )
    folder = out or _folder("run")
    prepare(folder, overwrite).rmdir()
    result = run_once(plan, rng=seed)
    written = result.write(folder, lang=language, overwrite=overwrite)
    _say(_run_lines(result, language))
    _say(f"{written}{os.sep}   summary.md · outcomes.csv · figures")


@app.command()
def compare(
    scenarios: Annotated[
        list[str], typer.Argument(help="Two presets or files, or more.")
    ],
    replicates: Annotated[
        int | None, typer.Option("--replicates", help="Pairs of worlds (30).")
    ] = None,
    months: Months = None,
    seed: SeedOption = 1,
    workers: Annotated[int | None, typer.Option("--workers", help="Processes.")] = None,
    parameters: Annotated[
        str, typer.Option("--parameters", help="plausible or default.")
    ] = "plausible",
    world: World = None,
    out: Out = None,
    overwrite: Overwrite = False,
    quick: Quick = False,
    yes: Yes = False,
    lang: Lang = None,
) -> None:
    """The main job. Example: govsim compare administration-led self-governing."""
    from govsim.report.folder import prepare
    from govsim.report.terminal import comparison_lines
    from govsim.studies.comparing import compare as compare_worlds

    language = _language(lang)
    pairs = replicates if replicates is not None else (6 if quick else 30)
    length = months if months is not None else (36 if quick else None)
    if len(scenarios) < 2:
        raise BadInput("compare needs two scenarios or more.")
    if workers is not None and workers < 1:
        raise BadInput(f"--workers {workers}: at least 1.")
    plans = [_plan(name, length, world, []) for name in scenarios]
    folder = out or _folder("compare")
    prepare(folder, overwrite).rmdir()
    _ask_if_long(plans, pairs, workers, yes)
    with _Progress() as progress:
        result = compare_worlds(
            plans,
            replicates=pairs,
            rng=seed,
            workers=workers,
            parameters=parameters,
            progress=progress,
        )
    written = result.write(folder, lang=language, overwrite=overwrite)
    _say(comparison_lines(result, language))
    _say(f"{written}{os.sep}   summary.md · outcomes.csv · figures")


@app.command()
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
        file.write_text(template(_language(lang)), encoding="utf8")
    except OSError as error:
        raise BadInput(f"{file} cannot be written: {error.strerror}.") from None
    _say(f"{file}   next: govsim check {file}")


@app.command()
def check(
    file: Annotated[str, typer.Argument(help="A scenario file.")], lang: Lang = None
) -> None:
    """Check a scenario file. Example: govsim check ours.toml."""
    from govsim.scenarios import load

    plan = load(file)
    adults = sum(profile.adults for profile in plan.profiles)
    if _language(lang) == "zh":
        _say(
            f"{file} 没有问题:{len(plan.profiles)} 个社区,{adults:,} 名成年居民,"
            f"{plan.months} 个月,{len(plan.levers)} 个政策杠杆。"
        )
    else:
        _say(
            f"{file} is in order: {len(plan.profiles)} communities, {adults:,} adults, "
            f"{plan.months} months, {len(plan.levers)} levers set."
        )


@app.command()
def diff(
    a: Annotated[str, typer.Argument(help="A preset or file.")],
    b: Annotated[str, typer.Argument(help="Another.")],
    lang: Lang = None,
) -> None:
    """Two scenarios' differences. Example: govsim diff baseline self-governing."""
    from govsim.scenarios import difference, load

    language = _language(lang)
    sentences = difference(load(a), load(b), language)
    typer.echo(
        "\n".join(sentences) or ("没有差异。" if language == "zh" else "No difference.")
    )


@app.command("app")
def app_(
    port: Annotated[int, typer.Option("--port", help="Port on this machine.")] = 8765,
    open_: Annotated[bool, typer.Option("--open", help="Open the browser.")] = False,
    lang: Lang = None,
) -> None:
    """The class page, offline. Example: govsim app --port 8765."""
    from govsim.app import serve

    serve(port=port, lang=_language(lang), open_browser=open_)


def _plan(name: str, months: int | None, world: str | None, settings: list[str]):  # type: ignore[no-untyped-def]
    """The scenario with what the options change."""
    from govsim.scenarios import load
    from govsim.settings import with_settings

    plan = load(name)
    if world is not None:
        plan = plan.replace(world=world)
    if months is not None:
        plan = plan.replace(months=months)
    return with_settings(plan, settings)


def _folder(verb: str) -> Path:
    return Path("results") / f"{verb}-{time.strftime('%Y%m%d-%H%M%S')}"


def _run_lines(result: object, lang: str) -> str:
    from govsim.report.terminal import run_lines

    return run_lines(result, lang)  # type: ignore[arg-type]


MICROSECONDS = 1.2  # a resident-month, with its share of set-up, on a slow machine


def _ask_if_long(plans: list, pairs: int, workers: int | None, yes: bool) -> None:
    """Say what work over five minutes will take, and ask."""
    from govsim.opening import FAST_MONTHS, OWN_PACE_MONTHS
    from govsim.studies.jobs import available_cores

    adults = sum(profile.adults for profile in plans[0].profiles)
    jobs = pairs + max(4, pairs // 5)
    months = jobs * (FAST_MONTHS + OWN_PACE_MONTHS + len(plans) * plans[0].months)
    cores = min(workers or available_cores(), jobs)
    minutes = adults * months * MICROSECONDS / 1e6 / 60.0 / cores
    if minutes <= 5.0 or yes:
        return
    size = (
        pairs
        * len(plans)
        * plans[0].months
        * (len(plans[0].profiles) + 1)
        * 57
        * 4
        / 1e6
    )
    text = (
        f"{jobs * len(plans)} runs, about {minutes:.0f} minutes, about {size:.0f} MB."
    )
    if not sys.stdin.isatty():
        raise BadInput(f"{text} Add --yes to go on.")
    if not typer.confirm(f"{text} Go on?"):
        raise typer.Exit(1)


class _Progress:
    """A bar for work over two seconds; silent when not a terminal."""

    def __enter__(self) -> "_Progress":
        self.bar: Any = None
        self.begun = time.monotonic()
        return self

    def __call__(self, done: int, total: int) -> None:
        if (
            Settings.quiet
            or not sys.stderr.isatty()
            or time.monotonic() - self.begun < 2.0
        ):
            return
        if self.bar is None:
            from rich.console import Console
            from rich.progress import (
                BarColumn,
                MofNCompleteColumn,
                Progress,
                TimeRemainingColumn,
            )

            self.bar = Progress(
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self.bar.start()
            self.task = self.bar.add_task("", total=total)
        self.bar.update(self.task, completed=done)

    def __exit__(self, *_: object) -> None:
        if self.bar is not None:
            self.bar.stop()


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
