"""Tenders: price by competition, quality by what can be verified."""

import numpy as np
import pytest

from govsim.rules.tenders import (
    CONTRACT_DOMAINS,
    bids,
    contract_quality,
    price_paid,
    winner,
)


def test_bids_by_hand() -> None:
    """Cost 1, spread 0.3: 0.7 with the best luck, 1.3 with the worst."""
    assert bids(np.ones(3), np.array([0.0, 0.5, 1.0]), 0.3) == pytest.approx(
        [0.7, 1.0, 1.3]
    )


def test_price_is_the_second_lowest_cost() -> None:
    assert price_paid(np.array([0.9, 0.7, 1.1]), 1.3) == pytest.approx(0.9)
    assert price_paid(np.array([0.9]), 1.3) == 1.3
    assert price_paid(np.array([]), 1.3) == 0.0


@pytest.mark.parametrize("n", [2, 4, 7, 8])
def test_expected_price_follows_the_closed_form(n: int) -> None:
    """1 + w (4 / (n + 1) − 1), within five standard errors of 20,000 tenders."""
    rng = np.random.default_rng(n)
    prices = [
        price_paid(bids(np.ones(n), rng.random(n), 0.3), 1.3) for _ in range(20_000)
    ]
    expected = 1 + 0.3 * (4 / (n + 1) - 1)
    assert abs(np.mean(prices) - expected) < 5 * np.std(prices) / np.sqrt(20_000)


def test_beyond_seven_bidders_one_more_saves_two_per_cent_or_less() -> None:
    def expected(n: int) -> float:
        return 1 + 0.3 * (4 / (n + 1) - 1)

    assert all(1 - expected(n + 1) / expected(n) <= 0.02 for n in range(7, 30))
    assert 1 - expected(3) / expected(2) > 0.05


def test_quality_weight_decides_between_cheap_and_good() -> None:
    costs, reputation = np.array([0.7, 1.0]), np.array([0.3, 0.7])
    assert winner(costs, reputation, 0.0) == 0
    assert winner(costs, reputation, 1.0) == 1


def test_quality_by_hand() -> None:
    """Firm, price 0.8: 0.6 − 0.6 · 0.6 · 0.2 = 0.528; NGO 0.564; watched closely 0.6."""
    assert contract_quality(0.6, 0.8, False, 0.0, 0.6, 0.4) == pytest.approx(0.528)
    assert contract_quality(0.6, 0.8, True, 0.0, 0.6, 0.4) == pytest.approx(0.564)
    assert contract_quality(0.6, 0.8, False, 1.0, 0.6, 0.4) == pytest.approx(0.6)
    assert contract_quality(0.6, 1.2, False, 0.0, 0.6, 0.4) == pytest.approx(0.6)


def test_contract_domains_add_up() -> None:
    assert CONTRACT_DOMAINS.sum() == pytest.approx(1.0)
