"""Whom does she meet? (chapter 18, ties)"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.twin.model import TwinModel


def mix(m: "TwinModel") -> None:
    """Doing something together makes acquaintances across old ties, eq. 18.6."""
    starts, ties, partners = m.lots("acquaintance", 3)
    for place in m.places:
        together = [r for r in place.residents if r.did_deliberate or r.did_volunteer]
        for resident in together:
            row = resident.row
            if starts[row] < m.parameters.rewire:
                met = together[int(partners[row] * len(together))]
                tie = int(ties[row] * len(resident.neighbours))
                if met is not resident:
                    resident.meet(tie, met)
