"""Whom do residents trust, and how do they feel about the place?"""

from govsim.columns import Floats
from govsim.measures.parts import Measure, per_adult, resident_mean
from govsim.state import World
from govsim.vocabulary import INSTITUTIONS

HIERARCHICAL = 0.2
"""Lead of trust in the centre over trust in the street that counts as hierarchical."""


def _trust(institution: str) -> Measure:
    row = INSTITUTIONS.index(institution)
    return per_adult(lambda w: w.total(w.residents.trust[row]))


def _hierarchical(w: World) -> Floats:
    centre = w.residents.trust[INSTITUTIONS.index("centre")]
    return w.total(centre >= w.residents.trust_government + HIERARCHICAL)


MEASURES: dict[str, Measure] = {
    "trust_government": _trust("government"),
    "trust_centre": _trust("centre"),
    "trust_committee": _trust("committee"),
    "trust_ngo": _trust("ngo"),
    "trust_business": _trust("business"),
    "trust_neighbours": _trust("neighbours"),
    "hierarchical_trust_share": per_adult(_hierarchical),
    "satisfaction": resident_mean("satisfaction"),
    "belonging": resident_mean("belonging"),
    "knows_head_share": resident_mean("knows_head"),
}
