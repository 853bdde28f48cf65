"""Money and hours: every yuan and every hour is entered once, and the books close.

`Money` keeps double entries between accounts; accounts of the outside world (the
treasury, households, suppliers …) are sources and sinks, the others have a balance
that may not go below zero. `Hours` keeps who worked on what.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from govsim.columns import Floats
from govsim.vocabulary import DOMAINS, HOUR_USES, OWN_HANDS, WORKERS

OUTSIDE = (
    "treasury",  # pays the grant, takes back what lapses
    "households",  # pay fees and gifts
    "workers",  # receive wages
    "suppliers",  # receive what services cost
    "department_offices",  # departments' own administration
    "diverted",  # theft and waste on private benefit
    "businesses",  # firms' owners: sponsor, bear losses, receive profit
)
INSIDE = (
    "street",  # 街道
    "committee",  # 居委会账户
    "fund",  # residents' fund 居民议事资金
    "purchase",  # escrow for service purchase 购买服务
    "ngo",  # 社会组织
    "property_firm",  # 物业公司
    "chest",  # residents' gifts 互助金
)
ACCOUNTS = OUTSIDE + INSIDE
PLACE = {name: place for place, name in enumerate(ACCOUNTS)}
PURSES = frozenset(INSIDE)
WORKER = {word: place for place, word in enumerate(WORKERS)}
USE = {word: place for place, word in enumerate(HOUR_USES)}


def _in_turn(change: np.ufunc, balance: Floats, amounts: Floats) -> Floats:
    """A balance after one amount after the other; `amounts` [communities, domains]."""
    steps = np.empty((1 + amounts.shape[1], balance.size))
    steps[0], steps[1:] = balance, amounts.T
    return change.accumulate(steps)[-1]


class Money:
    """The money ledger of a district.

    Parameters
    ----------
    communities : number of communities; every entry is an array over them [yuan]
    """

    def __init__(self, communities: int) -> None:
        self.balances: Floats = np.zeros((len(ACCOUNTS), communities))
        self.month = 0
        self.entries: list[tuple[int, str, str, str, str, Floats]] = []
        self.history: list[tuple[int, Floats]] = []

    def balance(self, account: str) -> Floats:
        """What an account holds in each community [yuan]."""
        return self.balances[PLACE[account]]

    def move(
        self,
        source: str,
        destination: str,
        amount: Floats,
        purpose: str,
        domain: str = "",
    ) -> None:
        """Enter a transfer of `amount` [yuan], one value per community.

        Raises
        ------
        ValueError
            If an amount is negative or an inside account would be overdrawn.
        """
        yuan = amount.tolist()  # there are few, and NumPy is slow with few
        if min(yuan) < 0:
            raise ValueError(f"negative transfer for {purpose}: {min(yuan):g} yuan")
        giver, taker = PLACE[source], PLACE[destination]
        if any(yuan):
            held = self.balances[giver]
            left = held - amount
            if source in PURSES and min(left.tolist()) < 0:
                if (left < -1e-6 - 1e-9 * np.abs(held)).any():
                    raise ValueError(
                        f"{source} cannot pay {purpose}: it does not hold it"
                    )
                amount = np.minimum(amount, held)
                left = held - amount
            self.balances[giver] = left
            received = self.balances[taker]
            received += amount
        self.entries.append((self.month, source, destination, purpose, domain, amount))

    def move_by_domain(
        self, source: str, destination: str, amounts: Floats, purpose: str
    ) -> None:
        """Enter a transfer split by service domain; `amounts` [communities, domains]."""
        yuan = amounts.ravel().tolist()
        giver, taker = PLACE[source], PLACE[destination]
        if any(yuan):
            left = _in_turn(np.subtract, self.balances[giver], amounts)
            if min(yuan) < 0 or (source in PURSES and min(left.tolist()) < 0):
                for place, domain in enumerate(DOMAINS):
                    self.move(source, destination, amounts[:, place], purpose, domain)
                return
            self.balances[giver] = left
            self.balances[taker] = _in_turn(np.add, self.balances[taker], amounts)
        self.entries += [
            (self.month, source, destination, purpose, domain, amount)
            for domain, amount in zip(DOMAINS, amounts.T, strict=True)
        ]

    def flow(self, source: str, destination: str = "", purpose: str = "") -> Floats:
        """What went this month from an account (to another, for a purpose) [yuan]."""
        total = np.zeros(self.balances.shape[1])
        for entry in reversed(self.entries):
            if entry[0] != self.month:
                break
            if entry[1] == source:
                _, _, end, why, _, amount = entry
                if destination in ("", end) and purpose in ("", why):
                    total = total + amount
        return total

    def flows(self, sources: Sequence[str], destinations: Sequence[str]) -> Floats:
        """What went this month from each to each [yuan]: (from, to, communities)."""
        totals = np.zeros((len(sources), len(destinations), self.balances.shape[1]))
        for month, source, destination, _, _, amount in reversed(self.entries):
            if month != self.month:
                break
            if source in sources and destination in destinations:
                giver, taker = sources.index(source), destinations.index(destination)
                totals[giver, taker] += amount
        return totals

    def close(self) -> None:
        """Note the balances at the month's end."""
        self.history.append((self.month, self.balances.copy()))

    def start(self, keep_balances: bool = True) -> None:
        """Forget the entries made so far; what accounts hold is the opening balance."""
        if not keep_balances:
            self.balances[:] = 0.0
        self.balances[: len(OUTSIDE)] = 0.0
        self.entries.clear()
        self.history.clear()
        self.month = 0
        self.close()

    def frame(self) -> pd.DataFrame:
        """All entries: month, community, source, destination, purpose, domain, amount."""
        columns = ["month", "community", "source", "destination", "purpose", "domain"]
        places = self.balances.shape[1]
        if not self.entries:
            return pd.DataFrame(columns=[*columns, "amount"])
        month, source, destination, purpose, domain, amount = zip(
            *self.entries, strict=True
        )
        frame = pd.DataFrame(
            {
                "month": np.repeat(month, places),
                "community": np.tile(np.arange(places), len(month)),
                "source": np.repeat(source, places),
                "destination": np.repeat(destination, places),
                "purpose": np.repeat(purpose, places),
                "domain": np.repeat(domain, places),
                "amount": np.concatenate(amount),
            }
        )
        return frame[frame["amount"] > 0].reset_index(drop=True)

    def balances_frame(self) -> pd.DataFrame:
        """Balances at each month's end: month (0 = opening), community, account, amount."""
        places = self.balances.shape[1]
        months = np.array([month for month, _ in self.history])
        stack = np.stack([kept for _, kept in self.history])
        shape = stack.shape
        return pd.DataFrame(
            {
                "month": np.repeat(months, shape[1] * places),
                "community": np.tile(np.arange(places), shape[0] * shape[1]),
                "account": np.tile(np.repeat(ACCOUNTS, places), shape[0]),
                "amount": stack.ravel(),
            }
        )


