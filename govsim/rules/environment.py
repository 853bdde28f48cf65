"""Do residents sort their waste and save, and who makes it easy? (环境与绿色生活)"""

import numpy as np
from numpy.typing import NDArray

from govsim.arithmetic import logistic, of_contacts, when
from govsim.assumptions import Assumptions
from govsim.columns import Floats
from govsim.declare import month_step
from govsim.policy import Policy
from govsim.rules.mobilisation import hours_given, paid_by_holders
from govsim.rules.participation import VOLUNTEER
from govsim.state import World
from govsim.vocabulary import DOMAINS

ENVIRONMENT = DOMAINS.index("environment")


def equipped(bins: Floats, bought: Floats, rate: float) -> Floats:
    """Equipment for sorting, eq. 31.1 (0–1): moves towards what is paid for, else wears."""
    return bins + rate * (bought - bins)


def sorting_logit(terms: dict[str, Floats]) -> Floats:
    """Logit of sorting and saving this month, eq. 31.2: the sum of named terms."""
    first, *rest = terms.values()
    return sum(rest, start=first)


@month_step(
    "31",
    "communities.bins",
    "communities.greening",
    "offers.sorting_asked",
    "money",
)
def green(w: World, policy: Policy, a: Assumptions) -> None:
    """Programme money goes to bins and collection first; campaigns ask at the bins (eq. 31.3)."""
    c, adults = w.communities, np.maximum(w.communities.adults, 1.0)
    wanted = policy.green_weight * a.green_yuan / 12.0 * c.adults
    c.greening = paid_by_holders(w, wanted, "bins and collection", "environment")
    full = a.green_yuan / 12.0 * adults
    c.bins = equipped(c.bins, c.greening / full, a.bins_rate)
    hours = hours_given(w, "greening", a) / adults
    w.offers.sorting_asked = 1.0 - np.exp(-a.green_reach * hours)


@month_step("31", "residents.sorts")
def sort(w: World, a: Assumptions) -> None:
    """Residents sort and save, as they did and as those they meet do."""
    drawn = w.uniform("sorting", 2)
    asked = drawn[1] < w.spread(w.offers.sorting_asked)
    logit = sorting_logit(sorting_terms(w, asked, a))
    w.residents.sorts = drawn[0] < logistic(logit)


def sorting_terms(
    w: World, asked: NDArray[np.bool_], a: Assumptions
) -> dict[str, Floats]:
    """What speaks for sorting, by name [logits].

    Parts of eq. 31.2: cost of time and trouble, less where there are bins and collection
    is good; habit; the norm among those she meets; being seen; a campaign; a compact she
    keeps; feeling at home; her lean.
    """
    r, c = w.residents, w.communities
    around = of_contacts(r.sorts, r.neighbours)
    collection = w.spread(c.services[:, ENVIRONMENT]) - 0.5
    return {
        "base": a.sort_base * np.ones_like(around),
        "habit": when(r.sorts, a.sort_habit),
        "norm": a.sort_norm * around,
        "seen": a.seen_act * w.spread(w.offers.seen),
        "campaign": when(asked, a.sort_asked),
        "compact": a.sort_compact * r.keeps * w.spread(w.offers.rule_binds),
        "bins": a.sort_bins * w.spread(c.bins),
        "collection": a.sort_service * collection,
        "belonging": a.sort_belonging * (r.belonging - 0.5),
        "time": a.sort_time * (r.free_time - 0.35),
        "lean": 0.5 * r.propensity[VOLUNTEER],
    }
