"""Cooperation: conditional givers, beliefs, talk, examples, sanctions and rules."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.assumptions import assumptions
from govsim.rules import cooperation
from govsim.rules.cooperation import (
    CONDITIONAL,
    DELIBERATE,
    DONATE,
    FREE_RIDER,
    OTHER,
    Mind,
    any_share,
    belief_after,
    contribution,
    crowded_out,
    example,
    expected,
    favours,
    following,
    gift_share,
    give,
    lesson_after,
    mind_of,
    pledge_after,
    remembered,
    reproach,
    rule_pull,
    schedule,
    under_rule,
)
from govsim.rules.trust import COMMITTEE
from govsim.state import World

A = assumptions()
share = st.integers(0, 1000).map(lambda n: n / 1000)
KINDS = np.array([CONDITIONAL, FREE_RIDER, OTHER])


def one(*values: float) -> tuple[np.ndarray, ...]:
    """Each value as an array of one person."""
    return tuple(np.array([value]) for value in values)


def minds(kind: int, count: int = 1, **values: float) -> Mind:
    """People of one kind with middling slopes and the given beliefs, pledges, lessons."""
    columns = {"slope": 0.785, "lean": 0.0, "belief": 0.5, "pledge": 0.0, "lesson": 0.0}
    columns |= values
    return Mind(np.full(count, kind), *(np.full(count, x) for x in columns.values()))


# --- belief, schedule, gift -------------------------------------------------------------


def test_belief_by_hand() -> None:
    """0.58 · 0.5 + 0.42 · 0.2 = 0.374."""
    assert belief_after(np.array([0.5]), np.array([0.2]), 0.42) == pytest.approx(0.374)


def test_schedule_by_type() -> None:
    """Conditional 0.75 · 0.4 = 0.3; free rider 0; other as drawn."""
    made = schedule(KINDS, np.full(3, 0.75), np.full(3, 0.4), np.full(3, 0.6))
    assert made == pytest.approx([0.3, 0.0, 0.6])


def test_others_give_any_share_of_the_mean_found() -> None:
    """Up to twice 0.32, which is what their schedules say on average."""
    assert any_share(np.array([0.0, 0.5, 1.0]), A) == pytest.approx([0.0, 0.32, 0.64])


def test_following_by_hand() -> None:
    """1 + 0.45 · lean, never below 0; free riders 0.45 of that."""
    kind = np.array([CONDITIONAL, CONDITIONAL, FREE_RIDER])
    made = following(kind, np.array([1.0, -5.0, 0.0]), A)
    assert made == pytest.approx([1.45, 0.0, 0.45])


def test_contribution_by_hand() -> None:
    """0.24 · 0.3 + 0.74 · 0.4 − 0.025 = 0.343; a whim of ½ adds 0.5 · 0.343 · 0.657."""
    made = contribution(*one(0.3, 0.4, -0.025, 0.5), 0.24, np.array([0.74]))
    assert made == pytest.approx(0.343 + 0.5 * 0.343 * 0.657)


def test_whims_leave_nothing_and_all_alone() -> None:
    made = contribution(*one(0.0, 0.0, -1.0, 1.0), 0.24, np.array([0.74]))
    full = contribution(*one(1.0, 1.0, 1.0, -1.0), 0.24, np.array([0.74]))
    assert made == pytest.approx(0.0)
    assert full == pytest.approx(1.0)


def test_the_decision_by_hand() -> None:
    """A cooperator who believes ½: 0.24 · 0.785 · 0.5 + 0.74 · 0.5 − 0.025 = 0.4392.

    A free rider 0.74 · 0.45 · 0.5 − 0.025 = 0.1415; no whim at a draw of ½.
    """
    drawn = np.full((2, 1), 0.5)
    assert gift_share(minds(CONDITIONAL), 0.0, drawn, A) == pytest.approx(0.4392)
    assert gift_share(minds(FREE_RIDER), 0.0, drawn, A) == pytest.approx(0.1415)


@given(
    st.integers(0, 2), st.floats(0, 1.2), share, share, st.floats(-1, 1), share, share
)
def test_a_gift_is_a_share_of_the_endowment(
    kind: int,
    slope: float,
    belief: float,
    pledge: float,
    lesson: float,
    draw: float,
    whim: float,
) -> None:
    mind = Mind(np.array([kind]), *one(slope, 0.0, belief, pledge, lesson))
    made = gift_share(mind, 0.0, np.array([[draw], [whim]]), A)
    assert 0.0 <= made[0] <= 1.0


@given(share, share, share)
def test_belief_lies_between_what_was_believed_and_seen(
    belief: float, observed: float, weight: float
) -> None:
    made = belief_after(np.array([belief]), np.array([observed]), weight)[0]
    low, high = sorted((belief, observed))
    assert low - 1e-12 <= made <= high + 1e-12


@pytest.mark.parametrize("slope", [0.5, 0.785, 1.0])
def test_gifts_among_cooperators_fall_by_the_closed_form(slope: float) -> None:
    """Without whim and shift: gift = f · belief with f = 0.24 · slope + 0.74, and belief
    is multiplied each round by 1 − w + w · f: 0.9698 at a slope of 0.785."""
    a = replace(A, gift_shift=0.0, gift_noise=0.0)
    factor = a.schedule_weight * slope + a.belief_pull
    step = 1.0 - a.belief_weight + a.belief_weight * factor
    mind, gifts = minds(CONDITIONAL, slope=slope, belief=0.6), []
    for _ in range(8):
        gifts.append(gift_share(mind, 0.0, np.full((2, 1), 0.5), a)[0])
        mind = mind._replace(
            belief=belief_after(mind.belief, np.array([gifts[-1]]), a.belief_weight)
        )
    assert gifts == pytest.approx([0.6 * factor * step**n for n in range(8)])


# --- talk and example -------------------------------------------------------------------


def test_a_meeting_leaves_more_of_a_pledge_than_a_notice() -> None:
    """0.2 + 1 · 0.8 = 1 face to face; 0.2 + 0.38 · 0.8 = 0.504 in writing."""
    before, openness = np.full(2, 0.2), np.ones(2)
    made = pledge_after(before, np.array([1.0, 0.38]), openness)
    assert made == pytest.approx([1.0, 0.504])


def test_talk_heard_by_nobody_or_the_closed_changes_nothing() -> None:
    before = np.full(2, 0.3)
    made = pledge_after(before, np.array([0.0, 1.0]), np.array([1.0, 0.0]))
    assert made == pytest.approx(0.3)


def test_pledges_and_lessons_fade() -> None:
    """After 13 months at 0.95 about half is left."""
    trace = np.array([1.0])
    for _ in range(13):
        trace = remembered(trace, 0.95)
    assert trace == pytest.approx(0.513, abs=1e-3)


def test_a_pledge_lifts_what_is_expected_of_others() -> None:
    """0.5 + 0.3 · 1 · 0.5 = 0.65, and 0.8 of a pledge lifts a gift by both ways."""
    assert expected(*one(0.5, 1.0), A) == pytest.approx(0.65)
    drawn = np.full((2, 1), 0.5)
    plain = gift_share(minds(CONDITIONAL), 0.0, drawn, A)[0]
    bound = gift_share(minds(CONDITIONAL, pledge=0.8), 0.0, drawn, A)[0]
    follows = 0.24 * 0.785 + 0.74
    assert bound - plain == pytest.approx(follows * 0.3 * 0.8 * 0.5 + 0.15 * 0.8)


def test_followers_match_less_the_more_a_leader_gives() -> None:
    """Slope 0.785 among cooperators, with others in between: 0.76, 0.62 of a gift."""
    kind = np.repeat(KINDS, (62, 18, 20))
    own = np.full(100, 0.32)
    over = []
    for shown in (0.25, 0.5, 1.0):
        reply = schedule(kind, np.full(100, 0.785), np.full(100, shown), own)
        over.append(example(np.zeros(100), reply, 1.0).mean() / shown)
    assert over[0] > over[1] > over[2]
    assert over[1] == pytest.approx(0.62 * 0.785 + 0.2 * 0.32 / 0.5)


def test_an_example_counts_by_its_weight() -> None:
    assert example(*one(0.2, 0.6), 0.5) == pytest.approx(0.4)
    assert example(*one(0.2, 0.6), 0.0) == pytest.approx(0.2)


# --- sanctions --------------------------------------------------------------------------


def test_who_sanctions_whom() -> None:
    """0.2 · 0.5 for one who gave half less; 0.15 of that for one who gave half more."""
    own, other = np.array([0.7, 0.2, 0.4, 0.7]), np.array([0.2, 0.7, 0.4, 0.2])
    draw = np.array([0.0, 0.0, 0.0, 0.9])
    made = reproach(own, other, draw, 3, A)
    assert made == pytest.approx([0.1, 0.015, 0.0, 0.0])


def test_in_larger_groups_each_sanctions_less() -> None:
    few, many = (reproach(*one(0.7, 0.2, 0.0), n, A)[0] for n in (3, 6))
    assert many == pytest.approx(few / 2)


def test_what_sanctions_teach() -> None:
    """Deserved: ½ of the shortfall 0.4; undeserved: −0.3 of the loss; spared: nothing."""
    made = lesson_after(
        np.zeros(3), np.array([0.4, 0.0, 0.4]), np.array([0.3, 0.3, 0.0]), 0.0, A
    )
    assert made == pytest.approx([0.2, -0.09, 0.0])


def test_a_voice_in_the_rule_teaches_more() -> None:
    """Times 1 + 0.15."""
    made = lesson_after(*one(0.0, 0.4, 0.3), 1.0, A)
    assert made == pytest.approx(0.2 * 1.15)


def test_without_a_premium_a_vote_teaches_and_pulls_no_more() -> None:
    """The range of legitimacy_premium begins at 0 (Gallier 2020)."""
    a = assumptions({"legitimacy_premium": 0.0})
    voted, imposed = (lesson_after(*one(0.0, 0.4, 0.3), v, a)[0] for v in (1.0, 0.0))
    assert voted == imposed
    fine = np.array([0.3])
    assert rule_pull(fine, 1.0, 1.0, a) == rule_pull(fine, 1.0, 0.0, a)


def test_pull_of_a_rule_by_hand() -> None:
    """Fine of 0.3 of the cost: 0.3 imposed; voted 1 − 0.7 · 0.85 = 0.405; at most 1."""
    fine = np.array([0.3])
    assert rule_pull(fine, 1.0, 0.0, A) == pytest.approx(0.3)
    assert rule_pull(fine, 1.0, 1.0, A) == pytest.approx(0.405)
    assert rule_pull(np.array([9.0]), 1.0, 0.0, A) == pytest.approx(1.0)


def test_a_rule_lifts_only_those_below_it() -> None:
    """0.2 + 0.5 · 0.4 = 0.4; one above what is due stays."""
    made = under_rule(np.array([0.2, 0.9]), 0.6, np.array([0.5, 0.5]))
    assert made == pytest.approx([0.4, 0.9])


def test_weak_imposed_rules_crowd_out() -> None:
    """8 % of the own motive where nobody checks; nothing if all do, or if it is her rule."""
    own = np.array([0.5])
    assert crowded_out(own, 1.0, 0.0, A) == pytest.approx(0.46)
    assert crowded_out(own, 1.0, 1.0, A) == pytest.approx(0.5)
    assert crowded_out(own, 0.0, 0.0, A) == pytest.approx(0.5)


def test_who_votes_for_a_rule() -> None:
    """One who does nothing herself would have to give up more than others would add.

    Due 0.8, pull ½, belief 0.5, worth 1.2: gain 0.18; she gives 0.05 more at an own part
    of 0.7 and 0.4 more at 0. A price of 0.2 is too much for either.
    """
    own, belief = np.array([0.7, 0.0]), np.full(2, 0.5)
    assert favours(own, belief, 0.8, 0.5, 1.2, 0.0).tolist() == [True, False]
    assert favours(own, belief, 0.8, 0.5, 1.2, 0.2).tolist() == [False, False]


def test_nobody_wants_a_rule_where_all_do_their_part_anyway() -> None:
    made = favours(np.ones(3), np.ones(3), 0.8, 0.5, 1.2, 0.0)
    assert not made.any()


# --- the community's month --------------------------------------------------------------


def asked(world: World, appeals: float) -> World:
    world.draws.month = 4
    world.money.balances[:] = 0.0
    world.offers.appeals[:] = appeals
    give(world, A)
    return world


def test_without_an_appeal_nobody_gives_and_nobody_learns(world: World) -> None:
    belief = world.residents.belief.copy()
    w = asked(world, 0.0)
    assert np.all(w.residents.gift == 0.0)
    assert not w.residents.acts[DONATE].any()
    assert np.array_equal(w.residents.belief, belief)
    assert w.money.balance("suppliers") == pytest.approx(0.0)


def test_all_gifts_pass_through_the_chest(world: World) -> None:
    w = asked(world, 100.0)
    given_ = w.total(w.residents.gift)
    assert np.all(given_ > 0)
    assert w.money.balance("households") == pytest.approx(-given_)
    assert w.money.balance("chest") == pytest.approx(0.0)
    assert w.money.balance("suppliers") == pytest.approx(given_)


def test_nobody_gives_more_than_the_small_sum_asked_for(world: World) -> None:
    r = asked(world, 100.0).residents
    assert np.all(r.gift <= A.gift_endowment * r.income + 1e-9)


def test_gifts_wither_in_a_world_of_free_riders(world: World) -> None:
    r = world.residents
    r.cooperation_type[:] = FREE_RIDER
    r.trust[COMMITTEE], r.belonging[:] = A.trust_centre_point, 0.5
    first = r.belief.mean()
    for _ in range(30):
        asked(world, 100.0)
    assert r.belief.mean() < 0.6 * first


def test_a_gift_by_hand(world: World) -> None:
    """0.24 · 0.5 · 0.4 + 0.74 · 0.4 − 0.025 + 0.06 asked + 0.04 trust + 0.04 belonging.

    That is 0.459, plus a whim of 0.8 · 0.459 · 0.541; of 0.4 % of a month's income.
    """
    r = world.residents
    r.cooperation_type[:], r.cooperation_slope[:], r.belief[:] = CONDITIONAL, 0.5, 0.4
    r.trust[COMMITTEE], r.belonging[:] = A.trust_centre_point + 0.2, 0.7
    r.propensity[DONATE], r.pledge[:] = 0.0, 0.0
    r.acts[DELIBERATE] = False
    world.offers.online[:] = 0.0
    asked(world, 100.0)
    whim = 0.8 * (2 * world.uniform("gift", 3)[2] - 1)
    meant = 0.24 * 0.5 * 0.4 + 0.74 * 0.4 - 0.025 + 0.06 + 0.04 + 0.04
    share_ = meant + whim * meant * (1 - meant)
    assert r.gift == pytest.approx(share_ * 0.004 * r.income)
    assert r.acts[DONATE].all()


def test_those_who_met_and_were_asked_pledge(world: World) -> None:
    """Face to face at a meeting; nobody else hears of it without an online platform."""
    r = world.residents
    r.pledge[:] = 0.0
    r.acts[DELIBERATE] = np.arange(r.belief.size) % 2 == 0
    world.offers.online[:] = 0.0
    r.propensity[DONATE], r.cooperation_type[:] = 0.0, CONDITIONAL
    asked(world, 100.0)
    assert r.pledge == pytest.approx(r.acts[DELIBERATE].astype(float))


def test_gifts_shown_bring_others_along(world: World) -> None:
    """Party members give first; where acts are shown, followers move to their example."""
    r = world.residents
    r.cooperation_type[:], r.cooperation_slope[:] = CONDITIONAL, 1.0
    r.belief[:] = np.where(r.party, 0.9, 0.1)
    r.propensity[DONATE] = 0.0
    gifts = []
    belief = r.belief.copy()
    r.acts[DELIBERATE], world.offers.online[:] = False, 0.0
    for seen in (0.0, 1.0):
        world.offers.seen[:] = seen
        r.pledge[:] = 0.0
        gifts.append(asked(world, 100.0).residents.gift.copy())
        r.belief[:] = belief
    assert np.all(gifts[1][~r.party] > gifts[0][~r.party])
    assert np.array_equal(gifts[1][r.party], gifts[0][r.party])


def test_the_month_uses_the_decision_of_the_laboratory(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the one decision function replaced, the month gives what it says."""
    monkeypatch.setattr(
        cooperation, "gift_share", lambda mind, *_: np.full(mind.belief.shape, 0.25)
    )
    world.offers.seen[:] = 0.0
    r = asked(world, 100.0).residents
    assert r.gift == pytest.approx(0.25 * A.gift_endowment * r.income)


def test_a_mind_is_a_view_of_the_residents(world: World) -> None:
    mind = mind_of(world.residents)
    assert mind.belief is world.residents.belief
    assert mind.lean is not None
    assert np.array_equal(mind.lean, world.residents.propensity[DONATE])
