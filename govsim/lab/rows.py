"""Which numbers of an experiment answer a row of the validation table?

`ROWS[id](rng=…, replicates=…, parameters=…)` runs the row's protocol with the model's
default numbers and returns its parts: a name and one value per replicate, from which an
interval follows. Differences and ratios are formed replicate by replicate.
"""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np

from govsim.columns import Floats
from govsim.lab import field, games, institutions, markets, voting
from govsim.lab.numbers import Parameters, Seed

type Parts = list[tuple[str, Floats]]


def a1(*, rng: Seed = 1, replicates: int = 60, parameters: Parameters = None) -> Parts:
    """Start and end of the public-goods game, its fall, and fixed above re-matched."""
    c = games.public_goods.cells(
        rng=rng, sessions=replicates, groups=20, parameters=parameters
    )
    gift = {(m, p): c["gift", m, p] for m in ("fixed", "random") for p in (1, 10)}
    return [
        ("start, fixed", gift["fixed", 1]),
        ("start, re-matched", gift["random", 1]),
        ("end, fixed", gift["fixed", 10]),
        ("end, re-matched", gift["random", 10]),
        ("fall, fixed", gift["fixed", 1] - gift["fixed", 10]),
        ("fall, re-matched", gift["random", 1] - gift["random", 10]),
        ("end, fixed above re-matched", gift["fixed", 10] - gift["random", 10]),
    ]


def a2(*, rng: Seed = 1, replicates: int = 60, parameters: Parameters = None) -> Parts:
    """Types and slopes of the strategy method."""
    c = games.strategy_method.cells(
        rng=rng, sessions=replicates, subjects=440, parameters=parameters
    )
    return [
        ("conditional cooperators", c["conditional cooperators", "all", 1]),
        ("free riders", c["free riders", "all", 1]),
        ("slope, mean", c["cooperators' slope", "mean", 1]),
        ("slope, SD", c["cooperators' slope", "sd", 1]),
    ]


def a3(*, rng: Seed = 1, replicates: int = 60, parameters: Parameters = None) -> Parts:
    """Gifts under peer sanction, who raises, and what it nets early and late."""
    c = games.peer_sanction.cells(
        rng=rng, sessions=replicates, groups=20, parameters=parameters
    )

    def net(first: int, last: int) -> Floats:
        gained = [
            c["net earnings", "sanction", p] - c["net earnings", "none", p]
            for p in range(first, last + 1)
        ]
        return np.mean(gained, axis=0)

    hit, spared = (c["next raise", who, 10] for who in ("sanctioned", "spared"))
    return [
        ("round 10 gift", c["gift", "sanction", 10]),
        ("sanctioned raise more than spared", hit - spared),
        ("net earnings, rounds 1 to 10, against none", net(1, 10)),
        ("net earnings, round 25, against none", net(25, 25)),
    ]


def a4(*, rng: Seed = 1, replicates: int = 60, parameters: Parameters = None) -> Parts:
    """Gains of a meeting and of a notice, and their ratio."""
    c = games.communication.cells(
        rng=rng, sessions=replicates, groups=40, parameters=parameters
    )
    none, notice, meeting = (
        c["gift", how, 10] for how in ("none", "notice", "meeting")
    )
    return [
        ("meeting gains", meeting - none),
        ("notice gains", notice - none),
        ("ratio of gains", (meeting - none) / (notice - none)),
    ]


def a5(*, rng: Seed = 1, replicates: int = 60, parameters: Parameters = None) -> Parts:
    """Follower's over leader's gift, and how it falls as she gives more."""
    c = games.leader.cells(rng=rng, sessions=replicates, parameters=parameters)
    shown = [key[1] for key in c if key[1] != "all"]
    ratio = {name: c["follower over leader", name, 1] for name in (*shown, "all")}
    falls = [
        (f"fall from {low} to {high}", ratio[low] - ratio[high])
        for low, high in pairwise(shown)
    ]
    return [("follower over leader", ratio["all"]), *falls]


def a6(*, rng: Seed = 1, replicates: int = 60, parameters: Parameters = None) -> Parts:
    """What mail, a record shown and a visit add to an act at a base of 30 %."""
    c = field.mobilisation.cells(rng=rng, sessions=replicates, parameters=parameters)
    return [
        ("civic duty", c["gain", "civic duty", 1]),
        ("neighbours' record shown", c["gain", "neighbours' record shown", 1]),
        ("doorstep visit", c["gain", "visit", 1]),
    ]


