"""What is a place like: its services, its work, its groups, its decisions?

Columns with `after=` are (community, word), one word of the list named there.
"""

from dataclasses import dataclass

from govsim.columns import Flags, Floats, Rows, brought, opens
from govsim.vocabulary import ACCESS_GROUPS, BODIES, DOMAINS, PROJECTS, TASK_KINDS


@dataclass(slots=True)
class Communities:
    """Places: how many live there, what services are like, who speaks for them."""

    # who lives there
    first: Rows = brought()  # rows of residents where places begin, then the total
    adults: Floats = brought()
    next_slot: Rows = brought()
    group_share: Floats = opens(0.0, after=len(ACCESS_GROUPS))  # share of residents
    gini: Floats = opens(0.0)  # of income
    needs: Floats = opens(0.0, after=len(DOMAINS))  # mean of its residents
    elite_needs: Floats = opens(0.0, after=len(DOMAINS))  # mean of the best-off tenth
    need_index: Floats = opens(1.0)  # needs of an adult here against the district's
    unit_usual: Floats = opens(0.0)  # mean tie to work units at the opening, 0–1
    # services and who gets at them
    services: Floats = opens(0.5, after=len(DOMAINS))  # quality stock, 0–1
    units: Floats = brought()  # units of service produced, running
    facility: Floats = opens(1.0, after=len(DOMAINS))  # their capital, 1 = reference
    access: Floats = opens(0.95, after=len(ACCESS_GROUPS))  # to services, 1 = full
    entitlement: Floats = opens(1.0, after=len(ACCESS_GROUPS))  # by rules, 1 = full
    contract_failure: Floats = opens(0.0)  # share of contracted service that failed
    # what is open and what breaks out
    problems: Floats = opens(12.0)  # open problems and disputes per 1,000 adults
    incidents: Floats = opens(0.3)  # that broke out this month, per 1,000 adults
    detected: Floats = opens(0.1)  # share of new problems the grid sees early
    screened: Floats = opens(0.0)  # share of new problems that screening finds early
    legal_aid: Floats = opens(0.0)  # disputes it can settle, per 1,000 adults and month
    emergency: Floats = opens(0.0)  # emergency work not yet done [hours per adult]
    # work, and at which body it lands
    listed_tasks: Floats = opens(1.0)  # size of the standing task list, 1 = full
    assessed: Floats = opens(0.0)  # cut tasks come back as marks in the assessment
    work: Floats = opens(0.0, after=len(TASK_KINDS))  # there is this month [h]
    misplaced: Floats = opens(0.0, after=len(TASK_KINDS))  # of it at a wrong body [h]
    undone: Floats = opens(0.0)  # of it fallen between the bodies [h]
    doubled: Floats = opens(0.0)  # of it done twice [h]
    bodies: Floats = opens(0.5, after=len(BODIES))  # street's hold on each, 0–1
    parties: Floats = opens(3.0)  # bodies of their own mind that have to agree
    # counter and shared information
    counter: Floats = opens(0.0)  # one-stop counter fitted out and kept up, 0–1
    counter_speed: Floats = opens(1.0)  # errands done in an hour at it, 1 = usual
    data_shared: Floats = opens(0.0)  # forms filled from one shared entry, 0–1
    department_knows: Floats = opens(0.4)  # what departments know of needs, 0–1
    told_apart: Floats = opens(0.0)  # how far a shared pool tells places apart, 0–1
    # money
    spending: Floats = opens(0.0, after=len(DOMAINS))  # programme money [yuan]
    contracted: Floats = opens(0.0, after=len(DOMAINS))  # of it to contractors
    free_spending: Floats = opens(0.0)  # of it decided in the community [yuan]
    captured: Floats = opens(0.0)  # of it steered to the best-off [yuan]
    steered: Floats = opens(0.1)  # share of free money steered to the best-off
    year_spending: Floats = opens(0.0, after=len(DOMAINS))  # [yuan a month], of a year
    # who is heard
    voice: Floats = opens(0.0, after=len(ACCESS_GROUPS))  # share among deciders
    voice_needs: Floats = opens(0.0, after=len(DOMAINS))  # mean of those who decide
    voices: Floats = opens(1.5)  # number who decide per 100 adults, running mean
    say: Floats = opens(0.0)  # residents' weight in the community's decisions, 0–1
    agenda_open: Floats = opens(0.2)  # share of affairs residents may decide, 0–1
    surveyed: Floats = opens(0.0)  # needs the last yearly survey told planners, 0–1
    procedure_kept: Floats = opens(0.15)  # rules of procedure kept in fact, 0–1
    decision_delay: Floats = opens(0.5)  # from proposal to decision [months]
    acceptance: Floats = opens(0.5)  # residents who accept what is decided, 0–1
    # meetings of the residents' congress
    meeting_rate: Floats = opens(0.25)  # congress meetings called a month, half a year
    meeting_yuan: Floats = opens(0.0)  # free money meetings decided this month [yuan]
    petitioned: Flags = opens(False)  # enough signed to call the congress this month
    call_signatures: Floats = opens(0.0)  # share of adults who ask for a meeting
    recall_signatures: Floats = opens(0.0)  # share of adults who ask for a recall
    # joint council
    council_seats: Floats = opens(0.0)  # seats filled at it
    council_parties: Floats = opens(0.0)  # parties at it whose consent is needed
    council_say: Floats = opens(0.0)  # its weight in the free money, 0–1
    council_needs: Floats = opens(0.0, after=len(DOMAINS))  # allocation it wants
    council_delay: Floats = opens(0.0)  # its decisions take [months]
    council_accepts: Floats = opens(0.0)  # how far they stand behind it, 0–1
    # projects of the residents' fund
    fund_spending: Floats = opens(0.0)  # paid out of the residents' fund [yuan]
    last_ballot: Rows = opens(-1000)  # month of the last vote on projects
    project_left: Floats = opens(0.0, after=PROJECTS)  # still to be paid [yuan]
    project_yuan: Floats = opens(0.0, after=PROJECTS)  # what it costs [yuan]
    project_domain: Rows = opens(0, after=PROJECTS)  # row in DOMAINS
    project_ready: Floats = opens(0.0, after=PROJECTS)  # approved from [month] on
    project_voted: Rows = opens(-1000, after=PROJECTS)  # month of the vote
    project_proposer: Rows = opens(-1, after=PROJECTS)  # slot of who proposed it
    project_steered: Flags = opens(False, after=PROJECTS)  # serves the best-off
    projects_done: Floats = opens(0.0)  # projects finished this month
    # NGOs, firms, owners
    ngo_bridge: Floats = opens(0.2)  # how far they carry needs up, ask people in, 0–1
    ngo_organising: Floats = opens(0.004)  # by them [hours per adult and month]
    lapsed_ngos: Floats = opens(0.0)  # closed, but still on the register
    purchase_offer: Floats = opens(16.0)  # for contracts [yuan per adult and year]
    sponsorship: Floats = opens(0.0)  # this month [yuan]
    rebate: Floats = opens(0.0)  # share of sponsorship sponsors expect back, 0–1
    match_honoured: Floats = opens(0.0)  # share of gifts' matches the street could pay
    owners_help: Floats = opens(0.0)  # street's help for owners' committees, 0–1
    fee_ratio: Floats = opens(1.0)  # property fee against the opening fee
    # what residents do together
    practice: Floats = opens(0.5)  # craft of organising and of meetings, 0–1
    volunteering: Floats = opens(0.03)  # share of adults a month, running yearly mean
    initiative: Floats = opens(0.004)  # share of adults who do so with people they know
    kept: Floats = opens(0.15)  # mean share of common duties residents do, 0–1
    compact: Rows = opens(0)  # compact in force: 0 none, 1 imposed, 2 voted
    compact_agreed: Floats = opens(0.0)  # share of those at the last meeting in favour
    bins: Floats = opens(0.0)  # equipment for sorting bought beyond the usual, 0–1
    greening: Floats = opens(0.0)  # bins and collection paid this month [yuan]
