"""The result in words: a table for the terminal, a page for the documentation."""

from collections.abc import Iterable, Sequence
from typing import Any

from benchmarks.notes import ALONE, short

QUESTIONS = {
    "twin": "The month against the same month in plain Mesa",
    "peers": "Workload W in every framework",
    "arithmetic": "The three hottest rules against C",
    "scaling": "From 1,000 to 1,000,000 residents",
    "sweeps": "Many runs, one worker and two",
    "starting": "Until something happens",
    "jobs": "Jobs people have",
}


def verdict_lines(made: dict[str, Any]) -> list[str]:
    """Every target, what was found, and the word."""
    rows = [("target", "found", "bound", "verdict")]
    for v in made["verdicts"]:
        at = f" at {v['size']:,}" if v["size"] else ""
        what = f" ({v['what']})" if v["what"] else ""
        found = "–" if v["value"] is None else short(v["value"])
        rows.append((f"{v['target']}{at}{what}", found, v["bound"], v["verdict"]))
    return aligned(rows)


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Columns under one another."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table of a Markdown page."""
    return [
        f"| {' | '.join(head)} |",
        "|" + "---|" * len(head),
        *(f"| {' | '.join(row)} |" for row in rows),
        "",
    ]


def page(made: dict[str, Any]) -> str:
    """docs/performance.md from a result."""
    lines = [*INTRODUCTION, *machine_words(made["machine"], made["effort"])]
    lines += ["## Targets", ""]
    rows = []
    for v in made["verdicts"]:
        at = f"{v['size']:,}" if v["size"] else ""
        found = "–" if v["value"] is None else short(v["value"])
        rows.append((v["target"], v["what"], at, found, v["bound"], v["verdict"]))
    lines += table(("target", "what", "residents", "found", "bound", "verdict"), rows)
    right = sum(check["holds"] for check in made["checks"])
    lines += [
        f"Before anything was timed, {right} of {len(made['checks'])} checks of "
        "correctness held; what is wrong is not timed.", "",
        "![Time per resident-month and rules against C](figures/performance.png)", "",
    ]  # fmt: skip
    for question, title in QUESTIONS.items():
        those = [f for f in made["findings"] if f["question"] == question]
        if those:
            lines += [f"## {title}", "", *finding_table(those)]
    return "\n".join(lines)


def finding_table(findings: Sequence[dict[str, Any]]) -> list[str]:
    """One row a quantity and unit, one column a size."""
    sizes = sorted({f["size"] for f in findings if f["size"] is not None})
    plain = any(f["size"] is None for f in findings)
    head = ["what", "unit", *([""] if plain else []), *(f"{s:,}" for s in sizes)]
    kept: dict[tuple[str, str], dict[int | None, str]] = {}
    for f in findings:
        kept.setdefault((f["what"], f["unit"]), {})[f["size"]] = cell(f)
    columns: list[int | None] = [*([None] if plain else []), *sizes]
    return table(
        head, ([*key, *(row.get(c, "") for c in columns)] for key, row in kept.items())
    )


def cell(f: dict[str, Any]) -> str:
    """A value with the least and most of its rounds; by processor time if not alone."""
    text = short(f["value"])
    if f["low"] is not None:
        text += f" ({short(f['low'])}–{short(f['high'])})"
    if f["busy"] is not None and f["busy"] < ALONE and f["by_cpu"] is not None:
        text += f"; {short(f['by_cpu'])} by processor"
    return text


def machine_words(machine: dict[str, Any], effort: str) -> list[str]:
    """The machine, named."""
    packages = ", ".join(f"{k} {v}" for k, v in machine["packages"].items())
    return [
        "## Machine", "",
        f"{machine['processor']}, {machine['cores']} cores, {machine['memory_gib']} GiB; "
        f"{machine['system']}; Python {machine['python']}; {machine['compiler'] or 'no gcc'}; "
        f"{packages}. Load when it began: {machine['load_before']}. Effort: {effort}.", "",
    ]  # fmt: skip


INTRODUCTION = [
    "# How fast is it?",
    "",
    "*Made by `python -m benchmarks` from one run on one machine; do not edit.*",
    "",
    "Figures are medians of rounds in which all contenders took turns, least and most in "
    "brackets; ratios are taken within a round. Every process runs on one thread. Where it "
    "had less than nine tenths of a core, the same figure by processor time stands beside, "
    "and targets and chart go by that.",
    "",
    "* *Plain Mesa*: the whole month written out a second time with residents as objects "
    "(`benchmarks/twin/`), from the same opening world with the same draws.",
    "* *Workload W*: a month of residents who trust, look at eight neighbours, take part "
    "and give, with an exact Gini coefficient (`benchmarks/workload/numbers.py`). Peers are "
    "written as their manuals show, in their own precision, and get the same opening state, "
    "ties and ranking of incomes as the engine. They agree without chance number for "
    "number, with chance over paired seeds.",
    "* *C*: the same arithmetic on single-precision columns, compiled for this processor "
    "(`benchmarks/in_c/`). It rounds as NumPy does; *fast C* may reorder sums and use vector "
    "exponentials.",
    "",
]
