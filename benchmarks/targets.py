"""How fast is fast enough? All bounds are ratios within one run or sizes of memory."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.notes import Finding, judged


@dataclass(frozen=True, slots=True)
class Target:
    """A bound on findings of one question and unit."""

    words: str
    question: str
    unit: str
    least: float | None = None
    most: float | None = None
    sizes: tuple[int, ...] = ()  # any if empty

    def meant(self, finding: Finding) -> bool:
        """Whether it is about this finding."""
        same = (finding.question, finding.unit) == (self.question, self.unit)
        return same and (not self.sizes or finding.size in self.sizes)

    def met(self, value: float) -> bool:
        """Whether a value keeps the bound."""
        enough = self.least is None or value >= self.least
        return enough and (self.most is None or value <= self.most)

    @property
    def bound(self) -> str:
        """The bound in words."""
        if self.least is not None:
            return f"at least {self.least:g}"
        return f"at most {self.most:g}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A target beside what was found."""

    target: str
    what: str
    size: int | None
    value: float | None
    bound: str
    verdict: str  # pass, fail, not measured


LARGE = (100_000, 1_000_000)
TARGETS = (
    Target("the month against plain Mesa", "twin", "times faster", least=100, sizes=(10_000,)),
    Target("the month against plain Mesa", "twin", "times faster", least=40, sizes=(1_000,)),
    Target("workload W against every peer", "peers", "times faster", least=1),
    Target("the hottest rules against C", "arithmetic", "times C", most=3, sizes=LARGE),
    Target("cost of a resident-month from 10,000 up", "scaling", "times 10,000's", most=1.5),
    Target("state of a resident", "scaling", "bytes per resident", most=400, sizes=LARGE),
    Target("two workers against one", "sweeps", "times one worker", least=1.8),
    Target("a run by a worker against the bare loop", "sweeps", "% more", most=5),
)  # fmt: skip


def judge(findings: Sequence[Finding]) -> list[Verdict]:
    """Every target beside every finding it is about, as `notes.judged` reads it."""
    verdicts = []
    for target in TARGETS:
        about = [finding for finding in findings if target.meant(finding)]
        for size in {*target.sizes} - {finding.size for finding in about}:
            verdicts.append(
                Verdict(target.words, "", size, None, target.bound, "not measured")
            )
        if not about and not target.sizes:
            verdicts.append(
                Verdict(target.words, "", None, None, target.bound, "not measured")
            )
        for found in about:
            value = judged(found)
            word = "pass" if target.met(value) else "fail"
            verdicts.append(
                Verdict(target.words, found.what, found.size, value, target.bound, word)
            )
    return verdicts
