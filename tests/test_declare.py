"""Cards, and errors people can act on."""

import pytest

from govsim.assumptions import PARAMETERS, assumptions, plausible_sets
from govsim.declare import checked
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
