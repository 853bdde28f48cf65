"""What do institutions hand to residents this month?"""

from dataclasses import dataclass

from govsim.columns import Flags, Floats, Rows, brought, opens


@dataclass(slots=True)
class Offers:
    """What institutions hand to residents this month, per community.

    Resident-side rules read these and never a lever. Each is made by an
    institution's rule from levers *and* the institution's money, hours and skill.
    """

    # being asked, and to what
    contacts: Floats = opens(0.1)  # how often an adult is asked to something, mean
    party_call: Floats = opens(1.0)  # how often Party members are called on, 1 = usual
    meetings: Floats = opens(0.4)  # places in meetings open this month, 0–1
    online: Floats = opens(0.0)  # meetings that can be followed online, 0–1
    represented: Floats = opens(0.0)  # homes for which a building head speaks, 0–1
    classes: Floats = opens(0.0)  # places in civic classes this month, 0–1
    volunteer_work: Floats = opens(0.4)  # work that somebody organises, 0–1
    volunteer_pay: Floats = opens(0.0)  # [yuan an hour] paid
    sorting_asked: Floats = opens(0.0)  # share of adults asked to sort by a campaign
    # what can be seen and inspected
    decided_yuan: Floats = opens(0.3)  # by meetings and done [yuan per adult and year]
    accounts_posted: Floats = opens(0.1)  # share of spending posted
    oversight_open: Floats = opens(0.05)  # how much residents may inspect, 0–1
    theft_seen: Floats = opens(0.0)  # share of money stolen that became known
    seen: Floats = opens(0.0)  # share of acts neighbours get to see
    # ballots
    election_due: Flags = opens(False)  # a term ends this month
    vote_open: Rows = opens(0)  # 0 no election; 1 one candidate; 2 household; 3 direct
    vote_contest: Floats = opens(0.0)  # rivals per seat on the ballot
    ballot_reach: Floats = brought()  # share of homes the ballot box visits
    one_candidate: Flags = opens(False)  # the list has one candidate a seat
    street_fills: Flags = opens(True)  # empty seats are filled by the street
    asks: Floats = opens(50.0)  # people the search for candidates asks first
    list_lean: Floats = opens(1.0)  # how much the search looks for Party members
    campaign: Floats = opens(0.0)  # how well candidates are known, 0–1
    # who answers for what
    duties_known: Floats = opens(0.1)  # adults who know who answers for what, 0–1
    committee_duty: Floats = opens(0.35)  # share of residents' errands that is its work
    street_answers: Floats = opens(0.85)  # the street's own work residents meet, 0–1
    # owners and their firm
    owners_meeting: Flags = opens(False)
    owners_notice: Floats = opens(0.0)  # help with notices, halls and counting, 0–1
    fee: Floats = brought()  # property fee [yuan a month and household]
    fee_price: Floats = opens(0.0)  # expected cost of not paying [yuan a month]
    firm_service: Floats = opens(0.5)  # what the firm delivers, 0–1
    # gifts, levies, charges
    appeals: Floats = opens(0.015)  # how often an adult is asked for a gift
    match_open: Floats = opens(0.0)  # share of gifts that will be matched, 0–1
    levy: Floats = opens(0.0)  # community levy asked [yuan a month and household]
    levy_price: Floats = opens(0.0)  # expected cost of not paying it [yuan a month]
    user_charge: Floats = opens(0.0)  # price to one who uses services [yuan a month]
    charged_share: Floats = opens(0.0)  # share of services that are charged for
    # compact
    rule_due: Floats = opens(0.0)  # share of common duties a compact asks for, 0–1
    rule_binds: Floats = opens(0.0)  # 1 while a compact is in force
    rule_watch: Floats = opens(0.0)  # probability that a breach is inspected, 0–1
    rule_fine: Floats = opens(0.0)  # fine for doing nothing of what is due [yuan]
    rule_voice: Floats = opens(0.0)  # how far residents really made the rule, 0–1
    duty_talk: Floats = opens(0.0)  # share of meetings about what each owes, 0–1
