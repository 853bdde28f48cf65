"""What does a scenario file say of changes and shocks, and when and where they come?"""

from collections.abc import Iterator, Mapping
from typing import Any

from govsim.errors import unknown
from govsim.scenarios.reading import Source, Spot, hint
from govsim.scenarios.scenario import (
    Change,
    date_fault,
    lever_faults,
    places_fault,
    shock_faults,
)
from govsim.scenarios.shocks import LASTING, SHOCKS, Shock, usual_months

SHOCK = ("month", "kind", "size", "months", "community")


class DatedParts:
    """Reads the dated parts of a file, noting every fault on the way.

    Parameters
    ----------
    source : the parsed file
    months : length of the run, None if it has a fault
    names : the communities, None if they have a fault
    """

    def __init__(
        self, source: Source, months: object, names: tuple[str, ...] | None
    ) -> None:
        self.source = source
        self.months = months
        self.names = names

    def changes(self, inherited: tuple[Change, ...]) -> tuple[Change, ...]:
        """Changes of the file; they take the place of the base's."""
        if "change" not in self.source.table:
            return self._fitting("change", inherited)
        changes = []
        for spot, table in self._tables("change"):
            month, where = self._when_and_where(spot, table)
            levers = {
                name: value
                for name, value in table.items()
                if name not in {"month", "community"}
            }
            for name, fault in lever_faults(levers).items():
                spot.fault(fault, name)
            if not levers:
                sentence = f"{spot.label} changes nothing; add lever = value."
                self.source.fault(spot.key, sentence)
            changes.append(Change(month, where, levers))
        return tuple(changes)

    def shocks(self, inherited: tuple[Shock, ...]) -> tuple[Shock, ...]:
        """Shocks of the file; they take the place of the base's."""
        if "shock" not in self.source.table:
            return self._fitting("shock", inherited)
        shocks = []
        for spot, table in self._tables("shock"):
            month, where = self._when_and_where(spot, table)
            kind, size = table.get("kind"), table.get("size")
            length = table.get("months", usual_months(kind))
            _check_shock(spot, table, length)
            shocks.append(Shock(month, kind, size, length, where))  # type: ignore[arg-type]
        return tuple(shocks)

    def _fitting[T: (Change, Shock)](
        self, kind: str, items: tuple[T, ...]
    ) -> tuple[T, ...]:
        """Dated items of the base, which must fit this file's months and place."""
        for place, item in enumerate(items, 1):
            label = f"{kind} {place} of the base"
            fault = date_fault(item.month, self.months)
            if not fault and item.community is not None and self.names is not None:
                fault = places_fault(item.community, self.names)
            if fault:
                self.source.fault(("base",), f"{label}: {fault}")
        return items

    def _tables(self, kind: str) -> Iterator[tuple[Spot, dict[str, Any]]]:
        """Each [[change]] or [[shock]] of the file."""
        listed = self.source.table.get(kind, [])
        for place, table in enumerate(listed if isinstance(listed, list) else []):
            spot = Spot(self.source, (kind, place), f"{kind} {place + 1}")
            if isinstance(table, dict):
                yield spot, table
            else:
                sentence = f"{spot.label} must be a table of keys and values."
                self.source.fault(spot.key, sentence)

    def _when_and_where(
        self, spot: Spot, table: Mapping[str, Any]
    ) -> tuple[int, tuple[int, ...] | None]:
        """Month and communities of a change or shock."""
        month = table.get("month")
        if month is None:
            spot.fault("month is missing.")
        elif fault := date_fault(month, self.months):
            spot.fault(fault, "month")
        where = table.get("community")
        if where is None or self.names is None:
            return month, None  # type: ignore[return-value]
        if fault := places_fault(where, self.names):
            spot.fault(fault, "community")
            return month, None  # type: ignore[return-value]
        return month, tuple(where) if isinstance(where, list) else (where,)  # type: ignore[return-value]


def _check_shock(spot: Spot, table: Mapping[str, Any], length: Any) -> None:
    """Whether a shock has its keys, and a size and length that its kind allows."""
    for name in table:
        if name not in SHOCK:
            spot.fault(unknown("key of a shock", name, SHOCK), name)
    kind, size = table.get("kind"), table.get("size")
    lacking = [name for name in ("kind", "size") if name not in table]
    for name in lacking:
        spot.fault(f"{name} is missing. {_kinds(kind)}".rstrip())
    if lacking:
        return
    faults = shock_faults(kind, size, length)
    if kind not in LASTING and table.get("months") == 0:
        faults += shock_faults(kind, size, 1)
    for fault in faults:
        spot.fault(fault, _about(fault))


def _kinds(kind: object) -> str:
    """Which size a kind may have, or which kinds there are."""
    if isinstance(kind, str) and kind in SHOCKS:
        return f"Allowed: {SHOCKS[kind].range_words}."
    return f"Kinds: {', '.join(SHOCKS)}." if kind is None else hint(str(kind), SHOCKS)


def _about(fault: str) -> str:
    """Key of a shock that a sentence is about, to find its line."""
    if "size =" in fault or "size is" in fault or "size must" in fault:
        return "size"
    return "months" if "months" in fault else "kind"
