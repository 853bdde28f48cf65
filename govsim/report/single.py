"""Charts and checks of one run."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from govsim.outcomes import HEADLINE

if TYPE_CHECKING:
    from govsim.model import GovernanceModel
    from govsim.studies.running import Run


def closing_gap(model: "GovernanceModel") -> float:
    """Largest |sources − uses − change of balance| over months, communities, accounts [yuan]."""
    entries = model.ledger()
    balances = model.balances()
    into = entries.groupby(["month", "community", "destination"])["amount"].sum()
    out = entries.groupby(["month", "community", "source"])["amount"].sum()
    table = balances.pivot_table(
        index=["community", "account"], columns="month", values="amount"
    )
    change = table.diff(axis=1).iloc[:, 1:].stack()
    change.index = change.index.set_names(["community", "account", "month"])
    change = change.reorder_levels(["month", "community", "account"])
    names = ["month", "community", "account"]
    net = into.rename_axis(names).sub(out.rename_axis(names), fill_value=0.0)
    gap = change.sub(net, fill_value=0.0).abs()
    return float(gap.max()) if len(gap) else 0.0


def run_charts(run: "Run", lang: str) -> dict[str, Callable[[], Any]]:
    """Outcomes over time, money and hours of one run."""
    from govsim.figures import plot_flows, plot_hours, plot_outcomes

    model = run.model
    name = run.scenario.name
    frame = model.outcomes()
    frame.insert(0, "replicate", 0)
    frame.insert(0, "scenario", name)
    adults = float(model.world.residents.age.size)
    years = model.months / 12.0
    money = model.ledger().groupby(["source", "destination", "purpose"], as_index=False)
    flows = money["amount"].sum()
    flows["amount"] /= adults * years
    hours = model.hours().groupby(["worker", "use"], as_index=False)["hours"].sum()
    hours["hours"] *= 1000.0 / (adults * model.months)
    return {
        "outcomes": lambda: plot_outcomes(frame, list(HEADLINE), lang=lang),
        "money": lambda: plot_flows({name: flows}, lang=lang),
        "hours": lambda: plot_hours({name: hours}, lang=lang),
    }
