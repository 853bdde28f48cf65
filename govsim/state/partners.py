"""Which NGOs and firms are there, and on what terms do they work?"""

from dataclasses import dataclass

from govsim.columns import Flags, Floats, Rows


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