class Hours:
    """The work ledger: hours by worker and use, each used once."""

    def __init__(self, communities: int) -> None:
        self.now: Floats = np.zeros((communities, len(WORKERS), len(HOUR_USES)))
        self.history: list[tuple[int, Floats]] = []

    def enter(self, worker: str, use: str, hours: Floats) -> None:
        """Book this month's hours of one kind of worker on one use, per community."""
        self.now[:, WORKER[worker], USE[use]] = hours

    def add(self, worker: str, use: str, hours: Floats) -> None:
        """Book further hours of the month on top of those entered."""
        self.now[:, WORKER[worker], USE[use]] += hours

    def by_use(self, use: str) -> Floats:
        """This month's hours on one use by the committee's own hands."""
        return np.add.reduce(self.now[:, :OWN_HANDS, USE[use]], axis=1)

    def close(self, month: int) -> None:
        """Note the month's hours."""
        self.history.append((month, self.now.copy()))

    def start(self) -> None:
        """Forget the months booked so far."""
        self.history.clear()

    def frame(self) -> pd.DataFrame:
        """All hours: month, community, worker, use, hours."""
        if not self.history:
            return pd.DataFrame(
                columns=["month", "community", "worker", "use", "hours"]
            )
        months = np.array([month for month, _ in self.history])
        stack = np.stack([kept for _, kept in self.history])
        count, places, workers, uses = stack.shape
        frame = pd.DataFrame(
            {
                "month": np.repeat(months, places * workers * uses),
                "community": np.tile(
                    np.repeat(np.arange(places), workers * uses), count
                ),
                "worker": np.tile(np.repeat(WORKERS, uses), count * places),
                "use": np.tile(HOUR_USES, count * places * workers),
                "hours": stack.ravel(),
            }
        )
        return frame[frame["hours"] > 0].reset_index(drop=True)
