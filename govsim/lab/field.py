"""How do the model's residents answer to field experiments?

The experimenter takes the place of the institutions: residents are drawn by
`govsim.people`, live in one community a session, and meet only what the experimenter
sets in the offers; the verbs of the month that follow are the model's own. Arms are copies
of the same world with the same draws. Where a row names a base rate, the act's intercept
is moved until the untreated act at that rate; nothing else is.
"""

import copy
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from govsim.assumptions import Assumptions, assumptions
from govsim.columns import Flags, Floats
from govsim.lab.numbers import Cells, Experiment, Parameters, Seed, generator
from govsim.rules import cooperation, experience, participation
from govsim.scenarios import load
from govsim.state import World
from govsim.vocabulary import ACTIONS
from govsim.world import build

VOTE, VOLUNTEER = ACTIONS.index("vote"), ACTIONS.index("volunteer")
DIRECT = 3  # kind of ballot: one that every adult may cast


def towns(rng: Seed, sessions: int, adults: int, a: Assumptions) -> World:
    """One fresh community of the status quo's first type for each session."""
    profile = load("baseline").profiles[0]
    places = tuple(
        replace(profile, name=f"town {number}", adults=adults)
        for number in range(sessions)
    )
    seed = int(generator(rng).integers(2**31))
    w = build(places, seed, False, a)
    w.residents.belonging[:] = a.belonging_usual
    return w


def at_base(
    a: Assumptions, intercept: str, base: float, share: Callable[[Assumptions], float]
) -> Assumptions:
    """The same numbers with one intercept moved until `share` is `base`."""
    low, high = -12.0, 12.0
    for _ in range(30):
        middle = 0.5 * (low + high)
        if share(replace(a, **{intercept: middle})) < base:
            low = middle
        else:
            high = middle
    return replace(a, **{intercept: 0.5 * (low + high)})


def if_unasked(w: World, base: float, a: Assumptions) -> Assumptions:
    """Assumptions under which the part `base` votes though nobody is asked."""
    nobody = np.zeros_like(w.residents.asked)
    return at_base(
        a, "vote_base", base, lambda x: float(voted(dated(w, 1), x, nobody).mean())
    )


def voted(w: World, a: Assumptions, asked: Flags) -> Flags:
    """Who votes in an election in which those `asked` were visited at home."""
    o, r = w.offers, w.residents
    o.vote_open[:], o.ballot_reach[:], o.vote_contest[:] = DIRECT, 1.0, 1.0
    r.asked = asked.copy()
    participation.vote(w, a)
    return r.acts[VOTE].copy()


def volunteered(w: World, a: Assumptions) -> Flags:
    """Who joins organised work to which everybody is asked."""
    w.offers.volunteer_work[:] = 1.0
    w.residents.asked = np.ones_like(w.residents.asked)
    participation.take_part(w, a)
    return w.residents.acts[VOLUNTEER].copy()


def share_of(w: World, act: Flags, among: Flags) -> Floats:
    """Share of those `among` who act, in each session."""
    count = w.total(among)
    return np.divide(
        w.total(act & among), count, out=np.zeros_like(count), where=count > 0
    )


def dated(w: World, month: int) -> World:
    """A copy of the world in another month, with that month's draws."""
    made = copy.deepcopy(w)
    made.month = made.draws.month = made.money.month = month
    return made


@Experiment
def mobilisation(
    *,
    rng: Seed = 1,
    sessions: int = 30,
    adults: int = 1000,
    base: float = 0.30,
    parameters: Parameters = None,
) -> Cells:
    """A6: what a mail about civic duty, neighbours' record shown, or a visit adds.

    At a base of 30 %, as in Gerber, Green & Larimer 2008 and Gerber & Green 2000. Outcome
    "gain" [share] of voting (visit, duty) and of joining organised work (record shown).
    """
    a = assumptions(parameters)
    w = towns(rng, sessions, adults, a)
    nobody = np.zeros_like(w.residents.asked)
    everybody = ~nobody
    first = dated(w, 1)
    a_vote = if_unasked(w, base, a)
    control = w.mean(voted(dated(w, 1), a_vote, nobody))
    visit = w.mean(voted(dated(w, 1), a_vote, everybody))
    first.residents.pledge = written(first, a)
    duty = w.mean(voted(first, a_vote, nobody))
    shown = dated(w, 1)
    shown.offers.seen[:] = 1.0
    record = w.mean(voted(shown, a_vote, nobody))
    return {
        ("base", "none", 1): control,
        ("gain", "civic duty", 1): duty - control,
        ("gain", "neighbours' record shown", 1): record - control,
        ("gain", "visit", 1): visit - control,
    }


def written(w: World, a: Assumptions) -> Floats:
    """Pledges that a written notice about duty leaves."""
    r = w.residents
    mind = cooperation.mind_of(r)
    openness = cooperation.following(mind.kind, mind.lean, a)
    heard = np.full_like(r.pledge, a.notice_strength)
    return cooperation.pledge_after(r.pledge, heard, openness)


