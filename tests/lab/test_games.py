"""Published games: hand-worked cases, signs, and what must not happen."""

import numpy as np
import pandas as pd
import pytest

from govsim import lab
from govsim.lab.games import PUBLISHED_ROUNDS
from govsim.lab.numbers import COLUMNS, interval, table
from govsim.lab.rows import ROWS


def test_interval_by_hand() -> None:
    """Mean 2, SE 1/√3, t(2) = 4.303: 2 ± 2.484."""
    mean, low, high = interval(np.array([1.0, 2.0, 3.0]))
    assert (mean, low, high) == pytest.approx((2.0, -0.4841, 4.4841), abs=1e-3)


def test_one_session_has_no_interval() -> None:
    mean, low, high = interval(np.array([0.4]))
    assert mean == pytest.approx(0.4)
    assert np.isnan(low)
    assert np.isnan(high)


def test_tables_are_tidy() -> None:
    made = table({("gift", "fixed", 1): np.array([0.1, 0.3])})
    assert tuple(made.columns) == COLUMNS
    assert made["mean"].item() == pytest.approx(0.2)
    assert made["n"].item() == 2


EXPERIMENTS = {
    "public_goods": lab.public_goods,
    "strategy_method": lab.strategy_method,
    "peer_sanction": lab.peer_sanction,
    "communication": lab.communication,
    "leader": lab.leader,
    "institutions_order": lab.institutions_order,
    "voted_rule": lab.voted_rule,
    "volunteers": lab.volunteers,
}


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_every_experiment_gives_a_tidy_table_and_repeats_itself(name: str) -> None:
    experiment = EXPERIMENTS[name]
    one, two = experiment(rng=3, sessions=4), experiment(rng=3, sessions=4)
    pd.testing.assert_frame_equal(one, two, check_exact=True)
    assert tuple(one.columns) == COLUMNS
    assert one[["mean", "low", "high"]].notna().all().all()
    assert (one["n"] == 4).all()
    assert experiment.__doc__


def test_gifts_fall_and_fixed_groups_end_above_re_matched() -> None:
    t = lab.public_goods(rng=5, sessions=40, groups=20).set_index(
        ["condition", "period"]
    )
    for condition in ("fixed", "random"):
        assert t["mean"][condition, 10] < 0.6 * t["mean"][condition, 1]
    assert t["mean"]["fixed", 10] > t["mean"]["random", 10]


def test_distance_to_published_rounds_by_hand() -> None:
    made = lab.distance(table({("gift", "random", 1): np.array([0.4, 0.4])}))
    assert len(made) == 2
    by_source = made.set_index("source")["difference"]
    assert by_source["Fischbacher & Gächter 2010"] == pytest.approx(0.005)
    assert all(len(means) == 10 for _, means in PUBLISHED_ROUNDS.values())


def test_drift_makes_gifts_fall_faster() -> None:
    plain, drifting = (
        lab.public_goods(rng=5, sessions=20, drift=drift)["mean"].iloc[-1]
        for drift in (0.0, 0.2)
    )
    assert drifting < plain


def test_cooperators_alone_hold_a_line_free_riders_cannot() -> None:
    """With one type only: cooperators end higher than the mix, free riders near nothing."""
    ends = {}
    for name, mix in (
        ("mix", {}),
        ("cooperators", {"conditional_share": 0.65, "free_rider_share": 0.15}),
    ):
        t = lab.public_goods(rng=5, sessions=40, groups=10, parameters=mix)
        ends[name] = t[(t.condition == "random") & (t.period == 10)]["mean"].item()
    assert ends["cooperators"] > ends["mix"]


def test_types_are_found_by_their_schedules() -> None:
    t = lab.strategy_method(rng=2, sessions=30).set_index(["outcome", "condition"])[
        "mean"
    ]
    assert t["conditional cooperators", "all"] == pytest.approx(0.62, abs=0.02)
    assert t["free riders", "all"] == pytest.approx(0.18, abs=0.02)
    gifts = t["gift"]
    assert gifts.is_monotonic_increasing


def test_sanctions_lift_gifts_and_cost_before_they_pay() -> None:
    t = lab.peer_sanction(rng=2, sessions=40, groups=10)
    m = t.set_index(["outcome", "condition", "period"]).sort_index()["mean"]
    assert m["gift", "sanction", 10] > m["gift", "none", 10] + 0.15
    early = m["net earnings", "sanction"].loc[1:5] - m["net earnings", "none"].loc[1:5]
    assert (early < 0).all()
    assert m["net earnings", "sanction", 25] > m["net earnings", "none", 25]
    assert m["next raise", "sanctioned", 10] > m["next raise", "spared", 10]


def test_free_sanctions_by_spiteful_people_help_less() -> None:
    gifts = [
        lab.peer_sanction(rng=2, sessions=30, rounds=10, parameters={"antisocial": x})
        .query("outcome == 'gift' and condition == 'sanction'")["mean"]
        .iloc[-1]
        for x in (0.0, 0.5)
    ]
    assert gifts[1] < gifts[0]


def test_a_meeting_gains_more_than_a_notice_and_nothing_without_talk() -> None:
    t = lab.communication(rng=2, sessions=30).set_index("condition")["mean"]
    assert t["meeting"] > t["notice"] > t["none"]
    dumb = {"talk_belief": 0.15, "talk_norm": 0.05}
    less = lab.communication(rng=2, sessions=30, parameters=dumb).set_index("condition")
    assert less["mean"]["meeting"] < t["meeting"]


def test_followers_fall_behind_generous_leaders() -> None:
    t = lab.leader(rng=2, sessions=30).set_index("condition")["mean"]
    assert t["0.25"] > t["0.50"] > t["0.75"] > t["1.00"]


def test_a_vote_without_a_premium_adds_what_it_does_not_crowd_out() -> None:
    """Law 3 (vi): at premium 0 and no crowding voted and imposed are the same to the bit."""
    off = {"legitimacy_premium": 0.0, "rule_crowding": 0.0}
    c = lab.voted_rule.cells(rng=2, sessions=10, parameters=off)
    assert np.array_equal(c["gift", "voted", 10], c["gift", "imposed", 10])
    on = lab.voted_rule.cells(
        rng=2, sessions=10, parameters={"legitimacy_premium": 0.5}
    )
    assert (on["gift", "voted", 10] > on["gift", "imposed", 10]).all()


def test_fines_drive_volunteers_away_unless_they_stay_anyway() -> None:
    """Law 3 (v): hazard 0 keeps all; a higher one loses more."""
    left = [
        lab.volunteers(rng=2, sessions=20, parameters={"fined_leaves": q})
        .query("outcome == 'here' and condition == 'fine'")["mean"]
        .iloc[-1]
        for q in (0.0, 0.1, 0.2)
    ]
    assert left[0] == 1.0
    assert left[2] < left[1] < left[0]


@pytest.mark.parametrize("row", [name for name in ROWS if name != "A15"])
def test_rows_give_named_values_per_replicate(row: str) -> None:
    parts = ROWS[row](rng=1, replicates=3)
    assert parts
    for name, values in parts:
        assert name
        assert values.shape == (3,)
        assert np.isfinite(values).all()
