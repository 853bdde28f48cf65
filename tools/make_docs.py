"""Write the pages that come from the cards: levers, parameters, outcomes."""

import sys
from pathlib import Path

from govsim.assumptions import PARAMETERS
from govsim.outcomes import HEADLINE, OUTCOMES
from govsim.policy import LEVERS

DOCS = Path(__file__).parent.parent / "docs"
NOTE = "*Made by `tools/make_docs.py` from the cards; do not edit.*\n"


def levers() -> str:
    """All levers by group."""
    lines = ["# Levers", "", NOTE]
    for group in dict.fromkeys(card.group for card in LEVERS.values()):
        lines += [f"## {group}", ""]
        for name, card in LEVERS.items():
            if card.group == group:
                lines += [
                    f"### `{name}` {card.english} {card.chinese}", "", card.about, "",
                    f"* range {card.range_words}; default {card.default_word}",
                    f"* who pays: {card.payer}; good side: {card.good}; bad side: {card.bad}"
                    + (f"; cost shows in the ledger as *{card.ledger}*" if card.ledger else ""),
                    f"* source: {card.source}" + (f"; essays: {card.essay}" if card.essay else ""),
                    f"* read by `{card.read_by}`; should move "
                    + ", ".join(f"`{moved}`" for moved in card.moves), "",
                ]  # fmt: skip
    return "\n".join(lines)


def parameters() -> str:
    """All assumptions as a table."""
    assumed = sum(card.source.startswith("assumption") for card in PARAMETERS.values())
    lines = [
        "# Behavioural and cost numbers", "", NOTE,
        f"{len(PARAMETERS)} numbers, of which {assumed} have no source. Ranges are what "
        "`--parameters plausible` draws from.", "",
        "| name | what | 中文 | default | range | unit | source |", "|" + "---|" * 7,
    ]  # fmt: skip
    for name, card in PARAMETERS.items():
        lines.append(
            f"| `{name}` | {card.english} | {card.chinese} | {card.default:g} | "
            f"{card.low:g} to {card.high:g} | {card.unit} | {card.source} |"
        )
    return "\n".join([*lines, ""])


def outcomes() -> str:
    """All outcomes as a table."""
    lines = [
        "# Outcomes", "", NOTE,
        "Units are those of a scenario's figure: the mean over the last 24 months, for money and "
        "hours the yearly mean over the run. The district's value is the ratio of the communities' "
        "sums. An empty denominator gives null.", "",
        "| name | what | 中文 | unit | of | period | larger is | headline |", "|" + "---|" * 8,
    ]  # fmt: skip
    for name, card in OUTCOMES.items():
        lines.append(
            f"| `{name}` | {card.about} | {card.chinese} | {card.figure_unit} | "
            f"{card.denominator} | {card.period} | {card.larger} | {HEADLINE.get(name, '')} |"
        )
    return "\n".join([*lines, ""])


PAGES = {"levers.md": levers, "parameters.md": parameters, "outcomes.md": outcomes}


def stale() -> list[str]:
    """Pages that differ from what the cards say."""
    return [
        name for name, page in PAGES.items()
        if not (DOCS / name).exists() or (DOCS / name).read_text(encoding="utf8") != page()
    ]  # fmt: skip


def main() -> None:
    """Write the pages, or with --check say which are stale and exit with 1."""
    if "--check" in sys.argv:
        old = stale()
        if old:
            print("stale:", ", ".join(old), "(run tools/make_docs.py)")
            raise SystemExit(1)
        return
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf8")


if __name__ == "__main__":
    main()
