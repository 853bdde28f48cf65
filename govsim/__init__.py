"""govsim: an agent-based simulator of urban community governance.

The public names are listed in ``__all__``; everything heavy is imported when used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

_WHERE = {
    "GovernanceModel": "govsim.model",
    "Scenario": "govsim.scenarios",
    "load": "govsim.scenarios",
    "scenario_names": "govsim.scenarios",
    "run": "govsim.studies.running",
    "compare": "govsim.studies.comparing",
    "sweep": "govsim.studies.sweeping",
    "Sweep": "govsim.studies.sweeping",
    "Design": "govsim.studies.sweeping",
    "discover": "govsim.studies.discovering",
    "Discovery": "govsim.studies.discovery",
    "flip_map": "govsim.studies.flip_map",
    "FlipMap": "govsim.studies.flip_map",
    "regret": "govsim.studies.regret",
    "Regret": "govsim.studies.regret",
    "to_ema_model": "govsim.studies.sweeping.bridges",
    "salib_problem": "govsim.studies.sweeping.bridges",
    "trial": "govsim.studies.trials",
    "Trial": "govsim.studies.trials",
    "TrialDesign": "govsim.studies.trials",
    "explain": "govsim.studies.explain_study",
    "Explanation": "govsim.studies.explanation",
    "sensitivity": "govsim.studies.sensitivity",
    "Sensitivity": "govsim.studies.sensitivity_result",
    "calibrate": "govsim.studies.calibrating",
    "Calibration": "govsim.studies.calibrating",
    "explain_resident": "govsim.explaining",
    "explain_committee": "govsim.explaining",
    "Comparison": "govsim.studies.comparing",
    "validate": "govsim.studies.validating",
    "Validation": "govsim.studies.validating",
    "export_tables": "govsim.report.exporting",
    "write_report": "govsim.report.handover.writing",
    "LEVERS": "govsim.policy",
    "PARAMETERS": "govsim.assumptions",
    "OUTCOMES": "govsim.outcomes",
    "HEADLINE": "govsim.outcomes",
    "BadInput": "govsim.errors",
    "UnknownName": "govsim.errors",
}
__all__ = ["__version__", "lab", "report", *_WHERE]  # noqa: PLE0604

if TYPE_CHECKING:
    from govsim import lab as lab
    from govsim import report as report
    from govsim.assumptions import PARAMETERS as PARAMETERS
    from govsim.errors import BadInput as BadInput
    from govsim.errors import UnknownName as UnknownName
    from govsim.explaining import explain_committee as explain_committee
    from govsim.explaining import explain_resident as explain_resident
    from govsim.model import GovernanceModel as GovernanceModel
    from govsim.outcomes import HEADLINE as HEADLINE
    from govsim.outcomes import OUTCOMES as OUTCOMES
    from govsim.policy import LEVERS as LEVERS
    from govsim.report.exporting import export_tables as export_tables
    from govsim.report.handover.writing import write_report as write_report
    from govsim.scenarios import Scenario as Scenario
    from govsim.scenarios import load as load
    from govsim.scenarios import scenario_names as scenario_names
    from govsim.studies.calibrating import Calibration as Calibration
    from govsim.studies.calibrating import calibrate as calibrate
    from govsim.studies.comparing import Comparison as Comparison
    from govsim.studies.comparing import compare as compare
    from govsim.studies.discovering import discover as discover
    from govsim.studies.discovery import Discovery as Discovery
    from govsim.studies.explain_study import explain as explain
    from govsim.studies.explanation import Explanation as Explanation
    from govsim.studies.flip_map import FlipMap as FlipMap
    from govsim.studies.flip_map import flip_map as flip_map
    from govsim.studies.regret import Regret as Regret
    from govsim.studies.regret import regret as regret
    from govsim.studies.running import run as run
    from govsim.studies.sensitivity import sensitivity as sensitivity
    from govsim.studies.sensitivity_result import Sensitivity as Sensitivity
    from govsim.studies.sweeping import Design as Design
    from govsim.studies.sweeping import Sweep as Sweep
    from govsim.studies.sweeping import sweep as sweep
    from govsim.studies.sweeping.bridges import salib_problem as salib_problem
    from govsim.studies.sweeping.bridges import to_ema_model as to_ema_model
    from govsim.studies.trials import Trial as Trial
    from govsim.studies.trials import TrialDesign as TrialDesign
    from govsim.studies.trials import trial as trial
    from govsim.studies.validating import Validation as Validation
    from govsim.studies.validating import validate as validate


def __getattr__(name: str) -> object:
    """Import a public name the first time it is used."""
    if name in ("lab", "report"):
        return import_module(f"govsim.{name}")
    if name in _WHERE:
        return getattr(import_module(_WHERE[name]), name)
    raise AttributeError(f"module 'govsim' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
