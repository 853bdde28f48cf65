"""Which command makes a result again?"""

from dataclasses import replace
from shlex import quote

from govsim.errors import BadInput
from govsim.report.handover.opening import Opened
from govsim.report.handover.pages import command_of
from govsim.scenarios import Scenario, load, scenario_names


def command(opened: Opened) -> tuple[str, list[str]]:
    """The command, "" if it cannot be told, and set-ups that are not shipped as they stand.

    Those must be saved from the manifest first; the command names their files.
    """
    if opened.verb in ("compare", "run"):
        return _of_worlds(opened)
    if opened.verb == "validate":
        return _of_validation(opened), []
    page = opened.page("en") or opened.page("zh")
    told = command_of(page[0]) if page else ""
    return told, [
        n for n, plan in opened.scenarios.items() if not shipped(plan)
    ] if told else []


def shipped(plan: Scenario) -> bool:
    """Whether a preset gives this very scenario, but for its length and world."""
    if plan.name not in scenario_names():
        return False
    preset = load(plan.name)
    try:
        if plan.world and plan.world != preset.world:
            preset = preset.replace(world=plan.world)
        return replace(preset, months=plan.months, base=plan.base) == plan
    except BadInput:
        return False


def _of_worlds(opened: Opened) -> tuple[str, list[str]]:
    plans = opened.scenarios
    if not plans or opened.problems:
        return "", []
    own = [name for name, plan in plans.items() if not shipped(plan)]
    words = [f"govsim {opened.verb}"]
    words += [quote(f"{name}.toml" if name in own else name) for name in plans]
    if opened.verb == "compare":
        words.append(f"--replicates {opened.number('pairs')}")
    words += [f"--months {opened.number('months')}", f"--seed {opened.number('seed')}"]
    world = next(iter(plans.values())).world
    if world not in ("", "default") and not own:
        words.append(f"--world {quote(world)}")
    if opened.manifest.get("parameters") == "default":
        words.append("--parameters default")
    return " ".join(words), own


def _of_validation(opened: Opened) -> str:
    rows = opened.manifest.get("rows")
    words = ["govsim validate"]
    words += [
        f"--only {quote(str(row))}" for row in (rows if isinstance(rows, list) else [])
    ]
    words += ["--full"] if opened.manifest.get("full") is True else []
    return " ".join([*words, f"--seed {opened.number('seed')}"])
