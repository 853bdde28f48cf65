"""Does a resident feel at home, and does she know who runs the place? (归属感)"""

import numpy as np

from govsim.arithmetic import between, either, when
from govsim.assumptions import Assumptions
from govsim.columns import Floats
from govsim.declare import month_step
from govsim.people import legal_base
from govsim.state import World
from govsim.vocabulary import INSTITUTIONS

NEIGHBOURS = INSTITUTIONS.index("neighbours")


def told_by_campaign(campaign: Floats, known: float) -> Floats:
    """Probability that a campaign tells her who will head the committee, eq. 17.4.

    In the month of a vote; `campaign` (0–1) is how well candidates may make themselves
    known.
    """
    return known * campaign


@month_step("17", "residents.belonging", "residents.knows_head")
def settle(w: World, a: Assumptions) -> None:
    """Shared acts, years and good services feed belonging (eq. 17.1), contact knowledge."""
    r = w.residents
    acts = r.acts[1:5].any(axis=0)
    years = 1.0 - np.exp(-r.years_here / a.belonging_years)
    target = (
        a.belonging_base
        + a.belonging_tenure * years * either(r.tenure == 0, 1.0, 0.7)
        + when(acts, a.belonging_shared)
        + a.belonging_service * (r.satisfaction - 0.5)
        + 0.5 * r.trust_disposition[NEIGHBOURS]
    )
    r.belonging = r.belonging + a.belonging_rate * (
        between(target, 0.0, 1.0) - r.belonging
    )
    lot = w.uniform("know", 1)[0]
    campaign = w.offers.campaign * (w.offers.vote_open > 0)
    told = told_by_campaign(w.spread(campaign), a.campaign_known)
    contact = when(r.asked, a.learn_head) + when(acts, 2.0 * a.learn_head)
    learns = lot < contact + told
    forgets = lot > 1.0 - a.forget_head
    r.knows_head = (r.knows_head | learns) & ~forgets


def aware(awareness: Floats, taught: Floats, base: Floats, fade: float) -> Floats:
    """Legal awareness after the month, eq. 17.3 (0–1).

    A class teaches the share `taught` of what she does not know; what is beyond her
    schooling and work (`base`) fades.
    """
    learnt = awareness + taught * (1.0 - awareness)
    return learnt - fade * (learnt - base)


@month_step("17", "residents.legal_awareness")
def learn(w: World, a: Assumptions) -> None:
    """Residents with time come to civic classes and learn rights, duties and channels."""
    r = w.residents
    chance = w.spread(w.offers.classes) * 2.0 * r.free_time
    came = w.uniform("classes")[0] < chance
    base = legal_base(r.education, r.employment, a)
    r.legal_awareness = aware(
        r.legal_awareness, when(came, a.class_teaches), base, a.legal_fades
    )


@month_step(
    "17", "offers.duties_known", "offers.committee_duty", "offers.street_answers"
)
def inform(w: World, a: Assumptions) -> None:
    """Clear duties become known through contact; papers come on time or late (eq. 17.2)."""
    k, o = w.committees, w.offers
    reach = 1.0 - np.exp(-(o.contacts + a.asked_base))
    read = w.mean(w.residents.legal_awareness) / a.legal_usual  # 1 in the status quo
    posted = np.minimum(a.duties_posted * read, 1.0)
    o.duties_known = o.duties_known + a.duties_rate * (
        k.clarity * (posted + (1.0 - posted) * reach) - o.duties_known
    )
    o.committee_duty = a.committee_duty_base + (1.0 - a.committee_duty_base) * k.duty
    o.street_answers = k.papers.copy()
