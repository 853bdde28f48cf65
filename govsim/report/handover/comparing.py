"""The report of a comparison: two pages of findings, everything else behind."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from govsim.outcomes import GROUPED, HEADLINE, OUTCOMES
from govsim.report.findings import NOT_FOUND, short_words
from govsim.report.groups import WHO_OUTCOMES, who_rows
from govsim.report.handover import costs, judging
from govsim.report.handover.blocks import Block, Picture, Prose, Section, Table, foreign
from govsim.report.handover.comparing_sure import sure
from govsim.report.handover.comparing_tables import group_tables, outcome_rows
from govsim.report.handover.opening import Opened
from govsim.report.handover.words import WORDS
from govsim.report.summary import row_scale
from govsim.wording import interval, number, signed, unit_word

WHO_LINES = 5  # of groups on the first pages


@dataclass
class Compared:
    """A comparison's folder, in one language."""

    opened: Opened
    lang: str

    @cached_property
    def say(self) -> dict[str, str]:
        """Sentences of the language."""
        return WORDS[self.lang]

    @cached_property
    def differences(self) -> pd.DataFrame | None:
        """Differences of the whole district."""
        return judging.read(self.opened.table("differences.csv"), list(OUTCOMES))

    @cached_property
    def by_group(self) -> pd.DataFrame | None:
        """Differences by group, or None if they were not kept."""
        table = self.opened.table("group_differences.csv")
        made = judging.read(table, list(GROUPED))
        return made if made is not None and "by" in made else None

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """Pairs of set-ups, those with the first one first."""
        if self.differences is None:
            return []
        found = self.differences[["scenario_a", "scenario_b"]].drop_duplicates()
        return [(str(a), str(b)) for a, b in found.itertuples(index=False)]

    @cached_property
    def lead(self) -> list[tuple[str, str]]:
        """Pairs told on the first pages: the others against the first set-up."""
        return [pair for pair in self.pairs if pair[0] == self.pairs[0][0]]

    def names(self, a: str, b: str) -> dict[str, str]:
        """Both titles, made harmless."""
        return {
            k: foreign(self.opened.label(n, self.lang), 60)
            for k, n in zip("ab", (a, b), strict=True)
        }

    def rows(self, a: str, b: str, outcomes: list[str] | None = None) -> pd.DataFrame:
        """Differences of one pair."""
        assert self.differences is not None
        part = self.differences
        part = part[(part["scenario_a"] == a) & (part["scenario_b"] == b)]
        wanted = list(HEADLINE) if outcomes is None else outcomes
        return part[part["outcome"].isin(wanted)]

    def groups(self, a: str, b: str) -> pd.DataFrame | None:
        """Differences by group of one pair."""
        part = self.by_group
        if part is None:
            return None
        return part[(part["scenario_a"] == a) & (part["scenario_b"] == b)]

    # --- the first pages ------------------------------------------------------------------

    def short(self) -> Section:
        """What was found, in short, for every set-up against the first."""
        told = [
            short_words(self.rows(a, b), self.names(a, b), self.lang)
            for a, b in self.lead
        ]
        blocks: list[Block] = [Prose("\n\n".join(told), boxed=True)]
        notes = [note for pair in self.lead if (note := self._seeds_note(*pair))]
        if notes and len(self.lead) == 1:
            blocks.append(Prose("\n\n".join(notes)))
        return Section(self.say["short_head"], blocks)

    def _seeds_note(self, a: str, b: str) -> str:
        """Outcomes that differ beyond chance but not beyond assumptions."""
        names = [
            OUTCOMES[row.outcome].label(self.lang)
            for row in self.rows(a, b).itertuples()
            if judging.strength(row) == "seeds"
        ]
        items = self.say["sep"].join(names)
        return self.say["seeds_note"].format(items=items) if names else ""

    def change(self) -> list[Section]:
        """The headline outcomes as a chart, how sure they are, and as a table."""
        say = self.say
        if len(self.lead) > 1:
            return [Section(say["change_head"], [self._headlines()]), sure(self)]
        pair = self.lead[0]
        return [
            Section(say["change_head"], [self.picture(*pair)]),
            sure(self),
            Section(say["numbers_head"], [self.headline(*pair)], folds=False),
        ]

    def picture(self, a: str, b: str) -> Picture:
        """The chart of differences of one pair."""
        from govsim.figures import plot_differences

        rows, names = self.rows(a, b), self.names(a, b)
        titles = {n: self.opened.label(n, self.lang)[:60] for n in (a, b)}
        short = short_words(rows, names, self.lang).replace("**", "").replace("*", "")
        about = self.say["figure_about"].format(short=short.replace("\\", ""), **names)
        return Picture(
            "differences",
            self.say["figure_head"],
            about.replace("\\", ""),
            lambda: plot_differences(rows, lang=self.lang, titles=titles),
        )

    def headline(self, a: str, b: str) -> Table:
        """The ten headline outcomes with both intervals."""
        return Table(
            self.say["headline_caption"],
            self._heads(a, b),
            list(outcome_rows(self.rows(a, b), self.lang, units=False)),
        )

    def _heads(self, a: str, b: str) -> list[str]:
        say, names = self.say, self.names(a, b)
        return [say["outcome"], names["a"], names["b"], say["difference"], say["narrow"],
                say["wide"], say["finding"]]  # fmt: skip

    def _headlines(self) -> Table:
        """Headline outcomes of several set-ups against the first, a column each."""
        say = self.say
        first = self.names(*self.lead[0])["a"]
        heads = [say["outcome"], first, *(self.names(*p)["b"] for p in self.lead)]
        rows = []
        for name in HEADLINE:
            found = [r for p in self.lead for r in self.rows(*p, [name]).itertuples()]
            if not found:
                continue
            scale = max(row_scale(r) for r in found)
            cells = [self._cell(r, scale) for r in found]
            unit = unit_word(OUTCOMES[name].figure_unit, self.lang)
            label = f"{OUTCOMES[name].label(self.lang)} ({unit})"
            rows.append([label, number(found[0].mean_a, scale), *cells])
        return Table(say["headlines_caption"].format(a=first), heads, rows)

    def _cell(self, row: Any, scale: float) -> str:
        """Difference, wider interval and finding in one cell."""
        span = interval(row.low_wide, row.high_wide, scale)
        return (
            f"{signed(row.difference, scale)} {span} {judging.finding(row, self.lang)}"
        )

    def whom(self) -> Section:
        """Which groups gain or lose."""
        say = self.say
        if self.by_group is None:
            return Section(say["who_head"], [Prose(say["who_untold"])])
        if len(self.lead) > 1:
            return Section(say["who_head"], [Prose(say["who_later"])])
        lines = self.who_lines(*self.lead[0], WHO_LINES)
        return Section(say["who_head"], [Prose("\n".join(lines))])

    def who_lines(self, a: str, b: str, most: int) -> list[str]:
        """Lines on groups; if there are more than `most` bullets it says how many."""
        table = self.groups(a, b)
        assert table is not None
        table = table[table["outcome"].isin(WHO_OUTCOMES)]
        if (table["verdict"] == NOT_FOUND).all():
            return [self.say["who_all_none"]]
        lines = who_rows(table, self.names(a, b), self.lang)
        bullets = [n for n, line in enumerate(lines) if line.startswith("- ")]
        if len(bullets) <= most:
            return lines
        rest = self.say["who_more"].format(count=len(bullets) - most)
        return [*lines[: bullets[most]], "", rest]

    def cost(self) -> Section:
        """What it costs, and whom; of several set-ups the first pair here, all behind."""
        say = self.say
        found = self._costs(*self.lead[0])
        rows = list(costs.cost_rows(found, self.lang))
        if not rows:
            return Section(say["cost_head"], [Prose(say["cost_none"])])
        notes = [say["lasting"]]
        if any(c.what == "c_public" and c.differs for c in found):
            notes.insert(0, say["money_differs"])
        if len(self.lead) > 1:
            notes.append(say["cost_others"])
        table = Table(say["cost_caption"], self._cost_heads(*self.lead[0]), rows)
        return Section(say["cost_head"], [table, Prose(" ".join(notes))])

    def _costs(self, a: str, b: str) -> list[costs.Cost]:
        return [
            *costs.money(self.opened, a, b),
            *costs.volunteers(self.rows(a, b, list(OUTCOMES))),
            *costs.hours(self.opened, a, b),
        ]

    def _cost_heads(self, a: str, b: str) -> list[str]:
        say, names = self.say, self.names(a, b)
        heads = [say["item"], say["bearer"], names["a"], names["b"]]
        return [*heads, say["difference"], say["wide"]]

    def pairing(self) -> str:
        """How much pairing helped."""
        rows = self.rows(*self.lead[0])
        if "variance_ratio" not in rows or rows["variance_ratio"].isna().all():
            return ""
        ratio = float(rows["variance_ratio"].median())
        return self.say["pairing"].format(ratio=f"{ratio:.0%}")

    # --- the appendix -----------------------------------------------------------------------

    def behind(self) -> Iterator[Section]:
        """Everything that did not fit on the first pages."""
        say = self.say
        for a, b in self.pairs:
            names = {k: v.replace("\\", "") for k, v in self.names(a, b).items()}
            if len(self.lead) > 1:
                head: list[Block] = [self.picture(a, b), self.headline(a, b)]
                rows = list(costs.cost_rows(self._costs(a, b), self.lang))
                heads = self._cost_heads(a, b)
                head += [Table(say["cost_head"], heads, rows)] if rows else []
                yield Section(say["app_findings"].format(**names), head)
            if self.by_group is not None:
                yield Section(say["app_groups"].format(**names), self._by_group(a, b))
            rows = list(outcome_rows(self.rows(a, b, list(OUTCOMES)), self.lang))
            table = Table(say["all_caption"], self._heads(a, b), rows)
            yield Section(say["app_all"].format(**names), [table])

    def _by_group(self, a: str, b: str) -> list[Block]:
        """Sentences, a chart and tables by group."""
        from govsim.figures import plot_groups

        table = self.groups(a, b)
        assert table is not None
        titles = {n: self.opened.label(n, self.lang)[:60] for n in (a, b)}
        names = {k: v.replace("\\", "") for k, v in self.names(a, b).items()}
        label = OUTCOMES["satisfaction"].label(self.lang)
        shown = table[table["outcome"] == "satisfaction"]
        return [
            Prose("\n".join(self.who_lines(a, b, 99))),
            Picture(
                "groups",
                self.say["group_title"].format(outcome=label),
                self.say["group_about"].format(**names),
                lambda: plot_groups(shown, lang=self.lang, titles=titles),
            ),
            *group_tables(table, self.lang),
        ]
