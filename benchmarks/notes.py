"""What came out: checks, findings and what they are judged by, and the form they are kept in."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from benchmarks.clock import Both, Spell, busy, median

ALONE = 0.9  # a process that had less of its core than this shared it
FORM = 1
"""Version of the machine-readable result."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How thoroughly to measure."""

    name: str
    sizes: tuple[int, ...]  # residents
    settled: int  # largest size at which the opening is settled
    seeds: int  # paired runs to check that frameworks agree
    months: int  # of each of them
    rounds: int
    runs: int  # of a small district, on one and on two workers
    large_runs: int  # of one of 6,000 residents
    peers_python: str | None = None
    main_job: bool = False


QUICK = Effort("quick", (1_000, 10_000, 100_000), 10_000, 10, 60, 3, 8, 2)
FULL = Effort(
    "full", (1_000, 10_000, 100_000, 1_000_000), 1_000_000, 30, 120, 7, 200, 12
)


@dataclass(frozen=True, slots=True)
class Check:
    """Something that must be right before it may be fast."""

    what: str
    holds: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One number; `low` and `high` are the least and most of the rounds."""

    question: str
    what: str
    unit: str
    value: float
    size: int | None = None
    low: float | None = None
    high: float | None = None
    by_cpu: float | None = None  # the same by processor time
    busy: float | None = None  # processor seconds in each second that passed
    detail: str = ""


def judged(found: Finding | dict[str, Any]) -> float:
    """The figure to judge by: processor time where the machine was shared."""
    kept = found if isinstance(found, dict) else asdict(found)
    load, by_cpu = kept["busy"], kept["by_cpu"]
    shared = load is not None and load < ALONE and by_cpu is not None
    return float(by_cpu if shared else kept["value"])


@dataclass
class Notes:
    """What a run of the benchmarks writes down."""

    say: Callable[[str], None] = print
    checks: list[Check] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def check(self, what: str, holds: bool, detail: str = "") -> bool:
        """Write down a check and say it; returns whether it holds."""
        self.checks.append(Check(what, bool(holds), detail))
        self.say(f"  {'right' if holds else 'WRONG'}: {what} {detail}".rstrip())
        return bool(holds)

    def find(
        self,
        question: str,
        what: str,
        unit: str,
        values: float | Both,
        size: int | None = None,
        spells: Sequence[Spell] = (),
        detail: str = "",
    ) -> Finding:
        """Write down a number, or the median of the rounds', and say it."""
        if not isinstance(values, Both):
            values = Both([float(values)], [])
        rounds, by_cpu = values
        many = len(rounds) > 1
        made = Finding(
            question,
            what,
            unit,
            median(rounds),
            size,
            low=min(rounds) if many else None,
            high=max(rounds) if many else None,
            by_cpu=median(by_cpu) if by_cpu else None,
            busy=busy(spells) if spells else None,
            detail=detail,
        )
        self.findings.append(made)
        self.say("  " + in_words(made))
        return made


def in_words(found: Finding) -> str:
    """A finding on one line, with what the processor says if the machine was busy."""
    at = "" if found.size is None else f" at {found.size:,}"
    line = f"{found.what}{at}: {short(found.value)} {found.unit}"
    if found.busy is not None and found.busy < ALONE and found.by_cpu is not None:
        line += f" (by processor time {short(found.by_cpu)}; it had {found.busy:.0%})"
    return line


def short(value: float) -> str:
    """Three figures that count, without powers of ten."""
    if value == 0 or not abs(value) < float("inf"):
        return f"{value:g}"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def result(
    notes: Notes, effort: Effort, machine: dict[str, Any], verdicts: Sequence[Any]
) -> dict[str, Any]:
    """The machine-readable result."""
    return {
        "form": FORM,
        "effort": effort.name,
        "machine": machine,
        "checks": [asdict(check) for check in notes.checks],
        "findings": [asdict(finding) for finding in notes.findings],
        "verdicts": [asdict(verdict) for verdict in verdicts],
    }


def faults_of(made: dict[str, Any]) -> list[str]:
    """What is wrong with a result read from a file; empty if nothing is."""
    lists = ("checks", "findings", "verdicts")
    faults = [f"no {key}" for key in ("effort", "machine", *lists) if key not in made]
    if made.get("form") != FORM:
        faults.append(f"form {made.get('form')} is not {FORM}")
    for finding in made.get("findings", ()):
        known = set(Finding.__slots__)
        if set(finding) != known:
            faults.append(f"a finding has other keys: {set(finding) ^ known}")
        elif not isinstance(finding["value"], (int, float)) or finding["value"] < 0:
            faults.append(f"{finding['what']}: {finding['value']} is no measure")
    words = {verdict["verdict"] for verdict in made.get("verdicts", ())}
    if not words <= {"pass", "fail", "not measured"}:
        faults.append(f"unknown verdicts: {words}")
    return faults
