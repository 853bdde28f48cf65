"""What takes the committee's hours, who stays in post, what is left undone?"""

from govsim.measures.parts import Measure, Parts, committee_mean, over, per_adult
from govsim.state import World
from govsim.vocabulary import OWN_HANDS


def _admin_share(w: World) -> Parts:
    return w.hours.by_use("upward"), w.hours.now[:, :OWN_HANDS].sum(axis=(1, 2))


def _overload(w: World) -> Parts:
    k = w.committees
    return k.upward_load + k.service_load, k.hours + k.station_hours


def _misplacement(w: World) -> Parts:
    c = w.communities
    wrong = c.misplaced.sum(axis=1) + c.undone + c.doubled
    return wrong, c.work.sum(axis=1) + c.doubled


MEASURES: dict[str, Measure] = {
    "admin_share": _admin_share,
    "overload": _overload,
    "staff_quits": over(
        lambda w: 12.0 * w.committees.quits, lambda w: w.committees.workers
    ),
    "staff_skill": committee_mean("skill", per="workers"),
    "task_backlog": per_adult(lambda w: w.committees.backlog),
    "mandate_compliance_true": over(
        lambda w: w.committees.compliance * w.committees.upward_load,
        lambda w: w.committees.issued,
    ),
    "mandate_compliance_reported": committee_mean("reported_compliance", per="issued"),
    "misplacement_share": _misplacement,
}
