"""The charts of a comparison's appendix, drawn from its tables in the language asked for."""

from collections.abc import Iterator
from functools import partial

import pandas as pd

from govsim.outcomes import HEADLINE
from govsim.report.handover.blocks import Block, Picture, Section
from govsim.report.handover.opening import Opened
from govsim.report.handover.words import WORDS


def charts(opened: Opened, lang: str) -> Iterator[Section]:
    """Over time, money, hours; what was not kept is left out."""
    from govsim.figures import plot_flows, plot_hours, plot_outcomes

    say = WORDS[lang]
    titles = {name: opened.label(name, lang)[:60] for name in opened.scenarios}
    months = opened.table("outcomes.parquet")
    if months is not None and {"month", "community"} <= set(months.columns):
        shown = months[months["community"] == -1]
        names = [name for name in HEADLINE if name in shown]
        draw = partial(plot_outcomes, shown, names, lang=lang, titles=titles)
        picture = Picture("outcomes", say["time_title"], say["time_about"], draw)
        yield Section(say["app_time"], [picture])
    blocks: list[Block] = []
    flows = _flows(opened, titles)
    if flows:
        runs = opened.number("pairs")
        draw = partial(plot_flows, flows, lang=lang, runs=runs)
        blocks.append(Picture("money", say["money_title"], say["money_about"], draw))
    hours = opened.table("hours.parquet")
    if hours is not None:
        parts = {titles[n]: hours[hours["scenario"] == n] for n in titles}
        draw = partial(plot_hours, parts, lang=lang)
        blocks.append(Picture("hours", say["hours_title"], say["hours_about"], draw))
    if blocks:
        yield Section(say["app_money"], blocks)


def _flows(opened: Opened, titles: dict[str, str]) -> dict[str, pd.DataFrame]:
    """Mean flows by title, yuan per adult and year."""
    ledger = opened.table("ledger.parquet")
    if ledger is None or not titles or not opened.number("months"):
        return {}
    adults = next(iter(opened.scenarios.values())).adults
    years = opened.number("months") / 12.0
    runs = max(1, int(ledger["replicate"].nunique()))
    keys = ["scenario", "source", "destination", "purpose"]
    sums = ledger.groupby(keys, as_index=False)["amount"].sum()
    sums["amount"] /= adults * years * runs
    return {
        title: sums[sums["scenario"] == name].drop(columns="scenario")
        for name, title in titles.items()
    }
