"""What goes wrong, who complains, and is it put right?"""

from govsim.columns import Floats
from govsim.measures.parts import Measure, community_mean, over, per_adult
from govsim.state import World
from govsim.vocabulary import DOMAINS


def _complaints(w: World) -> Floats:
    return w.total(w.residents.complained)


def _of_complaints(name: str) -> Measure:
    """A committee's share among complaints: answered, resolved, reported resolved."""
    return over(lambda w: getattr(w.committees, name) * _complaints(w), _complaints)


def _environment(w: World) -> Floats:
    """Half the state of the place, half what its residents do."""
    c = w.communities
    place = c.services[:, DOMAINS.index("environment")] * c.adults
    return 0.5 * (place + w.total(w.residents.sorts))


MEASURES: dict[str, Measure] = {
    "complaints_per_1000": per_adult(lambda w: 1000.0 * _complaints(w)),
    "response_rate": _of_complaints("reply_rate"),
    "resolution_true": _of_complaints("resolution"),
    "resolution_reported": _of_complaints("reported_resolution"),
    "incidents_per_1000": community_mean("incidents"),
    "environment": per_adult(_environment),
    "emergency_open": community_mean("emergency"),
}
