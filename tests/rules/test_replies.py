"""Replies: hours answer complaints, gaming answers the ranking."""

import numpy as np
import pytest

from govsim.rules.replies import dressed_up, reply_rate


def test_reply_rate_by_hand() -> None:
    """0.36 at the reference, 1 − 0.64² = 0.5904 with twice the hours, none without."""
    made = reply_rate(np.array([0.0, 1.0, 2.0]), 0.36)
    assert made == pytest.approx([0.0, 0.36, 0.5904])


def test_dressed_up_by_hand() -> None:
    """0.4 + 0.5 · 0.6 · (1 − 0.2) = 0.64; nothing to gain where all is done or checked."""
    made = dressed_up(
        np.array([0.4, 1.0, 0.4]), np.array([0.5, 0.5, 0.5]), np.array([0.2, 0.0, 1.0])
    )
    assert made == pytest.approx([0.64, 1.0, 0.4])


def test_reported_is_never_below_true() -> None:
    true = np.linspace(0, 1, 11)
    assert np.all(dressed_up(true, np.full(11, 0.7), np.full(11, 0.3)) >= true)
