"""Field experiments: the experimenter sets offers, the month's own verbs answer."""

import inspect
import re
from pathlib import Path

import numpy as np
import pytest

from govsim import BadInput, lab
from govsim.assumptions import assumptions
from govsim.lab import field, markets, voting
from govsim.lab.numbers import COLUMNS
from govsim.lab.rows import ROWS
from govsim.rules import experience, participation

A = assumptions()


@pytest.mark.parametrize("name", ["mobilisation", "household_relay", "complaint_reply"])
def test_field_experiments_repeat_themselves_in_tidy_tables(name: str) -> None:
    experiment = getattr(lab, name)
    one, two = (experiment(rng=3, sessions=3, adults=300) for _ in range(2))
    assert one.equals(two)
    assert tuple(one.columns) == COLUMNS
    assert (one["n"] == 3).all()


def test_base_rates_are_what_the_row_asks_for() -> None:
    m = lab.mobilisation(rng=3, sessions=10, adults=500, base=0.30)
    assert m["mean"].iloc[0] == pytest.approx(0.30, abs=0.002)
    c = lab.complaint_reply(rng=3, sessions=10, adults=1000, base=0.04)
    assert c["mean"].iloc[0] == pytest.approx(0.04, abs=0.002)


def test_only_the_intercept_is_moved() -> None:
    moved = field.at_base(A, "vote_base", 0.5, lambda a: 1 / (1 + np.exp(-a.vote_base)))
    assert moved.vote_base == pytest.approx(0.0, abs=1e-6)
    changed = [n for n in A.__slots__ if getattr(A, n) != getattr(moved, n)]
    assert changed == ["vote_base"]


def gains(**parameters: object) -> dict[str, float]:
    t = lab.mobilisation(rng=3, sessions=6, adults=600, parameters=parameters)
    return dict(zip(t["condition"], t["mean"], strict=True))


def test_what_has_no_coefficient_gains_nothing() -> None:
    """Duty at 0: the mail changes nobody; the others still gain."""
    none = gains(duty_act=0.0)
    assert none["civic duty"] == 0.0
    assert none["visit"] > 0.03
    assert none["neighbours' record shown"] > 0.03


def test_stronger_visits_gain_more() -> None:
    assert gains(visit_vote=0.55)["visit"] > gains(visit_vote=0.25)["visit"]


def test_without_habit_nothing_is_carried_over() -> None:
    """Only household mates' last vote is left, which is small."""
    with_habit, without = (
        lab.induced_participation(
            rng=3, sessions=6, adults=1500, parameters={"habit_act": x}
        )["mean"].iloc[-1]
        for x in (0.6, 0.4)
    )
    assert with_habit > without > 0


def test_a_message_not_passed_on_stays_with_who_was_met() -> None:
    w = field.towns(1, 2, 500, A)
    met, told = field.met_and_told(w, 0.2, A)
    assert told.sum() > met.sum() > 0
    assert np.all(told[met])
    homes = np.unique(w.residents.household[met])
    assert np.isin(w.residents.household[told], homes).all()


def test_the_housemate_gets_most_and_neighbours_next_to_nothing() -> None:
    t = lab.household_relay(rng=3, sessions=10, adults=1500).set_index(
        ["outcome", "condition", "period"]
    )["mean"]
    visited, mate = t["gain", "visited", 1], t["gain", "housemate", 1]
    assert visited > mate > 0
    assert t["gain", "neighbour", 1] == 0.0
    assert abs(t["gain", "neighbour", 2]) < 0.2 * visited


def test_field_experiments_run_the_months_own_verbs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    called: list[str] = []
    for module, verb in ((participation, "vote"), (experience, "complain")):
        real = getattr(module, verb)

        def noted(*given: object, real: object = real, verb: str = verb) -> object:
            called.append(verb)
            return real(*given)  # type: ignore[operator]

        monkeypatch.setattr(module, verb, noted)
    lab.mobilisation(rng=1, sessions=2, adults=50)
    lab.complaint_reply(rng=1, sessions=2, adults=50)
    assert {"vote", "complain"} <= set(called)


