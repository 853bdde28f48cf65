"""Trust: from events met, bad news faster, blame where duties are known."""

import copy

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.assumptions import assumptions
from govsim.rules.trust import (
    COMMITTEE,
    GOVERNMENT,
    NEIGHBOURS,
    answerable,
    evidence,
    in_time,
    strangers_after,
    talked,
    trust_after,
    update,
)
from govsim.state import World

share = st.integers(0, 1000).map(lambda n: n / 1000)


def test_answerable_by_hand() -> None:
    """Known to 0.4: 0.4 · 0.8 + 0.6 · 0.5 = 0.62; unknown duties halve the blame."""
    made = answerable(np.array([0.4, 0.0]), np.array([0.8, 0.9]))
    assert made == pytest.approx([0.62, 0.5])


def test_evidence_is_a_weighted_mean_of_what_happened() -> None:
    """(0.6 · 0.25 + 0 · 0.5) / 0.75 = 0.2; without events there is none."""
    mean, weight = evidence(
        {
            "services": (np.array([0.6, 0.9]), np.array([0.25, 0.0])),
            "reply": (np.array([0.0, 0.9]), np.array([0.5, 0.0])),
        }
    )
    assert (mean[0], weight[0]) == pytest.approx((0.2, 0.75))
    assert weight[1] == 0.0


def test_trust_after_by_hand() -> None:
    """Up: 0.5 + 0.04 · 0.2; down at three times the rate: 0.5 − 0.12 · 0.2; none: 0.5."""
    made = trust_after(
        np.full(3, 0.5), np.array([0.7, 0.3, 0.9]), np.array([1.0, 1.0, 0.0]), 0.04, 3.0
    )
    assert made == pytest.approx([0.508, 0.476, 0.5])


@pytest.mark.parametrize("ratio", [1.0, 2.0, 3.0])
def test_resting_point_of_good_and_bad_months(ratio: float) -> None:
    """Binary events with probability p of good: T* = p / (p + (1 − p) r)."""
    p, trust = 0.75, np.array([0.5])
    for _ in range(4000):
        up = trust_after(trust, np.ones(1), np.ones(1), 0.01, ratio)
        down = trust_after(trust, np.zeros(1), np.ones(1), 0.01, ratio)
        trust = p * up + (1 - p) * down
    assert trust == pytest.approx(p / (p + (1 - p) * ratio), abs=1e-6)


@given(share, st.floats(-1, 2), st.floats(0, 10), st.floats(0.01, 0.5), st.floats(1, 4))
def test_trust_stays_a_share(
    t: float, x: float, w: float, up: float, ratio: float
) -> None:
    made = trust_after(np.array([t]), np.array([x]), np.array([w]), up, ratio)
    assert 0 <= made[0] <= 1


def test_views_too_far_away_are_not_heard_and_bad_news_counts_twice() -> None:
    trust = np.array([0.5, 0.4, 0.6])
    near = np.array([[1, 0, 0]])
    made = talked(trust, near, 0.1, 0.3)
    assert made == pytest.approx([0.5 - 0.2 * 0.1, 0.4 + 0.1 * 0.1, 0.6 - 0.2 * 0.1])
    far = np.array([0.9, 0.1, 0.5])
    assert talked(far, near, 0.1, 0.3)[0] == pytest.approx(0.9)


def test_an_ignored_complaint_costs_the_trust_an_answered_one_earns(
    world: World,
) -> None:
    a, r = assumptions(), world.residents
    r.complained[:] = True
    trusts = []
    for reply in (-1.0, 1.0):
        before = r.trust.copy()
        r.answered[:] = reply
        update(world, a)
        trusts.append(r.trust[COMMITTEE].mean())
        r.trust = before
    assert trusts[1] > trusts[0] + 0.002


def test_theft_that_nobody_hears_of_costs_nothing(world: World) -> None:
    a, r = assumptions(), world.residents
    before, made = r.trust.copy(), []
    for seen, heard in ((0.0, True), (0.2, False), (0.2, True)):
        r.trust = before.copy()
        r.asked[:] = heard
        r.acts[:] = False
        world.offers.theft_seen[:] = seen
        update(world, a)
        made.append(r.trust[COMMITTEE].mean())
    assert made[0] == pytest.approx(made[1])
    assert made[2] < made[0]


A = assumptions()


