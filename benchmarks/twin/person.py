"""What a resident is made of: her attributes, in the words of `govsim.state.Residents`.

Columns by institution, act or domain become one attribute per word: `trust_committee`,
`habit_vote`, `did_volunteer`, `lean_oversee`, `leaning_ngo`. Rows of others become the
others themselves.
"""

from inspect import get_annotations
from typing import TYPE_CHECKING

import mesa

from govsim.assumptions import Assumptions

if TYPE_CHECKING:
    from benchmarks.twin.community import Community

OWNER, RENTER, MIGRANT = range(3)
CONDITIONAL, FREE_RIDER, OTHER = range(3)
STATE_JOB = 1


class Traits:
    """Attributes only; what she does with them stands in `rules/`."""

    # who she is
    row: int
    place: "Community"
    home: list["Person"]  # all who live in it; the first decides for it
    mates: list["Person"]  # the others who live there
    building: list["Person"]
    neighbours: list["Person"]  # whom she meets
    slot: int  # lifelong number in her community
    age: float
    woman: bool
    education: int
    state_sector: bool
    unit_tie: float
    employment: int
    party: bool
    tenure: int
    access_group: int
    income: float
    free_time: float
    digital: float
    years_here: float
    needs: list[float]  # by domain, adding up to 1
    cooperation_type: int
    cooperation_slope: float
    act_hours: float
    place_access: float
    own_access: float
    # lasting leans towards institutions and in acts
    leaning_centre: float
    leaning_government: float
    leaning_committee: float
    leaning_ngo: float
    leaning_business: float
    leaning_neighbours: float
    lean_vote: float
    lean_deliberate: float
    lean_volunteer: float
    lean_oversee: float
    lean_donate: float
    lean_owners_vote: float
    # what she feels and remembers
    trust_centre: float
    trust_government: float
    trust_committee: float
    trust_ngo: float
    trust_business: float
    trust_neighbours: float
    habit_vote: float
    habit_deliberate: float
    habit_volunteer: float
    habit_oversee: float
    habit_donate: float
    habit_owners_vote: float
    efficacy: float
    expectation: float
    satisfaction: float
    stake: float
    belonging: float
    belief: float
    pledge: float
    lesson: float
    keeps: float
    for_compact: bool
    fined: float
    knows_head: bool
    legal_awareness: float
    trust_strangers: float
    used_trust: float
    sorts: bool
    # what happened this month
    met_incident: bool
    service: float
    own_served: float
    asked: bool
    did_vote: bool
    did_deliberate: bool
    did_volunteer: bool
    did_oversee: bool
    did_donate: bool
    did_owners_vote: bool
    complained: bool
    answered: float
    afford: float
    voted: bool
    candidate: bool
    seat: bool
    supervises: bool
    influence: float
    invited: float
    paid_fee: bool
    paid_levy: bool
    gift: float
    activity: float
    # what she has in mind within one rule
    met: bool
    was_active: bool
    sorted_before: bool
    appealed: bool
    share: float
    ballot_reached: bool
    inclined: float
    agrees: bool
    view_government: float
    view_committee: float


class Person(Traits, mesa.Agent):
    """A Mesa agent with these traits.

    Slots, because objects with more than thirty attributes fall out of Python's quick
    dictionaries: without them a month of 10,000 residents takes about half as long again.
    """

    __slots__ = tuple(get_annotations(Traits))

    def meet(self, tie: int, other: "Person") -> None:
        """She knows somebody else in this tie from now on; the model's register too."""
        self.neighbours[tie] = other
        self.model.contacts[tie, self.row] = other.row

    def left_by_act(self, a: Assumptions) -> float:
        """What an act leaves behind as habit, eq. 12.10."""
        relative = self.belonging / a.belonging_usual - 1.0
        return max(1.0 + a.habit_attach * relative, 0.0)

    def lost_trust(self) -> float:
        """How far trust in committee and street fell below what she is used to, eq. 12.9."""
        now = 0.5 * (self.trust_government + self.trust_committee)
        return max(self.used_trust - now, 0.0)
