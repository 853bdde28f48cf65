"""What does a resident bring, feel, remember, and what happened to her this month?

Residents are sorted by community; newcomers take over the row of those who left and
get a new lifelong slot.
"""

from dataclasses import dataclass, fields

from govsim.columns import Codes, Flags, Floats, Narrowed, Rows, brought, opens
from govsim.vocabulary import ACTIONS, INSTITUTIONS


@dataclass(slots=True)
class Residents(Narrowed):
    """Adult residents, one row each."""

    # who she is
    community: Rows = brought()
    slot: Rows = brought()  # lifelong number in her community
    household: Rows = brought()  # row of the household's first member
    building: Rows = brought()
    age: Floats = brought()  # [years]
    woman: Flags = brought()
    education: Codes = brought()  # 0 primary … 3 tertiary
    state_sector: Flags = brought()
    unit_tie: Floats = brought()  # tie to a work unit, 0–1
    employment: Codes = brought()  # row in EMPLOYMENTS
    party: Flags = brought()
    tenure: Codes = brought()  # row in TENURES
    access_group: Codes = brought()  # row in ACCESS_GROUPS
    income: Floats = brought()  # [yuan a month]
    free_time: Floats = brought()  # [share of waking hours]
    digital: Floats = brought()  # literacy, 0–1
    years_here: Floats = brought()  # [years]
    needs: Floats = brought()  # (domain, resident), adds up to 1
    cooperation_type: Codes = brought()
    cooperation_slope: Floats = brought()  # own gift per unit believed of others
    trust_disposition: Floats = brought()  # (institution, resident) lasting lean, ±
    propensity: Floats = brought()  # (action, resident) lasting personal lean [logits]
    act_hours: Floats = brought()  # lasting hours of one volunteer act, mean 1
    place_access: Floats = brought()  # lasting access of her building, about 1
    own_access: Floats = brought()  # lasting access of her own, by age, means, about 1
    neighbours: Rows = brought()  # (tie, resident) rows of those she meets
    # what she feels and remembers
    trust: Floats = brought()  # (institution, resident)
    habit: Floats = opens(0.0, before=len(ACTIONS))  # (action, resident)
    efficacy: Floats = opens(0.0)  # −1 … 1, from own requests
    expectation: Floats = opens(0.5)  # of services, 0–1
    satisfaction: Floats = opens(0.5)
    stake: Floats = opens(0.02)  # how much she thinks is decided by residents, 0–1
    belonging: Floats = opens(0.5)
    belief: Floats = opens(0.15)  # what share she thinks others give
    pledge: Floats = opens(0.0)  # how far talk about what each owes still binds, 0–1
    lesson: Floats = opens(0.0)  # what sanctions taught her to give more or less, ±
    keeps: Floats = opens(0.15)  # share of common duties she does, 0–1
    for_compact: Flags = opens(False)  # would vote for a compact
    fined: Floats = opens(0.0)  # fine paid this month [yuan]
    knows_head: Flags = opens(False)
    legal_awareness: Floats = brought()  # knows rights, duties and channels, 0–1
    trust_strangers: Floats = opens(0.3)  # trust in people she does not know, 0–1
    used_trust: Floats = opens(0.5)  # used to in committee and street, slow mean, 0–1
    sorts: Flags = opens(False)  # sorted waste and saved this month
    # what happened this month
    met_incident: Flags = opens(False)  # an incident in her building this month
    service: Floats = opens(0.5)  # experienced quality, 0–1
    own_served: Floats = opens(0.0)  # own need served against others', −1 … 1
    asked: Flags = opens(False)
    acts: Flags = opens(False, before=len(ACTIONS))  # (action, resident)
    complained: Flags = opens(False)
    answered: Floats = opens(0.0)  # −1 ignored, 0 no complaint, 1 resolved
    afford: Floats = opens(1.0)  # share of services no charge keeps her away from
    voted: Flags = opens(False)  # in the last election
    candidate: Flags = opens(False)  # agreed to stand this month
    seat: Flags = opens(False)  # sits in the residents' committee
    supervises: Flags = opens(False)  # sits in the supervision committee
    influence: Floats = opens(0.0)  # money she helped decide, fading over a year [yuan]
    invited: Floats = opens(0.5)  # was asked or came, fading over a year, 0–1
    paid_fee: Flags = opens(True)
    paid_levy: Flags = opens(False)
    gift: Floats = opens(0.0)  # [yuan]
    activity: Floats = opens(0.05)  # acts a month, running mean of a year

    def part(self, rows: slice) -> "Residents":
        """Some rows of all columns, as views."""
        columns = {c.name: getattr(self, c.name)[..., rows] for c in fields(self)}
        return Residents(**columns)

    @property
    def trust_committee(self) -> Floats:
        """Trust in the residents' committee, 0–1."""
        return self.trust[INSTITUTIONS.index("committee")]

    @property
    def trust_government(self) -> Floats:
        """Trust in the street office, 0–1."""
        return self.trust[INSTITUTIONS.index("government")]
