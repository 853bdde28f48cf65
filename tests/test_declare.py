"""Cards, and errors people can act on."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.assumptions import PARAMETERS, assumptions, plausible_sets
from govsim.declare import card_of, checked, month_step
from govsim.errors import BadInput, UnknownName
from govsim.inequality import gini
from govsim.policy import LEVERS, PolicyPath


def test_all_faults_at_once() -> None:
    with pytest.raises(BadInput) as caught:
        checked(
            "lever",
            LEVERS,
            {"audit_probabilty": 1, "training": 2, "election_rule": "x"},
        )
    assert len(caught.value.problems) == 3
    text = str(caught.value)
    assert "Did you mean audit_probability?" in text
    assert "0 to 1" in text
    assert "direct" in text


@pytest.mark.parametrize("value", ["0.3", True, None, [1], float("nan")])
def test_only_numbers_are_numbers(value: object) -> None:
    with pytest.raises(BadInput):
        checked("lever", LEVERS, {"training": value})


def test_unknown_names_are_key_errors_and_value_errors() -> None:
    assert issubclass(UnknownName, KeyError)
    assert issubclass(UnknownName, ValueError)


@pytest.mark.parametrize(
    "card", [*LEVERS.values(), *PARAMETERS.values()], ids=lambda c: c.name
)
def test_every_card_is_complete(card) -> None:  # type: ignore[no-untyped-def]
    assert card.low <= card.default <= card.high
    for text in (card.unit, card.english, card.chinese, card.source, card.read_by):
        assert text


@pytest.mark.parametrize("card", LEVERS.values(), ids=lambda c: c.name)
def test_every_lever_says_who_pays_and_both_sides(card) -> None:  # type: ignore[no-untyped-def]
    for text in (card.about, card.payer, card.good, card.bad, card.group):
        assert text


def test_changes_act_from_their_month_where_they_are_dated() -> None:
    path = PolicyPath(3, {"training": 0.1}, [(5, (1,), {"training": 0.9})])
    assert path.at(4).training.tolist() == [0.1, 0.1, 0.1]
    assert path.at(5).training.tolist() == [0.1, 0.9, 0.1]
    assert path.at(-50).training.tolist() == [0.1, 0.1, 0.1]


def test_plausible_sets_fill_their_ranges_evenly() -> None:
    """A Latin hypercube of 10 puts exactly one set into each tenth of every range."""
    sets = plausible_sets(10, 3)
    card = PARAMETERS["trust_up"]
    tenths = sorted(
        int(10 * (s["trust_up"] - card.low) / (card.high - card.low)) for s in sets
    )
    assert tenths == list(range(10))
    assert sets == plausible_sets(10, 3) != plausible_sets(10, 4)
    for values in sets:
        assumptions(values)


def test_gini_by_hand() -> None:
    """Equal 0; one of four has all: 0.75; 1 and 3: (2 · 7) / (2 · 4) − 1.5 = 0.25."""
    import numpy as np

    assert gini(np.full(5, 2.0)) == pytest.approx(0.0)
    assert gini(np.array([0.0, 0.0, 0.0, 8.0])) == pytest.approx(0.75)
    assert gini(np.array([3.0, 1.0])) == pytest.approx(0.25)
    assert gini(np.zeros(3)) == 0.0


TRAINING = LEVERS["training"]
RULE = LEVERS["election_rule"]


@given(st.floats(allow_nan=True, allow_infinity=True))
def test_a_number_is_allowed_exactly_within_its_range(value: float) -> None:
    assert (TRAINING.problem(value) is None) == (0.0 <= value <= 1.0)


@pytest.mark.parametrize("value", [0, 1, 0.0, 1.0])
def test_both_ends_of_a_range_are_allowed(value: float) -> None:
    assert TRAINING.problem(value) is None
    assert TRAINING.code(value) == float(value)


def test_errors_give_the_value_the_range_and_the_name() -> None:
    fault = TRAINING.problem(1.5)
    assert fault is not None
    for part in ("training", "1.5", "0 to 1"):
        assert part in fault
    with pytest.raises(BadInput, match="training"):
        TRAINING.code(1.5)


def test_words_become_places_in_their_list() -> None:
    assert [RULE.code(word) for word in RULE.choices] == [0.0, 1.0, 2.0, 3.0]
    assert RULE.default_word == "one_candidate"
    assert TRAINING.default_word == TRAINING.default
    for value in ("Direct", 3, 3.0, None, ""):
        fault = RULE.problem(value)
        assert fault is not None
        assert "one of appointed" in fault


def test_a_card_reads_numbers_and_words_from_its_table() -> None:
    said = {"unit": "share", "english": "first", "chinese": "一", "about": ""}
    said |= {"source": "assumption", "read_by": "nobody"}
    first = card_of("first", {**said, "default": 0.5, "low": 0, "high": 1}, "group")
    assert (first.name, first.group, first.default, first.high) == (
        "first",
        "group",
        0.5,
        1.0,
    )
    second = card_of("second", {**said, "default": "no", "choices": ["yes", "no"]})
    assert (second.low, second.high, second.default, second.unit) == (0, 1, 1, "word")


def test_every_lever_of_a_month_has_a_card() -> None:
    assert [item.name for item in fields(PolicyPath(1, {}).at(1))] == list(LEVERS)


def test_nothing_given_is_nothing_wrong() -> None:
    assert checked("lever", LEVERS, {}) == {}


def test_a_mark_changes_nothing_but_what_is_known_of_a_verb() -> None:
    def verb(w: list[int]) -> None:
        w.append(1)

    marked = month_step("3", "committees.hold", "money")(verb)
    assert marked is verb
    assert marked.chapter == "3"  # type: ignore[attr-defined]
    assert marked.writes == ("committees.hold", "money")  # type: ignore[attr-defined]
    done: list[int] = []
    marked(done)
    assert done == [1]


def test_defaults_are_within_their_own_cards() -> None:
    for card in (*LEVERS.values(), *PARAMETERS.values()):
        assert card.problem(card.default_word) is None, card.name


def test_a_value_outside_its_plausible_range_is_refused() -> None:
    card = PARAMETERS["trust_up"]
    with pytest.raises(BadInput, match="trust_up"):
        assumptions({"trust_up": 2 * card.high})
    assert assumptions({"trust_up": card.high}).trust_up == card.high
