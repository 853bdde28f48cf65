"""A comparison or a run on the terminal: a table a person can read at a glance."""

from typing import TYPE_CHECKING

from govsim.outcomes import HEADLINE, OUTCOMES
from govsim.report.findings import finding_words
from govsim.report.groups import WHO_OUTCOMES, group_word
from govsim.report.screen import table_lines
from govsim.report.summary import ahead, command, row_scale, setting
from govsim.report.words import FRAME, WORDS
from govsim.wording import interval, number, signed, unit_word

if TYPE_CHECKING:
    from govsim.studies.comparing import Comparison
    from govsim.studies.running import Run

HEADS = {
    "en": (
        "Headline outcomes",
        "difference",
        "[95 % seeds]",
        "[with assumptions]",
        "ahead in",
        "finding",
    ),
    "zh": ("主要结果", "差异", "[95 % 仅种子]", "[含假设]", "领先", "判断"),
}


def comparison_lines(result: "Comparison", lang: str = "en") -> str:
    """The headline table, who loses, and how to do it again."""
    heads = HEADS[lang]
    titles = result.titles(lang)
    table = result.table(HEADLINE, details=True)
    if len(result.names) > 2:  # the others stand in summary.md and differences.csv
        table = table[table["scenario_a"] == result.names[0]]
    parts = [setting(result, lang), ""]
    for (a, b), rows in table.groupby(["scenario_a", "scenario_b"], sort=False):
        names = {"a": titles[str(a)], "b": titles[str(b)]}
        shown = []
        for row in rows.itertuples():
            card = OUTCOMES[row.outcome]
            arrow = "↑" if row.better == "higher" else "↓"
            shown.append(
                [
                    f"{card.label(lang)} {arrow}",
                    number(row.mean_a, row_scale(row)),
                    number(row.mean_b, row_scale(row)),
                    signed(row.difference, row_scale(row)),
                    interval(row.low, row.high, row_scale(row)),
                    interval(row.low_wide, row.high_wide, row_scale(row)),
                    ahead(row.p_superior, row.pairs, lang),
                    finding_words(row, names, lang),
                ]
            )
        titled = [heads[0], names["a"], names["b"], *heads[1:]]
        parts += [table_lines(titled, shown, right=range(1, 7), gap=1)]
        parts += [*_losers(result, str(a), str(b), names, lang), ""]
    parts.append(FRAME[lang]["again_line"] + command(result))
    return "\n".join(parts)


def _losers(
    result: "Comparison", a: str, b: str, names: dict[str, str], lang: str
) -> list[str]:
    """Groups that lose under either side, or a sentence that none does."""
    table = result.group_table(WHO_OUTCOMES)
    table = table[(table["scenario_a"] == a) & (table["scenario_b"] == b)]
    lines = []
    for side, held, flip in (
        ("b", table[table["high"] < 0], 1.0),
        ("a", table[table["low"] > 0], -1.0),
    ):
        worst = (
            held.loc[
                held.groupby("outcome")["difference"].apply(lambda d: d.abs().idxmax())
            ]
            if len(held)
            else held
        )
        items = [
            f"{group_word(row.group, lang)} ({OUTCOMES[row.outcome].label(lang)} "
            f"{signed(flip * row.difference)})"
            for row in worst.itertuples()
        ]
        text = WORDS[lang]["sep"].join(items)
        if lang == "zh":
            lines.append(f"在“{names[side]}”下受损最多:{text or '没有成立的差异'}。")
        else:
            lines.append(
                f"Loses most under {names[side]}: {text or 'no group for sure'}."
            )
    return lines


def run_lines(run: "Run", lang: str = "en") -> str:
    """The headline figures of one run."""
    figure = run.figures().query("community == -1").iloc[0]
    opening = run.model.opening_outcomes().query("community == -1").iloc[0]
    heads = (
        ("主要结果", "期初", "数值", "单位")
        if lang == "zh"
        else ("Headline outcomes", "opening", "figure", "unit")
    )
    cards = [(name, OUTCOMES[name]) for name in HEADLINE]
    rows = [
        [
            card.label(lang),
            number(opening[name]),
            number(figure[name]),
            unit_word(card.figure_unit, lang),
        ]
        for name, card in cards
    ]
    return table_lines(heads, rows, right=(1, 2))
