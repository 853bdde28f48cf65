"""What the five studies share: options, the runs, and what is written of them."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

import govsim
from govsim.outcomes import OUTCOMES
from govsim.report.hypotheses import contrasts_words, hypotheses_words
from govsim.studies.contrasts import contrasts
from govsim.studies.hypotheses import judged, read_hypotheses
from govsim.studies.second_worlds import second_worlds
from govsim.studies.sweeping.conducting import SweepStopped

QUICK_ADULTS = 250  # of each community in a quick run
BEGIN, END = "<!-- findings: begin -->", "<!-- findings: end -->"
KEYS = ["point", "month", "by", "group", *OUTCOMES]
COLUMNS = ["scenario", "pilot", "replicate", "community", *KEYS]
Weights = dict[str, dict[str, float]]


def asked(here: Path, about: str) -> argparse.Namespace:
    """The options every study has."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument(
        "--quick", action="store_true", help="only to see that it works"
    )
    parser.add_argument("--seed", type=int, help="the design's if not given")
    parser.add_argument("--out", type=Path, help="folder; gone on with if it is begun")
    parser.add_argument("--workers", type=int, help="processes; all cores by default")
    parser.add_argument(
        "--docs", action="store_true", help="copy what came out into the README"
    )
    made = parser.parse_args()
    made.here = here
    made.out = made.out or here / "results" / ("quick" if made.quick else "full")
    if made.quick and made.docs:
        parser.error(
            "--docs: a quick run shows nothing that could stand in the README."
        )
    return made


def main(file: str, about: str, study: Callable[[argparse.Namespace], str]) -> None:
    """Carry out a study, write its findings and say where they are.

    `file` is the study's script, `about` its first words.
    """
    here = Path(file).resolve().parent
    options = asked(here, about)
    try:
        text = study(options)
    except govsim.BadInput as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from None
    except SweepStopped as error:
        print(error, file=sys.stderr)
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        print("stopped; the same command goes on from here", file=sys.stderr)
        raise SystemExit(1) from None
    page = options.out / "findings.md"
    page.write_text(text, encoding="utf8")
    print(text, page, sep="\n")
    if options.docs:
        readme = here / "README.md"
        before, rest = readme.read_text(encoding="utf8").split(BEGIN)
        after = rest.split(END)[1]
        made = f"{before}{BEGIN}\n\n{text}\n\n{END}{after}"
        readme.write_text(made, encoding="utf8")


@dataclass
class Runs:
    """A design's runs: the sweep, and sweeps of second worlds."""

    design: govsim.Design
    sweeps: list[govsim.Sweep]
    quick: bool

    def frame(self, table: str = "outcomes") -> pd.DataFrame:
        """A table of all runs of the district, with `cell`, `world` and `again`."""
        return pd.concat(
            [self._frame(n, table) for n in range(len(self.sweeps))], ignore_index=True
        )

    def _frame(self, number: int, table: str) -> pd.DataFrame:
        data = getattr(self.sweeps[number], table)()
        named = [name for name in data.schema.names if name in COLUMNS]
        made = data.to_table(columns=named).to_pandas()
        made = made[made["community"] == -1].copy()
        parts = [
            n for n in ("scenario", "pilot") if n in made and made[n].nunique() > 1
        ]
        made["cell"] = made[parts].astype(str).agg(" / ".join, axis=1)
        made["world"] = made["replicate"] if number == 0 else number - 1
        made["again"] = number > 0
        keep = [name for name in KEYS if name in made]
        return made[["cell", "world", "again", *keep]]

    def words(self) -> str:
        """What was run, in a sentence or two."""
        failed = sum(len(sweep.failures()) for sweep in self.sweeps)
        plan, design = self.design.scenarios[0], self.design
        runs = sum(len(sweep.runs()) for sweep in self.sweeps)
        told = (
            f"govsim {govsim.__version__}, seed {design.seed}: {design.replicates} worlds, "
            f"each with plausible assumptions of its own, {len(self.sweeps) - 1} second "
            f"worlds; {len(plan.profiles)} communities, {plan.adults:,} adults, "
            f"{design.months} months; {runs:,} runs, {failed} failed."
        )
        warned = "**A quick run: it shows that the script works, and nothing else.** "
        return (warned if self.quick else "") + told


def conduct(options: argparse.Namespace, *, again: int, months: int) -> Runs:
    """Run the study's design, or go on with it.

    `again` is how many sets of assumptions get a second world; `months` the length of a
    quick run, in which two worlds of small communities are run.
    """
    design = govsim.Design.from_toml(options.here / "design.toml")
    if options.seed is not None:
        design = design.replace(seed=options.seed)
    if options.quick:
        again, points = min(again, 1), design.points[:12]
        design = replace(design, points=points, sample=None, window=12)
        plans = tuple(plan.replace(profiles=_few(plan)) for plan in design.scenarios)
        design = design.replace(scenarios=plans, replicates=2, months=months)
    elif not (options.out / "worlds" / "manifest.json").exists():
        print(design.forecast(options.workers), flush=True)
    how = {"workers": options.workers, "resume": True}
    sweeps = [govsim.sweep(design, out=options.out / "worlds", **how)]
    for number, second in enumerate(second_worlds(design, again) if again else []):
        sweeps.append(govsim.sweep(second, out=options.out / f"second-{number}", **how))
    return Runs(design, sweeps, options.quick)


def _few(plan: govsim.Scenario) -> tuple:
    return tuple(replace(place, adults=QUICK_ADULTS) for place in plan.profiles)


def findings(
    options: argparse.Namespace, runs: Runs, values: pd.DataFrame
) -> list[str]:
    """What was run and what became of the hypotheses; also as a table on disk."""
    made = judged(read_hypotheses(options.here / "hypotheses.toml"), values)
    made.to_csv(options.out / "hypotheses.csv", index=False)
    values.to_parquet(options.out / "measures.parquet", index=False)
    return [runs.words(), hypotheses_words(made)]


def shown(
    values: pd.DataFrame, measures: list[str], weights: Weights, head: str
) -> str:
    """A table of differences in words, one row a contrast."""
    return contrasts_words(contrasts(values, measures, weights), head)


def levels(values: pd.DataFrame, measures: list[str], cells: list[str]) -> str:
    """A table of means in words, one row a set-up."""
    weights = {cell: {cell: 1.0} for cell in cells}
    return contrasts_words(contrasts(values, measures, weights), "set-up", signs=False)


def in_short(found: govsim.Discovery, path: Path) -> str:
    """The sentences under "In short" of what `discover` found; the whole page on disk."""
    page = found.summary()
    path.write_text(page, encoding="utf8")
    return page.split("## In short")[1].split("\n## ", maxsplit=1)[0].strip()
