"""The levers: what a government, a community or a law can set, one card each.

A lever changes a rule, a right, a budget, a cost, a capacity or a flow of information;
it never touches an outcome. Only institutions' rules read levers (the wall is tested).
The cards stand in `levers/*.toml`, one file a group, because a table is how people read
and correct them. `Policy` is one month's levers, each an array with one value per
community; `PolicyPath` is the dated, per-community plan it is read from.

Keys of a card: `english`, `chinese`, `default`, `low` and `high` with `unit` (or
`choices`), `about` (what it changes), `source` (evidence), `essay` (the passage it comes
from), `payer`, `good` and `bad` (both sides), `read_by` (the rule between), `moves`
(outcomes it should move), `ledger` (the purpose or use of hours where its cost shows).
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import make_dataclass
from importlib.resources import files
from typing import Any

import numpy as np

from govsim.columns import Floats
from govsim.declare import Card, card_of, checked

FILES = (
    "power",
    "street",
    "democracy",
    "platform",
    "market",
    "budget",
    "people",
    "law",
)


def _read() -> dict[str, Card]:
    """Cards of all files, in the order of the groups."""
    deck: dict[str, Card] = {}
    for name in FILES:
        path = files("govsim").joinpath("levers", f"{name}.toml")
        table = tomllib.loads(path.read_text(encoding="utf8"))
        group = table.pop("group")
        deck |= {lever: card_of(lever, keys, group) for lever, keys in table.items()}
    return deck


LEVERS: dict[str, Card] = _read()
ELECTION_RULES = LEVERS["election_rule"].choices
CONGRESS_POWERS = LEVERS["congress_power"].choices

type Policy = Any  # a record with one array (communities,) per lever

_Record = make_dataclass(
    "Policy",
    [(name, Floats) for name in LEVERS],
    frozen=True,
    slots=True,
    namespace={"__module__": __name__, "__qualname__": "_Record"},
)


class PolicyPath:
    """The levers of every month and community.

    Parameters
    ----------
    communities : number of communities
    levers : lever = value for all communities from the start
    changes : (month, communities or None for all, {lever: value}); a change dated m
        acts from the start of month m
    """

    def __init__(
        self,
        communities: int,
        levers: Mapping[str, object],
        changes: Sequence[tuple[int, Sequence[int] | None, Mapping[str, object]]] = (),
    ) -> None:
        codes = {name: card.default for name, card in LEVERS.items()}
        codes |= checked("lever", LEVERS, levers)
        table = {name: np.full(communities, code) for name, code in codes.items()}
        self._months = [0]
        self._policies = [_Record(**table)]
        for month, where, values in sorted(changes, key=lambda change: change[0]):
            rows: Any = slice(None) if where is None else list(where)
            table = {name: column.copy() for name, column in table.items()}
            for name, code in checked("lever", LEVERS, values).items():
                table[name][rows] = code
            self._months.append(month)
            self._policies.append(_Record(**table))

    def at(self, month: int) -> Policy:
        """Levers in force in `month`."""
        place = int(np.searchsorted(self._months, month, side="right")) - 1
        return self._policies[max(place, 0)]
