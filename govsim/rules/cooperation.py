"""Does a resident do her part when others do theirs, and what moves her? (捐赠与合作)

One code for the community's month and for the laboratory (`govsim.lab`): what a person
gives, believes, promises in talk, learns from sanctions and thinks of a rule.
"""

from typing import NamedTuple

import numpy as np

from govsim.arithmetic import between, either, per, when
from govsim.assumptions import Assumptions
from govsim.columns import Flags, Floats, Rows
from govsim.declare import month_step
from govsim.rules.giving import matched_response
from govsim.state import Residents, World
from govsim.vocabulary import ACTIONS, COOPERATION_TYPES, INSTITUTIONS

DELIBERATE, DONATE = ACTIONS.index("deliberate"), ACTIONS.index("donate")
CONDITIONAL, FREE_RIDER, OTHER = range(len(COOPERATION_TYPES))


class Mind(NamedTuple):
    """What a person brings to a common task; arrays of one shape."""

    kind: Rows  # row in COOPERATION_TYPES
    slope: Floats  # own part per unit she thinks others do
    lean: Floats  # lasting lean in following others [logits]
    belief: Floats  # share she thinks others give, 0–1
    pledge: Floats  # how far talk still binds, 0–1
    lesson: Floats  # what sanctions taught, ± share


def belief_after(belief: Floats, observed: Floats, weight: float | Floats) -> Floats:
    """Belief about what share others give, eq. 13.1 (Fischbacher & Gächter 2010)."""
    return (1.0 - weight) * belief + weight * observed


def schedule(kind: Rows, slope: Floats, others: Floats, own: Floats) -> Floats:
    """Share given if others are known to give `others`, eq. 13.2 (strategy method, 0–1).

    Conditional cooperators give `slope` of it; free riders nothing; others `own`, any
    share (Gächter, Kölle & Quercia 2017).
    """
    conditional = between(slope * others, 0.0, 1.0)
    return (kind == CONDITIONAL) * conditional + (kind == OTHER) * own


def any_share(draw: Floats, a: Assumptions) -> Floats:
    """What those give who go neither by others nor by gain: any share, mean as found.

    The last case of eq. 13.2.
    """
    return 2.0 * a.other_gift * draw


def following(kind: Rows, lean: Floats, a: Assumptions) -> Floats:
    """How closely a person goes by what she believes and hears, eq. 13.3 (mean about 1)."""
    own = np.maximum(1.0 + a.follow_lean * lean, 0.0)
    return own * either(kind == FREE_RIDER, a.free_rider_pull, 1.0)


def expected(belief: Floats, pledge: Floats, a: Assumptions) -> Floats:
    """What share she expects of others while a pledge lasts, eq. 13.4 (0–1)."""
    return belief + a.talk_belief * pledge * (1.0 - belief)


def contribution(
    wish: Floats,
    belief: Floats,
    shift: Floats,
    whim: Floats,
    weight: float,
    pull: Floats,
) -> Floats:
    """Share of an endowment given, eq. 13.5 (0–1; Fischbacher & Gächter 2010).

    Parameters
    ----------
    wish : share by her own schedule (eq. 13.2), entering with `weight`
    belief : share she thinks others give, entering with her own `pull`
    shift : warm glow, trust, pledges and lessons [share]
    whim : chance, ±1 at most; largest for half-hearted gifts, none at 0 and 1
    """
    meant = between(weight * wish + pull * belief + shift, 0.0, 1.0)
    return meant + whim * meant * (1.0 - meant)


def gift_share(
    mind: Mind, shift: float | Floats, drawn: Floats, a: Assumptions
) -> Floats:
    """The decision to give, from schedule *and* belief.

    What follows from eq. 13.2 to 13.5 together. `drawn` holds two uniform numbers a
    person: what "others" give, and the whim.
    """
    belief = expected(mind.belief, mind.pledge, a)
    return contribution(
        schedule(mind.kind, mind.slope, belief, any_share(drawn[0], a)),
        belief,
        shift + a.gift_shift + a.talk_norm * mind.pledge + mind.lesson,
        a.gift_noise * (2.0 * drawn[1] - 1.0),
        a.schedule_weight,
        a.belief_pull * following(mind.kind, mind.lean, a),
    )


