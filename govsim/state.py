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

from govsim.columns import brought, opens
from govsim.ledger import Hours, Money
from govsim.people import Profile
from govsim.randomness import Draws
from govsim.vocabulary import ACCESS_GROUPS, ACTIONS, CLAIMS, DOMAINS, INSTITUTIONS

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Rows = NDArray[np.int64]


@dataclass(slots=True)
class Residents:
    """Adult residents, one row each."""

    # who she is
    community: Rows = brought()
    slot: Rows = brought()  # lifelong number in her community
    household: Rows = brought()  # row of the household's first member
    building: Rows = brought()
    age: Floats = brought()  # [years]
    woman: Flags = brought()
    education: Rows = brought()  # 0 primary … 3 tertiary
    state_sector: Flags = brought()
    unit_tie: Floats = brought()  # tie to a work unit, 0–1
    party: Flags = brought()
    tenure: Rows = brought()  # row in TENURES
    access_group: Rows = brought()  # row in ACCESS_GROUPS
    income: Floats = brought()  # [yuan a month]
    free_time: Floats = brought()  # [share of waking hours]
    digital: Floats = brought()  # literacy, 0–1
    years_here: Floats = brought()  # [years]
    needs: Floats = brought()  # (domain, resident), adds up to 1
    cooperation_type: Rows = brought()
    cooperation_slope: Floats = brought()  # own gift per unit believed of others
    trust_disposition: Floats = brought()  # (institution, resident) lasting lean, ±
    propensity: Floats = (
        brought()
    )  # (action, resident) lasting personal intercepts [logits]
    place_access: Floats = brought()  # lasting access of her building, about 1
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
    knows_head: Flags = opens(False)
    # what happened this month
    service: Floats = opens(0.5)  # experienced quality, 0–1
    own_served: Floats = opens(0.0)  # own need served against others', −1 … 1
    asked: Flags = opens(False)
    acts: Flags = opens(False, before=len(ACTIONS))  # (action, resident)
    complained: Flags = opens(False)
    answered: Floats = opens(0.0)  # −1 ignored, 0 no complaint, 1 resolved
    voted: Flags = opens(False)  # in the last election
    candidate: Flags = opens(False)  # agreed to stand this month
    paid_fee: Flags = opens(True)
    gift: Floats = opens(0.0)  # [yuan]
    activity: Floats = opens(0.05)  # acts a month, running mean of a year

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

    first: Rows = (
        brought()
    )  # rows of residents at which a community begins, closed by the total
    adults: Floats = brought()
    services: Floats = opens(
        0.5, after=len(DOMAINS)
    )  # (community, domain) quality stock, 0–1
    access: Floats = opens(
        0.95, after=len(ACCESS_GROUPS)
    )  # (community, access group), 1 = full
    elite_needs: Floats = opens(
        0.0, after=len(DOMAINS)
    )  # (community, domain) mean needs of the best-off tenth
    needs: Floats = opens(0.0, after=len(DOMAINS))  # (community, domain) mean needs
    gini: Floats = opens(0.0)  # of income
    voice: Floats = opens(
        0.0, after=len(ACCESS_GROUPS)
    )  # (community, access group) share among those who decide
    voice_needs: Floats = opens(
        0.0, after=len(DOMAINS)
    )  # (community, domain) mean needs of those who decide
    voices: Floats = opens(1.5)  # number who decide per 100 adults, running mean
    spending: Floats = opens(
        0.0, after=len(DOMAINS)
    )  # (community, domain) this month's programme money spent [yuan]
    contracted: Floats = opens(
        0.0, after=len(DOMAINS)
    )  # (community, domain) of it paid to contractors [yuan]
    free_spending: Floats = opens(0.0)  # of it decided in the community [yuan]
    captured: Floats = opens(0.0)  # of it steered to the best-off [yuan]
    units: Floats = brought()  # units of service produced, running
    group_share: Floats = opens(
        0.0, after=len(ACCESS_GROUPS)
    )  # (community, access group) share of residents
    listed_tasks: Floats = opens(1.0)  # size of the standing task list, 1 = full
    next_slot: Rows = brought()


