"""Are gifts matched, and does the community ask a levy of its homes? (配捐与社区公益金)"""

import numpy as np

from govsim.arithmetic import either, logistic, when
from govsim.assumptions import Assumptions
from govsim.columns import Floats
from govsim.declare import month_step
from govsim.policy import Policy
from govsim.rules.businesses import households
from govsim.rules.mobilisation import claims_met
from govsim.rules.participation import added
from govsim.state import World
from govsim.vocabulary import CLAIMS, INSTITUTIONS

LEVY = CLAIMS.index("levy")
COMMITTEE = INSTITUTIONS.index("committee")


def matched_response(
    base: float | Floats, ratio: float | Floats, lift: float
) -> float | Floats:
    """Share of those asked who give where gifts are matched, eq. 29.1.

    A match raises the response by `lift` whatever its ratio: 2:1 and 3:1 do no better
    than 1:1 (Karlan & List 2007: 0.22 on 1.8 %).
    """
    return np.minimum(base * (1.0 + lift * (np.asarray(ratio) > 0)), 1.0)


def honoured_after(honoured: Floats, paid: Floats, owed: Floats) -> Floats:
    """Share of matches known to be paid, eq. 29.2: a mean of about half a year."""
    share = np.divide(paid, owed, out=honoured.copy(), where=owed > 0)
    return honoured + (share - honoured) / 6.0


def levy_terms(
    asked: Floats,
    income: Floats,
    price: Floats,
    trust: Floats,
    fair: Floats,
    others: Floats,
    a: Assumptions,
) -> dict[str, Floats]:
    """What speaks for paying the levy, eq. 29.3 [logits].

    Parameters
    ----------
    asked : levy [yuan a month]; weighs the more the poorer the home
    income : [yuan a month]
    price : expected cost of not paying [yuan a month]
    trust : in the committee, 0–1
    fair : own need served against others', −1 … 1
    others : share of homes that paid last month, 0–1
    """
    pursued = np.divide(price, asked, out=np.zeros_like(asked), where=asked > 0)
    return {
        "base": a.levy_base * np.ones_like(income),
        "trust": a.levy_trust * (trust - 0.5),
        "fairness": a.levy_fair * fair,
        "pursued": a.levy_pursuit * pursued,
        "others": a.levy_others * (others - 0.5),
        "burden": -a.levy_burden * 100.0 * asked / np.maximum(income, 500.0),
    }


@month_step(
    "29",
    "committees.claims",
    "communities.match_honoured",
    "offers.match_open",
    "offers.levy",
    "money",
)
def offer(w: World, policy: Policy, a: Assumptions) -> None:
    """The street matches last month's gifts as far as it can; levy bills go out."""
    k, o, levy = w.committees, w.offers, policy.community_levy
    _match(w, policy)
    claims = k.claims.copy()
    claims[LEVY] = a.levy_hours * households(w) * (levy > 0) if levy.any() else 0.0
    k.claims = claims
    filled = k.members / np.maximum(k.seats, 1.0)
    o.levy = levy * np.minimum(filled, 1.0)


def _match(w: World, policy: Policy) -> None:
    """Last month's gifts are matched; how far they were is what givers reckon with."""
    c, o = w.communities, w.offers
    paid, honoured = np.zeros(w.size), np.zeros(w.size)
    if policy.matching_rule.any():
        held = w.money.balance("street")
        owed = policy.matching_rule * w.total(w.residents.gift)
        paid = np.minimum(owed, held)
        known = np.where(o.match_open > 0, c.match_honoured, 1.0)
        matches = (policy.matching_rule > 0) & (held > 0)
        honoured = np.where(matches, honoured_after(known, paid, owed), 0.0)
    w.money.move("street", "chest", paid, "match")
    c.match_honoured = o.match_open = honoured


@month_step("29", "offers.levy_price")
def pursue(w: World, policy: Policy, a: Assumptions) -> None:
    """Unpaid levies are pursued as far as hours for it were given."""
    o = w.offers
    o.levy_price = np.zeros(w.size)
    if o.levy.any():
        given = w.committees.effort * claims_met(w, a)
        o.levy_price = policy.enforcement * given * o.levy


@month_step("29", "residents.paid_levy", "money")
def pay_levy(w: World, a: Assumptions) -> None:
    """Homes pay the levy or not; tenants owe part of it (eq. 29.4)."""
    r, o = w.residents, w.offers
    if not o.levy.any():
        r.paid_levy = np.zeros(r.paid_levy.shape, np.bool_)
        w.money.move("households", "committee", np.zeros(w.size), "levy")
        return
    asked = w.spread(o.levy)
    part = either(r.tenure == 0, 1.0, a.levy_tenants)
    terms = levy_terms(
        part * asked,
        r.income,
        part * w.spread(o.levy_price),
        r.trust[COMMITTEE],
        r.own_served,
        w.spread(w.mean(r.paid_levy)),
        a,
    )
    chance = logistic(added(terms))
    pays = (asked > 0) & (w.uniform("levy")[0] < chance)
    r.paid_levy = pays[r.household]
    head = r.household == np.arange(r.household.size)
    paid = w.total(when(head & pays, part * asked))
    w.money.move("households", "committee", paid, "levy")
