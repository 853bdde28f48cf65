"""The books: double entry, no overdraft, balances that follow from entries."""

import numpy as np
import pytest

from govsim.ledger import ACCOUNTS, INSIDE, Hours, Money

TEN = np.array([10.0, 20.0])


def test_a_transfer_is_entered_twice() -> None:
    money = Money(2)
    money.move("treasury", "street", TEN, "grant")
    money.move("street", "suppliers", TEN / 2, "services", "health")
    assert money.balance("street") == pytest.approx([5.0, 10.0])
    assert money.balances.sum() == pytest.approx(0.0)
    frame = money.frame()
    assert frame["amount"].tolist() == [10.0, 20.0, 5.0, 10.0]
    assert frame["domain"].tolist() == ["", "", "health", "health"]


def test_nobody_spends_what_is_not_there() -> None:
    money = Money(2)
    money.move("treasury", "street", TEN, "grant")
    with pytest.raises(ValueError, match="does not hold"):
        money.move("street", "suppliers", 2 * TEN, "services")
    with pytest.raises(ValueError, match="negative"):
        money.move("treasury", "street", -TEN, "grant")


def test_rounding_never_leaves_a_debt() -> None:
    money = Money(1)
    money.move("treasury", "street", np.array([0.1 + 0.2]), "grant")
    money.move("street", "suppliers", np.array([0.30000000000000016]), "services")
    assert money.balances[[ACCOUNTS.index(name) for name in INSIDE]].min() >= 0.0


def test_balances_by_month_are_sums_of_entries() -> None:
    money, rng = Money(3), np.random.default_rng(1)
    money.start()
    for month in range(1, 25):
        money.month = month
        money.move("treasury", "street", rng.random(3) * 1000, "grant")
        money.move(
            "street", "committee", money.balance("street") * rng.random(3), "fees"
        )
        money.close()
    entries, balances = money.frame(), money.balances_frame()
    end = balances[(balances["month"] == 24) & (balances["account"] == "street")][
        "amount"
    ]
    net = (
        entries[entries["destination"] == "street"].groupby("community")["amount"].sum()
        - entries[entries["source"] == "street"].groupby("community")["amount"].sum()
    )
    assert end.to_numpy() == pytest.approx(net.to_numpy(), rel=1e-9)


def test_starting_afresh_keeps_what_is_held() -> None:
    money = Money(2)
    money.move("treasury", "fund", TEN, "fund")
    money.start()
    assert money.balance("fund") == pytest.approx(TEN)
    assert money.frame().empty
    assert money.balances_frame()["month"].unique().tolist() == [0]


def test_hours_are_booked_by_worker_and_use() -> None:
    hours = Hours(2)
    hours.enter("staff", "upward", TEN)
    hours.enter("volunteers", "service", TEN)
    assert hours.by_use("service") == pytest.approx([0.0, 0.0])
    hours.close(1)
    assert hours.frame()["hours"].sum() == pytest.approx(60.0)
