"""The columns: residents, communities, committees, partners, offers. The only truth.

A table is a dataclass of equally long arrays. Two-dimensional columns are stored with
the words (domain, action, institution) first, so that `residents.trust[k]` is one
column of all residents. Residents are sorted by community; newcomers take over the row
of those who left and get a new lifelong slot.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from govsim.ledger import Hours, Money
from govsim.people import Profile
from govsim.randomness import Draws
from govsim.vocabulary import INSTITUTIONS

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Rows = NDArray[np.int64]


@dataclass(slots=True)
class Residents:
    """Adult residents, one row each."""

    # who she is
    community: Rows
    slot: Rows  # lifelong number in her community
    household: Rows  # row of the household's first member
    building: Rows
    age: Floats  # [years]
    woman: Flags
    education: Rows  # 0 primary … 3 tertiary
    state_sector: Flags
    unit_tie: Floats  # tie to a work unit, 0–1
    party: Flags
    tenure: Rows  # row in TENURES
    access_group: Rows  # row in ACCESS_GROUPS
    income: Floats  # [yuan a month]
    free_time: Floats  # [share of waking hours]
    digital: Floats  # literacy, 0–1
    years_here: Floats  # [years]
    needs: Floats  # (domain, resident), adds up to 1
    cooperation_type: Rows
    cooperation_slope: Floats  # own gift per unit believed of others
    trust_disposition: (
        Floats  # (institution, resident) lasting lean, ± on trust's scale
    )
    propensity: Floats  # (action, resident) lasting personal intercepts [logits]
    place_access: Floats  # lasting access of her building, about 1
    neighbours: Rows  # (tie, resident) rows of those she meets
    # what she feels and remembers
    trust: Floats  # (institution, resident)
    habit: Floats  # (action, resident)
    efficacy: Floats  # −1 … 1, from own requests
    expectation: Floats  # of services, 0–1
    satisfaction: Floats
    stake: Floats  # how much she thinks is decided by residents, 0–1
    belonging: Floats
    belief: Floats  # what share she thinks others give
    knows_head: Flags
    # what happened this month
    service: Floats  # experienced quality, 0–1
    own_served: Floats  # own need served against others', −1 … 1
    asked: Flags
    acts: Flags  # (action, resident)
    complained: Flags
    answered: Floats  # −1 ignored, 0 no complaint, 1 resolved
    voted: Flags  # in the last election
    candidate: Flags  # agreed to stand this month
    paid_fee: Flags
    gift: Floats  # [yuan]
    activity: Floats  # acts a month, running mean of a year

    @property
    def trust_committee(self) -> Floats:
        """Trust in the residents' committee, 0–1."""
        return self.trust[INSTITUTIONS.index("committee")]

    @property
    def trust_government(self) -> Floats:
        """Trust in the street office, 0–1."""
        return self.trust[INSTITUTIONS.index("government")]


@dataclass(slots=True)
class Communities:
    """Places: how many live there, what services are like, who speaks for them."""

    first: Rows  # rows of residents at which a community begins, closed by the total
    adults: Floats
    services: Floats  # (community, domain) quality stock, 0–1
    access: Floats  # (community, access group), 1 = full
    elite_needs: Floats  # (community, domain) mean needs of the best-off tenth
    needs: Floats  # (community, domain) mean needs
    gini: Floats  # of income
    voice: Floats  # (community, access group) share among those who decide
    voice_needs: Floats  # (community, domain) mean needs of those who decide
    voices: Floats  # number who decide per 100 adults, running mean
    spending: Floats  # (community, domain) this month's programme money spent [yuan]
    contracted: Floats  # (community, domain) of it paid to contractors [yuan]
    free_spending: Floats  # of it decided in the community [yuan]
    captured: Floats  # of it steered to the best-off [yuan]
    units: Floats  # units of service produced, running
    group_share: Floats  # (community, access group) share of residents
    listed_tasks: Floats  # size of the standing task list, 1 = full
    next_slot: Rows


@dataclass(slots=True)
class Committees:
    """Residents' committees with their paid workers, one row per community."""

    posts: Floats  # [full-time posts]
    workers: Floats  # filled [full-time equivalents]
    seats: Floats
    members: Floats  # seats filled
    contested: Floats  # share of filled seats won against a rival
    competence: Floats  # of members, 0–1
    orientation: Floats  # own motive to serve residents, 0–1
    skill: Floats  # of workers, 0–1
    wage: Floats  # [yuan a month]
    quits: Floats  # workers who left this month
    hours: Floats  # available this month, overhead taken off [h]
    hired: Floats  # hired hands [h]
    duty: Floats  # share of community-level duties the committee carries
    issued: Floats  # upward hours departments want [h]
    upward_load: Floats  # upward hours let in [h]
    service_load: Floats  # hours residents' needs and duties ask for [h]
    effort: Floats  # share of hours worked
    watched_above: Floats  # control from above, 0–1
    watched_below: Floats  # control by residents, 0–1
    hold: Floats  # street's hold over the committee: obedience, 0–1
    residents_hold: Floats  # residents' hold, 0–1
    hold_parts: Floats  # (relation, community): appoints, pays, grades, supervises
    law_hold: Floats  # the same as the levers promise it, 0–1
    upward_weight: Floats  # pull of upward tasks on hours
    ranking_weight: Floats  # pull of ranked complaints on hours
    compliance: Floats  # share of admitted upward work done
    papers: Floats  # share of the upward work that matters which is done
    reported_compliance: Floats
    backlog: Floats  # upward hours left undone, running [h]
    public_money: Floats  # grant less what lapsed [yuan this month]
    own_account: Floats  # share of wages paid from the community's own account
    organising: Floats  # organising hours per adult this month
    diversion: (
        Floats  # (channel, community) share diverted: street, community, contract
    )
    diverted: Floats  # [yuan] this month
    exposed: Floats  # [yuan] this month
    reply_rate: Floats
    resolution: Floats
    reported_resolution: Floats
    clarity: Floats  # share of duties with a named body
    watchers: Floats  # overseers per 100 adults, running mean
    turnout_reported: Floats
    turnout_true: Floats
    uncontested: Floats  # share of seats without a rival
    vacant: Floats  # share of seats empty
    last_election: Rows  # month
    term_offset: Rows  # months by which terms are staggered
    diversion_checked: Floats  # probability that spending and reports are audited
    delivered: Floats  # share of what residents decided that was carried out
    decided_yuan: Floats  # decided by residents and spent, per adult and year, running


