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

from govsim.columns import Codes, Flags, Floats, Narrowed, Rows, brought, opens
from govsim.ledger import Hours, Money
from govsim.people import Places, Profile, places_of
from govsim.randomness import Draws
from govsim.vocabulary import (
    ACCESS_GROUPS,
    ACTIONS,
    BODIES,
    CLAIMS,
    DOMAINS,
    INSTITUTIONS,
    PROJECTS,
    TASK_KINDS,
)


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
    propensity: Floats = (
        brought()
    )  # (action, resident) lasting personal intercepts [logits]
    place_access: Floats = brought()  # lasting access of her building, about 1
    own_access: Floats = (
        brought()
    )  # lasting access of her own, by age and means, about 1
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
    lesson: Floats = opens(
        0.0
    )  # what sanctions taught her to give more or less, ± share
    keeps: Floats = opens(0.15)  # share of common duties she does, 0–1
    for_compact: Flags = opens(False)  # would vote for a compact
    fined: Floats = opens(0.0)  # fine paid this month [yuan]
    knows_head: Flags = opens(False)
    legal_awareness: Floats = brought()  # knows rights, duties and channels, 0–1
    trust_strangers: Floats = opens(0.3)  # trust in people she does not know, 0–1
    used_trust: Floats = opens(
        0.5
    )  # trust in committee and street she has been used to, slow mean
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
    influence: Floats = opens(
        0.0
    )  # money whose use she had a part in deciding, fading over a year [yuan]
    invited: Floats = opens(0.5)  # was asked or came, fading over a year, 0–1
    paid_fee: Flags = opens(True)
    paid_levy: Flags = opens(False)
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
    assessed: Floats = opens(0.0)  # cut tasks come back as marks in the assessment
    work: Floats = opens(
        0.0, after=len(TASK_KINDS)
    )  # (community, kind) work there is this month [h]
    misplaced: Floats = opens(
        0.0, after=len(TASK_KINDS)
    )  # (community, kind) of it done by a body it does not belong to [h]
    undone: Floats = opens(0.0)  # of it fallen between the bodies [h]
    doubled: Floats = opens(0.0)  # of it done twice [h]
    need_index: Floats = opens(1.0)  # needs of an adult here against the district's
    entitlement: Floats = opens(
        1.0, after=len(ACCESS_GROUPS)
    )  # (community, access group) access that department rules grant, 1 = full
    facility: Floats = opens(
        1.0, after=len(DOMAINS)
    )  # (community, domain) capital of facilities, 1 = reference
    emergency: Floats = opens(0.0)  # emergency work not yet done [hours per adult]
    problems: Floats = opens(12.0)  # open problems and disputes per 1,000 adults
    incidents: Floats = opens(0.3)  # that broke out this month, per 1,000 adults
    detected: Floats = opens(0.1)  # share of new problems the grid sees early
    bodies: Floats = opens(
        0.5, after=len(BODIES)
    )  # (community, body) street's hold on each body in fact, 0–1
    parties: Floats = opens(3.0)  # bodies of their own mind that have to agree
    counter: Floats = opens(0.0)  # one-stop counter fitted out and kept up, 0–1
    counter_speed: Floats = opens(1.0)  # errands done in an hour at it, 1 = usual
    data_shared: Floats = opens(0.0)  # forms filled from one shared entry, 0–1
    department_knows: Floats = opens(0.4)  # what departments know of needs, 0–1
    told_apart: Floats = opens(
        0.0
    )  # how far departments that share pools tell places apart, 0–1
    council_parties: Floats = opens(
        0.0
    )  # parties at the joint council's table whose consent is needed
    council_seats: Floats = opens(0.0)  # seats filled at the joint council
    council_say: Floats = opens(0.0)  # joint council's weight in the free money, 0–1
    council_needs: Floats = opens(
        0.0, after=len(DOMAINS)
    )  # (community, domain) allocation the joint council wants
    council_delay: Floats = opens(0.0)  # months its decisions take [months]
    council_accepts: Floats = opens(
        0.0
    )  # how far those at its table stand behind what is done, 0–1 (0 without one)
    screened: Floats = opens(0.0)  # share of new problems that screening finds early
    legal_aid: Floats = opens(
        0.0
    )  # disputes legal aid can settle, per 1,000 adults and month
    contract_failure: Floats = opens(0.0)  # share of contracted service that failed
    ngo_bridge: Floats = opens(
        0.2
    )  # how far NGOs carry needs upward, ask people in, 0–1
    ngo_organising: Floats = opens(0.004)  # by NGOs [hours per adult and month]
    volunteering: Floats = opens(0.03)  # share of adults a month, running yearly mean
    initiative: Floats = opens(
        0.004
    )  # share of adults who volunteer with somebody they know, running yearly mean
    purchase_offer: Floats = opens(16.0)  # for contracts [yuan per adult and year]
    sponsorship: Floats = opens(0.0)  # this month [yuan]
    rebate: Floats = opens(0.0)  # share of sponsorship sponsors expect back, 0–1
    owners_help: Floats = opens(0.0)  # street's help for owners' committees, 0–1
    fee_ratio: Floats = opens(1.0)  # property fee against the opening fee
    match_honoured: Floats = opens(0.0)  # share of gifts' matches the street could pay
    practice: Floats = opens(0.5)  # craft of organising and of meetings, 0–1
    bins: Floats = opens(0.0)  # equipment for sorting bought beyond the usual, 0–1
    greening: Floats = opens(0.0)  # bins and collection paid this month [yuan]
    unit_usual: Floats = opens(0.0)  # mean tie to work units at the opening, 0–1
    kept: Floats = opens(0.15)  # mean share of common duties residents do, 0–1
    compact: Rows = opens(0)  # compact in force: 0 none, 1 imposed, 2 voted
    compact_agreed: Floats = opens(0.0)  # share of those at the last meeting in favour
    agenda_open: Floats = opens(0.2)  # share of affairs residents may decide, 0–1
    say: Floats = opens(0.0)  # residents' weight in the community's decisions, 0–1
    year_spending: Floats = opens(
        0.0, after=len(DOMAINS)
    )  # (community, domain) programme money spent a month, mean of a year [yuan]
    steered: Floats = opens(0.1)  # share of free money steered to the best-off
    meeting_yuan: Floats = opens(0.0)  # free money meetings decided this month [yuan]
    fund_spending: Floats = opens(0.0)  # paid out of the residents' fund [yuan]
    meeting_rate: Floats = opens(0.25)  # congress meetings called a month, half a year
    petitioned: Flags = opens(False)  # enough signed to call the congress this month
    call_signatures: Floats = opens(0.0)  # share of adults who ask for a meeting
    recall_signatures: Floats = opens(0.0)  # share of adults who ask for a recall
    surveyed: Floats = opens(0.0)  # needs the last yearly survey told planners, 0–1
    procedure_kept: Floats = opens(0.15)  # rules of procedure kept in fact, 0–1
    decision_delay: Floats = opens(0.5)  # from proposal to decision [months]
    acceptance: Floats = opens(0.5)  # residents who accept what is decided, 0–1
    last_ballot: Rows = opens(-1000)  # month of the last vote on projects
    project_left: Floats = opens(0.0, after=PROJECTS)  # still to be paid [yuan]
    project_yuan: Floats = opens(0.0, after=PROJECTS)  # what it costs [yuan]
    project_domain: Rows = opens(0, after=PROJECTS)  # row in DOMAINS
    project_ready: Floats = opens(0.0, after=PROJECTS)  # approved from [month] on
    project_voted: Rows = opens(-1000, after=PROJECTS)  # month of the vote
    project_proposer: Rows = opens(-1, after=PROJECTS)  # slot of who proposed it
    project_steered: Flags = opens(False, after=PROJECTS)  # serves the best-off
    projects_done: Floats = opens(0.0)  # projects finished this month
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
    talent: Floats = brought()  # their competence once they know the work, 0–1
    supervisors: Floats = opens(1.0)  # seats of the supervision committee filled, 0–1
    orientation: Floats = brought()  # own motive to serve residents, 0–1
    skill: Floats = opens(0.47)  # of workers, 0–1
    wage: Floats = opens(5500.0)  # cost of one worker [yuan a month]
    pay: Floats = opens(5500.0)  # what a worker is paid [yuan a month]
    benefits: Floats = opens(0.0)  # benefits a worker got last [yuan a month]
    tenured: Floats = opens(0.0)  # share of workers with a tenured post (编制)
    integrity: Floats = opens(0.5)  # of workers: how little they take, 0–1
    specialists: Floats = opens(
        0.1
    )  # share of workers trained as social workers, counsellors or in law
    craft_by_domain: Floats = opens(
        1.0, after=len(DOMAINS)
    )  # (community, domain) what in-house money buys with these specialists, 1 = usual
    acceptance_of_workers: Floats = opens(
        0.5
    )  # how far workers go along with how things are run now, 0–1; ½ as they are used to
    used_reward: Floats = opens(
        0.0
    )  # pay an hour they are used to, 0 before the first month [yuan an hour]
    used_load: Floats = opens(
        0.0
    )  # load they are used to, 0 before the first month [work per hour there is]
    station_workers: Floats = opens(0.0)  # of the workers, at the street's work station
    station_hours: Floats = opens(0.0)  # of the station, overhead and claims off [h]
    station_claims: Floats = opens(0.0)  # claims that fall on the station [h]
    station_upward: Floats = opens(0.0)  # upward work the station did [h]
    station_counter: Floats = opens(0.0)  # residents' errands the station did [h]
    upward_kept: Floats = opens(1.0)  # share of upward work left to the committee
    errands_kept: Floats = opens(1.0)  # share of errands that still lead to it
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
    missed: Floats = opens(0.0)  # upward work residents need and nobody does [h]
    returned: Floats = opens(0.0)  # government's own work refused and taken back [h]
    view: Floats = opens(0.0)  # how the street thinks of it, 0 = as usual
    support: Floats = opens(1.0)  # discretionary support from above, 1 = usual
    help: Floats = opens(1.0)  # what departments still do here, 1 = usual
    means: Floats = opens(1.0)  # money of the government above, running, 1 = usual
    reach: Floats = opens(1.0)  # how far orders from above carry, 1 = usual
    grant: Floats = opens(0.0)  # public money allotted this month [yuan]
    line_luck: Floats = opens(1.0)  # ad hoc lines of this fiscal year, 1 = usual
    bargain_luck: Floats = opens(0.0)  # luck in this year's bargaining, −1 … 1
    sent_down: Floats = opens(0.0)  # posts sent down from a closed street office
    seconded: Floats = opens(
        0.0
    )  # hours of department staff here that meet residents' needs [h]
    tied: Floats = opens(0.0)  # share of its account tied to a department's line
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
    promised_yuan: Floats = opens(0.0)  # money decided, monthly mean of a year [yuan]
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
    owners_notice: Floats = opens(0.0)  # help with notices, halls and counting, 0–1
    election_due: Flags = opens(False)  # a term ends this month
    one_candidate: Flags = opens(False)  # the list has one candidate a seat
    street_fills: Flags = opens(True)  # empty seats are filled by the street
    asks: Floats = opens(50.0)  # people the search for candidates asks first
    list_lean: Floats = opens(1.0)  # how much the search looks for Party members
    campaign: Floats = opens(0.0)  # how well candidates are known, 0–1
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
    match_open: Floats = opens(0.0)  # share of gifts that will be matched, 0–1
    levy: Floats = opens(0.0)  # community levy asked [yuan a month and household]
    levy_price: Floats = opens(0.0)  # expected cost of not paying it [yuan a month]
    party_call: Floats = opens(1.0)  # how often Party members are called on, 1 = usual
    user_charge: Floats = opens(0.0)  # price to one who uses services [yuan a month]
    charged_share: Floats = opens(0.0)  # share of services that are charged for
    represented: Floats = opens(
        0.0
    )  # homes for which a building head speaks in meetings, 0–1
    classes: Floats = opens(0.0)  # places in civic classes this month, 0–1
    sorting_asked: Floats = opens(0.0)  # share of adults asked to sort by a campaign
    rule_due: Floats = opens(0.0)  # share of common duties a compact asks for, 0–1
    rule_binds: Floats = opens(0.0)  # 1 while a compact is in force
    rule_watch: Floats = opens(0.0)  # probability that a breach is inspected, 0–1
    rule_fine: Floats = opens(0.0)  # fine for doing nothing of what is due [yuan]
    rule_voice: Floats = opens(0.0)  # how far residents really made the rule, 0–1
    duty_talk: Floats = opens(0.0)  # share of meetings about what each owes, 0–1


