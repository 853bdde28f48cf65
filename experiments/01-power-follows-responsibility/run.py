"""Duty, money, power, and all three: the runs behind this folder's README."""

import argparse
from pathlib import Path

import govsim

POWER = {
    f"{right}_rights": 0.8
    for right in ("decision", "management", "finance", "supervision")
} | {"discretionary_share": 0.8}
MOVED = {"task_transfer": 0.5, "money_follows_task": 1.0}
SET_UPS = {
    "duty": MOVED | {"money_follows_task": 0.0},
    "duty-money": MOVED,
    "power": POWER,
    "bundle": MOVED | POWER,
}
OUTCOMES = (
    "participation_rate",
    "service_quality",
    "overload",
    "unspent_share",
    "mandate_compliance_true",
)
SHOWN = ["scenario_b", "outcome", "difference", "low_wide", "high_wide", "verdict"]


def main() -> None:
    """Run the five set-ups on the same worlds and print what differs from baseline."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="4 pairs of 24 months")
    parser.add_argument("--seed", type=int, default=1)
    here = Path(__file__).parent / "results" / "latest"
    parser.add_argument("--out", type=Path, default=here)
    options = parser.parse_args()
    base = govsim.load("baseline")
    made = [
        base.replace(name=name, title=name, title_zh="", levers=levers)
        for name, levers in SET_UPS.items()
    ]
    pairs, months = (4, 24) if options.quick else (20, 120)
    result = govsim.compare(
        [base, *made], replicates=pairs, months=months, rng=options.seed
    )
    table = result.table(OUTCOMES, details=True)
    table = table[table["scenario_a"] == "baseline"][SHOWN]
    print(table.to_string(index=False, float_format="{:+.3f}".format))
    print(result.write(options.out, overwrite=True))


if __name__ == "__main__":
    main()