@given(share, share)
def test_blame_is_a_share_between_half_and_the_duty(known: float, duty: float) -> None:
    made = answerable(np.array([known]), np.array([duty]))[0]
    low, high = sorted((0.5, duty))
    assert low - 1e-12 <= made <= high + 1e-12


@given(st.lists(st.tuples(share, st.floats(0, 5)), min_size=1, max_size=6))
def test_evidence_lies_among_the_events(events: list[tuple[float, float]]) -> None:
    mean, weight = evidence(
        {str(n): (np.array([x]), np.array([g])) for n, (x, g) in enumerate(events)}
    )
    assert weight[0] == pytest.approx(sum(g for _, g in events))
    if weight[0] > 1e-6:
        met = [x for x, g in events if g > 0]
        assert min(met) - 1e-9 <= mean[0] <= max(met) + 1e-9


def test_an_event_counts_at_most_twice() -> None:
    """Weight is cut at 2: 0.5 + 0.08 · 0.5 = 0.54 however much happened."""
    made = trust_after(np.full(2, 0.5), np.ones(2), np.array([2.0, 50.0]), 0.04, 2.5)
    assert made == pytest.approx(0.54)


def test_trust_falls_in_months_and_recovers_in_years() -> None:
    """Bad run: 0.9 a month, half gone after ln 2 / −ln 0.9 = 6.6; back: 0.96, 17.

    The asymmetry is the ratio 2.5 of the rates 0.10 and 0.04.
    """

    def months(start: float, event: float, weight: float = 1.0) -> int:
        trust, count = np.array([start]), 0
        while abs(trust[0] - event) > abs(start - event) / 2:
            trust = trust_after(
                trust,
                np.array([event]),
                np.array([weight]),
                A.trust_up,
                A.trust_ratio,
            )
            count += 1
        return count

    assert months(1.0, 0.0) == 7
    assert months(0.0, 1.0) == 17


def test_the_default_ratio_puts_mixed_news_well_below_its_mean() -> None:
    """Half good, half bad months: T* = 0.5 / (0.5 + 0.5 · 2.5) = 0.2857."""
    rng, trust, seen = np.random.default_rng(3), np.full(4000, 0.5), []
    for month in range(600):
        event = (rng.random(trust.size) < 0.5).astype(float)
        trust = trust_after(
            trust, event, np.ones(trust.size), A.trust_up, A.trust_ratio
        )
        if month >= 300:
            seen.append(trust.mean())
    assert np.mean(seen) == pytest.approx(0.2857, abs=0.01)


views = st.lists(share, min_size=3, max_size=3)


@given(views, st.floats(0, 0.05), st.floats(0.2, 0.4))
def test_talk_keeps_views_inside_those_held(
    held: list[float], weight: float, bound: float
) -> None:
    trust = np.array(held)
    made = talked(trust, np.array([[1, 2, 0], [2, 0, 1]]), weight, bound)
    assert made.min() >= trust.min() - 1e-12
    assert made.max() <= trust.max() + 1e-12


def test_people_who_agree_have_nothing_to_talk_about() -> None:
    trust = np.full(3, 0.62)
    made = talked(trust, np.array([[1, 2, 0]]), 0.05, 0.3)
    assert made == pytest.approx(trust)
    told = np.random.default_rng(1).random(3)
    assert np.array_equal(talked(told, np.array([[1, 2, 0]]), 0.0, 0.3), told)


def test_blame_goes_where_duties_are_known_to_lie(world: World) -> None:
    """Bad services: a committee known to do them all loses more than the street."""
    r, o = world.residents, world.offers
    r.satisfaction[:], r.complained[:], r.answered[:] = 0.0, False, 0.0
    r.acts[:], r.asked[:], o.theft_seen[:] = False, False, 0.0
    before = r.trust.copy()
    fallen = {}
    for known in (0.0, 1.0):
        r.trust = before.copy()
        o.duties_known[:], o.committee_duty[:] = known, 1.0
        update(world, A)
        fall = (before - r.trust).mean(axis=1)
        fallen[known] = (fall[1], fall[COMMITTEE])
    assert fallen[1.0][1] > fallen[0.0][1] > 0
    assert fallen[1.0][0] < fallen[0.0][0]


def test_what_was_decided_and_not_delivered_costs_trust(world: World) -> None:
    """Residents who came see 100 yuan decided: done entirely, or not at all."""
    r, o, k = world.residents, world.offers, world.committees
    r.acts[1], o.decided_yuan[:] = True, 100.0
    before, told = r.trust.copy(), []
    for delivered in (0.0, 1.0):
        r.trust = before.copy()
        k.delivered[:] = delivered
        update(world, A)
        told.append(r.trust[COMMITTEE].mean())
    assert told[1] > told[0] + 0.002


