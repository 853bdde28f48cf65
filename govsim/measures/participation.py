"""Who takes part, in what, and how unequally?"""

from govsim.measures.parts import Measure, Parts, gini_of, of_place, per_adult
from govsim.state import World
from govsim.vocabulary import ACTIONS, WORKERS


def _acts(action: str) -> Measure:
    row = ACTIONS.index(action)
    return per_adult(lambda w: w.total(w.residents.acts[row]))


def _owners(w: World) -> Parts:
    owners = w.total(w.residents.tenure == 0) * w.partners.firm_present
    return w.partners.owners_pressure * owners, owners


MEASURES: dict[str, Measure] = {
    "participation_rate": per_adult(lambda w: w.total(w.residents.acts.any(axis=0))),
    "vote_turnout_true": of_place(lambda w: w.committees.turnout_true),
    "vote_turnout_reported": of_place(lambda w: w.committees.turnout_reported),
    "owners_vote_rate": _owners,
    "deliberation_rate": _acts("deliberate"),
    "volunteer_rate": _acts("volunteer"),
    "volunteer_hours_per_resident": per_adult(
        lambda w: w.hours.now[:, WORKERS.index("volunteers")].sum(axis=1)
    ),
    "oversight_rate": _acts("oversee"),
    "donation_rate": _acts("donate"),
    "participation_gini": gini_of("activity"),
}