@dataclass(slots=True)
class Partners:
    """Places for NGOs and service firms, their contracts, and property firms.

    Every community has the same number of places, so that arrays never grow and an
    organisation founded in a place has the same luck in every run of a seed. An
    organisation holds a place while `active`.
    """

    home: Rows  # community where it is at home (serves all if pools are shared)
    is_ngo: Flags  # a place for an NGO, else for a service firm
    active: Flags  # an organisation holds the place
    holders: Rows  # how many have held the place so far
    kind: Rows  # row in NGO_KINDS, −1 a firm
    domain: Rows  # row in DOMAINS of what it knows best
    age: Floats  # [months]
    founders: Floats  # capability its founders brought, 0–1
    luck: Floats  # how well it draws members, 0–1
    capability: Floats  # 0–1
    cost: Floats  # own cost of one standard contract, 1 = mean
    reputation: Floats
    mission: Floats  # share of its attention that is its members', not its payers', 0–1
    members: Floats  # volunteers who keep to it, per 1,000 adults
    staff: Floats  # [full-time equivalents]
    tenure: Floats  # their mean time in post [years]
    left: Floats  # who left this month [full-time equivalents]
    contract_income: Floats  # running yearly mean [yuan]
    public_income: Floats  # contracts and incubation, running yearly mean [yuan]
    incubation: Floats  # of it for incubation, running yearly mean [yuan]
    own_income: Floats  # from donors, running yearly mean [yuan]
    income: Floats  # all income, running yearly mean [yuan]
    reserves: Floats  # [yuan]; those at home in a place add up to its account `ngo`
    short: Floats  # months in a row in which it could not pay its way
    dormant: Flags  # neither contract nor members who keep it going
    # one contract per community
    contract_with: Rows  # (community) row of the partner, −1 none
    contract_price: Floats  # relative to mean cost
    contract_quality: Floats
    contract_promise: Floats  # quality its reputation promised at the award, 0–1
    contract_months: Rows  # months left
    contract_length: Rows  # months agreed
    contract_held: Rows  # months since this partner first won here
    # one property firm per community
    firm_quality: Floats  # (community) property firm's service, 0–1
    firm_present: Flags  # (community)
    firm_margin: Floats  # (community) profit against fees due, running yearly mean
    firm_fined: Floats  # (community) how sure shirking is to cost the firm, 0–1
    firm_leaving: Flags  # (community) it walks away at the end of this month
    custodian: Flags  # (community) the street keeps an abandoned estate up
    owners_body: Flags  # (community) there is an owners' committee
    owners_pressure: Floats  # (community) share of owners at the last owners' meeting


