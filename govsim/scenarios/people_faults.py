"""How are the faults of a long table told: all kinds, few of each, in bounded memory?"""

from dataclasses import dataclass, field

SHOWN = 5
"""Faults of a kind that are told one by one; the rest are counted."""


@dataclass
class _Kind:
    """Faults that are alike."""

    told: list[str] = field(default_factory=list)
    count: int = 0
    last: int = 0


class Faults:
    """Faults of one table by kind; of each kind the first few and how many there are.

    Parameters
    ----------
    name : what sentences call the table
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._kinds: dict[str, _Kind] = {}

    def __bool__(self) -> bool:
        return bool(self._kinds)

    def add(self, kind: str, row: int, sentence: str) -> None:
        """Note a fault in a row (the header is row 1)."""
        found = self._kinds.setdefault(kind, _Kind())
        found.count, found.last = found.count + 1, row
        if len(found.told) < SHOWN:
            found.told.append(f"{self.name} row {row}  {sentence}")

    def sentences(self) -> list[str]:
        """The faults, kind after kind, each with how many more there are."""
        lines = []
        for kind in self._kinds.values():
            lines += kind.told
            if more := kind.count - len(kind.told):
                lines.append(
                    f"… and {more:,} more like this, the last in {self.name} row "
                    f"{kind.last}."
                )
        return lines
