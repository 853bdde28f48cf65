"""Do residents bind themselves by a compact, who watches it, who pays for a breach? (居民公约)"""

import numpy as np

from govsim.arithmetic import either, per, when
from govsim.assumptions import Assumptions
from govsim.columns import Flags, Floats, Rows
from govsim.declare import month_step
from govsim.policy import Policy
from govsim.rules.cooperation import (
    belief_after,
    crowded_out,
    favours,
    gift_share,
    lesson_after,
    mind_of,
    remembered,
    reproach,
    rule_pull,
    under_rule,
)
from govsim.state import World
from govsim.vocabulary import ACTIONS, CLAIMS

DELIBERATE, VOLUNTEER = ACTIONS.index("deliberate"), ACTIONS.index("volunteer")
NONE, IMPOSED, VOTED = range(3)
GENERAL_MEETING = 12  # a compact is voted, kept or dropped once in so many months
MEETING_MONTH = 6  # … in this month of the year
HOURS_SHARE = 0.1  # most of its hours a committee gives to inspection [assumption]
TOLERATED = 0.5  # share of what is due below which it is a breach [assumption]
REGULAR = 0.5  # habit of one who counts as a volunteer
LEFT = -4.0  # lean of one who gave up volunteering [logits]


def in_force(law: Rows, before: Rows, present: Floats, yes: Floats, due: Flags) -> Rows:
    """Which compact is in force, eq. 33.1 (0 none, 1 imposed, 2 voted).

    Parameters
    ----------
    law : what the lever provides for
    before : what was in force last month
    present, yes : residents at the meeting and those of them in favour
    due : whether the general meeting is this month
    """
    passed = np.where((present > 0) & (2.0 * yes > present), VOTED, NONE)
    kept = np.where(before == VOTED, VOTED, NONE)
    return np.where(law == VOTED, np.where(due, passed, kept), law)


def voice_in_rule(rule: Rows, present: Floats, half: float, agreed: Floats) -> Floats:
    """How far those bound really made the rule, eq. 33.2 (0–1).

    Rises with how many decide (`present` per 100 adults, half at `half`) and with the
    share of them who `agreed`; an imposed rule has none.
    """
    return np.where(rule == VOTED, agreed * present / (present + half), 0.0)


def breach_seen(watch: Floats, reported: Floats) -> Floats:
    """Probability that a breach is found, eq. 33.3: inspected, or reported by a neighbour."""
    return 1.0 - (1.0 - watch) * (1.0 - np.minimum(reported, 1.0))


def fine_due(keeps: Floats, due: Floats, full: Floats) -> Floats:
    """Graduated fine for what is missing of what is due, eq. 33.4 [yuan]."""
    return full * per(np.maximum(due - keeps, 0.0), due)


@month_step(
    "33",
    "communities.compact",
    "communities.compact_agreed",
    "committees.claims",
    "offers.rule_due",
    "offers.rule_binds",
    "offers.rule_watch",
    "offers.rule_fine",
    "offers.rule_voice",
    "offers.duty_talk",
)
def agree(w: World, policy: Policy, a: Assumptions) -> None:
    """A compact is imposed or voted; the committee inspects as far as it has hours."""
    c, k, o, r = w.communities, w.committees, w.offers, w.residents
    law = policy.compact.astype(np.int64)
    due = np.full(w.size, w.month % GENERAL_MEETING == MEETING_MONTH)
    met = r.acts[DELIBERATE]
    present, yes = w.total(met), w.total(met & r.for_compact)
    agreed = np.divide(yes, present, out=np.zeros(w.size), where=present > 0)
    c.compact = in_force(law, c.compact, present, yes, due)
    c.compact_agreed = np.where(due, agreed, c.compact_agreed)
    wanted = a.compact_check_hours * c.adults
    hours = np.minimum(wanted, HOURS_SHARE * k.hours)
    done = np.divide(hours, wanted, out=np.zeros(w.size), where=wanted > 0)
    k.claims[CLAIMS.index("compact")] = hours * (c.compact > NONE)
    o.rule_due = a.compact_due * (law > NONE)
    o.rule_binds = (c.compact > NONE).astype(np.float64)
    o.rule_watch = a.compact_check_reach * done * (law > NONE)
    o.rule_fine = a.compact_fine_yuan * (law > NONE)
    o.rule_voice = voice_in_rule(c.compact, c.voices, a.voice_half, c.compact_agreed)
    o.duty_talk = np.where((law == VOTED) & due, 1.0, 0.0)


@month_step(
    "33",
    "residents.keeps",
    "residents.for_compact",
    "residents.fined",
    "residents.belief",
    "residents.lesson",
    "residents.propensity",
    "communities.kept",
    "hours.now",
    "money",
)
def keep(w: World, a: Assumptions) -> None:
    """Residents do their part of common duties, or less; some are found out and fined."""
    r, o, c = w.residents, w.offers, w.communities
    drawn = w.uniform("compact", 5)
    due, binds = w.spread(o.rule_due), w.spread(o.rule_binds)
    watch, fine, voice = (
        w.spread(x) for x in (o.rule_watch, o.rule_fine, o.rule_voice)
    )
    r.lesson = remembered(r.lesson, a.norm_memory)
    own = gift_share(mind_of(r), 0.0, drawn[:2], a)
    pull = rule_pull(watch * fine, a.compact_burden_yuan, voice, a)
    r.for_compact = favours(own, r.belief, due, pull, a.common_return, 0.0)
    r.keeps = own
    if o.rule_binds.any():
        bound = crowded_out(own, 1.0 - voice, watch, a)
        r.keeps = own + binds * (under_rule(bound, due, pull) - own)
    c.kept = w.mean(r.keeps)
    r.belief = belief_after(r.belief, w.spread(c.kept), a.belief_weight * watch)
    find_out(w, drawn[2:], a)
    w.hours.add("volunteers", "service", a.compact_hours * w.total(r.keeps * binds))
    w.money.move("households", "committee", w.total(r.fined), "fines")


def find_out(w: World, drawn: Floats, a: Assumptions) -> None:
    """Inspectors and neighbours find breaches; fines teach, spite and drive away.

    By eq. 33.3 and 33.4. Those who do less than half of what is due are in breach. A
    neighbour's report counts as far as residents watch at all (overseers per 100 adults).
    """
    r, o, k = w.residents, w.offers, w.committees
    if not o.rule_binds.any():
        r.fined = np.zeros_like(r.fined)
        return
    binds, due = w.spread(o.rule_binds) > 0, w.spread(o.rule_due)
    watching = w.spread(k.watchers / (k.watchers + a.watch_half))
    ties = r.neighbours
    met, lots = r.keeps.take(ties), drawn[0].take(ties)
    others = reproach(met, r.keeps, lots, len(ties), a)
    reported = np.minimum(watching * others.sum(axis=0), 1.0)
    breach = binds & (r.keeps < TOLERATED * due)
    found = breach & (drawn[1] < breach_seen(w.spread(o.rule_watch), reported))
    r.fined = when(found, fine_due(r.keeps, due, w.spread(o.rule_fine)))
    short = when(breach, due - r.keeps)
    lost = either(breach, when(found, 1.0), when(binds, reported))
    r.lesson = lesson_after(r.lesson, short, lost, w.spread(o.rule_voice), a)
    volunteer = r.habit[VOLUNTEER] >= REGULAR
    leaves = found & volunteer & (drawn[2] < a.fined_leaves)
    lean = r.propensity[VOLUNTEER]
    r.propensity[VOLUNTEER] = np.where(leaves, np.minimum(lean, LEFT), lean)
