"""Estates: fees and service pull each other, pursuit and owners press."""

import numpy as np
import pytest

from govsim.rules.estates import firm_service_after, hash_share, payment_probability


def pay(service: float = 0.5, pursued: float = 0.0, others: float = 0.75) -> float:
    return float(
        payment_probability(
            0.5,
            2.0,
            np.array([service]),
            np.array([pursued]),
            2.0,
            np.array([others]),
            1.5,
        )[0]
    )


def test_payment_by_hand() -> None:
    """Logit 0.5 + 2 · 0.1 + 2 · 0.3 + 1.5 · (−0.25) = 0.925: 0.7161."""
    assert pay(0.6, 0.3, 0.5) == pytest.approx(1 / (1 + np.exp(-0.925)))


def test_above_nine_tenths_only_with_pursuit_or_good_service() -> None:
    assert pay() < 0.9
    assert pay(pursued=1.0) > 0.9
    assert pay(service=1.0, others=0.95) < pay(service=1.0, pursued=0.6, others=0.95)


def test_firm_by_hand() -> None:
    """Income 0.8 · (0.75 + 0.3 · 0.5) = 0.72; a twentieth of the way from 0.5: 0.511."""
    made = firm_service_after(
        np.array([0.5]), np.array([0.8]), np.array([0.5]), 0.75, 0.3, 0.05
    )
    assert made == pytest.approx(0.511)


def test_no_fees_end_in_no_service() -> None:
    service = np.array([0.8])
    for _ in range(300):
        service = firm_service_after(service, np.zeros(1), np.ones(1), 0.75, 0.3, 0.05)
    assert service == pytest.approx(0.0, abs=1e-4)


def test_a_places_lot_is_its_own_for_good() -> None:
    assert hash_share("old-1") == hash_share("old-1") != hash_share("old-2")
    assert 0 <= hash_share("old-1") < 1
