"""How do the model's residents play the published games of cooperation?

Each experiment is one protocol with the model's own decision code; it answers a row of
the validation table (named in its first line). Called, it returns a tidy table: outcome,
condition, period, mean, low and high (95 % t interval over sessions), n sessions.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from govsim.columns import Flags, Floats
from govsim.lab.arms import Room, like_subjects, same_subjects
from govsim.lab.numbers import Cells, Experiment, Parameters, Seed, generator
from govsim.lab.session import Session
from govsim.rules.cooperation import any_share, schedule

GRID = np.linspace(0.0, 1.0, 21)
PUBLISHED_ROUNDS: dict[str, tuple[str, tuple[float, ...]]] = {
    "Gächter, Kölle & Quercia 2017, partners": (
        "fixed",
        (0.516, 0.486, 0.380, 0.293, 0.243, 0.193, 0.205, 0.185, 0.165, 0.145),
    ),
    "Gächter, Kölle & Quercia 2017, strangers": (
        "random",
        (0.369, 0.302, 0.259, 0.190, 0.180, 0.146, 0.131, 0.095, 0.087, 0.085),
    ),
    "Fischbacher & Gächter 2010": (
        "random",
        (0.395, 0.387, 0.313, 0.267, 0.240, 0.203, 0.190, 0.171, 0.138, 0.112),
    ),
}
"""Mean gifts by round, share of the endowment, groups of four, return 0.4."""

EARLY = 10
"""Rounds in which raises after a sanction are counted."""


@Experiment
def public_goods(
    *,
    rng: Seed = 1,
    sessions: int = 40,
    groups: int = 5,
    size: int = 4,
    rounds: int = 10,
    drift: float = 0.0,
    parameters: Parameters = None,
) -> Cells:
    """A1: repeated public-goods game without sanctions, gift as a share by round.

    Conditions "fixed" (the same group throughout) and "random" (re-matched each round),
    as in Gächter, Kölle & Quercia 2017 and Fischbacher & Gächter 2010. `drift` is a rival
    structure, off in the model: the share of their slope that cooperators lose a round.
    """
    gen, cells = generator(rng), Cells()
    for matching in ("fixed", "random"):
        s = Room(sessions, groups, size, parameters, matching).session(gen)
        for period in range(1, rounds + 1):
            cells["gift", matching, period] = s.give().mean(axis=1)
            s.see()
            s.mind = s.mind._replace(slope=s.mind.slope * (1.0 - drift))
    return cells


def distance(frame: pd.DataFrame) -> pd.DataFrame:
    """Distance per round of a `public_goods` table to what people did in three studies."""
    got = frame.set_index(["condition", "period"])["mean"]
    rows = [
        (source, condition, period, got[condition, period], published)
        for source, (condition, means) in PUBLISHED_ROUNDS.items()
        for period, published in enumerate(means, start=1)
        if (condition, period) in got.index
    ]
    names = ["source", "condition", "period", "mean", "published"]
    made = pd.DataFrame(rows, columns=names)
    return made.assign(difference=made["mean"] - made["published"])


@Experiment
def strategy_method(
    *,
    rng: Seed = 1,
    sessions: int = 40,
    subjects: int = 140,
    parameters: Parameters = None,
) -> Cells:
    """A2: what subjects would give for each mean gift of the others; types and slopes.

    Types are read off the schedules, as by Fischbacher, Gächter & Fehr 2001: free riders
    give nothing throughout, conditional cooperators more the more others give.
    """
    s = Session(
        rng=rng, sessions=sessions, groups=subjects // 2, size=2, parameters=parameters
    )
    own = any_share(s.rng.random(s.shape), s.a)
    gifts = np.stack(
        [schedule(s.mind.kind, s.mind.slope, np.full(s.shape, g), own) for g in GRID]
    )
    centred = GRID - GRID.mean()
    slope = np.tensordot(centred, gifts, axes=1) / (centred**2).sum()
    cooperates = slope > 1e-9
    counted = np.where(cooperates, slope, np.nan)
    cells: Cells = {
        ("conditional cooperators", "all", 1): cooperates.mean(axis=1),
        ("free riders", "all", 1): (gifts.max(axis=0) == 0.0).mean(axis=1),
        ("cooperators' slope", "mean", 1): np.nanmean(counted, axis=1),
        ("cooperators' slope", "sd", 1): np.nanstd(counted, axis=1, ddof=1),
    }
    for place in range(0, GRID.size, 5):
        cells["gift", f"others give {GRID[place]:.2f}", 1] = gifts[place].mean(axis=1)
    return cells


@Experiment
def peer_sanction(
    *,
    rng: Seed = 1,
    sessions: int = 40,
    groups: int = 5,
    size: int = 4,
    rounds: int = 25,
    ratio: float = 3.0,
    parameters: Parameters = None,
) -> Cells:
    """A3: fixed groups whose members may pay 1 to take 3 from others, against none.

    Outcomes by round "gift" and "net earnings" (endowments), conditions "none" and
    "sanction"; "next raise" (over rounds 2 to 10) of those who were below their group's
    mean, conditions "sanctioned" and "spared".
    """
    cells, room = Cells(), Room(sessions, groups, size, parameters)
    for arm, s in like_subjects(("none", "sanction"), rng, room):
        raises = Raises(sessions)
        played = _sanction_rounds(
            s, rounds, ratio if arm == "sanction" else None, raises
        )
        for period, (gift, net) in enumerate(played, start=1):
            cells["gift", arm, period] = gift
            cells["net earnings", arm, period] = net
    cells["next raise", "sanctioned", EARLY] = raises.mean("sanctioned")
    cells["next raise", "spared", EARLY] = raises.mean("spared")
    return cells


def _sanction_rounds(
    s: Session, rounds: int, ratio: float | None, raises: "Raises"
) -> Iterator[tuple[Floats, Floats]]:
    """Gifts and net earnings, round by round; without a `ratio` nobody may sanction."""
    for period in range(1, rounds + 1):
        before, below, hit = s.gift, s.gift < s.group_mean() - 1e-12, s.lost > 0
        gift = s.give()
        if period <= EARLY:
            raises.note("sanctioned", gift - before, below & hit)
            raises.note("spared", gift - before, below & ~hit)
        if ratio is not None:
            s.sanction(ratio)
        yield gift.mean(axis=1), s.earnings().mean(axis=1)
        s.see()


class Raises:
    """Running mean of next raises, by who raised, one value a session."""

    def __init__(self, sessions: int) -> None:
        self.total = dict.fromkeys(("sanctioned", "spared"), np.zeros(sessions))
        self.count = dict(self.total)

    def note(self, who: str, raised: Floats, rows: Flags) -> None:
        """Add this round's raises of some subjects."""
        self.total[who] = self.total[who] + (raised * rows).sum(axis=1)
        self.count[who] = self.count[who] + rows.sum(axis=1)

    def mean(self, who: str) -> Floats:
        """Mean raise, 0 where there was nobody."""
        count = self.count[who]
        return np.divide(
            self.total[who], count, out=np.zeros_like(count), where=count > 0
        )


