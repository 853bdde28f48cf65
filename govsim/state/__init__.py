"""Which tables hold all that is true in a run? One file each, and the world of them.

A table is a dataclass of equally long arrays; a column is one line: its name, its kind,
what it holds before the first month, what it is [unit]. Two-dimensional columns of
residents have the words (domain, action, institution) first, so that `residents.trust[k]`
is one column of all residents.
"""

from govsim.state.committees import Committees
from govsim.state.communities import Communities
from govsim.state.conditions import Conditions
from govsim.state.offers import Offers
from govsim.state.partners import Partners
from govsim.state.residents import Residents
from govsim.state.world import World

__all__ = [
    "Committees",
    "Communities",
    "Conditions",
    "Offers",
    "Partners",
    "Residents",
    "World",
]