def test_trust_stays_a_share_under_the_best_and_the_worst(world: World) -> None:
    r, o = world.residents, world.offers
    for good in (False, True):
        r.satisfaction[:], r.complained[:], r.asked[:] = float(good), True, True
        r.answered[:], o.theft_seen[:] = 1.0 if good else -1.0, 0.0 if good else 1.0
        for _ in range(300):
            update(world, A)
        assert np.isfinite(r.trust).all()
        assert np.all((r.trust >= 0) & (r.trust <= 1))
        if good:
            assert r.trust[COMMITTEE].mean() > 0.7
        else:
            assert r.trust[COMMITTEE].mean() < 0.2


def quiet_month(world: World) -> World:
    """All alike, trust 0.5 everywhere, half of the services are the committee's.

    Outcome 0.58 + 0.22 = 0.8 with weight 0.25, fairness 0.7 with 0.5: mean 0.55 / 0.75.
    """
    r, o, p = world.residents, world.offers, world.partners
    r.trust[:], r.trust_disposition[:] = 0.5, 0.0
    r.satisfaction[:], r.own_served[:] = 0.58, 0.2
    r.complained[:], r.answered[:], r.acts[:], r.asked[:] = False, 0.0, False, False
    r.place_access[:] = 0.75
    o.duties_known[:], o.committee_duty[:], o.theft_seen[:] = 1.0, 0.5, 0.0
    o.street_answers[:], o.decided_yuan[:], o.firm_service[:] = 0.85, 100.0, 0.8
    p.contract_with[:], p.contract_quality[:], p.firm_present[:] = 0, 0.7, True
    world.committees.delivered[:], world.communities.decision_delay[:] = 1.0, 0.5
    return world


def told_of(world: World) -> list[float]:
    update(world, A)
    assert np.ptp(world.residents.trust, axis=1) == pytest.approx(0.0, abs=1e-12)
    return world.residents.trust[:, 0].tolist()


def test_a_quiet_month_by_hand(world: World) -> None:
    """Trust up at 0.04 from 0.5, ratio 2.5 (0.10) down.

    Committee and street 0.5 + 0.04 · 0.75 · (0.7333 − 0.5) = 0.507;
    centre towards 0.80 + 0.1 · 0.007 with weight 0.5: 0.506014;
    NGO 0.5 + 0.04 · 0.3 · 0.2; firm towards 0.8 · 0.75 = 0.6: 0.5 + 0.04 · 0.5 · 0.1;
    neighbours towards 0.55 with 0.5 · 0.3: 0.5003.
    """
    made = told_of(quiet_month(world))
    told = [0.506014, 0.507, 0.507, 0.5024, 0.502, 0.5003]
    assert made == pytest.approx(told, abs=1e-6)


def test_who_came_and_saw_it_done_by_hand(world: World) -> None:
    """Voice 100 / 150 with weight 0.5: (0.55 + 0.3333) / 1.25; weight 1.25: 0.510333.

    Neighbours met together: 0.55 + 0.25 = 0.8 with 0.5 · 1.3: 0.5078.
    """
    quiet_month(world).residents.acts[1] = True
    made = told_of(world)
    assert made[COMMITTEE] == pytest.approx(0.510333, abs=1e-6)
    assert made[5] == pytest.approx(0.5078)


def test_a_resolved_complaint_by_hand(world: World) -> None:
    """Reply 1 with weight 0.5: (0.55 + 0.5) / 1.25 = 0.84; 0.5 + 0.05 · 0.34 = 0.517."""
    r = quiet_month(world).residents
    r.complained[:], r.answered[:] = True, 1.0
    assert told_of(world)[COMMITTEE] == pytest.approx(0.517)


def test_late_papers_and_missing_partners_by_hand(world: World) -> None:
    """Street: 0.7333 − 0.3 · 0.85 = 0.4783: 0.5 − 0.10 · 0.75 · 0.0217 = 0.498375."""
    quiet_month(world).offers.street_answers[:] = 0.0
    world.partners.contract_with[:], world.partners.firm_present[:] = -1, False
    made = told_of(world)
    assert made[1] == pytest.approx(0.498375, abs=1e-6)
    assert made[3:5] == [0.5, 0.5]