def test_volunteers_join_more_where_it_is_seen() -> None:
    shares = []
    for seen in (0.0, 1.0):
        w = field.dated(field.towns(1, 3, 800, A), 1)
        w.offers.seen[:] = seen
        shares.append(field.volunteered(w, A).mean())
    assert shares[1] > shares[0]


# --- markets ---------------------------------------------------------------------------------


def test_prices_follow_the_expected_second_lowest_cost() -> None:
    """1 + 0.3 (4 / (n + 1) − 1): 1.10, 0.94, 0.85 for 2, 4, 7; the reserve price for 1."""
    t = lab.tender_bidders(rng=1, sessions=20, tenders=400, most=7)
    price = t[t.outcome == "price"]["mean"].to_numpy()
    assert price[[0, 1, 3, 6]] == pytest.approx([1.30, 1.10, 0.94, 0.85], abs=0.01)
    assert np.all(np.diff(price) < 0)


def test_fixed_fundraising_is_not_crowded_out() -> None:
    t = lab.grant_crowding(rng=1, sessions=5).set_index(["outcome", "condition"])[
        "mean"
    ]
    assert t["change of donations", "fixed"] == pytest.approx(0.0)
    assert -850 < t["change of donations", "free"] < -100
    nothing = markets.grant_crowding.cells(rng=1, sessions=2, grant=0.0)
    assert all(np.allclose(values, 0.0) for values in nothing.values())


def test_any_match_raises_the_response_alike() -> None:
    c = lab.matching.cells(rng=1, sessions=4)
    assert np.array_equal(c["response", "1:1", 1], c["response", "3:1", 1])
    assert c["relative rise", "1:1", 1].mean() == pytest.approx(0.22, abs=0.05)


def test_audits_deter() -> None:
    t = lab.audit(rng=1, sessions=10)["mean"]
    assert t.is_monotonic_decreasing
    assert 0.04 < t.iloc[0] - t.iloc[-1] < 0.12


# --- ballots -----------------------------------------------------------------------------------


def ballots(folder: Path) -> Path:
    """Two made-up approval ballots: in one the first that does not fit ends the list."""
    (folder / voting.ELECTIONS).write_text(
        "election,budget,vote_type,rule\n"
        "1,100,approval,greedy-no-skip\n"
        "2,100,approval,greedy-no-skip\n"
        "3,100,cumulative,greedy-threshold\n"
    )
    (folder / voting.PROJECTS).write_text(
        "election,project_id,cost,votes,selected\n"
        "1,a,60,9,1\n1,b,50,8,0\n1,c,30,7,0\n"
        "2,a,60,9,1\n2,b,40,8,1\n2,c,30,7,2\n"
        "3,a,60,9,1\n"
    )
    return folder


def test_real_ballots_are_counted_by_hand(tmp_path: Path) -> None:
    """Stopping reproduces both; skipping would add c in the first. 2 is other money."""
    t = lab.fund_vote(ballots(tmp_path)).set_index("condition")
    assert t["mean"]["greedy_stop"] == 1.0
    assert t["mean"]["greedy_skip"] == 0.5
    assert (t["n"] == 2).all()
    [(name, values)] = ROWS["A15"](folder=tmp_path)
    assert name == "official winners reproduced"
    assert values.tolist() == [1.0]


def test_missing_tables_and_columns_are_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=re.escape(voting.PROJECTS)):
        lab.fund_vote(tmp_path)
    ballots(tmp_path)
    (tmp_path / voting.ELECTIONS).write_text("election,budget,rule\n1,2,x\n")
    with pytest.raises(BadInput, match="no column vote_type"):
        lab.fund_vote(tmp_path)


def test_a_rule_that_needs_ballots_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="greedy_stop"):
        voting.reproduced(ballots(tmp_path), rule="equal_shares")


def test_choices_meet_needs_better_than_an_even_split() -> None:
    t = lab.committee_or_vote(rng=1, sessions=12).set_index("condition")["mean"]
    assert (t > 1.0).all()
    informed, alone = t["informed committee"], t["committee"]
    assert informed >= alone - 0.02


def test_every_public_experiment_says_what_it_is() -> None:
    for name in lab.__all__:
        text = inspect.getdoc(getattr(lab, name))
        assert text, name
        assert len(text.split()) > 8
