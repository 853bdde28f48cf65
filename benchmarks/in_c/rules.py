"""What each rule in C is given and what it makes, and how that compares with govsim's."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.in_c.binding import EXACT, Given, Rule, plain
from govsim.assumptions import Assumptions
from govsim.randomness import Draws
from govsim.rules import cooperation, participation, trust
from govsim.rules.giving import matched_response
from govsim.state import World
from govsim.vocabulary import ACTIONS, INSTITUTIONS

Array = NDArray[Any]
DONATE = ACTIONS.index("donate")
OWN_ACTS = slice(ACTIONS.index("deliberate"), DONATE)
CLOSE = 2e-4  # what single precision may differ by, relative to 1 or to the value
FEW = 1e-4  # share of residents who may differ more: those on a knife's edge


class KeptDraws(Draws):
    """Hands out the same numbers each time, so that a rule's arithmetic is timed alone."""

    def __init__(self, draws: Draws) -> None:
        super().__init__(draws.seed, draws.communities)
        self.month = draws.month
        self.kept: dict[str, Array] = {}

    def uniform(self, stream: str, *place: Any, **how: Any) -> Array:
        """Numbers drawn the first time they were asked for."""
        if stream not in self.kept:
            self.kept[stream] = super().uniform(stream, *place, **how)
            self.kept[stream].flags.writeable = False
        return self.kept[stream]


@dataclass(frozen=True)
class Hot:
    """A rule of govsim beside its C."""

    verb: Callable[[World, Assumptions], None]
    file: str
    stream: str  # of its draws; none if empty
    made: Callable[[int, int], dict[str, Array]]  # residents, communities → room for it
    ours: Callable[[World], dict[str, Array]]  # the same columns after govsim's rule
    theirs: Callable[[dict[str, Array]], dict[str, Array]]

    @property
    def name(self) -> str:
        """As users write it."""
        return f"{self.verb.__module__.rsplit('.', 1)[-1]}.{self.verb.__name__}"

    def in_c(
        self, w: World, a: Assumptions, folder: Path, flags: tuple[str, ...] = EXACT
    ) -> Rule:
        """Compiled, on copies of the world's columns."""
        r = {c.name: getattr(w.residents, c.name) for c in fields(w.residents)}
        size, places = w.residents.age.size, w.size
        drawn = {}
        if self.stream:
            drawn["drawn"] = np.array(w.uniform(self.stream, 3))
        return Rule(
            self.file,
            folder,
            flags,
            r=plain({**r, "count": size}),
            c=plain({**shown(w, a), "count": places}),
            a={name: float(value) for name, value in asdict(a).items()},
            d=plain({**drawn, "ties": len(w.residents.neighbours)}),
            made=plain(self.made(size, places)),
        )


def shown(w: World, a: Assumptions) -> Given:
    """What institutions show residents of each community."""
    o, p = w.offers, w.partners
    delivered = (
        w.committees.delivered * o.decided_yuan / (o.decided_yuan + a.stake_half)
    )
    runs = p.contract_with >= 0
    lift, reached = a.match_lift * o.match_open, 1.0 - np.exp(-o.appeals)
    return {
        **{column.name: getattr(o, column.name) for column in fields(o)},
        "first": w.communities.first,
        "answers": trust.answerable(o.duties_known, o.committee_duty),
        "scandal": w.conditions.scandal,
        "contract_failure": w.communities.contract_failure,
        "done": delivered * trust.in_time(w.communities.decision_delay, a.delay_hurts),
        "runs": runs.astype(np.float64),
        "ngo_quality": np.where(runs, p.contract_quality, 0.0),
        "firm_here": p.firm_present.astype(np.float64),
        "reached": np.asarray(matched_response(reached, o.match_open, lift)),
    }


def room(*shape: int, flags: bool = False) -> Array:
    """An array to be written into."""
    return np.zeros(shape, dtype=np.uint8 if flags else np.float32)


def trust_talked(made: dict[str, Array]) -> dict[str, Array]:
    """Trust after talk: the two institutions neighbours talk about have their own room."""
    whole = made["trust"].copy()
    whole[INSTITUTIONS.index("government")] = made["talked_street"]
    whole[INSTITUTIONS.index("committee")] = made["talked_committee"]
    return {**made, "trust": whole}


HOTTEST = (
    Hot(
        trust.update,
        "trust.c",
        "",
        lambda n, k: {
            "trust": room(len(INSTITUTIONS), n),
            **{name: room(n) for name in ("talked_street", "talked_committee")},
            **{name: room(n) for name in ("used_trust", "trust_strangers")},
        },
        lambda w: {
            name: getattr(w.residents, name) for name in ("trust", "used_trust", "trust_strangers")
        },
        trust_talked,
    ),
    Hot(
        participation.take_part,
        "take_part.c",
        "acts",
        lambda n, k: {
            **{name: room(n, flags=True) for name in ("home", "active")},
            **{name: room(n) for name in ("around", "activity")},
            "acts": np.zeros((3, n), dtype=bool),
            "habit": room(3, n),
            "volunteers": room(k),
        },
        lambda w: {
            "acts": w.residents.acts[OWN_ACTS],
            "habit": w.residents.habit[OWN_ACTS],
            "activity": w.residents.activity,
            "volunteers": w.total(
                w.residents.acts[ACTIONS.index("volunteer")] * w.residents.act_hours
            ),
        },
        lambda made: made,
    ),
    Hot(
        cooperation.give,
        "give.c",
        "gift",
        lambda n, k: {
            **{name: room(n) for name in ("pledge", "share", "gift", "belief")},
            "acts": np.zeros(n, dtype=bool),
            "gifts": room(k),
        },
        lambda w: {
            **{name: getattr(w.residents, name) for name in ("pledge", "gift", "belief")},
            "acts": w.residents.acts[DONATE],
            "gifts": w.total(w.residents.gift),
        },
        lambda made: made,
    ),
)  # fmt: skip


def differing(ours: dict[str, Array], theirs: dict[str, Array]) -> dict[str, float]:
    """Share of places that differ by more than single precision, column by column."""
    shares = {}
    for name, column in ours.items():
        mine, other = column.astype(np.float64), theirs[name].astype(np.float64)
        far = np.abs(mine - other) > CLOSE * np.maximum(1.0, np.abs(mine))
        shares[name] = float(far.mean())
    return shares