@Experiment
def communication(
    *,
    rng: Seed = 1,
    sessions: int = 40,
    groups: int = 5,
    size: int = 4,
    rounds: int = 10,
    parameters: Parameters = None,
) -> Cells:
    """A4: one meeting face to face before the first round, a written notice, or neither.

    Outcome "gift": mean over the rounds, strangers (Balliet 2010 compares studies). The
    same subjects sit in all three conditions.
    """
    cells, room = Cells(), Room(sessions, groups, size, parameters, "random")
    for how, s in same_subjects(("none", "notice", "meeting"), rng, room):
        if how != "none":
            s.talk(how)
        gifts = []
        for _ in range(rounds):
            gifts.append(s.give().mean(axis=1))
            s.see()
        cells["gift", how, rounds] = np.mean(gifts, axis=0)
    return cells


@Experiment
def leader(
    *,
    rng: Seed = 1,
    sessions: int = 40,
    pairs: int = 50,
    gifts: tuple[float, ...] = (0.25, 0.5, 0.75, 1.0),
    parameters: Parameters = None,
) -> Cells:
    """A5: a follower's gift over that of a visible first mover, strangers in pairs.

    Conditions: the leader's gift, set by the experimenter; "all" is the mean over them.
    """
    s = Session(rng=rng, sessions=sessions, groups=pairs, size=2, parameters=parameters)
    follows, ratios = np.arange(s.shape[1]) % 2 == 1, []
    for shown in gifts:
        s.give()
        s.gift = np.where(follows, s.gift, shown)
        ratios.append(s.lead()[:, follows].mean(axis=1) / shown)
    cells = {
        ("follower over leader", f"{gift:.2f}", 1): ratio
        for gift, ratio in zip(gifts, ratios, strict=True)
    }
    return cells | {("follower over leader", "all", 1): np.mean(ratios, axis=0)}
