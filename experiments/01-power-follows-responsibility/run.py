"""Duty, money, power, and all three: the runs behind this folder's README."""

import argparse
from pathlib import Path

import govsim

RIGHTS = (
    "decision_rights",
    "management_rights",
    "finance_rights",
    "supervision_rights",
    "discretionary_share",
)
POWER = dict.fromkeys(RIGHTS, 0.8)
SET_UPS = {
    "duty": {"task_transfer": 0.5, "money_follows_task": 0.0},
    "duty-money": {"task_transfer": 0.5, "money_follows_task": 1.0},
    "power": POWER,
    "bundle": {"task_transfer": 0.5, "money_follows_task": 1.0} | POWER,
}
OUTCOMES = (
    "participation_rate",
    "service_quality",
    "overload",
    "unspent_share",
    "need_match",
    "mandate_compliance_true",
    "trust_committee",
    "power_responsibility_match",
)


def main() -> None:
    """Run the five set-ups on the same worlds and print what differs from baseline."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="small: 4 pairs, 24 months"
    )
    parser.add_argument("--seed", type=int, default=1)
    here = Path(__file__).parent / "results" / "latest"
    parser.add_argument("--out", type=Path, default=here)
    options = parser.parse_args()
    base = govsim.load("baseline")
    scenarios = [base] + [
        base.replace(name=name, title=name, title_zh="", levers=levers)
        for name, levers in SET_UPS.items()
    ]
    result = govsim.compare(
        scenarios,
        replicates=4 if options.quick else 20,
        months=24 if options.quick else 120,
        rng=options.seed,
    )
    table = result.table(OUTCOMES, details=True)
    table = table[table["scenario_a"] == "baseline"]
    shown = [
        "scenario_b",
        "outcome",
        "difference",
        "low",
        "high",
        "low_wide",
        "high_wide",
        "verdict",
    ]
    print(table[shown].to_string(index=False, float_format="{:+.3f}".format))
    print(result.write(options.out, overwrite=True))


if __name__ == "__main__":
    main()