@dataclass(slots=True)
class Offers:
    """What institutions hand to residents this month, per community.

    Resident-side rules read these and never a lever. Each is made by an
    institution's rule from levers *and* the institution's money, hours and skill.
    """

    contacts: Floats  # how often an adult is asked to something, mean number
    meetings: Floats  # places in meetings open this month, 0–1
    online: Floats  # meetings that can be followed online, 0–1
    decided_yuan: Floats  # what meetings decided and got done, yuan per adult and year
    accounts_posted: Floats  # share of spending posted
    oversight_open: Floats  # how much residents may inspect, 0–1
    seen: Floats  # share of acts neighbours get to see
    volunteer_pay: Floats  # [yuan an hour] paid
    volunteer_work: Floats  # work that somebody organises, 0–1
    vote_open: Rows  # 0 no election; 1 one candidate; 2 household; 3 direct
    vote_contest: Floats  # rivals per seat on the ballot
    ballot_reach: Floats  # share of homes the ballot box visits
    theft_seen: Floats  # share of money stolen that became known
    owners_meeting: Flags
    election_due: Flags  # a term ends this month
    one_candidate: Flags  # the list has one candidate a seat
    duties_known: Floats  # share of adults who know which body answers for what
    committee_duty: Floats  # share of what residents meet that the committee does
    fee: Floats  # property fee [yuan a month and household]
    fee_price: Floats  # expected cost of not paying [yuan a month]
    firm_service: Floats  # what the firm delivers, 0–1
    appeals: Floats  # how often an adult is asked for a gift
    street_answers: Floats  # the street's own work residents meet, 0–1


@dataclass(slots=True)
class Partners:
    """NGOs and service firms that bid for contracts, and their contracts."""

    home: Rows  # community where it is at home (serves all if pools are shared)
    is_ngo: Flags
    capability: Floats  # 0–1
    cost: Floats  # own cost of one standard contract, 1 = mean
    reputation: Floats
    public_income: Floats  # running yearly mean [yuan]
    income: Floats  # all income, running yearly mean [yuan]
    # one contract per community
    contract_with: Rows  # (community) row of the partner, −1 none
    contract_price: Floats  # relative to mean cost
    contract_quality: Floats
    contract_months: Rows  # months left
    firm_quality: Floats  # (community) property firm's service, 0–1
    firm_present: Flags  # (community)
    owners_pressure: Floats  # (community) share of owners at the last owners' meeting


@dataclass(slots=True)
class Conditions:
    """What shocks and slow trends do to the world this month (scenario data)."""

    grant: Floats  # multiplies the public money
    mandate: Floats  # multiplies temporary tasks
    needs: Floats  # multiplies the work residents' needs make


@dataclass(slots=True)
class World:
    """All state of one run."""

    names: tuple[str, ...]
    types: tuple[str, ...]
    shared: bool
    residents: Residents
    communities: Communities
    committees: Committees
    offers: Offers
    partners: Partners
    conditions: Conditions
    money: Money
    hours: Hours
    draws: Draws
    profiles: tuple[Profile, ...] = field(default_factory=tuple)
    income_thirds: Floats = field(default_factory=lambda: np.zeros(2))
    shocks: tuple[Any, ...] = ()
    month: int = 0

    @property
    def size(self) -> int:
        """Number of communities."""
        return len(self.names)

    def mean(self, column: NDArray[np.generic]) -> Floats:
        """Mean of a residents' column in each community (0 where nobody lives)."""
        return self.total(column) / np.maximum(self.communities.adults, 1.0)

    def total(self, column: NDArray[np.generic]) -> Floats:
        """Sum of a residents' column in each community."""
        first = self.communities.first
        return np.add.reduceat(
            column.astype(np.float64, copy=False), first[:-1], axis=-1
        )

    def spread(self, values: NDArray[Any]) -> NDArray[Any]:
        """A community's value repeated for each of its residents."""
        return np.repeat(values, np.diff(self.communities.first), axis=-1)

    def uniform(self, stream: str, k: int = 1) -> Floats:
        """Keyed uniform draws (k, residents) of this month."""
        r = self.residents
        return self.draws.uniform(stream, r.slot, self.communities.first, k)
