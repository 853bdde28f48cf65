"""Published experiments, and new ones, on the model's own resident code. (实验室)"""

from govsim.lab.field import (
    complaint_reply,
    household_relay,
    induced_participation,
    mobilisation,
)
from govsim.lab.games import (
    communication,
    distance,
    leader,
    peer_sanction,
    public_goods,
    strategy_method,
)
from govsim.lab.institutions import institutions_order, volunteers, voted_rule
from govsim.lab.markets import audit, grant_crowding, matching, tender_bidders
from govsim.lab.session import Session
from govsim.lab.voting import committee_or_vote, fund_vote

__all__ = [
    "Session",
    "audit",
    "committee_or_vote",
    "communication",
    "complaint_reply",
    "distance",
    "fund_vote",
    "grant_crowding",
    "household_relay",
    "induced_participation",
    "institutions_order",
    "leader",
    "matching",
    "mobilisation",
    "peer_sanction",
    "public_goods",
    "strategy_method",
    "tender_bidders",
    "volunteers",
    "voted_rule",
]