def test_theft_heard_of_by_hand(world: World) -> None:
    """A quarter stolen and seen: weight 0.25 at 0: 0.55 / 1 = 0.55, weight 1: 0.502.

    The street bears half: weight 0.125, 0.55 / 0.875: 0.5 + 0.04 · 0.875 · 0.12857.
    """
    quiet_month(world).offers.theft_seen[:] = 0.25
    world.residents.asked[:] = True
    made = told_of(world)
    assert made[COMMITTEE] == pytest.approx(0.502)
    assert made[1] == pytest.approx(0.5045)


def test_trust_in_strangers_by_hand() -> None:
    """From 0.3 to 0.24 + 0.05: 0.3 − 0.03 · 0.01; after an incident 0.03 of it is lost."""
    made = strangers_after(
        np.full(2, 0.3), np.full(2, 0.24), np.full(2, 0.05), np.array([0.0, 1.0]), 0.03
    )
    assert made == pytest.approx([0.3 - 0.0003, 0.3 - 0.009])


def test_contacts_across_origins_bring_trust_in_strangers(world: World) -> None:
    """Alike in all but whom they meet: half of them meet the others, half do not."""
    r = world.residents
    r.trust_disposition[:], r.met_incident[:], r.trust_strangers[:] = 0.0, False, 0.3
    r.tenure[:] = 0
    r.tenure[:100] = 2
    r.neighbours[:] = np.arange(r.age.size)
    r.neighbours[:, :50] = 150
    for _ in range(60):
        update(world, A)
    assert r.trust_strangers[:50].mean() > r.trust_strangers[50:100].mean() + 0.15


def test_a_scandal_reaches_those_whom_theft_seen_does_not(world: World) -> None:
    r = world.residents
    r.asked[:], r.acts[:] = False, False
    world.offers.theft_seen[:] = 1.0
    quiet = copy.deepcopy(world)
    update(quiet, A)
    world.conditions.scandal[:] = 0.5
    update(world, A)
    fall = quiet.residents.trust - r.trust
    assert np.all(fall[[COMMITTEE, GOVERNMENT]].mean(axis=1) > 0.01)
    assert fall[COMMITTEE].mean() > fall[GOVERNMENT].mean()


def test_who_buys_a_service_is_blamed_for_its_failure(world: World) -> None:
    """A failed contract costs the street trust, not the committee."""
    fine = copy.deepcopy(world)
    update(fine, A)
    world.communities.contract_failure[:] = 1.0
    update(world, A)
    fall = fine.residents.trust - world.residents.trust
    assert fall[GOVERNMENT].mean() > 0.02
    assert abs(fall[COMMITTEE].mean()) < 0.005  # through talk at most


def test_an_incident_costs_trust_in_all_who_should_have_met_it(world: World) -> None:
    calm = copy.deepcopy(world)
    calm.residents.met_incident[:] = False
    update(calm, A)
    world.residents.met_incident[:] = True
    update(world, A)
    fall = (calm.residents.trust - world.residents.trust).mean(axis=1)
    for place in (GOVERNMENT, COMMITTEE, NEIGHBOURS):
        assert fall[place] > 0.005
    assert (
        calm.residents.trust_strangers.mean() > world.residents.trust_strangers.mean()
    )


def test_people_get_used_to_a_level_of_trust_slowly(world: World) -> None:
    """2.8 % of the way a month."""
    r = world.residents
    before = r.used_trust.copy()
    update(world, A)
    now = 0.5 * (r.trust_government + r.trust_committee)
    assert r.used_trust == pytest.approx(before + A.used_rate * (now - before))


def test_a_late_decision_is_worth_less_by_hand() -> None:
    """0.1 a month beyond the usual half: after 2.5 months e^(−0.2); in time, all."""
    made = in_time(np.array([2.5, 0.5, 0.0]), 0.1)
    assert made == pytest.approx([np.exp(-0.2), 1.0, 1.0])


def test_blocks_of_rows_change_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However rows are cut, across communities and with a rest: the same bits."""
    whole, cut = world, copy.deepcopy(world)
    update(whole, A)
    monkeypatch.setattr("govsim.arithmetic.BLOCK", 37)
    update(cut, A)
    for name in ("trust", "used_trust", "trust_strangers"):
        one, other = (getattr(w.residents, name) for w in (whole, cut))
        assert np.array_equal(one, other), name