def pledge_after(pledge: Floats, heard: Floats, openness: Floats) -> Floats:
    """How far talk binds, eq. 13.6 (0–1): a meeting closes the gap as far as she is open.

    `heard` is 1 for a meeting face to face, less for a written notice (Balliet 2010).
    """
    return pledge + np.minimum(heard * openness, 1.0) * (1.0 - pledge)


def remembered(trace: Floats, memory: float) -> Floats:
    """What is left of a pledge or a lesson after a month or a round, eq. 13.7."""
    return memory * trace


def example(own: Floats, reply: Floats, weight: float | Floats) -> Floats:
    """Gift of one who sees a first mover, eq. 13.8.

    `reply` is what her schedule (eq. 13.2) answers to the leader's gift: with slopes
    below 1 it is less than the gift, and falls behind the more the leader gives.
    """
    return own + weight * (reply - own)


def reproach(
    own: Floats, other: Floats, draw: Floats, sharers: int, a: Assumptions
) -> Floats:
    """What a person spends to sanction another, eq. 13.9 [share of the endowment].

    Those who gave less than she did are sanctioned by the gap (Fehr & Gächter 2000); a
    few sanction those who gave more (Herrmann, Thöni & Gächter 2008). The task is shared
    with the `sharers` who could do it as well; severities are those of groups of four.
    """
    gap = own - other
    weight = either(gap > 0, 1.0, a.antisocial)
    severity = a.punish_severity * 3.0 / sharers
    return severity * weight * np.abs(gap) * (draw < a.punish_will)


def lesson_after(
    lesson: Floats,
    shortfall: Floats,
    lost: Floats,
    voice: float | Floats,
    a: Assumptions,
) -> Floats:
    """What sanctions teach, eq. 13.10 (±1).

    One who gave less than was due learns from a loss in proportion to her `shortfall`,
    more where she had a `voice` in the rule (0–1); one who gave her part is spited by
    what she `lost`.
    """
    due = (shortfall > 0) & (lost > 0)
    learnt = a.sanction_response * (1.0 + a.legitimacy_premium * voice) * shortfall
    spite = a.sanction_backlash * lost
    change = due * learnt - (shortfall <= 0) * spite
    return between(lesson + change, -1.0, 1.0)


def rule_pull(
    fine: Floats, cost: float | Floats, voice: float | Floats, a: Assumptions
) -> Floats:
    """Share of the gap to what a rule asks that she closes, eq. 13.11 (0–1).

    `fine` is the fine to be expected against the `cost` of obeying (costs spread evenly
    up to it: nobody moves at 0, all at 1); then a premium for a rule those bound made,
    which may be 0 (Dal Bó et al. 2010; Gallier 2020).
    """
    feared = np.minimum(fine / cost, 1.0)
    return 1.0 - (1.0 - feared) * (1.0 - a.legitimacy_premium * voice)


def under_rule(own: Floats, due: float | Floats, pull: float | Floats) -> Floats:
    """What she gives where a rule asks for `due`, eq. 13.12."""
    return own + pull * np.maximum(due - own, 0.0)


def crowded_out(
    own: Floats, imposed: float | Floats, checked: float | Floats, a: Assumptions
) -> Floats:
    """Own motive left under a rule, eq. 13.13 (Cardenas, Stranlund & Willis 2000).

    The more `imposed` (0–1) and the less `checked` (probability), the more is lost.
    """
    return own * (1.0 - a.rule_crowding * imposed * (1.0 - checked))


