"""What do competition, grants, matches and audits do in the model's own rules?"""

import numpy as np

from govsim.assumptions import assumptions
from govsim.lab.numbers import Cells, Experiment, Parameters, Seed, generator
from govsim.rules.giving import matched_response
from govsim.rules.ngos import gifts_raised
from govsim.rules.oversight import diverted_share
from govsim.rules.tenders import bids, price_paid


@Experiment
def tender_bidders(
    *,
    rng: Seed = 1,
    sessions: int = 40,
    tenders: int = 400,
    most: int = 9,
    parameters: Parameters = None,
) -> Cells:
    """A10: price of a tender by the number of bidders, and what one more saves.

    Bidders are alike but for the luck of costs; the same bidders come again, joined by
    one more. Outcomes "price" (1 = usual cost) and "saving of one more", both by number of
    bidders; a saving is a share of the price without her.
    """
    a, gen = assumptions(parameters), generator(rng)
    costs = bids(np.ones(most), gen.random((sessions, tenders, most)), a.bid_spread)
    prices = np.empty((most, sessions))
    for count in range(1, most + 1):
        paid = [
            price_paid(row[:count], a.reserve_price) for row in costs.reshape(-1, most)
        ]
        prices[count - 1] = np.reshape(paid, (sessions, tenders)).mean(axis=1)
    cells: Cells = {
        ("price", f"{count} bidders", 1): prices[count - 1]
        for count in range(1, most + 1)
    }
    saved = 1.0 - prices[1:] / prices[:-1]
    return cells | {
        ("saving of one more", f"{count} bidders", 1): saved[count - 1]
        for count in range(1, most)
    }


@Experiment
def grant_crowding(
    *,
    rng: Seed = 1,
    sessions: int = 40,
    ngos: int = 50,
    grant: float = 1000.0,
    usual: float = 60000.0,
    parameters: Parameters = None,
) -> Cells:
    """A11: what a grant does to an NGO's fundraising and private gifts [yuan a year].

    NGOs differ in what they usually raise (lognormal, mean `usual`). Conditions "free":
    fundraising may fall, and "fixed": a matching rule binds it (Andreoni & Payne 2011).
    """
    a, gen = assumptions(parameters), generator(rng)
    raised = usual * np.exp(0.5 * gen.standard_normal((sessions, ngos)) - 0.125)
    nothing, given = np.zeros_like(raised), np.full_like(raised, grant)
    cells: Cells = {}
    for condition, fixed in (("free", 0.0), ("fixed", 1.0)):
        before = gifts_raised(raised, nothing, fixed, a)
        after = gifts_raised(raised, given, fixed, a)
        for name, old, new in zip(
            ("fundraising", "donations"), before, after, strict=True
        ):
            cells[f"change of {name}", condition, 1] = (new - old).mean(axis=1)
    return cells


@Experiment
def matching(
    *,
    rng: Seed = 1,
    sessions: int = 40,
    letters: int = 50000,
    base: float = 0.018,
    ratios: tuple[float, ...] = (1.0, 3.0),
    parameters: Parameters = None,
) -> Cells:
    """A12: share of those asked who give, without a match and with matches of some ratios.

    At the base of Karlan & List 2007, 1.8 % of 50,000 letters. Outcomes "response" by
    ratio, and "relative rise" against no match; the same people get the letters.
    """
    a, gen = assumptions(parameters), generator(rng)
    cells: Cells = {}
    lots = gen.random((sessions, letters))
    for ratio in (0.0, *ratios):
        chance = matched_response(base, ratio, a.match_lift)
        name = f"{ratio:g}:1" if ratio else "none"
        cells["response", name, 1] = (lots < chance).mean(axis=1)
        if ratio:
            rise = cells["response", name, 1] / cells["response", "none", 1] - 1.0
            cells["relative rise", name, 1] = rise
    return cells


@Experiment
def audit(
    *,
    rng: Seed = 1,
    sessions: int = 40,
    projects: int = 30,
    probabilities: tuple[float, ...] = (0.04, 0.2, 0.5, 1.0),
    parameters: Parameters = None,
) -> Cells:
    """Share of project money diverted by the probability of an audit (after Olken 2007).

    Communities' projects differ in how exposed they are (uniform, half to one and a half
    times the usual); nobody watches from below. A share of the money, by condition.
    """
    a, gen = assumptions(parameters), generator(rng)
    exposed = a.exposure_community * (0.5 + gen.random((sessions, projects)))
    lost = {
        chance: diverted_share(
            a.least_diversion,
            exposed,
            a.deterrence,
            np.full_like(exposed, chance),
            np.zeros_like(exposed),
        ).mean(axis=1)
        for chance in probabilities
    }
    return {("diverted", f"audit {p:.2f}", 1): share for p, share in lost.items()}