@Experiment
def induced_participation(
    *,
    rng: Seed = 1,
    sessions: int = 30,
    adults: int = 2000,
    base: float = 0.40,
    treated: float = 0.3,
    parameters: Parameters = None,
) -> Cells:
    """A7: what one induced act of voting adds to the probability of the next.

    A random part is visited before the first election, nobody before the second; the
    effect is the gain in the second over the gain in the first (Coppock & Green 2016).
    """
    a = assumptions(parameters)
    w = towns(rng, sessions, adults, a)
    nobody = np.zeros_like(w.residents.asked)
    a = if_unasked(w, base, a)
    visited = w.uniform("laboratory: visit")[0] < treated
    gains = []
    arms = [dated(w, 1), dated(w, 1)]
    for month, asked in ((1, visited), (37, nobody)):
        for arm in arms:
            arm.month = arm.draws.month = month
        acts = [voted(arms[0], a, nobody), voted(arms[1], a, asked)]
        gains.append([share_of(w, act, visited) for act in acts])
    first, second = (treatment - control for control, treatment in gains)
    return {
        ("base", "first", 1): gains[0][0],
        ("gain", "first", 1): first,
        ("gain", "second", 1): second,
        ("carried over", "ratio", 1): np.divide(
            second, first, out=np.zeros_like(first), where=first > 0
        ),
    }


@Experiment
def complaint_reply(
    *,
    rng: Seed = 1,
    sessions: int = 30,
    adults: int = 3000,
    base: float = 0.04,
    parameters: Parameters = None,
) -> Cells:
    """A8: how much more often those report again whose first complaint was resolved.

    Everybody has complained once; base: 4 % report again within a month if the complaint
    came to nothing in particular (Sjoberg, Mellon & Peixoto 2017).
    """
    a = assumptions(parameters)
    w = towns(rng, sessions, adults, a)

    def again(answered: float, x: Assumptions) -> Flags:
        arm = dated(w, 1)
        arm.residents.answered = np.full_like(arm.residents.answered, answered)
        experience.complain(arm, x)
        return arm.residents.complained

    a = at_base(a, "complaint_base", base, lambda x: float(again(0.0, x).mean()))
    control, resolved = w.mean(again(0.0, a)), w.mean(again(1.0, a))
    rise = np.divide(
        resolved - control, control, out=np.zeros_like(control), where=control > 0
    )
    return {
        ("second report", "not resolved", 1): control,
        ("second report", "resolved", 1): resolved,
        ("relative rise", "resolved", 1): rise,
    }


@Experiment
def household_relay(
    *,
    rng: Seed = 1,
    sessions: int = 30,
    adults: int = 3000,
    base: float = 0.30,
    contacts: float = 0.15,
    parameters: Parameters = None,
) -> Cells:
    """A9: what a message at the door does to the housemate, and to other neighbours.

    A few are met at the door before an election; those at home hear it as the model's
    residents pass things on. Outcome "gain" against the same people without a campaign:
    "visited", "housemate" (not met herself), and "neighbour" (neither met nor told, but
    with a contact who was met), in this election and, for what contacts' votes do, in the
    next (Nickerson 2008; Fieldhouse, Lessard-Phillips & Edmonds 2016).
    """
    a = replace(assumptions(parameters), asked_base=0.0)
    w = towns(rng, sessions, adults, a)
    nobody = np.zeros_like(w.residents.asked)
    a = if_unasked(w, base, a)
    met, told = met_and_told(w, contacts, a)
    r = w.residents
    at_home = np.bincount(r.household, weights=met, minlength=met.size)[r.household]
    mates = (at_home > 0) & ~met
    near = met[r.neighbours].any(axis=0) & ~met & ~mates
    arms, gains = [dated(w, 1), dated(w, 1)], []
    for month, asked in ((1, told), (37, nobody)):
        for arm in arms:
            arm.month = arm.draws.month = month
        control, campaign = voted(arms[0], a, nobody), voted(arms[1], a, asked)
        gains.append(
            [
                share_of(w, campaign, s) - share_of(w, control, s)
                for s in (met, mates, near)
            ]
        )
    direct, mate, _ = gains[0]
    return {
        ("gain", "visited", 1): direct,
        ("gain", "housemate", 1): mate,
        ("gain", "neighbour", 1): gains[0][2],
        ("gain", "neighbour", 2): gains[1][2],
        ("over visited", "housemate", 1): mate / direct,
        ("over visited", "neighbour", 2): gains[1][2] / direct,
    }


def met_and_told(w: World, contacts: float, a: Assumptions) -> tuple[Flags, Flags]:
    """Who is met at the door, and who is met or told at home, by the model's own rule."""
    found = []
    for relay in (0.0, a.relay):
        arm = dated(w, 1)
        arm.offers.contacts[:] = contacts
        participation.be_asked(arm, replace(a, relay=relay))
        found.append(arm.residents.asked.copy())
    return found[0], found[1]