@dataclass(slots=True)
class Conditions:
    """What shocks and slow trends do to the world this month (scenario data)."""

    grant: Floats = opens(1.0)  # multiplies the public money
    mandate: Floats = opens(1.0)  # multiplies temporary tasks
    needs: Floats = opens(1.0)  # multiplies the work residents' needs make
    gatherings: Floats = opens(1.0)  # share of meetings and joint work that may be held
    emergency: Floats = opens(0.0)  # new emergency work [hours per adult and month]
    purchase: Floats = opens(1.0)  # multiplies the money for service purchase
    firm_leaves: Floats = opens(0.0)  # 1 while the property firm has walked away
    scandal: Floats = opens(0.0)  # theft that the press makes known to all, 0–1
    arrivals: Floats = opens(0.0)  # pressure of migrants on homes that fall free, 0–1
    ageing: Floats = opens(0.0)  # pull of newcomers and leavers to greater age
    unit_support: Floats = opens(1.0)  # what work units still do for their people
    expectations: Floats = opens(0.0)  # monthly growth of what residents expect


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
    counts: Rows = field(init=False)  # adults of each community
    places: Places = field(init=False)  # the profiles as arrays

    def __post_init__(self) -> None:
        self.counts = np.diff(self.communities.first)
        self.places = places_of(self.profiles)

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
        if values.dtype == np.float64:
            values = values.astype(np.float32)
        return values.repeat(self.counts, axis=-1)

    def uniform(self, stream: str, k: int = 1) -> Floats:
        """Keyed uniform draws (k, residents) of this month."""
        r = self.residents
        return self.draws.uniform(stream, r.slot, self.communities.first, k)