@dataclass(slots=True)
class Committees:
    """Residents' committees with their paid workers, one row per community."""

    posts: Floats = brought()  # [full-time posts]
    workers: Floats = brought()  # filled [full-time equivalents]
    seats: Floats = brought()
    members: Floats = brought()  # seats filled
    contested: Floats = opens(0.0)  # share of filled seats won against a rival
    competence: Floats = brought()  # of members, 0–1
    orientation: Floats = brought()  # own motive to serve residents, 0–1
    skill: Floats = opens(0.47)  # of workers, 0–1
    wage: Floats = opens(5500.0)  # [yuan a month]
    quits: Floats = opens(0.0)  # workers who left this month
    hours: Floats = brought()  # available this month, overhead taken off [h]
    hired: Floats = opens(0.0)  # hired hands [h]
    duty: Floats = opens(0.1)  # share of community-level duties the committee carries
    issued: Floats = opens(0.0)  # upward hours departments want [h]
    claims: Floats = opens(0.0, before=len(CLAIMS))  # (claim, community) hours [h]
    upward_load: Floats = opens(0.0)  # upward hours let in [h]
    service_load: Floats = opens(0.0)  # hours residents' needs and duties ask for [h]
    effort: Floats = opens(0.8)  # share of hours worked
    watched_above: Floats = opens(0.5)  # control from above, 0–1
    watched_below: Floats = opens(0.05)  # control by residents, 0–1
    hold: Floats = opens(0.8)  # street's hold over the committee: obedience, 0–1
    residents_hold: Floats = opens(0.05)  # residents' hold, 0–1
    hold_parts: Floats = opens(
        1.0, before=4
    )  # (relation, community): appoints, pays, grades, supervises
    law_hold: Floats = opens(0.8)  # the same as the levers promise it, 0–1
    upward_weight: Floats = opens(1.2)  # pull of upward tasks on hours
    ranking_weight: Floats = opens(0.05)  # pull of ranked complaints on hours
    compliance: Floats = opens(0.85)  # share of admitted upward work done
    papers: Floats = opens(0.85)  # share of the upward work that matters which is done
    reported_compliance: Floats = opens(0.9)
    backlog: Floats = opens(0.0)  # upward hours left undone, running [h]
    public_money: Floats = opens(0.0)  # grant less what lapsed [yuan this month]
    own_account: Floats = opens(
        0.1
    )  # share of wages paid from the community's own account
    organising: Floats = opens(0.015)  # organising hours per adult this month
    diversion: Floats = opens(
        0.1, before=3
    )  # (channel, community) share diverted; channels in vocabulary
    diverted: Floats = opens(0.0)  # [yuan] this month
    exposed: Floats = opens(0.0)  # [yuan] this month
    reply_rate: Floats = brought()
    resolution: Floats = opens(0.2)
    reported_resolution: Floats = opens(0.5)
    clarity: Floats = opens(0.3)  # share of duties with a named body
    watchers: Floats = opens(0.3)  # overseers per 100 adults, running mean
    turnout_reported: Floats = opens(0.92)
    turnout_true: Floats = opens(0.45)
    uncontested: Floats = opens(1.0)  # share of seats without a rival
    vacant: Floats = opens(0.0)  # share of seats empty
    last_election: Rows = opens(0)  # month
    term_offset: Rows = brought()  # months by which terms are staggered
    diversion_checked: Floats = opens(
        0.1
    )  # probability that spending and reports are audited
    delivered: Floats = opens(
        0.9
    )  # share of what residents decided that was carried out
    decided_yuan: Floats = opens(
        0.3
    )  # decided by residents and spent, per adult and year, running


@dataclass(slots=True)
class Offers:
    """What institutions hand to residents this month, per community.

    Resident-side rules read these and never a lever. Each is made by an
    institution's rule from levers *and* the institution's money, hours and skill.
    """

    contacts: Floats = opens(
        0.1
    )  # how often an adult is asked to something, mean number
    meetings: Floats = opens(0.4)  # places in meetings open this month, 0–1
    online: Floats = opens(0.0)  # meetings that can be followed online, 0–1
    decided_yuan: Floats = opens(
        0.3
    )  # what meetings decided and got done, yuan per adult and year
    accounts_posted: Floats = opens(0.1)  # share of spending posted
    oversight_open: Floats = opens(0.05)  # how much residents may inspect, 0–1
    seen: Floats = opens(0.0)  # share of acts neighbours get to see
    volunteer_pay: Floats = opens(0.0)  # [yuan an hour] paid
    volunteer_work: Floats = opens(0.4)  # work that somebody organises, 0–1
    vote_open: Rows = opens(0)  # 0 no election; 1 one candidate; 2 household; 3 direct
    vote_contest: Floats = opens(0.0)  # rivals per seat on the ballot
    ballot_reach: Floats = brought()  # share of homes the ballot box visits
    theft_seen: Floats = opens(0.0)  # share of money stolen that became known
    owners_meeting: Flags = opens(False)
    election_due: Flags = opens(False)  # a term ends this month
    one_candidate: Flags = opens(False)  # the list has one candidate a seat
    duties_known: Floats = opens(
        0.1
    )  # share of adults who know which body answers for what
    committee_duty: Floats = opens(
        0.35
    )  # share of what residents meet that the committee does
    fee: Floats = brought()  # property fee [yuan a month and household]
    fee_price: Floats = opens(0.0)  # expected cost of not paying [yuan a month]
    firm_service: Floats = opens(0.5)  # what the firm delivers, 0–1
    appeals: Floats = opens(0.015)  # how often an adult is asked for a gift
    street_answers: Floats = opens(0.85)  # the street's own work residents meet, 0–1


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

    grant: Floats = opens(1.0)  # multiplies the public money
    mandate: Floats = opens(1.0)  # multiplies temporary tasks
    needs: Floats = opens(1.0)  # multiplies the work residents' needs make


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
