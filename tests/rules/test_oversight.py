"""Oversight: audits deter, residents watch what they receive, auditors are few."""

import numpy as np
import pytest

from govsim.assumptions import assumptions
from govsim.rules.oversight import audits_made, diverted_share


def test_diversion_by_hand() -> None:
    """0.02 + 0.18 · exp(−0.6 · 0.5) · 0.9 = 0.02 + 0.18 · 0.740818 · 0.9."""
    made = diverted_share(0.02, np.array([0.2]), 0.6, np.array([0.5]), np.array([0.1]))
    assert made == pytest.approx(0.1400125, rel=1e-5)


def test_a_sure_audit_cuts_diversion_by_four_to_twelve_points() -> None:
    """From 4 % to 100 % on community project money at the default numbers (Olken 2007: 8)."""
    a = assumptions()
    low, high = (
        diverted_share(
            a.least_diversion,
            np.array([a.exposure_community]),
            a.deterrence,
            np.array([p]),
            np.zeros(1),
        )[0]
        for p in (0.04, 1.0)
    )
    assert 0.04 <= low - high <= 0.12


def test_full_control_leaves_the_least() -> None:
    made = diverted_share(0.02, np.array([0.2]), 50.0, np.ones(1), np.zeros(1))
    assert made == pytest.approx(0.02)


def test_auditors_are_rationed() -> None:
    wanted = np.array([1.0, 0.6])
    assert audits_made(wanted, 0.4, shared=True) == pytest.approx([0.5, 0.3])
    assert audits_made(wanted, 0.4, shared=False) == pytest.approx([0.4, 0.4])
    assert audits_made(np.zeros(2), 0.4, shared=True) == pytest.approx([0.0, 0.0])
