"""What do talk, sanctions and rules bring groups, chosen or imposed?"""

import numpy as np

from govsim.columns import Flags, Floats
from govsim.lab.arms import Room, like_subjects, same_subjects
from govsim.lab.numbers import Cells, Experiment, Parameters, Seed
from govsim.lab.session import Session
from govsim.rules.cooperation import rule_pull

ARMS = (
    "none",
    "one talk",
    "repeated talk",
    "imposed sanction",
    "talk and chosen sanction",
)
COMMONS = 1.6
"""What a unit given to the commons yields, shared by the group."""


@Experiment
def institutions_order(
    *,
    rng: Seed = 1,
    sessions: int = 40,
    groups: int = 4,
    size: int = 8,
    rounds: int = 10,
    parameters: Parameters = None,
) -> Cells:
    """A13: net yield of talk and sanctions, in the order of Ostrom, Walker & Gardner 1992.

    Fixed groups of eight; as many rounds without anything go before. Yield 0 if nobody
    gives, 1 if all give all, net of what sanctions cost those who give and suffer them.
    A chosen sanction is a covenant made when the group talks: anybody willing sanctions
    whoever gives less than all, at a third of what it takes; a group that votes it down
    has the talk only.
    """
    cells, room = Cells(), Room(sessions, groups, size, parameters)
    for arm, s in like_subjects(ARMS, rng, room):
        for _ in range(rounds):
            s.give()
            s.see()
        if "talk" in arm:
            s.talk()
        returned = COMMONS / size
        wanted = s.vote(due=1.0, pull=_covenant_pull(s, returned), returned=returned)
        net = [_commons_round(s, arm, wanted, returned) for _ in range(rounds)]
        cells["net yield", arm, rounds] = np.mean(net, axis=0)
    return cells


def _covenant_pull(s: Session, returned: float) -> float:
    """What a covenant adds to giving all where everybody willing sanctions."""
    will = np.array(s.a.punish_will)
    return float(rule_pull(will, 1.0 - returned, 1.0, s.a))


def _commons_round(s: Session, arm: str, wanted: Flags, returned: float) -> Floats:
    """Net yield of a round: 0 if nobody gives, 1 if all give all and pay nothing."""
    s.give()
    if arm == "imposed sanction":
        s.sanction()
    if arm == "talk and chosen sanction":
        s.rule(
            due=1.0,
            checked=s.a.punish_will,
            fine=1.0,
            voice=1.0,
            in_force=wanted,
            returned=returned,
        )
        s.spent = s.spent + s.group_mean(s.lost) / 3.0
    earned = s.earnings(returned) - 1.0
    s.see()
    if arm == "repeated talk":
        s.talk()
    return earned.mean(axis=1) / (returned * s.size - 1.0)


@Experiment
def voted_rule(
    *,
    rng: Seed = 1,
    sessions: int = 40,
    groups: int = 10,
    size: int = 4,
    rounds: int = 10,
    due: float = 0.8,
    checked: float = 0.2,
    fine: float = 1.0,
    parameters: Parameters = None,
) -> Cells:
    """A14: a mild rule groups voted for against the same rule imposed on like groups.

    Groups vote after a first round, and only those with a majority for the rule are
    compared, so that who wants a rule is not mistaken for what a vote does (Dal Bó,
    Foster & Putterman 2010). Conditions "voted", "imposed", and "none": they wanted it
    and did not get it. The same subjects sit in all three.
    """
    cells, room = Cells(), Room(sessions, groups, size, parameters)
    for arm, s in same_subjects(("none", "imposed", "voted"), rng, room):
        s.give()
        pull = rule_pull(np.array(checked * fine), 1.0 - 0.4, 0.0, s.a)
        wants = s.vote(due=due, pull=float(pull))
        s.see()
        gifts = []
        for _ in range(rounds):
            s.give()
            s.rule(
                due=due,
                checked=checked,
                fine=fine,
                voice=1.0 if arm == "voted" else 0.0,
                in_force=wants & (arm != "none"),
            )
            count = np.maximum(wants.sum(axis=1), 1)
            gifts.append((s.gift * wants).sum(axis=1) / count)
            s.see()
        cells["gift", arm, rounds] = np.mean(gifts, axis=0)
    return cells


@Experiment
def volunteers(
    *,
    rng: Seed = 1,
    sessions: int = 40,
    groups: int = 3,
    size: int = 10,
    rounds: int = 24,
    due: float = 0.6,
    checked: float = 0.3,
    fine: float = 0.5,
    parameters: Parameters = None,
) -> Cells:
    """Volunteers who may leave when fined, with and without a fine for falling short.

    After the community gardens of Feinberg et al. 2021. Outcomes by round: "here" (share
    of volunteers left) and "work" (part done, 0 by those who left).
    """
    cells, room = Cells(), Room(sessions, groups, size, parameters)
    fines = {"no fine": None, "fine": fine}
    for arm, s in like_subjects(tuple(fines), rng, room):
        for period in range(1, rounds + 1):
            s.give()
            _fine(s, due, checked, fines[arm])
            cells["here", arm, period] = s.here.mean(axis=1)
            cells["work", arm, period] = s.gift.mean(axis=1)
            s.see()
    return cells


def _fine(s: Session, due: float, checked: float, fine: float | None) -> None:
    """Who falls short is fined, if there is a fine, and some of them leave for it."""
    if fine is not None:
        s.rule(due=due, checked=checked, fine=fine, in_force=s.here)
        s.leave(s.a.fined_leaves, s.lost > 0)
