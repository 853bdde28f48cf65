"""The command: `python -m benchmarks` (see benchmarks/README.md)."""

import argparse
import importlib
import json
import os
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.contenders import surroundings
from benchmarks.notes import FULL, QUICK, Notes, faults_of, result
from benchmarks.targets import judge
from benchmarks.words import QUESTIONS, page, verdict_lines

DOCS = Path(__file__).parent.parent / "docs"


def options() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser("python -m benchmarks", description=__doc__)
    add = parser.add_argument
    add(
        "--quick",
        action="store_true",
        help="small sizes, few rounds: about two minutes",
    )
    add("--guard", action="store_true", help="only CI's bounds; ends with 1 if broken")
    add("--only", nargs="+", choices=QUESTIONS, help="some of the questions")
    add("--main-job", action="store_true", help="also the main comparison (minutes)")
    add("--peers-python", help="interpreter of an environment that has the peers")
    add(
        "--out", type=Path, default=Path("results/benchmarks"), help="folder of results"
    )
    add("--docs", type=Path, metavar="RESULT",
        help="measure nothing: write docs/performance.md and its chart from a result")  # fmt: skip
    return parser.parse_args()


def main() -> int:
    """Measure, judge, write; 1 if something is wrong (a missed target is not)."""
    asked = options()
    if asked.guard:
        return hold()
    if asked.docs:
        write_docs(json.loads(asked.docs.read_text(encoding="utf8")))
        return 0
    made = measure(asked)
    write(made, asked.out)
    print("", *verdict_lines(made), sep="\n")
    wrong = [check["what"] for check in made["checks"] if not check["holds"]]
    if wrong:
        print("\nWRONG, and so not timed:", ", ".join(wrong))
    return 1 if wrong else 0


def measure(asked: argparse.Namespace) -> dict[str, Any]:
    """Ask every question and put the answers together."""
    from benchmarks.machine import load, machine

    begun = time.perf_counter()
    effort = replace(
        QUICK if asked.quick else FULL,
        peers_python=asked.peers_python,
        main_job=asked.main_job,
    )

    def say(line: str) -> None:
        print(f"{time.perf_counter() - begun:6.0f} s {line}", flush=True)

    notes, here = Notes(say), machine(asked.peers_python)
    for name in asked.only or QUESTIONS:
        say(QUESTIONS[name])
        importlib.import_module(f"benchmarks.questions.{name}").ask(effort, notes)
    here["load_after"] = load()
    return result(notes, effort, here, judge(notes.findings))


def write(made: dict[str, Any], folder: Path) -> None:
    """The machine-readable result and its chart."""
    from benchmarks.chart import draw

    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(made, indent=1, ensure_ascii=False)
    (folder / "result.json").write_text(text + "\n", encoding="utf8")
    draw(made, folder)
    print(f"\nwritten: {folder / 'result.json'}, {folder / 'performance.png'}")


def write_docs(made: dict[str, Any]) -> None:
    """The documentation's page and chart."""
    from benchmarks.chart import draw

    faults = faults_of(made)
    if faults:
        sys.exit("not a result: " + "; ".join(faults))
    (DOCS / "performance.md").write_text(page(made), encoding="utf8")
    for path in draw(made, DOCS / "figures"):
        if path.suffix == ".svg":
            path.unlink()


def hold() -> int:
    """CI's bounds."""
    from benchmarks.guard import guard

    broken = 0
    for held in guard():
        print(held, flush=True)
        broken += not held.holds
    return 1 if broken else 0


if __name__ == "__main__":
    if any(os.environ.get(k) != v for k, v in surroundings().items()):
        os.execve(sys.executable, [sys.executable, "-m", "benchmarks", *sys.argv[1:]],
                  surroundings())  # fmt: skip
    sys.exit(main())
