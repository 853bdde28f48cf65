"""How long do decisions take, who accepts them, who had a part in them?"""

from govsim.measures.parts import Measure, Parts, community_mean, gini_of
from govsim.state import World

_gini = gini_of("influence")


def _influence(w: World) -> Parts:
    """Gini of influence, where anybody here had a part in deciding on money (else null)."""
    some = w.total(w.residents.influence) > 0
    top, bottom = _gini(w)
    return top * some, bottom * some


MEASURES: dict[str, Measure] = {
    "decision_delay_months": community_mean("decision_delay"),
    "decision_acceptance": community_mean("acceptance"),
    "influence_gini": _influence,
}
