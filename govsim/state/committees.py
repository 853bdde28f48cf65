"""What does a residents' committee have, what presses on it, what does it do?"""

from dataclasses import dataclass

from govsim.columns import Floats, Rows, brought, opens
from govsim.vocabulary import CLAIMS, DOMAINS


@dataclass(slots=True)
class Committees:
    """Residents' committees with their paid workers, one row per community."""

    # members and their elections
    seats: Floats = brought()
    members: Floats = brought()  # seats filled
    contested: Floats = opens(0.0)  # share of filled seats won against a rival
    uncontested: Floats = opens(1.0)  # share of seats without a rival
    vacant: Floats = opens(0.0)  # share of seats empty
    competence: Floats = brought()  # of members, 0–1
    talent: Floats = brought()  # their competence once they know the work, 0–1
    orientation: Floats = brought()  # own motive to serve residents, 0–1
    supervisors: Floats = opens(1.0)  # seats of the supervision committee filled, 0–1
    turnout_reported: Floats = opens(0.92)
    turnout_true: Floats = opens(0.45)
    last_election: Rows = opens(0)  # month
    term_offset: Rows = brought()  # months by which terms are staggered
    # workers
    posts: Floats = brought()  # [full-time posts]
    workers: Floats = brought()  # filled [full-time equivalents]
    quits: Floats = opens(0.0)  # workers who left this month
    skill: Floats = opens(0.47)  # of workers, 0–1
    wage: Floats = opens(5500.0)  # cost of one worker [yuan a month]
    pay: Floats = opens(5500.0)  # what a worker is paid [yuan a month]
    benefits: Floats = opens(0.0)  # benefits a worker got last [yuan a month]
    tenured: Floats = opens(0.0)  # share of workers with a tenured post (编制)
    integrity: Floats = opens(0.5)  # of workers: how little they take, 0–1
    # `craft_by_domain` is (community, domain), 1 = usual
    specialists: Floats = opens(0.1)  # share trained in social work, counselling, law
    craft_by_domain: Floats = opens(1.0, after=len(DOMAINS))  # of in-house money
    acceptance_of_workers: Floats = opens(0.5)  # of how things are, 0–1, ½ as used to
    used_reward: Floats = opens(0.0)  # pay they are used to [yuan an hour], 0 at first
    used_load: Floats = opens(0.0)  # work per hour they are used to, 0 at first
    # the street's work station
    station_workers: Floats = opens(0.0)  # of the workers, at the street's work station
    station_hours: Floats = opens(0.0)  # of the station, overhead and claims off [h]
    station_claims: Floats = opens(0.0)  # claims that fall on the station [h]
    station_upward: Floats = opens(0.0)  # upward work the station did [h]
    station_counter: Floats = opens(0.0)  # residents' errands the station did [h]
    upward_kept: Floats = opens(1.0)  # share of upward work left to the committee
    errands_kept: Floats = opens(1.0)  # share of errands that still lead to it
    # hours, and what asks for them
    hours: Floats = brought()  # available this month, overhead taken off [h]
    hired: Floats = opens(0.0)  # hired hands [h]
    effort: Floats = opens(0.8)  # share of hours worked
    claims: Floats = opens(0.0, before=len(CLAIMS))  # (claim, community) hours [h]
    issued: Floats = opens(0.0)  # upward hours departments want [h]
    upward_load: Floats = opens(0.0)  # upward hours let in [h]
    service_load: Floats = opens(0.0)  # hours residents' needs and duties ask for [h]
    duty: Floats = opens(0.1)  # share of community-level duties the committee carries
    upward_weight: Floats = opens(1.2)  # pull of upward tasks on hours
    ranking_weight: Floats = opens(0.05)  # pull of ranked complaints on hours
    missed: Floats = opens(0.0)  # upward work residents need and nobody does [h]
    returned: Floats = opens(0.0)  # government's own work refused and taken back [h]
    seconded: Floats = opens(0.0)  # of department staff, for residents' needs [h]
    sent_down: Floats = opens(0.0)  # posts sent down from a closed street office
    organising: Floats = opens(0.015)  # organising hours per adult this month
    # who holds it (parts: appoints, pays, grades, supervises), who watches
    hold: Floats = opens(0.8)  # street's hold over the committee: obedience, 0–1
    residents_hold: Floats = opens(0.05)  # residents' hold, 0–1
    hold_parts: Floats = opens(1.0, before=4)  # (relation, community), 0–1
    law_hold: Floats = opens(0.8)  # the same as the levers promise it, 0–1
    watched_above: Floats = opens(0.5)  # control from above, 0–1
    watched_below: Floats = opens(0.05)  # control by residents, 0–1
    watchers: Floats = opens(0.3)  # overseers per 100 adults, running mean
    diversion_checked: Floats = opens(0.1)  # probability of an audit of money, reports
    clarity: Floats = opens(0.3)  # share of duties with a named body
    # the government above
    view: Floats = opens(0.0)  # how the street thinks of it, 0 = as usual
    support: Floats = opens(1.0)  # discretionary support from above, 1 = usual
    help: Floats = opens(1.0)  # what departments still do here, 1 = usual
    means: Floats = opens(1.0)  # money of the government above, running, 1 = usual
    reach: Floats = opens(1.0)  # how far orders from above carry, 1 = usual
    # upward work done, and reported
    compliance: Floats = opens(0.85)  # share of admitted upward work done
    assisted: Floats = opens(0.5)  # share of work let in that owes residents help
    papers: Floats = opens(0.85)  # share of the upward work that matters which is done
    reported_compliance: Floats = opens(0.9)
    backlog: Floats = opens(0.0)  # upward hours left undone, running [h]
    # money; channels of diversion are in vocabulary
    grant: Floats = opens(0.0)  # public money allotted this month [yuan]
    public_money: Floats = opens(0.0)  # grant less what lapsed [yuan this month]
    line_luck: Floats = opens(1.0)  # ad hoc lines of this fiscal year, 1 = usual
    bargain_luck: Floats = opens(0.0)  # luck in this year's bargaining, −1 … 1
    tied: Floats = opens(0.0)  # share of its account tied to a department's line
    own_account: Floats = opens(0.1)  # share of wages paid from its own account
    diversion: Floats = opens(0.1, before=3)  # (channel, community) share of money
    diverted: Floats = opens(0.0)  # [yuan] this month
    exposed: Floats = opens(0.0)  # [yuan] this month
    # what residents get from it
    reply_rate: Floats = brought()
    resolution: Floats = opens(0.2)
    reported_resolution: Floats = opens(0.5)
    delivered: Floats = opens(0.9)  # share of residents' decisions carried out
    promised_yuan: Floats = opens(0.0)  # residents decided [yuan a month], yearly mean
    decided_yuan: Floats = opens(0.3)  # and got done [yuan per adult and year], running
