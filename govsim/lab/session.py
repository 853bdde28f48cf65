"""Who sits in the laboratory, and what can be done with them in a round? (实验室)

A `Session` holds many sessions at once: arrays of shape (sessions, subjects), groups of
`size` next to each other. Each step of a round is one method; what a subject decides is
the model's own code in `govsim.rules.cooperation`. A protocol is a few lines:

    s = Session(rng=1, sessions=40, groups=5, size=4, matching="fixed")
    for _ in range(10):
        s.give()
        s.see()
"""

import numpy as np
from numpy.typing import NDArray

from govsim.assumptions import assumptions
from govsim.columns import Flags, Floats
from govsim.errors import BadInput
from govsim.lab.numbers import Parameters, Seed, generator
from govsim.people import NUMBERS_PER_PERSON, draw_people, places_of
from govsim.rules.cooperation import (
    DONATE,
    Mind,
    any_share,
    belief_after,
    crowded_out,
    example,
    favours,
    following,
    gift_share,
    lesson_after,
    pledge_after,
    remembered,
    reproach,
    rule_pull,
    schedule,
    under_rule,
)
from govsim.scenarios import load

MATCHINGS = ("fixed", "random")
TALKS = ("meeting", "notice")


class Session:
    """Subjects in groups, in many sessions at once.

    Parameters
    ----------
    rng : seed or generator
    sessions : independent sessions (the replicates of an estimate)
    groups : groups in a session
    size : subjects in a group
    matching : "fixed" groups, or "random" new ones in the session each round
    parameters : assumptions to replace; the model's own by default

    Attributes
    ----------
    mind : types, slopes, leans, beliefs, pledges and lessons, each (sessions, subjects)
    gift : share of the endowment given in this round
    spent, lost : what a subject paid to sanction, and lost by sanctions and fines
    here : who takes part (see `leave`)
    """

    def __init__(
        self,
        *,
        rng: Seed = 1,
        sessions: int = 40,
        groups: int = 5,
        size: int = 4,
        matching: str = "fixed",
        parameters: Parameters = None,
    ) -> None:
        if matching not in MATCHINGS:
            raise BadInput(f"matching = {matching!r}: one of {', '.join(MATCHINGS)}.")
        if min(sessions, groups) < 1 or size < 2:
            raise BadInput("A session needs 1 group or more of 2 subjects or more.")
        self.a = assumptions(parameters)
        self.rng = generator(rng)
        self.groups, self.size, self.matching = groups, size, matching
        self.shape = (sessions, groups * size)
        count = sessions * groups * size
        here = places_of(load("baseline").profiles[:1])
        people = draw_people(
            here.of(np.zeros(count, dtype=np.int64)),
            self.rng.random((NUMBERS_PER_PERSON, count)),
            np.arange(count),
            self.a,
        )
        self._kind = people["cooperation_type"].astype(np.int64).reshape(self.shape)
        self._slope = people["cooperation_slope"].astype(np.float64).reshape(self.shape)
        leans = people["propensity"][DONATE].astype(np.float64)
        self._lean = leans.reshape(self.shape)
        self.begin()

    def begin(self) -> None:
        """Subjects as they come in: first beliefs, no pledges, no lessons."""
        a, partners = self.a, self.matching == "fixed"
        first = a.opening_belief_partners if partners else a.opening_belief
        spread = a.opening_belief_sd * self.rng.standard_normal(self.shape)
        belief = np.clip(first + spread, 0.0, 1.0)
        nothing: Floats = np.zeros(self.shape)
        self.mind = Mind(
            self._kind, self._slope, self._lean, belief, nothing, nothing.copy()
        )
        self.gift, self.spent, self.lost = nothing, nothing, nothing
        self.here = np.ones(self.shape, dtype=np.bool_)

    # --- views -----------------------------------------------------------------------

    def grouped[T: np.generic](self, values: NDArray[T]) -> NDArray[T]:
        """The same values as (sessions, groups, size)."""
        return values.reshape(-1, self.groups, self.size)

    def group_mean(self, values: Floats | None = None) -> Floats:
        """Mean in a subject's group, of gifts or of `values`, repeated for its members."""
        means = self.grouped(self.gift if values is None else values).mean(axis=2)
        return np.repeat(means, self.size, axis=1)

    def others_mean(self) -> Floats:
        """Mean gift of the other members of a subject's group."""
        return (self.size * self.group_mean() - self.gift) / (self.size - 1)

    # --- steps of a round ------------------------------------------------------------

    def give(self) -> Floats:
        """Everybody chooses a gift (eq. 13.5); returns it, share of the endowment."""
        self.gift = gift_share(
            self.mind, 0.0, self.rng.random((2, *self.shape)), self.a
        )
        self.gift = self.gift * self.here
        self.spent, self.lost = np.zeros(self.shape), np.zeros(self.shape)
        return self.gift

    def lead(self) -> Floats:
        """The first of each group gave before the others' eyes; they answer (eq. 13.8)."""
        m, first = self.mind, np.arange(self.shape[1]) % self.size == 0
        shown = np.repeat(self.gift[:, first], self.size, axis=1)
        weight = 1.0 if self.size == 2 else self.a.leader_weight
        any_ = any_share(self.rng.random(self.shape), self.a)
        reply = schedule(m.kind, m.slope, shown, any_)
        self.gift = np.where(first, self.gift, example(self.gift, reply, weight))
        return self.gift

    def talk(self, how: str = "meeting") -> None:
        """A meeting face to face, or a written notice, before a round (eq. 13.6)."""
        if how not in TALKS:
            raise BadInput(f"how = {how!r}: one of {', '.join(TALKS)}.")
        heard = 1.0 if how == "meeting" else self.a.notice_strength
        m = self.mind
        openness = following(m.kind, m.lean, self.a)
        pledge = pledge_after(m.pledge, np.full(self.shape, heard), openness)
        self.mind = m._replace(pledge=pledge)

    def sanction(self, ratio: float = 3.0, voice: float | Floats = 0.0) -> None:
        """Everybody may pay to take `ratio` times as much from others (eq. 13.9, 13.10).

        `voice` says how far the group itself chose to have sanctions, 0–1.
        """
        gifts = self.grouped(self.gift)
        draw = self.rng.random((*gifts.shape, self.size))
        paid = reproach(
            gifts[..., :, None], gifts[..., None, :], draw, self.size - 1, self.a
        )
        lost = ratio * paid.sum(axis=2).reshape(self.shape)
        short = np.maximum(self.group_mean() - self.gift, 0.0)
        lesson = lesson_after(self.mind.lesson, short, lost, voice, self.a)
        self.mind = self.mind._replace(lesson=lesson)
        self.spent = self.spent + paid.sum(axis=3).reshape(self.shape)
        self.lost = self.lost + lost

    def rule(
        self,
        *,
        due: float,
        checked: float,
        fine: float,
        voice: float | Floats = 0.0,
        in_force: bool | Flags = True,
        returned: float = 0.4,
    ) -> None:
        """A rule asks for `due`; a breach is found with probability `checked`.

        `fine` is per unit missing; obeying costs 1 − `returned` a unit (eq. 13.11 to
        13.13). `voice` 0–1 says how far those bound made it.
        """
        own = crowded_out(self.gift, 1.0 - voice, checked, self.a)
        risk = np.full(self.shape, checked * fine)
        pull = rule_pull(risk, 1.0 - returned, voice, self.a)
        self.gift = np.where(in_force, under_rule(own, due, pull), self.gift)
        short = np.maximum(due - self.gift, 0.0) * in_force
        found = self.rng.random(self.shape) < checked
        self.lost = self.lost + fine * short * found
        lesson = lesson_after(self.mind.lesson, short, short * found, voice, self.a)
        self.mind = self.mind._replace(
            lesson=np.where(in_force, lesson, self.mind.lesson)
        )

    def vote(
        self, *, due: float, pull: float, returned: float = 0.4, price: float = 0.0
    ) -> Flags:
        """Whether a majority of each group wants a rule (eq. 13.14), by subject."""
        worth = returned * (self.size - 1) / (1.0 - returned)
        yes = favours(self.gift, self.mind.belief, due, pull, worth, price)
        passed = 2 * self.grouped(yes).sum(axis=2) > self.size
        return np.repeat(passed, self.size, axis=1)

    def see(self) -> None:
        """Gifts become known; beliefs follow, pledges and lessons fade; new groups meet."""
        a, m, fixed = self.a, self.mind, self.matching == "fixed"
        weight = a.belief_weight_partners if fixed else a.belief_weight
        self.mind = m._replace(
            belief=belief_after(m.belief, self.others_mean(), weight),
            pledge=remembered(m.pledge, a.norm_memory),
            lesson=remembered(m.lesson, a.norm_memory),
        )
        if not fixed:
            self.rematch()

    def rematch(self) -> None:
        """New groups in each session: subjects take other places."""
        order = np.argsort(self.rng.random(self.shape), axis=1)
        m = self.mind
        self.mind = Mind(
            np.take_along_axis(m.kind, order, axis=1),
            *(np.take_along_axis(x, order, axis=1) for x in m[1:]),
        )
        for name in ("gift", "spent", "lost", "here"):
            setattr(self, name, np.take_along_axis(getattr(self, name), order, axis=1))

    def leave(self, probability: float | Floats, who: Flags) -> None:
        """Those of `who` whom chance takes stay away from now on."""
        self.here = self.here & ~(who & (self.rng.random(self.shape) < probability))

    # --- what comes of it ------------------------------------------------------------

    def earnings(self, returned: float = 0.4) -> Floats:
        """Net earnings of this round in endowments; a gift returns `returned` to each."""
        pot = self.size * self.group_mean()
        return 1.0 - self.gift + returned * pot - self.spent - self.lost

    def beliefs(self) -> Floats:
        """What subjects say others will give, if asked."""
        return self.mind.belief
