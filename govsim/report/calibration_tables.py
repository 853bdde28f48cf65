"""The tables of a calibration's page, and how its numbers are written."""

from math import isfinite, isnan
from typing import TYPE_CHECKING, Any

import pandas as pd

from govsim.report.calibration_words import WORDS
from govsim.studies.calibrating.identifying import TIED
from govsim.wording import number

if TYPE_CHECKING:
    from govsim.studies.calibrating import Calibration

PAIRS = 10  # rows of the table of pairs
MOVES = 0.2  # standardised slope from which a target counts as moved


def verdict_word(verdict: str, lang: str) -> str:
    """A target's verdict in a language."""
    key = f"{verdict}_word" if verdict in ("met", "partly") else verdict
    return WORDS[lang][key]


def wanted(row: Any) -> str:
    """A target as people read it."""
    if row.low == row.high:
        return f"{number(row.low)} ± {number(1.96 * row.error, row.low)}"
    if isfinite(row.low) and isfinite(row.high):
        return f"{number(row.low)}–{number(row.high)}"
    end, sign = (row.low, ">") if isfinite(row.low) else (row.high, "<")
    return f"{sign} {number(end) if end else '0'}"


def share_word(share: float, lang: str) -> str:
    """A share of the range in words."""
    if share < 1e-4:
        return WORDS[lang]["under"]
    return f"{100 * share:.2g} %" if share < 0.995 else "100 %"


def rule(head: str) -> str:
    """The line below a table's head."""
    return "|" + "---|" * (head.count("|") - 1)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _percent(share: float) -> str:
    return "–" if isnan(share) else f"{share:.0%}"


def target_rows(result: "Calibration", lang: str) -> list[str]:
    """One row a target."""
    names = {target.name: target.label(lang) for target in result.plan.targets}
    return [
        _row(
            names[row.target],
            wanted(row),
            number(row.got),
            _span(row.got_low, row.got_high),
            verdict_word(row.verdict, lang),
            _percent(row.rules_out),
            _percent(
                row.explained if isnan(row.explained) else max(row.explained, 0.0)
            ),
        )
        for row in result.targets().itertuples()
    ]


def _span(low: float, high: float) -> str:
    scale = max(abs(low), abs(high)) if isfinite(low) else 1.0
    return f"[{number(low, scale)}, {number(high, scale)}]"


def parameter_rows(result: "Calibration", lang: str) -> list[str]:
    """One row a parameter, the best known first."""
    say, labels = WORDS[lang], result.labels(lang)
    names = {target.name: target.label(lang) for target in result.plan.targets}
    rows = result.identifiability().sort_values("width_share", kind="stable")
    return [
        _row(
            f"{labels[row.parameter]} (`{row.parameter}`)",
            _value(row.default),
            _value(row.best),
            f"{_value(row.q50)} [{_value(row.q05)}, {_value(row.q95)}]",
            f"{row.width_share:.2f}",
            say[f"{row.verdict}_word"],
            f"{names[row.informed_by]} ({row.effect:+.2f})".replace("-", "−")
            if abs(row.effect) >= MOVES
            else "–",
        )
        for row in rows.itertuples()
    ]


def _value(value: float) -> str:
    """A parameter's value to three digits."""
    return "–" if isnan(value) else f"{value:.3g}".replace("-", "−")


def pair_rows(result: "Calibration", lang: str) -> list[str]:
    """The parameters that go together most."""
    labels, table = result.labels(lang), result.pairs()
    shown = table[table["correlation"].abs() >= TIED / 2].head(PAIRS)
    return [
        _row(
            f"{labels[row.a]} (`{row.a}`)",
            f"{labels[row.b]} (`{row.b}`)",
            number(row.correlation),
        )
        for row in shown.itertuples()
    ]


def wave_rows(result: "Calibration", lang: str) -> list[str]:
    """One row a wave."""
    say = WORDS[lang]
    return [
        _row(
            str(row.wave),
            str(row.points),
            str(row.failed),
            share_word(row.share, lang)
            if row.share > 0
            else say["nothing_left"].format(reached=row.reached),
        )
        for row in result.waves().itertuples()
    ]


def covered(found: pd.DataFrame, lang: str) -> str:
    """The recovery study in a sentence."""
    row = found.iloc[-1]
    return WORDS[lang]["recovery_text"].format(
        truths=int(row["truths"]), covered=row["covered"],
        low=row["covered_low"], high=row["covered_high"],
    )  # fmt: skip


def recovery_part(result: "Calibration", lang: str) -> list[str]:
    """The recovery study, if there was one."""
    found, say = result.recovery(), WORDS[lang]
    if found is None:
        return []
    head, labels = say["recovery_head"], result.labels(lang)
    rows = [
        _row(
            f"{labels[row.parameter]} (`{row.parameter}`)"
            if row.parameter in labels
            else say["all"],
            _percent(row.covered),
            f"{_percent(row.covered_low)}–{_percent(row.covered_high)}",
            number(row.rank_correlation),
            f"{row.width_share:.2f}",
        )
        for row in found.itertuples()
    ]
    return [
        say["recovery"],
        "",
        covered(found, lang),
        "",
        head,
        rule(head),
        *rows,
        "",
    ]
