"""Which parameters let the model come to what is known, and which does nothing say?"""

from govsim.studies.calibrating.plan import Free, Plan, Target
from govsim.studies.calibrating.result import Calibration
from govsim.studies.calibrating.study import calibrate
from govsim.studies.calibrating.target_file import read_targets

__all__ = ["Calibration", "Free", "Plan", "Target", "calibrate", "read_targets"]