def a7(*, rng: Seed = 1, replicates: int = 60, parameters: Parameters = None) -> Parts:
    """What one induced vote adds to the next, at a base of 40 %."""
    c = field.induced_participation.cells(
        rng=rng, sessions=replicates, parameters=parameters
    )
    return [("raises the next", c["carried over", "ratio", 1])]


def a8(*, rng: Seed = 1, replicates: int = 60, parameters: Parameters = None) -> Parts:
    """Rise of a second report after a first was resolved, at a base of 4 % a month."""
    c = field.complaint_reply.cells(rng=rng, sessions=replicates, parameters=parameters)
    return [("chance of a second report", c["relative rise", "resolved", 1])]


def a9(*, rng: Seed = 1, replicates: int = 60, parameters: Parameters = None) -> Parts:
    """Effect on the housemate and on other neighbours over that on the one visited."""
    c = field.household_relay.cells(rng=rng, sessions=replicates, parameters=parameters)
    return [
        ("housemate over visited", c["over visited", "housemate", 1]),
        ("other neighbours over visited", c["over visited", "neighbour", 2]),
    ]


def a10(*, rng: Seed = 1, replicates: int = 60, parameters: Parameters = None) -> Parts:
    """What an eighth bidder saves."""
    c = markets.tender_bidders.cells(
        rng=rng, sessions=replicates, tenders=1000, most=8, parameters=parameters
    )
    return [("one more beyond seven saves", c["saving of one more", "7 bidders", 1])]


def a11(*, rng: Seed = 1, replicates: int = 60, parameters: Parameters = None) -> Parts:
    """Change of private gifts with a grant of 1,000, fundraising free or fixed."""
    c = markets.grant_crowding.cells(
        rng=rng, sessions=replicates, parameters=parameters
    )
    return [
        ("fundraising free", c["change of donations", "free", 1]),
        ("fundraising fixed", c["change of donations", "fixed", 1]),
    ]


def a12(*, rng: Seed = 1, replicates: int = 60, parameters: Parameters = None) -> Parts:
    """Rise of the response with a match, and what a larger ratio adds to it."""
    c = markets.matching.cells(rng=rng, sessions=replicates, parameters=parameters)
    one, three = (c["response", ratio, 1] for ratio in ("1:1", "3:1"))
    return [
        ("match raises response", c["relative rise", "1:1", 1]),
        ("1:1 to 3:1 adds", three / one - 1.0),
    ]


def a13(*, rng: Seed = 1, replicates: int = 60, parameters: Parameters = None) -> Parts:
    """Each step in the order of net yields."""
    c = institutions.institutions_order.cells(
        rng=rng, sessions=replicates, groups=10, parameters=parameters
    )
    order = (
        "talk and chosen sanction",
        "repeated talk",
        "one talk",
        "none",
        "imposed sanction",
    )
    net = {arm: c["net yield", arm, 10] for arm in order}
    return [
        (f"{above} above {below}", net[above] - net[below])
        for above, below in pairwise(order)
    ]


def a14(*, rng: Seed = 1, replicates: int = 60, parameters: Parameters = None) -> Parts:
    """What a vote for the rule adds to the same rule imposed."""
    c = institutions.voted_rule.cells(
        rng=rng, sessions=replicates, groups=20, parameters=parameters
    )
    return [("voted minus imposed", c["gift", "voted", 10] - c["gift", "imposed", 10])]


def a15(*, folder: str | Path, counted_by: str = "greedy-no-skip") -> Parts:
    """Share of real ballots whose official winners greedy stopping reproduces.

    A census of the ballots in the folder, not a sample: one value, without an interval.
    """
    same = voting.reproduced(folder, rule="greedy_stop", counted_by=counted_by)["same"]
    return [("official winners reproduced", np.array([float(same.mean())]))]


ROWS: dict[str, Callable[..., Parts]] = {
    "A1": a1,
    "A2": a2,
    "A3": a3,
    "A4": a4,
    "A5": a5,
    "A6": a6,
    "A7": a7,
    "A8": a8,
    "A9": a9,
    "A10": a10,
    "A11": a11,
    "A12": a12,
    "A13": a13,
    "A14": a14,
    "A15": a15,
}
"""By row; all take `rng`, `replicates` and `parameters`, but A15 takes the `folder`."""
