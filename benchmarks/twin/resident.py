"""The resident: a plain Mesa agent with one method for each decision."""

from benchmarks.twin.rules.belonging import Settler
from benchmarks.twin.rules.budgets import User
from benchmarks.twin.rules.compact import Bound
from benchmarks.twin.rules.congress import Citizen
from benchmarks.twin.rules.elections import Elector
from benchmarks.twin.rules.environment import Sorter
from benchmarks.twin.rules.estates import Owner
from benchmarks.twin.rules.experience import Client
from benchmarks.twin.rules.giving import LevyPayer
from benchmarks.twin.rules.participation import Participant
from benchmarks.twin.rules.population import Mover
from benchmarks.twin.rules.trust import Truster


class Resident(
    Participant,
    Elector,
    LevyPayer,
    Bound,  # … and Giver, on whom she builds
    Owner,
    Sorter,
    Client,
    User,
    Truster,
    Settler,
    Citizen,
    Mover,
):
    """An adult resident; see `Person` for what she is made of."""
