"""What do talk, sanctions and rules bring groups, chosen or imposed?"""

import numpy as np

from govsim.columns import Floats
from govsim.lab.numbers import Cells, Experiment, Parameters, Seed, generator
from govsim.lab.session import Session
from govsim.rules.cooperation import rule_pull

ARMS = (
    "none",
    "one talk",
    "repeated talk",
    "imposed sanction",
    "talk and chosen sanction",
)


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
    gen, returned, cells = (
        generator(rng),
        1.6 / size,
        dict[tuple[str, str, int], Floats](),
    )
    for arm in ARMS:
        s = Session(
            rng=gen, sessions=sessions, groups=groups, size=size, parameters=parameters
        )
        for _ in range(rounds):
            s.give()
            s.see()
        if "talk" in arm:
            s.talk()
        will = s.a.punish_will
        pull = float(rule_pull(np.array(will), 1.0 - returned, 1.0, s.a))
        chosen = s.vote(due=1.0, pull=pull, returned=returned)
        net = []
        for period in range(rounds):
            if arm == "repeated talk" and period > 0:
                s.talk()
            s.give()
            if arm == "imposed sanction":
                s.sanction()
            if arm == "talk and chosen sanction":
                s.rule(
                    due=1.0,
                    checked=will,
                    fine=1.0,
                    voice=1.0,
                    in_force=chosen,
                    returned=returned,
                )
                s.spent = s.spent + s.group_mean(s.lost) / 3.0
            earned = s.earnings(returned) - 1.0
            net.append(earned.mean(axis=1) / (returned * size - 1.0))
            s.see()
        cells["net yield", arm, rounds] = np.mean(net, axis=0)
    return cells


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
    seed, cells = (
        int(generator(rng).integers(2**62)),
        dict[tuple[str, str, int], Floats](),
    )
    for arm in ("none", "imposed", "voted"):
        s = Session(
            rng=seed, sessions=sessions, groups=groups, size=size, parameters=parameters
        )
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
    gen, cells = generator(rng), dict[tuple[str, str, int], Floats]()
    for arm in ("no fine", "fine"):
        s = Session(
            rng=gen, sessions=sessions, groups=groups, size=size, parameters=parameters
        )
        for period in range(1, rounds + 1):
            s.give()
            if arm == "fine":
                s.rule(due=due, checked=checked, fine=fine, in_force=s.here)
                s.leave(s.a.fined_leaves, s.lost > 0)
            cells["here", arm, period] = s.here.mean(axis=1)
            cells["work", arm, period] = s.gift.mean(axis=1)
            s.see()
    return cells