def favours(
    own: Floats,
    belief: Floats,
    due: float | Floats,
    pull: float | Floats,
    worth: float,
    price: float,
) -> Flags:
    """Would she vote for a rule? eq. 13.14.

    Yes if what others would add, worth `worth` to her per unit, is more than what she
    would have to add herself and the `price` of the institution.
    """
    gain = worth * (under_rule(belief, due, pull) - belief)
    return gain - (under_rule(own, due, pull) - own) > price


def mind_of(r: Residents) -> Mind:
    """Residents as they face a common task.

    The columns that eq. 13.2 to 13.5 read.
    """
    return Mind(
        r.cooperation_type,
        r.cooperation_slope,
        r.propensity[DONATE],
        r.belief,
        r.pledge,
        r.lesson,
    )


def shown_gifts(
    w: World, share: Floats, appeal: Flags, own: Floats
) -> tuple[Floats, Floats]:
    """Party members asked give first: what others' schedules reply, and who can see it.

    For eq. 13.8.
    """
    r = w.residents
    first = appeal & r.party
    number = w.total(first)
    mean = per(w.total(share * first), number)
    seen = w.spread(w.offers.seen * (number > 0)) * ~r.party
    reply = schedule(r.cooperation_type, r.cooperation_slope, w.spread(mean), own)
    return reply, seen


def generosity(w: World, a: Assumptions) -> Floats:
    """What trust in who collects and belonging add to a gift [share].

    Part of the shift in eq. 13.5.
    """
    r = w.residents
    trust = r.trust[INSTITUTIONS.index("committee")] - a.trust_centre_point
    return a.gift_trust * trust + a.gift_belonging * (r.belonging - 0.5)


def appealed(w: World, drawn: Floats, a: Assumptions) -> Flags:
    """Who answers an appeal for gifts this month, more of them where it is matched.

    By eq. 29.1.
    """
    o = w.offers
    lift, reached = a.match_lift * o.match_open, 1.0 - np.exp(-o.appeals)
    return drawn < w.spread(np.asarray(matched_response(reached, o.match_open, lift)))


def hear_talk(w: World, appeal: Flags, a: Assumptions) -> None:
    """Talk about what each owes leaves pledges, and old pledges fade.

    By eq. 13.6 and 13.7. Heard face to face by those who met, in writing by those at home
    online; about gifts if she was asked for one, about common duties if the meeting was.
    """
    r, o = w.residents, w.offers
    about = either(appeal, 1.0, w.spread(o.duty_talk))
    written = a.notice_strength * w.spread(o.online) * r.digital
    heard = about * either(r.acts[DELIBERATE], 1.0, written)
    openness = following(r.cooperation_type, r.propensity[DONATE], a)
    r.pledge = pledge_after(remembered(r.pledge, a.norm_memory), heard, openness)


@month_step(
    "13",
    "residents.acts",
    "residents.habit",
    "residents.belief",
    "residents.pledge",
    "residents.gift",
    "money",
)
def give(w: World, a: Assumptions) -> None:
    """Residents asked for a gift give a share of a small sum; the chest pays for help."""
    r = w.residents
    drawn = w.uniform("gift", 3)
    appeal = appealed(w, drawn[0], a)
    hear_talk(w, appeal, a)
    mind = mind_of(r)._replace(lesson=np.zeros_like(r.lesson))
    share = gift_share(mind, a.gift_asked + generosity(w, a), drawn[1:], a)
    reply, seen = shown_gifts(w, share, appeal, any_share(drawn[1], a))
    share = when(appeal, example(share, reply, a.leader_weight * seen))
    r.gift = share * a.gift_endowment * r.income
    r.acts[DONATE] = share > a.gift_counts
    told = w.spread(w.total(share) / np.maximum(w.total(appeal), 1.0))
    r.belief = belief_after(r.belief, told, when(appeal, a.belief_weight))
    w.money.move("households", "chest", w.total(r.gift), "gifts")
    w.money.move("chest", "suppliers", w.money.balance("chest").copy(), "mutual help")
