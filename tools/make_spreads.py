"""Write how much paired differences vary, from the main comparison: for `govsim check`.

Runs administration-led against self-governing in 30 worlds, once at the default
assumptions and once at plausible ones (some ten minutes on one core).
"""

from pathlib import Path

import pandas as pd

import govsim
from govsim.outcomes import OUTCOMES

FILE = Path(govsim.__file__).parent / "studies" / "spreads.csv"
PAIR = ("administration-led", "self-governing")
WORLDS = 30


def spreads(parameters: str) -> pd.Series:
    """Standard deviation of the paired difference of each outcome's figure."""
    result = govsim.compare(PAIR, replicates=WORLDS, parameters=parameters, workers=1)
    frame = result.run_figures().query("community == -1")
    first, second = (
        frame[frame["scenario"] == name].set_index("replicate")[list(OUTCOMES)]
        for name in PAIR
    )
    return (second - first).loc[: WORLDS - 1].std(ddof=1)


def main() -> None:
    """Write the table."""
    table = pd.DataFrame(
        {"seeds": spreads("default"), "assumptions": spreads("plausible")}
    )
    table.index.name = "outcome"
    table.round(6).to_csv(FILE)


if __name__ == "__main__":
    main()
